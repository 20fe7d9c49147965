//! Amounts: a number, or an exact expression of numbers, `+ - * /` and parentheses.
//!
//! Numbers are read by [`super::number`]; an expression is parsed by chumsky over its tokens and
//! computed in exact fractions while it is parsed. Which measure a bare number is in is not known
//! here: that is the file's header's business.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Fix, Message, Problem};
use crate::span::Place;

use super::fixed::Measure;
use super::number::{self, Fault, figure, split_unit, unit_of};
use super::statement::Amount;
use super::text::{fold, fold_char};

mod expression;
mod fraction;

/// How deep parentheses may nest. The parser recurses once a level, so this bounds its stack.
pub const MAX_DEPTH: usize = 32;

/// How many problems of one line are gathered.
pub const MAX_PROBLEMS: usize = 100;

/// A token of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Term {
    /// A number with its unit.
    Number(Decimal, Option<Measure>),
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `(`
    Open,
    /// `)`
    Close,
}

/// Reads the amount at `place` of `line`; what it finds wrong goes to `problems`.
///
/// Full-width forms are reported by the caller, which knows the whole word.
pub fn read(line: &str, place: Place, problems: &mut Vec<Problem>) -> Option<Amount> {
    let terms = Terms::cut(line, place, problems)?;
    if let Some((number, decimals)) = terms.single() {
        return Some(Amount { value: number.0, unit: number.1, decimals, expression: false });
    }
    if let Some(place) = terms.too_deep() {
        problems.push(
            Problem::new(Code::TooDeep, place, Message::new("expression-too-deep").with("depth", MAX_DEPTH))
                .help("expression-too-deep-help"),
        );
        return None;
    }
    expression::compute(&terms.terms, &terms.places, place, problems)
}

/// The terms of the amount at `place` of `line`; none of what cannot be read.
pub(crate) fn terms(line: &str, place: Place) -> Option<Vec<Term>> {
    Terms::cut(line, place, &mut Vec::new()).map(|terms| terms.terms)
}

struct Terms {
    terms: Vec<Term>,
    places: Vec<Place>,
    decimals: u8,
    /// It is one figure: there is no operator but perhaps a sign.
    single: bool,
}

impl Terms {
    /// Cuts the text into terms, or reports the words that are none.
    fn cut(line: &str, place: Place, problems: &mut Vec<Problem>) -> Option<Terms> {
        let text = place.of(line);
        let single = !text.trim_start_matches(['-', '−']).contains(|c| operator(c).is_some());
        let mut terms = Terms { terms: Vec::new(), places: Vec::new(), decimals: 0, single };
        let mut readable = true;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let start = place.start + at as u32;
            let end = at + c.len_utf8();
            if c.is_whitespace() {
                at = end;
                continue;
            }
            if let Some(term) = operator(c) {
                terms.push(term, Place { start, end: place.start + end as u32 });
                at = end;
                continue;
            }
            let len = text[at..].find(|c: char| c.is_whitespace() || operator(c).is_some());
            let end = len.map_or(text.len(), |len| at + len);
            let word = Place { start, end: place.start + end as u32 };
            readable &= terms.word(line, word, problems);
            if problems.len() >= MAX_PROBLEMS {
                return None;
            }
            at = end;
        }
        readable.then_some(terms)
    }

    /// Reads one word that is no operator.
    fn word(&mut self, line: &str, place: Place, problems: &mut Vec<Problem>) -> bool {
        let folded = fold(place.of(line));
        if let Some(measure) = unit_of(&folded)
            && let Some(Term::Number(_, unit @ None)) = self.terms.last_mut()
        {
            // A blank may stand before the unit.
            *unit = Some(measure);
            if let Some(last) = self.places.last_mut() {
                last.end = place.end;
            }
            return true;
        }
        let before = matches!(self.terms.last(), Some(Term::Number(_, None)));
        if before && let Some(measure) = unit_of(&format!("{folded}元")) {
            let fault = Fault::Unit(folded.into_owned(), Some(measure));
            problems.push(not_a_number(place, place.of(line), fault, self.single));
            return false;
        }
        let (digits, unit) = split_unit(&folded);
        match (figure(digits), unit_of(unit)) {
            (Ok(number), measure) if unit.is_empty() || measure.is_some() => {
                self.decimals = number.decimals;
                self.push(Term::Number(number.value, measure), place);
                true
            }
            _ => {
                problems.push(not_a_number(place, place.of(line), number::fault(&folded), self.single));
                false
            }
        }
    }

    fn push(&mut self, term: Term, place: Place) {
        self.terms.push(term);
        self.places.push(place);
    }

    /// The one number, perhaps with a sign, that most amounts are.
    fn single(&self) -> Option<((Decimal, Option<Measure>), u8)> {
        match self.terms[..] {
            [Term::Number(value, unit)] => Some(((value, unit), self.decimals)),
            [Term::Minus, Term::Number(value, unit)] => Some(((-value, unit), self.decimals)),
            _ => None,
        }
    }

    /// The parenthesis that is one level too deep.
    fn too_deep(&self) -> Option<Place> {
        let mut depth = 0;
        for (term, place) in self.terms.iter().zip(&self.places) {
            match term {
                Term::Open => depth += 1,
                Term::Close => depth -= 1,
                _ => {}
            }
            if depth > MAX_DEPTH as i64 {
                return Some(*place);
            }
        }
        None
    }
}

