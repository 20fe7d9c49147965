//! By how much the sum of a slice may change so that the figures about it hold.

use crate::ledger::{Millionths, Sum};
use crate::model::{Claim, Role};

use super::super::settle::{Settled, Status};

/// An interval of changes, in millionths, its ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The least change.
    pub low: i128,
    /// The greatest.
    pub high: i128,
}

impl Need {
    /// Any change will do.
    pub const ANY: Need = Need { low: i128::MIN / 4, high: i128::MAX / 4 };

    /// Whether a change will do.
    pub fn holds(self, change: i128) -> bool {
        (self.low..=self.high).contains(&change)
    }

    /// What both need.
    pub fn and(self, other: Need) -> Need {
        Need { low: self.low.max(other.low), high: self.high.min(other.high) }
    }

    /// The sizes of its changes, the least and the greatest.
    pub fn sizes(self) -> (i128, i128) {
        let (low, high) = (self.low.abs().min(self.high.abs()), self.low.abs().max(self.high.abs()));
        if self.holds(0) { (0, high) } else { (low, high) }
    }

    /// The interval, wider by what a further rounded figure allows.
    pub fn wider(self, by: i128) -> Need {
        Need { low: self.low - by, high: self.high + by }
    }
}

/// The changes within `allowed` that meet most of the weighed needs, and what those weigh; then the next
/// best, `most` in all.
pub fn best(needs: impl Iterator<Item = (usize, Need)> + Clone, allowed: Need, most: usize) -> Vec<(Need, usize)> {
    let mut ways: Vec<(Need, usize)> = Vec::new();
    // Changes that meet the same needs begin where one of them does.
    for (_, start) in needs.clone() {
        let from = start.low.max(allowed.low);
        if from > start.high || from > allowed.high {
            continue;
        }
        let met = needs.clone().filter(|(_, need)| need.holds(from));
        let way = met.fold((allowed, 0), |(all, sum), (weight, need)| (all.and(need), sum + weight));
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways.sort_by_key(|&(need, weight)| (std::cmp::Reverse(weight), need.low));
    ways.truncate(most);
    ways
}

/// What a claim needs, as far as its lines decide it.
#[derive(Clone, Copy, Debug)]
pub struct ClaimNeed {
    /// The changes after which it is the sum of its lines, or within its bounds.
    pub need: Need,
    /// The change after which it is so exactly, where that is known.
    pub exactly: Option<i128>,
    /// It fails against its lines.
    pub by_lines: bool,
}

impl ClaimNeed {
    /// The change that it asks for, with the room that it leaves.
    pub fn asked(&self) -> Option<(i128, i128)> {
        Some((self.exactly?, self.need.high - self.need.low))
    }
}

/// What each claim needs.
pub fn needs(claims: &[Claim], settled: &Settled, failing: &[bool]) -> Vec<ClaimNeed> {
    let mut needs = vec![ClaimNeed { need: Need::ANY, exactly: None, by_lines: false }; claims.len()];
    for (at, need) in needs.iter_mut().enumerate() {
        let Some(figure) = settled.figure(at) else { continue };
        if figure.status == Status::Suspended {
            continue;
        }
        let sum = &settled.groups[figure.group].sum;
        let possible = sum.all_possible();
        let own = Millionths::step(figure.step).0;
        let inside = sum.inside.total().0;
        if possible.is_empty() {
            let difference = figure.amount.0 - inside;
            need.need = Need { low: difference, high: difference }.wider(slack(own, &sum.inside));
            need.exactly = Some(difference);
        } else {
            let half = (own + sum.inside.steps.0 + possible.steps.0 - 1).max(0) / 2;
            let (low, high) = (inside + possible.negative.0, inside + possible.positive.0);
            need.need = Need { low: figure.amount.0 - high - half, high: figure.amount.0 - low + half };
        }
        need.by_lines = failing[at] && !need.need.holds(0);
    }
    for ceiling in &settled.ceilings {
        if claims[ceiling.claim].role == Role::Ceiling && ceiling.status != Status::Suspended {
            let room = Millionths::of(claims[ceiling.claim].amount).0 - ceiling.least.0 + ceiling.envelope.0;
            let need = &mut needs[ceiling.claim];
            need.need = Need { high: room, ..Need::ANY };
            need.by_lines = failing[ceiling.claim];
        }
    }
    needs
}

/// How far from the exact change rounding lets a sum be.
fn slack(own: i128, summands: &Sum) -> i128 {
    match summands.rounded {
        0 => own / 2,
        _ => (own + summands.steps.0 - 1).max(0) / 2,
    }
}
