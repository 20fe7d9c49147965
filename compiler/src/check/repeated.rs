//! One figure printed twice must be one figure. Rules TB-01, TB-04, TB-05, EN-01.

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::ledger::Millionths;
use crate::syntax::Attribute;

use super::settle::{Figure, Settled, Status};
use super::{Check, Context};

pub const CHECK: Check =
    Check { name: "repeated figures", codes: &[Code::PrintedTwice], rules: &["TB-01", "TB-04", "TB-05", "EN-01"], run };

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let figure = |at: usize| &context.settled.figures[at];
    let differing = differing(context.settled);
    diagnostics.extend(differing.filter_map(|(first, other)| report(context, figure(first), figure(other))));
}

/// The figures that are written otherwise than the finest one of the same lines: that one, and the other.
pub(super) fn differing(settled: &Settled) -> impl Iterator<Item = (usize, usize)> + '_ {
    settled.groups.iter().flat_map(|group| {
        let figure = |at: usize| &settled.figures[at];
        // What its lines refute is reported there.
        let judged = |at: &usize| !matches!(figure(*at).status, Status::Refuted | Status::Suspended);
        let mut figures: Vec<usize> = group.figures.iter().copied().filter(judged).collect();
        // All are compared with the finest one, whatever the order of the lines.
        figures.sort_by_key(|&at| (Millionths::step(figure(at).step), figure(at).amount));
        let first = figures.first().copied();
        let pairs = figures.into_iter().skip(1).filter_map(move |other| Some((first?, other)));
        pairs.filter(move |&(first, other)| differ(figure(first), figure(other)))
    })
}

/// Whether rounding cannot explain that the two are one figure. With one step they must be equal.
fn differ(a: &Figure, b: &Figure) -> bool {
    let difference = (a.amount.0 - b.amount.0).abs();
    let steps = Millionths::step(a.step).0 + Millionths::step(b.step).0;
    difference != 0 && (a.step == b.step || 2 * difference >= steps)
}

fn report(context: &Context<'_>, first: &Figure, other: &Figure) -> Option<Diagnostic> {
    let claim = |figure: &Figure| context.model.claims.get(*figure.claims.first()?);
    let (before, claim) = (claim(first)?, claim(other)?);
    let difference = Millionths((first.amount.0 - other.amount.0).abs());
    let message = Message::new("printed-twice")
        .with("slice", context.describe(claim))
        .with("claimed", context.figure(claim.at, other.amount))
        .with("other", context.figure(claim.at, first.amount))
        .with("difference", context.figure(claim.at, difference));
    let written = Message::new("written-as").with("amount", context.figure(claim.at, first.amount));
    let diagnostic = Diagnostic::new(Code::PrintedTwice, context.span(claim.at, Attribute::Amount), message)
        .related(context.span(before.at, Attribute::Amount), written)
        .help("printed-twice-help");
    let (here, there) = (context.rewrite(claim.at, first.amount), context.rewrite(before.at, other.amount));
    // If something else proves one of the two, the other is wrong.
    let stands = |figure: &Figure| figure.proved || matches!(figure.status, Status::Exact | Status::Rounding);
    Some(match (stands(first), stands(other)) {
        (true, false) => diagnostic.fix(here),
        (false, true) => diagnostic.fix(there),
        _ => diagnostic.alternatives([here, there]),
    })
}
