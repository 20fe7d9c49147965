//! The examples: the real budget is proved and whole, the published one lacks what the document
//! lacks, every fault is reported once.

#![allow(clippy::unwrap_used)]

mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use bud::Options;
use bud::diagnostic::{Code, Language, Severity, locale};
use bud::source::{Disk, Memory};
use corpus::{Outcome, analyze, bdc, budgets, example, ledger, ledger_text, root};
use insta::assert_snapshot;
use serde_json::{Value, json};

const REAL: &str = "shangyu-2024";

/// What `bdc check --format short` says of a file, called in the file's folder.
fn check(folder: &str, file: &str, language: &str) -> Outcome {
    bdc(&example(folder), &["check", "--format", "short", "--lang", language, file])
}

/// The findings of a file in both languages, for a snapshot.
fn findings(folder: &str, file: &str) -> String {
    let [english, chinese] = ["en", "zh"].map(|language| check(folder, file, language));
    assert_eq!((english.stderr.as_str(), chinese.stderr.as_str()), ("", ""));
    assert_eq!(english.status, chinese.status);
    format!("exit {}\n{}{}", english.status, english.stdout, chinese.stdout)
}

fn claims(ledger: &Value) -> &Vec<Value> {
    ledger["claims"].as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value}"))
}

// ---- The real budget.

#[test]
fn the_real_budget_is_proved() {
    let budget = analyze(&example("shangyu-2024/budget.bud"));
    assert!(budget.diagnostics.iter().all(|finding| finding.severity() == Severity::Note));
    let ledger = ledger("shangyu-2024/budget.bud");
    assert_eq!(ledger["valid"], true);
    assert!(claims(&ledger).len() > 300);
    for claim in claims(&ledger) {
        let item = claim["slice"]["econ"].as_str().is_some_and(|code| code.len() == 5);
        match text(&claim["status"]) {
            "exact" | "rounding" => {}
            "bounded" if item => assert_eq!(claim["proved"], true, "{claim}"),
            _ => panic!("{claim}"),
        }
    }
}

#[test]
fn the_real_budget_has_the_roundings_of_the_document_and_no_others() {
    let ledger = ledger("shangyu-2024/budget.bud");
    let mut found = BTreeSet::new();
    for claim in claims(&ledger) {
        for route in claim["routes"].as_array().unwrap() {
            if route["verdict"] != "exact" {
                assert_eq!(route["verdict"], "rounding");
                let along = route["along"].as_str().unwrap_or(text(&route["route"])).to_owned();
                let side =
                    if claim["slice"]["kind"] == "resources" { &json!("revenue") } else { &claim["slice"]["kind"] };
                let side = if side == "uses" { "expense" } else { text(side) }.to_owned();
                found.insert((side, text(&claim["amount"]).to_owned(), text(&route["computed"]).to_owned(), along));
            }
        }
    }
    let expected = [
        ("basic", "4092.08", "4092.09", "econ"),
        ("basic", "4092.08", "4092.09", "kind"),
        ("expense", "42583.08", "42583.09", "kind"),
        ("personnel", "3771.58", "3771.57", "entries"),
        ("personnel", "3771.58", "3771.57", "func"),
        ("revenue", "42583.08", "42583.09", "entries"),
        ("revenue", "42583.08", "42583.09", "unit"),
    ];
    let found: Vec<(&str, &str, &str, &str)> = found.iter().map(|(a, b, c, d)| (&**a, &**b, &**c, &**d)).collect();
    assert_eq!(found, expected);
    assert_snapshot!("budget", findings(REAL, "budget.bud"));
    let human = bdc(&example(REAL), &["check", "budget.bud"]);
    assert_snapshot!("budget_human", human.stdout + &human.stderr);
}

