//! From the bytes of a workbook to its sheets. Nothing but this file knows which library reads them.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Style, Xlsx, XlsxError};
use rust_decimal::Decimal;

use super::grid::{Cell, Content, Sheet};

/// How many digits of a number a spreadsheet shows and compares; what is behind them is an accident of
/// its arithmetic.
const DIGITS: u32 = 15;

/// The sheets of a workbook in their order.
///
/// # Errors
/// What is wrong with the file, in the words of the library.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    sheets(bytes).map_err(|error| error.to_string())
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, XlsxError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let tables = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = tables.map(|sheet| sheet.name.clone()).collect();
    names.into_iter().map(|name| sheet(&mut workbook, name)).collect()
}

fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: String) -> Result<Sheet, XlsxError> {
    let merged = workbook.merge_cells_by_sheet_name(&name)?;
    let regions: Vec<_> = merged.iter().map(|region| (region.start, region.end)).collect();
    let mut cells = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(&name)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let style = reader.styles().get(style);
        let Some(content) = content(cell.get_value(), style) else { continue };
        let alignment = style.and_then(|style| style.alignment.as_ref());
        let indent = alignment.and_then(|alignment| alignment.indent).unwrap_or(0);
        cells.insert(cell.get_position(), Cell { content, indent });
    }
    Ok(Sheet::new(name, cells, &regions))
}

fn content(value: &DataRef<'_>, style: Option<&Style>) -> Option<Content> {
    let shown = style.and_then(|style| style.number_format.as_ref()).and_then(|format| decimals(&format.format_code));
    let text = |text: &str| (!text.trim().is_empty()).then(|| Content::Text(text.to_owned()));
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Content::Number(Decimal::from(*number), shown)),
        DataRef::Float(number) => Some(self::number(&number.to_string(), shown)),
        DataRef::String(it) => text(it),
        DataRef::SharedString(it) => text(it),
        DataRef::Bool(it) => Some(Content::Other(it.to_string().to_uppercase())),
        DataRef::DateTime(it) => Some(Content::Other(it.to_string())),
        DataRef::DateTimeIso(it) | DataRef::DurationIso(it) => Some(Content::Other(it.clone())),
        DataRef::Error(it) => Some(Content::Other(it.to_string())),
    }
}

/// A number as it would be written without an exponent.
fn number(text: &str, shown: Option<u8>) -> Content {
    let exact = Decimal::from_str_exact(text).or_else(|_| text.parse::<Decimal>());
    match exact.ok().and_then(|number| number.round_sf(DIGITS)) {
        Some(number) => Content::Number(number.normalize(), shown),
        None => Content::Other(text.to_owned()),
    }
}

/// How many decimals a number format shows; none if it shows as many as there are.
fn decimals(format: &str) -> Option<u8> {
    let positive = format.split(';').next().unwrap_or("");
    let digit = |c: char| matches!(c, '0' | '#' | '?');
    if !positive.contains(digit) {
        return None;
    }
    let fraction = positive.split_once('.').map_or("", |(_, fraction)| fraction);
    Some(fraction.chars().take_while(|&c| digit(c)).count().min(6) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_a_spreadsheet_shows_of_it() {
        for (stored, read) in [
            ("42583.08", "42583.08"),
            ("713.6899999999999", "713.69"),
            ("4092.0800000000004", "4092.08"),
            ("0.1", "0.1"),
            ("-12", "-12"),
        ] {
            assert_eq!(number(stored, None), Content::Number(read.parse().unwrap(), None), "{stored}");
        }
        assert_eq!(number(&"9".repeat(300), None), Content::Other("9".repeat(300)));
    }

    #[test]
    fn a_format_says_how_many_decimals_are_shown() {
        for (format, shown) in [
            ("General", None),
            ("@", None),
            ("0", Some(0)),
            ("0.00", Some(2)),
            ("#,##0.00_ ;[Red]-#,##0.00", Some(2)),
            ("0.0?", Some(2)),
            ("\"¥\"#,##0.0", Some(1)),
        ] {
            assert_eq!(decimals(format), shown, "{format}");
        }
    }

    #[test]
    fn what_is_no_workbook_is_said_to_be_none() {
        for bytes in [&b""[..], b"PK\x03\x04", b"unit a\n"] {
            assert!(read(bytes).is_err());
        }
    }
}
