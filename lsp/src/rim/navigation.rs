//! From a name to its declaration, and to every other place that names the same.

use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightParams, GotoDefinitionParams, GotoDefinitionResponse, Location, ReferenceParams,
};

use super::Ask;

/// STUB.
pub fn definition(_ask: &Ask, _params: GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    None
}

/// STUB.
pub fn references(_ask: &Ask, _params: ReferenceParams) -> Option<Vec<Location>> {
    None
}

/// STUB.
pub fn highlight(_ask: &Ask, _params: DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    None
}
