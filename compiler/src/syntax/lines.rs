//! The lines of a text, read and kept: when the text is edited, only what was touched is read again.
//!
//! A line knows nothing of its number and place, so what was read of it stays right wherever it moves.
//! The lines are kept in runs, each with its text; a run whose text still stands in the new text, before
//! or after what is new, is taken over as it is.

use std::sync::Arc;

use super::parser::{Line, LineParser};

/// How many lines a run has at most.
const MOST: usize = 256;

/// A run with fewer lines than this is joined with the next when it is read.
const LEAST: usize = 32;

/// A line that was read.
#[derive(Debug)]
pub struct Kept {
    /// Its first byte, from the start of its run.
    start: u32,
    /// How many bytes it has without its end-of-line characters.
    len: u32,
    /// What it says.
    line: Line,
}

#[derive(Debug)]
struct Run {
    text: Box<str>,
    lines: Vec<Kept>,
}

/// All lines of a text.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    runs: Vec<Arc<Run>>,
}

/// A line in its text.
#[derive(Clone, Copy, Debug)]
pub struct ReadLine<'a> {
    /// Its first byte.
    pub start: u32,
    /// Its text, without its end-of-line characters.
    pub text: &'a str,
    /// What it says.
    pub line: &'a Line,
}

impl Lines {
    /// Reads a text.
    pub fn read(text: &str) -> Lines {
        Lines::default().again(text)
    }

    /// The lines of `text`, which was edited from the text that these are the lines of.
    #[must_use]
    pub fn again(&self, text: &str) -> Lines {
        let mut before = 0;
        let mut from = 0;
        while let Some(run) = self.runs.get(before).filter(|run| is_whole(run) && text[from..].starts_with(&*run.text))
        {
            from += run.text.len();
            before += 1;
        }
        let mut after = self.runs.len();
        let mut to = text.len();
        // The first run may begin with a byte order mark, which is one only there.
        while after > before.max(1) {
            let run = &self.runs[after - 1];
            let begins_a_line = |at: usize| at == 0 || text.as_bytes()[at - 1] == b'\n';
            let fits = text[from..to].ends_with(&*run.text) && begins_a_line(to - run.text.len());
            if !fits {
                break;
            }
            to -= run.text.len();
            after -= 1;
        }
        if text[from..to].lines().take(LEAST).count() < LEAST && to < text.len() && from < to {
            to += self.runs[after].text.len();
            after += 1;
        }
        let mut runs = Vec::with_capacity(self.runs.len() + 2);
        runs.extend_from_slice(&self.runs[..before]);
        read_runs(text, from, to, &mut runs);
        runs.extend_from_slice(&self.runs[after..]);
        Lines { runs }
    }

    /// All lines in order.
    pub fn iter(&self) -> impl Iterator<Item = ReadLine<'_>> {
        let mut at = 0;
        self.runs.iter().flat_map(move |run| {
            let first = at;
            at += run.text.len() as u32;
            run.lines.iter().map(move |kept| ReadLine {
                start: first + kept.start,
                text: run.text.get(kept.start as usize..(kept.start + kept.len) as usize).unwrap_or(""),
                line: &kept.line,
            })
        })
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.runs.iter().map(|run| run.lines.len()).sum()
    }
}

/// Whether the run ends with a line's end, so that nothing that follows could belong to its last line.
fn is_whole(run: &Run) -> bool {
    run.text.ends_with('\n')
}

/// Reads a part of `text` as runs.
fn read_runs(text: &str, mut from: usize, to: usize, runs: &mut Vec<Arc<Run>>) {
    let mut parser = LineParser::new();
    while from < to {
        let part = &text[from..to];
        let end = memchr::memchr_iter(b'\n', part.as_bytes()).nth(MOST - 1).map_or(part.len(), |at| at + 1);
        let run = &part[..end];
        // A byte order mark at the start of the text belongs to no line.
        let mut start = if from == 0 && run.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut lines = Vec::with_capacity(MOST.min(run.len() / 16));
        while start < run.len() {
            let rest = &run[start..];
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let line = &rest[..end];
            let line = line.strip_suffix('\r').unwrap_or(line);
            lines.push(Kept { start: start as u32, len: line.len() as u32, line: parser.parse(line) });
            start += end + 1;
        }
        runs.push(Arc::new(Run { text: run.into(), lines }));
        from += end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<(u32, String, Line)> {
        let mut parser = LineParser::new();
        crate::source::lines(text).map(|(start, line)| (start, line.to_owned(), parser.parse(line))).collect()
    }

    fn kept(lines: &Lines) -> Vec<(u32, String, Line)> {
        lines.iter().map(|it| (it.start, it.text.to_owned(), it.line.clone())).collect()
    }

    #[test]
    fn after_any_edit_the_lines_are_those_of_a_fresh_reading() {
        let mut text = String::from("\u{FEFF}budget 局 year 2024\r\n");
        for number in 0..1200 {
            text.push_str(&format!(
                "project 项目{number} amount {number}.00\n{}",
                if number % 7 == 0 { "\r\n" } else { "" }
            ));
        }
        let mut lines = Lines::read(&text);
        assert_eq!(kept(&lines), plain(&text));
        let mut seed = 7_u64;
        let mut random = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % most.max(1)
        };
        for round in 0..400 {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = random(places.len());
            let long = if round % 5 == 0 { 4000 } else { 6 };
            let end = (start + random(long)).min(places.len() - 1);
            let piece = ["", "x", "\n", "\r\n", "unit 甲\nunit 乙", "\u{FEFF}", "total amount 1.00\n", "\r"][random(8)];
            text.replace_range(places[start]..places[end], piece);
            lines = lines.again(&text);
            assert_eq!(kept(&lines), plain(&text), "after {round}: {piece:?} at {start}");
        }
    }

    #[test]
    fn a_keystroke_reads_one_run_again() {
        let text = "project 甲 amount 1.00\n".repeat(10 * MOST);
        let lines = Lines::read(&text);
        let edited = text.replacen("1.00\n", "1.50\n", 1);
        let again = lines.again(&edited);
        let same = lines.runs.iter().zip(&again.runs).filter(|(one, other)| Arc::ptr_eq(one, other)).count();
        assert_eq!((lines.runs.len(), again.runs.len(), same), (10, 10, 9));
    }
}
