//! Reading budgets: several at once, from the disk or from standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use bud::diagnostic::Message;
use bud::source::{Disk, Files, Memory};
use bud::{Analysis, Options};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::session::{self, Session, Stream};

/// The name of standard input as a file.
pub const STDIN: &str = "<stdin>";

/// How long nothing is said of progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether `file` is standard input.
pub fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

/// Reads and checks `files`, in parallel: of each the budget, or why it cannot be read.
///
/// # Errors
/// What is wrong with the call.
pub fn analyze(files: &[PathBuf], session: &Session) -> Result<Vec<Result<Analysis, Message>>, Message> {
    let source = source(files)?;
    let progress = Progress::start("checking", files.len(), session);
    let read = |file: &PathBuf| {
        let analysis = one(source.as_ref(), file, session);
        progress.step();
        analysis
    };
    Ok(files.par_iter().map(read).collect())
}

fn one(files: &dyn Files, file: &Path, session: &Session) -> Result<Analysis, Message> {
    let (main, options) = budget(file, session);
    bud::analyze(files, &main, &options).map_err(|error| session::unreadable(&main, error))
}

/// Where the text of `files` comes from: the disk, and standard input if it is among them.
///
/// # Errors
/// What is wrong with the call, or why standard input cannot be read.
pub fn source(files: &[PathBuf]) -> Result<Box<dyn Files + Send>, Message> {
    match files.iter().filter(|file| is_stdin(file)).count() {
        0 => return Ok(Box::new(Disk)),
        1 => {}
        _ => return Err(Message::new("stdin-twice")),
    }
    let mut text = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut text);
    read.map_err(|error| session::about("cannot-read", Path::new(STDIN), session::reason(&error)))?;
    Ok(Box::new(Memory::over(Box::new(Disk)).with(STDIN, text)))
}

/// The main file that `file` names, and how its budget is read.
pub fn budget(file: &Path, session: &Session) -> (PathBuf, Options) {
    let mut options = Options { root: session.root.clone() };
    if !is_stdin(file) {
        return (file.to_owned(), options);
    }
    options.root.get_or_insert_with(|| PathBuf::from("."));
    (PathBuf::from(STDIN), options)
}

/// A bar on standard error, if that is a terminal and the work takes long.
pub struct Progress {
    bar: ProgressBar,
    done: Option<mpsc::Sender<()>>,
    waiting: Option<std::thread::JoinHandle<()>>,
}

impl Progress {
    pub fn start(what: &'static str, count: usize, session: &Session) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        if session.quiet || !session::is_terminal(Stream::Err) {
            return Progress { bar, done: None, waiting: None };
        }
        let template = if count == 1 { "{spinner} {msg}" } else { "{spinner} {msg} {bar:30} {pos}/{len}" };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(session.text(&Message::new(what)));
        let (done, wait) = mpsc::channel();
        let shown = bar.clone();
        let waiting = std::thread::spawn(move || {
            if wait.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Progress { bar, done: Some(done), waiting: Some(waiting) }
    }
}

impl Progress {
    /// One of all is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(waiting) = self.waiting.take() {
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}
