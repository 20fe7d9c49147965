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

use crate::budget::Budget;
use crate::findings;
use crate::outbox::Message;
use crate::session::Session;
use crate::workspace::layout::Survey;
use crate::workspace::{Job, disk};
use bud::diagnostic::{Message as Text, locale};
use bud::{Cache, Options};

/// When nobody has typed for so long, what takes its time is done.
const IDLE: Duration = Duration::from_millis(250);

/// Work that takes longer than this shows how far it is.
const LONG: Duration = Duration::from_millis(800);

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
    let mut worker =
        Worker { session, control, survey: Survey::default(), cache: Cache::default(), bar: Bar::default() };
    while let Some((job, revision)) = worker.wait() {
        worker.work(job, revision);
    }
}

struct Worker<'a> {
    session: &'a Arc<Session>,
    control: &'a Arc<Control>,
    survey: Survey,
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
            if timeout && workspace.job().is_none() {
                drop(workspace);
                self.rest();
                rested = true;
                workspace = self.session.workspace();
            }
        }
    }

    fn work(&mut self, job: Job, revision: u64) {
        match job {
            Job::Layout { found, anew } => {
                if anew {
                    self.survey.forget_folders();
                }
                let overlay = self.session.workspace().overlay();
                let layout = self.survey.layout(&found, &overlay);
                let gone = self.session.workspace().set_layout(layout, revision);
                gone.iter().for_each(|main| findings::note(self.session, main, None));
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
                let budget = self.analyze(&shown).map(|analysis| Arc::new(Budget::new(analysis)));
                self.session.workspace().set_budget(&main, budget.clone(), revision);
                findings::note(self.session, &main, budget.as_deref());
            }
        }
        findings::send(self.session);
        // Nobody may be waiting.
        let _ = self.session.done.send(());
        if self.session.editor().shows_progress {
            let (waiting, all) = self.session.workspace().waiting();
            self.bar.set(self.session, waiting, all);
        }
    }

    /// None if the main file cannot be read, or the check panicked, which must not end the session.
    fn analyze(&mut self, main: &Path) -> Option<bud::Analysis> {
        let overlay = self.session.workspace().overlay();
        let analyze = || bud::analyze_again(&overlay, main, &Options::default(), &mut self.cache);
        match catch_unwind(AssertUnwindSafe(analyze)) {
            Ok(analysis) => analysis.ok(),
            Err(_) => {
                self.cache = Cache::default();
                let text = Text::new("lsp-check-panicked").with("file", main.to_string_lossy().as_ref());
                let text = locale::text(self.session.language(), &text);
                self.session.say(Message::Fault(text));
                None
            }
        }
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
                explain(&session);
                control.explaining.store(false, Ordering::SeqCst);
            });
        }
    }
}

/// Looks for the causes of what fails in the budgets of open files, until all are known.
fn explain(session: &Session) {
    loop {
        let Some((main, budget)) = session.workspace().without_causes().into_iter().next() else { return };
        // A panic leaves the findings as the check gave them.
        if catch_unwind(AssertUnwindSafe(|| budget.find_causes())).is_err() {
            budget.give_up_causes();
        }
        findings::note_causes(session, &main, &budget);
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
