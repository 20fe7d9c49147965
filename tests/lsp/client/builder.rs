//! What an editor can, and how it introduces itself.

use serde_json::{Value, json};

use super::{Client, Folder};

/// An editor before it has started its server. By default it can all that editors can, counts in
/// UTF-8 or UTF-16 as the server likes, pulls diagnostics, and registers nothing later.
pub struct Builder {
    arguments: Vec<&'static str>,
    capabilities: Value,
    settings: Value,
    options: Value,
    folders: Vec<Value>,
    process: Value,
    locale: &'static str,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder {
            arguments: Vec::new(),
            capabilities: capabilities(),
            settings: json!({}),
            options: Value::Null,
            folders: Vec::new(),
            process: json!(std::process::id()),
            locale: "en",
        }
    }
}

impl Builder {
    /// Arguments of the command line.
    pub fn arguments(mut self, arguments: &[&'static str]) -> Builder {
        self.arguments = arguments.to_vec();
        self
    }

    /// Counts columns in bytes only.
    pub fn utf8(self) -> Builder {
        self.with("general.positionEncodings", json!(["utf-8"]))
    }

    /// Counts columns in UTF-16 only.
    pub fn utf16(self) -> Builder {
        self.with("general.positionEncodings", json!(["utf-16"]))
    }

    /// Does not ask for diagnostics: they have to be pushed.
    pub fn push(self) -> Builder {
        self.without("textDocument.diagnostic").without("workspace.diagnostics")
    }

    /// Lets a feature be registered later, such as `workspace.didChangeWatchedFiles` or
    /// `textDocument.diagnostic`.
    pub fn dynamic(self, feature: &str) -> Builder {
        self.with(&format!("{feature}.dynamicRegistration"), json!(true))
    }

    /// Sets a capability: `textDocument.completion.completionItem.snippetSupport`.
    pub fn with(mut self, path: &str, value: Value) -> Builder {
        *path.split('.').fold(&mut self.capabilities, |at, name| &mut at[name]) = value;
        self
    }

    /// Takes a capability away, and all below it.
    pub fn without(mut self, path: &str) -> Builder {
        let (parent, name) = path.rsplit_once('.').unwrap();
        let parent = parent.split('.').fold(&mut self.capabilities, |at, name| &mut at[name]);
        assert!(parent.as_object_mut().unwrap().remove(name).is_some(), "there is no {path}");
        self
    }

    /// Can nothing but what an editor without any capability can.
    pub fn bare(mut self) -> Builder {
        self.capabilities = json!({});
        self
    }

    /// What `workspace/configuration` is answered: `{"bud": {…}}`.
    pub fn settings(mut self, settings: Value) -> Builder {
        self.settings = settings;
        self
    }

    /// What comes with `initialize`.
    pub fn options(mut self, options: Value) -> Builder {
        self.options = options;
        self
    }

    /// Opens a folder; several make several roots.
    pub fn folder(self, folder: &Folder) -> Builder {
        self.root(&folder.root())
    }

    /// Opens a folder by an address of its own.
    pub fn root(mut self, uri: &str) -> Builder {
        self.folders.push(json!({"uri": uri, "name": "budget"}));
        self
    }

    /// The process that the editor says it is.
    pub fn process(mut self, process: u32) -> Builder {
        self.process = json!(process);
        self
    }

    /// The language of the editor's own menus.
    pub fn locale(mut self, locale: &'static str) -> Builder {
        self.locale = locale;
        self
    }

    /// Starts the server and nothing more.
    pub fn spawn(self) -> Client {
        self.spawned().0
    }

    /// Starts the server and introduces the editor: `initialize`, `initialized`.
    pub fn start(self) -> Client {
        let (mut client, params) = self.spawned();
        client.introduction = client.request("initialize", params).unwrap();
        client.notify("initialized", json!({}));
        client
    }

    /// The server, and the parameters of `initialize`.
    fn spawned(self) -> (Client, Value) {
        let folders = match self.folders.is_empty() {
            true => Value::Null,
            false => Value::from(self.folders),
        };
        let params = json!({
            "processId": self.process,
            "clientInfo": {"name": "test"},
            "locale": self.locale,
            "rootUri": folders[0]["uri"],
            "workspaceFolders": folders,
            "capabilities": self.capabilities,
            "initializationOptions": self.options,
        });
        let mut client = Client::spawn(&self.arguments, self.capabilities, folders);
        client.configure(self.settings);
        (client, params)
    }
}

/// All that an editor can.
fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"], "markdown": {"parser": "marked"}},
        "window": {"workDoneProgress": true, "showMessage": {}, "showDocument": {"support": true}},
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
            "configuration": true,
            "workspaceFolders": true,
            "didChangeConfiguration": {},
            "didChangeWatchedFiles": {"relativePatternSupport": true},
            "symbol": {"symbolKind": {"valueSet": (1..=26).collect::<Vec<_>>()}},
            "executeCommand": {},
            "codeLens": {"refreshSupport": true},
            "diagnostics": {"refreshSupport": true},
            "foldingRange": {"refreshSupport": true},
            "inlayHint": {"refreshSupport": true},
            "semanticTokens": {"refreshSupport": true},
        },
        "textDocument": text_document(),
    })
}

