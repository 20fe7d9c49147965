//! What each word of the text is, for colours.
//!
//! Names are what [`super::mention`] says they are, so that a name that is declared nowhere is marked as
//! such the moment it is typed. A token never crosses a line.

use bud::model::Dim;
use bud::span::{Place, Span};
use bud::syntax::amount::is_operator;
use bud::syntax::lexer::{self, TokenKind};
use bud::syntax::{Field, LineParser, Value};

use super::mention::{Mention, mentions};
use super::{Read, View};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum TokenType {
    /// The first word of a statement.
    Keyword,
    /// The name of an attribute.
    Attribute,
    /// A unit.
    Unit,
    /// A code of the chart of accounts.
    Account,
    /// A project.
    Project,
    /// A set or an item of "of which" figures.
    Item,
    /// A word with a fixed meaning: a source, a kind, a measure.
    Fixed,
    /// A figure, a year.
    Number,
    /// An operator or a parenthesis of an expression.
    Operator,
    /// A text, a path.
    Text,
    /// A comment.
    Comment,
}

impl TokenType {
    /// All of them, in order.
    pub const ALL: [TokenType; 11] = [
        TokenType::Keyword,
        TokenType::Attribute,
        TokenType::Unit,
        TokenType::Account,
        TokenType::Project,
        TokenType::Item,
        TokenType::Fixed,
        TokenType::Number,
        TokenType::Operator,
        TokenType::Text,
        TokenType::Comment,
    ];
}

/// A word of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in one line.
    pub span: Span,
    /// What it is.
    pub kind: TokenType,
    /// The line declares it.
    pub declares: bool,
    /// It names nothing that is declared.
    pub unresolved: bool,
}

/// The tokens of the lines that hold the bytes from `start` to `end`, in order of place.
pub fn tokens(view: &View<'_>, start: u32, end: u32) -> Vec<Token> {
    let mut parser = LineParser::new();
    let (mut words, mut line) = (Vec::new(), Vec::new());
    let mut out = Vec::new();
    for at in view.lines_between(start, end) {
        let text = view.budget.sources().line(at);
        let read = Read { at, text, statement: parser.parse(text).statement };
        lexer::tokens(text, &mut words);
        line.clear();
        of_statement(view, &read, &mut line);
        for word in &words {
            match word.kind {
                TokenKind::Comment => line.push(plain(word.place, TokenType::Comment)),
                TokenKind::String => line.push(plain(word.place, TokenType::Text)),
                TokenKind::Blank | TokenKind::Atom => {}
            }
        }
        // What a string is in its statement stands before what it is by itself.
        line.sort_by_key(|word: &Word| word.place.start);
        let mut last = 0;
        for word in line.iter().filter(|word| word.place.start < word.place.end) {
            if word.place.start < last {
                continue;
            }
            last = word.place.end;
            let span = view.budget.sources().span(at, word.place);
            out.push(Token { span, kind: word.kind, declares: word.declares, unresolved: word.unresolved });
        }
    }
    out
}

/// A token of a line.
struct Word {
    place: Place,
    kind: TokenType,
    declares: bool,
    unresolved: bool,
}

fn plain(place: Place, kind: TokenType) -> Word {
    Word { place, kind, declares: false, unresolved: false }
}

fn of_statement(view: &View<'_>, read: &Read<'_>, line: &mut Vec<Word>) {
    let Some(statement) = &read.statement else { return };
    line.push(plain(statement.place, TokenType::Keyword));
    let names = mentions(view.budget, read);
    line.extend(names.iter().map(name));
    let named = |place: Place| names.iter().any(|it| it.whole.start < place.end && place.start < it.whole.end);
    for head in statement.head.iter().filter(|head| !named(head.place)) {
        if let Some(Value::Text(text)) = head.value {
            line.push(plain(text.place(read.text), TokenType::Text));
        }
    }
    for field in &statement.fields {
        line.push(plain(field.name, TokenType::Attribute));
        if !named(field.place) {
            value(read.text, field, line);
        }
    }
}

fn name(mention: &Mention) -> Word {
    let kind = match mention.dim {
        Some(Dim::Unit) => TokenType::Unit,
        Some(Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account) => TokenType::Account,
        Some(Dim::Project) => TokenType::Project,
        Some(Dim::Item) => TokenType::Item,
        Some(Dim::Kind | Dim::Source) => TokenType::Fixed,
        None => TokenType::Text,
    };
    Word { place: mention.whole, kind, declares: mention.declares, unresolved: mention.thing.is_none() }
}

fn value(text: &str, field: &Field, line: &mut Vec<Word>) {
    match field.value {
        Some(Value::Amount(amount)) => figures(text, field.place, amount.expression, line),
        Some(Value::Text(it)) => line.push(plain(it.place(text), TokenType::Text)),
        Some(Value::Year(_) | Value::Scale(_)) => line.push(plain(field.place, TokenType::Number)),
        Some(
            Value::Currency(_)
            | Value::Measure(_)
            | Value::Rounding(_)
            | Value::Base(_)
            | Value::Stage(_)
            | Value::Zero(_)
            | Value::Dimension(_)
            | Value::Kind(_)
            | Value::Source(_),
        ) => line.push(plain(field.place, TokenType::Fixed)),
        Some(Value::Code(_)) => line.push(plain(field.place, TokenType::Account)),
        // What cannot be read has its finding.
        None => {}
    }
}

