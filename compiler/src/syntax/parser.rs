//! Reads the tokens of a line into a statement.
//!
//! The grammar is chumsky's, over words: once without errors, which nearly all lines pass, and for
//! a line that does not once more with them. Which words are attributes is decided before, since
//! that depends on the statement alone.

use chumsky::prelude::*;
use smallvec::SmallVec;

use crate::diagnostic::Problem;
use crate::span::Place;

use super::fixed::Kind;
use super::keyword::{Attribute, Expects, Keyword};
use super::lexer::{self, Token, TokenKind, mark};
use super::separator::{self, SEPARATORS};
use super::statement::{Statement, Text};
use super::text::{fold, is_invisible, quoted};
use super::value::Reader;

mod marks;
pub(super) mod recovery;

/// A fix of more edits is not offered: nobody can look at it.
pub(super) const MAX_EDITS: usize = 1_000;

/// What a line says and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The statement; none for an empty line, a comment, or a line that cannot be read at all.
    pub statement: Option<Statement>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// It may carry an amount, but not even its keyword can be read, or a string that is never
    /// closed hides the rest of the line: its money may belong anywhere.
    pub lost: bool,
}

/// What a word is, by its spelling and its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Keyword(Keyword),
    Attribute(Attribute),
    Plain,
}

/// A token that says something, with its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub token: Token,
    pub class: Class,
    /// Already reported: no second report about its value.
    pub bad: bool,
}

impl Word {
    pub(crate) fn place(&self) -> Place {
        self.token.place
    }

    pub(crate) fn wide(&self) -> bool {
        self.token.marks & mark::WIDE != 0
    }
}

