//! Did you mean: the nearest of a list of words, if one is near enough.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use smallvec::{SmallVec, smallvec};

/// Longer words are not compared: nobody misspells a word of a page, and the cost is its square.
const MAX_LENGTH: usize = 64;

/// The characters of a word.
type Chars = SmallVec<[char; 24]>;

/// The candidates that a word may be a misspelling of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near<'a>(SmallVec<[&'a str; 2]>);

impl<'a> Near<'a> {
    /// How many are kept: more are no help.
    const MOST: usize = 4;

    /// The nearest; of equally near ones the first.
    pub fn best(&self) -> &'a str {
        self.0.first().copied().unwrap_or("")
    }

    /// Those that are as near, or farther by one character only.
    pub fn others(&self) -> &[&'a str] {
        self.0.get(1..).unwrap_or(&[])
    }

    /// Whether no other candidate comes close.
    pub fn is_alone(&self) -> bool {
        self.others().is_empty()
    }
}

/// The candidates that `word` is most likely a misspelling of.
///
/// Distances count characters, a swap of two neighbours as one. A short word may differ in one
/// character, a longer one in a third of them.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Near<'a>> {
    let word = Word::new(word)?;
    let mut limit = word.allowed;
    let mut near: SmallVec<[(usize, &str); 4]> = SmallVec::new();
    for candidate in candidates {
        let Some(distance) = word.distance(candidate, limit) else { continue };
        if near.iter().all(|&(_, other)| other != candidate) {
            near.push((distance, candidate));
            limit = limit.min(distance + 1);
        }
    }
    near.retain(|(distance, _)| *distance <= limit);
    near.sort_by_key(|(distance, _)| *distance);
    near.truncate(Near::MOST);
    (!near.is_empty()).then(|| Near(near.into_iter().map(|(_, candidate)| candidate).collect()))
}

/// Many words to be looked up among many candidates, in a time that does not grow with their
/// product.
///
/// As long as that is cheap, every candidate is compared, as [`closest`] does. Beyond
/// [`Nearest::COMPARISONS`] only candidates that differ in one character are found.
#[derive(Debug)]
pub struct Nearest<'a> {
    candidates: Vec<&'a str>,
    /// How many comparisons are left.
    left: usize,
    /// Candidates by the hash of each word that deleting one character or none leaves of them.
    one_less: Option<FxHashMap<u64, Vec<u32>>>,
}

impl<'a> Nearest<'a> {
    /// How many comparisons are made in all.
    pub const COMPARISONS: usize = 200_000;

    /// Nothing looked up yet.
    pub fn new(candidates: impl IntoIterator<Item = &'a str>) -> Nearest<'a> {
        Nearest { candidates: candidates.into_iter().collect(), left: Nearest::COMPARISONS, one_less: None }
    }

    /// The candidates that `word` is most likely a misspelling of.
    pub fn find(&mut self, word: &str) -> Option<Near<'a>> {
        if let Some(left) = self.left.checked_sub(self.candidates.len()) {
            self.left = left;
            return closest(word, self.candidates.iter().copied());
        }
        self.one_off(word)
    }

    /// The first two candidates that differ in one character.
    fn one_off(&mut self, word: &str) -> Option<Near<'a>> {
        let word = Word::new(word)?;
        let candidates = &self.candidates;
        let index = self.one_less.get_or_insert_with(|| one_less(candidates));
        let found = shortened(&word.chars).filter_map(|hash| index.get(&hash));
        // Nearly all candidates that share a shortened word with this one are one character off.
        let near = found.flat_map(|list| {
            let list = list.iter().take(8).copied();
            list.filter(|&at| word.distance(candidates[at as usize], 1).is_some()).take(2)
        });
        let mut near: SmallVec<[u32; 8]> = near.collect();
        near.sort_unstable();
        near.dedup();
        near.truncate(2);
        (!near.is_empty()).then(|| Near(near.into_iter().map(|at| candidates[at as usize]).collect()))
    }
}

fn one_less(candidates: &[&str]) -> FxHashMap<u64, Vec<u32>> {
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, candidate) in candidates.iter().enumerate() {
        let Some(word) = Word::new(candidate) else { continue };
        for hash in shortened(&word.chars) {
            let list = index.entry(hash).or_default();
            if list.last() != Some(&(at as u32)) {
                list.push(at as u32);
            }
        }
    }
    index
}

/// The hashes of `chars` and of what deleting one of them leaves.
fn shortened(chars: &[char]) -> impl Iterator<Item = u64> {
    (0..=chars.len()).map(|left_out| {
        let mut hasher = FxHasher::default();
        for (at, &c) in chars.iter().enumerate() {
            if at != left_out {
                hasher.write_u32(c as u32);
            }
        }
        hasher.finish()
    })
}

