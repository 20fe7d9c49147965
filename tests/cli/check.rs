//! `bdc check`.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use insta::assert_snapshot;

use super::{BAD, Folder, GOOD};

#[test]
fn a_good_budget_ends_with_0() {
    let folder = Folder::new().with("a.bud", GOOD).with("b.bud", GOOD);
    assert_snapshot!(folder.bdc(&["check", "a.bud"]), @"
    exit 0
    ── stdout
    no problems found
    ");
    assert_snapshot!(folder.bdc(&["check", "a.bud", "b.bud", "--lang", "zh"]), @"
    exit 0
    ── stdout
    没有发现问题
    ");
    assert_snapshot!(folder.bdc(&["check", "-q", "a.bud"]), @"exit 0");
    assert_snapshot!(folder.bdc(&["check", "--format", "json", "a.bud", "b.bud"]), @r#"
    exit 0
    ── stdout
    {"version":1,"diagnostics":[],"summary":{"errors":0,"warnings":0,"notes":0}}
    "#);
    assert_snapshot!(folder.bdc(&["check", "--format", "short", "a.bud"]), @"exit 0");
    assert_snapshot!(folder.bdc(&["check", "--format", "github", "a.bud"]), @"exit 0");
}

#[test]
fn a_bad_budget_ends_with_1_and_its_findings_are_the_output() {
    let folder = Folder::new().with("a.bud", BAD).with("b.bud", GOOD);
    let shown = folder.bdc(&["check", "a.bud", "b.bud"]);
    assert!(shown.starts_with("exit 1\n── stdout\nerror[E0301]: "), "{shown}");
    assert!(shown.contains(" --> a.bud:3:20\n") && !shown.contains("── stderr"), "{shown}");
    let shown = folder.bdc(&["check", "--format", "short", "b.bud", "a.bud"]);
    assert!(shown.starts_with("exit 1\n── stdout\na.bud:3:20: E0301 "), "{shown}");
    let shown = folder.bdc(&["check", "--format", "github", "a.bud"]);
    let command = "exit 1\n── stdout\n::error file=a.bud,line=3,endLine=3,col=20,endColumn=26,title=E0301::";
    assert!(shown.starts_with(command), "{shown}");
}

#[test]
fn several_budgets_make_one_document_in_the_order_given() {
    let folder = Folder::new().with("a.bud", BAD).with("b.bud", BAD);
    for format in ["json", "sarif"] {
        let output = folder.command(&["check", "--format", format, "b.bud", "a.bud"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let text = String::from_utf8(output.stdout).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        assert!(text.find("\"b.bud\"").unwrap() < text.find("\"a.bud\"").unwrap(), "{text}");
    }
}

#[test]
fn standard_input_is_a_file() {
    let folder = Folder::new().with("units.bud", "unit Library\n");
    assert_snapshot!(folder.bdc_reading(&["check", "-"], GOOD), @"
    exit 0
    ── stdout
    no problems found
    ");
    let shown = folder.bdc_reading(&["check", "--format", "short", "-"], BAD);
    assert!(shown.starts_with("exit 1\n── stdout\n<stdin>:3:20: E0301 "), "{shown}");
    let including = "include units.bud\nproject Books unit Library amount 8.00\n";
    assert!(folder.bdc_reading(&["check", "-"], including).starts_with("exit 0\n"));
    assert_snapshot!(folder.bdc(&["check", "-", "-"]), @"
    exit 2
    ── stderr
    error: standard input (-) can be given only once
    ");
}

#[test]
fn a_file_that_cannot_be_read_ends_with_2_and_the_others_are_checked() {
    let folder = Folder::new().with("a.bud", BAD);
    fs::create_dir(folder.path("folder.bud")).unwrap();
    assert_snapshot!(folder.bdc(&["check", "missing.bud"]), @"
    exit 2
    ── stderr
    error: cannot read missing.bud: there is no such file or folder
    ");
    assert_snapshot!(folder.bdc(&["check", "folder.bud", "--lang", "zh"]), @"
    exit 2
    ── stderr
    错误：无法读取 folder.bud：这是文件夹，不是文件
    ");
    assert_snapshot!(folder.bdc(&["check", "missing.bud", "--format", "json"]), @r#"
    exit 2
    ── stdout
    {"version":1,"diagnostics":[],"summary":{"errors":0,"warnings":0,"notes":0}}
    ── stderr
    error: cannot read missing.bud: there is no such file or folder
    "#);
    let shown = folder.bdc(&["check", "missing.bud", "a.bud", "--format", "short"]);
    assert!(shown.starts_with("exit 2\n── stdout\na.bud:3:20: E0301 "), "{shown}");
    assert!(shown.contains("── stderr\nerror: cannot read missing.bud: "), "{shown}");
}

#[test]
fn warnings_count_when_they_are_denied() {
    let twice = "unit Library\naccount 207 文化旅游体育与传媒支出\n\
                 project Books unit Library func 207 amount 8.00\nproject Books unit Library func 207 amount 8.00\n";
    let folder = Folder::new().with("a.bud", twice).with("b.bud", GOOD);
    let allowed = folder.bdc(&["check", "a.bud"]);
    assert!(allowed.starts_with("exit 0\n") && allowed.contains("\n1 warning\n"), "{allowed}");
    let denied = folder.bdc(&["check", "--deny", "warnings", "a.bud"]);
    assert!(denied.starts_with("exit 1\n") && denied.ends_with("(--deny warnings).\n"), "{denied}");
    assert!(folder.bdc(&["build", "--deny", "warnings", "a.bud"]).starts_with("exit 1\n"));
    assert!(!folder.path("a.ledger.json").exists());
    assert!(folder.bdc(&["check", "--deny", "warnings", "b.bud"]).starts_with("exit 0\n"));
    assert_eq!(folder.bdc(&["check", "-q", "a.bud"]), "exit 0\n");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let folder = Folder::new().with("a.bud", BAD);
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = folder.command(&[&["check", "a.bud"], arguments].concat());
        command.envs(variables.iter().copied());
        folder.shown(&command.output().unwrap()).contains('^')
    };
    let marks = |shown: &str| shown.replace("^^^^^^", "");
    assert!(!marks(&folder.bdc(&["check", "a.bud"])).contains("^["), "not into a pipe");
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    let plain = folder.command(&["check", "a.bud"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    assert!(!plain.stdout.contains(&0x1b));
    let plain = folder.command(&["check", "a.bud", "--color", "never"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(!plain.stdout.contains(&0x1b));
}

/// A process that is ended with the test.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn watching_checks_again_whatever_way_a_file_is_changed() {
    let folder = Folder::new().with("main.bud", "include units.bud\n").with("units.bud", "unit Library\n");
    let log = fs::File::create(folder.path("log")).unwrap();
    let mut command = folder.command(&["check", "--watch", "main.bud"]);
    command.stdout(log.try_clone().unwrap()).stderr(log);
    let _watching = Watching(command.stdin(Stdio::null()).spawn().unwrap());
    let wait_for = |count: usize| {
        let start = Instant::now();
        while folder.read("log").matches("Waiting for changes").count() < count {
            assert!(start.elapsed() < Duration::from_secs(20), "{}", folder.read("log"));
            thread::sleep(Duration::from_millis(20));
        }
    };
    wait_for(1);
    fs::write(folder.path("main.bud"), "include units.bud\n# changed\n").unwrap();
    wait_for(2);
    // As editors do: beside it, then in its place.
    fs::write(folder.path("units.bud~"), "unit Parks\n").unwrap();
    fs::rename(folder.path("units.bud~"), folder.path("units.bud")).unwrap();
    wait_for(3);
    fs::write(folder.path("units.bud"), "unit Library\n").unwrap();
    wait_for(4);
    assert!(folder.read("log").contains("changed: units.bud"), "{}", folder.read("log"));
}

#[test]
fn standard_input_cannot_be_watched() {
    assert_snapshot!(Folder::new().bdc(&["check", "--watch", "-"]), @"
    exit 2
    ── stderr
    error: standard input (-) cannot be watched
    ");
}
