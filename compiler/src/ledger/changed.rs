//! The cube with a change: what the sums would be if some lines were others.
//!
//! The sums of the lines as they are come from the cube, once a question; what a changed line adds to
//! an answer or takes from it is one look at its place. So many changes can be tried on one budget
//! without a pass over its lines for each.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::model::{Dim, Entry, Model, Node, Slice};

use super::cube::{Cube, SliceSum};
use super::query::{Condition, DimSet, Query, bit, condition_drawn, open_print};
use super::sum::Sum;

/// Who can be asked for sums.
pub trait Sums {
    /// The sums of all queries, in their order.
    fn sums(&self, queries: &[Query]) -> Vec<SliceSum>;

    /// The values that some line has at a node of `dim` above others, or without one. There may be
    /// values among them that no line has any more.
    fn held(&self, dim: Dim) -> &FxHashSet<Node>;

    /// The sum of one slice.
    fn sum(&self, slice: &Slice) -> SliceSum {
        self.sums(&[Query::from(slice)]).pop().unwrap_or_default()
    }
}

/// The answers of a cube that were asked for already.
pub struct Answers<'a> {
    cube: &'a Cube<'a>,
    known: RefCell<FxHashMap<Query, SliceSum>>,
}

impl<'a> Answers<'a> {
    /// None yet.
    pub fn new(cube: &'a Cube<'a>) -> Answers<'a> {
        Answers { cube, known: RefCell::default() }
    }

    /// The cube.
    pub fn cube(&self) -> &'a Cube<'a> {
        self.cube
    }

    fn sums(&self, queries: &[Query]) -> Vec<SliceSum> {
        let mut known = self.known.borrow_mut();
        // Nearly always all of them are known.
        if let Some(sums) = queries.iter().map(|query| known.get(query).cloned()).collect() {
            return sums;
        }
        let mut missing: Vec<Query> = queries.iter().filter(|query| !known.contains_key(*query)).cloned().collect();
        missing.dedup();
        if !missing.is_empty() {
            let sums = self.cube.sums(&missing);
            known.extend(missing.into_iter().zip(sums));
        }
        queries.iter().map(|query| known.get(query).cloned().unwrap_or_default()).collect()
    }
}

/// A line that is taken away or put in.
#[derive(Clone, Debug)]
struct Line {
    entry: Entry,
    sum: Sum,
    put_in: bool,
}

/// A cube some of whose lines are others.
pub struct Changed<'a> {
    model: &'a Model,
    answers: &'a Answers<'a>,
    lines: Vec<Line>,
    held: [FxHashSet<Node>; Dim::ALL.len()],
}

impl<'a> Changed<'a> {
    /// The lines of `model` without those that `removed` numbers, and with those of `added`, each under
    /// a number of its own: that of the line it stands for, or one that no line has.
    pub fn new(
        model: &'a Model,
        answers: &'a Answers<'a>,
        removed: impl IntoIterator<Item = usize>,
        added: impl IntoIterator<Item = (usize, Entry)>,
    ) -> Changed<'a> {
        let line = |index: usize, entry: Entry, put_in| Line { sum: Sum::line(index, &entry), entry, put_in };
        let mut lines: Vec<Line> =
            removed.into_iter().map(|index| line(index, model.entries[index].clone(), false)).collect();
        let mut held = Dim::ALL.map(|dim| answers.cube.held(dim).clone());
        for (index, entry) in added {
            for dim in Dim::ALL {
                let node = entry.node(dim);
                if node.is_open() || (node.is_known() && model.tree(dim).has_children(node)) {
                    held[dim as usize].insert(node);
                }
            }
            lines.push(line(index, entry, true));
        }
        Changed { model, answers, lines, held }
    }

    fn change(&self, query: &Query, answer: &mut SliceSum) {
        for Line { entry, sum, put_in } in &self.lines {
            let Some(place) = place(self.model, query, entry) else { continue };
            let mut print = sum.fingerprint;
            let part = if place.open == 0 {
                &mut answer.inside
            } else {
                print = open_print(print, place.condition);
                let at = answer.possible.iter().position(|(open, _)| *open == place.open);
                let at = at.unwrap_or_else(|| {
                    answer.possible.push((place.open, Sum::default()));
                    answer.possible.len() - 1
                });
                &mut answer.possible[at].1
            };
            if *put_in {
                *part += sum;
                answer.fingerprint = answer.fingerprint.wrapping_add(print);
            } else {
                *part -= sum;
                answer.fingerprint = answer.fingerprint.wrapping_sub(print);
            }
        }
    }
}

impl Sums for Changed<'_> {
    fn sums(&self, queries: &[Query]) -> Vec<SliceSum> {
        let mut sums = self.answers.sums(queries);
        for (query, sum) in queries.iter().zip(&mut sums) {
            self.change(query, sum);
        }
        sums
    }

    fn held(&self, dim: Dim) -> &FxHashSet<Node> {
        &self.held[dim as usize]
    }
}

/// Where a line is with respect to a query that it may fulfil.
struct Fulfilled {
    /// The dimensions that leave it open.
    open: DimSet,
    /// A number for the conditions left open.
    condition: u128,
}

fn place(model: &Model, query: &Query, entry: &Entry) -> Option<Fulfilled> {
    let mut place = Fulfilled { open: 0, condition: 0 };
    let conditions: &SmallVec<[(Dim, Condition); 4]> = &query.conditions;
    for &(dim, condition) in conditions {
        let at = entry.node(dim);
        match condition {
            Condition::At(value) if value == at => {}
            Condition::At(_) => return None,
            Condition::Within(node) => {
                let tree = model.tree(dim);
                let above = at.is_known() && dim.is_coarse() && at != node && tree.contains(at, node);
                if at.is_open() || above {
                    place.open |= bit(dim);
                    place.condition = place.condition.wrapping_add(condition_drawn(dim, node));
                } else if !at.is_known() || !tree.contains(node, at) {
                    return None;
                }
            }
        }
    }
    Some(place)
}
