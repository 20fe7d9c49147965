//! What a figure adds up to.

use bud::model::slice::Place;
use bud::model::{Claim, Dim, Entry, Node, Slice};

use super::super::View;
use super::subject::Subject;
use super::{Item, MOST, line};

/// What the figure of `subject` adds up to: what it belongs to, then the totals that hold it, the smallest
/// first.
pub fn wholes(view: &View<'_>, subject: &Subject) -> Vec<Item> {
    let model = view.budget.model();
    let mut items: Vec<Item> = belongs_to(view, subject).into_iter().filter_map(|it| it.item(view)).collect();
    let mut claims: Vec<&Claim> = match (subject.entry(view), subject.slice(view)) {
        (Some(entry), _) => model.claims.iter().filter(|it| it.slice.holds(model, entry) == Place::In).collect(),
        (None, Some(slice)) => {
            let own = matches!(subject, Subject::Line(_));
            let holds = |claim: &&Claim| contains(view, &claim.slice, &slice) && !(own && claim.slice == slice);
            model.claims.iter().filter(holds).collect()
        }
        (None, None) => Vec::new(),
    };
    claims.sort_by_key(|claim| (claim.amount.abs(), claim.at));
    claims.truncate(MOST);
    items.extend(claims.into_iter().filter_map(|claim| line(view, claim.at)));
    items
}

/// The nodes right above.
fn belongs_to(view: &View<'_>, subject: &Subject) -> Vec<Subject> {
    let model = view.budget.model();
    let known = |dim: Dim, node: Node| node.is_known().then_some(Subject::Node(dim, node));
    if let Some(entry) = subject.entry(view) {
        let of = |entry: &Entry, dim: Dim| known(dim, entry.node(dim));
        let dims = [Dim::Project, Dim::Item, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Account, Dim::Unit];
        return dims.into_iter().filter_map(|dim| of(entry, dim)).collect();
    }
    let &Subject::Node(dim, node) = subject else { return Vec::new() };
    let above = model.tree(dim).parent(node).map(|above| Subject::Node(dim, above));
    let unit = || view.budget.project(node).and_then(|project| known(Dim::Unit, project.unit));
    above.or_else(|| unit().filter(|_| dim == Dim::Project)).into_iter().collect()
}

/// Whether all that is in `inner` is in `outer`.
fn contains(view: &View<'_>, outer: &Slice, inner: &Slice) -> bool {
    let tree = |dim| view.budget.model().tree(dim);
    outer.conditions().iter().all(|&(dim, node)| inner.get(dim).is_some_and(|it| tree(dim).contains(node, it)))
}
