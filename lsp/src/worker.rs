//! Works budgets out in the background: which there are, what they say, what is wrong with them, and when
//! nobody types, why.
//!
//! One thread, one job at a time, always the one that is most wanted now. What is out of date when it is
//! done is done again; whoever types never waits for more than the job at hand.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use bud::diagnostic::{Message as Text, locale};
use bud::{Cache, Options};
use thread_priority::{ThreadPriority, ThreadPriorityValue, set_current_thread_priority};

use crate::budget::Budget;
use crate::findings::{self, Found};
use crate::outbox::Message;
use crate::session::Session;
use crate::workspace::files::{Copies, Overlay};
use crate::workspace::layout::{Layout, Survey};
use crate::workspace::{Job, disk};

/// When nobody has typed for so long, what takes its time is done.
const IDLE: Duration = Duration::from_millis(250);

/// Work that takes longer than this shows how far it is.
const LONG: Duration = Duration::from_millis(800);

/// How urgent the work is, of 99: a little less than what is usual, on Linux a niceness of 5.
const URGENCY: u8 = 35;

/// How urgent it is to know causes: on Linux a niceness of 15.
const URGENCY_OF_CAUSES: u8 = 10;

/// What may be asked of the worker from elsewhere.
#[derive(Debug, Default)]
pub struct Control {
    /// The session is over.
    pub over: AtomicBool,
    /// Causes are being looked for, in a thread of their own.
    explaining: AtomicBool,
}

/// Works until the session is over.
pub fn run(session: &Arc<Session>, control: &Arc<Control>) {
    // Whoever asks something comes first: what is worked out here keeps all processors busy.
    give_way(URGENCY);
    let mut worker = Worker {
        session,
        control,
        survey: Survey::default(),
        copies: Copies::default(),
        cache: Cache::default(),
        bar: Bar::default(),
    };
    while let Some((job, revision)) = worker.wait() {
        worker.work(job, revision);
    }
}

struct Worker<'a> {
    session: &'a Arc<Session>,
    control: &'a Arc<Control>,
    survey: Survey,
    copies: Copies,
    cache: Cache,
    bar: Bar,
}

impl Worker<'_> {
    /// The next job and the change that it is to be as of; none when the session is over. While there is
    /// none, and nobody types for a while, there is time for what [`Worker::rest`] does.
    fn wait(&mut self) -> Option<(Job, u64)> {
        let mut rested = false;
        let mut workspace = self.session.workspace();
        loop {
            if self.control.over.load(Ordering::SeqCst) {
                return None;
            }
            if let Some(job) = workspace.job() {
                return Some((job, workspace.revision()));
            }
            let (guard, timeout) = match rested {
                true => (self.session.work.wait(workspace).unwrap_or_else(PoisonError::into_inner), false),
                false => {
                    let waited = self.session.work.wait_timeout(workspace, IDLE);
                    let (guard, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
                    (guard, timeout.timed_out())
                }
            };
            workspace = guard;
            if timeout {
                // A job is handed out once.
                if let Some(job) = workspace.job() {
                    return Some((job, workspace.revision()));
                }
                drop(workspace);
                self.rest();
                rested = true;
                workspace = self.session.workspace();
            }
        }
    }

    fn work(&mut self, job: Job, revision: u64) {
        let mut before = None;
        match job {
            Job::Layout { found, anew } => {
                if anew {
                    self.survey.forget_folders();
                }
                let overlay = self.overlay();
                let recent = self.session.workspace().recent().map(Path::to_owned).unwrap_or_default();
                let layout = survive(self.session, &recent, || self.survey.layout(&found, &overlay));
                // Better each open file alone than none at all.
                let layout = layout.unwrap_or_else(|| {
                    self.survey = Survey::default();
                    Layout::alone(overlay.open.keys())
                });
                let mut workspace = self.session.workspace();
                for main in workspace.set_layout(layout, revision) {
                    findings::note(self.session, &workspace, &main, Found::new());
                }
            }
            Job::Search(folders) => {
                let session = Arc::clone(self.session);
                // Folders may be many, and on a slow disk: nobody waits for them.
                std::thread::spawn(move || {
                    let found = folders.iter().flat_map(|folder| disk::budgets_under(folder)).collect();
                    session.change(|workspace| workspace.set_found(found, revision));
                    let _ = session.done.send(());
                });
            }
            Job::Budget(main, shown) => {
                let (budget, found) = self.analyze(&shown).unzip();
                let mut workspace = self.session.workspace();
                before = workspace.set_budget(&main, budget, revision);
                findings::note(self.session, &workspace, &main, found.unwrap_or_default());
            }
        }
        findings::send(self.session);
        // Nobody may be waiting.
        let _ = self.session.done.send(());
        drop(before);
        if self.session.editor().shows_progress {
            let (waiting, all) = self.session.workspace().waiting();
            self.bar.set(self.session, waiting, all);
        }
    }

    /// The files as they are now.
    fn overlay(&mut self) -> Overlay {
        let texts = self.session.workspace().texts();
        self.copies.overlay(texts)
    }

    /// The budget of a main file, and what it finds. None if the file cannot be read, or the check panicked,
    /// which must not end the session.
    fn analyze(&mut self, main: &Path) -> Option<(Arc<Budget>, Found)> {
        let overlay = self.overlay();
        let analyze = || {
            let analysis = bud::analyze_again(&overlay, main, &Options::default(), &mut self.cache).ok()?;
            let budget = Arc::new(Budget::new(analysis));
            let found = findings::shown(self.session, &budget);
            Some((budget, found))
        };
        survive(self.session, main, analyze).unwrap_or_else(|| {
            self.cache = Cache::default();
            None
        })
    }

    /// What is done when nobody types: other files are brought up to date, and causes are looked for.
    fn rest(&self) {
        self.session.say(Message::AskForHints);
        findings::ask(self.session);
        if !self.session.workspace().without_causes().is_empty()
            && !self.control.explaining.swap(true, Ordering::SeqCst)
        {
            let (session, control) = (Arc::clone(self.session), Arc::clone(self.control));
            // A thread of its own: whoever types on does not wait for it.
            std::thread::spawn(move || {
                give_way(URGENCY_OF_CAUSES);
                loop {
                    while !explain(&session) && !control.over.load(Ordering::SeqCst) {
                        until_quiet(&session);
                    }
                    control.explaining.store(false, Ordering::SeqCst);
                    // What came after the last look was left to this thread, unless another has taken it.
                    let more = !session.workspace().without_causes().is_empty();
                    if !more || control.explaining.swap(true, Ordering::SeqCst) {
                        return;
                    }
                }
            });
        }
    }
}

