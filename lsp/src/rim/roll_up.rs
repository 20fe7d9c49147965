//! `bud/rollUp`, a request of Bud's own: the roll-up of a file's budgets.

use bud::report::show::By;
use bud::span::FileId;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{Location, TextDocumentIdentifier, Uri};

use super::Ask;
use crate::ide::{overview, roll_up};

/// The method.
pub const METHOD: &str = "bud/rollUp";

/// Of which file's budgets, and broken down how.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RollUpParams {
    /// The file.
    pub text_document: TextDocumentIdentifier,
    /// What goes down and what goes across, by the names that `bdc show --by` takes; by unit and kind if
    /// it names nothing.
    #[serde(default)]
    pub by: Vec<String>,
}

/// The roll-up of a budget.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RollUp {
    /// The budget's main file.
    pub main: Uri,
    /// What its header calls it; else null.
    pub name: Option<String>,
    /// The captions, one a column.
    pub header: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// What a mark in the cells means, if one is there.
    pub note: Option<String>,
    /// All that a budget can be broken down by.
    pub dimensions: Vec<Dimension>,
}

/// A row of a roll-up.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// How deep its first cell is indented.
    pub depth: usize,
    /// The cells: a name, then figures.
    pub cells: Vec<String>,
    /// Where what it is of is declared; else null.
    pub declaration: Option<Location>,
}

/// What a budget can be broken down by.
#[derive(Clone, Debug, Serialize)]
pub struct Dimension {
    /// The name that a request has.
    pub by: &'static str,
    /// What readers are told.
    pub caption: &'static str,
}

/// The roll-ups of the budgets that a file belongs to, the one that answers first.
pub fn roll_up(ask: &Ask, params: &RollUpParams) -> Option<Vec<RollUp>> {
    let named = |name: &String| By::ALL.iter().copied().find(|by| by.as_str() == name);
    let mut by: Vec<By> = params.by.iter().filter_map(named).collect();
    if by.is_empty() {
        by = vec![By::Unit, By::Kind];
    }
    let dimension = |by: &By| Dimension { by: by.as_str(), caption: by.caption(ask.language) };
    let of = |view: crate::ide::View<'_>| {
        let budget = view.budget;
        let roll_up::RollUp { table, places } = roll_up::roll_up(budget, &by, ask.language);
        let rows = table.rows.into_iter().zip(places).map(|(row, place)| Row {
            depth: row.depth,
            cells: row.cells,
            declaration: place.and_then(|place| ask.location(budget, place)),
        });
        Some(RollUp {
            main: ask.addresses.uri(budget.sources().file(FileId(0)))?,
            name: overview::name(budget, budget.model().header()),
            header: table.header,
            rows: rows.collect(),
            note: table.note,
            dimensions: By::ALL.iter().map(dimension).collect(),
        })
    };
    Some(ask.views().filter_map(of).collect())
}
