//! Squiggles while somebody types, pushed and pulled, and the causes that come when they stop.

use serde_json::{Value, json};

use crate::client::{Client, Folder};
use crate::editor::Editor;

const NAME_MISSING: &str = "unit 人才中心\nproject 人才房票 unit 人才中 amount 30800.00\n";

/// Two digits have changed places: one cause, of three totals that fail.
const SWAPPED: &str = "unit 人才中心\nunit 信息中心\nproject 人才房票 unit 人才中心 amount 30080.00\n\
                       project 系统运维 unit 信息中心 amount 450.00\ntotal unit 人才中心 amount 30800.00\n\
                       total unit 信息中心 amount 450.00\ntotal amount 31250.00\n";

fn codes(found: &[String]) -> Vec<&str> {
    found.iter().map(|it| it.split(' ').next().unwrap()).collect()
}

#[test]
fn a_squiggle_comes_and_goes_as_somebody_types() {
    let folder = Folder::new(&[("预算.bud", NAME_MISSING)]);
    let mut editor = Editor::start(Client::builder().utf16().push().folder(&folder));
    let uri = folder.uri("预算.bud");
    editor.open(&uri, NAME_MISSING);
    assert_eq!(editor.findings(&uri), ["E0301 \"人才中\": no unit is called \"人才中\""]);
    assert_eq!(editor.shown[&uri].version, Some(1));

    // Word by word: each version is told of, also where nothing is new.
    let version = editor.type_over(&uri, "人才中 ", "人才 ");
    assert_eq!(editor.findings(&uri), ["E0301 \"人才\": no unit is called \"人才\""]);
    editor.type_over(&uri, "unit 人才 ", "unit 人才中心 ");
    assert_eq!(editor.findings(&uri), [""; 0]);
    editor.type_over(&uri, "30800.00", "30800.0");
    assert_eq!(editor.findings(&uri), [""; 0]);
    assert_eq!(editor.shown[&uri].version, Some(i64::from(version) + 2));

    // A comment that takes the declaration with it, and back.
    let start = json!({"line": 0, "character": 0});
    editor.change(&uri, vec![json!({"range": {"start": start, "end": start}, "text": "# "})]);
    assert_eq!(codes(&editor.findings(&uri)), ["E0301"]);
    editor.type_over(&uri, "# ", "");
    assert_eq!(editor.findings(&uri), [""; 0]);

    // It is the text that counts, not what is saved; closed, it is the disk.
    editor.close(&uri);
    let found = editor.wait_until(&uri, "what stands on the disk", |_, found| !found.is_empty());
    assert_eq!(found, ["E0301 1:18: no unit is called \"人才中\""]);
    assert_eq!(editor.shown[&uri].version, None, "what is not open has no version");
    editor.leave();
}

#[test]
fn a_finding_has_its_code_its_page_and_the_other_places() {
    let text = "unit 甲\nunit 甲\n";
    let folder = Folder::new(&[("预算.bud", text)]);
    let mut editor = Editor::start(Client::builder().push().folder(&folder));
    let uri = folder.uri("预算.bud");
    editor.open(&uri, text);
    assert_eq!(editor.findings(&uri).len(), 1);
    let found = &editor.shown[&uri].items[0];
    assert_eq!((&found["source"], &found["severity"]), (&json!("bud"), &json!(1)));
    let other = &found["relatedInformation"][0];
    assert_eq!(other["location"]["uri"], uri);
    assert_eq!(editor.buffer(&uri).within(&other["location"]["range"]), "甲");
    let page = found["codeDescription"]["href"].as_str().unwrap();
    let page = std::fs::read_to_string(page.strip_prefix("file://").unwrap()).unwrap();
    assert!(page.starts_with(&format!("# {}: ", found["code"].as_str().unwrap())), "{page}");
    editor.leave();

    // An editor that cannot show the other place is told of it in the text.
    let mut editor = Editor::start(Client::builder().bare());
    editor.open(&uri, text);
    editor.findings(&uri);
    let found = &editor.shown[&uri].items[0];
    assert_eq!((found.get("relatedInformation"), found.get("codeDescription")), (None, None), "{found}");
    assert!(found["message"].as_str().unwrap().contains("\n预算.bud:1: "), "{found}");
    editor.leave();
}

