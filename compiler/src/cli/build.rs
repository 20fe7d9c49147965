//! `bdc build`: checks, then writes the ledger and whatever else is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bud::Analysis;
use bud::diagnostic::Message;
use bud::diagnostic::render::Format;
use bud::report::layout::Layout;
use bud::report::text::{Narrative, UNTOLD, narrative};

use super::emit::{Choices, Content, Emit, Output};
use super::findings::Found;
use super::input::Progress;
use super::session::{self, Session, Stream};
use super::status::Status;
use super::{findings, input, layout, output, text};

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "ledger")]
    emit: Vec<Emit>,
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<String>,
    #[arg(long, value_name = "DIR")]
    text: Option<PathBuf>,
    #[arg(long)]
    formulas: bool,
    #[arg(long)]
    keep_going: bool,
}

impl Arguments {
    /// The formats, each once.
    fn emits(&self) -> Vec<Emit> {
        let emits = self.emit.iter().enumerate();
        emits.filter(|(at, emit)| !self.emit[..*at].contains(emit)).map(|(_, emit)| *emit).collect()
    }
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let emits = arguments.emits();
    if emits.iter().any(|emit| !emit.is_built()) {
        return session.fail(&Message::new("parquet-not-built"));
    }
    let layout = match emits.iter().any(|emit| emit.is_of_tables()) {
        true => layout::read(arguments.layout.as_deref(), session),
        false => Ok(Layout::default()),
    };
    let layout = match layout {
        Ok(layout) => layout,
        Err(status) => return status,
    };
    // How many files a format writes is known from the layout.
    let outputs: usize = emits.iter().map(|emit| emit.outputs(&layout).len()).sum();
    let several = arguments.files.len() * outputs > 1;
    if several && arguments.output.as_deref().is_some_and(|path| !is_folder(path)) {
        return session.fail(&Message::new("one-output"));
    }
    let reads_stdin = arguments.files.iter().any(|file| input::is_stdin(file));
    if reads_stdin && arguments.output.is_none() && emits.iter().any(|emit| emit.needs_folder()) {
        return session.fail(&Message::new("needs-folder"));
    }
    let outcomes = match input::analyze(&arguments.files, session) {
        Ok(outcomes) => outcomes,
        Err(message) => return session.fail(&message),
    };
    let mut status = Status::Clean;
    let mut read = Vec::new();
    for (file, outcome) in arguments.files.iter().zip(outcomes) {
        match outcome.and_then(|analysis| Ok((texts(arguments, &emits, file, &analysis, &layout)?, analysis))) {
            Ok((text, analysis)) => read.push((file.as_path(), analysis, text)),
            Err(message) => status = session.fail(&message),
        }
    }
    let found: Vec<Found<'_>> =
        read.iter().map(|(_, analysis, text)| Found { analysis, text: text.as_ref() }).collect();
    if !found.is_empty() {
        status = status.max(findings::print(&found, Format::Human, Stream::Err, session).status());
    }
    let build = Build { arguments, session, emits, layout, several };
    let read: Vec<(&Path, Found<'_>)> = read.iter().map(|(file, ..)| *file).zip(found).collect();
    status.max(build.all(&read))
}

/// The text of a budget, if a format has it.
fn texts(
    arguments: &Arguments,
    emits: &[Emit],
    file: &Path,
    analysis: &Analysis,
    layout: &Layout,
) -> Result<Option<Narrative>, Message> {
    if !emits.iter().any(|emit| emit.has_text()) {
        return Ok(None);
    }
    let files = text::files(file, arguments.text.as_deref())?;
    Ok(Some(narrative(analysis, layout, files)))
}

/// Whether `-o` names a folder: one that is there, or a name that ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || (!input::is_stdin(path) && !path.is_file() && path.extension().is_none())
}

/// What is to be written, and how.
struct Build<'a> {
    arguments: &'a Arguments,
    session: &'a Session,
    emits: Vec<Emit>,
    layout: Layout,
    /// More than one file is written.
    several: bool,
}

