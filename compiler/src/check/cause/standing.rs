//! How a budget stands: which of its claims fail. Two standings are compared to see what an edit mends.

use crate::ledger::Answers;
use crate::model::{Dim, Node};

use super::super::balance::{self, Unbalanced};
use super::super::repeated;
use super::super::settle::{Settled, Status, settle};
use super::change::Revision;

/// What one failure counts: a number with many divisors.
pub const WEIGHT: usize = 5_040;

/// How a budget stands.
pub struct Standing {
    /// Its claims, settled.
    pub settled: Settled,
    /// For each claim whether it fails: refuted, exceeded, or printed otherwise elsewhere.
    pub failing: Vec<bool>,
    /// Where resources are not the uses.
    pub unbalanced: Vec<Unbalanced>,
}

/// The claims that fail: refuted, printed otherwise elsewhere, or exceeded.
pub fn failing_claims(settled: &Settled) -> impl Iterator<Item = usize> + '_ {
    let refuted = settled.figures.iter().filter(|figure| figure.status == Status::Refuted);
    let repeated = repeated::differing(settled).map(|(_, other)| &settled.figures[other]);
    let exceeded = settled.ceilings.iter().filter(|ceiling| ceiling.status == Status::Refuted);
    refuted.chain(repeated).flat_map(|it| it.claims.iter().copied()).chain(exceeded.map(|it| it.claim))
}

impl Standing {
    /// How a revision stands; claims that `ignored` tells are not looked at.
    pub fn of<'a>(
        model: &'a crate::model::Model,
        revision: &Revision<'a>,
        answers: &'a Answers<'a>,
        ignored: &[bool],
    ) -> Standing {
        let sums = revision.sums(answers);
        let settled = settle(model, &revision.claims, &sums);
        let mut failing = vec![false; revision.claims.len()];
        failing_claims(&settled).for_each(|claim| failing[claim] = true);
        failing.iter_mut().zip(ignored).filter(|(_, ignored)| **ignored).for_each(|(failing, _)| *failing = false);
        let unbalanced = balance::unbalanced(model, &sums, &settled);
        Standing { settled, failing, unbalanced }
    }

    /// How many things fail.
    pub fn failures(&self) -> usize {
        self.failing.iter().filter(|failing| **failing).count() + self.unbalanced.len()
    }

    /// What becomes of this budget's failures in another one; none if something fails there that holds
    /// here.
    pub fn mended_in(&self, after: &Standing) -> Option<Mended> {
        let mut claims = Vec::new();
        for (at, (&before, &after)) in self.failing.iter().zip(&after.failing).enumerate() {
            match (before, after) {
                (false, true) => return None,
                (true, false) => claims.push(at),
                _ => {}
            }
        }
        let nodes = |standing: &Standing| standing.unbalanced.iter().map(|it| it.node).collect::<Vec<_>>();
        let (mut balances, left) = (nodes(self), nodes(after));
        if left.iter().any(|node| !balances.contains(node)) {
            return None;
        }
        balances.retain(|node| !left.contains(node));
        let exact = claims.iter().filter(|&&claim| after.is_exact(claim)).count();
        let score = claims.iter().map(|&claim| self.weight(claim)).sum::<usize>() + balances.len() * WEIGHT;
        let lines = claims.iter().map(|&claim| self.lines(claim)).min().unwrap_or(i64::MAX);
        Some(Mended { claims, balances, exact, score, lines })
    }

    /// What a claim counts: the claims that print one figure count as one claim together.
    pub fn weight(&self, claim: usize) -> usize {
        WEIGHT / self.settled.figure(claim).map_or(1, |figure| figure.claims.len()).max(1)
    }

    /// How many lines a claim is about.
    fn lines(&self, claim: usize) -> i64 {
        self.settled.figure(claim).map_or(i64::MAX, |figure| self.settled.groups[figure.group].sum.inside.count)
    }

    fn is_exact(&self, claim: usize) -> bool {
        self.settled.figure(claim).is_some_and(|figure| figure.status == Status::Exact)
    }
}

/// What an edit mends.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The claims that failed and hold.
    pub claims: Vec<usize>,
    /// The balances that failed and hold.
    pub balances: Vec<Option<(Dim, Node)>>,
    /// How many of the claims are exactly the sum then.
    pub exact: usize,
    /// How much that is, a figure that is printed several times counted once.
    pub score: usize,
    /// How many lines the claim with the fewest lines is about: two faults seldom meet in few lines.
    pub lines: i64,
}

impl Mended {
    /// Whether the same failures end.
    pub fn is_as(&self, other: &Mended) -> bool {
        self.claims == other.claims && self.balances == other.balances
    }

    /// How many failures it ends.
    pub fn count(&self) -> usize {
        self.claims.len() + self.balances.len()
    }
}
