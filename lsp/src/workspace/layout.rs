//! Which files include which, and so which budgets there are and which of them a file belongs to.
//!
//! Nothing is configured: what includes a file stands in its folder or in one above, since no budget
//! leaves its main file's folder. So these folders are looked at, and the editor's own whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bud::source::{Files, lines};
use bud::syntax::{Keyword, LineParser, Value};

use super::disk;
use super::files::{Overlay, true_path};

/// How many folders above an open file are looked at.
const MOST_ABOVE: usize = 8;

/// Which budgets there are, by the true paths of their main files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The main files, and each as the editor would call it.
    pub mains: BTreeMap<PathBuf, PathBuf>,
    /// For each file that was asked about its main files, in order.
    pub of: BTreeMap<PathBuf, Vec<PathBuf>>,
}

impl Layout {
    /// Each of these files is a budget.
    pub fn alone<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Layout {
        let mut layout = Layout::default();
        for file in files {
            layout.mains.insert(file.clone(), file.clone());
            layout.of.insert(file.clone(), vec![file.clone()]);
        }
        layout
    }
}

/// Finds layouts. What it has read it reads again only when it has changed.
#[derive(Debug, Default)]
pub struct Survey {
    files: BTreeMap<PathBuf, Known>,
    folders: BTreeMap<PathBuf, Vec<PathBuf>>,
}

/// The includes of a file.
#[derive(Debug)]
struct Known {
    stamp: disk::Stamp,
    open: Option<Arc<String>>,
    includes: Vec<PathBuf>,
}

impl Survey {
    /// Looks at all folders anew when it is next asked.
    pub fn forget_folders(&mut self) {
        self.folders.clear();
    }

    /// The layout of the open files and of others, given as the editor would call them.
    pub fn layout(&mut self, others: &[PathBuf], overlay: &Overlay) -> Layout {
        // As the editor calls them, by their true paths.
        let mut shown: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
        let mut asked: BTreeSet<PathBuf> = BTreeSet::new();
        for path in others {
            let there = true_path(path);
            asked.insert(there.clone());
            shown.entry(there).or_insert_with(|| path.clone());
        }
        for path in overlay.open.keys() {
            asked.insert(path.clone());
            shown.entry(path.clone()).or_insert_with(|| path.clone());
            for above in path.ancestors().skip(1).take(MOST_ABOVE).filter(|above| above.is_absolute()) {
                for path in self.folder(above) {
                    shown.entry(true_path(&path)).or_insert(path);
                }
            }
        }
        let graph = self.graph(shown.keys(), overlay);
        let mut layout = Layout::default();
        for path in asked {
            let mains = mains(&graph, &path);
            for main in &mains {
                let name = shown.get(main).cloned().unwrap_or_else(|| main.clone());
                layout.mains.insert(main.clone(), name);
            }
            layout.of.insert(path, mains);
        }
        layout
    }

    /// The budget files in a folder.
    fn folder(&mut self, folder: &Path) -> Vec<PathBuf> {
        self.folders.entry(folder.to_owned()).or_insert_with(|| disk::budgets_in(folder)).clone()
    }

    /// The includes of some files and of all that they include.
    fn graph<'a>(&mut self, from: impl Iterator<Item = &'a PathBuf>, overlay: &Overlay) -> Graph {
        let mut graph = Graph::default();
        let mut open: Vec<PathBuf> = from.cloned().collect();
        while let Some(path) = open.pop() {
            if graph.below.contains_key(&path) {
                continue;
            }
            let includes = self.includes(&path, overlay);
            for include in &includes {
                graph.above.entry(include.clone()).or_default().insert(path.clone());
                open.push(include.clone());
            }
            graph.below.insert(path, includes);
        }
        self.files.retain(|path, _| graph.below.contains_key(path));
        graph
    }

    fn includes(&mut self, path: &Path, overlay: &Overlay) -> Vec<PathBuf> {
        let open = overlay.open.get(path);
        let stamp = if open.is_some() { None } else { disk::stamp(path) };
        let same = |known: &&Known| match (open, &known.open) {
            (Some(text), Some(before)) => Arc::ptr_eq(text, before),
            (None, None) => stamp.is_some() && known.stamp == stamp,
            _ => false,
        };
        if let Some(known) = self.files.get(path).filter(same) {
            return known.includes.clone();
        }
        let includes = match open {
            Some(text) => includes(path, text),
            None => {
                let bytes = overlay.read(path).unwrap_or_default();
                // Most files include nothing, and a look at their bytes tells.
                let may = |word: &str| memchr::memmem::find(&bytes, word.as_bytes()).is_some();
                if SIGNS.into_iter().any(may) { includes(path, &String::from_utf8_lossy(&bytes)) } else { Vec::new() }
            }
        };
        self.files.insert(path.to_owned(), Known { stamp, open: open.cloned(), includes: includes.clone() });
        includes
    }
}

