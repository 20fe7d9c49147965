//! Which line of one text is which line of another: an entry by what it is about, all else by its place
//! among its neighbours.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::syntax::{Attribute, Keyword};

use super::line::{Line, Slot};

/// The lines of one identity that are compared each with each; of more the first goes with the first.
const MANY: usize = 10_000;

/// How the lines of a text have come from those of its base.
pub(super) struct Pairs {
    /// For each line of the base the line that it became.
    pub of_base: Vec<Option<usize>>,
    /// For each line of the text the line of the base that it was.
    pub of_side: Vec<Option<usize>>,
    /// The lines of the base that stand elsewhere among the others now.
    pub moved: Vec<bool>,
}

impl Pairs {
    pub fn of<'a>(base: &[Line<'a>], side: &[Line<'a>]) -> Pairs {
        let mut pairs =
            Pairs { of_base: vec![None; base.len()], of_side: vec![None; side.len()], moved: vec![false; base.len()] };
        unchanged(base, side, &mut pairs);
        let gaps = Gaps::of(&pairs);
        let open = |pairs: &Pairs| (free(&pairs.of_base), free(&pairs.of_side));
        let (left, right) = open(&pairs);
        for (a, b) in alike((base, &left), (side, &right), &Line::identity) {
            pairs.join(a, b);
        }
        let (left, right) = open(&pairs);
        for (a, b) in only_ones(&left, &right, |at| project(&base[at]), |at| project(&side[at])) {
            pairs.join(a, b);
        }
        let (left, right) = open(&pairs);
        in_place(base, side, (&left, &right), &gaps, &mut pairs);
        pairs.find_moved();
        pairs
    }

    fn join(&mut self, base: usize, side: usize) {
        self.of_base[base] = Some(side);
        self.of_side[side] = Some(base);
    }

    /// The fewest lines are taken as moved: all that are not in the longest run in order.
    fn find_moved(&mut self) {
        let matched: Vec<(usize, usize)> =
            self.of_base.iter().enumerate().filter_map(|(base, side)| Some((base, (*side)?))).collect();
        // The last of the best run of each length, and for each line the one before it in its run.
        let mut ends: Vec<usize> = Vec::new();
        let mut before: Vec<Option<usize>> = Vec::with_capacity(matched.len());
        for (at, &(_, side)) in matched.iter().enumerate() {
            let length = ends.partition_point(|&end| matched[end].1 < side);
            before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
            if length == ends.len() { ends.push(at) } else { ends[length] = at }
        }
        for &(base, _) in &matched {
            self.moved[base] = true;
        }
        let mut at = ends.last().copied();
        while let Some(found) = at {
            self.moved[matched[found].0] = false;
            at = before[found];
        }
    }
}

/// Joins the lines that stayed as they are, in order.
fn unchanged<'a>(base: &[Line<'a>], side: &[Line<'a>], pairs: &mut Pairs) {
    let mut known: FxHashMap<&str, u32> = FxHashMap::default();
    let mut numbers = |lines: &[Line<'a>]| -> Vec<u32> {
        let mut number = |line: &Line<'a>| {
            let next = known.len() as u32;
            *known.entry(line.text).or_insert(next)
        };
        lines.iter().map(&mut number).collect()
    };
    let (left, right) = (numbers(base), numbers(side));
    for op in capture_diff_slices(Algorithm::Patience, &left, &right) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| pairs.join(old_index + at, new_index + at));
        }
    }
}

fn free(matched: &[Option<usize>]) -> Vec<usize> {
    (0..matched.len()).filter(|&at| matched[at].is_none()).collect()
}

