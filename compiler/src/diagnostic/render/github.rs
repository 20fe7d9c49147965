//! Workflow commands: printed by a GitHub job, they become annotations at the line.

use std::io;

use super::place::Locator;
use super::{Findings, Style, visible};
use crate::diagnostic::Severity;
use crate::diagnostic::locale::text;

pub(super) fn write(findings: &[Findings<'_>], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    for of in findings {
        let mut locator = Locator::new(of.sources);
        for diagnostic in of.diagnostics {
            let place = locator.region(diagnostic.span);
            let command = match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let file = property(&visible(place.file));
            write!(out, "::{command} file={file},line={},endLine={}", place.start.line, place.end.line)?;
            // Columns of a place of several lines are refused.
            if place.start.line == place.end.line {
                write!(out, ",col={},endColumn={}", place.start.column, place.end.column)?;
            }
            let mut message = text(style.language, &diagnostic.message);
            for help in &diagnostic.help {
                message.push('\n');
                message.push_str(&text(style.language, help));
            }
            writeln!(out, ",title={}::{}", diagnostic.code, data(&visible(&message)))?;
        }
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
