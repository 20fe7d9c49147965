//! Whether what is typed means a name: by its beginning, a part of it, or its pinyin, whole or by
//! initials (`qtjy` is 其他就业补助支出).
//!
//! A character that is read in several ways (行: hang, xing) matches by any of them. What is asked
//! about, and in what order it is shown, is decided by the features.

use std::sync::LazyLock;

use bud::syntax::text::fold;
use memchr::memmem::Finder;
use pinyin::{PinyinMulti, ToPinyinMulti};

/// Longer words are not looked for by pinyin.
const LONGEST: usize = 40;

/// How well a name matches, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// It is what is typed.
    Exact,
    /// It begins so.
    Beginning,
    /// Its pinyin begins so.
    Pinyin,
    /// It holds what is typed.
    Inside,
    /// The pinyin of a part of it begins so.
    PinyinInside,
    /// It holds the characters typed, in this order, with others between them.
    Scattered,
}

/// What is typed, made ready for comparing it with many names.
#[derive(Clone, Debug)]
pub struct Typed {
    text: String,
    chars: Vec<char>,
    /// The letters that may be pinyin.
    has_letters: bool,
    /// What every name that matches has in it.
    needed: Option<Finder<'static>>,
}

impl Typed {
    /// Made ready: width and case do not matter.
    pub fn new(text: &str) -> Typed {
        let text = fold(text).to_lowercase();
        let chars: Vec<char> = text.chars().collect();
        let has_letters = chars.len() <= LONGEST && chars.iter().any(char::is_ascii_alphabetic);
        // A Chinese character has neither case nor width, nor is it found by any other.
        let first = chars.first().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}') && !has_letters);
        let needed = first.map(|c| Finder::new(c.encode_utf8(&mut [0; 4]).as_bytes()).into_owned());
        Typed { text, chars, has_letters, needed }
    }

    /// Whether nothing is typed: then every name matches.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// How well `name` matches, if it does.
    pub fn rank(&self, name: &str) -> Option<Rank> {
        if self.is_empty() {
            return Some(Rank::Beginning);
        }
        // Nearly all of very many names lack it.
        if self.needed.as_ref().is_some_and(|needed| needed.find(name.as_bytes()).is_none()) {
            return None;
        }
        let name = plain(name);
        if let Some(rest) = name.strip_prefix(self.text.as_str()) {
            return Some(if rest.is_empty() { Rank::Exact } else { Rank::Beginning });
        }
        if self.has_letters && spelled(&self.chars, &name).is_some() {
            return Some(Rank::Pinyin);
        }
        if self.is_inside(&name) {
            return Some(Rank::Inside);
        }
        if self.has_letters && self.chars.len() > 1 && self.inside(&name).is_some() {
            return Some(Rank::PinyinInside);
        }
        self.is_scattered(&name).then_some(Rank::Scattered)
    }

    /// The initials that would go on after what is typed, where it matches by pinyin.
    pub fn further(&self, name: &str) -> Option<String> {
        let name = plain(name);
        let rest = spelled(&self.chars, &name).or_else(|| self.inside(&name))?;
        Some(rest.chars().filter_map(initial).collect())
    }

    fn is_inside(&self, name: &str) -> bool {
        // A search is costly to begin, and most names lack the first byte.
        let first = self.text.bytes().next();
        first.is_some_and(|first| name.as_bytes().contains(&first))
            && name.match_indices(self.text.as_str()).any(|(at, _)| begins_word(name, at))
    }

    /// What is left of the name after the first part of it that is spelled so.
    fn inside<'a>(&self, name: &'a str) -> Option<&'a str> {
        let first = *self.chars.first()?;
        let mut starts = name.char_indices().skip(1).filter(|&(_, c)| c == first || letters(c) & bit(first) != 0);
        starts.find_map(|(at, _)| {
            let rest = name.get(at..).filter(|_| begins_word(name, at))?;
            spelled(&self.chars, rest)
        })
    }

    /// Figures are never scattered: one code is not found by another's digits.
    fn is_scattered(&self, name: &str) -> bool {
        if self.chars.len() < 2 || self.chars.iter().any(char::is_ascii_digit) {
            return false;
        }
        let mut chars = name.chars();
        let initial = name.starts_with(self.chars[0]);
        (initial || !self.has_letters) && self.chars.iter().all(|wanted| chars.any(|c| c == *wanted))
    }
}

/// Width and case do not matter.
fn plain(name: &str) -> std::borrow::Cow<'_, str> {
    let folded = fold(name);
    match folded.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => folded.to_lowercase().into(),
        false => folded,
    }
}

/// Whether no letter stands before another: of words in letters only the beginnings count, so that `rc`
/// is not in `source`.
fn begins_word(name: &str, at: usize) -> bool {
    let (before, rest) = name.split_at_checked(at).unwrap_or((name, ""));
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    !(is_letter(before.chars().next_back()) && is_letter(rest.chars().next()))
}

