//! What an amount comes to, and what a total is held against.

use bud::check::settle::Route;
use bud::diagnostic::Message;
use bud::ledger::Millionths;
use bud::model::header::in_measure;
use bud::model::{Role, Step};
use bud::syntax::{Attribute, Field, Value};

use super::super::prose::Prose;
use super::super::{Read, View};

/// Tells what an amount comes to.
pub(super) fn tell(view: &View<'_>, read: &Read<'_>, field: &Field, prose: &mut Prose) {
    let Some(Value::Amount(amount)) = field.value else { return };
    let Some(yuan) = view.in_yuan(&amount) else { return };
    let claim = view.budget.claim_at(read.at).filter(|_| field.attribute == Attribute::Amount);
    let figure = view.figure_twice(yuan);
    prose.heading(match amount.expression {
        true => format!("{} = {figure}", field.place.of(read.text)),
        false => figure,
    });
    prose.text(step(view, Step::of(&amount, view.header())));
    if let Some(claim) = claim {
        held_against(view, claim, prose);
    }
}

fn step(view: &View<'_>, step: Step) -> String {
    if step == Step::EXACT {
        return view.word("lsp-not-rounded");
    }
    let measure = view.header().measure;
    let size = in_measure(Millionths::step(step).decimal(), measure, 0);
    view.message(&Message::new("lsp-rounded-to").with("step", size).with("measure", measure.zh()))
}

/// Tells what a claim is held against.
pub(super) fn held_against(view: &View<'_>, at: usize, prose: &mut Prose) {
    let model = view.budget.model();
    let Some(claim) = model.claims.get(at) else { return };
    let what = view.phrase(claim.slice.describe(model, view.budget.sources()));
    let status = view.status_word(view.status(at));
    prose.text(match view.difference(at) {
        Some(difference) => format!("{what} · {status}{}{difference}", view.word("colon")),
        None => format!("{what} · {status}"),
    });
    match view.judgement(at).map(|judgement| &judgement.route) {
        Some(Route::Parts(parts)) => prose.table(view.part_table(parts)),
        Some(Route::Bounds { low, high }) => {
            let message = Message::new("lsp-between").with("low", view.figure(*low)).with("high", view.figure(*high));
            prose.text(view.message(&message));
            prose.table(view.line_table(&view.lines(&claim.slice)));
        }
        Some(Route::Entries) => prose.table(view.line_table(&view.lines(&claim.slice))),
        None if claim.role == Role::Ceiling => prose.table(view.line_table(&view.lines(&claim.slice))),
        None => {}
    }
}
