//! Where the lines of a budget stand, counted once for all rounds of a search.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Model, Node, Step};
use crate::syntax::Kind;

/// How many other places are tried for a line, in each dimension.
const PLACES: usize = 400;

/// Where lines stand.
pub struct Census {
    /// For each dimension the places where lines stand, the most used first. A project's place is the
    /// level-1 project it belongs to.
    pub places: FxHashMap<Dim, Vec<Node>>,
    /// For each kind of lines and dimension all values that they have, unknown ones too.
    pub values: FxHashMap<Kind, FxHashMap<Dim, FxHashSet<Node>>>,
    /// How many lines each project has.
    pub lines_of: Vec<u32>,
    /// The lines by the size of their amount: size and number, the least first. Lines of nothing are
    /// left out.
    pub sizes: Vec<(i128, usize)>,
    /// Half of the coarsest step of a line: how much a further rounded line may loosen a sum.
    pub slack: i128,
}

/// Where a line stands: a project where its level-1 project is.
pub fn place(model: &Model, entry: &Entry, dim: Dim) -> Node {
    let node = entry.node(dim);
    match dim {
        Dim::Project => model.tree(dim).parent(node).unwrap_or(Node::NONE),
        _ => node,
    }
}

impl Census {
    /// Looks at every line of `model`.
    pub fn new(model: &Model) -> Census {
        let mut count: FxHashMap<(Dim, Node), usize> = FxHashMap::default();
        let mut census = Census {
            places: FxHashMap::default(),
            values: FxHashMap::default(),
            lines_of: vec![0; model.projects.len()],
            sizes: Vec::with_capacity(model.entries.len()),
            slack: 0,
        };
        for (at, entry) in model.entries.iter().enumerate().filter(|(_, entry)| !entry.lost) {
            let size = Millionths::of(entry.amount).0.abs();
            if size != 0 && !entry.unreadable {
                census.sizes.push((size, at));
            }
            if entry.step != Step::EXACT {
                census.slack = census.slack.max(Millionths::step(entry.step).0 / 2);
            }
            if let Some(count) = census.lines_of.get_mut(entry.node(Dim::Project).index()) {
                *count += 1;
            }
            let of_kind = census.values.entry(entry.kind).or_default();
            for dim in Dim::ALL.into_iter().filter(|&dim| dim != Dim::Kind && dim.applies(entry.kind)) {
                let node = place(model, entry, dim);
                if node != Node::ERROR {
                    of_kind.entry(dim).or_default().insert(node);
                }
                if node.is_known() {
                    *count.entry((dim, node)).or_insert(0) += 1;
                }
            }
        }
        census.sizes.sort_unstable();
        census.rank(model, count);
        census
    }

    /// Adds the places that claims are about, and puts the most used first.
    fn rank(&mut self, model: &Model, mut count: FxHashMap<(Dim, Node), usize>) {
        for claim in &model.claims {
            for &(dim, node) in claim.slice.conditions() {
                if dim != Dim::Project && !model.tree(dim).has_children(node) {
                    count.entry((dim, node)).or_insert(0);
                }
            }
        }
        let mut places: Vec<((Dim, Node), usize)> = count.into_iter().collect();
        places.sort_unstable_by_key(|&((dim, node), count)| (dim, std::cmp::Reverse(count), node));
        for ((dim, node), _) in places {
            let of_dim = self.places.entry(dim).or_default();
            if of_dim.len() < PLACES {
                of_dim.push(node);
            }
        }
    }

    /// The lines whose amount is of a size between two.
    pub fn of_sizes(&self, (least, most): (i128, i128)) -> impl Iterator<Item = usize> + '_ {
        let from = self.sizes.partition_point(|&(of, _)| of < least);
        self.sizes[from..].iter().take_while(move |&&(of, _)| of <= most).map(|&(_, at)| at)
    }
}