#[test]
fn the_published_budget_lacks_what_the_document_lacks() {
    assert_snapshot!("published", findings(REAL, "published.bud"));
    let published = analyze(&example("shangyu-2024/published.bud"));
    assert!(!published.valid());
    let ledger = ledger("shangyu-2024/published.bud");
    let budget = corpus::ledger("shangyu-2024/budget.bud");
    let stated = |ledger: &Value| -> BTreeMap<String, Value> {
        let key = |claim: &Value| format!("{} {} {}", claim["file"], claim["line"], claim["slice"]);
        claims(ledger).iter().map(|claim| (key(claim), claim.clone())).collect()
    };
    let right = stated(&budget);
    for (key, claim) in stated(&ledger) {
        match text(&claim["status"]) {
            "refuted" => assert_eq!(claim["difference"], "90.00", "{claim}"),
            "suspended" | "unsettled" => panic!("{claim}"),
            status => {
                let before = right.get(&key).map(|claim| text(&claim["status"]));
                assert!(before.is_none_or(|before| before == status), "{claim}");
            }
        }
    }
}

/// The codes whose totals change when 人才房票 moves from 2060899 to 2080799.
const MOVED: [&str; 6] = ["206", "20608", "2060899", "208", "20807", "2080799"];

#[test]
fn a_project_under_the_wrong_code_is_reported_at_every_total_it_breaks() {
    let path = example("shangyu-2024/人才中心.bud").canonicalize().unwrap();
    let before = fs::read_to_string(&path).unwrap();
    let line = before.lines().find(|line| line.contains("人才房票")).unwrap();
    let after = before.replace(line, &line.replace("2060899", "2080799"));
    assert_ne!(before, after);
    let files = Memory::over(Box::new(Disk)).with(path, after);
    let main = example("shangyu-2024/budget.bud").canonicalize().unwrap();
    let moved = bud::analyze(&files, &main, &Options::default()).unwrap();

    let line = |span: bud::span::Span| {
        let file = moved.sources.file(span.file);
        (file.path.file_name().unwrap().to_str().unwrap().to_owned(), file.position(span.start).line)
    };
    let mut reported = BTreeSet::new();
    let mut errors = Vec::new();
    for error in moved.diagnostics.iter().filter(|finding| finding.severity() == Severity::Error) {
        let message = locale::text(Language::English, &error.message);
        assert!(message.contains("30800.00"), "{message}");
        errors.push(message);
        let also = error.related.iter().filter(|related| related.message.key == "also-written-here");
        for span in std::iter::once(error.span).chain(also.map(|related| related.span)) {
            assert!(reported.insert(line(span)), "reported twice: {:?}", line(span));
        }
    }
    let ledger: Value = serde_json::from_str(&ledger_text(&moved)).unwrap();
    let mut broken = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for claim in claims(&ledger).iter().filter(|claim| claim["status"] == "refuted") {
        let code = text(&claim["slice"]["func"]);
        assert!(MOVED.contains(&code), "{claim}");
        let difference = if code.starts_with("206") { "30800.00" } else { "-30800.00" };
        assert_eq!(claim["difference"], difference);
        codes.insert(code);
        broken.insert((text(&claim["file"]).to_owned(), claim["line"].as_u64().unwrap() as u32));
    }
    assert_eq!(codes, BTreeSet::from(MOVED));
    // Every total of the six codes is broken but those of basic expenditure, which has no project.
    for claim in claims(&ledger) {
        let of_codes = claim["slice"]["func"].as_str().is_some_and(|code| MOVED.contains(&code));
        let of_projects = matches!(text(&claim["slice"]["kind"]), "expense" | "project");
        assert_eq!(claim["status"] == "refuted", of_codes && of_projects, "{claim}");
    }
    assert_eq!(reported, broken);
    assert_snapshot!("moved", errors.join("\n"));
}

