//! The plain search: every single edit of the published space after which every claim of a budget
//! holds, by a reading of the language's rules of its own.
//!
//! It is written apart from the checker, to be compared with it: of the library it uses what reads
//! text into units, accounts, projects, entries and claims, and neither its sums nor its checks.

mod bits;
mod flat;
mod judge;
mod range;
mod search;
mod sums;
mod table;
mod write;

use std::time::{Duration, Instant};

use bud::model::Dim;

use crate::budget::Budget;
use crate::fault::{Fault, FaultKind};

use flat::Flat;
use search::{Edit, Search, What};
use table::Table;

/// What the plain search finds in a budget.
pub struct Found {
    /// Whether every claim holds already.
    pub holds: bool,
    /// The edits after which every claim holds, up to a number of them: in words, and as text.
    pub edits: Vec<(Edit, Option<Budget>)>,
    /// How long it took.
    pub took: Duration,
}

/// Searches a budget; ends when `most` edits are found.
pub fn search(budget: &Budget, most: usize) -> Found {
    let start = Instant::now();
    let (flat, named) = Flat::read(budget);
    let table = Table::new(&flat);
    let mut search = Search::new(budget, &flat, &named, &table, most);
    let holds = search.holds();
    if !holds {
        search.run();
    }
    let took = start.elapsed();
    let edits = std::mem::take(&mut search.found);
    let edits = edits.into_iter().map(|edit| {
        let text = write::edited(budget, &flat, &named, &edit);
        (edit, text)
    });
    Found { holds, edits: edits.collect(), took }
}

impl Edit {
    /// Whether it undoes a fault, as far as its kind and its line tell.
    pub fn undoes(&self, fault: &Fault) -> bool {
        // Of two lines that say the same it may be either.
        let here = self.at.is_some_and(|at| fault.budget.line(at) == fault.budget.line(fault.at));
        let dim = match fault.kind {
            FaultKind::Missing => return matches!(self.what, What::Insert(..)),
            FaultKind::Twice => return self.what == What::Delete && here,
            FaultKind::Claim => return matches!(self.what, What::Claim(_)) && here,
            FaultKind::Unit => Dim::Unit,
            FaultKind::Func => Dim::Func,
            FaultKind::Econ => Dim::Econ,
            FaultKind::Source => Dim::Source,
            FaultKind::Under => Dim::Project,
            _ => return matches!(self.what, What::Amount(_)) && here,
        };
        matches!(self.what, What::Move(moved, _) if moved == dim as usize) && here
    }
}
