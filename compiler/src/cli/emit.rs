//! What `bdc build` can write, one row a format: the files of each, and what is in them.

use std::cell::OnceCell;
use std::io::{self, Write};

use bud::Analysis;
use bud::report::layout::Layout;
use bud::report::table::{Table, tables};
use bud::report::text::{Narrative, with_tables};
use bud::report::{csv, docx, ledger, markdown, prose, xlsx};
use clap::ValueEnum;

/// A format.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    Ledger,
    Csv,
    Md,
    Xlsx,
    Text,
    Docx,
}

/// What is written of a budget.
pub struct Content<'a> {
    pub analysis: &'a Analysis,
    pub layout: &'a Layout,
    pub formulas: bool,
    /// The text, for formats that have it.
    pub text: Option<&'a Narrative>,
    tables: OnceCell<Vec<Table>>,
}

/// A table with cells that are blank since some lines do not say whether they belong to them.
pub struct Untold {
    /// The table's id.
    pub table: String,
    /// How many cells.
    pub count: usize,
}

/// One file of a format.
pub struct Output {
    emit: Emit,
    /// The end of its name: `ledger.json`, `3.csv`.
    pub suffix: String,
    /// The table that is in it, for a format that has one file a table.
    table: usize,
}

impl Emit {
    /// Whether it is made from the layout's tables.
    pub fn is_of_tables(self) -> bool {
        self != Emit::Ledger
    }

    /// Whether the text is in it.
    pub fn has_text(self) -> bool {
        matches!(self, Emit::Text | Emit::Docx)
    }

    /// The files that it writes.
    pub fn outputs(self, layout: &Layout) -> Vec<Output> {
        let one = |suffix: &str| vec![Output { emit: self, suffix: suffix.to_owned(), table: 0 }];
        match self {
            Emit::Ledger => one("ledger.json"),
            Emit::Md => one("md"),
            Emit::Xlsx => one("xlsx"),
            Emit::Text => one("text.md"),
            Emit::Docx => one("docx"),
            Emit::Csv => {
                let tables = layout.tables.iter().enumerate();
                let suffix = |id: &str| file_name(id) + ".csv";
                tables.map(|(at, table)| Output { emit: self, suffix: suffix(&table.id), table: at }).collect()
            }
        }
    }
}

impl<'a> Content<'a> {
    pub fn new(analysis: &'a Analysis, layout: &'a Layout, formulas: bool, text: Option<&'a Narrative>) -> Content<'a> {
        Content { analysis, layout, formulas, text, tables: OnceCell::new() }
    }

    fn tables(&self) -> &[Table] {
        self.tables.get_or_init(|| tables(self.analysis, self.layout))
    }

    fn untold(&self) -> Vec<Untold> {
        let untold = self.tables().iter().map(|table| Untold { table: table.id.clone(), count: table.untold });
        untold.filter(|untold| untold.count > 0).collect()
    }
}

impl Output {
    /// Writes the file, and says which tables in it are not told whole.
    pub fn write(&self, content: &Content<'_>, out: &mut dyn Write) -> io::Result<Vec<Untold>> {
        match self.emit {
            Emit::Ledger => ledger::write(content.analysis, out).map(|()| Vec::new()),
            Emit::Md => markdown::write(content.tables(), out).map(|()| content.untold()),
            Emit::Xlsx => {
                let options = xlsx::Options { formulas: content.formulas };
                xlsx::write(content.tables(), options, out).map(|()| content.untold())
            }
            Emit::Text => {
                let text = content.text.map(|it| it.text.as_str()).unwrap_or_default();
                out.write_all(with_tables(text, content.tables()).as_bytes()).map(|()| content.untold())
            }
            Emit::Docx => {
                let text = prose::read(content.text.map_or("", |it| &it.text));
                docx::write(content.analysis, &text, content.tables(), out).map(|()| content.untold())
            }
            Emit::Csv => {
                let table = &content.layout.tables[self.table];
                let count = csv::write(content.analysis, content.layout, table, out)?;
                Ok((count > 0).then(|| Untold { table: table.id.clone(), count }).into_iter().collect())
            }
        }
    }
}

/// The name of a table as a part of a file's name: a layout may call its tables anything.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect()
}
