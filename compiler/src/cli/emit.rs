//! What `bdc build` can write, one row a format: the files of each, and what is in them.

use std::io::{self, Write};

use bud::Analysis;
use bud::report::table::Table;
use bud::report::{csv, ledger, markdown, xlsx};
use clap::ValueEnum;

/// A format.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    Ledger,
    Csv,
    Md,
    Xlsx,
}

/// What is written of a budget.
pub struct Content<'a> {
    pub analysis: &'a Analysis,
    /// Empty if no format asks for tables.
    pub tables: Vec<Table>,
    pub formulas: bool,
}

/// One file of a format.
pub struct Output {
    pub emit: Emit,
    /// The end of its name: `ledger.json`, `3.csv`.
    pub suffix: String,
    /// The table that is in it, for a format that has one file a table.
    table: Option<usize>,
}

impl Emit {
    /// Whether it is made from the layout's tables.
    pub fn is_of_tables(self) -> bool {
        self != Emit::Ledger
    }

    /// The files that it writes.
    pub fn outputs(self, content: &Content<'_>) -> Vec<Output> {
        let one = |suffix: &str| vec![Output { emit: self, suffix: suffix.to_owned(), table: None }];
        match self {
            Emit::Ledger => one("ledger.json"),
            Emit::Md => one("md"),
            Emit::Xlsx => one("xlsx"),
            Emit::Csv => {
                let tables = content.tables.iter().enumerate();
                tables
                    .map(|(at, table)| Output { emit: self, suffix: file_name(&table.id) + ".csv", table: Some(at) })
                    .collect()
            }
        }
    }
}

impl Output {
    pub fn write(&self, content: &Content<'_>, out: &mut dyn Write) -> io::Result<()> {
        let tables = match self.table {
            Some(at) => &content.tables[at..=at],
            None => &content.tables[..],
        };
        match self.emit {
            Emit::Ledger => ledger::write(content.analysis, out),
            Emit::Csv => tables.iter().try_for_each(|table| csv::write(table, out)),
            Emit::Md => markdown::write(tables, out),
            Emit::Xlsx => {
                let options = xlsx::Options { formulas: content.formulas };
                xlsx::write(tables, options, out)
            }
        }
    }
}

/// The name of a table as a part of a file's name: a layout may call its tables anything.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect()
}
