//! The server that was built, as a process, and what an editor says to it.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long anything is waited for. Nothing takes nearly as long.
const DEADLINE: Duration = Duration::from_secs(60);

/// A message of the server.
pub struct Message {
    /// When its last byte had come.
    pub at: Instant,
    /// What it says.
    pub says: Value,
}

impl Message {
    /// Whether it is the answer to a request.
    pub fn answers(&self, id: i64) -> bool {
        self.says.get("method").is_none() && self.says["id"] == id
    }

    /// Whether it is a notification or request of that name.
    pub fn is(&self, method: &str) -> bool {
        self.says["method"] == method
    }
}

/// A running server.
pub struct Server {
    process: Child,
    to: ChildStdin,
    from: Receiver<(Instant, Vec<u8>)>,
    last_id: i64,
    /// What was published last, by the names of files.
    pub published: BTreeMap<String, Vec<Value>>,
}

impl Server {
    /// Starts a server. It finds no settings and no cache of the person who measures.
    pub fn start(program: &Path, home: &Path) -> io::Result<Server> {
        let mut command = Command::new(program);
        command.env("HOME", home).env("XDG_CACHE_HOME", home.join("cache"));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let gone = || io::Error::other("the server has no pipes");
        let (to, output) = (process.stdin.take().ok_or_else(gone)?, process.stdout.take().ok_or_else(gone)?);
        let (received, from) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::with_capacity(1 << 16, output);
            // Nothing is read out of a message here: the next one may have come by then.
            while let Ok(Some(body)) = body(&mut output) {
                if received.send((Instant::now(), body)).is_err() {
                    return;
                }
            }
        });
        Ok(Server { process, to, from, last_id: 0, published: BTreeMap::new() })
    }

    /// Tells. When the first byte was written.
    pub fn notify(&mut self, method: &str, params: &Value) -> io::Result<Instant> {
        self.write(&message(None, method, params))
    }

    /// Asks: when the first byte was written, and the number of the request.
    pub fn ask(&mut self, method: &str, params: &Value) -> io::Result<(Instant, i64)> {
        self.last_id += 1;
        let id = self.last_id;
        Ok((self.write(&message(Some(id), method, params))?, id))
    }

    /// Asks and waits: how long it took, and the answer, an error among them.
    pub fn request(&mut self, method: &str, params: &Value) -> io::Result<(Duration, Value)> {
        let (start, id) = self.ask(method, params)?;
        loop {
            let message = self.next(method)?;
            if message.answers(id) {
                return Ok((message.at.duration_since(start), message.says));
            }
        }
    }

    /// The next message. What the server asks is answered, what it publishes is noted.
    pub fn next(&mut self, what: &str) -> io::Result<Message> {
        let lost = |error| io::Error::other(format!("waiting for {what}: {error}"));
        let (at, body) = self.from.recv_timeout(DEADLINE).map_err(lost)?;
        self.read(at, &body)
    }

    /// The next message if one has come or comes in time.
    pub fn next_within(&mut self, time: Duration) -> io::Result<Option<Message>> {
        self.from.recv_timeout(time).ok().map(|(at, body)| self.read(at, &body)).transpose()
    }

    fn read(&mut self, at: Instant, body: &[u8]) -> io::Result<Message> {
        let says: Value = serde_json::from_slice(body)?;
        if let (Some(id), true) = (says.get("id"), says.get("method").is_some()) {
            self.write(&json!({"jsonrpc": "2.0", "id": id, "result": null}))?;
        }
        if says["method"] == "textDocument/publishDiagnostics" {
            let findings = says["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
            self.published.insert(file_name(&says["params"]["uri"]), findings);
        }
        Ok(Message { at, says })
    }

    fn write(&mut self, message: &Value) -> io::Result<Instant> {
        let body = message.to_string();
        let whole = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let start = Instant::now();
        self.to.write_all(whole.as_bytes())?;
        self.to.flush()?;
        Ok(start)
    }

    /// The most memory that it has held, in bytes, where Linux tells it.
    pub fn peak(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        Some(kibibytes.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
    }

    /// Ends it as the protocol wants it.
    pub fn end(mut self) -> io::Result<()> {
        self.request("shutdown", &Value::Null)?;
        self.notify("exit", &Value::Null)?;
        let status = self.process.wait()?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("the server left with {status}"))) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Without effect on one that has left.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A message of the editor; parameters of `null` are none.
fn message(id: Option<i64>, method: &str, params: &Value) -> Value {
    let mut message = json!({"jsonrpc": "2.0", "method": method});
    if let Some(id) = id {
        message["id"] = json!(id);
    }
    if !params.is_null() {
        message["params"] = params.clone();
    }
    message
}

/// The last part of an address: no two files of the budget are called the same.
pub fn file_name(uri: &Value) -> String {
    uri.as_str().and_then(|uri| uri.rsplit('/').next()).unwrap_or_default().to_owned()
}

/// The body of the next message; none when the output has ended.
fn body(output: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(value) = header.strip_prefix("Content-Length: ") {
                    length = value.parse().map_err(io::Error::other)?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body)?;
    Ok(Some(body))
}
