//! Places and sums, in the plainest way: a line against the conditions of a slice, one after the
//! other.

use bud::model::Dim;

use super::flat::{Figure, Flat, Lies, Line, Slice};

/// Where a line is with respect to a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In it.
    In,
    /// Possibly in it: these dimensions leave it open, a bit each.
    Possible(u16),
    /// Out of it.
    Out,
}

/// Where a line is with respect to one condition.
pub fn meets(flat: &Flat, dim: usize, wanted: u32, value: Lies) -> Place {
    match value {
        Lies::Inapplicable => Place::Out,
        Lies::Unknown => Place::Possible(1 << dim),
        Lies::Known(node) if flat.within(dim, wanted, node) => Place::In,
        // Money at a class may belong to any of its items; money of a parent unit is its own.
        Lies::Known(node) if dim != Dim::Unit as usize && flat.within(dim, node, wanted) => Place::Possible(1 << dim),
        Lies::Known(_) => Place::Out,
    }
}

/// Where a line is with respect to a slice, but for its condition on one dimension.
pub fn place_but(flat: &Flat, slice: &Slice, line: &Line, but: Option<usize>) -> Place {
    let mut open = 0;
    for &(dim, wanted) in slice.iter().filter(|(dim, _)| Some(*dim) != but) {
        match meets(flat, dim, wanted, line.at[dim]) {
            Place::In => {}
            Place::Possible(bit) => open |= bit,
            Place::Out => return Place::Out,
        }
    }
    if open == 0 { Place::In } else { Place::Possible(open) }
}

/// Where a line is with respect to a slice.
pub fn place(flat: &Flat, slice: &Slice, line: &Line) -> Place {
    place_but(flat, slice, line, None)
}

/// What some figures add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Those above zero.
    pub positive: i128,
    /// Those below zero.
    pub negative: i128,
    /// Their steps.
    pub steps: i128,
    /// How many.
    pub count: i64,
    /// How many of them are rounded.
    pub rounded: i64,
}

impl Sum {
    /// Adds a figure (`times` 1) or takes it away (-1).
    pub fn add(&mut self, figure: Figure, times: i64) {
        let sign = i128::from(times);
        self.positive += sign * figure.amount.max(0);
        self.negative += sign * figure.amount.min(0);
        self.steps += sign * figure.step;
        self.count += times;
        self.rounded += times * i64::from(figure.step > 0);
    }

    /// What they come to.
    pub fn total(&self) -> i128 {
        self.positive + self.negative
    }
}

/// What a slice comes to.
#[derive(Clone, Debug, Default)]
pub struct SliceSum {
    /// The lines in it.
    pub inside: Sum,
    /// The possible ones, by the dimensions that leave them open.
    pub possible: Vec<(u16, Sum)>,
    /// Two slices of the same lines, however the unknowns turn out, have the same.
    pub print: u128,
}

impl SliceSum {
    /// Adds a line or takes it away; `number` is the line's own.
    pub fn add(&mut self, slice: &Slice, place: Place, line: &Line, number: usize, times: i64) {
        if place == Place::Out {
            return;
        }
        let mut print = drawn(number as u64, 0);
        match place {
            Place::Out => {}
            Place::In => self.inside.add(line.figure, times),
            Place::Possible(open) => {
                let at = self.possible.iter().position(|(other, _)| *other == open).unwrap_or_else(|| {
                    self.possible.push((open, Sum::default()));
                    self.possible.len() - 1
                });
                self.possible[at].1.add(line.figure, times);
                for &(dim, node) in slice.iter().filter(|(dim, _)| open >> dim & 1 == 1) {
                    print = print.wrapping_mul(drawn(u64::from(node), dim as u64 + 1) | 1);
                }
            }
        }
        self.print = if times > 0 { self.print.wrapping_add(print) } else { self.print.wrapping_sub(print) };
    }

    /// All possible lines.
    pub fn all_possible(&self) -> Sum {
        let mut all = Sum::default();
        for (_, sum) in &self.possible {
            all.positive += sum.positive;
            all.negative += sum.negative;
            all.steps += sum.steps;
            all.count += sum.count;
            all.rounded += sum.rounded;
        }
        all
    }

    /// Whether no line is in it or may be.
    pub fn is_empty(&self) -> bool {
        self.inside.count == 0 && self.possible.iter().all(|(_, sum)| sum.count == 0)
    }
}

/// A number for two others that looks drawn at random.
fn drawn(first: u64, second: u64) -> u128 {
    let mut random = crate::random::Random::new(first, &[second]);
    u128::from(random.next()) << 64 | u128::from(random.next())
}

/// Whether a figure may stand for the sum of others: less than half of all steps apart, and if none
/// of the others is rounded their sum rounded half up.
pub fn stands(claimed: Figure, sum: &Sum) -> bool {
    let difference = claimed.amount - sum.total();
    if difference == 0 {
        return true;
    }
    if sum.rounded == 0 {
        return claimed.step > 0 && half_up(sum.total(), claimed.step) == claimed.amount;
    }
    2 * difference.abs() < claimed.step + sum.steps
}

/// Whether a figure lies between the least and the most that a slice may come to.
pub fn lies_between(claimed: Figure, inside: &Sum, possible: &Sum) -> bool {
    let least = inside.total() + possible.negative;
    let most = inside.total() + possible.positive;
    let beyond = (claimed.amount - most).max(least - claimed.amount).max(0);
    beyond == 0 || 2 * beyond < claimed.step + inside.steps + possible.steps
}

/// The nearest multiple of a step, a half away from zero.
fn half_up(amount: i128, step: i128) -> i128 {
    (amount.abs() + step / 2) / step * step * amount.signum()
}
