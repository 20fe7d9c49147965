//! A code renamed with the codes under it: 208 to 209 makes 20801 20901.

use bud::diagnostic::{Edit, Message};
use bud::model::account::dimension;
use bud::model::{Dim, Node};
use bud::syntax::AccountCode;

use super::super::View;
use super::super::mention::{Thing, every};
use super::{Rewriting, collision};

/// The edits that give the account `node` the code `new`, and those under it codes that begin with it.
pub fn rename(view: &View<'_>, dim: Dim, node: Node, new: &str) -> Result<Vec<Rewriting>, Message> {
    let sources = view.budget.sources();
    let chart = view.budget.model().charts.chart(dim);
    let Some(old) = chart.get(node).map(|account| account.code) else { return Ok(Vec::new()) };
    let new = wanted(old, new)?;
    let tree = chart.tree();
    collision::codes(view, dim, node, |code| under(old, new, code))?;
    let below = |thing| matches!(thing, Thing::Node(of, code) if of == dim && tree.contains(node, code));
    let found = every(view.budget, None, &[old.to_string()], below);
    let rewritings = found.into_iter().filter_map(|(span, mention)| {
        let Some(Thing::Node(_, node)) = mention.thing else { return None };
        let code = chart.get(node)?.code;
        let line = sources.line_of(span);
        let edit = Edit { span: sources.span(line, mention.whole), text: under(old, new, code).to_string() };
        Some(Rewriting { place: span, edit })
    });
    Ok(rewritings.collect())
}

/// The code that is wanted, if it can stand where the old one does.
fn wanted(old: AccountCode, new: &str) -> Result<AccountCode, Message> {
    let Some(code) = AccountCode::read(new) else {
        return Err(Message::new("lsp-rename-code").with("word", new).with("digits", usize::from(old.digits)));
    };
    if code.digits != old.digits {
        return Err(Message::new("lsp-rename-code").with("word", new).with("digits", usize::from(old.digits)));
    }
    if dimension(code) != dimension(old) {
        let message = Message::new("lsp-rename-chart").with("old", old.to_string()).with("new", new);
        return Err(message.with("digit", usize::from(old.chart()).to_string()));
    }
    Ok(code)
}

/// The code that `code`, which begins with `old`, has when that is `new`.
fn under(old: AccountCode, new: AccountCode, code: AccountCode) -> AccountCode {
    let more = u32::from(code.digits.saturating_sub(old.digits));
    let size = 10_u32.pow(more);
    AccountCode { number: new.number * size + code.number % size, digits: code.digits }
}
