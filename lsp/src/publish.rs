//! What the editor shows of the findings, and what must be sent so that it shows what is true now.
//!
//! A pure state machine: it knows of each file what each budget finds in it, and what was sent last.
//! Who sends it, and what a finding looks like in the protocol, is not its business.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The findings of all files, as of `T`.
#[derive(Debug)]
pub struct Board<T> {
    files: BTreeMap<PathBuf, Shown<T>>,
    last: u64,
}

/// The findings of one file.
#[derive(Debug)]
struct Shown<T> {
    /// By the main files of the budgets that it belongs to.
    found: BTreeMap<PathBuf, Vec<T>>,
    /// All of them, each once.
    all: Vec<T>,
    /// Which result this is.
    id: u64,
}

impl<T> Default for Board<T> {
    fn default() -> Board<T> {
        Board { files: BTreeMap::new(), last: 0 }
    }
}

impl<T: Clone + PartialEq> Board<T> {
    /// Notes what the budget of `main` finds in its files; `found` has every file of it, also those
    /// without a finding. The files whose findings are others now.
    pub fn set(&mut self, main: &Path, found: BTreeMap<PathBuf, Vec<T>>) -> BTreeSet<PathBuf> {
        let mut touched: BTreeSet<PathBuf> = found.keys().cloned().collect();
        for (path, shown) in &mut self.files {
            if !found.contains_key(path) && shown.found.remove(main).is_some() {
                touched.insert(path.clone());
            }
        }
        for (path, findings) in found {
            let new = || Shown { found: BTreeMap::new(), all: Vec::new(), id: 0 };
            self.files.entry(path).or_insert_with(new).found.insert(main.to_owned(), findings);
        }
        touched.retain(|path| self.refresh(path));
        touched
    }

    /// The budget of `main` is gone. The files whose findings are others now.
    pub fn remove(&mut self, main: &Path) -> BTreeSet<PathBuf> {
        self.set(main, BTreeMap::new())
    }

    /// The findings of a file, and the number of this result.
    pub fn get(&self, path: &Path) -> (u64, &[T]) {
        self.files.get(path).map_or((0, &[]), |shown| (shown.id, &shown.all))
    }

    /// All files with findings, or that had some.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// Puts the findings of a file together anew. Whether they are others now.
    fn refresh(&mut self, path: &Path) -> bool {
        let Some(shown) = self.files.get_mut(path) else { return false };
        let mut all: Vec<T> = Vec::new();
        for findings in shown.found.values() {
            // What two budgets find alike in a file that they share is shown once.
            let new: Vec<T> = match all.is_empty() {
                true => findings.clone(),
                false => findings.iter().filter(|it| !all.contains(it)).cloned().collect(),
            };
            all.extend(new);
        }
        let changed = shown.all != all;
        if changed {
            self.last += 1;
            (shown.all, shown.id) = (all, self.last);
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(board: &mut Board<&'static str>, main: &str, found: &[(&str, &[&'static str])]) -> String {
        let found = found.iter().map(|(path, findings)| (PathBuf::from(path), findings.to_vec())).collect();
        sent(board.set(Path::new(main), found), board)
    }

    fn sent(changed: BTreeSet<PathBuf>, board: &Board<&'static str>) -> String {
        changed.iter().map(|path| format!("{} {:?}; ", path.display(), board.get(path).1)).collect()
    }

    #[test]
    fn only_what_is_new_is_sent_and_what_is_gone_is_cleared() {
        let mut board = Board::default();
        assert_eq!(set(&mut board, "main", &[("main", &["x"]), ("part", &["y"])]), r#"main ["x"]; part ["y"]; "#);
        assert_eq!(set(&mut board, "main", &[("main", &["x"]), ("part", &[])]), "part []; ");
        assert_eq!(set(&mut board, "main", &[("main", &["x"]), ("part", &[])]), "");
        assert_eq!(set(&mut board, "main", &[("part", &[])]), "main []; ", "no file of the budget any more");
    }

    #[test]
    fn a_file_of_two_budgets_shows_what_either_finds_once() {
        let mut board = Board::default();
        set(&mut board, "a", &[("shared", &["x", "y"])]);
        assert_eq!(set(&mut board, "b", &[("shared", &["y", "z"])]), r#"shared ["x", "y", "z"]; "#);
        assert_eq!(sent(board.remove(Path::new("a")), &board), r#"shared ["y", "z"]; "#);
    }

    #[test]
    fn a_result_has_a_number_of_its_own() {
        let mut board = Board::default();
        set(&mut board, "a", &[("a", &["x"])]);
        let first = board.get(Path::new("a")).0;
        set(&mut board, "a", &[("a", &["y"])]);
        assert_ne!(board.get(Path::new("a")).0, first);
        assert_eq!(board.get(Path::new("none")), (0, &[][..]));
    }
}
