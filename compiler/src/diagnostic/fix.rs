//! Edits of text, and the fixes that are made of them.
//!
//! Which edit mends what is decided where the finding is made; how edits are put together and made
//! is [`super::apply`]'s business.

use super::Message;
use crate::span::Span;

/// One replacement of text, in a file or, with a [`Place`](crate::span::Place), in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<At = Span> {
    /// What is replaced; empty to insert.
    pub span: At,
    /// What it is replaced by.
    pub text: String,
}

/// One change that mends what a diagnostic reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix<At = Span> {
    /// What the change does, as an editor's menu shows it.
    pub title: Message,
    /// The replacements; they do not overlap.
    pub edits: Vec<Edit<At>>,
    /// It is right whatever the figures mean, so that it may be made without asking. A change that
    /// only explains a failed sum best is not.
    pub certain: bool,
}

impl<At> Fix<At> {
    /// A replacement that is right whatever the figures mean.
    pub fn certain(title: impl Into<Message>, span: At, text: impl Into<String>) -> Fix<At> {
        Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }], certain: true }
    }

    /// A replacement that mends the finding, if it is what the writer meant: a person decides.
    pub fn guess(title: impl Into<Message>, span: At, text: impl Into<String>) -> Fix<At> {
        Fix { certain: false, ..Fix::certain(title, span, text) }
    }

    /// The same with a further replacement.
    #[must_use]
    pub fn and(mut self, span: At, text: impl Into<String>) -> Fix<At> {
        self.edits.push(Edit { span, text: text.into() });
        self
    }

    /// The same, certain only on a condition.
    #[must_use]
    pub fn only_if(mut self, certain: bool) -> Fix<At> {
        self.certain &= certain;
        self
    }

    /// The same at other places.
    pub fn at<To>(self, span: impl Fn(At) -> To) -> Fix<To> {
        let edits = self.edits.into_iter().map(|edit| Edit { span: span(edit.span), text: edit.text });
        Fix { title: self.title, edits: edits.collect(), certain: self.certain }
    }
}
