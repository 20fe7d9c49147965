//! `bdc build` with open data, as a command: a filter for one budget, and files for many.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::of_type;
use crate::corpus::{bdc, example};

const GOOD: &str = "budget Town year 2026\nunit Library\nproject Books unit Library amount 8.00\ntotal amount 8.00\n";
const BAD: &str = "budget Town year 2026\nunit Library\nproject Books unit Library amount 8.00\ntotal amount 9.00\n";

/// What came of `bdc` with `text` on its standard input: its status, its lines, and what it said besides.
fn filter(folder: &Path, text: &str, more: &[&str]) -> (i32, Vec<Value>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bdc"));
    command.args(["build", "-", "--emit", "ndjson"]).args(more).env("LC_ALL", "C").current_dir(folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.code().unwrap(), lines, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_budget_goes_through_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let (status, lines, said) = filter(folder.path(), GOOD, &["-q"]);
    assert_eq!((status, said.as_str()), (0, ""));
    let types: Vec<&str> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["budget", "entry", "claim"]);
    assert_eq!(
        (&lines[1]["amount"], &lines[1]["file"], &lines[1]["line"]),
        (&"8.00".into(), &"<stdin>".into(), &3.into())
    );
    assert_eq!(lines[2]["status"], "exact");
}

/// Whoever reads the pipe learns what is wrong, and which lines not to count.
#[test]
fn a_budget_with_faults_comes_out_marked() {
    let folder = tempfile::tempdir().unwrap();
    let (status, lines, _) = filter(folder.path(), BAD, &["-q"]);
    assert_eq!(status, 1);
    assert!(lines.iter().all(|line| line["valid"] == false && line["budget"] == "Town"), "{lines:?}");
    assert_eq!(of_type(&lines, "claim")[0]["status"], "refuted");
    let finding = of_type(&lines, "finding")[0];
    assert_eq!((&finding["code"], &finding["file"], &finding["line"]), (&"E0401".into(), &"<stdin>".into(), &4.into()));
    let (status, lines, _) = filter(folder.path(), "\0", &[]);
    assert_eq!((status, lines[0]["errors"].as_u64().unwrap() > 0), (1, true), "whatever comes in, lines come out");
}

#[test]
fn what_it_includes_is_looked_for_in_the_current_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("more.bud"), "project Chairs unit Library amount 2.00\n").unwrap();
    let text = "budget Town year 2026\nunit Library\ninclude more.bud\ntotal amount 2.00\n";
    let (status, lines, _) = filter(folder.path(), text, &["-q"]);
    assert_eq!((status, &of_type(&lines, "entry")[0]["file"]), (0, &"more.bud".into()));
    let elsewhere = tempfile::tempdir().unwrap();
    let (status, lines, _) = filter(elsewhere.path(), text, &["-q"]);
    assert_eq!((status, &of_type(&lines, "finding")[0]["line"]), (1, &3.into()));
}

#[test]
fn formats_of_several_files_need_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("town.bud"), GOOD).unwrap();
    for format in ["parquet", "datapackage"] {
        let refused = bdc(folder.path(), &["build", "-", "--emit", format]);
        assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
        assert!(refused.stderr.contains("name a folder for them with -o"), "{}", refused.stderr);
        let refused = bdc(folder.path(), &["build", "town.bud", "--emit", format, "-o", "one.parquet"]);
        assert_eq!(refused.status, 2, "{}", refused.stderr);
    }
    assert_eq!(bdc(folder.path(), &["build", "town.bud", "--emit", "parquet,datapackage,ndjson", "-q"]).status, 0);
    assert_eq!(
        bdc(folder.path(), &["build", "town.bud", "--emit", "parquet,datapackage", "-o", "out", "-q"]).status,
        0
    );
    for name in [
        "town.ndjson",
        "town.entries.parquet",
        "town.claims.parquet",
        "town.datapackage/datapackage.json",
        "town.datapackage/entries.csv",
        "town.datapackage/claims.csv",
        "out/town.entries.parquet",
        "out/town.datapackage/claims.csv",
    ] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
}

/// Only the lines say themselves that they are not to be trusted.
#[test]
fn with_faults_only_lines_are_written_unasked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("town.bud"), BAD).unwrap();
    let outcome = bdc(folder.path(), &["build", "town.bud", "--emit", "ndjson,parquet,datapackage"]);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.contains("town.entries.parquet not written"), "{}", outcome.stderr);
    let names = || fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names(), 2);
    let kept = bdc(folder.path(), &["build", "town.bud", "--emit", "parquet,datapackage", "--keep-going", "-q"]);
    assert_eq!((kept.status, names()), (1, 5));
    let package = fs::read_to_string(folder.path().join("town.datapackage/datapackage.json")).unwrap();
    assert!(package.contains("\"valid\": false"));
}

#[test]
fn the_same_budget_gives_the_same_bytes() {
    let files = ["budget.ndjson", "budget.entries.parquet", "budget.claims.parquet", "budget.datapackage/entries.csv"];
    let write = || {
        let folder = tempfile::tempdir().unwrap();
        let path = example("shangyu-2024/budget.bud");
        let call = ["build", path.to_str().unwrap(), "--emit", "ndjson,parquet,datapackage", "-o", "out", "-q"];
        assert_eq!(bdc(folder.path(), &call).status, 0);
        files.map(|file| fs::read(folder.path().join("out").join(file)).unwrap())
    };
    assert!(write() == write());
}
