//! Whether a word is surely a slip of the pen for another, so that it may be corrected without
//! asking.
//!
//! Which words are near is [`super::suggest`]'s business. Near is not enough: 第一中学 is one character
//! from 第二中学, 上级补助收入 from 下级补助收入, and in Chinese a single character is a whole word.

use super::suggest::Near;
use crate::diagnostic::{Fix, Message, Problem};
use crate::span::Place;

/// Characters that tell things apart that are called alike: numbers, places in a row, directions,
/// levels, sizes.
const TELLING: &str = "零〇一二三四五六七八九十百千万两甲乙丙丁戊己庚辛壬癸东西南北上下左右前后内外大小长短高初\
                       新旧老少男女公私正副主次增减收支市区县州省乡镇村街";

/// The fewest characters of a name that one wrong character leaves recognizable.
const NAME: usize = 4;
/// The same of a word of the language in Chinese, of which many have but two characters.
const WORD: usize = 5;

impl Near<'_> {
    /// Suggests what the word at `place` should have been, a word of the language.
    pub fn suggest(&self, problem: Problem, place: Place, word: &str) -> Problem {
        problem
            .help(Message::new("did-you-mean").with("name", self.best()))
            .fix(Fix::write(place, self.best()).certain_if(self.is_word(word)))
            .alternatives(self.others().iter().map(|&other| Fix::write(place, other)))
    }

    /// Whether `word` is surely a misspelling of the one word of the language that is near.
    pub fn is_word(&self, word: &str) -> bool {
        self.is_alone() && is_slip(word, self.best(), WORD)
    }

    /// Whether `word` is surely a misspelling of the one declared name that is near.
    pub fn is_name(&self, word: &str) -> bool {
        self.is_alone() && is_slip(word, self.best(), NAME)
    }
}

/// Whether `word` is `meant` with one slip, and with enough left of it.
fn is_slip(word: &str, meant: &str, least: usize) -> bool {
    let (from, to): (Vec<char>, Vec<char>) = (word.chars().collect(), meant.chars().collect());
    let before = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let after = from[before..].iter().rev().zip(to[before..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, new) = (&from[before..from.len() - after], &to[before..to.len() - after]);
    if gone.iter().chain(new).any(|&c| TELLING.contains(c) || !c.is_alphabetic() || c.is_uppercase()) {
        return false;
    }
    match (gone, new) {
        // Two neighbours swapped.
        ([a, b], [c, d]) => a == d && b == c,
        // One written twice.
        ([a], []) if before > 0 && from[before - 1] == *a => true,
        // In a Chinese name one other character is another unit: 信息中心 and 信访中心.
        ([_], [_]) if !word.is_ascii() && least == NAME => false,
        ([_], [_] | []) | ([], [_]) => {
            let least = if word.is_ascii() { NAME } else { least };
            from.len().min(to.len()) >= least
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::closest;

    fn is_name(word: &str, names: &[&str]) -> bool {
        closest(word, names.iter().copied()).is_some_and(|near| near.is_name(word))
    }

    #[test]
    fn a_slip_of_a_name() {
        assert!(is_name("人才市场服务心", &["人才市场服务中心", "养老中心"]));
        assert!(is_name("Libary", &["Library", "Parks"]));
        assert!(is_name("人才中中心", &["人才中心"]));
        assert!(is_name("人中才心", &["人才中心"]));
        assert!(!is_name("财正局", &["财政局"]), "two characters are too few to recognize it by");
    }

    #[test]
    fn what_may_be_another_thing_is_no_slip() {
        assert!(!is_name("第一中学", &["第二中学"]));
        assert!(!is_name("区财政局", &["县财政局"]));
        assert!(!is_name("SchoolA", &["SchoolB"]));
        assert!(!is_name("12号仓库", &["13号仓库"]));
        assert!(!is_name("甲局", &["乙局"]));
        assert!(!is_name("信息中心", &["信访中心"]));
        assert!(!is_name("人才中兴", &["人才中心"]), "likely, but not sure");
        assert!(!is_name("信仿中心", &["信访中心", "信息中心"]), "either may be meant");
        assert!(!is_name("社会保险服务中心", &["医疗保险服务中心"]), "two characters off");
    }

    #[test]
    fn words_of_the_language_are_short_in_chinese() {
        let is_word =
            |word, words: &[&'static str]| closest(word, words.iter().copied()).is_some_and(|it| it.is_word(word));
        assert!(is_word("porject", &["project", "personnel"]));
        assert!(is_word("一般公共予算", &["一般公共预算"]));
        assert!(is_word("目项", &["项目"]));
        assert!(!is_word("其它", &["其中"]));
        assert!(!is_word("企业收入", &["事业收入"]));
    }
}
