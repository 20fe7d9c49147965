//! The money of both sides by unit, function, economic item and so on: the rows that changed.
//!
//! A row is what stands right there, without what is under it, so that the changes of the rows add up
//! to that of the total. Projects are summed up to level 1.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Analysis;
use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Node};
use crate::syntax::Kind;

use super::identity::{Field, Identities};
use super::matching::{Change, What};
use super::{Amounts, Side};

/// A row: the money of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The side that names it, the new one where both do, and its node there.
    pub node: (Side, Node),
    /// What it came to and comes to.
    pub amounts: Amounts,
}

/// The money of a kind, by one respect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Which money.
    pub of: Kind,
    /// By what.
    pub by: Field,
    /// The rows that changed, the greatest change first.
    pub rows: Vec<Row>,
    /// All of it, with what did not change.
    pub total: Amounts,
}

/// Which money is summed by what.
const SUMMED: [(Kind, Field); 9] = [
    (Kind::Resources, Field::Source),
    (Kind::Uses, Field::Kind),
    (Kind::Expense, Field::Unit),
    (Kind::Expense, Field::Func),
    (Kind::Expense, Field::Econ),
    (Kind::Expense, Field::GovEcon),
    (Kind::Expense, Field::Source),
    (Kind::Project, Field::Project),
    (Kind::Memo, Field::Item),
];

/// All sums in which something changed, and the expenditure in all.
pub fn sums(sides: [&Analysis; 2], identities: &Identities, changes: &[Change]) -> (Vec<Sums>, Amounts) {
    let renamed = renamed(sides, identities, changes);
    let mut all: Vec<Summing> = SUMMED.iter().map(|&(of, by)| Summing::new(identities, of, by)).collect();
    // One look at each entry for all of the sums: there are many entries.
    for side in Side::BOTH {
        let analysis = sides[side as usize];
        for entry in analysis.model.entries.iter().filter(|it| !it.lost) {
            let amount = Millionths::of(entry.amount);
            for summing in all.iter_mut().filter(|it| it.within[entry.kind as usize]) {
                let node = place(analysis, entry, summing.dim);
                let id = match summing.dim {
                    Dim::Project => {
                        let project = identities.project(side, node);
                        renamed.get(&project).copied().unwrap_or(project)
                    }
                    dim => identities.id(side, dim, node),
                };
                summing.add(side, node, id, amount);
            }
        }
    }
    let all: Vec<Sums> = all.into_iter().map(Summing::finish).collect();
    let total = all.iter().find(|sums| sums.of == Kind::Expense).map_or(Amounts::default(), |sums| sums.total);
    (all.into_iter().filter(|sums| !sums.rows.is_empty()).collect(), total)
}

/// Sums as they are made.
struct Summing {
    of: Kind,
    by: Field,
    dim: Dim,
    /// Which kinds of lines are in it.
    within: Vec<bool>,
    /// A row for each number, and behind them one for what does not say where it belongs.
    rows: Vec<Row>,
    total: Amounts,
}

impl Summing {
    fn new(identities: &Identities, of: Kind, by: Field) -> Summing {
        let dim = by.dim().unwrap_or(Dim::Project);
        let row = Row { node: (Side::New, Node::UNKNOWN), amounts: Amounts::default() };
        Summing {
            of,
            by,
            dim,
            within: Kind::ALL.iter().map(|kind| kind.is_within(of)).collect(),
            rows: vec![row; identities.count(dim) + 1],
            total: Amounts::default(),
        }
    }

    fn add(&mut self, side: Side, node: Node, id: u32, amount: Millionths) {
        self.total.add(side, amount);
        let known = node.is_known();
        let at = if known { id as usize } else { self.rows.len() - 1 };
        let row = &mut self.rows[at];
        row.amounts.add(side, amount);
        if known {
            row.node = (side, node);
        }
    }

    fn finish(self) -> Sums {
        let Summing { of, by, mut rows, total, .. } = self;
        rows.retain(|row| row.amounts.change().0 != 0);
        // One row without a name would only be the total again.
        if rows.iter().all(|row| !row.node.1.is_known()) {
            rows.clear();
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.amounts.change().0.abs()));
        Sums { of, by, rows, total }
    }
}

/// For each project of the new side that is one of the old side under another name, that one.
fn renamed(sides: [&Analysis; 2], identities: &Identities, changes: &[Change]) -> FxHashMap<u32, u32> {
    let project = |side: Side, at: usize| {
        let analysis = sides[side as usize];
        identities.project(side, place(analysis, &analysis.model.entries[at], Dim::Project))
    };
    let mut renamed = FxHashMap::default();
    for change in changes.iter().filter(|change| change.what == What::Renamed) {
        if let (&[old], &[new]) = (&change.old[..], &change.new[..]) {
            renamed.entry(project(Side::New, new)).or_insert(project(Side::Old, old));
        }
    }
    // A project that is on both sides is itself.
    let on = |side: Side| -> FxHashSet<u32> {
        let nodes = sides[side as usize].model.projects.iter();
        nodes.map(|(node, _)| identities.project(side, node)).collect()
    };
    if !renamed.is_empty() {
        let (old, new) = (on(Side::Old), on(Side::New));
        renamed.retain(|is, was| !old.contains(is) && !new.contains(was));
    }
    renamed
}

/// Where the money of an entry is summed up.
fn place(analysis: &Analysis, entry: &Entry, dim: Dim) -> Node {
    let node = entry.node(dim);
    if dim != Dim::Project {
        return node;
    }
    analysis.model.projects.tree().ancestors(node).last().unwrap_or(node)
}
