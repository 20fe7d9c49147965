//! A line of money that stands in the wrong place: one total is over by exactly what another lacks.

use std::collections::BTreeSet;

use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Node};
use crate::syntax::text::fold;

use super::candidate::{Candidate, Round};
use super::census::place;
use super::change::Change;
use super::need::Need;
use super::slip;

/// How many lines are tried: those whose amount is a difference that some claim asks for.
const MOST: usize = 500;
/// How many lines beside a line are looked at, for where such lines stand.
const BESIDE: usize = 10;

/// The dimensions in which a line may stand in the wrong place, if it says where it stands.
const DIMS: [Dim; 7] = [Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Source, Dim::Account, Dim::Project];

/// Lines that may belong elsewhere.
pub fn candidates(round: &Round<'_, '_>) -> Vec<Candidate> {
    let mut needs: Vec<Need> = round.failing().map(|(_, need)| need.need.wider(round.census.slack)).collect();
    // The narrowest say most about the amount.
    needs.sort_by_key(|need| (need.high - need.low, need.low));
    needs.dedup();
    let lines: BTreeSet<usize> =
        needs.into_iter().flat_map(|need| round.census.of_sizes(need.sizes())).take(MOST).collect();
    let failing: Vec<u32> =
        (0..round.reach.slices.len() as u32).filter(|&slot| !round.needs.failing[slot as usize].is_empty()).collect();
    let mut candidates = Vec::new();
    for at in lines {
        let Some(entry) = round.entry(at) else { continue };
        let dims = hopeful(round, entry, &failing);
        if dims.is_empty() {
            continue;
        }
        let near = round.reach.near(entry);
        for (dim, from) in dims.into_iter().filter_map(|dim| Some((dim, stands(round, entry, dim)?))) {
            let line = Line::new(round, at, entry, dim, from, &near);
            let places = round.census.places.get(&dim).into_iter().flatten();
            candidates.extend(places.filter(|&&to| to != from).filter_map(|&to| line.moved(round, to)));
            if dim == Dim::Project {
                candidates.extend(line.under_childless(round));
            }
        }
    }
    candidates
}

/// The dimensions in which a line may be moved so that a failing claim holds: out of it, or into it.
fn hopeful(round: &Round<'_, '_>, entry: &Entry, failing: &[u32]) -> Vec<Dim> {
    let amount = Millionths::of(entry.amount).0;
    let mut dims: Vec<Dim> = Vec::new();
    for &slot in failing {
        let slice = &round.reach.slices[slot as usize];
        let asks = |change: i128| {
            let needs = &round.needs.failing[slot as usize];
            needs.iter().any(|(_, need)| need.need.wider(round.census.slack).holds(change))
        };
        let mut out = round.reach.keeping_out(slice, entry);
        match (out.next(), out.next()) {
            (None, _) if asks(-amount) => dims.extend(slice.conditions().iter().map(|(dim, _)| *dim)),
            (Some(dim), None) if asks(amount) => dims.push(dim),
            _ => {}
        }
    }
    DIMS.into_iter().filter(|dim| dims.contains(dim)).collect()
}

/// Where a line stands in a dimension, if it may be moved there by itself. A project's place is the
/// level-1 project it belongs to, with all its lines.
fn stands(round: &Round<'_, '_>, entry: &Entry, dim: Dim) -> Option<Node> {
    let node = Some(entry.node(dim)).filter(|node| node.is_known())?;
    match dim {
        Dim::Project if round.census.lines_of.get(node.index()) == Some(&1) => round.model.tree(dim).parent(node),
        Dim::Project => None,
        _ => Some(node),
    }
}

/// A line and what keeps it in or out of the claims along one dimension.
struct Line<'l> {
    at: usize,
    entry: &'l Entry,
    dim: Dim,
    from: Node,
    /// The slices that hold it, and those of them that have a condition on the dimension, with that.
    inside: &'l [u32],
    held: Vec<(u32, Node)>,
    /// The slices that only the dimension keeps it out of, with their condition.
    near: Vec<(u32, Node)>,
}