/// Joins lines of one key, those first that have most in common.
pub(super) fn alike<'a>(
    (left, of_left): (&[Line<'a>], &[usize]),
    (right, of_right): (&[Line<'a>], &[usize]),
    key: &dyn Fn(&Line<'a>) -> Option<String>,
) -> Vec<(usize, usize)> {
    let mut groups: FxHashMap<String, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    let mut order: Vec<String> = Vec::new();
    for &at in of_left {
        if let Some(key) = key(&left[at]) {
            let group = groups.entry(key).or_insert_with_key(|key| {
                order.push(key.clone());
                Default::default()
            });
            group.0.push(at);
        }
    }
    for &at in of_right {
        if let Some(group) = key(&right[at]).and_then(|key| groups.get_mut(&key)) {
            group.1.push(at);
        }
    }
    let mut found = Vec::new();
    for key in order {
        let Some((of_left, of_right)) = groups.get(&key) else { continue };
        if of_left.len() * of_right.len() > MANY {
            found.extend(of_left.iter().copied().zip(of_right.iter().copied()));
            continue;
        }
        let mut tries: Vec<(Reverse<usize>, usize, usize, usize)> = Vec::new();
        for (m, &a) in of_left.iter().enumerate() {
            for (n, &b) in of_right.iter().enumerate() {
                tries.push((Reverse(in_common(&left[a], &right[b])), m.abs_diff(n), m, n));
            }
        }
        tries.sort_unstable();
        let (mut left_taken, mut right_taken) = (vec![false; of_left.len()], vec![false; of_right.len()]);
        for (_, _, m, n) in tries {
            if !left_taken[m] && !right_taken[n] {
                (left_taken[m], right_taken[n]) = (true, true);
                found.push((of_left[m], of_right[n]));
            }
        }
    }
    found
}

/// How much two lines of one identity have in common.
fn in_common(left: &Line<'_>, right: &Line<'_>) -> usize {
    if left.text == right.text {
        return usize::MAX;
    }
    let right = right.parts();
    left.parts().iter().filter(|part| right.contains(part)).count()
}

/// A project's name and unit, whatever its codes are.
fn project(line: &Line<'_>) -> Option<String> {
    let statement = line.statement.as_ref().filter(|it| it.keyword == Keyword::Project && !it.head.is_empty())?;
    let unit = statement.text(Attribute::Unit).map(|unit| unit.folded(line.text).into_owned());
    Some(format!("{}\n{}", statement.head_text(0)?.folded(line.text), unit.unwrap_or_default()))
}

/// Joins what is alone with its key on both sides.
fn only_ones<K: std::hash::Hash + Eq>(
    left: &[usize],
    right: &[usize],
    of_left: impl Fn(usize) -> Option<K>,
    of_right: impl Fn(usize) -> Option<K>,
) -> Vec<(usize, usize)> {
    let mut found: FxHashMap<K, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for &at in left {
        if let Some(key) = of_left(at) {
            found.entry(key).or_default().0.push(at);
        }
    }
    for &at in right {
        if let Some(key) = of_right(at) {
            found.entry(key).or_default().1.push(at);
        }
    }
    let mut pairs: Vec<(usize, usize)> = found
        .into_values()
        .filter_map(|pair| match (pair.0.as_slice(), pair.1.as_slice()) {
            (&[left], &[right]) => Some((left, right)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

/// In which gap between unchanged lines each line stands.
struct Gaps {
    of_base: Vec<usize>,
    of_side: Vec<usize>,
}

impl Gaps {
    fn of(pairs: &Pairs) -> Gaps {
        let count = |matched: &[Option<usize>]| {
            let mut gap = 0;
            let number = |it: &Option<usize>| {
                gap += usize::from(it.is_some());
                gap
            };
            matched.iter().map(number).collect()
        };
        Gaps { of_base: count(&pairs.of_base), of_side: count(&pairs.of_side) }
    }
}

/// Joins what stands in the place of another line: a statement that differs in one part, as a project that
/// was given another name; comments and lines that cannot be read, if there are as many as before.
fn in_place(base: &[Line<'_>], side: &[Line<'_>], (left, right): (&[usize], &[usize]), gaps: &Gaps, pairs: &mut Pairs) {
    let key = |line: &Line<'_>, gap: usize| line.statement.as_ref().map(|statement| (gap, statement.keyword));
    let of_side = |at: usize| key(&side[at], gaps.of_side[at]);
    let found = only_ones(left, right, |at| key(&base[at], gaps.of_base[at]), of_side);
    for (a, b) in found.into_iter().filter(|&(a, b)| differ_in_one(&base[a], &side[b])) {
        pairs.join(a, b);
    }
    let says = |line: &Line<'_>| line.is_text() && !line.is_blank();
    let in_gaps = |lines: &[Line<'_>], open: &[usize], gaps: &[usize]| {
        let mut found: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for &at in open.iter().filter(|&&at| says(&lines[at])) {
            found.entry(gaps[at]).or_default().push(at);
        }
        found
    };
    let of_side = in_gaps(side, right, &gaps.of_side);
    for (gap, old) in in_gaps(base, left, &gaps.of_base) {
        if let Some(new) = of_side.get(&gap).filter(|new| new.len() == old.len()) {
            old.iter().zip(new).for_each(|(&old, &new)| pairs.join(old, new));
        }
    }
}

fn differ_in_one(left: &Line<'_>, right: &Line<'_>) -> bool {
    let (left, right) = (left.parts(), right.parts());
    let said = |slot: Slot| slot != Slot::Comment;
    let equal = left.iter().filter(|part| said(part.slot) && right.contains(part)).count();
    let most = left.iter().filter(|part| said(part.slot)).count().max(right.iter().filter(|it| said(it.slot)).count());
    equal > 0 && equal + 1 >= most
}
