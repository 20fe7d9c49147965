//! Edits that may be a cause, before they are tried.

use crate::model::{Entry, Model};
use crate::source::Sources;

use super::census::Census;
use super::change::{Change, Revision};
use super::need::ClaimNeed;
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

    /// What the claims need that their lines refute, and what each counts.
    pub fn failing(&self) -> impl Iterator<Item = &(usize, ClaimNeed)> + Clone {
        self.needs.failing.iter().flatten()
    }
}
