//! The programs that are measured: `bdc`, its peers, and a floor.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::journal::{self, Format};
use crate::process::{self, Cost};

/// A program and how it is called.
pub struct Tool {
    /// What `--only` calls it.
    pub id: &'static str,
    /// The file to run.
    pub program: &'static str,
    /// Its arguments; `{file}` stands for the journal, `{folder}` for the folder it is in.
    pub arguments: &'static [&'static str],
    /// What it reads.
    pub format: &'static Format,
    /// What it does with the totals, if it does not prove them.
    pub instead: Option<&'static str>,
}

/// THE table of tools, `bdc` first.
pub const TOOLS: &[Tool] = &[
    Tool { id: "bdc", program: "bdc", arguments: &["check", "{file}"], format: &journal::BUD, instead: None },
    Tool {
        id: "ledger",
        program: "ledger",
        arguments: &["--args-only", "-f", "{file}", "--pedantic", "balance", "--flat"],
        format: &journal::LEDGER,
        instead: None,
    },
    Tool {
        id: "hledger",
        program: "hledger",
        arguments: &["-f", "{file}", "check", "--strict"],
        format: &journal::HLEDGER,
        instead: None,
    },
    Tool {
        id: "beancount",
        program: "bean-check",
        arguments: &["--no-cache", "{file}"],
        format: &journal::BEANCOUNT,
        instead: None,
    },
    Tool {
        id: "rustledger",
        program: "rledger",
        arguments: &["check", "--no-cache", "{file}"],
        format: &journal::BEANCOUNT,
        instead: None,
    },
    Tool {
        id: "tackler",
        program: "tackler",
        arguments: &["--config", "{folder}/tackler/tackler.toml", "--input.file", "{file}", "--reports", "balance"],
        format: &journal::TACKLER,
        instead: Some("none: sums only"),
    },
    Tool {
        id: "rg",
        program: "rg",
        arguments: &["--no-config", "-c", "project", "{file}"],
        format: &journal::BUD,
        instead: Some("none: counts lines"),
    },
];

/// A tool that is installed.
pub struct Installed {
    /// The row of the table.
    pub tool: &'static Tool,
    program: PathBuf,
}

impl Installed {
    /// Finds a tool in `folders`, in a `bin` of one of them, or on the `PATH`.
    pub fn find(tool: &'static Tool, folders: &[PathBuf]) -> Option<Installed> {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = folders.iter().flat_map(|folder| [folder.clone(), folder.join("bin")]);
        let mut places = folders.chain(env::split_paths(&path)).map(|folder| folder.join(tool.program));
        places.find(|place| place.is_file()).map(|program| Installed { tool, program })
    }

    /// A tool at this very place.
    pub fn at(tool: &'static Tool, program: PathBuf) -> Installed {
        Installed { tool, program }
    }

    /// What it calls itself: the first line of `--version`.
    pub fn version(&self) -> String {
        let output = Command::new(&self.program).arg("--version").env("LC_ALL", LOCALE).output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        text.lines().next().unwrap_or("version not known").trim().to_owned()
    }

    /// Runs it once on the journal at `file`. Its output goes to `budget.out` beside the journal.
    pub fn run(&self, file: &Path, limit: Duration) -> io::Result<Cost> {
        let folder = file.parent().unwrap_or(Path::new("."));
        let output = File::create(output_of(file))?;
        let mut command = Command::new(&self.program);
        command.args(self.tool.arguments.iter().map(|argument| fill(argument, file, folder)));
        // No settings of the person who measures: an own home, and UTF-8 for all.
        command.env("HOME", folder).env("XDG_CONFIG_HOME", folder).env("LC_ALL", LOCALE);
        command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        process::run(&mut command, limit)
    }

    /// The command, as a person would type it.
    pub fn command(&self) -> String {
        let file = format!("budget.{}", self.tool.format.extension);
        let arguments = self.tool.arguments.iter();
        let arguments = arguments.map(|argument| argument.replace("{file}", &file).replace("{folder}/", ""));
        [self.tool.program.to_owned()].into_iter().chain(arguments).collect::<Vec<_>>().join(" ")
    }
}

const LOCALE: &str = if cfg!(target_vendor = "apple") { "en_US.UTF-8" } else { "C.UTF-8" };

/// The last words of the last run on `file`.
pub fn last_words(file: &Path) -> String {
    let output = fs::read(output_of(file)).unwrap_or_default();
    let output = String::from_utf8_lossy(&output);
    let lines: Vec<_> = output.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

fn output_of(file: &Path) -> PathBuf {
    file.with_extension("out")
}

fn fill(argument: &str, file: &Path, folder: &Path) -> OsString {
    if argument == "{file}" {
        return file.into();
    }
    match argument.strip_prefix("{folder}/") {
        Some(rest) => folder.join(rest).into(),
        None => OsStr::new(argument).to_owned(),
    }
}
