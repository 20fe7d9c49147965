//! Route 3: a whole against the nearest claims below it along one dimension, and the lines outside
//! all of them.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::ledger::{Comparison, Millionths, Query, SliceSum, Sum, Sums, Verdict, bit};
use crate::model::{Claim, Dim, Model, Node, Slice};

use super::{Judgement, Raised, Route, Settled, Status};

/// What a whole was judged against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Along which dimension.
    pub dim: Dim,
    /// The figures of the parts, in the order of the dimension: indices into [`Settled::figures`].
    pub figures: Vec<usize>,
    /// What the lines outside all parts come to.
    pub outside: Millionths,
    /// How many lines are outside all parts.
    pub outside_lines: i64,
    /// The parts may come to less than the whole.
    pub open: bool,
}

/// A whole and its parts along one dimension.
pub(crate) struct Whole {
    group: usize,
    dim: Dim,
    /// The nearest claimed nodes below it, with their groups.
    parts: Vec<(Node, usize)>,
    /// What its lines outside all parts come to for certain, and possibly.
    outside: Sum,
    outside_possible: Sum,
    /// Some of its lines do not say where they lie.
    unplaced: bool,
}

/// A whole before its lines outside the parts are known.
struct Candidate {
    group: usize,
    dim: Dim,
    slice: Slice,
    sum: SliceSum,
    parts: Vec<(Node, usize)>,
    /// Only the parts spelled as the whole is, where other spellings have nearer ones.
    own_spelling: bool,
    unplaced: Vec<Node>,
    /// Where its sums begin among all that are asked for.
    first: usize,
}

/// The wholes among the claimed slices, each with its parts along each dimension.
///
/// Spellings stand for each other, so the nearest parts may come from several tables. A table's row
/// must add up in its own terms too (the whole as personnel + operating + projects in one table, as
/// basic + projects in another), so the parts spelled as the whole are judged as well where every
/// line says where it lies.
pub(crate) fn wholes(model: &Model, cube: &dyn Sums, settled: &Settled, raised: Vec<Raised>) -> Vec<Whole> {
    let mut candidates = candidates(model, settled, raised);
    let mut queries: Vec<Query> = Vec::new();
    for candidate in &mut candidates {
        let Candidate { dim, slice, parts, .. } = candidate;
        candidate.unplaced = unplaced_values(cube, model, *dim, parts);
        candidate.first = queries.len();
        queries.extend(candidate.unplaced.iter().map(|&value| Query::at(slice, *dim, value)));
        // Parts spelled otherwise than the whole hold the same lines as these.
        queries.extend(parts.iter().map(|&(node, _)| Query::from(&slice.clone().with(*dim, node))));
    }
    let sums = cube.sums(&queries);
    let measured = candidates.into_iter().map(|candidate| {
        let own_spelling = candidate.own_spelling;
        let whole = measure(model, candidate, &sums);
        (own_spelling, whole)
    });
    measured.filter(|(own_spelling, whole)| !(*own_spelling && whole.unplaced)).map(|(_, whole)| whole).collect()
}

