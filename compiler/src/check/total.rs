//! Totals: what each claimed figure came to. Rules TR-01 to TR-08, IN-02 to IN-04, TB-02, TB-03,
//! TB-06 to TB-08, EN-01.

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::ledger::{Comparison, Millionths, TopLines, Verdict};
use crate::model::{Claim, Role, Slice};
use crate::syntax::Attribute;

use super::settle::{Figure, Judgement, Parts, Route, Status};
use super::{Check, Context};

pub const CHECK: Check = Check {
    name: "totals",
    codes: &[
        Code::TotalRefuted,
        Code::PartsRefuted,
        Code::OutOfBounds,
        Code::ChildrenRefuted,
        Code::UnlikelyRounding,
        Code::Rounding,
        Code::Unsettled,
    ],
    rules: &[
        "IN-02", "IN-03", "IN-04", "TR-01", "TR-02", "TR-03", "TR-04", "TR-05", "TR-06", "TR-07", "TR-08", "TB-02",
        "TB-03", "TB-06", "TB-07", "TB-08", "EN-01",
    ],
    run,
};

/// How many of the lines or parts of a sum are listed.
const LISTED: usize = 5;

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let settled = context.settled;
    let refuted: Vec<&Figure> = settled
        .figures
        .iter()
        .enumerate()
        .filter(|(at, figure)| figure.status == Status::Refuted && !context.explained.contains(at))
        .map(|(_, figure)| figure)
        .collect();
    let slices: Vec<&Slice> = refuted.iter().map(|figure| &settled.groups[figure.group].slice).collect();
    let lines = context.cube.lines(&slices, LISTED);
    for (figure, lines) in refuted.into_iter().zip(lines) {
        for spellings in spellings(context, figure) {
            diagnostics.extend(refutation(context, figure, &spellings, &lines));
        }
    }
    for figure in &settled.figures {
        match figure.status {
            Status::Exact | Status::Rounding | Status::Bounded => diagnostics.extend(rounding(context, figure)),
            Status::Unsettled if !figure.proved => diagnostics.extend(unsettled(context, figure)),
            Status::Unsettled | Status::Refuted | Status::Suspended => {}
        }
    }
}

fn first_claim<'a>(context: &'a Context<'_>, figure: &Figure) -> Option<&'a Claim> {
    context.model.claims.get(*figure.claims.first()?)
}

/// The claims of a figure by what they are the total of.
///
/// A total with its source and one without are two spellings; the totals of a class and of its only
/// item hold the same lines too, but are two totals to whoever wrote them, each reported.
fn spellings<'a>(context: &'a Context<'_>, figure: &Figure) -> Vec<Vec<&'a Claim>> {
    let mut spellings: Vec<Vec<&Claim>> = Vec::new();
    for &claim in &figure.claims {
        let claim = &context.model.claims[claim];
        match spellings.iter_mut().find(|spelling| spelling[0].slice.is_spelling_of(&claim.slice)) {
            Some(spelling) => spelling.push(claim),
            None => spellings.push(vec![claim]),
        }
    }
    spellings
}

fn refutation(context: &Context<'_>, figure: &Figure, claims: &[&Claim], lines: &TopLines) -> Option<Diagnostic> {
    let (claim, others) = claims.split_first()?;
    let judgement = figure.tightest()?;
    let mut diagnostic = match &judgement.route {
        Route::Entries => by_entries(context, claim, &judgement.comparison, lines),
        Route::Bounds { low, high } => by_bounds(context, claim, &judgement.comparison, *low, *high, lines),
        Route::Parts(parts) => by_parts(context, claim, &judgement.comparison, parts),
    };
    for other in others {
        diagnostic = diagnostic.related(context.span(other.at, Attribute::Amount), "also-written-here");
    }
    Some(diagnostic)
}

