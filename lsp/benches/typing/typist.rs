//! Somebody who types: sends each change, waits for the findings as of it, and takes the times.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::budget::{Budget, MAIN};
use crate::random::Random;
use crate::server::{Message, Server, file_name};
use crate::text::{Encoding, Place, Text};
use crate::times::Times;

/// The codes of causes.
pub const CAUSES: [&str; 5] = ["E0406", "E0407", "E0408", "E0409", "E0410"];

/// How somebody types.
#[derive(Clone, Copy)]
pub struct Habits {
    /// What columns count.
    pub encoding: Encoding,
    /// Whether findings are asked for; else they are sent.
    pub pull: bool,
    /// From one key to the next.
    pub pace: Duration,
}

/// What is measured, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the table of rows says what each is")]
pub enum What {
    Floor,
    Open,
    Key,
    KeyInAmount,
    KeyInTotal,
    KeyInName,
    KeyInNewLine,
    LineLess,
    KeyInComment,
    Burst,
    Completion,
    Hover,
    HoverAfterKey,
    Causes,
    Tokens,
    TokensAfterKey,
    Hints,
    HintsAfterKey,
    Symbols,
    SymbolsAfterKey,
}

/// Somebody who types.
pub struct Typist {
    /// The server.
    pub server: Server,
    /// The text that is typed in.
    pub text: Text,
    /// Its address.
    pub uri: String,
    /// Its name.
    pub name: String,
    /// How it is typed.
    pub habits: Habits,
    /// Where in the text.
    pub random: Random,
    /// What was measured.
    pub times: BTreeMap<What, Times>,
    /// What the server answered wrongly.
    pub wrong: Vec<String>,
    /// The most memory that the server had held, in bytes, when something was over.
    pub memory: Vec<(&'static str, u64)>,
    /// How many completions had an item, of how many.
    pub completed: (usize, usize),
    version: i32,
    /// The addresses of open files.
    open: Vec<String>,
    /// What the last findings of a file are called.
    result: BTreeMap<String, Value>,
}

impl Typist {
    /// Starts a server on a budget in a folder and opens its main file and the one to type in.
    pub fn start(program: &Path, budget: &Budget, folder: &Path, habits: Habits) -> io::Result<Typist> {
        let uri = |name: &str| address(&folder.join(name));
        let (name, text) = &budget.files[budget.typed];
        let mut typist = Typist {
            server: Server::start(program, folder)?,
            text: Text::new(text, habits.encoding),
            uri: uri(name),
            name: name.clone(),
            habits,
            random: Random::new(20_260_102, &[]),
            times: BTreeMap::new(),
            wrong: Vec::new(),
            memory: Vec::new(),
            completed: (0, 0),
            version: 1,
            open: Vec::new(),
            result: BTreeMap::new(),
        };
        let introduction = introduction(&address(folder), habits);
        let (_, answer) = typist.server.request("initialize", &introduction)?;
        let agreed = &answer["result"]["capabilities"]["positionEncoding"];
        if agreed != habits.encoding.name() {
            return Err(io::Error::other(format!("the server counts columns in {agreed}")));
        }
        typist.server.notify("initialized", &json!({}))?;
        if name != MAIN {
            typist.open_file(&uri(MAIN), &budget.files[0].1)?;
        }
        let start = typist.open_file(&uri(name), text)?;
        let asked = typist.ask_for_findings()?;
        let at = typist.findings(asked)?;
        typist.took(What::Open, at.duration_since(start));
        Ok(typist)
    }

    fn open_file(&mut self, uri: &str, text: &str) -> io::Result<Instant> {
        self.open.push(uri.to_owned());
        let document = json!({"uri": uri, "languageId": "bud", "version": 1, "text": text});
        self.server.notify("textDocument/didOpen", &json!({"textDocument": document}))
    }

    /// Notes a time.
    pub fn took(&mut self, what: What, time: Duration) {
        self.times.entry(what).or_default().push(time);
    }

    /// Notes the memory that the server has held so far.
    pub fn note_memory(&mut self, after: &'static str) {
        self.memory.extend(self.server.peak().map(|peak| (after, peak)));
    }

