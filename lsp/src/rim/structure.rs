//! The structure of a file: folding, selection, links.

use tower_lsp::ls_types::{
    DocumentLink, DocumentLinkParams, FoldingRange, FoldingRangeParams, SelectionRange, SelectionRangeParams,
};

use super::Ask;

/// STUB.
pub fn folding(_ask: &Ask, _params: FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    None
}

/// STUB.
pub fn selection(_ask: &Ask, _params: SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    None
}

/// STUB.
pub fn links(_ask: &Ask, _params: DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    None
}
