//! What is found in one budget may stand in a file that other budgets read too: there it is asked for
//! again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bud::source::SourceFile;
use bud::span::Span;
use tower_lsp::ls_types::Position;

use super::Ask;
use crate::budget::Budget;
use crate::ide::View;

/// Something that was found, and the file that it is in.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a, T> {
    /// The file, of one of the budgets that it is found in.
    pub file: &'a SourceFile,
    /// What was found.
    pub it: T,
}

/// Calls `find` with the place that is asked about in each budget of its file; then, for whatever it
/// found in a file that another budget reads as well, with that place there; until nothing new comes. All
/// that was found, each place once, in the order of files and places.
///
/// # Errors
/// The first that `find` gives.
pub fn across<'a, T, E>(
    ask: &'a Ask,
    budgets: &'a [Arc<Budget>],
    position: Position,
    place: impl Fn(&T) -> Span,
    find: impl Fn(&View<'a>, u32) -> Result<Vec<T>, E>,
) -> Result<Vec<Found<'a, T>>, E> {
    let mut search = Search { ask, budgets, seen: BTreeSet::new(), found: Vec::new(), place, find };
    for view in ask.views() {
        search.look(&view, ask.offset(&view, position))?;
    }
    let mut next = 0;
    while let Some(found) = search.found.get(next) {
        let (path, at) = (found.file.path.clone(), (search.place)(&found.it).start);
        search.elsewhere(&path, at)?;
        next += 1;
    }
    let Search { mut found, place, .. } = search;
    let key = |found: &Found<'a, T>| (&found.file.path, place(&found.it).start, place(&found.it).end);
    found.sort_by(|one, other| key(one).cmp(&key(other)));
    found.dedup_by(|one, other| key(one) == key(other));
    Ok(found)
}

struct Search<'a, T, P, F> {
    ask: &'a Ask,
    budgets: &'a [Arc<Budget>],
    /// Which places were found in which budget, by its main file.
    seen: BTreeSet<(PathBuf, PathBuf, u32)>,
    found: Vec<Found<'a, T>>,
    place: P,
    find: F,
}

impl<'a, T, E, P: Fn(&T) -> Span, F: Fn(&View<'a>, u32) -> Result<Vec<T>, E>> Search<'a, T, P, F> {
    fn look(&mut self, view: &View<'a>, at: u32) -> Result<(), E> {
        let Some(main) = main(view.budget) else { return Ok(()) };
        if !self.seen.insert((main.clone(), view.source().path.clone(), at)) {
            return Ok(());
        }
        for it in (self.find)(view, at)? {
            let span = (self.place)(&it);
            let file = view.budget.sources().file(span.file);
            self.seen.insert((main.clone(), file.path.clone(), span.start));
            self.found.push(Found { file, it });
        }
        Ok(())
    }

    /// Looks in all budgets that read a file.
    fn elsewhere(&mut self, path: &Path, at: u32) -> Result<(), E> {
        for budget in self.budgets {
            if let Some(file) = budget.sources().by_path(path) {
                self.look(&View { budget, file: file.id, language: self.ask.language }, at)?;
            }
        }
        Ok(())
    }
}

fn main(budget: &Budget) -> Option<PathBuf> {
    budget.sources().iter().next().map(|file| file.path.clone())
}
