//! The repository of the current folder, through the `git` that is installed.

mod block;
pub mod command;
mod commit;
mod driver;
mod graph;
mod index;
mod install;
pub mod revision;

use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};

use bud::diagnostic::Message;

/// A call of git whose words do not depend on the locale, and that reads nothing from our input.
pub fn command<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// What git prints, without the line end; none if it says no.
///
/// # Errors
/// Why git cannot be called.
pub fn ask<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Result<Option<String>, Message> {
    let output = command(arguments).output().map_err(|error| missing(&error))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(output.status.success().then(|| text.trim_end_matches(['\n', '\r']).to_owned()))
}

/// That git cannot be called.
pub fn missing(error: &io::Error) -> Message {
    Message::new("git-missing").with("reason", super::session::reason(error))
}

/// What git prints, each item closed by a zero byte.
///
/// # Errors
/// Why git cannot be called, or what it complains of.
fn list<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Result<Vec<String>, Message> {
    let output = told(&mut command(arguments))?;
    let items = output.split(|byte| *byte == 0).filter(|item| !item.is_empty());
    Ok(items.map(|item| String::from_utf8_lossy(item).into_owned()).collect())
}

/// What a call of git prints.
///
/// # Errors
/// Why git cannot be called, or what it complains of.
fn told(command: &mut Command) -> Result<Vec<u8>, Message> {
    let output = command.output().map_err(|error| missing(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Message::new("git-failed").with("reason", reason))
}

/// The top folder of the work tree.
///
/// # Errors
/// There is none, or git cannot be called.
fn top() -> Result<std::path::PathBuf, Message> {
    let top = ask(["rev-parse", "--show-toplevel"])?.filter(|top| !top.is_empty());
    top.map(Into::into).ok_or_else(|| Message::new("git-no-work-tree"))
}
