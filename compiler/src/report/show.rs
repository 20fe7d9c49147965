//! The roll-up table of `bdc show`.

use crate::Analysis;
use crate::diagnostic::Language;

/// What a table is broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Units.
    Unit,
    /// Kinds.
    Kind,
    /// Functional classification.
    Func,
    /// Economic classification.
    Econ,
    /// Sources of funds.
    Source,
    /// Projects.
    Project,
}

impl By {
    /// All of them.
    pub const ALL: &[By] = &[By::Unit, By::Kind, By::Func, By::Econ, By::Source, By::Project];

    /// The name, as the attribute is spelled in English.
    pub fn as_str(self) -> &'static str {
        match self {
            By::Unit => "unit",
            By::Kind => "kind",
            By::Func => "func",
            By::Econ => "econ",
            By::Source => "source",
            By::Project => "project",
        }
    }
}

/// A table for people: the first columns are names, the last figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The captions, one a column.
    pub header: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How deep its first cell is indented.
    pub depth: usize,
    /// The cells, one a column.
    pub cells: Vec<String>,
}

/// The roll-up of `analysis`.
pub fn table(_analysis: &Analysis, by: &[By], _language: Language) -> Table {
    Table { header: by.iter().map(|by| by.as_str().to_owned()).collect(), rows: Vec::new() }
}
