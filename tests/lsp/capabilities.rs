//! What the server announces it does: each capability is asked for and answered, and each method that is
//! there is announced.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::{Builder, Client, Folder};
use crate::editor::Editor;

/// The methods of the server: how `server.rs` calls each, the method, and the capability that announces it.
/// None is announced by the protocol's own life, or registered when the editor wants it.
const METHODS: &[(&str, &str, &str)] = &[
    ("initialize", "initialize", ""),
    ("initialized", "initialized", ""),
    ("shutdown", "shutdown", ""),
    ("did_open", "textDocument/didOpen", "/textDocumentSync/openClose"),
    ("did_close", "textDocument/didClose", "/textDocumentSync/openClose"),
    ("did_change", "textDocument/didChange", "/textDocumentSync/change"),
    ("did_save", "textDocument/didSave", "/textDocumentSync/save"),
    ("did_change_watched_files", "workspace/didChangeWatchedFiles", ""),
    ("did_change_configuration", "workspace/didChangeConfiguration", ""),
    (
        "did_change_workspace_folders",
        "workspace/didChangeWorkspaceFolders",
        "/workspace/workspaceFolders/changeNotifications",
    ),
    ("diagnostic", "textDocument/diagnostic", "/diagnosticProvider"),
    ("workspace_diagnostic", "workspace/diagnostic", "/diagnosticProvider/workspaceDiagnostics"),
    ("completion", "textDocument/completion", "/completionProvider"),
    ("completion_resolve", "completionItem/resolve", "/completionProvider/resolveProvider"),
    ("code_action", "textDocument/codeAction", "/codeActionProvider"),
    ("code_action_resolve", "codeAction/resolve", "/codeActionProvider/resolveProvider"),
    ("formatting", "textDocument/formatting", "/documentFormattingProvider"),
    ("range_formatting", "textDocument/rangeFormatting", "/documentRangeFormattingProvider"),
    ("hover", "textDocument/hover", "/hoverProvider"),
    ("goto_definition", "textDocument/definition", "/definitionProvider"),
    ("references", "textDocument/references", "/referencesProvider"),
    ("document_highlight", "textDocument/documentHighlight", "/documentHighlightProvider"),
    ("prepare_rename", "textDocument/prepareRename", "/renameProvider/prepareProvider"),
    ("rename", "textDocument/rename", "/renameProvider"),
    ("document_symbol", "textDocument/documentSymbol", "/documentSymbolProvider"),
    ("symbol", "workspace/symbol", "/workspaceSymbolProvider"),
    ("folding_range", "textDocument/foldingRange", "/foldingRangeProvider"),
    ("selection_range", "textDocument/selectionRange", "/selectionRangeProvider"),
    ("document_link", "textDocument/documentLink", "/documentLinkProvider"),
    ("semantic_tokens_full", "textDocument/semanticTokens/full", "/semanticTokensProvider/full"),
    ("semantic_tokens_full_delta", "textDocument/semanticTokens/full/delta", "/semanticTokensProvider/full/delta"),
    ("semantic_tokens_range", "textDocument/semanticTokens/range", "/semanticTokensProvider/range"),
    ("inlay_hint", "textDocument/inlayHint", "/inlayHintProvider"),
    ("inlay_hint_resolve", "inlayHint/resolve", "/inlayHintProvider/resolveProvider"),
    ("code_lens", "textDocument/codeLens", "/codeLensProvider"),
    ("code_lens_resolve", "codeLens/resolve", "/codeLensProvider/resolveProvider"),
    ("prepare_call_hierarchy", "textDocument/prepareCallHierarchy", "/callHierarchyProvider"),
    ("incoming_calls", "callHierarchy/incomingCalls", "/callHierarchyProvider"),
    ("outgoing_calls", "callHierarchy/outgoingCalls", "/callHierarchyProvider"),
    // Bud's own.
    ("overview", "bud/overview", "/experimental/overviewProvider"),
    ("roll_up", "bud/rollUp", "/experimental/rollUpProvider"),
];

/// What is announced and no method: how the others are to be used.
const FACTS: &[&str] = &[
    "/positionEncoding",
    "/textDocumentSync/save/includeText",
    "/workspace/workspaceFolders/supported",
    "/diagnosticProvider/identifier",
    "/diagnosticProvider/interFileDependencies",
    "/completionProvider/triggerCharacters",
    "/codeActionProvider/codeActionKinds",
    "/semanticTokensProvider/legend/tokenTypes",
    "/semanticTokensProvider/legend/tokenModifiers",
];

