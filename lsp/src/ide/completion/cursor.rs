//! Where in a line the cursor stands: the word that is being typed, and what may come there.

use bud::span::Place;
use bud::syntax::keyword::Head;
use bud::syntax::lexer::{self, Token, TokenKind, mark};
use bud::syntax::text::{fold, quoted};
use bud::syntax::{Attribute, Keyword, LineParser, Statement, written};
use smallvec::{SmallVec, smallvec};

/// What may come at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The first word of a statement.
    Keyword,
    /// A part of the head: the first or the second.
    Head(Keyword, usize),
    /// An attribute of the statement.
    Attribute(Keyword),
    /// The value of an attribute.
    Value(Keyword, Attribute),
}

/// A line with a cursor in it.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    /// What is typed before the cursor, of the word that it stands in, with an opening quote.
    pub typed: &'a str,
    /// The whole word, with its quotes.
    pub word: Place,
    /// Its text.
    pub word_text: &'a str,
    /// The part of it that a new word takes the place of if what stands after the cursor stays.
    pub before: Place,
    /// What may come here.
    pub wanted: SmallVec<[Wanted; 2]>,
    /// The line without the word.
    pub rest_text: String,
    /// What that says.
    pub rest: Option<Statement>,
}

impl<'a> Cursor<'a> {
    /// The cursor before byte `at` of `line`; none where nothing is to be offered.
    pub fn new(line: &'a str, at: u32) -> Option<Cursor<'a>> {
        let at = at.min(line.len() as u32);
        line.is_char_boundary(at as usize).then_some(())?;
        let (word, before) = word(line, at)?;
        let mut parser = LineParser::new();
        let so_far = line.get(..word.start as usize)?;
        let statement = parser.parse(so_far).statement;
        let wanted = match &statement {
            Some(statement) => wanted(statement, so_far),
            None if so_far.trim().is_empty() => smallvec![Wanted::Keyword],
            None => return None,
        };
        let rest_text = format!("{so_far}{}", line.get(word.end as usize..)?);
        let rest = parser.parse(&rest_text).statement;
        let typed = before.of(line);
        Some(Cursor { typed, word, word_text: word.of(line), before, wanted, rest_text, rest })
    }

    /// What is typed, without an opening quote.
    pub fn name(&self) -> &'a str {
        self.typed.trim_start_matches(['"', '“'])
    }

    /// Whether a quote is opened before what is typed.
    pub fn in_quotes(&self) -> bool {
        self.typed.starts_with(['"', '“'])
    }

    /// A name as it goes into the line: in the quotes that are opened, else in quotes if it needs them.
    pub fn written(&self, name: &str, keyword: Keyword) -> String {
        if self.in_quotes() { quoted(name) } else { written(name, keyword).into_owned() }
    }

    /// Whether the line says nothing but the word.
    pub fn is_alone(&self) -> bool {
        self.rest_text.trim().is_empty()
    }
}

/// The word that the cursor stands in or right after, and the part of it before the cursor; none in a
/// comment or after a quote that is closed. Where the cursor stands right before a word, nothing of it
/// is typed.
fn word(line: &str, at: u32) -> Option<(Place, Place)> {
    let mut tokens = Vec::new();
    lexer::tokens(line, &mut tokens);
    let here = |token: &&Token| token.place.start < at && at <= token.place.end && token.kind != TokenKind::Blank;
    let Some(token) = tokens.iter().find(here) else {
        let next = tokens.iter().find(|token| token.place.start == at && token.kind == TokenKind::Atom);
        let word = next.map_or(Place { start: at, end: at }, |token| token.place);
        return Some((word, Place { start: at, end: at }));
    };
    let typed = |start: u32| Place { start, end: at };
    match token.kind {
        TokenKind::Comment => None,
        TokenKind::String if token.marks & mark::UNCLOSED == 0 => {
            // What is in quotes goes with its quotes.
            (at < token.place.end).then_some((token.place, typed(token.place.start)))
        }
        TokenKind::String => Some((Place { end: word_end(line, at), ..token.place }, typed(token.place.start))),
        _ => {
            let start = after_separator(line, token.place, at);
            Some((Place { start, ..token.place }, typed(start)))
        }
    }
}

/// The end of the word at `at`: a quote that is not closed yet holds no more than that.
fn word_end(line: &str, at: u32) -> u32 {
    let rest = line.get(at as usize..).unwrap_or("");
    at + rest.find(char::is_whitespace).unwrap_or(rest.len()) as u32
}

/// Where the word begins in an atom such as `单位：人才`, whose colon separates an attribute from it.
fn after_separator(line: &str, atom: Place, at: u32) -> u32 {
    let typed = Place { end: at, ..atom }.of(line);
    let Some((sign, found)) = typed.rmatch_indices(['：', '，']).next() else { return atom.start };
    let is_word = |word: &str| Attribute::read(&fold(word)).is_some() || Keyword::read(&fold(word)).is_some();
    let before = typed.get(..sign).unwrap_or("");
    let last = before.rsplit(['：', '，']).next().unwrap_or(before);
    if is_word(last) { atom.start + (sign + found.len()) as u32 } else { atom.start }
}

