//! Two breakdowns of one sum are not two sums: lines by function beside lines by economic item.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::ledger::{Cube, Millionths, Query, SliceSum, Sums};
use crate::model::dimension::kind_node;
use crate::model::{Dim, Entry, Model, Node, Slice};
use crate::syntax::{Attribute, Kind};

use super::settle::{Settled, Status};
use super::{Check, Context};

pub const CHECK: Check = Check { name: "counted twice", codes: &[Code::CountedTwice], rules: &["TB-04", "TR-02"], run };

/// A kind with two breakdowns: its lines with a function only, and with an economic item only.
pub struct Twice {
    kind: Kind,
    /// The first line of each: indices of entries.
    by_function: Option<usize>,
    by_item: Option<usize>,
    functions: Millionths,
    items: Millionths,
}

/// The kinds that are entered in two breakdowns while no claim on their sum holds.
pub(super) fn find(model: &Model, cube: &Cube<'_>, settled: &Settled) -> Vec<Twice> {
    let empty =
        |&kind: &Kind| Twice { kind, by_function: None, by_item: None, functions: Millionths(0), items: Millionths(0) };
    // Where every line says its function there is no second breakdown, and no need to look at each.
    if !cube.held(Dim::Func).contains(&Node::UNKNOWN) {
        return Vec::new();
    }
    let mut kinds: Vec<Twice> = Kind::ALL.iter().map(empty).collect();
    for (at, entry) in model.entries.iter().enumerate() {
        let Some(dim) = breakdown(entry) else { continue };
        let twice = &mut kinds[entry.kind as usize];
        let amount = Millionths::of(entry.amount).0;
        if dim == Dim::Func {
            twice.by_function.get_or_insert(at);
            twice.functions.0 += amount;
        } else {
            twice.by_item.get_or_insert(at);
            twice.items.0 += amount;
        }
    }
    kinds.retain(|it| it.by_function.is_some() && it.by_item.is_some() && !holds(cube, settled, it.kind));
    kinds
}

/// The one of the two dimensions that the line is broken down by.
fn breakdown(entry: &Entry) -> Option<Dim> {
    if entry.lost || !entry.kind.is_within(Kind::Expense) {
        return None;
    }
    let econ = entry.node(Dim::Econ).is_known() || entry.node(Dim::GovEcon).is_known();
    let open = entry.node(Dim::Econ) == Node::UNKNOWN && entry.node(Dim::GovEcon) == Node::UNKNOWN;
    match (entry.node(Dim::Func), econ) {
        (func, false) if func.is_known() && open => Some(Dim::Func),
        (Node::UNKNOWN, true) => Some(Dim::Econ),
        _ => None,
    }
}

/// Whether a claim on the sum of the kind, or of a kind above it, holds.
fn holds(cube: &Cube<'_>, settled: &Settled, kind: Kind) -> bool {
    kind.up().any(|kind| {
        let slice = Slice::of(kind);
        let group = settled.group_of(&slice, &cube.sum(&slice));
        let standing = group.and_then(|group| settled.standing(group));
        standing.is_some_and(|figure| matches!(figure.status, Status::Exact | Status::Rounding))
    })
}

/// The refuted figures that a second breakdown explains: those whose sum holds both.
pub(super) fn explained(cube: &Cube<'_>, settled: &Settled, twice: &[Twice]) -> FxHashSet<usize> {
    let mut asked: Vec<usize> = Vec::new();
    let mut queries: Vec<Query> = Vec::new();
    for (at, figure) in settled.figures.iter().enumerate().filter(|(_, figure)| figure.status == Status::Refuted) {
        for twice in twice {
            let slice = &settled.groups[figure.group].slice;
            if !twice.kind.is_within(slice.kind()) && !slice.kind().is_within(twice.kind) {
                continue;
            }
            let without = |dims: &[Dim]| {
                let query = Query::from(slice).and_at(Dim::Kind, kind_node(twice.kind));
                dims.iter().fold(query, |query, &dim| query.and_at(dim, Node::UNKNOWN))
            };
            asked.push(at);
            queries.push(without(&[Dim::Func]));
            queries.push(without(&[Dim::Econ, Dim::GovEcon]));
            queries.push(without(&[Dim::Func, Dim::Econ, Dim::GovEcon]));
        }
    }
    let count = |sum: &SliceSum| sum.inside.count + sum.all_possible().count;
    let sums = cube.sums(&queries);
    let both = asked.into_iter().zip(sums.chunks(3)).filter(|(_, sums)| {
        // Of the lines without a function those with an item, and the other way round.
        let [items, functions, neither] = [0, 1, 2].map(|at| sums.get(at).map_or(0, count));
        items > neither && functions > neither
    });
    both.map(|(at, _)| at).collect()
}

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for twice in context.twice {
        let (Some(first), Some(second)) = (twice.by_function, twice.by_item) else { continue };
        let (first, second) = (&context.model.entries[first], &context.model.entries[second]);
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
