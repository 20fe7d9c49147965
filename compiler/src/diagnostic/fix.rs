//! Edits of text, and the fixes that are made of them.
//!
//! Which edit mends what is decided where the finding is made; how edits are put together and made
//! is [`super::apply`]'s business.

use super::Message;
use crate::source::{LineRef, Sources};
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

impl Edit {
    /// Lines of their own before line `at`.
    pub fn before(sources: &Sources, at: LineRef, lines: &[String]) -> Edit {
        let text = lines.iter().flat_map(|line| [line, "\n"]).collect();
        Edit { span: sources.file(at.file).span(at.start, at.start), text }
    }

    /// Lines of their own after line `at`.
    pub fn after(sources: &Sources, at: LineRef, lines: &[String]) -> Edit {
        let file = sources.file(at.file);
        let rest = file.text.get(at.start as usize..).unwrap_or("");
        let (end, text) = match rest.find('\n') {
            Some(end) => (end + 1, lines.iter().flat_map(|line| [line, "\n"]).collect()),
            // The last line ends as it did, without a line feed.
            None => (rest.len(), lines.iter().flat_map(|line| ["\n", line]).collect()),
        };
        let end = at.start + end as u32;
        Edit { span: file.span(end, end), text }
    }

    /// Line `at` gone.
    pub fn without(sources: &Sources, at: LineRef) -> Edit {
        let file = sources.file(at.file);
        let (before, rest) = file.text.split_at_checked(at.start as usize).unwrap_or(("", ""));
        let (start, end) = match rest.find('\n') {
            Some(end) => (at.start, at.start + end as u32 + 1),
            None => {
                let line = before.strip_suffix('\n').unwrap_or(before);
                let line = line.strip_suffix('\r').unwrap_or(line);
                (line.len() as u32, file.text.len() as u32)
            }
        };
        Edit { span: file.span(start, end), text: String::new() }
    }
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

    /// Writes something else in a place: a guess.
    pub fn write(span: At, text: impl Into<String>) -> Fix<At> {
        let text = text.into();
        Fix::guess(Message::new("fix-write").with("text", text.as_str()), span, text)
    }

    /// The same, certain or not.
    #[must_use]
    pub fn certain_if(self, certain: bool) -> Fix<At> {
        Fix { certain, ..self }
    }

    /// The same at other places.
    pub fn at<To>(self, span: impl Fn(At) -> To) -> Fix<To> {
        let edits = self.edits.into_iter().map(|edit| Edit { span: span(edit.span), text: edit.text });
        Fix { title: self.title, edits: edits.collect(), certain: self.certain }
    }
}

impl Fix {
    /// Takes line `at` out, if that is what the writer meant.
    pub fn without_line(sources: &Sources, at: LineRef) -> Fix {
        let title = Message::new("fix-delete").with("text", sources.text(sources.line_span(at)));
        Fix { title, edits: vec![Edit::without(sources, at)], certain: false }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::diagnostic::apply::Edits;
    use crate::span::FileId;

    /// `text` with one edit of its line `line`, counted from 0.
    fn made(text: &str, line: u32, edit: impl Fn(&Sources, LineRef) -> Edit) -> String {
        let mut sources = Sources::default();
        sources.add("a.bud".to_owned(), PathBuf::from("a.bud"), text.to_owned());
        let file = sources.file(FileId(0));
        let (start, _) = crate::source::lines(text).nth(line as usize).unwrap();
        let fix =
            Fix { title: "x".into(), edits: vec![edit(&sources, LineRef { file: file.id, start })], certain: true };
        let mut edits = Edits::default();
        assert!(edits.take(&fix, &sources));
        edits.applied(Path::new("a.bud"), text)
    }

    #[test]
    fn lines_come_and_go_whole() {
        let new = ["x".to_owned(), "y".to_owned()];
        let before = |text, line| made(text, line, |sources, at| Edit::before(sources, at, &new));
        let after = |text, line| made(text, line, |sources, at| Edit::after(sources, at, &new));
        let without = |text, line| made(text, line, Edit::without);
        assert_eq!(before("甲\n乙", 0), "x\ny\n甲\n乙");
        assert_eq!(before("\u{FEFF}甲", 0), "\u{FEFF}x\ny\n甲", "a byte order mark stays first");
        assert_eq!(after("甲\n乙", 0), "甲\nx\ny\n乙");
        assert_eq!(after("甲\n乙", 1), "甲\n乙\nx\ny");
        assert_eq!(after("甲\r\n乙", 1), "甲\r\n乙\r\nx\r\ny");
        assert_eq!(without("甲\n乙\n丙\n", 1), "甲\n丙\n");
        assert_eq!(without("甲\r\n乙", 1), "甲");
        assert_eq!(without("甲", 0), "");
    }
}
