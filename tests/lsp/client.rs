//! An editor for tests: it starts the server that was built and speaks to it over standard input and
//! output.
//!
//! ```ignore
//! let folder = Folder::new(&[("预算.bud", "project 甲 unit 乙 amount 1.00\n")]);
//! let mut client = Client::builder().utf16().push().folder(&folder).start();
//! client.open(&folder.uri("预算.bud"), &folder.text("预算.bud"));
//! let found = client.wait_for("findings", |it| it["method"] == "textDocument/publishDiagnostics");
//! let hover = client.request("textDocument/hover", json!({ … })).unwrap();
//! client.shutdown();
//! ```
//!
//! It answers what the server asks, as an editor would, and keeps a book: all traffic, which a test
//! that fails prints, and every fault of the server against the protocol, which [`Client::shutdown`]
//! does not forgive.

mod book;
mod buffer;
mod builder;
mod folder;

use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use book::Book;
pub use buffer::{Buffer, Columns};
pub use builder::Builder;
pub use folder::{Folder, uri};

/// How long anything is waited for. Nothing takes nearly as long, on the slowest machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// An error that the server answers with.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub code: i64,
    pub message: String,
    pub data: Value,
}

/// An editor and the server that it has started.
pub struct Client {
    server: Child,
    to: Arc<Mutex<Option<ChildStdin>>>,
    messages: Receiver<Value>,
    /// What has been received and nobody has waited for yet, in order.
    unclaimed: Vec<Value>,
    book: Arc<Mutex<Book>>,
    last_id: i64,
    /// What the server answered to `initialize`: its capabilities and its name.
    pub introduction: Value,
}

impl Client {
    /// An editor that can all that editors can; see [`Builder`] for less.
    pub fn builder() -> Builder {
        Builder::default()
    }

    fn spawn(arguments: &[&str], capabilities: Value, folders: Value) -> Client {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bud-lsp"));
        // What it keeps for later stays with what was built.
        command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let to = Arc::new(Mutex::new(server.stdin.take()));
        let book = Arc::new(Mutex::new(Book::new(capabilities, folders)));
        let (received, messages) = channel();

        let (errors, noted) = (server.stderr.take().unwrap(), book.clone());
        std::thread::spawn(move || {
            for line in std::io::BufRead::lines(BufReader::new(errors)).map_while(Result::ok) {
                noted.lock().unwrap().note(&format!("stderr: {line}"));
            }
        });
        let (mut output, noted, answers) = (BufReader::new(server.stdout.take().unwrap()), book.clone(), to.clone());
        std::thread::spawn(move || {
            while let Some(message) = book::read(&mut output, &noted) {
                let answer = noted.lock().unwrap().receive(&message);
                if let Some(answer) = answer {
                    write(&answers, &noted, &framed(&answer));
                }
                // A test that has ended does not listen.
                let _ = received.send(message);
            }
        });
        Client { server, to, messages, unclaimed: Vec::new(), book, last_id: 0, introduction: Value::Null }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }

    /// Writes `bytes` as they are.
    pub fn raw(&self, bytes: impl AsRef<[u8]>) {
        write(&self.to, &self.book, bytes.as_ref());
    }

