//! Thousands of edits at random: after each the server's text and findings are those of a fresh start.
//! And typing without waiting: nothing stale is ever shown.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

use bud_lsp::rim::convert::Encoding;
use bud_lsp::workspace::document::Document;
use serde_json::{Value, json};
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::client::{Buffer, Builder, Client, Columns, Folder};
use crate::editor::Editor;
use crate::oracle::Oracle;
use crate::random::Random;

/// A budget of three files, of which one is included twice, and a file that nobody includes.
const FILES: [(&str, &str); 4] = [
    (
        "main.bud",
        "# 预算\nbudget 局 year 2024 measure 万元\ninclude units.bud\ninclude part.bud\n\naccount 208 社会保障和就业支出\n\
         account 20807 就业补助\naccount 2080799 其他就业补助支出\nproject 系统运维 unit 信息中心 amount 450.00 func 2080799\n\
         personnel unit 信息中心 amount 12.30 func 2080799 # 人员\nproject 设备 unit 信息中心 amount 15 * 2.40 func 208\n\
         total unit 信息中心 amount 498.30\ntotal unit 人才中心 amount 32000.00\ntotal func 208 amount 32498.30\n\
         ceiling unit 信息中心 amount 500.00\ntotal amount 32498.30\n",
    ),
    (
        "units.bud",
        "单位 局\n单位 人才中心 归属 局 全称 人才市场管理服务中心\r\n单位 信息中心 归属 局\n单位 𠮷野 归属 局\n",
    ),
    (
        "part.bud",
        "预算 人才中心 年度 2024 计量单位 万元 单位 人才中心\n引用 units.bud\n项目 人才项目 金额 32000.00\n\
         项目 人才房票 金额 30800.00 功能 2080799 归属 人才项目\n项目 就业见习 金额 1200.00 功能 2080799 归属 人才项目\n\
         合计 金额 32000.00\n绩效目标 人才项目 \"引进人才\"\n",
    ),
    ("alone.bud", "unit 甲\nproject 𠮷 unit 甲 amount 1.00\ntotal amount 2.00\n"),
];

struct Stress {
    folder: Folder,
    editor: Editor,
    oracle: Oracle,
    /// The server's own keeping of texts, fed with the same changes.
    documents: BTreeMap<&'static str, Document>,
    random: Random,
    pulls: bool,
}

fn original(name: &str) -> &'static str {
    FILES.iter().find(|(it, _)| *it == name).unwrap().1
}

fn builder(columns: Columns, pulls: bool) -> Builder {
    let builder = Client::builder().without("textDocument.publishDiagnostics.codeDescriptionSupport");
    let builder = if pulls { builder } else { builder.push() };
    match columns {
        Columns::Utf8 => builder.utf8(),
        Columns::Utf16 => builder.utf16(),
    }
}

impl Stress {
    fn new(columns: Columns, pulls: bool, seed: u64) -> Stress {
        let folder = Folder::new(&FILES);
        let editor = Editor::start(builder(columns, pulls).folder(&folder));
        assert_eq!(editor.columns(), columns);
        let mut oracle = Oracle::new(columns);
        FILES.iter().for_each(|(name, text)| oracle.set(folder.path(name), text));
        let mut stress = Stress { folder, editor, oracle, documents: BTreeMap::new(), random: Random(seed), pulls };
        stress.open("main.bud", original("main.bud"));
        stress
    }

    fn encoding(&self) -> Encoding {
        match self.editor.columns() {
            Columns::Utf8 => Encoding::Utf8,
            Columns::Utf16 => Encoding::Utf16,
        }
    }

    fn open(&mut self, name: &'static str, text: &str) {
        let uri = self.folder.uri(name);
        self.editor.open(&uri, text);
        self.oracle.set(self.folder.path(name), text);
        self.documents.insert(name, Document::new(Uri::from_str(&uri).unwrap(), 1, text.to_owned()));
    }

    fn close(&mut self, name: &'static str) {
        self.editor.close(&self.folder.uri(name));
        self.oracle.set(self.folder.path(name), original(name));
        self.documents.remove(name);
    }

