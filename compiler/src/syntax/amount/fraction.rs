//! Exact fractions, for `10/3*3` to be 10. Overflow is a value, never a panic.

use rust_decimal::Decimal;

/// A fraction in lowest terms, the denominator above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// The fraction that a decimal is.
    pub fn from_decimal(value: Decimal) -> Option<Fraction> {
        Fraction::new(value.mantissa(), 10_i128.checked_pow(value.scale())?)
    }

    fn new(numerator: i128, denominator: i128) -> Option<Fraction> {
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?;
        let sign = if denominator < 0 { -1 } else { 1 };
        Some(Fraction {
            numerator: numerator.checked_div(divisor)?.checked_mul(sign)?,
            denominator: denominator.checked_div(divisor)?.checked_mul(sign)?,
        })
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The negative; none on overflow.
    pub fn negated(self) -> Option<Fraction> {
        Some(Fraction { numerator: self.numerator.checked_neg()?, ..self })
    }

    /// The sum; none on overflow.
    pub fn plus(self, other: Fraction) -> Option<Fraction> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Fraction::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The product; none on overflow.
    pub fn times(self, other: Fraction) -> Option<Fraction> {
        Fraction::new(self.numerator.checked_mul(other.numerator)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The quotient; none on overflow or where `other` is zero.
    pub fn over(self, other: Fraction) -> Option<Fraction> {
        Fraction::new(self.numerator.checked_mul(other.denominator)?, self.denominator.checked_mul(other.numerator)?)
    }

    /// Whether it has a finite decimal: its denominator has no prime factor but 2 and 5.
    pub fn is_finite_decimal(self) -> bool {
        let mut rest = self.denominator;
        for prime in [2, 5] {
            while rest % prime == 0 {
                rest /= prime;
            }
        }
        rest == 1
    }

    /// The decimal; none where it has none or too many digits.
    pub fn to_decimal(self) -> Option<Decimal> {
        let mut scale = 0;
        let mut power = 1_i128;
        while power % self.denominator != 0 {
            power = power.checked_mul(10)?;
            scale += 1;
        }
        let mantissa = self.numerator.checked_mul(power / self.denominator)?;
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
