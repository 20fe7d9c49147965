//! The canonical form changes how a budget is written, and nothing that it says.

use std::collections::{BTreeMap, BTreeSet};

use bud::Analysis;
use bud::diagnostic::Severity;
use bud::format::{Keywords, Style, TextEdit, edits, format};
use bud::source::lines;
use bud::syntax::lexer::{BLANKS, TokenKind, tokens};
use bud::syntax::{Attribute, LineParser, Text, Value};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::any_text::{mutated, text};
use crate::drawn::{Spelling, budget};
use crate::{config, read};

fn style() -> impl Strategy<Value = Style> {
    let keywords = prop::sample::select(&[Keywords::Keep, Keywords::English, Keywords::Chinese][..]);
    keywords.prop_map(|keywords| Style { keywords })
}

/// `text` with `edits` made, which are in order and apart from each other.
fn applied(text: &str, edits: &[TextEdit]) -> String {
    let mut out = text.to_owned();
    let mut after = text.len() + 1;
    for edit in edits.iter().rev() {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        assert!(start <= end && end < after, "out of order, or no less than one edit: {edit:?}");
        assert_ne!(&text[start..end], edit.text, "an edit that changes nothing");
        out.replace_range(start..end, &edit.text);
        after = start;
    }
    out
}

/// What analysis makes of a text, but for the places of its lines.
#[derive(Debug, PartialEq)]
struct Meaning {
    entries: Vec<String>,
    claims: Vec<String>,
    codes: BTreeMap<&'static str, usize>,
}

fn meaning(analysis: &Analysis) -> Meaning {
    let model = &analysis.model;
    let entries = model.entries.iter().map(|entry| {
        let nodes = bud::model::Dim::ALL.map(|dim| entry.node(dim));
        format!("{:?} {} {:?} {} {}", nodes, entry.amount.normalize(), entry.step, entry.unreadable, entry.lost)
    });
    let claims = model.claims.iter().map(|it| {
        let prior = it.prior.map(|prior| prior.normalize());
        let what = (&it.slice, it.step, it.role, prior, it.base, it.partial);
        format!("{what:?} {}", it.amount.normalize())
    });
    let mut codes = BTreeMap::new();
    for diagnostic in &analysis.diagnostics {
        // How a line is written: what was in full width no longer is, and what was alike now is so word for
        // word.
        if !["W0601", "W0602"].contains(&diagnostic.code.as_str()) {
            *codes.entry(diagnostic.code.as_str()).or_default() += 1;
        }
    }
    Meaning { entries: entries.collect(), claims: claims.collect(), codes }
}

/// The names, the texts and the comments of a line.
fn said(line: &str) -> (Vec<String>, String) {
    let statement = LineParser::new().parse(line).statement;
    let text = |value: Option<Value>| match value {
        Some(Value::Text(text)) => Some(Text::of(&text, line).into_owned()),
        _ => None,
    };
    let mut names: Vec<String> = Vec::new();
    if let Some(statement) = statement {
        names.extend(statement.head.iter().filter_map(|head| text(head.value)));
        let of = |attribute: &Attribute| Some(format!("{attribute:?} {}", text(statement.value(*attribute))?));
        names.extend(Attribute::ALL.iter().filter_map(of));
    }
    let mut list = Vec::new();
    tokens(line, &mut list);
    let comment = list.iter().find(|token| token.kind == TokenKind::Comment).map_or("", |token| token.place.of(line));
    (names, comment.trim_start_matches(['#', '＃']).trim_end_matches(BLANKS).to_owned())
}

/// The lines that say something.
fn saying(text: &str) -> Vec<&str> {
    lines(text).map(|(_, line)| line).filter(|line| !line.chars().all(|c| BLANKS.contains(&c))).collect()
}

fn faulty(line: &str) -> bool {
    LineParser::new().parse(line).problems.iter().any(|problem| problem.code.severity() == Severity::Error)
}

/// Checks everything that must hold of any text.
fn holds(text: &str, scale: u8, style: Style) -> Result<(), TestCaseError> {
    let whole = edits(text, scale, style, None);
    let formatted = format(text, scale, style);
    prop_assert_eq!(&applied(text, &whole), &formatted);
    prop_assert_eq!(&format(&formatted, scale, style), &formatted, "formatting twice is formatting once");
    let end = formatted.trim_start_matches('\u{feff}').chars().next_back();
    prop_assert!(matches!(end, None | Some('\n')));

    let (before, after) = (saying(text), saying(&formatted));
    prop_assert_eq!(before.len(), after.len());
    for (before, after) in before.into_iter().zip(after) {
        prop_assert_eq!(said(before), said(after), "{:?} became {:?}", before, after);
        if faulty(before) {
            prop_assert_eq!(before, after, "it cannot be read whole");
        }
    }
    let ends: BTreeSet<bool> = formatted
        .split_inclusive('\n')
        .filter(|line| !line.ends_with("\r\r\n"))
        .map(|line| line.ends_with("\r\n"))
        .collect();
    prop_assert!(ends.len() <= 1, "two kinds of line ends: {:?}", formatted);
    Ok(())
}

