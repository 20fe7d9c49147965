//! Ceilings: the most that a slice may come to.

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::ledger::Millionths;
use crate::syntax::Attribute;

use super::settle::{Ceiling, Status};
use super::{Check, Context};

pub const CHECK: Check = Check { name: "ceilings", codes: &[Code::CeilingExceeded], rules: &[], run };

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let exceeded = context.settled.ceilings.iter().filter(|ceiling| ceiling.status == Status::Refuted);
    diagnostics.extend(exceeded.map(|ceiling| report(context, ceiling)));
}

fn report(context: &Context<'_>, exceeded: &Ceiling) -> Diagnostic {
    let claim = &context.model.claims[exceeded.claim];
    let ceiling = Millionths::of(claim.amount);
    let message = Message::new("ceiling-exceeded")
        .with("slice", context.describe(claim))
        .with("ceiling", context.figure(claim.at, ceiling))
        .with("computed", context.figure(claim.at, exceeded.least))
        .with("difference", context.figure(claim.at, Millionths(exceeded.least.0 - ceiling.0)));
    let span = context.span(claim.at, Attribute::Amount);
    Diagnostic::new(Code::CeilingExceeded, span, message).help("ceiling-help")
}