const MAIN: &str = "budget 局 year 2024\ninclude 单位.bud\n\n# 科目\naccount 208 社会保障\n\nproject 专项 unit 中心 amount 3.00\n\
                    project 修缮 unit 中心 under 专项 func 208 amount １.00\nproject  添置 unit 中心 under 专项 amount 2.00\n\
                    total unit 中心 amount 4.00\n";
const UNITS: &str = "unit 局\nunit 中心 under 局\n";

/// All that is announced, by the paths of the leaves: `/renameProvider/prepareProvider`.
fn leaves(capabilities: &Value, path: &str, into: &mut BTreeSet<String>) {
    match capabilities {
        Value::Object(parts) if !parts.is_empty() => {
            parts.iter().for_each(|(name, part)| leaves(part, &format!("{path}/{name}"), into));
        }
        Value::Null | Value::Bool(false) => {}
        _ => drop(into.insert(path.to_owned())),
    }
}

fn announced(editor: &Editor, path: &str) -> bool {
    let capabilities = &editor.client.introduction["capabilities"];
    !matches!(capabilities.pointer(path), None | Some(Value::Null | Value::Bool(false)))
}

fn start(builder: Builder) -> (Folder, Editor) {
    let folder = Folder::new(&[("局.bud", MAIN), ("单位.bud", UNITS)]);
    let builder = builder.settings(json!({"bud": {"lenses": {"sums": true}}}));
    let builder = builder.options(json!({"lenses": {"sums": true}}));
    let mut editor = Editor::start(builder.folder(&folder));
    editor.open(&folder.uri("局.bud"), MAIN);
    (folder, editor)
}

/// The parameters of a request that makes sense here. Those about an item ask for the item first.
fn question(editor: &mut Editor, uri: &str, method: &str) -> Value {
    let document = json!({"uri": uri});
    let all = editor.buffer(uri).range(0..MAIN.len());
    let first = |editor: &mut Editor, method: &str| {
        let params = question(editor, uri, method);
        let answer = editor.ask(method, params);
        answer.get("items").unwrap_or(&answer).as_array().unwrap()[0].clone()
    };
    match method {
        "textDocument/completion" => editor.after(uri, "unit "),
        "textDocument/codeAction" => {
            json!({"textDocument": document, "range": editor.buffer(uri).find("１.00", 0), "context": {"diagnostics": []}})
        }
        "textDocument/formatting" | "textDocument/rangeFormatting" => {
            json!({"textDocument": document, "range": all, "options": {"tabSize": 4, "insertSpaces": true}})
        }
        "textDocument/references" | "textDocument/rename" => {
            let mut params = editor.at(uri, "中心", 0);
            params["context"] = json!({"includeDeclaration": true});
            params["newName"] = json!("服务中心");
            params
        }
        "textDocument/prepareCallHierarchy" => editor.at(uri, "4.00", 0),
        "textDocument/selectionRange" => json!({"textDocument": document, "positions": [all["start"]]}),
        "textDocument/semanticTokens/full/delta" => {
            let full = editor.ask("textDocument/semanticTokens/full", json!({"textDocument": document}));
            json!({"textDocument": document, "previousResultId": full["resultId"]})
        }
        "textDocument/semanticTokens/range" | "textDocument/inlayHint" => {
            json!({"textDocument": document, "range": all})
        }
        "workspace/symbol" => json!({"query": "中心"}),
        "workspace/diagnostic" => json!({"previousResultIds": []}),
        "completionItem/resolve" => first(editor, "textDocument/completion"),
        "codeAction/resolve" => first(editor, "textDocument/codeAction"),
        "inlayHint/resolve" => first(editor, "textDocument/inlayHint"),
        "codeLens/resolve" => first(editor, "textDocument/codeLens"),
        "callHierarchy/incomingCalls" => {
            let mut item = editor.at(uri, "修缮", 0);
            item = editor.ask("textDocument/prepareCallHierarchy", item)[0].clone();
            json!({"item": item})
        }
        "callHierarchy/outgoingCalls" => json!({"item": first(editor, "textDocument/prepareCallHierarchy")}),
        "textDocument/documentSymbol"
        | "textDocument/foldingRange"
        | "textDocument/documentLink"
        | "textDocument/codeLens"
        | "textDocument/semanticTokens/full"
        | "textDocument/diagnostic"
        | "bud/overview"
        | "bud/rollUp" => {
            json!({"textDocument": document})
        }
        _ => editor.at(uri, "中心", 0),
    }
}

