//! Where the money comes from and where it goes to, from stage to stage: sources, kinds of expense,
//! functions. A stage is there only if all that flows into it is known.

use crate::diagnostic::locale;
use crate::ledger::Millionths;
use crate::model::dimension::kind_node;
use crate::model::{Dim, Node, Slice, Tree};
use crate::report::figure::Known;
use crate::syntax::Kind;

use super::money::{Money, Part, gathered};

/// So many nodes a stage has at most; what is smaller is one.
const MOST: usize = 11;

/// A node of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    pub name: String,
    pub amount: Millionths,
    /// The number of its colour.
    pub tone: usize,
}

/// What flows from a node of one stage to a node of the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// The stage that it begins in.
    pub stage: usize,
    pub from: usize,
    pub to: usize,
    pub amount: Millionths,
}

/// The stages, from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    pub stages: Vec<Vec<Stop>>,
    pub streams: Vec<Stream>,
}

/// The flow of a budget's money; none if its expense or what it is spent on is not known.
pub fn flow(money: &Money<'_>) -> Option<Flow> {
    let (top, whole) =
        [Kind::Uses, Kind::Expense].into_iter().find_map(|kind| Some((kind, money.figure(&Slice::of(kind))?)))?;
    let tree = money.analysis.model.tree(Dim::Kind);
    let kinds = finest(money, &Slice::of(top), whole, Dim::Kind, tree, &[kind_node(top)], usize::MAX)?;
    let mut flow = Flow::default();
    sources(money, top, whole, &kinds, &mut flow);
    let stage = flow.stages.len();
    flow.stages.push(stops(&kinds, 5));
    functions(money, stage, &kinds, &mut flow);
    (flow.stages.len() > 1).then_some(flow)
}

/// The stages before the kinds. Each source flows to each kind, where expense says what it is paid from;
/// else all sources flow together first.
fn sources(money: &Money<'_>, top: Kind, whole: Millionths, kinds: &[Part], flow: &mut Flow) {
    let tree = money.analysis.model.tree(Dim::Source);
    let roots: Vec<Node> = tree.roots().collect();
    let slice = Slice::of(top);
    let resources = money.figure(&Slice::of(Kind::Resources)).filter(|it| near(money, *it, whole, 1));
    let carried = money.figure(&Slice::of(Kind::Carryover)).filter(|_| resources.is_some());
    if carried.is_none()
        && let Some(parts) = finest(money, &slice, whole, Dim::Source, tree, &roots, MOST)
        && let Some(streams) = pairs(money, 0, &parts, Dim::Source, kinds)
    {
        flow.stages.push(stops(&parts, 4));
        flow.streams.extend(streams);
        return;
    }
    let mut parts = Vec::new();
    if let Some(resources) = resources {
        let revenue = Millionths(resources.0 - carried.map_or(0, |it| it.0));
        let by_source = Slice::of(Kind::Revenue);
        parts = finest(money, &by_source, revenue, Dim::Source, tree, &roots, MOST).unwrap_or_default();
        if parts.is_empty() {
            parts.push(Part { name: money.name(Dim::Kind, kind_node(Kind::Revenue)), amount: revenue, node: None });
        }
        let name = money.name(Dim::Kind, kind_node(Kind::Carryover));
        parts.extend(carried.map(|amount| Part { name, amount, node: None }));
        parts.retain(|part| part.amount.0 > 0);
    }
    let stage = usize::from(!parts.is_empty());
    let into = |(from, part): (usize, &Part)| Stream { stage: 0, from, to: 0, amount: part.amount };
    flow.streams.extend(parts.iter().enumerate().map(into));
    if stage > 0 {
        flow.stages.push(stops(&parts, 4));
    }
    let name = locale::word(money.language, if resources.is_some() { "page-all-money" } else { "page-all-expense" });
    flow.stages.push(vec![Stop { name, amount: whole, tone: 7 }]);
    let out = |(to, part): (usize, &Part)| Stream { stage, from: 0, to, amount: part.amount };
    flow.streams.extend(kinds.iter().enumerate().map(out));
}

/// The stage after the kinds, if each kind of expense says what it is spent for.
fn functions(money: &Money<'_>, stage: usize, kinds: &[Part], flow: &mut Flow) -> Option<()> {
    let slice = Slice::of(Kind::Expense);
    let tree = money.analysis.model.tree(Dim::Func);
    let roots: Vec<Node> = tree.roots().collect();
    let whole = money.figure(&slice)?;
    let parts = finest(money, &slice, whole, Dim::Func, tree, &roots, MOST)?;
    let forward = kind_node(Kind::Carryforward);
    let spent: Vec<Part> = kinds.iter().filter(|kind| kind.node != Some(forward)).cloned().collect();
    // The kinds are the rows here, so that each must come to its own figure.
    let streams = pairs(money, stage, &spent, Dim::Func, &parts);
    let turned = |it: Stream| Stream { from: place(kinds, &spent[it.from]), ..it };
    flow.streams.extend(streams?.into_iter().map(turned));
    let tone = |part: &Part| {
        let top = part.node.map(|node| tree.ancestors(node).last().unwrap_or(node));
        top.and_then(|top| roots.iter().position(|root| *root == top)).unwrap_or(roots.len())
    };
    let stop = |part: &Part| Stop { name: part.name.clone(), amount: part.amount, tone: tone(part) };
    flow.stages.push(parts.iter().map(stop).collect());
    Some(())
}

