//! What is said about a cause: one report for all the failures that it explains.

use std::collections::BTreeSet;

use crate::diagnostic::{Argument, Code, Diagnostic, Fix, Message, Severity};
use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Model, Role};
use crate::source::{LineRef, Sources};
use crate::span::FileId;
use crate::syntax::Attribute;

use super::census::place;
use super::change::Change;
use super::slip::Slip;
use super::standing::Standing;
use super::write::{Writer, Written};
use super::{Cause, EXPLAINED, Found, Tried};

/// What a total's report advises as long as no cause is known.
const ADVICE: &[&str] = &["total-help", "parts-help", "bounds-help", "printed-twice-help"];

/// How many of the figures that prove a cause are listed.
const LISTED: usize = 10;

/// Says what was found.
pub struct Reporter<'a> {
    pub sources: &'a Sources,
    pub model: &'a Model,
}

impl Reporter<'_> {
    /// Puts the causes into the findings, in the place of what they explain.
    pub fn tell(&self, found: &Found, diagnostics: &mut Vec<Diagnostic>) {
        let mut causes = Vec::new();
        for cause in &found.causes {
            causes.extend(self.cause(cause, diagnostics));
        }
        // What no cause is known of can be made to hold in many ways.
        let correctable = found.correctable.iter().filter_map(|&claim| self.model.claims.get(claim));
        let correctable: Vec<LineRef> = correctable.map(|claim| claim.at).collect();
        for diagnostic in diagnostics.iter_mut().filter(|it| EXPLAINED.contains(&it.code)) {
            let fix = diagnostic.fix.take_if(|fix| !fix.certain);
            let fix = fix.filter(|_| correctable.iter().any(|&at| self.is_at(diagnostic, at)));
            diagnostic.alternatives.splice(0..0, fix);
        }
        if let Some(first) = diagnostics.iter_mut().find(|it| EXPLAINED.contains(&it.code)) {
            first.help.extend(found.given_up.clone());
        }
        diagnostics.extend(causes);
        diagnostics.sort_by_key(|it| (it.span, it.code));
    }

    /// The report of a cause; what it explains is taken out of `diagnostics`.
    fn cause(&self, cause: &Cause, diagnostics: &mut Vec<Diagnostic>) -> Option<Diagnostic> {
        let best = cause.edits.first()?;
        let written = Writer { sources: self.sources, model: self.model }.write(&best.change)?;
        let explained = self.take(cause, best, diagnostics);
        let own = explained.iter().find(|it| self.is_at(it, written.at)).cloned();
        let alone = best.mended.count() == 1;
        let blamed = cause.told_apart || cause.edits.len() == 1;
        let first = own.filter(|_| alone).or_else(|| explained.first().cloned().filter(|_| !blamed));
        let mut diagnostic = match first {
            // The total that is wrong is what its own report is about; and without a cause there is only
            // what fails.
            Some(first) => Diagnostic { fix: None, alternatives: Vec::new(), ..self.without_guesses(first, cause) },
            None => self.blame(best, &written),
        };
        if !alone || !EXPLAINED.contains(&diagnostic.code) {
            diagnostic = self.prove(diagnostic, cause, best);
        }
        if cause.told_apart {
            if best.slip.is_named() {
                diagnostic = diagnostic.help(Message::new("slip").with("slip", Argument::Word(best.slip.key())));
            }
            let fix = Fix { title: written.title, edits: vec![written.edit], certain: false };
            diagnostic.fix = Some(fix);
        } else if !blamed {
            diagnostic = diagnostic.help(Message::new("cause-several").with("count", cause.edits.len()));
        }
        let here = diagnostic.span.file;
        let others = cause.edits.iter().skip(usize::from(cause.told_apart));
        diagnostic.alternatives = others.filter_map(|it| self.alternative(&it.change, here)).collect();
        diagnostic.alternatives.extend(self.restated(cause));
        Some(diagnostic)
    }

    /// A total's own report; if it is known to be wrong itself, without the advice on where to look.
    fn without_guesses(&self, mut diagnostic: Diagnostic, cause: &Cause) -> Diagnostic {
        if cause.told_apart {
            diagnostic.help.retain(|help| !ADVICE.contains(&help.key));
            diagnostic.help.push("cause-own-total".into());
        }
        diagnostic
    }

    /// Whether a finding is about a line.
    fn is_at(&self, diagnostic: &Diagnostic, at: LineRef) -> bool {
        let line = self.sources.line_span(at);
        line.file == diagnostic.span.file && (line.start..=line.end).contains(&diagnostic.span.start)
    }

    /// Takes the reports that a cause explains out of the findings.
    fn take(&self, cause: &Cause, best: &Tried, diagnostics: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        let claims = best.mended.claims.iter().filter_map(|&claim| self.model.claims.get(claim));
        let spans: BTreeSet<_> = claims.map(|claim| self.sources.line_span(claim.at)).collect();
        let of_claim = |it: &Diagnostic| {
            let before = spans.range(..=crate::span::Span { end: u32::MAX, ..it.span }).next_back();
            before.is_some_and(|line| line.file == it.span.file && it.span.start <= line.end)
        };
        let balanced = !best.mended.balances.is_empty() && cause.after.unbalanced.is_empty();
        let twin = match (&best.change, best.slip) {
            (Change::Remove { entry }, Slip::LineTwice) => self.model.entries.get(*entry),
            _ => None,
        };
        let is_twin = |it: &Diagnostic| {
            let twins = |twin: &Entry| {
                self.is_at(it, twin.at) || it.related.iter().any(|other| self.sources.line_span(twin.at) == other.span)
            };
            it.code == Code::IdenticalLines && twin.is_some_and(twins)
        };
        let explains = |it: &Diagnostic| {
            let of_balance = it.code == Code::Unbalanced;
            (EXPLAINED.contains(&it.code) && !of_balance && of_claim(it)) || (of_balance && balanced) || is_twin(it)
        };
        let (mut explained, rest): (Vec<_>, Vec<_>) = std::mem::take(diagnostics).into_iter().partition(explains);
        *diagnostics = rest;
        explained.retain(|it| it.severity() == Severity::Error);
        explained
    }

    /// The report at the line that is to blame.
    fn blame(&self, best: &Tried, written: &Written) -> Diagnostic {
        let (code, key) = match &best.change {
            Change::Amount { .. } => (Code::WrongAmount, "wrong-amount"),
            Change::Claim { .. } => (Code::WrongTotal, "wrong-total"),
            Change::Insert { .. } => (Code::MissingLine, "missing-line"),
            Change::Remove { .. } if best.slip == Slip::LineTwice => (Code::LineTooMany, "line-twice"),
            Change::Remove { .. } => (Code::LineTooMany, "line-too-many"),
            Change::Move { .. } => (Code::WrongPlace, "wrong-place"),
        };
        let count = best.mended.count();
        let message = self.arguments(Message::new(key), &best.change, written).with("count", count);
        Diagnostic::new(code, written.span, message)
    }

    /// What an edit changes, as arguments of a message.
    fn arguments(&self, message: Message, change: &Change, written: &Written) -> Message {
        let header = self.model.header_at(written.at);
        let message = match change {
            Change::Amount { entry, .. } => message.with("typed", header.figure(self.model.entries[*entry].amount)),
            Change::Claim { claim, .. } => {
                let claim = &self.model.claims[*claim];
                let slice = claim.slice.describe(self.model, self.sources);
                message.with("typed", header.figure(claim.amount)).with("slice", slice)
            }
            Change::Insert { entry } => {
                let message = message.with("amount", header.figure(entry.amount));
                return message.with("place", self.place(entry));
            }
            Change::Remove { entry } => {
                return message.with("amount", header.figure(self.model.entries[*entry].amount));
            }
            Change::Move { entry, dim, node, .. } => {
                let entry = &self.model.entries[*entry];
                let from = place(self.model, entry, *dim);
                let label = |node| self.model.label(self.sources, *dim, node);
                let message = message.with("amount", header.figure(entry.amount));
                return message.with("typed", label(from)).with("right", label(*node));
            }
        };
        let right = match change {
            Change::Amount { amount, .. } | Change::Claim { amount, .. } => header.figure(*amount),
            _ => String::new(),
        };
        message.with("right", right)
    }

    /// What a missing line is and where it belongs, in words.
    fn place(&self, entry: &Entry) -> Argument {
        let (english, chinese) = entry.kind.phrase();
        let (mut en, mut zh) = (vec![english.to_owned()], vec![chinese.to_owned()]);
        for dim in Dim::ALL.into_iter().filter(|&dim| dim != Dim::Kind && entry.node(dim).is_known()) {
            let label = self.model.label(self.sources, dim, entry.node(dim));
            let attribute = if dim == Dim::Project { Attribute::Under } else { dim.attribute() };
            en.push(format!("{} {label}", attribute.en()));
            zh.push(format!("{} {label}", attribute.zh()));
        }
        Argument::Both(en.join(", "), zh.join("、"))
    }

    /// Adds the totals that an edit mends, with the figures before and after.
    fn prove(&self, mut diagnostic: Diagnostic, cause: &Cause, best: &Tried) -> Diagnostic {
        let mut told: BTreeSet<LineRef> = BTreeSet::new();
        let mut more = 0;
        for &claim in &best.mended.claims {
            let written = &self.model.claims[claim];
            if self.is_at(&diagnostic, written.at) || !told.insert(written.at) {
                continue;
            }
            if told.len() > LISTED {
                more += 1;
                continue;
            }
            let header = self.model.header_at(written.at);
            let message = Message::new(if written.role == Role::Ceiling { "proof-ceiling" } else { "proof" })
                .with("claimed", header.figure(written.amount))
                .with("before", header.figure(computed(&cause.standing, claim).decimal()))
                .with("after", header.figure(computed(&cause.after, claim).decimal()));
            diagnostic = diagnostic.related(super::super::span(self.sources, written.at, Attribute::Amount), message);
        }
        if more > 0 {
            diagnostic = diagnostic.help(Message::new("proof-more").with("count", more));
        }
        if !best.mended.balances.is_empty() {
            diagnostic = diagnostic.help("proof-balance");
        }
        diagnostic
    }

    /// A line in words: with its file if that is not the one that is spoken of.
    fn line(&self, at: LineRef, here: FileId) -> Argument {
        let number = self.sources.line_number(at);
        if at.file == here {
            return Argument::Both(format!("line {number}"), format!("第 {number} 行"));
        }
        let file = &self.sources.file(at.file).name;
        Argument::Both(format!("line {number} of {file}"), format!("{file} 第 {number} 行"))
    }

    /// An edit that would do as well, told with its place.
    fn alternative(&self, change: &Change, here: FileId) -> Option<Fix> {
        let Written { at, edit, title, .. } = Writer { sources: self.sources, model: self.model }.write(change)?;
        let key = match title.key {
            "fix-insert-line" => "fix-insert-line-there",
            "fix-delete-line" => "fix-delete-line-there",
            _ => "fix-write-there",
        };
        let title =
            Message { key, ..title }.with("where", self.line(at, here)).with("typed", self.sources.text(edit.span));
        Some(Fix { title, edits: vec![edit], certain: false })
    }
}

impl Reporter<'_> {
    /// The totals set to what they come to, for lines that are newer than they.
    fn restated(&self, cause: &Cause) -> Option<Fix> {
        let writer = Writer { sources: self.sources, model: self.model };
        let edits: Option<Vec<_>> = cause.restated.iter().map(|it| Some(writer.write(it)?.edit)).collect();
        let edits = edits.filter(|edits| !edits.is_empty())?;
        let title = Message::new("fix-restate-totals").with("count", edits.len());
        Some(Fix { title, edits, certain: false })
    }
}

/// What a claim is compared with.
fn computed(standing: &Standing, claim: usize) -> Millionths {
    if let Some(ceiling) = standing.settled.ceilings.iter().find(|ceiling| ceiling.claim == claim) {
        return ceiling.least;
    }
    standing
        .settled
        .figure(claim)
        .and_then(|figure| Some(figure.tightest()?.comparison.computed))
        .unwrap_or(Millionths(0))
}
