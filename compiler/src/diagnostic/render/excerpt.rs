//! A line of a budget as a terminal shows it: tabs as blanks, nothing invisible, and of a very long
//! line only the part that matters.

use unicode_width::UnicodeWidthChar;

use super::visible::invisible;

const TAB: usize = 4;
const CUT: char = '…';

/// A line made ready to be shown, and where its bytes have gone.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// What is shown.
    pub text: String,
    /// First byte of each character that is shown, and the character of `text` it begins at.
    map: Vec<(usize, usize)>,
}

impl Excerpt {
    /// `line` in at most about `width` columns, so that the bytes `from..to` are seen as far as
    /// they fit.
    pub(super) fn new(line: &str, from: usize, to: usize, width: usize) -> Excerpt {
        let start = first_shown(line, from, to, width);
        let mut excerpt = Excerpt { text: String::new(), map: Vec::new() };
        let (mut chars, mut columns) = (0, 0);
        if start > 0 {
            excerpt.text.push(CUT);
            (chars, columns) = (1, 1);
        }
        for (at, c) in line[start..].char_indices() {
            if columns >= width {
                excerpt.text.push(CUT);
                break;
            }
            excerpt.map.push((start + at, chars));
            let before = excerpt.text.len();
            push_shown(&mut excerpt.text, c, columns);
            chars += excerpt.text[before..].chars().count();
            columns += columns_of(&excerpt.text[before..]);
        }
        excerpt
    }

    /// The character of [`Excerpt::text`] at which byte `at` of the line is shown; the nearest one
    /// where the byte is not shown.
    pub(super) fn char_of(&self, at: usize) -> usize {
        let after = self.map.partition_point(|&(byte, _)| byte < at);
        match self.map.get(after) {
            Some(&(_, char)) => char,
            None => self.text.trim_end_matches(CUT).chars().count(),
        }
    }

    /// The column of character `char`, from 0.
    pub(super) fn column_of(&self, char: usize) -> usize {
        self.text.chars().take(char).map(width_of).sum()
    }
}

/// The first byte of `line` that is shown.
fn first_shown(line: &str, from: usize, to: usize, width: usize) -> usize {
    let mut columns = 0;
    let fits = line[..to].chars().all(|c| {
        columns += width_of(c).max(1);
        columns <= width
    });
    if fits {
        return 0;
    }
    let lead = width / 4;
    let mut columns = 0;
    let mut shown = line[..from].char_indices().rev().take_while(|&(_, c)| {
        columns += width_of(c).max(1);
        columns <= lead
    });
    shown.by_ref().last().map_or(from, |(at, _)| at)
}

fn push_shown(text: &mut String, c: char, column: usize) {
    match c {
        '\t' => text.extend(std::iter::repeat_n(' ', TAB - column % TAB)),
        '\u{3000}' => text.push_str("  "),
        c if invisible(c) => text.extend(c.escape_unicode()),
        c if c.is_whitespace() => text.push(' '),
        c => text.push(c),
    }
}

fn width_of(c: char) -> usize {
    c.width().unwrap_or(1)
}

/// The columns that `text` takes.
pub(super) fn columns_of(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_invisible_characters_are_spelled_out_and_still_found() {
        let line = "项目\t人才\u{202e}房票 x";
        let excerpt = Excerpt::new(line, 0, line.len(), 80);
        assert_eq!(excerpt.text, r"项目    人才\u{202e}房票 x");
        let x = excerpt.char_of(line.len() - 1);
        assert_eq!((excerpt.text.chars().nth(x), excerpt.column_of(x)), (Some('x'), 8 + 4 + 8 + 4 + 1));
        assert_eq!(excerpt.char_of(line.len()), excerpt.text.chars().count());
    }

    #[test]
    fn of_a_long_line_the_part_that_matters_is_shown() {
        let line = format!("{}here{}", "一".repeat(100_000), "二".repeat(100_000));
        let at = line.find("here").unwrap();
        let excerpt = Excerpt::new(&line, at, at + 4, 60);
        let seven = "一".repeat(7);
        assert_eq!(excerpt.text, format!("…{seven}here{}…", "二".repeat(21)));
        assert_eq!((excerpt.char_of(at), excerpt.char_of(at + 4)), (8, 12));
        assert_eq!((excerpt.char_of(0), excerpt.char_of(line.len())), (1, 33));
    }
}
