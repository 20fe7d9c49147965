//! Puts fixes together and makes them: which can be made at once, and the text that comes of it.
//!
//! Which fixes are wanted, and whether the result is any better, is decided by whoever asks:
//! [`crate::fix`], an editor.

use std::collections::BTreeMap;
use std::path::Path;

use super::Fix;
use crate::source::Sources;

/// The edits of one file by their bytes, first and one past the last.
type FileEdits<'a> = BTreeMap<(u32, u32), &'a str>;

/// Fixes that can be made at once: no edit of one lies over an edit of another.
///
/// Files are told apart by their true paths, so that the fixes of several budgets with a common file
/// can be gathered.
#[derive(Clone, Debug, Default)]
pub struct Edits<'a> {
    files: BTreeMap<&'a Path, FileEdits<'a>>,
}

impl<'a> Edits<'a> {
    /// Adds a fix whole, or not at all: whether it could be added.
    ///
    /// Two insertions at one place overlap, since nothing says which comes first; an edit that is
    /// there already is made once. An insertion at the edge of a replacement is no overlap.
    pub fn take(&mut self, fix: &'a Fix, sources: &'a Sources) -> bool {
        let path = |edit: &super::Edit| sources.file(edit.span.file).path.as_path();
        let fits = fix.edits.iter().all(|edit| {
            let place = (edit.span.start, edit.span.end);
            self.files.get(path(edit)).is_none_or(|taken| fits(taken, place, &edit.text))
        });
        if fits {
            for edit in &fix.edits {
                self.files.entry(path(edit)).or_default().insert((edit.span.start, edit.span.end), &edit.text);
            }
        }
        fits
    }

    /// The files that are changed.
    pub fn paths(&self) -> impl Iterator<Item = &'a Path> {
        self.files.keys().copied()
    }

    /// The text of the file at `path` with its edits made, `text` being what it was. Inserted lines
    /// end as the others do.
    pub fn applied(&self, path: &Path, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 256);
        let mut at = 0;
        let crlf = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
        for (&(start, end), inserted) in self.files.get(path).into_iter().flatten() {
            out.push_str(text.get(at..start as usize).unwrap_or(""));
            match crlf {
                true => out.push_str(&inserted.replace('\n', "\r\n")),
                false => out.push_str(inserted),
            }
            at = end as usize;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }
}

/// Whether an edit can stand beside those that are taken.
fn fits(taken: &FileEdits<'_>, place: (u32, u32), text: &str) -> bool {
    // What is taken does not overlap, so its ends are in order as its starts are.
    let near = taken.range(..=(place.1, u32::MAX)).rev().take_while(|(other, _)| other.1 >= place.0);
    near.into_iter().all(|(&other, &there)| (other == place && there == text) || !overlap(place, other))
}

fn overlap(one: (u32, u32), other: (u32, u32)) -> bool {
    let inserts = |place: (u32, u32)| place.0 == place.1;
    if inserts(one) && inserts(other) {
        return one == other;
    }
    one.0 < other.1 && other.0 < one.1
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::diagnostic::Edit;
    use crate::span::FileId;

    fn sources(text: &str) -> Sources {
        let mut sources = Sources::default();
        sources.add("a.bud".to_owned(), PathBuf::from("a.bud"), text.to_owned());
        sources
    }

    /// The text after as many of the fixes as fit, each a list of start, end and text.
    fn made(text: &str, fixes: &[&[(u32, u32, &str)]]) -> (String, Vec<bool>) {
        let sources = sources(text);
        let fixes: Vec<Fix> = fixes
            .iter()
            .map(|edits| {
                let span = |start, end| sources.file(FileId(0)).span(start, end);
                let edit =
                    |&(start, end, text): &(u32, u32, &str)| Edit { span: span(start, end), text: text.to_owned() };
                Fix { title: "x".into(), edits: edits.iter().map(edit).collect(), certain: true }
            })
            .collect();
        let mut edits = Edits::default();
        let taken = fixes.iter().map(|fix| edits.take(fix, &sources)).collect();
        (edits.applied(Path::new("a.bud"), text), taken)
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let (text, taken) = made("abcdef", &[&[(4, 6, "EF")], &[(0, 1, "A"), (5, 6, "!")], &[(0, 2, "AB")]]);
        assert_eq!((text.as_str(), taken), ("ABcdEF", vec![true, false, true]));
        let (text, taken) = made("abcdef", &[&[(1, 5, "")], &[(2, 3, "x")], &[(3, 3, "x")], &[(0, 6, "x")]]);
        assert_eq!((text.as_str(), taken), ("af", vec![true, false, false, false]));
    }

    #[test]
    fn what_touches_does_not_overlap() {
        let (text, taken) =
            made("abcd", &[&[(1, 2, "B")], &[(2, 3, "C")], &[(1, 1, "<")], &[(3, 3, ">")], &[(2, 2, "|")]]);
        assert_eq!((text.as_str(), taken), ("a<B|C>d", vec![true; 5]));
    }

    #[test]
    fn insertions_at_one_place_overlap_unless_they_are_one() {
        let (text, taken) = made("ab", &[&[(1, 1, "x")], &[(1, 1, "y")], &[(1, 1, "x"), (2, 2, "!")]]);
        assert_eq!((text.as_str(), taken), ("axb!", vec![true, false, true]));
        let (text, taken) = made("ab", &[&[(0, 1, "x")], &[(0, 1, "x")], &[(0, 1, "y")]]);
        assert_eq!((text.as_str(), taken), ("xb", vec![true, true, false]));
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        let (text, _) = made("甲\r\n乙\r\n", &[&[(5, 5, "新\n")]]);
        assert_eq!(text, "甲\r\n新\r\n乙\r\n");
        let (text, _) = made("甲\n乙\r\n", &[&[(4, 4, "新\n")]]);
        assert_eq!(text, "甲\n新\n乙\r\n");
    }
}
