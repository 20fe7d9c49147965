//! One editor's session: what it can, what it has open, and how its requests find the budget that they
//! are about.
//!
//! A request sees the text as it was when it came, and waits until the budgets of that text are worked
//! out. If the text changes meanwhile, the answer would be about another one: the request fails as the
//! protocol says, and the editor asks again.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use bud::diagnostic::Language;
use tokio::sync::{Notify, mpsc, watch};
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
    /// The editor has heard who the server is: from now on it may be spoken to.
    pub(crate) introduced: Notify,
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
            introduced: Notify::new(),
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
        self.language_of(&self.workspace())
    }

    fn language_of(&self, workspace: &Workspace) -> Language {
        workspace.settings.language(self.editor().language.unwrap_or(self.language))
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
        let ready = |workspace: &Workspace| Some(self.about(workspace, &path, workspace.current(&path)?));
        let ask = self.when_same(&path, ready).await?;
        self.answer(ask, answer).await
    }

    /// What `look` sees when the budgets of a file are worked out as of the text that it has now.
    ///
    /// # Errors
    /// The text changed meanwhile.
    pub async fn when_current<R>(&self, path: &Path, look: impl Fn() -> R) -> Result<R> {
        self.when_same(path, |workspace| workspace.is_current(path).then(&look)).await
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
        let ask = match known.is_empty() {
            true => {
                let ready = |workspace: &Workspace| Some(self.about(workspace, &path, workspace.current(&path)?));
                self.when_done(ready).await
            }
            false => {
                // Here and now: another thread would have to be woken for it, which takes longer than the answer
                // where all processors are busy working the last key out.
                let ask = self.about(&self.workspace(), &path, known);
                return Ok(Some(tokio::task::block_in_place(|| answer(&ask, &line, at))));
            }
        };
        self.answer(ask, move |ask| answer(ask, &line, at)).await
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
        let ready = |workspace: &Workspace| {
            let (places, budgets) = workspace.current(&path).zip(workspace.all())?;
            Some((self.about(workspace, &path, places), budgets))
        };
        let (ask, budgets) = self.when_same(&path, ready).await?;
        self.answer(ask, move |ask| answer(ask, &budgets)).await
    }

    /// Answers a request about all budgets there are.
    ///
    /// # Errors
    /// The answer panicked.
    pub async fn ask_all<R: Send + 'static>(
        self: &Arc<Self>,
        answer: impl FnOnce(&Ask, &[Arc<Budget>]) -> R + Send + 'static,
    ) -> Result<R> {
        let ready = |workspace: &Workspace| Some((self.about(workspace, Path::new(""), Vec::new()), workspace.all()?));
        let (ask, budgets) = self.when_done(ready).await;
        off_thread(move || answer(&ask, &budgets)).await
    }

    async fn answer<R: Send + 'static>(
        self: &Arc<Self>,
        ask: Ask,
        answer: impl FnOnce(&Ask) -> R + Send + 'static,
    ) -> Result<Option<R>> {
        if ask.places.is_empty() {
            return Ok(None);
        }
        off_thread(move || answer(&ask)).await.map(Some)
    }

    /// What a request about a file is answered from: all of it as of the same moment, since edits that
    /// are made for one text would spoil another.
    fn about(&self, workspace: &Workspace, path: &Path, places: Vec<Place>) -> Ask {
        let (path, language) = (path.to_owned(), self.language_of(workspace));
        let addresses = Addresses::of(workspace);
        let (editor, settings, given) = (self.editor().clone(), workspace.settings, Arc::clone(&self.given));
        Ask { path, places, language, editor, settings, addresses, given }
    }

    /// Waits as [`Session::when_done`] does, for what is about the text that a file has now.
    async fn when_same<R>(&self, path: &Path, ready: impl Fn(&Workspace) -> Option<R>) -> Result<R> {
        let version = |workspace: &Workspace| workspace.documents.get(path).map(|document| document.version);
        let asked = version(&self.workspace());
        let ready = |workspace: &Workspace| match version(workspace) == asked {
            true => ready(workspace).map(Ok),
            false => Some(Err(content_modified())),
        };
        self.when_done(ready).await
    }

    /// Waits until something is worked out, and sees it as it is then: the workspace is locked meanwhile.
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

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use tower_lsp::ls_types::TextDocumentItem;

    use super::*;
    use crate::changes;
    use crate::worker::{self, Control};

    #[test]
    fn an_answer_that_panics_harms_no_other() {
        let (outbox, _messages) = mpsc::unbounded_channel();
        let session = Arc::new(Session::new(outbox, Language::English));
        let (working, control) = (Arc::clone(&session), Arc::<Control>::default());
        let controlled = Arc::clone(&control);
        let worker = std::thread::spawn(move || worker::run(&working, &controlled));
        let uri = Uri::from_str("untitled:1").unwrap();
        let item = TextDocumentItem::new(uri.clone(), "bud".to_owned(), 1, "unit 甲\n".to_owned());
        changes::open(&session, item);

        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let lines = |ask: &Ask| ask.view().map(|view| view.source().text.len());
        for _ in 0..3 {
            let (asking, about) = (Arc::clone(&session), uri.clone());
            let panics = runtime.spawn(async move { asking.ask(&about, |_| -> usize { panic!("a fault") }).await });
            assert!(runtime.block_on(panics).unwrap_err().is_panic(), "whoever serves the request must see it");
            assert_eq!(runtime.block_on(session.ask(&uri, lines)).unwrap().flatten(), Some(9));
        }
        control.over.store(true, std::sync::atomic::Ordering::SeqCst);
        session.change(|_| ());
        worker.join().unwrap();
    }
}
