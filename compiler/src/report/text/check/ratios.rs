//! Shares, and changes against last year: their figures, their words, and what they are compared with.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Message};
use crate::model::header::in_measure;
use crate::syntax::{Base, Measure};

use super::super::ask::Fact;
use super::super::figure::percent as of;
use super::figures::{Subject, Walk};
use super::known::Meaning;
use super::phrase::{self, Direction};
use super::reading::{Counts, Number};
use super::told::{as_typed, same};

/// What the base of a comparison is called.
const BASES: &[(&str, Base)] = &[("执行数", Base::Actual), ("预算数", Base::Budget)];

/// A percentage: a share or a rate.
pub fn percent(walk: &mut Walk<'_, '_>, number: &Number, subject: &mut Subject) {
    let lead = walk.text(&number.lead);
    let last = lead.rsplit(['，', ',', '、', '；', '：', '（', '(']).next().unwrap_or(lead).trim();
    match last.find('占') {
        // 参保人数占: something else is the part.
        Some(at) if !phrase::words(&last[..at], "").is_empty() => {}
        Some(at) => share(walk, number, subject, &last[at + '占'.len_utf8()..]),
        None if phrase::direction(last).is_some() => rate(walk, number, subject),
        None => {}
    }
}

fn share(walk: &mut Walk<'_, '_>, number: &Number, subject: &Subject, whole: &str) {
    let Some((fact, part)) = subject.fact.as_ref().and_then(|fact| Some((Arc::clone(fact), fact.amount?))) else {
        return;
    };
    let named = phrase::subject(&phrase::words(whole, ""));
    let mut wholes: Vec<Arc<Fact>> = match named.is_empty() || ["比重", "比例", "比"].contains(&named.as_str()) {
        true => walk.known.wholes(&fact).into_iter().chain(walk.before.iter().cloned()).collect(),
        false => walk.meanings(whole).iter().filter_map(Meaning::fact).cloned().collect(),
    };
    if wholes.iter().any(|whole| whole.amount.is_none()) && !named.is_empty() {
        return;
    }
    wholes.retain(|whole| whole.amount.is_some_and(|amount| amount != Decimal::ZERO));
    let is_it =
        |whole: &Arc<Fact>| whole.amount.and_then(|amount| of(part, amount, number.decimals)) == Some(number.value);
    if wholes.iter().any(is_it) {
        return;
    }
    let Some((whole, amount)) = wholes.first().and_then(|whole| Some((whole, whole.amount?))) else { return };
    let Some(right) = of(part, amount, number.decimals.max(1)) else { return };
    let right = format!("{right}%");
    let message = Message::new("text-share")
        .with("typed", walk.text(&number.whole))
        .with("part", money(part, subject))
        .with("whole", money(amount, subject))
        .with("figure", right.as_str());
    walk.told.tell_right(Code::TextShare, &number.place, message, &right, Some(&**whole));
}

/// By how much something changed.
pub fn change(walk: &mut Walk<'_, '_>, number: &Number, subject: &mut Subject) {
    let lead = walk.text(&number.lead);
    own_subject(walk, lead, subject);
    subject.change = Some(number.clone());
    let Some((fact, amount, prior)) = compared(subject) else { return };
    base(walk, number, &fact);
    let right = (amount - prior).abs();
    if direction(walk, number, subject, amount, prior) && !same(right, number) {
        let figure = as_typed(right, number);
        let message = changed("text-change-amount", walk, number, subject, (amount, prior)).with("figure", &*figure);
        walk.told.tell_right(Code::TextChange, &number.place, message, &figure, Some(&fact));
        subject.is_wrong = true;
    }
}

/// By how many percent it changed.
fn rate(walk: &mut Walk<'_, '_>, number: &Number, subject: &mut Subject) {
    own_subject(walk, walk.text(&number.lead), subject);
    let Some((fact, amount, prior)) = compared(subject) else {
        return rate_itself(walk, number, subject);
    };
    if subject.change.is_none() {
        base(walk, number, &fact);
    }
    if prior == Decimal::ZERO {
        walk.told.tell(Code::TextChange, &number.whole, Message::new("text-change-no-rate"));
        return;
    }
    let right = |decimals| of((amount - prior).abs(), prior.abs(), decimals);
    if !direction(walk, number, subject, amount, prior) || right(number.decimals) == Some(number.value) {
        return;
    }
    let figure = right(number.decimals.max(1)).map(|rate| format!("{rate}%")).unwrap_or_default();
    let message = changed("text-change-rate", walk, number, subject, (amount, prior)).with("figure", &*figure);
    walk.told.tell_right(Code::TextChange, &number.place, message, &figure, Some(&fact));
}

