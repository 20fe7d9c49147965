//! What the editor has open and the budgets that belong to it, with how far each is worked out.
//!
//! Everything that changes is here, behind one lock that is held for moments only. Each change has a
//! number; whoever needs a budget as it is now waits until it is worked out as of its last change
//! ([`crate::session`]), and the work itself is [`crate::worker`]'s.

pub mod disk;
pub mod document;
pub mod files;
pub mod layout;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bud::diagnostic::Code;
use bud::span::FileId;
use tower_lsp::ls_types::Uri;

use crate::budget::Budget;
use crate::rim::convert;
use crate::settings::Settings;
use document::Document;
use files::true_path;
use layout::Layout;

/// How far something is worked out, by the numbers of changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// The last change that touches it.
    wanted: u64,
    /// The last change that it is worked out with.
    have: u64,
}

impl Progress {
    fn is_current(self) -> bool {
        self.have >= self.wanted
    }
}

/// A budget, as far as it is worked out.
#[derive(Debug, Default)]
struct Slot {
    /// The main file as the editor would call it.
    shown: PathBuf,
    progress: Progress,
    budget: Option<Arc<Budget>>,
}

/// A budget as of now, and which of its files is asked about.
#[derive(Clone, Debug)]
pub struct Place {
    /// The budget.
    pub budget: Arc<Budget>,
    /// The file.
    pub file: FileId,
}

/// What the worker does next.
#[derive(Debug)]
pub enum Job {
    /// Find out which budgets there are: those of open files, and of other files that were found.
    Layout {
        /// The files that were found.
        found: Arc<Vec<PathBuf>>,
        /// Whether folders may have changed.
        anew: bool,
    },
    /// Find the budget files in the editor's folders.
    Search(Vec<PathBuf>),
    /// Work out the budget of a main file, by its true path and as the editor would call it.
    Budget(PathBuf, PathBuf),
}

/// Everything that changes.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The open files by their true paths.
    pub documents: BTreeMap<PathBuf, Document>,
    /// The editor's folders.
    pub folders: Vec<PathBuf>,
    /// What its user has set.
    pub settings: Settings,
    /// The number of the last change.
    revision: u64,
    layout: Progress,
    /// Whether the editor's folders have been searched: what is open does not wait for that.
    search: Progress,
    searching: bool,
    /// The budget files in the editor's folders, as it would call them.
    found: Arc<Vec<PathBuf>>,
    /// The folders may have changed since they were last looked at.
    anew: bool,
    of: BTreeMap<PathBuf, Vec<PathBuf>>,
    budgets: BTreeMap<PathBuf, Slot>,
    /// The file that was touched last: its budgets come first.
    recent: Option<PathBuf>,
    edited: BTreeSet<PathBuf>,
}

impl Workspace {
    /// The file that was touched last.
    pub fn recent(&self) -> Option<&Path> {
        self.recent.as_deref()
    }

    /// The open files that were edited since this was asked last.
    pub fn edited(&mut self) -> BTreeSet<PathBuf> {
        std::mem::take(&mut self.edited)
    }

    /// Whether all budgets that a file belongs to are worked out as of now.
    pub fn is_current(&self, path: &Path) -> bool {
        self.layout.is_current() && self.slots_of(path).iter().all(|slot| slot.progress.is_current())
    }

    /// What the editor calls a file, and the version of it that is open.
    pub fn name(&self, path: &Path) -> Option<(Uri, Option<i32>)> {
        if let Some(document) = self.documents.get(path) {
            return Some((document.uri.clone(), Some(document.version)));
        }
        // As its includes lead to it, which may be through a link.
        let files = self.budgets.values().filter_map(|slot| slot.budget.as_ref()?.sources().by_path(path));
        let led = files.map(|file| Path::new(&file.name)).find(|name| name.is_absolute());
        convert::uri(led.unwrap_or(path)).map(|uri| (uri, None))
    }

    /// The number of the last change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A file was opened, or closed where there is no document.
    pub fn open(&mut self, path: PathBuf, document: Option<Document>) {
        match document {
            Some(document) => drop(self.documents.insert(path.clone(), document)),
            None => drop(self.documents.remove(&path)),
        }
        self.touch(&path);
        self.edited.extend(self.documents.contains_key(&path).then(|| path.clone()));
        self.touch_those_that_lack_files();
        self.wants_layout(false);
    }

