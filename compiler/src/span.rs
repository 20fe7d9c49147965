//! Places in text: byte ranges, and the lines and columns a person reads.
//!
//! Bytes, characters and UTF-16 units are three types that never mix: [`Place`] and [`Span`] hold
//! bytes, [`Position`] counts characters, [`Utf16Position`] counts UTF-16 units. Text itself does
//! not belong here, it is in [`crate::source`].

use std::ops::Range;

/// Which file of the budget: an index into [`crate::source::Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A byte range inside one line of a file.
///
/// A line knows nothing of its own number or offset, so that it survives every edit elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// First byte, from the start of the line.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The range as `usize`, to slice a line with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text of `line` at this place.
    pub fn of(self, line: &str) -> &str {
        line.get(self.range()).unwrap_or("")
    }

    /// From the start of `self` to the end of `other`.
    pub fn to(self, other: Place) -> Place {
        Place { start: self.start, end: other.end }
    }
}

/// A byte range in one file, on character boundaries.
///
/// Made only by [`crate::source::SourceFile::span`], which checks the boundaries: a renderer may
/// slice the text with it without looking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range as `usize`, to slice the file's text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column as people count them: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A line and a column as editors count them: both from 0, the column in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Utf16Position {
    /// Line, from 0.
    pub line: u32,
    /// Column in UTF-16 units, from 0.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of `text`. A byte order mark at its start belongs to no line.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![first(text)];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        LineIndex { starts }
    }

    /// The same as editors count lines: a carriage return that no line feed follows ends one, too. A byte
    /// order mark belongs to the first line if it `counts`.
    pub fn of_editor(text: &str, counts: bool) -> LineIndex {
        let first = if counts { 0 } else { first(text) };
        LineIndex { starts: std::iter::once(first).chain(editor_ends(text.as_bytes())).collect() }
    }

    /// Follows an edit: the bytes `old` of the text were replaced by some others, after which the text
    /// is `text`. Lines end as editors count them.
    pub fn edit_of_editor(&mut self, text: &str, old: Range<u32>, inserted: u32) {
        // A carriage return or line feed at either edge may have met or lost its other half.
        let first = self.starts.partition_point(|&start| start < old.start).max(1);
        let after = self.starts.partition_point(|&start| start <= old.end + 1);
        let from = self.starts[first - 1];
        let end = (old.start + inserted + 1).min(text.len() as u32);
        let tail = text.as_bytes().get(from as usize..).unwrap_or_default();
        let between: Vec<u32> = editor_ends(tail).map(|start| start + from).take_while(|&start| start <= end).collect();
        let moved = |start: u32| start - (old.end - old.start) + inserted;
        let rest: Vec<u32> = self.starts.get(after..).unwrap_or_default().iter().map(|&start| moved(start)).collect();
        self.starts.truncate(first);
        self.starts.extend(between);
        self.starts.extend(rest);
    }

    /// The line that holds byte `at`, from 0.
    pub fn line(&self, at: u32) -> u32 {
        (self.starts.partition_point(|&start| start <= at) as u32).saturating_sub(1)
    }

    /// The first byte of line `line`, from 0; the last line's for a line past the end.
    pub fn start(&self, line: u32) -> u32 {
        self.starts.get(line as usize).or(self.starts.last()).copied().unwrap_or(0)
    }

    /// How many lines there are; a text that ends in a newline has an empty last one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Line and column of byte `at` of `text`.
    pub fn position(&self, text: &str, at: u32) -> Position {
        let line = self.line(at);
        let before = text.get(self.start(line) as usize..at as usize).unwrap_or("");
        Position { line: line + 1, column: before.chars().count() as u32 + 1 }
    }

    /// Line and column of byte `at` of `text`, as editors count.
    pub fn utf16(&self, text: &str, at: u32) -> Utf16Position {
        let line = self.line(at);
        let before = text.get(self.start(line) as usize..at as usize).unwrap_or("");
        Utf16Position { line, column: before.encode_utf16().count() as u32 }
    }
}

/// Where the first line begins: after a byte order mark.
fn first(text: &str) -> u32 {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() as u32 } else { 0 }
}

/// Where the lines after the first begin, as editors count.
fn editor_ends(text: &[u8]) -> impl Iterator<Item = u32> + '_ {
    memchr::memchr2_iter(b'\n', b'\r', text).filter_map(|at| match (text[at], text.get(at + 1)) {
        (b'\r', Some(b'\n')) => None,
        _ => Some(at as u32 + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_follows_edits() {
        let pieces = ["", "a", "\n", "\r", "\r\n", "单\r\n\n", "x\ry"];
        let text = "一\r\n二\n\r三\rb\n\n";
        let places: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        for (&start, &end) in places.iter().flat_map(|start| places.iter().map(move |end| (start, end))) {
            for piece in pieces.iter().filter(|_| start <= end) {
                let mut after = text.to_owned();
                after.replace_range(start..end, piece);
                let mut index = LineIndex::of_editor(text, true);
                index.edit_of_editor(&after, start as u32..end as u32, piece.len() as u32);
                assert_eq!(index.starts, LineIndex::of_editor(&after, true).starts, "{start}..{end} by {piece:?}");
            }
        }
    }

    #[test]
    fn columns_count_characters_and_utf16_units_apart() {
        let text = "项目 𠮷 x\n第二行";
        let index = LineIndex::new(text);
        let x = text.find('x').unwrap_or(0) as u32;
        assert_eq!(index.position(text, x), Position { line: 1, column: 6 });
        assert_eq!(index.utf16(text, x), Utf16Position { line: 0, column: 6 });
        let second = text.find('二').unwrap_or(0) as u32;
        assert_eq!(index.position(text, second), Position { line: 2, column: 2 });
        assert_eq!(index.count(), 2);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let text = "\u{FEFF}项目";
        let index = LineIndex::new(text);
        assert_eq!((index.line(0), index.start(0)), (0, 3));
        assert_eq!(index.position(text, 6), Position { line: 1, column: 2 });
    }
}
