//! The figures that may have been meant where one was typed.

use smallvec::SmallVec;

use crate::ledger::Millionths;
use crate::model::header::{in_measure, shifted};
use crate::model::{Header, Step};
use crate::syntax::{Amount, Attribute, LineParser, Measure, Value};

use super::need::Need;
use super::slip::{self, Slip};

/// A figure that may have been meant.
#[derive(Clone, Copy, Debug)]
pub struct Meant {
    /// The figure.
    pub amount: Millionths,
    /// The slip that leads from it to the one typed, if one does.
    pub slip: Option<Slip>,
}

/// How a figure is written: in which measure, with how many decimals.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    measure: Measure,
    scale: u8,
    /// The measure is written with it.
    unit: Option<Measure>,
}

impl Form {
    /// How bare figures are written under `header`.
    pub fn bare(header: &Header) -> Form {
        Form { measure: header.measure, scale: header.scale, unit: None }
    }

    /// How the amount of `line` is written under `header`. More decimals than the file prints are a slip
    /// themselves.
    pub fn of(header: &Header, line: &str) -> Form {
        let amount = LineParser::new().parse(line).statement.and_then(|it| it.value(Attribute::Amount));
        match amount {
            Some(Value::Amount(Amount { unit: Some(unit), decimals, expression: false, .. })) => {
                Form { measure: unit, scale: decimals.min(header.scale), unit: Some(unit) }
            }
            _ => Form::bare(header),
        }
    }

    fn figure(self, amount: Millionths) -> String {
        in_measure(amount.decimal(), self.measure, self.scale)
    }

    /// One step of such figures, in millionths.
    pub fn grid(self) -> i128 {
        let exponent = (self.measure.exponent() + Millionths::SCALE).saturating_sub(u32::from(self.scale));
        10_i128.pow(exponent)
    }

    /// The step that a figure of this form has under `header`.
    pub fn step(self, header: &Header, amount: Millionths) -> Step {
        let value = shifted(amount.decimal(), self.measure).normalize();
        let decimals = (value.scale().min(u32::from(u8::MAX)) as u8).max(self.scale);
        Step::of(&Amount { value, unit: self.unit, decimals, expression: false }, header)
    }
}

/// A change that a claim asks for, and how much room it leaves: the less, the more it says.
pub type Asked = (i128, i128);

/// The figures that differ from `typed` by a change in `room`: the one that the `asked` changes lead to,
/// and those from which a slip leads to the one typed.
pub fn meant(form: Form, typed: Millionths, room: Need, asked: &[Asked], slips: bool) -> SmallVec<[Meant; 2]> {
    let mut found: SmallVec<[Meant; 2]> = SmallVec::new();
    let text = form.figure(typed);
    let grid = form.grid();
    let mut add = |change: i128| {
        let amount = Millionths(typed.0 + change);
        // What is finer than its file prints was not meant, nor a line of nothing.
        let plain = amount.0 % grid == 0 && amount.0 != 0;
        if plain && change != 0 && room.holds(change) && !found.iter().any(|it| it.amount == amount) {
            let slip = slip::of_figures(&text, &form.figure(amount));
            found.push(Meant { amount, slip });
        }
    };
    let printed = |change: i128| {
        let amount = typed.0 + change;
        (amount + amount.signum() * grid / 2) / grid * grid - typed.0
    };
    if let Some(change) = wanted(asked, room) {
        add([printed(change), change].into_iter().find(|&change| room.holds(change)).unwrap_or(0));
    }
    if slips {
        originals(&text, form.measure.exponent(), |amount| add(amount - typed.0));
    }
    found
}

/// The change that most speaks for: what exact claims ask for, else the mean of what all ask for, each
/// weighed by how exactly it is asked.
fn wanted(asked: &[Asked], room: Need) -> Option<i128> {
    let asked = || asked.iter().filter(|(change, _)| room.holds(*change));
    let Some(least) = asked().map(|&(_, width)| width).min() else {
        let bounded = room.high - room.low < i128::MAX / 4;
        return bounded.then(|| room.low + (room.high - room.low) / 2);
    };
    if least == 0 {
        let exact = || asked().filter(|(_, width)| *width == 0).map(|&(change, _)| change);
        return exact().max_by_key(|change| exact().filter(|other| other == change).count());
    }
    // The variance of a sum of rounded figures grows with its width; weights are thousandths of the greatest.
    let weight = |width: i128| (1_000 * least / width) * least / width;
    let (sum, weights) =
        asked().fold((0, 0), |(sum, all), &(change, width)| (sum + change * weight(width), all + weight(width)));
    Some(sum / weights.max(1))
}

/// Calls `found` with every figure, in millionths of 元, from which a single slip leads to `typed`, a figure
/// in the measure of 10^`exponent` 元.
fn originals(typed: &str, exponent: u32, mut found: impl FnMut(i128)) {
    let negative = typed.starts_with('-');
    let decimals = typed.split_once('.').map_or(0, |(_, decimals)| decimals.len()) as u32;
    let digits: Vec<u8> = typed.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    let mut give = |digits: &[u8], decimals: i64| {
        let mantissa = digits.iter().fold(0_i128, |sum, &digit| sum * 10 + i128::from(digit));
        let signed = if negative { -mantissa } else { mantissa };
        let power = i64::from(exponent + Millionths::SCALE) - decimals;
        match u32::try_from(power) {
            Ok(power) => found(signed * 10_i128.pow(power)),
            // Finer than money can be, unless the last digits are zeros.
            Err(_) => {
                let divisor = 10_i128.pow(power.unsigned_abs() as u32);
                if signed % divisor == 0 {
                    found(signed / divisor);
                }
            }
        }
    };
    let decimals = i64::from(decimals);
    let mut other = digits.clone();
    for at in 0..digits.len() {
        for digit in (0..10).filter(|&digit| digit != digits[at]) {
            other[at] = digit;
            give(&other, decimals);
        }
        other[at] = digits[at];
        for with in at + 1..digits.len() {
            other.swap(at, with);
            give(&other, decimals);
            other.swap(at, with);
        }
        if at > 0 && digits[at - 1] == digits[at] {
            let without = [&digits[..at], &digits[at + 1..]].concat();
            let in_decimals = (digits.len() - at) as i64 <= decimals;
            give(&without, decimals);
            give(&without, decimals - i64::from(in_decimals));
        }
    }
    for at in 0..=digits.len() {
        for digit in 0..10 {
            give(&[&digits[..at], &[digit], &digits[at..]].concat(), decimals);
        }
    }
    for shift in (-4..=4).filter(|&shift| shift != 0) {
        give(&digits, decimals + shift);
    }
    let mantissa = digits.iter().fold(0_i128, |sum, &digit| sum * 10 + i128::from(digit));
    if let Ok(power) = u32::try_from(i64::from(exponent + Millionths::SCALE) - decimals) {
        let size = mantissa * 10_i128.pow(power);
        found(if negative { size } else { -size });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_from_every_original() {
        let mut found = Vec::new();
        originals("731.69", 0, |amount| found.push(amount));
        for original in [713_690_000, 7_316_900_000, 73_169_000, -731_690_000, 31_690_000_i128 + 700_000_000 + 10_000] {
            assert!(found.contains(&original), "{original}");
        }
        let header = Header::default();
        for amount in found.into_iter().filter(|&amount| amount != 731_690_000) {
            let figure = header.figure(Millionths(amount).decimal());
            let plain = figure.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
            assert!(!plain || slip::of_figures("731.69", &figure).is_some(), "731.69 for {figure}");
        }
    }
}
