//! Claims about the same lines are one figure, however their slices are spelled.

use std::collections::HashMap;

use bud::model::Dim;

use super::{Judging, Written};
use crate::plain::flat::Slice;

impl Judging<'_> {
    /// Gathers the claimed slices into groups, and the figures that each group writes.
    pub fn gather(&mut self) {
        let claimed = self.table.claimed;
        let of_claim = |claim: usize| (!self.table.flat.claims[claim].ceiling).then(|| self.table.of_claim[claim]);
        let mut printed: Vec<Vec<i128>> = vec![Vec::new(); claimed];
        for claim in 0..self.table.flat.claims.len() {
            if let Some(slice) = of_claim(claim) {
                printed[slice].push(self.table.figure(claim, self.change).amount);
            }
        }
        let mut order: Vec<usize> = (0..claimed).collect();
        order.sort_by_key(|&slice| if self.sums[slice].is_empty() { self.table.slices[slice].len() } else { 0 });
        let mut by_print: HashMap<u128, usize> = HashMap::new();
        let mut by_slice: HashMap<&Slice, usize> = HashMap::new();
        let mut group_of = vec![0; claimed];
        let mut first: Vec<usize> = Vec::new();
        for slice in order {
            let sum = &self.sums[slice];
            let same = by_print.get(&sum.print).copied().filter(|_| !sum.is_empty());
            // Slices without any line are all alike: one is another only with a condition more and
            // the same figure.
            let wider = || {
                let of = &self.table.slices[slice];
                let dims = of.iter().map(|(dim, _)| *dim).filter(|&dim| dim != Dim::Kind as usize);
                let mut wider = dims.filter_map(|dim| {
                    let without: Slice = of.iter().copied().filter(|(other, _)| *other != dim).collect();
                    by_slice.get(&without).copied()
                });
                wider.find(|&group| {
                    let other = first[group];
                    let shares = printed[other].iter().any(|amount| printed[slice].contains(amount));
                    sum.is_empty() && self.sums[other].is_empty() && shares
                })
            };
            let group = same.or_else(wider).unwrap_or_else(|| {
                first.push(slice);
                first.len() - 1
            });
            by_slice.insert(&self.table.slices[slice], group);
            by_print.entry(sum.print).or_insert(group);
            group_of[slice] = group;
        }
        let mut figures: Vec<Vec<Written>> = first.iter().map(|_| Vec::new()).collect();
        for claim in 0..self.table.flat.claims.len() {
            let Some(slice) = of_claim(claim) else { continue };
            let figure = self.table.figure(claim, self.change);
            let group = &mut figures[group_of[slice]];
            match group.iter_mut().find(|written| written.figure == figure) {
                Some(written) => written.claims.push(claim),
                None => group.push(Written { figure, claims: vec![claim], refuted: false, judged: false }),
            }
        }
        (self.group_of, self.first, self.figures) = (group_of, first, figures);
    }

    /// The group of the lines of any slice, if they are claimed.
    pub fn group_of(&self, slice: usize, by_print: &HashMap<u128, usize>) -> Option<usize> {
        if slice < self.table.claimed {
            return Some(self.group_of[slice]);
        }
        by_print.get(&self.sums[slice].print).copied().filter(|_| !self.sums[slice].is_empty())
    }

    /// The groups by their fingerprints.
    pub fn prints(&self) -> HashMap<u128, usize> {
        let mut prints = HashMap::new();
        for (slice, &group) in self.group_of.iter().enumerate().filter(|(slice, _)| !self.sums[*slice].is_empty()) {
            prints.entry(self.sums[slice].print).or_insert(group);
        }
        prints
    }
}
