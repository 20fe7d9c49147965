//! The canonical form of a budget's text, as the edits that lead there.
//!
//! There is one form for all that means the same, and it is the form of each line by itself: one
//! space between words, the attributes in the order of [`Keyword::attributes`](crate::syntax::Keyword::attributes),
//! figures without commas and with the decimals of their header, one blank line between blocks, one
//! kind of line end. Nothing is aligned with other lines, so that a change of one entry is a change of
//! one line. Names, texts and comments keep what is in them, and a line that cannot be read whole stays
//! as it is.
//!
//! What a line means is [`crate::syntax`]'s business; here is only how it is written. A line's own form
//! is in `line`, that of its figures in `figure`; where lines end and which blank ones go is here.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::source::lines;
use crate::syntax::lexer::BLANKS;

mod figure;
mod line;

use line::Formatter;

/// One replacement in a text, at a range of its bytes.
pub type TextEdit = Edit<Range<u32>>;

/// In which language the words of the language are written: keywords, attributes and fixed values.
/// The unit of a number (`3.08万元`) is the same in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keywords {
    /// Each as it is.
    #[default]
    Keep,
    /// All in English.
    English,
    /// All in Chinese.
    Chinese,
}

/// What may be chosen about the canonical form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The language of its words.
    pub keywords: Keywords,
}

/// `text` in canonical form, read under a header with `scale` decimals.
///
/// ```
/// use bud::format::{format, Style};
///
/// let text = "project  修缮 amount 1,200 unit 甲 # 屋面\n\n\n";
/// assert_eq!(format(text, 2, Style::default()), "project 修缮 unit 甲 amount 1200.00  # 屋面\n");
/// ```
pub fn format(text: &str, scale: u8, style: Style) -> String {
    edited(text, &edits(text, scale, style, None))
}

/// `text` with edits made, which are in order and apart from each other.
pub fn edited(text: &str, edits: &[TextEdit]) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_edited(&mut out, text, edits);
    out
}

/// The edits after which `text` is in canonical form, in order and apart from each other: each is of
/// the words and blanks that are not as they should be. With `lines`, counted from 0, only the edits of
/// those lines.
pub fn edits(text: &str, scale: u8, style: Style, lines: Option<Range<u32>>) -> Vec<TextEdit> {
    let outline = Outline::of(text);
    let mut formatter = Formatter::new(scale, style.keywords);
    let mut edits = Edits::default();
    let mut after_blank = !outline.opens_blank;
    for (number, line) in (0_u32..).zip(Line::all(text)) {
        let blank = is_blank(line.text);
        let superfluous = blank && (after_blank || outline.last < Some(line.start));
        after_blank = blank;
        if lines.as_ref().is_some_and(|lines| !lines.contains(&number)) {
            continue;
        }
        if superfluous {
            edits.replace(text, line.start..line.next, "");
            continue;
        }
        for edit in formatter.edits(line.text) {
            edits.replace(text, line.start + edit.span.start..line.start + edit.span.end, &edit.text);
        }
        edits.replace(text, line.end()..line.next, outline.line_end(&line));
    }
    edits.list
}

/// A line with the bytes that end it.
struct Line<'a> {
    text: &'a str,
    start: u32,
    /// Where the next line starts.
    next: u32,
}

impl<'a> Line<'a> {
    /// The lines of `text`. A byte order mark is in none of them, so that it stays.
    fn all(text: &'a str) -> impl Iterator<Item = Line<'a>> {
        lines(text).map(move |(start, line)| {
            let end = start + line.len() as u32;
            let length = match text.as_bytes().get(end as usize..) {
                Some([b'\r', b'\n', ..]) => 2,
                // A carriage return alone ends only the text.
                Some([_, ..]) => 1,
                _ => 0,
            };
            Line { text: line, start, next: end + length }
        })
    }

    fn end(&self) -> u32 {
        self.start + self.text.len() as u32
    }
}

fn is_blank(line: &str) -> bool {
    line.chars().all(|c| BLANKS.contains(&c))
}

/// What the form of a line takes from the whole text.
struct Outline {
    /// A blank line stays at the start: the mark after it would become the file's byte order mark.
    opens_blank: bool,
    /// Where the last line starts that is not blank.
    last: Option<u32>,
    /// Most lines end in a carriage return and a line feed.
    crlf: bool,
}

impl Outline {
    fn of(text: &str) -> Outline {
        let mut last = None;
        let first = text.trim_start_matches(|c| BLANKS.contains(&c) || matches!(c, '\r' | '\n'));
        let opens_blank = first.len() < text.len() && first.starts_with('\u{FEFF}');
        // How many of the lines that stay end in either way; a blank one stays if another line follows.
        let (mut ends, mut blank_ends) = ([0_usize; 2], [0; 2]);
        for line in Line::all(text) {
            let ends_in = text.get(line.end() as usize..line.next as usize).unwrap_or("");
            let way = usize::from(ends_in == "\r\n");
            if is_blank(line.text) {
                if (last.is_some() || opens_blank) && blank_ends == [0; 2] {
                    blank_ends[way] = 1;
                }
                continue;
            }
            last = Some(line.start);
            ends = [ends[0] + blank_ends[0], ends[1] + blank_ends[1]];
            blank_ends = [0; 2];
            if ends_in.ends_with('\n') && !line.text.ends_with('\r') {
                ends[way] += 1;
            }
        }
        Outline { opens_blank, last, crlf: ends[1] > ends[0] }
    }

