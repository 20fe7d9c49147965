//! The table of checks. A check is a function in it; its codes, its rules and its tests stand beside
//! it in its own file, one a family.
//!
//! Checks read the model, the sums and the settled claims, and report. What a line means on its own
//! is not checked here, that is [`crate::syntax`]'s and [`crate::model`]'s.

mod balance;
mod breakdown;
pub mod cause;
mod ceiling;
mod chart;
mod goal;
mod practice;
mod repeated;
pub mod settle;
mod suspended;
mod suspicion;
mod total;

use rustc_hash::FxHashSet;

use crate::diagnostic::{Argument, Code, Diagnostic, Fix};
use crate::ledger::{Cube, Millionths};
use crate::model::{Claim, Header, Model, restated};
use crate::source::{LineRef, Sources};
use crate::span::Span;
use crate::syntax::{Attribute, LineParser};

use settle::Settled;

/// Everything a check may look at.
pub struct Context<'a> {
    /// The text.
    pub sources: &'a Sources,
    /// What it says.
    pub model: &'a Model,
    /// Its sums.
    pub cube: &'a Cube<'a>,
    /// Its claims.
    pub settled: &'a Settled,
    /// The kinds that are entered in two breakdowns.
    pub twice: &'a [breakdown::Twice],
    /// The figures whose failure is explained by that.
    pub explained: FxHashSet<usize>,
}

/// A row of the table.
pub struct Check {
    /// What it is called.
    pub name: &'static str,
    /// The codes it reports.
    pub codes: &'static [Code],
    /// The rules it enforces, by the names that budget offices' reviewers use for them.
    pub rules: &'static [&'static str],
    /// The check itself.
    pub run: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// All checks.
pub const CHECKS: &[Check] = &[
    breakdown::CHECK,
    total::CHECK,
    repeated::CHECK,
    ceiling::CHECK,
    balance::CHECK,
    goal::CHECK,
    chart::CHECK,
    practice::CHECK,
    suspicion::IDENTICAL,
    suspicion::LOOK_ALIKE,
];

/// Runs all checks and puts `diagnostics` in order of place.
pub fn check(sources: &Sources, model: &Model, cube: &Cube<'_>, settled: &Settled, diagnostics: &mut Vec<Diagnostic>) {
    let twice = breakdown::find(model, cube, settled);
    let explained = breakdown::explained(cube, settled, &twice);
    let context = Context { sources, model, cube, settled, twice: &twice, explained };
    for check in CHECKS {
        (check.run)(&context, diagnostics);
    }
    suspended::tell(&context, diagnostics);
    diagnostics.sort_by_key(|it| (it.span, it.code));
}

/// Where the value of `attribute` stands in a line; the line's keyword if it has none.
fn span(sources: &Sources, at: LineRef, attribute: Attribute) -> Span {
    match LineParser::new().parse(sources.line(at)).statement {
        Some(statement) => sources.span(at, statement.place_of(attribute)),
        None => sources.line_span(at),
    }
}

impl Context<'_> {
    /// Where the value of `attribute` stands in a line; the line's keyword if it has none.
    pub fn span(&self, at: LineRef, attribute: Attribute) -> Span {
        span(self.sources, at, attribute)
    }

    /// The header that a line is read under: its figures are shown in that measure.
    pub fn header(&self, at: LineRef) -> &Header {
        self.model.header_at(at)
    }

    /// The slice of a claim in words.
    pub fn describe(&self, claim: &Claim) -> Argument {
        claim.slice.describe(self.model, self.sources)
    }

    /// The fix that makes the amount in line `at` another one. Which figure is wrong is a guess, always.
    pub fn rewrite(&self, at: LineRef, amount: Millionths) -> Fix {
        let span = self.span(at, Attribute::Amount);
        Fix::write(span, restated(self.sources.text(span), self.header(at), amount.decimal()))
    }

    /// A figure as it is written in the file of `at`.
    pub fn figure(&self, at: LineRef, amount: Millionths) -> String {
        self.header(at).figure(amount.decimal())
    }
}
