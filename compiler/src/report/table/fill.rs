//! Fills a table: which rows there are, what each cell is of, and what that comes to.

use crate::Analysis;
use crate::ledger::{Query, Sums};
use crate::model::{Dim, Node, Slice};
use crate::syntax::Zero;

use super::super::figure::{Known, known, printed};
use super::super::layout::{Conditions, Layout, Panel, Rows, RowsOf, Shows, TableLayout};
use super::{Cell, Column, Row, Table, names};

pub fn table(analysis: &Analysis, layout: &Layout, table: &TableLayout) -> Table {
    let header = analysis.model.header();
    let mut filled = Table {
        id: table.id.clone(),
        title: said(analysis, &table.title),
        measure: layout.measure.unwrap_or(header.display),
        scale: header.scale,
        columns: Vec::new(),
        rows: Vec::new(),
        empty: None,
        untold: 0,
    };
    let mut panels = Vec::new();
    for panel in &table.panels {
        let columns = panel.columns.iter();
        let captions =
            columns.map(|it| Column { head: it.head.clone(), figures: matches!(it.shows, Shows::Figure(_)) });
        filled.columns.extend(captions);
        let mut part = |rows: &[Rows]| {
            let mut lines = Lines { analysis, table, panel, filled: &mut filled, rows: Vec::new() };
            lines.add(rows);
            lines.rows
        };
        panels.push((part(&panel.rows), part(&panel.foot)));
    }
    filled.rows = beside(&panels, table);
    let figures = filled.rows.iter().flat_map(|row| &row.cells).any(|cell| matches!(cell, Cell::Figure(_)));
    filled.empty = table.empty.as_ref().filter(|_| !figures).map(|text| said(analysis, text));
    filled
}

/// Puts panels side by side: their rows from the top, their feet from the bottom.
fn beside(panels: &[(Vec<Row>, Vec<Row>)], table: &TableLayout) -> Vec<Row> {
    let most = |part: fn(&(Vec<Row>, Vec<Row>)) -> usize| panels.iter().map(part).max().unwrap_or(0);
    let (body, foot) = (most(|panel| panel.0.len()), most(|panel| panel.1.len()));
    let row = |at: usize| {
        let cells = panels.iter().zip(&table.panels).flat_map(|((rows, feet), panel)| {
            let row = match at.checked_sub(body) {
                None => rows.get(at),
                Some(at) => at.checked_sub(foot - feet.len()).and_then(|at| feet.get(at)),
            };
            row.map_or_else(|| vec![Cell::Absent; panel.columns.len()], |row| row.cells.clone())
        });
        Row { cells: cells.collect() }
    };
    (0..body + foot).map(row).collect()
}

/// A text of the layout with what it says of the budget.
fn said(analysis: &Analysis, text: &str) -> String {
    let header = analysis.model.header();
    let year = header.year.map(|year| year.to_string()).unwrap_or_default();
    let named = header.at.zip(header.name).map(|(at, name)| name.of(analysis.sources.line(at)).into_owned());
    let unit = analysis.model.units.tree().roots().next().map(|root| names::unit(analysis, root));
    let name = named.unwrap_or_default();
    text.replace("{year}", &year).replace("{unit}", unit.as_deref().unwrap_or(&name)).replace("{name}", &name)
}

/// The rows of one part of a panel, as they are filled.
struct Lines<'a> {
    analysis: &'a Analysis,
    table: &'a TableLayout,
    panel: &'a Panel,
    filled: &'a mut Table,
    rows: Vec<Row>,
}

