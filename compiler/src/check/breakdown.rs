//! Two breakdowns of one sum are not two sums: lines by function beside lines by economic item.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::ledger::{Millionths, Query, SliceSum};
use crate::model::{Dim, Entry, Node, Slice};
use crate::syntax::{Attribute, Kind};

use super::settle::Status;
use super::{Check, Context};

pub const CHECK: Check = Check { name: "counted twice", codes: &[Code::CountedTwice], rules: &["TB-04", "TR-02"], run };

/// The kinds whose lines have both dimensions.
const KINDS: [Kind; 7] =
    [Kind::Personnel, Kind::Operating, Kind::Basic, Kind::Project, Kind::Business, Kind::Remit, Kind::Subsidy];

/// A kind with two breakdowns: its lines with a function only, and with an economic item only.
struct Twice {
    kind: Kind,
    by_function: usize,
    by_item: usize,
    functions: Millionths,
    items: Millionths,
}

fn twice(context: &Context<'_>) -> Vec<Twice> {
    let mut found = Vec::new();
    for kind in KINDS {
        let mut twice = Twice {
            kind,
            by_function: usize::MAX,
            by_item: usize::MAX,
            functions: Millionths(0),
            items: Millionths(0),
        };
        for (at, entry) in
            context.model.entries.iter().enumerate().filter(|(_, entry)| entry.kind == kind && !entry.lost)
        {
            let amount = Millionths::of(entry.amount);
            match breakdown(entry) {
                Some(Dim::Func) => {
                    twice.by_function = twice.by_function.min(at);
                    twice.functions.0 += amount.0;
                }
                Some(Dim::Econ) => {
                    twice.by_item = twice.by_item.min(at);
                    twice.items.0 += amount.0;
                }
                _ => {}
            }
        }
        if twice.by_function != usize::MAX && twice.by_item != usize::MAX && !holds(context, kind) {
            found.push(twice);
        }
    }
    found
}

/// The one of the two dimensions that the line is broken down by.
fn breakdown(entry: &Entry) -> Option<Dim> {
    let econ = entry.node(Dim::Econ).is_known() || entry.node(Dim::GovEcon).is_known();
    let open = entry.node(Dim::Econ) == Node::UNKNOWN && entry.node(Dim::GovEcon) == Node::UNKNOWN;
    match (entry.node(Dim::Func), econ) {
        (func, false) if func.is_known() && open => Some(Dim::Func),
        (Node::UNKNOWN, true) => Some(Dim::Econ),
        _ => None,
    }
}

/// Whether a claim on the sum of the kind, or of a kind above it, holds.
fn holds(context: &Context<'_>, kind: Kind) -> bool {
    let kinds: Vec<Kind> = std::iter::successors(Some(kind), |kind| kind.parent()).collect();
    let queries: Vec<Query> = kinds.iter().map(|&kind| Query::from(&Slice::of(kind))).collect();
    let sums: Vec<SliceSum> = context.cube.sums(&queries);
    kinds.iter().zip(&sums).any(|(&kind, sum)| {
        let group = context.settled.group_of(&Slice::of(kind), sum);
        let standing = group.and_then(|group| context.settled.standing(group));
        standing.is_some_and(|figure| matches!(figure.status, Status::Exact | Status::Rounding))
    })
}

/// The refuted figures that a second breakdown explains: those whose sum holds both.
pub(super) fn explained(context: &Context<'_>) -> FxHashSet<usize> {
    let twice = twice(context);
    let mut explained = FxHashSet::default();
    for (at, figure) in context.settled.figures.iter().enumerate() {
        let group = &context.settled.groups[figure.group];
        let both = |twice: &Twice| {
            let entries = [twice.by_function, twice.by_item].map(|entry| &context.model.entries[entry]);
            entries.iter().all(|entry| group.slice.holds(context.model, entry) != crate::model::slice::Place::Out)
        };
        if figure.status == Status::Refuted && twice.iter().any(both) {
            explained.insert(at);
        }
    }
    explained
}

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for twice in twice(context) {
        let (first, second) = (&context.model.entries[twice.by_function], &context.model.entries[twice.by_item]);
        let (english, chinese) = twice.kind.phrase();
        let message = Message::new("counted-twice")
            .with("kind", Argument::Both(english.to_owned(), chinese.to_owned()))
            .with("functions", context.figure(second.at, twice.functions))
            .with("items", context.figure(second.at, twice.items));
        let diagnostic = Diagnostic::new(Code::CountedTwice, context.span(second.at, Attribute::Econ), message)
            .related(context.span(first.at, Attribute::Func), "by-function")
            .help("counted-twice-help");
        diagnostics.push(diagnostic);
    }
}
