//! A whole against the nearest claims below it along one dimension, and the lines outside all of
//! them.

use std::collections::BTreeMap;

use super::{Compared, Judging};
use crate::plain::flat::Slice;
use crate::plain::sums::stands;
use crate::plain::table::Outside;

/// A whole and its parts along a dimension.
struct Whole {
    group: usize,
    dim: usize,
    /// The groups of the parts.
    parts: Vec<usize>,
    outside: Outside,
}

/// The nodes of the parts in one spelling of a whole, with their groups.
type Nodes = BTreeMap<u32, usize>;

/// The spellings of a whole: each slice with its number and its parts.
type Spellings<'a> = BTreeMap<&'a Slice, (usize, Nodes)>;

impl Judging<'_> {
    /// Route 3.
    pub fn by_parts(&mut self) {
        let wholes = self.wholes();
        let mut of_group: Vec<Vec<usize>> = vec![Vec::new(); self.figures.len()];
        wholes.iter().enumerate().for_each(|(at, whole)| of_group[whole.group].push(at));
        let mut done = vec![false; self.figures.len()];
        for group in 0..self.figures.len() {
            // The parts first: a refuted part proves nothing about its whole.
            let mut stack = vec![(group, false)];
            while let Some((group, ready)) = stack.pop() {
                if ready {
                    let mut off = Vec::new();
                    for &whole in &of_group[group] {
                        self.judge(&wholes[whole], &mut off);
                    }
                    off.into_iter().for_each(|at: usize| self.figures[group][at].refuted = true);
                    if self.hasty && !self.failures.is_empty() {
                        return;
                    }
                } else if !std::mem::replace(&mut done[group], true) {
                    stack.push((group, true));
                    let parts = of_group[group].iter().flat_map(|&whole| &wholes[whole].parts);
                    stack.extend(parts.map(|&part| (part, false)));
                }
            }
        }
    }

    /// What the parts of a group, and the wholes that it is a part of, allow a figure of it to be: a
    /// centre and all steps each.
    pub fn by_parts_of(&self, group: usize, step: i128) -> Vec<(i128, i128)> {
        let finest = |group: usize| self.figures[group].iter().map(|it| it.figure).min_by_key(|it| it.step);
        let mut found = Vec::new();
        for whole in self.wholes() {
            let others: Vec<usize> = whole.parts.iter().copied().filter(|&part| part != group).collect();
            let mut sum = whole.outside.sure;
            others.iter().filter_map(|&part| finest(part)).for_each(|figure| sum.add(figure, 1));
            if whole.group == group {
                found.push((sum.total(), sum.steps + step));
            } else if others.len() < whole.parts.len() {
                let wholes = self.figures[whole.group].iter().map(|written| written.figure);
                found.extend(wholes.map(|figure| (figure.amount - sum.total(), figure.step + sum.steps + step)));
            }
        }
        found
    }

    fn wholes(&self) -> Vec<Whole> {
        let table = self.table;
        let prints = self.prints();
        let mut found: BTreeMap<(usize, usize), Spellings<'_>> = BTreeMap::new();
        for part in &table.parts {
            let group = self.group_of[part.slice];
            let Some(whole) = self.group_of(part.whole, &prints).filter(|&whole| whole != group) else { continue };
            let spellings = found.entry((whole, part.dim)).or_default();
            let (_, nodes) = spellings.entry(&table.slices[part.whole]).or_insert((part.whole, Nodes::new()));
            nodes.entry(part.node).or_insert(group);
        }
        let mut wholes = Vec::new();
        for ((group, dim), spellings) in found {
            let mut all = Nodes::new();
            for (_, nodes) in spellings.values() {
                nodes.iter().for_each(|(&node, &part)| {
                    all.entry(node).or_insert(part);
                });
            }
            let all = self.nearest(dim, &all);
            let mut judged: Vec<Vec<(u32, usize)>> = Vec::new();
            for (slice, nodes) in spellings.into_values() {
                for (parts, own) in [(all.clone(), false), (self.nearest(dim, &nodes), true)] {
                    if judged.contains(&parts) {
                        continue;
                    }
                    let (nodes, groups): (Vec<u32>, Vec<usize>) = parts.iter().copied().unzip();
                    let outside = table.outside(slice, dim, &nodes, self.change);
                    // A row of a table adds up in its own terms where every line says where it lies.
                    if !own || outside.unplaced == 0 {
                        wholes.push(Whole { group, dim, parts: groups, outside });
                    }
                    judged.push(parts);
                }
            }
        }
        wholes
    }

    /// The parts that lie below no other part.
    fn nearest(&self, dim: usize, nodes: &Nodes) -> Vec<(u32, usize)> {
        let below = |node: u32| self.table.flat.above(dim, node).any(|above| nodes.contains_key(&above));
        nodes.iter().filter(|(node, _)| !below(**node)).map(|(&node, &part)| (node, part)).collect()
    }

    fn judge(&mut self, whole: &Whole, off: &mut Vec<usize>) {
        let mut sum = whole.outside.sure;
        for &part in &whole.parts {
            let figures = &self.figures[part];
            if figures.iter().any(|written| written.refuted) {
                return;
            }
            let Some(finest) = figures.iter().min_by_key(|written| written.figure.step) else { return };
            sum.add(finest.figure, 1);
        }
        for at in 0..self.figures[whole.group].len() {
            let written = &self.figures[whole.group][at];
            if written.refuted {
                continue;
            }
            let claims = &self.table.flat.claims;
            let partial = written.claims.iter().any(|&claim| claims[claim].partial == Some(whole.dim));
            let open = partial
                || (whole.outside.unplaced > 0 && whole.outside.sure.count > 0)
                || whole.outside.possible.count > 0;
            let least = sum.total() + whole.outside.possible.negative;
            let figure = written.figure;
            let holds = stands(figure, &sum) || (open && figure.amount > least);
            self.figures[whole.group][at].judged = true;
            if !holds {
                off.push(at);
                let groups: Vec<usize> = whole.parts.iter().copied().chain([whole.group]).collect();
                let slices = groups.iter().map(|&group| self.slices(group)).collect();
                self.fail(figure.amount - sum.total(), figure.step + sum.steps, &groups, Compared::Parts(slices));
            }
        }
    }
}
