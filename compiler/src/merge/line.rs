//! The lines of a text as a merge sees them: what each is about, and the parts that can be changed apart.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::diagnostic::Severity;
use crate::source::lines;
use crate::span::Place;
use crate::syntax::lexer::BLANKS;
use crate::syntax::text::fold;
use crate::syntax::{Attribute, Keyword, LineParser, SEPARATORS, Statement, Value};

/// A line of one of the texts.
pub(super) struct Line<'a> {
    pub text: &'a str,
    /// What stands between it and the next line.
    pub end: &'a str,
    /// What it says, if that can be read; what is wrong with a part of it is no matter.
    pub statement: Option<Statement>,
    /// All of it could be read.
    pub whole: bool,
}

impl<'a> Line<'a> {
    /// The lines of `text`, without its byte order mark.
    pub fn all(text: &'a str) -> Vec<Line<'a>> {
        let mut parser = LineParser::new();
        let of = |(start, line): (u32, &'a str)| {
            let rest = &text[start as usize + line.len()..];
            let end = rest.find('\n').map_or(rest, |at| &rest[..=at]);
            let read = parser.parse(line);
            let whole = read.problems.iter().all(|problem| problem.code.severity() != Severity::Error);
            Line { text: line, end, statement: read.statement, whole }
        };
        lines(text).map(of).collect()
    }

    pub fn is_blank(&self) -> bool {
        self.text.chars().all(|c| BLANKS.contains(&c))
    }

    /// Whether it only says something to people, or cannot be read: it is what its text is.
    pub fn is_text(&self) -> bool {
        self.statement.is_none()
    }

    /// What the line is about: its keyword, its names and codes. The figure and what is said of it are not.
    pub fn identity(&self) -> Option<String> {
        let statement = self.statement.as_ref()?;
        let heads = match statement.keyword {
            Keyword::Budget => 0,
            Keyword::Goal => 2,
            _ => 1,
        };
        let about =
            |attribute: &Attribute| statement.keyword != Keyword::Budget && Attribute::DIMENSIONS.contains(attribute);
        let mut key = statement.keyword.en().to_owned();
        for part in self.parts() {
            let counts = match part.slot {
                Slot::Head(at) => usize::from(at) < heads,
                Slot::Attribute(attribute) => about(&attribute),
                Slot::Comment => false,
            };
            if counts {
                key.push('\n');
                key.push_str(part.slot.word());
                key.push('\t');
                key.push_str(&part.meaning);
            }
        }
        Some(key)
    }

    /// Its parts, in an order that does not depend on how the line is written.
    pub fn parts(&self) -> SmallVec<[Part<'a>; 8]> {
        let mut parts = SmallVec::new();
        let Some(statement) = &self.statement else { return parts };
        let mut push = |slot, whole: Place, place: Place, value| {
            parts.push(Part {
                slot,
                whole,
                text: place.of(self.text),
                place,
                meaning: meaning(self.text, place, value),
            });
        };
        for (at, head) in (0..).zip(&statement.head) {
            push(Slot::Head(at), head.place, head.place, head.value);
        }
        for attribute in statement.keyword.attributes() {
            if let Some(field) = statement.field(*attribute) {
                let end = if field.place.end > 0 { field.place } else { field.name };
                push(Slot::Attribute(*attribute), field.name.to(end), field.place, field.value);
            }
        }
        let tail = self.text.get(statement.end() as usize..).unwrap_or("");
        let comment = tail.trim_start_matches(|c| BLANKS.contains(&c) || SEPARATORS.contains(&c));
        if !comment.is_empty() {
            let place = Place { start: (self.text.len() - comment.len()) as u32, end: self.text.len() as u32 };
            push(Slot::Comment, place, place, None);
        }
        parts
    }

    /// Whether both say the same, however they are written.
    pub fn says_the_same(&self, other: &Line<'_>) -> bool {
        if self.text == other.text {
            return true;
        }
        let keyword = |line: &Line<'_>| line.statement.as_ref().map(|it| it.keyword);
        let readable = self.whole && other.whole && !self.is_text() && keyword(self) == keyword(other);
        readable && self.parts() == other.parts()
    }
}

/// Which part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// What stands before the attributes, counted from 0.
    Head(u8),
    /// An attribute with its value.
    Attribute(Attribute),
    /// The comment at the end.
    Comment,
}

impl Slot {
    fn word(self) -> &'static str {
        match self {
            Slot::Head(_) => "",
            Slot::Attribute(attribute) => attribute.en(),
            Slot::Comment => "#",
        }
    }
}

/// A part of a line. Two are equal if they mean the same.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    pub slot: Slot,
    /// Where it stands, with its name.
    pub whole: Place,
    /// Where its value stands.
    pub place: Place,
    /// Its value as written.
    pub text: &'a str,
    meaning: Cow<'a, str>,
}

impl PartialEq for Part<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.slot == other.slot && self.meaning == other.meaning
    }
}

/// What a value means, in words that are the same for all ways of writing it.
fn meaning(line: &str, place: Place, value: Option<Value>) -> Cow<'_, str> {
    match value {
        Some(Value::Text(text)) => text.folded(line),
        // Its decimals are how it is written; a formatter adds them.
        Some(Value::Amount(it)) => {
            let unit = it.unit.map_or("", |unit| unit.en());
            let step = if it.expression { "=" } else { "" };
            Cow::Owned(format!("{}{unit}{step}", it.value.normalize()))
        }
        Some(Value::Code(code)) => Cow::Owned(code.to_string()),
        Some(value) => Cow::Owned(format!("{value:?}")),
        None => fold(place.of(line).trim_end_matches(BLANKS)),
    }
}