/// The figures that every message about a claim has.
fn message(context: &Context<'_>, key: &'static str, claim: &Claim, comparison: &Comparison) -> Message {
    let difference = Millionths(comparison.difference().0.abs());
    Message::new(key)
        .with("slice", context.describe(claim))
        .with("claimed", context.figure(claim.at, comparison.claimed))
        .with("computed", context.figure(claim.at, comparison.computed))
        .with("difference", context.figure(claim.at, difference))
}

fn by_entries(context: &Context<'_>, claim: &Claim, comparison: &Comparison, lines: &TopLines) -> Diagnostic {
    let short = comparison.difference().0 > 0;
    let (code, key) = match (claim.role, short) {
        (Role::Parent, true) => (Code::ChildrenRefuted, "children-short"),
        (Role::Parent, false) => (Code::ChildrenRefuted, "children-over"),
        (_, true) => (Code::TotalRefuted, "total-short"),
        (_, false) => (Code::TotalRefuted, "total-over"),
    };
    let span = context.span(claim.at, Attribute::Amount);
    let message = message(context, key, claim, comparison).with("count", lines.count);
    let diagnostic = Diagnostic::new(code, span, message);
    let sum = context.figure(claim.at, comparison.computed);
    let diagnostic = list_lines(context, diagnostic, claim, comparison.computed, lines);
    let fix = context.rewrite(claim.at, comparison.computed);
    diagnostic.help(Message::new("total-help").with("computed", sum)).fix(fix)
}

/// Adds the largest lines of a sum, in the order they stand in, each with the running sum.
fn list_lines(
    context: &Context<'_>,
    mut diagnostic: Diagnostic,
    claim: &Claim,
    sum: Millionths,
    lines: &TopLines,
) -> Diagnostic {
    let mut running = Millionths(0);
    let mut largest = lines.entries.clone();
    largest.sort_by_key(|&entry| context.model.entries[entry].at);
    for &entry in &largest {
        let entry = &context.model.entries[entry];
        let amount = Millionths::of(entry.amount);
        running.0 += amount.0;
        let message = Message::new("running-sum")
            .with("amount", context.figure(claim.at, amount))
            .with("running", context.figure(claim.at, running));
        diagnostic = diagnostic.related(context.span(entry.at, Attribute::Amount), message);
    }
    let more = lines.count - lines.entries.len();
    if more == 0 {
        return diagnostic;
    }
    let rest = Millionths(sum.0 - running.0);
    let help = Message::new("more-lines").with("count", more).with("rest", context.figure(claim.at, rest));
    diagnostic.help(help)
}

fn by_bounds(
    context: &Context<'_>,
    claim: &Claim,
    comparison: &Comparison,
    low: Millionths,
    high: Millionths,
    lines: &TopLines,
) -> Diagnostic {
    let span = context.span(claim.at, Attribute::Amount);
    let key = if comparison.claimed < low { "below-bounds" } else { "above-bounds" };
    let message = message(context, key, claim, comparison)
        .with("low", context.figure(claim.at, low))
        .with("high", context.figure(claim.at, high));
    let diagnostic = Diagnostic::new(Code::OutOfBounds, span, message);
    let shown = if key == "below-bounds" { lines.clone() } else { TopLines::default() };
    list_lines(context, diagnostic, claim, low, &shown).help("bounds-help")
}