fn text_document() -> Value {
    let markup = json!(["markdown", "plaintext"]);
    let kinds = ["quickfix", "refactor", "refactor.rewrite", "source", "source.fixAll"];
    json!({
        "synchronization": {"didSave": true, "willSave": true, "willSaveWaitUntil": true},
        "callHierarchy": {},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": kinds}},
            "dataSupport": true,
            "disabledSupport": true,
            "isPreferredSupport": true,
            "resolveSupport": {"properties": ["edit"]},
        },
        "codeLens": {},
        "completion": {
            "completionItem": {
                "snippetSupport": true,
                "insertReplaceSupport": true,
                "documentationFormat": markup,
                "labelDetailsSupport": true,
                "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
            },
            "completionList": {"itemDefaults": ["editRange", "insertTextFormat", "data"]},
            "contextSupport": true,
        },
        "definition": {"linkSupport": true},
        "diagnostic": {"relatedDocumentSupport": true},
        "documentHighlight": {},
        "documentLink": {"tooltipSupport": true},
        "documentSymbol": {
            "hierarchicalDocumentSymbolSupport": true,
            "symbolKind": {"valueSet": (1..=26).collect::<Vec<_>>()},
        },
        "foldingRange": {"foldingRange": {"collapsedText": true}},
        "formatting": {},
        "hover": {"contentFormat": markup},
        "inlayHint": {"resolveSupport": {"properties": ["tooltip", "label.tooltip", "label.location", "textEdits"]}},
        "publishDiagnostics": {
            "relatedInformation": true,
            "versionSupport": true,
            "codeDescriptionSupport": true,
            "dataSupport": true,
            "tagSupport": {"valueSet": [1, 2]},
        },
        "rangeFormatting": {"rangesSupport": true},
        "references": {},
        "rename": {"prepareSupport": true, "honorsChangeAnnotations": true},
        "selectionRange": {},
        "semanticTokens": {
            "formats": ["relative"],
            "requests": {"full": {"delta": true}, "range": true},
            "tokenModifiers": ["declaration", "definition", "readonly", "deprecated", "defaultLibrary"],
            "tokenTypes": ["namespace", "type", "class", "enum", "enumMember", "parameter", "variable", "property",
                "function", "keyword", "modifier", "comment", "string", "number", "operator", "decorator"],
            "augmentsSyntaxTokens": true,
        },
    })
}

#[test]
fn an_editor_is_what_it_is_said_to_be() {
    let folder = Folder::new(&[]);
    let editor = Client::builder().push().dynamic("workspace.didChangeWatchedFiles").folder(&folder);
    let editor = editor.options(json!({"a": 1})).settings(json!({"b": 2})).process(7).utf16();
    let (client, params) = editor.spawned();
    assert_eq!(client.book().settings, json!({"b": 2}));
    let can = &params["capabilities"];
    assert_eq!(can.pointer("/workspace/didChangeWatchedFiles/dynamicRegistration"), Some(&json!(true)));
    assert_eq!(can.pointer("/general/positionEncodings"), Some(&json!(["utf-16"])));
    assert_eq!((can["textDocument"].get("diagnostic"), can["workspace"].get("diagnostics")), (None, None));
    assert_eq!((&params["processId"], &params["initializationOptions"]), (&json!(7), &json!({"a": 1})));
    assert_eq!(params["workspaceFolders"], json!([{"uri": folder.root(), "name": "budget"}]));
    let (_, params) = Client::builder().bare().spawned();
    assert_eq!((&params["capabilities"], &params["workspaceFolders"]), (&json!({}), &Value::Null));
}
