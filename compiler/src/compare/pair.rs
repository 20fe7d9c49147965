//! What is left to match, and matching by a key in time that grows with what is left.

use std::hash::Hash;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::Analysis;
use crate::ledger::Millionths;

use super::Side;
use super::identity::{Identities, Ids};

/// How far the next equal lines are looked for where two sides fall out of step.
const AHEAD: usize = 8;

/// An entry, as it is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is of.
    pub ids: Ids,
    /// Its amount; none if it cannot be read.
    pub amount: Option<Millionths>,
}

/// The entries of both sides, and which of them are not matched yet.
pub struct Left {
    /// All lines, by entry.
    pub lines: [Vec<Line>; 2],
    /// Those that were not matched when a step began, in order of reading.
    left: [Vec<u32>; 2],
    /// Which are matched.
    gone: [Vec<bool>; 2],
}

/// Entries of both sides that have the same key.
#[derive(Debug, Default)]
pub struct Bucket {
    /// Those of each side, in order of reading.
    pub sides: [Vec<u32>; 2],
}

impl Left {
    /// All entries that say anything; one that cannot be read at all is none.
    pub fn new(sides: [&Analysis; 2], identities: &Identities) -> Left {
        let lines: [Vec<Line>; 2] = Side::BOTH.map(|side| {
            let analysis = sides[side as usize];
            let line = |entry: &crate::model::Entry| Line {
                ids: identities.of(side, analysis, entry),
                amount: (!entry.unreadable).then(|| Millionths::of(entry.amount)),
            };
            analysis.model.entries.iter().map(line).collect()
        });
        let left = sides.map(|analysis| {
            let entries = analysis.model.entries.iter().enumerate();
            entries.filter(|(_, entry)| !entry.lost).map(|(at, _)| at as u32).collect()
        });
        let gone = lines.each_ref().map(|lines| vec![false; lines.len()]);
        Left { lines, left, gone }
    }

    /// What is left of a side, in order of reading.
    pub fn of(&mut self, side: Side) -> &[u32] {
        self.sweep();
        &self.left[side as usize]
    }

    /// Whether an entry is not matched yet.
    pub fn has(&self, side: Side, at: u32) -> bool {
        !self.gone[side as usize][at as usize]
    }

    fn sweep(&mut self) {
        for (left, gone) in self.left.iter_mut().zip(&self.gone) {
            left.retain(|&at| !gone[at as usize]);
        }
    }

    /// A line.
    pub fn line(&self, side: Side, at: u32) -> &Line {
        &self.lines[side as usize][at as usize]
    }

    /// Matches what is equal and stands in the same order, which most lines do: it costs no hashing. Which
    /// of equal entries are matched makes no difference.
    pub fn in_step(&mut self) {
        let Left { lines, left, gone } = self;
        let (mut old, mut new) = (0, 0);
        while let (Some(&one), Some(&other)) = (left[0].get(old), left[1].get(new)) {
            if lines[0][one as usize] == lines[1][other as usize] {
                gone[0][one as usize] = true;
                gone[1][other as usize] = true;
                (old, new) = (old + 1, new + 1);
                continue;
            }
            // The nearest place where the two sides are in step again.
            let equal = |ahead: (usize, usize)| {
                let one = left[0].get(old + ahead.0).map(|&at| &lines[0][at as usize]);
                one.is_some() && one == left[1].get(new + ahead.1).map(|&at| &lines[1][at as usize])
            };
            let ahead = (1..=AHEAD).flat_map(|by| [(by, by), (by, 0), (0, by)]).find(|&ahead| equal(ahead));
            let (by, other_by) = ahead.unwrap_or((AHEAD, AHEAD));
            (old, new) = (old + by, new + other_by);
        }
    }

    /// Matches what has the same key, each with the first that is left, and gives the pairs.
    pub fn pairs<K: Hash + Eq>(&mut self, key: impl Fn(&Line) -> Option<K>) -> Vec<(u32, u32)> {
        self.sweep();
        let Left { lines, left, gone } = self;
        let mut waiting: FxHashMap<K, SmallVec<[u32; 2]>> = FxHashMap::default();
        waiting.reserve(left[0].len());
        for &at in left[0].iter().rev() {
            if let Some(key) = key(&lines[0][at as usize]) {
                waiting.entry(key).or_default().push(at);
            }
        }
        let mut pairs = Vec::new();
        for &at in &left[1] {
            let first = key(&lines[1][at as usize]).and_then(|key| waiting.get_mut(&key)?.pop());
            if let Some(first) = first {
                pairs.push((first, at));
                gone[0][first as usize] = true;
                gone[1][at as usize] = true;
            }
        }
        pairs
    }

    /// What is left by key, where both sides have some, in order of reading.
    pub fn buckets<K: Hash + Eq>(&mut self, key: impl Fn(Side, u32, &Line) -> Option<K>) -> Vec<Bucket> {
        self.sweep();
        let mut known: FxHashMap<K, usize> = FxHashMap::default();
        let mut buckets: Vec<Bucket> = Vec::new();
        for side in Side::BOTH {
            for &at in &self.left[side as usize] {
                let Some(key) = key(side, at, self.line(side, at)) else { continue };
                let bucket = *known.entry(key).or_insert(buckets.len());
                if bucket == buckets.len() {
                    buckets.push(Bucket::default());
                }
                buckets[bucket].sides[side as usize].push(at);
            }
        }
        buckets.retain(|bucket| bucket.sides.iter().all(|side| !side.is_empty()));
        buckets
    }

    /// What some entries of a side come to; none if one cannot be read.
    pub fn sum(&self, side: Side, entries: &[u32]) -> Option<Millionths> {
        let amounts = entries.iter().map(|&at| self.line(side, at).amount.map(|amount| amount.0));
        amounts.sum::<Option<i128>>().map(Millionths)
    }

    /// Takes entries out of what is left.
    pub fn take(&mut self, taken: &[Vec<u32>; 2]) {
        for (gone, taken) in self.gone.iter_mut().zip(taken) {
            taken.iter().for_each(|&at| gone[at as usize] = true);
        }
    }
}
