//! A line of money that is missing: its place is what the claims that lack it have in common, and what
//! the claims that do not lack it rule out.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ledger::Millionths;
use crate::model::dimension::kind_node;
use crate::model::{Dim, Entry, Header, Model, Node};
use crate::source::LineRef;
use crate::span::FileId;
use crate::syntax::Kind;

use super::bits::Bits;
use super::candidate::{Candidate, Round};
use super::census::{Census, place};
use super::change::Change;
use super::figures::{Asked, Form, meant};
use super::need::{ClaimNeed, Need, best};
use super::reach::Reach;
use super::slip::Slip;

/// How many different amounts are tried, those that most claims lack first.
const AMOUNTS: usize = 6;
/// How many places are kept, in all and for an amount.
const PLACES: usize = 4;
/// How many combinations of places are looked at for one kind and amount.
const COMBINATIONS: usize = 2_000;

/// The kinds of lines that carry money.
const KINDS: [Kind; 11] = [
    Kind::Project,
    Kind::Personnel,
    Kind::Operating,
    Kind::Basic,
    Kind::Business,
    Kind::Remit,
    Kind::Subsidy,
    Kind::Revenue,
    Kind::Carryover,
    Kind::Carryforward,
    Kind::Memo,
];

/// Where lines of each kind may stand.
pub fn spaces(model: &Model, reach: &Reach<'_>, census: &Census) -> Vec<Space> {
    KINDS.iter().filter_map(|&kind| Space::new(model, reach, census, kind)).collect()
}

/// Lines that may be missing.
pub fn candidates(round: &Round<'_, '_>, spaces: &[Space]) -> Vec<Candidate> {
    let needs = round.failing().map(|(weight, need)| (*weight, need.need.wider(round.census.slack)));
    let amounts = best(needs, Need { low: 1, ..Need::ANY }, AMOUNTS);
    if amounts.is_empty() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut best_so_far = 1;
    for (order, (room, _)) in amounts.into_iter().enumerate() {
        for space in spaces {
            places.extend(space.missing(round, room, order, &mut best_so_far));
        }
    }
    places.sort_by_key(|place| (std::cmp::Reverse(place.expected.0), place.expected.1, place.order));
    // The line most like a missing one is looked for among all: only for those that explain most.
    let most = places.first().map_or(0, |place| place.expected.0);
    places.retain(|place| place.expected.0 == most);
    places.truncate(PLACES);
    let mut candidates: Vec<Candidate> = Vec::new();
    for place in &places {
        for entry in place.space.lines(round, place) {
            let same = |it: &Candidate| matches!(&it.change, Change::Insert { entry: other } if other.is_like(&entry));
            if !candidates.iter().any(same) {
                let (expected, order) = (place.expected, place.order);
                candidates.push(Candidate {
                    change: Change::Insert { entry },
                    slip: Slip::LineMissing,
                    expected,
                    order,
                });
            }
        }
    }
    candidates
}

/// A place where a line may be missing.
struct Missing<'s> {
    space: &'s Space,
    amount: i128,
    slots: Vec<u32>,
    /// The choice in each dimension.
    path: Vec<usize>,
    expected: (usize, usize),
    order: usize,
}

/// The amounts that the claims may lack, as they would be printed.
fn amounts(round: &Round<'_, '_>, header: &Header, missing: &Missing<'_>) -> Vec<Millionths> {
    let lacking = || missing.slots.iter().flat_map(|&slot| &round.needs.failing[slot as usize]);
    let wide = |(_, need): &(usize, ClaimNeed)| need.need.wider(round.census.slack);
    let room = lacking().map(wide).filter(|need| need.holds(missing.amount)).fold(Need::ANY, Need::and);
    let asked: Vec<Asked> = lacking().filter_map(|(_, need)| need.asked()).filter(|it| room.holds(it.0)).collect();
    let form = Form::bare(header);
    let found = meant(form, Millionths(0), room, &asked, false);
    let mut amounts: Vec<Millionths> = found.into_iter().map(|it| it.amount).collect();
    if let Some(&Millionths(first)) = amounts.first() {
        // Where rounding leaves some room, also the figures beside it.
        let grid = form.grid();
        let beside = [-1, 1, -2, 2].into_iter().map(|steps| first + steps * grid);
        amounts.extend(beside.filter(|&amount| amount > 0 && room.holds(amount)).map(Millionths));
    }
    amounts
}

