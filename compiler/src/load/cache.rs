//! What is kept of the files of budgets from one analysis to the next, for whoever analyses the same ones
//! again and again while they are edited.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::syntax::Lines;

/// So many lines are kept at most; those that were not asked for longest go first.
const MOST_LINES: usize = 2_000_000;

/// The lines of files, read. What is in it never changes what an analysis finds, only how long it takes.
#[derive(Debug, Default)]
pub struct Cache {
    files: FxHashMap<PathBuf, (Lines, u64)>,
    turn: u64,
}

impl Cache {
    /// The lines of the file at `path`, whose text is `text` now.
    pub(super) fn lines(&mut self, path: &Path, text: &str) -> Lines {
        self.turn += 1;
        let kept = self.files.entry(path.to_owned()).or_default();
        *kept = (kept.0.again(text), self.turn);
        kept.0.clone()
    }

    /// Forgets what is too much.
    pub(super) fn trim(&mut self) {
        let mut files: Vec<(u64, usize)> = self.files.values().map(|(lines, turn)| (*turn, lines.count())).collect();
        files.sort_unstable_by(|one, other| other.cmp(one));
        let mut count = 0;
        let kept = files.iter().take_while(|(_, lines)| {
            count += lines;
            count <= MOST_LINES
        });
        let oldest = kept.last().map_or(u64::MAX, |(turn, _)| *turn);
        self.files.retain(|_, (_, turn)| *turn >= oldest);
    }
}
