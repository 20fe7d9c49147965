//! Every amount of the published tables is in the real budget and in the published one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::corpus::{example, ledger, root};
use super::{REAL, claims, text};

/// The name of a column or a row, and what its amounts are of.
type Column = (&'static str, &'static [(&'static str, &'static str)]);

/// A table of one side: its file, what its rows are about, and the slice of each column of amounts.
struct Table {
    file: &'static str,
    /// The columns that say what a row is about, and their dimensions.
    rows: &'static [(&'static str, &'static str)],
    columns: &'static [Column],
}

const GENERAL: (&str, &str) = ("source", "一般公共预算");
const FISCAL: (&str, &str) = ("source", "财政拨款");

const TABLES: &[Table] = &[
    Table {
        file: "t02_shouru_zongbiao",
        rows: &[("单位名称", "unit")],
        columns: &[
            ("总计", &[("kind", "resources")]),
            ("本年收入_小计", &[("kind", "revenue")]),
            ("一般公共预算", &[("kind", "revenue"), GENERAL]),
        ],
    },
    Table {
        file: "t03_zhichu_zongbiao",
        rows: &[("科目编码", "func")],
        columns: &[
            ("总计", &[("kind", "expense")]),
            ("基本支出_人员支出", &[("kind", "personnel")]),
            ("基本支出_公用经费", &[("kind", "operating")]),
            ("项目支出", &[("kind", "project")]),
        ],
    },
    Table {
        file: "t05_ybgg_zhichu",
        rows: &[("科目编码", "func")],
        columns: &[
            ("合计", &[("kind", "expense"), GENERAL]),
            ("基本支出_小计", &[("kind", "basic"), GENERAL]),
            ("人员经费", &[("kind", "personnel"), GENERAL]),
            ("公用经费", &[("kind", "operating"), GENERAL]),
            ("项目支出", &[("kind", "project"), GENERAL]),
        ],
    },
    Table {
        file: "t06_ybgg_jiben_zhichu",
        rows: &[("科目编码", "econ")],
        columns: &[
            ("合计", &[("kind", "basic"), GENERAL]),
            ("人员经费", &[("kind", "personnel"), GENERAL]),
            ("公用经费", &[("kind", "operating"), GENERAL]),
        ],
    },
    Table {
        file: "t07_sangong",
        rows: &[("单位名称", "unit")],
        columns: &[
            ("三公经费合计", &[("kind", "memo"), ("memo", "三公")]),
            ("公务接待费", &[("kind", "memo"), ("memo", "三公"), ("item", "公务接待费")]),
        ],
    },
    Table {
        file: "t10a_xiangmu_yiji",
        rows: &[("单位名称", "unit"), ("项目名称", "project")],
        columns: &[("总计", &[("kind", "project")]), ("一般公共预算", &[("kind", "project"), GENERAL])],
    },
    Table {
        file: "t10b_xiangmu_erji",
        rows: &[("单位名称", "unit"), ("项目名称", "project")],
        columns: &[("总计", &[("kind", "project")]), ("一般公共预算", &[("kind", "project"), GENERAL])],
    },
    Table {
        file: "t11_xiangmu_jixiao",
        rows: &[("单位名称", "unit"), ("项目名称", "project")],
        columns: &[("金额", &[("kind", "project")])],
    },
];

/// The tables of two sides, and the slice of each named row. Their expenditure by function has
/// names only, in the order of table 3's codes.
const BALANCES: &[(&str, &[Column])] = &[
    (
        "t01_shouzhi_zongbiao",
        &[
            ("一、财政拨款", &[("kind", "revenue"), FISCAL]),
            ("一般公共预算", &[("kind", "revenue"), GENERAL]),
            ("本年收入合计", &[("kind", "revenue")]),
            ("收入总计", &[("kind", "resources")]),
            ("本年支出合计", &[("kind", "expense")]),
            ("支出总计", &[("kind", "uses")]),
            ("", &[("kind", "expense")]),
        ],
    ),
    (
        "t04_caizheng_bokuan_shouzhi",
        &[
            ("一、财政拨款", &[("kind", "revenue"), FISCAL]),
            ("一般公共预算", &[("kind", "revenue"), GENERAL]),
            ("本年收入合计", &[("kind", "revenue"), FISCAL]),
            ("收入总计", &[("kind", "resources"), FISCAL]),
            ("支出总计", &[("kind", "uses"), FISCAL]),
            ("", &[("kind", "expense"), FISCAL]),
        ],
    ),
];

