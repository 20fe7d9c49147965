//! Formatting, by small edits.

use tower_lsp::ls_types::{DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit};

use super::Ask;

/// STUB.
pub fn document(_ask: &Ask, _params: DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    None
}

/// STUB.
pub fn range(_ask: &Ask, _params: DocumentRangeFormattingParams) -> Option<Vec<TextEdit>> {
    None
}
