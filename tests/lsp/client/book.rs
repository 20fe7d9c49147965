//! What an editor keeps of the traffic: all of it to print, the server's requests, and its faults.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, Read};
use std::sync::Mutex;
use std::time::Instant;

use serde_json::{Value, json};

/// How much of a message is printed, and how many messages.
const SHOWN: usize = 600;
const LAST: usize = 80;

/// The book of one connection.
pub struct Book {
    start: Instant,
    traffic: Vec<String>,
    faults: Vec<String>,
    /// The requests of the editor that have not been answered, by `id`.
    unanswered: BTreeMap<String, String>,
    /// The requests of the server, with their parameters.
    pub asked: Vec<(String, Value)>,
    /// What the editor says it can.
    capabilities: Value,
    /// What `workspace/configuration` is answered.
    pub settings: Value,
    folders: Value,
}

impl Book {
    pub fn new(capabilities: Value, folders: Value) -> Book {
        let (traffic, faults, asked) = (Vec::new(), Vec::new(), Vec::new());
        let (start, unanswered, settings) = (Instant::now(), BTreeMap::new(), Value::Null);
        Book { start, traffic, faults, unanswered, asked, capabilities, settings, folders }
    }

    /// Notes a line of traffic.
    pub fn note(&mut self, text: &str) {
        let mut line: String = text.chars().take(SHOWN).collect();
        if line.len() < text.len() {
            line.push_str(&format!(" … {} bytes", text.len()));
        }
        let line = line.replace("\r\n", "⏎").trim_end().to_owned();
        self.traffic.push(format!("{:6} ms {line}", self.start.elapsed().as_millis()));
    }

    /// Notes that the editor asks.
    pub fn ask(&mut self, id: &Value, method: &str) {
        self.unanswered.insert(id.to_string(), method.to_owned());
    }

    fn fault(&mut self, text: String) {
        self.note(&format!("FAULT: {text}"));
        self.faults.push(text);
    }

    /// The faults so far, and the answers that are owed.
    pub fn faults(&self) -> Vec<String> {
        let owed = self.unanswered.iter().map(|(id, method)| format!("{id} `{method}` was not answered"));
        self.faults.iter().cloned().chain(owed).collect()
    }

