//! What an import has to tell: figures that have no place in the budget, and what it had to guess. Nothing is
//! left out in silence.

use crate::diagnostic::Message;

use super::grid::{At, Sheet, named};

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The cell that it is about, if it is about one.
    pub at: Option<At>,
    /// What is the matter.
    pub what: What,
}

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A figure is not in the budget.
    Lost(Lost),
    /// Something was understood in the likeliest way.
    Guessed(Guessed),
}

/// Why a figure is not in the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// This cannot be read as an amount.
    Unreadable(String),
    /// This amount is in no table of the layout.
    NoTable(String),
    /// This amount is in a table, by its number, but in none of its columns.
    NoColumn(String, String),
    /// This amount is in a table, by its number, but in a row that is not known.
    NoRow(String, String),
    /// No account goes by this name.
    NoAccount(String),
    /// A kind of money needs a fund source, and this amount has none.
    NoSource(String),
    /// Which level-2 projects belong to this one cannot be told.
    NoParts(String),
}

/// What was understood in the likeliest way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guessed {
    /// A caption, in a table, by its number, as a column of the layout.
    Column { printed: String, table: String, read: String },
    /// A name as that of a unit of another table.
    Unit { printed: String, read: String },
    /// A unit that the table of units does not have.
    NewUnit(String),
    /// Which units are under which.
    UnitTree,
    /// An account above others that no table names.
    Account { code: String, name: String },
    /// A code has a second name.
    SecondName { code: String, first: String, second: String },
    /// What figures count is said nowhere: that they count this.
    Measure { english: &'static str, chinese: &'static str },
    /// To which level-1 project this one belongs cannot be told.
    NoParent(String),
    /// A project that is called like its level-1 project was called otherwise.
    Renamed { name: String, other: String },
    /// A table of the layout that the workbook does not have.
    NoSuchTable(String),
    /// A budget whose year is said nowhere.
    NoYear,
}

impl Finding {
    /// A figure that is not in the budget.
    pub fn lost(at: At, why: Lost) -> Finding {
        Finding { at: Some(at), what: What::Lost(why) }
    }

    /// Something that was guessed.
    pub fn guessed(at: Option<At>, what: Guessed) -> Finding {
        Finding { at, what: What::Guessed(what) }
    }

    /// Whether a figure is missing from the budget by it.
    pub fn is_lost(&self) -> bool {
        matches!(self.what, What::Lost(_))
    }

    /// Where it is: `表3!D7`.
    pub fn place(&self, sheets: &[Sheet]) -> Option<String> {
        self.at.map(|at| place(at, sheets))
    }

    /// What is the matter, in words.
    pub fn message(&self) -> Message {
        match &self.what {
            What::Lost(lost) => lost.message(),
            What::Guessed(guessed) => guessed.message(),
        }
    }
}

/// A cell of a workbook by its sheet and its name.
pub fn place(at: At, sheets: &[Sheet]) -> String {
    format!("{}!{}", sheets.get(at.sheet).map_or("", |sheet| &sheet.name), named(at.place))
}

impl Lost {
    fn message(&self) -> Message {
        match self {
            Lost::Unreadable(text) => Message::new("import-unreadable").with("text", text.as_str()),
            Lost::NoTable(text) => Message::new("import-no-table").with("text", text.as_str()),
            Lost::NoColumn(text, table) => {
                Message::new("import-no-column").with("text", text.as_str()).with("table", table.as_str())
            }
            Lost::NoRow(text, table) => {
                Message::new("import-no-row").with("text", text.as_str()).with("table", table.as_str())
            }
            Lost::NoAccount(name) => Message::new("import-no-account").with("name", name.as_str()),
            Lost::NoSource(text) => Message::new("import-no-source").with("text", text.as_str()),
            Lost::NoParts(name) => Message::new("import-no-parts").with("name", name.as_str()),
        }
    }
}

impl Guessed {
    fn message(&self) -> Message {
        match self {
            Guessed::Column { printed, table, read } => Message::new("import-column")
                .with("printed", printed.as_str())
                .with("table", table.as_str())
                .with("name", read.as_str()),
            Guessed::Unit { printed, read } => {
                Message::new("import-unit").with("printed", printed.as_str()).with("name", read.as_str())
            }
            Guessed::NewUnit(name) => Message::new("import-new-unit").with("name", name.as_str()),
            Guessed::UnitTree => Message::new("import-unit-tree"),
            Guessed::Account { code, name } => {
                Message::new("import-account").with("code", code.as_str()).with("name", name.as_str())
            }
            Guessed::SecondName { code, first, second } => Message::new("import-second-name")
                .with("code", code.as_str())
                .with("name", first.as_str())
                .with("other", second.as_str()),
            Guessed::Measure { english, chinese } => Message::new("import-measure")
                .with("measure", crate::diagnostic::Argument::Both((*english).to_owned(), (*chinese).to_owned())),
            Guessed::NoParent(name) => Message::new("import-no-parent").with("name", name.as_str()),
            Guessed::Renamed { name, other } => {
                Message::new("import-renamed").with("name", name.as_str()).with("other", other.as_str())
            }
            Guessed::NoSuchTable(title) => Message::new("import-no-such-table").with("title", title.as_str()),
            Guessed::NoYear => Message::new("import-no-year"),
        }
    }
}
