//! What the server says unasked, in order: findings, requests to ask anew, how far long work is.
//!
//! One task sends them, so that an older finding never overtakes a newer one, and so that nobody who
//! has something to say waits for the editor.

use std::sync::Arc;

use futures::FutureExt;
use tokio::sync::{mpsc, oneshot};
use tower_lsp::Client;
use tower_lsp::ls_types::notification::Progress;
use tower_lsp::ls_types::{
    Diagnostic, MessageType, ProgressParams, ProgressParamsValue, ProgressToken, Uri, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::session::Session;

/// Something to say.
#[derive(Debug)]
pub enum Message {
    /// These are the findings in a file, as of a version of it if it is open.
    Findings(Uri, Vec<Diagnostic>, Option<i32>),
    /// What was asked for may be other now: findings.
    AskForFindings,
    /// Hints and lenses, the same.
    AskForHints,
    /// Long work begins, with so many parts.
    Begin(String),
    /// It is so far: percent, and a word about it.
    Report(u32, String),
    /// It is over.
    End,
    /// For the log: how it goes.
    Log(String),
    /// For the log: what went wrong.
    Fault(String),
    /// This is the last: nothing may be said once the editor was told that the session is over.
    Close(oneshot::Sender<()>),
}

/// Sends what comes until the session is over, as soon as the editor may be spoken to.
pub async fn send(client: Client, session: Arc<Session>, mut messages: mpsc::UnboundedReceiver<Message>) {
    // What is said before the editor has heard the answer to `initialize` would be lost.
    session.introduced.notified().await;
    let mut progress = Bar { client: client.clone(), count: 0, token: None };
    while let Some(message) = messages.recv().await {
        match message {
            Message::Findings(uri, findings, version) => client.publish_diagnostics(uri, findings, version).await,
            Message::AskForFindings => {
                let client = client.clone();
                ask(async move { client.workspace_diagnostic_refresh().await });
            }
            Message::AskForHints => ask_for_hints(&client, &session),
            Message::Begin(title) => progress.begin(title).await,
            Message::Report(percent, text) => progress.report(percent, text).await,
            Message::End => progress.end().await,
            Message::Log(text) => client.log_message(MessageType::INFO, text).await,
            Message::Fault(text) => client.log_message(MessageType::ERROR, text).await,
            Message::Close(closed) => {
                // Whoever waits for it may have given up.
                let _ = closed.send(());
                return;
            }
        }
    }
}

fn ask_for_hints(client: &Client, session: &Session) {
    if session.editor().refreshes_hints {
        let client = client.clone();
        ask(async move { client.inlay_hint_refresh().await });
    }
    if session.editor().refreshes_lenses && session.workspace().settings.lenses.sums {
        let client = client.clone();
        ask(async move { client.code_lens_refresh().await });
    }
}

/// Asks the editor something whose answer says nothing. It is asked now, in its turn; nobody waits for the
/// answer.
fn ask(question: impl Future<Output: Send> + Send + 'static) {
    let mut question = Box::pin(question);
    if question.as_mut().now_or_never().is_none() {
        tokio::spawn(question);
    }
}

/// The bar of long work.
struct Bar {
    client: Client,
    count: u32,
    token: Option<ProgressToken>,
}

impl Bar {
    async fn begin(&mut self, title: String) {
        self.count += 1;
        let token = ProgressToken::String(format!("bud/{}", self.count));
        // It may refuse, or never answer: then there is no bar, and all else goes on.
        let asked = self.client.create_work_done_progress(token.clone());
        if tokio::time::timeout(std::time::Duration::from_secs(2), asked).await.is_ok_and(|it| it.is_ok()) {
            let begin = WorkDoneProgressBegin { title, percentage: Some(0), ..WorkDoneProgressBegin::default() };
            self.tell(&token, WorkDoneProgress::Begin(begin)).await;
            self.token = Some(token);
        }
    }

    async fn report(&mut self, percent: u32, text: String) {
        if let Some(token) = &self.token {
            let report = WorkDoneProgressReport { message: Some(text), percentage: Some(percent), cancellable: None };
            self.tell(token, WorkDoneProgress::Report(report)).await;
        }
    }

    async fn end(&mut self) {
        if let Some(token) = self.token.take() {
            self.tell(&token, WorkDoneProgress::End(WorkDoneProgressEnd { message: None })).await;
        }
    }

    async fn tell(&self, token: &ProgressToken, what: WorkDoneProgress) {
        let params = ProgressParams { token: token.clone(), value: ProgressParamsValue::WorkDone(what) };
        self.client.send_notification::<Progress>(params).await;
    }
}
