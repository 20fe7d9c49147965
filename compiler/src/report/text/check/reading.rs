//! Reads the figures of a text: each number with what it counts, and the words that lead up to it.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::syntax::Measure;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    Money(Measure),
    Percent,
    Things,
    /// A year, a day, a number of a list, an amount a head: nothing that is looked at.
    Other,
}

/// A number in a text.
#[derive(Clone, Debug)]
pub struct Number {
    /// The digits.
    pub place: Range<usize>,
    /// The digits and the word that says what they count.
    pub whole: Range<usize>,
    pub value: Decimal,
    pub decimals: u8,
    pub counts: Counts,
    /// The words before it, from the number before or the beginning of the sentence on.
    pub lead: Range<usize>,
}

/// What stands between two full stops.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub place: Range<usize>,
    pub numbers: Vec<Number>,
    /// The level of a heading.
    pub level: Option<usize>,
    /// Whether a paragraph or a row of a list begins with it.
    pub anew: bool,
}

/// The most digits of a number that is read.
const MOST_DIGITS: usize = 20;

/// Words after a figure that make it a bound, a rate or a guess.
const VAGUE_AFTER: &[&str] = &["以上", "以下", "以内", "左右", "余", "多", "/", "每", "起"];

/// What money is counted in, the longest words first.
const MEASURES: &[(&str, Measure)] = &[
    ("亿元", Measure::HundredMillion),
    ("万元", Measure::TenThousand),
    ("千元", Measure::Thousand),
    ("元", Measure::One),
];

/// What things are counted by.
const THINGS: &str = "个家辆台项名户所宗批次条";

/// The sentences of a text in Markdown. Code and the rows of tables are none.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start: Option<usize> = None;
    let mut fenced = false;
    for (at, line) in crate::source::lines(text) {
        let at = at as usize;
        let end = at + line.len();
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        }
        let apart = fenced || trimmed.starts_with(['|', '`', '~']);
        let begins = apart || begins_anew(trimmed);
        if let Some(from) = start.filter(|_| begins) {
            sentences.push(sentence(text, from..at, None));
            start = None;
        }
        if apart || trimmed.is_empty() {
            continue;
        }
        if let Some(level) = level(trimmed) {
            sentences.push(sentence(text, at..end, Some(level)));
            continue;
        }
        let mut from = start.unwrap_or(at);
        for (offset, c) in line.char_indices().filter(|(_, c)| "。；！？;".contains(*c)) {
            sentences.push(sentence(text, from..at + offset, None));
            from = at + offset + c.len_utf8();
        }
        let rest = text.get(from..end).unwrap_or("").trim();
        // A line that breaks off goes on in the next one: so texts come out of a printed document.
        start = (!rest.is_empty() && !rest.ends_with(['：', ':'])).then_some(from);
        if start.is_none() && !rest.is_empty() {
            sentences.push(sentence(text, from..end, None));
        }
    }
    if let Some(from) = start {
        sentences.push(sentence(text, from..text.len(), None));
    }
    sentences
}

/// What headings end with that are not marked as such: 一、部门概况, as a printed document has it.
const HEADINGS: &[&str] = &["说明", "情况", "概况", "解释", "职能", "职责", "设置", "经费", "预算表"];

/// The level of a heading; none for another line.
fn level(line: &str) -> Option<usize> {
    if line.starts_with('#') {
        return Some(line.chars().take_while(|c| *c == '#').count());
    }
    let chinese = numbered(line, |c| "一二三四五六七八九十".contains(c));
    let is_heading = chinese && HEADINGS.iter().any(|word| line.ends_with(word));
    is_heading.then_some(if line.starts_with(['（', '(']) { 3 } else { 2 })
}

/// Whether a line is the beginning of something: a heading, a row of a list, a quotation.
fn begins_anew(line: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    line.starts_with(['#', '>', '-', '*', '+', '|']) || numbered(line, digit)
}

