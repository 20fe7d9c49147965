//! What an editor asks for and makes of it: actions, completions, formatting, names, colours.

use serde_json::{Value, json};

use crate::client::{Client, Folder};
use crate::editor::Editor;

const URI: &str = "untitled:1";

fn start(text: &str) -> Editor {
    let mut editor = Editor::start(Client::builder().utf16().push());
    editor.open(URI, text);
    editor.findings(URI);
    editor
}

/// The actions at the first `what`, of one kind or of all.
fn actions(editor: &mut Editor, what: &str, only: Option<&str>) -> Vec<Value> {
    let range = editor.buffer(URI).find(what, 0);
    let context = json!({"diagnostics": editor.shown[URI].items, "only": only.map(|it| [it])});
    let asked = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    editor.ask("textDocument/codeAction", asked).as_array().unwrap().clone()
}

/// Chooses the action whose title holds `title`.
fn choose(editor: &mut Editor, actions: &[Value], title: &str) {
    let all: Vec<&Value> = actions.iter().map(|it| &it["title"]).collect();
    let found = actions.iter().find(|it| it["title"].as_str().unwrap().contains(title));
    let mut action = found.unwrap_or_else(|| panic!("no {title:?} in {all:?}")).clone();
    if action.get("edit").is_none() {
        action = editor.ask("codeAction/resolve", action);
    }
    editor.apply(&action["edit"]);
}

#[test]
fn actions_mend_what_is_found() {
    let mut editor = start("unit 人才中心\nproject 甲 unit 人才中新 amount 30,800.00\ntotal amount 30801.00\n");
    // The name it is nearest to.
    let found = actions(&mut editor, "人才中新", Some("quickfix"));
    assert!(found.iter().all(|it| it["kind"] == "quickfix"), "{found:?}");
    choose(&mut editor, &found, "write 人才中心");
    assert_eq!(editor.buffer(URI).text.lines().nth(1).unwrap(), "project 甲 unit 人才中心 amount 30,800.00");
    // The total is set to its sum.
    assert_eq!(editor.findings(URI).len(), 1);
    let found = actions(&mut editor, "30801.00", None);
    choose(&mut editor, &found, "30800.00");
    assert_eq!(editor.findings(URI), [""; 0]);
    // A unit that is declared where units are.
    editor.type_over(URI, "unit 人才中心 amount", "unit 新单位 amount");
    assert_eq!(editor.findings(URI).len(), 1);
    let found = actions(&mut editor, "新单位", Some("quickfix"));
    choose(&mut editor, &found, "unit 新单位");
    assert_eq!(editor.findings(URI), [""; 0]);
    assert!(editor.buffer(URI).text.starts_with("unit 人才中心\nunit 新单位\n"), "{}", editor.buffer(URI).text);
    editor.leave();
}

#[test]
fn all_that_is_certain_is_mended_at_once() {
    let files = [
        ("局.bud", "include 一.bud\nunit 甲\nproject 乙 unit 甲 amount １２.００\nproject 丙 unit 甲 amount ３.００\n"),
        ("一.bud", "unit 丁\nproject 戊 unit 丁 amount ５.００\n"),
    ];
    let folder = Folder::new(&files);
    let mut editor = Editor::start(Client::builder().push().folder(&folder));
    let [main, part] = ["局.bud", "一.bud"].map(|name| folder.uri(name));
    editor.open(&main, files[0].1);
    editor.open(&part, files[1].1);
    assert_eq!((editor.findings(&main).len(), editor.findings(&part).len()), (2, 1));
    let asked = |only: &str| {
        let nowhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        json!({"textDocument": {"uri": main}, "range": nowhere, "context": {"diagnostics": [], "only": [only]}})
    };
    // What an editor asks for as it saves changes this file only.
    let found = editor.ask("textDocument/codeAction", asked("source.fixAll"));
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["kind"], "source.fixAll.bud");
    assert_eq!(found[0].get("edit"), None, "the edit is asked for when it is wanted");
    let action = editor.ask("codeAction/resolve", found[0].clone());
    editor.apply(&action["edit"]);
    assert_eq!((editor.findings(&main).len(), editor.shown[&part].items.len()), (0, 1));
    // And the whole budget.
    let found = editor.ask("textDocument/codeAction", asked("source.fixBudget.bud"));
    let action = editor.ask("codeAction/resolve", found[0].clone());
    editor.apply(&action["edit"]);
    assert_eq!((editor.findings(&main), editor.findings(&part)), (Vec::new(), Vec::new()));
    assert!(editor.buffer(&part).text.contains("amount 5.00"));
    editor.leave();
}

