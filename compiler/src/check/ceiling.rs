//! Ceilings: the most that a slice may come to.

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::ledger::{Millionths, Query};
use crate::model::{Claim, Role};
use crate::syntax::Attribute;

use super::{Check, Context};

pub const CHECK: Check = Check { name: "ceilings", codes: &[Code::CeilingExceeded], rules: &[], run };

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let ceilings: Vec<&Claim> = context.model.claims.iter().filter(|claim| claim.role == Role::Ceiling).collect();
    let queries: Vec<Query> = ceilings.iter().map(|claim| Query::from(&claim.slice)).collect();
    for (claim, sum) in ceilings.into_iter().zip(context.cube.sums(&queries)) {
        if sum.suspended {
            continue;
        }
        // What it comes to at least; a line that is only possibly in it does not exceed it.
        let possible = sum.all_possible();
        let least = sum.inside.total().0 + possible.negative.0;
        let ceiling = Millionths::of(claim.amount);
        let steps = Millionths::step(claim.step).0 + sum.inside.steps.0 + possible.steps.0;
        let excess = least - ceiling.0;
        if excess <= 0 || 2 * excess < steps {
            continue;
        }
        let message = Message::new("ceiling-exceeded")
            .with("slice", context.describe(claim))
            .with("ceiling", context.figure(claim.at, ceiling))
            .with("computed", context.figure(claim.at, Millionths(least)))
            .with("difference", context.figure(claim.at, Millionths(excess)));
        let span = context.span(claim.at, Attribute::Amount);
        diagnostics.push(Diagnostic::new(Code::CeilingExceeded, span, message).help("ceiling-help"));
    }
}
