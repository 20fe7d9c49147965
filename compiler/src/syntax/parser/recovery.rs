//! The second look at a line that the grammar refuses: what is wrong, and what can still be read.

use chumsky::prelude::*;
use smallvec::SmallVec;

use crate::diagnostic::{Argument, Code, Fix, Message, Problem};
use crate::span::Place;

use super::super::keyword::{Attribute, Expects, Head, Keyword};
use super::super::lexer::TokenKind;
use super::super::number::unit_of;
use super::super::statement::with_blank;
use super::super::suggest::closest;
use super::super::text::{fold, quoted};
use super::super::value::Reader;
use super::{Class, LineParser, Parts, Word};

/// What the lenient grammar finds; the message is made in [`report`].
#[derive(Clone, Debug, PartialEq)]
enum Fault {
    MissingValue(Word),
    Extra { words: Vec<Word>, after: Option<Attribute> },
}

type Error<'a> = Rich<'a, Word, SimpleSpan, Fault>;

/// The keyword the line begins with; a misspelt one is reported and read as what it should be.
pub fn keyword(line: &str, first: Word, words: &[Word], reader: &mut Reader<'_>) -> Option<Keyword> {
    let text = first.place().of(line);
    if first.token.kind == TokenKind::Atom {
        if let Some(keyword) = Keyword::read(text) {
            return Some(keyword);
        }
        if let Some(keyword) = Keyword::read(&fold(text)) {
            reader.wide(first.place(), fold(text));
            return Some(keyword);
        }
    }
    if words.iter().all(|word| word.bad) {
        // An invisible character or an unclosed string is all there is: it is reported already.
        return None;
    }
    let spellings = Keyword::ALL.iter().flat_map(|keyword| [keyword.en(), keyword.zh()]);
    let message = Message::new("unknown-statement").with("word", text);
    let problem = Problem::new(Code::UnknownStatement, first.place(), message);
    let near = closest(&fold(text), spellings);
    reader.report(match &near {
        Some(near) => near.suggest(problem, first.place(), text),
        None => problem.help("unknown-statement-help"),
    });
    near.and_then(|near| Keyword::read(near.best()))
}

/// Whether a line that the grammar takes may hold an attribute that is none: too many words before
/// the first attribute, or a word in an amount that is no part of a figure.
pub fn is_doubtful(line: &str, parts: &Parts<'_>) -> bool {
    let in_amount = |(name, words): &(Word, &[Word])| match name.class {
        Class::Attribute(attribute) if attribute.expects() == Expects::Amount => {
            words.iter().skip(1).any(|word| !is_figure(line, word))
        }
        _ => false,
    };
    parts.head.len() > room(parts.keyword.head()) || parts.fields.iter().any(in_amount)
}

/// Whether a word may be part of an amount.
fn is_figure(line: &str, word: &Word) -> bool {
    let text = fold(word.place().of(line));
    text.contains(|c: char| c.is_ascii_digit() || "+-*/()".contains(c)) || unit_of(&text).is_some()
}

/// Finds the words that stand where an attribute should and are a misspelling of one, reports them,
/// and reads them as what they should be.
pub fn respell(line: &str, keyword: Keyword, words: &mut [Word], reader: &mut Reader<'_>) {
    let mut seen = words.iter().fold(0, |seen, word| match word.class {
        Class::Attribute(attribute) => seen | attribute.bit(),
        _ => seen,
    });
    let mut room = room(keyword.head());
    let mut in_amount = false;
    for word in &mut words[1..] {
        if reader.is_full() {
            return;
        }
        if let Class::Attribute(attribute) = word.class {
            in_amount = attribute.expects() == Expects::Amount;
            room = if in_amount { usize::MAX } else { 1 };
            continue;
        }
        let text = fold(word.place().of(line));
        let figure = is_figure(line, word);
        if room > 0 && (!in_amount || figure || word.token.kind == TokenKind::String) {
            room = room.saturating_sub(1);
            continue;
        }
        let free = keyword.attributes().iter().filter(|attribute| seen & attribute.bit() == 0);
        let near = closest(&text, free.flat_map(|attribute| [attribute.en(), attribute.zh()]));
        let Some((near, attribute)) = near.and_then(|near| Attribute::read(near.best()).map(|it| (near, it))) else {
            continue;
        };
        let message =
            Message::new("unknown-attribute").with("statement", both(keyword)).with("word", word.place().of(line));
        reader.report(near.suggest(Problem::new(Code::UnexpectedWord, word.place(), message), word.place(), &text));
        word.class = Class::Attribute(attribute);
        seen |= attribute.bit();
        in_amount = attribute.expects() == Expects::Amount;
        room = if in_amount { usize::MAX } else { 1 };
    }
}

