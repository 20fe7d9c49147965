//! What the plain search says of a fault, and whether it and the checker read the rules alike.

use std::time::Duration;

use bud::diagnostic::{Language, Severity, locale};

use crate::budget::{At, Budget};
use crate::fault::{Change, Fault, FaultKind, Original};
use crate::plain;
use crate::random::Random;
use crate::score::{Outcome, is_about_sums};

/// What the plain search says of a fault.
pub struct Opinion {
    /// The edits that mend it, in words, up to the number asked for.
    pub edits: Vec<String>,
    /// Where it and the checker differ: that is a mistake in one of them.
    pub differs: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

impl Opinion {
    /// Whether the claims can tell the fault: exactly one edit mends it.
    pub fn tells(&self) -> bool {
        self.edits.len() == 1
    }
}

/// Searches the budget of a fault; ends when `most` edits are found.
pub fn ask(fault: &Fault, outcome: &Outcome, most: usize) -> Opinion {
    let found = plain::search(&fault.budget, most);
    let mut differs = Vec::new();
    if found.holds != matches!(outcome, Outcome::NotNoticed) {
        differs.push(format!("by the plain reading every claim holds: {}", found.holds));
    }
    for (edit, text) in &found.edits {
        match text {
            None => differs.push(format!("cannot be written: {}", edit.words)),
            Some(text) => differs.extend(error(text).map(|error| format!("{} leaves: {error}", edit.words))),
        }
    }
    let complete = found.edits.len() < most;
    let truth = found.edits.iter().any(|(edit, _)| edit.undoes(fault));
    if !found.holds && complete && !truth {
        differs.push("the plain search does not find the edit that undoes the fault".to_owned());
    }
    let edits = found.edits.into_iter().map(|(edit, _)| edit.words).collect();
    Opinion { edits, differs, took: found.took }
}

/// What the checker has against a budget.
fn error(budget: &Budget) -> Option<String> {
    let analysis = budget.analyze();
    let mut errors = analysis.diagnostics.iter().filter(|it| it.severity() == Severity::Error);
    errors.next().map(|error| format!("{} {}", error.code, locale::text(Language::English, &error.message)))
}

/// Whether the checker says that every claim of a budget holds; none if the budget has another error,
/// which leaves claims unjudged.
fn checker_holds(budget: &Budget) -> Option<bool> {
    let analysis = budget.analyze();
    let mut errors = analysis.diagnostics.iter().filter(|it| it.severity() == Severity::Error).peekable();
    let holds = errors.peek().is_none();
    errors.all(|error| is_about_sums(error.code)).then_some(holds)
}

/// Puts several faults at once into a budget and looks whether the plain reading and the checker
/// agree on whether every claim holds. Says where they do not, and how often every claim held.
pub fn compare(original: &Original, count: usize, seed: u64) -> (Vec<String>, usize) {
    let mut differ = Vec::new();
    let mut held = 0;
    for number in 0..count {
        let mut random = Random::new(seed, &[u64::MAX - 1, number as u64]);
        let faults = (0..1 + random.below(3)).filter_map(|_| {
            let kind = *random.pick(FaultKind::ALL)?;
            original.fault(kind, random.below(1 << 20), seed)
        });
        let faults: Vec<(At, Change)> = faults.map(|fault| (fault.at, fault.change)).collect();
        let budget = original.with(&faults);
        let Some(checker) = checker_holds(&budget) else { continue };
        let holds = plain::search(&budget, 0).holds;
        held += usize::from(holds);
        if holds != checker {
            differ.push(format!("{}, {faults:?}: by the plain reading every claim holds: {holds}", original.name));
        }
    }
    (differ, held)
}
