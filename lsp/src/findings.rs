//! What the editor is told of the findings, and when: a file's findings are sent when all budgets that it
//! belongs to are worked out as of now, and only if they are others than it was told, or the file is the
//! one that is being edited.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::Diagnostic;

use crate::budget::Budget;
use crate::outbox::Message;
use crate::publish::Board;
use crate::rim::Addresses;
use crate::rim::diagnostics::Shown;
use crate::session::Session;

/// What is found, and what of it the editor was not told yet.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is found.
    pub board: Board<Diagnostic>,
    unsent: BTreeSet<PathBuf>,
    /// Files other than the one that is being edited have other findings than the editor last asked for.
    others: bool,
}

/// Notes what a budget finds; none if its main file cannot be read.
pub fn note(session: &Session, main: &Path, budget: Option<&Budget>) {
    let language = session.language();
    let (addresses, recent) = {
        let workspace = session.workspace();
        (Addresses::of(&workspace), workspace.recent().map(Path::to_owned))
    };
    let shown = Shown { language, editor: session.editor(), addresses: &addresses };
    let found = budget.map(|budget| shown.all(budget)).unwrap_or_default();
    let mut findings = session.findings();
    let changed = findings.board.set(main, found);
    findings.others |= changed.iter().any(|path| Some(path) != recent.as_ref());
    findings.unsent.extend(changed);
}

/// Notes that the causes of what a budget finds are known, if the budget is still the one of now.
pub fn note_causes(session: &Session, main: &Path, budget: &Arc<Budget>) {
    let is_now = session.workspace().budget(main).is_some_and(|now| Arc::ptr_eq(&now, budget));
    if is_now {
        note(session, main, Some(budget));
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
