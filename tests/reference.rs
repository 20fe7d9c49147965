//! The reference and the grammar say what the compiler does: the reference's examples are run, and
//! both hold every word of the compiler's tables.

#![allow(clippy::unwrap_used)]

// Of the annotated fixtures only the reading of one case is used here.
#[allow(dead_code)]
mod annotated;

use std::collections::{BTreeMap, BTreeSet};

use annotated::Case;
use bud::format::{Style, format};
use bud::syntax::keyword::{Expects, Head};
use bud::syntax::{Attribute, Base, Keyword, Kind, Measure, Rounding, Source, Stage, Zero};

const REFERENCE: &str = include_str!("../grammar/reference.md");
const GRAMMAR: &str = include_str!("../grammar/bud.ebnf");

#[test]
fn the_examples_are_what_they_say() {
    let lines: Vec<&str> = REFERENCE.lines().collect();
    let mut report = String::new();
    let mut count = 0;
    for start in (0..lines.len()).filter(|&at| lines[at] == "```bud") {
        let end = (start..lines.len()).find(|&at| lines[at] == "```").unwrap();
        let case = Case::new(&format!("line {}", start + 1), start + 1, &lines[start + 1..end]);
        for difference in case.differences() {
            report.push_str(&format!("\nreference.md, {difference}"));
        }
        count += 1;
    }
    assert!(report.is_empty(), "{report}");
    assert!(count > 20, "the examples are gone");
}

#[test]
fn the_canonical_form_is_what_it_says() {
    let (_, section) = REFERENCE.split_once("## 17. The canonical form").unwrap();
    let block = |fence| section.split_once(fence).and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
    let (before, after) = (block("```text\n"), block("```bud\n"));
    assert_eq!(format(before, 2, Style::default()), after);
    assert_eq!(format(after, 2, Style::default()), after);
}

/// Every word with two spellings, and what it is a word of.
fn words() -> Vec<(String, &'static str, &'static str)> {
    let mut words: Vec<(String, &str, &str)> = Vec::new();
    words.extend(Keyword::ALL.iter().map(|it| (format!("{it:?}Statement"), it.en(), it.zh())));
    words.extend(Attribute::ALL.iter().map(|it| (format!("{it:?}Attribute"), it.en(), it.zh())));
    words.extend(Kind::ALL.iter().map(|it| ("Kind".to_owned(), it.en(), it.zh())));
    words.extend(Source::ALL.iter().map(|it| ("Source".to_owned(), it.en(), it.zh())));
    words.extend(Measure::ALL.iter().map(|it| ("Measure".to_owned(), it.en(), it.zh())));
    words.extend(Rounding::ALL.iter().map(|it| ("Rounding".to_owned(), it.en(), it.zh())));
    words.extend(Base::ALL.iter().map(|it| ("Base".to_owned(), it.en(), it.zh())));
    words.extend(Stage::ALL.iter().map(|it| ("Stage".to_owned(), it.en(), it.zh())));
    words.extend(Zero::ALL.iter().map(|it| ("Zero".to_owned(), it.en(), it.zh())));
    let dimensions = Attribute::DIMENSIONS.iter().map(|it| ("Dimension".to_owned(), it.en(), it.zh()));
    words.extend(dimensions);
    words
}

#[test]
fn the_reference_has_every_word_in_both_spellings() {
    let rows: Vec<&str> = REFERENCE.lines().filter(|line| line.starts_with('|')).collect();
    for (of, en, zh) in words().into_iter().filter(|(of, ..)| of != "Dimension") {
        let (en, zh) = (format!("`{en}`"), format!("`{zh}`"));
        let row = rows.iter().any(|row| row.contains(&en) && row.contains(&zh));
        assert!(row, "no table of the reference has {en} beside {zh} ({of})");
    }
}

#[test]
fn the_reference_has_the_attributes_of_every_statement() {
    for keyword in Keyword::ALL {
        let row = REFERENCE.lines().skip_while(|line| !line.starts_with("| statement |")).find(|line| {
            let statements = line.split('|').nth(1).unwrap_or("");
            statements.split_whitespace().any(|word| word == format!("`{}`", keyword.en()))
        });
        let row = row.unwrap_or_else(|| panic!("no row for {}", keyword.en()));
        let listed: BTreeSet<&str> = row.split('|').nth(2).unwrap().split('`').skip(1).step_by(2).collect();
        let takes: BTreeSet<&str> = keyword.attributes().iter().map(|attribute| attribute.en()).collect();
        assert_eq!(listed, takes, "{}", keyword.en());
    }
}

