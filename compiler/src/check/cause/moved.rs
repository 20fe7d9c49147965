//! A line of money that stands in the wrong place: one total is over by exactly what another lacks.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Node};
use crate::syntax::text::fold;

use super::candidate::{Candidate, Round};
use super::change::Change;
use super::slip::{self, Slip};

/// How many lines are tried: those whose amount is a difference that some claim asks for.
const MOST: usize = 2_000;
/// How many other places are tried for a line, in each dimension.
const PLACES: usize = 400;

/// The dimensions in which a line may stand in the wrong place, if it says where it stands.
const DIMS: [Dim; 7] = [Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Source, Dim::Account, Dim::Project];

/// Lines that may belong elsewhere.
pub fn candidates(round: &Round<'_, '_>, entries: usize) -> Vec<Candidate> {
    let mut sizes: Vec<i128> = round.asked().into_iter().map(|(change, _)| change.abs()).collect();
    sizes.sort_unstable();
    let slack = round.needs.failing.iter().flatten().map(|(_, need)| need.need.high - need.need.low).min().unwrap_or(0);
    let asked = |amount: i128| {
        let from = sizes.partition_point(|&size| size < amount.abs() - slack - round.slack);
        sizes.get(from).is_some_and(|&size| size <= amount.abs() + slack + round.slack)
    };
    let lines = (0..entries).filter(|&at| {
        let amount = round.entry(at).map_or(0, |entry| Millionths::of(entry.amount).0);
        amount != 0 && asked(amount)
    });
    let mut places: FxHashMap<Dim, Vec<Node>> = FxHashMap::default();
    let lines: Vec<usize> = lines.take(MOST).collect();
    let lines_of = if lines.is_empty() { Vec::new() } else { lines_of_projects(round) };
    let mut candidates = Vec::new();
    for at in lines {
        let Some(entry) = round.entry(at) else { continue };
        let (inside, near) = round.reach.near(entry);
        for dim in DIMS {
            let Some((from, single)) = stands(round, entry, dim, &lines_of) else { continue };
            if !single {
                continue;
            }
            let places = places.entry(dim).or_insert_with(|| used(round, dim));
            let line = Line { at, entry, inside: &inside, near: &near };
            candidates
                .extend(places.iter().filter(|&&to| to != from).filter_map(|&to| line.moved(round, dim, from, to)));
        }
    }
    candidates
}

/// How many lines each project has.
fn lines_of_projects(round: &Round<'_, '_>) -> Vec<u32> {
    let mut count = vec![0; round.model.projects.len()];
    for entry in &round.model.entries {
        if let Some(count) = count.get_mut(entry.node(Dim::Project).index()) {
            *count += 1;
        }
    }
    count
}

/// Where a line stands in a dimension, and whether it may be moved there by itself. A project's place is
/// the level-1 project it belongs to.
fn stands(round: &Round<'_, '_>, entry: &Entry, dim: Dim, lines_of: &[u32]) -> Option<(Node, bool)> {
    let node = entry.node(dim);
    if !node.is_known() {
        return None;
    }
    match dim {
        Dim::Project => {
            let parent = round.model.tree(dim).parent(node)?;
            Some((parent, lines_of.get(node.index()) == Some(&1)))
        }
        _ => Some((node, true)),
    }
}

/// The places where lines stand or that claims are about, the most used first.
fn used(round: &Round<'_, '_>, dim: Dim) -> Vec<Node> {
    let tree = round.model.tree(dim);
    let mut count: FxHashMap<Node, usize> = FxHashMap::default();
    for entry in &round.model.entries {
        let node = entry.node(dim);
        let place = if dim == Dim::Project { tree.parent(node) } else { Some(node).filter(|node| node.is_known()) };
        if let Some(place) = place {
            *count.entry(place).or_insert(0) += 1;
        }
    }
    if dim != Dim::Project {
        let conditions = round.reach.slices.iter().filter_map(|slice| slice.get(dim));
        let leaves: FxHashSet<Node> = conditions.filter(|&node| !tree.has_children(node)).collect();
        leaves.into_iter().for_each(|node| {
            count.entry(node).or_insert(0);
        });
    }
    let mut places: Vec<(Node, usize)> = count.into_iter().collect();
    places.sort_unstable_by_key(|&(node, count)| (std::cmp::Reverse(count), node));
    places.into_iter().map(|(node, _)| node).take(PLACES).collect()
}

struct Line<'l> {
    at: usize,
    entry: &'l Entry,
    inside: &'l [u32],
    near: &'l [(u32, Dim)],
}

impl Line<'_> {
    /// The line at another place, if that ends failures and makes none.
    fn moved(&self, round: &Round<'_, '_>, dim: Dim, from: Node, to: Node) -> Option<Candidate> {
        let amount = Millionths::of(self.entry.amount).0;
        let condition = |slot: u32| round.reach.slices[slot as usize].get(dim);
        let leaves = |slot: &&u32| condition(**slot).is_some_and(|node| !round.reach.meets(dim, node, to));
        let enters = |slot: &u32| condition(*slot).is_some_and(|node| round.reach.meets(dim, node, to));
        let left = round.needs.effect(self.inside.iter().filter(leaves), -amount, round.slack)?;
        let entered: Vec<u32> =
            self.near.iter().filter(|(_, of)| *of == dim).map(|(slot, _)| *slot).filter(enters).collect();
        let joined = round.needs.effect(&entered, amount, round.slack)?;
        let expected = (left.0 + joined.0, left.1 + joined.1);
        if expected.0 == 0 {
            return None;
        }
        let slip = slip_of(round, dim, from, to);
        // Of places that the claims do not tell apart the one most like what was typed.
        let order = self.at * 16 + self.likeness(round, dim, from, to);
        let change = Change::Move { entries: vec![self.at], dim, node: to };
        Some(Candidate { change, slip, expected, order })
    }

    fn likeness(&self, round: &Round<'_, '_>, dim: Dim, from: Node, to: Node) -> usize {
        let (typed, right) = (name(round, dim, from), name(round, dim, to));
        strsim::levenshtein(&typed, &right).min(15)
    }
}

fn slip_of(round: &Round<'_, '_>, dim: Dim, from: Node, to: Node) -> Slip {
    let (typed, right) = (name(round, dim, from), name(round, dim, to));
    match dim {
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => slip::of_codes(&typed, &right),
        _ => slip::of_names(&typed, &right),
    }
}

/// A place as it is typed: a code without its name.
fn name(round: &Round<'_, '_>, dim: Dim, node: Node) -> String {
    match dim {
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => {
            round.model.charts.chart(dim).get(node).map(|account| account.code.to_string()).unwrap_or_default()
        }
        _ => fold(&round.model.label(round.sources, dim, node)).into_owned(),
    }
}
