//! The features of an editor, one file each: what is asked about a place in a budget, and the answer.
//!
//! Everything here is plain data in the words of Bud: places are bytes of files, texts are text. What
//! the editor's protocol calls these things, and how it counts columns, is [`crate::rim`]'s business.

pub mod actions;
pub mod completion;
pub mod definition;
pub mod folding;
pub mod formatting;
pub mod hierarchy;
pub mod highlight;
pub mod hints;
pub mod hover;
pub mod lenses;
pub mod links;
pub mod matching;
pub mod mention;
pub mod overview;
pub mod phrase;
pub mod prose;
pub mod references;
pub mod rename;
pub mod roll_up;
pub mod rows;
pub mod search;
pub mod selection;
pub mod sums;
pub mod symbols;
#[cfg(test)]
mod tests;
pub mod tokens;
pub mod words;

use bud::diagnostic::Language;
use bud::model::Header;
use bud::source::{LineRef, SourceFile};
use bud::span::{FileId, Span};
use bud::syntax::{LineParser, Statement};

use crate::budget::Budget;

/// A file of a budget that is asked about, and in which language the answer is wanted.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The budget.
    pub budget: &'a Budget,
    /// The file.
    pub file: FileId,
    /// The reader's language.
    pub language: Language,
}

/// A line of a budget and what it says.
#[derive(Clone, Debug)]
pub struct Read<'a> {
    /// Where it stands.
    pub at: LineRef,
    /// Its text, without its end-of-line characters.
    pub text: &'a str,
    /// What it says, if that can be read.
    pub statement: Option<Statement>,
}

impl<'a> View<'a> {
    /// The text of the file.
    pub fn source(&self) -> &'a SourceFile {
        self.budget.sources().file(self.file)
    }

    /// The header that the file is read under.
    pub fn header(&self) -> &'a Header {
        self.budget.model().header_of(self.file)
    }

    /// The line that holds byte `at`.
    pub fn line(&self, at: u32) -> LineRef {
        let index = self.source().index();
        self.line_from(index.start(index.line(at)))
    }

    /// The line that holds byte `at`, read.
    pub fn read(&self, at: u32) -> Read<'a> {
        read(self.budget, self.line(at))
    }

    /// The lines that hold the bytes from `start` to `end`.
    pub fn lines_between(&self, start: u32, end: u32) -> impl Iterator<Item = LineRef> + use<'a> {
        let view = *self;
        let index = self.source().index();
        let lines = index.line(start)..=index.line(end);
        lines.map(move |line| view.line_from(index.start(line)))
    }

    /// The line that begins at byte `start`. A byte order mark belongs to no line.
    fn line_from(&self, start: u32) -> LineRef {
        let mark = if self.source().text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() as u32 } else { 0 };
        LineRef { file: self.file, start: start.max(mark) }
    }

    /// A span of the file.
    pub fn span(&self, start: u32, end: u32) -> Span {
        self.source().span(start, end)
    }

    /// `english` or `chinese`, as the reader's language is.
    pub fn say<T>(&self, english: T, chinese: T) -> T {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }
}

/// Line `at` of a budget, read.
pub fn read(budget: &Budget, at: LineRef) -> Read<'_> {
    let text = budget.sources().line(at);
    Read { at, text, statement: LineParser::new().parse(text).statement }
}