/// How many words may stand between the keyword and the first attribute.
fn room(head: Head) -> usize {
    match head {
        Head::None => 0,
        Head::Name | Head::OptionalName | Head::Path | Head::Source => 1,
        Head::CodeName | Head::NameText => 2,
    }
}

/// Reads what can be read of the line and reports the rest.
pub fn statement<'a>(line: &'a str, words: &'a [Word], reader: &mut Reader<'_>) -> Option<Parts<'a>> {
    let (parts, errors) = lenient(line).parse(words).into_output_errors();
    let keyword = parts.as_ref().map(|parts| parts.keyword);
    for error in errors {
        if reader.is_full() {
            break;
        }
        report(line, keyword, &error, words, reader);
    }
    parts
}

/// The grammar that refuses nothing: what is missing or too much is a [`Fault`].
fn lenient<'a>(line: &'a str) -> impl Parser<'a, &'a [Word], Parts<'a>, extra::Err<Error<'a>>> {
    let keyword = select! { Word { class: Class::Keyword(keyword), token, .. } => (keyword, token.place) };
    let plain = any().filter(|word: &Word| word.class == Class::Plain);
    let name = any().filter(|word: &Word| matches!(word.class, Class::Attribute(_)));
    let field =
        name.then(plain.repeated().to_slice()).validate(move |(name, values): (Word, &'a [Word]), extra, emitter| {
            let attribute = match name.class {
                Class::Attribute(attribute) => attribute,
                _ => Attribute::Note,
            };
            if values.is_empty() {
                emitter.emit(Rich::custom(extra.span(), Fault::MissingValue(name)));
            }
            // An amount ends where an attribute of another statement stands.
            let is_attribute = |word: &Word| Attribute::read(&fold(word.place().of(line))).is_some();
            let end = match attribute.expects() {
                Expects::Amount => values.iter().skip(1).position(is_attribute).map_or(values.len(), |at| at + 1),
                _ => values.len().min(1),
            };
            let (value, rest) = values.split_at(end);
            if !rest.is_empty() {
                let fault = Fault::Extra { words: rest.to_vec(), after: Some(attribute) };
                emitter.emit(Rich::custom(extra.span(), fault));
            }
            (name, value)
        });
    keyword
        .then(plain.repeated().to_slice())
        .then(field.repeated().collect::<SmallVec<[_; 8]>>())
        .then_ignore(end())
        .map(|(((keyword, place), head), fields)| Parts { keyword, place, head, fields })
}

/// The one place where chumsky's finding about a line becomes ours.
fn report(line: &str, keyword: Option<Keyword>, error: &Error<'_>, words: &[Word], reader: &mut Reader<'_>) {
    use chumsky::error::RichReason;
    let fault = match error.reason() {
        RichReason::Custom(fault) => fault.clone(),
        // The lenient grammar takes any words after the keyword, so this is a word out of place.
        RichReason::ExpectedFound { .. } => {
            let words = words.get(error.span().start..).unwrap_or(&[]).iter().take(1).copied().collect();
            Fault::Extra { words, after: None }
        }
    };
    match fault {
        Fault::MissingValue(word) if word.bad => {}
        Fault::MissingValue(word) => {
            let message = Message::new("missing-value").with("attribute", word.place().of(line));
            let money = matches!(word.class, Class::Attribute(attribute) if attribute.expects() == Expects::Amount);
            let problem = Problem::new(Code::MissingValue, word.place(), message).help("missing-value-help");
            reader.report(deletable(problem, delete(line, word.place()), money));
        }
        Fault::Extra { words: extra, after } => {
            let start = extra.first().map(|first| first.place().start);
            let first = start.map(|start| words.partition_point(|word| word.place().start < start));
            let value = first.and_then(|at| words.get(at.checked_sub(1)?)).copied();
            let quotable = after.is_some_and(|after| matches!(after.expects(), Expects::Name | Expects::Text));
            report_extra(line, keyword, &extra, value.filter(|_| quotable), reader);
        }
    }
}

