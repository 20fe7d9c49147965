//! The lines of one file that a finding is about, with the places in them, as ariadne is given them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::excerpt::Excerpt;
use crate::source::SourceFile;
use crate::span::Span;

/// The lines of one file that matter, each ready to be shown. Where the file goes on between two of
/// them, an empty row stands for what is left out.
pub(super) struct Block {
    /// The rows, each with a line end.
    pub text: String,
    pub rows: Vec<Row>,
}

pub(super) struct Row {
    /// The number of the line, from 1; none where lines are left out.
    pub line: Option<u32>,
    pub excerpt: Excerpt,
    /// The first character of the row in [`Block::text`].
    offset: usize,
}

/// A place in a block.
pub(super) struct Place {
    /// Its characters in [`Block::text`], at least one.
    pub chars: Range<usize>,
    /// The rows in which it begins and ends.
    pub rows: (usize, usize),
}

impl Block {
    pub(super) fn new(file: &SourceFile, spans: &[Span], width: usize) -> Block {
        let mut block = Block { text: String::new(), rows: Vec::new() };
        let mut offset = 0;
        let mut last = None;
        for (line, bytes) in lines(file, spans) {
            if last.is_some_and(|last| line > last + 1) {
                let excerpt = Excerpt::new("", 0, 0, width);
                block.rows.push(Row { line: None, excerpt, offset });
                block.text.push('\n');
                offset += 1;
            }
            last = Some(line);
            let text = file.line(file.index().start(line));
            let excerpt = Excerpt::new(text, bytes.start.min(text.len()), bytes.end.min(text.len()), width);
            block.text.push_str(&excerpt.text);
            block.text.push('\n');
            let chars = excerpt.text.chars().count();
            block.rows.push(Row { line: Some(line + 1), excerpt, offset });
            offset += chars + 1;
        }
        block
    }

    /// Where `span`, which is one of the spans the block was made for, is in it.
    pub(super) fn place(&self, file: &SourceFile, span: Span) -> Place {
        let (first, last) = ends(file, span);
        let row = |line: u32| self.rows.iter().position(|row| row.line == Some(line + 1)).unwrap_or(0);
        let rows = (row(first), row(last));
        let char = |row: usize, byte: u32, line: u32| {
            let at = byte.saturating_sub(file.index().start(line)) as usize;
            self.rows.get(row).map_or(0, |row| row.offset + row.excerpt.char_of(at))
        };
        let start = char(rows.0, span.start, first);
        // An empty place is shown as the character at it; ariadne would mark it on two lines.
        let end = char(rows.1, span.end, last).max(start + 1);
        Place { chars: start..end, rows }
    }

    /// The columns of `place`, which is in one row.
    pub(super) fn columns(&self, place: &Place) -> Range<usize> {
        let Some(row) = self.rows.get(place.rows.0) else { return 0..1 };
        let column = |char: usize| row.excerpt.column_of(char.saturating_sub(row.offset));
        let start = column(place.chars.start);
        start..column(place.chars.end).max(start + 1)
    }
}

/// The lines that `spans` begin and end in, from 0, with the bytes of each that matter.
fn lines(file: &SourceFile, spans: &[Span]) -> BTreeMap<u32, Range<usize>> {
    let mut lines: BTreeMap<u32, Range<usize>> = BTreeMap::new();
    for &span in spans {
        let (first, last) = ends(file, span);
        let mut add = |line: u32, start: u32, end: u32| {
            let zero = file.index().start(line);
            // A byte order mark stands before the first line.
            let bytes = start.saturating_sub(zero) as usize..end.saturating_sub(zero) as usize;
            let known = lines.entry(line).or_insert(bytes.clone());
            *known = known.start.min(bytes.start)..known.end.max(bytes.end);
        };
        if first == last {
            add(first, span.start, span.end);
        } else {
            add(first, span.start, span.start);
            add(last, file.index().start(last), span.end);
        }
    }
    lines
}

/// The lines in which `span` begins and ends, from 0.
fn ends(file: &SourceFile, span: Span) -> (u32, u32) {
    let last = span.end.saturating_sub(1).max(span.start);
    (file.index().line(span.start), file.index().line(last))
}
