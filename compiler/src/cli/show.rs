//! `bdc show`: a roll-up table in the terminal.

use std::io::{self, Write};
use std::path::PathBuf;

use bud::diagnostic::Message;
use bud::diagnostic::render::{Format, Style, visible};
use bud::report::layout::Layout;
use bud::report::show::{By, Row, Table, table};
use bud::report::table::{self as published, Cell, tables};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use unicode_width::UnicodeWidthStr;

use super::build::untold_message;
use super::findings::Found;
use super::session::{Session, Stream};
use super::status::Status;
use super::{findings, input, layout};

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "WHAT", value_delimiter = ',', default_value = "unit,kind", value_parser = by())]
    by: Vec<By>,
    #[arg(long, value_name = "TABLE", conflicts_with = "by")]
    table: Option<String>,
    #[arg(long, value_name = "LAYOUT", requires = "table")]
    layout: Option<String>,
}

fn by() -> impl TypedValueParser<Value = By> {
    let named = |text: String| By::ALL.iter().copied().find(|by| by.as_str() == text);
    PossibleValuesParser::new(By::ALL.iter().map(|by| by.as_str())).map(move |text| named(text).unwrap_or(By::Unit))
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    if let Some(by) = twice(&arguments.by) {
        return session.fail(&Message::new("by-twice").with("word", by.as_str()));
    }
    if arguments.by.len() > 2 {
        return session.fail(&Message::new("by-too-many"));
    }
    let layout = match arguments.table.as_deref().map(|id| published(id, arguments, session)).transpose() {
        Ok(layout) => layout,
        Err(status) => return status,
    };
    let outcomes = match input::analyze(std::slice::from_ref(&arguments.file), session) {
        Ok(outcomes) => outcomes,
        Err(message) => return session.fail(&message),
    };
    let mut status = Status::Clean;
    for outcome in outcomes {
        let analysis = match outcome {
            Ok(analysis) => analysis,
            Err(message) => return session.fail(&message),
        };
        // The figures of a budget with errors are still the figures of its lines, but not without
        // the errors beside them.
        let verdict = Found::from(&analysis).verdict(session);
        if verdict != Status::Clean {
            findings::print(&[Found::from(&analysis)], Format::Human, Stream::Err, session);
        }
        let published = layout.iter().flat_map(|layout| tables(&analysis, layout)).next();
        let shown = match &published {
            Some(table) => of_published(table),
            None => table(&analysis, &arguments.by, session.language),
        };
        let style = session.style(Stream::Out);
        let written = session.write(Stream::Out, |out| {
            if let Some(table) = &published {
                writeln!(out, "{}  {}\n", visible(&table.title), visible(&table.unit))?;
            }
            write(&shown, &style, out)
        });
        if let Some(table) = published.filter(|table| table.untold > 0) {
            session.say(&untold_message(&table.id, table.untold));
        }
        status = status.max(verdict).max(written.status());
    }
    status
}

/// The layout with only the table that is asked for.
fn published(id: &str, arguments: &Arguments, session: &Session) -> Result<Layout, Status> {
    let mut layout = layout::read(arguments.layout.as_deref(), session)?;
    let known: Vec<String> = layout.tables.iter().map(|table| table.id.clone()).collect();
    layout.tables.retain(|table| table.id == id);
    match layout.tables.is_empty() {
        true => Err(session.fail(&Message::new("no-table").with("name", id).with("known", known.join(", ")))),
        false => Ok(layout),
    }
}

/// A published table as the terminal shows it.
fn of_published(table: &published::Table) -> Table {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text, indent) => "  ".repeat(*indent) + text,
        cell => cell.text(),
    };
    let row = |row: &published::Row| Row { node: None, depth: 0, cells: row.cells.iter().map(cell).collect() };
    Table {
        header: table.columns.iter().map(|column| column.head.join("/")).collect(),
        rows: table.rows.iter().map(row).collect(),
        note: table.empty.clone(),
    }
}

/// What stands twice among `by`: a table of units by units says nothing.
fn twice(by: &[By]) -> Option<By> {
    by.iter().enumerate().find(|(at, one)| by[..*at].contains(one)).map(|(_, one)| *one)
}

/// A column: how wide, and whether it holds figures.
struct Column {
    width: usize,
    figures: bool,
}

