//! A line comes: of any kind, at any combination of nodes that occur, of any amount.
//!
//! The combinations are many, so they are built up one dimension after the other, and given up as
//! soon as a claim that fails cannot hold the line any more, or one that holds must and allows none
//! of the amounts that the failing ones ask for.

use bud::model::Dim;
use bud::syntax::Kind;

use super::super::flat::{DIMS, Grid, Lies, Line};
use super::super::range::{self, Range};
use super::super::table::Change;
use super::{Bits, Edit, Reach, Search, What, with_figure};

/// What is built up.
struct Built {
    at: [Lies; DIMS],
    reach: Reach,
}

/// What the lines of a kind may be.
struct Kindred<'a> {
    /// For each dimension the values to try.
    values: Vec<Vec<Lies>>,
    /// The amounts that the failures ask for.
    hull: Range,
    /// The claims that allow none of them.
    rigid: Bits,
    /// For each dimension the claims that say nothing of it or of any later one.
    later: &'a [Bits],
}

impl Search<'_> {
    /// Tries every line; only those under one level-1 project, if it is given.
    pub fn insertions(&mut self, under: Option<u32>) {
        let mut kinds: Vec<Lies> = self.flat.lines.iter().map(|line| line.at[0]).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let free: Vec<Bits> = (0..DIMS).map(|dim| self.reach_at(dim, Lies::Inapplicable).sure).collect();
        let later: Vec<Bits> =
            (0..=DIMS).map(|dim| free[dim..].iter().fold(!Bits::NONE, |all, &free| all & free)).collect();
        for kind in kinds {
            if under.is_some() && kind != Lies::Known(Kind::Project as u32) {
                continue;
            }
            let signed = self.signed(kind, None);
            for hull in self.hulls().into_iter().map(|hull| hull.and(signed)).filter(|hull| !hull.is_empty()) {
                let values = self.kindred(kind, under);
                let step = self.flat.lines.iter().filter(|line| line.at[0] == kind).map(|line| line.grid.step).max();
                let rigid = self.rigid(hull, step.unwrap_or(0));
                let reach = Reach { sure: !Bits::NONE, maybe: !Bits::NONE };
                let mut built = Built { at: [Lies::Unknown; DIMS], reach };
                self.build(&Kindred { values, hull, rigid, later: &later }, 0, &mut built);
            }
        }
    }

    /// The amounts that the failures ask for, without zero: ranges that hold all of them.
    fn hulls(&self) -> Vec<Range> {
        let steps = self.flat.lines.iter().map(|line| line.grid.step).max().unwrap_or(0);
        let mut all = Range::ALL;
        for claim in self.failing.iter() {
            let (inside, possible) = self.sums_but(claim, None);
            let claimed = self.flat.claims[claim].figure;
            let sure = range::inside(claimed, &inside, &possible, steps);
            all = all.and(sure.or(range::possibly(claimed, &inside, &possible, steps)));
        }
        // Where only parts or balances fail, the line must come to what is missing at least.
        let least = match self.failures.first() {
            Some(failure) if self.failing.is_empty() => (failure.difference.abs() - failure.steps / 2 - steps).max(1),
            _ => 1,
        };
        let sides = [Range { least, ..Range::ALL }, Range { most: -least, ..Range::ALL }];
        sides.into_iter().map(|side| all.and(side)).filter(|side| !side.is_empty()).collect()
    }

    /// The claims that hold and cannot take a line of any of these amounts.
    fn rigid(&self, hull: Range, step: i128) -> Bits {
        Bits::of(self.flat.claims.len(), |claim| {
            let of = &self.flat.claims[claim];
            let (inside, possible) = self.sums_but(claim, None);
            !of.ceiling && range::inside(of.figure, &inside, &possible, step).and(hull).is_empty()
        })
    }

    /// The values of each dimension that a line of this kind may have.
    fn kindred(&self, kind: Lies, under: Option<u32>) -> Vec<Vec<Lies>> {
        let lines = || self.flat.lines.iter().filter(move |line| line.at[0] == kind);
        (0..DIMS)
            .map(|dim| {
                let says = lines().any(|line| matches!(line.at[dim], Lies::Known(_)));
                let silent = lines().any(|line| line.at[dim] == Lies::Unknown);
                if dim == 0 {
                    return vec![kind];
                }
                if !says {
                    return vec![if silent { Lies::Unknown } else { Lies::Inapplicable }];
                }
                let known = match dim == Dim::Project as usize {
                    true => self.projects(under),
                    false => self.occurring(dim).into_iter().map(Lies::Known).collect(),
                };
                known.into_iter().chain(silent.then_some(Lies::Unknown)).collect()
            })
            .collect()
    }

    /// The projects that are only thought of: one under each level-1 project, and one under none
    /// where some are.
    fn projects(&self, under: Option<u32>) -> Vec<Lies> {
        if let Some(parent) = under {
            let of = self.flat.under.iter().filter(|(level_one, _)| *level_one == parent);
            return of.map(|(_, thought_of)| Lies::Known(*thought_of)).collect();
        }
        let level_ones = self.flat.under.iter().filter(|(parent, _)| !self.childless.contains(parent));
        let kind = Lies::Known(Kind::Project as u32);
        let project = |line: &&Line| line.at[0] == kind && matches!(line.at[Dim::Project as usize], Lies::Known(_));
        let mut projects = self.flat.lines.iter().filter(project);
        let alone = projects.any(|line| {
            let level_one =
                self.flat.under.iter().any(|(parent, _)| line.at[Dim::Project as usize] == Lies::Known(*parent));
            self.flat.level_one(line).is_none() && !level_one
        });
        let alone = alone.then_some(Lies::Known(self.flat.alone));
        level_ones.map(|(_, thought_of)| Lies::Known(*thought_of)).chain(alone).collect()
    }

    fn build(&mut self, kindred: &Kindred<'_>, dim: usize, built: &mut Built) {
        if self.enough() {
            return;
        }
        if dim == DIMS {
            self.insert(kindred, built);
            return;
        }
        let before = built.reach;
        for &value in &kindred.values[dim] {
            let at = self.reach_at(dim, value);
            built.reach = Reach { sure: before.sure & at.sure, maybe: before.maybe & at.maybe };
            built.at[dim] = value;
            let decided = built.reach.sure & kindred.later[dim + 1];
            if self.failing.is_in(built.reach.maybe) && (decided & kindred.rigid).is_empty() {
                self.build(kindred, dim + 1, built);
            }
        }
        built.reach = before;
    }

    fn insert(&mut self, kindred: &Kindred<'_>, built: &Built) {
        let grid = self.grid(&built.at);
        let range = self.allowed(built.reach, None, grid.step).and(kindred.hull);
        let line = Line { at: built.at, figure: grid.figure(0), grid, place: None };
        let change = |value: i128| {
            let with = Some(with_figure(&line, grid.figure(value)));
            Change { with, ..Change::default() }
        };
        if let Some(value) = self.value(range, 0, grid, change) {
            let words = format!("a line comes: {} of {}", self.words(&line), grid.written(value));
            self.found.push(Edit { what: What::Insert(built.at, value), at: None, words });
        }
    }

    /// How the line would write its figure: as those of its kind and unit do.
    fn grid(&self, at: &[Lies; DIMS]) -> Grid {
        let unit = Dim::Unit as usize;
        let alike = |line: &&Line| line.at[0] == at[0] && line.at[unit] == at[unit];
        let kind = |line: &&Line| line.at[0] == at[0];
        let coarsest = |lines: Vec<&Line>| lines.into_iter().map(|line| line.grid).max_by_key(|grid| grid.step);
        coarsest(self.flat.lines.iter().filter(alike).collect())
            .or_else(|| coarsest(self.flat.lines.iter().filter(kind).collect()))
            .expect("only kinds that have lines are tried")
    }
}
