//! Whether two captions mean the same: titles, columns and rows are found by their text, which no two
//! departments write alike.

use crate::syntax::text::fold;

/// What two captions that are the same come to.
pub const SAME: u32 = 1000;

/// What a caption comes to that begins or ends with the other: 上年结转 and 上年结转结余.
const PART: u32 = 850;

/// What the words for a sum come to, of which each table chooses one.
const TOTAL: u32 = 950;

const TOTALS: &[&str] = &["合计", "总计", "共计", "total"];

/// The longest caption that is compared whole; what is longer is no caption.
const LONGEST: usize = 80;

/// A caption without what does not tell it apart: width, blanks, punctuation, capitals.
pub fn plain(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(LONGEST).collect()
}

/// A row's caption, plain, and without the number or the 其中 that it begins with.
pub fn plain_row(text: &str) -> String {
    let folded = fold(text);
    let text = folded.trim_start();
    let text = text.strip_prefix("其中").unwrap_or(text);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let inner = text.strip_prefix('(').unwrap_or(text);
    let rest = inner.trim_start_matches(numeral);
    let rest = if rest.len() < inner.len() { rest.strip_prefix(['、', ')', '.', ',']) } else { None };
    match rest.map(plain) {
        Some(rest) if !rest.is_empty() => rest,
        _ => plain(text),
    }
}

/// A title, plain, and without the year and the places for names.
pub fn plain_title(text: &str) -> String {
    let mut out = String::new();
    let mut place = false;
    for c in text.chars() {
        match c {
            '{' => place = true,
            '}' => place = false,
            c if !place => out.push(c),
            _ => {}
        }
    }
    if let Some((at, length, _)) = year(&out) {
        out.replace_range(at..at + length, "");
    }
    let out = plain(&out);
    ["年度", "年"].iter().find_map(|word| out.strip_prefix(word)).unwrap_or(&out).to_owned()
}

/// The year that a text names, with its place: `2024年`.
fn year(text: &str) -> Option<(usize, usize, u16)> {
    let end = text.match_indices('年').map(|(at, _)| at).find(|&at| digits_before(text, at).is_some())?;
    let (start, year) = digits_before(text, end)?;
    Some((start, end + '年'.len_utf8() - start, year))
}

/// The year that a text names.
pub fn year_of(text: &str) -> Option<u16> {
    year(text).map(|(.., year)| year)
}

/// The four digits, perhaps full-width ones, that end at `end`.
fn digits_before(text: &str, end: usize) -> Option<(usize, u16)> {
    let before: Vec<(usize, char)> = text[..end]
        .trim_end()
        .char_indices()
        .rev()
        .take_while(|(_, c)| fold(&c.to_string()).bytes().all(|b| b.is_ascii_digit()))
        .collect();
    let start = before.last()?.0;
    let digits = fold(text[start..end].trim_end()).into_owned();
    let year = digits.parse().ok().filter(|year| digits.len() == 4 && (1949..=2200).contains(year))?;
    Some((start, year))
}

/// How much two plain captions are alike, up to [`SAME`].
pub fn alike(a: &str, b: &str) -> u32 {
    if a == b {
        return if a.is_empty() { 0 } else { SAME };
    }
    if TOTALS.contains(&a) && TOTALS.contains(&b) {
        return TOTAL;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    if short.is_empty() {
        return 0;
    }
    let shared = 2 * SAME * in_order(short, long) / (short.len() + long.len()) as u32;
    let part = short.len() >= 2 && (long.starts_with(short) || long.ends_with(short));
    if part { shared.max(PART) } else { shared }
}

/// How many characters two texts have in common in the same order.
fn in_order(a: &[char], b: &[char]) -> u32 {
    let mut above = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let best = if x == y { diagonal + 1 } else { above[at].max(above[at + 1]) };
            diagonal = std::mem::replace(&mut above[at + 1], best);
        }
    }
    above.last().copied().unwrap_or(0)
}

/// How much a printed title is alike to one of a layout, both as they are written. A printed one may say
/// whose budget it is.
pub fn titles(printed: &str, title: &str) -> u32 {
    const CONTAINS: u32 = 960;
    const MOST_AROUND: usize = 40;
    let (printed, title) = (plain_title(printed), plain_title(title));
    let around = printed.chars().count().saturating_sub(title.chars().count());
    let inside = !title.is_empty() && printed != title && around <= MOST_AROUND && printed.contains(&title);
    let score = alike(&printed, &title);
    if inside { score.max(CONTAINS) } else { score }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_blanks_and_punctuation_tell_nothing_apart() {
        assert_eq!(plain("因公出国（境） 费用"), plain("因公出国(境)费用"));
        assert_eq!(plain("“三公”经费"), plain("三公经费"));
        assert_eq!(plain_row("一、财政拨款"), "财政拨款");
        assert_eq!(plain_row("（二）事业收入"), "事业收入");
        assert_eq!(plain_row("其中：一般公共预算"), "一般公共预算");
        assert_eq!(plain_row("一般公共预算"), "一般公共预算");
        assert_eq!(plain_row("2024年规划"), "2024年规划");
    }

    #[test]
    fn a_title_is_told_without_its_year_and_its_department() {
        assert_eq!(plain_title("２０２４年部门收支预算总表"), "部门收支预算总表");
        assert_eq!(plain_title("{year}年部门收支预算总表"), "部门收支预算总表");
        assert_eq!(year_of("2024 年部门收支预算总表"), Some(2024));
        assert_eq!(year_of("12024年"), None);
        assert!(titles("绍兴市上虞区人社局2024年度部门收支预算总表", "{year}年部门收支预算总表") > 900);
    }

    #[test]
    fn the_nearest_of_titles_that_are_alike_is_the_right_one() {
        let all = [
            "部门收支预算总表",
            "部门收入预算总表",
            "部门支出预算总表",
            "部门财政拨款收支预算总表",
            "部门一般公共预算支出表",
            "部门一般公共预算基本支出表",
            "部门政府性基金预算支出表",
        ];
        for (printed, right) in [
            ("收支总表", 0),
            ("收入总表", 1),
            ("支出总表", 2),
            ("财政拨款收支总表", 3),
            ("一般公共预算支出表", 4),
            ("一般公共预算基本支出表", 5),
            ("政府性基金支出表", 6),
        ] {
            let best = (0..all.len()).max_by_key(|&at| (titles(printed, all[at]), std::cmp::Reverse(at)));
            assert_eq!(best, Some(right), "{printed}");
            assert!(titles(printed, all[right]) >= 550, "{printed}");
        }
    }
}
