//! Completion.

use std::path::{Component, Path, PathBuf};

use bud::diagnostic::Edit;
use bud::span::{FileId, Place};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionResponse,
    CompletionTextEdit, Documentation, InsertReplaceEdit, InsertTextFormat, Position, Range, TextEdit,
};

use super::Ask;
use super::hover::markup;
use crate::ide::View;
use crate::ide::completion::{Asked, Completions, Item, ItemKind, Subject, complete, documentation};
use crate::workspace::disk;

/// What could stand at byte `at` of `line`, which is the `number`-th of its file.
pub fn completion(ask: &Ask, number: u32, line: &str, at: u32) -> Option<CompletionResponse> {
    let view = ask.view()?;
    let files = || included_from(&view);
    let found = complete(&view, &Asked { line, at, files: &files, snippets: ask.editor.snippets });
    let range = |place: Place| {
        let column = |at: u32| ask.encoding().columns(line.get(..at as usize).unwrap_or(line));
        let position = |at: u32| Position { line: number, character: column(at) };
        Range { start: position(place.start), end: position(place.end) }
    };
    let Completions { items, word, before, incomplete } = found;
    let (word, before) = (range(word), range(before));
    let uri = ask.addresses.uri(view.source())?;
    let items = items.into_iter().enumerate().map(|(at, item)| {
        let data = item.subject.as_ref().map(|it| serde_json::json!({ "uri": uri, "about": it.to_words() }));
        CompletionItem { sort_text: Some(format!("{at:03}")), data, ..shown(ask, &view, item, word, before) }
    });
    Some(CompletionResponse::List(CompletionList { is_incomplete: incomplete, items: items.collect() }))
}

/// The rest of an item: what is told about it.
pub fn resolve(ask: &Ask, item: CompletionItem) -> CompletionItem {
    let told = || {
        let about = item.data.as_ref()?.get("about")?;
        let words: Vec<String> = serde_json::from_value(about.clone()).ok()?;
        let view = ask.view()?;
        let prose = documentation(&view, &Subject::from_words(&words)?);
        (!prose.is_empty()).then(|| Documentation::MarkupContent(markup(ask, &view, &prose, ask.editor.markdown_items)))
    };
    let documentation = told();
    CompletionItem { documentation, ..item }
}

fn shown(ask: &Ask, view: &View<'_>, item: Item, word: Range, before: Range) -> CompletionItem {
    let Item { label, kind, detail, text, snippet, filter, preselect, further, subject: _ } = item;
    let detail = (!detail.is_empty()).then_some(detail);
    let (detail, label_details) = match ask.editor.label_details {
        true => (None, detail.map(|it| CompletionItemLabelDetails { description: Some(it), detail: None })),
        false => (detail, None),
    };
    let text_edit = match ask.editor.insert_replace {
        // What is in quotes goes whole, or the closing quote would be there twice.
        true if text.starts_with('"') => CompletionTextEdit::Edit(TextEdit { range: word, new_text: text }),
        true => {
            CompletionTextEdit::InsertAndReplace(InsertReplaceEdit { new_text: text, insert: before, replace: word })
        }
        false => CompletionTextEdit::Edit(TextEdit { range: word, new_text: text }),
    };
    // Placed by the text that was analysed: if lines have come or gone since, they stand among others,
    // which means the same.
    let line = |edit: Edit| TextEdit { range: ask.range(view.budget, edit.span), new_text: edit.text };
    let further: Vec<TextEdit> = further.into_iter().map(line).collect();
    CompletionItem {
        label,
        label_details,
        detail,
        kind: Some(kind_of(kind)),
        filter_text: Some(filter),
        text_edit: Some(text_edit),
        insert_text_format: Some(if snippet { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT }),
        preselect: preselect.then_some(true),
        additional_text_edits: (!further.is_empty()).then_some(further),
        ..CompletionItem::default()
    }
}

fn kind_of(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Keyword => CompletionItemKind::KEYWORD,
        ItemKind::Snippet => CompletionItemKind::SNIPPET,
        ItemKind::Attribute => CompletionItemKind::PROPERTY,
        ItemKind::Fixed => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Unit => CompletionItemKind::CLASS,
        ItemKind::Project => CompletionItemKind::MODULE,
        ItemKind::Item => CompletionItemKind::FIELD,
        ItemKind::Code => CompletionItemKind::CONSTANT,
        ItemKind::Name => CompletionItemKind::TEXT,
        ItemKind::File => CompletionItemKind::FILE,
        ItemKind::Figure => CompletionItemKind::VALUE,
    }
}

/// The files that a file could include: those in the folder of the budget's main file, by their paths
/// from the file's own.
fn included_from(view: &View<'_>) -> Vec<String> {
    let main = view.budget.sources().file(FileId(0));
    let (Some(root), Some(folder)) = (main.path.parent(), view.source().path.parent()) else { return Vec::new() };
    disk::budgets_under(root).iter().map(|path| way(folder, path)).collect()
}

/// The way from a folder to a file.
fn way(folder: &Path, file: &Path) -> String {
    let same = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(same).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(file.components().skip(same)).collect();
    let steps = way.components().map(|step| step.as_os_str().to_string_lossy().into_owned());
    steps.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_file_goes_up_and_down() {
        for (folder, file, expected) in [
            ("/预算", "/预算/局.bud", "局.bud"),
            ("/预算", "/预算/单位/甲.bud", "单位/甲.bud"),
            ("/预算/单位", "/预算/局.bud", "../局.bud"),
            ("/预算/甲/一", "/预算/乙/二.bud", "../../乙/二.bud"),
        ] {
            assert_eq!(way(Path::new(folder), Path::new(file)), expected);
        }
    }
}
