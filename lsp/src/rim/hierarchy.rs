//! What adds up to a figure, and what it adds up to, as a hierarchy of calls: a total calls its parts.

use serde_json::json;
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall,
    CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Location,
};

use super::{Ask, symbols};
use crate::ide::View;
use crate::ide::hierarchy::{self, Item, Key};

/// The figure at a place.
pub fn prepare(ask: &Ask, params: CallHierarchyPrepareParams) -> Option<Vec<CallHierarchyItem>> {
    let position = params.text_document_position_params.position;
    let (view, found) = ask.views().find_map(|view| {
        let found = hierarchy::prepare(&view, ask.offset(&view, position))?;
        Some((view, found))
    })?;
    Some(vec![item(ask, &view, found)?])
}

/// What a figure adds up to.
pub fn incoming(ask: &Ask, params: CallHierarchyIncomingCallsParams) -> Option<Vec<CallHierarchyIncomingCall>> {
    let (view, key) = asked(ask, &params.item)?;
    let found = hierarchy::wholes(&view, &key)?.into_iter().filter_map(|it| item(ask, &view, it));
    let call = |from: CallHierarchyItem| CallHierarchyIncomingCall { from_ranges: vec![from.selection_range], from };
    Some(found.map(call).collect())
}

/// What adds up to a figure.
pub fn outgoing(ask: &Ask, params: CallHierarchyOutgoingCallsParams) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let (view, key) = asked(ask, &params.item)?;
    let found = hierarchy::parts(&view, &key)?.into_iter().filter_map(|it| item(ask, &view, it));
    // The places of calls are in the file of whoever calls.
    let call = |to| CallHierarchyOutgoingCall { to, from_ranges: vec![params.item.selection_range] };
    Some(found.map(call).collect())
}

/// The budget that an item was found in, else the one that answers first, and what the item is of.
fn asked<'a>(ask: &'a Ask, item: &CallHierarchyItem) -> Option<(View<'a>, Key)> {
    let data = item.data.as_ref()?;
    let key = Key(serde_json::from_value(data.get("key")?.clone()).ok()?);
    let main = data.get("budget").and_then(serde_json::Value::as_str);
    let same = ask.views().find(|view| main.is_some() && budget(view).as_deref() == main);
    Some((same.or_else(|| ask.view())?, key))
}

/// By what a budget is known: its main file.
fn budget(view: &View<'_>) -> Option<String> {
    view.budget.sources().iter().next().map(|file| file.path.to_string_lossy().into_owned())
}

fn item(ask: &Ask, view: &View<'_>, item: Item) -> Option<CallHierarchyItem> {
    let Location { uri, range } = ask.location(view.budget, item.span)?;
    let data = json!({"uri": uri, "key": item.key.0, "budget": budget(view)});
    Some(CallHierarchyItem {
        name: item.name,
        kind: symbols::kind(item.kind),
        tags: None,
        detail: Some(item.detail),
        uri,
        range,
        selection_range: ask.range(view.budget, item.selection),
        data: Some(data),
    })
}
