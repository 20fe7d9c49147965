//! What holds for the whole call: language, colours, and how to speak.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use bud::diagnostic::locale::{text, word};
use bud::diagnostic::render::{Style, visible};
use bud::diagnostic::{Argument, Language, Message};
use bud::source::FileError;

use super::output::Failed;
use super::status::Status;
use super::{Global, When};

/// The columns that are taken where no terminal says how many it has.
const WIDTH: usize = 120;

/// What holds for the whole call.
pub struct Session {
    pub language: Language,
    pub root: Option<PathBuf>,
    pub deny_warnings: bool,
    pub quiet: bool,
    color: When,
}

/// Where something is written to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Out,
    Err,
}

/// How writing to a stream went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Whole,
    /// The reader has gone: nothing to say, and nobody to say it to.
    Closed,
    Failed,
}

impl Written {
    pub fn status(self) -> Status {
        if self == Written::Failed { Status::Failed } else { Status::Clean }
    }
}

impl Session {
    pub fn new(global: Global, language: Language) -> Session {
        Session {
            language: global.lang.unwrap_or(language),
            root: global.root,
            deny_warnings: global.deny.is_some(),
            quiet: global.quiet,
            color: global.color,
        }
    }

    /// What holds for a call that could not be read.
    pub fn of_unread(language: Language) -> Session {
        Session { language, root: None, deny_warnings: false, quiet: false, color: When::Auto }
    }

    /// How findings are shown on `stream`.
    pub fn style(&self, stream: Stream) -> Style {
        let size = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Style {
            colour: self.colour(stream),
            drawing: self.drawing(stream),
            width: size.filter(|_| is_terminal(stream)).unwrap_or(WIDTH),
            summary: !self.quiet,
            ..Style::plain(self.language)
        }
    }

    /// Whether to draw with lines on `stream`.
    pub fn drawing(&self, stream: Stream) -> bool {
        self.colour(stream) || is_terminal(stream) && !is_dumb()
    }

    /// Whether to colour on `stream`.
    pub fn colour(&self, stream: Stream) -> bool {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
            When::Auto if set("CLICOLOR_FORCE") => true,
            When::Auto => is_terminal(stream) && !is_dumb(),
        }
    }

    pub fn text(&self, message: &Message) -> String {
        text(self.language, message)
    }

    /// Writes a whole document to `stream`; says so if that fails.
    pub fn write(&self, stream: Stream, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Written {
        let mut out: io::BufWriter<Box<dyn Write>> = io::BufWriter::new(match stream {
            Stream::Out => Box::new(io::stdout().lock()),
            Stream::Err => Box::new(io::stderr().lock()),
        });
        match write(&mut out).and_then(|()| out.flush()) {
            Ok(()) => Written::Whole,
            Err(error) => {
                // What the buffer still holds cannot be written either.
                drop(out.into_parts());
                self.unwritten(error)
            }
        }
    }

    fn unwritten(&self, error: io::Error) -> Written {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Written::Closed;
        }
        self.fail(&Message::new("cannot-write-output").with("reason", reason(&error)));
        Written::Failed
    }

    /// Says what went wrong with the call or the disk.
    pub fn fail(&self, message: &Message) -> Status {
        let caption = word(self.language, "severity-error");
        let caption = if self.colour(Stream::Err) { format!("\u{1b}[1;31m{caption}\u{1b}[0m") } else { caption };
        let colon = word(self.language, "colon");
        self.line(&format!("{caption}{colon}{}", visible(&self.text(message))));
        Status::Failed
    }

    /// Says how it goes, unless told to be quiet.
    pub fn say(&self, message: &Message) {
        if !self.quiet {
            self.line(&visible(&self.text(message)));
        }
    }

    /// A line on standard error. If that cannot be written either, nobody is listening.
    fn line(&self, line: &str) {
        let _ = writeln!(io::stderr(), "{line}");
    }
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

pub fn is_terminal(stream: Stream) -> bool {
    match stream {
        Stream::Out => io::stdout().is_terminal(),
        Stream::Err => io::stderr().is_terminal(),
    }
}

/// The language of the call: `--lang`, else the locale. Help is shown while the arguments are read,
/// so this looks for itself.
pub fn language_of(arguments: &[OsString]) -> Language {
    let arguments: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let given = arguments.iter().zip(arguments.iter().skip(1)).find_map(|(&flag, &value)| {
        let joined = value.strip_prefix("--lang=");
        joined.or((flag == "--lang").then_some(value)).and_then(|value| value.parse().ok())
    });
    given.unwrap_or_else(|| {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| env::var(name).ok());
        let locale = set.into_iter().find(|value| !value.is_empty());
        locale.or_else(sys_locale::get_locale).map_or(Language::English, |locale| Language::of_locale(&locale))
    })
}

/// Why the disk failed, in the reader's language where the reason is a common one.
pub fn reason(error: &io::Error) -> Argument {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "reason-missing",
        io::ErrorKind::PermissionDenied => "reason-permission",
        io::ErrorKind::IsADirectory => "reason-folder",
        io::ErrorKind::NotADirectory => "reason-not-a-folder",
        io::ErrorKind::AlreadyExists => "reason-not-a-place",
        io::ErrorKind::StorageFull => "reason-full",
        io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
        _ => return Argument::Text(error.to_string()),
    };
    Argument::Word(key)
}

/// That the main file `file` cannot be read.
pub fn unreadable(file: &Path, error: FileError) -> Message {
    let reason = match error {
        FileError::Missing => Argument::Word("reason-missing"),
        FileError::Folder => Argument::Word("reason-folder"),
        FileError::Outside => Argument::Word("reason-outside"),
        FileError::Denied => Argument::Word("reason-permission"),
        FileError::TooLarge => Argument::Word("reason-too-large"),
        FileError::Other(words) => Argument::Text(words),
    };
    about("cannot-read", file, reason)
}

/// That `path` cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Message {
    let reason = match error.kind() {
        // What is missing is not the file, which would be made.
        io::ErrorKind::NotFound => Argument::Word("reason-no-folder"),
        _ => reason(error),
    };
    about("cannot-write", path, reason)
}

/// That new files were not written.
pub fn not_created(failed: Failed) -> Message {
    match failed {
        Failed::Exists(path) => Message::new("new-exists").with("file", path.display().to_string()),
        Failed::Disk(path, error) => unwritable(&path, &error),
    }
}

/// A message on a file, and why.
pub fn about(key: &'static str, file: &Path, reason: impl Into<Argument>) -> Message {
    Message::new(key).with("file", file.display().to_string()).with("reason", reason)
}