fn by_parts(context: &Context<'_>, claim: &Claim, comparison: &Comparison, parts: &Parts) -> Diagnostic {
    let attribute = parts.dim.attribute();
    let key = match (comparison.difference().0 > 0, parts.open) {
        (true, _) => "parts-short",
        (false, false) => "parts-over",
        (false, true) => "parts-exceed",
    };
    let message = message(context, key, claim, comparison)
        .with("dimension", Argument::Both(attribute.en().to_owned(), attribute.zh().to_owned()))
        .with("count", parts.figures.len());
    let mut diagnostic = Diagnostic::new(Code::PartsRefuted, context.span(claim.at, Attribute::Amount), message);
    let mut running = Millionths(0);
    for &part in parts.figures.iter().take(LISTED) {
        let part = &context.settled.figures[part];
        let Some(written) = first_claim(context, part) else { continue };
        running.0 += part.amount.0;
        let message = Message::new("running-sum")
            .with("amount", context.figure(claim.at, part.amount))
            .with("running", context.figure(claim.at, running));
        diagnostic = diagnostic.related(context.span(written.at, Attribute::Amount), message);
    }
    if parts.figures.len() > LISTED {
        let rest = Millionths(comparison.computed.0 - parts.outside.0 - running.0);
        let more = Message::new("more-parts")
            .with("count", parts.figures.len() - LISTED)
            .with("rest", context.figure(claim.at, rest));
        diagnostic = diagnostic.help(more);
    }
    if parts.outside_lines > 0 {
        let outside = Message::new("lines-outside")
            .with("count", parts.outside_lines as usize)
            .with("sum", context.figure(claim.at, parts.outside));
        diagnostic = diagnostic.help(outside);
    }
    let dimension = Argument::Both(attribute.en().to_owned(), attribute.zh().to_owned());
    let fix = (!parts.open).then(|| context.rewrite(claim.at, comparison.computed));
    diagnostic.help(Message::new("parts-help").with("dimension", dimension)).fix(fix)
}

/// The note, or the warning, about a figure that only rounding explains.
fn rounding(context: &Context<'_>, figure: &Figure) -> Option<Diagnostic> {
    let differs = |judgement: &&Judgement| matches!(judgement.comparison.verdict, Verdict::Rounding { .. });
    let mut routes = figure.judgements.iter().filter(differs);
    let first = routes.next()?;
    let claim = first_claim(context, figure)?;
    let (code, keys) = match first.comparison.verdict {
        Verdict::Rounding { unlikely: true } => (Code::UnlikelyRounding, ("rounding-unlikely", "rounding-unlikely")),
        _ => (Code::Rounding, ("rounding", "rounding-half")),
    };
    let span = context.span(claim.at, Attribute::Amount);
    let shown = |(below, half), judgement: &Judgement| {
        // An exact half is rounded up, and the envelope itself explains nothing more.
        let comparison = &judgement.comparison;
        let key = if comparison.difference().0.abs() < comparison.envelope.0 { below } else { half };
        message(context, key, claim, &judgement.comparison)
            .with("envelope", context.figure(claim.at, judgement.comparison.envelope))
            .with("route", route_words(&judgement.route))
    };
    let mut diagnostic = Diagnostic::new(code, span, shown(keys, first));
    for other in routes {
        diagnostic = diagnostic.help(shown(("rounding-also", "rounding-half-also"), other));
    }
    if code == Code::UnlikelyRounding {
        // All figures may be as they are printed.
        let computed = context.rewrite(claim.at, first.comparison.computed);
        diagnostic = diagnostic.help("rounding-unlikely-help").alternatives([computed]);
    }
    Some(diagnostic)
}

/// What a claim was compared with, in words.
fn route_words(route: &Route) -> Argument {
    match route {
        Route::Entries => Argument::Word("route-entries"),
        Route::Bounds { .. } => Argument::Word("route-bounds"),
        Route::Parts(parts) => {
            let attribute = parts.dim.attribute();
            let count = parts.figures.len();
            let parts = if count == 1 { "part" } else { "parts" };
            let en = format!("its {count} {parts} along {}", attribute.en());
            let zh = format!("按“{}”的 {count} 个部分", attribute.zh());
            Argument::Both(en, zh)
        }
    }
}

fn unsettled(context: &Context<'_>, figure: &Figure) -> Option<Diagnostic> {
    let claim = first_claim(context, figure)?;
    let message = Message::new("unsettled")
        .with("slice", context.describe(claim))
        .with("claimed", context.figure(claim.at, figure.amount));
    let span = context.span(claim.at, Attribute::Amount);
    Some(Diagnostic::new(Code::Unsettled, span, message).help("unsettled-help"))
}
