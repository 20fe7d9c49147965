//! The command line from outside: real processes, real files, and all that can be seen of them
//! (exit status, standard output, standard error) in one picture.

#![allow(clippy::unwrap_used)]

mod bad_input;
mod build;
mod check;
mod diff;
mod explain;
mod failures;
mod fix;
mod fmt;
mod git;
mod help;
mod help_zh;
mod new;
mod revisions;
mod tables;
mod text;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A budget with nothing to report.
const GOOD: &str = "budget Town year 2026\nunit Library\n";

/// A budget with one error, `E0301` in line 3.
const BAD: &str = "budget Town year 2026\nunit Library\nproject Books unit Libary amount 8.00\n";

/// A folder to work in, gone with the test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Folder {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in it, in order.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A call of `bdc` in this folder, with nothing of the tester's environment that it heeds.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bdc"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        for name in ["LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C");
        command
    }

    fn bdc(&self, arguments: &[&str]) -> String {
        self.shown(&self.command(arguments).output().unwrap())
    }

    /// The same with `text` on standard input.
    fn bdc_reading(&self, arguments: &[&str], text: &str) -> String {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        self.shown(&child.wait_with_output().unwrap())
    }

    /// The same through a shell, where `$BDC` is the command.
    #[cfg(unix)]
    fn shell(&self, script: &str) -> String {
        let mut command = Command::new("sh");
        let bdc = self.command(&[]);
        command.args(["-c", script]).current_dir(self.0.path()).stdin(Stdio::null()).env("BDC", bdc.get_program());
        for (name, value) in bdc.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        self.shown(&command.output().unwrap())
    }

    fn shown(&self, output: &Output) -> String {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace('\u{1b}', "^");
            text.replace(&*self.0.path().to_string_lossy(), "[FOLDER]")
        };
        let status = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
        let mut shown = format!("exit {status}\n");
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if !bytes.is_empty() {
                shown.push_str(&format!("── {name}\n{}", text(bytes)));
            }
        }
        shown
    }
}
