//! What was found in one page: each at the place in the department's file that the words were typed at.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic, Message, Related};
use crate::model::header::in_measure;
use crate::source::{SourceFile, Sources};
use crate::span::Span;
use crate::syntax::Measure;

use super::super::super::figure::printed;
use super::super::ask::Fact;
use super::super::render::Page;
use super::reading::{Counts, Number};

/// The findings of a page.
pub struct Told<'a> {
    sources: &'a Sources,
    file: &'a SourceFile,
    page: &'a Page,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Told<'a> {
    /// None for a page that nobody typed.
    pub fn of(sources: &'a Sources, page: &'a Page) -> Option<Told<'a>> {
        Some(Told { sources, file: sources.file(page.own?), page, diagnostics: Vec::new() })
    }

    /// Where some of the text was typed; none if it was not, or not in one piece.
    pub fn typed(&self, place: &Range<usize>) -> Option<Span> {
        let piece = self.page.typed.iter().find(|(piece, _)| piece.start <= place.start && place.end <= piece.end);
        let (piece, from) = piece?;
        let at = |offset: usize| (from + offset - piece.start) as u32;
        Some(self.file.span(at(place.start), at(place.end)))
    }

    /// Tells of a place, if it was typed.
    pub fn tell(&mut self, code: Code, place: &Range<usize>, message: Message) -> Option<&mut Diagnostic> {
        let span = self.typed(place)?;
        self.diagnostics.push(Diagnostic::new(code, span, message));
        self.diagnostics.last_mut()
    }

    /// The same, with what to write instead and where the budget has it.
    pub fn tell_right(&mut self, code: Code, place: &Range<usize>, message: Message, right: &str, fact: Option<&Fact>) {
        let related = fact.and_then(|fact| fact.at).map(|at| self.sources.line_span(at));
        if let Some(diagnostic) = self.tell(code, place, message) {
            diagnostic.help.push(Message::new("text-write").with("figure", right));
            if let Some(span) = related {
                let message = Message::new("text-in-budget");
                diagnostic.related.push(Related { span, message });
            }
        }
    }
}

/// A figure in 元 as a number of a text has it, and whether it is that number.
pub fn same(yuan: Decimal, number: &Number) -> bool {
    match number.counts {
        Counts::Money(measure) => printed(yuan, measure, number.decimals) == number.value,
        _ => false,
    }
}

/// A figure in 元 as it should stand in the place of a number: in its measure, with no less decimals.
pub fn as_typed(yuan: Decimal, number: &Number) -> String {
    let Counts::Money(measure) = number.counts else { return in_measure(yuan, Measure::One, 2) };
    // Who typed a round figure meant it: a figure that is not round needs its decimals.
    let decimals = if same_rounded(yuan, measure, number.decimals) { number.decimals } else { number.decimals.max(2) };
    format!("{}{}", printed(yuan, measure, decimals), measure.zh())
}

fn same_rounded(yuan: Decimal, measure: Measure, decimals: u8) -> bool {
    printed(yuan, measure, decimals) == printed(yuan, measure, decimals.max(6))
}
