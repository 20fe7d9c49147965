//! The slips that people make when they type figures, codes and names, and how to recognise one from
//! what was typed and what would be right.

use rust_decimal::Decimal;

/// A slip. The order is that of likelihood, see [`Slip::tier`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Minus for plus.
    Sign,
    /// Two digits side by side change places.
    SwappedDigits,
    /// The decimal point is one or two places off.
    MovedPoint,
    /// A figure in 元 where 千元 or 万元 are meant, or the other way round.
    Measure,
    /// The line stands there twice.
    LineTwice,
    /// A digit is typed twice.
    DoubledDigit,
    /// A digit is left out.
    DroppedDigit,
    /// One digit is another.
    MistypedDigit,
    /// Two digits that are not side by side change places.
    FarSwappedDigits,
    /// The amount of the line beside it.
    CopiedNeighbour,
    /// The amount of the level-1 project it belongs to.
    CopiedParent,
    /// A code one digit off, or next to the right one.
    NeighbouringCode,
    /// A name that looks like the right one.
    LookAlikeName,
    /// A line is not there.
    LineMissing,
    /// Another code or name.
    OtherPlace,
    /// A line that should not be there.
    LineTooMany,
    /// Another figure.
    OtherFigure,
}

impl Slip {
    /// How likely people make it: 0 the likeliest. Slips of one tier are equally likely.
    pub fn tier(self) -> u8 {
        match self {
            Slip::Sign | Slip::SwappedDigits | Slip::MovedPoint | Slip::Measure | Slip::LineTwice => 0,
            Slip::DoubledDigit
            | Slip::DroppedDigit
            | Slip::MistypedDigit
            | Slip::FarSwappedDigits
            | Slip::CopiedNeighbour
            | Slip::CopiedParent
            | Slip::NeighbouringCode
            | Slip::LookAlikeName => 1,
            Slip::LineMissing | Slip::OtherPlace => 2,
            Slip::OtherFigure | Slip::LineTooMany => 3,
        }
    }

    /// Whether it is a slip with a name of its own, not just something other than what is right.
    pub fn is_named(self) -> bool {
        self.tier() < 2
    }

    /// Its key in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Slip::Sign => "slip-sign",
            Slip::SwappedDigits => "slip-swapped-digits",
            Slip::MovedPoint => "slip-moved-point",
            Slip::Measure => "slip-measure",
            Slip::LineTwice => "slip-line-twice",
            Slip::DoubledDigit => "slip-doubled-digit",
            Slip::DroppedDigit => "slip-dropped-digit",
            Slip::MistypedDigit => "slip-mistyped-digit",
            Slip::FarSwappedDigits => "slip-far-swapped-digits",
            Slip::CopiedNeighbour => "slip-copied-neighbour",
            Slip::CopiedParent => "slip-copied-parent",
            Slip::NeighbouringCode => "slip-neighbouring-code",
            Slip::LookAlikeName => "slip-look-alike-name",
            Slip::LineMissing => "slip-line-missing",
            Slip::OtherPlace => "slip-other-place",
            Slip::OtherFigure => "slip-other-figure",
            Slip::LineTooMany => "slip-line-too-many",
        }
    }
}

/// The slip by which `typed` is written where `right` is meant: figures with the same sign and point as
/// they are printed, such as `731.69` and `713.69`.
pub fn of_figures(typed: &str, right: &str) -> Option<Slip> {
    let (typed_sign, typed) = sign(typed);
    let (right_sign, right) = sign(right);
    if typed == right {
        return (typed_sign != right_sign).then_some(Slip::Sign);
    }
    if typed_sign != right_sign {
        return None;
    }
    if let Some(slip) = power_of_ten(typed, right) {
        return Some(slip);
    }
    match one_more(typed, right) {
        Some(true) => return Some(Slip::DoubledDigit),
        Some(false) => return Some(Slip::MistypedDigit),
        None => {}
    }
    if one_more(right, typed).is_some() {
        return Some(Slip::DroppedDigit);
    }
    let decimals = |figure: &str| figure.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let most = decimals(typed).max(decimals(right));
    let digits = |figure: &str| -> Vec<u8> {
        let zeros = std::iter::repeat_n(b'0', most - decimals(figure));
        figure.bytes().filter(u8::is_ascii_digit).chain(zeros).collect()
    };
    other_digits(&digits(typed), &digits(right))
}

