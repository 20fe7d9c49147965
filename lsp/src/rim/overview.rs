//! `bud/overview`, a request of Bud's own: the budgets of a file at a glance.

use bud::diagnostic::Summary;
use bud::span::FileId;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{TextDocumentIdentifier, Uri};

use super::Ask;
use crate::ide::overview;

/// The method.
pub const METHOD: &str = "bud/overview";

/// About which file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewParams {
    /// The file.
    pub text_document: TextDocumentIdentifier,
}

/// A budget at a glance.
#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// Its main file.
    pub main: Uri,
    /// What its header calls it; else null.
    pub name: Option<String>,
    /// Its fiscal year; else null.
    pub year: Option<u16>,
    /// How many findings there are in all its files: `errors`, `warnings`, `notes`.
    #[serde(flatten)]
    pub findings: Summary,
    /// What it spends in all, as reports print it; null if it spends nothing.
    pub total: Option<String>,
    /// What one of the total counts.
    pub measure: &'static str,
}

/// The budgets that a file belongs to, the one that answers first.
pub fn overview(ask: &Ask) -> Option<Vec<Overview>> {
    let of = |view: crate::ide::View<'_>| {
        let overview::Overview { name, year, findings, total, measure } = overview::overview(view.budget);
        let main = ask.addresses.uri(view.budget.sources().file(FileId(0)))?;
        Some(Overview { main, name, year, findings, total, measure })
    };
    Some(ask.views().filter_map(of).collect())
}
