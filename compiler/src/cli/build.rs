//! `bdc build`: checks, then writes the ledger.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bud::Analysis;
use bud::diagnostic::Message;
use bud::diagnostic::render::Format;
use bud::report::ledger;
use clap::ValueEnum;

use super::session::{self, Session, Stream};
use super::status::Status;
use super::{findings, input, output};

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "ledger")]
    emit: Vec<Emit>,
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[arg(long)]
    keep_going: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Emit {
    Ledger,
}

impl Emit {
    fn write(self, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Emit::Ledger => ledger::write(analysis, out),
        }
    }

    /// The end of the file's name.
    fn suffix(self) -> &'static str {
        match self {
            Emit::Ledger => "ledger.json",
        }
    }
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    if arguments.output.is_some() && arguments.files.len() * arguments.emit.len() > 1 {
        return session.fail(&Message::new("one-output"));
    }
    let outcomes = match input::analyze(&arguments.files, session) {
        Ok(outcomes) => outcomes,
        Err(message) => return session.fail(&message),
    };
    let mut status = Status::Clean;
    let mut read = Vec::new();
    for (file, outcome) in arguments.files.iter().zip(outcomes) {
        match outcome {
            Ok(analysis) => read.push((file, analysis)),
            Err(message) => status = session.fail(&message),
        }
    }
    let analyses: Vec<&Analysis> = read.iter().map(|(_, analysis)| analysis).collect();
    if !analyses.is_empty() {
        status = status.max(findings::print(&analyses, Format::Human, Stream::Err, session).status());
    }
    for (file, analysis) in &read {
        let verdict = findings::verdict(analysis, session);
        status = status.max(verdict);
        for &emit in &arguments.emit {
            let target = Target::of(arguments, file, emit);
            if verdict == Status::Clean || arguments.keep_going {
                status = status.max(target.write(emit, analysis, session));
            } else {
                session.say(&Message::new("not-written").with("file", target.name()));
            }
        }
    }
    status
}

/// Where a report goes.
enum Target {
    Stdout,
    File(PathBuf),
}

impl Target {
    fn of(arguments: &Arguments, file: &Path, emit: Emit) -> Target {
        match &arguments.output {
            Some(path) if input::is_stdin(path) => Target::Stdout,
            Some(path) => Target::File(path.clone()),
            None if input::is_stdin(file) => Target::Stdout,
            None => Target::File(file.with_extension(emit.suffix())),
        }
    }

    fn name(&self) -> String {
        match self {
            Target::Stdout => "-".to_owned(),
            Target::File(path) => path.display().to_string(),
        }
    }

    fn write(&self, emit: Emit, analysis: &Analysis, session: &Session) -> Status {
        let path = match self {
            Target::Stdout => return session.write(Stream::Out, |out| emit.write(analysis, out)).status(),
            Target::File(path) => path,
        };
        if output::followed(path).canonicalize().is_ok_and(|path| analysis.sources.by_path(&path).is_some()) {
            return session.fail(&Message::new("output-is-input").with("file", self.name()));
        }
        match output::write(path, |out| emit.write(analysis, out)) {
            Ok(()) => {
                session.say(&Message::new("written").with("file", self.name()));
                Status::Clean
            }
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
            Err(error) => session.fail(&session::unwritable(path, &error)),
        }
    }
}