fn sign(figure: &str) -> (bool, &str) {
    figure.strip_prefix('-').map_or((false, figure), |rest| (true, rest))
}

fn power_of_ten(typed: &str, right: &str) -> Option<Slip> {
    let read = |figure: &str| Decimal::from_str_exact(figure).ok();
    let (typed, right) = (read(typed)?, read(right)?);
    if typed.is_zero() || right.is_zero() {
        return None;
    }
    let shift = |by: u32| Decimal::from_i128_with_scale(10_i128.pow(by), 0);
    let found = (1..=4).find(|&by| typed == right * shift(by) || right == typed * shift(by))?;
    Some(if found <= 2 { Slip::MovedPoint } else { Slip::Measure })
}

/// If `long` is `short` with one more digit: whether that is the double of the digit beside it.
fn one_more(long: &str, short: &str) -> Option<bool> {
    if long.len() != short.len() + 1 {
        return None;
    }
    let at = long.bytes().zip(short.bytes()).position(|(a, b)| a != b).unwrap_or(short.len());
    let long = long.as_bytes();
    if !long[at].is_ascii_digit() || long[at + 1..] != short.as_bytes()[at..] {
        return None;
    }
    // Of a run of equal digits the last is found to be the one more.
    Some(at > 0 && long[at - 1] == long[at])
}

/// The slip between two rows of as many digits.
fn other_digits(typed: &[u8], right: &[u8]) -> Option<Slip> {
    if typed.len() != right.len() {
        return None;
    }
    let differing: Vec<usize> = (0..typed.len()).filter(|&at| typed[at] != right[at]).collect();
    match differing[..] {
        [_] => Some(Slip::MistypedDigit),
        [a, b] if typed[a] == right[b] && typed[b] == right[a] => {
            Some(if b == a + 1 { Slip::SwappedDigits } else { Slip::FarSwappedDigits })
        }
        _ => None,
    }
}

/// The slip by which the code `typed` is written where `right` is meant.
pub fn of_codes(typed: &str, right: &str) -> Slip {
    let digits = other_digits(typed.as_bytes(), right.as_bytes());
    // The last two digits are the item's own: a neighbour is one under the same heading.
    let heading = |code: &str| code.len().checked_sub(2).and_then(|end| code.get(..end).map(str::to_owned));
    let neighbours = typed.len() == right.len() && heading(typed) == heading(right);
    if digits.is_some() || neighbours { Slip::NeighbouringCode } else { Slip::OtherPlace }
}

/// The slip by which the name `typed` is written where `right` is meant.
pub fn of_names(typed: &str, right: &str) -> Slip {
    let length = typed.chars().count().max(right.chars().count());
    let distance = strsim::levenshtein(typed, right);
    // One character in four, or less: 信息中心 and 信访中心.
    if distance * 4 <= length { Slip::LookAlikeName } else { Slip::OtherPlace }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_figures_are_recognised() {
        for (typed, right, slip) in [
            ("731.69", "713.69", Some(Slip::SwappedDigits)),
            ("728.30", "782.30", Some(Slip::SwappedDigits)),
            ("7136.90", "713.69", Some(Slip::MovedPoint)),
            ("71.369", "713.69", Some(Slip::MovedPoint)),
            ("7136900.00", "713.69", Some(Slip::Measure)),
            ("-713.69", "713.69", Some(Slip::Sign)),
            ("7713.69", "713.69", Some(Slip::DoubledDigit)),
            ("13.69", "713.69", Some(Slip::DroppedDigit)),
            ("713.64", "713.69", Some(Slip::MistypedDigit)),
            ("813.67", "713.69", None),
            ("311.69", "113.69", Some(Slip::FarSwappedDigits)),
            ("713.00", "713.69", None),
        ] {
            assert_eq!(of_figures(typed, right), slip, "{typed} for {right}");
        }
    }

    #[test]
    fn neighbours_are_recognised() {
        assert_eq!(of_codes("2080799", "2060899"), Slip::OtherPlace);
        assert_eq!(of_codes("2080102", "2080199"), Slip::NeighbouringCode);
        assert_eq!(of_codes("2080102", "2070102"), Slip::NeighbouringCode);
        assert_eq!(of_names("信息中心", "信访中心"), Slip::LookAlikeName);
        assert_eq!(of_names("信息中心", "人才中心"), Slip::OtherPlace);
    }
}
