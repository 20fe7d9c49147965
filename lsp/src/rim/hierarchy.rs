//! What adds up to a figure, and what it adds up to, as a hierarchy of calls.

use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall,
    CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams,
};

use super::Ask;

/// STUB.
pub fn prepare(_ask: &Ask, _params: CallHierarchyPrepareParams) -> Option<Vec<CallHierarchyItem>> {
    None
}

/// STUB.
pub fn incoming(_ask: &Ask, _params: CallHierarchyIncomingCallsParams) -> Option<Vec<CallHierarchyIncomingCall>> {
    None
}

/// STUB.
pub fn outgoing(_ask: &Ask, _params: CallHierarchyOutgoingCallsParams) -> Option<Vec<CallHierarchyOutgoingCall>> {
    None
}
