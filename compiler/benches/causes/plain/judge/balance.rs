//! Resources against uses: in all, by unit, and by source.

use std::collections::HashMap;

use bud::model::Dim;

use super::{Compared, Judging};

/// What one side comes to.
struct Side {
    least: i128,
    most: i128,
    steps: i128,
}

impl Judging<'_> {
    /// Compares the two sides.
    pub fn balance(&mut self) {
        let balances = &self.table.balances;
        let prints = self.prints();
        let used = |slices: &[usize; 2]| slices.iter().all(|&slice| self.sums[slice].inside.count > 0);
        let sources: Vec<u32> = balances
            .iter()
            .filter(|(_, slices)| used(slices))
            .filter_map(|(node, _)| node.filter(|(dim, _)| *dim == Dim::Source as usize).map(|(_, node)| node))
            .collect();
        // The finest sources that both sides use.
        let finest = |node: u32| {
            sources.contains(&node)
                && !sources
                    .iter()
                    .any(|&other| other != node && self.table.flat.within(Dim::Source as usize, node, other))
        };
        let mut failures = Vec::new();
        for (node, slices) in balances {
            let asked = match node {
                None => true,
                Some((dim, node)) if *dim == Dim::Source as usize => finest(*node),
                Some(_) => used(slices),
            };
            if let Some((gap, steps)) = asked.then(|| self.unequal(slices, &prints)).flatten() {
                let groups: Vec<usize> = slices.iter().filter_map(|&slice| self.group_of(slice, &prints)).collect();
                failures.push((gap, steps, groups, *slices));
            }
        }
        for (gap, steps, groups, sides) in failures {
            self.fail(gap, steps, &groups, Compared::Sides(sides));
        }
    }

    /// What the other sides of its balances allow a figure of a group to be: a centre and all steps
    /// each.
    pub fn by_balances_of(&self, group: usize, step: i128) -> Vec<(i128, i128)> {
        let prints = self.prints();
        let mut found = Vec::new();
        for (_, slices) in &self.table.balances {
            let groups = slices.map(|slice| self.group_of(slice, &prints));
            for (own, other) in [(0, 1), (1, 0)] {
                if groups[own] == Some(group)
                    && let Some(side) = self.side(slices[other], &prints)
                {
                    found.extend([(side.least, side.steps + step), (side.most, side.steps + step)]);
                }
            }
        }
        found
    }

    /// How far apart two sides are, and their steps, if that is too far.
    fn unequal(&self, slices: &[usize; 2], prints: &HashMap<u128, usize>) -> Option<(i128, i128)> {
        let (resources, uses) = (self.side(slices[0], prints)?, self.side(slices[1], prints)?);
        let gap = (uses.least - resources.most).max(resources.least - uses.most);
        let steps = resources.steps + uses.steps;
        (gap > 0 && 2 * gap >= steps).then_some((gap, steps))
    }

    fn side(&self, slice: usize, prints: &HashMap<u128, usize>) -> Option<Side> {
        let sum = &self.sums[slice];
        if let Some(group) = self.group_of(slice, prints) {
            let figures = &self.figures[group];
            if figures.iter().any(|written| written.refuted) {
                return None;
            }
            if let Some(written) = figures.iter().filter(|it| it.judged).min_by_key(|it| it.figure.step) {
                let amount = written.figure.amount;
                return Some(Side { least: amount, most: amount, steps: written.figure.step });
            }
        }
        if sum.is_empty() {
            return None;
        }
        let possible = sum.all_possible();
        let inside = sum.inside.total();
        let (least, most) = (inside + possible.negative, inside + possible.positive);
        Some(Side { least, most, steps: sum.inside.steps + possible.steps })
    }
}
