//! Tables as a workbook: one sheet a table, with captions that span cells, real numbers, and a page set up
//! for printing. The same tables are the same bytes: no clock is looked at.

mod formulas;

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::render::visible;

use super::table::{Cell, Table};

/// A4, as the file format numbers sheets of paper.
const A4: u8 = 9;

/// The widest that a column of texts becomes, in characters; longer texts are wrapped.
const WIDEST: usize = 44;

/// The widest that a column becomes for its caption alone, which is wrapped.
const NARROW: usize = 14;

/// How wide a table may be to stand upright on its page.
const UPRIGHT: usize = 90;

/// How high a line of text is, and the highest that a row may be, in points.
const LINE: u32 = 15;
const HIGHEST: u32 = 405;

/// The rows above the captions: the title, and what the figures count.
const ABOVE: u32 = 2;

/// How a workbook is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Write what adds up from other cells as a formula, where that comes to the figure itself.
    pub formulas: bool,
}

/// Writes the workbook.
///
/// # Errors
/// What `out` says, or that a table has more rows or columns than a sheet.
pub fn write(tables: &[Table], options: Options, out: &mut dyn Write) -> io::Result<()> {
    let mut workbook = Workbook::new();
    // A file is of its budget, not of the hour in which it was made.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    for table in tables {
        let sheet = workbook.add_worksheet();
        fill(sheet, table, options).map_err(io::Error::other)?;
    }
    let bytes = workbook.save_to_buffer().map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// The formats of a table's cells.
struct Formats {
    title: Format,
    unit: Format,
    head: Format,
    figure: Format,
    sentence: Format,
    /// Texts by their indentation.
    texts: Vec<Format>,
    absent: Format,
}

impl Formats {
    fn of(table: &Table) -> Formats {
        let base = || Format::new().set_font_name("宋体").set_font_size(11);
        let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let decimals =
            if table.scale == 0 { String::new() } else { format!(".{}", "0".repeat(usize::from(table.scale))) };
        let text = |indent: u8| cell().set_align(FormatAlign::Left).set_indent(indent).set_text_wrap();
        let deepest = table.rows.iter().flat_map(|row| &row.cells).map(|cell| match cell {
            Cell::Text(_, indent) => *indent,
            _ => 0,
        });
        let deepest = deepest.max().unwrap_or(0).min(15) as u8;
        Formats {
            title: base().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            unit: base().set_align(FormatAlign::Right),
            head: cell()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_text_wrap()
                .set_background_color(Color::RGB(0xEDEDED)),
            figure: cell().set_num_format(format!("#,##0{decimals}")),
            sentence: base().set_italic(),
            texts: (0..=deepest).map(text).collect(),
            absent: cell(),
        }
    }

    fn text(&self, indent: usize) -> &Format {
        self.texts.get(indent).unwrap_or(&self.absent)
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, options: Options) -> Result<(), XlsxError> {
    let formats = Formats::of(table);
    sheet.set_name(sheet_name(table))?;
    let last = column(table.columns.len().saturating_sub(1))?;
    spanning(sheet, [0, 0], [0, last.into()], &table.title, &formats.title)?;
    spanning(sheet, [1, 0], [1, last.into()], &table.unit, &formats.unit)?;
    for cell in table.head() {
        let from = [ABOVE + row(cell.row)?, cell.column as u32];
        let to = [from[0] + row(cell.rows)? - 1, from[1] + cell.columns as u32 - 1];
        spanning(sheet, from, to, &cell.text, &formats.head)?;
    }
    let first = ABOVE + row(table.head_rows())?;
    for (at, cells) in table.rows.iter().enumerate() {
        for (column_at, cell) in cells.cells.iter().enumerate() {
            let place = (first + row(at)?, column(column_at)?);
            match cell {
                Cell::Text(text, indent) => {
                    sheet.write_string_with_format(place.0, place.1, visible(text), formats.text(*indent))?
                }
                Cell::Figure(figure) => match formulas::of(table, at, column_at, first).filter(|_| options.formulas) {
                    Some(formula) => sheet.write_formula_with_format(place.0, place.1, formula, &formats.figure)?,
                    None => sheet.write_with_format(place.0, place.1, *figure, &formats.figure)?,
                },
                Cell::Nothing | Cell::Absent => sheet.write_blank(place.0, place.1, &formats.absent)?,
            };
        }
    }
    if let Some(sentence) = &table.empty {
        sheet.write_string_with_format(first + row(table.rows.len())?, 0, sentence, &formats.sentence)?;
    }
    set_up(sheet, table, first)
}

/// Column widths and row heights, what stays in sight, and how the sheet is printed.
fn set_up(sheet: &mut Worksheet, table: &Table, first: u32) -> Result<(), XlsxError> {
    let widths = widths(table);
    for (at, wide) in widths.iter().enumerate() {
        sheet.set_column_width(column(at)?, *wide as u32)?;
    }
    for (at, cells) in table.rows.iter().enumerate() {
        let lines = cells.cells.iter().zip(&widths).map(|(cell, wide)| match cell {
            Cell::Text(text, indent) => (text.width() + 2 * indent).div_ceil(wide.saturating_sub(1).max(1)),
            _ => 1,
        });
        let lines = lines.max().unwrap_or(1) as u32;
        if lines > 1 {
            sheet.set_row_height(first + row(at)?, (lines * LINE).min(HIGHEST))?;
        }
    }
    // The first column with figures is where what scrolls begins, if names stand before it and nowhere else.
    let names = table.columns.iter().take_while(|column| !column.figures).count();
    let one_panel = table.columns.iter().all(|column| column.panel == 0);
    sheet.set_freeze_panes(first, if one_panel { column(names)? } else { 0 })?;
    sheet.set_repeat_rows(0, first.saturating_sub(1))?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    if widths.iter().sum::<usize>() > UPRIGHT {
        sheet.set_landscape();
    }
    sheet.set_footer("&C&P / &N");
    Ok(())
}

/// How wide the columns are: as their cells want it, and together as wide as the title.
fn widths(table: &Table) -> Vec<usize> {
    let mut widths: Vec<usize> = (table.columns.iter().enumerate())
        .map(|(at, caption)| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| match cell {
                Cell::Text(text, indent) => text.width() + 2 * indent,
                // With its separators.
                cell => cell.text().len() * 4 / 3,
            });
            let head = caption.head.last().map_or(0, |text| text.width().min(NARROW));
            cells.chain([head, 8]).max().unwrap_or(8).min(WIDEST) + 2
        })
        .collect();
    // The title is half as large again as the rest.
    let lacking = (table.title.width() * 3 / 2 + 4).saturating_sub(widths.iter().sum());
    let share = lacking.div_ceil(widths.len().max(1));
    widths.iter_mut().for_each(|wide| *wide += share);
    widths
}

/// Writes a text over a range of cells, or into the one that it is.
fn spanning(sheet: &mut Worksheet, from: [u32; 2], to: [u32; 2], text: &str, format: &Format) -> Result<(), XlsxError> {
    let (first, last) = (column(from[1] as usize)?, column(to[1] as usize)?);
    match from == to {
        true => sheet.write_string_with_format(from[0], first, text, format)?,
        false => sheet.merge_range(from[0], first, to[0], last, text, format)?,
    };
    Ok(())
}

/// What a sheet is called: a short name without the characters that such names may not have.
fn sheet_name(table: &Table) -> String {
    let id: String = table.id.chars().filter(|c| !"[]:*?/\'".contains(*c)).take(20).collect();
    format!("表{id}")
}

fn row(at: usize) -> Result<u32, XlsxError> {
    u32::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn column(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}