#[test]
fn an_editor_that_pulls_is_pushed_nothing() {
    let files = [
        ("预算.bud", "include 单位.bud\nproject 甲 unit 中心 amount 1.00\n"),
        ("单位.bud", "unit 中心 code 1 code 2\n"),
    ];
    let folder = Folder::new(&files);
    let mut editor = Editor::start(Client::builder().folder(&folder));
    let provider = &editor.client.introduction["capabilities"]["diagnosticProvider"];
    assert_eq!(provider["interFileDependencies"], true);
    let (main, units) = (folder.uri("预算.bud"), folder.uri("单位.bud"));
    editor.open(&main, files[0].1);
    assert_eq!(editor.pull(&main), [""; 0]);

    // Nothing has changed: the number of the result says so. An edit changes it, and back again.
    let again = editor.ask(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": main}, "previousResultId": editor.pulled[&main].0}),
    );
    assert_eq!(again["kind"], "unchanged");
    editor.type_over(&main, "中心", "心中");
    assert_eq!(codes(&editor.pull(&main)), ["E0301"]);
    editor.type_over(&main, "心中", "中心");
    assert_eq!(editor.pull(&main), [""; 0]);

    // The workspace has the file that is not open, too; what is known is not sent again.
    let reports = editor.pull_all();
    let of_units = reports.iter().find(|it| it["uri"] == json!(units)).unwrap();
    assert_eq!((&of_units["kind"], &of_units["version"]), (&json!("full"), &Value::Null));
    let found = editor.drawn(&units, &editor.pulled[&units].1);
    assert_eq!(codes(&found), ["E0204"], "{found:?}");
    assert!(editor.pull_all().iter().all(|it| it["kind"] == "unchanged"));

    let pushed: Vec<Value> = editor.client.unclaimed();
    assert!(pushed.iter().all(|it| it["method"] != "textDocument/publishDiagnostics"), "{pushed:?}");
    editor.leave();
}

#[test]
fn an_editor_that_is_pushed_has_nothing_to_pull() {
    let mut editor = Editor::start(Client::builder().push());
    assert_eq!(editor.client.introduction["capabilities"].get("diagnosticProvider"), None);
    editor.open("untitled:1", NAME_MISSING);
    assert_eq!(codes(&editor.findings("untitled:1")), ["E0301"]);
    editor.leave();
}

#[test]
fn causes_follow_when_nobody_types() {
    let folder = Folder::new(&[("预算.bud", SWAPPED)]);
    let mut editor = Editor::start(Client::builder().push().folder(&folder));
    let uri = folder.uri("预算.bud");
    editor.open(&uri, SWAPPED);
    let first = editor.findings(&uri);
    assert!(first.iter().all(|it| it.starts_with("E0401")) && first.len() == 2, "{first:?}");
    let found = editor.wait_until(&uri, "the cause", |_, found| found.len() == 1);
    assert_eq!(codes(&found), ["E0406"], "{found:?}");
    assert!(found[0].starts_with("E0406 \"30080.00\""), "{found:?}");
    assert_eq!(editor.shown[&uri].version, Some(1), "of the same version");

    // What it proposes is an action, and then all is well.
    let finding = editor.shown[&uri].items[0].clone();
    let asked = json!({"textDocument": {"uri": uri}, "range": finding["range"], "context": {"diagnostics": [finding]}});
    let actions = editor.ask("textDocument/codeAction", asked);
    let fix =
        actions.as_array().unwrap().iter().find(|it| it["kind"] == "quickfix").unwrap_or_else(|| panic!("{actions}"));
    assert_eq!(fix["diagnostics"][0]["code"], "E0406");
    editor.apply(&fix["edit"].clone());
    assert_eq!(editor.findings(&uri), [""; 0]);
    assert!(editor.buffer(&uri).text.contains("人才中心 amount 30800.00\nproject"));
    editor.leave();
}

#[test]
fn an_editor_that_pulls_is_told_to_pull_again_when_causes_are_known() {
    let mut editor = Editor::start(Client::builder());
    editor.open("untitled:1", SWAPPED);
    // Before anybody has been idle, the totals fail; what is found later is told of.
    let first = editor.pull("untitled:1");
    editor.client.wait_for("to be told", |it| it["method"] == "workspace/diagnostic/refresh");
    while codes(&editor.pull("untitled:1")) != ["E0406"] {
        editor.client.wait_for("to be told again", |it| it["method"] == "workspace/diagnostic/refresh");
    }
    assert!(["E0401", "E0406"].contains(&codes(&first)[0]), "{first:?}");
    editor.leave();
}
