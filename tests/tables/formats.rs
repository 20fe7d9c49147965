//! What the formats make of the tables: each cell of each, and nothing that a spreadsheet or a page would
//! take for more than text.

use bud::report::table::{Cell, tables};
use bud::report::{csv, markdown, xlsx};

use std::path::Path;

use bud::source::Memory;
use bud::{Analysis, Options};

use super::{Layout, analyze, builtin, example, filled};

fn csv(analysis: &Analysis, layout: &Layout, table: usize) -> String {
    let mut out = Vec::new();
    assert_eq!(csv::write(analysis, layout, &layout.tables[table], &mut out).unwrap(), 0);
    String::from_utf8(out).unwrap()
}

/// The lines that a CSV reader sees.
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').expect("Excel is told that it is UTF-8");
    assert!(text.ends_with("\r\n"));
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn csv_holds_every_cell() {
    let (analysis, layout) = (analyze(&example("shangyu-2024/budget.bud")), builtin("zhejiang"));
    for (at, table) in filled().into_iter().enumerate() {
        let records = records(&csv(&analysis, &layout, at));
        let captions: Vec<String> = table.columns.iter().map(|column| column.head.join("/")).collect();
        assert_eq!(records[0], captions);
        assert_eq!(records[1..], super::rows(&table), "table {}", table.id);
    }
}

#[test]
fn markdown_holds_every_cell() {
    let tables = filled();
    let mut out = Vec::new();
    markdown::write(&tables, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let rows: Vec<Vec<String>> = text
        .lines()
        .filter(|line| line.starts_with('|') && !line.starts_with("| ---"))
        .map(|line| {
            let cells = line.trim_start_matches("| ").trim_end_matches(" |").split(" | ").flat_map(|it| it.split("| "));
            cells.map(|cell| cell.trim().trim_matches('|').trim_start_matches('　').replace('\\', "")).collect()
        })
        .collect();
    let shown = tables.iter().flat_map(|table| super::rows(table).into_iter());
    let figures =
        |rows: &mut dyn Iterator<Item = Vec<String>>| rows.flatten().filter(|cell| super::is_amount(cell)).count();
    assert_eq!(figures(&mut rows.into_iter()), figures(&mut shown.into_iter()));
}

/// Names that other programs could take for more than text.
const NASTY: [&str; 7] =
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "<script>alert(1)</script>", "a|b`c`*d*", "“甲”，乙"];

/// A budget with projects of such names.
fn nasty() -> Analysis {
    let quoted = NASTY.iter().map(|name| format!("project \"{name}\" unit 甲 amount 1.00\n"));
    let text = format!("unit 甲\n{}", quoted.collect::<String>());
    let analysis = bud::analyze(&Memory::new().with("a.bud", text), Path::new("a.bud"), &Options::default()).unwrap();
    assert_eq!(analysis.summary().errors, 0, "{:?}", analysis.diagnostics);
    analysis
}

#[test]
fn names_that_look_like_more_come_out_as_text() {
    let (analysis, layout) = (nasty(), builtin("zhejiang"));
    let projects = layout.tables.iter().position(|table| table.id == "10-1").unwrap();
    let names: Vec<String> = records(&csv(&analysis, &layout, projects))[2..].iter().map(|it| it[1].clone()).collect();
    assert_eq!(names[..4], ["'=1+1", "'+cmd|' /C calc'!A0", "'-2+3", "'@SUM(A1)"], "no spreadsheet runs these");
    assert_eq!(names[4..], NASTY[4..]);
    let mut tables = tables(&analysis, &layout);
    tables[projects].rows[1].cells[1] = Cell::Text("\u{1b}[31mred".to_owned(), 0);
    let mut out = Vec::new();
    markdown::write(&tables, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && text.contains("a\\|b\\`c\\`\\*d\\*"), "{text}");
    assert!(!text.contains('\u{1b}'), "no page and no terminal is told what to do");
}

#[test]
fn a_workbook_is_made_of_any_table() {
    let tables = tables(&nasty(), &builtin("zhejiang"));
    for formulas in [false, true] {
        let mut out = Vec::new();
        xlsx::write(&tables, xlsx::Options { formulas }, &mut out).unwrap();
        assert!(out.starts_with(b"PK"));
    }
}

/// From a thousand rows on each is added up by itself, up to the first whose lines leave something open.
#[test]
fn many_rows_are_the_same_as_few() {
    let lines = |count: usize| -> String {
        let line = |at: usize| format!("project 项目{at} unit 甲 func 207 amount {at}.00\n");
        (1..=count).map(line).collect()
    };
    let head = "unit 甲\naccount 207 文化\n";
    let rows = |text: String| {
        let files = Memory::new().with("a.bud", text);
        let analysis = bud::analyze(&files, Path::new("a.bud"), &Options::default()).unwrap();
        let table = tables(&analysis, &builtin("zhejiang")).swap_remove(9);
        super::rows(&table)
    };
    let (few, many) = (rows(format!("{head}{}", lines(900))), rows(format!("{head}{}", lines(1100))));
    assert_eq!((few.len(), many.len()), (901, 1101));
    assert_eq!(few[1..], many[1..901]);
    // A line on a level-1 project itself may be of any project below it.
    let nested = "project 专项 unit 甲 amount 5.00\nproject 甲一 under 专项 unit 甲 amount 5.00\n";
    let nested = rows(format!("{head}{}{nested}", lines(1100)));
    assert_eq!(nested.len(), 1102);
    assert_eq!(nested[..1101], [&[nested[0].clone()], &many[1..]].concat()[..]);
}