/// The values of a dimension that the claims do not tell apart.
struct Choice {
    /// The claimed slices whose condition on the dimension they meet.
    meets: Bits,
    values: Vec<Node>,
}

/// Where lines of a kind may stand.
pub struct Space {
    kind: Kind,
    /// The claimed slices whose kind it is.
    meets: Bits,
    dims: Vec<(Dim, Vec<Choice>)>,
}

impl Space {
    fn new(model: &Model, reach: &Reach<'_>, census: &Census, kind: Kind) -> Option<Space> {
        let of_lines = census.values.get(&kind)?;
        let slices = &reach.slices;
        let kinds = model.tree(Dim::Kind);
        let holds_kind = |&(dim, node): &(Dim, Node)| match dim {
            Dim::Kind => kinds.contains(node, kind_node(kind)),
            _ => dim.applies(kind),
        };
        let of_kind: Vec<bool> = slices.iter().map(|slice| slice.conditions().iter().all(holds_kind)).collect();
        let meets = Bits::of(slices.len(), |slot| of_kind[slot]);
        let mut dims = Vec::new();
        for dim in Dim::ALL.into_iter().filter(|&dim| dim != Dim::Kind && dim.applies(kind)) {
            let mut values = of_lines.get(&dim).cloned().unwrap_or_default();
            // What no line of the kind says, a missing one would not say either.
            let said = values.iter().any(|value| value.is_known()) || dim == Dim::Project;
            let claimed = slices.iter().zip(&of_kind).filter(|(_, of_kind)| said && **of_kind);
            let conditions = claimed.filter_map(|(slice, _)| slice.get(dim));
            values.extend(conditions.filter(|&node| dim == Dim::Project || !model.tree(dim).has_children(node)));
            dims.push((dim, choices(reach, dim, values, &meets)));
        }
        Some(Space { kind, meets, dims })
    }

    /// The lines of this kind and of `amount` whose absence explains most failures.
    fn missing(&self, round: &Round<'_, '_>, room: Need, order: usize, best: &mut usize) -> Vec<Missing<'_>> {
        let amount = room.low + (room.high - room.low) / 2;
        let count = round.reach.slices.len();
        let lacks = |slot: usize| {
            round.needs.failing[slot].iter().any(|(_, need)| need.need.wider(round.census.slack).holds(amount))
        };
        let forbids = |slot: usize| !round.needs.holding[slot].wider(round.census.slack).holds(amount);
        let walk = Walk {
            space: self,
            lacking: Bits::of(count, lacks),
            forbidding: Bits::of(count, forbids),
            left: COMBINATIONS,
            best: *best,
            found: Vec::new(),
        };
        let missing = |path: Vec<usize>| {
            let slots = self.chosen(&path).fold(self.meets.clone(), |all, (_, choice)| all.and(&choice.meets));
            let slots: Vec<u32> = slots.members().map(|slot| slot as u32).collect();
            let expected = round.needs.effect(&slots, amount, round.census.slack).unwrap_or((0, usize::MAX));
            Missing { space: self, amount, slots, path, expected, order }
        };
        let (found, reached) = walk.run();
        *best = reached;
        found.into_iter().map(missing).collect()
    }

    /// The choice in each dimension.
    fn chosen<'s>(&'s self, path: &'s [usize]) -> impl Iterator<Item = (Dim, &'s Choice)> {
        self.dims.iter().zip(path).map(|((dim, choices), &at)| (*dim, &choices[at]))
    }

    /// The line at a place, with each amount that it may have: of what the claims do not tell apart it takes
    /// what the line most like it has.
    fn lines(&self, round: &Round<'_, '_>, missing: &Missing<'_>) -> Vec<Entry> {
        let chosen = || self.chosen(&missing.path);
        let place = |entry: &Entry, dim: Dim| place(round.model, entry, dim);
        // What pins the place down says more about which line is like it, its unit most.
        let says = |dim: Dim, choice: &Choice| {
            let pinned = if choice.values.len() == 1 { 100 } else { 1 };
            pinned * if dim == Dim::Unit { 4 } else { 1 } + usize::from(dim == Dim::Func)
        };
        let likeness = |entry: &Entry| -> usize {
            let alike = chosen().filter(|(dim, choice)| choice.values.contains(&place(entry, *dim)));
            alike.map(|(dim, choice)| says(dim, choice)).sum()
        };
        let of_kind = || round.model.entries.iter().filter(|entry| entry.kind == self.kind && !entry.lost);
        let like = of_kind().rev().max_by_key(|entry| likeness(entry));
        let mut entry = Entry::new(self.kind, like.map_or(LineRef { file: FileId(0), start: 0 }, |like| like.at));
        for (dim, choice) in chosen() {
            let value = like.map(|like| place(like, dim)).filter(|value| choice.values.contains(value));
            entry.set(dim, value.or(choice.values.first().copied()).unwrap_or(Node::UNKNOWN));
        }
        let header = round.model.header_at(entry.at);
        let with = |amount: Millionths| {
            let mut entry = entry.clone();
            (entry.amount, entry.step) = (amount.decimal(), Form::bare(header).step(header, amount));
            entry
        };
        amounts(round, header, missing).into_iter().map(with).collect()
    }
}