/// What may come after what is said so far.
fn wanted(statement: &Statement, so_far: &str) -> SmallVec<[Wanted; 2]> {
    let keyword = statement.keyword;
    let Some(last) = statement.fields.last() else { return in_head(statement) };
    let is_missing = last.place.end == 0;
    let goes_on = so_far.trim_end().ends_with(['+', '-', '*', '/', '(', '（', '＋', '－', '＊', '／']);
    match last.attribute {
        attribute if is_missing => smallvec![Wanted::Value(keyword, attribute)],
        // A figure is missing, which nobody can know.
        Attribute::Amount | Attribute::Prior if goes_on => smallvec![],
        _ => smallvec![Wanted::Attribute(keyword)],
    }
}

fn in_head(statement: &Statement) -> SmallVec<[Wanted; 2]> {
    let (keyword, count) = (statement.keyword, statement.head.len());
    let (room, optional) = match keyword.head() {
        Head::None => (0, true),
        Head::OptionalName => (1, true),
        Head::Name | Head::Path | Head::Source => (1, false),
        Head::CodeName | Head::NameText => (2, false),
    };
    let mut wanted = SmallVec::new();
    if count < room {
        wanted.push(Wanted::Head(keyword, count));
    }
    if count >= room || optional {
        wanted.push(Wanted::Attribute(keyword));
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word at `┃`, the part before it in brackets, and what may come.
    fn shown(text: &str) -> String {
        let at = text.find('┃').unwrap() as u32;
        let line = text.replace('┃', "");
        let Some(cursor) = Cursor::new(&line, at) else { return "nothing".to_owned() };
        let end = &cursor.word_text[cursor.typed.len()..];
        let wanted: Vec<String> = cursor
            .wanted
            .iter()
            .map(|wanted| match wanted {
                Wanted::Keyword => "keyword".to_owned(),
                Wanted::Head(keyword, part) => format!("{} head {part}", keyword.en()),
                Wanted::Attribute(keyword) => format!("attribute of {}", keyword.en()),
                Wanted::Value(keyword, attribute) => format!("{} of {}", attribute.en(), keyword.en()),
            })
            .collect();
        format!("[{}]{end}: {}", cursor.typed, wanted.join(", "))
    }

    #[test]
    fn the_word_and_what_may_come() {
        for (line, expected) in [
            ("┃", "[]: keyword"),
            ("  ┃", "[]: keyword"),
            ("pro┃", "[pro]: keyword"),
            ("pr┃oject 修缮 amount 1", "[pr]oject: keyword"),
            ("┃project 修缮", "[]project: keyword"),
            ("project ┃", "[]: project head 0, attribute of project"),
            ("project 修┃", "[修]: project head 0, attribute of project"),
            ("project 修缮 ┃", "[]: attribute of project"),
            ("project 修缮 ┃ amount 1", "[]: attribute of project"),
            ("project 修缮 un┃it 局", "[un]it: attribute of project"),
            ("项目 修缮 单位 人┃才 金额 1", "[人]才: unit of project"),
            ("total kind ┃", "[]: kind of total"),
            ("total kind project ┃", "[]: attribute of total"),
            ("total partial ┃", "[]: partial of total"),
            ("total ┃", "[]: attribute of total"),
            ("total amount ┃", "[]: amount of total"),
            ("total amount ┃ unit 局", "[]: amount of total"),
            ("total amount 15 * ┃", "[]: "),
            ("total amount 15 ┃", "[]: attribute of total"),
            ("account ┃", "[]: account head 0"),
            ("account 208 ┃", "[]: account head 1"),
            ("goal 修缮 ┃", "[]: goal head 1"),
            ("memo 三公 item ┃", "[]: item of memo"),
            // Quotes: closed, and not yet.
            ("project x unit \"人┃才 中心\" amount 1", "[\"人]才 中心\": unit of project"),
            ("project x unit \"人┃ amount 1", "[\"人]: unit of project"),
            ("project x unit \"人┃才 amount 1", "[\"人]才: unit of project"),
            ("project x unit \"┃\" amount 1", "[\"]\": unit of project"),
            ("project x unit \"人才\"┃", "nothing"),
            ("项目 x 单位 “人┃", "[“人]: unit of project"),
            // Comments, and what is none.
            ("project x # un┃", "nothing"),
            ("# ┃", "nothing"),
            ("project x ┃# 说明", "[]: attribute of project"),
            // Full-width signs between words.
            ("项目 修缮 单位：人┃", "[人]: unit of project"),
            ("项目 A，B┃", "[A，B]: project head 0, attribute of project"),
            // Outside the BMP, and lines that cannot be read.
            ("project 𠮷 unit 𠮷┃", "[𠮷]: unit of project"),
            ("what is ┃", "nothing"),
            ("project 修缮 unit 局 多余 fu┃", "[fu]: attribute of project"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }
}
