//! A small server behind real pipes, and the editor before them. What the server does is named by the
//! line that is hovered over.

use std::io::{BufReader, PipeReader, PipeWriter, Write};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    ConfigurationItem, DidChangeTextDocumentParams, DidOpenTextDocumentParams, Hover, HoverContents, HoverParams,
    InitializeParams, InitializeResult, MarkedString, MessageType,
};
use tower_lsp::{Client, LanguageServer, LspService};

use crate::transport::frame::{Frames, Taken};
use crate::transport::{Ending, serve};

/// Answers with what it was told so far.
pub const TOLD: u32 = 0;
/// Panics.
pub const PANICS: u32 = 1;
/// Waits for what never comes.
pub const NEVER_ENDS: u32 = 2;
/// Keeps its thread as a computation does, while the test holds the gate.
pub const BLOCKS: u32 = 3;
/// Sends three messages, then answers.
pub const LOGS: u32 = 4;
/// Asks the editor, and answers with what it says.
pub const ASKS: u32 = 5;

struct Double {
    client: Client,
    told: Mutex<Vec<String>>,
    gate: Arc<Mutex<()>>,
}

impl Double {
    fn note(&self, text: String) {
        self.told.lock().unwrap().push(text);
    }
}

impl LanguageServer for Double {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        // Not at once: whoever sends on without waiting for the answer must not get ahead of it.
        tokio::task::yield_now().await;
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.note(format!("{} bytes", params.text_document.text.len()));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        assert!(params.text_document.version >= 0, "a version below zero");
        self.note(params.text_document.version.to_string());
        // What comes after a wait is not in order; what comes before it is.
        tokio::task::yield_now().await;
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let mut said = String::new();
        match params.text_document_position_params.position.line {
            TOLD => said = self.told.lock().unwrap().join(" "),
            PANICS => panic!("line {PANICS}"),
            NEVER_ENDS => std::future::pending().await,
            BLOCKS => drop(self.gate.lock().unwrap()),
            LOGS => {
                for text in ["a", "b", "c"] {
                    self.client.log_message(MessageType::LOG, text).await;
                }
            }
            _ => {
                let item = ConfigurationItem { scope_uri: None, section: Some("bud".to_owned()) };
                said = format!("{:?}", self.client.configuration(vec![item]).await);
            }
        }
        Ok(Some(Hover { contents: HoverContents::Scalar(MarkedString::String(said)), range: None }))
    }
}

/// The editor's ends of the pipes.
pub struct Editor {
    pub to: Option<PipeWriter>,
    pub from: Option<Frames<BufReader<PipeReader>>>,
    pub ending: Receiver<Ending>,
    pub gate: Arc<Mutex<()>>,
}

impl Editor {
    pub fn start() -> Editor {
        let (input, to) = std::io::pipe().unwrap();
        let (from, output) = std::io::pipe().unwrap();
        let (ended, ending) = channel();
        let gate = Arc::<Mutex<()>>::default();
        let mine = gate.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
            let (service, socket) = LspService::new(|client| Double { client, told: Mutex::default(), gate });
            let how = serve(runtime.handle(), input, output, service, socket, |_| {});
            runtime.shutdown_background();
            // A test that has seen enough does not wait.
            let _ = ended.send(how);
        });
        Editor { to: Some(to), from: Some(Frames::new(BufReader::new(from))), ending, gate: mine }
    }

    pub fn initialized() -> Editor {
        let mut editor = Editor::start();
        editor.send(&[ask(0, "initialize", json!({"capabilities": {}}))]);
        assert_eq!(editor.receive()["result"], json!({"capabilities": {}}));
        editor
    }

    /// Sends all in one write.
    pub fn send(&mut self, messages: &[Value]) {
        let framed = |message: &Value| {
            let body = message.to_string();
            format!("Content-Length: {}\r\n\r\n{body}", body.len())
        };
        self.write(messages.iter().map(framed).collect::<String>());
    }

    pub fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.to.as_mut().unwrap().write_all(bytes.as_ref()).unwrap();
    }

    pub fn receive(&mut self) -> Value {
        match self.from.as_mut().unwrap().take() {
            Taken::Body(body) => serde_json::from_slice(&body).unwrap(),
            other => panic!("{other:?} instead of a message"),
        }
    }

    /// Sends all, and receives as many answers.
    pub fn exchange(&mut self, messages: &[Value]) -> Vec<Value> {
        self.send(messages);
        messages.iter().map(|_| self.receive()).collect()
    }

    /// How the server ended, and that it did so soon.
    pub fn ending(&self) -> Ending {
        let start = Instant::now();
        let ending = self.ending.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
        ending
    }
}

pub fn ask(id: impl Into<Value>, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id.into(), "method": method, "params": params})
}

pub fn tell(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

pub fn hover(id: impl Into<Value>, line: u32) -> Value {
    let at = json!({"textDocument": {"uri": "file:///a.bud"}, "position": {"line": line, "character": 0}});
    ask(id, "textDocument/hover", at)
}

pub fn change(version: i32) -> Value {
    let document = json!({"uri": "file:///a.bud", "version": version});
    tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": "x"}]}))
}

pub fn cancel(id: impl Into<Value>) -> Value {
    tell("$/cancelRequest", json!({"id": id.into()}))
}

/// The `id` of an answer, and the code of its error, or 0.
pub fn outcome(answer: &Value) -> (&Value, i64) {
    (&answer["id"], answer["error"]["code"].as_i64().unwrap_or(0))
}
