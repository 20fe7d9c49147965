//! The language, case by case: every fixture in `suite/` is annotated with what the compiler finds.
//!
//! `BLESS=1 cargo test --test suite` rewrites the annotations. What it writes is read before it is
//! committed: a fixture says what the language means, not what the compiler happens to do.

#![allow(clippy::unwrap_used)]

mod annotated;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use annotated::{Case, Expected, Found, Mark, cases, split};
use bud::diagnostic::Code;
use bud::syntax::lexer::{TokenKind, tokens};

/// No line is longer, so that a fixture can be read without scrolling.
const WIDTH: usize = 130;

fn fixtures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/suite");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

#[test]
fn every_finding_is_the_one_that_is_written() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut report = String::new();
    for (path, text) in fixtures() {
        let cases = cases(&text);
        assert!(!cases.is_empty(), "{} has no case", path.display());
        if bless {
            let blessed = blessed(&text, &cases);
            if blessed != text {
                fs::write(&path, blessed).unwrap();
            }
            continue;
        }
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        for case in &cases {
            let differences = case.differences();
            if !differences.is_empty() {
                report.push_str(&format!("\n{file}: {}\n    {}\n", case.name, differences.join("\n    ")));
            }
        }
    }
    assert!(report.is_empty(), "{report}\nAfter a look at each, `BLESS=1 cargo test --test suite` writes them down.");
}

#[test]
fn every_code_is_shown() {
    let shown: BTreeSet<String> = fixtures()
        .iter()
        .flat_map(|(_, text)| cases(text))
        .flat_map(|case| case.findings.into_iter().map(|finding| finding.code))
        .collect();
    let missing: Vec<String> = Code::ALL.iter().map(Code::to_string).filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "no case in tests/suite shows {missing:?}");
}

#[test]
fn names_of_cases_are_their_own() {
    for (path, text) in fixtures() {
        let mut seen = BTreeSet::new();
        for case in cases(&text) {
            assert!(seen.insert(case.name.clone()), "{}: two cases are called {}", path.display(), case.name);
        }
    }
}

/// The fixture with its annotations as the compiler would have them. Those that hold stay as they
/// are.
fn blessed(text: &str, cases: &[Case]) -> String {
    let found: Vec<Found> = cases.iter().flat_map(|case| case.found(&case.analyze())).collect();
    let expected: Vec<&Expected> = cases.iter().flat_map(|case| &case.findings).collect();
    let mut out = String::new();
    let mut kept = String::new();
    for (number, line) in text.lines().enumerate() {
        let (bare, written) = split(line);
        if written.first().is_some_and(|(mark, ..)| *mark == Mark::Above) {
            // It is written anew with the line it is about.
            continue;
        }
        let mut open: Vec<&&Expected> = expected.iter().filter(|expected| expected.line == number).collect();
        let mut notes = Vec::new();
        for found in found.iter().filter(|found| found.line == number) {
            let part = match open.iter().position(|expected| expected.meets(found)) {
                Some(at) => open.remove(at).part.clone().unwrap_or_default(),
                None => found.message.clone(),
            };
            notes.push(format!("{} \"{}\"", found.code, part.replace('\\', "\\\\").replace('"', "\\\"")));
        }
        let beside = |notes: &[String]| notes.iter().fold(bare.to_owned(), |line, note| format!("{line}  #! {note}"));
        kept.clear();
        let as_written = !written.is_empty() && {
            kept.push_str(line);
            split(line).1.iter().filter(|(mark, ..)| *mark == Mark::Here).count() == notes.len() && open.is_empty()
        };
        let line_with = beside(&notes);
        if as_written && notes.iter().all(|note| kept.contains(note.as_str())) {
            out.push_str(&kept);
            out.push('\n');
        } else if line_with.chars().count() <= WIDTH && (notes.is_empty() || takes_comment(bare)) {
            out.push_str(&line_with);
            out.push('\n');
        } else {
            out.push_str(bare);
            out.push('\n');
            notes.iter().for_each(|note| out.push_str(&format!("#!^ {note}\n")));
        }
    }
    out
}

/// Whether a comment may stand at the end of the line.
fn takes_comment(line: &str) -> bool {
    let mut list = Vec::new();
    tokens(&format!("{line}  #!"), &mut list);
    list.last().is_some_and(|token| token.kind == TokenKind::Comment)
}