    /// The text of a file is another; `includes` if it may include others than before.
    pub fn touch_text(&mut self, path: &Path, includes: bool) {
        self.touch(path);
        self.edited.insert(path.to_owned());
        if includes {
            self.wants_layout(false);
        }
    }

    /// Files changed on the disk; `come_or_gone` if some are new or deleted.
    pub fn touch_disk(&mut self, paths: &[PathBuf], come_or_gone: bool) {
        for path in paths.iter().map(|path| true_path(path)) {
            if !self.documents.contains_key(&path) {
                self.touch(&path);
            }
        }
        self.touch_those_that_lack_files();
        self.wants_layout(come_or_gone);
    }

    /// The editor's folders are others.
    pub fn touch_folders(&mut self) {
        self.wants_layout(true);
    }

    /// The settings are others: everything is to be shown anew.
    pub fn touch_all(&mut self) {
        self.wants_layout(false);
        self.budgets.values_mut().for_each(|slot| slot.progress.wanted = self.revision);
    }

    fn touch(&mut self, path: &Path) {
        self.revision += 1;
        self.recent = Some(path.to_owned());
        for slot in self.budgets.values_mut() {
            let reads = |budget: &Arc<Budget>| budget.sources().by_path(path).is_some();
            // What is not worked out yet may read anything.
            if slot.budget.as_ref().is_none_or(reads) {
                slot.progress.wanted = self.revision;
            }
        }
    }

    /// A file that a budget includes and that could not be read may be there now.
    fn touch_those_that_lack_files(&mut self) {
        let lacks = |it: &bud::diagnostic::Diagnostic| it.code == Code::IncludeUnreadable;
        for slot in self.budgets.values_mut() {
            if slot.budget.as_ref().is_some_and(|budget| budget.analysis.diagnostics.iter().any(lacks)) {
                slot.progress.wanted = self.revision;
            }
        }
    }

    /// Which budgets there are may be another matter now; `anew` if the folders may be others, too.
    fn wants_layout(&mut self, anew: bool) {
        self.revision += 1;
        self.layout.wanted = self.revision;
        if anew {
            self.search.wanted = self.revision;
            self.anew = true;
        }
    }

    /// The texts of all open files, each with its number: for moments only, since a text that is held is
    /// copied when it is edited.
    pub fn texts(&self) -> Vec<(PathBuf, u64, Arc<String>)> {
        let text = |(path, it): (&PathBuf, &Document)| (path.clone(), it.stamp(), Arc::clone(it.text()));
        self.documents.iter().map(text).collect()
    }

    /// What is to be done next: the budgets of the file that was touched last, then those of open files,
    /// then what else is in the editor's folders.
    pub fn job(&mut self) -> Option<Job> {
        let whole = self.settings.diagnostics.workspace;
        if !self.layout.is_current() {
            let found = if whole { Arc::clone(&self.found) } else { Arc::default() };
            return Some(Job::Layout { found, anew: std::mem::take(&mut self.anew) });
        }
        let recent = self.recent.iter().filter_map(|path| self.of.get(path)).flatten();
        let open = self.documents.keys().filter_map(|path| self.of.get(path)).flatten();
        let waits = |main: &&PathBuf| self.budgets.get(*main).is_some_and(|slot| !slot.progress.is_current());
        let next = recent.chain(open).find(waits).cloned();
        if next.is_none() && whole && !self.search.is_current() && !self.searching {
            self.searching = true;
            return Some(Job::Search(self.folders.clone()));
        }
        let main = next.or_else(|| self.budgets.keys().find(waits).cloned())?;
        let shown = self.budgets.get(&main)?.shown.clone();
        Some(Job::Budget(main, shown))
    }

    /// Takes the budget files in that a search found, which began after change `revision`.
    pub fn set_found(&mut self, found: Vec<PathBuf>, revision: u64) {
        self.searching = false;
        self.search.have = self.search.have.max(revision);
        if *self.found != found {
            self.found = Arc::new(found);
            self.wants_layout(false);
        }
    }

