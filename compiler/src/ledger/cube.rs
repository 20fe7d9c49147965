//! The cube: sums of any slices, all asked for at once.
//!
//! Lines at the same place are first added to one cell. Then, for each list of dimensions that the
//! questions are about, every cell is dropped into the slots that it belongs to. The
//! cost grows with the cells and the questions, never with their product.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::model::{Dim, Entry, Model, Node, Slice};

use super::cells::Cells;
use super::changed::Sums;
use super::query::{Condition, DimSet, Query, bit, condition_drawn, open_print};
use super::sum::Sum;
use super::wanted::{Mark, Wanted};

/// From so many lines on two threads add them up: with fewer it takes longer to start one.
const PARALLEL: usize = 10_000;

/// The sum of a slice.
#[derive(Clone, Debug, Default)]
pub struct SliceSum {
    /// The lines that are in it for certain.
    pub inside: Sum,
    /// The lines that are possibly in it, by the dimensions that leave it open.
    pub possible: SmallVec<[(DimSet, Sum); 1]>,
    /// A line that may belong here cannot be read, wholly or in a condition of the slice.
    pub suspended: bool,
    /// Two slices that hold the same lines however the unknowns turn out have the same.
    pub fingerprint: u128,
}

impl SliceSum {
    /// All possible lines.
    pub fn all_possible(&self) -> Sum {
        self.possible_where(|_| true)
    }

    /// The possible lines whose open dimensions fulfil a condition.
    pub fn possible_where(&self, condition: impl Fn(DimSet) -> bool) -> Sum {
        let mut sum = Sum::default();
        for (_, part) in self.possible.iter().filter(|(open, _)| condition(*open)) {
            sum += part;
        }
        sum
    }

    /// Whether no line is in it or may be.
    pub fn is_empty(&self) -> bool {
        self.inside.is_empty() && self.possible.iter().all(|(_, sum)| sum.is_empty())
    }
}

/// The largest lines of a slice, and how many there are.
#[derive(Clone, Debug, Default)]
pub struct TopLines {
    /// Indices of entries, the largest first.
    pub entries: Vec<usize>,
    /// How many lines the slice has.
    pub count: usize,
}

/// For each line the slices that hold it.
#[derive(Clone, Debug, Default)]
pub struct Members {
    ends: Vec<usize>,
    slices: Vec<u32>,
}

impl Members {
    /// The slices that hold a line, as indices into those asked for.
    pub fn of(&self, entry: usize) -> &[u32] {
        let start = entry.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(entry).copied().unwrap_or(start);
        self.slices.get(start..end).unwrap_or(&[])
    }
}

/// All lines of a model, ready to be summed.
#[derive(Clone, Copy, Debug)]
pub struct Cube<'a> {
    model: &'a Model,
    lines: &'a Cells,
}

