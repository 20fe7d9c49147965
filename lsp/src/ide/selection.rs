//! Selections that grow: a word, the value, the attribute with its value, the statement, the line, the
//! block, the section, the file.

use std::ops::Range;

use bud::source::lines;
use bud::span::{Place, Span};
use bud::syntax::lexer::{Token, TokenKind, tokens};
use bud::syntax::{Statement, Value};

use super::mention::steps;
use super::rows::{Look, Rows};
use super::{Read, View};

/// What can be selected around byte `at`, the smallest first, each inside the next.
pub fn selection(view: &View<'_>, rows: &Rows<'_>, at: u32) -> Vec<Span> {
    let read = view.read(at);
    let mut places = Vec::new();
    let column = at.saturating_sub(read.at.start).min(read.text.len() as u32);
    in_line(&read, column, &mut places);
    let mut spans: Vec<(u32, u32)> =
        places.into_iter().map(|place| (read.at.start + place.start, read.at.start + place.end)).collect();
    around(view, rows, read.at.start, &mut spans);
    spans.retain(|&(start, end)| start <= at && at <= end && start < end);
    spans.sort_by_key(|&(start, end)| end - start);
    let mut out: Vec<Span> = Vec::new();
    for (start, end) in spans {
        if out
            .last()
            .is_none_or(|last| start <= last.start && last.end <= end && (start, end) != (last.start, last.end))
        {
            out.push(view.span(start, end));
        }
    }
    out
}

/// What is larger than the line: comments that stand together, the block, the sections, the file.
fn around(view: &View<'_>, rows: &Rows<'_>, start: u32, spans: &mut Vec<(u32, u32)>) {
    let blocks = rows.blocks();
    let row = rows.all.partition_point(|row| row.start < start);
    let mut add = |run: &Range<usize>| {
        if let (true, Some(first), Some(last)) =
            (run.contains(&row), rows.all.get(run.start), rows.all.get(run.end.saturating_sub(1)))
        {
            spans.push((first.start, last.end));
        }
    };
    for block in &blocks {
        add(block);
        if block.contains(&row) {
            rows.runs(block.clone(), |row| rows.all[row].look == Look::Comment).iter().for_each(&mut add);
        }
    }
    rows.sections(&blocks).iter().for_each(&mut add);
    let text = &view.source().text;
    spans.push((lines(text).next().map_or(0, |(first, _)| first), text.len() as u32));
}

/// What is inside the line, in no order.
fn in_line(read: &Read<'_>, column: u32, places: &mut Vec<Place>) {
    let line = read.text;
    let trimmed = line.trim_end().len() as u32;
    places.push(Place { start: (line.len() - line.trim_start().len()) as u32, end: trimmed });
    places.extend(word(line, column));
    let mut cut: Vec<Token> = Vec::new();
    tokens(line, &mut cut);
    // The atoms of a statement are its words and values, or parts of an expression, which has its own.
    let whole = |token: &&Token| match token.kind {
        TokenKind::Blank => false,
        TokenKind::Atom => read.statement.is_none(),
        TokenKind::String | TokenKind::Comment => true,
    };
    for token in cut.iter().filter(whole) {
        places.push(token.place);
        if token.kind == TokenKind::Comment {
            let text = token.place.of(line);
            let inner = text.trim_start_matches(['#', '＃']).trim_start();
            places.push(Place {
                start: token.place.end - inner.len() as u32,
                end: token.place.start + text.trim_end().len() as u32,
            });
        }
    }
    if let Some(statement) = &read.statement {
        of_statement(line, statement, places);
    }
}

fn of_statement(line: &str, statement: &Statement, places: &mut Vec<Place>) {
    places.push(statement.place);
    places.push(Place { start: statement.place.start, end: statement.end() });
    for (index, head) in statement.head.iter().enumerate() {
        places.push(head.place);
        if index + 1 == statement.head.len() {
            places.push(statement.place.to(head.place));
        }
        values(line, head.value, head.place, places);
    }
    for field in &statement.fields {
        places.push(field.name);
        if field.place.end > 0 {
            places.push(field.place);
            places.push(field.name.to(field.place));
        }
        values(line, field.value, field.place, places);
    }
}