fn candidates(model: &Model, settled: &Settled, raised: Vec<Raised>) -> Vec<Candidate> {
    type Nodes = BTreeMap<Node, usize>;
    let mut found: BTreeMap<(usize, Dim), BTreeMap<Slice, (SliceSum, Nodes)>> = BTreeMap::new();
    for Raised { group, dim, node, slice, sum } in raised {
        let Some(whole) = settled.group_of(&slice, &sum).filter(|&whole| whole != group) else { continue };
        let spellings = found.entry((whole, dim)).or_default();
        let (_, nodes) = spellings.entry(slice).or_insert_with(|| (sum, Nodes::new()));
        nodes.entry(node).or_insert(group);
    }
    let mut candidates = Vec::new();
    for ((group, dim), spellings) in found {
        let mut all = Nodes::new();
        for (_, nodes) in spellings.values() {
            nodes.iter().for_each(|(&node, &part)| {
                all.entry(node).or_insert(part);
            });
        }
        let tree = model.tree(dim);
        let nearest = |nodes: &Nodes| -> Vec<(Node, usize)> {
            let below = |node: Node| tree.ancestors(node).any(|above| nodes.contains_key(&above));
            nodes.iter().filter(|(node, _)| !below(**node)).map(|(&node, &part)| (node, part)).collect()
        };
        let all = nearest(&all);
        let mut lists: Vec<Vec<(Node, usize)>> = Vec::new();
        for (slice, (sum, nodes)) in spellings {
            let own = nearest(&nodes);
            let mut add = |parts: Vec<(Node, usize)>, own_spelling| {
                if !lists.contains(&parts) {
                    lists.push(parts.clone());
                    let (slice, sum) = (slice.clone(), sum.clone());
                    let unplaced = Vec::new();
                    candidates.push(Candidate { group, dim, slice, sum, parts, own_spelling, unplaced, first: 0 });
                }
            };
            add(all.clone(), false);
            add(own, true);
        }
    }
    candidates
}

/// Finds what the lines outside all parts come to.
fn measure(model: &Model, candidate: Candidate, sums: &[SliceSum]) -> Whole {
    let Candidate { group, dim, slice, sum, parts, unplaced, first, .. } = candidate;
    let (unplaced_sums, part_sums) = sums[first..].split_at(unplaced.len());
    let inner = |value: Node| match slice.get(dim) {
        Some(node) => value.is_known() && model.tree(dim).contains(node, value),
        None => true,
    };
    let elsewhere = |sum: &SliceSum| sum.possible_where(|open| open & bit(dim) == 0);
    let mut outside = sum.inside;
    let mut outside_possible = elsewhere(&sum);
    let mut has_unplaced = false;
    for (&value, at) in unplaced.iter().zip(unplaced_sums) {
        has_unplaced |= !at.is_empty();
        if inner(value) {
            outside -= &at.inside;
            outside_possible -= &at.all_possible();
        }
    }
    for part in &part_sums[..parts.len()] {
        outside -= &part.inside;
        outside_possible -= &elsewhere(part);
    }
    Whole { group, dim, parts, outside, outside_possible, unplaced: has_unplaced }
}

/// The values of lines that do not say in which part they lie: unknown, or above a part.
fn unplaced_values(cube: &dyn Sums, model: &Model, dim: Dim, parts: &[(Node, usize)]) -> Vec<Node> {
    let held = cube.held(dim);
    let mut values: Vec<Node> = [Node::UNKNOWN, Node::ERROR].into_iter().filter(|value| held.contains(value)).collect();
    if dim.is_coarse() {
        let above: FxHashSet<Node> = parts.iter().flat_map(|(node, _)| model.tree(dim).ancestors(*node)).collect();
        let mut above: Vec<Node> = above.into_iter().filter(|node| held.contains(node)).collect();
        above.sort_unstable();
        values.extend(above);
    }
    values
}

/// Judges every whole by its parts, from the smallest up: a refuted part proves nothing.
pub(crate) fn judge(claims: &[Claim], settled: &mut Settled, wholes: &[Whole]) {
    let mut of_group: Vec<Vec<usize>> = vec![Vec::new(); settled.groups.len()];
    for (at, whole) in wholes.iter().enumerate() {
        of_group[whole.group].push(at);
    }
    let mut done = vec![false; settled.groups.len()];
    for group in 0..settled.groups.len() {
        // Depth first without recursion: a group is finished when all its parts are.
        let mut stack = vec![(group, false)];
        while let Some((group, ready)) = stack.pop() {
            if ready {
                for &whole in &of_group[group] {
                    judge_whole(claims, settled, &wholes[whole]);
                }
                finish(settled, group);
            } else if !std::mem::replace(&mut done[group], true) {
                stack.push((group, true));
                let parts = of_group[group].iter().flat_map(|&whole| &wholes[whole].parts);
                stack.extend(parts.map(|&(_, part)| (part, false)));
            }
        }
    }
    for whole in wholes {
        prove(settled, whole);
    }
}

