//! One entry that became several, or several that became one, and come to the same.

use rustc_hash::FxHashMap;

use crate::model::Node;
use crate::syntax::Kind;

use super::Side;
use super::identity::Field;
use super::matching::{Matching, What, is_named, masked};
use super::pair::{Bucket, Line};

/// What a project's money may be cut by.
const CODES: [Field; 5] = [Field::Func, Field::Econ, Field::GovEcon, Field::Account, Field::Under];

/// More of one sort than this are not looked at each with each.
const MOST_PAIRS: usize = 10_000;

/// Money of one project, or of one kind in a unit, under other codes.
pub fn same_project(matching: &mut Matching<'_>) {
    let key = |line: &Line| {
        (is_named(line) || line.ids[Field::Kind as usize] != Kind::Project as u32).then(|| masked(line.ids, &CODES))
    };
    for bucket in matching.left.buckets(|_, _, line| key(line)) {
        whole(matching, bucket);
    }
}

/// Money of projects under the same codes of a unit, whatever they are called.
pub fn other_projects(matching: &mut Matching<'_>) {
    let key = |line: &Line| {
        let project = Node(line.ids[Field::Project as usize]);
        project.is_known().then(|| masked(line.ids, &[Field::Project, Field::Under]))
    };
    for bucket in matching.left.buckets(|_, _, line| key(line)) {
        let Some(Bucket { sides: [old, new] }) = whole(matching, bucket) else { continue };
        if old.len() * new.len() > MOST_PAIRS {
            continue;
        }
        let new = ones(matching, Side::Old, &old, new);
        let old = old.into_iter().filter(|at| matching.left.has(Side::Old, *at)).collect();
        ones(matching, Side::New, &new, old);
    }
}

/// The bucket as one change, if its sides come to the same and are not one entry each; else the bucket.
fn whole(matching: &mut Matching<'_>, bucket: Bucket) -> Option<Bucket> {
    let [old, new] = &bucket.sides;
    let sums = [matching.left.sum(Side::Old, old), matching.left.sum(Side::New, new)];
    let alone = old.len() == 1 || new.len() == 1;
    let same = sums[0].is_some_and(|sum| sum.0 != 0) && sums[0] == sums[1];
    if same && alone && old.len() != new.len() {
        matching.settle(What::Regrouped, bucket.sides, &[]);
        return None;
    }
    Some(bucket)
}

/// Finds for each of `ones` a run of `others`, which are lines one after the other, that comes to it.
/// Gives what is left of the others.
fn ones(matching: &mut Matching<'_>, side: Side, ones: &[u32], mut others: Vec<u32>) -> Vec<u32> {
    let other = if side == Side::Old { Side::New } else { Side::Old };
    for &one in ones {
        let wanted = matching.amount(side, one).0;
        let amounts = others.iter().map(|&at| matching.amount(other, at).0);
        let Some((from, to)) = (wanted != 0).then(|| run(amounts, wanted)).flatten() else { continue };
        let run: Vec<u32> = others.drain(from..to).collect();
        let entries = if side == Side::Old { [vec![one], run] } else { [run, vec![one]] };
        matching.settle(What::Regrouped, entries, &[]);
    }
    others
}

/// The first run of at least two amounts that comes to `wanted`.
fn run(amounts: impl Iterator<Item = i128>, wanted: i128) -> Option<(usize, usize)> {
    // Where each sum from the start was last reached.
    let mut reached: FxHashMap<i128, usize> = FxHashMap::default();
    reached.insert(0, 0);
    let mut sum = 0;
    for (at, amount) in amounts.enumerate() {
        sum += amount;
        if let Some(&from) = reached.get(&(sum - wanted)).filter(|&&from| at + 1 - from >= 2) {
            return Some((from, at + 1));
        }
        reached.insert(sum, at + 1);
    }
    None
}
