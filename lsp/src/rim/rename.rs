//! Renaming, in all budgets that share a file with the name.

use std::sync::Arc;

use bud::diagnostic::{Message, locale};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use super::Ask;
use super::across::across;
use super::edits::workspace_edit;
use crate::budget::Budget;
use crate::ide::{View, rename};

/// `RequestFailed` of the protocol: the request was understood, and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// The name at a place that can be renamed: in one of the budgets that the file belongs to at least.
///
/// # Errors
/// Why it cannot be renamed in any.
pub fn prepare(ask: &Ask, params: &TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
    let mut refused = None;
    for view in ask.views() {
        match rename::prepare(&view, ask.offset(&view, params.position)) {
            Ok(found) => {
                let range = ask.range(view.budget, found.span);
                return Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name }));
            }
            Err(message) => refused = refused.or(Some(message)),
        }
    }
    refused.map_or(Ok(None), |message| Err(failed(ask, &message)))
}

/// The edits that rename what is named at a place.
///
/// # Errors
/// Why it cannot be renamed, or not so.
pub fn rename(ask: &Ask, budgets: &[Arc<Budget>], params: &RenameParams) -> Result<WorkspaceEdit> {
    let position = &params.text_document_position;
    prepare(ask, position)?;
    let edits = |view: &View<'_>, at| match rename::prepare(view, at) {
        // To a budget that knows nothing by that name, the line was wrong before.
        Err(_) => Ok(Vec::new()),
        Ok(_) => rename::rename(view, at, &params.new_name),
    };
    let found = across(ask, budgets, position.position, |it: &rename::Rewriting| it.place, edits);
    let found = found.map_err(|message| failed(ask, &message))?;
    let edits = found.into_iter().map(|found| (found.file, found.it.edit.span, found.it.edit.text));
    Ok(workspace_edit(ask, edits))
}

fn failed(ask: &Ask, message: &Message) -> Error {
    let message = locale::text(ask.language, message).into();
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message, data: None }
}
