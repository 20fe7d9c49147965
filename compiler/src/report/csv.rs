//! Tables as CSV, one file a table: a row of captions, then the rows. It opens in Excel as what it is.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::Analysis;
use crate::diagnostic::render::visible;

use super::layout::{Layout, TableLayout};
use super::table::{Cell, Table, each_row};

/// Tells Excel that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Between the parts of a caption that spans columns and what stands under it.
const BELOW: &str = "/";

/// Writes a table row by row, so that it takes no more memory for more rows. Returns how many cells are blank
/// since some lines do not say whether they belong to them.
///
/// # Errors
/// What `out` says.
pub fn write(analysis: &Analysis, layout: &Layout, table: &TableLayout, out: &mut dyn Write) -> io::Result<usize> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let out = RefCell::new(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out));
    let begin = |table: &Table| {
        let captions = table.columns.iter().map(|column| safe(&column.head.join(BELOW)).into_owned());
        Ok(out.borrow_mut().write_record(captions)?)
    };
    let mut figure = String::new();
    let row = |cells: &[Cell]| {
        let mut out = out.borrow_mut();
        for cell in cells {
            match cell {
                Cell::Text(text, _) => out.write_field(safe(text).as_bytes())?,
                Cell::Figure(amount) => {
                    figure.clear();
                    let _ = fmt::write(&mut figure, format_args!("{amount}"));
                    out.write_field(&figure)?;
                }
                Cell::Nothing | Cell::Absent => out.write_field("")?,
            }
        }
        Ok(out.write_record(None::<&[u8]>)?)
    };
    let untold = each_row(analysis, layout, table, begin, row)?;
    out.borrow_mut().flush()?;
    Ok(untold)
}

/// A text that no spreadsheet takes for a formula: one that looks like one begins with an apostrophe.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    let text = visible(text);
    if text.starts_with(formula) { Cow::Owned(format!("'{text}")) } else { text }
}
