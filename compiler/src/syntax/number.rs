//! Figures as written: `30800.00`, `30,800.00`, `２．５万元`. What a number is, is decided here and
//! not by a library, since a library is lax (`1e5`, `.5`, `1__0`).

use rust_decimal::Decimal;

use super::fixed::Measure;

/// A number with its unit, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: Decimal,
    /// How many digits stand after the point.
    pub decimals: u8,
}

/// Why a word is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A letter that looks like a digit; the figure with the digit in its place.
    LooksLikeDigit {
        /// The letter.
        letter: char,
        /// What it was taken for.
        digit: char,
        /// The whole figure mended.
        mended: String,
    },
    /// Thousands separators not in groups of three; the figure without them.
    Grouping(String),
    /// More digits than any figure may have.
    TooLong,
    /// A unit that is none; the unit it should be, where that is clear.
    Unit(String, Option<Measure>),
    /// No digit before its point, or none after it; the figure with a digit, or without the point.
    Point(String),
    /// Not a number at all.
    Other,
}

/// The most digits a number may be written with; what a budget may hold is checked after
/// conversion to its measure.
const MAX_DIGITS: usize = 27;

/// Reads the plain form that nearly all figures have: digits, perhaps a point and more digits.
pub fn plain(bytes: &[u8]) -> Option<Number> {
    let mut mantissa: i64 = 0;
    let mut point = None;
    if bytes.len() > 18 {
        return None;
    }
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    let decimals = match point {
        Some(at) => bytes.len() - at - 1,
        None => 0,
    };
    let whole = !bytes.is_empty() && (point.is_none() || decimals > 0);
    whole.then(|| Number { value: Decimal::new(mantissa, decimals as u32), decimals: decimals as u8 })
}

/// Splits a word of an amount, already folded, into its figure and the unit glued to it.
pub fn split_unit(word: &str) -> (&str, &str) {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let end = word.find(|c| !figure(c)).unwrap_or(word.len());
    word.split_at(end)
}

/// Reads a figure with thousands separators, already folded to ASCII and without its unit.
///
/// # Errors
/// [`Fault`], which says what is wrong with it.
pub fn figure(text: &str) -> Result<Number, Fault> {
    if let Some(number) = plain(text.as_bytes()) {
        return Ok(number);
    }
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !digits(fraction)) {
        return Err(Fault::Other);
    }
    let bare: String = whole.chars().filter(|&c| c != ',').collect();
    if !digits(&bare) {
        return Err(Fault::Other);
    }
    let plain = match fraction {
        Some(fraction) => format!("{bare}.{fraction}"),
        None => bare,
    };
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    if grouped && (!(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3)) {
        return Err(Fault::Grouping(plain));
    }
    if plain.len() > MAX_DIGITS {
        return Err(Fault::TooLong);
    }
    let value = Decimal::from_str_exact(&plain).map_err(|_| Fault::TooLong)?;
    Ok(Number { value, decimals: fraction.map_or(0, |fraction| fraction.len() as u8) })
}

/// What is wrong with a word, already folded, that should be a number with an optional unit.
pub fn fault(word: &str) -> Fault {
    const LOOK_ALIKES: &[(char, char)] = &[
        ('O', '0'),
        ('o', '0'),
        ('〇', '0'),
        ('○', '0'),
        ('О', '0'),
        ('l', '1'),
        ('I', '1'),
        ('|', '1'),
        ('S', '5'),
        ('B', '8'),
    ];
    let digit_of = |c: char| LOOK_ALIKES.iter().find(|(letter, _)| *letter == c).map(|(_, digit)| *digit);
    let mended: String = word.chars().map(|c| digit_of(c).unwrap_or(c)).collect();
    let (number, unit) = split_unit(&mended);
    let good_unit = unit.is_empty() || unit_of(unit).is_some();
    if mended != word && good_unit && word.chars().any(|c| c.is_ascii_digit()) && figure(number).is_ok() {
        let letter = word.chars().find_map(|c| digit_of(c).map(|digit| (c, digit)));
        if let Some((letter, digit)) = letter {
            return Fault::LooksLikeDigit { letter, digit, mended };
        }
    }
    let (number, unit) = split_unit(word);
    let good_unit = unit.is_empty() || unit_of(unit).is_some();
    let pointed = match (number.strip_prefix('.'), number.strip_suffix('.')) {
        (Some(fraction), _) => format!("0.{fraction}"),
        (_, Some(whole)) => whole.to_owned(),
        _ => String::new(),
    };
    match figure(number) {
        Err(_) if good_unit && figure(&pointed).is_ok() => Fault::Point(format!("{pointed}{unit}")),
        Err(Fault::Grouping(plain)) => Fault::Grouping(format!("{plain}{unit}")),
        Err(fault) => fault,
        Ok(_) if unit.chars().all(|c| c.is_ascii_alphanumeric() || c.is_ascii_punctuation()) => Fault::Other,
        Ok(_) => Fault::Unit(unit.to_owned(), unit_of(&format!("{unit}元"))),
    }
}

/// The unit suffix `text`, if it is one.
pub fn unit_of(text: &str) -> Option<Measure> {
    Measure::ALL.iter().copied().find(|measure| measure.zh() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_the_language_says() {
        for good in ["0", "30800.00", "30,800.00", "1,234,567", "0.000001"] {
            assert!(figure(good).is_ok(), "{good}");
        }
        for bad in ["", ".5", "5.", "1e5", "1__0", "1.2.3", "3,08", "1234,567", "--1", "1,"] {
            assert!(figure(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_letter_o_is_told() {
        let expected = Fault::LooksLikeDigit { letter: 'O', digit: '0', mended: "30800.00".to_owned() };
        assert_eq!(fault("30800.0O"), expected);
        assert_eq!(fault("3万"), Fault::Unit("万".to_owned(), Some(Measure::TenThousand)));
        assert_eq!(fault("3,08"), Fault::Grouping("308".to_owned()));
        assert_eq!(fault("3,08亿元"), Fault::Grouping("308亿元".to_owned()));
        assert_eq!(fault("1e5"), Fault::Other);
        assert_eq!(fault("."), Fault::Other);
        assert_eq!(fault(".5"), Fault::Point("0.5".to_owned()));
        assert_eq!(fault("30,800.万元"), Fault::Point("30,800万元".to_owned()));
    }
}
