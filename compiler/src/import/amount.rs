//! Amounts as people type them into cells: numbers, and texts that are meant as numbers.

use rust_decimal::Decimal;

use crate::syntax::Measure;
use crate::syntax::number::{figure, split_unit, unit_of};
use crate::syntax::text::fold;

use super::grid::Content;

/// The most digits before the point and after it that a budget holds.
const WHOLE: u32 = 13;
const DECIMALS: u32 = 6;

/// What stands for "nothing" in a cell of figures.
const NOTHING: &[&str] = &["-", "--", "—", "——", "–", "−", "/", "\\", "无", "*"];

/// An amount as it stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number.
    pub value: Decimal,
    /// The unit it is written with, if it has one of its own.
    pub measure: Option<Measure>,
    /// With how many decimals it is shown, if its cell says so.
    pub shown: Option<u8>,
}

/// What a cell of a column of figures says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing, which is no zero.
    Blank,
    /// An amount.
    Amount(Amount),
    /// What cannot be read as an amount.
    Unreadable,
}

/// Reads a cell of a column of figures.
pub fn read(content: &Content) -> Reading {
    match content {
        Content::Number(number, shown) => {
            let number = number.round_dp(DECIMALS);
            amount(number, None, *shown)
        }
        Content::Text(text) => of_text(text),
        Content::Other(_) => Reading::Unreadable,
    }
}

fn amount(value: Decimal, measure: Option<Measure>, shown: Option<u8>) -> Reading {
    let bound = Decimal::from(10_u64.pow(WHOLE));
    if value.abs() >= bound || value.scale() > DECIMALS {
        return Reading::Unreadable;
    }
    Reading::Amount(Amount { value, measure, shown })
}

/// Reads a text: full-width digits, thousands parted by commas or blanks, a sign or parentheses for a
/// negative amount, a currency before it, a unit after it.
fn of_text(text: &str) -> Reading {
    let folded = fold(text.trim());
    let text = folded.trim_matches(is_blank);
    if text.is_empty() || NOTHING.contains(&text) {
        return Reading::Blank;
    }
    let (text, mut negative) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let mut rest = text;
    let mut sign = false;
    loop {
        rest = rest.trim_start_matches(is_blank);
        let money = rest.strip_prefix(['¥', '￥']);
        let minus = if sign { None } else { rest.strip_prefix(['-', '−', '–', '+']) };
        match (money, minus) {
            (Some(after), _) => rest = after,
            (None, Some(after)) => {
                // A sign inside parentheses would say the same twice, or take it back.
                if negative {
                    return Reading::Unreadable;
                }
                negative = !rest.starts_with('+');
                sign = true;
                rest = after;
            }
            (None, None) => break,
        }
    }
    let Some(joined) = joined(rest) else { return Reading::Unreadable };
    let (digits, unit) = split_unit(&joined);
    let measure = match unit {
        "" => None,
        unit => match unit_of(unit) {
            Some(measure) => Some(measure),
            None => return Reading::Unreadable,
        },
    };
    match figure(digits) {
        Ok(number) => amount(if negative { -number.value } else { number.value }, measure, Some(number.decimals)),
        Err(_) => Reading::Unreadable,
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{A0}' | '\u{200B}' | '\u{FEFF}')
}

/// The text with its thousands parted by commas only: a blank or an apostrophe between digits parts them too,
/// any other blank says nothing. None if two ways of parting are mixed.
fn joined(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut parted_by = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digits = out.ends_with(|c: char| c.is_ascii_digit()) && chars.peek().is_some_and(char::is_ascii_digit);
        let blank = is_blank(c);
        match c {
            ',' | '\'' | '’' => {}
            _ if blank && digits => {}
            _ if blank => continue,
            c => {
                out.push(c);
                continue;
            }
        }
        if !digits || *parted_by.get_or_insert(c) != c {
            return None;
        }
        out.push(',');
    }
    Some(out)
}

/// Whether a cell holds what somebody meant as an amount, readable or not.
pub fn is_meant(content: &Content) -> bool {
    match content {
        Content::Number(..) => true,
        Content::Other(text) => text.starts_with('#'),
        Content::Text(text) => match of_text(text) {
            Reading::Amount(_) => true,
            Reading::Blank => false,
            Reading::Unreadable => {
                let sign = |c: char| c.is_ascii_digit() || " .,+-()%¥￥元千万亿OolI〇○".contains(c);
                let folded = fold(text.trim());
                folded.chars().all(sign) && folded.chars().any(|c| c.is_ascii_digit())
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<Decimal> {
        match of_text(text) {
            Reading::Amount(amount) => Some(amount.value),
            _ => None,
        }
    }

    #[test]
    fn amounts_are_read_however_they_are_typed() {
        for text in
            ["30800.00", "30,800.00", "３０，８００．００", " 30 800.00 ", "¥30,800.00", "￥ 30800.00", "30'800.00"]
        {
            assert_eq!(value(text), Some("30800.00".parse().unwrap()), "{text}");
        }
        for text in ["-12.50", "−12.50", "(12.50)", "（１２．５０）", "-¥12.50", "¥-12.50", "- 12.50"] {
            assert_eq!(value(text), Some("-12.50".parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn a_unit_of_its_own_is_kept() {
        let measure = |text| match of_text(text) {
            Reading::Amount(amount) => amount.measure,
            _ => None,
        };
        assert_eq!(measure("12.00万元"), Some(Measure::TenThousand));
        assert_eq!(measure("１２　元"), Some(Measure::One));
    }

    #[test]
    fn blank_is_not_zero() {
        for text in ["", " ", "-", "—", "/", "　"] {
            assert_eq!(of_text(text), Reading::Blank, "{text:?}");
        }
        assert_eq!(value("0.00"), Some("0.00".parse().unwrap()));
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for text in
            ["30800.0O", "1e5", ".5", "5.", "3,08", "12 34", "1,234 567", "12.3.4", "3万", "(-5)", "--5", "1,2,3"]
        {
            assert_eq!(of_text(text), Reading::Unreadable, "{text}");
        }
        assert_eq!(of_text("12345678901234.00"), Reading::Unreadable);
        assert_eq!(of_text("0.1234567"), Reading::Unreadable);
    }

    #[test]
    fn what_is_meant_as_an_amount_is_told_from_texts() {
        let text = |text: &str| is_meant(&Content::Text(text.to_owned()));
        assert!(text("30800.0O") && text("1,23") && text("12.00") && text("50%"));
        assert!(!text("2024年预算") && !text("第3页") && !text("—") && !text("表3"));
    }
}
