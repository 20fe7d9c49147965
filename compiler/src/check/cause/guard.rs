//! The last look at what is suggested: the text with the edit made is read and checked as a budget of its
//! own. What an edit means for names (a project that changes its unit, what a line takes from its
//! level-1 project) is so found out by the one who decides it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::apply::Edits;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::ledger::{Cells, Cube};
use crate::load::{self, Options};
use crate::model::{self, Model};
use crate::source::{Memory, Sources};

use super::super::balance;
use super::super::settle::{Settled, settle};
use super::standing::failing_claims;

/// The largest budget that is read anew, in bytes: ten thousand lines. In larger ones the search's own
/// trials have to do.
const LARGEST: usize = 1 << 20;
/// How many bytes are read anew for all suggestions of a budget.
const MOST: usize = 8 << 20;

/// What fails in a budget: lines by their file and text, and balances by what they are about.
#[derive(Debug, Default, PartialEq, Eq)]
struct Failing {
    lines: BTreeSet<(PathBuf, String)>,
    balances: BTreeSet<String>,
}

/// Takes back the suggestions in `told` after which something fails that held.
pub fn check(sources: &Sources, model: &Model, cube: &Cube<'_>, settled: &Settled, told: &mut [Diagnostic]) {
    let size: usize = sources.iter().map(|file| file.text.len()).sum();
    if size > LARGEST {
        return;
    }
    let mut budget = MOST;
    let before = Failing::of(sources, model, settled, cube);
    let mut stands = |fix: &Fix| {
        let Some(left) = budget.checked_sub(size).filter(|_| !fix.certain) else { return true };
        budget = left;
        after(sources, fix)
            .is_some_and(|after| after.lines.is_subset(&before.lines) && after.balances.is_subset(&before.balances))
    };
    for diagnostic in told.iter_mut().filter(|it| is_of_sums(it)) {
        diagnostic.fix.take_if(|fix| !stands(fix));
        diagnostic.alternatives.retain(&mut stands);
    }
}

fn is_of_sums(diagnostic: &Diagnostic) -> bool {
    // A warning's edit may delete a line or change a figure too.
    diagnostic.severity() == Severity::Warning
        || diagnostic.code.as_str().starts_with("E04")
        || super::EXPLAINED.contains(&diagnostic.code)
}

/// What fails with the edits of a fix made; none if they cannot be.
fn after(sources: &Sources, fix: &Fix) -> Option<Failing> {
    let mut edits = Edits::default();
    if !edits.take(fix, sources) {
        return None;
    }
    let changed: Vec<&Path> = edits.paths().collect();
    let mut files = Memory::new();
    for file in sources.iter() {
        let text = match changed.contains(&file.path.as_path()) {
            true => edits.applied(&file.path, &file.text),
            false => file.text.to_string(),
        };
        files.insert(&file.path, text);
    }
    let main = sources.iter().next()?;
    let loaded = load::load(&files, &main.path, &Options { root: Some(root(sources)) }, None).ok()?;
    let mut problems = Vec::new();
    let model = model::build(&loaded, &mut problems);
    let cells = Cells::of(&model);
    let cube = Cube::new(&model, &cells);
    let settled = settle(&model, &model.claims, &cube);
    Some(Failing::of(&loaded.sources, &model, &settled, &cube))
}

/// A folder that holds all files.
fn root(sources: &Sources) -> PathBuf {
    let mut folders = sources.iter().filter_map(|file| file.path.parent());
    let first = folders.next().unwrap_or(Path::new(""));
    let holds = |root: &&Path| sources.iter().all(|file| file.path.starts_with(root));
    first.ancestors().find(holds).unwrap_or(Path::new("")).to_owned()
}

impl Failing {
    fn of(sources: &Sources, model: &Model, settled: &Settled, cube: &Cube<'_>) -> Failing {
        let line = |claim: usize| {
            let at = model.claims[claim].at;
            (sources.file(at.file).path.clone(), sources.line(at).to_owned())
        };
        let unbalanced = balance::unbalanced(model, cube, settled);
        let about = |it: &balance::Unbalanced| match it.node {
            Some((dim, node)) => format!("{dim:?} {}", model.label(sources, dim, node)),
            None => String::new(),
        };
        Failing { lines: failing_claims(settled).map(line).collect(), balances: unbalanced.iter().map(about).collect() }
    }
}
