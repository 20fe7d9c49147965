//! Identities inside a sentence: purchases are goods, works and services, and what is reserved is part of them;
//! what offices take to run is part of operating expenditure.

use rust_decimal::Decimal;

use crate::Analysis;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::Dim;
use crate::model::Slice;
use crate::model::dimension::source_node;
use crate::model::slice::Place;
use crate::source::Sources;
use crate::syntax::{Kind, Source};

use super::super::desk::Desk;
use super::figures::Walk;
use super::known::is_dependent;
use super::phrase;
use super::reading::{Counts, Number, Sentence};
use super::told::as_typed;

pub fn check(walk: &mut Walk<'_, '_>, sentence: &Sentence) {
    let mut total: Option<(&Number, Decimal)> = None;
    let mut parts: Vec<(&Number, Decimal)> = Vec::new();
    let mut small: Option<(&Number, Decimal)> = None;
    for number in &sentence.numbers {
        let lead = walk.text(&number.lead);
        let Counts::Money(measure) = number.counts else { continue };
        if is_dependent(lead) || phrase::is_vague(lead, walk.year) {
            continue;
        }
        let Some(yuan) = number.value.checked_mul(measure.factor()) else { continue };
        let words = phrase::words(lead, "");
        let has = |word: &str| words.contains(word);
        if has(RUNNING) {
            operating(walk, number, yuan);
        } else if has("小微企业") || has("中小企业") {
            let whole = if has("小微企业") { small.or(total) } else { total };
            reserved(walk, (number, yuan), whole);
            if !has("小微企业") {
                small = Some((number, yuan));
            }
        } else if ["货物", "工程", "服务"].iter().any(|kind| has(kind)) && (has("采购") || total.is_some()) {
            parts.push((number, yuan));
        } else if phrase::subject(&words).ends_with("采购") {
            total = Some((number, yuan));
        }
    }
    let Some((number, yuan)) = total.filter(|_| parts.len() == 3) else { return };
    let sum: Decimal = parts.iter().map(|(_, yuan)| yuan).sum();
    let steps: Decimal = parts.iter().map(|(part, _)| step(part)).sum::<Decimal>() + step(number);
    if (sum - yuan).abs() * Decimal::TWO >= steps.max(Decimal::ONE / Decimal::ONE_HUNDRED) && sum != yuan {
        let figure = as_typed(sum, number);
        let message = Message::new("text-purchases").with("typed", walk.text(&number.whole)).with("figure", &*figure);
        walk.told.tell_right(Code::TextProcurement, &number.place, message, &figure, None);
    }
}

/// The last digit of a figure, in 元.
fn step(number: &Number) -> Decimal {
    match number.counts {
        Counts::Money(measure) => Decimal::new(1, u32::from(number.decimals)) * measure.factor(),
        _ => Decimal::ZERO,
    }
}

/// Whether a part that is reserved is no more than what it is reserved of.
fn reserved(walk: &mut Walk<'_, '_>, (number, part): (&Number, Decimal), whole: Option<(&Number, Decimal)>) {
    let Some((of, whole)) = whole else { return };
    if part > whole {
        let message =
            Message::new("text-reserved").with("part", walk.text(&number.whole)).with("whole", walk.text(&of.whole));
        walk.told.tell(Code::TextProcurement, &number.place, message);
    }
}

/// What the set is called of what offices take to run.
const RUNNING: &str = "机关运行经费";

/// Whether what the budget itself says that offices take to run is no more than all operating expenditure.
pub fn running(analysis: &Analysis, sources: &Sources) -> Option<Diagnostic> {
    let model = &analysis.model;
    let slice = Slice::of(Kind::Memo).with(Dim::Item, model.items.set(RUNNING)?);
    let desk = Desk::new(analysis);
    let (part, all) = (desk.fact(&slice), desk.fact(&operating_expenditure()));
    let whole = all.amount.filter(|whole| !all.nothing && part.amount.is_some_and(|part| part > *whole))?;
    let line = model.entries.iter().find(|entry| slice.holds(model, entry) == Place::In).map(|entry| entry.at);
    let at = line.or(part.at)?;
    let figure = |yuan| model.header().figure(yuan);
    let message = Message::new("text-operating")
        .with("part", part.amount.map(figure).unwrap_or_default())
        .with("whole", figure(whole));
    Some(Diagnostic::new(Code::TextMoreThanWhole, sources.line_span(at), message))
}

/// The operating expenditure of the general public budget.
fn operating_expenditure() -> Slice {
    Slice::of(Kind::Operating).with(Dim::Source, source_node(Source::General))
}

/// Whether what offices take to run is no more than all operating expenditure.
fn operating(walk: &mut Walk<'_, '_>, number: &Number, part: Decimal) {
    let all = walk.known.fact(&operating_expenditure());
    let Some(whole) = all.amount.filter(|whole| !all.nothing && part > *whole) else { return };
    let message =
        Message::new("text-operating").with("part", walk.text(&number.whole)).with("whole", as_typed(whole, number));
    walk.told.tell(Code::TextMoreThanWhole, &number.place, message);
}
