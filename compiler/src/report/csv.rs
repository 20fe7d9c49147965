//! Tables as CSV, one file a table: a row of captions, then the rows. It opens in Excel as what it is.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::diagnostic::render::visible;

use super::table::{Cell, Table};

/// Tells Excel that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Between the parts of a caption that spans columns and what stands under it.
const BELOW: &str = "/";

/// Writes a table.
///
/// # Errors
/// What `out` says.
pub fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    out.write_record(table.columns.iter().map(|column| safe(column.head.join(BELOW))))?;
    for row in &table.rows {
        out.write_record(row.cells.iter().map(|cell| match cell {
            Cell::Text(text, _) => safe(text.clone()),
            cell => cell.text(),
        }))?;
    }
    out.flush()
}

/// A text that no spreadsheet takes for a formula: one that looks like one begins with an apostrophe.
fn safe(text: String) -> String {
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    let text = visible(&text);
    if text.starts_with(formula) { format!("'{text}") } else { text.into_owned() }
}
