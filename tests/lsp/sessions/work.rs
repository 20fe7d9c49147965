//! Long work, and work that nobody wants any more.

use serde_json::json;

use crate::client::{Client, Folder};
use crate::editor::Editor;

#[test]
fn the_progress_of_many_budgets_is_shown() {
    let line = |at: usize| format!("project 项目{at} unit 甲 amount {at}.00\n");
    let text = "unit 甲\n".to_owned() + &(1..400).map(line).collect::<String>();
    let names: Vec<String> = (0..60).map(|at| format!("{at}.bud")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text.as_str())).collect();
    let folder = Folder::new(&files);
    let mut editor = Editor::start(Client::builder().folder(&folder));
    let reports = editor.pull_all();
    assert_eq!(reports.len(), 60);
    let told = editor.client.unclaimed();
    let progress: Vec<_> = told.iter().filter(|it| it["method"] == "$/progress").map(|it| &it["params"]).collect();
    // A machine on which it takes no time shows nothing.
    if let Some(first) = progress.first() {
        assert_eq!(first["value"]["kind"], "begin");
        assert!(!first["value"]["title"].as_str().unwrap().is_empty());
        let percent = progress.iter().filter_map(|it| it["value"]["percentage"].as_u64());
        assert!(percent.clone().is_sorted() && percent.clone().all(|it| it <= 100), "{progress:?}");
        assert!(progress.iter().all(|it| it["token"] == first["token"]));
        if progress.last().unwrap()["value"]["kind"] != "end" {
            editor.client.wait_for("the end", |it| it["params"]["value"]["kind"] == "end");
        }
    }
    assert_eq!(editor.client.asked("window/workDoneProgress/create").len(), usize::from(!progress.is_empty()));
    editor.leave();
}

#[test]
fn a_request_that_is_cancelled_is_answered_and_the_next_one_too() {
    let uri = "untitled:1";
    let text = "unit 甲\n".to_owned() + &"project 修缮 unit 甲 amount 1.00\n".repeat(3_000);
    let mut editor = Editor::start(Client::builder());
    editor.open(uri, &text);
    // It waits for the budget, and so it can be cancelled.
    let id = editor.client.ask("textDocument/references", {
        let mut asked = editor.at(uri, "甲", 0);
        asked["context"] = json!({"includeDeclaration": true});
        asked
    });
    editor.client.notify("$/cancelRequest", json!({"id": id}));
    match editor.client.answer(id) {
        Err(failure) => assert_eq!(failure.code, -32800, "{failure:?}"),
        Ok(found) => assert_eq!(found.as_array().unwrap().len(), 3_001, "or answered, if it was done already"),
    }
    assert!(!editor.ask("textDocument/hover", editor.at(uri, "甲", 0)).is_null());
    editor.leave();
}

#[test]
fn what_is_asked_before_an_edit_is_answered_or_refused_but_never_about_another_text() {
    let uri = "untitled:1";
    let mut editor = Editor::start(Client::builder());
    editor.open(uri, "unit 甲\nproject 修缮 unit 甲 amount 1.00\n");
    for round in 0..50 {
        let mut asked = editor.at(uri, "甲", 0);
        asked["newName"] = json!(format!("乙{round}"));
        let id = editor.client.ask("textDocument/rename", asked);
        let version = editor.open[uri].version;
        let start = json!({"line": 0, "character": 0});
        editor.change(uri, vec![json!({"range": {"start": start, "end": start}, "text": "# 新的一行\n"})]);
        match editor.client.answer(id) {
            Err(failure) => assert_eq!(failure.code, -32801, "{failure:?}"),
            Ok(edit) => {
                let change = &edit["documentChanges"][0];
                assert_eq!(change["textDocument"]["version"], version, "it says which text it is of");
                assert_eq!(change["edits"][0]["range"]["start"]["line"], round, "{edit}");
            }
        }
    }
    editor.leave();
}
