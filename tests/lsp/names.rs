//! Names over the protocol: declarations, uses, renames, symbols, the structure of a file, and what adds
//! up to what, in budgets that share files.

use serde_json::{Value, json};

use crate::client::{Client, Folder};

const UNITS: &str = "unit 局 name 某市某局\nunit 中心 under 局\naccount 208 社会保障\naccount 20801 𠮷管理\n";
const BUDGET: &str = "budget 局 year 2024 unit 局\ninclude units.bud\n\n# 项目\nproject 专项 unit 中心 amount 3.00\n\
                      project 修缮 unit 中心 under 专项 func 20801 amount 3.00\n\ntotal func 208 unit 中心 amount 3.00\n";
const NEXT: &str = "budget 局 year 2024\ninclude units.bud\nproject \"𠮷 修\" unit 中心 func 20801 amount 1.00\n";

/// Two budgets that share the file of units, one of them open.
fn client() -> (Folder, Client) {
    let folder = Folder::new(&[("units.bud", UNITS), ("budget.bud", BUDGET), ("next.bud", NEXT)]);
    let mut client = Client::builder().utf16().folder(&folder).start();
    client.open(&folder.uri("budget.bud"), BUDGET);
    (folder, client)
}

/// The place of the first `needle` in a file, in UTF-16 units.
fn at(folder: &Folder, file: &str, needle: &str) -> Value {
    let text = folder.text(file);
    let before = &text[..text.find(needle).unwrap()];
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    json!({
        "textDocument": {"uri": folder.uri(file)},
        "position": {"line": before.matches('\n').count(), "character": column},
    })
}

/// The text of a range, with its file and line: `units.bud:2 中心`.
fn text(folder: &Folder, uri: &Value, range: &Value) -> String {
    let file = ["units.bud", "budget.bud", "next.bud"].into_iter().find(|file| *uri == folder.uri(file)).unwrap();
    let text = folder.text(file);
    let line = range["start"]["line"].as_u64().unwrap();
    assert_eq!(range["end"]["line"], line, "{range}");
    let units: Vec<u16> = text.lines().nth(line as usize).unwrap().encode_utf16().collect();
    let column = |end: &str| range[end]["character"].as_u64().unwrap() as usize;
    format!("{file}:{} {}", line + 1, String::from_utf16(&units[column("start")..column("end")]).unwrap())
}

fn with(mut params: Value, name: &str, value: Value) -> Value {
    params[name] = value;
    params
}

#[test]
fn a_name_leads_to_its_declaration_and_to_its_uses_in_every_budget() {
    let (folder, mut client) = client();
    let found = client.request("textDocument/definition", at(&folder, "budget.bud", "中心")).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
    let link = &found[0];
    assert_eq!(text(&folder, &link["targetUri"], &link["targetSelectionRange"]), "units.bud:2 中心");
    assert_eq!(text(&folder, &link["targetUri"], &link["targetRange"]), "units.bud:2 unit 中心 under 局");
    assert_eq!(text(&folder, &json!(folder.uri("budget.bud")), &link["originSelectionRange"]), "budget.bud:5 中心");

    let asked = with(at(&folder, "budget.bud", "20801"), "context", json!({"includeDeclaration": true}));
    let found = client.request("textDocument/references", asked.clone()).unwrap();
    let shown = |found: Value| -> Vec<String> {
        found.as_array().unwrap().iter().map(|it| text(&folder, &it["uri"], &it["range"])).collect()
    };
    assert_eq!(shown(found), ["budget.bud:6 20801", "next.bud:3 20801", "units.bud:4 20801"]);
    let asked = with(asked, "context", json!({"includeDeclaration": false}));
    let found = client.request("textDocument/references", asked).unwrap();
    assert_eq!(shown(found), ["budget.bud:6 20801", "next.bud:3 20801"]);

    let found = client.request("textDocument/documentHighlight", at(&folder, "budget.bud", "专项")).unwrap();
    let kinds: Vec<_> = found.as_array().unwrap().iter().map(|it| it["kind"].as_i64().unwrap()).collect();
    assert_eq!(kinds, [3, 2], "the declaration is written to, the use is read");
    client.shutdown();
}

#[test]
fn an_editor_without_links_is_told_places() {
    let folder = Folder::new(&[("units.bud", UNITS), ("budget.bud", BUDGET)]);
    let mut client = Client::builder().without("textDocument.definition.linkSupport").folder(&folder).start();
    client.open(&folder.uri("budget.bud"), BUDGET);
    let found = client.request("textDocument/definition", at(&folder, "budget.bud", "units.bud")).unwrap();
    assert_eq!(found[0]["uri"], folder.uri("units.bud"));
    client.shutdown();
}

#[test]
fn a_byte_order_mark_on_the_disk_is_no_column() {
    let folder = Folder::new(&[("units.bud", &format!("\u{FEFF}{UNITS}")), ("budget.bud", BUDGET)]);
    let mut client = Client::builder().utf8().folder(&folder).start();
    client.open(&folder.uri("budget.bud"), BUDGET);
    let unit = json!({"line": 0, "character": "budget 局 year 2024 unit ".len()});
    let asked = json!({"textDocument": {"uri": folder.uri("budget.bud")}, "position": unit});
    let found = client.request("textDocument/definition", asked).unwrap();
    assert_eq!(found[0]["targetSelectionRange"]["start"], json!({"line": 0, "character": 5}));
    client.shutdown();
}

