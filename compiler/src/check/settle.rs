//! Settles the claims: by entries, by bounds, by parts.
//!
//! Claims about the same lines are one figure, however their slices are spelled: they are gathered
//! in a [`Group`], and each different figure of a group is judged once. Nothing is reported here;
//! the checks of [`super`] read what was settled.

use rustc_hash::FxHashMap;

use crate::ledger::{Comparison, Millionths, Query, SliceSum, Sum, Sums, Verdict};
use crate::model::{Claim, Dim, Model, Node, Role, Slice, Step};

mod parts;

pub use parts::Parts;

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is the sum.
    Exact,
    /// It differs from the sum by no more than rounding explains.
    Rounding,
    /// It lies within its bounds, and nothing else speaks.
    Bounded,
    /// It cannot be.
    Refuted,
    /// A line that cannot be read may belong to it: not judged.
    Suspended,
    /// No route applies.
    Unsettled,
}

impl Status {
    /// All statuses.
    pub const ALL: [Status; 6] =
        [Status::Exact, Status::Rounding, Status::Bounded, Status::Refuted, Status::Suspended, Status::Unsettled];

    /// The word of the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Exact => "exact",
            Status::Rounding => "rounding",
            Status::Bounded => "bounded",
            Status::Refuted => "refuted",
            Status::Suspended => "suspended",
            Status::Unsettled => "unsettled",
        }
    }

    /// Whether the figure stands.
    pub fn holds(self) -> bool {
        matches!(self, Status::Exact | Status::Rounding | Status::Bounded)
    }
}

/// How a claim was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Against the sum of its lines.
    Entries,
    /// Against the least and the most that its lines may come to.
    Bounds {
        /// The least.
        low: Millionths,
        /// The most.
        high: Millionths,
    },
    /// Against its parts along a dimension.
    Parts(Parts),
}

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// By which route.
    pub route: Route,
    /// The figures compared.
    pub comparison: Comparison,
}

/// A figure that one or more claims write for the same lines.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Which lines: an index into [`Settled::groups`].
    pub group: usize,
    /// The amount.
    pub amount: Millionths,
    /// What it is rounded to.
    pub step: Step,
    /// The claims that write it: indices into the model's.
    pub claims: Vec<usize>,
    /// What became of it.
    pub status: Status,
    /// All judgements, the tightest first.
    pub judgements: Vec<Judgement>,
    /// It is bounded or unsettled, and a part of a whole that is settled.
    pub proved: bool,
}

impl Figure {
    /// The tightest judgement, which is reported.
    pub fn tightest(&self) -> Option<&Judgement> {
        self.judgements.first()
    }
}

/// The claims about the same lines.
#[derive(Clone, Debug)]
pub struct Group {
    /// One spelling of their slice.
    pub slice: Slice,
    /// Its sum.
    pub sum: SliceSum,
    /// The different figures: indices into [`Settled::figures`].
    pub figures: Vec<usize>,
}

/// A ceiling against what its slice comes to at least.
#[derive(Clone, Debug)]
pub struct Ceiling {
    /// The claim: an index into the model's.
    pub claim: usize,
    /// What the slice comes to at least: a line that is only possibly in it does not exceed a ceiling.
    pub least: Millionths,
    /// How far above the ceiling rounding may put it, exclusive.
    pub envelope: Millionths,
    /// `Bounded`, `Refuted` or `Suspended`.
    pub status: Status,
}

/// All claims, settled.
#[derive(Debug, Default)]
pub struct Settled {
    /// The slices that are claimed, each once.
    pub groups: Vec<Group>,
    /// The figures of all groups.
    pub figures: Vec<Figure>,
    /// For each claim of the model its figure; none for a ceiling.
    pub figure_of: Vec<Option<usize>>,
    /// The ceilings, in order.
    pub ceilings: Vec<Ceiling>,
    by_slice: FxHashMap<Slice, usize>,
    by_print: FxHashMap<u128, usize>,
}

impl Settled {
    /// The group of the lines of `slice`, whose sum is `sum`.
    pub fn group_of(&self, slice: &Slice, sum: &SliceSum) -> Option<usize> {
        let same_lines = || self.by_print.get(&sum.fingerprint).filter(|_| !sum.is_empty());
        self.by_slice.get(slice).or_else(same_lines).copied()
    }

    /// The figure that a claim writes; none for a ceiling.
    pub fn figure(&self, claim: usize) -> Option<&Figure> {
        self.figure_of[claim].map(|figure| &self.figures[figure])
    }

    /// The figure that stands for a group: of those that hold the one with the finest step.
    pub fn standing(&self, group: usize) -> Option<&Figure> {
        let figures = self.groups[group].figures.iter().map(|&at| &self.figures[at]);
        figures.filter(|figure| figure.status.holds()).min_by_key(|figure| Millionths::step(figure.step))
    }

    /// The figure with the finest step that is not refuted, whether anything settles it or not.
    fn finest(&self, group: usize) -> Option<&Figure> {
        let figures = self.groups[group].figures.iter().map(|&at| &self.figures[at]);
        figures.filter(|it| it.status != Status::Refuted).min_by_key(|it| Millionths::step(it.step))
    }

