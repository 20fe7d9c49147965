//! What the thing under the cursor is.

use bud::source::LineRef;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::Ask;
use crate::ide::View;
use crate::ide::hover;
use crate::ide::prose::Prose;

/// What is shown of a place.
pub fn hover(ask: &Ask, params: HoverParams) -> Option<Hover> {
    let view = ask.view()?;
    let at = ask.offset(&view, params.text_document_position_params.position);
    let found = hover::hover(&view, at)?;
    let contents = HoverContents::Markup(markup(ask, &view, &found.prose, ask.editor.markdown));
    Some(Hover { contents, range: Some(ask.range(view.budget, found.span)) })
}

/// An answer in words and tables, as Markdown with links to the lines that it names, or as plain text.
pub(super) fn markup(ask: &Ask, view: &View<'_>, prose: &Prose, markdown: bool) -> MarkupContent {
    let link = |at: LineRef| {
        let location = ask.location(view.budget, view.budget.sources().line_span(at))?;
        // A parenthesis would end the link.
        let address = location.uri.as_str().replace('(', "%28").replace(')', "%29");
        Some(format!("{address}#L{}", location.range.start.line + 1))
    };
    match markdown {
        true => MarkupContent { kind: MarkupKind::Markdown, value: prose.markdown(&link) },
        false => MarkupContent { kind: MarkupKind::PlainText, value: prose.plain() },
    }
}