/// The unit that the second table of projects misprints, and its name elsewhere.
const MISPRINT: (&str, &str) = ("绍兴市上虞区机关事业养老保险服务中心", "绍兴市上虞区机关事业单位养老保险服务中心");

type Slice = BTreeMap<String, String>;

/// A printed amount.
struct Cell {
    place: String,
    slice: Slice,
    amount: String,
    /// The unit that is printed beside a project: with it the name is a project.
    unit: Option<String>,
}

/// The rows of a printed table: each cell under its column's name.
fn rows(file: &str) -> Vec<Vec<(String, String)>> {
    let text = fs::read_to_string(root().join("tests/seed").join(file).with_extension("tsv")).unwrap();
    let split = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let mut lines = text.lines().map(split);
    let header = lines.next().unwrap();
    lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect()
}

fn cell<'a>(row: &'a [(String, String)], column: &str) -> &'a str {
    row.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
}

fn is_amount(cell: &str) -> bool {
    cell.split_once('.').is_some_and(|(whole, decimals)| {
        decimals.len() == 2 && [whole, decimals].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

fn conditions(pairs: &[(&str, &str)]) -> Slice {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// The amounts of a table of one side. Of the two units with one full name the department stands
/// first in the table of revenue and nowhere else.
fn one_sided(table: &Table, units: &BTreeMap<String, Vec<String>>) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (number, row) in rows(table.file).iter().enumerate() {
        let mut about = Slice::new();
        for (column, dimension) in table.rows {
            let name = cell(row, column);
            match *dimension {
                _ if matches!(name, "" | "合计") => {}
                "unit" => {
                    let names = units.get(name).unwrap_or_else(|| panic!("{name}"));
                    let first = table.file.starts_with("t02") && number == 1;
                    let unit = if first { names.first() } else { names.last() };
                    about.insert("unit".to_owned(), unit.unwrap().clone());
                }
                _ => drop(about.insert((*dimension).to_owned(), name.to_owned())),
            }
        }
        let unit = about.contains_key("project").then(|| about.remove("unit").unwrap());
        for (column, amount) in row.iter().filter(|(_, cell)| is_amount(cell)) {
            let of_column = table.columns.iter().find(|(name, _)| name == column);
            let (_, of_column) = of_column.unwrap_or_else(|| panic!("{}: {column}", table.file));
            let mut slice = conditions(of_column);
            slice.extend(about.clone());
            let place = format!("{} row {} {column}", table.file, number + 2);
            cells.push(Cell { place, slice, amount: amount.clone(), unit: unit.clone() });
        }
    }
    cells
}

fn two_sided(file: &str, named: &[Column]) -> Vec<Cell> {
    let of_name = |name: &str| named.iter().find(|(known, _)| *known == name).map(|(_, slice)| conditions(slice));
    let codes = rows("t03_zhichu_zongbiao");
    let mut codes = codes.iter().filter(|row| !cell(row, "科目编码").is_empty());
    let mut cells = Vec::new();
    for (number, row) in rows(file).iter().enumerate() {
        for (item, column) in [("收入项目", "收入预算数"), ("支出项目", "支出预算数")] {
            let (name, amount) = (cell(row, item), cell(row, column));
            if !is_amount(amount) {
                continue;
            }
            let slice = of_name(name).unwrap_or_else(|| {
                let code = codes.next().unwrap();
                assert_eq!(cell(code, "科目名称"), name, "{file}");
                let mut slice = of_name("").unwrap();
                slice.insert("func".to_owned(), cell(code, "科目编码").to_owned());
                slice
            });
            let place = format!("{file} row {} {column}", number + 2);
            cells.push(Cell { place, slice, amount: amount.to_owned(), unit: None });
        }
    }
    assert!(codes.next().is_none(), "{file} has fewer rows than table 3");
    cells
}

/// The short names of the units by their full names, from the top.
fn unit_names(units: &Value, names: &mut BTreeMap<String, Vec<String>>) {
    for unit in units.as_array().unwrap() {
        names.entry(text(&unit["full_name"]).to_owned()).or_default().push(text(&unit["name"]).to_owned());
        unit_names(&unit["children"], names);
    }
}

/// Every project's name and unit.
fn projects(list: &Value, found: &mut BTreeSet<(String, Option<String>)>) {
    for project in list.as_array().unwrap() {
        found.insert((text(&project["name"]).to_owned(), project["unit"].as_str().map(str::to_owned)));
        projects(&project["children"], found);
    }
}

/// Looks every printed amount up in a ledger: a claim about its slice with its amount, each claim
/// for one cell; else the only entry of its slice. Returns what is not there, and how many are.
fn look_up(ledger: &Value, misprint: &str) -> (Vec<String>, usize) {
    let mut units = BTreeMap::new();
    unit_names(&ledger["units"], &mut units);
    units.insert(MISPRINT.0.to_owned(), vec![misprint.to_owned()]);
    let mut known = BTreeSet::new();
    projects(&ledger["projects"], &mut known);
    let mut cells: Vec<Cell> = TABLES.iter().flat_map(|table| one_sided(table, &units)).collect();
    cells.extend(BALANCES.iter().flat_map(|(file, named)| two_sided(file, named)));

    let claimed = |claim: &'_ Value| {
        let mut slice: Slice = serde_json::from_value(claim["slice"].clone()).unwrap();
        if slice.contains_key("project") {
            // All expense of a project is project expenditure.
            slice.insert("kind".to_owned(), "project".to_owned());
        }
        slice
    };
    let mut unused: Vec<(Slice, &str)> =
        claims(ledger).iter().map(|claim| (claimed(claim), text(&claim["amount"]))).collect();
    let mut missing = Vec::new();
    let count = cells.len();
    for cell in cells {
        if let (Some(unit), Some(project)) = (&cell.unit, cell.slice.get("project"))
            && !known.contains(&(project.clone(), Some(unit.clone()).filter(|unit| !unit.is_empty())))
        {
            missing.push(format!("{}: no project {project} of {unit}", cell.place));
        }
        if let Some(at) = unused.iter().position(|(slice, amount)| *slice == cell.slice && *amount == cell.amount) {
            unused.swap_remove(at);
            continue;
        }
        let is_in = |entry: &&Value| cell.slice.iter().all(|(key, value)| entry[key] == **value);
        let entries: Vec<&Value> = ledger["entries"].as_array().unwrap().iter().filter(is_in).collect();
        if !matches!(entries[..], [entry] if entry["amount"] == *cell.amount) {
            missing.push(format!("{}: {:?} {}", cell.place, cell.slice, cell.amount));
        }
    }
    (missing, count)
}

#[test]
fn every_printed_amount_is_in_the_real_budget() {
    let ledger = ledger("shangyu-2024/budget.bud");
    let (missing, count) = look_up(&ledger, "养老中心");
    assert_eq!(missing, [""; 0]);
    assert_eq!(count, 416);
}

#[test]
fn every_printed_amount_is_in_the_published_budget_under_the_printed_name() {
    let ledger = ledger("shangyu-2024/published.bud");
    // No unit goes by the misprinted name, so that the project has none.
    let (missing, count) = look_up(&ledger, "");
    assert_eq!(missing, [""; 0]);
    assert_eq!(count, 416);
    let entries = ledger["entries"].as_array().unwrap().iter();
    let unknown: Vec<&Value> = entries.filter(|it| it["kind"] == "project" && it["unit"].is_null()).collect();
    let [entry] = unknown[..] else { panic!("{unknown:?}") };
    let path = example(REAL).join(text(&entry["file"]));
    let source = fs::read_to_string(path).unwrap();
    let line = source.lines().nth(entry["line"].as_u64().unwrap() as usize - 1).unwrap();
    assert!(line.contains(MISPRINT.0) && !line.contains(MISPRINT.1), "{line}");
}

/// The seed has every amount that the document prints, and no column of amounts is left out.
#[test]
fn the_tables_hold_416_amounts() {
    let mut count = 0;
    let mut files: Vec<String> = Vec::new();
    for entry in fs::read_dir(root().join("tests/seed")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            count += rows(&name).iter().flatten().filter(|(_, cell)| is_amount(cell)).count();
            files.push(name);
        }
    }
    assert_eq!((count, files.len()), (416, 12));
}
