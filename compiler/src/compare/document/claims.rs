//! The table of totals and ceilings.

use rustc_hash::FxHashMap;

use crate::check::settle::Status;
use crate::diagnostic::{Argument, Message};

use super::super::{ClaimChange, Followed, Side};
use super::{Row, Table, Teller, Tone};

impl Teller<'_> {
    /// The table of totals and ceilings, if any changed or should have.
    pub(super) fn claims(&self) -> Option<Table> {
        let mut head = self.head(&["diff-claim", "diff-what"]);
        head.push((self.word("diff-entries"), true));
        head.push((self.word("diff-check"), false));
        let claims = &self.comparison.claims;
        let mut rows: Vec<Row> = Vec::new();
        // A total stands in several printed tables, and is one row here.
        let mut known: FxHashMap<Vec<String>, (usize, usize)> = FxHashMap::default();
        for row in claims.iter().map(|claim| self.claim(claim)) {
            let (_, count) = known.entry(row.cells.clone()).or_insert((rows.len(), 0));
            *count += 1;
            if *count == 1 {
                rows.push(row);
            }
        }
        for &(at, count) in known.values().filter(|(_, count)| *count > 1) {
            rows[at].cells[1].push_str(&format!(" ×{count}"));
        }
        let columns = head.len();
        self.shorten(&mut rows, &mut |rest| {
            let mut cells = vec![self.rest(rest)];
            cells.resize(columns, String::new());
            cells
        });
        let title = self.text(&Message::new("diff-claims").with("measure", self.measure()));
        (!claims.is_empty()).then_some(Table { title, head, rows })
    }

    fn claim(&self, claim: &ClaimChange) -> Row {
        let side = if claim.claims[1].is_some() { Side::New } else { Side::Old };
        let analysis = self.comparison.side(side);
        let slice = claim.claims[side as usize].map(|at| &analysis.model.claims[at].slice);
        let about = slice.map_or(Argument::Text(String::new()), |it| it.describe(&analysis.model, &analysis.sources));
        let about = self.text(&Message::new("diff-text").with("text", about));
        let mut cells = vec![self.word(key(claim)), about];
        let [old, new, change, percent] = self.four(&claim.amounts);
        let there = |side: usize, text: String| if claim.claims[side].is_some() { text } else { String::new() };
        let both = claim.claims.iter().all(Option::is_some);
        let change = if both { [change, percent] } else { [String::new(), String::new()] };
        cells.extend([there(0, old), there(1, new)].into_iter().chain(change));
        let entries = claim.entries.filter(|_| both);
        cells.push(entries.map_or(String::new(), |entries| self.signed(entries.change())));
        let status: Vec<String> = claim.status.iter().flatten().map(|it| self.word(status_key(*it))).collect();
        let same = status.first() == status.last();
        cells.push(if same { status.into_iter().take(1).collect() } else { status.join(" → ") });
        let tone = if claim.status[1] == Some(Status::Refuted) { Tone::Bad } else { Tone::Plain };
        Row { tone, cells }
    }
}

/// What people read of how a claim changed: one whose entries came to it did not stay behind.
fn key(claim: &ClaimChange) -> &'static str {
    match (claim.followed, claim.status[1]) {
        (Followed::Stayed, Some(status)) if status.holds() => "diff-claim-met",
        (followed, _) => followed.key(),
    }
}

/// What people read of a claim's status.
fn status_key(status: Status) -> &'static str {
    match status {
        Status::Exact => "diff-exact",
        Status::Rounding => "diff-rounding",
        Status::Bounded => "diff-bounded",
        Status::Refuted => "diff-refuted",
        Status::Suspended => "diff-suspended",
        Status::Unsettled => "diff-unsettled",
    }
}