    fn change(&mut self, name: &'static str) {
        let uri = self.folder.uri(name);
        let changes = self.random.changes(self.editor.buffer(&uri), original(name));
        let encoding = self.encoding();
        for change in &changes {
            let event: TextDocumentContentChangeEvent = serde_json::from_value(change.clone()).unwrap();
            self.documents.get_mut(name).unwrap().edit(event, encoding);
        }
        self.editor.change(&uri, changes);
        let text = &self.editor.buffer(&uri).text;
        assert_eq!(**self.documents[name].text(), *text, "the server keeps another text of {name}");
        self.oracle.set(self.folder.path(name), text);
    }

    /// Does something at random: which file.
    fn step(&mut self) -> &'static str {
        let name = self.random.pick(&["main.bud", "main.bud", "part.bud", "part.bud", "units.bud", "alone.bud"]);
        match self.documents.contains_key(name) {
            true if self.random.once_in(60) => self.close(name),
            true => self.change(name),
            // As it stands on the disk, or as somebody left it.
            false => {
                let text =
                    if self.random.once_in(2) { original(name).to_owned() } else { original(name).replace('0', "") };
                self.open(name, &text);
            }
        }
        name
    }

    /// Fails if any file shows other findings than it should.
    fn check(&mut self, touched: &str) {
        match self.pulls {
            true => {
                self.editor.pull_all();
                let complaint = self.complaint();
                assert!(complaint.is_none(), "{}", complaint.unwrap());
            }
            false => {
                let uri = self.folder.uri(touched);
                let version = self.editor.open.get(&uri).map(|it| i64::from(it.version));
                let is_told = |editor: &Editor| editor.shown.get(&uri).is_some_and(|it| it.version == version);
                while version.is_some() && !is_told(&self.editor) || self.complaint().is_some() {
                    if self.editor.take_findings(Duration::from_secs(10)).is_none() {
                        panic!("version {version:?} of {touched}: {:?}", self.complaint());
                    }
                }
            }
        }
    }

    fn complaint(&mut self) -> Option<String> {
        self.oracle.paths().into_iter().find_map(|path| {
            let uri = crate::client::uri(&path);
            let shown = match self.pulls {
                true => self.editor.pulled.get(&uri).map(|(_, items)| items.clone()),
                false => self.editor.shown.get(&uri).map(|it| it.items.clone()),
            };
            self.oracle.complaint(&path, &shown.unwrap_or_default())
        })
    }

    /// Fails if a server that has just been started with the same texts says anything else.
    fn compare_with_fresh(&mut self) {
        let mut fresh = Editor::start(builder(self.editor.columns(), self.pulls).folder(&self.folder));
        for (uri, document) in &self.editor.open {
            fresh.open(uri, &document.buffer.text);
        }
        for (uri, text) in self.editor.open.iter().map(|(uri, it)| (uri.clone(), it.buffer.clone())).collect::<Vec<_>>()
        {
            for (method, params) in questions(&uri, &text, &mut self.random) {
                let [mine, its] = [&mut self.editor, &mut fresh].map(|it| {
                    let mut answer = it.ask(method, params.clone());
                    // The number of a result is its own.
                    answer.as_object_mut().map(|it| it.remove("resultId"));
                    answer
                });
                assert_eq!(mine, its, "{method} {params} after many edits, and afresh");
            }
        }
        fresh.leave();
    }
}

/// All that can be asked about a text, at some places.
fn questions(uri: &str, buffer: &Buffer, random: &mut Random) -> Vec<(&'static str, Value)> {
    let document = json!({"uri": uri});
    let options = json!({"tabSize": 4, "insertSpaces": true});
    let all = buffer.range(0..buffer.text.len());
    let end = all["end"].clone();
    let mut questions = vec![
        ("textDocument/semanticTokens/full", json!({"textDocument": document})),
        ("textDocument/documentSymbol", json!({"textDocument": document})),
        ("textDocument/foldingRange", json!({"textDocument": document})),
        ("textDocument/documentLink", json!({"textDocument": document})),
        ("textDocument/formatting", json!({"textDocument": document, "options": options})),
        ("textDocument/inlayHint", json!({"textDocument": document, "range": all})),
        ("textDocument/selectionRange", json!({"textDocument": document, "positions": [end]})),
        ("workspace/symbol", json!({"query": ""})),
    ];
    for _ in 0..3 {
        let at = json!({"textDocument": document, "position": buffer.position(random.place(&buffer.text))});
        questions.push(("textDocument/hover", at.clone()));
        questions.push(("textDocument/definition", at.clone()));
        questions.push(("textDocument/completion", at));
    }
    questions
}