/// Whether a character is an operator or a parenthesis of an expression, in any of its forms.
pub fn is_operator(c: char) -> bool {
    operator(c).is_some()
}

fn operator(c: char) -> Option<Term> {
    match fold_char(c).unwrap_or(c) {
        '+' => Some(Term::Plus),
        '-' | '−' => Some(Term::Minus),
        '*' | '×' => Some(Term::Times),
        '/' | '÷' => Some(Term::Over),
        '(' => Some(Term::Open),
        ')' => Some(Term::Close),
        _ => None,
    }
}

/// The problem of a word that is no number; `single` says that it is the whole amount.
fn not_a_number(place: Place, word: &str, fault: Fault, single: bool) -> Problem {
    let message = |key| Message::new(key).with("word", word);
    let write = |text: &str| Fix::write(place, text);
    match fault {
        Fault::LooksLikeDigit { letter, digit, mended } => Problem::new(
            Code::NotANumber,
            place,
            message("number-with-letter").with("letter", letter.to_string()).with("digit", digit.to_string()),
        )
        // Money read off a letter is a guess, however likely: only a total could tell an O for a 0 from an
        // O for a 6.
        .fix(write(&mended)),
        Fault::Point(mended) => Problem::new(Code::NotANumber, place, message("not-a-number"))
            .help("not-a-number-help")
            // The digit that is missing may have been another.
            .fix(write(&mended)),
        Fault::Grouping(plain) => Problem::new(Code::BadGrouping, place, message("number-grouping"))
            .help("number-grouping-help")
            // A digit may be missing, or a single comma be a point.
            .alternatives((word.matches([',', '，', '.']).count() == 1).then(|| write(&word.replace([',', '，'], "."))))
            .fix(write(&plain)),
        Fault::TooLong => {
            Problem::new(Code::NumberOutOfBounds, place, message("number-too-long")).help("number-bounds-help")
        }
        Fault::Unit(unit, Some(measure)) => {
            let mended = format!("{word}元");
            Problem::new(
                Code::UnitSuffix,
                place,
                message("number-unit").with("unit", unit).with("measure", measure.zh()),
            )
            // In an expression 万 may count people or months.
            .fix(write(&mended).certain_if(single))
        }
        Fault::Unit(unit, None) => {
            Problem::new(Code::UnitSuffix, place, message("number-unknown-unit").with("unit", unit))
                .help("number-units-help")
        }
        Fault::Other => Problem::new(Code::NotANumber, place, message("not-a-number")).help("not-a-number-help"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut problems = Vec::new();
        let place = Place { start: 0, end: text.len() as u32 };
        match read(text, place, &mut problems) {
            Some(amount) => {
                let unit = amount.unit.map_or("", Measure::zh);
                let mark = if amount.expression { " computed" } else { "" };
                format!("{}{unit}{mark}", amount.value)
            }
            None => problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>().join(" "),
        }
    }

    #[test]
    fn numbers_and_expressions() {
        for (text, expected) in [
            ("30800.00", "30800.00"),
            ("-5.00", "-5.00"),
            ("３０，８００．００ 万元", "30800.00万元"),
            ("15 * 2.40万元 * 12", "4320000元 computed"),
            ("10/3*3", "10 computed"),
            ("(1+2)*-(3-5)", "6 computed"),
            ("6万元/2万元", "3 computed"),
            ("2 - 2", "0 computed"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (text, code) in [
            ("15-2万元", "E0110"),
            ("1/0", "E0113"),
            ("10/3", "E0114"),
            ("2万元*3万元", "E0111"),
            ("1+", "E0111"),
            ("1 2", "E0111"),
            ("(1", "E0111"),
            ("1)", "E0111"),
            ("30800.0O", "E0107"),
            ("3万", "E0109"),
            ("3,08", "E0115"),
            ("x + 1.", "E0107 E0107"),
        ] {
            assert_eq!(shown(text), code, "{text}");
        }
        assert_eq!(shown(&format!("{}1{}", "(".repeat(50_000), ")".repeat(50_000))), "E0112");
        assert_eq!(shown(&"-".repeat(50_000)), "E0111");
        assert_eq!(shown(&"x+".repeat(50_000)).matches("E0107").count(), MAX_PROBLEMS);
        assert_eq!(shown("1元+99999999999999999999999999亿元"), "E0108");
    }
}
