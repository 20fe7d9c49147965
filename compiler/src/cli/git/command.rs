//! `bdc git`: sets a repository up for budgets, and what git then calls.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use bud::diagnostic::Message;
use clap::Subcommand;

use super::super::session::{self, Session};
use super::super::status::Status;
use super::{commit, driver, install};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Install(Install),
    Uninstall(Uninstall),
    Status,
    #[command(hide = true)]
    MergeDriver(driver::Arguments),
    #[command(hide = true)]
    ExternalDiff(External),
    #[command(hide = true)]
    PreCommit,
    #[command(hide = true)]
    PreMergeCommit,
}

#[derive(clap::Args)]
struct Install {
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    external_diff: bool,
}

#[derive(clap::Args)]
struct Uninstall {
    #[arg(long)]
    dry_run: bool,
}

// `PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE`, as git gives them; of a file with conflicts
// the path alone, of a renamed one two more. No doc comment: it would be shown as help.
#[derive(clap::Args)]
struct External {
    #[arg(required = true, value_name = "WHAT")]
    given: Vec<OsString>,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let outcome = match &arguments.what {
        What::Install(it) => install::install(it.external_diff, it.dry_run, session),
        What::Uninstall(it) => install::uninstall(it.dry_run, session),
        What::Status => install::status(session),
        What::MergeDriver(arguments) => driver::run(arguments, session),
        What::ExternalDiff(it) => external_diff(&it.given),
        What::PreCommit => commit::check_staged(true, session),
        // What was merged need not be in its form: it was put together from what two people wrote.
        What::PreMergeCommit => commit::check_staged(false, session),
    };
    outcome.unwrap_or_else(|message| session.fail(&message))
}

/// Shows with `bdc diff` what changed between the two files. That they differ is no failure to git.
fn external_diff(given: &[OsString]) -> Result<Status, Message> {
    let [path, old, _, _, new, _, _, renamed @ ..] = given else { return Ok(Status::Clean) };
    let name = |side: &str, path: &OsString| format!("--{side}/{}", path.to_string_lossy());
    let failed = |error| session::about("cannot-read", &PathBuf::from("bdc"), session::reason(&error));
    let bdc = std::env::current_exe().map_err(failed)?;
    let names = [name("old-name=a", path), name("new-name=b", renamed.first().unwrap_or(path))];
    let status = Command::new(bdc).arg("diff").args(names).args([old, new]).status().map_err(failed)?;
    Ok(if status.code().is_some_and(|code| code < 2) { Status::Clean } else { Status::Failed })
}