impl Lines<'_> {
    fn add(&mut self, rows: &[Rows]) {
        for rows in rows {
            match &rows.of {
                RowsOf::Name(_) => self.fill(rows, &[None], true),
                RowsOf::Each(each) => {
                    let nodes: Vec<_> =
                        names::nodes(self.analysis, each).into_iter().map(|it| Some((each.dim, it))).collect();
                    self.fill(rows, &nodes, false);
                }
            }
        }
    }

    /// Adds a row for each of `nodes`; those without a figure only if `keep` says so.
    fn fill(&mut self, rows: &Rows, nodes: &[Option<(Dim, Node)>], keep: bool) {
        let slices: Vec<Option<Slice>> = nodes.iter().flat_map(|node| self.slices(rows, *node)).collect();
        let asked: Vec<&Slice> = slices.iter().flatten().collect();
        let queries: Vec<Query> = asked.iter().map(|slice| Query::from(*slice)).collect();
        let mut sums = self.analysis.cube().sums(&queries).into_iter();
        let mut known: Vec<Known> = Vec::with_capacity(slices.len());
        for slice in &slices {
            let sum = slice.as_ref().and_then(|slice| Some((slice, sums.next()?)));
            known.push(sum.map_or(Known::Nothing, |(slice, sum)| self::known(self.analysis, slice, &sum)));
        }
        let figures = self.panel.columns.iter().filter(|column| matches!(column.shows, Shows::Figure(_))).count();
        for (at, node) in nodes.iter().enumerate() {
            let known = &known[at * figures..(at + 1) * figures];
            if keep || known.iter().any(|known| matches!(known, Known::Figure(_))) {
                let row = self.row(rows, *node, known);
                self.rows.push(row);
            }
        }
    }

    /// What the cells with figures of a row are of.
    fn slices(&self, rows: &Rows, node: Option<(Dim, Node)>) -> Vec<Option<Slice>> {
        let of = |figure: &Conditions| {
            let slice = self.table.within.and(figure).and(&rows.within).slice(&self.analysis.model)?;
            match node {
                Some((dim, node)) => dim.applies(slice.kind()).then(|| slice.with(dim, node)),
                None => Some(slice),
            }
        };
        let columns = self.panel.columns.iter();
        columns
            .filter_map(|column| if let Shows::Figure(figure) = &column.shows { Some(of(figure)) } else { None })
            .collect()
    }

    fn row(&mut self, rows: &Rows, node: Option<(Dim, Node)>, known: &[Known]) -> Row {
        let mut known = known.iter();
        let cells = self.panel.columns.iter().map(|column| match &column.shows {
            Shows::Figure(_) => match known.next() {
                Some(Known::Figure(amount)) if amount.0 != 0 || self.zeros() => {
                    Cell::Figure(printed(amount.decimal(), self.filled.measure, self.filled.scale))
                }
                Some(Known::AtLeast(amount)) => {
                    self.filled.untold += usize::from(amount.0 != 0);
                    Cell::Nothing
                }
                _ => Cell::Nothing,
            },
            shows => self.text(shows, rows, node).map_or(Cell::Nothing, |(text, indent)| Cell::Text(text, indent)),
        });
        let cells = cells.collect();
        Row { cells }
    }
}

impl Lines<'_> {
    /// Whether a zero is printed; a blank is none.
    fn zeros(&self) -> bool {
        self.analysis.model.header().zero == Zero::Printed
    }

    fn text(&self, shows: &Shows, rows: &Rows, node: Option<(Dim, Node)>) -> Option<(String, usize)> {
        let analysis = self.analysis;
        let (dim, node) = match (node, &rows.of) {
            (Some(node), _) => node,
            (None, RowsOf::Name(name)) => return matches!(shows, Shows::Name).then(|| (name.clone(), rows.indent)),
            (None, RowsOf::Each(_)) => return None,
        };
        let code = || names::code(analysis, dim, node);
        let text = match shows {
            Shows::Name => {
                let depth = if dim == Dim::Project { 0 } else { analysis.model.tree(dim).depth(node) };
                return Some((names::name(analysis, dim, node), rows.indent + depth));
            }
            Shows::Code => code()?.to_string(),
            Shows::Level(level) => names::level(code()?, *level)?,
            Shows::Unit => names::unit_of(analysis, dim, node)?,
            Shows::Goal => names::goal(analysis, dim, node)?,
            Shows::Figure(_) => return None,
        };
        Some((text, 0))
    }
}
