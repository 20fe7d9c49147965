//! Findings.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bud::diagnostic::{Diagnostic as Finding, Language, Severity, locale};
use bud::span::FileId;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DocumentDiagnosticParams,
    DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, Location, NumberOrString,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::editor::Editor;
use super::{Addresses, convert};
use crate::budget::Budget;
use crate::page;
use crate::session::Session;
use crate::workspace::Workspace;
use crate::workspace::files::true_path;

/// Who sent a finding, as the editor shows it.
pub const SOURCE: &str = "bud";

/// How a budget's findings are shown.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The language of their texts.
    pub language: Language,
    /// What the editor can.
    pub editor: &'a Editor,
    /// What it calls the files.
    pub addresses: &'a Addresses,
}

/// The findings in one file, as of its text when the editor asks.
///
/// # Errors
/// The text changed meanwhile.
pub async fn document(session: &Session, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
    let path = true_path(&convert::path(&params.text_document.uri));
    let (id, items) = session
        .when_current(&path, || {
            let findings = session.findings();
            let (id, items) = findings.board.get(&path);
            (id.to_string(), items.to_vec())
        })
        .await?;
    let report = if params.previous_result_id.as_ref() == Some(&id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
        })
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

/// The findings in all files of all budgets.
///
/// # Errors
/// None.
pub async fn workspace(
    session: &Session,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let known: BTreeMap<PathBuf, String> = params
        .previous_result_ids
        .into_iter()
        .map(|known| (true_path(&convert::path(&known.uri)), known.value))
        .collect();
    // As of one moment, in which all budgets are worked out.
    let items = session.when_done(|workspace| workspace.all().map(|_| reports(session, workspace, &known))).await;
    Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
}

/// The findings in all files, but for those that the editor knows.
fn reports(
    session: &Session,
    workspace: &Workspace,
    known: &BTreeMap<PathBuf, String>,
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let findings = session.findings();
    let mut items = Vec::new();
    for path in findings.board.paths() {
        let (id, found) = findings.board.get(path);
        let Some((uri, version)) = workspace.name(path) else { continue };
        let (version, id) = (version.map(i64::from), id.to_string());
        items.push(if known.get(path) == Some(&id) {
            WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            })
        } else {
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items: found.to_vec(),
                },
            })
        });
    }
    items
}

impl Shown<'_> {
    /// The findings of a budget by the true paths of its files, of each file, if only that there is none.
    pub fn all(&self, budget: &Budget) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let sources = budget.sources();
        let mut by_file: BTreeMap<FileId, Vec<Diagnostic>> = sources.iter().map(|file| (file.id, Vec::new())).collect();
        for finding in budget.findings() {
            by_file.entry(finding.span.file).or_default().push(self.one(budget, finding));
        }
        by_file.into_iter().map(|(file, findings)| (sources.file(file).path.clone(), findings)).collect()
    }

    /// One finding. What the editor cannot show beside it is told in its text.
    pub fn one(&self, budget: &Budget, finding: &Finding) -> Diagnostic {
        let text = |message| locale::text(self.language, message);
        let file = budget.sources().file(finding.span.file);
        let mut message = text(&finding.message);
        let mut related = Vec::new();
        for other in &finding.related {
            let there = budget.sources().file(other.span.file);
            let place = convert::range(there, other.span, self.editor.encoding);
            match self.addresses.uri(there).filter(|_| self.editor.related) {
                Some(uri) => related.push(DiagnosticRelatedInformation {
                    location: Location { uri, range: place },
                    message: text(&other.message),
                }),
                None => {
                    let name = there.name.rsplit('/').next().unwrap_or_default();
                    message.push_str(&format!("\n{name}:{}: {}", place.start.line + 1, text(&other.message)));
                }
            }
        }
        for help in &finding.help {
            message.push('\n');
            message.push_str(&text(help));
        }
        let page = self.editor.code_links.then(|| convert::uri(&page::of(finding.code, self.language)?)).flatten();
        Diagnostic {
            range: convert::range(file, finding.span, self.editor.encoding),
            severity: Some(match finding.severity() {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(finding.code.as_str().to_owned())),
            code_description: page.map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message,
            related_information: (!related.is_empty()).then_some(related),
            tags: None,
            data: None,
        }
    }
}
