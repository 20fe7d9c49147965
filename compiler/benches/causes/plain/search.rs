//! The search itself: every single edit of the published space after which every claim holds.
//!
//! First a sieve: for every edit the claims that it touches are told by sets of claims, and what
//! their entries and bounds say of it. What passes is judged whole.

mod claims;
mod insert;
mod lines;
mod structure;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use bud::model::Dim;

use super::bits::Bits;
use super::flat::{DIMS, Figure, Flat, Grid, Lies, Line, Named};
use super::judge::{self, Compared, Failure};
use super::range::Range;
use super::sums::{Place, Sum, lies_between, meets, place, stands};
use super::table::{Change, Table};
use crate::budget::{At, Budget};

/// What an edit does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The amount of a line becomes this.
    Amount(i128),
    /// A line goes.
    Delete,
    /// A line comes: where it lies, and its amount.
    Insert([Lies; DIMS], i128),
    /// A line moves along a dimension, to this node.
    Move(usize, u32),
    /// The amount of a claim becomes this.
    Claim(i128),
}

/// An edit after which every claim holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it does.
    pub what: What,
    /// The line that it does it to.
    pub at: Option<At>,
    /// It in words.
    pub words: String,
}

/// How far a value of a dimension reaches: the claims whose condition it meets, and those whose
/// condition it does not contradict.
#[derive(Clone, Copy)]
struct Reach {
    sure: Bits,
    maybe: Bits,
}

/// A search in one budget.
pub struct Search<'a> {
    budget: &'a Budget,
    flat: &'a Flat,
    named: &'a Named,
    table: &'a Table<'a>,
    /// What fails.
    failures: Vec<Failure>,
    /// The claims that their entries or bounds refute.
    failing: Bits,
    /// For each line the claims that it is in, and those that it is in or may be.
    reach: Vec<Reach>,
    known: RefCell<HashMap<(usize, Lies), Reach>>,
    /// The projects that are the only one under their level-1 project, and level-1 projects without
    /// any: a line less or more makes money of a claim there, or a claim of money.
    only: BTreeSet<u32>,
    childless: Vec<u32>,
    /// The search ends when it has found so many.
    most: usize,
    /// What was found.
    pub found: Vec<Edit>,
}

