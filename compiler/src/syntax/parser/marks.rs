//! What the lexer marked and may not stand there: `#` and quotes inside words, strings that are never
//! closed, characters that cannot be seen; and how each is mended.

use crate::diagnostic::{Code, Edit, Fix, Message, Problem};
use crate::span::Place;

use super::super::keyword::{Attribute, Expects, Keyword};
use super::super::lexer::{Token, TokenKind, mark};
use super::super::text::{fold, is_invisible, leaves_no_trace, quoted};
use super::super::value::Reader;
use super::MAX_EDITS;

/// What there is to know of a word from those around it.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// It is the first of the line.
    pub first: bool,
    /// No blank stands before it.
    pub glued: bool,
    /// It is the last of the line, but for a comment.
    pub last: bool,
    /// What the attribute before it asks for.
    pub wanted: Option<Expects>,
}

/// The problem of a word with `#` or a quote in the wrong place, if it has one.
pub(super) fn misplaced(text: &str, token: Token, around: Around) -> Option<Problem> {
    let place = token.place;
    let quotable = around.wanted.is_none_or(|wanted| matches!(wanted, Expects::Name | Expects::Text));
    if token.marks & mark::UNCLOSED != 0 {
        let end = place.start + likely_end(text) as u32;
        let end = Place { start: end, end };
        // Where a text ends is for its writer to say.
        let fix = Fix::guess("fix-close-string", end, "\"");
        return Some(Problem::new(Code::UnclosedString, place, "string-unclosed").fix(fix));
    }
    if token.kind == TokenKind::Atom && token.marks & mark::HASH != 0 {
        let message = Message::new("hash-inside").with("word", text);
        let problem = Problem::new(Code::HashInsideWord, place, message).help("hash-inside-help");
        let hash = text.find('#').unwrap_or(0);
        // A comment would swallow what follows, so that then it is a name; at the end of the line either
        // may be meant, and a comment may hide a part of a figure.
        let comment = around.last.then(|| Fix::guess("fix-insert-blank", at(place.start + hash as u32), " "));
        return Some(match quotable {
            true => problem.fix(quote(place, text).certain_if(!around.last)).alternatives(comment),
            false => problem.fix(comment),
        });
    }
    if token.kind == TokenKind::Atom && token.marks & mark::QUOTE != 0 {
        let message = Message::new("quote-inside").with("word", text);
        let fix = match glued_string(text, around.first) {
            Some(string) => Some(Fix::certain("fix-insert-blank", at(place.start + string as u32), " ")),
            // A name whose quotes come in pairs is complete: it is written as it is read.
            None => quotable.then(|| quote(place, text).certain_if(text.matches('"').count().is_multiple_of(2))),
        };
        return Some(Problem::new(Code::QuoteInsideWord, place, message).fix(fix));
    }
    around.glued.then(|| {
        let message = Message::new("string-glued").with("word", text);
        let fix =
            Fix::certain("fix-insert-blank", at(place.start), " ").certain_if(Attribute::read(&fold(text)).is_some());
        Problem::new(Code::QuoteInsideWord, place, message).fix(fix)
    })
}

fn at(start: u32) -> Place {
    Place { start, end: start }
}

fn quote(place: Place, text: &str) -> Fix<Place> {
    Fix::certain(Message::new("fix-quote").with("text", text), place, quoted(text))
}

/// Where the string begins in `unit"人才中心"`: an attribute, or the line's keyword, with its text glued
/// to it.
fn glued_string(text: &str, first: bool) -> Option<usize> {
    let start = text.find('"')?;
    let (word, string) = (fold(&text[..start]), &text[start..]);
    let is_word = Attribute::read(&word).is_some() || first && Keyword::read(&word).is_some();
    let whole = string.len() > 1 && string.ends_with('"') && string.matches('"').count() == 2;
    (is_word && whole).then_some(start)
}

/// Where a text that is never closed most likely ends: before the first word that is an attribute,
/// so that closing it there swallows no amount.
fn likely_end(text: &str) -> usize {
    let mut at = 0;
    for word in text.split(' ') {
        if at > 0 && Attribute::read(word).is_some() {
            return text[..at].trim_end().len();
        }
        at += word.len() + 1;
    }
    text.trim_end().len()
}

/// Reports the characters of a word that cannot be seen.
pub(super) fn invisible(line: &str, place: Place, reader: &mut Reader<'_>) {
    let mut first = None;
    let mut more = 0;
    // Neighbours are one edit.
    let mut edits: Vec<Edit<Place>> = Vec::new();
    let (mut certain, mut title) = (true, "fix-remove-invisible");
    for (at, c) in place.of(line).char_indices().filter(|(_, c)| is_invisible(*c)) {
        let start = place.start + at as u32;
        let here = Place { start, end: start + c.len_utf8() as u32 };
        certain &= leaves_no_trace(c);
        // A carriage return inside a line is a line end, as old systems wrote it.
        let breaks = c == '\r' && (here.end as usize) < line.len();
        match edits.last_mut() {
            Some(last) if last.span.end == start && !breaks => last.span.end = here.end,
            _ => edits.push(Edit { span: here, text: if breaks { "\n" } else { "" }.to_owned() }),
        }
        if breaks {
            title = "fix-break-line";
        }
        match first {
            None => first = Some((here, c)),
            Some(_) => more += 1,
        }
    }
    let Some((here, c)) = first else { return };
    let message = Message::new("invisible-character").with("code", format!("U+{:04X}", c as u32)).with("more", more);
    let mut problem = Problem::new(Code::InvisibleCharacter, here, message).help("invisible-character-help");
    if edits.len() <= MAX_EDITS {
        problem.fix = Some(Fix { title: title.into(), edits, certain });
    }
    reader.report(problem);
}
