//! The repository of the current folder, through the `git` that is installed.

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
