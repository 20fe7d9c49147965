//! `bdc new`: a budget to start from.

use std::fs;
use std::path::PathBuf;

use bud::diagnostic::{Language, Message};

use super::output;
use super::session::{self, Session};
use super::status::Status;

/// The main file.
const BUDGET: &str = "budget.bud";

/// What git is to leave alone, and the file that says so.
const IGNORE: &str = ".gitignore";
const IGNORED: &str = "*.ledger.json\n";

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let text = match session.language {
        Language::English => include_str!("../../templates/budget.en.bud"),
        Language::Chinese => include_str!("../../templates/budget.zh.bud"),
    };
    // One that is there is the user's.
    let ignored = fs::symlink_metadata(arguments.folder.join(IGNORE)).is_ok();
    let files = [(BUDGET, text), (IGNORE, IGNORED)];
    match output::create(&arguments.folder, if ignored { &files[..1] } else { &files }) {
        Ok(()) => {
            let budget = arguments.folder.join(BUDGET).display().to_string();
            session.say(&Message::new("new-done").with("file", budget));
            Status::Clean
        }
        Err(failed) => session.fail(&session::not_created(failed)),
    }
}