/// The values of a dimension, those together that the claims of a kind do not tell apart.
fn choices(reach: &Reach<'_>, dim: Dim, values: FxHashSet<Node>, of_kind: &Bits) -> Vec<Choice> {
    let slices = &reach.slices;
    let mut values: Vec<Node> = values.into_iter().collect();
    values.sort_unstable();
    let mut known: FxHashMap<Bits, usize> = FxHashMap::default();
    let mut choices: Vec<Choice> = Vec::new();
    for value in values {
        let meets = |slot: usize| slices[slot].get(dim).is_none_or(|node| reach.meets(dim, node, value));
        let meets = Bits::of(slices.len(), meets).and(of_kind);
        let at = *known.entry(meets).or_insert_with_key(|meets| {
            choices.push(Choice { meets: meets.clone(), values: Vec::new() });
            choices.len() - 1
        });
        choices[at].values.push(value);
    }
    choices
}

/// A walk through all combinations of choices that can still explain as much as the best so far.
struct Walk<'s> {
    space: &'s Space,
    lacking: Bits,
    forbidding: Bits,
    left: usize,
    best: usize,
    found: Vec<Vec<usize>>,
}

impl Walk<'_> {
    /// The best combinations, and how much they explain.
    fn run(mut self) -> (Vec<Vec<usize>>, usize) {
        let start = self.space.meets.clone();
        self.step(&start, &mut Vec::new());
        (self.found, self.best)
    }

    fn step(&mut self, slots: &Bits, path: &mut Vec<usize>) {
        let explains = slots.shared(&self.lacking);
        if explains < self.best || self.left == 0 {
            return;
        }
        self.left -= 1;
        let space = self.space;
        let Some((_, choices)) = space.dims.get(path.len()) else {
            if slots.shared(&self.forbidding) > 0 {
                return;
            }
            if explains > self.best {
                self.best = explains;
                self.found.clear();
            }
            if self.found.len() < PLACES {
                self.found.push(path.clone());
            }
            return;
        };
        let mut next: Vec<(usize, Bits)> = choices.iter().map(|choice| slots.and(&choice.meets)).enumerate().collect();
        // What explains most comes first, so that the rest can be passed over.
        next.sort_by_cached_key(|(_, slots)| std::cmp::Reverse(slots.shared(&self.lacking)));
        for (choice, slots) in next {
            path.push(choice);
            self.step(&slots, path);
            path.pop();
        }
    }
}
