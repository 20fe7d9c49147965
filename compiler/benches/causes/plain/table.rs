//! All slices that the rules speak of, and what they come to: kept for one budget, and told for every
//! edit of it without adding up again what the edit does not touch.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bud::model::Dim;
use bud::syntax::Kind;

use super::flat::{Claim, Figure, Flat, Lies, Line, Slice, kind};
use super::sums::{Place, SliceSum, Sum, place, place_but};

/// A claimed slice, as a part of another one.
pub struct Part {
    /// The claimed slice.
    pub slice: usize,
    /// The dimension along which it is a part, and its node in it.
    pub dim: usize,
    /// Its node in the dimension.
    pub node: u32,
    /// The slice that it is a part of.
    pub whole: usize,
}

/// The slices of a budget.
pub struct Table<'a> {
    /// The budget.
    pub flat: &'a Flat,
    /// The slices: first those that are claimed, then those that they are parts of, then the two
    /// sides of each balance.
    pub slices: Vec<Slice>,
    /// For each claim its slice.
    pub of_claim: Vec<usize>,
    /// How many slices are claimed.
    pub claimed: usize,
    /// What is a part of what, if both are claimed.
    pub parts: Vec<Part>,
    /// Resources and uses: in all, then by unit, then by source.
    pub balances: Vec<Balance>,
    sums: Vec<SliceSum>,
    outside: RefCell<BTreeMap<PartsOf, Outside>>,
}

/// A balance: the dimension and the node that it is about, if it is not about everything, and the
/// slices of its two sides.
pub type Balance = (Option<(usize, u32)>, [usize; 2]);

/// A slice, a dimension, and the nodes of its parts along it.
type PartsOf = (usize, usize, Vec<u32>);

/// What lies outside all parts of a whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outside {
    /// The lines that are in the whole.
    pub sure: Sum,
    /// Those that are possibly in it.
    pub possible: Sum,
    /// How many lines do not say in which part they lie.
    pub unplaced: i64,
}

/// One edit of a budget, as its figures feel it.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// A line that goes.
    pub without: Option<usize>,
    /// A line that comes.
    pub with: Option<Line>,
    /// A claim with another amount.
    pub claim: Option<(usize, Figure)>,
}

impl<'a> Table<'a> {
    /// Adds up a budget.
    pub fn new(flat: &'a Flat) -> Table<'a> {
        let mut known: BTreeMap<Slice, usize> = BTreeMap::new();
        let mut slices: Vec<Slice> = Vec::new();
        let mut index = |slice: &Slice| {
            *known.entry(slice.clone()).or_insert_with(|| {
                slices.push(slice.clone());
                slices.len() - 1
            })
        };
        let of_claim: Vec<usize> =
            flat.claims.iter().map(|claim| if claim.ceiling { usize::MAX } else { index(&claim.slice) }).collect();
        let claimed = of_claim.iter().filter(|slice| **slice != usize::MAX).max().map_or(0, |last| last + 1);
        let mut parts = Vec::new();
        for claim in flat.claims.iter().filter(|claim| !claim.ceiling) {
            let slice = index(&claim.slice);
            for (dim, node, whole) in wholes(flat, &claim.slice) {
                parts.push(Part { slice, dim, node, whole: index(&whole) });
            }
        }
        parts.sort_by_key(|part| (part.slice, part.dim, part.whole));
        parts.dedup_by_key(|part| (part.slice, part.dim, part.whole));
        let of_claim: Vec<usize> = flat.claims.iter().map(|claim| index(&claim.slice)).collect();
        let balances = balances(flat, &mut index);
        let sums = slices.iter().map(|slice| add_up(flat, slice)).collect();
        Table { flat, slices, of_claim, claimed, parts, balances, sums, outside: RefCell::default() }
    }

    /// What every slice comes to after a change.
    pub fn sums(&self, change: &Change) -> Vec<SliceSum> {
        let mut sums = self.sums.clone();
        for (slice, sum) in self.slices.iter().zip(&mut sums) {
            for (line, number, times) in self.changed(change) {
                sum.add(slice, place(self.flat, slice, line), line, number, times);
            }
        }
        sums
    }

    /// What one slice comes to before any change.
    pub fn sum(&self, slice: usize) -> &SliceSum {
        &self.sums[slice]
    }

    /// What lies outside the parts of a slice after a change.
    pub fn outside(&self, slice: usize, dim: usize, parts: &[u32], change: &Change) -> Outside {
        let key = (slice, dim, parts.to_vec());
        let mut known = self.outside.borrow_mut();
        let outside = known.entry(key).or_insert_with(|| {
            let mut outside = Outside::default();
            for line in &self.flat.lines {
                self.lies(slice, dim, parts, line, 1, &mut outside);
            }
            outside
        });
        let mut outside = *outside;
        for (line, _, times) in self.changed(change) {
            self.lies(slice, dim, parts, line, times, &mut outside);
        }
        outside
    }

    /// The lines of the budget after a change.
    pub fn lines<'b>(&'b self, change: &'b Change) -> impl Iterator<Item = &'b Line> {
        let stays = self.flat.lines.iter().enumerate().filter(|(at, _)| Some(*at) != change.without);
        stays.map(|(_, line)| line).chain(&change.with)
    }

    /// The figure of a claim after a change.
    pub fn figure(&self, claim: usize, change: &Change) -> Figure {
        match change.claim {
            Some((changed, figure)) if changed == claim => figure,
            _ => self.flat.claims[claim].figure,
        }
    }

    fn changed<'b>(&'b self, change: &'b Change) -> impl Iterator<Item = (&'b Line, usize, i64)> {
        let gone = change.without.map(|at| (&self.flat.lines[at], at, -1));
        let come = change.with.as_ref().map(|line| (line, change.without.unwrap_or(self.flat.lines.len()), 1));
        gone.into_iter().chain(come)
    }

