//! Which budgets of a repository a file belongs to: which file includes which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bud::source::{Files, lines, normal};
use bud::syntax::{Keyword, LineParser};

use super::index::Index;

/// The files of budgets, each with those that it includes, there or not.
pub struct Graph {
    includes: BTreeMap<PathBuf, Vec<PathBuf>>,
}

/// Whether a path is that of a budget's file.
pub fn is_bud(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "bud")
}

impl Graph {
    /// All budgets of the index.
    pub fn of(index: &Index) -> Graph {
        let mut parser = LineParser::new();
        let mut includes = BTreeMap::new();
        let mut open: Vec<PathBuf> = index.paths().filter(|path| is_bud(path)).map(Path::to_owned).collect();
        while let Some(path) = open.pop() {
            let Ok(bytes) = index.read(&path) else { continue };
            let text = String::from_utf8_lossy(&bytes);
            let folder = path.parent().unwrap_or(Path::new(""));
            let mut found = Vec::new();
            for (_, line) in lines(&text).filter(|(_, line)| LineParser::keyword(line) == Some(Keyword::Include)) {
                let statement = parser.parse(line).statement;
                if let Some(name) = statement.and_then(|it| it.head_text(0)) {
                    found.push(normal(&folder.join(&*name.of(line))));
                }
            }
            // An included file may have any name.
            open.extend(found.iter().filter(|path| !is_bud(path) && !includes.contains_key(*path)).cloned());
            includes.insert(path, found);
        }
        Graph { includes }
    }

    /// The main files of the budgets that any of `files` belongs to, in order.
    pub fn mains(&self, files: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let included: BTreeSet<&PathBuf> =
            self.includes.iter().flat_map(|(path, list)| list.iter().filter(move |it| *it != path)).collect();
        let mut mains = BTreeSet::new();
        let mut reached = BTreeSet::new();
        for main in self.includes.keys().filter(|path| !included.contains(path)) {
            let all = self.reach(main);
            if files.iter().any(|file| all.contains(file)) {
                mains.insert(main.clone());
            }
            reached.extend(all);
        }
        // Files that include each other in a ring have no main file.
        mains
            .extend(files.iter().filter(|file| self.includes.contains_key(*file) && !reached.contains(*file)).cloned());
        mains.into_iter().collect()
    }

    /// A file and all that it includes.
    pub fn reach(&self, main: &Path) -> BTreeSet<PathBuf> {
        let mut reached = BTreeSet::new();
        let mut open = vec![main.to_owned()];
        while let Some(path) = open.pop() {
            if reached.insert(path.clone()) {
                open.extend(self.includes.get(&path).into_iter().flatten().cloned());
            }
        }
        reached
    }
}