    /// Whether a figure of the group is refuted.
    pub fn is_refuted(&self, group: usize) -> bool {
        self.groups[group].figures.iter().any(|&at| self.figures[at].status == Status::Refuted)
    }
}

/// Settles `claims` about the lines whose sums `cube` gives: the model's own, or changed ones.
pub fn settle(model: &Model, claims: &[Claim], cube: &dyn Sums) -> Settled {
    let (mut settled, raised) = gather(model, claims, cube);
    let mut has_lines = HasLines { model, cube, known: FxHashMap::default() };
    for at in 0..settled.figures.len() {
        by_entries(&mut has_lines, &mut settled, at);
    }
    let wholes = parts::wholes(model, cube, &settled, raised);
    parts::judge(claims, &mut settled, &wholes);
    settled.ceilings = ceilings(claims, cube, &settled);
    settled
}

fn ceilings(all: &[Claim], cube: &dyn Sums, settled: &Settled) -> Vec<Ceiling> {
    let claims: Vec<usize> = (0..all.len()).filter(|&claim| all[claim].role == Role::Ceiling).collect();
    let queries: Vec<Query> = claims.iter().map(|&claim| Query::from(&all[claim].slice)).collect();
    let judged = claims.into_iter().zip(cube.sums(&queries)).map(|(at, sum)| {
        let claim = &all[at];
        let possible = sum.all_possible();
        let mut least = Millionths(sum.inside.total().0 + possible.negative.0);
        let mut steps = Millionths::step(claim.step).0 + sum.inside.steps.0 + possible.steps.0;
        // A budget of totals alone: the total is what there is to hold against the ceiling.
        let group = settled.group_of(&claim.slice, &sum).filter(|_| sum.is_empty());
        if let Some(figure) = group.and_then(|group| settled.finest(group)) {
            least = figure.amount;
            steps += Millionths::step(figure.step).0;
        }
        let excess = least.0 - Millionths::of(claim.amount).0;
        let status = match () {
            () if sum.suspended => Status::Suspended,
            () if excess > 0 && 2 * excess >= steps => Status::Refuted,
            () => Status::Bounded,
        };
        Ceiling { claim: at, least, envelope: Millionths(steps / 2), status }
    });
    judged.collect()
}

/// A claimed slice, and the slices that it is a part of along each dimension.
pub(crate) struct Raised {
    /// The claimed slice's group.
    group: usize,
    dim: Dim,
    node: Node,
    /// The slice with its condition on the dimension raised or gone, and its sum.
    slice: Slice,
    sum: SliceSum,
}

/// Gathers the claims into groups and figures, and sums what they may be parts of.
fn gather(model: &Model, claims: &[Claim], cube: &dyn Sums) -> (Settled, Vec<Raised>) {
    let mut slices: Vec<Slice> = Vec::new();
    let mut known: FxHashMap<Slice, usize> = FxHashMap::default();
    let mut index = |slice: &Slice| match known.get(slice) {
        Some(&at) => at,
        None => {
            known.insert(slice.clone(), slices.len());
            slices.push(slice.clone());
            slices.len() - 1
        }
    };
    let slice_of: Vec<Option<usize>> =
        claims.iter().map(|claim| (claim.role != Role::Ceiling).then(|| index(&claim.slice))).collect();
    let claimed = slice_of.iter().flatten().max().map_or(0, |last| last + 1);
    let mut above: Vec<(usize, Dim, Node, usize)> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.role != Role::Ceiling) {
        let part = index(&claim.slice);
        for (dim, node, raised) in raised(model, &claim.slice) {
            above.push((part, dim, node, index(&raised)));
        }
    }
    above.sort_unstable_by_key(|&(part, dim, _, whole)| (part, dim, whole));
    above.dedup();
    let queries: Vec<Query> = slices.iter().map(Query::from).collect();
    let sums = cube.sums(&queries);
    let mut settled = Settled::default();
    let mut printed: Vec<Vec<Millionths>> = vec![Vec::new(); claimed];
    for (at, claim) in claims.iter().enumerate() {
        if let Some(slice) = slice_of[at] {
            printed[slice].push(Millionths::of(claim.amount));
        }
    }
    let group_of_slice = group(&mut settled, &slices[..claimed], &sums, &printed);
    let mut written: FxHashMap<(usize, Millionths, Option<i8>), usize> = FxHashMap::default();
    for (at, claim) in claims.iter().enumerate() {
        let figure = slice_of[at].map(|slice| {
            let (group, amount) = (group_of_slice[slice], Millionths::of(claim.amount));
            let new = || add_figure(&mut settled, group, amount, claim.step);
            let figure = *written.entry((group, amount, claim.step.exponent())).or_insert_with(new);
            settled.figures[figure].claims.push(at);
            figure
        });
        settled.figure_of.push(figure);
    }
    let raised = above
        .into_iter()
        .map(|(part, dim, node, whole)| Raised {
            group: group_of_slice[part],
            dim,
            node,
            slice: slices[whole].clone(),
            sum: sums[whole].clone(),
        })
        .collect();
    (settled, raised)
}

