//! Hints in the text.

use tower_lsp::ls_types::{InlayHint, InlayHintParams};

use super::Ask;

/// STUB.
pub fn hints(_ask: &Ask, _params: InlayHintParams) -> Option<Vec<InlayHint>> {
    None
}

/// STUB.
pub fn resolve(_ask: &Ask, params: InlayHint) -> InlayHint {
    params
}
