//! Sums above declarations.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command};

use super::Ask;
use crate::ide::lenses::{self, Lens};
use crate::ide::mention::mention_at;

/// What the editor runs when a lens is chosen, if it says that it can: it shows where the name stands.
pub const COMMAND: &str = "bud.showReferences";

/// The lenses of a file, if the user wants them.
pub fn lenses(ask: &Ask, params: CodeLensParams) -> Option<Vec<CodeLens>> {
    let view = ask.view().filter(|_| ask.settings.lenses.sums)?;
    let data = json!({ "uri": params.text_document.uri });
    let found = lenses::lenses(&view).into_iter();
    let shown =
        found.map(|lens| CodeLens { range: ask.range(view.budget, lens.at), command: None, data: Some(data.clone()) });
    Some(shown.collect())
}

/// A lens with what it says. If nothing is declared there by now it says nothing: the editor is about to
/// ask for the lenses anew.
pub fn resolve(ask: &Ask, shown: CodeLens) -> CodeLens {
    let found = ask.view().and_then(|view| {
        let (read, mention) = mention_at(&view, ask.offset(&view, shown.range.start))?;
        let at = view.budget.sources().span(read.at, mention.place);
        let thing = mention.thing.filter(|_| mention.declares)?;
        Some(lenses::title(&view, &Lens { at, thing }))
    });
    let title = found.unwrap_or_default();
    let uri = shown.data.as_ref().and_then(|data| data.get("uri")).cloned();
    // Without a command a lens is only text.
    let command = match uri.filter(|_| ask.editor.shows_references) {
        Some(uri) => Command::new(title, COMMAND.to_owned(), Some(vec![uri, json!(shown.range.start)])),
        None => Command::new(title, String::new(), None),
    };
    CodeLens { command: Some(command), ..shown }
}
