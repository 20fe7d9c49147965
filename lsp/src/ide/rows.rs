//! How people lay out a file: blocks of lines between blank ones, and sections under numbered headings.
//!
//! To the language the lines have no order; folds and selections follow what a reader sees.

use std::ops::Range;

use bud::source::SourceFile;

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing but blanks.
    Blank,
    /// A comment of its own.
    Comment,
    /// Anything else.
    Statement,
}

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte that is no blank and ends no line.
    pub end: u32,
    /// What it looks like.
    pub look: Look,
}

/// The lines of a file by number, from 0.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    source: &'a SourceFile,
    /// The lines.
    pub all: Vec<Row>,
}

impl<'a> Rows<'a> {
    /// Looks at every line.
    pub fn of(source: &'a SourceFile) -> Rows<'a> {
        let row = |(start, line): (u32, &str)| {
            let text = line.trim();
            let look = match text.chars().next() {
                None => Look::Blank,
                Some('#' | '＃') => Look::Comment,
                Some(_) => Look::Statement,
            };
            Row { start, end: start + line.trim_end().len() as u32, look }
        };
        Rows { source, all: bud::source::lines(&source.text).map(row).collect() }
    }

    /// The text of a line.
    pub fn text(&self, row: usize) -> &'a str {
        self.all.get(row).map_or("", |row| self.source.line(row.start))
    }

    /// The runs of lines between blank ones, each as a range of lines.
    pub fn blocks(&self) -> Vec<Range<usize>> {
        self.runs(0..self.all.len(), |row| self.all[row].look != Look::Blank)
    }

    /// The runs within `rows` of lines that `wanted` holds for.
    pub fn runs(&self, rows: Range<usize>, wanted: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for row in rows.filter(|&row| wanted(row)) {
            match runs.last_mut() {
                Some(run) if run.end == row => run.end = row + 1,
                _ => runs.push(row..row + 1),
            }
        }
        runs
    }

    /// How many comments stand at the top of a block.
    pub fn heading(&self, block: &Range<usize>) -> usize {
        block.clone().take_while(|&row| self.all[row].look == Look::Comment).count()
    }

    /// The sections: each from a block whose first line is a numbered heading to before the next one of
    /// its rank or above, without the blank lines at its end.
    pub fn sections(&self, blocks: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut sections = Vec::new();
        // The headings whose sections are not over, the highest first.
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut end = 0;
        for block in blocks {
            if let Some(rank) = rank(self.text(block.start)) {
                while let Some((_, start)) = open.pop_if(|(other, _)| *other >= rank) {
                    sections.push(start..end);
                }
                open.push((rank, block.start));
            }
            end = block.end;
        }
        sections.extend(open.into_iter().map(|(_, start)| start..end));
        sections.sort_by_key(|section| (section.start, std::cmp::Reverse(section.end)));
        sections
    }
}

/// How high a numbered heading is, as the parts of an official document are numbered: 第一部分, 一、, (一),
/// 1. in this order.
fn rank(line: &str) -> Option<u8> {
    let text = line.trim_start().strip_prefix(['#', '＃'])?.trim_start();
    let numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let after = |text: &str| Some(text.trim_start_matches(numeral).to_owned()).filter(|rest| rest.len() < text.len());
    if let Some(rest) = text.strip_prefix('第').and_then(after) {
        return (rest.starts_with("部分") || rest.starts_with('章')).then_some(0);
    }
    if let Some(rest) = after(text) {
        return rest.starts_with('、').then_some(1);
    }
    if let Some(rest) = text.strip_prefix(['(', '（']).and_then(after) {
        return rest.starts_with([')', '）']).then_some(2);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = Some(rest).filter(|rest| rest.len() < text.len())?.strip_prefix(['.', '、', '．'])?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(3)
}
