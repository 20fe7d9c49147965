//! What the tables say, figure by figure: of what, how much, and where it stands.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::model::Dim;
use crate::report::layout::{RowsOf, Shows};
use crate::syntax::{AccountCode, Kind, Measure};

use super::amount::Amount;
use super::charts::Charts;
use super::finding::{Finding, Lost};
use super::grid::At;
use super::locate::Located;
use super::projects::Projects;
use super::rows::{Row, is_chart};
use super::spot::Spot;
use super::units::Units;

/// A printed figure.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is of.
    pub spot: Spot,
    /// The number as it is printed.
    pub amount: Decimal,
    /// With how many decimals it is shown, if that is known.
    pub shown: Option<u8>,
    /// What it counts.
    pub measure: Measure,
    /// Where it stands.
    pub at: At,
    /// The table, by its place among those that were found.
    pub table: usize,
}

impl Fact {
    /// What it comes to in 元.
    pub fn yuan(&self) -> Decimal {
        self.amount * self.measure.factor()
    }
}

/// The figures of all rows, in their order.
pub fn facts(
    rows: &[Row<'_>],
    located: &[Located<'_>],
    measure: Measure,
    (units, projects, charts): (&Units, &Projects, &mut Charts),
    findings: &mut Vec<Finding>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    // The code of the row before, in each part of a table.
    let mut before: FxHashMap<(usize, usize), String> = FxHashMap::default();
    for row in rows {
        let table = &located[row.table];
        let panel = &table.table.panels[row.panel];
        let mut code = row.code;
        if let (None, Some(each)) = (code, row.each().filter(|each| is_chart(each.dim))) {
            let last = before.entry((row.table, row.panel)).or_default();
            code = charts.find(each.dim, &row.name, last);
            match code {
                Some(code) => *last = code.to_string(),
                None => {
                    let lost = row.figures.iter().map(|(.., at)| Finding::lost(*at, Lost::NoAccount(row.name.clone())));
                    findings.extend(lost);
                    continue;
                }
            }
        }
        for &(column, amount, at) in &row.figures {
            let Shows::Figure(figure) = &panel.columns[column].shows else { continue };
            let conditions = table.table.within.and(figure).and(&row.rows.within);
            let item = conditions.item().cloned();
            let kind = conditions.kind().unwrap_or(if item.is_some() { Kind::Memo } else { Kind::Expense });
            let mut codes: Vec<AccountCode> = code.into_iter().collect();
            codes.extend(
                conditions
                    .codes()
                    .iter()
                    .filter(|it| codes.iter().all(|code| code.chart() != it.chart()))
                    .copied()
                    .collect::<Vec<_>>(),
            );
            let mut spot = Spot { kind, source: conditions.source(), codes, unit: None, project: None, item };
            stand(&mut spot, row, units, projects);
            facts.push(fact(spot, amount, at, table.measure.unwrap_or(measure), row.table));
        }
    }
    facts
}

/// Says of which unit or project a row is.
fn stand(spot: &mut Spot, row: &Row<'_>, units: &Units, projects: &Projects) {
    let RowsOf::Each(each) = &row.rows.of else { return };
    match each.dim {
        Dim::Unit => spot.unit = units.of_row(row),
        Dim::Project => {
            spot.project = projects.of_row(row);
            spot.unit = spot.project.and_then(|at| projects.get(at)).and_then(|project| project.unit);
            spot.kind = if spot.kind == Kind::Expense { Kind::Project } else { spot.kind };
        }
        _ => {}
    }
}

fn fact(spot: Spot, amount: Amount, at: At, measure: Measure, table: usize) -> Fact {
    Fact { spot, amount: amount.value, shown: amount.shown, measure: amount.measure.unwrap_or(measure), at, table }
}