/// A text without any of these includes nothing: a misspelt keyword is read as the one it is nearest to,
/// and what is included nearly always has this name.
const SIGNS: [&str; 3] = ["include", "引用", ".bud"];

/// Whether lines may hold the statement that includes a file.
pub fn may_include(lines: &str) -> bool {
    SIGNS.into_iter().any(|sign| lines.contains(sign))
}

/// The files that a text includes, by their true paths.
fn includes(path: &Path, text: &str) -> Vec<PathBuf> {
    let Some(folder) = path.parent() else { return Vec::new() };
    let mut parser = LineParser::new();
    let mut found = Vec::new();
    for (_, line) in lines(text) {
        // A look at the line tells nearly all from those that include.
        if !may_include(line) {
            continue;
        }
        let Some(statement) = parser.parse(line).statement else { continue };
        let head = statement.head.first().and_then(|head| head.value);
        if let (Keyword::Include, Some(Value::Text(text))) = (statement.keyword, head) {
            found.push(true_path(&folder.join(&*text.of(line))));
        }
    }
    found
}

/// Which files include which.
#[derive(Debug, Default)]
struct Graph {
    below: BTreeMap<PathBuf, Vec<PathBuf>>,
    above: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

/// The main files of the budgets that a file belongs to, in order; of none but its own, itself.
fn mains(graph: &Graph, path: &Path) -> Vec<PathBuf> {
    let mut above = BTreeSet::new();
    let mut open = vec![path];
    while let Some(path) = open.pop() {
        for includer in graph.above.get(path).into_iter().flatten() {
            if above.insert(includer.as_path()) {
                open.push(includer);
            }
        }
    }
    above.remove(path);
    let is_first = |it: &&Path| graph.above.get(*it).is_none_or(|above| above.iter().all(|over| over == it));
    let mains: Vec<PathBuf> =
        above.into_iter().filter(is_first).filter(|it| reads(graph, it, path)).map(Path::to_owned).collect();
    if mains.is_empty() { vec![path.to_owned()] } else { mains }
}

/// Whether the budget of `main` reads `path`: by includes that stay in its folder.
fn reads(graph: &Graph, main: &Path, path: &Path) -> bool {
    let Some(root) = main.parent() else { return false };
    let mut seen = BTreeSet::from([main]);
    let mut open = vec![main];
    while let Some(at) = open.pop() {
        if at == path {
            return true;
        }
        let includes = graph.below.get(at).into_iter().flatten().filter(|it| it.starts_with(root));
        open.extend(includes.map(PathBuf::as_path).filter(|it| seen.insert(it)));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A graph from `file: includes` lines.
    fn graph(text: &str) -> Graph {
        let mut graph = Graph::default();
        for (file, includes) in text.lines().filter_map(|line| line.split_once(':')) {
            let includes: Vec<PathBuf> = includes.split_whitespace().map(PathBuf::from).collect();
            for include in &includes {
                graph.above.entry(include.clone()).or_default().insert(file.into());
            }
            graph.below.insert(file.into(), includes);
        }
        graph
    }

    fn mains_of(graph: &Graph, path: &str) -> String {
        let mains = mains(graph, Path::new(path));
        mains.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_file_belongs_to_the_budgets_that_include_it() {
        let it = graph(
            "/a/main.bud: /a/u/one.bud /a/units.bud\n/a/u/one.bud: /a/u/two.bud\n/a/next.bud: /a/units.bud\n/a/alone.bud:",
        );
        assert_eq!(mains_of(&it, "/a/u/two.bud"), "/a/main.bud");
        assert_eq!(mains_of(&it, "/a/units.bud"), "/a/main.bud /a/next.bud");
        assert_eq!(mains_of(&it, "/a/main.bud"), "/a/main.bud");
        assert_eq!(mains_of(&it, "/a/alone.bud"), "/a/alone.bud");
    }

    #[test]
    fn a_budget_does_not_leave_its_folder_and_a_circle_is_no_budget_above() {
        let it = graph("/a/b/main.bud: /a/out.bud\n/a/x.bud: /a/y.bud\n/a/y.bud: /a/x.bud\n/a/me.bud: /a/me.bud");
        assert_eq!(mains_of(&it, "/a/out.bud"), "/a/out.bud");
        assert_eq!(mains_of(&it, "/a/y.bud"), "/a/y.bud");
        assert_eq!(mains_of(&it, "/a/me.bud"), "/a/me.bud");
    }

    #[test]
    fn includes_are_read_in_both_spellings() {
        let found = includes(
            Path::new("/a/main.bud"),
            "引用 单位/甲.bud\ninclude \"b c.bud\"\n# include d.bud\ninculde e.bud\n",
        );
        assert_eq!(found, ["/a/单位/甲.bud", "/a/b c.bud", "/a/e.bud"].map(PathBuf::from));
    }
}
