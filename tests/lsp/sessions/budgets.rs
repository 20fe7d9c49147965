//! Which budget a file is judged in: that of the file which includes it, of several, of none; and what of
//! it is told where files and folders come and go.

use serde_json::{Value, json};

use crate::client::{Builder, Client, Folder};
use crate::editor::Editor;

const MAIN: &str = "budget 局 year 2024 measure 万元\ninclude 单位.bud\ninclude 项目/一.bud\ntotal amount 30.00\n";
const UNITS: &str = "unit 局\nunit 中心 under 局\n";
const PROJECTS: &str = "project 甲 unit 中心 amount 10.00\nproject 乙 unit 中心 amount 20.00\n";

fn push() -> Builder {
    Client::builder().push().dynamic("workspace.didChangeWatchedFiles")
}

fn watched(editor: &mut Editor, uri: &str, kind: u8) {
    editor.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": kind}]}));
}

const CREATED: u8 = 1;
const CHANGED: u8 = 2;
const DELETED: u8 = 3;

/// The codes of what is shown.
fn has(code: &'static str) -> impl Fn(&crate::editor::Shown, &[String]) -> bool {
    move |_, found| found.len() == 1 && found[0].starts_with(code)
}

fn clean(_: &crate::editor::Shown, found: &[String]) -> bool {
    found.is_empty()
}

#[test]
fn an_included_file_that_is_open_alone_is_judged_in_its_budget() {
    let folder = Folder::new(&[("局.bud", MAIN), ("单位.bud", UNITS), ("项目/一.bud", PROJECTS)]);
    let mut editor = Editor::start(push().folder(&folder));
    let (main, part) = (folder.uri("局.bud"), folder.uri("项目/一.bud"));
    editor.open(&part, PROJECTS);
    // Alone it would lack its unit.
    assert_eq!(editor.findings(&part), [""; 0]);

    // What is typed here fails in the main file, which is not open.
    editor.type_over(&part, "20.00", "25.00");
    assert_eq!(editor.findings(&part), [""; 0]);
    let found = editor.wait_until(&main, "the total fails", has("E0401"));
    assert!(found[0].starts_with("E0401 3:"), "{found:?}");
    assert_eq!(editor.shown[&main].version, None);
    editor.type_over(&part, "25.00", "20.00");
    editor.wait_until(&main, "the total holds", clean);

    // A file that nothing includes is judged alone.
    let alone = folder.uri("项目/二.bud");
    editor.open(&alone, PROJECTS);
    assert_eq!(editor.findings(&alone).len(), 1, "it has no units");
    // Until it is included, which is seen in it at once.
    editor.open(&main, MAIN);
    editor.type_over(&main, "total amount 30.00", "include 项目/二.bud\ntotal amount 60.00");
    let found = editor
        .wait_until(&alone, "it is part of the budget", |_, found| !found.iter().any(|it| it.starts_with("E0301")));
    assert!(found.iter().all(|it| it.starts_with('W') || it.starts_with("E05") || it.starts_with("E03")), "{found:?}");
    editor.leave();
}

#[test]
fn files_that_a_budget_includes_come_and_go() {
    let folder = Folder::new(&[("局.bud", MAIN), ("项目/一.bud", PROJECTS)]);
    let mut editor = Editor::start(push().folder(&folder));
    editor.client.wait_for("files are watched", |it| it["method"] == "client/registerCapability");
    let (main, units, part) = (folder.uri("局.bud"), folder.uri("单位.bud"), folder.uri("项目/一.bud"));
    editor.open(&main, MAIN);
    let found = editor.findings(&main);
    assert!(found.len() == 1 && found[0].contains("\"单位.bud\""), "no other follows from it: {found:?}");

    // A new file, not saved yet, without one of the units.
    editor.open(&units, "unit 局\n");
    editor.wait_until(&main, "the file is there", clean);
    editor.wait_until(&part, "its unit is not", has("E0301"));
    editor.type_over(&units, "unit 局", "unit 局\nunit 中心 under 局");
    editor.wait_until(&part, "its unit is there", clean);
    // Given up.
    editor.close(&units);
    editor.wait_until(&main, "it is missing again", |_, found| found.len() == 1);
    // Made by another program, changed, deleted.
    folder.write("单位.bud", UNITS);
    watched(&mut editor, &units, CREATED);
    editor.wait_until(&main, "it is there", clean);
    folder.write("单位.bud", "unit 局\nunit 中 心 under 局\n");
    watched(&mut editor, &units, CHANGED);
    editor.wait_until(&part, "its unit is misspelt", has("E0301"));
    assert!(!editor.wait_until(&units, "the line is wrong", |_, found| !found.is_empty()).is_empty());
    folder.remove("单位.bud");
    watched(&mut editor, &units, DELETED);
    editor.wait_until(&units, "what is gone shows nothing", clean);
    editor.wait_until(&main, "it is missing", |_, found| found.len() == 1 && found[0].contains("\"单位.bud\""));
    editor.leave();
}

