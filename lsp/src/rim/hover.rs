//! Hover.

use tower_lsp::ls_types::{Hover, HoverParams};

use super::Ask;

/// STUB.
pub fn hover(_ask: &Ask, _params: HoverParams) -> Option<Hover> {
    None
}
