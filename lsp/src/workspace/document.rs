//! The text of a file that is open in the editor, and the edits that it sends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bud::span::LineIndex;
use tower_lsp::ls_types::{Position, TextDocumentContentChangeEvent, Uri};

use super::layout::may_include;
use crate::rim::convert::{Encoding, offset};

/// A file that is open.
#[derive(Clone, Debug)]
pub struct Document {
    /// What the editor calls it.
    pub uri: Uri,
    /// Which version of the text it is, by the editor's count.
    pub version: i32,
    /// Which text it is, of all that any file ever had.
    stamp: u64,
    text: Arc<String>,
    index: Arc<LineIndex>,
}

impl Document {
    /// A file just opened.
    pub fn new(uri: Uri, version: i32, text: String) -> Document {
        let index = Arc::new(LineIndex::of_editor(&text, true));
        Document { uri, version, stamp: next_stamp(), text: Arc::new(text), index }
    }

    /// Its text.
    pub fn text(&self) -> &Arc<String> {
        &self.text
    }

    /// The byte at a position.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        offset(&self.text, &self.index, position, encoding)
    }

    /// The line that holds a position, without its end, and the byte in it.
    pub fn line(&self, position: Position, encoding: Encoding) -> (&str, u32) {
        let at = self.offset(position, encoding);
        let start = self.text.get(..at as usize).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
        let rest = self.text.get(start..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        (line.strip_suffix('\r').unwrap_or(line), at - start as u32)
    }

    /// Which text it is: another one has another number.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// Makes one change, in place if nobody else holds the text. Whether a line that may include a file was touched.
    pub fn edit(&mut self, change: TextDocumentContentChangeEvent, encoding: Encoding) -> bool {
        let Some(range) = change.range else {
            *self = Document::new(self.uri.clone(), self.version, change.text);
            return true;
        };
        let ends = [self.offset(range.start, encoding), self.offset(range.end, encoding)];
        let (start, end) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let before = may_include(self.lines_around(start, end));
        let inserted = change.text.len() as u32;
        self.stamp = next_stamp();
        Arc::make_mut(&mut self.text).replace_range(start as usize..end as usize, &change.text);
        Arc::make_mut(&mut self.index).edit_of_editor(&self.text, start..end, inserted);
        before || may_include(self.lines_around(start, start + inserted))
    }

    /// The lines that a range of bytes touches.
    fn lines_around(&self, start: u32, end: u32) -> &str {
        let before = self.text.get(..start as usize).unwrap_or("");
        let after = self.text.get(end as usize..).unwrap_or("");
        let from = before.rfind('\n').map_or(0, |at| at + 1);
        let to = end as usize + after.find('\n').unwrap_or(after.len());
        self.text.get(from..to).unwrap_or("")
    }
}

fn next_stamp() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use tower_lsp::ls_types::Range;

    use super::*;

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let position = |(line, character)| Position { line, character };
        let range = Some(Range { start: position(from), end: position(to) });
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn edits_are_made_where_the_editor_says() {
        let uri = Uri::from_str("file:///a.bud").unwrap();
        let mut document = Document::new(uri, 1, "项目 𠮷\r\n合计\r\n".to_owned());
        let mut edit = |from, to, text: &str| {
            document.edit(change(from, to, text), Encoding::Utf16);
            document.text().to_string()
        };
        assert_eq!(edit((0, 5), (0, 5), "野"), "项目 𠮷野\r\n合计\r\n");
        assert_eq!(edit((0, 3), (0, 5), "吉"), "项目 吉野\r\n合计\r\n");
        assert_eq!(edit((0, 2), (1, 1), ""), "项目计\r\n");
        assert_eq!(edit((9, 9), (99, 0), "末"), "项目计\r\n末", "past the end is the end");
        assert_eq!(edit((0, 1), (0, 0), ""), "目计\r\n末", "a range backwards");
    }

    #[test]
    fn the_line_of_a_position_and_the_byte_in_it() {
        let uri = Uri::from_str("file:///a.bud").unwrap();
        let document = Document::new(uri, 1, "甲\r\n项目 𠮷 x\r\n".to_owned());
        let position = Position { line: 1, character: 6 };
        assert_eq!(document.line(position, Encoding::Utf16), ("项目 𠮷 x", 12));
    }
}
