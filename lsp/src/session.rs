//! One editor's session: what it can, what it has open, and how its requests find the budget that they
//! are about.
//!
//! A request sees the text as it was when it came, and waits until the budgets of that text are worked
//! out. If the text changes meanwhile, the answer would be about another one: the request fails as the
//! protocol says, and the editor asks again.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use bud::diagnostic::Language;
use tokio::sync::{mpsc, watch};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{Position, Uri};

use crate::budget::Budget;
use crate::findings::Findings;
use crate::outbox::Message;
use crate::rim::convert::path;
use crate::rim::editor::Editor;
use crate::rim::tokens::Given;
use crate::rim::{Addresses, Ask};
use crate::workspace::files::true_path;
use crate::workspace::{Place, Workspace};

/// What the requests of an editor and the work behind them share.
#[derive(Debug)]
pub struct Session {
    editor: OnceLock<Editor>,
    workspace: Mutex<Workspace>,
    /// Tells the worker that there is something to do.
    pub(crate) work: Condvar,
    /// Tells requests that something is worked out.
    pub(crate) done: watch::Sender<()>,
    findings: Mutex<Findings>,
    /// What is sent to the editor unasked.
    outbox: mpsc::UnboundedSender<Message>,
    /// The colours that the editor was last given.
    given: Arc<Given>,
    /// The language of the system, for an editor that does not say its own.
    language: Language,
}

impl Session {
    /// A session in which nothing is open. What it has to say unasked goes to `outbox`.
    pub fn new(outbox: mpsc::UnboundedSender<Message>, language: Language) -> Session {
        let (done, _) = watch::channel(());
        Session {
            editor: OnceLock::new(),
            workspace: Mutex::default(),
            work: Condvar::new(),
            done,
            findings: Mutex::default(),
            outbox,
            given: Arc::default(),
            language,
        }
    }

    /// What the editor can; the least before it has said so.
    pub fn editor(&self) -> &Editor {
        static UNKNOWN: OnceLock<Editor> = OnceLock::new();
        self.editor.get().unwrap_or_else(|| UNKNOWN.get_or_init(Editor::default))
    }

    /// Notes what the editor can.
    pub fn meet(&self, editor: Editor) {
        // A second `initialize` is refused before it comes here.
        let _ = self.editor.set(editor);
    }

    /// The workspace, locked: for moments only, and never over an `await`.
    pub fn workspace(&self) -> MutexGuard<'_, Workspace> {
        // What panicked while it held the lock has changed nothing by halves that matters.
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The findings, locked; never before the workspace where both are.
    pub fn findings(&self) -> MutexGuard<'_, Findings> {
        self.findings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a change to the workspace, and lets the worker know.
    pub fn change<R>(&self, change: impl FnOnce(&mut Workspace) -> R) -> R {
        let result = change(&mut self.workspace());
        self.work.notify_all();
        result
    }

    /// The language of messages.
    pub fn language(&self) -> Language {
        let editor = self.editor().language.unwrap_or(self.language);
        self.workspace().settings.language(editor)
    }

    /// Says something to the editor unasked.
    pub fn say(&self, message: Message) {
        // The other end is gone only when the session is over.
        let _ = self.outbox.send(message);
    }