fn write(table: &Table, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let header: Vec<String> = table.header.iter().map(|cell| shown(cell, 0)).collect();
    let rows = table.rows.iter().map(|row| {
        let cell = |(index, cell): (usize, &String)| shown(cell, if index == 0 { row.depth } else { 0 });
        row.cells.iter().enumerate().map(cell).collect()
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    (1..header.len()).for_each(|index| align_marks(&mut rows, index));
    let columns: Vec<Column> = (0..header.len()).map(|index| column(&header, &rows, index)).collect();
    write_row(&header, &columns, style.colour, out)?;
    if style.drawing {
        let rule: Vec<String> = columns.iter().map(|column| "─".repeat(column.width)).collect();
        writeln!(out, "{}", rule.join("──"))?;
    }
    rows.iter().try_for_each(|row| write_row(row, &columns, false, out))?;
    match &table.note {
        Some(note) => writeln!(out, "{}", visible(note)),
        None => Ok(()),
    }
}

/// Keeps the points of a column under each other where some figures have a mark behind them.
fn align_marks(rows: &mut [Vec<String>], index: usize) {
    if rows.iter().any(|row| row[index].ends_with('+')) {
        let bare = rows.iter_mut().map(|row| &mut row[index]).filter(|cell| !cell.ends_with('+'));
        bare.for_each(|cell| cell.push(' '));
    }
}

fn shown(cell: &str, depth: usize) -> String {
    format!("{}{}", "  ".repeat(depth), visible(cell))
}

fn column(header: &[String], rows: &[Vec<String>], index: usize) -> Column {
    let cells = || rows.iter().filter_map(|row| row.get(index));
    let widths = cells().chain(header.get(index)).map(|cell| cell.width());
    let mut filled = cells().filter(|cell| !cell.trim().is_empty()).peekable();
    // A code is digits too, but stands before a name.
    let figures = index > 0 && filled.peek().is_some() && filled.all(|cell| is_figure(cell));
    Column { width: widths.max().unwrap_or(0), figures }
}

fn is_figure(cell: &str) -> bool {
    cell.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '%' | '—'))
}

fn write_row(cells: &[String], columns: &[Column], bold: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for (column, cell) in columns.iter().zip(cells) {
        if !line.is_empty() {
            line.push_str("  ");
        }
        let blanks = " ".repeat(column.width.saturating_sub(cell.width()));
        let parts = if column.figures { [blanks.as_str(), cell] } else { [cell, blanks.as_str()] };
        line.extend(parts);
    }
    let line = line.trim_end();
    if bold { writeln!(out, "\u{1b}[1m{line}\u{1b}[0m") } else { writeln!(out, "{line}") }
}

#[cfg(test)]
mod tests {
    use bud::diagnostic::Language;
    use bud::report::show::Row;

    use super::*;

    #[test]
    fn columns_line_up_under_chinese_names() {
        let row = |depth, cells: [&str; 3]| Row { node: None, depth, cells: cells.map(str::to_owned).to_vec() };
        let table = Table {
            header: ["单位", "支出", "note"].map(str::to_owned).to_vec(),
            rows: vec![
                row(0, ["区人社局", "42,583.08", "合计"]),
                row(1, ["人才中心\u{1b}[31m", "30,800.00", ""]),
                row(1, ["Job centre", "", "x"]),
            ],
            note: None,
        };
        let mut plain = Vec::new();
        write(&table, &Style::plain(Language::Chinese), &mut plain).unwrap();
        insta::assert_snapshot!(String::from_utf8(plain).unwrap(), @r"
        单位                       支出  note
        区人社局              42,583.08  合计
          人才中心\u{1b}[31m  30,800.00
          Job centre                     x
        ");
        let mut drawn = Vec::new();
        write(&table, &Style { colour: true, drawing: true, ..Style::plain(Language::Chinese) }, &mut drawn).unwrap();
        insta::assert_snapshot!(String::from_utf8(drawn).unwrap().replace('\u{1b}', "^"), @r"
        ^[1m单位                       支出  note^[0m
        ─────────────────────────────────────
        区人社局              42,583.08  合计
          人才中心\u{1b}[31m  30,800.00
          Job centre                     x
        ");
    }
}