impl Build<'_> {
    fn all(&self, read: &[(&Path, Found<'_>)]) -> Status {
        let mut status = Status::Clean;
        let mut named: BTreeSet<PathBuf> = BTreeSet::new();
        for (file, found) in read {
            let verdict = found.verdict(self.session);
            status = status.max(verdict);
            let wanted = verdict == Status::Clean || self.arguments.keep_going;
            let choices = Choices { formulas: self.arguments.formulas, language: self.session.language };
            let content = Content::new(found.analysis, &self.layout, found.text, choices);
            let outputs: Vec<Output> = self.emits.iter().flat_map(|emit| emit.outputs(&self.layout)).collect();
            let mut untold: BTreeMap<String, usize> = BTreeMap::new();
            let progress = Progress::start("writing", outputs.len(), self.session);
            for output in &outputs {
                let target = self.target(file, output);
                status = status.max(match &target {
                    Target::File(path) if !named.insert(path.clone()) && self.several => {
                        self.session.fail(&Message::new("output-twice").with("file", target.name()))
                    }
                    _ if wanted || output.emit().tells_faults() => self.write(&target, output, &content, &mut untold),
                    _ => {
                        self.session.say(&Message::new("not-written").with("file", target.name()));
                        Status::Clean
                    }
                });
                progress.step();
            }
            drop(progress);
            untold.iter().for_each(|(table, count)| self.session.say(&untold_message(table, *count)));
            if let Some(text) = found.text.filter(|text| text.untold > 0) {
                self.session.say(&Message::new("text-untold").with("count", text.untold).with("mark", UNTOLD));
            }
        }
        status
    }

    /// Where a file goes: where `-o` says, into the folder that it names, else beside the budget.
    fn target(&self, file: &Path, output: &Output) -> Target {
        let named = |path: PathBuf| match &output.inside {
            Some(name) => Target::File(path.join(name)),
            None => Target::File(path),
        };
        let name = match input::is_stdin(file) {
            true => PathBuf::from(format!("budget.{}", output.suffix)),
            false => Path::new(file.file_name().unwrap_or_default()).with_extension(&output.suffix),
        };
        match &self.arguments.output {
            Some(path) if input::is_stdin(path) => Target::Stdout,
            Some(path) if self.several || path.is_dir() => named(path.join(name)),
            Some(path) => Target::File(path.clone()),
            None if input::is_stdin(file) => Target::Stdout,
            None => named(file.with_extension(&output.suffix)),
        }
    }

    fn write(
        &self,
        target: &Target,
        output: &Output,
        content: &Content<'_>,
        untold: &mut BTreeMap<String, usize>,
    ) -> Status {
        let session = self.session;
        // A table is in several files, and told of once.
        let mut write = |out: &mut dyn Write| {
            let found = output.write(content, out)?;
            untold.extend(found.into_iter().map(|untold| (untold.table, untold.count)));
            Ok(())
        };
        let path = match target {
            Target::Stdout => return session.write(Stream::Out, |out| write(out)).status(),
            Target::File(path) => path,
        };
        let sources = content.text.map_or(&content.analysis.sources, |text| &text.sources);
        if output::followed(path).canonicalize().is_ok_and(|path| sources.by_path(&path).is_some()) {
            return session.fail(&Message::new("output-is-input").with("file", target.name()));
        }
        let folder = match output.inside {
            Some(_) => path.parent(),
            None => self.arguments.output.as_deref().filter(|_| self.several),
        };
        if let Some(folder) = folder
            && let Err(error) = fs::create_dir_all(folder)
        {
            return session.fail(&session::unwritable(folder, &error));
        }
        match output::write(path, |out| write(out)) {
            Ok(()) => {
                session.say(&Message::new("written").with("file", target.name()));
                Status::Clean
            }
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
            Err(error) => session.fail(&session::unwritable(path, &error)),
        }
    }
}

/// That cells of a table cannot be filled.
pub fn untold_message(table: &str, count: usize) -> Message {
    Message::new("table-untold").with("table", table).with("count", count)
}

/// Where a file goes.
enum Target {
    Stdout,
    File(PathBuf),
}

impl Target {
    fn name(&self) -> String {
        match self {
            Target::Stdout => "-".to_owned(),
            Target::File(path) => path.display().to_string(),
        }
    }
}
