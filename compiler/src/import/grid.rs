//! A sheet as a grid of cells: what stands where, whatever file it came from.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// How many cells of merged regions are looked at in a sheet; no table of a budget has more.
const MOST_MERGED: usize = 1 << 20;

/// The row and the column of a cell, counted from 0.
pub type Place = (u32, u32);

/// Where a figure stands in the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The sheet, by its number.
    pub sheet: usize,
    /// The cell.
    pub place: Place,
}

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// How deep its text is indented by its format.
    pub indent: u8,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A number, and with how many decimals its format shows it.
    Number(Decimal, Option<u8>),
    /// A text.
    Text(String),
    /// A date, a truth value, an error or a number that no budget holds, as it would be shown.
    Other(String),
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    cells: BTreeMap<Place, Cell>,
    /// The first cell of the merged region that a cell belongs to.
    merged: FxHashMap<Place, Place>,
    /// The last column that has a cell.
    last_column: u32,
}

impl Sheet {
    /// A sheet with cells, and with regions that are merged: first and last cell.
    pub fn new(name: String, cells: BTreeMap<Place, Cell>, regions: &[(Place, Place)]) -> Sheet {
        let last_column = cells.keys().map(|place| place.1).max().unwrap_or(0);
        let last_row = cells.last_key_value().map_or(0, |(place, _)| place.0);
        let mut sheet = Sheet { name, cells, merged: FxHashMap::default(), last_column };
        for &(first, last) in regions {
            let rows = first.0..=last.0.min(last_row);
            for place in rows.flat_map(|row| (first.1..=last.1.min(last_column)).map(move |column| (row, column))) {
                if sheet.merged.len() == MOST_MERGED {
                    return sheet;
                }
                sheet.merged.insert(place, first);
            }
        }
        sheet
    }

    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.cells.last_key_value().map_or(0, |(place, _)| place.0 + 1)
    }

    /// The cells of a row that are not empty, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..(row + 1, 0)).map(|(place, cell)| (place.1, cell))
    }

    /// The cells of some columns of a row that are not empty.
    pub fn part(&self, row: u32, columns: RangeInclusive<u32>) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, *columns.start())..=(row, *columns.end())).map(|(place, cell)| (place.1, cell))
    }

    /// All cells that are not empty, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (Place, &Cell)> {
        self.cells.iter().map(|(place, cell)| (*place, cell))
    }

    /// The cell that stands there itself.
    pub fn get(&self, place: Place) -> Option<&Cell> {
        self.cells.get(&place)
    }

    /// The cell in which a place shows its text: of a merged region the first.
    pub fn origin(&self, place: Place) -> Place {
        self.merged.get(&place).copied().unwrap_or(place)
    }

    /// Whether a place belongs to a merged region.
    pub fn is_merged(&self, place: Place) -> bool {
        self.merged.contains_key(&place)
    }

    /// What is shown at a place, as a text; blank for nothing.
    pub fn text(&self, place: Place) -> String {
        self.cells.get(&self.origin(place)).map(Cell::text).unwrap_or_default()
    }

    /// The columns that have something in one of `rows`.
    pub fn columns(&self, rows: Range<u32>) -> Vec<u32> {
        (0..=self.last_column).filter(|&column| rows.clone().any(|row| !self.text((row, column)).is_empty())).collect()
    }
}

impl Cell {
    /// The cell as a text in one line, without blanks at its ends and without what cannot be seen.
    pub fn text(&self) -> String {
        match &self.content {
            Content::Number(number, _) => number.normalize().to_string(),
            Content::Text(text) | Content::Other(text) => clean(text),
        }
    }

    /// How deep it is indented, by its format or by the blanks before its text.
    pub fn depth(&self) -> usize {
        let Content::Text(text) = &self.content else { return usize::from(self.indent) };
        let width = |c: char| if c == '\u{3000}' { 2 } else { 1 };
        let blanks: usize = text.chars().take_while(|c| c.is_whitespace()).map(width).sum();
        usize::from(self.indent) * 2 + blanks
    }
}

/// A text in one line: a break that wraps a Chinese text leaves no trace, any other becomes a blank.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut broken = false;
    for c in text.trim().chars() {
        if matches!(c, '\n' | '\r' | '\t' | '\u{A0}') {
            broken = true;
            continue;
        }
        if crate::syntax::text::is_invisible(c) {
            continue;
        }
        if broken && (c.is_ascii() || out.ends_with(|before: char| before.is_ascii())) && !out.ends_with(' ') {
            out.push(' ');
        }
        broken = false;
        out.push(c);
    }
    out
}

/// A cell by the name that a spreadsheet gives it: `D7`.
pub fn named((row, column): Place) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (place, name) in [((0, 0), "A1"), ((6, 3), "D7"), ((9, 25), "Z10"), ((0, 26), "AA1"), ((0, 701), "ZZ1")] {
            assert_eq!(named(place), name);
        }
    }

    #[test]
    fn a_text_is_one_line() {
        assert_eq!(clean(" 机关事业\n单位 "), "机关事业单位");
        assert_eq!(clean("1. 开展\n2. 推进\u{200B}"), "1. 开展 2. 推进");
    }

    #[test]
    fn a_merged_region_shows_its_first_cell_and_ends_with_the_sheet() {
        let text = |text: &str| Cell { content: Content::Text(text.to_owned()), indent: 0 };
        let cells = BTreeMap::from([((0, 0), text("收入")), ((1, 1), text("预算数"))]);
        let sheet = Sheet::new("1".to_owned(), cells, &[((0, 0), (0, 16_383))]);
        assert_eq!(sheet.text((0, 1)), "收入");
        assert!(sheet.is_merged((0, 1)) && !sheet.is_merged((0, 2)));
    }
}
