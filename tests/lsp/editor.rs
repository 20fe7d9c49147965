//! An editor with a user: it keeps the texts that are open and what is shown in them, types, and makes the
//! edits that the server gives.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Buffer, Builder, Client, Columns, Failure};

/// Nothing takes nearly as long.
const DEADLINE: Duration = Duration::from_secs(30);

/// A document that is open.
pub struct Document {
    pub buffer: Buffer,
    pub version: i32,
}

/// What was pushed about a document last.
#[derive(Clone, Default)]
pub struct Shown {
    pub version: Option<i64>,
    pub items: Vec<Value>,
}

/// The editor.
pub struct Editor {
    pub client: Client,
    pub open: BTreeMap<String, Document>,
    /// What was pushed, by document.
    pub shown: BTreeMap<String, Shown>,
    /// The findings that were asked for, with the number of the result, by document.
    pub pulled: BTreeMap<String, (String, Vec<Value>)>,
}

impl Editor {
    pub fn start(builder: Builder) -> Editor {
        let client = builder.start();
        Editor { client, open: BTreeMap::new(), shown: BTreeMap::new(), pulled: BTreeMap::new() }
    }

    pub fn columns(&self) -> Columns {
        match self.client.introduction["capabilities"]["positionEncoding"].as_str() {
            Some("utf-8") => Columns::Utf8,
            _ => Columns::Utf16,
        }
    }

    /// Opens a document as its first version.
    pub fn open(&mut self, uri: &str, text: &str) {
        self.client.open(uri, text);
        let buffer = Buffer::new(text, self.columns());
        assert!(self.open.insert(uri.to_owned(), Document { buffer, version: 1 }).is_none(), "{uri} is open");
    }

    pub fn close(&mut self, uri: &str) {
        self.client.close(uri);
        self.open.remove(uri).unwrap();
    }

    /// A document that is open.
    pub fn buffer(&self, uri: &str) -> &Buffer {
        &self.open[uri].buffer
    }

    /// Makes the changes of one `didChange`. The version after it.
    pub fn change(&mut self, uri: &str, changes: Vec<Value>) -> i32 {
        let document = self.open.get_mut(uri).unwrap();
        document.version += 1;
        document.buffer.change(&changes);
        self.client.change(uri, document.version, json!(changes));
        document.version
    }

    /// Types `new` in place of the first `old`.
    pub fn type_over(&mut self, uri: &str, old: &str, new: &str) -> i32 {
        let range = self.buffer(uri).find(old, 0);
        self.change(uri, vec![json!({"range": range, "text": new})])
    }

    /// Replaces the whole text.
    pub fn replace(&mut self, uri: &str, text: &str) -> i32 {
        self.change(uri, vec![json!({"text": text})])
    }

    /// Makes a `WorkspaceEdit`, in documents that are open. Each edit must be of the version that is there.
    pub fn apply(&mut self, edit: &Value) {
        let documents = edit["documentChanges"].as_array().cloned().unwrap_or_default();
        let by_version = documents.iter().map(|it| (it["textDocument"].clone(), it["edits"].clone()));
        let plain = edit["changes"].as_object().into_iter().flatten();
        let plain = plain.map(|(uri, edits)| (json!({"uri": uri, "version": null}), edits.clone()));
        let all: Vec<(Value, Value)> = by_version.chain(plain).collect();
        assert!(!all.is_empty(), "an edit of nothing: {edit}");
        for (document, edits) in all {
            let uri = document["uri"].as_str().unwrap().to_owned();
            let open = self.open.get(&uri).unwrap_or_else(|| panic!("{uri} is not open: {edit}"));
            if let Some(version) = document["version"].as_i64() {
                assert_eq!(version, i64::from(open.version), "an edit of another version of {uri}");
            }
            self.edit(&uri, edits.as_array().unwrap());
        }
    }

    /// Makes text edits in a document.
    pub fn edit(&mut self, uri: &str, edits: &[Value]) {
        let mut after = self.buffer(uri).clone();
        after.edit(edits);
        self.replace(uri, &after.text);
    }

    /// Parameters about the `nth` place where `what` stands: its first character, or after `+`.
    pub fn at(&self, uri: &str, what: &str, nth: usize) -> Value {
        json!({"textDocument": {"uri": uri}, "position": self.buffer(uri).find(what, nth)["start"]})
    }

    /// Parameters about the end of the first `what`.
    pub fn after(&self, uri: &str, what: &str) -> Value {
        json!({"textDocument": {"uri": uri}, "position": self.buffer(uri).find(what, 0)["end"]})
    }

