//! One edit of a budget, in the terms of the model, and a budget with such edits made.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::ledger::{Answers, Changed};
use crate::model::{Claim, Dim, Entry, Model, Node, Step};

/// One edit. Entries and claims are numbered as the model's.
#[derive(Clone, Debug)]
pub enum Change {
    /// A line's amount becomes another.
    Amount {
        /// The line.
        entry: usize,
        /// Its amount in 元.
        amount: Decimal,
        /// What that is rounded to.
        step: Step,
    },
    /// A line goes.
    Remove {
        /// The line.
        entry: usize,
    },
    /// A line comes.
    Insert {
        /// The line; its place in the text is that of a line like it.
        entry: Entry,
    },
    /// A line belongs elsewhere in one dimension. With the only line of a project the project belongs under
    /// another level-1 project.
    Move {
        /// The line.
        entry: usize,
        /// The dimension.
        dim: Dim,
        /// Where it belongs.
        node: Node,
        /// The only line of the project it belongs under, which becomes a claim about it.
        absorbed: Option<usize>,
    },
    /// A claim's amount becomes another.
    Claim {
        /// The claim.
        claim: usize,
        /// Its amount in 元.
        amount: Decimal,
        /// What that is rounded to.
        step: Step,
    },
}

impl Change {
    /// Whether it puts in the same line as another edit, perhaps with another amount.
    pub fn is_variant_of(&self, other: &Change) -> bool {
        match (self, other) {
            (Change::Insert { entry }, Change::Insert { entry: other }) => {
                let mut other = other.clone();
                other.amount = entry.amount;
                entry.is_like(&other)
            }
            _ => false,
        }
    }
}

/// A budget with some edits made.
#[derive(Clone, Debug)]
pub struct Revision<'a> {
    model: &'a Model,
    /// The lines that are others or gone, by number; numbers beyond the model's are new lines.
    lines: BTreeMap<usize, Option<Entry>>,
    /// The claims.
    pub claims: Vec<Claim>,
}

impl<'a> Revision<'a> {
    /// The budget as it is.
    pub fn new(model: &'a Model) -> Revision<'a> {
        Revision { model, lines: BTreeMap::new(), claims: model.claims.clone() }
    }

    /// The line of a number; none if it is gone.
    pub fn entry(&self, at: usize) -> Option<&Entry> {
        match self.lines.get(&at) {
            Some(line) => line.as_ref(),
            None => self.model.entries.get(at),
        }
    }

    /// The numbers of the lines that are others, gone or new.
    pub fn touched(&self) -> impl Iterator<Item = usize> + '_ {
        self.lines.keys().copied()
    }

    /// The budget with one more edit made.
    #[must_use]
    pub fn with(&self, change: &Change) -> Revision<'a> {
        let mut revision = self.clone();
        let mut edit = |at: usize, edit: &dyn Fn(&mut Entry)| {
            if let Some(mut entry) = self.entry(at).cloned() {
                edit(&mut entry);
                revision.lines.insert(at, Some(entry));
            }
        };
        match change {
            Change::Amount { entry, amount, step } => {
                edit(*entry, &|entry| (entry.amount, entry.step) = (*amount, *step));
            }
            Change::Move { entry, dim, node, absorbed } => {
                edit(*entry, &|entry| entry.set(*dim, *node));
                revision.lines.extend(absorbed.map(|at| (at, None)));
            }
            Change::Remove { entry } => {
                revision.lines.insert(*entry, None);
            }
            Change::Insert { entry } => {
                let last = revision.lines.keys().next_back().map_or(0, |last| last + 1);
                revision.lines.insert(last.max(self.model.entries.len()), Some(entry.clone()));
            }
            Change::Claim { claim, amount, step } => {
                if let Some(claim) = revision.claims.get_mut(*claim) {
                    (claim.amount, claim.step) = (*amount, *step);
                }
            }
        }
        revision
    }

    /// The sums of the budget.
    pub fn sums(&self, answers: &'a Answers<'a>) -> Changed<'a> {
        let known = self.model.entries.len();
        let removed = self.lines.keys().copied().filter(|&at| at < known);
        let added = self.lines.iter().filter_map(|(&at, entry)| Some((at, entry.clone()?)));
        Changed::new(self.model, answers, removed, added)
    }
}