impl<'l> Line<'l> {
    fn new(
        round: &Round<'_, '_>,
        at: usize,
        entry: &'l Entry,
        dim: Dim,
        from: Node,
        (inside, near): &'l (Vec<u32>, Vec<(u32, Dim)>),
    ) -> Line<'l> {
        let condition = |slot: u32| Some((slot, round.reach.slices[slot as usize].get(dim)?));
        let held = inside.iter().filter_map(|&slot| condition(slot)).collect();
        let near = near.iter().filter(|(_, of)| *of == dim).filter_map(|&(slot, _)| condition(slot)).collect();
        Line { at, entry, dim, from, inside, held, near }
    }

    /// The line at another place, if that ends failures and makes none.
    fn moved(&self, round: &Round<'_, '_>, to: Node) -> Option<Candidate> {
        let amount = Millionths::of(self.entry.amount).0;
        let meets = |node: Node| round.reach.meets(self.dim, node, to);
        let leaves = self.held.iter().filter(|(_, node)| !meets(*node)).map(|(slot, _)| slot);
        let left = round.needs.effect(leaves, -amount, round.census.slack)?;
        let enters = self.near.iter().filter(|(_, node)| meets(*node)).map(|(slot, _)| slot);
        let joined = round.needs.effect(enters, amount, round.census.slack)?;
        let expected = (left.0 + joined.0, left.1 + joined.1);
        (expected.0 > 0).then(|| self.candidate(round, to, expected, None))
    }

    /// The line under projects that have no others: what such a project's own line says is a claim then.
    fn under_childless(&self, round: &Round<'_, '_>) -> Vec<Candidate> {
        let amount = Millionths::of(self.entry.amount).0;
        let size = amount.abs();
        let mut candidates = Vec::new();
        for other in round.census.of_sizes((size, size)).filter(|&other| other != self.at) {
            let Some(to) = round.entry(other).map(|entry| entry.node(Dim::Project)) else { continue };
            let single = round.census.lines_of.get(to.index()) == Some(&1) && to != self.from;
            if !single || round.model.tree(Dim::Project).has_children(to) {
                continue;
            }
            // One line stands for the other; what told them apart is the project's own slices.
            let condition = |slot: u32| round.reach.slices[slot as usize].get(Dim::Project);
            let own = |slot: u32| condition(slot).is_some_and(|node| round.reach.meets(Dim::Project, node, to));
            let leaves = |slot: &&u32| condition(**slot).is_some() && !own(**slot);
            let gone = round.reach.of(other).iter().filter(|slot| !own(**slot));
            let effect = round.needs.effect(self.inside.iter().filter(leaves).chain(gone), -amount, round.census.slack);
            if let Some(expected) = effect.filter(|(mended, _)| *mended > 0) {
                candidates.push(self.candidate(round, to, expected, Some(other)));
            }
        }
        candidates
    }

    fn candidate(
        &self,
        round: &Round<'_, '_>,
        to: Node,
        expected: (usize, usize),
        absorbed: Option<usize>,
    ) -> Candidate {
        let (typed, right) = (name(round, self.dim, self.from), name(round, self.dim, to));
        let slip = match self.dim {
            Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => slip::of_codes(&typed, &right),
            _ => slip::of_names(&typed, &right),
        };
        // Of places that the claims do not tell apart the one where lines beside it stand, then the one
        // most like what was typed.
        let likeness = strsim::levenshtein(&typed, &right).min(15);
        let order = (self.at * 16 + BESIDE - self.beside(round, to)) * 16 + likeness;
        let change = Change::Move { entry: self.at, dim: self.dim, node: to, absorbed };
        Candidate { change, slip, expected, order }
    }

    /// How many of the lines beside it stand at a place.
    fn beside(&self, round: &Round<'_, '_>, to: Node) -> usize {
        let lines = self.at.saturating_sub(BESIDE / 2)..=self.at + BESIDE / 2;
        let beside = lines.filter(|&at| at != self.at).filter_map(|at| round.entry(at));
        let stands = |entry: &&Entry| place(round.model, entry, self.dim) == to;
        beside.filter(|entry| entry.at.file == self.entry.at.file).filter(stands).count().min(BESIDE)
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
