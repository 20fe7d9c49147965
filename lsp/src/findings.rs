//! What the editor is told of the findings, and when: a file's findings are sent when all budgets that it
//! belongs to are worked out as of now, and only if they are others than it was told, or the file is the
//! one that is being edited.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::Diagnostic;

use crate::budget::Budget;
use crate::outbox::Message;
use crate::publish::Board;
use crate::rim::Addresses;
use crate::rim::diagnostics::Shown;
use crate::session::Session;
use crate::workspace::Workspace;

/// What a budget finds, by the true paths of its files.
pub type Found = BTreeMap<PathBuf, Vec<Diagnostic>>;

/// What is found, and what of it the editor was not told yet.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is found.
    pub board: Board<Diagnostic>,
    unsent: BTreeSet<PathBuf>,
    /// Files other than the one that is being edited have other findings than the editor last asked for.
    others: bool,
}

/// What a budget finds in its files, by their true paths, as the editor shows it now.
pub fn shown(session: &Session, budget: &Budget) -> Found {
    let language = session.language();
    let addresses = Addresses::of(&session.workspace());
    Shown { language, editor: session.editor(), addresses: &addresses }.all(budget)
}

/// Notes what the budget of a main file finds. The workspace is the one that has just taken the budget in:
/// still locked, so that nobody sees the budget of one text beside the findings of another.
pub fn note(session: &Session, workspace: &Workspace, main: &Path, found: Found) {
    let mut findings = session.findings();
    let changed = findings.board.set(main, found);
    findings.others |= changed.iter().any(|path| Some(path.as_path()) != workspace.recent());
    findings.unsent.extend(changed);
}

/// Notes that the causes of what a budget finds are known, if the budget is still the one of now.
pub fn note_causes(session: &Session, main: &Path, budget: &Arc<Budget>) {
    let found = shown(session, budget);
    let workspace = session.workspace();
    if workspace.budget(main).is_some_and(|now| Arc::ptr_eq(&now, budget)) {
        note(session, &workspace, main, found);
        session.findings().others = true;
    }
}

/// Sends what the editor does not know yet. An editor that asks for findings itself is sent none.
pub fn send(session: &Session) {
    if session.editor().pulls {
        return;
    }
    let mut waiting = {
        let mut findings = session.findings();
        std::mem::take(&mut findings.unsent)
    };
    // Its version is another, even if its findings are the same.
    waiting.extend(session.workspace().edited());
    let mut later = BTreeSet::new();
    for path in waiting {
        let workspace = session.workspace();
        if !workspace.is_current(&path) {
            later.insert(path);
            continue;
        }
        let shown = session.findings().board.get(&path).1.to_vec();
        if let Some((uri, version)) = workspace.name(&path) {
            // Still under the lock: an edit that comes now finds this in the outbox before its own.
            session.say(Message::Findings(uri, shown, version));
        }
    }
    session.findings().unsent.extend(later);
}

/// Lets an editor that asks for findings itself know that it should, if there is something new.
pub fn ask(session: &Session) {
    let others = std::mem::take(&mut session.findings().others);
    if others && session.editor().pulls {
        session.say(Message::AskForFindings);
    }
}
