//! The language server as an editor meets it: a process, and messages on its standard input and
//! output.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A server and the pipes to it.
struct Editor {
    server: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Editor {
    fn start(arguments: &[&str]) -> Editor {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bud-lsp"));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().unwrap();
        let (to, from) = (server.stdin.take(), BufReader::new(server.stdout.take().unwrap()));
        Editor { server, to, from }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.to.as_mut().unwrap(), "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.from.read_line(&mut line).unwrap(), 0, "the server has closed its output");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn ask(&mut self, id: u32, method: &str, params: Value) -> Value {
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        let answer = self.receive();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    fn tell(&mut self, method: &str, params: Value) {
        let mut message = json!({"jsonrpc": "2.0", "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
    }

    fn initialize(&mut self, encodings: Value) -> Value {
        self.ask(1, "initialize", json!({"capabilities": {"general": {"positionEncodings": encodings}}}))
    }

    /// How it ends, within ten seconds; standard input stays open, as editors leave it.
    fn ending(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.server.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "the server does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn printed(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bud-lsp")).args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn it_says_its_version_and_its_help() {
    let version = format!("bud-lsp {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(printed(&["--version"]), (Some(0), version.clone(), String::new()));
    assert_eq!(printed(&["-V"]).1, version);
    let (code, help, errors) = printed(&["--help"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(help.contains("Usage: bud-lsp") && help.contains("语言服务器"), "{help}");
    let (code, out, errors) = printed(&["--port", "80"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(errors.starts_with("bud-lsp: unknown arguments: --port 80\n"), "{errors}");
}

#[test]
fn it_announces_itself_and_no_feature_that_it_does_not_have() {
    let mut editor = Editor::start(&[]);
    let answer = editor.initialize(json!(["utf-16", "utf-8"]));
    let expected = json!({
        "capabilities": {"positionEncoding": "utf-8", "textDocumentSync": 0},
        "serverInfo": {"name": "bud-lsp", "version": env!("CARGO_PKG_VERSION")},
    });
    assert_eq!(answer["result"], expected);
    editor.tell("initialized", json!({}));
    let log = editor.receive();
    assert_eq!((&log["method"], &log["params"]["type"]), (&json!("window/logMessage"), &json!(3)));
    let text = log["params"]["message"].as_str().unwrap();
    assert!(text.starts_with("bud-lsp ") && text.contains("yet") && text.contains("目前还不能"), "{text}");
    let answer = editor.ask(
        2,
        "textDocument/hover",
        json!({"textDocument": {"uri": "file:///a.bud"}, "position": {"line": 0, "character": 0}}),
    );
    assert_eq!(answer["error"]["code"], -32601, "{answer}");
    assert_eq!(editor.ask(3, "shutdown", Value::Null)["result"], Value::Null);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ending().code(), Some(0));
}

#[test]
fn an_editor_that_counts_only_in_utf_16_is_answered_so() {
    let mut editor = Editor::start(&["--stdio"]);
    assert_eq!(editor.initialize(json!(["utf-16"]))["result"]["capabilities"]["positionEncoding"], "utf-16");
    let mut editor = Editor::start(&[]);
    let answer = editor.ask(1, "initialize", json!({"capabilities": {}}));
    assert_eq!(answer["result"]["capabilities"]["positionEncoding"], "utf-16");
}

#[test]
fn an_exit_without_shutdown_is_a_failure() {
    let mut editor = Editor::start(&[]);
    editor.initialize(json!([]));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ending().code(), Some(1));
    let mut editor = Editor::start(&[]);
    editor.to = None;
    assert_eq!(editor.ending().code(), Some(1));
}
