//! What is there already under a new name, and where.

use bud::diagnostic::Message;
use bud::model::{Dim, Node};
use bud::syntax::AccountCode;
use bud::syntax::text::fold;

use super::super::View;
use super::super::mention::{Thing, uses};
use super::placed;

/// Another unit that goes by `name`. A short name may be the unit's own full name, and a full name may
/// not be another unit's: lines that use it would no longer know which is meant.
pub fn unit(view: &View<'_>, own: Node, name: &str, full: bool) -> Result<(), Message> {
    let goes_by = |unit: &bud::model::unit::Unit| {
        fold(&unit.name) == name || unit.full_name.as_deref().is_some_and(|it| fold(it) == name)
    };
    let mut others = view.budget.model().units.iter().filter(|&(node, _)| node != own);
    match others.find(|(_, unit)| goes_by(unit)) {
        Some((_, other)) => {
            let key = if full { "lsp-rename-full-name-taken" } else { "lsp-rename-unit-taken" };
            let message = Message::new(key).with("name", name).with("unit", other.name.as_str());
            Err(placed(view, message, other.at))
        }
        None => Ok(()),
    }
}

/// Another project of that name in the unit of `own`.
pub fn project(view: &View<'_>, own: Node, name: &str) -> Result<(), Message> {
    let unit = view.budget.project(own).map(|project| project.unit);
    let others = view.budget.projects_named(name).into_iter().filter(|&node| node != own);
    match others.filter_map(|node| view.budget.project(node)).find(|other| Some(other.unit) == unit) {
        Some(other) => Err(placed(view, Message::new("lsp-rename-project-taken").with("name", name), other.at)),
        None => Ok(()),
    }
}

/// A declared code that is not under `own`, among those that the codes under it would be.
pub fn codes(view: &View<'_>, dim: Dim, own: Node, new: impl Fn(AccountCode) -> AccountCode) -> Result<(), Message> {
    let chart = view.budget.model().charts.chart(dim);
    let below = chart.iter().filter(|&(node, _)| chart.tree().contains(own, node));
    for (_, account) in below {
        let code = new(account.code);
        let taken = chart.find(code).filter(|&node| !chart.tree().contains(own, node));
        if let Some(other) = taken.and_then(|node| chart.get(node)) {
            let message = Message::new("lsp-rename-code-taken").with("code", code.to_string());
            return Err(placed(view, message.with("name", other.name.as_str()), other.at));
        }
    }
    Ok(())
}

/// Another item of that name beside `own`, or another set.
pub fn item(view: &View<'_>, own: Node, above: Option<Node>, name: &str) -> Result<(), Message> {
    let items = &view.budget.model().items;
    let there = match above {
        Some(above) => items.under(above, name),
        None => items.set(name),
    };
    let Some(other) = there.filter(|&node| node != own) else { return Ok(()) };
    let first = uses(view.budget, Thing::Node(Dim::Item, other), None).into_iter().next();
    let message = Message::new("lsp-rename-item-taken").with("name", items.path(other));
    match first {
        Some((span, _)) => Err(placed(view, message, view.budget.sources().line_of(span))),
        None => Ok(()),
    }
}
