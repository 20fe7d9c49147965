//! The values that a figure may have.

use super::flat::{Figure, Grid};
use super::sums::Sum;

/// All values from the least to the most, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: i128,
    /// The most.
    pub most: i128,
}

/// More than any figure.
const FAR: i128 = 1 << 100;

impl Range {
    /// All values.
    pub const ALL: Range = Range { least: -FAR, most: FAR };

    /// The values in both.
    #[must_use]
    pub fn and(self, other: Range) -> Range {
        Range { least: self.least.max(other.least), most: self.most.min(other.most) }
    }

    /// The least range that holds both.
    #[must_use]
    pub fn or(self, other: Range) -> Range {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            _ => Range { least: self.least.min(other.least), most: self.most.max(other.most) },
        }
    }

    /// Whether there is no value.
    pub fn is_empty(self) -> bool {
        self.least > self.most
    }

    /// The values less than half of `steps` away from `centre`, and the centre.
    pub fn around(centre: i128, steps: i128) -> Range {
        let reach = ((steps + 1) / 2 - 1).max(0);
        Range { least: centre - reach, most: centre + reach }
    }

    /// The least and the greatest figure of a line in it.
    pub fn printed(self, grid: Grid) -> Option<(i128, i128)> {
        let least = self.least + (-self.least).rem_euclid(grid.digit);
        let most = self.most - self.most.rem_euclid(grid.digit);
        (least <= most).then_some((least, most))
    }
}

/// What a claim allows one line to come to that lies in its slice: `inside` and `possible` are the
/// other lines, `step` is the line's.
pub fn inside(claimed: Figure, inside: &Sum, possible: &Sum, step: i128) -> Range {
    let centre = claimed.amount - inside.total();
    if possible.count == 0 && inside.rounded == 0 && step == 0 {
        return half_up(claimed, inside.total());
    }
    let steps = claimed.step + inside.steps + possible.steps + step;
    let (least, most) = (centre - possible.positive, centre - possible.negative);
    Range { least: Range::around(least, steps).least, most: Range::around(most, steps).most }
}

/// The same of a line that is only possibly in the slice.
pub fn possibly(claimed: Figure, inside: &Sum, possible: &Sum, step: i128) -> Range {
    let steps = claimed.step + inside.steps + possible.steps + step;
    let least = inside.total() + possible.negative;
    let most = inside.total() + possible.positive;
    let mut range = Range::ALL;
    // Beyond what the others come to it is this line that must reach there.
    let above = Range::around(claimed.amount - most, steps);
    if above.least > 0 {
        range.least = above.least;
    }
    let below = Range::around(claimed.amount - least, steps);
    if below.most < 0 {
        range.most = below.most;
    }
    range
}

/// The amounts that, added to `others`, are rounded to the claimed figure.
fn half_up(claimed: Figure, others: i128) -> Range {
    let (half, up) = (claimed.step / 2, i128::from(claimed.step > 0));
    let sums = match claimed.amount.signum() {
        1 => Range { least: claimed.amount - half, most: claimed.amount + half - up },
        -1 => Range { least: claimed.amount - half + up, most: claimed.amount + half },
        _ => Range { least: -half + up, most: half - up },
    };
    Range { least: sums.least - others, most: sums.most - others }
}
