//! Slices and sums in the plainest way: every entry against every condition, one after the other,
//! in decimals. Nothing of the compiler's own is used but its words.

use bud::syntax::{Kind, Source};
use rust_decimal::Decimal;

use crate::drawn::{Budget, Claim, Line, UNITS};

/// Where an entry is with respect to a condition or to a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    In,
    Possible,
    Out,
}

/// What a claim's slice comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// The entries that are in it, and how many.
    pub inside: (Decimal, usize),
    /// The possible ones below and above zero, and how many.
    pub below: Decimal,
    pub above: Decimal,
    pub possible: usize,
}

/// Whether the kind is the other or under it.
fn kind_within(kind: Kind, other: Kind) -> bool {
    kind == other || kind.parent().is_some_and(|parent| kind_within(parent, other))
}

fn source_within(source: Source, other: Source) -> bool {
    source == other || source.parent().is_some_and(|parent| source_within(parent, other))
}

/// At `value`, which stands for itself and all below it.
fn at<T: Copy>(value: Option<T>, wanted: T, within: impl Fn(T, T) -> bool) -> Place {
    match value {
        None => Place::Possible,
        Some(value) if within(value, wanted) => Place::In,
        Some(value) if within(wanted, value) => Place::Possible,
        Some(_) => Place::Out,
    }
}

fn code_within(code: &str, other: &str) -> bool {
    code.starts_with(other)
}

fn is_expense(kind: Kind) -> bool {
    kind_within(kind, Kind::Expense)
}

/// Where `line` is with respect to the slice of `claim`.
pub fn place(budget: &Budget, line: &Line, claim: &Claim) -> Place {
    let mut places = vec![at(Some(line.kind), claim.kind, kind_within)];
    if let Some(unit) = claim.unit {
        places.push(match budget.unit(line) {
            None => Place::Possible,
            // A line of the parent unit itself is out of its children's slices.
            Some(of) if unit_within(of, unit) => Place::In,
            Some(_) => Place::Out,
        });
    }
    if let Some(func) = claim.func {
        places.push(at(budget.func(line), func, code_within));
    }
    if let Some(econ) = claim.econ {
        let chart = |code: &str| code.as_bytes()[0] == econ.as_bytes()[0];
        places.push(match line.econ.filter(|code| chart(code)) {
            _ if !is_expense(line.kind) => Place::Out,
            known => at(known, econ, code_within),
        });
    }
    if let Some(source) = claim.source {
        places.push(at(budget.source(line), source, source_within));
    }
    if let Some(project) = claim.project {
        places.push(match line.project {
            _ if line.kind != Kind::Project => Place::Out,
            None => Place::Possible,
            Some(of) if of == project || budget.projects[of].under == Some(project) => Place::In,
            // What is known only to belong to the level-1 project may belong to any part of it.
            Some(of) if budget.projects[project].under == Some(of) => Place::Possible,
            Some(_) => Place::Out,
        });
    }
    places.into_iter().max().unwrap()
}

pub fn unit_within(unit: usize, other: usize) -> bool {
    unit == other || UNITS[unit].1.is_some_and(|parent| unit_within(parent, other))
}

/// What the slice of `claim` comes to.
pub fn sums(budget: &Budget, claim: &Claim) -> Sums {
    let mut sums = Sums::default();
    for line in &budget.lines {
        match place(budget, line, claim) {
            Place::Out => {}
            Place::In => {
                sums.inside.0 += line.amount;
                sums.inside.1 += 1;
            }
            Place::Possible => {
                sums.possible += 1;
                sums.below += line.amount.min(Decimal::ZERO);
                sums.above += line.amount.max(Decimal::ZERO);
            }
        }
    }
    sums
}
