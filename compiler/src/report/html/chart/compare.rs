//! This year's figures beside last year's, where the budget says both.

use crate::ledger::{Millionths, Query, Sums};
use crate::model::dimension::kind_node;
use crate::model::{Claim, Dim, Role, Slice};
use crate::report::figure::{Known, known};
use crate::syntax::{Attribute, Base, Kind, LineParser, Value};

use super::money::Money;

/// A figure of both years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub now: Millionths,
    pub before: Millionths,
    /// What last year's figure is.
    pub base: Option<Base>,
    /// What it is a figure of.
    pub group: Group,
    /// The slice, where it is of one.
    pub slice: Option<Slice>,
}

/// What is compared with each other: figures of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Revenue and expense as a whole.
    Whole,
    /// By function, by economic item, by unit.
    Parts,
    /// Projects.
    Projects,
    /// "Of which" figures.
    Memo,
}

impl Group {
    pub const ALL: [Group; 4] = [Group::Whole, Group::Parts, Group::Projects, Group::Memo];
}

/// Every figure with one of last year, each once: those that are claimed, then those of lines.
pub fn changes(money: &Money<'_>) -> Vec<Change> {
    let mut changes = claimed(money);
    changes.extend(entered(money));
    let mut seen = std::collections::BTreeSet::new();
    changes.retain(|it| seen.insert((it.group, it.name.clone(), it.now, it.before)));
    changes
}

fn claimed(money: &Money<'_>) -> Vec<Change> {
    let analysis = money.analysis;
    let compared = |claim: &&Claim| claim.role != Role::Ceiling && claim.prior.is_some();
    let claims: Vec<&Claim> = analysis.model.claims.iter().filter(compared).collect();
    let queries: Vec<Query> = claims.iter().map(|claim| Query::from(&claim.slice)).collect();
    let sums = analysis.cube().sums(&queries);
    let change = |(claim, sum): (&&Claim, _)| {
        // A claim that does not hold is no figure of this budget.
        let Known::Figure(now) = known(analysis, &claim.slice, sum) else { return None };
        Some(Change {
            name: named(money, &claim.slice),
            now,
            before: Millionths::of(claim.prior?),
            base: claim.base,
            group: group(&claim.slice),
            slice: Some(claim.slice.clone()),
        })
    };
    claims.iter().zip(&sums).filter_map(change).collect()
}

/// What a slice is called beside its bars: where it lies, and of what kind it is unless that says it.
fn named(money: &Money<'_>, slice: &Slice) -> String {
    let mut names: Vec<String> = Vec::new();
    for &(dim, node) in slice.conditions().iter().filter(|(dim, _)| *dim != Dim::Kind) {
        names.push(money.name(dim, node));
    }
    let placed = [Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Project, Dim::Account].iter();
    let says = placed.clone().any(|dim| slice.get(*dim).is_some()) && slice.kind() == Kind::Expense;
    if slice.kind() != Kind::Memo && slice.get(Dim::Project).is_none() && !says {
        names.push(money.name(Dim::Kind, kind_node(slice.kind())));
    }
    names.join(" ")
}

fn group(slice: &Slice) -> Group {
    match slice.kind() {
        Kind::Memo => Group::Memo,
        _ if slice.get(Dim::Project).is_some() => Group::Projects,
        _ if [Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Unit].iter().any(|dim| slice.get(*dim).is_some()) => {
            Group::Parts
        }
        _ => Group::Whole,
    }
}

/// The lines that say last year's figure themselves. The model does not keep it: those that name it are read
/// again.
fn entered(money: &Money<'_>) -> Vec<Change> {
    let analysis = money.analysis;
    let mut parser = LineParser::new();
    let mut changes = Vec::new();
    for entry in analysis.model.entries.iter().filter(|entry| !entry.unreadable) {
        let line = analysis.sources.line(entry.at);
        if ![Attribute::Prior.en(), Attribute::Prior.zh()].iter().any(|name| line.contains(name)) {
            continue;
        }
        let Some(statement) = parser.parse(line).statement else { continue };
        let Some(Value::Amount(prior)) = statement.value(Attribute::Prior) else { continue };
        let header = analysis.model.header_at(entry.at);
        let factor = prior.unit.unwrap_or(header.measure).factor();
        let Some(before) = prior.value.checked_mul(factor) else { continue };
        let base = match statement.value(Attribute::Base) {
            Some(Value::Base(base)) => Some(base),
            _ => header.base,
        };
        let dims = [Dim::Project, Dim::Item, Dim::Func, Dim::Unit, Dim::Account, Dim::Source];
        let mut slice = Slice::of(entry.kind);
        for dim in dims.into_iter().filter(|dim| entry.node(*dim).is_known()) {
            slice = slice.with(dim, entry.node(dim));
        }
        let name = match entry.node(Dim::Project) {
            node if node.is_known() => money.name(Dim::Project, node),
            _ => named(money, &slice),
        };
        changes.push(Change {
            name,
            now: Millionths::of(entry.amount),
            before: Millionths::of(before),
            base,
            group: group(&slice),
            slice: None,
        });
    }
    changes
}