/// Gathers the claimed slices into groups of the same lines; returns each slice's group.
///
/// All empty slices hold the same lines, namely none, but that says nothing: one of them is another
/// spelling of a second only if it is the second with a further condition and prints a figure of its.
fn group(settled: &mut Settled, slices: &[Slice], sums: &[SliceSum], printed: &[Vec<Millionths>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..slices.len()).collect();
    order.sort_by_key(|&at| if sums[at].is_empty() { slices[at].conditions().len() } else { 0 });
    let mut groups = vec![0; slices.len()];
    // For each group its first slice.
    let mut first: Vec<usize> = Vec::new();
    for at in order {
        let (slice, sum) = (&slices[at], &sums[at]);
        let refined = || {
            let dims = slice.conditions().iter().map(|(dim, _)| *dim).filter(|&dim| dim != Dim::Kind);
            let mut wider = dims.filter_map(|dim| settled.by_slice.get(&slice.clone().without(dim)).copied());
            let shares = |group: usize| printed[first[group]].iter().any(|amount| printed[at].contains(amount));
            wider.find(|&group| sum.is_empty() && settled.groups[group].sum.is_empty() && shares(group))
        };
        let group = settled.group_of(slice, sum).or_else(refined).unwrap_or_else(|| {
            settled.groups.push(Group { slice: slice.clone(), sum: sum.clone(), figures: Vec::new() });
            first.push(at);
            settled.groups.len() - 1
        });
        settled.by_slice.insert(slice.clone(), group);
        settled.by_print.entry(sum.fingerprint).or_insert(group);
        groups[at] = group;
    }
    groups
}

fn add_figure(settled: &mut Settled, group: usize, amount: Millionths, step: Step) -> usize {
    let at = settled.figures.len();
    settled.groups[group].figures.push(at);
    settled.figures.push(Figure {
        group,
        amount,
        step,
        claims: Vec::new(),
        status: Status::Unsettled,
        judgements: Vec::new(),
        proved: false,
    });
    at
}

/// The slices that `slice` is a part of: one condition raised to a node above it, or gone.
fn raised(model: &Model, slice: &Slice) -> Vec<(Dim, Node, Slice)> {
    let mut out = Vec::new();
    for &(dim, node) in slice.conditions() {
        out.extend(model.tree(dim).ancestors(node).map(|above| (dim, node, slice.clone().with(dim, above))));
        if dim != Dim::Kind {
            out.push((dim, node, slice.clone().without(dim)));
        }
    }
    out
}

/// Routes 1 and 2.
fn by_entries(has_lines: &mut HasLines<'_>, settled: &mut Settled, at: usize) {
    let figure = &settled.figures[at];
    let Group { slice, sum, .. } = &settled.groups[figure.group];
    if sum.suspended {
        settled.figures[at].status = Status::Suspended;
        return;
    }
    let possible = sum.all_possible();
    let judgement = if possible.is_empty() {
        let speaks = !sum.inside.is_empty() || figure.amount.0 == 0 || has_lines.of_kind(slice);
        speaks.then(|| Judgement {
            route: Route::Entries,
            comparison: Comparison::new(figure.amount, figure.step, &sum.inside),
        })
    } else {
        Some(by_bounds(figure, &sum.inside, &possible))
    };
    let Some(judgement) = judgement else { return };
    settled.figures[at].status = match (judgement.comparison.verdict, &judgement.route) {
        (Verdict::Off, _) => Status::Refuted,
        (_, Route::Bounds { .. }) => Status::Bounded,
        (Verdict::Exact, _) => Status::Exact,
        (Verdict::Rounding { .. }, _) => Status::Rounding,
    };
    settled.figures[at].judgements.push(judgement);
}

fn by_bounds(figure: &Figure, inside: &Sum, possible: &Sum) -> Judgement {
    let certain = inside.total().0;
    let low = Millionths(certain + possible.negative.0);
    let high = Millionths(certain + possible.positive.0);
    let mut all = *inside;
    all += possible;
    let comparison = Comparison::within(figure.amount, figure.step, low, high, &all);
    Judgement { route: Route::Bounds { low, high }, comparison }
}

/// Whether the ledger has lines of a slice's kind at all: if not, an empty sum proves nothing.
struct HasLines<'a> {
    model: &'a Model,
    cube: &'a dyn Sums,
    known: FxHashMap<Slice, bool>,
}

impl HasLines<'_> {
    fn of_kind(&mut self, slice: &Slice) -> bool {
        let mut whole = Slice::of(slice.kind());
        if let Some(item) = slice.get(Dim::Item) {
            let set = self.model.tree(Dim::Item).ancestors(item).last().unwrap_or(item);
            whole = whole.with(Dim::Item, set);
        }
        let cube = self.cube;
        *self.known.entry(whole).or_insert_with_key(|whole| !cube.sum(whole).is_empty())
    }
}
