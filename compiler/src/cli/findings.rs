//! Printing what was found, and what follows from it.

use bud::Analysis;
use bud::diagnostic::render::{Findings, Format};
use bud::diagnostic::{Diagnostic, Message, Severity, Summary};

use super::session::{Session, Stream, Written};
use super::status::Status;

/// Whether `analysis` is good enough, with `--deny warnings` taken into account.
pub fn verdict(analysis: &Analysis, session: &Session) -> Status {
    let summary = analysis.summary();
    let counted = summary.errors + if session.deny_warnings { summary.warnings } else { 0 };
    if counted == 0 { Status::Clean } else { Status::Invalid }
}

/// Prints the findings of `analyses` as one document.
pub fn print(analyses: &[&Analysis], format: Format, stream: Stream, session: &Session) -> Written {
    let quiet = session.quiet && matches!(format, Format::Human | Format::Short);
    let told: Vec<Vec<Diagnostic>> = analyses
        .iter()
        .map(|analysis| {
            let mut told = analysis.with_causes();
            told.retain(|diagnostic| !quiet || counts(diagnostic, session));
            told
        })
        .collect();
    let findings: Vec<Findings<'_>> = (analyses.iter().zip(&told))
        .map(|(analysis, told)| Findings { sources: &analysis.sources, diagnostics: told })
        .collect();
    let mut summary = Summary::default();
    analyses.iter().for_each(|analysis| summary += analysis.summary());
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
