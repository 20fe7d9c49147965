//! The command line: what may be asked for, one file a command. What a budget means is the
//! library's business.

mod build;
mod call;
mod check;
mod completions;
mod diff;
mod emit;
mod explain;
mod findings;
mod fix;
mod fmt;
mod git;
mod help;
mod import;
mod input;
mod layout;
mod new;
mod output;
mod patch;
mod session;
mod show;
mod status;
mod text;
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use bud::diagnostic::Language;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use session::Session;

// The help texts are in the locale files, under `cli-…`; see `help`. A doc comment here would be
// shown instead of them.
#[derive(Parser)]
#[command(name = "bdc", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(clap::Args)]
struct Global {
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language())]
    lang: Option<Language>,
    #[arg(long, global = true, value_name = "WHAT")]
    deny: Option<Deny>,
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: When,
    #[arg(short, long, global = true)]
    quiet: bool,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Fix(fix::Arguments),
    Fmt(fmt::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Show(show::Arguments),
    Import(import::Arguments),
    New(new::Arguments),
    Git(git::command::Arguments),
    Completions(completions::Arguments),
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.iter().map(|language| language.as_str()))
        .map(|text| text.parse().unwrap_or_default())
}

/// The command with its texts in `language`.
fn command(language: Language) -> clap::Command {
    help::localized(Arguments::command(), language)
}

/// Does what `arguments` ask for.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let language = session::language_of(&arguments);
    let parsed = command(language).try_get_matches_from(arguments);
    let arguments = match parsed.and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches)) {
        Ok(arguments) => arguments,
        Err(error) => return call::said(&error, language).into(),
    };
    let session = Session::new(arguments.global, language);
    let status = match &arguments.command {
        Command::Build(arguments) => build::run(arguments, &session),
        Command::Check(arguments) => check::run(arguments, &session),
        Command::Fix(arguments) => fix::run(arguments, &session),
        Command::Fmt(arguments) => fmt::run(arguments, &session),
        Command::Diff(arguments) => diff::run(arguments, &session),
        Command::Explain(arguments) => explain::run(arguments, &session),
        Command::Show(arguments) => show::run(arguments, &session),
        Command::Import(arguments) => import::run(arguments, &session),
        Command::New(arguments) => new::run(arguments, &session),
        Command::Git(arguments) => git::command::run(arguments, &session),
        Command::Completions(arguments) => completions::run(*arguments, &session),
    };
    status.into()
}
