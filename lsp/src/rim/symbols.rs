//! Symbols of a file and of the workspace.

use std::collections::BTreeSet;
use std::sync::Arc;

use bud::span::FileId;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::Ask;
use crate::budget::Budget;
use crate::ide::search::{Found, search};
use crate::ide::symbols::{self, Symbol};
use crate::ide::{View, symbols as ide};

/// How many symbols of the workspace are shown.
const MOST: usize = 200;

/// The statements of a file: as a tree, or one after the other for an editor that shows no tree.
pub fn document(ask: &Ask, _: DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let view = ask.view()?;
    let symbols = symbols::symbols(&view);
    if ask.editor.symbol_tree {
        return Some(DocumentSymbolResponse::Nested(symbols.into_iter().map(|it| nested(ask, &view, it)).collect()));
    }
    let mut flat = Vec::new();
    for symbol in symbols {
        flatten(ask, &view, symbol, None, &mut flat);
    }
    Some(DocumentSymbolResponse::Flat(flat))
}

/// The units, accounts, projects and budgets that answer a query, the best first.
pub fn workspace(ask: &Ask, budgets: &[Arc<Budget>], params: WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let mut found: Vec<(Found, Location)> = Vec::new();
    for budget in budgets {
        let view = View { budget, file: FileId(0), language: ask.language };
        let here = search(&view, &params.query, MOST);
        found.extend(here.into_iter().filter_map(|it| {
            let location = ask.location(budget, it.span)?;
            Some((it, location))
        }));
    }
    // What a file declares that several budgets share is found in each of them.
    let mut seen = BTreeSet::new();
    found.retain(|(_, it)| seen.insert((it.uri.as_str().to_owned(), it.range.start.line, it.range.start.character)));
    found.sort_by_key(|(it, _)| it.rank);
    found.truncate(MOST);
    let symbols = found.into_iter().map(|(it, location)| {
        let container = Some(it.container).filter(|container| !container.is_empty());
        information(it.name, kind(it.kind), location, container)
    });
    Some(WorkspaceSymbolResponse::Flat(symbols.collect()))
}

/// What the protocol has that is nearest.
pub(super) fn kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Header => SymbolKind::NAMESPACE,
        ide::SymbolKind::File => SymbolKind::FILE,
        ide::SymbolKind::Unit => SymbolKind::CLASS,
        ide::SymbolKind::Account => SymbolKind::ENUM_MEMBER,
        ide::SymbolKind::LevelOne => SymbolKind::PACKAGE,
        ide::SymbolKind::Project => SymbolKind::OBJECT,
        ide::SymbolKind::Expense | ide::SymbolKind::Revenue => SymbolKind::VARIABLE,
        ide::SymbolKind::Total | ide::SymbolKind::Ceiling => SymbolKind::PROPERTY,
        ide::SymbolKind::Set => SymbolKind::ARRAY,
        ide::SymbolKind::Item => SymbolKind::FIELD,
        ide::SymbolKind::Goal => SymbolKind::STRING,
    }
}

#[allow(deprecated)] // A field of the protocol's that has to be there and says nothing.
fn nested(ask: &Ask, view: &View<'_>, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol.children.into_iter().map(|child| nested(ask, view, child)).collect();
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: ask.range(view.budget, symbol.span),
        selection_range: ask.range(view.budget, symbol.selection),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

fn flatten(ask: &Ask, view: &View<'_>, symbol: Symbol, above: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    let Some(location) = ask.location(view.budget, symbol.span) else { return };
    flat.push(information(symbol.name.clone(), kind(symbol.kind), location, above.map(str::to_owned)));
    for child in symbol.children {
        flatten(ask, view, child, Some(&symbol.name), flat);
    }
}

#[allow(deprecated)] // As above.
fn information(
    name: String,
    kind: SymbolKind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
}
