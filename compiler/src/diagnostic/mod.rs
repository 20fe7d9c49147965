//! What Bud tells people: a [`Diagnostic`] is a code, a place, a message key with its figures, the
//! other places that matter, help, and a fix where one edit is right.
//!
//! A diagnostic holds keys and arguments; text is made where it is shown ([`locale`], [`render`]).
//! Which findings there are is decided in [`crate::syntax`], [`crate::model`] and
//! [`crate::check`], not here.

pub mod apply;
mod code;
mod fix;
pub mod locale;
pub mod page;
pub mod render;

use crate::span::{Place, Span};

pub use code::{Code, Severity};
pub use fix::{Edit, Fix};
pub use locale::Language;

/// An argument of a message. Money is text already, with all its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A name, a figure or any other text, shown as it is.
    Text(String),
    /// A count, which chooses the plural.
    Count(usize),
    /// A word of the language, shown in the spelling of the reader's language: a key of the
    /// locale files.
    Word(&'static str),
    /// A phrase in English and in Chinese.
    Both(String, String),
}

impl From<String> for Argument {
    fn from(text: String) -> Argument {
        Argument::Text(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Argument {
        Argument::Text(text.to_owned())
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Argument {
        Argument::Count(count)
    }
}

/// A sentence in every language: its key in the locale files, and what fills its holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The key in `locales/*.ftl`.
    pub key: &'static str,
    /// The arguments by name.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(key: &'static str) -> Message {
        Message { key, arguments: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Message {
        self.arguments.push((name, value.into()));
        self
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Message {
        Message::new(key)
    }
}

/// Another place that matters, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub message: Message,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code, which decides its severity.
    pub code: Code,
    /// What is wrong, in one sentence with the figures in it.
    pub message: Message,
    /// The exact place.
    pub span: Span,
    /// The other places that matter.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Vec<Message>,
    /// The edit that mends it, where one is right.
    pub fix: Option<Fix>,
    /// Other edits that would mend it too, the likeliest first; without a fix they are equally good.
    pub alternatives: Vec<Fix>,
}

impl Diagnostic {
    /// A finding with its message.
    pub fn new(code: Code, span: Span, message: impl Into<Message>) -> Diagnostic {
        let (related, help, alternatives) = (Vec::new(), Vec::new(), Vec::new());
        Diagnostic { code, message: message.into(), span, related, help, fix: None, alternatives }
    }

    /// Adds a place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<Message>) -> Diagnostic {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, message: impl Into<Message>) -> Diagnostic {
        self.help.push(message.into());
        self
    }

    /// Adds the fix, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Diagnostic {
        self.fix = fix.into();
        self
    }

    /// Adds other edits that would mend it too, the likeliest first.
    #[must_use]
    pub fn alternatives(mut self, fixes: impl IntoIterator<Item = Fix>) -> Diagnostic {
        self.alternatives.extend(fixes);
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// A finding inside one line, which knows nothing of its file and number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its code.
    pub code: Code,
    /// Where in the line.
    pub place: Place,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Vec<Message>,
    /// The edit that mends it, where one is right.
    pub fix: Option<Fix<Place>>,
    /// Other edits that would mend it too.
    pub alternatives: Vec<Fix<Place>>,
}

impl Problem {
    /// A finding with its message.
    pub fn new(code: Code, place: Place, message: impl Into<Message>) -> Problem {
        Problem { code, place, message: message.into(), help: Vec::new(), fix: None, alternatives: Vec::new() }
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, message: impl Into<Message>) -> Problem {
        self.help.push(message.into());
        self
    }

    /// Adds the fix, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix<Place>>>) -> Problem {
        self.fix = fix.into();
        self
    }

    /// Adds other edits that would mend it too, the likeliest first.
    #[must_use]
    pub fn alternatives(mut self, fixes: impl IntoIterator<Item = Fix<Place>>) -> Problem {
        self.alternatives.extend(fixes);
        self
    }

    /// The same finding at its place in a file; `span` turns a place of the line into a span.
    pub fn at(self, span: impl Fn(Place) -> Span) -> Diagnostic {
        let at = span(self.place);
        let diagnostic = Diagnostic::new(self.code, at, self.message)
            .fix(self.fix.map(|fix| fix.at(&span)))
            .alternatives(self.alternatives.into_iter().map(|fix| fix.at(&span)));
        Diagnostic { help: self.help, ..diagnostic }
    }
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Errors: the budget is not valid.
    pub errors: usize,
    /// Warnings: suspicious, allowed.
    pub warnings: usize,
    /// Notes: worth knowing.
    pub notes: usize,
}

impl Summary {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Summary {
        let mut summary = Summary::default();
        for diagnostic in diagnostics {
            match diagnostic.severity() {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Note => summary.notes += 1,
            }
        }
        summary
    }
}

impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Summary) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}
