//! Which of the printed figures are the money itself, and which only repeat it: a published budget prints the
//! same money in many tables and on many levels, and each of it may be entered once.
//!
//! Of each family of kinds one axis is entered: that of the table which breaks it down, and along which (almost)
//! all of it is printed. On it the figures without any below them are entries. A figure of all sources is
//! entered by source if the sources come to it. What else is printed, and cannot be the same money, is entered
//! too; all other figures are claims.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::{Kind, Source};

use super::fact::Fact;
use super::rounding::agree;
use super::spot::{Axis, Node, Trees, paths};

/// The kinds that are broken down together.
const FAMILIES: &[&[Kind]] = &[
    &[Kind::Revenue],
    &[Kind::Carryover],
    &[Kind::Carryforward],
    &[Kind::Personnel, Kind::Operating, Kind::Basic],
    &[Kind::Project],
    &[Kind::Business],
    &[Kind::Remit],
    &[Kind::Subsidy],
    &[Kind::Memo],
];

/// How much of the largest breakdown another one may lack to be preferred to it: printed tables leave a row
/// out now and then, but a table of one source only is no breakdown of all money.
const LACKING: (u32, u32) = (1, 20);

/// A figure's place, but for its source.
type Key = (Kind, Node, Option<(String, Option<String>)>);

/// Which facts are entries, in their order.
pub fn entries(facts: &[Fact], trees: &Trees<'_>, step: Decimal) -> Vec<bool> {
    let mut entered = vec![false; facts.len()];
    for family in FAMILIES {
        let own: Vec<usize> = (0..facts.len()).filter(|&at| family.contains(&facts[at].spot.kind)).collect();
        let breakdown = Family { facts, trees, step };
        for at in breakdown.entries(&own) {
            entered[at] = true;
        }
    }
    entered
}

struct Family<'a> {
    facts: &'a [Fact],
    trees: &'a Trees<'a>,
    /// To which figures are rounded, in 元.
    step: Decimal,
}

