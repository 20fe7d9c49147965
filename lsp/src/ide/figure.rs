//! Figures and slices in words, as the features show them.

use bud::diagnostic::Argument;
use bud::ledger::Millionths;
use bud::model::Slice;
use bud::source::LineRef;

use super::View;

/// A sum as people read it in the file that is asked about.
pub fn figure(view: &View<'_>, sum: Millionths) -> String {
    view.header().figure(sum.decimal())
}

/// What a line's amount comes to, in the measure of its file; none where it has none that can be read.
pub fn figure_of(view: &View<'_>, at: LineRef) -> Option<String> {
    let budget = view.budget;
    let model = budget.model();
    let claimed = || model.claims.get(budget.claim_at(at)?).map(|claim| claim.amount);
    let entered = || budget.entry_at(at).filter(|entry| !entry.unreadable).map(|entry| entry.amount);
    Some(model.header_at(at).figure(claimed().or_else(entered)?))
}

/// A slice in the reader's words.
pub fn sliced(view: &View<'_>, slice: &Slice) -> String {
    match slice.describe(view.budget.model(), view.budget.sources()) {
        Argument::Both(english, chinese) => view.say(english, chinese),
        Argument::Text(text) => text,
        Argument::Count(_) | Argument::Word(_) => String::new(),
    }
}