impl<'a> Cube<'a> {
    /// The lines of `model`, which `cells` are of.
    pub fn new(model: &'a Model, cells: &'a Cells) -> Cube<'a> {
        Cube { model, lines: cells }
    }

    /// Calls `visit` with some of the lines.
    fn each_line(&self, lines: Range<usize>, mut visit: impl FnMut(&dyn Fn(Dim) -> Node, &Sum)) {
        for index in lines {
            let entry = &self.model.entries[index];
            visit(&|dim| entry.node(dim), &Sum::line(index, entry));
        }
    }

    fn answer(&self, queries: &[Query]) -> Vec<SliceSum> {
        let mut questions: Vec<Question> = Vec::new();
        for (dims, members) in by_dimensions(queries) {
            let mut wanted = Wanted::new(&dims);
            let asked = members.iter().map(|&at| self.ask(&queries[at], &mut wanted)).collect();
            wanted.close(self.model.entries.len());
            let by_project = dims.contains(&Dim::Project);
            questions.push(Question { sums: Vec::new(), by_project, wanted, members, asked });
        }
        let sums = self.dropped(&questions);
        for (question, sums) in questions.iter_mut().zip(sums) {
            question.sums = sums;
        }
        let mut results: Vec<SliceSum> = queries.iter().map(|_| SliceSum::default()).collect();
        for Question { members, asked, sums, .. } in &questions {
            for (&at, asked) in members.iter().zip(asked) {
                results[at] = collect(asked, sums);
            }
        }
        results
    }

    /// Drops every line into the slots that it belongs to. Sums are exact, so that it makes no difference
    /// who adds up which lines.
    fn dropped(&self, questions: &[Question]) -> Vec<Vec<Sum>> {
        let cells = self.lines.cells.as_ref().map_or(self.model.entries.len(), Vec::len);
        let by_project = questions.iter().any(|question| question.by_project);
        let size = if by_project { self.model.entries.len() } else { cells };
        if size < PARALLEL {
            return self.dropped_part(questions, 0, 1);
        }
        std::thread::scope(|scope| {
            let other = scope.spawn(|| self.dropped_part(questions, 1, 2));
            let mut sums = self.dropped_part(questions, 0, 2);
            // A panic over there is one here.
            let others = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            for (sum, other) in sums.iter_mut().flatten().zip(others.iter().flatten()) {
                *sum += other;
            }
            sums
        })
    }

    /// The same with one of several equal parts of the lines.
    fn dropped_part(&self, questions: &[Question], part: usize, parts: usize) -> Vec<Vec<Sum>> {
        let mut sums: Vec<Vec<Sum>> = questions.iter().map(|it| vec![Sum::default(); it.wanted.len()]).collect();
        let mut drop_in = |by_project: bool, node: &dyn Fn(Dim) -> Node, sum: &Sum| {
            let asked = questions.iter().zip(&mut sums).filter(|(question, _)| question.by_project == by_project);
            for (question, sums) in asked {
                question.wanted.find(self.model, node, |slot| sums[slot] += sum);
            }
        };
        // One pass over the cells, and one over the lines where projects matter.
        let lines = share(self.model.entries.len(), part, parts);
        match &self.lines.cells {
            Some(cells) => {
                let cells = &cells[share(cells.len(), part, parts)];
                cells.iter().for_each(|cell| drop_in(false, &|dim| cell.nodes[dim as usize], &cell.sum));
            }
            None => self.each_line(lines.clone(), |node, sum| drop_in(false, node, sum)),
        }
        if questions.iter().any(|question| question.by_project) {
            self.each_line(lines, |node, sum| drop_in(true, node, sum));
        }
        sums
    }

    /// The slots that make up the answer to a query.
    fn ask(&self, query: &Query, wanted: &mut Wanted) -> Vec<Asked> {
        let mut combinations = vec![Asked::default()];
        for &(dim, condition) in &query.conditions {
            let marks = self.marks(dim, condition);
            let mut next = Vec::with_capacity(combinations.len() * marks.len());
            for asked in &combinations {
                for &(mark, open, error) in &marks {
                    let mut asked = asked.clone();
                    asked.place.push(mark);
                    asked.open |= if open { bit(dim) } else { 0 };
                    asked.error |= error;
                    if let (true, Condition::Within(node)) = (open, condition) {
                        asked.condition = asked.condition.wrapping_add(condition_drawn(dim, node));
                    }
                    next.push(asked);
                }
            }
            combinations = next;
        }
        for asked in &mut combinations {
            asked.slot = wanted.slot(&asked.place);
        }
        combinations
    }

    /// The marks that fulfil a condition: mark, whether it only may, whether it is an error.
    fn marks(&self, dim: Dim, condition: Condition) -> SmallVec<[(Mark, bool, bool); 4]> {
        let mut marks = SmallVec::new();
        let node = match condition {
            Condition::At(value) => {
                marks.push((Mark::at(value), false, value == Node::ERROR));
                return marks;
            }
            Condition::Within(node) => node,
        };
        marks.push((Mark::within(node), false, false));
        let held = &self.lines.held[dim as usize];
        if dim.is_coarse() {
            let above = self.model.tree(dim).ancestors(node).filter(|above| held.contains(above));
            marks.extend(above.map(|above| (Mark::at(above), true, false)));
        }
        for value in [Node::UNKNOWN, Node::ERROR] {
            if held.contains(&value) {
                marks.push((Mark::at(value), true, value == Node::ERROR));
            }
        }
        marks
    }

    /// For each line the slices that hold it for certain.
    pub fn members(&self, slices: &[&Slice]) -> Members {
        let queries: Vec<Query> = slices.iter().map(|slice| Query::from(*slice)).collect();
        let mut questions: Vec<(Wanted, Vec<Vec<u32>>)> = Vec::new();
        for (dims, members) in by_dimensions(&queries) {
            let mut wanted = Wanted::new(&dims);
            let mut of: Vec<Vec<u32>> = Vec::new();
            for at in members {
                let slice = slices[at].conditions();
                let slot =
                    wanted.slot(&slice.iter().map(|(_, node)| Mark::within(*node)).collect::<SmallVec<[_; 8]>>());
                of.resize_with(wanted.len(), Vec::new);
                of[slot].push(at as u32);
            }
            wanted.close(self.model.entries.len());
            questions.push((wanted, of));
        }
        let mut members = Members { ends: Vec::with_capacity(self.model.entries.len()), slices: Vec::new() };
        for entry in &self.model.entries {
            for (wanted, of) in &questions {
                wanted.find(self.model, |dim| entry.node(dim), |slot| members.slices.extend(&of[slot]));
            }
            members.ends.push(members.slices.len());
        }
        members
    }

    /// For each slice its `most` largest lines that are in it for certain.
    pub fn lines(&self, slices: &[&Slice], most: usize) -> Vec<TopLines> {
        let mut results: Vec<TopLines> = slices.iter().map(|_| TopLines::default()).collect();
        let queries: Vec<Query> = slices.iter().map(|slice| Query::from(*slice)).collect();
        for (dims, members) in by_dimensions(&queries) {
            let mut wanted = Wanted::new(&dims);
            let mut slots: Vec<TopLines> = Vec::new();
            let of: Vec<usize> = members
                .iter()
                .map(|&at| {
                    let slice = slices[at].conditions();
                    wanted.slot(&slice.iter().map(|(_, node)| Mark::within(*node)).collect::<SmallVec<[_; 8]>>())
                })
                .collect();
            wanted.close(self.model.entries.len());
            slots.resize_with(wanted.len(), TopLines::default);
            for (index, entry) in self.model.entries.iter().enumerate() {
                wanted.find(
                    self.model,
                    |dim| entry.node(dim),
                    |slot| {
                        insert_top(&mut slots[slot], index, &self.model.entries, most);
                    },
                );
            }
            for (&at, slot) in members.iter().zip(of) {
                results[at] = slots[slot].clone();
            }
        }
        results
    }
}

