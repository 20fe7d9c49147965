//! `bdc fix`: makes the fixes of what `bdc check` finds.

use std::fs;
use std::path::{Path, PathBuf};

use bud::Analysis;
use bud::diagnostic::render::Format;
use bud::diagnostic::{Argument, Message, Summary};
use bud::fix::{Fixed, FixedFile, Wanted};

use super::findings::Found;
use super::input::{self, STDIN};
use super::session::{self, Session, Stream};
use super::status::Status;
use super::{findings, output, patch};

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    all: bool,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let source = match input::source(&arguments.files) {
        Ok(source) => source,
        Err(message) => return session.fail(&message),
    };
    let budgets: Vec<_> = arguments.files.iter().map(|file| input::budget(file, session)).collect();
    let progress = input::Progress::start("checking", 1, session);
    let wanted = if arguments.all { Wanted::All } else { Wanted::Certain };
    let fixed = bud::fix::fix(source.as_ref(), &budgets, wanted);
    drop(progress);

    let mut status = Status::Clean;
    let mut analyses = Vec::new();
    for ((main, _), analysis) in budgets.iter().zip(&fixed.analyses) {
        match analysis {
            Ok(analysis) => {
                status = status.max(Found::from(analysis).verdict(session));
                analyses.push(analysis);
            }
            Err(error) => status = session.fail(&session::unreadable(main, error.clone())),
        }
    }
    let written = match arguments.dry_run {
        true => preview(&fixed, session),
        false => write(&fixed, session),
    };
    status = status.max(written);
    if analyses.is_empty() {
        return status;
    }
    let filters = arguments.files.iter().any(|file| input::is_stdin(file));
    if arguments.dry_run {
        session.say(&left(&analyses, session));
    } else {
        // Standard output holds the text, where the text came from standard input.
        let stream = if filters { Stream::Err } else { Stream::Out };
        let found: Vec<Found<'_>> = analyses.iter().map(|analysis| Found::from(*analysis)).collect();
        status = status.max(findings::print(&found, Format::Human, stream, session).status());
    }
    if filters && !arguments.dry_run {
        let fixed =
            fixed.files.iter().find(|file| file.path == Path::new(STDIN)).map(|file| file.text.clone().into_bytes());
        let text = fixed.or_else(|| source.read(Path::new(STDIN)).ok()).unwrap_or_default();
        status = status.max(session.write(Stream::Out, |out| out.write_all(&text)).status());
    }
    advise(&analyses, &fixed, arguments.all, session);
    status
}

/// Prints the changes as a diff; says what else would happen.
fn preview(fixed: &Fixed, session: &Session) -> Status {
    let (colour, shown) = (session.colour(Stream::Out), session::is_terminal(Stream::Out));
    let written = session.write(Stream::Out, |out| {
        fixed.files.iter().try_for_each(|file| {
            let before = bud::load::converted(&file.before);
            let before = before.map_or_else(|| String::from_utf8_lossy(&file.before).into_owned(), |(text, _)| text);
            match before == file.text {
                true => Ok(()),
                false => patch::write(&file.name, &before, &file.text, colour, shown, out),
            }
        })
    });
    for file in &fixed.files {
        tell(file, ("fix-would-convert", "fix-would-make"), session);
    }
    written.status()
}

/// Writes the changed files, each whole or not at all.
fn write(fixed: &Fixed, session: &Session) -> Status {
    let mut status = Status::Clean;
    for file in &fixed.files {
        if file.path == Path::new(STDIN) {
            continue;
        }
        // What somebody else wrote while we were thinking is not ours to overwrite.
        if fs::read(&file.path).is_ok_and(|now| now != file.before) {
            status = session.fail(&Message::new("fix-changed-meanwhile").with("file", file.name.as_str()));
            continue;
        }
        match output::write(&file.path, |out| out.write_all(file.text.as_bytes())) {
            Ok(()) => tell(file, ("fix-converted", "fix-made"), session),
            Err(error) => status = session.fail(&session::unwritable(Path::new(&file.name), &error)),
        }
    }
    status
}

/// Says what was done to a file, by one message for a conversion and one for fixes.
fn tell(file: &FixedFile, (converted, made): (&'static str, &'static str), session: &Session) {
    let about = |key| Message::new(key).with("file", file.name.as_str());
    if let Some(encoding) = file.encoding {
        session.say(&about(converted).with("encoding", encoding));
    }
    if file.fixes > 0 {
        session.say(&about(made).with("count", file.fixes));
    }
}

/// What a check would find now, as counts.
fn left(analyses: &[&Analysis], session: &Session) -> Message {
    let mut summary = Summary::default();
    analyses.iter().for_each(|analysis| summary += analysis.summary());
    let Summary { errors, warnings, notes } = summary;
    let counts = [("summary-errors", errors), ("summary-warnings", warnings), ("summary-notes", notes)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> =
        counts.map(|(key, count)| session.text(&Message::new(key).with("count", count))).collect();
    match counts.as_slice() {
        [] => Message::new("fix-nothing-left"),
        counts => Message::new("fix-left").with("findings", Argument::Both(counts.join(", "), counts.join("、"))),
    }
}

/// Says what else could be done.
fn advise(analyses: &[&Analysis], fixed: &Fixed, all: bool, session: &Session) {
    if fixed.unfinished {
        session.say(&Message::new("fix-unfinished"));
        return;
    }
    let findings = analyses.iter().flat_map(|analysis| &analysis.diagnostics);
    let possible = findings.filter(|finding| finding.fix.is_some()).count();
    if possible > 0 && !all {
        session.say(&Message::new("fix-possible").with("count", possible));
    }
}
