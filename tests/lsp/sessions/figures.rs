//! What adds up to what, followed from a total to its lines and back.

use serde_json::{Value, json};

use crate::client::{Client, Folder};
use crate::editor::Editor;

#[test]
fn a_total_is_followed_down_to_its_lines_and_a_line_up_to_its_totals() {
    let main = "include 一.bud\nunit 局\nunit 中心 under 局\nunit 站 under 局\ntotal unit 局 amount 6.00\ntotal unit 中心 amount 3.00\n";
    let part = "project 甲 unit 中心 amount 1.00\nproject 乙 unit 中心 amount 2.00\nproject 丙 unit 站 amount 3.00\n";
    let folder = Folder::new(&[("局.bud", main), ("一.bud", part)]);
    let mut editor = Editor::start(Client::builder().folder(&folder));
    let (main_uri, part_uri) = (folder.uri("局.bud"), folder.uri("一.bud"));
    editor.open(&main_uri, main);
    let item = editor.ask("textDocument/prepareCallHierarchy", editor.at(&main_uri, "6.00", 0));
    let names = |calls: &Value, end: &str| -> Vec<String> {
        let calls = calls.as_array().unwrap().iter();
        calls
            .map(|it| format!("{} {}", it[end]["name"].as_str().unwrap(), it[end]["detail"].as_str().unwrap()))
            .collect()
    };
    // Down, as far as it goes.
    let mut open = vec![item[0].clone()];
    let mut lines = Vec::new();
    while let Some(item) = open.pop() {
        let calls = editor.ask("callHierarchy/outgoingCalls", json!({"item": item}));
        for call in calls.as_array().into_iter().flatten() {
            assert!(!call["fromRanges"].as_array().unwrap().is_empty(), "{call}");
            if call["to"]["uri"] == json!(part_uri) {
                lines.push(call["to"]["range"]["start"]["line"].as_u64().unwrap());
            } else {
                open.push(call["to"].clone());
            }
        }
        assert!(lines.len() <= 3, "each line once: {lines:?}");
    }
    lines.sort();
    assert_eq!(lines, [0, 1, 2], "all lines of the other file add up to it");

    // And up again.
    editor.open(&part_uri, part);
    let item = editor.ask("textDocument/prepareCallHierarchy", editor.at(&part_uri, "2.00", 0));
    let above = editor.ask("callHierarchy/incomingCalls", json!({"item": item[0]}));
    let found = names(&above, "from");
    assert_eq!(found, ["乙 2.00", "中心 3.00", "total: unit 中心 3.00", "total: unit 局 6.00"]);
    let over = editor.ask("callHierarchy/incomingCalls", json!({"item": above[1]["from"]}));
    assert!(names(&over, "from").contains(&"局 6.00".to_owned()), "{over}");
    editor.leave();
}
