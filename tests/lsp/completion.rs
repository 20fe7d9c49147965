//! What is offered while a line is typed, and told about what is offered.

use serde_json::{Value, json};

use crate::client::{Client, Folder};

const TEXT: &str = "预算 局 年度 2024 计量单位 万元\r\n单位 局本级\r\n科目 208 社会保障和就业支出\r\n\
                    人员 单位 局本级 功能 208 金额 5.00\r\n";

/// Types `line` as the last one, and asks what may go on there. The cursor is `┃`.
fn typed(client: &mut Client, uri: &str, version: i32, line: &str) -> Value {
    let (before, after) = line.split_once('┃').unwrap();
    let start = json!({"line": 4, "character": 0});
    let change =
        json!([{"range": {"start": start, "end": {"line": 4, "character": 999}}, "text": format!("{before}{after}")}]);
    client.change(uri, version, change);
    let position = json!({"line": 4, "character": before.encode_utf16().count()});
    let params = json!({"textDocument": {"uri": uri}, "position": position});
    client.request("textDocument/completion", params).unwrap()
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
}

#[test]
fn an_item_says_what_it_replaces_and_what_it_is_about() {
    let folder = Folder::new(&[("局.bud", TEXT)]);
    let uri = folder.uri("局.bud");
    let mut client = Client::builder().utf16().folder(&folder).start();
    client.open(&uri, TEXT);
    // A character of two UTF-16 units stands before the cursor.
    let list = typed(&mut client, &uri, 2, "项目 𠮷 单位 j┃b");
    let item = &list["items"][0];
    assert_eq!((&item["label"], &item["textEdit"]["newText"]), (&json!("局本级"), &json!("局本级")));
    assert_eq!((&item["textEdit"]["insert"], &item["textEdit"]["replace"]), (&range(4, 9, 10), &range(4, 9, 11)));
    assert!(item["filterText"].as_str().unwrap().starts_with('j'), "{item}");
    let told = client.request("completionItem/resolve", item.clone()).unwrap();
    assert_eq!(told["documentation"]["kind"], "markdown");
    assert!(told["documentation"]["value"].as_str().unwrap().contains("5.00"), "{told}");
    // A code that is not declared brings its declaration along, in the line ends of the file.
    let list = typed(&mut client, &uri, 3, "项目 𠮷 功能 2080799┃");
    let further =
        json!([{"range": range(3, 0, 0), "newText": "科目 20807 就业补助\r\n科目 2080799 其他就业补助支出\r\n"}]);
    assert_eq!(list["items"][0]["additionalTextEdits"], further);
    // A total's figure.
    let list = typed(&mut client, &uri, 4, "合计 单位 局本级 金额 ┃");
    assert_eq!(list["items"][0]["textEdit"]["newText"], "5.00");
    client.shutdown();
}

#[test]
fn an_editor_gets_what_it_can_show() {
    let folder = Folder::new(&[("局.bud", TEXT)]);
    let uri = folder.uri("局.bud");
    let mut bare = Client::builder().bare().utf16().folder(&folder).start();
    bare.open(&uri, TEXT);
    let list = typed(&mut bare, &uri, 2, "人┃");
    let items = list["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["textEdit"]["range"] == range(4, 0, 1)), "{list}");
    assert!(items.iter().all(|item| item.get("labelDetails").is_none() && item["insertTextFormat"] == 1), "{list}");
    assert_eq!(items[0]["detail"], "personnel");
    let told = bare.request("completionItem/resolve", items[0].clone()).unwrap();
    assert_eq!(told["documentation"]["kind"], "plaintext");
    bare.shutdown();
    let mut able = Client::builder().utf16().folder(&folder).start();
    able.open(&uri, TEXT);
    let list = typed(&mut able, &uri, 2, "人┃");
    let items = list["items"].as_array().unwrap();
    assert_eq!(items[0]["labelDetails"]["description"], "personnel");
    let line = items.iter().find(|item| item["insertTextFormat"] == 2).unwrap();
    assert_eq!(line["textEdit"]["newText"], "人员 单位 ${1:单位名} 金额 ${2:0.00} 功能 ${3:编码}");
    able.shutdown();
}

#[test]
fn files_to_include_are_those_of_the_folder() {
    let folder = Folder::new(&[("局.bud", "单位 局本级\n"), ("单位/甲 乙.bud", "单位 甲\n"), ("单位/说明.txt", "")]);
    let uri = folder.uri("局.bud");
    let mut client = Client::builder().utf16().folder(&folder).start();
    client.open(&uri, "单位 局本级\n\n\n\n");
    let list = typed(&mut client, &uri, 2, "引用 ┃");
    let texts: Vec<&Value> =
        list["items"].as_array().unwrap().iter().map(|item| &item["textEdit"]["newText"]).collect();
    assert_eq!(texts, [&json!("\"单位/甲 乙.bud\"")]);
    client.shutdown();
}
