//! Places as the editor counts them, and as Bud does.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use bud::source::{SourceFile, normal};
use bud::span::{LineIndex, Span};
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range, Uri};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes, as Bud does.
    Utf8,
    /// UTF-16 units, which every editor can.
    #[default]
    Utf16,
}

impl Encoding {
    /// Bytes where the editor offers them, else UTF-16 units.
    pub fn agree(offered: &[PositionEncodingKind]) -> Encoding {
        if offered.contains(&PositionEncodingKind::UTF8) { Encoding::Utf8 } else { Encoding::Utf16 }
    }

    /// What the protocol calls it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// How many columns a text has.
    pub fn columns(self, text: &str) -> u32 {
        match self {
            Encoding::Utf8 => text.len() as u32,
            Encoding::Utf16 if text.is_ascii() => text.len() as u32,
            Encoding::Utf16 => text.encode_utf16().count() as u32,
        }
    }

    /// The byte of `line` at a column: that of the character which holds it, and the line's end for a
    /// column past it.
    pub fn byte(self, line: &str, column: u32) -> usize {
        let mut columns = 0;
        for (at, c) in line.char_indices() {
            columns += match self {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
            };
            if columns > column as usize {
                return at;
            }
        }
        line.len()
    }
}

/// The byte of a text at a position; a position past the end of its line, or of the text, is that end.
pub fn offset(text: &str, index: &LineIndex, position: Position, encoding: Encoding) -> u32 {
    if position.line >= index.count() {
        return text.len() as u32;
    }
    let start = index.start(position.line);
    let end = if position.line + 1 < index.count() { index.start(position.line + 1) } else { text.len() as u32 };
    let line = text.get(start as usize..end as usize).unwrap_or("");
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    start + encoding.byte(line, position.character) as u32
}

/// The position of a byte of a file.
pub fn position(file: &SourceFile, at: u32, encoding: Encoding) -> Position {
    let index = file.editor_index();
    let line = index.line(at);
    let before = file.text.get(index.start(line) as usize..at as usize).unwrap_or("");
    Position { line, character: encoding.columns(before) }
}

/// The range of a span, which is of `file`.
pub fn range(file: &SourceFile, span: Span, encoding: Encoding) -> Range {
    Range { start: position(file, span.start, encoding), end: position(file, span.end, encoding) }
}

/// The path of what the editor calls `uri`. What is on no disk has a path that no file has.
pub fn path(uri: &Uri) -> PathBuf {
    let on_disk = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = on_disk.then(|| uri.to_file_path()).flatten();
    path.map_or_else(|| PathBuf::from(uri.as_str()), |path| normal(&path))
}

/// What the editor calls the file at `path`.
pub fn uri(path: &Path) -> Option<Uri> {
    if path.is_absolute() { Uri::from_file_path(path) } else { Uri::from_str(&path.to_string_lossy()).ok() }
}

#[cfg(test)]
mod tests {
    use bud::source::Sources;

    use super::*;

    const TEXT: &str = "项目 𠮷 x\r\n\rab";

    #[test]
    fn a_position_and_its_byte_lead_to_each_other() {
        let mut sources = Sources::default();
        let id = sources.add("a.bud".to_owned(), PathBuf::from("a.bud"), TEXT.to_owned());
        let file = sources.file(id);
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for at in (0..=TEXT.len()).filter(|&at| TEXT.is_char_boundary(at)) {
                // Between the two halves of a line end there is no position.
                if at > 0 && TEXT[..at].ends_with('\r') && TEXT[at..].starts_with('\n') {
                    continue;
                }
                let position = position(file, at as u32, encoding);
                assert_eq!(offset(TEXT, file.editor_index(), position, encoding), at as u32, "{position:?}");
            }
        }
    }

    #[test]
    fn positions_that_are_nowhere_are_the_nearest_place() {
        let index = LineIndex::of_editor(TEXT, true);
        let at = |line, character| offset(TEXT, &index, Position { line, character }, Encoding::Utf16) as usize;
        assert_eq!(&TEXT[at(0, 4)..], "𠮷 x\r\n\rab", "inside a surrogate pair");
        assert_eq!(&TEXT[at(0, 99)..], "\r\n\rab", "past the end of a line");
        assert_eq!(at(9, 0), TEXT.len(), "past the last line");
    }

    #[test]
    fn bytes_are_counted_where_the_editor_can() {
        let (utf8, utf16, utf32) =
            (PositionEncodingKind::UTF8, PositionEncodingKind::UTF16, PositionEncodingKind::UTF32);
        assert_eq!(Encoding::agree(&[utf16, utf8]), Encoding::Utf8);
        assert_eq!(Encoding::agree(&[utf32]), Encoding::Utf16);
        assert_eq!(Encoding::agree(&[]), Encoding::Utf16);
    }

    #[test]
    fn paths_and_addresses_lead_to_each_other() {
        for path in ["/预算/2024 年/a#b.bud", "/a%20b.bud"] {
            let there = uri(Path::new(path)).unwrap();
            assert_eq!(super::path(&there), Path::new(path), "{}", there.as_str());
        }
        let untitled = Uri::from_str("untitled:Untitled-1").unwrap();
        assert_eq!(uri(&path(&untitled)), Some(untitled));
    }
}
