//! Figures and expressions in canonical form: plain digits, a unit glued to its number, a space on
//! either side of an operator.
//!
//! What a figure comes to, and what it is rounded to, never changes. The decimals of a bare number are
//! filled up to its header's, which its step is anyway; those of a number with a unit are its step, and
//! in an expression `15` may count anything.

use std::borrow::Cow;
use std::fmt::Write;

use crate::span::Place;
use crate::syntax::amount::{Term, terms};

/// The most digits a bare number has before its point.
const MAX_WHOLE: usize = 13;
/// The most decimals it has.
const MAX_SCALE: u8 = 6;

/// The amount at `place` of `line`, a line that can be read, under a header with `scale` decimals.
pub(super) fn written(line: &str, place: Place, scale: u8) -> Option<Cow<'_, str>> {
    let text = place.of(line);
    let scale = usize::from(scale.min(MAX_SCALE));
    if is_canonical(text.as_bytes(), scale) {
        return Some(Cow::Borrowed(text));
    }
    if let Some(number) = number(text, scale) {
        return Some(Cow::Owned(number));
    }
    let terms = terms(line, place)?;
    let mut out = String::with_capacity(text.len() + scale + 1);
    let mut after_value = false;
    for term in &terms {
        let operator = match term {
            Term::Plus => '+',
            Term::Minus => '-',
            Term::Times => '*',
            Term::Over => '/',
            Term::Open => '(',
            Term::Close => ')',
            Term::Number(value, unit) => {
                write!(out, "{value}{}", unit.map_or("", |unit| unit.zh())).ok()?;
                after_value = true;
                continue;
            }
        };
        // After a value an operator has two sides; elsewhere a minus is a sign.
        if after_value && *term != Term::Close {
            out.push(' ');
            out.push(operator);
            out.push(' ');
        } else {
            out.push(operator);
        }
        after_value = *term == Term::Close;
    }
    if let [Term::Number(_, None)] | [Term::Minus, Term::Number(_, None)] = terms[..] {
        fill(&mut out, scale);
    }
    Some(Cow::Owned(out))
}

/// Whether `text` is a bare number as it should be: most are.
fn is_canonical(text: &[u8], scale: usize) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let point = digits.iter().position(|&byte| byte == b'.').unwrap_or(digits.len());
    let (whole, fraction) = (&digits[..point], digits.get(point + 1..).unwrap_or(&[]));
    let plain = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let led = whole.first() != Some(&b'0') || whole.len() == 1;
    led && !whole.is_empty() && plain(whole) && plain(fraction) && fraction.len() >= scale
}

/// A bare number in half width, if `text` is one.
fn number(text: &str, scale: usize) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + scale + 1);
    out.push_str(&text[..text.len() - digits.len()]);
    let significant = digits.trim_start_matches(['0', ',']);
    if !significant.starts_with(|c: char| c.is_ascii_digit()) {
        out.push('0');
    }
    out.extend(significant.chars().filter(|&c| c != ','));
    fill(&mut out, scale);
    Some(out)
}

/// Fills the decimals of the number in `out` up to `scale`. A figure that no budget may hold stays.
fn fill(out: &mut String, scale: usize) {
    let point = out.find('.').unwrap_or(out.len());
    if point > MAX_WHOLE + usize::from(out.starts_with('-')) {
        return;
    }
    let decimals = (out.len() - point).saturating_sub(1);
    if decimals == 0 && scale > 0 {
        out.push('.');
    }
    out.extend(std::iter::repeat_n('0', scale.saturating_sub(decimals)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, scale: u8) -> String {
        let place = Place { start: 0, end: text.len() as u32 };
        written(text, place, scale).unwrap().into_owned()
    }

    #[test]
    fn figures() {
        for (text, expected) in [
            ("30800.00", "30800.00"),
            ("30,800.00", "30800.00"),
            ("1,234,567", "1234567.00"),
            ("713", "713.00"),
            ("713.5", "713.50"),
            ("0.005", "0.005"),
            ("12.3400", "12.3400"),
            ("007.10", "7.10"),
            ("0", "0.00"),
            ("0,012,300.5", "12300.50"),
            ("-0,000", "-0.00"),
            ("-5", "-5.00"),
            ("- 5.00", "-5.00"),
            ("−0.1", "-0.10"),
            ("３０，８００．００", "30800.00"),
            ("9999999999999", "9999999999999.00"),
            ("-9999999999999", "-9999999999999.00"),
            ("99999999999999", "99999999999999"),
            // The decimals of a number with a unit are what it is rounded to.
            ("3.1亿元", "3.1亿元"),
            ("3.08 万元", "3.08万元"),
            ("328,661\u{3000}万元", "328661万元"),
            ("- 3元", "-3元"),
        ] {
            assert_eq!(shown(text, 2), expected, "{text}");
            assert_eq!(shown(expected, 2), expected);
        }
        for (text, scale, expected) in
            [("713", 0, "713"), ("713.0", 0, "713.0"), ("1.5", 6, "1.500000"), ("1.5", 200, "1.500000")]
        {
            assert_eq!(shown(text, scale), expected, "{text}, {scale}");
        }
    }

    #[test]
    fn expressions() {
        for (text, expected) in [
            ("15*2.40", "15 * 2.40"),
            ("15 * 2.40万元 * 12", "15 * 2.40万元 * 12"),
            ("10/3  *3", "10 / 3 * 3"),
            ("( 1+2 )*-( 3 - -5 )", "(1 + 2) * -(3 - -5)"),
            ("１５×２．４０　万元÷３", "15 * 2.40万元 / 3"),
            ("- -5", "--5"),
            ("(5)", "(5)"),
            ("1,000+2,000.5", "1000 + 2000.5"),
            ("（1＋2）－3", "(1 + 2) - 3"),
        ] {
            assert_eq!(shown(text, 2), expected, "{text}");
            assert_eq!(shown(expected, 2), expected);
        }
    }
}
