//! The figures that may have been meant where one was typed.

use smallvec::SmallVec;

use crate::ledger::Millionths;
use crate::model::{Header, Step};

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

/// The figures that differ from `typed` by a change in `room`: the one that most of the `asked` changes
/// lead to, and those from which a slip leads to the one typed.
pub fn meant(header: &Header, typed: Millionths, room: Need, asked: &[i128], slips: bool) -> SmallVec<[Meant; 2]> {
    let mut found: SmallVec<[Meant; 2]> = SmallVec::new();
    let text = header.figure(typed.decimal());
    let grid = grid(header);
    let mut add = |change: i128| {
        let amount = Millionths(typed.0 + change);
        // What is finer than its file prints was not meant, nor a line of nothing.
        let plain = amount.0 % grid == 0 && amount.0 != 0;
        if plain && change != 0 && room.holds(change) && !found.iter().any(|it| it.amount == amount) {
            let slip = slip::of_figures(&text, &header.figure(amount.decimal()));
            found.push(Meant { amount, slip });
        }
    };
    let printed = |change: i128| {
        let rounded = (typed.0 + change + (typed.0 + change).signum() * grid / 2) / grid * grid - typed.0;
        if room.holds(rounded) { rounded } else { change }
    };
    let mut wanted: Vec<i128> = asked.iter().filter(|&&change| room.holds(change)).map(|&it| printed(it)).collect();
    if wanted.is_empty() && room.high - room.low < i128::MAX / 4 {
        wanted.push(printed(room.low + (room.high - room.low) / 2));
    }
    wanted.sort_unstable();
    let most = |&change: &i128| wanted.iter().filter(|&&other| other == change).count();
    if let Some(&change) = wanted.iter().max_by_key(|change| most(change)) {
        add(change);
    }
    if slips {
        originals(&text, header.measure.exponent(), |amount| add(amount - typed.0));
    }
    found
}

/// One step of a bare figure under `header`, in millionths: what the figures of its file are printed to.
pub fn grid(header: &Header) -> i128 {
    let exponent = (header.measure.exponent() + Millionths::SCALE).saturating_sub(u32::from(header.scale));
    10_i128.pow(exponent)
}

/// The step that a bare figure has under `header`.
pub fn bare_step(header: &Header, amount: Millionths) -> Step {
    let value = crate::model::header::shifted(amount.decimal(), header.measure).normalize();
    let decimals = value.scale().min(u32::from(u8::MAX)) as u8;
    Step::of(&crate::syntax::Amount { value, unit: None, decimals, expression: false }, header)
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
            assert!(slip::of_figures("731.69", &figure).is_some(), "731.69 for {figure}");
        }
    }
}