/// The form of `text`, read under its own header; it is the same budget.
fn means_the_same(text: &str, style: Style) -> Result<String, TestCaseError> {
    let before = read(text);
    let formatted = format(text, before.model.headers[0].scale, style);
    prop_assert_eq!(meaning(&before), meaning(&read(formatted.as_str())), "{:?} became {:?}", text, formatted);
    Ok(formatted)
}

/// A text written otherwise: its lines with other blanks, other separators, other figures.
fn disordered(lines: &[String], choices: &[Index]) -> String {
    let mut choices = choices.iter().cycle();
    let mut pick = |list: &[&'static str]| *choices.next().unwrap().get(list);
    let mut out = String::new();
    for line in lines {
        out.push_str(pick(&["", "", "", "  ", "\n", "\n\n\n", "# 说明\n"]));
        let mut words: Vec<&str> = line.split(' ').collect();
        // The last attribute goes before the one before it.
        if words.len() > 5 && pick(&["move", "stay"]) == "move" {
            let end = words.len();
            let moved: Vec<&str> = words.drain(end - 2..).collect();
            words.splice(end - 4..end - 4, moved);
        }
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                out.push_str(pick(&[" ", " ", " ", "  ", "\t", "\u{3000}", "\u{a0} "]));
            }
            let figure =
                word.contains('.') && word.trim_start_matches('-').bytes().all(|it| it.is_ascii_digit() || it == b'.');
            match pick(&["as it is", "as it is", "wide", "long"]) {
                "wide" if figure => out.extend(word.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap())),
                "long" if figure => out.push_str(&format!("{}{word}0", if word.starts_with('-') { "" } else { "0" })),
                _ => out.push_str(word),
            }
        }
        out.push_str(pick(&["", "", "", " ", "  # 说明", " #说明 \t", "\u{3000}＃ 说明"]));
        out.push_str(pick(&["\n", "\n", "\r\n"]));
    }
    out
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn any_text_is_formatted_or_left(text in prop_oneof![4 => text(), 1 => any::<String>()], scale in 0..8_u8, style in style()) {
        holds(&text, scale, style)?;
        means_the_same(&text, style)?;
    }

    #[test]
    fn any_change_of_an_example_is_formatted_or_left(bytes in mutated(), style in style()) {
        if let Ok(text) = String::from_utf8(bytes) {
            holds(&text, 2, style)?;
            means_the_same(&text, style)?;
        }
    }

    #[test]
    fn a_range_of_lines_is_formatted_alone(text in text(), cuts in prop::collection::vec(any::<Index>(), 0..4), style in style()) {
        let count = lines(&text).count();
        let mut cuts: Vec<u32> = cuts.iter().map(|cut| cut.index(count + 1) as u32).chain([0, count as u32]).collect();
        cuts.sort_unstable();
        let parts: Vec<TextEdit> =
            cuts.windows(2).flat_map(|pair| edits(&text, 2, style, Some(pair[0]..pair[1]))).collect();
        let starts: Vec<usize> = lines(&text).map(|(start, _)| start as usize).chain([text.len()]).collect();
        for pair in cuts.windows(2) {
            for edit in edits(&text, 2, style, Some(pair[0]..pair[1])) {
                let range = starts[pair[0] as usize]..=starts[pair[1] as usize];
                prop_assert!(range.contains(&(edit.span.start as usize)) && range.contains(&(edit.span.end as usize)));
            }
        }
        let mut out = text.clone();
        for edit in parts.iter().rev() {
            out.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        prop_assert_eq!(out, format(&text, 2, style));
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_budget_says_the_same_in_its_form(
        budget in budget(0..8), choices in prop::collection::vec(any::<Index>(), 60..200), style in style(),
    ) {
        for measure in ["元", "万元"] {
            for spelling in [Spelling::English, Spelling::Chinese] {
                let mut lines = vec![format!("budget 示例 year 2024 measure {measure} scale 2")];
                lines.extend(budget.written(spelling));
                let text = disordered(&lines, &choices);
                holds(&text, 2, style)?;
                let formatted = means_the_same(&text, style)?;
                // Every line could be read, so what is written in it no longer shows how it was written.
                if style.keywords != Keywords::Keep {
                    let plain: Vec<&str> = formatted.lines().filter(|line| faulty(line)).collect();
                    prop_assert!(plain.is_empty(), "{:?}", plain);
                    prop_assert!(!formatted.contains("  ") || formatted.contains("  # ") || formatted.contains("  #说明"));
                    let left = formatted.find(['\t', '\u{3000}', '\u{a0}', '０', '１']);
                    prop_assert_eq!(left, None);
                }
            }
        }
    }

    #[test]
    fn one_entry_is_one_line(budget in budget(0..8), at in any::<Index>(), style in style()) {
        let mut lines = budget.written(Spelling::English);
        let before = format(&lines.join("\n"), 2, style);
        let at = at.index(lines.len());
        lines[at].push_str(" # 另一行");
        let after = format(&lines.join("\n"), 2, style);
        let changed = before.lines().zip(after.lines()).filter(|(before, after)| before != after).count();
        prop_assert_eq!((changed, before.lines().count()), (1, after.lines().count()));
    }
}
