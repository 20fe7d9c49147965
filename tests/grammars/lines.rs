//! Prints what the compiler reads in files, as JSON, for the tests of the TextMate grammar:
//! `cargo run -p bud --example lines -- FILE…`.
//!
//! Of each line its parts are told, with their places in UTF-16 units as editors count them.

use std::io::{self, Write};

use bud::source;
use bud::span::Place;
use bud::syntax::keyword::{Expects, Head};
use bud::syntax::lexer::{self, TokenKind};
use bud::syntax::text::fold;
use bud::syntax::{Attribute, Keyword, LineParser, Statement, Value};
use serde_json::{Value as Json, json};

fn main() -> io::Result<()> {
    let mut parser = LineParser::new();
    let mut lines = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        for (number, (_, line)) in source::lines(&String::from_utf8_lossy(&bytes)).enumerate() {
            let parts = parts(&mut parser, line);
            lines.push(json!({ "file": path, "line": number + 1, "text": line, "parts": parts }));
        }
    }
    writeln!(io::stdout(), "{}", Json::from(lines))
}

fn parts(parser: &mut LineParser, line: &str) -> Vec<Json> {
    let mut parts = Vec::new();
    if let Some(statement) = &parser.parse(line).statement {
        of_statement(line, statement, &mut parts);
    }
    let mut tokens = Vec::new();
    lexer::tokens(line, &mut tokens);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Comment) {
        parts.push(part(line, token.place, "comment", None, false));
    }
    parts
}

fn of_statement(line: &str, statement: &Statement, parts: &mut Vec<Json>) {
    let keyword = Some(statement.keyword.en());
    let misspelt = Keyword::read(&fold(statement.place.of(line))).is_none();
    parts.push(part(line, statement.place, "keyword", keyword, misspelt));
    for (head, expects) in statement.head.iter().zip(head(statement.keyword)) {
        let readable = is_readable(*expects, head.value);
        parts.push(part(line, head.place, &kind(*expects), keyword, !readable));
    }
    for field in &statement.fields {
        let misspelt = Attribute::read(&fold(field.name.of(line))).is_none();
        let attribute = Some(field.attribute.en());
        parts.push(part(line, field.name, "attribute", attribute, misspelt));
        let expects = field.attribute.expects();
        if field.place.end > 0 {
            parts.push(part(line, field.place, &kind(expects), attribute, !is_readable(expects, field.value)));
        }
    }
}

/// A part of a line: what it is, of which statement or attribute, and whether it is reported as none.
fn part(line: &str, place: Place, kind: &str, of: Option<&str>, faulty: bool) -> Json {
    let units = |at: u32| line[..at as usize].encode_utf16().count();
    json!({ "kind": kind, "of": of, "start": units(place.start), "end": units(place.end), "faulty": faulty })
}

fn head(keyword: Keyword) -> &'static [Expects] {
    match keyword.head() {
        Head::None => &[],
        Head::Name | Head::OptionalName => &[Expects::Name],
        Head::Path => &[Expects::Text],
        Head::CodeName => &[Expects::Code, Expects::Name],
        Head::Source => &[Expects::Source],
        Head::NameText => &[Expects::Name, Expects::Text],
    }
}

fn kind(expects: Expects) -> String {
    format!("{expects:?}").to_lowercase()
}

/// Whether the value is what is expected. A name or a text is one whatever is wrong with its characters.
fn is_readable(expects: Expects, value: Option<Value>) -> bool {
    matches!(expects, Expects::Name | Expects::Text) || value.is_some()
}
