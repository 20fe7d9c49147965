//! What the editor can, as it says when it starts the server.

use bud::diagnostic::Language;
use tower_lsp::ls_types::{InitializeParams, MarkupKind};

use super::convert::Encoding;
use super::lenses;

/// What the editor can; the least by default.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    /// How it counts columns.
    pub encoding: Encoding,
    /// The language that it speaks itself.
    pub language: Option<Language>,
    /// It asks for findings, and again when told to; else they are sent. One that asks but cannot be told
    /// to would never hear of causes, nor of what an edit does to other files.
    pub pulls: bool,
    /// It asks for hints again when told to.
    pub refreshes_hints: bool,
    /// It asks for lenses again when told to.
    pub refreshes_lenses: bool,
    /// It can be asked for settings.
    pub configures: bool,
    /// It wants to be told which settings the server would hear of.
    pub registers_settings: bool,
    /// It watches files for the server.
    pub watches: bool,
    /// It shows how far long work is.
    pub shows_progress: bool,
    /// It takes text with places to fill in.
    pub snippets: bool,
    /// It shows Markdown in hovers.
    pub markdown: bool,
    /// It makes edits of several files in one go, each with the version it is of.
    pub document_changes: bool,
    /// It shows other places that matter beside a finding.
    pub related: bool,
    /// It links a finding's code to its page.
    pub code_links: bool,
    /// It shows document symbols as a tree.
    pub symbol_tree: bool,
    /// It takes code actions as such, not only commands.
    pub actions: bool,
    /// It asks for the edit of an action when it is chosen.
    pub resolves_actions: bool,
    /// It shows details beside the label of a completion.
    pub label_details: bool,
    /// It shows Markdown beside a completion.
    pub markdown_items: bool,
    /// It can replace what stands after the cursor or leave it, as the user likes.
    pub insert_replace: bool,
    /// It shows links with what they lead to.
    pub link_tooltips: bool,
    /// It folds only whole lines.
    pub folds_lines: bool,
    /// It can be told to show where a name stands.
    pub shows_references: bool,
    /// It shows which name a definition was asked for by.
    pub definition_links: bool,
}

impl Editor {
    /// Reads what the editor says of itself.
    pub fn of(params: &InitializeParams) -> Editor {
        // One look-up by name each: the same capability is an object of its own in each of some dozen
        // places, and what is not there is not possible.
        let all = serde_json::to_value(&params.capabilities).unwrap_or_default();
        let can = |path: &str| all.pointer(path).and_then(serde_json::Value::as_bool).unwrap_or(false);
        let has = |path: &str| all.pointer(path).is_some();
        // Commands of the editor's own are announced apart, as other servers have it.
        let commands = all.pointer("/experimental/commands/commands").and_then(serde_json::Value::as_array);
        let runs = |name: &str| commands.is_some_and(|commands| commands.iter().any(|it| it == name));
        let general = params.capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.clone()).unwrap_or_default();
        let hover = params.capabilities.text_document.as_ref().and_then(|it| it.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_ref());
        Editor {
            encoding: Encoding::agree(&offered),
            language: params.locale.as_deref().map(Language::of_locale),
            pulls: has("/textDocument/diagnostic")
                && (can("/workspace/diagnostics/refreshSupport") || can("/workspace/diagnostic/refreshSupport")),
            refreshes_hints: can("/workspace/inlayHint/refreshSupport"),
            refreshes_lenses: can("/workspace/codeLens/refreshSupport"),
            configures: can("/workspace/configuration"),
            registers_settings: can("/workspace/didChangeConfiguration/dynamicRegistration"),
            watches: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            shows_progress: can("/window/workDoneProgress"),
            snippets: can("/textDocument/completion/completionItem/snippetSupport"),
            markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            document_changes: can("/workspace/workspaceEdit/documentChanges"),
            related: can("/textDocument/publishDiagnostics/relatedInformation")
                || can("/textDocument/diagnostic/relatedInformation"),
            code_links: can("/textDocument/publishDiagnostics/codeDescriptionSupport")
                || can("/textDocument/diagnostic/codeDescriptionSupport"),
            symbol_tree: can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            actions: has("/textDocument/codeAction/codeActionLiteralSupport"),
            resolves_actions: has("/textDocument/codeAction/resolveSupport"),
            label_details: can("/textDocument/completion/completionItem/labelDetailsSupport"),
            markdown_items: all
                .pointer("/textDocument/completion/completionItem/documentationFormat")
                .and_then(serde_json::Value::as_array)
                .is_some_and(|formats| formats.iter().any(|format| format == "markdown")),
            insert_replace: can("/textDocument/completion/completionItem/insertReplaceSupport"),
            link_tooltips: can("/textDocument/documentLink/tooltipSupport"),
            folds_lines: can("/textDocument/foldingRange/lineFoldingOnly"),
            shows_references: runs(lenses::COMMAND),
            definition_links: can("/textDocument/definition/linkSupport"),
        }
    }
}
