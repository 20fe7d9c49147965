//! One line in canonical form.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::diagnostic::Severity;
use crate::span::Place;
use crate::syntax::lexer::BLANKS;
use crate::syntax::text::{fold, quoted};
use crate::syntax::{Field, Line, LineParser, SEPARATORS, Statement, Text, Value};

use super::{Edits, Keywords, TextEdit, figure, push_edited};

/// What stands before a comment at the end of a line.
const BEFORE_COMMENT: &str = "  ";

/// What stands for a blank or a quote, or belongs to a word, as the words around it will have it.
const PLACE_DEPENDENT: [char; 4] = ['，', '：', '“', '”'];

/// The spellings of a word, in English and in Chinese.
type Spellings = (&'static str, &'static str);

/// Formats lines; keeps its buffers between them.
pub(super) struct Formatter {
    parser: LineParser,
    scale: u8,
    keywords: Keywords,
    edits: Edits,
    /// The line, or a part of it, as it becomes.
    formatted: String,
}

impl Formatter {
    /// Of lines under a header with `scale` decimals.
    pub(super) fn new(scale: u8, keywords: Keywords) -> Formatter {
        Formatter { parser: LineParser::new(), scale, keywords, edits: Edits::default(), formatted: String::new() }
    }

    /// The edits of one line, given without its end. A line that cannot be read whole has none.
    pub(super) fn edits(&mut self, line: &str) -> &[TextEdit] {
        self.edits.list.clear();
        let read = self.parser.parse(line);
        if is_whole(&read) && self.format(line, read.statement.as_ref()).is_some() && self.is_sound(line, &read) {
            return &self.edits.list;
        }
        &[]
    }

    /// Whether the line says the same with its edits made. Only these characters mean another thing in
    /// another place, and might part a name or join two; a line that they would change stays as it is.
    fn is_sound(&mut self, line: &str, read: &Line) -> bool {
        let depends = memchr::memchr2(0xEF, 0xE2, line.as_bytes()).is_some() && line.contains(PLACE_DEPENDENT);
        if self.edits.list.is_empty() || !depends && !cfg!(debug_assertions) {
            return true;
        }
        self.formatted.clear();
        push_edited(&mut self.formatted, line, &self.edits.list);
        let again = self.parser.parse(&self.formatted);
        let sound = is_whole(&again) && self.says_the_same((line, read), &again);
        debug_assert!(sound || depends, "{line:?} became {:?}", self.formatted);
        sound
    }

    fn format(&mut self, line: &str, statement: Option<&Statement>) -> Option<()> {
        let mut at = 0;
        if let Some(statement) = statement {
            let keyword = statement.keyword;
            let text = self.word(statement.place.of(line), (keyword.en(), keyword.zh()));
            self.piece(line, &mut at, "", statement.place, text);
            for head in &statement.head {
                let text = self.value(line, head.place, head.value?)?;
                self.piece(line, &mut at, " ", head.place, &text);
            }
            self.fields(line, &mut at, statement)?;
        }
        self.comment(line, at);
        Some(())
    }

    /// The attributes. Those that stand where they should are each looked at; the others are written
    /// anew, from the first of them to the last.
    fn fields(&mut self, line: &str, at: &mut u32, statement: &Statement) -> Option<()> {
        let fields = &statement.fields;
        let order = statement.keyword.attributes();
        let mut rest = order.iter();
        if fields.iter().all(|field| rest.any(|it| *it == field.attribute)) {
            return fields.iter().try_for_each(|field| self.field(line, at, field));
        }
        let mut ordered: SmallVec<[&Field; 8]> = fields.iter().collect();
        ordered.sort_by_key(|field| order.iter().position(|it| *it == field.attribute));
        let moved = |(field, ordered): (&Field, &&Field)| field.attribute != ordered.attribute;
        let first = fields.iter().zip(&ordered).position(moved)?;
        let last = fields.iter().zip(&ordered).rposition(moved)?;
        fields[..first].iter().try_for_each(|field| self.field(line, at, field))?;
        let mut text = std::mem::take(&mut self.formatted);
        text.clear();
        for field in &ordered[first..=last] {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(self.name(line, field));
            text.push(' ');
            text.push_str(&self.value(line, field.place, field.value?)?);
        }
        self.piece(line, at, " ", fields[first].name.to(fields[last].place), &text);
        self.formatted = text;
        fields[last + 1..].iter().try_for_each(|field| self.field(line, at, field))
    }

    fn field(&mut self, line: &str, at: &mut u32, field: &Field) -> Option<()> {
        let name = self.name(line, field);
        self.piece(line, at, " ", field.name, name);
        let value = self.value(line, field.place, field.value?)?;
        self.piece(line, at, " ", field.place, &value);
        Some(())
    }

