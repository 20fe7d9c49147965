//! `bdc check --watch`: checks again whenever a file changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use bud::Analysis;
use bud::diagnostic::Message;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::check::{self, Arguments};
use super::input;
use super::session::{Session, Written};
use super::status::Status;

/// A change is over when nothing more has come for this long: editors write in several steps.
const PAUSE: Duration = Duration::from_millis(80);
/// But no change is waited out for longer than this.
const LONGEST: Duration = Duration::from_secs(1);

/// Checks, waits for a change and checks again, until the call is interrupted.
pub fn run(arguments: &Arguments, session: &Session) -> Status {
    if arguments.files.iter().any(|file| input::is_stdin(file)) {
        return session.fail(&Message::new("watch-stdin"));
    }
    match watch(arguments, session) {
        Ok(status) => status,
        Err(error) => session.fail(&Message::new("cannot-watch").with("reason", error.to_string())),
    }
}

fn watch(arguments: &Arguments, session: &Session) -> notify::Result<Status> {
    let (send, events) = mpsc::channel();
    let mut watched = Watched { watcher: notify::recommended_watcher(send)?, folders: BTreeSet::new() };
    // Before the first reading, so that nothing that happens meanwhile is missed.
    watched.set(folders(&arguments.files, &[]));
    loop {
        let round = match check::once(arguments, session) {
            Ok(round) => round,
            Err(message) => return Ok(session.fail(&message)),
        };
        if round.written != Written::Whole {
            return Ok(round.status);
        }
        watched.set(folders(&arguments.files, &round.analyses));
        session.say(&Message::new("watching"));
        match changed(&events, &arguments.files, &round.analyses) {
            Some(names) => session.say(&Message::new("changed").with("files", names)),
            None => return Ok(round.status),
        }
    }
}

/// The folders that are watched: a file that is replaced by another under its name would be lost.
struct Watched {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Watched {
    fn set(&mut self, folders: BTreeSet<PathBuf>) {
        for gone in self.folders.difference(&folders) {
            let _ = self.watcher.unwatch(gone);
        }
        // A folder that cannot be watched (it is gone, say) is tried again after the next change.
        let watcher = &mut self.watcher;
        let known = &self.folders;
        self.folders = folders
            .into_iter()
            .filter(|folder| known.contains(folder) || watcher.watch(folder, RecursiveMode::NonRecursive).is_ok())
            .collect();
    }
}

fn folders(files: &[PathBuf], analyses: &[Analysis]) -> BTreeSet<PathBuf> {
    let read = analyses.iter().flat_map(|analysis| analysis.sources.iter()).map(|file| file.path.as_path());
    let folder = |path: &Path| match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.canonicalize().ok(),
        _ => Path::new(".").canonicalize().ok(),
    };
    files.iter().map(PathBuf::as_path).chain(read).filter_map(folder).collect()
}

/// Waits for a change that matters; the names of what changed, or nothing if no more can come.
fn changed(events: &Receiver<notify::Result<Event>>, files: &[PathBuf], analyses: &[Analysis]) -> Option<String> {
    let mut names = BTreeSet::new();
    while names.is_empty() {
        let event = events.recv().ok()?;
        names.extend(matters(event, files, analyses));
    }
    let start = Instant::now();
    while let Ok(event) = events.recv_timeout(PAUSE) {
        names.extend(matters(event, files, analyses));
        if start.elapsed() > LONGEST {
            break;
        }
    }
    Some(names.into_iter().collect::<Vec<_>>().join(", "))
}

/// The names of the files of `event` that a budget is made of, or could be.
fn matters(event: notify::Result<Event>, files: &[PathBuf], analyses: &[Analysis]) -> Vec<String> {
    let Ok(event) = event else { return Vec::new() };
    if matches!(event.kind, EventKind::Access(_)) {
        return Vec::new();
    }
    let read = |path: &Path| analyses.iter().any(|analysis| analysis.sources.by_path(path).is_some());
    let given = |path: &Path| files.iter().any(|file| file.file_name() == path.file_name());
    // One that an `include` has missed so far.
    let budget = |path: &Path| path.extension().is_some_and(|extension| extension == "bud");
    let matters = |path: &&PathBuf| read(path) || given(path) || budget(path);
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    event.paths.iter().filter(matters).filter_map(name).collect()
}
