//! Which totals are broken down by source only in part: a table of all sources stands beside tables of some, and
//! what else comes in is printed by none of them.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::syntax::{AccountCode, Kind, Source};

use super::fact::Fact;
use super::rounding::agree;
use super::spot::Node;

/// What figures differ from each other in nothing but their source.
type Key = (Kind, Node, Vec<AccountCode>, Option<(String, Option<String>)>);

/// Of each fact whether its parts by source are known not to be all.
pub fn partial(facts: &[Fact], step: Decimal) -> Vec<bool> {
    let incoming = || {
        facts.iter().filter(|fact| matches!(fact.spot.kind, Kind::Revenue | Kind::Carryover) && !fact.amount.is_zero())
    };
    let came: Vec<Source> = incoming().filter_map(|fact| fact.spot.source).collect();
    let mut groups: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (at, fact) in facts.iter().enumerate() {
        let spot = &fact.spot;
        groups.entry((spot.kind, spot.node(), spot.codes.clone(), spot.item.clone())).or_default().push(at);
    }
    let mut partial = vec![false; facts.len()];
    for ((kind, ..), group) in &groups {
        if matches!(kind, Kind::Revenue | Kind::Carryover | Kind::Carryforward | Kind::Memo) {
            continue;
        }
        for &at in group {
            let whole = &facts[at];
            let parts = parts(facts, group, whole.spot.source);
            let sum: Decimal = parts.iter().map(|(_, amount)| *amount).sum();
            let short = sum < whole.yuan() && !agree(whole.yuan(), parts.iter().map(|(_, amount)| *amount), step);
            // Only money of other sources explains that.
            let others = came.iter().filter(|it| whole.spot.source.is_none_or(|of| it.is_within(of)));
            let explained =
                came.is_empty() || others.into_iter().any(|it| !parts.iter().any(|(part, _)| it.is_within(*part)));
            partial[at] = !parts.is_empty() && short && explained;
        }
    }
    partial
}

/// The figures of the sources right below a source that are printed, each once.
fn parts(facts: &[Fact], group: &[usize], of: Option<Source>) -> Vec<(Source, Decimal)> {
    let mut below: Vec<(Source, Decimal)> = Vec::new();
    for &at in group {
        let Some(source) = facts[at].spot.source.filter(|source| Some(*source) != of) else { continue };
        let inside = of.is_none_or(|of| source.is_within(of));
        if inside && !below.iter().any(|(other, _)| *other == source) {
            below.push((source, facts[at].yuan()));
        }
    }
    let all: Vec<Source> = below.iter().map(|(source, _)| *source).collect();
    below.retain(|(source, _)| !source.up().skip(1).any(|above| all.contains(&above)));
    below
}