    /// How a line ends. After a carriage return that is a part of it, a line feed would take it away.
    fn line_end(&self, line: &Line<'_>) -> &'static str {
        if self.crlf || line.text.ends_with('\r') { "\r\n" } else { "\n" }
    }
}

/// The edits of a text, each as small as it can be, gathered in order.
#[derive(Debug, Default)]
struct Edits {
    list: Vec<TextEdit>,
}

impl Edits {
    /// Puts `with` in the place of the bytes `at` of `text`.
    fn replace(&mut self, text: &str, at: Range<u32>, with: &str) {
        let old = text.get(at.start as usize..at.end as usize).unwrap_or("");
        if old == with {
            return;
        }
        let (before, after) = common(old, with);
        let span = at.start + before as u32..at.end - after as u32;
        let new = &with[before..with.len() - after];
        match self.list.last_mut() {
            Some(last) if last.span.end == span.start => {
                last.span.end = span.end;
                last.text.push_str(new);
            }
            _ => self.list.push(Edit { span, text: new.to_owned() }),
        }
    }
}

/// How many bytes two texts have in common at their start and at their end, in whole characters.
fn common(old: &str, new: &str) -> (usize, usize) {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut before = old.bytes().zip(new.bytes()).take_while(same).count();
    while !old.is_char_boundary(before) || !new.is_char_boundary(before) {
        before -= 1;
    }
    let (old, new) = (&old[before..], &new[before..]);
    let mut after = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    while !old.is_char_boundary(old.len() - after) || !new.is_char_boundary(new.len() - after) {
        after -= 1;
    }
    (before, after)
}

/// Writes `text` with `edits` made.
fn push_edited(out: &mut String, text: &str, edits: &[TextEdit]) {
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form of `text`; formatting it again, or by its edits line by line, changes nothing.
    fn formatted(text: &str, style: Style) -> String {
        let once = format(text, 2, style);
        assert_eq!(format(&once, 2, style), once, "of {text:?}");
        let count = lines(text).count() as u32;
        let each: Vec<TextEdit> = (0..count).flat_map(|at| edits(text, 2, style, Some(at..at + 1))).collect();
        let mut out = String::new();
        push_edited(&mut out, text, &each);
        assert_eq!(out, once, "line by line of {text:?}");
        once
    }

    fn kept(text: &str) -> String {
        formatted(text, Style::default())
    }

    #[test]
    fn a_line() {
        for (line, expected) in [
            // Words and blanks.
            ("  project\t修缮   amount  1.00", "project 修缮 amount 1.00"),
            ("项目：A，B补贴，单位：中心，金额：12.00", "项目 A，B补贴 单位 中心 金额 12.00"),
            ("ｕｎｉｔ　甲　ｕｎｄｅｒ　乙", "unit 甲 under 乙"),
            ("unit 甲 ", "unit 甲"),
            // Attributes.
            ("project 修缮 func 208 amount 1.00 unit 甲", "project 修缮 unit 甲 amount 1.00 func 208"),
            ("total amount 1.00 econ 301 kind basic", "total kind basic econ 301 amount 1.00"),
            ("personnel prior 1.00 amount 2.00 func 208", "personnel func 208 amount 2.00 prior 1.00"),
            (
                "total project 修缮 partial unit kind project amount 1.00",
                "total kind project project 修缮 amount 1.00 partial unit",
            ),
            ("合计 金额 1.00 unit 甲", "合计 unit 甲 金额 1.00"),
            (
                "memo 三公 amount 1.00 item 公务用车/购置费 unit 甲",
                "memo 三公 unit 甲 item 公务用车/购置费 amount 1.00",
            ),
            ("budget 局 scale 2 year 2024 measure 万元", "budget 局 year 2024 measure 万元 scale 2"),
            // Figures.
            ("project 修缮 amount 30,800", "project 修缮 amount 30800.00"),
            ("project 修缮 amount ３０，８００．００，unit 甲", "project 修缮 unit 甲 amount 30800.00"),
            ("project 修缮 amount - 3.1 万元 prior 2", "project 修缮 amount -3.1万元 prior 2.00"),
            ("project 招聘会 amount 15*2.40万元", "project 招聘会 amount 15 * 2.40万元"),
            // Names and texts.
            ("unit 维修（护）费", "unit 维修（护）费"),
            ("unit “三公”经费", "unit “三公”经费"),
            ("unit \"甲\" note \"说 \\\"好\\\"\"", "unit \"甲\" note \"说 \\\"好\\\"\""),
            ("unit “街道 办”  note “a\"b”", "unit \"街道 办\" note \"a\\\"b\""),
            ("revenue “财政拨款” amount 1.00", "revenue 财政拨款 amount 1.00"),
            ("project a note b， amount 1.00", "project a amount 1.00 note b"),
            ("project a note b：", "project a note \"b：\""),
            // Comments.
            ("#说明  两个空格 \t", "#说明  两个空格"),
            ("   ＃ 说明", "# 说明"),
            ("unit 甲 # 说明", "unit 甲  # 说明"),
            ("unit 甲      # 说明", "unit 甲  # 说明"),
            ("total amount 1,000 func 208　＃说明，２", "total func 208 amount 1000.00  #说明，２"),
        ] {
            assert_eq!(kept(line), format!("{expected}\n"), "{line}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_whole_stays() {
        for line in [
            "project  修缮   amount 30,8",
            "projct  修缮 amount 1,000.00",
            "project 修缮  amount 1,000.00 unit 甲 乙",
            "project 3#楼  amount 1,000.00",
            "  unit \"甲",
            "unit  甲\u{200B}",
            "#  \u{202E}说明  ",
            "project  修缮 amount 1.00  amount 2.00",
            "\u{feff}unit  甲",
            // In another order “甲 … 乙” would be a text.
            "project a note 乙” unit “甲",
        ] {
            let text = format!("unit  丙\n{line}\nunit  丁\n");
            assert_eq!(kept(&text), format!("unit 丙\n{line}\nunit 丁\n"));
        }
    }

    #[test]
    fn the_words_of_the_language() {
        let in_both = [
            (
                "预算 局 year 2024 measure 万元 base 执行数 stage budget",
                "budget 局 year 2024 measure ten-thousand base actual stage budget",
                "预算 局 年度 2024 计量单位 万元 基数 执行数 阶段 预算数",
            ),
            (
                "total kind project project \"项目\" source “财政拨款” amount 3.08万元 不全 单位",
                "total kind project project \"项目\" source fiscal amount 3.08万元 partial unit",
                "合计 类别 项目 项目 \"项目\" 来源 财政拨款 金额 3.08万元 不全 单位",
            ),
            ("收入 general-public 金额 1.00", "revenue general-public amount 1.00", "收入 一般公共预算 金额 1.00"),
        ];
        for (line, english, chinese) in in_both {
            let to = |keywords| formatted(line, Style { keywords });
            assert_eq!(to(Keywords::English), format!("{english}\n"));
            assert_eq!(to(Keywords::Chinese), format!("{chinese}\n"));
        }
    }

    #[test]
    fn blank_lines_and_line_ends() {
        for (text, expected) in [
            ("", ""),
            ("\n \n\t\n", ""),
            ("\u{feff}", "\u{feff}"),
            // This one is a character that cannot be seen, and must not become the file's mark.
            ("\n\n\u{feff} \n", "\n\u{feff} \n"),
            ("\u{feff}\n\nunit  甲", "\u{feff}unit 甲\n"),
            ("\n\nunit 甲\n\n\n \n# 说明\n\nunit 乙\n\n", "unit 甲\n\n# 说明\n\nunit 乙\n"),
            ("unit 甲\n   \nunit 乙", "unit 甲\n\nunit 乙\n"),
            // Most lines decide; those that go do not count.
            ("a\r\nb\r\nc\n", "a\r\nb\r\nc\r\n"),
            ("unit 甲\r\n\r\nunit 乙", "unit 甲\r\n\r\nunit 乙\r\n"),
            ("unit 甲\n\r\n\r\n\r\nunit 乙\n", "unit 甲\n\nunit 乙\n"),
            ("unit 甲\r", "unit 甲\n"),
            // A carriage return that is in a line stays in it.
            ("unit 甲\r\r\nunit 乙\nunit 丙\n", "unit 甲\r\r\nunit 乙\nunit 丙\n"),
            ("a\nb\r\r\nc\r\r", "a\nb\r\r\nc\r\r\n"),
        ] {
            assert_eq!(kept(text), expected, "{text:?}");
        }
    }

    #[test]
    fn edits_are_small() {
        let text = "project  修缮 amount 30,800.00 unit 甲  func 208\n\n\n\nunit 甲\nunit  乙\r\n";
        let shown = |lines| -> Vec<(String, String)> {
            let edits = edits(text, 2, Style::default(), lines);
            let old = |edit: &TextEdit| text[edit.span.start as usize..edit.span.end as usize].to_owned();
            edits.iter().map(|edit| (old(edit), edit.text.clone())).collect()
        };
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|&(old, new)| (old.to_owned(), new.to_owned())).collect()
        };
        let first = [(" ", ""), ("amount 30,800.00 unit 甲", "unit 甲 amount 30800.00"), (" ", "")];
        assert_eq!(shown(Some(0..1)), pairs(&first));
        assert_eq!(shown(Some(1..3)), pairs(&[("\n", "")]));
        assert_eq!(shown(Some(4..5)), pairs(&[]));
        assert_eq!(shown(Some(5..9)), pairs(&[(" ", ""), ("\r", "")]));
        let all = [&first[..], &[("\n\n", ""), (" ", ""), ("\r", "")]].concat();
        assert_eq!(shown(None), pairs(&all));
    }
}
