//! What is about to be committed: checked as it is staged, whatever the work tree has.

use std::collections::BTreeSet;
use std::path::PathBuf;

use bud::Options;
use bud::diagnostic::Message;
use bud::diagnostic::render::Format;
use bud::format::Keywords;
use bud::load::load;

use super::super::findings::Found;
use super::super::session::{self, Session, Stream};
use super::super::status::Status;
use super::super::{findings, fmt};
use super::graph::{Graph, is_bud};
use super::index::Index;

/// Checks the budgets that staged files belong to, and if asked to also the form of those files.
///
/// # Errors
/// Why git cannot tell.
pub fn check_staged(form: bool, session: &Session) -> Result<Status, Message> {
    let top = super::top()?;
    // Paths are told as git tells them, from the top.
    std::env::set_current_dir(&top).map_err(|error| session::about("cannot-read", &top, session::reason(&error)))?;
    let changed = super::list(["diff", "--cached", "--name-only", "--no-renames", "--no-ext-diff", "-z"])?;
    let index = Index::open()?;
    let graph = Graph::of(&index);
    // A file that was taken away is missed by those that include it.
    let staged: BTreeSet<PathBuf> = changed.into_iter().map(PathBuf::from).collect();
    let mains = graph.mains(&staged);
    let mut status = Status::Clean;
    let (mut analyses, mut budgets) = (Vec::new(), Vec::new());
    for main in &mains {
        let options = Options { root: session.root.clone() };
        let read = bud::analyze(&index, main, &options).and_then(|it| Ok((it, load(&index, main, &options, None)?)));
        match read {
            Ok((analysis, loaded)) => {
                status = status.max(Found::from(&analysis).verdict(session));
                analyses.push(analysis);
                budgets.push(loaded);
            }
            Err(error) => status = session.fail(&session::unreadable(main, error)),
        }
    }
    if status != Status::Clean {
        let failing = analyses.iter().map(Found::from).filter(|it| it.verdict(session) != Status::Clean);
        let failing: Vec<_> = failing.collect();
        findings::print(&failing, Format::Human, Stream::Err, session);
    }
    let formed = if form { fmt::formatted(budgets, Keywords::Keep) } else { Vec::new() };
    let bad = formed.iter().filter(|it| *it.before != it.after && is_bud(&it.path) && staged.contains(&it.path));
    let bad: Vec<&str> = bad.map(|it| it.name.as_str()).collect();
    if !bad.is_empty() {
        status = status.max(Status::Invalid);
        session.fail(&Message::new("git-form").with("count", bad.len()).with("files", bad.join(" ")));
    }
    if status == Status::Invalid {
        session.say(&Message::new("git-refused"));
    }
    Ok(status)
}
