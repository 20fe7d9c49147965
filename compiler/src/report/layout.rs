//! Layouts: which tables a province prints, as data. What a table looks like stands in a TOML file; what
//! its cells come to is [`super::table`]'s.

mod conditions;
mod fields;
mod read;

use crate::diagnostic::Diagnostic;
use crate::model::Dim;
use crate::source::SourceFile;
use crate::syntax::Measure;

use super::text::{self, BuiltinText};

pub use conditions::Conditions;

/// The tables of a published budget, in order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// What the figures of all tables count; none for the header's `display`.
    pub measure: Option<Measure>,
    /// How many decimals they have; none for the header's `scale`.
    pub scale: Option<u8>,
    /// What stands above each table of what its figures count.
    pub unit: String,
    /// The text that goes with the tables.
    pub text: TextLayout,
    /// The tables.
    pub tables: Vec<TableLayout>,
}

/// The text that goes with the tables.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextLayout {
    /// Which built-in text; none for the first.
    pub parts: Option<&'static BuiltinText>,
    /// What its figures count; none for that of the layout.
    pub measure: Option<Measure>,
    /// How many decimals they have; none for those of the layout.
    pub scale: Option<u8>,
}

impl TextLayout {
    /// Its parts.
    pub fn parts(&self) -> &'static BuiltinText {
        self.parts.unwrap_or(&text::BUILTIN[0])
    }
}

/// A table, not yet filled.
#[derive(Clone, Debug)]
pub struct TableLayout {
    /// What it is called by: `3`, `10-1`. Unique in its layout.
    pub id: String,
    /// Its title, with places for the year and names.
    pub title: String,
    /// What its figures count; none for that of the layout.
    pub measure: Option<Measure>,
    /// How many decimals they have; none for those of the layout.
    pub scale: Option<u8>,
    /// What all its figures are of.
    pub within: Conditions,
    /// What stands in its place if it has no figure.
    pub empty: Option<String>,
    /// Its parts, side by side; most tables have one.
    pub panels: Vec<Panel>,
}

/// A part of a table: columns with rows of their own.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Rows>,
    /// The rows at the end, which stand beside the ends of the other panels.
    pub foot: Vec<Rows>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its caption, from above to below; neighbours that begin alike share those cells.
    pub head: Vec<String>,
    /// What its cells show.
    pub shows: Shows,
}

/// What the cells of a column show.
#[derive(Clone, Debug)]
pub enum Shows {
    /// What the row is called.
    Name,
    /// The code of the row's account.
    Code,
    /// The digits that one level of the chart adds to the code of the row's account: 类, 款 or 项.
    Level(usize),
    /// The unit of the row's project.
    Unit,
    /// The goal of the row's project.
    Goal,
    /// The figure of a slice.
    Figure(Conditions),
}

/// One row, or one for each node of a dimension.
#[derive(Clone, Debug)]
pub struct Rows {
    /// What the row is of, or what each row is of besides its node.
    pub within: Conditions,
    /// How deep the first cell is indented.
    pub indent: usize,
    /// One row or many.
    pub of: RowsOf,
}

/// One row or many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowsOf {
    /// One row of this name. It stays when it is empty.
    Name(String),
    /// A row for each node that has a figure in one of the columns.
    Each(Each),
}

/// Which nodes have rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    /// The dimension.
    pub dim: Dim,
    /// Only nodes of this level, the highest being 1.
    pub level: Option<usize>,
    /// Only nodes without any below them.
    pub leaves: bool,
    /// In the order of the goals, and only what has one.
    pub goals: bool,
}

/// A layout that `bdc` knows by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! builtin {
    ($($name:literal)*) => {
        /// The layouts that `bdc` knows by name, the first where none is asked for.
        pub const BUILTIN: &[Builtin] =
            &[$(Builtin { name: $name, text: include_str!(concat!("../../layouts/", $name, ".toml")) }),*];
    };
}

builtin! { "zhejiang" "shanghai" }

impl Layout {
    /// Reads the layout that a file describes, and what is wrong with it.
    pub fn read(file: &SourceFile) -> (Layout, Vec<Diagnostic>) {
        read::read(file)
    }
}
