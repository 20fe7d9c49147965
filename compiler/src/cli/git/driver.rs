//! The merge driver: git hands over three texts of a file, and takes what is written in the place of ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bud::diagnostic::render::{Findings, Format};
use bud::diagnostic::{Argument, Diagnostic, Message, Severity};
use bud::merge::{Conflict, MARKER, Merged, Side, Slot, merge};
use bud::source::{Disk, Memory};
use bud::syntax::{Attribute, Keyword};
use bud::{Analysis, Options};

use super::super::output;
use super::super::session::{self, Session, Stream};
use super::super::status::Status;
use super::graph::Graph;
use super::index::Index;

#[derive(clap::Args)]
pub struct Arguments {
    base: PathBuf,
    ours: PathBuf,
    theirs: PathBuf,
    marker: usize,
    path: PathBuf,
}

/// Merges; what differs is told by the status, as git wants it.
///
/// # Errors
/// Why a file cannot be read or written.
pub fn run(arguments: &Arguments, session: &Session) -> Result<Status, Message> {
    let Arguments { base, ours, theirs, marker, path } = arguments;
    let read = |path: &PathBuf| {
        let bytes = fs::read(path).map_err(|error| session::about("cannot-read", path, session::reason(&error)))?;
        Ok::<_, Message>(String::from_utf8(bytes).ok())
    };
    let (Some(old), Some(mine), Some(other)) = (read(base)?, read(ours)?, read(theirs)?) else {
        return line_by_line(arguments, session);
    };
    let merged = merge(&old, &mine, &other);
    let style = super::ask(["config", "--get", "merge.conflictStyle"])?;
    let with_base = style.is_some_and(|style| style.ends_with("diff3"));
    let marker = if *marker == 0 { MARKER } else { *marker };
    let text = merged.text(marker, with_base);
    output::write(ours, |out| out.write_all(text.as_bytes())).map_err(|error| session::unwritable(ours, &error))?;
    // Of a budget of several files the others may not be merged yet: the hook checks all of it.
    let alone = is_alone(path)?;
    if merged.conflicts().next().is_some() {
        let (text, lines) = merged.decided(Side::Ours);
        let analysis = alone.then(|| analysis(path, text)).flatten();
        tell_conflicts(&merged, with_base, path, analysis.as_ref().map(|it| (it, &lines[..])), session);
        return Ok(Status::Invalid);
    }
    if let Some(analysis) = alone.then(|| analysis(path, text)).flatten() {
        tell_sums(&analysis, path, session);
    }
    Ok(Status::Clean)
}

/// A file that is not UTF-8 is merged as git merges any text.
fn line_by_line(arguments: &Arguments, session: &Session) -> Result<Status, Message> {
    let Arguments { base, ours, theirs, marker, path } = arguments;
    session.say(&Message::new("merge-no-text").with("file", path.display().to_string()));
    let mut call = super::command(["merge-file", "-L", "ours", "-L", "base", "-L", "theirs", "--marker-size"]);
    let status = call.arg(marker.max(&1).to_string()).args([ours, base, theirs]).status();
    match status.map_err(|error| super::missing(&error))?.code() {
        Some(0) => Ok(Status::Clean),
        // So many conflicts.
        Some(1..=127) => Ok(Status::Invalid),
        _ => Ok(Status::Failed),
    }
}

/// Whether a file is a budget by itself, which no other file has a part in.
fn is_alone(path: &Path) -> Result<bool, Message> {
    let graph = Graph::of(&Index::open()?);
    let file = BTreeSet::from([path.to_owned()]);
    let mains = graph.mains(&file);
    Ok(mains.iter().all(|main| main == path) && graph.reach(path).len() == 1)
}

fn analysis(path: &Path, text: String) -> Option<Analysis> {
    let files = Memory::over(Box::new(Disk)).with(path, text);
    bud::analyze(&files, path, &Options::default()).ok()
}

/// Says which sums of the merged budget are not what it writes.
fn tell_sums(analysis: &Analysis, path: &Path, session: &Session) {
    let fails = |it: &&Diagnostic| it.severity() == Severity::Error && it.code.as_str().starts_with("E04");
    let failing: Vec<Diagnostic> = analysis.diagnostics.iter().filter(fails).cloned().collect();
    if failing.is_empty() {
        return;
    }
    let message = Message::new("merge-fails").with("file", path.display().to_string());
    session.say(&message.with("count", failing.len()));
    let findings = [Findings { sources: &analysis.sources, diagnostics: &failing }];
    session.write(Stream::Err, |out| Format::Short.write(&findings, &session.style(Stream::Err), out));
}

/// Says where the conflicts are, and what a total comes to that both sides changed.
fn tell_conflicts(
    merged: &Merged,
    with_base: bool,
    path: &Path,
    analysis: Option<(&Analysis, &[usize])>,
    session: &Session,
) {
    for (at, (conflict, line)) in merged.conflicts().zip(merged.lines(with_base)).enumerate() {
        let file = path.display().to_string();
        let about = |key| Message::new(key).with("file", file.as_str()).with("line", line.to_string());
        session.say(&match (conflict.removed, conflict.slots.is_empty()) {
            (Some(_), _) => about("merge-removed"),
            (None, true) => about("merge-changed"),
            (None, false) => about("merge-attributes").with("attributes", attributes(conflict)),
        });
        let computed = analysis.and_then(|(analysis, lines)| comes_to(analysis, *lines.get(at)?, conflict));
        if let Some(sum) = computed {
            session.say(&about("merge-comes-to").with("sum", sum));
        }
    }
}

/// The attributes that both sides changed.
fn attributes(conflict: &Conflict) -> Argument {
    let words = |head: &str, comment: &str, of: fn(Attribute) -> &'static str, between: &str| {
        let word = |slot: &Slot| match slot {
            Slot::Head(_) => head.to_owned(),
            Slot::Attribute(attribute) => of(*attribute).to_owned(),
            Slot::Comment => comment.to_owned(),
        };
        conflict.slots.iter().map(word).collect::<Vec<_>>().join(between)
    };
    Argument::Both(words("name", "comment", Attribute::en, ", "), words("名称", "注释", Attribute::zh, "、"))
}

/// What the lines of a total in `line` add up to, in the measure of its file.
fn comes_to(analysis: &Analysis, line: usize, conflict: &Conflict) -> Option<String> {
    if conflict.keyword != Some(Keyword::Total) || !conflict.slots.contains(&Slot::Attribute(Attribute::Amount)) {
        return None;
    }
    let claims = &analysis.model.claims;
    let at = claims.iter().position(|claim| analysis.sources.line_number(claim.at) as usize == line)?;
    let figure = analysis.settled.figures.get((*analysis.settled.figure_of.get(at)?)?)?;
    let computed = figure.tightest()?.comparison.computed;
    Some(analysis.model.header_at(claims[at].at).figure(computed.decimal()))
}
