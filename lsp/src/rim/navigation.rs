//! From a name to its declaration, and to every other place that names the same.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;

use bud::span::Span;
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, GotoDefinitionParams, GotoDefinitionResponse,
    Location, LocationLink, ReferenceParams,
};

use super::across::across;
use super::{Ask, convert};
use crate::budget::Budget;
use crate::ide::highlight::Access;
use crate::ide::{definition, highlight, references};

/// Where the name at a place is declared, in each of the budgets that the file belongs to.
pub fn definition(ask: &Ask, params: GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let position = params.text_document_position_params.position;
    let mut links: Vec<LocationLink> = Vec::new();
    for view in ask.views() {
        let Some(found) = definition::definition(&view, ask.offset(&view, position)) else { continue };
        let origin = ask.range(view.budget, found.origin);
        for target in found.targets {
            let Some(Location { uri, range }) = ask.location(view.budget, target.name) else { continue };
            let link = LocationLink {
                origin_selection_range: Some(origin),
                target_uri: uri,
                target_range: ask.range(view.budget, target.line),
                target_selection_range: range,
            };
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    if links.is_empty() {
        return None;
    }
    if ask.editor.definition_links {
        return Some(GotoDefinitionResponse::Link(links));
    }
    let locations = links.into_iter().map(|it| Location { uri: it.target_uri, range: it.target_selection_range });
    Some(GotoDefinitionResponse::Array(locations.collect()))
}

/// The places that name the same as the name at a place, in all budgets that share a file with it.
pub fn references(ask: &Ask, budgets: &[Arc<Budget>], params: ReferenceParams) -> Option<Vec<Location>> {
    let position = params.text_document_position.position;
    let with_declaration = params.context.include_declaration;
    // Declarations lead on to other budgets also where they are not wanted themselves.
    let declared = |view: &crate::ide::View<'_>, at| {
        let wanted: BTreeSet<Span> = references::references(view, at, with_declaration).into_iter().flatten().collect();
        let all = references::references(view, at, true).unwrap_or_default();
        Ok(all.into_iter().map(|span| (span, wanted.contains(&span))).collect())
    };
    let Ok::<_, Infallible>(found) = across(ask, budgets, position, |(span, _)| *span, declared);
    let locations = found.into_iter().filter(|found| found.it.1).filter_map(|found| {
        let range = convert::range(found.file, found.it.0, ask.encoding());
        Some(Location { uri: ask.addresses.uri(found.file)?, range })
    });
    Some(locations.collect()).filter(|found: &Vec<Location>| !found.is_empty())
}

/// The places in the file that name the same as the name at a place.
pub fn highlight(ask: &Ask, params: DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let position = params.text_document_position_params.position;
    let (view, found) = ask.views().find_map(|view| {
        let found = highlight::highlight(&view, ask.offset(&view, position))?;
        Some((view, found))
    })?;
    let kind = |access| match access {
        Access::Write => DocumentHighlightKind::WRITE,
        Access::Read => DocumentHighlightKind::READ,
    };
    let highlights = found
        .into_iter()
        .map(|(span, access)| DocumentHighlight { range: ask.range(view.budget, span), kind: Some(kind(access)) });
    Some(highlights.collect())
}
