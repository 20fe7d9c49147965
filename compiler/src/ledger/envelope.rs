//! How far a rounded figure may be from the sum of rounded figures (尾差): computed, never guessed.

use crate::model::Step;

use super::sum::{Millionths, Sum};

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Equal.
    Exact,
    /// Not equal, but no more apart than rounding explains.
    Rounding {
        /// Possible, but three standard deviations out.
        unlikely: bool,
    },
    /// Not equal, and rounding does not explain it.
    Off,
}

impl Verdict {
    /// Whether the figure stands.
    pub fn holds(self) -> bool {
        self != Verdict::Off
    }
}

/// A figure against the sum of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The figure that is claimed.
    pub claimed: Millionths,
    /// What the others add up to.
    pub computed: Millionths,
    /// How far apart the two may be, exclusive; zero if they must be equal.
    pub envelope: Millionths,
    /// What the comparison comes to.
    pub verdict: Verdict,
}

impl Comparison {
    /// The claimed figure less the computed one.
    pub fn difference(&self) -> Millionths {
        Millionths(self.claimed.0 - self.computed.0)
    }

    /// Compares a figure with the sum of its summands, by the rule of the language: less than half
    /// the sum of all steps apart; if no summand is rounded, their sum rounded half up.
    pub fn new(claimed: Millionths, step: Step, summands: &Sum) -> Comparison {
        let computed = summands.total();
        let own = Millionths::step(step);
        let difference = claimed.0 - computed.0;
        if summands.rounded == 0 {
            let verdict = match () {
                () if difference == 0 => Verdict::Exact,
                () if computed.rounded_to(step) == claimed => Verdict::Rounding { unlikely: false },
                () => Verdict::Off,
            };
            return Comparison { claimed, computed, envelope: Millionths(own.0 / 2), verdict };
        }
        let steps = own.0 + summands.steps.0;
        let verdict = match () {
            () if difference == 0 => Verdict::Exact,
            () if 2 * difference.abs() < steps => {
                let squares = own.0.saturating_mul(own.0).saturating_add(summands.squares);
                Verdict::Rounding { unlikely: is_unlikely(difference, squares) }
            }
            () => Verdict::Off,
        };
        Comparison { claimed, computed, envelope: Millionths(steps / 2), verdict }
    }

    /// Compares a figure with what its summands may come to at least and at most.
    ///
    /// Inside the bounds it is exact; its distance to the nearer bound is what may be rounding.
    pub fn within(claimed: Millionths, step: Step, low: Millionths, high: Millionths, all: &Sum) -> Comparison {
        let nearest = claimed.clamp(low, high.max(low));
        let steps = Millionths::step(step).0 + all.steps.0;
        let difference = claimed.0 - nearest.0;
        let verdict = match () {
            () if difference == 0 => Verdict::Exact,
            () if 2 * difference.abs() < steps => Verdict::Rounding { unlikely: false },
            () => Verdict::Off,
        };
        Comparison { claimed, computed: nearest, envelope: Millionths(steps / 2), verdict }
    }
}

/// Whether the difference is beyond three standard deviations: |d| > 3·√(Σs²/12), which is
/// 4·d² > 3·Σs² without a root.
fn is_unlikely(difference: i128, squares: i128) -> bool {
    let square = difference.saturating_mul(difference);
    square.saturating_mul(4) > squares.saturating_mul(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Header;
    use crate::syntax::{Amount, Measure};
    use rust_decimal::Decimal;

    /// Figures of 万元 with two decimals, given in hundredths.
    fn compare(claimed: i64, parts: &[i64]) -> Comparison {
        let header = Header { measure: Measure::TenThousand, ..Header::default() };
        let amount = Amount { value: Decimal::ONE, unit: None, decimals: 2, expression: false };
        let step = Step::of(&amount, &header);
        let size = Millionths::step(step).0;
        let mut sum = Sum::default();
        for &part in parts {
            sum += &Sum::figure(Millionths(i128::from(part) * size), step);
        }
        Comparison::new(Millionths(i128::from(claimed) * size), step, &sum)
    }

    #[test]
    fn a_whole_with_one_part_has_no_tolerance() {
        assert_eq!(compare(100, &[100]).verdict, Verdict::Exact);
        assert_eq!(compare(101, &[100]).verdict, Verdict::Off);
    }

    #[test]
    fn n_parts_and_their_whole_have_half_a_step_each() {
        // Three parts: 2 steps, exclusive.
        assert_eq!(compare(301, &[100, 100, 100]).verdict, Verdict::Rounding { unlikely: false });
        assert_eq!(compare(302, &[100, 100, 100]).verdict, Verdict::Off);
        // Six parts: 3.5 steps; beyond 2.29 it is unlikely.
        assert_eq!(compare(603, &[100; 6]).verdict, Verdict::Rounding { unlikely: true });
        assert_eq!(compare(602, &[100; 6]).verdict, Verdict::Rounding { unlikely: false });
        assert_eq!(compare(604, &[100; 6]).verdict, Verdict::Off);
    }

    #[test]
    fn exact_summands_are_rounded_once() {
        let header = Header { measure: Measure::TenThousand, ..Header::default() };
        let amount = Amount { value: Decimal::ONE, unit: None, decimals: 2, expression: false };
        let step = Step::of(&amount, &header);
        let sum = Sum::figure(Millionths(150_000_000), Step::EXACT); // 150 元
        let verdict = |yuan: i128| Comparison::new(Millionths(yuan * 1_000_000), step, &sum).verdict;
        assert_eq!(verdict(200), Verdict::Rounding { unlikely: false });
        assert_eq!(verdict(100), Verdict::Off);
    }
}
