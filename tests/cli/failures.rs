//! When the disk is full, the reader has gone, or writing is cut short.

#![cfg(unix)]

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

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

#[test]
fn whatever_ends_the_process_the_old_ledger_is_whole() {
    let lines: String = (0..10_000).map(|at| format!("project p{at} unit Library amount {at}.00\n")).collect();
    let folder = Folder::new().with("a.bud", "unit Library\n".to_owned() + &lines);
    assert!(folder.bdc(&["build", "a.bud"]).starts_with("exit 0\n"));
    let whole = folder.read("a.ledger.json");
    for (round, signal) in [libc::SIGKILL, libc::SIGINT, libc::SIGTERM, libc::SIGKILL].into_iter().enumerate() {
        std::fs::write(folder.path("a.ledger.json"), "old").unwrap();
        let mut command = folder.command(&["build", "a.bud"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let start = Instant::now();
        // Not before something is being written, and not always at once.
        let half_written = || folder.names().iter().any(|name| name.starts_with(".bdc-"));
        while !half_written() && child.try_wait().unwrap().is_none() && start.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(5 * round as u64));
        let id = libc::pid_t::try_from(child.id()).unwrap();
        // SAFETY: it takes two numbers, and the child is not waited for yet, so the id is its own.
        #[allow(unsafe_code)]
        unsafe {
            libc::kill(id, signal);
        }
        child.wait().unwrap();
        let found = folder.read("a.ledger.json");
        assert!(found == "old" || found == whole, "signal {signal}: {} bytes", found.len());
        for name in folder.names().iter().filter(|name| name.starts_with(".bdc-")) {
            std::fs::remove_file(folder.path(name)).unwrap();
        }
    }
    assert!(folder.bdc(&["build", "a.bud"]).starts_with("exit 0\n"));
    assert_eq!(folder.read("a.ledger.json"), whole);
}

#[test]
fn a_folder_that_cannot_be_written_to_ends_with_2() {
    let folder = Folder::new().with("a.bud", GOOD);
    for target in ["/proc/a.json", "/dev/null/a.json"] {
        let shown = folder.bdc(&["build", "a.bud", "-o", target]);
        let expected = format!("exit 2\n── stderr\nno problems found\nerror: cannot write {target}: ");
        assert!(shown.starts_with(&expected), "{shown}");
    }
}

#[test]
fn streams_that_are_closed_are_no_failure_of_the_budget() {
    let folder = Folder::new().with("good.bud", GOOD).with("bad.bud", BAD);
    assert!(folder.shell("$BDC build good.bud 2>&-").starts_with("exit 0\n"));
    assert!(folder.shell("$BDC build bad.bud 2>&-").starts_with("exit 1\n"));
    assert!(folder.shell("$BDC check good.bud 2>&- >&- <&-").starts_with("exit "));
    let mut command = folder.command(&["build", "bad.bud"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(folder.shown(&child.wait_with_output().unwrap()), "exit 1\n");
}