/// Completes after the first `after`: takes the item of that label, with its further edits.
fn complete(editor: &mut Editor, after: &str, label: &str) -> Value {
    let answer = editor.ask("textDocument/completion", editor.after(URI, after));
    let items = answer["items"].as_array().unwrap();
    let labels: Vec<&Value> = items.iter().map(|it| &it["label"]).collect();
    let item = items.iter().find(|it| it["label"] == label).unwrap_or_else(|| panic!("no {label:?} in {labels:?}"));
    let item = editor.ask("completionItem/resolve", item.clone());
    let edit = &item["textEdit"];
    let range = if edit["range"].is_null() { &edit["replace"] } else { &edit["range"] };
    let mut edits = vec![json!({"range": range, "newText": edit["newText"]})];
    edits.extend(item["additionalTextEdits"].as_array().into_iter().flatten().cloned());
    editor.edit(URI, &edits);
    item
}

#[test]
fn completions_are_taken_by_name_by_pinyin_and_as_a_sum() {
    let mut editor = start(
        "unit 人才中心\nunit 信息中心\naccount 208 社会保障和就业支出\nproject 甲 unit 人才中心 func 208 amount 12.50\nproject 乙 unit \n",
    );
    let line = |editor: &Editor, number: usize| editor.buffer(URI).text.lines().nth(number).unwrap().to_owned();
    // Somebody types the initials of the name.
    editor.type_over(URI, "乙 unit ", "乙 unit xxzx");
    let item = complete(&mut editor, "unit xxzx", "信息中心");
    assert!(item["filterText"].as_str().unwrap().contains("xxzx"), "the editor compares by its own rules: {item}");
    assert_eq!(line(&editor, 4), "project 乙 unit 信息中心");
    editor.findings(URI);
    // A code by the initials of its name.
    editor.type_over(URI, "乙 unit 信息中心", "乙 unit 信息中心 func shbz");
    let item = complete(&mut editor, "func shbz", "208 社会保障和就业支出");
    assert!(item["documentation"].to_string().contains("社会保障和就业支出"), "{item}");
    assert_eq!(line(&editor, 4), "project 乙 unit 信息中心 func 208");
    editor.findings(URI);
    // The figure that a total should be.
    editor.type_over(URI, "func 208\n", "func 208\ntotal unit 人才中心 amount \n");
    let text = editor.buffer(URI).text.clone();
    let at = editor.buffer(URI).position(text.find("amount \n").unwrap_or(text.len() - 1) + "amount ".len());
    let answer = editor.ask("textDocument/completion", json!({"textDocument": {"uri": URI}, "position": at}));
    let items = answer["items"].as_array().unwrap();
    assert!(items.iter().any(|it| it["label"] == "12.50"), "{items:?}");
    editor.leave();
}

#[test]
fn a_document_is_formatted_by_small_edits() {
    let text = "项目  甲   单位 人才中心  金额 30800.00   # 说明\n单位 人才中心\n\n\n\n合计   金额 ３０８００.00\n";
    let mut editor = start(text);
    let options = json!({"tabSize": 8, "insertSpaces": false});
    let asked = json!({"textDocument": {"uri": URI}, "options": options});
    let edits = editor.ask("textDocument/formatting", asked.clone());
    let edits = edits.as_array().unwrap().clone();
    assert!(edits.len() > 2, "small edits: {edits:?}");
    // Only the last line.
    let mut of_range = asked.clone();
    of_range["range"] = editor.buffer(URI).find("合计   金额", 0);
    let some = editor.ask("textDocument/rangeFormatting", of_range);
    let mut ranged = editor.buffer(URI).clone();
    ranged.edit(some.as_array().unwrap());
    assert!(ranged.text.starts_with("项目  甲   单位") && ranged.text.contains("\n合计 金额"), "{}", ranged.text);

    editor.edit(URI, &edits);
    assert_eq!(editor.buffer(URI).text, canonical(text));
    assert_eq!(editor.ask("textDocument/formatting", asked), json!([]), "what is canonical stays as it is");
    editor.leave();
}

