//! `bdc build` and the files it writes.

use std::fs;

use insta::assert_snapshot;

use super::{BAD, Folder, GOOD};

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}

#[test]
fn the_ledger_stands_beside_the_budget() {
    let folder = Folder::new().with("a.bud", GOOD).with("b.v2.bud", GOOD);
    assert_snapshot!(folder.bdc(&["build", "a.bud", "b.v2.bud"]), @"
    exit 0
    ── stderr
    no problems found
    a.ledger.json written
    b.v2.ledger.json written
    ");
    assert_eq!(folder.names(), ["a.bud", "a.ledger.json", "b.v2.bud", "b.v2.ledger.json"]);
    assert!(is_json(&folder.read("a.ledger.json")));
    assert_eq!(folder.bdc(&["build", "-q", "a.bud"]), "exit 0\n");
}

#[test]
fn it_goes_where_it_is_told_to() {
    let folder = Folder::new().with("a.bud", GOOD);
    assert_snapshot!(folder.bdc(&["build", "a.bud", "-o", "out.json", "--lang", "zh"]), @"
    exit 0
    ── stderr
    没有发现问题
    已写入 out.json
    ");
    assert!(is_json(&folder.read("out.json")));
    let output = folder.command(&["build", "a.bud", "-o", "-"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), folder.read("out.json"));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "no problems found\n");
    let shown = folder.bdc_reading(&["build", "-"], GOOD);
    assert!(shown.starts_with("exit 0\n── stdout\n{"), "{shown}");
    assert_eq!(folder.names(), ["a.bud", "out.json"]);
}

#[test]
fn with_errors_nothing_is_written() {
    let folder = Folder::new().with("a.bud", BAD).with("b.bud", GOOD);
    let shown = folder.bdc(&["build", "a.bud", "b.bud"]);
    assert!(shown.starts_with("exit 1\n── stderr\nerror[E0301]: "), "{shown}");
    assert!(shown.ends_with("b.ledger.json written\n"), "{shown}");
    assert!(shown.contains("\na.ledger.json not written"), "{shown}");
    assert_eq!(folder.names(), ["a.bud", "b.bud", "b.ledger.json"]);
    assert!(folder.bdc(&["build", "a.bud", "-o", "-"]).starts_with("exit 1\n── stderr\n"));
    let shown = folder.bdc(&["build", "--keep-going", "a.bud"]);
    assert!(shown.starts_with("exit 1\n"), "{shown}");
    let ledger: serde_json::Value = serde_json::from_str(&folder.read("a.ledger.json")).unwrap();
    assert_eq!(ledger["valid"], false);
}

#[test]
fn what_cannot_be_written_ends_with_2() {
    let folder = Folder::new().with("a.bud", GOOD);
    fs::create_dir(folder.path("folder")).unwrap();
    assert_snapshot!(folder.bdc(&["build", "a.bud", "-o", "missing/a.json"]), @"
    exit 2
    ── stderr
    no problems found
    error: cannot write missing/a.json: there is no such folder
    ");
    fs::create_dir(folder.path("folder/a.ledger.json")).unwrap();
    assert_snapshot!(folder.bdc(&["build", "a.bud", "-o", "folder", "--lang", "zh"]), @"
    exit 2
    ── stderr
    没有发现问题
    错误：无法写入 folder/a.ledger.json：这是文件夹，不是文件
    ");
    assert_snapshot!(folder.bdc(&["build", "a.bud", "-o", "a.bud/a.json"]), @"
    exit 2
    ── stderr
    no problems found
    error: cannot write a.bud/a.json: a part of its path is not a folder
    ");
    assert_snapshot!(folder.bdc(&["build", "a.bud", "-o", "a.bud"]), @"
    exit 2
    ── stderr
    no problems found
    error: a.bud is a file of the budget and would be overwritten; name another with -o
    ");
    assert_snapshot!(folder.bdc(&["build", "a.bud", "a.bud", "-o", "x.json"]), @"
    exit 2
    ── stderr
    error: -o names one file, but several would be written; name a folder, or leave it out to write each beside its budget
    ");
    assert_eq!(folder.read("a.bud"), GOOD);
    assert_eq!(folder.names(), ["a.bud", "folder"]);
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_leads_to_no_budget() {
    let folder = Folder::new().with("a.bud", GOOD).with("real.json", "old");
    std::os::unix::fs::symlink("real.json", folder.path("link.json")).unwrap();
    std::os::unix::fs::symlink("a.bud", folder.path("budget.json")).unwrap();
    assert!(folder.bdc(&["build", "a.bud", "-o", "link.json"]).starts_with("exit 0\n"));
    assert!(fs::symlink_metadata(folder.path("link.json")).unwrap().is_symlink());
    assert!(is_json(&folder.read("real.json")));
    assert!(folder.bdc(&["build", "a.bud", "-o", "budget.json"]).starts_with("exit 2\n"));
    assert_eq!(folder.read("a.bud"), GOOD);
}

#[test]
fn show_prints_a_table() {
    let folder = Folder::new().with("a.bud", GOOD).with("b.bud", BAD);
    assert!(folder.bdc(&["show", "a.bud"]).starts_with("exit 0\n── stdout\n"));
    assert!(folder.bdc(&["show", "a.bud", "--by", "func,source"]).starts_with("exit 0\n── stdout\n"));
    let shown = folder.bdc(&["show", "b.bud"]);
    assert!(shown.starts_with("exit 1\n") && shown.contains("── stderr\nerror[E0301]"), "{shown}");
    assert!(folder.bdc(&["show", "missing.bud"]).starts_with("exit 2\n── stderr\n"));
}
