//! `bdc import`: published tables become a budget that says the same, whoever made the workbook, and what
//! has no place in it is listed.

#![allow(clippy::unwrap_used)]

mod arranged;
mod call;
#[path = "../corpus.rs"]
mod corpus;
mod money;
mod own;
mod retyped;
mod spelled;

use bud::diagnostic::Language;
use bud::diagnostic::locale::text;
use bud::import::{Imported, Options, import};
use bud::report::layout::{BUILTIN, Layout};
use bud::report::table::{Cell, Table, tables};
use bud::report::xlsx;
use bud::source::{Memory, SourceFile};
use bud::span::FileId;
use bud::{Analysis, analyze};

/// A layout that `bdc` knows.
fn layout(name: &str) -> Layout {
    let text = BUILTIN.iter().find(|layout| layout.name == name).unwrap().text;
    let file = SourceFile::new(FileId(0), name.to_owned(), name.into(), text.to_owned());
    Layout::read(&file).0
}

/// The tables of the real document, from the budget in which its two misprints are mended.
fn printed() -> Vec<Table> {
    tables(&corpus::analyze(&corpus::example("shangyu-2024/budget.bud")), &layout("zhejiang"))
}

/// The workbook that `bdc` writes of tables.
fn workbook(tables: &[Table]) -> Vec<u8> {
    let mut bytes = Vec::new();
    xlsx::write(tables, xlsx::Options::default(), &mut bytes).unwrap();
    bytes
}

/// What is read from a workbook by the tables of Zhejiang.
fn imported(bytes: &[u8]) -> Imported {
    imported_by("zhejiang", bytes)
}

/// What is read from a workbook by the tables of a layout.
fn imported_by(name: &str, bytes: &[u8]) -> Imported {
    let layout = layout(name);
    let options = Options { layout: &layout, workbook: "a.xlsx", cells: false, language: Language::English };
    import(bytes, options).unwrap()
}

/// The budget that was read.
fn budget(imported: &Imported) -> Analysis {
    let files = imported.files.iter().fold(Memory::new(), |files, file| files.with(&file.name, file.text.as_str()));
    analyze(&files, "budget.bud".as_ref(), &bud::Options::default()).unwrap()
}

/// What an import tells, a line each: lost figures begin with `!`.
fn told(imported: &Imported) -> Vec<String> {
    let line = |report: &bud::import::Report| {
        let mark = if report.lost { "!" } else { "" };
        let place = report.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        format!("{mark}{place}{}", text(Language::English, &report.message))
    };
    imported.reports.iter().map(line).collect()
}

/// The lines of all files in order of their text: what a budget says, whatever stands in which file.
fn lines(imported: &Imported) -> Vec<&str> {
    let lines = imported.files.iter().flat_map(|file| file.text.lines());
    let mut lines: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    lines.sort_unstable();
    lines
}

/// The cells of tables, title and captions first.
fn cells(tables: &[Table]) -> Vec<Vec<Vec<Cell>>> {
    let text = |text: &str| Cell::Text(text.to_owned(), 0);
    let table = |table: &Table| {
        let head = table.columns.iter().map(|column| text(&column.head.join("/"))).collect();
        let rows = table.rows.iter().map(|row| row.cells.clone());
        [vec![text(&table.title)], head].into_iter().chain(rows).collect()
    };
    tables.iter().map(table).collect()
}