/// The files of the units, and how many errors each has alone.
const UNIT_FILES: [(&str, usize); 11] = [
    ("人才中心.bud", 0),
    ("信息中心.bud", 0),
    ("信访中心.bud", 0),
    ("养老中心-published.bud", 1),
    ("养老中心.bud", 0),
    ("就业中心.bud", 0),
    ("局本级-published.bud", 1),
    ("局本级.bud", 0),
    ("社保中心.bud", 0),
    ("考试中心.bud", 0),
    ("鉴定中心.bud", 0),
];

#[test]
fn a_units_file_is_checked_alone_and_inside_the_department() {
    let names: Vec<String> = budgets(REAL)
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !name.is_ascii())
        .collect();
    assert_eq!(names, UNIT_FILES.map(|(name, _)| name));
    let department = ledger("shangyu-2024/budget.bud");
    let mut inside = department["projects"].as_array().unwrap().clone();
    for (name, errors) in UNIT_FILES {
        let alone = check(REAL, name, "en");
        assert_eq!((alone.stdout.lines().count(), alone.status), (errors, errors as i32), "{}", alone.stdout);
        if errors > 0 {
            continue;
        }
        let mut alone = ledger(&format!("{REAL}/{name}"));
        for project in alone["projects"].as_array_mut().unwrap() {
            let at = inside.iter().position(|other| other == project).unwrap_or_else(|| panic!("{project}"));
            inside.remove(at);
        }
    }
    assert_eq!(inside, [json!(null); 0], "every project of the department is in a unit's file");
    assert!(check(REAL, "局本级-published.bud", "en").stdout.contains("90.00 is missing"));
    assert!(check(REAL, "养老中心-published.bud", "en").stdout.contains("E0301"));
}

#[test]
fn hello_is_ten_clean_lines() {
    let text = fs::read_to_string(example("hello/hello.bud")).unwrap();
    assert!(text.starts_with("project 人才房票 unit 人才中心 amount 30800.00 func 2080799\n"));
    assert_eq!(text.lines().count(), 10);
    assert_eq!(findings("hello", "hello.bud"), "exit 0\n");
}

// ---- The faults.

#[test]
fn every_fault_is_reported_once() {
    let mut shown = String::new();
    let mut codes = BTreeSet::new();
    for path in budgets("faults").iter().filter(|path| path.parent() == Some(&example("faults"))) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(path).unwrap();
        let said = String::from_utf8_lossy(&bytes).lines().next().unwrap().to_owned();
        let analysis = analyze(path);
        assert_eq!(analysis.diagnostics.len(), 1, "{name}");
        codes.extend(analysis.diagnostics.iter().map(|finding| finding.code));
        shown.push_str(&format!("── {name}\n{said}\n{}\n", findings("faults", name)));
    }
    assert_snapshot!("faults", shown);
    let missing: Vec<&Code> =
        Code::ALL.iter().filter(|code| code.severity() != Severity::Note && !codes.contains(code)).collect();
    assert!(missing.is_empty(), "no file in examples/faults shows {missing:?}");
}

#[test]
fn a_part_of_a_fault_is_no_fault_of_its_own() {
    assert_eq!(check("faults/parts", "year-2023.bud", "en").stdout.matches("E0302").count(), 1);
}

// ---- Every amount of the published tables.

/// A table: its file, what its first column that is not a name is of, and the slice of each column.
struct Table {
    file: &'static str,
    /// The columns that say what a row is about, and their dimensions.
    rows: &'static [(&'static str, &'static str)],
    columns: &'static [(&'static str, &'static [(&'static str, &'static str)])],
}

const GENERAL: (&str, &str) = ("source", "一般公共预算");
const FISCAL: (&str, &str) = ("source", "财政拨款");

/// The tables of one side: a row is a slice by its code, its unit or its project.
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
const BALANCES: &[(&str, &[(&str, &[(&str, &str)])])] = &[
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

fn two_sided(file: &str, named: &[(&str, &[(&str, &str)])]) -> Vec<Cell> {
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
    let path: PathBuf = example(REAL).join(text(&entry["file"]));
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
