//! Sums of figures, with all that is needed to judge them, in exact integers.

use std::ops::{AddAssign, SubAssign};

use rust_decimal::Decimal;

use crate::model::{Entry, Step};

/// Money as a whole number of millionths of 元.
///
/// A budget's figures have at most 13 digits before the point and 6 after it in at most 亿元, so a
/// sum of ten billion of them fits; adding two is one instruction where a [`Decimal`] takes
/// twenty. It is the same number: figures come from decimals and go back to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millionths(pub i128);

impl Millionths {
    /// How many decimals of 元 it counts.
    pub const SCALE: u32 = 6;

    /// A figure in 元, which has at most six decimals.
    pub fn of(yuan: Decimal) -> Millionths {
        let scale = yuan.scale();
        if scale <= Millionths::SCALE {
            return Millionths(yuan.mantissa() * 10_i128.pow(Millionths::SCALE - scale));
        }
        Millionths(yuan.mantissa() / 10_i128.pow(scale - Millionths::SCALE))
    }

    /// The figure in 元.
    pub fn decimal(self) -> Decimal {
        Decimal::try_from_i128_with_scale(self.0, Millionths::SCALE).unwrap_or(Decimal::MAX).normalize()
    }

    /// One step; nothing for an exact figure.
    pub fn step(step: Step) -> Millionths {
        let exponent = step.exponent().map(|exponent| i32::from(exponent) + Millionths::SCALE as i32);
        match exponent.map(u32::try_from) {
            Some(Ok(exponent)) => Millionths(10_i128.pow(exponent)),
            // Finer than any figure can be: as good as exact.
            Some(Err(_)) | None => Millionths(0),
        }
    }

    /// The nearest multiple of `step`, a half away from zero: 四舍五入.
    pub fn rounded_to(self, step: Step) -> Millionths {
        let Millionths(step) = Millionths::step(step);
        if step == 0 {
            return self;
        }
        let half = step / 2 * self.0.signum();
        Millionths((self.0 + half) / step * step)
    }
}

/// The sum of some figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// What the figures above zero add up to.
    pub positive: Millionths,
    /// What the figures below zero add up to.
    pub negative: Millionths,
    /// The sum of the figures' steps.
    pub steps: Millionths,
    /// The sum of the squares of the steps, in millionths squared.
    pub squares: i128,
    /// How many figures.
    pub count: i64,
    /// How many of them are rounded.
    pub rounded: i64,
    /// How many lines have an amount that cannot be read.
    pub unreadable: i64,
    /// The sum, modulo 2^128, of a number drawn for each line: two sums of the same lines have the
    /// same, and two of different lines do not (but for a chance of 2^-128).
    pub fingerprint: u128,
}

impl Sum {
    /// One figure.
    pub fn figure(amount: Millionths, step: Step) -> Sum {
        let size = Millionths::step(step);
        let zero = Millionths(0);
        Sum {
            positive: amount.max(zero),
            negative: amount.min(zero),
            steps: size,
            squares: size.0 * size.0,
            count: 1,
            rounded: i64::from(step != Step::EXACT),
            unreadable: 0,
            fingerprint: 0,
        }
    }

    /// One line, the `index`-th of the model.
    pub fn line(index: usize, entry: &Entry) -> Sum {
        let mut sum = Sum::figure(Millionths::of(entry.amount), entry.step);
        sum.unreadable = i64::from(entry.unreadable);
        sum.fingerprint = drawn(index as u64);
        sum
    }

    /// What everything adds up to.
    pub fn total(&self) -> Millionths {
        Millionths(self.positive.0 + self.negative.0)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// A number for each index that looks drawn at random, the same on every machine (splitmix64).
pub fn drawn(index: u64) -> u128 {
    let mix = |mut z: u64| {
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    let low = mix(index.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let high = mix(low ^ 0xD1B5_4A32_D192_ED03);
    u128::from(high) << 64 | u128::from(low)
}

impl AddAssign<&Sum> for Sum {
    fn add_assign(&mut self, other: &Sum) {
        self.positive.0 += other.positive.0;
        self.negative.0 += other.negative.0;
        self.steps.0 += other.steps.0;
        self.squares = self.squares.saturating_add(other.squares);
        self.count += other.count;
        self.rounded += other.rounded;
        self.unreadable += other.unreadable;
        self.fingerprint = self.fingerprint.wrapping_add(other.fingerprint);
    }
}

impl SubAssign<&Sum> for Sum {
    /// Takes away lines that are all in the sum.
    fn sub_assign(&mut self, other: &Sum) {
        self.positive.0 -= other.positive.0;
        self.negative.0 -= other.negative.0;
        self.steps.0 -= other.steps.0;
        self.squares -= other.squares;
        self.count -= other.count;
        self.rounded -= other.rounded;
        self.unreadable -= other.unreadable;
        self.fingerprint = self.fingerprint.wrapping_sub(other.fingerprint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Header;
    use crate::syntax::{Amount, Measure};

    fn step_of(decimals: u8) -> Step {
        let header = Header { measure: Measure::TenThousand, ..Header::default() };
        let amount = Amount { value: Decimal::ONE, unit: None, decimals, expression: false };
        Step::of(&amount, &header)
    }

    #[test]
    fn millionths_are_the_decimal() {
        for text in ["0", "-30800.005", "9999999999999.999999", "0.000001"] {
            let decimal = Decimal::from_str_exact(text).map(|it| it.normalize());
            assert_eq!(decimal.clone().map(|it| Millionths::of(it).decimal()), decimal);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let step = step_of(2); // 100 元
        for (yuan, rounded) in [(149, 100), (150, 200), (-150, -200), (-149, -100), (0, 0)] {
            assert_eq!(Millionths(yuan * 1_000_000).rounded_to(step), Millionths(rounded * 1_000_000));
        }
    }
}
