//! Symbols of a file and of the workspace.

use tower_lsp::ls_types::{
    DocumentSymbolParams, DocumentSymbolResponse, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::Ask;
use crate::budget::Budget;
use std::sync::Arc;

/// STUB.
pub fn document(_ask: &Ask, _params: DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    None
}

/// STUB.
pub fn workspace(
    _ask: &Ask,
    _budgets: &[Arc<Budget>],
    _params: WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    None
}