fn place(parts: &[Part], part: &Part) -> usize {
    parts.iter().position(|it| it == part).unwrap_or(0)
}

/// What flows from each of `from` to each of `to`, one of which are kinds and the other nodes of `dim`. None
/// if some of it is not known, or does not come to what it flows from and to.
fn pairs(money: &Money<'_>, stage: usize, from: &[Part], dim: Dim, to: &[Part]) -> Option<Vec<Stream>> {
    let slice = |from: &Part, to: &Part| {
        let (kind, node) = if dim == Dim::Source { (to, from) } else { (from, to) };
        let kind = Kind::ALL.get(kind.node?.index()).copied()?;
        // What several nodes come to under one name is what is left of the kind.
        node.node.map(|node| Slice::of(kind).with(dim, node)).filter(|_| dim.applies(kind))
    };
    let mut streams = Vec::new();
    for (at, part) in from.iter().enumerate() {
        let slices: Vec<Option<Slice>> = to.iter().map(|to| slice(part, to)).collect();
        let known = money.known(&slices.iter().flatten().cloned().collect::<Vec<_>>());
        let mut known = known.into_iter();
        let (mut open, mut sum) = (None, 0);
        for (to, slice) in slices.iter().enumerate() {
            match slice.as_ref().and_then(|_| known.next()) {
                Some(Known::Figure(amount)) if amount.0 > 0 => {
                    sum += amount.0;
                    streams.push(Stream { stage, from: at, to, amount });
                }
                Some(Known::Figure(amount)) if amount.0 < 0 => return None,
                Some(Known::AtLeast(_)) => return None,
                Some(_) => {}
                None if open.is_some() => return None,
                None => open = Some(to),
            }
        }
        let rest = Millionths(part.amount.0 - sum);
        match open {
            Some(to) if rest.0 > money.slack(to) => streams.push(Stream { stage, from: at, to, amount: rest }),
            _ if near(money, rest, Millionths(0), to.len()) => {}
            _ => return None,
        }
    }
    let into = |to: usize| Millionths(streams.iter().filter(|it| it.to == to).map(|it| it.amount.0).sum());
    let whole = |(at, part): (usize, &Part)| near(money, into(at), part.amount, from.len());
    to.iter().enumerate().all(whole).then_some(streams)
}

/// Whether two figures are apart only by rounding.
fn near(money: &Money<'_>, one: Millionths, other: Millionths, count: usize) -> bool {
    (one.0 - other.0).abs() <= money.slack(count)
}

fn stops(parts: &[Part], tone: usize) -> Vec<Stop> {
    let stop = |(at, part): (usize, &Part)| Stop { name: part.name.clone(), amount: part.amount, tone: tone + at };
    parts.iter().enumerate().map(stop).collect()
}

/// The parts of `whole` along a tree: as deep as it is known, while there are at most `most`.
fn finest(
    money: &Money<'_>,
    slice: &Slice,
    whole: Millionths,
    dim: Dim,
    tree: &Tree,
    nodes: &[Node],
    most: usize,
) -> Option<Vec<Part>> {
    let along = money.along(slice, dim)?;
    let mut parts = gathered(money, money.split(&along, whole, nodes.iter().copied())?, MOST);
    // The third level of functions says little to who has not the chart at hand.
    let deepest = if dim == Dim::Func { 1 } else { usize::MAX };
    // Level by level: a node beside the parts of its neighbour would look like one of them.
    loop {
        let finer = |part: &Part| {
            let node = part.node.filter(|node| tree.has_children(*node) && tree.depth(*node) < deepest)?;
            let inner = money.split(&along, part.amount, tree.children(node))?;
            inner.iter().all(|it| it.node.is_some()).then_some(inner)
        };
        let found: Vec<Option<Vec<Part>>> = parts.iter().map(finer).collect();
        let count: usize = found.iter().map(|it| it.as_ref().map_or(1, Vec::len)).sum();
        if found.iter().all(Option::is_none) || count > most {
            break;
        }
        parts = parts.into_iter().zip(found).flat_map(|(part, inner)| inner.unwrap_or(vec![part])).collect();
    }
    Some(parts)
}
