//! Renaming.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use super::Ask;

/// STUB.
pub fn prepare(_ask: &Ask, _params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
    Ok(None)
}

/// STUB.
pub fn rename(_ask: &Ask, _params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    Ok(None)
}
