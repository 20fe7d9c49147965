//! Resources against uses: revenue and what was carried over must be expense and what is carried
//! forward, in all, by unit, and by source. Rules IN-01, TB-09.

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::ledger::{Millionths, Query, SliceSum};
use crate::model::{Dim, Node, Slice};
use crate::source::LineRef;
use crate::syntax::{Attribute, Kind};

use super::{Check, Context};

pub const CHECK: Check =
    Check { name: "resources and uses", codes: &[Code::Unbalanced], rules: &["IN-01", "TB-09"], run };

/// What one side comes to: at least, at most, and what rounding may hide.
#[derive(Clone, Copy)]
struct Side {
    low: Millionths,
    high: Millionths,
    steps: Millionths,
    /// Where its figure is written, if a claim writes it.
    at: Option<LineRef>,
}

struct Pair {
    /// The unit or source it is about; none for the whole.
    node: Option<(Dim, Node)>,
    resources: (Slice, SliceSum),
    uses: (Slice, SliceSum),
}

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut pairs = pairs(context);
    let whole = pairs.remove(0);
    if let Some(diagnostic) = compare(context, &whole) {
        // The units and sources would say the same once more.
        diagnostics.push(diagnostic);
        return;
    }
    let fails = |dim: Dim| {
        let of_dim = pairs.iter().filter(move |pair| pair.node.is_some_and(|(other, _)| other == dim));
        of_dim.filter_map(|pair| Some((pair.node?.1, compare(context, pair)?))).collect::<Vec<_>>()
    };
    for dim in [Dim::Unit, Dim::Source] {
        let failing = fails(dim);
        let nodes: Vec<Node> = failing.iter().map(|(node, _)| *node).collect();
        let tree = context.model.tree(dim);
        for (node, diagnostic) in failing {
            // A node above one that fails fails with it.
            if !nodes.iter().any(|&other| other != node && tree.contains(node, other)) {
                diagnostics.push(diagnostic);
            }
        }
    }
}

/// The whole first, then every unit, then the finest sources that both sides use.
fn pairs(context: &Context<'_>) -> Vec<Pair> {
    let nodes = [Dim::Unit, Dim::Source]
        .into_iter()
        .flat_map(|dim| context.model.tree(dim).nodes().map(move |node| Some((dim, node))));
    let nodes: Vec<Option<(Dim, Node)>> = std::iter::once(None).chain(nodes).collect();
    let slice = |kind: Kind, node: Option<(Dim, Node)>| match node {
        Some((dim, node)) => Slice::of(kind).with(dim, node),
        None => Slice::of(kind),
    };
    let slices: Vec<Slice> =
        nodes.iter().flat_map(|&node| [slice(Kind::Resources, node), slice(Kind::Uses, node)]).collect();
    let queries: Vec<Query> = slices.iter().map(Query::from).collect();
    let mut sums = slices.into_iter().zip(context.cube.sums(&queries));
    let mut pairs = Vec::new();
    for node in nodes {
        let (Some(resources), Some(uses)) = (sums.next(), sums.next()) else { break };
        pairs.push(Pair { node, resources, uses });
    }
    let tree = context.model.tree(Dim::Source);
    let both = |pair: &Pair| !pair.resources.1.inside.is_empty() && !pair.uses.1.inside.is_empty();
    let used: Vec<Node> = pairs
        .iter()
        .filter(|pair| both(pair))
        .filter_map(|pair| pair.node.filter(|(dim, _)| *dim == Dim::Source).map(|(_, node)| node))
        .collect();
    let coarse = |node: Node| used.iter().any(|&other| other != node && tree.contains(node, other));
    pairs.retain(|pair| match pair.node {
        None => true,
        Some((Dim::Source, node)) => both(pair) && !coarse(node),
        Some(_) => both(pair),
    });
    pairs
}

fn side(context: &Context<'_>, slice: &Slice, sum: &SliceSum) -> Option<Side> {
    if sum.suspended {
        return None;
    }
    if let Some(group) = context.settled.group_of(slice, sum) {
        if context.settled.is_refuted(group) {
            return None;
        }
        if let Some(figure) = context.settled.standing(group) {
            let at = figure.claims.first().map(|&claim| context.model.claims[claim].at);
            let steps = Millionths::step(figure.step);
            return Some(Side { low: figure.amount, high: figure.amount, steps, at });
        }
    }
    if sum.is_empty() {
        return None;
    }
    let possible = sum.all_possible();
    let inside = sum.inside.total().0;
    Some(Side {
        low: Millionths(inside + possible.negative.0),
        high: Millionths(inside + possible.positive.0),
        steps: Millionths(sum.inside.steps.0 + possible.steps.0),
        at: None,
    })
}

fn compare(context: &Context<'_>, pair: &Pair) -> Option<Diagnostic> {
    let resources = side(context, &pair.resources.0, &pair.resources.1)?;
    let uses = side(context, &pair.uses.0, &pair.uses.1)?;
    let gap = (uses.low.0 - resources.high.0).max(resources.low.0 - uses.high.0);
    if gap <= 0 || 2 * gap < resources.steps.0 + uses.steps.0 {
        return None;
    }
    let at = uses.at.or(resources.at).or_else(|| largest(context, &pair.resources.0))?;
    let (key, nearest_resources, nearest_uses) = if uses.low > resources.high {
        ("uses-exceed", resources.high, uses.low)
    } else {
        ("resources-exceed", resources.low, uses.high)
    };
    let message = Message::new(key)
        .with("resources", context.figure(at, nearest_resources))
        .with("uses", context.figure(at, nearest_uses))
        .with("difference", context.figure(at, Millionths(gap)))
        .with("where", whereabouts(context, pair.node));
    let mut diagnostic = Diagnostic::new(Code::Unbalanced, context.span(at, Attribute::Amount), message);
    let other = if uses.at == Some(at) { (&pair.resources.0, resources.at) } else { (&pair.uses.0, uses.at) };
    if let Some(other) = other.1.or_else(|| largest(context, other.0)).filter(|other| *other != at) {
        diagnostic = diagnostic.related(context.span(other, Attribute::Amount), "other-side");
    }
    Some(diagnostic.help("balance-help"))
}

/// The line of the largest entry of a slice.
fn largest(context: &Context<'_>, slice: &Slice) -> Option<LineRef> {
    let lines = context.cube.lines(&[slice], 1).pop()?;
    lines.entries.first().map(|&entry| context.model.entries[entry].at)
}

fn whereabouts(context: &Context<'_>, node: Option<(Dim, Node)>) -> Argument {
    let Some((dim, node)) = node else { return Argument::Word("in-all") };
    let label = context.model.label(context.sources, dim, node);
    let attribute = dim.attribute();
    Argument::Both(format!("for {} {label}", attribute.en()), format!("{}{label}", attribute.zh()))
}