/// The canonical form, as the library gives it.
fn canonical(text: &str) -> String {
    bud::format::format(text, 2, bud::format::Style::default())
}

#[test]
fn what_cannot_be_renamed_is_refused_in_the_users_language() {
    let mut editor = Editor::start(Client::builder().locale("zh-CN"));
    editor.open(URI, "unit 甲\nproject 修缮 unit 甲 amount 1.00\ntotal kind personnel amount 0.00\n");
    let failure = editor.refused("textDocument/prepareRename", editor.at(URI, "personnel", 0));
    assert_eq!(failure.code, -32803);
    assert!(failure.message.contains("收支类别") && failure.message.contains("不能改名"), "{}", failure.message);
    let mut asked = editor.at(URI, "甲", 0);
    asked["newName"] = json!("");
    let failure = editor.refused("textDocument/rename", asked.clone());
    assert_eq!(failure.message, "名称不能为空");
    asked["newName"] = json!("乙 丙");
    let edit = editor.ask("textDocument/rename", asked);
    editor.apply(&edit);
    assert!(
        editor.buffer(URI).text.starts_with("unit \"乙 丙\"\nproject 修缮 unit \"乙 丙\" "),
        "{}",
        editor.buffer(URI).text
    );
    let found = editor.ask("textDocument/documentHighlight", editor.at(URI, "乙 丙", 1));
    assert_eq!(found.as_array().unwrap().len(), 2, "{found}");
    editor.leave();
}

#[test]
fn colours_follow_edits_by_differences() {
    let mut editor = start("unit 甲\nproject 修缮 unit 甲 amount 1.00 # 𠮷\n");
    let document = json!({"uri": URI});
    let full = editor.ask("textDocument/semanticTokens/full", json!({"textDocument": document}));
    let mut data: Vec<Value> = full["data"].as_array().unwrap().clone();
    let mut id = full["resultId"].clone();
    for (old, new) in
        [("修缮", "𠮷 x"), ("unit 甲\n", "unit 甲\n\ntotal amount 2\n"), ("total amount 2\n", ""), ("1.00", "1.00")]
    {
        editor.type_over(URI, old, new);
        let delta = editor
            .ask("textDocument/semanticTokens/full/delta", json!({"textDocument": document, "previousResultId": id}));
        match delta["edits"].as_array() {
            Some(edits) => {
                // Each is of the numbers as they were: from the last to the first they do not move each other.
                let mut edits = edits.clone();
                edits.sort_by_key(|it| std::cmp::Reverse(it["start"].as_u64()));
                for edit in edits {
                    let [start, count] = ["start", "deleteCount"].map(|it| edit[it].as_u64().unwrap() as usize);
                    data.splice(start..start + count, edit["data"].as_array().into_iter().flatten().cloned());
                }
            }
            None => data = delta["data"].as_array().unwrap().clone(),
        }
        let full = editor.ask("textDocument/semanticTokens/full", json!({"textDocument": document}));
        assert_eq!(json!(data), full["data"], "after {old:?} became {new:?}");
        id = full["resultId"].clone();
    }
    // A number that the server does not know gives all.
    let asked = json!({"textDocument": document, "previousResultId": "none"});
    assert!(editor.ask("textDocument/semanticTokens/full/delta", asked)["data"].is_array());
    // A range has those of the whole that are in it.
    let range = editor.buffer(URI).find("unit 甲", 0);
    let some = editor.ask("textDocument/semanticTokens/range", json!({"textDocument": document, "range": range}));
    assert_eq!(some["data"].as_array().unwrap()[..], data[..10]);
    editor.leave();
}
