//! The language, case by case: every fixture in `suite/` is annotated with what the compiler finds.
//!
//! `BLESS=1 cargo test --test suite` rewrites the annotations. What it writes is read before it is
//! committed: a fixture says what the language means, not what the compiler happens to do.
//!
//! In `causes*.bud` the findings are those that people are shown, with the causes of what fails; in all
//! other fixtures they are what the checks find, each failing total by itself.

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
        let mut cases = cases(&text);
        assert!(!cases.is_empty(), "{} has no case", path.display());
        let causes = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("causes"));
        cases.iter_mut().for_each(|case| case.causes = causes);
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
    // What is wrong with a layout or a text is no fault of a budget: tests/cli/tables.rs and tests/text show it.
    let of_budgets = Code::ALL.iter().map(Code::to_string).filter(|code| !["E08", "E09", "W09"].contains(&&code[..3]));
    let missing: Vec<String> = of_budgets.filter(|code| !shown.contains(code)).collect();
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
    let (mut found, mut statuses) = (Vec::new(), Vec::new());
    for case in cases {
        let analysis = case.analyze();
        found.extend(case.found(&analysis));
        statuses.extend(case.claimed(&analysis));
    }
    let expected: Vec<&Expected> = cases.iter().flat_map(|case| &case.findings).collect();
    let mut out = String::new();
    let mut holds = true;
    for (number, line) in text.lines().enumerate() {
        let (bare, written) = split(line);
        if written.first().is_some_and(|(mark, ..)| *mark == Mark::Above) {
            // Where the line it is about has changed, it is written anew with it.
            if holds {
                out.push_str(&format!("{line}\n"));
            }
            continue;
        }
        let found: Vec<&Found> = found.iter().filter(|found| found.line == number).collect();
        let expected: Vec<&Expected> = expected.iter().copied().filter(|expected| expected.line == number).collect();
        let notes = notes(&found, &expected);
        holds = notes.iter().all(|(_, kept)| *kept) && expected.len() == notes.len();
        let status = written.iter().find(|(mark, ..)| *mark == Mark::Status).map(|(_, status, _)| status);
        let is = statuses.iter().find(|(line, _)| *line == number).map(|(_, status)| *status);
        let renew = |line: &str| match (status, is) {
            (Some(was), Some(is)) => line.replace(&format!("#= {was}"), &format!("#= {is}")),
            _ => line.to_owned(),
        };
        if holds {
            out.push_str(&renew(line));
            out.push('\n');
        } else {
            write_anew(&mut out, &renew(bare), &notes);
        }
    }
    out
}

/// The annotations of a line's findings, and whether each is there already.
fn notes(found: &[&Found], expected: &[&Expected]) -> Vec<(String, bool)> {
    let mut open = expected.to_vec();
    let note = |found: &&Found| {
        let kept = open.iter().position(|expected| expected.meets(found)).map(|at| open.remove(at));
        let part = kept.map_or(Some(&found.message), |expected| expected.part.as_ref());
        let part = part.map(|part| format!(" \"{}\"", part.replace('\\', "\\\\").replace('"', "\\\"")));
        (format!("{}{}", found.code, part.unwrap_or_default()), kept.is_some())
    };
    found.iter().map(note).collect()
}

/// Writes a line with its annotations: beside it where there is room, else below.
fn write_anew(out: &mut String, bare: &str, notes: &[(String, bool)]) {
    let beside = notes.iter().fold(bare.to_owned(), |line, (note, _)| format!("{line}   #! {note}"));
    if notes.is_empty() || (beside.chars().count() <= WIDTH && takes_comment(bare)) {
        out.push_str(&beside);
        out.push('\n');
        return;
    }
    out.push_str(bare);
    out.push('\n');
    notes.iter().for_each(|(note, _)| out.push_str(&format!("#!^ {note}\n")));
}

/// Whether a comment may stand at the end of the line.
fn takes_comment(line: &str) -> bool {
    let mut list = Vec::new();
    tokens(&format!("{line}  #!"), &mut list);
    list.last().is_some_and(|token| token.kind == TokenKind::Comment)
}