/// The statement's parts, before their values are read.
pub(crate) struct Parts<'a> {
    pub keyword: Keyword,
    pub place: Place,
    pub head: &'a [Word],
    pub fields: SmallVec<[(Word, &'a [Word]); 8]>,
}

/// Parses lines; keeps its buffers between them.
#[derive(Debug, Default)]
pub struct LineParser {
    tokens: Vec<Token>,
    words: Vec<Word>,
}

impl LineParser {
    /// A parser with empty buffers.
    pub fn new() -> LineParser {
        LineParser::default()
    }

    /// The keyword a line begins with, without reading the rest.
    pub fn keyword(line: &str) -> Option<Keyword> {
        let start = line.trim_start_matches(lexer::BLANKS);
        let end = start.find(|c| lexer::BLANKS.contains(&c) || SEPARATORS.contains(&c)).unwrap_or(start.len());
        Keyword::read(&start[..end]).or_else(|| Keyword::read(&fold(&start[..end])))
    }

    /// Whether the keyword of a line is in its Chinese spelling.
    pub fn is_chinese(line: &str) -> bool {
        LineParser::keyword(line).is_some_and(|keyword| line.trim_start().starts_with(keyword.zh()))
    }

    /// Reads one line, given without its end-of-line characters.
    pub fn parse(&mut self, line: &str) -> Line {
        let mut reader = Reader::new(line);
        lexer::tokens(line, &mut self.tokens);
        let marks = self.tokens.iter().fold(0, |marks, token| marks | token.marks);
        if marks & mark::WIDE != 0 && separator::present(line, &self.tokens) {
            for place in separator::split(line, &mut self.tokens) {
                reader.wide(place, " ");
            }
        }
        self.collect_words(line);
        // A string has no mark, but a word may be glued to it.
        if marks != 0 || self.tokens.iter().any(|token| token.kind == TokenKind::String) {
            self.report_marks(line, &mut reader);
        }
        let Some(&first) = self.words.first() else {
            return reader.finish(None, false);
        };
        let Some(keyword) = recovery::keyword(line, first, &self.words, &mut reader) else {
            let lost = self.words.iter().any(|word| Attribute::read(word.place().of(line)) == Some(Attribute::Amount));
            return reader.finish(None, lost);
        };
        self.classify(line, keyword, &mut reader);
        if let Ok(parts) = statement::<extra::Default>().parse(&self.words[..]).into_result()
            && !recovery::is_doubtful(line, &parts)
        {
            let statement = reader.statement(parts);
            return reader.close(statement, marks);
        }
        recovery::respell(line, keyword, &mut self.words, &mut reader);
        let parts = recovery::statement(line, &self.words, &mut reader);
        match parts {
            Some(parts) => {
                let statement = reader.statement(parts);
                reader.close(statement, marks)
            }
            None => reader.finish(None, false),
        }
    }

    fn collect_words(&mut self, line: &str) {
        self.words.clear();
        let says = |token: &&Token| matches!(token.kind, TokenKind::Atom | TokenKind::String);
        for token in self.tokens.iter().filter(says) {
            debug_assert!(line.is_char_boundary(token.place.start as usize));
            self.words.push(Word { token: *token, class: Class::Plain, bad: false });
        }
    }

    /// Marks the words that are attributes of the statement.
    fn classify(&mut self, line: &str, keyword: Keyword, reader: &mut Reader<'_>) {
        self.words[0].class = Class::Keyword(keyword);
        let mut before = None;
        for word in &mut self.words[1..] {
            let attribute = attribute(line, word).filter(|&attribute| keyword.takes(attribute));
            // After `kind` and `partial` stands a fixed word that is spelled like an attribute.
            let is_value = match before {
                Some(Attribute::Partial) => true,
                Some(Attribute::Kind) => Kind::read(&fold(word.place().of(line))).is_some(),
                _ => false,
            };
            if let Some(attribute) = attribute.filter(|_| !is_value) {
                word.class = Class::Attribute(attribute);
                if word.wide() {
                    reader.wide(word.place(), fold(word.place().of(line)));
                }
            }
            before = attribute.filter(|_| !is_value);
        }
    }

    /// Reports what the lexer marked: invisible characters, `#` and quotes in the wrong place,
    /// full-width blanks and quotes.
    fn report_marks(&mut self, line: &str, reader: &mut Reader<'_>) {
        for token in &self.tokens {
            if token.marks & mark::SUSPECT != 0 && !reader.is_full() {
                marks::invisible(line, token.place, reader);
            }
            if token.marks & mark::WIDE != 0 {
                match token.kind {
                    TokenKind::Blank => reader.wide(token.place, " "),
                    TokenKind::Comment => {
                        let sign = Place { end: token.place.start + '＃'.len_utf8() as u32, ..token.place };
                        reader.wide(sign, "#");
                    }
                    TokenKind::String => {
                        let quote = '“'.len_utf8() as u32;
                        let inner = Place { start: token.place.start + quote, end: token.place.end - quote };
                        let escaped = token.marks & mark::ESCAPE != 0;
                        let said = Text { inner, quoted: true, escaped, wide: false };
                        reader.wide(token.place, quoted(&said.of(line)));
                    }
                    TokenKind::Atom => {}
                }
            }
        }
        let attribute = |word: &Word| Attribute::read(&fold(word.place().of(line)));
        let count = self.words.len();
        let (mut end_before, mut wanted) = (None, None);
        for (index, word) in self.words.iter_mut().enumerate() {
            let place = word.place();
            let around = marks::Around {
                first: index == 0,
                glued: end_before == Some(place.start),
                last: index + 1 == count,
                wanted,
            };
            end_before = Some(place.end);
            wanted = match attribute(word) {
                Some(attribute) => Some(attribute.expects()),
                None => wanted.filter(|wanted| *wanted == Expects::Amount),
            };
            let problem = marks::misplaced(place.of(line), word.token, around);
            word.bad =
                problem.is_some() || word.token.marks & mark::SUSPECT != 0 && place.of(line).contains(is_invisible);
            if let Some(problem) = problem {
                reader.report(problem);
            }
        }
    }
}

/// The attribute a word spells, in half or full width.
fn attribute(line: &str, word: &Word) -> Option<Attribute> {
    if word.token.kind != TokenKind::Atom {
        return None;
    }
    let text = word.place().of(line);
    if word.wide() { Attribute::read(&fold(text)) } else { Attribute::read(text) }
}

/// `KEYWORD HEAD* (ATTRIBUTE VALUE)*`, a value being one word, or for an amount every word up to
/// the next attribute.
fn statement<'a, E>() -> impl Parser<'a, &'a [Word], Parts<'a>, E>
where
    E: extra::ParserExtra<'a, &'a [Word]> + 'a,
{
    let keyword = select! { Word { class: Class::Keyword(keyword), token, .. } => (keyword, token.place) };
    let plain = any().filter(|word: &Word| word.class == Class::Plain);
    let name = |long: bool| {
        any().filter(move |word: &Word| match word.class {
            Class::Attribute(attribute) => (attribute.expects() == Expects::Amount) == long,
            _ => false,
        })
    };
    let amount = name(true).then(plain.repeated().at_least(1).to_slice());
    let single = name(false).then(plain.to_slice());
    keyword
        .then(plain.repeated().to_slice())
        .then(single.or(amount).repeated().collect::<SmallVec<[_; 8]>>())
        .then_ignore(end())
        .map(|(((keyword, place), head), fields)| Parts { keyword, place, head, fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_quotes_hold_what_curly_ones_held() {
        let line = r#"unit “说 \"好\" 的单位”"#;
        let read = LineParser::new().parse(line);
        let name = |line: &str| Some(LineParser::new().parse(line).statement?.head_text(0)?.of(line).into_owned());
        let edit = &read.problems[0].fix.as_ref().unwrap().edits[0];
        let fixed = format!("{}{}{}", &line[..edit.span.start as usize], edit.text, &line[edit.span.end as usize..]);
        assert_eq!(fixed, r#"unit "说 \"好\" 的单位""#);
        assert_eq!(name(&fixed), name(line));
    }
}
