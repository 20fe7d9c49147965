//! Bud: a plain-text language for budgets.
//!
//! A budget is a text file, a statement a line; [`analyze`] turns it into everything there is to
//! know about it. Whatever the text says is a finding, never a failure: only a main file that cannot
//! be read is an error. The library does no input or output of its own: whoever supplies the text
//! ([`source::Files`]) and whoever shows the result are thin shells around it.
//!
//! ```
//! use bud::{analyze, source::Memory, Options};
//!
//! let files = Memory::new().with("a.bud", "unit 甲\nproject 修缮 unit 甲 amount 12.00\ntotal amount 13.00\n");
//! let budget = analyze(&files, "a.bud".as_ref(), &Options::default())?;
//! assert!(!budget.valid());
//! assert_eq!(budget.diagnostics[0].code.as_str(), "E0401");
//! # Ok::<(), bud::source::FileError>(())
//! ```
//!
//! The way of the data: [`source`] and [`load`] give text, [`syntax`] statements, [`model`] names
//! resolved, [`ledger`] sums, [`check`] findings; [`report`] writes what was found out,
//! [`diagnostic`] says what is wrong with it, and [`fix`] mends what can be mended. [`format`](mod@format)
//! writes the same text in its canonical form; `compare` tells what changed between two budgets.

pub mod check;
#[cfg(feature = "tables")]
pub mod compare;
pub mod diagnostic;
pub mod fix;
pub mod format;
#[cfg(feature = "tables")]
pub mod import;
pub mod ledger;
pub mod load;
#[cfg(feature = "cli")]
pub mod merge;
pub mod model;
pub mod report;
pub mod source;
pub mod span;
pub mod syntax;

use std::path::Path;

use check::settle::Settled;
use diagnostic::{Diagnostic, Severity, Summary};
use ledger::{Cells, Cube};
use load::Loaded;
use model::Model;
use source::{FileError, Files, Sources};

pub use load::{Cache, Options};

/// Everything that is known of one budget. Immutable.
#[derive(Debug)]
pub struct Analysis {
    /// The files that were read, the main file first.
    pub sources: Sources,
    /// What they say.
    pub model: Model,
    /// What became of its claims.
    pub settled: Settled,
    /// The findings, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    cells: Cells,
}

impl Analysis {
    /// The sums of its lines, to be asked for any slice.
    pub fn cube(&self) -> Cube<'_> {
        Cube::new(&self.model, &self.cells)
    }

    /// How many findings there are, by severity.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.diagnostics)
    }

    /// The findings, with the causes of refuted claims: those that one edit explains are one report,
    /// which carries the edit. The budget is valid or not, whatever is found out here.
    ///
    /// It is asked for apart from the check, since it takes its time: an editor shows the findings
    /// first.
    pub fn with_causes(&self) -> Vec<Diagnostic> {
        self.with_causes_unless(&|| false).unwrap_or_else(|| self.diagnostics.clone())
    }

    /// The same for whoever may lose interest: none once `stop` says so.
    pub fn with_causes_unless(&self, stop: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        if !self.diagnostics.iter().any(|it| check::cause::EXPLAINED.contains(&it.code)) {
            return Some(self.diagnostics.clone());
        }
        check::cause::tell(&self.sources, &self.model, &self.cube(), &self.settled, &self.diagnostics, stop)
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
pub fn analyze(files: &dyn Files, main: &Path, options: &Options) -> Result<Analysis, FileError> {
    Ok(analyze_loaded(load::load(files, main, options, None)?))
}

/// The same for whoever analyses the budget again and again while it is edited: what was not touched is
/// not read again.
///
/// # Errors
/// As [`analyze`].
pub fn analyze_again(
    files: &dyn Files,
    main: &Path,
    options: &Options,
    cache: &mut Cache,
) -> Result<Analysis, FileError> {
    Ok(analyze_loaded(load::load(files, main, options, Some(cache))?))
}

fn analyze_loaded(mut loaded: Loaded) -> Analysis {
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    let model = model::build(&loaded, &mut diagnostics);
    let sources = loaded.sources;
    let cells = Cells::of(&model);
    let cube = Cube::new(&model, &cells);
    let settled = check::settle::settle(&model, &model.claims, &cube);
    check::check(&sources, &model, &cube, &settled, &mut diagnostics);
    Analysis { sources, model, settled, diagnostics, cells }
}
