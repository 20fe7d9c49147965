//! Where a span is, in every way of counting that the formats use.

use crate::source::Sources;
use crate::span::{FileId, Position, Span};

/// A span with its file's name and its lines and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region<'a> {
    pub file: &'a str,
    pub start: Position,
    pub end: Position,
    pub byte_start: u32,
    pub byte_end: u32,
}

/// Finds the regions of spans. Columns are counted on from the last place asked for where that is
/// on the same line and before: 100,000 findings in one long line would take hours otherwise.
pub(super) struct Locator<'a> {
    sources: &'a Sources,
    last: Option<(FileId, u32, Position)>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(sources: &'a Sources) -> Locator<'a> {
        Locator { sources, last: None }
    }

    pub(super) fn region(&mut self, span: Span) -> Region<'a> {
        let start = self.position(span.file, span.start);
        let end = self.position(span.file, span.end);
        self.last = Some((span.file, span.start, start));
        let file = self.sources.file(span.file).name.as_str();
        Region { file, start, end, byte_start: span.start, byte_end: span.end }
    }

    fn position(&mut self, file: FileId, at: u32) -> Position {
        let source = self.sources.file(file);
        let line = source.index().line(at) + 1;
        let position = match self.last {
            Some((last, byte, from)) if last == file && from.line == line && byte <= at => {
                let between = source.text.get(byte as usize..at as usize).unwrap_or("");
                Position { line, column: from.column + between.chars().count() as u32 }
            }
            _ => source.position(at),
        };
        self.last = Some((file, at, position));
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_on_gives_what_counting_from_the_start_gives() {
        let mut sources = Sources::default();
        let text = "项目 人才房票 金额 1\n\n单位 人才中心";
        let id = sources.add("a.bud".to_owned(), "a.bud".into(), text.to_owned());
        let mut locator = Locator::new(&sources);
        let bounds: Vec<u32> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).map(|at| at as u32).collect();
        for (&start, &end) in bounds.iter().zip(bounds.iter().rev()).filter(|(start, end)| start <= end) {
            let region = locator.region(sources.file(id).span(start, end));
            assert_eq!((region.start, region.end), (sources.file(id).position(start), sources.file(id).position(end)));
        }
    }
}
