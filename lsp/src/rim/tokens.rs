//! Colours by meaning.

use tower_lsp::ls_types::{
    SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};

use super::Ask;

/// STUB.
pub fn full(_ask: &Ask, _params: SemanticTokensParams) -> Option<SemanticTokensResult> {
    None
}

/// STUB.
pub fn delta(_ask: &Ask, _params: SemanticTokensDeltaParams) -> Option<SemanticTokensFullDeltaResult> {
    None
}

/// STUB.
pub fn range(_ask: &Ask, _params: SemanticTokensRangeParams) -> Option<SemanticTokensRangeResult> {
    None
}
