//! The grammar of expressions, computed while it is parsed.

use chumsky::prelude::*;
use rust_decimal::Decimal;

use crate::diagnostic::{Code, Message, Problem};
use crate::span::Place;

use super::super::fixed::Measure;
use super::super::statement::Amount;
use super::Term;
use super::fraction::Fraction;

/// A value on the way: the fraction, in 元 if its terms carry a unit.
#[derive(Clone, Copy, Debug)]
struct Quantity {
    value: Fraction,
    unit: bool,
}

/// Why an expression that parses has no value; the span is in terms.
#[derive(Clone, Copy, Debug)]
enum Fault {
    MixedUnits(SimpleSpan),
    UnitTimesUnit(SimpleSpan),
    OverUnit(SimpleSpan),
    DivisionByZero(SimpleSpan),
    TooLarge(SimpleSpan),
}

type Computed = Result<Quantity, Fault>;
type Extra<'a> = extra::Err<Rich<'a, Term>>;

fn grammar<'a>() -> impl Parser<'a, &'a [Term], Computed, Extra<'a>> {
    recursive(|sum| {
        let number = select! { Term::Number(value, unit) => (value, unit) }.map_with(|(value, unit), extra| {
            let factor = unit.map_or(Decimal::ONE, Measure::factor);
            let yuan = Fraction::from_decimal(value).zip(Fraction::from_decimal(factor));
            let value = yuan.and_then(|(value, factor)| value.times(factor)).ok_or(Fault::TooLarge(extra.span()))?;
            Ok(Quantity { value, unit: unit.is_some() })
        });
        let nested = sum.delimited_by(just(Term::Open), just(Term::Close));
        let signed = just(Term::Minus).repeated().foldr_with(number.or(nested), |_, value: Computed, extra| {
            let value = value?;
            let negated = value.value.negated().ok_or(Fault::TooLarge(extra.span()))?;
            Ok(Quantity { value: negated, ..value })
        });
        let product = signed.clone().foldl_with(
            just(Term::Times).or(just(Term::Over)).then(signed).repeated(),
            |left: Computed, (operator, right), extra| multiply(left?, operator, right?, extra.span()),
        );
        product.clone().foldl_with(
            just(Term::Plus).or(just(Term::Minus)).then(product).repeated(),
            |left: Computed, (operator, right), extra| add(left?, operator, right?, extra.span()),
        )
    })
    .then_ignore(end())
}

fn multiply(left: Quantity, operator: Term, right: Quantity, span: SimpleSpan) -> Computed {
    let (value, unit) = match operator {
        Term::Times if left.unit && right.unit => return Err(Fault::UnitTimesUnit(span)),
        Term::Times => (left.value.times(right.value), left.unit || right.unit),
        _ if right.value.is_zero() => return Err(Fault::DivisionByZero(span)),
        _ if right.unit && !left.unit => return Err(Fault::OverUnit(span)),
        _ => (left.value.over(right.value), left.unit && !right.unit),
    };
    Ok(Quantity { value: value.ok_or(Fault::TooLarge(span))?, unit })
}

fn add(left: Quantity, operator: Term, right: Quantity, span: SimpleSpan) -> Computed {
    if left.unit != right.unit {
        return Err(Fault::MixedUnits(span));
    }
    let right = if operator == Term::Minus { right.value.negated() } else { Some(right.value) };
    let value = right.and_then(|right| left.value.plus(right)).ok_or(Fault::TooLarge(span))?;
    Ok(Quantity { value, unit: left.unit })
}

/// Computes the expression, or reports why it has no value. `places` are the terms' places, `whole`
/// that of the amount.
pub fn compute(terms: &[Term], places: &[Place], whole: Place, problems: &mut Vec<Problem>) -> Option<Amount> {
    let place = |span: SimpleSpan| match (places.get(span.start), places.get(span.end.saturating_sub(1))) {
        (Some(first), Some(last)) if first.start <= last.end => first.to(*last),
        _ => whole,
    };
    match grammar().parse(terms).into_result() {
        Ok(Ok(quantity)) => finish(quantity, whole, problems),
        Ok(Err(fault)) => {
            problems.push(no_value(fault, place));
            None
        }
        Err(errors) => {
            problems.extend(errors.first().map(|error| unexpected(error, terms, places, whole)));
            None
        }
    }
}

fn finish(quantity: Quantity, whole: Place, problems: &mut Vec<Problem>) -> Option<Amount> {
    let value = quantity.value;
    if !value.is_finite_decimal() {
        problems.push(
            Problem::new(Code::NoFiniteDecimal, whole, "expression-not-finite").help("expression-not-finite-help"),
        );
        return None;
    }
    let Some(value) = value.to_decimal() else {
        problems.push(too_large(whole));
        return None;
    };
    let value = value.normalize();
    let unit = quantity.unit.then_some(Measure::One);
    Some(Amount { value, unit, decimals: value.scale() as u8, expression: true })
}

fn too_large(place: Place) -> Problem {
    Problem::new(Code::NumberOutOfBounds, place, "expression-too-large").help("number-bounds-help")
}

fn no_value(fault: Fault, place: impl Fn(SimpleSpan) -> Place) -> Problem {
    match fault {
        Fault::MixedUnits(span) => {
            Problem::new(Code::MixedUnits, place(span), "expression-mixed-units").help("expression-mixed-units-help")
        }
        Fault::UnitTimesUnit(span) => Problem::new(Code::BadExpression, place(span), "expression-unit-times-unit")
            .help("expression-unit-times-unit-help"),
        Fault::OverUnit(span) => Problem::new(Code::BadExpression, place(span), "expression-over-unit")
            .help("expression-unit-times-unit-help"),
        Fault::DivisionByZero(span) => Problem::new(Code::DivisionByZero, place(span), "expression-division-by-zero")
            .help("expression-division-by-zero-help"),
        Fault::TooLarge(span) => too_large(place(span)),
    }
}

/// The one place where chumsky's finding about an expression becomes ours.
fn unexpected(error: &Rich<'_, Term>, terms: &[Term], places: &[Place], whole: Place) -> Problem {
    let at = error.span().start;
    let before = at.checked_sub(1).and_then(|before| terms.get(before));
    let after_value = matches!(before, Some(Term::Number(..) | Term::Close));
    let opens = terms.iter().filter(|term| **term == Term::Open).count();
    let closes = terms.iter().filter(|term| **term == Term::Close).count();
    let place = places.get(at).copied().unwrap_or(Place { start: whole.end, end: whole.end });
    let message = match terms.get(at) {
        None if after_value && opens > closes => "expression-unclosed",
        None => "expression-unfinished",
        Some(Term::Close) if after_value => "expression-extra-close",
        Some(Term::Number(..) | Term::Open) if after_value => "expression-operator-missing",
        Some(_) => "expression-number-missing",
    };
    Problem::new(Code::BadExpression, place, Message::new(message)).help("expression-help")
}
