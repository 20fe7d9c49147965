//! Says at a line that cannot be read how many claims were not judged because of it.

use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::slice::Place;
use crate::model::{Dim, Entry, Node, Slice};

use super::Context;
use super::settle::Status;

/// How many unreadable lines are looked at: each is compared with every suspended claim.
const MOST: usize = 200;

/// Adds the number of suspended claims to the reports of the lines they wait for.
pub fn tell(context: &Context<'_>, diagnostics: &mut [Diagnostic]) {
    let settled = context.settled;
    let suspended: Vec<(&Slice, usize)> = settled
        .figures
        .iter()
        .filter(|figure| figure.status == Status::Suspended)
        .map(|figure| (&settled.groups[figure.group].slice, figure.claims.len()))
        .collect();
    if suspended.is_empty() {
        return;
    }
    let unreadable = |entry: &&Entry| entry.unreadable || Dim::ALL.iter().any(|&dim| entry.node(dim) == Node::ERROR);
    for entry in context.model.entries.iter().filter(unreadable).take(MOST) {
        let waits = |slice: &Slice| match slice.holds(context.model, entry) {
            Place::In => entry.unreadable,
            Place::Possible => true,
            Place::Out => false,
        };
        let count: usize = suspended.iter().filter(|(slice, _)| waits(slice)).map(|(_, claims)| claims).sum();
        let line = context.sources.line_span(entry.at);
        let report = diagnostics.iter_mut().find(|it| {
            let here = it.span.file == line.file && (line.start..=line.end).contains(&it.span.start);
            here && it.severity() == Severity::Error
        });
        if let Some(report) = report.filter(|_| count > 0)
            && !report.help.iter().any(|help| help.key == "suspended-claims")
        {
            report.help.push(Message::new("suspended-claims").with("count", count));
        }
    }
}
