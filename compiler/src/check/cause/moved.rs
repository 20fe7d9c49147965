//! A line of money that stands in the wrong place: one total is over by exactly what another lacks.

use std::collections::BTreeSet;

use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Node};
use crate::syntax::text::fold;

use super::candidate::{Candidate, Round};
use super::change::Change;
use super::need::Need;
use super::slip::{self, Slip};

/// How many lines are tried: those whose amount is a difference that some claim asks for.
const MOST: usize = 2_000;
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
    let mut candidates = Vec::new();
    for at in lines {
        let Some(entry) = round.entry(at) else { continue };
        let (inside, near) = round.reach.near(entry);
        for dim in DIMS {
            let Some(from) = stands(round, entry, dim) else { continue };
            let line = Line { at, entry, inside: &inside, near: &near };
            let places = round.census.places.get(&dim).into_iter().flatten();
            candidates.extend(places.filter(|&&to| to != from).filter_map(|&to| line.moved(round, dim, from, to)));
            if dim == Dim::Project {
                candidates.extend(line.under_childless(round, from));
            }
        }
    }
    candidates
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
        let left = round.needs.effect(self.inside.iter().filter(leaves), -amount, round.census.slack)?;
        let entered: Vec<u32> =
            self.near.iter().filter(|(_, of)| *of == dim).map(|(slot, _)| *slot).filter(enters).collect();
        let joined = round.needs.effect(&entered, amount, round.census.slack)?;
        let expected = (left.0 + joined.0, left.1 + joined.1);
        (expected.0 > 0).then(|| self.candidate(round, (dim, from, to), expected, None))
    }

    /// The line under projects that have no others: what such a project's own line says is a claim then.
    fn under_childless(&self, round: &Round<'_, '_>, from: Node) -> Vec<Candidate> {
        let amount = Millionths::of(self.entry.amount).0;
        let size = amount.abs();
        let mut candidates = Vec::new();
        for other in round.census.of_sizes((size, size)).filter(|&other| other != self.at) {
            let Some(to) = round.entry(other).map(|entry| entry.node(Dim::Project)) else { continue };
            let single = round.census.lines_of.get(to.index()) == Some(&1) && to != from;
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
                candidates.push(self.candidate(round, (Dim::Project, from, to), expected, Some(other)));
            }
        }
        candidates
    }

    fn candidate(
        &self,
        round: &Round<'_, '_>,
        (dim, from, to): (Dim, Node, Node),
        expected: (usize, usize),
        absorbed: Option<usize>,
    ) -> Candidate {
        let slip = slip_of(round, dim, from, to);
        // Of places that the claims do not tell apart the one most like what was typed.
        let order = (self.at * 16 + BESIDE - self.beside(round, dim, to)) * 16 + self.likeness(round, dim, from, to);
        let change = Change::Move { entries: vec![self.at], dim, node: to, absorbed };
        Candidate { change, slip, expected, order }
    }

    /// How many of the lines beside it stand at a place.
    fn beside(&self, round: &Round<'_, '_>, dim: Dim, to: Node) -> usize {
        let lines = self.at.saturating_sub(BESIDE / 2)..=self.at + BESIDE / 2;
        let beside = lines.filter(|&at| at != self.at).filter_map(|at| round.entry(at));
        let stands = |entry: &&Entry| match dim {
            Dim::Project => round.model.tree(dim).parent(entry.node(dim)) == Some(to),
            _ => entry.node(dim) == to,
        };
        beside.filter(|entry| entry.at.file == self.entry.at.file).filter(stands).count().min(BESIDE)
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
