//! A comparison in the terminal: aligned, whatever the script, and coloured.

use std::io::{self, Write};

use bud::compare::document::{Document, Row, Table, Tone};
use bud::diagnostic::render::{Style, visible};
use unicode_width::UnicodeWidthStr;

/// Writes the document.
pub fn write(document: &Document, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let paint = |code: &str, text: &str| painted(code, text, style);
    writeln!(out, "{}", paint("1", &visible(&document.title)))?;
    writeln!(out, "{}", visible(&document.summary))?;
    for (bad, fact) in &document.facts {
        let fact = visible(fact);
        writeln!(out, "{}", if *bad { paint("31", &fact) } else { fact.into_owned() })?;
    }
    document.tables.iter().try_for_each(|table| write_table(table, style, out))
}

fn write_table(table: &Table, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let shown = |cells: &[String]| cells.iter().map(|cell| visible(cell).into_owned()).collect::<Vec<_>>();
    let head: Vec<String> = shown(&table.head.iter().map(|(caption, _)| caption.clone()).collect::<Vec<_>>());
    let rows: Vec<(&Row, Vec<String>)> = table.rows.iter().map(|row| (row, shown(&row.cells))).collect();
    // A column in which nothing stands is not there.
    let filled = |&at: &usize| rows.iter().any(|(_, cells)| cells.get(at).is_some_and(|cell| !cell.is_empty()));
    let columns: Vec<usize> = (0..head.len()).filter(filled).collect();
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(at));
        cells.chain([&head[at]]).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = columns.iter().map(|&at| width(at)).collect();
    let line = |cells: &[String]| {
        let mut line = String::new();
        for (&at, &width) in columns.iter().zip(&widths) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            let cell = cells.get(at).map_or("", String::as_str);
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            let parts = if table.head[at].1 { [&blanks, cell] } else { [cell, &blanks] };
            line.extend(parts);
        }
        line.trim_end().to_owned()
    };
    writeln!(out, "\n{}", painted("1", &visible(&table.title), style))?;
    writeln!(out, "{}", painted("2", &line(&head), style))?;
    if style.drawing {
        let rule = widths.iter().map(|&width| "─".repeat(width)).collect::<Vec<_>>().join("──");
        writeln!(out, "{}", painted("2", &rule, style))?;
    }
    rows.iter().try_for_each(|(row, cells)| writeln!(out, "{}", painted(code(row.tone), &line(cells), style)))
}

/// The colour of a row.
fn code(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Added => "32",
        Tone::Removed => "31",
        Tone::Changed => "33",
        Tone::Moved => "36",
        Tone::Total => "1",
        Tone::Bad => "1;31",
        Tone::Rest => "2",
    }
}

fn painted(code: &str, text: &str, style: &Style) -> String {
    match style.colour && !code.is_empty() {
        true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        false => text.to_owned(),
    }
}
