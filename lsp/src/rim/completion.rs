//! Completion.

use tower_lsp::ls_types::{CompletionItem, CompletionResponse};

use super::Ask;

/// What could stand at byte `at` of `line`.
pub fn completion(_ask: &Ask, _line: &str, _at: u32) -> Option<CompletionResponse> {
    None
}

/// The rest of an item.
pub fn resolve(_ask: &Ask, item: CompletionItem) -> CompletionItem {
    item
}