impl<'a> Search<'a> {
    /// A search that has not begun.
    pub fn new(budget: &'a Budget, flat: &'a Flat, named: &'a Named, table: &'a Table<'a>, most: usize) -> Search<'a> {
        let failures = judge::failures(table, &Change::default(), false);
        let known = RefCell::default();
        let (only, childless) = structure::projects(flat);
        let (failing, reach, found) = (Bits::NONE, Vec::new(), Vec::new());
        let mut search =
            Search { budget, flat, named, table, failures, failing, reach, known, only, childless, most, found };
        search.reach = flat.lines.iter().map(|line| search.reach_of(line, None)).collect();
        search.failing = Bits::of(flat.claims.len(), |claim| {
            let slice = table.of_claim[claim];
            let (inside, possible) = (&table.sum(slice).inside, &table.sum(slice).all_possible());
            !flat.claims[claim].ceiling && !search.settles(claim, inside, possible, &Change::default())
        });
        search
    }

    /// Whether nothing fails.
    pub fn holds(&self) -> bool {
        self.failures.is_empty()
    }

    /// Searches the whole space, or until enough is found.
    pub fn run(&mut self) {
        let spaces: [fn(&mut Search<'a>); 5] =
            [Search::claims, Search::amounts, Search::deletions, Search::moves, Search::structure];
        for space in spaces {
            if self.found.len() < self.most {
                space(self);
            }
        }
        if self.found.len() < self.most {
            self.insertions(None);
        }
    }

    fn enough(&self) -> bool {
        self.found.len() >= self.most
    }

    /// Whether every claim holds after a change.
    fn mends(&self, change: &Change) -> bool {
        self.is_felt(change) && judge::holds(self.table, change)
    }

    /// Whether each failure may feel a change: that of a balance if a line comes to one of its sides
    /// or goes; those of parts and of figures printed twice, which compare claims, if a line comes
    /// that does not lie alike in all slices that are one figure.
    fn is_felt(&self, change: &Change) -> bool {
        let lies = |slice: usize, line: Option<&Line>| {
            line.map_or(Place::Out, |line| place(self.flat, &self.table.slices[slice], line))
        };
        let without = change.without.map(|at| &self.flat.lines[at]);
        let with = change.with.as_ref();
        let moves = |slice: &usize| {
            let (before, after) = (lies(*slice, without), lies(*slice, with));
            let figure = |line: Option<&Line>| line.map(|line| line.figure);
            before != after || (before != Place::Out && figure(without) != figure(with))
        };
        // The one place of a line in all of some slices.
        let alike = |slices: &[usize]| {
            let first = lies(slices[0], with);
            slices.iter().all(|&slice| lies(slice, with) == first).then_some(first)
        };
        let comes = change.without.is_none() && with.is_some();
        change.claim.is_some()
            || self.failures.iter().all(|failure| match &failure.compared {
                Compared::Sides(sides) => sides.iter().any(moves),
                Compared::Twice(slices) if comes => alike(slices).is_none(),
                Compared::Parts(groups) if comes => {
                    let places: Option<Vec<Place>> = groups.iter().map(|slices| alike(slices)).collect();
                    !places.is_some_and(|places| {
                        // It is in one of the parts and so in the whole, or in none of them.
                        let inside = places.iter().filter(|place| **place == Place::In).count();
                        let outside = places.iter().filter(|place| **place == Place::Out).count();
                        let whole = places.last() == Some(&Place::In);
                        inside + outside == places.len() && (inside == 0 || (whole && inside == 2))
                    })
                }
                _ => true,
            })
    }

    /// Whether entries or bounds do not refute a claim.
    fn settles(&self, claim: usize, inside: &Sum, possible: &Sum, change: &Change) -> bool {
        let figure = self.table.figure(claim, change);
        if possible.count > 0 {
            return lies_between(figure, inside, possible);
        }
        stands(figure, inside) || (inside.count == 0 && !self.table.has_lines(self.table.of_claim[claim], change))
    }

    /// How far a value reaches.
    fn reach_at(&self, dim: usize, value: Lies) -> Reach {
        *self.known.borrow_mut().entry((dim, value)).or_insert_with(|| {
            let claims = &self.flat.claims;
            let meets = |claim: usize| match claims[claim].condition(dim) {
                Some(wanted) => meets(self.flat, dim, wanted, value),
                None => Place::In,
            };
            Reach {
                sure: Bits::of(claims.len(), |claim| !claims[claim].ceiling && meets(claim) == Place::In),
                maybe: Bits::of(claims.len(), |claim| !claims[claim].ceiling && meets(claim) != Place::Out),
            }
        })
    }

    /// How far a line reaches, but for one dimension.
    fn reach_of(&self, line: &Line, but: Option<usize>) -> Reach {
        let mut reach = Reach { sure: !Bits::NONE, maybe: !Bits::NONE };
        for dim in (0..DIMS).filter(|dim| Some(*dim) != but) {
            let at = self.reach_at(dim, line.at[dim]);
            reach = Reach { sure: reach.sure & at.sure, maybe: reach.maybe & at.maybe };
        }
        reach
    }

    /// The lines of a claim's slice, but for one line.
    fn sums_but(&self, claim: usize, but: Option<usize>) -> (Sum, Sum) {
        let slice = self.table.of_claim[claim];
        let sum = self.table.sum(slice);
        let (mut inside, mut possible) = (sum.inside, sum.all_possible());
        if let Some(line) = but.map(|at| &self.flat.lines[at]) {
            match place(self.flat, &self.table.slices[slice], line) {
                Place::In => inside.add(line.figure, -1),
                Place::Possible(_) => possible.add(line.figure, -1),
                Place::Out => {}
            }
        }
        (inside, possible)
    }

    /// Whether all of these claims are settled when a line is replaced by another one.
    fn settled(&self, claims: Bits, change: &Change) -> bool {
        claims.iter().all(|claim| {
            let (mut inside, mut possible) = self.sums_but(claim, change.without);
            if let Some(line) = &change.with {
                match place(self.flat, &self.flat.claims[claim].slice, line) {
                    Place::In => inside.add(line.figure, 1),
                    Place::Possible(_) => possible.add(line.figure, 1),
                    Place::Out => {}
                }
            }
            self.settles(claim, &inside, &possible, change)
        })
    }

    /// What the claims that a line reaches allow it to come to, beside all other lines.
    fn allowed(&self, reach: Reach, without: Option<usize>, step: i128) -> Range {
        let mut range = Range::ALL;
        for claim in reach.maybe.iter() {
            let (inside, possible) = self.sums_but(claim, without);
            let claimed = self.flat.claims[claim].figure;
            let one = match reach.sure.has(claim) {
                true => super::range::inside(claimed, &inside, &possible, step),
                false => super::range::possibly(claimed, &inside, &possible, step),
            };
            range = range.and(one);
            if range.is_empty() {
                break;
            }
        }
        range
    }

    /// The values of a line worth trying: the ends of what its claims allow, and what would undo
    /// each failure. `now` is what it comes to.
    fn values(&self, range: Range, now: i128, failures: &[Failure], grid: Grid) -> Vec<i128> {
        let Some((least, most)) = range.printed(grid) else { return Vec::new() };
        let mut values: Vec<i128> = [least, most].into_iter().filter(|end| end.abs() < 1 << 90).collect();
        for failure in failures {
            let slack = (failure.steps + grid.step) / 2;
            for reach in [0, slack, -slack] {
                for sign in [1, -1] {
                    let value = now + sign * (failure.difference + reach);
                    for digit in [-1, 0, 1] {
                        values.push((value.div_euclid(grid.digit) + digit) * grid.digit);
                    }
                }
            }
        }
        values.retain(|value| (least..=most).contains(value));
        values.sort_unstable();
        values.dedup();
        values
    }

    /// A value for a line that makes every claim hold, if there is one; `change` makes the change
    /// of a value.
    fn value(&self, range: Range, now: i128, grid: Grid, change: impl Fn(i128) -> Change) -> Option<i128> {
        // What entries and bounds refute is in the range already.
        let refuted = |failure: &&Failure| failure.claims.iter().any(|&claim| self.failing.has(claim));
        let others: Vec<Failure> = self.failures.iter().filter(|failure| !refuted(failure)).cloned().collect();
        let tried = self.values(range, now, &others, grid);
        let mut more = BTreeSet::new();
        let mut before: Option<Vec<Failure>> = None;
        for &value in tried.iter().filter(|value| **value != now) {
            let change = change(value);
            if !self.is_felt(&change) {
                continue;
            }
            let failures = judge::failures(self.table, &change, false);
            if failures.is_empty() {
                return Some(value);
            }
            // What fails alike at two values fails at all of them.
            if before.as_ref().is_some_and(|before| before.iter().any(|failure| failures.contains(failure))) {
                return None;
            }
            // What still fails may want a value between the ends.
            more.extend(self.values(range, value, &failures, grid));
            before = Some(failures);
        }
        more.into_iter()
            .filter(|value| *value != now && !tried.contains(value))
            .find(|&value| self.mends(&change(value)))
    }

    /// The amounts that a line of a kind may have: above zero, unless another line of the kind is
    /// below it.
    fn signed(&self, kind: Lies, but: Option<usize>) -> Range {
        let mut others = self.flat.lines.iter().enumerate().filter(|(at, line)| line.at[0] == kind && Some(*at) != but);
        match others.any(|(_, line)| line.figure.amount < 0) {
            true => Range::ALL,
            false => Range { least: 1, ..Range::ALL },
        }
    }

    /// The text of a line that stands somewhere.
    fn text(&self, line: usize) -> &str {
        self.flat.lines[line].place.map_or("", |at| self.budget.line(at))
    }

    /// Whether another line before this one says the very same in the same file.
    fn is_twin(&self, line: usize) -> bool {
        let Some(at) = self.flat.lines[line].place else { return false };
        self.budget.files[at.file].lines[..at.line].iter().any(|text| text == self.text(line))
    }

    /// The nodes that occur in a dimension: some line is at it, or a claim is about it and nothing
    /// is below it.
    fn occurring(&self, dim: usize) -> Vec<u32> {
        let lines = self.flat.lines.iter().filter_map(|line| match line.at[dim] {
            Lies::Known(node) => Some(node),
            _ => None,
        });
        let claims = self.flat.claims.iter().filter_map(|claim| claim.condition(dim));
        let claims = claims.filter(|&node| !self.flat.has_below(dim, node));
        let nodes: BTreeSet<u32> = lines.chain(claims).collect();
        nodes.into_iter().collect()
    }

    /// What a line says, in words.
    fn words(&self, line: &Line) -> String {
        let labels = (0..DIMS).filter(|&dim| matches!(line.at[dim], Lies::Known(_))).map(|dim| {
            let label = match (dim == Dim::Project as usize, self.flat.level_one(line)) {
                (true, Some(parent)) => format!("under {}", self.named.label(dim, Lies::Known(parent))),
                (true, None) => "under none".to_owned(),
                (false, _) => self.named.label(dim, line.at[dim]),
            };
            label.trim().to_owned()
        });
        labels.collect::<Vec<_>>().join(", ")
    }
}

/// A line with another figure.
fn with_figure(line: &Line, figure: Figure) -> Line {
    Line { figure, ..line.clone() }
}
