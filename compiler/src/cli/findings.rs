//! Printing what was found, and what follows from it.

use bud::Analysis;
use bud::diagnostic::render::{Findings, Format};
use bud::diagnostic::{Diagnostic, Message, Severity, Summary};
use bud::report::text::Narrative;

use super::session::{Session, Stream, Written};
use super::status::Status;

/// A budget, and its text if that was made.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    pub analysis: &'a Analysis,
    pub text: Option<&'a Narrative>,
}

impl Found<'_> {
    fn summary(&self) -> Summary {
        let mut summary = self.analysis.summary();
        summary += self.text.map_or_else(Summary::default, |text| Summary::of(&text.diagnostics));
        summary
    }

    /// Whether the budget and its text are good enough, with `--deny warnings` taken into account.
    pub fn verdict(&self, session: &Session) -> Status {
        let summary = self.summary();
        let counted = summary.errors + if session.deny_warnings { summary.warnings } else { 0 };
        if counted == 0 { Status::Clean } else { Status::Invalid }
    }
}

impl<'a> From<&'a Analysis> for Found<'a> {
    fn from(analysis: &'a Analysis) -> Found<'a> {
        Found { analysis, text: None }
    }
}

/// Prints the findings of budgets as one document.
pub fn print(found: &[Found<'_>], format: Format, stream: Stream, session: &Session) -> Written {
    let quiet = session.quiet && matches!(format, Format::Human | Format::Short);
    let told: Vec<Vec<Diagnostic>> = found
        .iter()
        .map(|found| {
            let mut told = found.analysis.with_causes();
            told.extend(found.text.iter().flat_map(|text| text.diagnostics.iter().cloned()));
            told.retain(|diagnostic| !quiet || counts(diagnostic, session));
            told
        })
        .collect();
    let findings: Vec<Findings<'_>> = (found.iter().zip(&told))
        .map(|(found, told)| {
            let sources = found.text.map_or(&found.analysis.sources, |text| &text.sources);
            Findings { sources, diagnostics: told }
        })
        .collect();
    let mut summary = Summary::default();
    found.iter().for_each(|found| summary += found.summary());
    let denied = session.deny_warnings && summary.warnings > 0 && format == Format::Human && !session.quiet;
    session.write(stream, |out| {
        format.write(&findings, &session.style(stream), out)?;
        if denied { writeln!(out, "{}", session.text(&Message::new("warnings-denied"))) } else { Ok(()) }
    })
}

/// Whether a finding makes a budget invalid.
fn counts(diagnostic: &Diagnostic, session: &Session) -> bool {
    match diagnostic.severity() {
        Severity::Error => true,
        Severity::Warning => session.deny_warnings,
        Severity::Note => false,
    }
}
