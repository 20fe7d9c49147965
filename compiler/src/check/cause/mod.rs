//! Causes: single edits after which refuted claims hold and none that held fails.
//!
//! All failures of a budget are looked at together. The generators (`amount`, `missing`,
//! `moved`, `claimed`) propose edits by what the sums of lines say; each is then tried: the
//! budget with the edit made is settled like any other (`standing`), by the sums that are known
//! already ([`crate::ledger::Changed`]). What mends most comes first, then the likelier `slip`.
//! When a cause is found its edit is made, and what still fails is looked at anew, so that
//! independent faults come apart.
//!
//! The text of an edit is `write`'s, what is said about it `report`'s. Which claims fail is not
//! decided here.

mod amount;
mod bits;
mod candidate;
mod census;
mod change;
mod claimed;
mod figures;
mod guard;
mod missing;
mod moved;
mod need;
mod reach;
mod report;
mod search;
mod slip;
mod standing;
mod write;

use std::cmp::Reverse;
use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::ledger::{Answers, Cube};
use crate::model::Model;
use crate::source::Sources;

use super::breakdown;
use super::settle::Settled;

use change::Change;
use search::Search;
use slip::Slip;
use standing::{Mended, Standing};

/// The reports that a cause may stand for.
pub const EXPLAINED: &[Code] = &[
    Code::TotalRefuted,
    Code::PartsRefuted,
    Code::OutOfBounds,
    Code::ChildrenRefuted,
    Code::CeilingExceeded,
    Code::PrintedTwice,
    Code::Unbalanced,
];

/// An edit that was tried.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The edit.
    pub change: Change,
    /// The slip that it undoes.
    pub slip: Slip,
    /// What it mends.
    pub mended: Mended,
    /// What the failures count that it touches without ending them, and its place among its likes.
    order: (usize, usize),
}

impl Tried {
    /// The best first.
    fn key(&self) -> impl Ord + use<> {
        let Tried { slip, mended, order, .. } = self;
        (Reverse(mended.score), mended.lines, order.0, slip.tier(), Reverse(mended.exact), *slip, order.1)
    }
}

/// Failures, and the edits that would end them.
pub struct Cause {
    /// The edits, the best first.
    pub edits: Vec<Tried>,
    /// Whether the first is better than all others: it is the cause.
    pub told_apart: bool,
    /// How the budget stands before it.
    pub standing: Rc<Standing>,
    /// How it stands after the first edit.
    pub after: Rc<Standing>,
    /// The claims that it mends set to what they come to instead, if that makes none fail and no slip
    /// speaks for the edit: the lines may be newer than the totals.
    pub restated: Vec<Change>,
}

/// What was found.
#[derive(Default)]
pub struct Found {
    /// The causes, in the order they were found.
    pub causes: Vec<Cause>,
    /// Why not all of them were looked for.
    pub given_up: Option<Message>,
    /// The failing claims that no cause explains, and that can be set to the sum without making another
    /// one fail.
    pub correctable: Vec<usize>,
}

/// The findings of a budget, `diagnostics`, with those that have a cause told once, at the cause; none if
/// `stop` said that nobody wants to know any more.
pub fn tell(
    sources: &Sources,
    model: &Model,
    cube: &Cube<'_>,
    settled: &Settled,
    diagnostics: &[Diagnostic],
    stop: &dyn Fn() -> bool,
) -> Option<Vec<Diagnostic>> {
    let mut told = diagnostics.to_vec();
    let twice = breakdown::find(model, cube, settled);
    let mut ignored = vec![false; model.claims.len()];
    for figure in breakdown::explained(cube, settled, &twice) {
        settled.figures[figure].claims.iter().for_each(|&claim| ignored[claim] = true);
    }
    let answers = Answers::new(cube);
    let found = Search::new(sources, model, cube, &answers, ignored, stop).run();
    if stop() {
        return None;
    }
    report::Reporter { sources, model }.tell(&found, &mut told);
    guard::check(sources, model, cube, settled, &mut told);
    Some(told)
}