/// What is left of `name` after the characters that `typed` spells: each by itself, by its pinyin or
/// by the beginning of that. Signs in the name need not be typed.
fn spelled<'a>(typed: &[char], name: &'a str) -> Option<&'a str> {
    let Some(&first) = typed.first() else { return Some(name) };
    let mut chars = name.chars();
    let c = chars.next()?;
    let rest = chars.as_str();
    if c == first {
        if let Some(end) = spelled(&typed[1..], rest) {
            return Some(end);
        }
    } else if !c.is_alphanumeric() {
        return spelled(typed, rest);
    }
    if letters(c) & bit(first) == 0 {
        return None;
    }
    readings(c)?.into_iter().find_map(|reading| {
        let same = typed.iter().zip(reading.plain().chars()).take_while(|&(&typed, c)| typed == ascii(c)).count();
        (1..=same).rev().find_map(|count| spelled(&typed[count..], rest))
    })
}

/// The letter that is typed for a letter of pinyin: v for ü.
fn ascii(c: char) -> char {
    if c == 'ü' { 'v' } else { c }
}

fn readings(c: char) -> Option<PinyinMulti> {
    c.to_pinyin_multi()
}

/// The first letter of a character that has a pinyin, or the letter or digit itself.
fn initial(c: char) -> Option<char> {
    match readings(c) {
        Some(readings) => readings.into_iter().next()?.plain().chars().next(),
        None => c.is_ascii_alphanumeric().then_some(c),
    }
}

/// The common Chinese characters.
const COMMON: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// The letters that a character's pinyin may begin with, a bit each: most names are ruled out by one
/// look.
fn letters(c: char) -> u32 {
    static LETTERS: LazyLock<Vec<u32>> =
        LazyLock::new(|| COMMON.map(|c| char::from_u32(c).map_or(0, first_letters)).collect());
    match c as u32 {
        c if COMMON.contains(&c) => LETTERS.get((c - COMMON.start()) as usize).copied().unwrap_or(0),
        0..0x3400 => 0,
        _ => first_letters(c),
    }
}

fn first_letters(c: char) -> u32 {
    let readings = readings(c).into_iter().flatten();
    readings.filter_map(|reading| reading.plain().chars().next()).fold(0, |set, c| set | bit(ascii(c)))
}

fn bit(c: char) -> u32 {
    if c.is_ascii_lowercase() { 1 << (c as u8 - b'a') } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_beginning_by_a_part_and_by_pinyin() {
        let job = "其他就业补助支出";
        for (typed, name, rank) in [
            ("", job, Some(Rank::Beginning)),
            (job, job, Some(Rank::Exact)),
            ("其他", job, Some(Rank::Beginning)),
            ("就业", job, Some(Rank::Inside)),
            ("其支", job, Some(Rank::Scattered)),
            ("支其", job, None),
            ("qtjy", job, Some(Rank::Pinyin)),
            ("QTJY", job, Some(Rank::Pinyin)),
            ("qitajiuy", job, Some(Rank::Pinyin)),
            ("qitjiuye", job, Some(Rank::Pinyin)),
            ("其tjy", job, Some(Rank::Pinyin)),
            ("jybz", job, Some(Rank::PinyinInside)),
            // One letter would find nearly everything.
            ("b", job, None),
            ("qtx", job, None),
            // 行 is hang and xing, 长 is chang and zhang.
            ("xingzheng", "行政运行", Some(Rank::Pinyin)),
            ("hangye", "行业管理", Some(Rank::Pinyin)),
            ("xzyx", "行政运行", Some(Rank::Pinyin)),
            ("shizhang", "市长专项", Some(Rank::Pinyin)),
            // 绿 is typed with v.
            ("lvhua", "绿化", Some(Rank::Pinyin)),
            // Signs are not typed, width and case do not matter.
            ("qjrc", "(区级)人才房票", Some(Rank::Pinyin)),
            ("（区", "(区级)人才房票", Some(Rank::Beginning)),
            ("amo", "amount", Some(Rank::Beginning)),
            ("amt", "amount", Some(Rank::Scattered)),
            ("mt", "amount", None),
            ("rc", "source", None),
            ("pub", "general-public", Some(Rank::Inside)),
            ("2080", "2080799", Some(Rank::Beginning)),
            ("799", "2080799", Some(Rank::Inside)),
            ("289", "2080799", None),
            ("a栋", "A栋", Some(Rank::Exact)),
            ("𠮷祥", "𠮷祥项目", Some(Rank::Beginning)),
            ("xxm", "𠮷祥项目", Some(Rank::PinyinInside)),
        ] {
            assert_eq!(Typed::new(typed).rank(name), rank, "{typed} in {name}");
        }
    }

    #[test]
    fn what_would_be_typed_next() {
        assert_eq!(Typed::new("qt").further("其他就业补助支出").as_deref(), Some("jybzzc"));
        assert_eq!(Typed::new("jy").further("其他就业补助支出").as_deref(), Some("bzzc"));
        assert_eq!(Typed::new("qit").further("其他2024年"), Some("2024n".to_owned()));
        assert_eq!(Typed::new("zz").further("其他"), None);
    }
}
