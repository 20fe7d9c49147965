//! What is wrong with a call, in the reader's language.

use std::io;

use bud::diagnostic::{Argument, Language, Message};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::session::Session;
use super::status::Status;

/// Prints help, the version or what is wrong with the call.
pub fn said(error: &Error, language: Language) -> Status {
    if let Some(message) = message(error) {
        let session = Session::of_unread(language);
        session.fail(&message);
        let usage = error.get(ContextKind::Usage).map(|usage| usage.to_string()).unwrap_or_default();
        if let Some(usage) = usage.trim().strip_prefix("Usage: ") {
            let usage = if language == Language::Chinese { super::help::in_chinese(usage) } else { usage.to_owned() };
            session.say(&Message::new("call-caption-usage").with("usage", usage));
        }
        let command = usage.split_whitespace().skip(1).take_while(|word| !word.starts_with(['[', '<', '-']));
        let command: Vec<&str> = command.collect();
        let command = if command.is_empty() { "bdc".to_owned() } else { command.join(" ") };
        session.say(&Message::new("call-caption-help").with("command", command));
        return Status::Failed;
    }
    match error.print() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Status::Failed,
        _ if error.use_stderr() => Status::Failed,
        _ => Status::Clean,
    }
}

/// What is wrong, for the kinds of mistakes that the arguments of `bdc` allow.
fn message(error: &Error) -> Option<Message> {
    let word = |kind| texts(error, kind).into_iter().next();
    let names = |kind| {
        let names = texts(error, kind);
        Argument::Both(names.join(", "), names.join("、"))
    };
    Some(match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            Message::new("call-missing").with("names", names(ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => {
            Message::new("call-no-command").with("names", names(ContextKind::ValidSubcommand))
        }
        ErrorKind::InvalidSubcommand => match word(ContextKind::SuggestedSubcommand) {
            Some(near) => Message::new("call-unknown-command-near").with("near", near),
            None => Message::new("call-unknown-command"),
        }
        .with("word", word(ContextKind::InvalidSubcommand)?),
        ErrorKind::UnknownArgument => match word(ContextKind::SuggestedArg) {
            Some(near) => Message::new("call-unknown-argument-near").with("near", near),
            None => Message::new("call-unknown-argument"),
        }
        .with("word", word(ContextKind::InvalidArg)?),
        ErrorKind::InvalidValue => {
            let message = match word(ContextKind::InvalidValue).filter(|word| !word.is_empty()) {
                Some(word) => {
                    Message::new("call-bad-value").with("word", word).with("names", names(ContextKind::ValidValue))
                }
                None => Message::new("call-no-value"),
            };
            message.with("argument", word(ContextKind::InvalidArg)?)
        }
        ErrorKind::ArgumentConflict if word(ContextKind::InvalidArg) == word(ContextKind::PriorArg) => {
            Message::new("call-twice").with("argument", word(ContextKind::InvalidArg)?)
        }
        ErrorKind::TooManyValues => Message::new("call-takes-no-value")
            .with("argument", word(ContextKind::InvalidArg)?)
            .with("word", word(ContextKind::InvalidValue)?),
        _ => return None,
    })
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}
