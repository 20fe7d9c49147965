//! Diagnostics for a reader: THE table of formats, one file a format.
//!
//! A renderer takes the findings of one or several budgets and makes one document of them. What the
//! findings are does not belong here, nor where the document goes.

#[cfg(feature = "cli")]
mod block;
#[cfg(feature = "cli")]
mod excerpt;
mod github;
#[cfg(feature = "cli")]
mod human;
#[cfg(feature = "cli")]
mod ink;
pub(crate) mod json;
mod place;
mod sarif;
mod short;
#[cfg(feature = "cli")]
mod tail;
#[cfg(all(test, feature = "cli"))]
mod tests;
mod visible;

use std::io;
use std::str::FromStr;

use super::{Diagnostic, Language};
use crate::source::Sources;

pub use visible::visible;

/// The findings of one budget.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// What was found, in order of place.
    pub diagnostics: &'a [Diagnostic],
}

/// How findings are shown to a person; the machine formats only take the language.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The language of messages.
    pub language: Language,
    /// Whether to colour.
    pub colour: bool,
    /// Whether to draw with lines instead of ASCII signs.
    pub drawing: bool,
    /// The columns of the terminal: longer lines of a budget are cut to what matters of them.
    pub width: usize,
    /// How many findings are shown in full; of more, the worst ones.
    pub limit: usize,
    /// Whether a last line counts the findings.
    pub summary: bool,
}

impl Style {
    /// Plain text in `language`, with nothing that only a terminal shows.
    pub fn plain(language: Language) -> Style {
        Style { language, colour: false, drawing: false, width: 120, limit: 100, summary: true }
    }
}

macro_rules! formats {
    ($(#[doc = $doc:literal] $(#[cfg($condition:meta)])? $name:ident $word:literal $module:ident;)*) => {
        /// A format of findings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $(#[doc = $doc] $(#[cfg($condition)])? $name,)* }

        impl Format {
            /// All formats.
            pub const ALL: &[Format] = &[$($(#[cfg($condition)])? Format::$name),*];

            /// The name on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $($(#[cfg($condition)])? Format::$name => $word),* }
            }

            /// Writes `findings` as one document.
            ///
            /// # Errors
            /// Whatever `out` says.
            pub fn write(self, findings: &[Findings<'_>], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
                match self { $($(#[cfg($condition)])? Format::$name => $module::write(findings, style, out)),* }
            }
        }
    };
}

formats! {
    /// For people: the lines of the budget with the place marked, help and fixes.
    #[cfg(feature = "cli")]
    Human "human" human;
    /// One line a finding: `file:line:column: code message`.
    Short "short" short;
    /// One JSON document.
    Json "json" json;
    /// SARIF 2.1.0, which code hosts and editors read.
    Sarif "sarif" sarif;
    /// Workflow commands, which a GitHub job turns into annotations.
    Github "github" github;
}

/// A word that names no format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Format, UnknownFormat> {
        Format::ALL.iter().copied().find(|format| format.as_str() == text).ok_or(UnknownFormat)
    }
}
