//! `bdc check`: checks, and writes nothing.

use std::path::PathBuf;

use bud::Analysis;
use bud::diagnostic::Message;
use bud::diagnostic::render::Format;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::findings::Found;
use super::session::{Session, Stream, Written};
use super::status::Status;
use super::{findings, input, watch};

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format())]
    format: Format,
    #[arg(long)]
    watch: bool,
}

fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.as_str()))
        .map(|text| text.parse().unwrap_or(Format::Human))
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    if arguments.watch {
        return watch::run(arguments, session);
    }
    match once(arguments, session) {
        Ok(round) => round.status,
        Err(message) => session.fail(&message),
    }
}

/// What came of checking all files once.
pub struct Round {
    pub status: Status,
    pub written: Written,
    /// The budgets that could be read.
    pub analyses: Vec<Analysis>,
}

/// Checks all files once.
///
/// # Errors
/// What is wrong with the call.
pub fn once(arguments: &Arguments, session: &Session) -> Result<Round, Message> {
    let mut status = Status::Clean;
    let mut analyses = Vec::new();
    for outcome in input::analyze(&arguments.files, session)? {
        match outcome {
            Ok(analysis) => {
                status = status.max(Found::from(&analysis).verdict(session));
                analyses.push(analysis);
            }
            Err(message) => status = session.fail(&message),
        }
    }
    // Without a budget there is nothing to count, but a program still wants its document.
    let any = !analyses.is_empty() || !matches!(arguments.format, Format::Human | Format::Short);
    let written = match any {
        true => findings::print(
            &analyses.iter().map(Found::from).collect::<Vec<_>>(),
            arguments.format,
            Stream::Out,
            session,
        ),
        false => Written::Whole,
    };
    Ok(Round { status: status.max(written.status()), written, analyses })
}