/// What a value consists of: a text without its quotes, the steps of a path, the parentheses of a figure.
fn values(line: &str, value: Option<Value>, place: Place, places: &mut Vec<Place>) {
    match value {
        Some(Value::Text(text)) => {
            places.push(text.inner);
            places.push(text.place(line));
            places.extend(steps(text, line));
        }
        Some(Value::Amount(_)) => {
            let mut open = Vec::new();
            for (at, c) in place.of(line).char_indices() {
                let at = place.start + at as u32;
                match c {
                    '(' | '（' => open.push((at, at + c.len_utf8() as u32)),
                    ')' | '）' => {
                        if let Some((outer, inner)) = open.pop() {
                            places.push(Place { start: inner, end: at });
                            places.push(Place { start: outer, end: at + c.len_utf8() as u32 });
                        }
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The letters and digits around a column, a figure whole.
fn word(line: &str, column: u32) -> Option<Place> {
    let (before, after) = line.split_at_checked(column as usize)?;
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric());
    let inside = |text: &str, at: usize, c: char| {
        let point = matches!(c, '.' | ',' | '．' | '，');
        c.is_alphanumeric()
            || (point && digit(text[..at].chars().next_back()) && digit(text[at + c.len_utf8()..].chars().next()))
    };
    let base = before.len();
    let start =
        before.char_indices().rev().take_while(|&(at, c)| inside(line, at, c)).last().map_or(base, |(at, _)| at);
    let end = after.char_indices().take_while(|&(at, c)| inside(line, base + at, c)).last();
    let end = end.map_or(base, |(at, c)| base + at + c.len_utf8());
    (start < end).then_some(Place { start: start as u32, end: end as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    /// What is selected, one a line: inside the line as it is, else as numbers of lines.
    fn drawn(text: &str) -> String {
        let fixture = Fixture::new(text);
        let view = fixture.view();
        let found = selection(&view, &Rows::of(view.source()), fixture.at);
        let index = view.source().index();
        let shown = found.iter().map(|span| {
            let (first, last) = (index.line(span.start) + 1, index.line(span.end) + 1);
            match first == last {
                true => view.budget.sources().text(*span).to_owned(),
                false => format!("lines {first} to {last}"),
            }
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_value_grows_to_its_attribute_and_its_statement() {
        insta::assert_snapshot!(drawn(
            "# 一、表\n\nunit 甲\nproject 修缮 unit \"甲 中┃心\" amount 3.00  # 注\nunit 乙\n\n# 二、表\nunit 丙\n"
        ), @r#"
        中心
        甲 中心
        "甲 中心"
        unit "甲 中心"
        project 修缮 unit "甲 中心" amount 3.00
        project 修缮 unit "甲 中心" amount 3.00  # 注
        lines 3 to 5
        lines 1 to 5
        lines 1 to 9
        "#);
    }

    #[test]
    fn figures_and_expressions() {
        insta::assert_snapshot!(drawn("基本支出 金额 (15 * (2.40万元 + 1,2┃00.00元)) / 3 功能 208\r\n"), @"
        1,200.00元
        2.40万元 + 1,200.00元
        (2.40万元 + 1,200.00元)
        15 * (2.40万元 + 1,200.00元)
        (15 * (2.40万元 + 1,200.00元))
        (15 * (2.40万元 + 1,200.00元)) / 3
        金额 (15 * (2.40万元 + 1,200.00元)) / 3
        基本支出 金额 (15 * (2.40万元 + 1,200.00元)) / 3 功能 208
        lines 1 to 2
        ");
        insta::assert_snapshot!(drawn("memo 三公 item 𠮷用┃车/购置 amount 1.00"), @"
        𠮷用车
        𠮷用车/购置
        item 𠮷用车/购置
        memo 三公 item 𠮷用车/购置 amount 1.00
        ");
    }

    #[test]
    fn comments_and_blank_lines() {
        insta::assert_snapshot!(drawn("unit 甲  #  两个 词┃语\n"), @"
        词语
        两个 词语
        #  两个 词语
        unit 甲  #  两个 词语
        lines 1 to 2
        ");
        insta::assert_snapshot!(drawn("\u{FEFF}# 一\n# ┃二\nunit 甲\n\nunit 乙\n"), @"
        二
        # 二
        lines 1 to 2
        lines 1 to 3
        lines 1 to 6
        ");
        insta::assert_snapshot!(drawn("unit 甲\n┃\nunit 乙\n"), @"lines 1 to 4");
    }
}
