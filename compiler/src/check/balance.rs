//! Resources against uses: revenue and what was carried over must be expense and what is carried
//! forward, in all, by unit, and by source. Rules IN-01, TB-09.

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::ledger::{Millionths, Query, SliceSum, Sums};
use crate::model::{Dim, Model, Node, Slice};
use crate::source::LineRef;
use crate::syntax::{Attribute, Kind};

use super::settle::Settled;
use super::{Check, Context};

pub const CHECK: Check =
    Check { name: "resources and uses", codes: &[Code::Unbalanced], rules: &["IN-01", "TB-09"], run };

/// What one side comes to: at least, at most, and what rounding may hide.
#[derive(Clone, Debug)]
pub struct Side {
    pub slice: Slice,
    low: Millionths,
    high: Millionths,
    steps: Millionths,
    /// The claim that writes its figure, if one does: an index into the model's.
    pub claim: Option<usize>,
}

/// Resources that are not the uses.
#[derive(Clone, Debug)]
pub struct Unbalanced {
    /// The unit or source it is about; none for the whole.
    pub node: Option<(Dim, Node)>,
    pub resources: Side,
    pub uses: Side,
}

impl Unbalanced {
    /// What the resources come to, and what the uses do: the nearest that both may be.
    pub fn nearest(&self) -> (Millionths, Millionths) {
        match self.uses.low > self.resources.high {
            true => (self.resources.high, self.uses.low),
            false => (self.resources.low, self.uses.high),
        }
    }

    /// By how much the uses may change at least and at most so that both sides are equal; the resources
    /// by the same the other way round.
    pub fn room(&self) -> (i128, i128) {
        let envelope = ((self.resources.steps.0 + self.uses.steps.0) / 2 - 1).max(0);
        let least = self.resources.low.0 - self.uses.high.0 - envelope;
        (least, self.resources.high.0 - self.uses.low.0 + envelope)
    }
}

struct Pair {
    node: Option<(Dim, Node)>,
    resources: (Slice, SliceSum),
    uses: (Slice, SliceSum),
}

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let unbalanced = told(context.model, unbalanced(context.model, context.cube, context.settled));
    diagnostics.extend(unbalanced.iter().filter_map(|it| report(context, it)));
}

/// What is not balanced: the whole, units and sources, as they come.
pub(super) fn unbalanced(model: &Model, sums: &dyn Sums, settled: &Settled) -> Vec<Unbalanced> {
    pairs(model, sums).into_iter().filter_map(|pair| compare(settled, pair)).collect()
}

/// What is worth telling of it: the whole if it is not balanced, else the finest units and sources.
fn told(model: &Model, mut failing: Vec<Unbalanced>) -> Vec<Unbalanced> {
    if failing.first().is_some_and(|it| it.node.is_none()) {
        // The units and sources would say the same once more.
        failing.truncate(1);
        return failing;
    }
    let nodes: Vec<(Dim, Node)> = failing.iter().filter_map(|it| it.node).collect();
    // A node above one that fails fails with it.
    let coarse = |&(dim, node): &(Dim, Node)| {
        nodes.iter().any(|&(of, other)| of == dim && other != node && model.tree(dim).contains(node, other))
    };
    failing.into_iter().filter(|it| !it.node.as_ref().is_some_and(coarse)).collect()
}

/// The whole first, then every unit, then the finest sources that both sides use.
fn pairs(model: &Model, sums: &dyn Sums) -> Vec<Pair> {
    let nodes =
        [Dim::Unit, Dim::Source].into_iter().flat_map(|dim| model.tree(dim).nodes().map(move |node| Some((dim, node))));
    let nodes: Vec<Option<(Dim, Node)>> = std::iter::once(None).chain(nodes).collect();
    let slice = |kind: Kind, node: Option<(Dim, Node)>| match node {
        Some((dim, node)) => Slice::of(kind).with(dim, node),
        None => Slice::of(kind),
    };
    let slices: Vec<Slice> =
        nodes.iter().flat_map(|&node| [slice(Kind::Resources, node), slice(Kind::Uses, node)]).collect();
    let queries: Vec<Query> = slices.iter().map(Query::from).collect();
    let mut sums = slices.into_iter().zip(sums.sums(&queries));
    let mut pairs = Vec::new();
    for node in nodes {
        let (Some(resources), Some(uses)) = (sums.next(), sums.next()) else { break };
        pairs.push(Pair { node, resources, uses });
    }
    let tree = model.tree(Dim::Source);
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

fn side(settled: &Settled, slice: Slice, sum: &SliceSum) -> Option<Side> {
    if sum.suspended {
        return None;
    }
    if let Some(group) = settled.group_of(&slice, sum) {
        if settled.is_refuted(group) {
            return None;
        }
        if let Some(figure) = settled.standing(group) {
            let steps = Millionths::step(figure.step);
            let claim = figure.claims.first().copied();
            return Some(Side { slice, low: figure.amount, high: figure.amount, steps, claim });
        }
    }
    if sum.is_empty() {
        return None;
    }
    let possible = sum.all_possible();
    let inside = sum.inside.total().0;
    Some(Side {
        slice,
        low: Millionths(inside + possible.negative.0),
        high: Millionths(inside + possible.positive.0),
        steps: Millionths(sum.inside.steps.0 + possible.steps.0),
        claim: None,
    })
}

fn compare(settled: &Settled, pair: Pair) -> Option<Unbalanced> {
    let resources = side(settled, pair.resources.0, &pair.resources.1)?;
    let uses = side(settled, pair.uses.0, &pair.uses.1)?;
    let gap = (uses.low.0 - resources.high.0).max(resources.low.0 - uses.high.0);
    let balanced = gap <= 0 || 2 * gap < resources.steps.0 + uses.steps.0;
    (!balanced).then_some(Unbalanced { node: pair.node, resources, uses })
}

fn report(context: &Context<'_>, unbalanced: &Unbalanced) -> Option<Diagnostic> {
    let Unbalanced { node, resources, uses } = unbalanced;
    let written = |side: &Side| side.claim.map(|claim| context.model.claims[claim].at);
    let at = written(uses).or(written(resources)).or_else(|| largest(context, &resources.slice))?;
    let key = if uses.low > resources.high { "uses-exceed" } else { "resources-exceed" };
    let (nearest_resources, nearest_uses) = unbalanced.nearest();
    let gap = Millionths((nearest_uses.0 - nearest_resources.0).abs());
    let message = Message::new(key)
        .with("resources", context.figure(at, nearest_resources))
        .with("uses", context.figure(at, nearest_uses))
        .with("difference", context.figure(at, gap))
        .with("where", whereabouts(context, *node));
    let mut diagnostic = Diagnostic::new(Code::Unbalanced, context.span(at, Attribute::Amount), message);
    let other = if written(uses) == Some(at) { resources } else { uses };
    if let Some(other) = written(other).or_else(|| largest(context, &other.slice)).filter(|other| *other != at) {
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
