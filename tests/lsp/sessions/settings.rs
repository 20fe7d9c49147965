//! What the user sets, before and while the server runs.

use serde_json::{Value, json};

use crate::client::{Client, Folder};
use crate::editor::Editor;

const TEXT: &str = "unit 甲\naccount 208 社会保障\nproject 修缮 unit 甲 func 208 amount 1.00\ntotal unit 甲 amount 2.00\n\
                    project 专项 unit 甲\n";

fn hints(editor: &mut Editor, uri: &str) -> Vec<String> {
    let buffer = editor.buffer(uri);
    let range = buffer.range(0..buffer.text.len());
    let found = editor.ask("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": range}));
    let label = |hint: &Value| match hint["label"].as_str() {
        Some(text) => text.to_owned(),
        None => hint["label"].as_array().unwrap().iter().map(|part| part["value"].as_str().unwrap()).collect(),
    };
    found.as_array().unwrap().iter().map(label).collect()
}

fn lenses(editor: &mut Editor, uri: &str) -> Vec<Value> {
    let found = editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": uri}}));
    found.as_array().cloned().unwrap_or_default()
}

#[test]
fn messages_are_in_the_language_that_is_set() {
    let mut editor = Editor::start(Client::builder().push().locale("zh-cn"));
    let uri = "untitled:1";
    editor.open(uri, "unit 甲\nproject 修缮 unit 乙 amount 1.00\n");
    let found = editor.findings(uri);
    assert!(found[0].contains("没有名为“乙”的单位") || found[0].contains("单位"), "{found:?}");

    // The editor speaks Chinese; its user wants English.
    editor.client.configure(json!({"bud": {"language": "en"}}));
    editor.client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let found = editor.wait_until(uri, "English", |_, found| found[0].contains("no unit"));
    assert_eq!(editor.shown[uri].version, Some(1), "{found:?}");
    let hover = editor.ask("textDocument/hover", editor.at(uri, "project", 0))["contents"]["value"].to_string();
    editor.client.configure(json!({"bud": {"language": "zh"}}));
    editor.client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    editor.wait_until(uri, "Chinese", |_, found| !found[0].contains("no unit"));
    assert_ne!(editor.ask("textDocument/hover", editor.at(uri, "project", 0))["contents"]["value"].to_string(), hover);
    editor.leave();

    // An editor that cannot be asked sends them, or gives them as it starts.
    let mut editor = Editor::start(Client::builder().bare().locale("en").options(json!({"language": "zh"})));
    editor.open(uri, "unit 甲\nproject 修缮 unit 乙 amount 1.00\n");
    assert!(!editor.findings(uri)[0].contains("no unit"));
    editor.client.notify("workspace/didChangeConfiguration", json!({"settings": {"bud": {"language": "en"}}}));
    editor.wait_until(uri, "English", |_, found| found[0].contains("no unit"));
    editor.leave();
}

#[test]
fn each_kind_of_hint_is_switched_off_alone_and_lenses_on() {
    let uri = "untitled:1";
    let mut editor = Editor::start(Client::builder());
    editor.open(uri, TEXT);
    let all = hints(&mut editor, uri);
    assert!(all.iter().any(|it| it.contains("社会保障")) && all.iter().any(|it| it.contains("1.00")), "{all:?}");
    assert_eq!(lenses(&mut editor, uri), [Value::Null; 0], "off by default");
    editor.leave();

    let set = |settings: Value| {
        let mut editor = Editor::start(Client::builder().settings(json!({"bud": settings})));
        editor.open(uri, TEXT);
        // What is set comes as an answer; what was asked with the defaults is asked again then.
        editor.client.wait_for("to be asked", |it| it["method"] == "workspace/configuration");
        editor
    };
    let mut editor = set(json!({"hints": {"names": false}, "lenses": {"sums": true}}));
    while hints(&mut editor, uri).iter().any(|it| it.contains("社会保障")) {
        editor.client.wait_for("to be told", |it| it["method"] == "workspace/inlayHint/refresh");
    }
    assert!(hints(&mut editor, uri).iter().any(|it| it.contains("1.00")));
    let found = lenses(&mut editor, uri);
    assert_eq!(editor.buffer(uri).within(&found[0]["range"]), "甲");
    let title = editor.ask("codeLens/resolve", found[0].clone())["command"]["title"].clone();
    assert!(title.as_str().unwrap().contains("1.00"), "{title}");
    editor.leave();

    let mut editor = set(json!({"hints": {"sums": false}}));
    while hints(&mut editor, uri).iter().any(|it| it.contains("1.00")) {
        editor.client.wait_for("to be told", |it| it["method"] == "workspace/inlayHint/refresh");
    }
    assert!(hints(&mut editor, uri).iter().any(|it| it.contains("社会保障")));
    editor.leave();
}

#[test]
fn findings_of_what_is_not_open_are_switched_off() {
    let folder = Folder::new(&[("一.bud", "unit 甲 x\n"), ("二.bud", "unit 甲 x\n")]);
    let mut editor = Editor::start(Client::builder().push().folder(&folder));
    let (one, two) = (folder.uri("一.bud"), folder.uri("二.bud"));
    editor.open(&one, "unit 甲 x\n");
    assert_eq!(editor.findings(&one).len(), 1);
    editor.wait_until(&two, "it is not open", |_, found| found.len() == 1);
    editor.client.configure(json!({"bud": {"diagnostics": {"workspace": false}}}));
    editor.client.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    editor.wait_until(&two, "it is not told of any more", |_, found| found.is_empty());
    assert_eq!(editor.shown[&one].items.len(), 1, "what is open still is");
    editor.client.configure(json!({"bud": {"diagnostics": {"workspace": true}}}));
    editor.client.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    editor.wait_until(&two, "and again", |_, found| found.len() == 1);
    editor.leave();
}
