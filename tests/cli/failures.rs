//! When the disk is full, the reader has gone, or writing is cut short.

#![cfg(unix)]

use std::process::Stdio;

use insta::assert_snapshot;

use super::{BAD, Folder, GOOD};

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_with_2() {
    let folder = Folder::new().with("a.bud", GOOD);
    assert_snapshot!(folder.bdc(&["build", "a.bud", "-o", "/dev/full"]), @"
    exit 2
    ── stderr
    no problems found
    error: cannot write /dev/full: no space is left
    ");
    assert_snapshot!(folder.shell("$BDC build a.bud -o - > /dev/full"), @"
    exit 2
    ── stderr
    no problems found
    error: cannot write to the output: no space is left
    ");
    assert_snapshot!(folder.shell("$BDC check --lang zh a.bud > /dev/full"), @"
    exit 2
    ── stderr
    错误：无法写到输出：磁盘空间已满
    ");
    for call in ["explain E0301", "explain", "completions zsh", "show a.bud", "check --format json a.bud", "--help"] {
        let shown = folder.shell(&format!("$BDC {call} > /dev/full"));
        assert!(shown.starts_with("exit 2\n"), "{call}: {shown}");
    }
    // Standard error may be full too.
    assert_eq!(folder.shell("$BDC check missing.bud > /dev/full 2> /dev/full"), "exit 2\n");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new().with("good.bud", GOOD);
    let line = "project Books unit Libary amount 8.00\n";
    std::fs::write(folder.path("bad.bud"), BAD.to_owned() + &line.repeat(20_000)).unwrap();
    let calls: [(&[&str], i32); 6] = [
        (&["explain"], 0),
        (&["completions", "bash"], 0),
        (&["check", "good.bud"], 0),
        (&["check", "bad.bud", "--format", "json"], 1),
        (&["build", "good.bud", "-o", "-", "-q"], 0),
        (&["--help"], 0),
    ];
    for (call, status) in calls {
        let mut command = folder.command(call);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let shown = folder.shown(&child.wait_with_output().unwrap());
        assert_eq!(shown, format!("exit {status}\n"), "{call:?}");
    }
    assert_eq!(folder.shell("$BDC explain | head -n 0"), "exit 0\n");
}

#[test]
fn a_write_that_is_cut_short_leaves_the_old_ledger_whole() {
    let folder = Folder::new().with("a.bud", GOOD).with("a.ledger.json", "old");
    // No file may grow beyond nothing: the write fails, or with the signal on, the process dies.
    let shown = folder.shell("trap '' XFSZ; ulimit -f 0; exec $BDC build a.bud");
    assert!(shown.starts_with("exit 2\n── stderr\nno problems found\nerror: cannot write a.ledger.json: "), "{shown}");
    assert_eq!(folder.read("a.ledger.json"), "old");
    assert_eq!(folder.names(), ["a.bud", "a.ledger.json"]);
    assert!(folder.shell("ulimit -f 0; exec $BDC build a.bud").starts_with("exit killed"));
    assert_eq!(folder.read("a.ledger.json"), "old");
}

#[test]
fn a_read_only_ledger_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().with("a.bud", GOOD).with("a.ledger.json", "old");
    let read_only = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(folder.path("a.ledger.json"), read_only).unwrap();
    assert_snapshot!(folder.bdc(&["build", "a.bud"]), @"
    exit 2
    ── stderr
    no problems found
    error: cannot write a.ledger.json: permission denied
    ");
    assert_eq!(folder.read("a.ledger.json"), "old");
}
