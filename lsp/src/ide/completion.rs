//! What may be written at a cursor: words of the language, names of the budget, codes, figures.
//!
//! It never waits for an analysis: the line is the editor's, as it is now, while names and sums come
//! from an analysis that may be a few keystrokes older. So nothing here looks into the analysed text
//! at the cursor, and what the line means is read anew (`cursor`). What is shown when an item is
//! looked at is made then, in `resolve`.

mod codes;
mod cursor;
mod figure;
mod gather;
mod names;
mod resolve;
mod snippets;
mod spelling;
mod words;

use bud::diagnostic::Edit;
use bud::span::Place;
use bud::syntax::keyword::{Expects, Head};
use bud::syntax::{Attribute, Keyword};

pub use resolve::{Subject, documentation};

use super::View;
use cursor::{Cursor, Wanted};
use gather::Gather;
use spelling::Spelling;

/// A place in the text as it is now.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The line that the cursor is in, without its end-of-line characters.
    pub line: &'a str,
    /// The byte of the line that the cursor stands before.
    pub at: u32,
    /// Finds the files that could be included, by their paths from the folder of this one, with `/`.
    pub files: &'a dyn Fn() -> Vec<String>,
    /// Whether the editor can go from gap to gap in what is inserted.
    pub snippets: bool,
}

/// What may be written.
#[derive(Clone, Debug, Default)]
pub struct Completions {
    /// The items, the best first.
    pub items: Vec<Item>,
    /// What each item takes the place of: the word in the line.
    pub word: Place,
    /// The same if what stands after the cursor is to stay.
    pub before: Place,
    /// There is more, or more is found when more is typed: ask again then.
    pub incomplete: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// The first word of a statement.
    Keyword,
    /// A whole line with gaps.
    Snippet,
    /// An attribute of a statement.
    Attribute,
    /// A word of the language with a fixed meaning.
    Fixed,
    /// A unit.
    Unit,
    /// A project.
    Project,
    /// A set or an item of "of which" figures.
    Item,
    /// A code of the chart of accounts.
    Code,
    /// A name that a code has.
    Name,
    /// A file.
    File,
    /// A figure.
    Figure,
}

/// Something that may be written.
#[derive(Clone, Debug)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// What is said beside the label.
    pub detail: String,
    /// What is written in the place of the word.
    pub text: String,
    /// Whether the text has gaps, written `${1:name}`.
    pub snippet: bool,
    /// The text by which the editor's own search finds it: it begins with what is typed.
    pub filter: String,
    /// Whether it is the one to take.
    pub preselect: bool,
    /// What else changes: lines of their own, at places of the analysed text of this file.
    pub further: Vec<Edit>,
    /// What can be told about it.
    pub subject: Option<Subject>,
}

impl Item {
    /// An item that writes its label.
    fn new(kind: ItemKind, label: impl Into<String>) -> Item {
        let label = label.into();
        Item {
            text: label.clone(),
            label,
            kind,
            detail: String::new(),
            snippet: false,
            filter: String::new(),
            preselect: false,
            further: Vec::new(),
            subject: None,
        }
    }

    fn detail(self, detail: impl Into<String>) -> Item {
        Item { detail: detail.into(), ..self }
    }

    fn text(self, text: impl Into<String>) -> Item {
        Item { text: text.into(), ..self }
    }

    fn about(self, subject: Subject) -> Item {
        Item { subject: Some(subject), ..self }
    }
}

/// What may be written at a cursor.
pub fn complete(view: &View<'_>, asked: &Asked<'_>) -> Completions {
    let Some(cursor) = Cursor::new(asked.line, asked.at) else { return Completions::default() };
    let spelling = Spelling::new(view, &cursor);
    let mut gather = Gather::new(&cursor);
    let context = Context { view, asked, cursor: &cursor, spelling };
    for wanted in &cursor.wanted {
        match *wanted {
            Wanted::Keyword => {
                words::keywords(&context, &mut gather);
                snippets::snippets(&context, &mut gather);
            }
            Wanted::Head(keyword, part) => context.head(keyword, part, &mut gather),
            Wanted::Attribute(keyword) => words::attributes(&context, keyword, &mut gather),
            Wanted::Value(keyword, attribute) => context.value(keyword, attribute, &mut gather),
        }
    }
    gather.finish()
}

/// What is asked, and where.
struct Context<'a> {
    view: &'a View<'a>,
    asked: &'a Asked<'a>,
    cursor: &'a Cursor<'a>,
    spelling: Spelling,
}

impl Context<'_> {
    fn head(&self, keyword: Keyword, part: usize, gather: &mut Gather<'_>) {
        match (keyword.head(), keyword, part) {
            (Head::Path, ..) => names::files(self, gather),
            (Head::Source, ..) => words::fixed(self, keyword, Expects::Source, gather),
            (Head::CodeName, _, 0) => codes::undeclared(self, gather),
            (Head::CodeName, ..) => codes::name(self, gather),
            (_, Keyword::Project | Keyword::Goal, 0) => names::projects(self, keyword, gather),
            (_, Keyword::Memo, 0) => names::sets(self, keyword, gather),
            _ => {}
        }
    }

    fn value(&self, keyword: Keyword, attribute: Attribute, gather: &mut Gather<'_>) {
        match (attribute, keyword) {
            (Attribute::Unit, _) | (Attribute::Under, Keyword::Unit) => names::units(self, keyword, gather),
            (Attribute::Under | Attribute::Project, _) => names::projects(self, keyword, gather),
            (Attribute::Memo, _) => names::sets(self, keyword, gather),
            (Attribute::Item, _) => names::items(self, keyword, gather),
            (Attribute::Amount, _) => figure::figure(self, keyword, gather),
            (Attribute::Func | Attribute::Econ | Attribute::Account, _) => codes::codes(self, attribute, gather),
            _ => words::fixed(self, keyword, attribute.expects(), gather),
        }
    }
}

#[cfg(test)]
mod tests;
