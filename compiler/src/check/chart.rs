//! A code has one name: the one that published budgets give it. Rule ST-03.

use crate::diagnostic::{Code, Diagnostic, Fix, Message};
use crate::model::{Dim, known_name};
use crate::syntax::{LineParser, Text};

use super::suspicion::skeleton;
use super::{Check, Context};

pub const CHECK: Check = Check { name: "names of codes", codes: &[Code::OtherNameInChart], rules: &["ST-03"], run };

/// The years whose budgets the known names were taken from.
const YEARS: std::ops::RangeInclusive<u16> = 2024..=2026;

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.model.header().year.is_some_and(|year| !YEARS.contains(&year)) {
        return;
    }
    for dim in [Dim::Func, Dim::Econ] {
        for (_, account) in context.model.charts.chart(dim).iter() {
            let Some(known) = known_name(account.code) else { continue };
            if account.name.is_empty() || skeleton(known) == skeleton(&account.name) {
                continue;
            }
            let statement = LineParser::new().parse(context.sources.line(account.at)).statement;
            let Some(text) = statement.and_then(|statement| statement.head_text(1)) else { continue };
            diagnostics.push(report(context, account.at, text, &account.code.to_string(), &account.name, known));
        }
    }
}

fn report(
    context: &Context<'_>,
    at: crate::source::LineRef,
    text: Text,
    code: &str,
    name: &str,
    known: &str,
) -> Diagnostic {
    let message = Message::new("other-name-in-chart").with("code", code).with("name", name).with("known", known);
    let span = context.sources.span(at, text.inner);
    Diagnostic::new(Code::OtherNameInChart, span, message).help("other-name-in-chart-help").fix(Fix::write(span, known))
}
