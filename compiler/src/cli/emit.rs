//! What `bdc build` can write, one row a format: the files of each, and what is in them.

use std::cell::OnceCell;
use std::io::{self, Write};

use bud::Analysis;
use bud::diagnostic::Language;
use bud::report::data::Table as DataTable;
use bud::report::html::Page;
use bud::report::layout::Layout;
use bud::report::prose::Block;
use bud::report::table::{Table, tables};
use bud::report::text::{Narrative, with_tables};
use bud::report::{csv, datapackage, docx, ledger, markdown, ndjson, prose, xlsx};
use clap::ValueEnum;

/// A format.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    Ledger,
    Csv,
    Md,
    Xlsx,
    Text,
    Html,
    Docx,
    Ndjson,
    Parquet,
    Datapackage,
}

/// What may be chosen about what is written.
#[derive(Clone, Copy)]
pub struct Choices {
    /// Sums in a workbook are formulas.
    pub formulas: bool,
    /// The language of what is said in the lines of open data.
    pub language: Language,
}

/// What is written of a budget.
pub struct Content<'a> {
    pub analysis: &'a Analysis,
    pub layout: &'a Layout,
    /// The text, for formats that have it.
    pub text: Option<&'a Narrative>,
    pub choices: Choices,
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
    /// The file's name in the folder that `suffix` then names, for a format that is a folder.
    pub inside: Option<String>,
    /// The table that is in it, for a format that has one file a table.
    table: usize,
}

impl Emit {
    /// Whether it is made from the layout's tables.
    pub fn is_of_tables(self) -> bool {
        matches!(self, Emit::Csv | Emit::Md | Emit::Xlsx) || self.has_text()
    }

    /// Whether it is written whether the budget is valid or not, since it says what is wrong with it.
    pub fn tells_faults(self) -> bool {
        self == Emit::Ndjson
    }

    /// Whether it is several files that make no sense as one stream.
    pub fn needs_folder(self) -> bool {
        matches!(self, Emit::Parquet | Emit::Datapackage)
    }

    /// Whether this command can write it.
    pub fn is_built(self) -> bool {
        self != Emit::Parquet || cfg!(feature = "parquet")
    }

    /// Whether the text is in it.
    pub fn has_text(self) -> bool {
        matches!(self, Emit::Text | Emit::Html | Emit::Docx)
    }

    /// The files that it writes.
    pub fn outputs(self, layout: &Layout) -> Vec<Output> {
        let file = |suffix: String, table| Output { emit: self, suffix, inside: None, table };
        let one = |suffix: &str| vec![file(suffix.to_owned(), 0)];
        let data = DataTable::ALL.iter();
        match self {
            Emit::Ledger => one("ledger.json"),
            Emit::Md => one("md"),
            Emit::Xlsx => one("xlsx"),
            Emit::Text => one("text.md"),
            Emit::Html => one("html"),
            Emit::Docx => one("docx"),
            Emit::Csv => {
                let tables = layout.tables.iter().enumerate();
                let suffix = |id: &str| file_name(id) + ".csv";
                tables.map(|(at, table)| file(suffix(&table.id), at)).collect()
            }
            Emit::Ndjson => one("ndjson"),
            Emit::Parquet => {
                data.enumerate().map(|(at, table)| file(format!("{}.parquet", table.name()), at)).collect()
            }
            Emit::Datapackage => {
                let names = data.map(|table| datapackage::file_name(*table));
                // What describes the tables comes last: where it is, they are.
                let names = names.chain([datapackage::DESCRIPTOR.to_owned()]).enumerate();
                names.map(|(at, name)| Output { inside: Some(name), ..file("datapackage".to_owned(), at) }).collect()
            }
        }
    }
}

impl<'a> Content<'a> {
    pub fn new(
        analysis: &'a Analysis,
        layout: &'a Layout,
        text: Option<&'a Narrative>,
        choices: Choices,
    ) -> Content<'a> {
        Content { analysis, layout, text, choices, tables: OnceCell::new() }
    }

    fn tables(&self) -> &[Table] {
        self.tables.get_or_init(|| tables(self.analysis, self.layout))
    }

    /// The text as the formats set it.
    fn prose(&self) -> Vec<Block> {
        prose::read(self.text.map_or("", |it| &it.text))
    }

    fn untold(&self) -> Vec<Untold> {
        let untold = self.tables().iter().map(|table| Untold { table: table.id.clone(), count: table.untold });
        untold.filter(|untold| untold.count > 0).collect()
    }
}

impl Output {
    /// The format.
    pub fn emit(&self) -> Emit {
        self.emit
    }

    /// Writes the file, and says which tables in it are not told whole.
    pub fn write(&self, content: &Content<'_>, out: &mut dyn Write) -> io::Result<Vec<Untold>> {
        match self.emit {
            Emit::Ledger => ledger::write(content.analysis, out).map(|()| Vec::new()),
            Emit::Md => markdown::write(content.tables(), out).map(|()| content.untold()),
            Emit::Html => {
                let text = content.prose();
                let page = Page::new(content.analysis, content.tables(), &text);
                page.write(out).map(|()| content.untold())
            }
            Emit::Xlsx => {
                let options = xlsx::Options { formulas: content.choices.formulas };
                xlsx::write(content.tables(), options, out).map(|()| content.untold())
            }
            Emit::Text => {
                let text = content.text.map(|it| it.text.as_str()).unwrap_or_default();
                out.write_all(with_tables(text, content.tables()).as_bytes()).map(|()| content.untold())
            }
            Emit::Docx => {
                let text = content.prose();
                docx::write(content.analysis, &text, content.tables(), out).map(|()| content.untold())
            }
            Emit::Csv => {
                let table = &content.layout.tables[self.table];
                let count = csv::write(content.analysis, content.layout, table, out)?;
                Ok((count > 0).then(|| Untold { table: table.id.clone(), count }).into_iter().collect())
            }
            _ => self.write_data(content, out).map(|()| Vec::new()),
        }
    }

    fn write_data(&self, content: &Content<'_>, out: &mut dyn Write) -> io::Result<()> {
        let analysis = content.analysis;
        let table = DataTable::ALL.get(self.table).copied();
        match (self.emit, table) {
            #[cfg(feature = "parquet")]
            (Emit::Parquet, Some(table)) => bud::report::parquet::write(analysis, table, out),
            (Emit::Datapackage, Some(table)) => datapackage::write_table(analysis, table, out),
            (Emit::Datapackage, None) => datapackage::write_descriptor(analysis, out),
            _ => ndjson::write(analysis, &analysis.with_causes(), content.choices.language, out),
        }
    }
}

/// The name of a table as a part of a file's name: a layout may call its tables anything.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect()
}
