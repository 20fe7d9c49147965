//! Fills a table: its columns, the rows of its panels side by side, and what it says of the budget.

use std::io;

use crate::Analysis;

use super::super::layout::{self, Conditions, Layout, Panel, Rows, Shows, TableLayout};
use super::lines::Lines;
use super::parts::Origin;
use super::{Cell, Column, Row, Table, names, parts};

/// A table of `layout` with all its rows.
pub fn table(analysis: &Analysis, layout: &Layout, table: &TableLayout) -> Table {
    let mut filled = head(analysis, layout, table);
    let mut panels = Vec::new();
    for (at, panel) in table.panels.iter().enumerate() {
        let columns = captions(table, panel, at, filled.columns.len());
        filled.columns.extend(columns);
        let mut lines = Lines::new(analysis, table, panel, &filled);
        let mut part = |rows: &[Rows]| {
            let mut taken = Vec::new();
            // The sink takes all there is.
            let _ = lines.fill(rows, &mut |cells, origin| {
                taken.push((cells, origin));
                Ok(())
            });
            taken
        };
        panels.push((part(&panel.rows), part(&panel.foot)));
        let untold = lines.untold;
        filled.untold += untold;
    }
    filled.rows = beside(analysis, &panels, table);
    let figures = filled.rows.iter().flat_map(|row| &row.cells).any(|cell| matches!(cell, Cell::Figure(_)));
    filled.empty = table.empty.as_ref().filter(|_| !figures).map(|text| said(analysis, text));
    filled
}

/// A table of `layout` row by row: `begin` takes the table without its rows, `row` takes each. Returns how many
/// cells are blank since some lines do not say whether they belong to them.
///
/// # Errors
/// What `begin` and `row` say.
pub fn each_row(
    analysis: &Analysis,
    layout: &Layout,
    table: &TableLayout,
    begin: impl FnOnce(&Table) -> io::Result<()>,
    mut row: impl FnMut(&[Cell]) -> io::Result<()>,
) -> io::Result<usize> {
    let [panel] = &table.panels[..] else {
        // Parts side by side end together: all must be known before the first row is.
        let filled = self::table(analysis, layout, table);
        begin(&filled)?;
        filled.rows.iter().try_for_each(|it| row(&it.cells))?;
        return Ok(filled.untold);
    };
    let mut head = head(analysis, layout, table);
    head.columns = captions(table, panel, 0, 0);
    begin(&head)?;
    let mut lines = Lines::new(analysis, table, panel, &head);
    for part in [&panel.rows, &panel.foot] {
        lines.fill(part, &mut |cells, _| row(&cells))?;
    }
    Ok(lines.untold)
}

/// A table without columns and rows.
fn head(analysis: &Analysis, layout: &Layout, table: &TableLayout) -> Table {
    let header = analysis.model.header();
    let measure = table.measure.or(layout.measure).unwrap_or(header.display);
    Table {
        id: table.id.clone(),
        title: said(analysis, &table.title),
        measure,
        unit: said(analysis, &layout.unit).replace("{measure}", measure.zh()),
        scale: table.scale.or(layout.scale).unwrap_or(header.scale),
        columns: Vec::new(),
        rows: Vec::new(),
        empty: None,
        untold: 0,
    }
}

/// The columns of a panel, the first of which is column `first` of the table.
fn captions(table: &TableLayout, panel: &Panel, at: usize, first: usize) -> Vec<Column> {
    let of: Vec<Option<Conditions>> = panel
        .columns
        .iter()
        .map(|column| match &column.shows {
            Shows::Figure(figure) => Some(table.within.and(figure)),
            _ => None,
        })
        .collect();
    let parts = parts::of_columns(&of.iter().map(Option::as_ref).collect::<Vec<_>>());
    let columns = panel.columns.iter().zip(&of).zip(parts);
    let column = |((column, of), parts): ((&layout::Column, &Option<Conditions>), Vec<usize>)| Column {
        head: column.head.clone(),
        figures: of.is_some(),
        panel: at,
        parts: parts.into_iter().map(|part| first + part).collect(),
    };
    columns.map(column).collect()
}

/// The rows of a panel: those from the top and those at the bottom, each with what it is of.
type Parts = (Vec<(Vec<Cell>, Origin)>, Vec<(Vec<Cell>, Origin)>);

/// Puts panels side by side: their rows from the top, their feet from the bottom.
fn beside(analysis: &Analysis, panels: &[Parts], table: &TableLayout) -> Vec<Row> {
    let body = panels.iter().map(|(rows, _)| rows.len()).max().unwrap_or(0);
    let foot = panels.iter().map(|(_, foot)| foot.len()).max().unwrap_or(0);
    let mut rows: Vec<Row> = (0..body + foot).map(|_| Row { cells: Vec::new(), parts: Vec::new() }).collect();
    for ((top, bottom), panel) in panels.iter().zip(&table.panels) {
        let places: Vec<usize> = (0..top.len()).chain(body + foot - bottom.len()..body + foot).collect();
        let origins: Vec<Origin> = top.iter().chain(bottom).map(|(_, origin)| origin.clone()).collect();
        for row in &mut rows {
            row.cells.extend(vec![Cell::Absent; panel.columns.len()]);
            row.parts.push(Vec::new());
        }
        let parts = parts::of_rows(analysis, &origins);
        for ((place, (cells, _)), parts) in places.iter().zip(top.iter().chain(bottom)).zip(parts) {
            let row = &mut rows[*place];
            let from = row.cells.len() - cells.len();
            row.cells[from..].clone_from_slice(cells);
            if let Some(last) = row.parts.last_mut() {
                *last = parts.into_iter().map(|part| places[part]).collect();
            }
        }
    }
    rows
}

/// The title of a table.
pub fn heading(analysis: &Analysis, table: &TableLayout) -> String {
    said(analysis, &table.title)
}

/// A text of the layout with what it says of the budget.
pub fn said(analysis: &Analysis, text: &str) -> String {
    let header = analysis.model.header();
    let year = header.year.map(|year| year.to_string()).unwrap_or_default();
    let named = header.at.zip(header.name).map(|(at, name)| name.of(analysis.sources.line(at)).into_owned());
    let unit = analysis.model.units.tree().roots().next().map(|root| names::unit(analysis, root));
    let name = named.unwrap_or_default();
    text.replace("{year}", &year).replace("{unit}", unit.as_deref().unwrap_or(&name)).replace("{name}", &name)
}
