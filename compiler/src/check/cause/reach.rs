//! Which claims a line is counted in.

use rustc_hash::FxHashMap;

use crate::ledger::{Cube, Members};
use crate::model::slice::Place;
use crate::model::{Dim, Entry, Model, Node, Slice};

use super::super::balance::Unbalanced;
use super::change::Revision;
use super::need::{ClaimNeed, Need};

/// The claimed slices, and the lines that are in each for certain.
pub struct Reach<'a> {
    model: &'a Model,
    /// The different slices, those of sides that do not balance as well.
    pub slices: Vec<Slice>,
    /// For each slice the claims about it.
    pub claims: Vec<Vec<usize>>,
    members: Members,
    /// The same for lines that are others by now.
    changed: FxHashMap<usize, Vec<u32>>,
}

impl<'a> Reach<'a> {
    /// Looks at every line once.
    pub fn new(model: &'a Model, cube: &Cube<'_>, unbalanced: &[Unbalanced]) -> Reach<'a> {
        let mut known: FxHashMap<&Slice, usize> = FxHashMap::default();
        let mut slices: Vec<Slice> = Vec::new();
        let mut claims: Vec<Vec<usize>> = Vec::new();
        let sides = unbalanced.iter().flat_map(|it| [&it.resources.slice, &it.uses.slice]);
        let claimed = model.claims.iter().enumerate().map(|(at, claim)| (Some(at), &claim.slice));
        for (claim, slice) in claimed.chain(sides.map(|slice| (None, slice))) {
            let slot = *known.entry(slice).or_insert_with(|| {
                slices.push(slice.clone());
                claims.push(Vec::new());
                slices.len() - 1
            });
            claims[slot].extend(claim);
        }
        let members = cube.members(&slices.iter().collect::<Vec<_>>());
        Reach { model, slices, claims, members, changed: FxHashMap::default() }
    }

    /// Looks again at the lines that a revision touches.
    pub fn update(&mut self, revision: &Revision<'_>) {
        for at in revision.touched() {
            let slots = revision.entry(at).map_or(Vec::new(), |entry| self.slots_of(entry));
            self.changed.insert(at, slots);
        }
    }

    /// The slices that hold a line.
    pub fn of(&self, entry: usize) -> &[u32] {
        match self.changed.get(&entry) {
            Some(slots) => slots,
            None => self.members.of(entry),
        }
    }

    fn slots_of(&self, entry: &Entry) -> Vec<u32> {
        let holds = |slot: &u32| self.slices[*slot as usize].holds(self.model, entry) == Place::In;
        (0..self.slices.len() as u32).filter(holds).collect()
    }

    /// The slices that hold a line, and those that one dimension alone keeps it out of.
    pub fn near(&self, entry: &Entry) -> (Vec<u32>, Vec<(u32, Dim)>) {
        let (mut inside, mut near) = (Vec::new(), Vec::new());
        for (slot, slice) in self.slices.iter().enumerate() {
            let mut out = self.keeping_out(slice, entry);
            match (out.next(), out.next()) {
                (None, _) => inside.push(slot as u32),
                (Some(dim), None) => near.push((slot as u32, dim)),
                _ => {}
            }
        }
        (inside, near)
    }

    /// The dimensions that keep a line out of a slice, or do not say that it is in.
    pub fn keeping_out(&self, slice: &Slice, entry: &Entry) -> impl Iterator<Item = Dim> {
        let out = slice.conditions().iter().filter(|&&(dim, node)| !self.meets(dim, node, entry.node(dim)));
        out.map(|&(dim, _)| dim)
    }

    /// Whether a line at a node is in a condition for certain.
    pub fn meets(&self, dim: Dim, condition: Node, at: Node) -> bool {
        at.is_known() && self.model.tree(dim).contains(condition, at)
    }
}

/// What the claims about each slice need.
pub struct SlotNeeds {
    /// What those that hold need.
    pub holding: Vec<Need>,
    /// What those need that their lines refute, and what each counts.
    pub failing: Vec<Vec<(usize, ClaimNeed)>>,
}

impl SlotNeeds {
    /// Gathers the needs by slice.
    pub fn new(reach: &Reach<'_>, needs: &[ClaimNeed], weight: impl Fn(usize) -> usize) -> SlotNeeds {
        let holding = |claims: &Vec<usize>| {
            claims.iter().map(|&at| &needs[at]).filter(|it| !it.by_lines).fold(Need::ANY, |all, it| all.and(it.need))
        };
        let failing = |claims: &Vec<usize>| {
            let failing = claims.iter().filter(|&&at| needs[at].by_lines);
            failing.map(|&at| (weight(at), needs[at])).collect()
        };
        SlotNeeds {
            holding: reach.claims.iter().map(holding).collect(),
            failing: reach.claims.iter().map(failing).collect(),
        }
    }

    /// Adds what the sides need that do not balance: one more, or the other less.
    pub fn balance(&mut self, reach: &Reach<'_>, unbalanced: &[Unbalanced], weight: usize) {
        for it in unbalanced {
            let (low, high) = it.room();
            for (side, need) in [(&it.uses, Need { low, high }), (&it.resources, Need { low: -high, high: -low })] {
                // What a claim says is not changed by a line.
                let slot = reach.slices.iter().position(|slice| *slice == side.slice && side.claim.is_none());
                let exactly = (low == high).then_some(low);
                let need = ClaimNeed { need, exactly, by_lines: true };
                self.failing.iter_mut().enumerate().filter(|(at, _)| Some(*at) == slot).for_each(|(_, failing)| {
                    failing.push((weight, need));
                });
            }
        }
    }

    /// What becomes of the claims about some slices whose sums change by `change`: what the failing ones
    /// count that hold then, and those that do not; none if one that holds fails.
    pub fn effect<'s>(
        &self,
        slots: impl IntoIterator<Item = &'s u32>,
        change: i128,
        slack: i128,
    ) -> Option<(usize, usize)> {
        let (mut mended, mut left) = (0, 0);
        for &slot in slots {
            if !self.holding[slot as usize].wider(slack).holds(change) {
                return None;
            }
            for (weight, need) in &self.failing[slot as usize] {
                if need.need.wider(slack).holds(change) { mended += weight } else { left += weight }
            }
        }
        Some((mended, left))
    }
}