    /// Makes a change and does not wait. When it was made, and the place after it.
    pub fn change(&mut self, from: Place, to: Place, with: &str) -> io::Result<(Instant, Place)> {
        let (change, cursor) = self.text.replace(from, to, with);
        self.version += 1;
        let document = json!({"uri": self.uri, "version": self.version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        Ok((self.server.notify("textDocument/didChange", &params)?, cursor))
    }

    /// Presses a key: what stands between two places is replaced. Waits for the findings, and until a
    /// person would press the next. The place after it.
    pub fn key(&mut self, what: What, from: Place, to: Place, with: &str) -> io::Result<Place> {
        let (start, cursor) = self.change(from, to, with)?;
        // Editors ask when something was typed, and not in comments.
        let completes = !with.is_empty() && !with.contains('\n') && what != What::KeyInComment;
        let mut completion = match completes {
            true => {
                let params = self.at(cursor);
                Some(self.server.ask("textDocument/completion", &params)?)
            }
            false => None,
        };
        let mut asked = self.ask_for_findings()?;
        let mut found = None;
        while found.is_none() || completion.is_some() {
            let message = self.server.next("findings")?;
            if let Some((start, id)) = completion
                && message.answers(id)
            {
                self.took(What::Completion, message.at.duration_since(start));
                self.note_completion(&message.says);
                completion = None;
            } else if found.is_none() && self.finds(&message, asked) {
                found = Some(message.at);
                asked = None;
            }
        }
        let at = found.unwrap_or(start);
        self.took(What::Key, at.duration_since(start));
        self.took(what, at.duration_since(start));
        self.pause(start + self.habits.pace)?;
        Ok(cursor)
    }

    /// Asks for the findings of the file, if they are not sent.
    pub fn ask_for_findings(&mut self) -> io::Result<Option<i64>> {
        if !self.habits.pull {
            return Ok(None);
        }
        let uri = self.uri.clone();
        self.pull(&uri).map(Some)
    }

    fn pull(&mut self, uri: &str) -> io::Result<i64> {
        let known = self.result.get(uri).cloned().unwrap_or_default();
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": known});
        Ok(self.server.ask("textDocument/diagnostic", &params)?.1)
    }

    /// Waits for the findings as of the text of now. When they came.
    pub fn findings(&mut self, asked: Option<i64>) -> io::Result<Instant> {
        loop {
            let message = self.server.next("findings")?;
            if self.finds(&message, asked) {
                return Ok(message.at);
            }
        }
    }

    /// Whether a message tells the findings as of the text of now.
    pub fn finds(&mut self, message: &Message, asked: Option<i64>) -> bool {
        let Some(id) = asked else {
            let params = &message.says["params"];
            return message.is("textDocument/publishDiagnostics")
                && params["uri"] == self.uri
                && params["version"] == self.version;
        };
        if message.answers(id) {
            let uri = self.uri.clone();
            self.note_findings(&uri, &message.says);
        }
        message.answers(id)
    }

    /// Notes findings that were asked for.
    fn note_findings(&mut self, uri: &str, answer: &Value) {
        let report = &answer["result"];
        match report["kind"].as_str() {
            Some("full") => {
                let items = report["items"].as_array().cloned().unwrap_or_default();
                self.server.published.insert(file_name(&json!(uri)), items);
                self.result.insert(uri.to_owned(), report["resultId"].clone());
            }
            Some("unchanged") => {}
            _ => self.wrong.push(format!("no findings: {answer}")),
        }
    }

    /// Waits for findings of a file with a cause. When they came.
    pub fn cause(&mut self) -> io::Result<Instant> {
        loop {
            let message = self.server.next("a cause")?;
            let mut at = message.at;
            // Told that there is something new, the editor asks again.
            if message.is("workspace/diagnostic/refresh") {
                at = self.pull_all()?;
            }
            if self.server.published.values().flatten().any(is_cause) {
                return Ok(at);
            }
        }
    }

    /// Asks for the findings of all open files.
    pub fn pull_all(&mut self) -> io::Result<Instant> {
        let mut last = Instant::now();
        for uri in self.open.clone() {
            let id = self.pull(&uri)?;
            loop {
                let message = self.server.next("findings")?;
                if message.answers(id) {
                    self.note_findings(&uri, &message.says);
                    last = message.at;
                    break;
                }
            }
        }
        Ok(last)
    }

    /// The parameters of a question about a place.
    pub fn at(&self, place: Place) -> Value {
        json!({"textDocument": {"uri": self.uri}, "position": self.text.position(place)})
    }

    fn note_completion(&mut self, answer: &Value) {
        if answer.get("error").is_some() {
            self.wrong.push(format!("no completion: {answer}"));
        }
        let items = answer["result"]["items"].as_array().or(answer["result"].as_array());
        self.completed.0 += usize::from(items.is_some_and(|items| !items.is_empty()));
        self.completed.1 += 1;
    }

    /// Waits until then, and listens.
    pub fn pause(&mut self, until: Instant) -> io::Result<()> {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            if let Some(message) = self.server.next_within(left)?
                && message.is("workspace/diagnostic/refresh")
            {
                self.pull_all()?;
            }
        }
    }

    /// Stops to think, long enough for the server to do what it does when nobody types.
    pub fn think(&mut self) -> io::Result<()> {
        let thinks = self.habits.pace * 4;
        self.pause(Instant::now() + thinks)
    }
}

/// Whether a finding is a cause.
pub fn is_cause(finding: &Value) -> bool {
    finding["code"].as_str().is_some_and(|code| CAUSES.contains(&code))
}

/// The address of a file or folder.
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { "file:///".to_owned() };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The parameters of `initialize`: an editor that shows what most show.
fn introduction(folder: &str, habits: Habits) -> Value {
    let item = json!({"snippetSupport": true, "labelDetailsSupport": true, "documentationFormat": ["markdown"]});
    let mut capabilities = json!({
        "general": {"positionEncodings": [habits.encoding.name()]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true},
            "completion": {"completionItem": item},
            "hover": {"contentFormat": ["markdown"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "semanticTokens": {"requests": {"full": {"delta": true}}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]}
        },
    });
    if habits.pull {
        capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": false});
        capabilities["workspace"] = json!({"diagnostics": {"refreshSupport": true}});
    }
    json!({
        "processId": std::process::id(),
        "locale": "en",
        "rootUri": folder,
        "workspaceFolders": [{"uri": folder, "name": "budget"}],
        "capabilities": capabilities,
    })
}
