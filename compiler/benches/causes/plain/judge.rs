//! Whether every claim of a budget holds: by entries, by bounds, by parts, printed twice, and
//! resources against uses.

mod balance;
mod groups;
mod parts;

use super::flat::Figure;
use super::sums::{SliceSum, lies_between, stands};
use super::table::{Change, Table};

/// A comparison that does not hold: how far apart the figures are, and how far they may be,
/// exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The claimed figure, or the larger side of a balance, less the other.
    pub difference: i128,
    /// The sum of the steps; half of it is what rounding may explain.
    pub steps: i128,
    /// The claims whose figures were compared.
    pub claims: Vec<usize>,
    /// How.
    pub compared: Compared,
}

/// How figures were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// A claim with its lines, or a ceiling.
    Lines,
    /// A whole with its parts: the claimed slices of each part, then those of the whole.
    Parts(Vec<Vec<usize>>),
    /// Two figures of the same lines: their slices.
    Twice(Vec<usize>),
    /// The two sides of a balance: their slices.
    Sides([usize; 2]),
}

/// A figure that one or more claims write for the same lines.
struct Written {
    figure: Figure,
    claims: Vec<usize>,
    /// It is refuted.
    refuted: bool,
    /// Something has judged it.
    judged: bool,
}

/// A budget after a change, while it is judged.
struct Judging<'a> {
    table: &'a Table<'a>,
    change: &'a Change,
    sums: Vec<SliceSum>,
    /// For each claimed slice its group: those that hold the same lines.
    group_of: Vec<usize>,
    /// The first slice of each group.
    first: Vec<usize>,
    /// The figures of each group.
    figures: Vec<Vec<Written>>,
    failures: Vec<Failure>,
    /// One failure is enough.
    hasty: bool,
}

/// What the other figures allow a claim to be, one comparison each: the figures around a centre, by
/// the steps of both sides, as if none of the others were refuted.
pub fn constraints(table: &Table<'_>, claim: usize) -> Vec<(i128, i128)> {
    let change = Change::default();
    let mut judging = judging(table, &change, false);
    judging.gather();
    // A side of a balance is a claim only where something has judged it.
    judging.by_entries();
    judging.by_parts();
    let group = judging.group_of[table.of_claim[claim]];
    let slice = judging.first[group];
    let (inside, possible) = (judging.sums[slice].inside, judging.sums[slice].all_possible());
    let steps = table.flat.claims[claim].grid.step + inside.steps + possible.steps;
    let mut found: Vec<(i128, i128)> =
        [possible.negative, possible.positive].map(|bound| (inside.total() + bound, steps)).to_vec();
    let others = judging.figures[group].iter().filter(|written| !written.claims.contains(&claim));
    found.extend(
        others.map(|written| (written.figure.amount, written.figure.step + table.flat.claims[claim].grid.step)),
    );
    found.extend(judging.by_parts_of(group, table.flat.claims[claim].grid.step));
    found.extend(judging.by_balances_of(group, table.flat.claims[claim].grid.step));
    found
}

/// Whether every claim holds after a change.
pub fn holds(table: &Table<'_>, change: &Change) -> bool {
    failures(table, change, true).is_empty()
}

/// What fails after a change; only the first thing if that is enough.
pub fn failures<'a>(table: &'a Table<'a>, change: &'a Change, hasty: bool) -> Vec<Failure> {
    let mut judging = judging(table, change, hasty);
    let steps: [fn(&mut Judging<'a>); 5] =
        [Judging::by_entries, Judging::by_parts, Judging::printed_twice, Judging::ceilings, Judging::balance];
    judging.gather();
    for step in steps {
        step(&mut judging);
        if hasty && !judging.failures.is_empty() {
            break;
        }
    }
    judging.failures
}

fn judging<'a>(table: &'a Table<'a>, change: &'a Change, hasty: bool) -> Judging<'a> {
    let (sums, group_of, first) = (table.sums(change), Vec::new(), Vec::new());
    Judging { table, change, sums, group_of, first, figures: Vec::new(), failures: Vec::new(), hasty }
}

impl Judging<'_> {
    /// Notes a failure between the figures of some groups.
    fn fail(&mut self, difference: i128, steps: i128, groups: &[usize], compared: Compared) {
        let figures = groups.iter().flat_map(|&group| &self.figures[group]);
        let claims = figures.flat_map(|written| written.claims.iter().copied()).collect();
        self.failures.push(Failure { difference, steps, claims, compared });
    }

    /// The claimed slices of a group.
    fn slices(&self, group: usize) -> Vec<usize> {
        (0..self.group_of.len()).filter(|&slice| self.group_of[slice] == group).collect()
    }

    /// Routes 1 and 2.
    fn by_entries(&mut self) {
        for group in 0..self.figures.len() {
            let slice = self.first[group];
            let (inside, possible) = (self.sums[slice].inside, self.sums[slice].all_possible());
            for at in 0..self.figures[group].len() {
                let written = &self.figures[group][at];
                let figure = written.figure;
                let speaks = inside.count > 0
                    || possible.count > 0
                    || figure.amount == 0
                    || self.table.has_lines(slice, self.change);
                let holds = match possible.count {
                    0 => stands(figure, &inside),
                    _ => lies_between(figure, &inside, &possible),
                };
                let written = &mut self.figures[group][at];
                written.judged = speaks;
                if speaks && !holds {
                    written.refuted = true;
                    let (least, most) = (inside.total() + possible.negative, inside.total() + possible.positive);
                    let difference = figure.amount - figure.amount.clamp(least, most.max(least));
                    let steps = figure.step + inside.steps + possible.steps;
                    self.fail(difference, steps, &[group], Compared::Lines);
                }
            }
        }
    }

    /// One figure printed twice must be one figure.
    fn printed_twice(&mut self) {
        for group in 0..self.figures.len() {
            let standing = self.figures[group].iter().filter(|written| !written.refuted);
            let mut standing: Vec<Figure> = standing.map(|it| it.figure).collect();
            standing.sort_by_key(|figure| (figure.step, figure.amount));
            let Some(&finest) = standing.first() else { continue };
            for &other in &standing[1..] {
                let difference = other.amount - finest.amount;
                let steps = finest.step + other.step;
                if difference != 0 && (finest.step == other.step || 2 * difference.abs() >= steps) {
                    self.fail(difference, steps, &[group], Compared::Twice(self.slices(group)));
                }
            }
        }
    }

    /// The most that a slice may come to.
    fn ceilings(&mut self) {
        for claim in 0..self.table.flat.claims.len() {
            if !self.table.flat.claims[claim].ceiling {
                continue;
            }
            let slice = self.table.of_claim[claim];
            let (sum, ceiling) = (&self.sums[slice], self.table.figure(claim, self.change));
            let possible = sum.all_possible();
            let mut least = sum.inside.total() + possible.negative;
            let mut steps = ceiling.step + sum.inside.steps + possible.steps;
            if sum.is_empty() {
                let group = self.group_of.get(slice).filter(|_| slice < self.table.claimed);
                let figures = group.into_iter().flat_map(|&group| &self.figures[group]);
                if let Some(written) = figures.filter(|it| !it.refuted).min_by_key(|it| it.figure.step) {
                    least = written.figure.amount;
                    steps += written.figure.step;
                }
            }
            let excess = least - ceiling.amount;
            if excess > 0 && 2 * excess >= steps {
                self.failures.push(Failure {
                    difference: excess,
                    steps,
                    claims: vec![claim],
                    compared: Compared::Lines,
                });
            }
        }
    }
}