    /// Answers a request about the file that the editor calls `uri`, off the thread that serves the
    /// protocol; none for a file of no budget.
    ///
    /// # Errors
    /// The text changed meanwhile, or the answer panicked.
    pub async fn ask<R: Send + 'static>(
        self: &Arc<Self>,
        uri: &Uri,
        answer: impl FnOnce(&Ask) -> R + Send + 'static,
    ) -> Result<Option<R>> {
        let path = true_path(&path(uri));
        let version = self.version(&path);
        let places = self.when_done(|workspace| workspace.current(&path)).await;
        if self.version(&path) != version {
            return Err(content_modified());
        }
        self.answer(path, places, answer).await
    }

    /// Waits until the budgets of a file are worked out as of the text that it has now.
    ///
    /// # Errors
    /// The text changed meanwhile.
    pub async fn when_current(&self, path: &Path) -> Result<()> {
        let version = self.version(path);
        self.when_done(|workspace| workspace.is_current(path).then_some(())).await;
        if self.version(path) == version { Ok(()) } else { Err(content_modified()) }
    }

    /// The same at once, with the budgets as they are worked out so far; the line that is asked about
    /// comes from the text as it is now.
    ///
    /// # Errors
    /// The answer panicked.
    pub async fn ask_at_once<R: Send + 'static>(
        self: &Arc<Self>,
        uri: &Uri,
        position: Position,
        answer: impl FnOnce(&Ask, &str, u32) -> R + Send + 'static,
    ) -> Result<Option<R>> {
        let path = true_path(&path(uri));
        let encoding = self.editor().encoding;
        let line = |workspace: &Workspace| {
            let document = workspace.documents.get(&path)?;
            let (line, at) = document.line(position, encoding);
            Some((line.to_owned(), at))
        };
        let (line, known) = {
            let workspace = self.workspace();
            (line(&workspace), workspace.known(&path))
        };
        let Some((line, at)) = line else { return Ok(None) };
        // Just opened: there is nothing to answer from yet.
        let places = match known.is_empty() {
            true => self.when_done(|workspace| workspace.current(&path)).await,
            false => known,
        };
        self.answer(path, places, move |ask| answer(ask, &line, at)).await
    }

    /// The same with all budgets there are, since a file of one may be a file of others too.
    ///
    /// # Errors
    /// The text changed meanwhile, or the answer panicked.
    pub async fn ask_across<R: Send + 'static>(
        self: &Arc<Self>,
        uri: &Uri,
        answer: impl FnOnce(&Ask, &[Arc<Budget>]) -> R + Send + 'static,
    ) -> Result<Option<R>> {
        let path = true_path(&path(uri));
        let version = self.version(&path);
        let ready = |workspace: &Workspace| workspace.current(&path).zip(workspace.all());
        let (places, budgets) = self.when_done(ready).await;
        if self.version(&path) != version {
            return Err(content_modified());
        }
        self.answer(path, places, move |ask| answer(ask, &budgets)).await
    }

    /// Answers a request about all budgets there are.
    ///
    /// # Errors
    /// The answer panicked.
    pub async fn ask_all<R: Send + 'static>(
        self: &Arc<Self>,
        answer: impl FnOnce(&Ask, &[Arc<Budget>]) -> R + Send + 'static,
    ) -> Result<R> {
        let budgets = self.when_done(Workspace::all).await;
        let ask = self.about(PathBuf::new(), Vec::new());
        off_thread(move || answer(&ask, &budgets)).await
    }

    async fn answer<R: Send + 'static>(
        self: &Arc<Self>,
        path: PathBuf,
        places: Vec<Place>,
        answer: impl FnOnce(&Ask) -> R + Send + 'static,
    ) -> Result<Option<R>> {
        if places.is_empty() {
            return Ok(None);
        }
        let ask = self.about(path, places);
        off_thread(move || answer(&ask)).await.map(Some)
    }

    fn about(&self, path: PathBuf, places: Vec<Place>) -> Ask {
        let language = self.language();
        let workspace = self.workspace();
        let addresses = Addresses::of(&workspace);
        let (editor, settings, given) = (self.editor().clone(), workspace.settings, Arc::clone(&self.given));
        Ask { path, places, language, editor, settings, addresses, given }
    }

    fn version(&self, path: &Path) -> Option<i32> {
        self.workspace().documents.get(path).map(|document| document.version)
    }

    /// Waits until something is worked out.
    pub async fn when_done<R>(&self, ready: impl Fn(&Workspace) -> Option<R>) -> R {
        let mut done = self.done.subscribe();
        loop {
            if let Some(result) = ready(&self.workspace()) {
                return result;
            }
            // The sender is our own: it is never gone.
            let _ = done.changed().await;
        }
    }
}

/// Runs what may take its time where it holds up no other message.
async fn off_thread<R: Send + 'static>(answer: impl FnOnce() -> R + Send + 'static) -> Result<R> {
    match tokio::task::spawn_blocking(answer).await {
        Ok(result) => Ok(result),
        // As if it had panicked here: whoever serves the request tells the editor.
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err(Error::internal_error()),
    }
}

fn content_modified() -> Error {
    Error { code: ErrorCode::ContentModified, message: "the text has changed".into(), data: None }
}
