//! The structure of a file: folding, selection, links.

use tower_lsp::ls_types::{
    DocumentLink, DocumentLinkParams, FoldingRange, FoldingRangeKind, FoldingRangeParams, Range, SelectionRange,
    SelectionRangeParams,
};

use super::Ask;
use crate::ide::folding::{self, Folded};
use crate::ide::rows::Rows;
use crate::ide::{links, selection};

/// What can be folded.
pub fn folding(ask: &Ask, _: FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let view = ask.view()?;
    let fold = |fold: folding::Fold| {
        let Range { start, end } = ask.range(view.budget, fold.span);
        let kind = match fold.folded {
            Folded::Comment => FoldingRangeKind::Comment,
            Folded::Imports => FoldingRangeKind::Imports,
            Folded::Region => FoldingRangeKind::Region,
        };
        FoldingRange { start_line: start.line, end_line: end.line, kind: Some(kind), ..FoldingRange::default() }
    };
    Some(folding::folding(&view).into_iter().map(fold).collect())
}

/// What can be selected around each place, the smallest first.
pub fn selection(ask: &Ask, params: SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let view = ask.view()?;
    let rows = Rows::of(view.source());
    let around = |position| {
        let spans = selection::selection(&view, &rows, ask.offset(&view, position));
        let nested = spans.into_iter().rev().fold(None, |parent: Option<SelectionRange>, span| {
            Some(SelectionRange { range: ask.range(view.budget, span), parent: parent.map(Box::new) })
        });
        // The editor wants as many answers as it asked for.
        nested.unwrap_or(SelectionRange { range: Range { start: position, end: position }, parent: None })
    };
    Some(params.positions.into_iter().map(around).collect())
}

/// The includes that lead to a file.
pub fn links(ask: &Ask, _: DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let view = ask.view()?;
    let link = |link: links::Link| {
        let target = ask.addresses.uri(view.budget.sources().file(link.target))?;
        let tooltip = ask.editor.link_tooltips.then_some(link.tooltip);
        Some(DocumentLink { range: ask.range(view.budget, link.span), target: Some(target), tooltip, data: None })
    };
    Some(links::links(&view).into_iter().filter_map(link).collect())
}
