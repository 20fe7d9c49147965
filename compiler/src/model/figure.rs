//! A figure written anew in the place of another, in its style: what a fix puts there.
//!
//! How figures are read is [`crate::syntax`]'s business, which figure is right the checks'.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::span::Place;
use crate::syntax::amount;

use super::entry::Step;
use super::header::{Header, in_measure, shifted};

/// The amount `yuan`, in 元, as whoever wrote `written` under `header` would write it.
///
/// - The unit stays (`3.08 亿元`), and so do the commas between thousands.
/// - It is rounded, half up, to the last digit that the written figure is rounded to; an exact figure
///   keeps all its digits.
/// - A bare number has the header's decimals: more only where it needs them, none where it was
///   written without and needs none. A number with a unit keeps its decimals, which are its step.
/// - An expression, or what cannot be read, becomes a bare number.
pub fn restated(written: &str, header: &Header, yuan: Decimal) -> String {
    let place = Place { start: 0, end: written.len() as u32 };
    let amount = amount::read(written, place, &mut Vec::new()).filter(|amount| !amount.expression);
    let Some(amount) = amount else { return header.figure(yuan) };
    let measure = amount.unit.unwrap_or(header.measure);
    let yuan = match Step::of(&amount, header).exponent() {
        Some(step) => nearest(yuan, step),
        None => yuan,
    };
    let decimals = match amount.unit {
        Some(_) => amount.decimals,
        None if amount.decimals == 0 && shifted(yuan, measure).is_integer() => 0,
        None => header.scale,
    };
    let mut text = in_measure(yuan, measure, decimals);
    if written.contains([',', '，']) {
        text = grouped(&text);
    }
    let Some(unit) = amount.unit else { return text };
    let digits = written.trim_end_matches(unit.zh());
    let blank = if digits.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{text}{blank}{}", unit.zh())
}

impl Header {
    /// The amount `yuan`, in 元, as a bare figure of this file: with its decimals, and rounded, half up,
    /// to the last of them if its figures are rounded; an exact figure keeps all its digits.
    pub fn printed(&self, yuan: Decimal) -> String {
        restated(&self.figure(Decimal::ZERO), self, yuan)
    }
}

/// The nearest multiple of 10^`exponent`, a half away from zero.
fn nearest(yuan: Decimal, exponent: i8) -> Decimal {
    let half_up =
        |value: Decimal, digits: u32| value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    match u32::try_from(exponent) {
        Ok(above) => {
            let factor = Decimal::from(10_u64.pow(above));
            half_up(yuan / factor, 0) * factor
        }
        Err(_) => half_up(yuan, exponent.unsigned_abs().into()),
    }
}

/// The digits before the point in groups of three.
fn grouped(text: &str) -> String {
    let whole = text.find('.').unwrap_or(text.len());
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    for (at, c) in text.char_indices() {
        let digits_left = whole.saturating_sub(at);
        if at > 0 && at < whole && digits_left % 3 == 0 && !out.ends_with('-') {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Measure, Rounding};

    #[test]
    fn a_sum_is_printed_with_the_decimals_of_its_file() {
        for (measure, scale, expected) in [
            (Measure::One, 2, "1234567.894"),
            (Measure::TenThousand, 2, "123.46"),
            (Measure::TenThousand, 0, "123"),
            (Measure::Thousand, 4, "1234.5679"),
        ] {
            let header = Header { measure, scale, ..Header::default() };
            assert_eq!(header.printed(Decimal::new(1_234_567_894, 3)), expected);
        }
        let wan = Header { measure: Measure::TenThousand, ..Header::default() };
        assert_eq!(wan.printed(Decimal::new(30_000, 0)), "3.00");
    }

    #[test]
    fn a_new_figure_is_written_as_the_old_one_was() {
        let wan = Header { measure: Measure::TenThousand, ..Header::default() };
        let printed = Header { rounding: Some(Rounding::Printed), ..Header::default() };
        for (header, written, yuan, expected) in [
            // A bare number.
            (&wan, "30800.00", "308360000", "30836.00"),
            (&wan, "71.369", "7136900", "713.69"),
            (&wan, "713", "7200000", "720"),
            (&wan, "713", "7205000", "720.50"),
            (&wan, "-5.00", "-61200", "-6.12"),
            (&wan, "5.00", "-61200", "-6.12"),
            (&wan, "３０，８００．００", "308360000", "30,836.00"),
            (&wan, "30,800", "12345670000", "1,234,567"),
            (&wan, "30,800", "-1230000", "-123"),
            // It is rounded where the written one was: here to 100 元.
            (&wan, "12.34", "123450", "12.35"),
            (&wan, "12.34", "-123450", "-12.35"),
            (&wan, "12.345", "123450", "12.345"),
            // Exact figures keep all digits.
            (&Header::default(), "12.00", "12.345", "12.345"),
            (&Header::default(), "12.345", "12.5", "12.50"),
            (&printed, "12.00", "12.345", "12.35"),
            // A number with a unit is rounded to its last digit in that unit.
            (&wan, "3.08亿元", "308360000", "3.08亿元"),
            (&wan, "328,661万元", "3286504999", "328,650万元"),
            (&wan, "3.08 亿元", "310000000", "3.10 亿元"),
            (&Header::default(), "3.0800万元", "30", "0.0030万元"),
            // What is no single figure becomes one.
            (&wan, "15 * 2.40", "370000", "37.00"),
            (&wan, "15 * 2.40万元", "370000", "37.00"),
            (&wan, "30800.0O", "308000000", "30800.00"),
        ] {
            let yuan = Decimal::from_str_exact(yuan).unwrap();
            assert_eq!(restated(written, header, yuan), expected, "{written}");
        }
    }
}