/// A production: the words in double quotes and the productions it refers to.
#[derive(Debug, Default)]
struct Production {
    words: BTreeSet<String>,
    refers: BTreeSet<String>,
}

fn grammar() -> BTreeMap<String, Production> {
    let mut text = GRAMMAR.to_owned();
    while let Some(start) = text.find("/*") {
        let end = text[start..].find("*/").unwrap() + start + 2;
        text.replace_range(start..end, "");
    }
    let mut productions: BTreeMap<String, Production> = BTreeMap::new();
    let mut name = String::new();
    for line in text.lines() {
        let body = match line.split_once("::=") {
            Some((left, body)) => {
                name = left.trim().to_owned();
                assert!(!productions.contains_key(&name), "{name} is there twice");
                body
            }
            None => line,
        };
        if !name.is_empty() {
            read(body, productions.entry(name.clone()).or_default());
        }
    }
    productions
}

/// Reads the right side of a production, or a line of it.
fn read(body: &str, production: &mut Production) {
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => {
                let end = rest[1..].find(c).unwrap() + 2;
                if c == '"' {
                    production.words.insert(rest[1..end - 1].to_owned());
                }
                end
            }
            '[' => rest.find(']').unwrap() + 1,
            '#' => rest.find(' ').unwrap_or(rest.len()),
            'A'..='Z' => {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
                production.refers.insert(rest[..end].to_owned());
                end
            }
            c => c.len_utf8(),
        };
        rest = &rest[length..];
    }
}

#[test]
fn the_grammar_has_every_word_and_no_other() {
    let mut of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, en, zh) in words() {
        of.entry(name).or_default().extend([en.to_owned(), zh.to_owned()]);
    }
    of.insert("Suffix".to_owned(), Measure::ALL.iter().map(|measure| measure.zh().to_owned()).collect());
    let grammar = grammar();
    for (name, words) in &of {
        assert_eq!(&grammar[name].words, words, "the words of {name}");
    }
    for (name, production) in &grammar {
        assert!(of.contains_key(name) || production.words.is_empty(), "{name} has words: {:?}", production.words);
    }
}

#[test]
fn the_grammar_has_the_parts_of_every_statement() {
    let grammar = grammar();
    let statements: BTreeSet<String> = Keyword::ALL.iter().map(|keyword| format!("{keyword:?}Statement")).collect();
    assert_eq!(grammar["Statement"].refers, statements);
    for keyword in Keyword::ALL {
        let head: &[&str] = match keyword.head() {
            Head::None => &[],
            Head::Name | Head::OptionalName => &["Name"],
            Head::Path => &["Text"],
            Head::CodeName => &["AccountCode", "Name"],
            Head::Source => &["Source"],
            Head::NameText => &["Name", "Text"],
        };
        let mut parts: BTreeSet<String> = head.iter().map(|&part| part.to_owned()).collect();
        parts.extend(keyword.attributes().iter().map(|attribute| format!("{attribute:?}Attribute")));
        let mut refers = grammar[&format!("{keyword:?}Statement")].refers.clone();
        refers.remove("Blank");
        assert_eq!(refers, parts, "{keyword:?}");
    }
    for attribute in Attribute::ALL {
        let value = match attribute.expects() {
            Expects::Code => "AccountCode".to_owned(),
            expects => format!("{expects:?}"),
        };
        let refers = &grammar[&format!("{attribute:?}Attribute")].refers;
        assert_eq!(refers, &BTreeSet::from(["Blank".to_owned(), value]), "{attribute:?}");
    }
}

#[test]
fn the_grammar_refers_to_what_it_has() {
    let grammar = grammar();
    let mut reached = BTreeSet::from(["File".to_owned()]);
    let mut next = vec!["File".to_owned()];
    while let Some(name) = next.pop() {
        let production = grammar.get(&name).unwrap_or_else(|| panic!("{name} is not there"));
        next.extend(production.refers.iter().filter(|name| reached.insert((*name).clone())).cloned());
    }
    let left: Vec<&String> = grammar.keys().filter(|name| !reached.contains(*name)).collect();
    assert!(left.is_empty(), "nothing refers to {left:?}");
}
