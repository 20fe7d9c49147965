//! What a report prints for a slice: the claim, if one is declared and holds, else the sum.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::Analysis;
use crate::ledger::{Millionths, SliceSum};
use crate::model::Slice;
use crate::model::header::shifted;
use crate::syntax::Measure;

/// What is known of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// No line is in it and nobody claims anything of it: a blank, which is no zero.
    Nothing,
    /// What it comes to, in 元.
    Figure(Millionths),
    /// It comes to this at least: further lines may be in it, and do not say.
    AtLeast(Millionths),
}

impl Known {
    /// Whether there is any money in it for certain, or a figure that somebody wrote.
    pub fn is_something(&self) -> bool {
        match self {
            Known::Nothing => false,
            Known::Figure(_) => true,
            Known::AtLeast(amount) => amount.0 != 0,
        }
    }
}

/// What is known of a slice with this sum.
pub fn known(analysis: &Analysis, slice: &Slice, sum: &SliceSum) -> Known {
    let group = analysis.settled.group_of(slice, sum);
    if let Some(figure) = group.and_then(|group| analysis.settled.standing(group)) {
        return Known::Figure(figure.amount);
    }
    let inside = sum.inside.total();
    match (sum.inside.is_empty(), sum.possible.is_empty()) {
        (true, true) => Known::Nothing,
        (false, true) => Known::Figure(inside),
        (_, false) => Known::AtLeast(inside),
    }
}

/// A figure in 元, in a measure, rounded half up to some decimals: once, here.
pub fn printed(yuan: Decimal, measure: Measure, scale: u8) -> Decimal {
    let value = shifted(yuan, measure);
    let mut rounded = value.round_dp_with_strategy(u32::from(scale), RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(u32::from(scale));
    rounded
}
