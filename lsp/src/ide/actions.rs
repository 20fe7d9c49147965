//! What can be done about a line: the fixes of its findings, a total set to its sum, an expression
//! written as its value; and all fixes that are certain, of the file or of the budget.
//!
//! Which edit mends a finding was decided where the finding was made. An action that nothing is wrong
//! without (a total that rounding explains) is offered too, but never preferred.

use std::ops::RangeInclusive;

use bud::check::settle::{Judgement, Route};
use bud::diagnostic::{Code, Diagnostic, Edit, Fix, Message};
use bud::format::{self, Keywords, Style};
use bud::ledger::Verdict;
use bud::model::{Dim, restated};
use bud::source::LineRef;
use bud::span::{FileId, Span};
use bud::syntax::text::fold;
use bud::syntax::{Attribute, Statement, Value};

use super::mention::mentions;
use super::{Read, View};

pub mod fix_all;

/// What kind of thing an action is: editors ask for them by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// Mends what stands here.
    QuickFix,
    /// Writes the same otherwise.
    Rewrite,
    /// Makes the certain fixes of the file.
    FixFile,
    /// Makes the certain fixes of the budget.
    FixBudget,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does.
    pub title: String,
    /// What kind of thing it is.
    pub kind: ActionKind,
    /// It is right whatever the figures mean.
    pub preferred: bool,
    /// The finding that it mends: an index into the budget's findings.
    pub finding: Option<usize>,
    /// The replacements; none where they are found only when the action is chosen.
    pub edits: Option<Vec<Edit>>,
}

/// What can be done about the bytes from `start` to `end`: of the kinds that `wanted` holds for, what
/// mends the place itself first, then what mends its lines.
pub fn actions(view: &View<'_>, start: u32, end: u32, wanted: impl Fn(ActionKind) -> bool) -> Vec<Action> {
    let mut actions = Vec::new();
    let read = view.read(start);
    if wanted(ActionKind::QuickFix) {
        of_findings(view, start, end, &mut actions);
        actions.extend(set_total(view, &read));
    }
    // What rewrites a line is about one line.
    if wanted(ActionKind::Rewrite) && view.line(end) == read.at {
        write_values(view, &read, start..=end, &mut actions);
        actions.extend(
            [Keywords::English, Keywords::Chinese].into_iter().filter_map(|keywords| respell(view, &read, keywords)),
        );
    }
    actions.extend(fix_all::offered(view).into_iter().filter(|action| wanted(action.kind)));
    // A total may have a finding with the very edit.
    let mut kept: Vec<Action> = Vec::new();
    for action in actions {
        if action.edits.is_none() || kept.iter().all(|other| other.edits != action.edits) {
            kept.push(action);
        }
    }
    kept
}

/// The fixes of the findings of some lines.
fn of_findings(view: &View<'_>, start: u32, end: u32, actions: &mut Vec<Action>) {
    let sources = view.budget.sources();
    let (first, last) = (view.line(start), view.line(end));
    let lines = first.start..=last.start + sources.line(last).len() as u32;
    let names = unresolved(view, first, last);
    let mut found: Vec<(bool, usize, &Diagnostic)> = Vec::new();
    for (at, finding) in view.budget.findings().iter().enumerate() {
        if meets(finding.span, view.file, &lines) {
            found.push((!meets(finding.span, view.file, &(start..=end)), at, finding));
        } else if is_about(view, finding, &names) || fixes(finding).any(|fix| edits_meet(fix, view.file, &lines)) {
            found.push((true, at, finding));
        }
    }
    found.sort_by_key(|(away, at, _)| (*away, *at));
    for (_, at, finding) in found {
        let here = meets(finding.span, view.file, &lines) || is_about(view, finding, &names);
        let meant = fixes(finding).filter(|fix| here || edits_meet(fix, view.file, &lines));
        actions.extend(meant.map(|fix| Action {
            title: view.message(&fix.title),
            kind: ActionKind::QuickFix,
            preferred: fix.certain,
            finding: Some(at),
            edits: Some(fix.edits.iter().map(|edit| with_line_ends(view, edit)).collect()),
        }));
    }
}

fn fixes(finding: &Diagnostic) -> impl Iterator<Item = &Fix> {
    finding.fix.iter().chain(&finding.alternatives)
}

fn meets(span: Span, file: FileId, bytes: &RangeInclusive<u32>) -> bool {
    span.file == file && span.start <= *bytes.end() && *bytes.start() <= span.end
}

fn edits_meet(fix: &Fix, file: FileId, bytes: &RangeInclusive<u32>) -> bool {
    fix.edits.iter().any(|edit| edit.span.start < edit.span.end && meets(edit.span, file, bytes))
}

