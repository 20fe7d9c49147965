//! `bdc fmt`: writes budgets in their canonical form. What that is, the library says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bud::diagnostic::render::{Findings, Format};
use bud::diagnostic::{Code, Diagnostic, Language, Message};
use bud::format::{Keywords, Style, edited, edits};
use bud::load::{Loaded, load};
use bud::model::header::scales;
use bud::source::SourceFile;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::input::{self, STDIN};
use super::session::{self, Session, Stream};
use super::status::Status;
use super::{language, output, patch};

/// How many lines are worth a thread of their own.
const PART: u32 = 20_000;

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long)]
    check: bool,
    #[arg(long)]
    diff: bool,
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    keywords: Option<Language>,
}

/// A file as it is, and in its form.
pub struct Formatted {
    pub path: PathBuf,
    pub name: String,
    pub before: Arc<String>,
    pub after: String,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let source = match input::source(&arguments.files) {
        Ok(source) => source,
        Err(message) => return session.fail(&message),
    };
    let mut status = Status::Clean;
    let mut budgets = Vec::new();
    for file in &arguments.files {
        let (main, options) = input::budget(file, session);
        match load(source.as_ref(), &main, &options, None) {
            Ok(loaded) => {
                status = status.max(unread(&loaded, session));
                budgets.push(loaded);
            }
            Err(error) => status = session.fail(&session::unreadable(&main, error)),
        }
    }
    let progress = input::Progress::start("formatting", budgets.len(), session);
    let keywords = match arguments.keywords {
        None => Keywords::Keep,
        Some(Language::English) => Keywords::English,
        Some(Language::Chinese) => Keywords::Chinese,
    };
    let files = formatted(budgets, keywords);
    drop(progress);
    let changed: Vec<&Formatted> = files.iter().filter(|file| *file.before != file.after).collect();
    if arguments.diff {
        let (colour, shown) = (session.colour(Stream::Out), session::is_terminal(Stream::Out));
        let written = session.write(Stream::Out, |out| {
            changed.iter().try_for_each(|it| patch::write(&it.name, &it.before, &it.after, colour, shown, out))
        });
        status = status.max(written.status());
    } else if arguments.check {
        let names = session.write(Stream::Out, |out| changed.iter().try_for_each(|it| writeln!(out, "{}", it.name)));
        status = status.max(names.status());
    } else {
        status = status.max(write(&files, session));
    }
    if arguments.check && !changed.is_empty() {
        session.say(&Message::new("fmt-would").with("count", changed.len()));
        status = status.max(Status::Invalid);
    }
    if changed.is_empty() && !files.is_empty() && !files.iter().any(|file| file.path == Path::new(STDIN)) {
        session.say(&Message::new("fmt-unchanged").with("count", files.len()));
    }
    status
}

/// What stands between a file and its form: it is not text, or it is not there. All else is left to a check.
fn stands_between(diagnostic: &Diagnostic) -> bool {
    is_no_text(diagnostic.code) || matches!(diagnostic.code, Code::IncludeUnreadable | Code::IncludeOutside)
}

fn is_no_text(code: Code) -> bool {
    matches!(code, Code::InvalidUtf8 | Code::OtherEncoding)
}

/// Tells what of a budget's files cannot be read.
fn unread(loaded: &Loaded, session: &Session) -> Status {
    let diagnostics: Vec<_> = loaded.diagnostics.iter().filter(|it| stands_between(it)).cloned().collect();
    if diagnostics.is_empty() {
        return Status::Clean;
    }
    let findings = [Findings { sources: &loaded.sources, diagnostics: &diagnostics }];
    let style = session.style(Stream::Err);
    session.write(Stream::Err, |out| Format::Human.write(&findings, &style, out)).status().max(Status::Invalid)
}

/// The files of budgets in their form, each file once; without those that cannot be read.
pub fn formatted(budgets: Vec<Loaded>, keywords: Keywords) -> Vec<Formatted> {
    let mut files = BTreeMap::new();
    for loaded in budgets {
        // Of a figure in a file whose header is not known nothing says how many decimals it has.
        let scales = scales(&loaded);
        let is_text =
            |file: &SourceFile| !loaded.diagnostics.iter().any(|it| it.span.file == file.id && is_no_text(it.code));
        for (file, scale) in loaded.sources.iter().zip(scales).filter(|(file, _)| is_text(file)) {
            let (scale, known) = (scale.unwrap_or(0), scale.is_some());
            let text = Arc::clone(&file.text);
            // Where two budgets have a file, the one that has a header for it counts.
            let entry = files.entry(file.path.clone()).or_insert_with(|| (file.name.clone(), text, scale, known));
            if known && !entry.3 {
                (entry.2, entry.3) = (scale, known);
            }
        }
    }
    let style = Style { keywords };
    let one = |(path, (name, before, scale, _)): (PathBuf, (String, Arc<String>, u8, bool))| {
        let after = in_form(&before, scale, style);
        Formatted { path, name, before, after }
    };
    files.into_iter().collect::<Vec<_>>().into_par_iter().map(one).collect()
}

/// A text in its form. The form of a line is its own, so that the parts of a long text are formed side by side.
fn in_form(text: &str, scale: u8, style: Style) -> String {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
    let part = lines.div_ceil(rayon::current_num_threads() as u32).max(PART);
    let starts: Vec<u32> = (0..lines).step_by(part as usize).collect();
    let parts: Vec<_> =
        starts.into_par_iter().map(|start| edits(text, scale, style, Some(start..start + part))).collect();
    edited(text, &parts.concat())
}

/// Writes the files that change, each whole or not at all, and the text of standard input.
fn write(files: &[Formatted], session: &Session) -> Status {
    let mut status = Status::Clean;
    for file in files {
        if file.path == Path::new(STDIN) {
            status = status.max(session.write(Stream::Out, |out| out.write_all(file.after.as_bytes())).status());
            continue;
        }
        if *file.before == file.after {
            continue;
        }
        // What somebody else wrote while we were thinking is not ours to overwrite.
        if fs::read(&file.path).is_ok_and(|now| now != file.before.as_bytes()) {
            status = session.fail(&Message::new("fix-changed-meanwhile").with("file", file.name.as_str()));
            continue;
        }
        match output::write(&file.path, |out| out.write_all(file.after.as_bytes())) {
            Ok(()) => session.say(&Message::new("fmt-done").with("file", file.name.as_str())),
            Err(error) => status = session.fail(&session::unwritable(Path::new(&file.name), &error)),
        }
    }
    status
}