#[test]
fn a_rename_reaches_every_budget_that_shares_the_declaration() {
    let (folder, mut client) = client();
    let place = at(&folder, "budget.bud", "中心");
    let prepared = client.request("textDocument/prepareRename", place.clone()).unwrap();
    assert_eq!(prepared["placeholder"], "中心");
    let edit = client.request("textDocument/rename", with(place.clone(), "newName", json!("人才 中心"))).unwrap();
    let mut changed = Vec::new();
    for document in edit["documentChanges"].as_array().unwrap() {
        let uri = &document["textDocument"]["uri"];
        let open = *uri == folder.uri("budget.bud");
        assert_eq!(document["textDocument"]["version"], if open { json!(1) } else { Value::Null });
        for edit in document["edits"].as_array().unwrap() {
            assert_eq!(edit["newText"], "\"人才 中心\"");
            changed.push(text(&folder, uri, &edit["range"]));
        }
    }
    let expected =
        ["budget.bud:5 中心", "budget.bud:6 中心", "budget.bud:8 中心", "next.bud:3 中心", "units.bud:2 中心"];
    assert_eq!(changed, expected);

    let refused = client.request("textDocument/rename", with(place, "newName", json!("局"))).unwrap_err();
    assert_eq!(refused.code, -32803);
    assert_eq!(refused.message, "another unit goes by the name \"局\": 局, units.bud line 1");
    let refused = client.request("textDocument/prepareRename", at(&folder, "budget.bud", "amount")).unwrap_err();
    assert_eq!(refused.message, "\"amount\" is a word of the language, which has no other name");
    client.shutdown();
}

#[test]
fn a_file_has_symbols_folds_links_and_selections() {
    let (folder, mut client) = client();
    let document = json!({"textDocument": {"uri": folder.uri("budget.bud")}});
    let found = client.request("textDocument/documentSymbol", document.clone()).unwrap();
    let names: Vec<_> = found.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["局", "units.bud", "专项", "unit 中心, func 208 社会保障"]);
    assert_eq!(found[2]["children"][0]["name"], "修缮");
    assert_eq!(found[2]["children"][0]["detail"], "3.00 · 中心 · 20801");

    let found = client.request("workspace/symbol", json!({"query": "xiu"})).unwrap();
    let names: Vec<_> = found.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["修缮", "𠮷 修"]);

    let folds = client.request("textDocument/foldingRange", document.clone()).unwrap();
    let lines: Vec<_> = folds.as_array().unwrap().iter().map(|it| (&it["startLine"], &it["endLine"])).collect();
    assert_eq!(lines, [(&json!(3), &json!(5)), (&json!(4), &json!(5))]);

    let links = client.request("textDocument/documentLink", document.clone()).unwrap();
    assert_eq!(links[0]["target"], folder.uri("units.bud"));
    assert_eq!(links[0]["tooltip"], "open units.bud");

    let place = at(&folder, "budget.bud", "修缮");
    let asked = with(document, "positions", json!([place["position"]]));
    let found = client.request("textDocument/selectionRange", asked).unwrap();
    let mut around = &found[0];
    let mut texts = Vec::new();
    while around["range"]["start"]["line"] == around["range"]["end"]["line"] {
        texts.push(text(&folder, &json!(folder.uri("budget.bud")), &around["range"]));
        around = &around["parent"];
    }
    assert_eq!(
        texts,
        [
            "budget.bud:6 修缮",
            "budget.bud:6 project 修缮",
            "budget.bud:6 project 修缮 unit 中心 under 专项 func 20801 amount 3.00"
        ]
    );
    client.shutdown();
}

#[test]
fn an_editor_without_trees_is_shown_a_list() {
    let folder = Folder::new(&[("units.bud", UNITS)]);
    let mut client = Client::builder()
        .without("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport")
        .folder(&folder)
        .start();
    client.open(&folder.uri("units.bud"), UNITS);
    let document = json!({"textDocument": {"uri": folder.uri("units.bud")}});
    let found = client.request("textDocument/documentSymbol", document).unwrap();
    let shown: Vec<_> = found.as_array().unwrap().iter().map(|it| (&it["name"], &it["containerName"])).collect();
    let name = |text| json!(text);
    assert_eq!(
        shown,
        [
            (&name("局"), &Value::Null),
            (&name("中心"), &name("局")),
            (&name("208 社会保障"), &Value::Null),
            (&name("20801 𠮷管理"), &name("208 社会保障")),
        ]
    );
    client.shutdown();
}

#[test]
fn what_adds_up_to_what_is_followed_step_by_step_while_the_text_changes() {
    let (folder, mut client) = client();
    let found = client.request("textDocument/prepareCallHierarchy", at(&folder, "budget.bud", "total")).unwrap();
    let total = found[0].clone();
    assert_eq!((&total["name"], &total["detail"]), (&json!("total: unit 中心, func 208 社会保障"), &json!("3.00")));
    // The line moves down, and its item is still about it.
    let start = json!({"line": 0, "character": 0});
    client.change(&folder.uri("budget.bud"), 2, json!([{"range": {"start": start, "end": start}, "text": "# 新\n"}]));
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": total})).unwrap();
    assert_eq!(calls.as_array().unwrap().len(), 1);
    let line = calls[0]["to"].clone();
    assert_eq!((&line["name"], &line["detail"]), (&json!("修缮"), &json!("3.00 · 20801 𠮷管理")));
    assert_eq!(line["range"]["start"]["line"], 6);
    let calls = client.request("callHierarchy/incomingCalls", json!({"item": line})).unwrap();
    let names: Vec<_> = calls.as_array().unwrap().iter().map(|it| it["from"]["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["修缮", "20801 𠮷管理", "中心", "as written: project 专项", "total: unit 中心, func 208 社会保障"]
    );
    let unit = calls[2]["from"].clone();
    assert_eq!(unit["uri"], folder.uri("units.bud"));
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": unit})).unwrap();
    assert_eq!(calls[0]["to"]["name"], "修缮", "of the budget that it was asked for in");
    client.shutdown();
}