impl Sums for Cube<'_> {
    fn sums(&self, queries: &[Query]) -> Vec<SliceSum> {
        self.answer(queries)
    }

    fn held(&self, dim: Dim) -> &FxHashSet<Node> {
        &self.lines.held[dim as usize]
    }
}

/// The queries over one list of dimensions.
struct Question {
    wanted: Wanted,
    by_project: bool,
    /// Which queries, and the slots that make up the answer to each.
    members: Vec<usize>,
    asked: Vec<Vec<Asked>>,
    sums: Vec<Sum>,
}

/// A combination of marks that a query asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    place: SmallVec<[Mark; 8]>,
    slot: usize,
    /// The dimensions that leave it open.
    open: DimSet,
    /// One of them is an error.
    error: bool,
    /// A number for the conditions left open.
    condition: u128,
}

/// The part of `count` things that is one of several of the same size.
fn share(count: usize, part: usize, parts: usize) -> Range<usize> {
    count * part / parts..count * (part + 1) / parts
}

fn collect(asked: &[Asked], sums: &[Sum]) -> SliceSum {
    let mut result = SliceSum::default();
    for asked in asked {
        let sum = &sums[asked.slot];
        if sum.is_empty() {
            continue;
        }
        result.suspended |= asked.error || sum.unreadable > 0;
        let mut print = sum.fingerprint;
        if asked.open == 0 {
            result.inside += sum;
        } else {
            match result.possible.iter_mut().find(|(open, _)| *open == asked.open) {
                Some((_, possible)) => *possible += sum,
                None => result.possible.push((asked.open, *sum)),
            }
            print = open_print(print, asked.condition);
        }
        result.fingerprint = result.fingerprint.wrapping_add(print);
    }
    result
}

/// The queries by their lists of dimensions, in a fixed order.
fn by_dimensions(queries: &[Query]) -> Vec<(SmallVec<[Dim; 4]>, Vec<usize>)> {
    let mut groups: FxHashMap<SmallVec<[Dim; 4]>, Vec<usize>> = FxHashMap::default();
    for (at, query) in queries.iter().enumerate() {
        let dims = query.conditions.iter().map(|(dim, _)| *dim).collect();
        groups.entry(dims).or_default().push(at);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort();
    groups
}

fn insert_top(top: &mut TopLines, index: usize, entries: &[Entry], most: usize) {
    top.count += 1;
    let size = |index: usize| entries[index].amount.abs();
    let at = top.entries.partition_point(|&other| size(other) >= size(index));
    if at < most {
        top.entries.insert(at, index);
        top.entries.truncate(most);
    }
}