    /// What stands after the statement, which ends at `at`: nothing, or a comment.
    fn comment(&mut self, line: &str, at: u32) {
        let rest = line.get(at as usize..).unwrap_or("");
        let comment = rest.trim_start_matches(|c| BLANKS.contains(&c) || SEPARATORS.contains(&c));
        let place = Place { start: (line.len() - comment.len()) as u32, end: line.len() as u32 };
        let text = comment.trim_end_matches(BLANKS);
        let gap = if text.is_empty() || at == 0 { "" } else { BEFORE_COMMENT };
        let text = match text.strip_prefix('＃') {
            Some(said) => Cow::Owned(format!("#{said}")),
            None => Cow::Borrowed(text),
        };
        self.piece(line, &mut { at }, gap, place, &text);
    }

    /// Writes `text` at `place`, and `gap` between it and the piece before it, which ends at `at`.
    fn piece(&mut self, line: &str, at: &mut u32, gap: &str, place: Place, text: &str) {
        self.edits.replace(line, *at..place.start, gap);
        self.edits.replace(line, place.start..place.end, text);
        *at = place.end;
    }

    fn name(&self, line: &str, field: &Field) -> &'static str {
        self.word(field.name.of(line), (field.attribute.en(), field.attribute.zh()))
    }

    /// A word of the language that is written `text`.
    fn word(&self, text: &str, (english, chinese): Spellings) -> &'static str {
        let in_english = match self.keywords {
            Keywords::Keep => text == english || fold(text).is_ascii(),
            Keywords::English => true,
            Keywords::Chinese => false,
        };
        if in_english { english } else { chinese }
    }

    fn value<'a>(&self, line: &'a str, place: Place, value: Value) -> Option<Cow<'a, str>> {
        let text = place.of(line);
        let spellings = match value {
            Value::Amount(_) => return figure::written(line, place, self.scale),
            Value::Text(name) => return Some(as_named(line, text, name)),
            Value::Code(_) | Value::Year(_) | Value::Scale(_) | Value::Currency(_) => return Some(fold(text)),
            Value::Measure(it) => (it.en(), it.zh()),
            Value::Rounding(it) => (it.en(), it.zh()),
            Value::Base(it) => (it.en(), it.zh()),
            Value::Stage(it) => (it.en(), it.zh()),
            Value::Zero(it) => (it.en(), it.zh()),
            Value::Kind(it) => (it.en(), it.zh()),
            Value::Source(it) => (it.en(), it.zh()),
            Value::Dimension(it) => (it.en(), it.zh()),
        };
        Some(Cow::Borrowed(self.word(text, spellings)))
    }

    /// Whether the line and what became of it are the same statement.
    fn says_the_same(&self, (line, read): (&str, &Line), again: &Line) -> bool {
        let (Some(old), Some(new)) = (&read.statement, &again.statement) else {
            return read.statement.is_none() && again.statement.is_none();
        };
        let same = |old: Option<Value>, new: Option<Value>| self.is_same((line, old), new);
        old.keyword == new.keyword
            && old.head.len() == new.head.len()
            && old.head.iter().zip(&new.head).all(|(old, new)| same(old.value, new.value))
            && old.fields.len() == new.fields.len()
            && old.fields.iter().all(|field| same(field.value, new.value(field.attribute)))
    }

    fn is_same(&self, (line, old): (&str, Option<Value>), new: Option<Value>) -> bool {
        match (old, new) {
            (Some(Value::Text(old)), Some(Value::Text(new))) => old.of(line) == new.of(&self.formatted),
            (Some(Value::Amount(old)), Some(Value::Amount(new))) => {
                let filled = old.unit.is_none() && !old.expression && new.decimals <= self.scale;
                let step = old.decimals == new.decimals || filled && old.decimals < new.decimals;
                step && (old.value, old.unit, old.expression) == (new.value, new.unit, new.expression)
            }
            _ => old == new,
        }
    }
}

/// Whether all of a line could be read. Warnings are of how it is written.
fn is_whole(line: &Line) -> bool {
    line.problems.iter().all(|problem| problem.code.severity() != Severity::Error)
}

/// A name or a text as it was written, in straight quotes if in any: quotes that it could do without
/// tell that it is a text. A comma or colon at its end would part it from what follows.
fn as_named<'a>(line: &'a str, text: &'a str, name: Text) -> Cow<'a, str> {
    let curly = name.quoted && !text.starts_with('"');
    let parts = !name.quoted && text.trim_matches(SEPARATORS) != text;
    if curly || parts { Cow::Owned(quoted(&name.of(line))) } else { Cow::Borrowed(text) }
}
