//! One line a finding, as editors and `grep` read it: `file:line:column: code message`.

use std::io;

use super::place::Locator;
use super::{Findings, Style, visible};
use crate::diagnostic::locale::text;

pub(super) fn write(findings: &[Findings<'_>], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    for of in findings {
        let mut locator = Locator::new(of.sources);
        for diagnostic in of.diagnostics {
            let place = locator.region(diagnostic.span);
            let message = text(style.language, &diagnostic.message).lines().collect::<Vec<_>>().join(" ");
            let (file, message) = (visible(place.file), visible(&message));
            writeln!(out, "{file}:{}:{}: {} {message}", place.start.line, place.start.column, diagnostic.code)?;
        }
    }
    Ok(())
}