impl Family<'_> {
    fn entries(&self, own: &[usize]) -> Vec<usize> {
        let mut axes: Vec<Axis> = own.iter().map(|&at| self.facts[at].spot.axis()).collect();
        axes.sort_unstable();
        axes.dedup();
        let covered = self.covered(own);
        let on = |axis: Axis| -> Vec<usize> {
            own.iter().copied().filter(|&at| self.facts[at].spot.axis() == axis && !covered.contains(&at)).collect()
        };
        let leaves: Vec<Vec<usize>> = axes.iter().map(|&axis| self.by_source(&on(axis))).collect();
        let sum = |list: &Vec<usize>| list.iter().map(|&at| self.facts[at].yuan()).sum::<Decimal>().abs();
        let most = leaves.iter().map(sum).max().unwrap_or_default();
        let (part, of) = LACKING;
        let enough = most - most * Decimal::from(part) / Decimal::from(of);
        let Some(chosen) = leaves.iter().position(|list| !list.is_empty() && sum(list) >= enough) else {
            return Vec::new();
        };
        let mut entries = leaves[chosen].clone();
        // What is printed on the other axes only is entered too, if it can be none of this.
        for list in leaves.iter().enumerate().filter(|(at, _)| *at != chosen).map(|(_, list)| list) {
            for &at in list {
                let spot = &self.facts[at].spot;
                if entries.iter().all(|&other| self.trees.disjoint(&self.facts[other].spot, spot)) {
                    entries.push(at);
                }
            }
        }
        entries
    }

    /// The facts below which others are printed: of a part of their kind, their node or their item.
    fn covered(&self, own: &[usize]) -> FxHashSet<usize> {
        let mut above: FxHashSet<(Key, Option<Source>)> = FxHashSet::default();
        // Where what is printed below is of all sources, it is below any.
        let mut above_any: FxHashSet<Key> = FxHashSet::default();
        for &at in own {
            let spot = &self.facts[at].spot;
            let sources: Vec<Option<Source>> =
                spot.source.into_iter().flat_map(Source::up).map(Some).chain([None]).collect();
            let set = spot.item.as_ref().map(|(set, path)| (set, path.as_deref()));
            let items: Vec<_> = match set {
                Some((set, path)) => paths(path).map(|path| Some((set.clone(), path))).collect(),
                None => vec![None],
            };
            for (up, kind) in spot.kind.up().enumerate() {
                for (high, node) in self.trees.up(spot.node()).enumerate() {
                    for (wide, item) in items.iter().enumerate() {
                        if up + high + wide > 0 {
                            let key = (kind, node, item.clone());
                            if spot.source.is_none() {
                                above_any.insert(key.clone());
                            }
                            above.extend(sources.iter().map(|&source| (key.clone(), source)));
                        }
                    }
                }
            }
        }
        let is_above = |at: &usize| {
            let key = self.key(*at);
            above_any.contains(&key) || above.contains(&(key, self.facts[*at].spot.source))
        };
        own.iter().copied().filter(is_above).collect()
    }

    fn key(&self, at: usize) -> Key {
        let spot = &self.facts[at].spot;
        (spot.kind, spot.node(), spot.item.clone())
    }

    /// Of figures that differ by nothing but their source the finest that come to the others; of a figure that
    /// several tables print the first.
    fn by_source(&self, leaves: &[usize]) -> Vec<usize> {
        let mut groups: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        for &at in leaves {
            groups.entry(self.key(at)).or_default().push(at);
        }
        let mut entries = Vec::new();
        for group in groups.values() {
            self.refine(None, group, &mut entries);
        }
        entries.sort_unstable();
        self.without_overlaps(entries)
    }

    /// Adds what is entered of a source, or of all: the figure itself, or those of the sources in it.
    fn refine(&self, source: Option<Source>, group: &[usize], entries: &mut Vec<usize>) {
        let of = |source: Option<Source>| -> Vec<usize> {
            group.iter().copied().filter(|&at| self.facts[at].spot.source == source).collect()
        };
        let whole = self.first_printed(of(source));
        let inside = |at: &usize| {
            let other = self.facts[*at].spot.source;
            other != source && other.is_some_and(|other| source.is_none_or(|source| other.is_within(source)))
        };
        let finer: Vec<usize> = group.iter().copied().filter(inside).collect();
        let nearest: Vec<Source> = {
            let all: FxHashSet<Source> = finer.iter().filter_map(|&at| self.facts[at].spot.source).collect();
            let top = |it: &&Source| !it.up().skip(1).any(|above| all.contains(&above));
            let mut nearest: Vec<Source> = all.iter().filter(top).copied().collect();
            nearest.sort_unstable();
            nearest
        };
        let parts: Vec<usize> = nearest.iter().flat_map(|&source| self.first_printed(of(Some(source)))).collect();
        let sum = |list: &[usize]| list.iter().map(|&at| self.facts[at].yuan()).sum::<Decimal>();
        let needed = self.needs_source(group);
        let come = agree(sum(&whole), parts.iter().map(|&at| self.facts[at].yuan()), self.step);
        if !parts.is_empty() && (whole.is_empty() || needed || come) {
            for source in nearest {
                self.refine(Some(source), &finer, entries);
            }
        } else {
            entries.extend(whole);
        }
    }

    /// Whether the lines of this money must name their source.
    fn needs_source(&self, group: &[usize]) -> bool {
        let kind = group.first().map(|&at| self.facts[at].spot.kind);
        kind.is_some_and(|kind| matches!(kind, Kind::Revenue | Kind::Carryover | Kind::Carryforward))
    }

    /// Those of the table that prints them first: two rows of it are two lines, another table repeats them.
    fn first_printed(&self, mut same: Vec<usize>) -> Vec<usize> {
        let first = same.iter().map(|&at| self.facts[at].table).min();
        same.retain(|&at| Some(self.facts[at].table) == first);
        same
    }

    /// Leaves out what may be the same money: of one node, kinds within each other with sources that overlap.
    fn without_overlaps(&self, mut entries: Vec<usize>) -> Vec<usize> {
        entries.sort_by_key(|&at| (std::cmp::Reverse(self.facts[at].spot.kind.up().count()), at));
        let mut of_node: FxHashMap<Node, Vec<usize>> = FxHashMap::default();
        let mut kept = Vec::new();
        for at in entries {
            let spot = &self.facts[at].spot;
            let others = of_node.entry(spot.node()).or_default();
            let apart = |&other: &usize| {
                let other = &self.facts[other].spot;
                other == spot || self.trees.disjoint(other, spot)
            };
            if others.iter().all(apart) {
                others.push(at);
                kept.push(at);
            }
        }
        kept.sort_unstable();
        kept
    }
}