fn is_request(method: &str) -> bool {
    !method.contains("/did") && method.contains('/')
}

/// Asks for all that is announced, which must be in the table. What was asked.
fn ask_for_all(builder: Builder) -> BTreeSet<&'static str> {
    let (folder, mut editor) = start(builder);
    let uri = folder.uri("局.bud");
    let mut paths = BTreeSet::new();
    leaves(&editor.client.introduction["capabilities"], "", &mut paths);
    // An object is announced with its parts, which some editors are told of as well.
    let known = |path: &String| {
        let begins = |it: &str| it == path || it.starts_with(&format!("{path}/"));
        FACTS.contains(&path.as_str()) || METHODS.iter().any(|(_, _, capability)| begins(capability))
    };
    let unknown: Vec<&String> = paths.iter().filter(|path| !known(path)).collect();
    assert!(unknown.is_empty(), "announced, and in no table here: {unknown:?}");

    let mut asked = BTreeSet::new();
    for (_, method, capability) in METHODS.iter().filter(|(_, method, _)| is_request(method)) {
        if !announced(&editor, capability) {
            continue;
        }
        let params = question(&mut editor, &uri, method);
        let answer = editor.ask(method, params);
        let is_empty = answer.is_null() || answer.as_array().is_some_and(Vec::is_empty);
        assert!(!is_empty, "{method} is announced, and answers nothing: {answer}");
        asked.insert(*method);
    }
    editor.leave();
    asked
}

#[test]
fn what_is_announced_is_answered() {
    let all: BTreeSet<&str> = METHODS.iter().map(|(_, method, _)| *method).filter(|it| is_request(it)).collect();
    assert_eq!(ask_for_all(Client::builder()), all, "to an editor that can all, all is announced");
    let pulls = ["textDocument/diagnostic", "workspace/diagnostic"];
    let pushed = ask_for_all(Client::builder().utf16().push());
    assert_eq!(all.difference(&pushed).collect::<Vec<_>>(), pulls.iter().collect::<Vec<_>>());
    let bare = ask_for_all(Client::builder().bare());
    let less: Vec<&str> = all.difference(&bare).copied().collect();
    assert_eq!(less, ["codeAction/resolve", "textDocument/codeAction", pulls[0], pulls[1]]);
}

#[test]
fn what_is_there_is_announced() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/server.rs");
    let source = std::fs::read_to_string(source).unwrap();
    let (own, handlers) = source.split_once("impl LanguageServer for").unwrap();
    let own = own.lines().filter_map(|line| line.strip_prefix("    pub async fn "));
    let names = handlers.lines().filter_map(|line| line.strip_prefix("    async fn ")).chain(own);
    let there: BTreeSet<&str> = names.map(|rest| rest.split(['(', '<']).next().unwrap()).collect();
    let listed: BTreeSet<&str> = METHODS.iter().map(|(name, _, _)| *name).collect();
    assert_eq!(there, listed, "the methods of `server.rs`, and the table here");

    let (_folder, editor) = start(Client::builder());
    for (_, method, capability) in METHODS.iter().filter(|(_, _, capability)| !capability.is_empty()) {
        assert!(announced(&editor, capability), "{method} is not announced");
    }
    editor.leave();
}

#[test]
fn what_is_not_announced_is_registered_where_the_editor_wants_it() {
    let builder = Client::builder().dynamic("workspace.didChangeWatchedFiles");
    let (_folder, mut editor) = start(builder.dynamic("workspace.didChangeConfiguration"));
    let asked = editor.client.wait_for("registrations", |it| it["method"] == "client/registerCapability");
    let methods = asked["params"]["registrations"].as_array().unwrap().iter().map(|it| it["method"].as_str().unwrap());
    let registered: BTreeSet<&str> = methods.collect();
    let dynamic: BTreeSet<&str> =
        METHODS.iter().filter(|it| it.2.is_empty() && it.1.contains('/')).map(|it| it.1).collect();
    assert_eq!(registered, dynamic);
    editor.leave();

    let (_folder, mut editor) = start(Client::builder());
    editor.ask("workspace/symbol", json!({"query": ""}));
    assert_eq!(editor.client.asked("client/registerCapability"), [Value::Null; 0]);
    editor.leave();
}
