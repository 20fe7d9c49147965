//! What can be done at a place.

use tower_lsp::ls_types::{CodeAction, CodeActionParams, CodeActionResponse};

use super::Ask;

/// STUB.
pub fn actions(_ask: &Ask, _params: CodeActionParams) -> Option<CodeActionResponse> {
    None
}

/// STUB.
pub fn resolve(_ask: &Ask, params: CodeAction) -> CodeAction {
    params
}