#[test]
fn a_file_of_two_budgets_shows_what_either_finds_once() {
    let this = "budget 局 year 2024\ninclude 单位.bud\nproject 甲 unit 中心 amount 1.00\ntotal unit 中心 amount 1.00\n";
    let next = this.replace("2024", "2025");
    let units = "unit 局\nunit 中心 under 局\nunit 中心 under 局\n";
    let folder = Folder::new(&[("2024.bud", this), ("2025.bud", &next), ("单位.bud", units)]);
    let mut editor = Editor::start(push().folder(&folder));
    let [one, other, shared] = ["2024.bud", "2025.bud", "单位.bud"].map(|name| folder.uri(name));
    editor.open(&shared, units);
    assert_eq!(editor.findings(&shared).len(), 1, "declared twice, in both budgets");
    editor.type_over(&shared, "\nunit 中心 under 局", "");
    assert_eq!(editor.findings(&shared), [""; 0]);

    // A unit renamed where it is declared is renamed in both budgets.
    [(&one, this), (&other, next.as_str())].iter().for_each(|(uri, text)| editor.open(uri, text));
    let mut asked = editor.at(&shared, "中心", 0);
    asked["newName"] = json!("服务中心");
    let edit = editor.ask("textDocument/rename", asked);
    editor.apply(&edit);
    for uri in [&one, &other, &shared] {
        let text = editor.buffer(uri).text.clone();
        assert!(text.contains("服务中心") && !text.contains(" 中心"), "{text}");
        // The files are edited one after the other: between two edits a name is missing.
        let version = Some(i64::from(editor.open[uri].version));
        let all = |shown: &crate::editor::Shown, found: &[String]| shown.version == version && found.is_empty();
        editor.wait_until(uri, "the name is the same everywhere", all);
    }
    editor.leave();
}

#[test]
fn what_is_found_before_the_server_has_introduced_itself_is_not_lost() {
    let folder = Folder::new(&[("预算.bud", "project 甲 unit 乙 amount 1.00\n")]);
    for _ in 0..20 {
        let mut editor = Editor::start(push().folder(&folder));
        editor.wait_until(&folder.uri("预算.bud"), "what is in the folder", has("E0301"));
        editor.leave();
    }
}

#[test]
fn folders_are_added_and_removed() {
    let wrong = "project 甲 unit 乙 amount 1.00\n";
    let (here, there) = (Folder::new(&[("预算.bud", wrong)]), Folder::new(&[("预算.bud", wrong)]));
    let mut editor = Editor::start(push().folder(&here));
    let (one, other) = (here.uri("预算.bud"), there.uri("预算.bud"));
    editor.wait_until(&one, "what is in the folder, though nothing is open", has("E0301"));

    let change = |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    let folder = json!([{"uri": there.root(), "name": "next"}]);
    editor.client.notify("workspace/didChangeWorkspaceFolders", change(folder.clone(), json!([])));
    editor.wait_until(&other, "what is in the new folder", has("E0301"));
    editor.client.notify("workspace/didChangeWorkspaceFolders", change(json!([]), folder));
    editor.wait_until(&other, "the folder is gone", clean);
    assert_eq!(editor.shown[&one].items.len(), 1, "the other is still there");
    editor.leave();

    // An editor that opens two from the start.
    let mut editor = Editor::start(push().folder(&here).folder(&there));
    editor.wait_until(&one, "the first", has("E0301"));
    editor.wait_until(&other, "the second", has("E0301"));
    editor.leave();
}