    /// Asks, and expects an answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.client.request(method, params).unwrap_or_else(|failure| panic!("{method}: {failure:?}"))
    }

    /// Asks, and expects to be refused.
    pub fn refused(&mut self, method: &str, params: Value) -> Failure {
        match self.client.request(method, params) {
            Err(failure) => failure,
            Ok(result) => panic!("{method}: {result} instead of an error"),
        }
    }

    /// Takes the next findings that are pushed: of which document. None if there are none for so long.
    pub fn take_findings(&mut self, within: Duration) -> Option<String> {
        let is = |it: &Value| it["method"] == "textDocument/publishDiagnostics";
        let mut message = self.client.wait_within(within, is)?;
        let params = message["params"].take();
        let uri = params["uri"].as_str().unwrap().to_owned();
        let shown =
            Shown { version: params["version"].as_i64(), items: params["diagnostics"].as_array().unwrap().clone() };
        if let (Some(before), Some(now)) = (self.shown.get(&uri).and_then(|it| it.version), shown.version) {
            let reopened = now == 1;
            assert!(now >= before || reopened, "{uri}: findings of version {now} after those of {before}");
        }
        self.shown.insert(uri.clone(), shown);
        Some(uri)
    }

    /// Waits until what is pushed about a document `is` as it should be: lines of `code range "text"`.
    pub fn wait_until(&mut self, uri: &str, what: &str, is: impl Fn(&Shown, &[String]) -> bool) -> Vec<String> {
        loop {
            if let Some(shown) = self.shown.get(uri) {
                let drawn = self.drawn(uri, &shown.items);
                if is(shown, &drawn) {
                    return drawn;
                }
            }
            if self.take_findings(DEADLINE).is_none() {
                let shown = self.shown.get(uri).cloned().unwrap_or_default();
                let drawn = self.drawn(uri, &shown.items);
                panic!("{what}: not within {DEADLINE:?}; {uri} shows of version {:?}: {drawn:#?}", shown.version);
            }
        }
    }

    /// Waits until the findings of the newest version of an open document are shown, and draws them.
    pub fn findings(&mut self, uri: &str) -> Vec<String> {
        let version = self.open.get(uri).map(|it| i64::from(it.version));
        self.wait_until(uri, "the findings of the newest version", |shown, _| shown.version == version)
    }

    /// Asks for the findings of a document, and draws them.
    pub fn pull(&mut self, uri: &str) -> Vec<String> {
        let known = self.pulled.get(uri).map(|(id, _)| id.clone());
        let report =
            self.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}, "previousResultId": known}));
        self.take_report(uri, &report);
        self.drawn(uri, &self.pulled[uri].1)
    }

    /// Takes a report of findings in.
    pub fn take_report(&mut self, uri: &str, report: &Value) {
        let id = report["resultId"].as_str().unwrap_or_default().to_owned();
        match report["kind"].as_str() {
            Some("full") => {
                let items = report["items"].as_array().unwrap().clone();
                self.pulled.insert(uri.to_owned(), (id, items));
            }
            Some("unchanged") => assert_eq!(Some(&id), self.pulled.get(uri).map(|(id, _)| id), "{uri}: {report}"),
            _ => panic!("{uri}: {report}"),
        }
    }

    /// Asks for the findings of all files, of which some may be known.
    pub fn pull_all(&mut self) -> Vec<Value> {
        let known = self.pulled.iter().map(|(uri, (id, _))| json!({"uri": uri, "value": id}));
        let known: Vec<Value> = known.collect();
        let answer = self.ask("workspace/diagnostic", json!({"previousResultIds": known}));
        let reports = answer["items"].as_array().unwrap().clone();
        for report in &reports {
            let uri = report["uri"].as_str().unwrap();
            let version = self.open.get(uri).map(|it| i64::from(it.version));
            assert_eq!(report["version"].as_i64(), version, "{uri}");
            self.take_report(uri, report);
        }
        reports
    }

    /// Findings as a reader sees them: `code "what it is about": its first line`.
    pub fn drawn(&self, uri: &str, items: &[Value]) -> Vec<String> {
        let draw = |it: &Value| {
            let (code, message) = (it["code"].as_str().unwrap(), it["message"].as_str().unwrap());
            let about = match self.open.get(uri) {
                Some(document) => format!("{:?}", document.buffer.within(&it["range"])),
                None => format!("{}:{}", it["range"]["start"]["line"], it["range"]["start"]["character"]),
            };
            format!("{code} {about}: {}", message.lines().next().unwrap())
        };
        items.iter().map(draw).collect()
    }

    /// Ends the session as the protocol wants it.
    pub fn leave(self) {
        self.client.shutdown();
    }
}