/// Whether a line has a number before it, made of such digits.
fn numbered(line: &str, digit: impl Fn(char) -> bool) -> bool {
    let digits = line.trim_start_matches(['（', '(']);
    let after = digits.trim_start_matches(digit);
    after.len() < digits.len() && after.starts_with(['.', '、', '）', ')', '．'])
}

fn sentence(text: &str, place: Range<usize>, level: Option<usize>) -> Sentence {
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = place.start;
    let mut lead = place.start;
    let words = text.get(..place.end).unwrap_or(text);
    while let Some(found) = words.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + found;
        let digits = digits(&words[start..]);
        at = start + digits;
        let Some(mut number) = number(words, start..at) else { continue };
        at = number.whole.end;
        if number.counts == Counts::Other {
            continue;
        }
        number.lead = lead..start;
        lead = at;
        numbers.push(number);
    }
    let line = text[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let anew = text[line..place.start].trim().is_empty();
    Sentence { place, numbers, level, anew }
}

/// How many bytes of `text` a number takes: digits, in groups or not, and decimals.
fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while digit(at) || (bytes.get(at) == Some(&b',') && (1..=3).all(|next| digit(at + next)) && !digit(at + 4)) {
        at += 1;
    }
    if bytes.get(at) == Some(&b'.') && digit(at + 1) {
        at += 1;
        while digit(at) {
            at += 1;
        }
    }
    at
}

fn number(text: &str, place: Range<usize>) -> Option<Number> {
    let digits = text.get(place.clone())?.replace(',', "");
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let before = text[..place.start].chars().next_back();
    let rest = &text[place.end..];
    let word = rest.trim_start_matches([' ', '　', '\u{A0}']);
    let gap = rest.len() - word.len();
    let percent = ["%", "％"].iter().find(|sign| word.starts_with(**sign));
    let measure = MEASURES.iter().find(|(name, _)| word.starts_with(name));
    let (counts, length) = match (percent, measure) {
        (Some(sign), _) => (Counts::Percent, sign.len()),
        (_, Some((name, measure))) => (Counts::Money(*measure), name.len()),
        _ if !digits.contains('.') && word.starts_with(|c| THINGS.contains(c)) => (Counts::Things, 0),
        _ => (Counts::Other, 0),
    };
    let end = if counts == Counts::Other { place.end } else { place.end + gap + length };
    let after = text[end..].trim_start();
    let part_of_word = before.is_some_and(|c| c.is_ascii_alphabetic() || c == '.' || c == '-' || c == '第');
    let vague = counts != Counts::Things && VAGUE_AFTER.iter().any(|word| after.starts_with(word));
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len()) as u8;
    Some(Number {
        whole: place.start..end,
        value: digits.parse().ok()?,
        decimals,
        counts: if part_of_word || vague { Counts::Other } else { counts },
        lead: place.clone(),
        place,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let number =
            |number: &Number| format!("{}|{}{:?}", text[number.lead.clone()].trim(), number.value, number.counts);
        sentences(text).iter().map(|it| it.numbers.iter().map(number).collect()).collect()
    }

    #[test]
    fn a_number_is_read_with_what_it_counts_and_what_leads_up_to_it() {
        assert_eq!(
            read("2024 年收入 1,234.50 万元，比上年减少 5%；共 3 个项目。"),
            [vec!["2024 年收入|1234.50Money(TenThousand)", "，比上年减少|5Percent"], vec!["共|3Things"]]
        );
    }

    #[test]
    fn a_line_that_breaks_off_goes_on_in_the_next() {
        assert_eq!(read("基本\n\n支出 1 万元\n\n（1）甲 2 元\n# 三 3 元\n").len(), 3);
    }

    #[test]
    fn what_is_no_figure_is_passed_over() {
        let texts = ["50万元以上", "| 甲 | 5.00万元 |", "```\n5万元\n```", "A4.5元", "每人 3 元/月", "5.00 分"];
        for text in texts {
            assert!(read(text).concat().is_empty(), "{text}");
        }
    }
}