    /// How many budgets wait to be worked out, and how many there are.
    pub fn waiting(&self) -> (usize, usize) {
        let waiting = self.budgets.values().filter(|slot| !slot.progress.is_current()).count();
        (waiting, self.budgets.len())
    }

    /// Takes a layout in that is as of change `revision`. The main files of budgets that are gone.
    pub fn set_layout(&mut self, layout: Layout, revision: u64) -> BTreeSet<PathBuf> {
        self.layout.have = self.layout.have.max(revision);
        let gone: BTreeSet<PathBuf> =
            self.budgets.keys().filter(|main| !layout.mains.contains_key(*main)).cloned().collect();
        self.budgets.retain(|main, _| !gone.contains(main));
        for (main, shown) in layout.mains {
            // What is open is called as the editor calls it, which may be by a link.
            let shown = self.documents.get(&main).map_or(shown, |document| convert::path(&document.uri));
            let progress = Progress { wanted: revision.max(1), have: 0 };
            let slot = self.budgets.entry(main).or_insert_with(|| Slot { progress, ..Slot::default() });
            if slot.shown != shown {
                slot.shown = shown;
                // Its files are named after it.
                self.revision += 1;
                slot.progress.wanted = self.revision;
            }
        }
        self.of = layout.of;
        gone
    }

    /// Takes a budget in that is as of change `revision`; none if its main file cannot be read.
    /// Returns the one that was there before: to give a large one up takes its time, and need not be done
    /// under the lock.
    #[must_use]
    pub fn set_budget(&mut self, main: &Path, budget: Option<Arc<Budget>>, revision: u64) -> Option<Arc<Budget>> {
        let slot = self.budgets.get_mut(main)?;
        slot.progress.have = slot.progress.have.max(revision);
        std::mem::replace(&mut slot.budget, budget)
    }

    /// The budgets that a file belongs to, if all of them are worked out as of now; the first is the one
    /// that answers what has one answer.
    pub fn current(&self, path: &Path) -> Option<Vec<Place>> {
        if !self.layout.is_current() {
            return None;
        }
        let slots = self.slots_of(path);
        if slots.iter().any(|slot| !slot.progress.is_current()) {
            return None;
        }
        Some(slots.iter().filter_map(|slot| slot.place(path)).collect())
    }

    /// The same as they are worked out so far, now or some changes ago.
    pub fn known(&self, path: &Path) -> Vec<Place> {
        self.slots_of(path).iter().filter_map(|slot| slot.place(path)).collect()
    }

    fn slots_of(&self, path: &Path) -> Vec<&Slot> {
        match self.of.get(path) {
            Some(mains) => mains.iter().filter_map(|main| self.budgets.get(main)).collect(),
            // A part of a budget that is not open itself.
            None => self.budgets.values().filter(|slot| slot.place(path).is_some()).collect(),
        }
    }

    /// All budgets, if all are worked out as of now.
    pub fn all(&self) -> Option<Vec<Arc<Budget>>> {
        let searched = self.search.is_current() || !self.settings.diagnostics.workspace;
        let current =
            searched && self.layout.is_current() && self.budgets.values().all(|slot| slot.progress.is_current());
        current.then(|| self.budgets.values().filter_map(|slot| slot.budget.clone()).collect())
    }

    /// The budget of a main file, if it is worked out as of now.
    pub fn budget(&self, main: &Path) -> Option<Arc<Budget>> {
        let slot = self.budgets.get(main).filter(|slot| slot.progress.is_current())?;
        slot.budget.clone()
    }

    /// The budgets, as of now, of which the causes are not known yet; those of open files first.
    pub fn without_causes(&self) -> Vec<(PathBuf, Arc<Budget>)> {
        let open: BTreeSet<&PathBuf> = self.documents.keys().filter_map(|path| self.of.get(path)).flatten().collect();
        let others = self.budgets.keys().filter(|main| !open.contains(main));
        let mains = open.iter().copied().chain(others);
        let current = mains.filter_map(|main| Some((main.clone(), self.budget(main)?)));
        current.filter(|(_, budget)| !budget.has_causes()).collect()
    }
}

impl Slot {
    fn place(&self, path: &Path) -> Option<Place> {
        let budget = self.budget.clone()?;
        let file = budget.sources().by_path(path)?.id;
        Some(Place { budget, file })
    }
}