    /// Receives a message, and says what to answer.
    pub fn receive(&mut self, message: &Value) -> Option<Value> {
        self.note(&format!("← {message}"));
        if message["jsonrpc"] != "2.0" {
            self.fault(format!("`jsonrpc` is {}", message["jsonrpc"]));
        }
        let Some(method) = message.get("method").and_then(Value::as_str) else {
            self.receive_answer(message);
            return None;
        };
        let id = message.get("id")?;
        self.asked.push((method.to_owned(), message["params"].clone()));
        let (needed, result) = self.reply(method, &message["params"]);
        for path in needed {
            if self.capabilities.pointer(&path).is_none_or(|it| *it == json!(false)) {
                self.fault(format!("`{method}`, but the editor does not offer {path}"));
            }
        }
        Some(match result {
            Some(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            None => {
                self.fault(format!("`{method}` is nothing that an editor knows"));
                json!({"jsonrpc": "2.0", "id": id, "error": {"code": -32601, "message": "Method not found"}})
            }
        })
    }

    fn receive_answer(&mut self, message: &Value) {
        if message.get("result").is_some() == message.get("error").is_some() {
            self.fault(format!("result and error, both or neither: {message}"));
        }
        match message.get("id") {
            None => self.fault(format!("no `id`: {message}")),
            // What could not be read has no `id`.
            Some(Value::Null) if message.get("error").is_some() => {}
            Some(id) if self.unanswered.remove(&id.to_string()).is_some() => {}
            Some(id) => self.fault(format!("{id} was answered and not asked, or twice")),
        }
    }

    /// What the editor must have offered for a request of the server, and its answer.
    fn reply(&self, method: &str, params: &Value) -> (Vec<String>, Option<Value>) {
        let nothing = Some(Value::Null);
        let (path, result) = match method {
            "client/registerCapability" => {
                let methods = params["registrations"].as_array().into_iter().flatten();
                return (methods.map(|it| dynamic(it["method"].as_str().unwrap_or_default())).collect(), nothing);
            }
            "client/unregisterCapability" => return (Vec::new(), nothing),
            "window/showMessageRequest" => return (Vec::new(), nothing),
            "window/workDoneProgress/create" => ("/window/workDoneProgress", nothing),
            "window/showDocument" => ("/window/showDocument/support", Some(json!({"success": true}))),
            "workspace/applyEdit" => ("/workspace/applyEdit", Some(json!({"applied": true}))),
            "workspace/configuration" => ("/workspace/configuration", Some(self.configuration(params))),
            "workspace/workspaceFolders" => ("/workspace/workspaceFolders", Some(self.folders.clone())),
            "workspace/codeLens/refresh" => ("/workspace/codeLens/refreshSupport", nothing),
            "workspace/diagnostic/refresh" => ("/workspace/diagnostics/refreshSupport", nothing),
            "workspace/foldingRange/refresh" => ("/workspace/foldingRange/refreshSupport", nothing),
            "workspace/inlayHint/refresh" => ("/workspace/inlayHint/refreshSupport", nothing),
            "workspace/semanticTokens/refresh" => ("/workspace/semanticTokens/refreshSupport", nothing),
            _ => return (Vec::new(), None),
        };
        (vec![path.to_owned()], result)
    }

    /// The settings of each section that is asked for.
    fn configuration(&self, params: &Value) -> Value {
        let items = params["items"].as_array().into_iter().flatten();
        let section = |item: &Value| match item["section"].as_str() {
            None | Some("") => self.settings.clone(),
            Some(name) => self.settings.pointer(&format!("/{}", name.replace('.', "/"))).cloned().unwrap_or_default(),
        };
        items.map(section).collect()
    }
}

/// Where an editor says that a method can be registered.
fn dynamic(method: &str) -> String {
    let section = match method {
        "textDocument/didOpen" | "textDocument/didChange" | "textDocument/didClose" | "textDocument/didSave" => {
            "textDocument/synchronization"
        }
        "textDocument/prepareCallHierarchy" => "textDocument/callHierarchy",
        _ => method,
    };
    format!("/{section}/dynamicRegistration")
}

impl fmt::Display for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.traffic.len().saturating_sub(LAST);
        writeln!(f, "The traffic (→ to the server, ← from it), {from} lines before it left out:")?;
        self.traffic[from..].iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// Reads a message, strictly: a server sends one header and no other.
pub fn read(from: &mut impl BufRead, book: &Mutex<Book>) -> Option<Value> {
    let fault = |text: String| book.lock().unwrap().fault(text);
    let mut header = String::new();
    while !header.ends_with("\r\n\r\n") {
        if from.read_line(&mut header).ok()? == 0 {
            if !header.is_empty() {
                fault(format!("the output ends within a header: {header:?}"));
            }
            return None;
        }
    }
    let length = header.strip_prefix("Content-Length: ").and_then(|rest| rest.strip_suffix("\r\n\r\n"));
    let Some(length) = length.and_then(|length| length.parse().ok()) else {
        fault(format!("a header that is none: {header:?}"));
        return None;
    };
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body).ok()?;
    match serde_json::from_slice(&body) {
        Ok(message) => Some(message),
        Err(error) => {
            fault(format!("{error}: {:?}", String::from_utf8_lossy(&body)));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(method: &str, params: Value) -> Value {
        json!({"jsonrpc": "2.0", "id": 5, "method": method, "params": params})
    }

    #[test]
    fn what_the_server_asks_is_answered() {
        let can = json!({"workspace": {"configuration": true, "inlayHint": {"refreshSupport": true}}});
        let mut book = Book::new(can, Value::Null);
        book.settings = json!({"bud": {"hints": {"names": true}}});
        let items = json!([{"section": "bud.hints"}, {"section": "bud.none"}, {}]);
        assert_eq!(
            book.receive(&asks("workspace/configuration", json!({"items": items}))).unwrap(),
            json!({"jsonrpc": "2.0", "id": 5, "result": [{"names": true}, null, {"bud": {"hints": {"names": true}}}]})
        );
        book.receive(&asks("workspace/inlayHint/refresh", Value::Null)).unwrap();
        assert_eq!((book.faults(), book.asked.len()), (Vec::new(), 2));
    }

    #[test]
    fn what_breaks_the_protocol_is_a_fault() {
        let watched = json!({"registrations": [{"id": "1", "method": "workspace/didChangeWatchedFiles"}]});
        let answer = |id: i32| json!({"jsonrpc": "2.0", "id": id, "result": null});
        for (message, fault) in [
            (asks("workspace/inlayHint/refresh", Value::Null), "does not offer /workspace/inlayHint/refreshSupport"),
            (asks("client/registerCapability", watched), "/workspace/didChangeWatchedFiles/dynamicRegistration"),
            (asks("bud/ask", Value::Null), "nothing that an editor knows"),
            (answer(2), "2 was answered and not asked, or twice"),
            (json!({"jsonrpc": "2.0", "id": 1}), "both or neither"),
            (json!({"id": 1, "result": null}), "`jsonrpc` is null"),
        ] {
            let can = json!({"workspace": {"inlayHint": {"refreshSupport": false}}});
            let mut book = Book::new(can, Value::Null);
            book.ask(&json!(1), "m");
            book.receive(&message);
            book.receive(&answer(1));
            assert!(book.faults()[0].contains(fault), "{:?}", book.faults());
        }
        let mut book = Book::new(Value::Null, Value::Null);
        book.ask(&json!(1), "m");
        assert_eq!(book.faults(), ["1 `m` was not answered"]);
        book.receive(&answer(1));
        assert_eq!(book.faults(), [""; 0]);
        book.receive(&answer(1));
        assert_eq!(book.faults(), ["1 was answered and not asked, or twice"]);
    }

    #[test]
    fn the_output_is_read_strictly() {
        for (output, fault) in [
            ("Content-Length: 2\r\n\r\n{}", None),
            ("content-length: 2\r\n\r\n{}", Some("a header that is none")),
            ("Content-Length: 2\r\nX: y\r\n\r\n{}", Some("a header that is none")),
            ("Content-Length: 1\r\n\r\n{}", Some("EOF")),
            ("hello\n", Some("ends within a header")),
        ] {
            let book = Mutex::new(Book::new(Value::Null, Value::Null));
            let read = read(&mut output.as_bytes(), &book);
            assert_eq!(read.is_some(), fault.is_none(), "{output:?}");
            let faults = book.into_inner().unwrap().faults();
            assert!(fault.is_none_or(|fault| faults[0].contains(fault)), "{output:?}: {faults:?}");
        }
    }
}
