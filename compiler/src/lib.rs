//! Bud: a plain-text language for budgets.

pub mod diagnostic;
pub mod report;
pub mod source;
pub mod span;

use std::path::{Path, PathBuf};

use diagnostic::{Diagnostic, Severity, Summary};
use source::{FileError, Files, Sources};

/// How a budget is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The root folder that includes may not leave; the main file's folder if there is none.
    pub root: Option<PathBuf>,
}

/// Everything that is known of one budget. Immutable.
#[derive(Debug)]
pub struct Analysis {
    /// The files that were read, the main file first.
    pub sources: Sources,
    /// The findings, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Analysis {
    /// How many findings there are, by severity.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.diagnostics)
    }

    /// Whether the budget has no error.
    pub fn valid(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity() != Severity::Error)
    }
}

/// Reads, resolves, sums and checks the budget whose main file is `main`.
///
/// # Errors
/// [`FileError`], when the main file itself cannot be read. Everything else is a diagnostic.
pub fn analyze(files: &dyn Files, main: &Path, _options: &Options) -> Result<Analysis, FileError> {
    let mut sources = Sources::default();
    let text = String::from_utf8_lossy(&files.read(main)?).into_owned();
    sources.add(main.display().to_string(), files.resolve(main)?, text);
    Ok(Analysis { sources, diagnostics: Vec::new() })
}
