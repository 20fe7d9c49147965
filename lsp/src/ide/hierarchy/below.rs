//! What adds up to a figure.

use bud::check::settle::{Parts, Route};
use bud::diagnostic::Message;
use bud::ledger::{Millionths, Query, Sums};
use bud::model::slice::Place;
use bud::model::{Dim, Entry, Node, Role, Slice};
use bud::syntax::Kind;

use super::super::View;
use super::super::symbols::SymbolKind;
use super::subject::Subject;
use super::{Item, Key, MOST, line};

/// What adds up to the figure of `subject`.
pub fn parts(view: &View<'_>, subject: &Subject) -> Vec<Item> {
    if subject.entry(view).is_some() {
        return Vec::new();
    }
    let Some(slice) = subject.slice(view) else { return Vec::new() };
    if let &Subject::Node(dim, node) = subject {
        return of_node(view, subject, dim, node, &slice);
    }
    let claim = subject.claim(view);
    let written = claim.and_then(|claim| view.budget.model().claims.get(claim)).filter(|it| it.role == Role::Parent);
    if let Some(node) = written.and_then(|claim| claim.slice.get(Dim::Project)) {
        return of_node(view, subject, Dim::Project, node, &slice);
    }
    let settled = &view.budget.analysis.settled;
    let figure = claim.and_then(|claim| settled.figure(claim));
    let route = figure.into_iter().flat_map(|figure| &figure.judgements).find_map(|judgement| match &judgement.route {
        Route::Parts(parts) => Some(parts),
        Route::Entries | Route::Bounds { .. } => None,
    });
    match route {
        Some(parts) => of_parts(view, subject, parts, &slice),
        None => {
            let model = view.budget.model();
            lines(view, subject, |entry| slice.holds(model, entry) == Place::In)
        }
    }
}

/// Those right below a node that have money, and its own lines.
fn of_node(view: &View<'_>, subject: &Subject, dim: Dim, node: Node, slice: &Slice) -> Vec<Item> {
    let model = view.budget.model();
    let children: Vec<Node> = model.tree(dim).children(node).collect();
    let queries: Vec<Query> = children.iter().map(|&child| Query::from(&slice.clone().with(dim, child))).collect();
    let sums = view.budget.analysis.cube().sums(&queries);
    let with_money = children.into_iter().zip(sums).filter(|(_, sum)| !sum.inside.is_empty());
    let mut items: Vec<Item> = with_money
        .filter_map(|(child, sum)| Subject::Node(dim, child).item_of(view, Some(sum.inside.total())))
        .collect();
    let kind = slice.get(Dim::Kind).unwrap_or(bud::model::dimension::kind_node(Kind::Expense));
    let is_own = |entry: &Entry| {
        entry.node(dim) == node && !entry.lost && model.tree(Dim::Kind).contains(kind, entry.node(Dim::Kind))
    };
    items.extend(lines(view, subject, is_own));
    items
}

/// The totals that a total was judged by, and the lines outside all of them.
fn of_parts(view: &View<'_>, subject: &Subject, parts: &Parts, slice: &Slice) -> Vec<Item> {
    let (model, settled) = (view.budget.model(), &view.budget.analysis.settled);
    let figures = parts.figures.iter().filter_map(|&figure| settled.figures.get(figure));
    let claims = figures.clone().filter_map(|figure| model.claims.get(*figure.claims.first()?));
    let mut items: Vec<Item> = claims.filter_map(|claim| line(view, claim.at)).collect();
    if parts.outside_lines > 0 {
        let within: Vec<&Slice> = figures.filter_map(|it| settled.groups.get(it.group)).map(|it| &it.slice).collect();
        let is_in = |slice: &Slice, entry: &Entry| slice.holds(model, entry) == Place::In;
        items
            .extend(lines(view, subject, |entry| is_in(slice, entry) && !within.iter().any(|part| is_in(part, entry))));
    }
    items
}

/// The largest lines that `wanted` holds for, in the order of the budget; then, where there are more, how
/// many they are and what they come to.
fn lines(view: &View<'_>, subject: &Subject, wanted: impl Fn(&Entry) -> bool) -> Vec<Item> {
    let entries = &view.budget.model().entries;
    let mut found: Vec<usize> = (0..entries.len()).filter(|&entry| wanted(&entries[entry])).collect();
    let mut rest = Vec::new();
    if found.len() > MOST {
        let size = |entry: &usize| std::cmp::Reverse(entries[*entry].amount.abs());
        found.select_nth_unstable_by_key(MOST, size);
        rest = found.split_off(MOST);
        found.sort_unstable();
    }
    let mut items: Vec<Item> = found.into_iter().filter_map(|entry| line(view, entries[entry].at)).collect();
    if !rest.is_empty() {
        let sum = rest.iter().map(|&entry| Millionths::of(entries[entry].amount).0).sum();
        items.extend(more(view, subject, rest.len(), Millionths(sum)));
    }
    items
}

/// How many lines more there are; it stands where the whole does.
fn more(view: &View<'_>, subject: &Subject, count: usize, sum: Millionths) -> Option<Item> {
    let whole = subject.item_of(view, None)?;
    let name = view.message(&Message::new("lsp-sum-more").with("count", count));
    Some(Item { name, detail: view.figure(sum), kind: SymbolKind::Expense, key: Key::rest(), ..whole })
}