/// The names in some lines that nothing declares, with the codes that report such names.
fn unresolved(view: &View<'_>, first: LineRef, last: LineRef) -> Vec<(Code, String)> {
    let mut names = Vec::new();
    for at in view.lines_between(first.start, last.start) {
        let read = super::read(view.budget, at);
        for mention in mentions(view.budget, &read).iter().filter(|mention| mention.thing.is_none()) {
            let code = match mention.dim {
                Some(Dim::Unit) => Code::UndeclaredUnit,
                Some(Dim::Project) => Code::UndeclaredProject,
                Some(Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account) => Code::UndeclaredAccount,
                _ => continue,
            };
            names.push((code, fold(mention.place.of(read.text)).into_owned()));
        }
    }
    names
}

/// Whether a finding is about one of some names, wherever it is reported: a name that is used in many
/// lines is reported in one.
fn is_about(view: &View<'_>, finding: &Diagnostic, names: &[(Code, String)]) -> bool {
    let mut of_code = names.iter().filter(|(code, _)| *code == finding.code).peekable();
    if of_code.peek().is_none() {
        return false;
    }
    let reported = fold(view.budget.sources().text(finding.span).trim_matches(['"', '“', '”']));
    of_code.any(|(_, name)| *name == reported)
}

/// Sets the total of a line to what it is held against.
fn set_total(view: &View<'_>, read: &Read<'_>) -> Option<Action> {
    let claim = view.budget.claim_at(read.at)?;
    let Judgement { route, comparison } = view.judgement(claim)?;
    let open = match route {
        Route::Entries => false,
        Route::Bounds { .. } => true,
        Route::Parts(parts) => parts.open,
    };
    if open || comparison.verdict == Verdict::Exact {
        return None;
    }
    let place = read.statement.as_ref()?.field(Attribute::Amount)?.place;
    let text = restated(place.of(read.text), view.header(), comparison.computed.decimal());
    if text == place.of(read.text) {
        return None;
    }
    let title = view.message(&Message::new("lsp-set-total").with("figure", text.as_str()));
    let edits = Some(vec![Edit { span: view.budget.sources().span(read.at, place), text }]);
    Some(Action { title, kind: ActionKind::QuickFix, preferred: false, finding: None, edits })
}

/// Writes the expressions of a line as their values: the one that is meant, else each.
fn write_values(view: &View<'_>, read: &Read<'_>, meant: RangeInclusive<u32>, actions: &mut Vec<Action>) {
    let fields = read.statement.iter().flat_map(|statement: &Statement| &statement.fields);
    let expressions = fields.filter_map(|field| match field.value {
        Some(Value::Amount(amount)) if amount.expression => {
            Some((view.budget.sources().span(read.at, field.place), view.in_yuan(&amount)?))
        }
        _ => None,
    });
    let mut expressions: Vec<_> = expressions.collect();
    if expressions.iter().any(|(span, _)| meets(*span, view.file, &meant)) {
        expressions.retain(|(span, _)| meets(*span, view.file, &meant));
    }
    actions.extend(expressions.into_iter().map(|(span, yuan)| {
        let text = view.figure(yuan);
        let title = view.message(&Message::new("lsp-write-value").with("figure", text.as_str()));
        let (kind, edits) = (ActionKind::Rewrite, Some(vec![Edit { span, text }]));
        Action { title, kind, preferred: false, finding: None, edits }
    }));
}

/// Writes the words of the language in a line as the other language spells them, and with that the line
/// in its canonical form.
fn respell(view: &View<'_>, read: &Read<'_>, keywords: Keywords) -> Option<Action> {
    let statement = read.statement.as_ref()?;
    let spelled = |english: &'static str, chinese| if keywords == Keywords::English { english } else { chinese };
    let keyword = (statement.place, spelled(statement.keyword.en(), statement.keyword.zh()));
    let fields = statement.fields.iter().map(|it| (it.name, spelled(it.attribute.en(), it.attribute.zh())));
    let others = std::iter::once(keyword).chain(fields).any(|(place, word)| fold(place.of(read.text)) != word);
    let style = Style { keywords };
    let edits = format::edits(&format!("{}\n", read.text), view.header().scale, style, None).into_iter().map(|edit| {
        let span = view.span(read.at.start + edit.span.start, read.at.start + edit.span.end);
        Edit { span, text: edit.text }
    });
    let edits: Vec<Edit> = edits.filter(|_| others).collect();
    let title = view.word(if keywords == Keywords::English { "lsp-write-english" } else { "lsp-write-chinese" });
    let kind = ActionKind::Rewrite;
    (!edits.is_empty()).then_some(Action { title, kind, preferred: false, finding: None, edits: Some(edits) })
}

/// An edit whose new lines end as those of its file do.
pub(super) fn with_line_ends(view: &View<'_>, edit: &Edit) -> Edit {
    let text = &view.budget.sources().file(edit.span.file).text;
    let crlf = text.find('\n').is_some_and(|end| text.get(..end).is_some_and(|line| line.ends_with('\r')));
    Edit { span: edit.span, text: if crlf { edit.text.replace('\n', "\r\n") } else { edit.text.clone() } }
}

#[cfg(test)]
mod tests;
