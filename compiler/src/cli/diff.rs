//! `bdc diff`: what changed in money between two budgets, each a file or a revision of one.

mod human;

use std::path::{Path, PathBuf};

use bud::compare::document::{Document, Options as Telling};
use bud::compare::{By, Comparison, Side, compare, html, json, markdown};
use bud::diagnostic::Message;
use bud::source::Files;
use bud::{Analysis, Options};
use clap::ValueEnum;

use super::git::revision::{Revision, split};
use super::input::{self, Progress};
use super::session::{self, Session, Stream};
use super::status::Status;

/// The most rows of a table unless all are asked for.
const MOST: usize = 20;

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[arg(long, value_name = "WHAT", default_value = "code")]
    by: Same,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    #[arg(long)]
    all: bool,
    // What git hands over are copies with names of their own.
    #[arg(long, hide = true, value_name = "NAME")]
    old_name: Option<String>,
    #[arg(long, hide = true, value_name = "NAME")]
    new_name: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Same {
    Code,
    Name,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Md,
    Json,
    Html,
}

/// Where one side comes from.
struct From {
    files: Box<dyn Files + Send>,
    main: PathBuf,
    options: Options,
}

/// The status is that of `diff`: 1 says that something changed, not that it is wrong.
pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let files = [&arguments.old, &arguments.new];
    if files.iter().all(|file| input::is_stdin(file)) {
        return session.fail(&Message::new("stdin-twice"));
    }
    let [old, new] = match read(files, session) {
        Ok(sides) => sides,
        Err(message) => return session.fail(&message),
    };
    let currency = |analysis: &Analysis| String::from_utf8_lossy(&analysis.model.header().currency).into_owned();
    if currency(&old) != currency(&new) {
        return session.fail(&Message::new("diff-currency").with("old", currency(&old)).with("new", currency(&new)));
    }
    let by = match arguments.by {
        Same::Code => By::Code,
        Same::Name => By::Name,
    };
    let comparison = compare(&old, &new, by);
    let name = |given: &Option<String>, file: &Path| match given {
        Some(name) => name.clone(),
        None if input::is_stdin(file) => input::STDIN.to_owned(),
        None => file.display().to_string(),
    };
    let names = [name(&arguments.old_name, files[0]), name(&arguments.new_name, files[1])];
    let written = print(&comparison, names.each_ref().map(String::as_str), arguments, session);
    let status = if comparison.is_empty() { Status::Clean } else { Status::Invalid };
    status.max(written)
}

/// Reads and checks both sides at once.
fn read(files: [&PathBuf; 2], session: &Session) -> Result<[Analysis; 2], Message> {
    let [old, new] = [from(files[0], session)?, from(files[1], session)?];
    let progress = Progress::start("checking", 2, session);
    let one = |side: &From| {
        let analysis = bud::analyze(side.files.as_ref(), &side.main, &side.options);
        progress.step();
        analysis.map_err(|error| session::unreadable(&side.main, error))
    };
    let (old, new) = rayon::join(|| one(&old), || one(&new));
    Ok([old?, new?])
}

/// A file, if there is one of that name; else a path of a revision.
fn from(file: &Path, session: &Session) -> Result<From, Message> {
    let revision = file.to_str().and_then(split).filter(|_| !file.exists());
    let Some((rev, path)) = revision else {
        let (main, options) = input::budget(file, session);
        return Ok(From { files: input::source(&[file.to_owned()])?, main, options });
    };
    let (files, main) = Revision::open(rev, path)?;
    // The root is a folder of the disk, and the revision has no other folders than the repository.
    let root = session.root.as_ref().map(|root| files.folder(root)).transpose()?;
    Ok(From { files: Box::new(files), main, options: Options { root } })
}

fn print(comparison: &Comparison<'_>, names: [&str; 2], arguments: &Arguments, session: &Session) -> Status {
    let most = match arguments.format {
        Format::Html => None,
        _ => Some(MOST).filter(|_| !arguments.all),
    };
    let telling = Telling { names, language: session.language, most };
    let document = || Document::new(comparison, &telling);
    let written = session.write(Stream::Out, |out| match arguments.format {
        Format::Human => human::write(&document(), &session.style(Stream::Out), out),
        Format::Md => markdown::write(&document(), out),
        Format::Html => html::write(&document(), out),
        Format::Json => json::write(comparison, names, out),
    });
    // Documents for programs and pages say it themselves; on a terminal a check is the next thing to do.
    let fails = Side::BOTH.iter().any(|&side| !comparison.side(side).valid());
    if fails && arguments.format == Format::Human {
        session.say(&Message::new("diff-check-next"));
    }
    written.status()
}
