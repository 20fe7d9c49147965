//! Formatting, by small edits.

use std::ops::Range;

use tower_lsp::ls_types::{DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit};

use super::Ask;
use crate::ide::formatting::formatting;

/// The edits that bring a file into canonical form. The editor's own wishes about tabs and blanks mean
/// nothing here: there is one canonical form.
pub fn document(ask: &Ask, _: DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    edits(ask, None)
}

/// The edits that bring some lines into canonical form.
pub fn range(ask: &Ask, params: DocumentRangeFormattingParams) -> Option<Vec<TextEdit>> {
    let view = ask.view()?;
    edits(ask, Some(ask.offset(&view, params.range.start)..ask.offset(&view, params.range.end)))
}

fn edits(ask: &Ask, at: Option<Range<u32>>) -> Option<Vec<TextEdit>> {
    let view = ask.view()?;
    let edits = formatting(&view, at, ask.settings.format.style());
    let edit = |it: bud::diagnostic::Edit| TextEdit { range: ask.range(view.budget, it.span), new_text: it.text };
    Some(edits.into_iter().map(edit).collect())
}
