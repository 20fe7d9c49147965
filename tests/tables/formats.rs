//! What the formats make of the tables: each cell of each, and nothing that a spreadsheet or a page would
//! take for more than text.

use bud::report::table::{Cell, Table};
use bud::report::{csv, markdown, xlsx};

use super::filled;

fn csv(table: &Table) -> String {
    let mut out = Vec::new();
    csv::write(table, &mut out).unwrap();
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
    for table in filled() {
        let records = records(&csv(&table));
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

/// A table with cells that other programs could take for more than text.
fn nasty() -> Table {
    let mut table = filled().swap_remove(9);
    let names = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "a|b`c`*d*\\",
        "\u{1b}[31mred",
        "“甲”,\"乙\"\n丙",
    ];
    for (row, name) in table.rows.iter_mut().zip(names) {
        row.cells[1] = Cell::Text(name.to_owned(), 0);
    }
    table
}

#[test]
fn names_that_look_like_more_come_out_as_text() {
    let table = nasty();
    let names: Vec<String> = records(&csv(&table))[1..9].iter().map(|record| record[1].clone()).collect();
    assert_eq!(names[..4], ["'=1+1", "'+cmd|' /C calc'!A0", "'-2+3", "'@SUM(A1)"], "no spreadsheet runs these");
    assert_eq!(names[7], "“甲”,\"乙\"\n丙");
    let mut out = Vec::new();
    markdown::write(&[table], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && text.contains("a\\|b\\`c\\`\\*d\\*\\\\"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "no page and no terminal is told what to do");
}

#[test]
fn a_workbook_is_made_of_any_table() {
    for formulas in [false, true] {
        let mut out = Vec::new();
        xlsx::write(&[nasty()], xlsx::Options { formulas }, &mut out).unwrap();
        assert!(out.starts_with(b"PK"));
    }
}
