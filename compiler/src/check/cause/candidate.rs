//! Edits that may be a cause, before they are tried.

use rust_decimal::Decimal;

use crate::ledger::Millionths;
use crate::model::{Entry, Header, Model, Step};
use crate::source::Sources;
use crate::syntax::Amount;

use super::census::Census;
use super::change::{Change, Revision};
use super::reach::{Reach, SlotNeeds};
use super::slip::Slip;
use super::standing::Standing;

/// An edit that may be a cause.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The edit.
    pub change: Change,
    /// The slip that it undoes.
    pub slip: Slip,
    /// What the failures count that it is expected to end, and those that it touches without ending them.
    pub expected: (usize, usize),
    /// Which of equally likely edits comes first: less is earlier.
    pub order: usize,
}

impl Candidate {
    /// The best first: what ends most failures, then the likeliest slip, then what leaves the fewest.
    pub fn key(&self) -> (std::cmp::Reverse<usize>, u8, usize, Slip, usize) {
        (std::cmp::Reverse(self.expected.0), self.slip.tier(), self.expected.1, self.slip, self.order)
    }
}

/// A budget with failures, looked at for single edits.
pub struct Round<'r, 'a> {
    pub sources: &'a Sources,
    pub model: &'a Model,
    pub revision: &'r Revision<'a>,
    pub standing: &'r Standing,
    pub reach: &'r Reach<'a>,
    pub needs: &'r SlotNeeds,
    pub census: &'r Census,
}

impl Round<'_, '_> {
    /// A line that money is read from, and that is still there.
    pub fn entry(&self, at: usize) -> Option<&Entry> {
        self.revision.entry(at).filter(|entry| !entry.lost && !entry.unreadable)
    }

    /// The changes that failing claims ask for, each once, with how many ask for it; the most asked
    /// for first.
    pub fn asked(&self) -> Vec<(i128, usize)> {
        let mut asked: Vec<i128> =
            self.needs.failing.iter().flatten().filter_map(|(_, need)| need.exactly.or(need.need.nearest())).collect();
        asked.sort_unstable();
        let mut counted: Vec<(i128, usize)> = Vec::new();
        for change in asked {
            match counted.last_mut() {
                Some((last, count)) if *last == change => *count += 1,
                _ => counted.push((change, 1)),
            }
        }
        counted.sort_by_key(|&(change, count)| (std::cmp::Reverse(count), change.abs()));
        counted
    }
}

/// A figure in 元 with the step that it has when it is written bare under `header`.
pub fn bare(header: &Header, amount: Millionths) -> (Decimal, Step) {
    let yuan = amount.decimal();
    let value = crate::model::header::shifted(yuan, header.measure).normalize();
    let decimals = value.scale().min(u32::from(u8::MAX)) as u8;
    (yuan, Step::of(&Amount { value, unit: None, decimals, expression: false }, header))
}
