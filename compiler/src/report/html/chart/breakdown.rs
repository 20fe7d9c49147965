//! What the money is broken down into: by function, by unit, by project. What it looks like is
//! [`super::treemap`]'s.

use rustc_hash::FxHashMap;

use crate::diagnostic::locale;
use crate::ledger::Millionths;
use crate::model::{Dim, Node, Slice, Tree};
use crate::syntax::Kind;

use super::money::{Along, Money, Part, gathered};

/// So many parts are shown of one whole; the smaller ones are one.
const MOST: usize = 24;

/// A whole and its parts.
pub struct Breakdown {
    /// By what: the word on its button.
    pub by: String,
    /// Of what, and by what.
    pub title: String,
    pub whole: Millionths,
    pub branches: Vec<Branch>,
}

/// A part, and what is in it as far as that is known.
pub struct Branch {
    pub part: Part,
    pub inner: Vec<Branch>,
}

impl Branch {
    /// How many parts it is, those in it counted and not itself.
    pub fn leaves(&self) -> usize {
        if self.inner.is_empty() { 1 } else { self.inner.iter().map(Branch::leaves).sum() }
    }

    /// The first parts in it that are several: one that is all there is tells nothing new.
    pub fn several(&self) -> &[Branch] {
        let mut inner = &self.inner;
        while let [only] = &inner[..] {
            inner = &only.inner;
        }
        inner
    }
}

/// The breakdowns that are known, each of more than one part.
pub fn breakdowns(money: &Money<'_>) -> Vec<Breakdown> {
    let found = [by_function(money), by_unit(money), by_project(money)];
    found.into_iter().flatten().filter(|it| it.branches.iter().map(Branch::leaves).sum::<usize>() > 1).collect()
}

fn by_function(money: &Money<'_>) -> Option<Breakdown> {
    let slice = Slice::of(Kind::Expense);
    let (whole, along) = (money.figure(&slice)?, money.along(&slice, Dim::Func)?);
    let tree = money.analysis.model.tree(Dim::Func);
    let branches = branches(money, &along, whole, tree, tree.roots())?;
    Some(named(money, "page-by-function", "page-expense-by-function", whole, branches))
}

/// By unit the expense, or the resources where the expense does not say whose it is.
fn by_unit(money: &Money<'_>) -> Option<Breakdown> {
    let titles = [(Kind::Expense, "page-expense-by-unit"), (Kind::Resources, "page-resources-by-unit")];
    titles.into_iter().find_map(|(kind, title)| {
        let slice = Slice::of(kind);
        let (whole, along) = (money.figure(&slice)?, money.along(&slice, Dim::Unit)?);
        let tree = money.analysis.model.tree(Dim::Unit);
        let branches = branches(money, &along, whole, tree, units(tree).into_iter())?;
        Some(named(money, "page-by-unit", title, whole, branches))
    })
}

fn by_project(money: &Money<'_>) -> Option<Breakdown> {
    let slice = Slice::of(Kind::Project);
    let model = &money.analysis.model;
    let (whole, along) = (money.figure(&slice)?, money.along(&slice, Dim::Project)?);
    let projects = model.tree(Dim::Project);
    let mut of_unit: FxHashMap<Node, Vec<Node>> = FxHashMap::default();
    let unit = |node: Node| model.projects.get(node).map(|project| project.unit);
    for node in projects.nodes() {
        // A level-1 project may be of the department, and the projects below it of its units.
        if let Some(unit) = unit(node).filter(|it| projects.parent(node).and_then(unit) != Some(*it)) {
            of_unit.entry(unit).or_default().push(node);
        }
    }
    let units = units(model.tree(Dim::Unit));
    let by_unit = money.along(&slice, Dim::Unit).and_then(|along| money.split(&along, whole, units.into_iter()));
    let branches = match by_unit.filter(|units| units.len() > 1) {
        Some(units) => {
            let inner = |part: Part| {
                let roots = part.node.and_then(|unit| of_unit.get(&unit)).into_iter().flatten().copied();
                let inner = branches(money, &along, part.amount, projects, roots).unwrap_or_default();
                Branch { part, inner }
            };
            gathered(money, units, MOST).into_iter().map(inner).collect()
        }
        None => branches(money, &along, whole, projects, projects.roots())?,
    };
    Some(named(money, "page-by-project", "page-projects", whole, branches))
}

/// The units that stand side by side: those below the only one at the top, else those at the top.
fn units(tree: &Tree) -> Vec<Node> {
    let roots: Vec<Node> = tree.roots().collect();
    match roots[..] {
        [root] if tree.has_children(root) => tree.children(root).collect(),
        _ => roots,
    }
}

fn branches(
    money: &Money<'_>,
    along: &Along,
    whole: Millionths,
    tree: &Tree,
    nodes: impl Iterator<Item = Node>,
) -> Option<Vec<Branch>> {
    let parts = gathered(money, money.split(along, whole, nodes)?, MOST);
    let inner = |part: Part| {
        let inner = part.node.and_then(|node| branches(money, along, part.amount, tree, tree.children(node)));
        Branch { part, inner: inner.unwrap_or_default() }
    };
    Some(parts.into_iter().map(inner).collect())
}

fn named(
    money: &Money<'_>,
    by: &'static str,
    title: &'static str,
    whole: Millionths,
    branches: Vec<Branch>,
) -> Breakdown {
    let word = |key| locale::word(money.language, key);
    Breakdown { by: word(by), title: word(title), whole, branches }
}