/// A word that is looked up.
struct Word {
    chars: Chars,
    /// How many characters a candidate may differ in.
    allowed: usize,
}

impl Word {
    fn new(text: &str) -> Option<Word> {
        let mut chars = text.chars();
        let word: Chars = chars.by_ref().take(MAX_LENGTH).collect();
        let allowed = (word.len() / 3).max(1);
        chars.next().is_none().then_some(Word { chars: word, allowed })
    }

    /// How many characters `candidate` differs in, if in no more than `limit`.
    fn distance(&self, candidate: &str, limit: usize) -> Option<usize> {
        let length = self.chars.len();
        let other = candidate.chars().take(length + limit + 1).count();
        // A word is not a misspelling of one that shares none of its characters.
        if length.abs_diff(other) > limit || length.min(other) < 2 {
            return None;
        }
        let other: Chars = candidate.chars().collect();
        distance(&self.chars, &other, limit).filter(|&distance| distance < length.max(other.len()))
    }
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the
/// other, if no more than `limit`.
fn distance(from: &[char], to: &[char], limit: usize) -> Option<usize> {
    type Row = SmallVec<[usize; 32]>;
    let same = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let (from, to) = (&from[same..], &to[same..]);
    let same = from.iter().rev().zip(to.iter().rev()).take_while(|(a, b)| a == b).count();
    let (from, to) = (&from[..from.len() - same], &to[..to.len() - same]);
    let mut before: Row = smallvec![usize::MAX; to.len() + 1];
    let mut above: Row = (0..=to.len()).collect();
    for (i, &a) in from.iter().enumerate() {
        let mut row: Row = smallvec![i + 1; to.len() + 1];
        for (j, &b) in to.iter().enumerate() {
            let replaced = above[j] + usize::from(a != b);
            row[j + 1] = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == to[j - 1] && from[i - 1] == b {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        if row.iter().all(|&distance| distance > limit) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|&distance| distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_only() {
        let closest = |word: &str, candidates: &[&'static str]| {
            super::closest(word, candidates.iter().copied()).map(|near| near.best())
        };
        assert_eq!(closest("amonut", &["unit", "amount"]), Some("amount"));
        assert_eq!(closest("人才中新", &["市财政局", "人才中心"]), Some("人才中心"));
        assert_eq!(closest("2080798", &["2080711", "2080799"]), Some("2080799"));
        assert_eq!(closest("房", &["车"]), None);
        assert_eq!(closest("甲局", &["乙局"]), Some("乙局"));
        assert_eq!(closest("完全不同", &["unit"]), None);
        assert_eq!(closest("", &["unit", ""]), None);
        assert_eq!(closest("人才服务", &["人才服中心", "人才服务部", "人才服"]), Some("人才服务部"));
    }

    #[test]
    fn what_is_nearly_as_near_is_named_too() {
        let others = |word, candidates: &[&'static str]| {
            closest(word, candidates.iter().copied()).map(|near| near.others().to_vec())
        };
        assert_eq!(others("信仿中心", &["信息中心", "信访中心", "人才中心", "信访中心"]), Some(vec!["信访中心"]));
        assert_eq!(others("人才服务中兴", &["人才服中", "人才服务中心"]), Some(vec!["人才服中"]));
        assert_eq!(others("amonut", &["account", "amount"]), Some(vec![]));
    }

    #[test]
    fn distances_count_a_swap_as_one() {
        let distance = |from: &str, to: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            distance(&chars(from), &chars(to), 9)
        };
        assert_eq!(distance("amonut", "amount"), Some(1));
        assert_eq!(distance("", "abc"), Some(3));
        assert_eq!(distance("kitten", "sitting"), Some(3));
        assert_eq!(distance("abcdefghijkl", "xxxxxxxxxxxx"), None);
    }

    #[test]
    fn among_many_words_one_character_off_is_still_found() {
        let names: Vec<String> = (0..3_000).map(|at| format!("单位{at:05}中心")).collect();
        let mut nearest = Nearest::new(names.iter().map(String::as_str));
        for (at, name) in names.iter().enumerate() {
            let found = nearest.find(&format!("单位{at:05}中新"));
            assert_eq!(found.map(|near| near.best()), Some(name.as_str()));
        }
        let mut find = |word| nearest.find(word).map(|near| near.best());
        assert_eq!(find("完全不同的名字"), None);
        assert_eq!(find("单位00012中"), Some("单位00012中心"));
        assert_eq!(find("单位00102中心中"), Some("单位00102中心"));
        assert_eq!(find("单立00102中心"), Some("单位00102中心"));
    }
}
