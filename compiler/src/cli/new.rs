//! `bdc new`: a budget to start from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bud::diagnostic::{Language, Message};

use super::output;
use super::session::{self, Session};
use super::status::Status;

/// The main file.
const BUDGET: &str = "budget.bud";

const IGNORED: &str = "*.ledger.json\n";

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let budget = arguments.folder.join(BUDGET);
    if fs::symlink_metadata(&budget).is_ok() {
        return session.fail(&Message::new("new-exists").with("file", budget.display().to_string()));
    }
    let text = match session.language {
        Language::English => include_str!("../../templates/budget.en.bud"),
        Language::Chinese => include_str!("../../templates/budget.zh.bud"),
    };
    match create(&arguments.folder, &budget, text) {
        Ok(()) => {
            let budget = budget.display().to_string();
            session.say(&Message::new("new-done").with("file", budget));
            Status::Clean
        }
        Err((path, error)) => session.fail(&session::unwritable(&path, &error)),
    }
}

fn create(folder: &Path, budget: &Path, text: &str) -> Result<(), (PathBuf, io::Error)> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    fs::create_dir_all(folder).map_err(at(folder))?;
    let ignore = folder.join(".gitignore");
    // One that is there is the user's.
    if fs::symlink_metadata(&ignore).is_err() {
        output::write(&ignore, |out| out.write_all(IGNORED.as_bytes())).map_err(at(&ignore))?;
    }
    output::write(budget, |out| out.write_all(text.as_bytes())).map_err(at(budget))
}
