//! Hints in the text.

use serde_json::json;
use tower_lsp::ls_types::{
    InlayHint, InlayHintKind, InlayHintLabel, InlayHintLabelPart, InlayHintParams, InlayHintTooltip,
};

use super::Ask;
use super::hover::markup;
use crate::ide::View;
use crate::ide::hints::{self, About, Hint};

/// The hints of a range, as the user wants them.
pub fn hints(ask: &Ask, params: InlayHintParams) -> Option<Vec<InlayHint>> {
    let view = ask.view()?;
    let (start, end) = (ask.offset(&view, params.range.start), ask.offset(&view, params.range.end));
    let data = json!({ "uri": params.text_document.uri });
    let found = hints::hints(&view, start, end, ask.settings.hints);
    Some(found.into_iter().map(|hint| InlayHint { data: Some(data.clone()), ..shown(ask, &view, hint) }).collect())
}

/// A hint with what stands over it and where it leads. If its line says something else by now it stays
/// as it is: the editor is about to ask for the hints anew.
pub fn resolve(ask: &Ask, shown: InlayHint) -> InlayHint {
    let Some(view) = ask.view() else { return shown };
    let at = ask.offset(&view, shown.position);
    let InlayHintLabel::LabelParts(parts) = &shown.label else { return shown };
    let [part] = parts.as_slice() else { return shown };
    let found = hints::hints(&view, at, at, ask.settings.hints);
    let Some(hint) = found.into_iter().find(|hint| hint.text == part.value) else { return shown };
    let (prose, place) = hints::resolve(&view, &hint);
    let tooltip = InlayHintTooltip::MarkupContent(markup(ask, &view, &prose, ask.editor.markdown));
    let location = place.and_then(|place| ask.location(view.budget, place));
    let part = InlayHintLabelPart { location, ..part.clone() };
    InlayHint { label: InlayHintLabel::LabelParts(vec![part]), tooltip: Some(tooltip), ..shown }
}

fn shown(ask: &Ask, view: &View<'_>, hint: Hint) -> InlayHint {
    let part = InlayHintLabelPart { value: hint.text, ..InlayHintLabelPart::default() };
    InlayHint {
        position: ask.range(view.budget, hint.at).start,
        label: InlayHintLabel::LabelParts(vec![part]),
        // What a code is; a sum is neither a type nor a parameter.
        kind: matches!(hint.about, About::Code(_)).then_some(InlayHintKind::TYPE),
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
