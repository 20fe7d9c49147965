//! One figure printed twice must be one figure. Rules TB-01, TB-04, TB-05, EN-01.

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::ledger::Millionths;
use crate::syntax::Attribute;

use super::settle::{Figure, Status};
use super::{Check, Context};

pub const CHECK: Check =
    Check { name: "repeated figures", codes: &[Code::PrintedTwice], rules: &["TB-01", "TB-04", "TB-05", "EN-01"], run };

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for group in &context.settled.groups {
        // What its lines refute is reported there.
        let mut figures: Vec<&Figure> = group
            .figures
            .iter()
            .map(|&at| &context.settled.figures[at])
            .filter(|figure| !matches!(figure.status, Status::Refuted | Status::Suspended))
            .collect();
        // All are compared with the finest one, whatever the order of the lines.
        figures.sort_by_key(|figure| (Millionths::step(figure.step), figure.amount));
        let Some((first, others)) = figures.split_first() else { continue };
        for other in others.iter().filter(|other| differ(first, other)) {
            diagnostics.extend(report(context, first, other));
        }
    }
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