/// Without last year's figure in the budget: whether the rate fits the change that was typed before it.
fn rate_itself(walk: &mut Walk<'_, '_>, number: &Number, subject: &Subject) {
    let (Some(amount), Some(change)) = (&subject.typed, &subject.change) else { return };
    let lead = walk.text(&change.lead);
    let Some((_, _, way)) = phrase::direction(lead).filter(|_| !subject.is_wrong) else { return };
    let (Some((low, high)), Some((least, most))) = (bounds(amount), bounds(change)) else { return };
    // The figures are rounded: the rate is one of those that they allow.
    let prior = |amount: Decimal, change: Decimal| match way {
        Direction::More => amount - change,
        Direction::Less => amount + change,
    };
    let rates = [(low, least), (low, most), (high, least), (high, most)].map(|(amount, change)| {
        let prior = prior(amount, change);
        if prior > Decimal::ZERO { of(change, prior, number.decimals) } else { None }
    });
    let (Some(Some(low)), Some(Some(high))) = (rates.iter().min(), rates.iter().max()) else { return };
    if number.value < *low || number.value > *high {
        let message = Message::new("text-change-itself")
            .with("rate", walk.text(&number.whole))
            .with("change", walk.text(&change.whole))
            .with("amount", walk.text(&amount.whole));
        walk.told.tell(Code::TextChange, &number.place, message);
    }
}

/// The least and the most that a rounded figure may have been, in 元.
fn bounds(number: &Number) -> Option<(Decimal, Decimal)> {
    let Counts::Money(measure) = number.counts else { return None };
    let yuan = number.value.checked_mul(measure.factor())?;
    let half = Decimal::new(5, u32::from(number.decimals) + 1).checked_mul(measure.factor())?;
    Some((yuan - half, yuan + half))
}

/// What a comparison itself names goes before what was said of before.
fn own_subject(walk: &Walk<'_, '_>, lead: &str, subject: &mut Subject) {
    let last = lead.rsplit(['，', ',', '；', '：']).next().unwrap_or(lead);
    let ends = phrase::LAST_YEAR.iter().filter_map(|word| last.find(word)).min().or_else(|| {
        let (at, ..) = phrase::direction(last)?;
        Some(at)
    });
    if last.contains("原因") {
        *subject = Subject::default();
        return;
    }
    let own = last[..ends.unwrap_or(0)].trim_end_matches(['比', '较', '与', '和']);
    if phrase::words(own, "").is_empty() {
        return;
    }
    let facts = walk.meanings(own).into_iter().filter_map(|meaning| meaning.fact().cloned());
    let known: Vec<_> = facts.filter(|fact| fact.prior.is_some()).collect();
    // Of several that it may be none is known to be meant.
    let same = known.windows(2).all(|two| (two[0].amount, two[0].prior) == (two[1].amount, two[1].prior));
    let fact = known.into_iter().next().filter(|_| same);
    *subject = Subject { fact, ..Subject::default() };
}

/// What was said of, with this year's and last year's figure.
fn compared(subject: &Subject) -> Option<(Arc<Fact>, Decimal, Decimal)> {
    let fact = subject.fact.as_ref().filter(|_| !subject.is_wrong)?;
    Some((Arc::clone(fact), fact.amount?, fact.prior?))
}