    /// Asks, and waits for the answer.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// Asks. The answer is [`answer`](Client::answer)'s; parameters of `null` are none.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.book().ask(&json!(id), method);
        self.raw(framed(&message(Some(id), method, params)));
        id
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i64) -> Result<Value, Failure> {
        let mut answer =
            self.wait_for(&format!("the answer to {id}"), |it| it["id"] == id && it.get("method").is_none());
        match answer.get_mut("error") {
            None => Ok(answer["result"].take()),
            Some(error) => Err(Failure {
                code: error["code"].as_i64().unwrap(),
                message: error["message"].as_str().unwrap().to_owned(),
                data: error["data"].take(),
            }),
        }
    }

    /// Expects an answer to a message that is written with [`raw`](Client::raw).
    pub fn expect(&mut self, id: &Value) {
        self.book().ask(id, "a message of its own");
    }

    /// Tells; parameters of `null` are none.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.raw(framed(&message(None, method, params)));
    }

    /// Opens a document as its first version.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "bud", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Makes `changes` to a document, after which it has that version.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Takes the first message, received already or still to come, that `is` what is waited for; `what`
    /// says so if it does not come. Others are left for those who wait for them.
    pub fn wait_for(&mut self, what: &str, is: impl Fn(&Value) -> bool) -> Value {
        let message = self.wait_within(DEADLINE, is);
        message.unwrap_or_else(|| panic!("{what}: nothing of the kind within {DEADLINE:?}"))
    }

    /// The same for so long; none if it does not come.
    pub fn wait_within(&mut self, time: Duration, is: impl Fn(&Value) -> bool) -> Option<Value> {
        let end = Instant::now() + time;
        let mut from = 0;
        loop {
            if let Some(at) = self.unclaimed[from..].iter().position(&is) {
                return Some(self.unclaimed.remove(from + at));
            }
            from = self.unclaimed.len();
            match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => self.unclaimed.push(message),
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => panic!("the server has closed its output"),
            }
        }
    }

    /// Waits for a notification, and takes its parameters.
    pub fn wait_for_notification(&mut self, method: &str) -> Value {
        self.wait_for(method, |it| it["method"] == method && it.get("id").is_none())["params"].take()
    }

    /// Takes what has been received by now and nobody has waited for. What the server had said before
    /// its last answer is among it.
    pub fn unclaimed(&mut self) -> Vec<Value> {
        self.unclaimed.extend(self.messages.try_iter());
        std::mem::take(&mut self.unclaimed)
    }

    /// The parameters of every request of the server with that method, in order.
    pub fn asked(&self, method: &str) -> Vec<Value> {
        self.book().asked.iter().filter(|(it, _)| it == method).map(|(_, params)| params.clone()).collect()
    }

    /// What `workspace/configuration` is answered from now on.
    pub fn configure(&mut self, settings: Value) {
        self.book().settings = settings;
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        *self.to.lock().unwrap() = None;
    }

    /// Waits until the server has left: its exit status. Its input stays open, as editors leave it.
    pub fn ending(&mut self) -> Option<i32> {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.server.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < end, "the server does not leave within {DEADLINE:?}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Ends the server as the protocol wants it. It must have answered everything and broken no rule.
    pub fn shutdown(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        assert_eq!(self.ending(), Some(0), "the exit status");
        self.faultless();
    }

    /// Fails if the server has broken a rule of the protocol so far, or owes an answer.
    pub fn faultless(&self) {
        let faults = self.book().faults();
        assert!(faults.is_empty(), "the server breaks the protocol:\n{}", faults.join("\n"));
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        if std::thread::panicking() {
            let book = self.book.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            eprintln!("{book}");
        }
    }
}

/// A message of the editor; parameters of `null` are none.
pub fn message(id: Option<i64>, method: &str, params: Value) -> Value {
    let mut message = json!({"jsonrpc": "2.0", "method": method});
    if let Some(id) = id {
        message["id"] = json!(id);
    }
    if !params.is_null() {
        message["params"] = params;
    }
    message
}

/// `message` with its header.
pub fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn write(to: &Mutex<Option<ChildStdin>>, book: &Mutex<Book>, bytes: &[u8]) {
    book.lock().unwrap().note(&format!("→ {}", String::from_utf8_lossy(bytes)));
    let mut to = to.lock().unwrap();
    let written = to.as_mut().map(|to| to.write_all(bytes).and_then(|()| to.flush()));
    drop(to);
    // The server may have left; whoever expects otherwise will see it.
    if let None | Some(Err(_)) = written {
        book.lock().unwrap().note("→ not written: the input of the server is closed");
    }
}
