//! Tables as Markdown, for a pull request or a page.

use std::io::{self, Write};

use crate::diagnostic::render::visible;

use super::table::{Cell, Table};

/// Indents a name in its cell, where blanks count for nothing.
const INDENT: &str = "　";

/// Writes tables, one below the other.
///
/// # Errors
/// What `out` says.
pub fn write(tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_table(table, "##", out)?;
    }
    Ok(())
}

/// Writes a table under its title, which is a heading with so many signs.
///
/// # Errors
/// What `out` says.
pub fn write_table(table: &Table, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{heading} {}\n\n{}\n", plain(&table.title), plain(&table.unit))?;
    let captions = table.columns.iter().map(|column| plain(&column.head.join("/")));
    write_row(captions, out)?;
    write_row(table.columns.iter().map(|column| if column.figures { "---:" } else { "---" }.to_owned()), out)?;
    for row in &table.rows {
        write_row(
            row.cells.iter().map(|cell| match cell {
                Cell::Text(text, indent) => INDENT.repeat(*indent) + &plain(text),
                cell => cell.text(),
            }),
            out,
        )?;
    }
    match &table.empty {
        Some(sentence) => writeln!(out, "\n{}", plain(sentence)),
        None => Ok(()),
    }
}

/// Writes one row of a table.
pub(crate) fn write_row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    for cell in cells {
        match cell.is_empty() {
            true => write!(out, "| ")?,
            false => write!(out, "| {cell} ")?,
        }
    }
    writeln!(out, "|")
}

/// A text that means nothing to Markdown, nor to the HTML in it.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => plain.extend(['\\', c]),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\n' | '\r' => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
