//! The budgets under `examples/`, what the compiler makes of them, and the command itself.

#![allow(dead_code, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bud::source::Disk;
use bud::{Analysis, Options};
use serde_json::Value;

/// The folder of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The path of an example.
pub fn example(name: &str) -> PathBuf {
    root().join("examples").join(name)
}

/// Every budget in a folder of the examples and in the folders under it, in order of name.
pub fn budgets(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![example(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "bud" => found.push(path),
                _ => {}
            }
        }
    }
    assert!(!found.is_empty());
    found.sort();
    found
}

/// Reads and checks a budget of the disk.
pub fn analyze(path: &Path) -> Analysis {
    bud::analyze(&Disk, path, &Options::default()).unwrap()
}

/// The ledger of an analysis, as it is written.
pub fn ledger_text(analysis: &Analysis) -> String {
    let mut bytes = Vec::new();
    bud::report::ledger::write(analysis, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The ledger of an example.
pub fn ledger(name: &str) -> Value {
    serde_json::from_str(&ledger_text(&analyze(&example(name)))).unwrap()
}

/// What a call of `bdc` came to.
pub struct Outcome {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Calls `bdc` in a folder, with nothing of the tester's environment that it heeds.
pub fn bdc(folder: &Path, arguments: &[&str]) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bdc"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    for name in ["LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.env("LC_ALL", "C").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