/// What `work` on the budget of `main` comes to. None if it panicked: the editor is told, and all goes on.
fn survive<R>(session: &Session, main: &Path, work: impl FnOnce() -> R) -> Option<R> {
    let done = catch_unwind(AssertUnwindSafe(work));
    if done.is_err() {
        let text = Text::new("lsp-check-panicked").with("file", main.to_string_lossy().as_ref());
        let text = locale::text(session.language(), &text);
        session.say(Message::Fault(text));
    }
    done.ok()
}

/// Lets what is more urgent than this thread run before it.
fn give_way(urgency: u8) {
    if let Ok(urgency) = ThreadPriorityValue::try_from(urgency) {
        // A system that refuses that still does the rest.
        let _ = set_current_thread_priority(ThreadPriority::Crossplatform(urgency));
    }
}

/// Waits until nobody types.
fn until_quiet(session: &Session) {
    loop {
        let before = session.workspace().revision();
        std::thread::sleep(IDLE);
        if session.workspace().revision() == before {
            return;
        }
    }
}

/// Looks for the causes of what fails, until all are known or somebody types: whether all are.
fn explain(session: &Session) -> bool {
    loop {
        let Some((main, budget)) = session.workspace().without_causes().into_iter().next() else { return true };
        let is_now = || session.workspace().budget(&main).is_some_and(|now| Arc::ptr_eq(&now, &budget));
        // A panic leaves the findings as the check gave them.
        match survive(session, &main, || budget.find_causes(&|| !is_now())) {
            Some(true) => {}
            // There is another text by now.
            Some(false) => return false,
            None => budget.give_up_causes(),
        }
        // Its budget is not without causes any more, whatever comes of showing them.
        survive(session, &main, || findings::note_causes(session, &main, &budget));
        findings::send(session);
        findings::ask(session);
    }
}

/// The bar of long work: shown when there has been work for a while.
#[derive(Debug, Default)]
struct Bar {
    since: Option<Instant>,
    shown: bool,
    /// The most budgets that waited at once.
    most: usize,
}

impl Bar {
    fn set(&mut self, session: &Session, waiting: usize, all: usize) {
        if waiting == 0 {
            if self.shown {
                session.say(Message::End);
            }
            *self = Bar::default();
            return;
        }
        self.most = self.most.max(waiting).min(all.max(1));
        let since = *self.since.get_or_insert_with(Instant::now);
        if !self.shown && since.elapsed() > LONG {
            self.shown = true;
            session.say(Message::Begin(locale::word(session.language(), "lsp-checking")));
        }
        if self.shown {
            let done = self.most - waiting.min(self.most);
            let percent = (done * 100 / self.most.max(1)) as u32;
            session.say(Message::Report(percent, format!("{done}/{}", self.most)));
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    #[test]
    fn work_that_panics_is_told_of_and_survived() {
        let (outbox, mut messages) = mpsc::unbounded_channel();
        let session = Session::new(outbox, bud::diagnostic::Language::English);
        let main = Path::new("/预算/局.bud");
        assert_eq!(survive(&session, main, || 5), Some(5));
        assert!(messages.try_recv().is_err(), "nothing to tell");
        // Whatever it holds as it panics.
        let panics = || -> i32 {
            let _held = (session.workspace(), session.findings());
            panic!("a fault in a check")
        };
        assert_eq!(survive(&session, main, panics), None);
        let Ok(Message::Fault(text)) = messages.try_recv() else { panic!("it is not told") };
        assert!(text.contains("/预算/局.bud") && text.contains("broke off"), "{text}");
        assert_eq!(session.change(|workspace| workspace.revision()), 0);
        assert_eq!(session.findings().board.get(main).0, 0);
    }
}
