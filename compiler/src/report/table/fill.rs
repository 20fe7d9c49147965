//! Fills a table: which rows there are, what each cell is of, and what that comes to.

use crate::Analysis;
use crate::ledger::{Query, Sums};
use crate::model::{Dim, Node, Slice};
use crate::syntax::Zero;

use super::super::figure::{Known, known, printed};
use super::super::layout::{self, Conditions, Layout, Panel, Rows, RowsOf, Shows, TableLayout};
use super::parts::Origin;
use super::{Cell, Column, Row, Table, names, parts};

pub fn table(analysis: &Analysis, layout: &Layout, table: &TableLayout) -> Table {
    let header = analysis.model.header();
    let mut filled = Table {
        id: table.id.clone(),
        title: said(analysis, &table.title),
        measure: table.measure.or(layout.measure).unwrap_or(header.display),
        unit: String::new(),
        scale: table.scale.or(layout.scale).unwrap_or(header.scale),
        columns: Vec::new(),
        rows: Vec::new(),
        empty: None,
        untold: 0,
    };
    filled.unit = said(analysis, &layout.unit).replace("{measure}", filled.measure.zh());
    let mut panels = Vec::new();
    for (at, panel) in table.panels.iter().enumerate() {
        let columns = captions(table, panel, at, filled.columns.len());
        filled.columns.extend(columns);
        let mut part = |rows: &[Rows]| {
            let mut lines = Lines { analysis, table, panel, filled: &mut filled, rows: Vec::new() };
            lines.add(rows);
            lines.rows
        };
        panels.push((part(&panel.rows), part(&panel.foot)));
    }
    filled.rows = beside(analysis, &panels, table);
    let figures = filled.rows.iter().flat_map(|row| &row.cells).any(|cell| matches!(cell, Cell::Figure(_)));
    filled.empty = table.empty.as_ref().filter(|_| !figures).map(|text| said(analysis, text));
    filled
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
    rows: Vec<(Vec<Cell>, Origin)>,
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
            if keep || known.iter().any(Known::is_something) {
                let cells = self.cells(rows, *node, known);
                self.rows.push((cells, Origin { within: rows.within.clone(), node: *node }));
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

    fn cells(&mut self, rows: &Rows, node: Option<(Dim, Node)>, known: &[Known]) -> Vec<Cell> {
        self.filled.untold += self.untold(known);
        let mut known = known.iter();
        let cells = self.panel.columns.iter().map(|column| match &column.shows {
            Shows::Figure(_) => match known.next() {
                Some(Known::Figure(amount)) if amount.0 != 0 || self.zeros() => {
                    Cell::Figure(printed(amount.decimal(), self.filled.measure, self.filled.scale))
                }
                _ => Cell::Nothing,
            },
            shows => self.text(shows, rows, node).map_or(Cell::Nothing, |(text, indent)| Cell::Text(text, indent)),
        });
        cells.collect()
    }
}

impl Lines<'_> {
    /// How many cells of a row are blank though there is money in them: some of it is in them for certain,
    /// or in a column that is a part of theirs.
    fn untold(&self, known: &[Known]) -> usize {
        let first = self.filled.columns.len() - self.panel.columns.len();
        let columns = &self.filled.columns[first..];
        let mut of_column = known.iter();
        let known: Vec<Option<&Known>> =
            columns.iter().map(|column| if column.figures { of_column.next() } else { None }).collect();
        let something = |at: &usize| known.get(at - first).copied().flatten().is_some_and(Known::is_something);
        let blank = |(column, known): &(&Column, &Option<&Known>)| {
            matches!(known, Some(Known::AtLeast(_)))
                && (known.is_some_and(Known::is_something) || column.parts.iter().any(something))
        };
        columns.iter().zip(&known).filter(blank).count()
    }

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
