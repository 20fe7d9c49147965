//! Reads the values of a statement: names, codes, figures, fixed words.

use std::borrow::Cow;

use crate::diagnostic::{Argument, Code, Edit, Fix, Message, Problem};
use crate::span::Place;

use super::amount;
use super::fixed::{Base, Kind, Measure, Rounding, Source, Stage, Zero};
use super::keyword::{Attribute, Expects, Head, Keyword};
use super::lexer::{TokenKind, mark};
use super::parser::recovery::report_extra;
use super::parser::{Line, MAX_EDITS, Parts, Word};
use super::statement::{AccountCode, Field, HeadValue, Statement, Text, Value, with_blank};
use super::suggest::closest;
use super::text::{fold, quoted};
use super::{number, statement::Amount};

mod needed;

/// Reads values of one line and gathers what is wrong with it.
pub(super) struct Reader<'a> {
    line: &'a str,
    problems: Vec<Problem>,
    /// The full-width forms and what they stand for: one report for all of a line.
    wide: Vec<(Place, String)>,
}

impl<'a> Reader<'a> {
    pub fn new(line: &'a str) -> Reader<'a> {
        Reader { line, problems: Vec::new(), wide: Vec::new() }
    }

    /// Notes what is wrong. A line so broken that it has too many problems has no use for more.
    pub fn report(&mut self, problem: Problem) {
        if !self.is_full() {
            self.problems.push(problem);
        }
    }

    /// Whether no more problems are gathered.
    pub fn is_full(&self) -> bool {
        self.problems.len() >= amount::MAX_PROBLEMS
    }

    /// Notes a full-width form and what it stands for.
    pub fn wide<'t>(&mut self, place: Place, text: impl Into<Cow<'t, str>>) {
        self.wide.push((place, text.into().into_owned()));
    }

    /// The line with its statement. Of what a string that is never closed may hide, nothing is
    /// missed: not an attribute, and not an amount.
    pub fn close(mut self, statement: Statement, marks: u8) -> Line {
        if marks & mark::UNCLOSED == 0 {
            return self.finish(Some(statement), false);
        }
        self.problems.retain(|problem| !matches!(problem.code, Code::MissingPart | Code::MissingValue));
        let lost = statement.keyword.kind().is_some() && statement.field(Attribute::Amount).is_none();
        self.finish(Some(statement), lost)
    }

    /// The line with everything that was found.
    pub fn finish(mut self, statement: Option<Statement>, lost: bool) -> Line {
        self.wide.sort_by_key(|(place, _)| place.start);
        // `“1”` is noted as a string, and as a figure once more.
        self.wide.dedup_by(|(place, _), (before, _)| place.start < before.end);
        if let Some((first, _)) = self.wide.first() {
            let message = Message::new("full-width").with("text", first.of(self.line)).with("count", self.wide.len());
            let mut problem = Problem::new(Code::FullWidth, *first, message);
            if self.wide.len() <= MAX_EDITS {
                let edits = self.wide.into_iter().map(|(span, text)| Edit { span, text });
                problem.fix = Some(Fix { title: "fix-full-width".into(), edits: edits.collect(), certain: true });
            }
            self.problems.push(problem);
        }
        Line { statement, problems: self.problems, lost }
    }

    /// The statement of `parts`.
    pub fn statement(&mut self, parts: Parts<'_>) -> Statement {
        let mut statement = Statement {
            keyword: parts.keyword,
            place: parts.place,
            head: Default::default(),
            fields: Default::default(),
        };
        self.head(&parts, &mut statement);
        let mut seen = 0;
        for (name, words) in &parts.fields {
            let super::parser::Class::Attribute(attribute) = name.class else { continue };
            if seen & attribute.bit() != 0 {
                self.twice(attribute, name.place(), words, &mut statement);
                continue;
            }
            seen |= attribute.bit();
            let field = self.field(attribute, name.place(), words);
            statement.fields.push(field);
        }
        self.missing(&statement);
        statement
    }

    fn head(&mut self, parts: &Parts<'_>, statement: &mut Statement) {
        let expects: &[Expects] = match parts.keyword.head() {
            Head::None => &[],
            Head::Name | Head::OptionalName => &[Expects::Name],
            Head::Path => &[Expects::Text],
            Head::CodeName => &[Expects::Code, Expects::Name],
            Head::Source => &[Expects::Source],
            Head::NameText => &[Expects::Name, Expects::Text],
        };
        // Where a head is, a code or an amount may stand whose attribute was forgotten.
        let sure = matches!(parts.keyword, Keyword::Unit | Keyword::Memo | Keyword::Goal);
        for (expects, word) in expects.iter().zip(parts.head) {
            let value = match expects {
                Expects::Name => self.name(*word, sure).map(Value::Text),
                _ => self.value(*expects, parts.keyword.en(), std::slice::from_ref(word)),
            };
            statement.head.push(HeadValue { place: word.place(), value });
        }
        if let Some(extra) = parts.head.get(expects.len()..) {
            let last = expects.len().checked_sub(1).map(|last| parts.head[last]);
            report_extra(self.line, Some(parts.keyword), extra, last, self);
        }
    }