/// Reports words that belong to nothing; `value` is the name they may be a part of.
pub fn report_extra(
    line: &str,
    keyword: Option<Keyword>,
    extra: &[Word],
    value: Option<Word>,
    reader: &mut Reader<'_>,
) {
    let (Some(first), Some(last)) = (extra.first(), extra.last()) else { return };
    if extra.iter().any(|word| word.bad) {
        return;
    }
    let text = first.place().of(line);
    let statement = keyword.map_or(Argument::from(""), both);
    let place = first.place().to(last.place());
    if let Some(attribute) = Attribute::read(&fold(text)) {
        let message = Message::new("attribute-not-here").with("statement", statement.clone()).with("attribute", text);
        let list = keyword.map_or(Argument::from(""), attribute_list);
        let help = Message::new("attribute-not-here-help").with("statement", statement).with("attributes", list);
        let problem = Problem::new(Code::AttributeNotHere, first.place(), message).help(help);
        reader.report(deletable(problem, delete(line, place), attribute.expects() == Expects::Amount));
        return;
    }
    let message = Message::new("unexpected-word").with("word", text.trim_matches('"'));
    let problem = Problem::new(Code::UnexpectedWord, place, message);
    if let Some(glued) = glued_attribute(line, keyword, *first) {
        reader.report(problem.help("unexpected-colon-help").fix(Fix::write(first.place(), glued).certain_if(true)));
        return;
    }
    let figure = extra.iter().any(|word| is_figure(line, word));
    let Some(value) = value.filter(|value| value.token.kind == TokenKind::Atom && !figure) else {
        let forgotten = extra.len() == 1 && figure && keyword.is_some_and(|keyword| lacks_amount(line, keyword));
        reader.report(problem.help("unexpected-word-help").fix(forgotten.then(|| amount(line, place))));
        return;
    };
    let whole: Place = value.place().to(last.place());
    let text = quoted(whole.of(line));
    // It may as well be a remark, or the value of an attribute that was forgotten.
    reader.report(problem.help("unexpected-word-quote-help").fix(Fix::write(whole, text)));
}

/// Whether the line of a statement that takes an amount has none.
fn lacks_amount(line: &str, keyword: Keyword) -> bool {
    let is_amount = |word: &str| Attribute::read(&fold(word)) == Some(Attribute::Amount);
    keyword.takes(Attribute::Amount) && !line.split_whitespace().any(is_amount)
}

/// Makes the figure at `place` the amount of its line.
fn amount(line: &str, place: Place) -> Fix<Place> {
    let name = if LineParser::is_chinese(line) { Attribute::Amount.zh() } else { Attribute::Amount.en() };
    let title = Message::new("fix-write").with("text", format!("{name} {}", place.of(line)));
    Fix::guess(title, Place { end: place.start, ..place }, format!("{name} "))
}

/// Offers to delete what should not be there; with money only if a person chooses to.
fn deletable(problem: Problem, delete: Fix<Place>, money: bool) -> Problem {
    if money { problem.alternatives([delete]) } else { problem.fix(delete) }
}

/// Takes the words at `place` out of the line.
fn delete(line: &str, place: Place) -> Fix<Place> {
    let title = Message::new("fix-delete").with("text", place.of(line));
    Fix::guess(title, with_blank(line, place), "")
}

/// A keyword in the spelling of the reader's language.
fn both(keyword: Keyword) -> Argument {
    Argument::Both(keyword.en().to_owned(), keyword.zh().to_owned())
}

/// `单位:人才中心` as it should be written, where a word is an attribute glued to its value.
fn glued_attribute(line: &str, keyword: Option<Keyword>, word: Word) -> Option<String> {
    let text = word.place().of(line);
    let (name, value) = text.split_once([':', '=', '：'])?;
    let attribute = Attribute::read(name)?;
    keyword.filter(|keyword| keyword.takes(attribute) && !value.is_empty())?;
    Some(format!("{name} {value}"))
}

fn attribute_list(keyword: Keyword) -> Argument {
    let spelled = |spelling: fn(Attribute) -> &'static str| {
        keyword.attributes().iter().map(|attribute| spelling(*attribute)).collect::<Vec<_>>()
    };
    Argument::Both(spelled(Attribute::en).join(", "), spelled(Attribute::zh).join("、"))
}