/// Whether the word of the direction is right; tells if it is not.
fn direction(walk: &mut Walk<'_, '_>, number: &Number, subject: &mut Subject, amount: Decimal, prior: Decimal) -> bool {
    let lead = walk.text(&number.lead);
    let Some((at, word, way)) = phrase::direction(lead) else { return true };
    let (right, more, less) = match number.counts {
        Counts::Percent => (amount.cmp(&prior), "增长", "下降"),
        _ => (amount.cmp(&prior), "增加", "减少"),
    };
    let right = match (right, way) {
        (std::cmp::Ordering::Greater, Direction::Less) => more,
        (std::cmp::Ordering::Less, Direction::More) => less,
        _ => return true,
    };
    let place = number.lead.start + at..number.lead.start + at + word.len();
    let message = Message::new("text-change-direction")
        .with("word", word)
        .with("right", right)
        .with("prior", money(prior, subject))
        .with("amount", money(amount, subject));
    walk.told.tell_right(Code::TextChange, &place, message, right, None);
    subject.is_wrong = true;
    false
}

/// Whether what is said not to have changed did not.
pub fn flat(walk: &mut Walk<'_, '_>, place: &Range<usize>, subject: &Subject) {
    let text = walk.text(place);
    let Some(at) = text.find("持平") else { return };
    let clause = text[..at].rsplit(['，', ',', '；', '。']).next().unwrap_or("").trim();
    let Some((fact, amount, prior)) = compared(subject).filter(|_| clause.starts_with(['与', '和', '较', '比']))
    else {
        return;
    };
    if amount != prior {
        let place = place.start + at..place.start + at + "持平".len();
        let message = Message::new("text-change-flat")
            .with("prior", money(prior, subject))
            .with("amount", money(amount, subject));
        walk.told.tell_right(
            Code::TextChange,
            &place,
            message,
            if amount > prior { "增加" } else { "减少" },
            Some(&fact),
        );
    }
}

/// Whether a comparison names the base that the budget has.
fn base(walk: &mut Walk<'_, '_>, number: &Number, fact: &Fact) {
    let lead = walk.text(&number.lead);
    let Some((at, word, typed)) = named_bases(lead).pop() else { return };
    let place = number.lead.start + at..number.lead.start + at + word.len();
    match fact.base {
        Some(base) if base == typed => {}
        Some(base) => {
            let message = Message::new("text-base").with("typed", word).with("figure", base.zh());
            walk.told.tell_right(Code::TextBase, &place, message, base.zh(), Some(fact));
        }
        None => {
            walk.told.tell(Code::TextBase, &place, Message::new("text-base-unknown").with("typed", word));
        }
    }
}

/// The bases that a text compares with, and where.
fn named_bases(text: &str) -> Vec<(usize, &'static str, Base)> {
    let mut found: Vec<(usize, &str, Base)> = Vec::new();
    for (word, base) in BASES {
        for (at, _) in text.match_indices(word) {
            let before = text[..at].trim_end_matches(['度', ' ', '的']);
            if phrase::LAST_YEAR.iter().any(|year| before.ends_with(year)) {
                found.push((at, word, *base));
            }
        }
    }
    found.sort_unstable_by_key(|(at, ..)| *at);
    found
}

/// Whether one sentence compares with two bases.
pub fn bases(walk: &mut Walk<'_, '_>, place: &Range<usize>) {
    let named = named_bases(walk.text(place));
    let Some((_, one, first)) = named.first().copied() else { return };
    if let Some((at, other, _)) = named.iter().copied().find(|(.., base)| *base != first) {
        let place = place.start + at..place.start + at + other.len();
        // If one of the two is wrong by itself, that was told.
        let message = Message::new("text-base-mixed").with("one", one).with("other", other);
        let span = walk.told.typed(&place);
        if !walk.told.diagnostics.iter().any(|it| it.code == Code::TextBase && Some(it.span) == span) {
            walk.told.tell(Code::TextBase, &place, message);
        }
    }
}

fn changed(
    key: &'static str,
    walk: &Walk<'_, '_>,
    number: &Number,
    subject: &Subject,
    (amount, prior): (Decimal, Decimal),
) -> Message {
    Message::new(key)
        .with("typed", walk.text(&number.whole))
        .with("prior", money(prior, subject))
        .with("amount", money(amount, subject))
}

/// Money as the text counts it.
fn money(yuan: Decimal, subject: &Subject) -> String {
    match subject.typed.as_ref().map(|number| number.counts) {
        Some(Counts::Money(measure)) => in_measure(yuan, measure, 2) + measure.zh(),
        _ => in_measure(yuan, Measure::TenThousand, 2) + Measure::TenThousand.zh(),
    }
}
