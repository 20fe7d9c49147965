//! Edits of several files as the editor takes them.

use std::collections::BTreeMap;

use bud::source::SourceFile;
use bud::span::Span;
use tower_lsp::ls_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::{Ask, convert};

/// Edits as one change of the workspace: each file with the version that the edits are of, where the
/// editor can. A file is told by its true path, so that several budgets may give edits of it.
pub fn workspace_edit<'a>(ask: &Ask, edits: impl Iterator<Item = (&'a SourceFile, Span, String)>) -> WorkspaceEdit {
    let mut files: BTreeMap<&std::path::Path, (&SourceFile, Vec<TextEdit>)> = BTreeMap::new();
    for (file, span, new_text) in edits {
        let range = convert::range(file, span, ask.encoding());
        files.entry(&file.path).or_insert_with(|| (file, Vec::new())).1.push(TextEdit { range, new_text });
    }
    let named = files.into_values().filter_map(|(file, edits)| Some((ask.addresses.uri(file)?, file, edits)));
    if !ask.editor.document_changes {
        let changes = named.map(|(uri, _, edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let changes = named.map(|(uri, file, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: ask.addresses.version(file) },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(changes.collect())), ..WorkspaceEdit::default() }
}
