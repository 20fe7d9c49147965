//! One fault, and what is suggested for it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use bud::Analysis;
use bud::check::settle::Status;
use bud::diagnostic::{Code, Diagnostic, Fix, Language, Severity, locale};

use crate::budget::{At, Budget};
use crate::fault::{Fault, FaultKind, Original, terms};

/// What a fault came to.
pub enum Outcome {
    /// The line now says something else that is wrong, such as two level-1 projects for one project:
    /// no fault of figures, and not counted.
    Other,
    /// No claim is refuted.
    NotNoticed,
    /// Something was refuted.
    Noticed(Score),
}

/// What was suggested.
pub struct Score {
    /// The suggestions, in order.
    pub suggestions: Vec<Suggestion>,
    /// Which of them restores the original, from 0.
    pub right: Option<usize>,
    /// The first suggestion is called the cause, not one of several equally good ones.
    pub single: bool,
    /// The claims that held and that the first suggestion breaks.
    pub broken: Vec<String>,
    /// What warnings and notes offer and a total that holds speaks against: in words.
    pub contradicted: Vec<String>,
    /// The findings, as told, in English.
    pub told: Vec<String>,
    /// What the search for causes took.
    pub took: Duration,
}

/// One edit that is suggested.
pub struct Suggestion {
    /// What it does, in English.
    pub title: String,
    /// The lines that it takes away and puts in.
    pub lines: Vec<String>,
}

/// Puts a fault before the checker.
pub fn score(original: &Original, fault: &Fault) -> Outcome {
    let before = fault.budget.analyze();
    let mut errors = before.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    if errors.clone().any(|error| !is_about_sums(error.code)) {
        return Outcome::Other;
    }
    if errors.next().is_none() {
        return Outcome::NotNoticed;
    }
    let start = Instant::now();
    let found = before.with_causes();
    let took = start.elapsed();
    let fixes = suggestions(&found);
    let mut right = None;
    let mut broken = Vec::new();
    let mut suggestions = Vec::new();
    for (rank, (fix, _)) in fixes.iter().enumerate() {
        let fixed = fault.budget.with(&before, fix);
        let after = fixed.analyze();
        if rank == 0 {
            broken = breaks(&fault.budget, &before, &fixed, &after);
        }
        if right.is_none() && restores(original, fault, &fixed, &after) {
            right = Some(rank);
        }
        suggestions.push(suggestion(&fault.budget, &fixed, fix));
    }
    let contradicted = contradicted(&fault.budget, &before, &found);
    let single = fixes.first().is_some_and(|(_, single)| *single);
    let told = found.iter().filter(|it| it.severity() == Severity::Error);
    let told = told.map(|it| format!("{} {}", it.code, locale::text(Language::English, &it.message))).collect();
    Outcome::Noticed(Score { suggestions, right, single, broken, contradicted, told, took })
}

/// The uncertain fixes of warnings and notes that break what held, in words.
fn contradicted(budget: &Budget, before: &Analysis, found: &[Diagnostic]) -> Vec<String> {
    let others = found.iter().filter(|diagnostic| diagnostic.severity() != Severity::Error);
    let offered = others.filter_map(|it| Some((it.code, it.fix.as_ref().filter(|fix| !fix.certain)?)));
    let breaks = |fix: &Fix| {
        let fixed = budget.with(before, fix);
        !breaks(budget, before, &fixed, &fixed.analyze()).is_empty()
    };
    let against = offered.filter(|(_, fix)| breaks(fix));
    against.map(|(code, fix)| format!("{code}: {}", locale::text(Language::English, &fix.title))).collect()
}

/// Whether a code is about sums, so that an edit of the figures may mend it.
pub fn is_about_sums(code: Code) -> bool {
    let (sums, balances) = (["E0401", "E0402", "E0403", "E0404", "E0405"], ["E0501", "E0502", "E0503"]);
    sums.contains(&code.as_str()) || balances.contains(&code.as_str())
}

/// The suggestions of a run, in order, each with whether it is called the cause: of each error the
/// fix, unless it is certain whatever the figures, then the alternatives.
fn suggestions(found: &[Diagnostic]) -> Vec<(&Fix, bool)> {
    let errors = found.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    errors
        .flat_map(|diagnostic| {
            let fix = diagnostic.fix.iter().filter(|fix| !fix.certain);
            fix.map(|fix| (fix, true)).chain(diagnostic.alternatives.iter().map(|fix| (fix, false)))
        })
        .collect()
}

