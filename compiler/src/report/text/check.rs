//! Holds what a person typed in a text against the budget.
//!
//! A typed figure is wrong only if it is known what it may mean, and it is none of that: the figure that the
//! built-in parts have at the same words, and whatever the names before it mean by themselves or together with
//! those around. What means nothing for certain is passed over.

mod counts;
mod figures;
mod items;
mod known;
mod names;
mod phrase;
mod purchases;
mod ratios;
mod reading;
mod told;

use crate::Analysis;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

use super::render::Page;

use known::Known;
use told::Told;

/// What is wrong with what was typed in `pages`, and with what the budget itself has the text say; `references`
/// are the parts that are built in.
pub fn check(
    analysis: &Analysis,
    sources: &Sources,
    references: &[Page],
    pages: &[Page],
    department: &str,
) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = purchases::running(analysis, sources).into_iter().collect();
    if pages.iter().all(|page| page.own.is_none()) {
        return diagnostics;
    }
    let known = Known::of(analysis, references, department);
    for page in pages {
        let Some(told) = Told::of(sources, page) else { continue };
        diagnostics.extend(figures::check(&known, page, told));
    }
    diagnostics
}