fn judge_whole(claims: &[Claim], settled: &mut Settled, whole: &Whole) {
    let standing: Option<Vec<usize>> = whole
        .parts
        .iter()
        .map(|&(_, part)| {
            let figures = &settled.groups[part].figures;
            let usable = |at: &&usize| {
                matches!(
                    settled.figures[**at].status,
                    Status::Exact | Status::Rounding | Status::Bounded | Status::Unsettled
                )
            };
            let finest = |at: &&usize| Millionths::step(settled.figures[**at].step);
            let refuted = figures.iter().any(|&at| settled.figures[at].status == Status::Refuted);
            figures.iter().filter(usable).min_by_key(finest).filter(|_| !refuted).copied()
        })
        .collect();
    let Some(figures) = standing else { return };
    if whole.outside.unreadable > 0 || whole.outside_possible.unreadable > 0 {
        return;
    }
    let mut sum = whole.outside;
    for &part in &figures {
        let part = &settled.figures[part];
        sum += &Sum::figure(part.amount, part.step);
    }
    for at in settled.groups[whole.group].figures.clone() {
        let figure = &settled.figures[at];
        if matches!(figure.status, Status::Refuted | Status::Suspended) {
            continue;
        }
        let partial = figure.claims.iter().any(|&claim| claims[claim].partial == Some(whole.dim));
        let outside = !whole.outside.is_empty();
        let open = partial || (whole.unplaced && outside) || !whole.outside_possible.is_empty();
        let least = Millionths(sum.total().0 + whole.outside_possible.negative.0);
        let mut comparison = Comparison::new(figure.amount, figure.step, &sum);
        if open && figure.amount > least {
            // The parts may fall short of the whole.
            comparison.verdict = Verdict::Exact;
        }
        let parts = Parts {
            dim: whole.dim,
            figures: figures.clone(),
            outside: whole.outside.total(),
            outside_lines: whole.outside.count,
            open,
        };
        settled.figures[at].judgements.push(Judgement { route: Route::Parts(parts), comparison });
    }
}

/// Decides what became of the figures of a group, when all judgements are there.
fn finish(settled: &mut Settled, group: usize) {
    for at in settled.groups[group].figures.clone() {
        let figure = &mut settled.figures[at];
        if matches!(figure.status, Status::Refuted | Status::Suspended) {
            continue;
        }
        let firm = |judgement: &Judgement| match &judgement.route {
            Route::Entries => true,
            Route::Bounds { .. } => false,
            Route::Parts(parts) => !parts.open,
        };
        let off = |judgement: &Judgement| !judgement.comparison.verdict.holds();
        // What refutes comes first, then what settles, then what only bounds; each the tightest first.
        figure.judgements.sort_by_key(|it| (!off(it), !firm(it), it.comparison.envelope));
        figure.status = match figure.judgements.first() {
            None => Status::Unsettled,
            Some(first) if off(first) => Status::Refuted,
            Some(first) if !firm(first) => Status::Bounded,
            Some(first) if first.comparison.verdict == Verdict::Exact => Status::Exact,
            Some(_) => Status::Rounding,
        };
    }
}

/// A part of a whole that is settled counts as proved, if nothing else settles it.
fn prove(settled: &mut Settled, whole: &Whole) {
    let proving: Vec<usize> = settled.groups[whole.group]
        .figures
        .iter()
        .filter(|&&at| matches!(settled.figures[at].status, Status::Exact | Status::Rounding))
        .flat_map(|&at| &settled.figures[at].judgements)
        .filter_map(|judgement| match &judgement.route {
            Route::Parts(parts) if parts.dim == whole.dim && !parts.open => Some(parts.figures.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    for part in proving {
        let figure = &mut settled.figures[part];
        figure.proved |= matches!(figure.status, Status::Bounded | Status::Unsettled);
    }
}