    fn twice(&mut self, attribute: Attribute, place: Place, values: &[Word], statement: &mut Statement) {
        // One slip, one report: the value of what should not be there is not missed.
        self.problems.retain(|problem| problem.message.key != "missing-value" || problem.place != place);
        let message = Message::new("attribute-twice").with("attribute", place.of(self.line));
        let problem = Problem::new(Code::AttributeTwice, place, message).help("attribute-twice-help");
        let Some(field) = statement.fields.iter_mut().find(|field| field.attribute == attribute) else { return };
        // Which of the two is meant cannot be known.
        field.value = None;
        let value = whole(values);
        let (first, second) = (self.without(field.name, field.place), self.without(place, value));
        let same = field.place.of(self.line) == value.of(self.line);
        self.report(match same {
            true => problem.fix(second.certain_if(true)),
            false => problem.alternatives([second, first]),
        });
    }

    /// Takes an attribute with its value out of the line.
    fn without(&self, name: Place, value: Place) -> Fix<Place> {
        let place = if value.end > 0 { name.to(value) } else { name };
        let title = Message::new("fix-delete").with("text", place.of(self.line));
        Fix::guess(title, with_blank(self.line, place), "")
    }

    fn field(&mut self, attribute: Attribute, name: Place, words: &[Word]) -> Field {
        let value = self.value(attribute.expects(), name.of(self.line), words);
        Field { attribute, name, place: whole(words), value }
    }

    /// Reads the words of one value; `name` is the attribute's or statement's spelling.
    fn value(&mut self, expects: Expects, name: &str, words: &[Word]) -> Option<Value> {
        let word = words.first()?;
        let bad = words.iter().any(|word| word.bad);
        match expects {
            Expects::Amount => self.amount(words, bad).map(Value::Amount),
            Expects::Name => self.name(*word, true).map(Value::Text),
            Expects::Text => self.text(*word).map(Value::Text),
            _ if bad => None,
            Expects::Code => self.folded(*word, Code::BadValue, "bad-code", name, AccountCode::read).map(Value::Code),
            Expects::Year => self.folded(*word, Code::BadValue, "bad-year", name, year).map(Value::Year),
            Expects::Scale => self.folded(*word, Code::BadValue, "bad-scale", name, scale).map(Value::Scale),
            Expects::Currency => {
                self.folded(*word, Code::BadValue, "bad-currency", name, currency).map(Value::Currency)
            }
            Expects::Measure => self.fixed(*word, name, Measure::read, Measure::spellings()).map(Value::Measure),
            Expects::Rounding => self.fixed(*word, name, Rounding::read, Rounding::spellings()).map(Value::Rounding),
            Expects::Base => self.fixed(*word, name, Base::read, Base::spellings()).map(Value::Base),
            Expects::Stage => self.fixed(*word, name, Stage::read, Stage::spellings()).map(Value::Stage),
            Expects::Zero => self.fixed(*word, name, Zero::read, Zero::spellings()).map(Value::Zero),
            Expects::Kind => self.fixed(*word, name, Kind::read, Kind::spellings()).map(Value::Kind),
            Expects::Source => self.source(*word),
            Expects::Dimension => {
                let spellings = || Attribute::DIMENSIONS.iter().flat_map(|dimension| [dimension.en(), dimension.zh()]);
                let read = |text: &str| Attribute::read(text).filter(|it| Attribute::DIMENSIONS.contains(it));
                self.fixed(*word, name, read, spellings()).map(Value::Dimension)
            }
        }
    }

    fn amount(&mut self, words: &[Word], bad: bool) -> Option<Amount> {
        if bad {
            return None;
        }
        if let [word] = words
            && let Some(number) = number::plain(word.place().of(self.line).as_bytes())
        {
            return Some(Amount { value: number.value, unit: None, decimals: number.decimals, expression: false });
        }
        let place = words.first()?.place().to(words.last()?.place());
        let amount = amount::read(self.line, place, &mut self.problems)?;
        // Where the figure cannot be read, that is what there is to say.
        for word in words.iter().filter(|word| word.wide()) {
            self.wide(word.place(), fold(word.place().of(self.line)));
        }
        Some(amount)
    }

    /// Reads a name; `sure` says that a name of digits can be nothing else.
    fn name(&mut self, word: Word, sure: bool) -> Option<Text> {
        let text = self.text(word)?;
        let inner = text.inner.of(self.line);
        if !text.quoted && inner.bytes().all(|byte| byte.is_ascii_digit()) {
            let message = Message::new("name-of-digits").with("word", inner);
            let fix = Fix::write(word.place(), quoted(inner)).certain_if(sure);
            self.report(Problem::new(Code::NeedsQuotes, word.place(), message).fix(fix));
        }
        Some(text)
    }

