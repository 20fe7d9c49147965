//! `bdc new`.

use std::fs;

use insta::assert_snapshot;

use super::Folder;

#[test]
fn a_new_budget_is_valid_in_every_language() {
    for language in ["en", "zh"] {
        let folder = Folder::new();
        assert!(folder.bdc(&["new", "town", "--lang", language]).starts_with("exit 0\n── stderr\n"));
        assert_eq!(folder.read("town/.gitignore"), "*.ledger.json\n");
        assert_eq!(folder.bdc(&["check", "town/budget.bud"]), "exit 0\n── stdout\nno problems found\n");
        assert!(folder.bdc(&["build", "town/budget.bud"]).starts_with("exit 0\n"));
        assert!(folder.path("town/budget.ledger.json").exists());
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::new().with("budget.bud", "mine").with("file", "mine");
    assert_snapshot!(folder.bdc(&["new", "."]), @"
    exit 2
    ── stderr
    error: ./budget.bud is there already, and is left as it is
    ");
    assert_snapshot!(folder.bdc(&["new", "file/sub", "--lang", "zh"]), @"
    exit 2
    ── stderr
    错误：无法写入 file/sub：路径中有一段不是文件夹
    ");
    assert_eq!(folder.read("budget.bud"), "mine");
    fs::create_dir(folder.path("other")).unwrap();
    fs::write(folder.path("other/.gitignore"), "mine").unwrap();
    assert_snapshot!(folder.bdc(&["new", "other"]), @"
    exit 0
    ── stderr
    other/budget.bud created. Check it with: bdc check other/budget.bud
    ");
    assert_eq!(folder.read("other/.gitignore"), "mine");
}
