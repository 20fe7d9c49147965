//! What a figure is the sum of, and what it adds up to, step by step.
//!
//! As a function calls others, a total draws on its lines. So what an editor shows as outgoing calls is
//! *what adds up to this* ([`parts`]), and incoming calls are *what this adds up to* ([`wholes`]).
//!
//! - What adds up to a unit, an account, a level-1 project or a set are those right below it that have
//!   money, and its own lines; to a total the totals that are its parts, if it was judged by them, and the
//!   lines outside them; else its lines.
//! - A line adds up to its project, its account, its unit and every total that it is certainly in; these
//!   add up to what is right above them, and to the totals that hold them.
//!
//! An item of the answer is asked about again later, when the budget may be another: it carries a
//! [`Key`] of names and text, no number.

use bud::ledger::{Cube, Sums};
use bud::model::Slice;
use bud::source::LineRef;
use bud::span::Span;

use super::View;
use super::symbols::SymbolKind;

mod above;
mod below;
mod key;
mod subject;

pub use key::Key;
use subject::Subject;

/// Of how many lines a sum shows the largest.
pub const MOST: usize = 500;

/// A figure in the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is the figure of.
    pub name: String,
    /// The figure.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Its line.
    pub span: Span,
    /// The name or the figure in it.
    pub selection: Span,
    /// By which it is found again.
    pub key: Key,
}

/// The figure at byte `at`: of the unit, account, project or item named there, else of the line.
pub fn prepare(view: &View<'_>, at: u32) -> Option<Item> {
    Subject::at(view, at)?.item(view)
}

/// What adds up to the figure of `key`, a line's being in the file that is asked about. None if it is no
/// longer there.
pub fn parts(view: &View<'_>, key: &Key) -> Option<Vec<Item>> {
    Some(below::parts(view, &Subject::of(view, key)?))
}

/// What the figure of `key` adds up to. None if it is no longer there.
pub fn wholes(view: &View<'_>, key: &Key) -> Option<Vec<Item>> {
    Some(above::wholes(view, &Subject::of(view, key)?))
}

/// The figure that the key is of, as it now is. None if it is no longer there.
pub fn found(view: &View<'_>, key: &Key) -> Option<Item> {
    Subject::of(view, key)?.item(view)
}

/// What the certain lines of a slice come to.
fn sum(cube: &Cube<'_>, slice: &Slice) -> bud::ledger::Sum {
    cube.sum(slice).inside
}

/// An item for a line.
fn line(view: &View<'_>, at: LineRef) -> Option<Item> {
    Subject::Line(at).item(view)
}

#[cfg(test)]
mod tests;