fn suggestion(before: &Budget, fixed: &Budget, fix: &Fix) -> Suggestion {
    let (out, into) = before.difference(fixed);
    let out = out.into_iter().map(|at| format!("- {}: {}", before.place(at), before.line(at)));
    let into = into.into_iter().map(|at| format!("+ {}: {}", fixed.place(at), fixed.line(at)));
    Suggestion { title: locale::text(Language::English, &fix.title), lines: out.chain(into).collect() }
}

/// Whether `fixed` is the original: the same lines; or, where a line was missing or a name in it was
/// wrong that the original leaves to the file's header, an entry that says the same.
fn restores(original: &Original, fault: &Fault, fixed: &Budget, after: &Analysis) -> bool {
    let (lost, gained) = original.budget.difference(fixed);
    let named = match fault.kind {
        _ if lost.is_empty() && gained.is_empty() => return true,
        FaultKind::Missing => false,
        FaultKind::Unit | FaultKind::Source | FaultKind::Func | FaultKind::Econ => true,
        _ => return false,
    };
    let all: usize = original.budget.files.iter().map(|file| file.lines.len()).sum();
    let now: usize = fixed.files.iter().map(|file| file.lines.len()).sum();
    let ([lost], [gained]) = (&lost[..], &gained[..]) else { return false };
    let says = |budget: &Budget, analysis: &Analysis, at: At| {
        let entry = analysis.model.entries.iter().find(|entry| budget.at(analysis, entry.at) == at)?;
        let project = entry.node(bud::model::Dim::Project);
        let name = analysis.model.label(&analysis.sources, bud::model::Dim::Project, project);
        Some((terms(analysis, entry), named.then_some(name)))
    };
    let (was, is) = (says(&original.budget, &original.analysis, *lost), says(fixed, after, *gained));
    all == now && was.is_some() && was == is
}

/// What holds in `before` and fails in `after`, in words.
fn breaks(budget: &Budget, before: &Analysis, fixed: &Budget, after: &Analysis) -> Vec<String> {
    let was = failures(budget, before);
    let is = failures(fixed, after);
    let (changed, _) = fixed.difference(budget);
    // The figure that is edited itself is another figure now.
    let edited: BTreeSet<String> = changed.into_iter().map(|at| fixed.line(at).to_owned()).collect();
    let mut broken = Vec::new();
    for (what, count) in is {
        let held = was.get(&what).copied().unwrap_or(0);
        if count > held && !edited.contains(&what.1) {
            broken.push(format!("{}: {}", what.0, what.1));
        }
    }
    broken
}

/// What fails, and how often: of each refuted claim its file and line, of everything else the code.
fn failures(budget: &Budget, analysis: &Analysis) -> BTreeMap<(String, String), usize> {
    let mut failures = BTreeMap::new();
    let settled = &analysis.settled;
    let refuted = settled
        .figure_of
        .iter()
        .enumerate()
        .filter(|(_, figure)| figure.is_some_and(|figure| settled.figures[figure].status == Status::Refuted));
    let ceilings = settled.ceilings.iter().filter(|ceiling| ceiling.status == Status::Refuted);
    let claims: Vec<usize> = refuted.map(|(claim, _)| claim).chain(ceilings.map(|ceiling| ceiling.claim)).collect();
    for claim in claims {
        let at = budget.at(analysis, analysis.model.claims[claim].at);
        let what = (budget.files[at.file].name.clone(), budget.line(at).to_owned());
        *failures.entry(what).or_default() += 1;
    }
    for error in analysis.diagnostics.iter().filter(|it| it.severity() == Severity::Error) {
        let claimed = ["E0401", "E0402", "E0403", "E0404", "E0502"].contains(&error.code.as_str());
        if !claimed {
            // A balance by what it is about, the others by the line that is reported.
            let line = analysis.sources.file(error.span.file).line(line_start(analysis, error));
            let place = error.message.arguments.iter().find(|(name, _)| *name == "where");
            let about = place.map_or_else(|| line.to_owned(), |(_, place)| format!("{place:?}"));
            *failures.entry((error.code.to_string(), about)).or_default() += 1;
        }
    }
    failures
}

fn line_start(analysis: &Analysis, error: &Diagnostic) -> u32 {
    let index = analysis.sources.file(error.span.file).index();
    index.start(index.line(error.span.start))
}
