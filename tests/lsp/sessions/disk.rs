//! Files as they are found on disks: other encodings, missing, in a circle, with names that an address has
//! to escape, behind links, or on no disk at all.

use serde_json::{Value, json};

use crate::client::{Client, Folder, uri};
use crate::editor::Editor;

#[test]
fn a_file_in_another_encoding_says_so() {
    let folder = Folder::new(&[("局.bud", "include 旧.bud\nunit 局\n")]);
    // 单位 中心, as GB18030 writes it.
    std::fs::write(folder.path("旧.bud"), b"\xb5\xa5\xce\xbb \xd6\xd0\xd0\xc4\n").unwrap();
    let mut editor = Editor::start(Client::builder().push().folder(&folder));
    let old = folder.uri("旧.bud");
    let found = editor.wait_until(&old, "the encoding", |_, found| !found.is_empty());
    assert!(found.len() == 1 && found[0].contains("GB18030"), "{found:?}");
    // The editor knows how to read it: then all is well.
    editor.open(&old, "单位 中心\n");
    assert_eq!(editor.findings(&old), [""; 0]);
    editor.leave();
}

#[test]
fn a_missing_file_and_a_circle_are_told_where_they_are_included() {
    let folder = Folder::new(&[("一.bud", "include 二.bud\ninclude 无.bud\n"), ("二.bud", "include 一.bud\n")]);
    let mut editor = Editor::start(Client::builder().push().folder(&folder));
    let (one, two) = (folder.uri("一.bud"), folder.uri("二.bud"));
    editor.open(&one, &folder.text("一.bud"));
    editor.open(&two, &folder.text("二.bud"));
    let found = [editor.findings(&one), editor.findings(&two)].concat();
    assert!(found.iter().any(|it| it.contains("\"无.bud\"")), "{found:?}");
    assert!(
        found.iter().any(|it| it.contains("\"一.bud\"")) || found.iter().any(|it| it.contains("\"二.bud\"")),
        "{found:?}"
    );
    // The circle is opened.
    editor.replace(&two, "unit 局\n");
    assert_eq!(editor.findings(&two), [""; 0]);
    editor.leave();
}

#[test]
fn a_document_on_no_disk_is_a_budget_too() {
    let mut editor = Editor::start(Client::builder().push());
    let uri = "untitled:Untitled-1";
    editor.open(uri, "unit 甲\nproject 乙 unit 丙 amount 1.00\n");
    assert_eq!(editor.findings(uri).len(), 1);
    editor.type_over(uri, "丙", "甲");
    assert_eq!(editor.findings(uri), [""; 0]);
    let hover = editor.ask("textDocument/hover", editor.at(uri, "甲", 0));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("甲"), "{hover}");
    let found = editor.ask("textDocument/definition", editor.at(uri, "甲", 1));
    assert_eq!(found[0]["targetUri"], uri);
    editor.close(uri);
    editor.leave();
}

#[test]
fn names_that_an_address_has_to_escape_lead_back_to_the_same_file() {
    let name = "2024 年/100% 预算 #1+甲.bud";
    let folder = Folder::new(&[
        ("局 长.bud", &format!("include \"{name}\"\nproject 乙 unit 甲 amount 1.00\n")),
        (name, "unit 甲 x\n"),
    ]);
    let mut editor = Editor::start(Client::builder().push().folder(&folder));
    let (main, part) = (folder.uri("局 长.bud"), folder.uri(name));
    // Told of a file that is not open, by the address that the editor would give it.
    let told = |editor: &Editor| editor.shown.keys().filter(|it| same(it, &part)).cloned().collect::<Vec<_>>();
    while told(&editor).is_empty() {
        assert!(
            editor.take_findings(std::time::Duration::from_secs(30)).is_some(),
            "{part}: {:?}",
            editor.shown.keys()
        );
    }
    editor.open(&part, "unit 甲 x\n");
    assert_eq!(editor.findings(&part).len(), 1, "by the very name that the editor uses");
    editor.type_over(&part, " x", "");
    assert_eq!(editor.findings(&part), [""; 0]);
    editor.open(&main, &folder.text("局 长.bud"));
    let links = editor.ask("textDocument/documentLink", json!({"textDocument": {"uri": main}}));
    assert_eq!(links[0]["target"], part);
    editor.leave();
}

/// Whether two addresses name one file, however they are escaped.
fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((&byte, after)) = rest.split_first() {
            let escaped =
                (byte == b'%').then(|| u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            bytes.push(escaped.unwrap_or(byte));
            rest = if escaped.is_some() { &after[2..] } else { after };
        }
        bytes
    };
    plain(one) == plain(other)
}

#[cfg(unix)]
#[test]
fn a_folder_behind_a_link_keeps_the_name_that_the_editor_gave_it() {
    let folder = Folder::new(&[
        ("真/局.bud", "include 单位.bud\nproject 乙 unit 甲 amount 1.00\n"),
        ("真/单位.bud", "unit 丙\n"),
    ]);
    std::os::unix::fs::symlink(folder.path("真"), folder.path("链")).unwrap();
    let link = uri(&folder.path("链"));
    // Whether the folder is searched before the file is opened, or after, makes no difference.
    for _ in 0..20 {
        let mut editor = Editor::start(Client::builder().push().root(&link));
        let main = format!("{link}/%E5%B1%80.bud");
        editor.open(&main, &folder.text("真/局.bud"));
        assert_eq!(editor.findings(&main).len(), 1);
        let found: Value = editor.ask("textDocument/documentLink", json!({"textDocument": {"uri": main}}));
        assert!(found[0]["target"].as_str().unwrap().starts_with(&link), "{found}");
        editor.ask("workspace/symbol", json!({"query": ""}));
        // All names that it has used are below the link.
        assert!(editor.shown.keys().all(|it| it.starts_with(&link)), "{:?}", editor.shown.keys());
        editor.leave();
    }
}