    /// Counts a line where it lies with respect to the parts of a slice.
    fn lies(&self, slice: usize, dim: usize, parts: &[u32], line: &Line, times: i64, outside: &mut Outside) {
        let flat = self.flat;
        let slice = &self.slices[slice];
        if place_but(flat, slice, line, Some(dim)) == Place::Out {
            return;
        }
        let unplaced = match line.at[dim] {
            Lies::Unknown => true,
            Lies::Known(at) => {
                let above = |part: &u32| *part != at && flat.within(dim, at, *part);
                dim != Dim::Unit as usize && parts.iter().any(above)
            }
            Lies::Inapplicable => false,
        };
        let inside = |part: &u32| matches!(line.at[dim], Lies::Known(at) if flat.within(dim, *part, at));
        match place(flat, slice, line) {
            _ if unplaced => outside.unplaced += times,
            _ if parts.iter().any(inside) => {}
            Place::In => outside.sure.add(line.figure, times),
            Place::Possible(open) if open >> dim & 1 == 0 => outside.possible.add(line.figure, times),
            Place::Possible(_) | Place::Out => {}
        }
    }

    /// Whether there is any line of the kind of a slice; of "of which" figures, of its set.
    pub fn has_lines(&self, slice: usize, change: &Change) -> bool {
        let of = &self.slices[slice];
        let whole: Slice = of
            .iter()
            .filter(|(dim, _)| [Dim::Kind as usize, Dim::Item as usize].contains(dim))
            .map(|&(dim, node)| match dim == Dim::Item as usize {
                true => (dim, self.flat.above(dim, node).last().unwrap_or(node)),
                false => (dim, node),
            })
            .collect();
        self.lines(change).any(|line| place(self.flat, &whole, line) != Place::Out)
    }
}

impl Claim {
    /// The condition on a dimension.
    pub fn condition(&self, dim: usize) -> Option<u32> {
        self.slice.iter().find(|(other, _)| *other == dim).map(|(_, node)| *node)
    }
}

fn add_up(flat: &Flat, slice: &Slice) -> SliceSum {
    let mut sum = SliceSum::default();
    for (number, line) in flat.lines.iter().enumerate() {
        sum.add(slice, place(flat, slice, line), line, number, 1);
    }
    sum
}

/// The slices that a slice is a part of: one condition raised, or, but for the kind, gone.
fn wholes(flat: &Flat, slice: &Slice) -> Vec<(usize, u32, Slice)> {
    let mut wholes = Vec::new();
    for (at, &(dim, node)) in slice.iter().enumerate() {
        for above in flat.above(dim, node) {
            let mut whole = slice.clone();
            whole[at].1 = above;
            wholes.push((dim, node, whole));
        }
        if dim != Dim::Kind as usize {
            let mut whole = slice.clone();
            whole.remove(at);
            wholes.push((dim, node, whole));
        }
    }
    wholes
}

fn balances(flat: &Flat, mut index: impl FnMut(&Slice) -> usize) -> Vec<Balance> {
    let nodes = [Dim::Unit as usize, Dim::Source as usize]
        .into_iter()
        .flat_map(|dim| (0..flat.parents[dim].len() as u32).map(move |node| Some((dim, node))));
    let of = |side: Kind, node: Option<(usize, u32)>| {
        std::iter::once((Dim::Kind as usize, kind(side))).chain(node).collect::<Slice>()
    };
    std::iter::once(None)
        .chain(nodes)
        .map(|node| (node, [index(&of(Kind::Resources, node)), index(&of(Kind::Uses, node))]))
        .collect()
}
