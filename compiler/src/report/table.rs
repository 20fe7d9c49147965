//! The published tables: a layout's tables filled from a checked budget. What a file of them looks like is
//! each format's own.

mod fill;
mod head;
mod lines;
pub(super) mod names;
mod parts;

use rust_decimal::Decimal;

use crate::Analysis;
use crate::syntax::Measure;

use super::layout::Layout;

pub use fill::{each_row, heading, said};
pub use head::HeadCell;

/// A table, filled.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it is called by: `3`, `10-1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What its figures count.
    pub measure: Measure,
    /// The same as it stands above the table: 单位：万元.
    pub unit: String,
    /// How many decimals they have.
    pub scale: u8,
    /// Its columns, panel by panel.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The sentence that says why it has no figure.
    pub empty: Option<String>,
    /// How many cells are blank since some lines do not say whether they belong to them.
    pub untold: usize,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its caption, from above to below.
    pub head: Vec<String>,
    /// Whether it holds figures.
    pub figures: bool,
    /// Which panel it belongs to.
    pub panel: usize,
    /// The columns that are parts of this one: together they come to it, as far as they are filled.
    pub parts: Vec<usize>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// Of each panel the rows that are parts of this one.
    pub parts: Vec<Vec<usize>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// There is no such cell: the rows of this panel are fewer.
    Absent,
    /// There is nothing to print: no line, no claim, or a zero in a budget whose header wants it blank.
    Nothing,
    /// A text, and how deep it is indented.
    Text(String, usize),
    /// A figure in the table's measure, rounded.
    Figure(Decimal),
}

impl Table {
    /// The cells of its captions.
    pub fn head(&self) -> Vec<HeadCell> {
        head::cells(&self.columns)
    }

    /// How many rows its captions take.
    pub fn head_rows(&self) -> usize {
        self.columns.iter().map(|column| column.head.len()).max().unwrap_or(0)
    }
}

impl Cell {
    /// The cell as a text, without indentation; blank for none.
    pub fn text(&self) -> String {
        match self {
            Cell::Text(text, _) => text.clone(),
            Cell::Figure(figure) => figure.to_string(),
            Cell::Nothing | Cell::Absent => String::new(),
        }
    }
}

/// The tables of `layout` for a budget.
pub fn tables(analysis: &Analysis, layout: &Layout) -> Vec<Table> {
    layout.tables.iter().map(|table| fill::table(analysis, layout, table)).collect()
}
