//! What can be done at a place.

use bud::diagnostic::Edit;
use serde_json::json;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, WorkspaceEdit,
};

use super::Ask;
use super::diagnostics::Shown;
use super::edits::workspace_edit;
use crate::budget::Budget;
use crate::ide::View;
use crate::ide::actions::{self, Action, ActionKind, fix_all};

/// All certain fixes of a file: what `source.fixAll` asks for when a file is saved.
pub const FIX_FILE: CodeActionKind = CodeActionKind::new("source.fixAll.bud");
/// All certain fixes of a budget. Not below `source.fixAll`, since saving one file changes no others.
pub const FIX_BUDGET: CodeActionKind = CodeActionKind::new("source.fixBudget.bud");

/// The actions of a range, of the kinds that are asked for.
pub fn actions(ask: &Ask, params: CodeActionParams) -> Option<CodeActionResponse> {
    let view = ask.view().filter(|_| ask.editor.actions)?;
    let (start, end) = (ask.offset(&view, params.range.start), ask.offset(&view, params.range.end));
    let only = params.context.only;
    let asked = |kind: &CodeActionKind| only.as_ref().is_some_and(|only| only.iter().any(|it| holds(it, kind)));
    // Where the edits cannot be asked for later they are found now, but not unasked.
    let wanted = |kind| match kind {
        ActionKind::FixFile | ActionKind::FixBudget if !ask.editor.resolves_actions => asked(&called(kind)),
        _ => only.is_none() || asked(&called(kind)),
    };
    let shown = Shown { language: ask.language, editor: &ask.editor, addresses: &ask.addresses };
    let found = actions::actions(&view, start, end, wanted).into_iter().map(|action| {
        let finding = action.finding.and_then(|at| view.budget.findings().get(at));
        let edits = action.edits.clone().or_else(|| (!ask.editor.resolves_actions).then(|| made(&view, action.kind)));
        CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title.clone(),
            kind: Some(called(action.kind)),
            diagnostics: finding.map(|finding| vec![shown.one(view.budget, finding)]),
            edit: edits.map(|edits| change(ask, view.budget, edits)),
            is_preferred: action.preferred.then_some(true),
            data: later(&action).map(|fix| json!({ "uri": params.text_document.uri, "fix": fix })),
            ..CodeAction::default()
        })
    });
    Some(found.collect())
}

/// An action with its edits, made on the text as it is now.
pub fn resolve(ask: &Ask, action: CodeAction) -> CodeAction {
    let fix = action.data.as_ref().and_then(|data| data.get("fix")).and_then(serde_json::Value::as_str);
    let kind = match fix {
        Some(FILE) => ActionKind::FixFile,
        Some(BUDGET) => ActionKind::FixBudget,
        _ => return action,
    };
    let Some(view) = ask.view() else { return action };
    let edit = change(ask, view.budget, made(&view, kind));
    CodeAction { edit: Some(edit), ..action }
}

const FILE: &str = "file";
const BUDGET: &str = "budget";

fn later(action: &Action) -> Option<&'static str> {
    match action.kind {
        ActionKind::FixFile => Some(FILE),
        ActionKind::FixBudget => Some(BUDGET),
        ActionKind::QuickFix | ActionKind::Rewrite => None,
    }
}

fn made(view: &View<'_>, kind: ActionKind) -> Vec<Edit> {
    match kind {
        ActionKind::FixFile => fix_all::of_file(view),
        ActionKind::FixBudget => fix_all::of_budget(view),
        ActionKind::QuickFix | ActionKind::Rewrite => Vec::new(),
    }
}

fn called(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixFile => FIX_FILE,
        ActionKind::FixBudget => FIX_BUDGET,
    }
}

/// Whether a kind that is asked for is `kind` or above it: `source` holds `source.fixAll.bud`.
fn holds(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Edits of a budget's files as one change.
fn change(ask: &Ask, budget: &Budget, edits: Vec<Edit>) -> WorkspaceEdit {
    let placed = edits.into_iter().map(|edit| (budget.sources().file(edit.span.file), edit.span, edit.text));
    workspace_edit(ask, placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_holds_those_below_it() {
        for (asked, kind, expected) in [
            ("", FIX_FILE, true),
            ("source", FIX_FILE, true),
            ("source.fixAll", FIX_FILE, true),
            ("source.fixAll", FIX_BUDGET, false),
            ("source.fix", FIX_FILE, false),
            ("quickfix", CodeActionKind::QUICKFIX, true),
            ("refactor", CodeActionKind::REFACTOR_REWRITE, true),
            ("refactor.extract", CodeActionKind::REFACTOR_REWRITE, false),
        ] {
            assert_eq!(holds(&CodeActionKind::from(asked.to_owned()), &kind), expected, "{asked}");
        }
    }
}
