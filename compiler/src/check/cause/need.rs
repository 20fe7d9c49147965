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

    /// The change next to none that will do.
    pub fn nearest(self) -> Option<i128> {
        (!self.is_empty()).then(|| 0.clamp(self.low, self.high))
    }

    /// What both need.
    pub fn and(self, other: Need) -> Need {
        Need { low: self.low.max(other.low), high: self.high.min(other.high) }
    }

    /// Whether no change will do.
    pub fn is_empty(self) -> bool {
        self.low > self.high
    }

    /// The interval, wider by what a further rounded figure allows.
    pub fn wider(self, by: i128) -> Need {
        Need { low: self.low - by, high: self.high + by }
    }
}

/// What a claim needs, as far as its lines decide it.
#[derive(Clone, Copy, Debug)]
pub struct ClaimNeed {
    /// The changes after which it is the sum of its lines, or within its bounds.
    pub need: Need,
    /// The change after which it is so exactly, where that is known.
    pub exactly: Option<i128>,
    /// It fails as things are, against its lines or for another reason.
    pub failing: bool,
    /// It fails against its lines.
    pub by_lines: bool,
}

/// What each claim needs.
pub fn needs(claims: &[Claim], settled: &Settled, failing: &[bool]) -> Vec<ClaimNeed> {
    let mut needs = vec![ClaimNeed { need: Need::ANY, exactly: None, failing: false, by_lines: false }; claims.len()];
    for (at, need) in needs.iter_mut().enumerate() {
        need.failing = failing[at];
        let Some(figure) = settled.figure_of[at].map(|figure| &settled.figures[figure]) else { continue };
        if figure.status == Status::Suspended {
            continue;
        }
        let sum = &settled.groups[figure.group].sum;
        let possible = sum.all_possible();
        let own = Millionths::step(figure.step).0;
        let inside = sum.inside.total().0;
        if possible.is_empty() {
            let difference = figure.amount.0 - inside;
            let (low, high) = slack(own, &sum.inside);
            need.need = Need { low: difference - low, high: difference + high };
            need.exactly = Some(difference);
        } else {
            let half = (own + sum.inside.steps.0 + possible.steps.0 - 1).max(0) / 2;
            let (low, high) = (inside + possible.negative.0, inside + possible.positive.0);
            need.need = Need { low: figure.amount.0 - high - half, high: figure.amount.0 - low + half };
        }
        need.by_lines = need.failing && !need.need.holds(0);
    }
    for ceiling in &settled.ceilings {
        if claims[ceiling.claim].role == Role::Ceiling && ceiling.status != Status::Suspended {
            let room = Millionths::of(claims[ceiling.claim].amount).0 - ceiling.least.0 + ceiling.envelope.0;
            let need = &mut needs[ceiling.claim];
            need.need = Need { high: room, ..Need::ANY };
            need.by_lines = need.failing;
        }
    }
    needs
}

/// How far below and above the exact change rounding lets a sum be.
fn slack(own: i128, summands: &Sum) -> (i128, i128) {
    if summands.rounded == 0 {
        return (own / 2, own / 2);
    }
    let half = (own + summands.steps.0 - 1).max(0) / 2;
    (half, half)
}