    fn text(&mut self, word: Word) -> Option<Text> {
        let place = word.place();
        let marks = word.token.marks;
        let reported_character = word.bad && marks & (mark::HASH | mark::QUOTE | mark::UNCLOSED) == 0;
        if reported_character {
            return None;
        }
        let quoted = word.token.kind == TokenKind::String;
        let curly = if place.of(self.line).starts_with('"') { 1 } else { '“'.len_utf8() as u32 };
        let close = if marks & mark::UNCLOSED != 0 { 0 } else { curly };
        let inner = match quoted {
            true => Place { start: place.start + curly, end: (place.end - close).max(place.start + curly) },
            false => place,
        };
        // The lexer marks full-width forms in atoms only; a string may hold anything.
        let wide = if quoted { super::text::has_wide(inner.of(self.line)) } else { word.wide() };
        Some(Text { inner, quoted, escaped: marks & mark::ESCAPE != 0, wide })
    }

    /// Reads a word that may be in full width; `key` says what it should have been.
    fn folded<T>(
        &mut self,
        word: Word,
        code: Code,
        key: &'static str,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = word.place().of(self.line);
        let folded = if word.wide() { fold(text) } else { Cow::Borrowed(text) };
        let value = read(&folded);
        match value {
            Some(_) if word.wide() => self.wide(word.place(), folded),
            Some(_) => {}
            None => {
                let message = Message::new(key).with("word", text).with("attribute", name);
                self.report(Problem::new(code, word.place(), message).fix(mended(key, word.place(), &folded)));
            }
        }
        value
    }

    fn fixed<T>(
        &mut self,
        word: Word,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
        spellings: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        let text = word.place().of(self.line);
        let folded = fold(text);
        if let Some(value) = read(&folded) {
            if word.wide() {
                self.wide(word.place(), folded);
            }
            return Some(value);
        }
        let spellings: Vec<&str> = spellings.collect();
        let message = Message::new("bad-value").with("word", text).with("attribute", name);
        let problem = Problem::new(Code::BadValue, word.place(), message);
        self.report(suggest(problem, word.place(), text, &spellings));
        None
    }

    fn source(&mut self, word: Word) -> Option<Value> {
        let text = self.text(word)?;
        let name = text.folded(self.line);
        if let Some(source) = Source::read(&name) {
            if word.wide() && !text.quoted {
                self.wide(word.place(), name);
            }
            return Some(Value::Source(source));
        }
        let spellings: Vec<&str> = Source::spellings().collect();
        let problem =
            Problem::new(Code::UnknownSource, word.place(), Message::new("unknown-source").with("name", &*name));
        self.report(suggest(problem, word.place(), &name, &spellings));
        None
    }
}

/// Of how many values each is offered.
const FEW: usize = 4;

/// Adds the nearest of `spellings` as a suggestion, or all of them as help.
fn suggest(problem: Problem, place: Place, word: &str, spellings: &[&'static str]) -> Problem {
    match closest(word, spellings.iter().copied()) {
        Some(near) => near.suggest(problem, place, word),
        None => {
            // English and Chinese spellings stand in turn.
            let every_other = |first: usize| spellings.iter().skip(first).step_by(2).copied().collect::<Vec<_>>();
            let (english, chinese) = (every_other(0), every_other(1));
            let names = Argument::Both(english.join(", "), chinese.join("、"));
            // Of a few any may be meant.
            let few = if word.is_ascii() { english } else { chinese };
            let few = few.into_iter().filter(|_| spellings.len() <= 2 * FEW).map(|value| Fix::write(place, value));
            problem.help(Message::new("one-of").with("names", names)).alternatives(few)
        }
    }
}

/// The place of all of `words`; none of no words.
fn whole(words: &[Word]) -> Place {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.place().to(last.place()),
        _ => Place::default(),
    }
}

/// Mends a value that is in another form than it should have; `key` is what is said of it.
fn mended(key: &'static str, place: Place, text: &str) -> Option<Fix<Place>> {
    let (mended, certain) = match key {
        "bad-currency" => (text.to_ascii_uppercase(), true),
        "bad-year" => (text.trim_end_matches(['年', '度']).to_owned(), true),
        // A code read off a letter is a guess, as an amount is.
        _ => match number::fault(text) {
            number::Fault::LooksLikeDigit { mended, .. } => (mended, false),
            _ => return None,
        },
    };
    let good = match key {
        "bad-currency" => currency(&mended).is_some(),
        "bad-year" => year(&mended).is_some(),
        _ => AccountCode::read(&mended).is_some(),
    };
    good.then(|| Fix::write(place, mended).certain_if(certain))
}

fn year(text: &str) -> Option<u16> {
    (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| (1900..2200).contains(year))
}

fn scale(text: &str) -> Option<u8> {
    text.parse().ok().filter(|scale| *scale <= 6)
}

fn currency(text: &str) -> Option<[u8; 3]> {
    let letters = <[u8; 3]>::try_from(text.as_bytes()).ok()?;
    letters.iter().all(u8::is_ascii_uppercase).then_some(letters)
}