fn run(columns: Columns, pulls: bool, seed: u64) {
    let mut stress = Stress::new(columns, pulls, seed);
    stress.check("main.bud");
    for step in 1..=2_500 {
        let touched = stress.step();
        stress.check(touched);
        if step % 200 == 0 {
            stress.compare_with_fresh();
        }
    }
    stress.editor.leave();
}

#[test]
fn edits_at_random_counted_in_bytes_and_pulled() {
    run(Columns::Utf8, true, 1);
}

#[test]
fn edits_at_random_counted_in_bytes_and_pushed() {
    run(Columns::Utf8, false, 2);
}

#[test]
fn edits_at_random_counted_in_utf16_and_pulled() {
    run(Columns::Utf16, true, 3);
}

#[test]
fn edits_at_random_counted_in_utf16_and_pushed() {
    run(Columns::Utf16, false, 4);
}

/// The texts of `main.bud` by version, while it is typed in without waiting.
fn typed(stress: &mut Stress, mut each: impl FnMut(&mut Stress, i64)) -> BTreeMap<i64, String> {
    let uri = stress.folder.uri("main.bud");
    let mut texts = BTreeMap::from([(1, original("main.bud").to_owned())]);
    for _ in 0..300 {
        stress.change("main.bud");
        let document = &stress.editor.open[&uri];
        texts.insert(i64::from(document.version), document.buffer.text.clone());
        let version = i64::from(document.version);
        each(stress, version);
    }
    texts
}

#[test]
fn whoever_types_without_waiting_sees_nothing_stale() {
    for columns in [Columns::Utf8, Columns::Utf16] {
        let mut stress = Stress::new(columns, false, 5);
        let (uri, path) = (stress.folder.uri("main.bud"), stress.folder.path("main.bud"));
        let texts = typed(&mut stress, |_, _| ());
        let last = *texts.keys().last().unwrap();
        // That no version is lower than one before is looked at as they are taken.
        while stress.editor.shown.get(&uri).is_none_or(|it| it.version != Some(last)) {
            let about = stress.editor.take_findings(Duration::from_secs(30)).expect("the findings of the last version");
            if about == uri {
                let shown = stress.editor.shown[&uri].clone();
                let version = shown.version.expect("it is open, and so it has a version");
                stress.oracle.set(path.clone(), &texts[&version]);
                let complaint = stress.oracle.complaint(&path, &shown.items);
                assert!(complaint.is_none(), "version {version}: {}", complaint.unwrap());
            }
        }
        stress.check("main.bud");
        stress.editor.leave();
    }
}

#[test]
fn whoever_asks_while_typing_is_answered_about_that_text_or_told_that_it_has_changed() {
    const CONTENT_MODIFIED: i64 = -32801;
    let mut stress = Stress::new(Columns::Utf16, true, 6);
    let (uri, path) = (stress.folder.uri("main.bud"), stress.folder.path("main.bud"));
    let mut asked = Vec::new();
    let texts = typed(&mut stress, |stress, version| {
        if version % 3 == 0 || version > 295 {
            let document = json!({"textDocument": {"uri": uri}});
            asked.push((version, stress.editor.client.ask("textDocument/diagnostic", document)));
        }
    });
    let mut answered = 0;
    for (version, id) in asked {
        match stress.editor.client.answer(id) {
            Err(failure) => assert_eq!(failure.code, CONTENT_MODIFIED, "{failure:?}"),
            Ok(report) => {
                answered += 1;
                stress.oracle.set(path.clone(), &texts[&version]);
                let complaint = stress.oracle.complaint(&path, report["items"].as_array().unwrap());
                assert!(complaint.is_none(), "version {version}: {}", complaint.unwrap());
            }
        }
    }
    assert!(answered > 0, "the last answer is of the text that stands");
    stress.check("main.bud");
    stress.editor.leave();
}
