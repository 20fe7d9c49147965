//! All fixes that are certain at once, of a file or of a budget.
//!
//! They are made in memory, round by round, by [`bud::fix`], which checks the budget again after each
//! and keeps none that makes it worse. That takes its time, so it is done when the action is chosen, on
//! the text as it is then.

use std::path::{Path, PathBuf};

use bud::Options;
use bud::diagnostic::{Edit, Fix};
use bud::fix::{Wanted, fix, fix_file};
use bud::source::{Memory, SourceFile};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::super::View;
use super::{Action, ActionKind, fixes};

/// The two actions, where there is something for them to do.
pub(super) fn offered(view: &View<'_>) -> Vec<Action> {
    let certain = || view.budget.findings().iter().flat_map(fixes).filter(|fix| fix.certain);
    let elsewhere = |fix: &Fix| fix.edits.iter().any(|edit| edit.span.file != view.file);
    let action = |kind, key| Action { title: view.word(key), kind, preferred: false, finding: None, edits: None };
    let here = certain().any(|fix| !elsewhere(fix)).then(|| action(ActionKind::FixFile, "lsp-fix-file"));
    let all = certain().any(elsewhere).then(|| action(ActionKind::FixBudget, "lsp-fix-budget"));
    here.into_iter().chain(all).collect()
}

/// The edits that make the certain fixes of the file, in order of place.
pub fn of_file(view: &View<'_>) -> Vec<Edit> {
    made(view, Some(&view.source().path))
}

/// The edits that make the certain fixes of the budget, in order of the files and of place.
pub fn of_budget(view: &View<'_>) -> Vec<Edit> {
    made(view, None)
}

fn made(view: &View<'_>, only: Option<&Path>) -> Vec<Edit> {
    let sources = view.budget.sources();
    let Some(main) = sources.iter().next().map(|file| file.path.clone()) else { return Vec::new() };
    let mut memory = Memory::new();
    for file in sources.iter() {
        memory.insert(&file.path, file.text.as_str());
    }
    // All files are those that were read, so that there is none to keep out.
    let root = main.ancestors().last().map(PathBuf::from);
    let budgets = [(main, Options { root })];
    let fixed = match only {
        Some(path) => fix_file(&memory, &budgets, Wanted::Certain, path),
        None => fix(&memory, &budgets, Wanted::Certain),
    };
    let mut edits = Vec::new();
    for file in &fixed.files {
        if let Some(source) = sources.by_path(&file.path) {
            edits.extend(differences(source, &file.text));
        }
    }
    edits
}

/// The edits that make `after` of a file: of whole lines, but only of what differs in them.
pub fn differences(file: &SourceFile, after: &str) -> Vec<Edit> {
    let before = file.text.as_str();
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(before), lines(after));
    let starts = |lines: &[&str]| -> Vec<usize> {
        let ends = lines.iter().scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old_starts, new_starts) = (starts(&old), starts(&new));
    let bytes = |starts: &[usize], range: std::ops::Range<usize>| {
        let at = |line: usize| starts.get(line).copied().unwrap_or(0);
        at(range.start)..at(range.end)
    };
    let changed =
        capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edits = changed.map(|op| {
        let old = bytes(&old_starts, op.old_range());
        let text = after.get(bytes(&new_starts, op.new_range())).unwrap_or("");
        let (kept_before, kept_after) = kept(before.get(old.clone()).unwrap_or(""), text);
        let span = file.span((old.start + kept_before) as u32, (old.end - kept_after) as u32);
        Edit { span, text: text.get(kept_before..text.len() - kept_after).unwrap_or("").to_owned() }
    });
    edits.collect()
}

/// How many bytes two texts have in common at their beginning, and apart from them at their end.
fn kept(old: &str, new: &str) -> (usize, usize) {
    let before: usize =
        old.chars().zip(new.chars()).take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (old.get(before..).unwrap_or(""), new.get(before..).unwrap_or(""));
    let pairs = old.chars().rev().zip(new.chars().rev());
    (before, pairs.take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum())
}
