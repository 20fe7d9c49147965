//! What the editor asks for, method by method, and who answers.
//!
//! Nothing is decided here: what changes the text goes to the session, what asks about it to
//! [`crate::rim`].

use std::sync::Arc;
use std::sync::atomic::Ordering;

use bud::diagnostic::Language;
use serde::Serialize;
use tokio::sync::{mpsc, oneshot};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LanguageServer};

use crate::budget::Budget;
use crate::outbox::{self, Message};
use crate::rim::editor::Editor;
use crate::rim::overview::{Overview, OverviewParams};
use crate::rim::roll_up::{RollUp, RollUpParams};
use crate::rim::{
    Ask, actions, capabilities, completion, diagnostics, formatting, hierarchy, hints, hover, lenses, navigation,
    overview, rename, roll_up, structure, symbols, tokens,
};
use crate::session::Session;
use crate::transport::large;
use crate::worker::{self, Control};
use crate::{NAME, VERSION, changes};

/// The server of one editor.
#[derive(Debug)]
pub struct Backend {
    client: Client,
    session: Arc<Session>,
    control: Arc<Control>,
}

impl Backend {
    /// A server that talks to `client`, on a system that speaks `language`.
    pub fn new(client: Client, language: Language) -> Backend {
        let (outbox, messages) = mpsc::unbounded_channel();
        let session = Arc::new(Session::new(outbox, language));
        let control = Arc::new(Control::default());
        tokio::spawn(outbox::send(client.clone(), Arc::clone(&session), messages));
        let (working, controlled) = (Arc::clone(&session), Arc::clone(&control));
        std::thread::spawn(move || worker::run(&working, &controlled));
        Backend { client, session, control }
    }

    /// Answers from the budget of a file; nothing for a file of none.
    async fn ask<R: Send + 'static>(
        &self,
        uri: &Uri,
        answer: impl FnOnce(&Ask) -> Option<R> + Send + 'static,
    ) -> Result<Option<R>> {
        Ok(self.session.ask(uri, answer).await?.flatten())
    }

    /// The same where the answer may be about every line of a file.
    async fn ask_all_of<R: Serialize>(
        &self,
        uri: &Uri,
        answer: impl FnOnce(&Ask) -> Option<R> + Send + 'static,
    ) -> Result<Option<R>> {
        match self.ask(uri, |ask| answer(ask).map(|answer| large::text(&answer))).await? {
            Some(text) => large::answer(text?),
            None => Ok(None),
        }
    }

    /// The budgets of a file at a glance.
    pub async fn overview(&self, params: OverviewParams) -> Result<Option<Vec<Overview>>> {
        self.ask(&params.text_document.uri, overview::overview).await
    }

    /// The roll-ups of a file's budgets.
    pub async fn roll_up(&self, params: RollUpParams) -> Result<Option<Vec<RollUp>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, move |ask| roll_up::roll_up(ask, &params)).await
    }

    /// Fills in what an item left out, if the budget that it is about is still there.
    async fn resolve<T: Clone + Send + 'static>(
        &self,
        item: T,
        data: Option<&serde_json::Value>,
        fill: impl FnOnce(&Ask, T) -> T + Send + 'static,
    ) -> Result<T> {
        let uri = data.and_then(|data| serde_json::from_value(data.get("uri")?.clone()).ok());
        let Some(uri) = uri else { return Ok(item) };
        let whole = item.clone();
        Ok(self.session.ask(&uri, move |ask| fill(ask, item)).await?.unwrap_or(whole))
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.control.over.store(true, Ordering::SeqCst);
        self.session.change(|_| ());
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let editor = Editor::of(&params);
        changes::begin(&self.session, editor, params);
        Ok(InitializeResult {
            capabilities: capabilities::capabilities(self.session.editor()),
            server_info: Some(ServerInfo { name: NAME.to_owned(), version: Some(VERSION.to_owned()) }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.session.introduced.notify_one();
        self.session.say(Message::Log(format!("{NAME} {VERSION}")));
        // The editor may answer late or never: nothing waits for it.
        tokio::spawn(changes::register(self.client.clone(), Arc::clone(&self.session)));
    }

    async fn shutdown(&self) -> Result<()> {
        self.control.over.store(true, Ordering::SeqCst);
        let (close, closed) = oneshot::channel();
        self.session.say(Message::Close(close));
        // The outbox is gone only if this was asked before.
        let _ = closed.await;
        Ok(())
    }

    // What changes the text, the files and the settings.

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        // Some editors do not say `initialized`.
        self.session.introduced.notify_one();
        changes::open(&self.session, params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        changes::edit(&self.session, params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        changes::close(&self.session, &params.text_document.uri);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        changes::save(&self.session, &params.text_document.uri);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        changes::watched(&self.session, &params.changes);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        changes::folders(&self.session, &params.event);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        changes::configure(&self.client, &self.session, &params.settings).await;
    }

    // What is wrong.

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        diagnostics::document(&self.session, params).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        diagnostics::workspace(&self.session, params).await
    }

    // What could be written.

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let answer = move |ask: &Ask, line: &str, at: u32| completion::completion(ask, position.line, line, at);
        Ok(self.session.ask_at_once(&text_document.uri, position, answer).await?.flatten())
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let data = item.data.clone();
        self.resolve(item, data.as_ref(), completion::resolve).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, |ask| actions::actions(ask, params)).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let data = action.data.clone();
        self.resolve(action, data.as_ref(), actions::resolve).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let uri = params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| formatting::document(ask, params)).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, |ask| formatting::range(ask, params)).await
    }

    // What a name means, and where else it stands.

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(&uri, |ask| hover::hover(ask, params)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(&uri, |ask| navigation::definition(ask, params)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let uri = params.text_document_position.text_document.uri.clone();
        let answer = |ask: &Ask, budgets: &[Arc<Budget>]| navigation::references(ask, budgets, params);
        Ok(self.session.ask_across(&uri, answer).await?.flatten())
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| navigation::highlight(ask, params)).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, move |ask| rename::prepare(ask, &params).transpose()).await?.transpose()
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let uri = params.text_document_position.text_document.uri.clone();
        let answer = move |ask: &Ask, budgets: &[Arc<Budget>]| rename::rename(ask, budgets, &params);
        self.session.ask_across(&uri, answer).await?.transpose()
    }

    // How the text is built.

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| symbols::document(ask, params)).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.session.ask_all(|ask, budgets| symbols::workspace(ask, budgets, params)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let uri = params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| structure::folding(ask, params)).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, |ask| structure::selection(ask, params)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| structure::links(ask, params)).await
    }

    // What is shown in the text.

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| tokens::full(ask, params)).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| tokens::delta(ask, params)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, |ask| tokens::range(ask, params)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, |ask| hints::hints(ask, params)).await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        let data = hint.data.clone();
        self.resolve(hint, data.as_ref(), hints::resolve).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri.clone();
        self.ask_all_of(&uri, |ask| lenses::lenses(ask, params)).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let data = lens.data.clone();
        self.resolve(lens, data.as_ref(), lenses::resolve).await
    }

    // What adds up to what.

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(&uri, |ask| hierarchy::prepare(ask, params)).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let uri = params.item.uri.clone();
        self.ask(&uri, |ask| hierarchy::incoming(ask, params)).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let uri = params.item.uri.clone();
        self.ask(&uri, |ask| hierarchy::outgoing(ask, params)).await
    }
}