/// The numbers of an amount, and the operators between them; a sign alone belongs to its number.
fn figures(text: &str, place: Place, expression: bool, line: &mut Vec<Word>) {
    let at = |offset: usize| place.start + offset as u32;
    let mut number: Option<u32> = None;
    let amount = place.of(text);
    for (offset, c) in amount.char_indices() {
        let operator = expression && is_operator(c);
        if (operator || c.is_whitespace())
            && let Some(start) = number.take()
        {
            line.push(plain(Place { start, end: at(offset) }, TokenType::Number));
        }
        if operator {
            line.push(plain(Place { start: at(offset), end: at(offset + c.len_utf8()) }, TokenType::Operator));
        } else if !c.is_whitespace() {
            number = number.or(Some(at(offset)));
        }
    }
    line.extend(number.map(|start| plain(Place { start, end: place.end }, TokenType::Number)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    fn drawn(text: &str) -> String {
        let fixture = Fixture::new(text);
        let budget = &fixture.budget;
        let mut spans = Vec::new();
        for file in budget.sources().iter() {
            let view = View { file: file.id, ..fixture.view() };
            let found = tokens(&view, 0, file.text.len() as u32);
            let apart = |pair: &[Token]| pair[0].span.end <= pair[1].span.start;
            assert!(found.windows(2).all(apart), "tokens overlap: {found:?}");
            spans.extend(found.into_iter().map(|token| {
                let declares = if token.declares { " declared" } else { "" };
                let unresolved = if token.unresolved { " unresolved" } else { "" };
                (token.span, format!("{:?}{declares}{unresolved}", token.kind))
            }));
        }
        fixture.draw(&spans)
    }

    #[test]
    fn each_word_is_what_its_statement_makes_it() {
        insta::assert_snapshot!(drawn(
            "budget 局 year 2024 measure 万元 currency CNY\n\
             include 单位.bud\n\
             科目 208 社会保障\n\
             project \"房 𠮷\" 单位 甲 amount 15 * (2.40万元 - 1 元) func 208 # 注释 \"x\"\n\
             total kind basic source 财政拨款 amount -5.00 partial econ note \"a b\"\n\
             memo 三公 item 公车/购置 amount ３，０００ 元\n\
             --- 单位.bud\nunit 甲 name 全称一\n"
        ), @r#"
        --- main.bud
        budget 局 year 2024 measure 万元 currency CNY
        ────── Keyword
               ── Text
                  ──── Attribute
                       ──── Number
                            ─────── Attribute
                                    ──── Fixed
                                         ──────── Attribute
                                                  ─── Fixed
        include 单位.bud
        ─────── Keyword
                ──────── Text
        科目 208 社会保障
        ──── Keyword
             ─── Account declared
                 ──────── Text
        project "房 𠮷" 单位 甲 amount 15 * (2.40万元 - 1 元) func 208 # 注释 "x"
        ─────── Keyword
                ─────── Project declared
                        ──── Attribute
                             ── Unit
                                ────── Attribute
                                       ── Number
                                          ─ Operator
                                            ─ Operator
                                             ──────── Number
                                                      ─ Operator
                                                        ─ Number
                                                          ── Number
                                                            ─ Operator
                                                              ──── Attribute
                                                                   ─── Account
                                                                       ────────── Comment
        total kind basic source 财政拨款 amount -5.00 partial econ note "a b"
        ───── Keyword
              ──── Attribute
                   ───── Fixed
                         ────── Attribute
                                ──────── Fixed
                                         ────── Attribute
                                                ───── Number
                                                      ─────── Attribute
                                                              ──── Fixed
                                                                   ──── Attribute
                                                                        ───── Text
        memo 三公 item 公车/购置 amount ３，０００ 元
        ──── Keyword
             ──── Item
                  ──── Attribute
                       ──── Item
                            ──── Item
                                 ────── Attribute
                                        ────────── Number
                                                   ── Number
        --- 单位.bud
        unit 甲 name 全称一
        ──── Keyword
             ── Unit declared
                ──── Attribute
                     ────── Unit declared
        "#);
    }

    #[test]
    fn what_names_nothing_is_marked() {
        insta::assert_snapshot!(drawn(
            "include gone.bud\nproject a unit 乙 func 999 amount 1x unti \"甲 乙\"\n??? \"string\" # c\n\
             “三公”经费 x\n人员\u{3000}金额：１２.00\n"
        ), @r#"
        include gone.bud
        ─────── Keyword
                ──────── Text unresolved
        project a unit 乙 func 999 amount 1x unti "甲 乙"
        ─────── Keyword
                ─ Project declared
                  ──── Attribute
                       ── Unit unresolved
                          ──── Attribute
                               ─── Account unresolved
                                   ────── Attribute
                                                  ─────── Text
        ??? "string" # c
            ──────── Text
                     ─── Comment
        人员　金额：１２.00
        ──── Keyword
              ──── Attribute
                    ─────── Number
        "#);
    }

    #[test]
    fn only_the_lines_of_the_range_have_tokens() {
        let fixture = Fixture::new("\u{FEFF}unit a\nunit ┃b\nunit c\n");
        let found = tokens(&fixture.view(), fixture.at, fixture.at);
        assert_eq!(found.len(), 2);
        let first = tokens(&fixture.view(), 0, 0);
        assert_eq!(first.first().map(|token| token.span.start), Some(3), "a byte order mark is no token");
    }
}
