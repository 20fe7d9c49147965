//! `bdc import`: the files of a budget out of a workbook of published tables.

use std::path::{Path, PathBuf};

use bud::diagnostic::locale::word;
use bud::diagnostic::render::visible;
use bud::diagnostic::{Argument, Message};
use bud::import::{Imported, Options, Report, import};
use bud::source::{Disk, Files};

use super::session::{self, Session, Stream};
use super::status::Status;
use super::{layout, output};

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<String>,
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[arg(long)]
    cells: bool,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let layout = match layout::read(arguments.layout.as_deref(), session) {
        Ok(layout) => layout,
        Err(status) => return status,
    };
    let bytes = match Disk.read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => return session.fail(&session::unreadable(&arguments.file, error)),
    };
    let workbook = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let options = Options { layout: &layout, workbook: &workbook, cells: arguments.cells, language: session.language };
    let Ok(imported) = import(&bytes, options) else {
        // What the library says is in English only.
        return session.fail(&session::about("cannot-read", &arguments.file, Argument::Word("reason-no-workbook")));
    };
    let folder = arguments.output.clone().unwrap_or_else(|| arguments.file.with_extension(""));
    if imported.files.is_empty() {
        told(&imported.reports, session);
        let message = Message::new("import-nothing").with("file", arguments.file.display().to_string());
        return session.fail(&message);
    }
    let files: Vec<(&str, &str)> = imported.files.iter().map(|file| (&*file.name, &*file.text)).collect();
    if let Err(failed) = output::create(&folder, &files) {
        return session.fail(&session::not_created(failed));
    }
    let status = told(&imported.reports, session);
    say(&folder, &imported, session);
    status
}

/// Prints what has no place in the budget and what was guessed, a line each.
fn told(reports: &[Report], session: &Session) -> Status {
    let colon = word(session.language, "colon");
    let lost = reports.iter().any(|report| report.lost);
    let written = session.write(Stream::Err, |out| {
        for report in reports.iter().filter(|report| report.lost || !session.quiet) {
            let severity = word(session.language, if report.lost { "severity-error" } else { "severity-note" });
            let place = report.place.as_ref().map(|place| format!("{place}{colon}")).unwrap_or_default();
            let line = format!("{severity}{colon}{place}{}", session.text(&report.message));
            writeln!(out, "{}", visible(&line))?;
        }
        Ok(())
    });
    written.status().max(if lost { Status::Invalid } else { Status::Clean })
}

/// Says what was imported, and how much was not.
fn say(folder: &Path, imported: &Imported, session: &Session) {
    let lost = imported.reports.iter().filter(|report| report.lost).count();
    let key = if lost == 0 { "import-done" } else { "import-done-without" };
    session.say(
        &Message::new(key)
            .with("folder", folder.display().to_string())
            .with("tables", imported.tables)
            .with("entries", imported.entries)
            .with("totals", imported.totals)
            .with("lost", lost),
    );
    let budget = imported.files.first().map(|file| folder.join(&file.name).display().to_string());
    session.say(&Message::new("import-check").with("file", budget.unwrap_or_default()));
}
