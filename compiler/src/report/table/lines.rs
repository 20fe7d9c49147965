//! The rows of one part of a table: which there are, and what each cell comes to.

use std::cell::OnceCell;
use std::io;

use rustc_hash::FxHashMap;

use crate::Analysis;
use crate::ledger::{Below, Query, Sums};
use crate::model::{Dim, Node, Slice};
use crate::source::LineRef;
use crate::syntax::Zero;

use super::super::figure::{Known, known, printed};
use super::super::layout::{Conditions, Panel, Rows, RowsOf, Shows, TableLayout};
use super::parts::Origin;
use super::{Cell, Column, Table, names};

/// From so many rows on each is added up by itself.
const MANY: usize = 1_000;

/// Takes a row and what it is of.
pub type Sink<'s> = &'s mut dyn FnMut(Vec<Cell>, Origin) -> io::Result<()>;

/// The rows of one part of a panel, as they are filled.
pub struct Lines<'a> {
    analysis: &'a Analysis,
    table: &'a TableLayout,
    panel: &'a Panel,
    /// The table without its rows; this panel's columns are its last.
    head: &'a Table,
    /// How many cells are blank since some lines do not say whether they belong to them.
    pub untold: usize,
    goals: OnceCell<FxHashMap<Node, LineRef>>,
}

impl<'a> Lines<'a> {
    pub fn new(analysis: &'a Analysis, table: &'a TableLayout, panel: &'a Panel, head: &'a Table) -> Lines<'a> {
        Lines { analysis, table, panel, head, untold: 0, goals: OnceCell::new() }
    }

    /// Fills rows, one after the other.
    ///
    /// # Errors
    /// What `sink` says.
    pub fn fill(&mut self, rows: &[Rows], sink: Sink<'_>) -> io::Result<()> {
        for rows in rows {
            match &rows.of {
                RowsOf::Name(_) => self.few(rows, &[None], true, sink)?,
                RowsOf::Each(each) => {
                    let nodes = names::nodes(self.analysis, each);
                    let done = if nodes.len() < MANY { 0 } else { self.many(rows, each.dim, &nodes, sink)? };
                    let rest: Vec<_> = nodes[done..].iter().map(|node| Some((each.dim, *node))).collect();
                    self.few(rows, &rest, false, sink)?;
                }
            }
        }
        Ok(())
    }

    /// A row for each of `nodes`, all sums at once; those without a figure only if `keep` says so.
    fn few(&mut self, rows: &Rows, nodes: &[Option<(Dim, Node)>], keep: bool, sink: Sink<'_>) -> io::Result<()> {
        let slices: Vec<Option<Slice>> = nodes.iter().flat_map(|node| self.slices(rows, *node)).collect();
        let queries: Vec<Query> = slices.iter().flatten().map(Query::from).collect();
        let mut sums = self.analysis.cube().sums(&queries).into_iter();
        let mut known: Vec<Known> = Vec::with_capacity(slices.len());
        for slice in &slices {
            let sum = slice.as_ref().and_then(|slice| Some((slice, sums.next()?)));
            known.push(sum.map_or(Known::Nothing, |(slice, sum)| self::known(self.analysis, slice, &sum)));
        }
        let figures = self.figures();
        for (at, node) in nodes.iter().enumerate() {
            self.row(rows, *node, &known[at * figures..(at + 1) * figures], keep, sink)?;
        }
        Ok(())
    }

    /// A row for each of very many nodes, one after the other, up to the first whose lines do not say all:
    /// how many were done.
    fn many(&mut self, rows: &Rows, dim: Dim, nodes: &[Node], sink: Sink<'_>) -> io::Result<usize> {
        let slices = self.slices(rows, None);
        let slices: Vec<Option<Slice>> = slices.into_iter().map(|it| it.filter(|it| dim.applies(it.kind()))).collect();
        let below = Below::new(&self.analysis.model, dim);
        if slices.iter().flatten().any(|slice| below.is_open(slice)) {
            return Ok(0);
        }
        let mut known: Vec<Known> = Vec::with_capacity(slices.len());
        for (done, &node) in nodes.iter().enumerate() {
            known.clear();
            for slice in &slices {
                let Some(slice) = slice else {
                    known.push(Known::Nothing);
                    continue;
                };
                let Some(sum) = below.sum(node, slice) else { return Ok(done) };
                known.push(self::known(self.analysis, &slice.clone().with(dim, node), &sum));
            }
            self.row(rows, Some((dim, node)), &known, false, sink)?;
        }
        Ok(nodes.len())
    }

    fn row(
        &mut self,
        rows: &Rows,
        node: Option<(Dim, Node)>,
        known: &[Known],
        keep: bool,
        sink: Sink<'_>,
    ) -> io::Result<()> {
        if !keep && !known.iter().any(Known::is_something) {
            return Ok(());
        }
        self.untold += self.untold(known);
        let cells = self.cells(rows, node, known);
        sink(cells, Origin { within: rows.within.clone(), node })
    }

    /// How many columns hold figures.
    fn figures(&self) -> usize {
        self.panel.columns.iter().filter(|column| matches!(column.shows, Shows::Figure(_))).count()
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

    fn cells(&self, rows: &Rows, node: Option<(Dim, Node)>, known: &[Known]) -> Vec<Cell> {
        let mut known = known.iter();
        let cells = self.panel.columns.iter().map(|column| match &column.shows {
            Shows::Figure(_) => match known.next() {
                Some(Known::Figure(amount)) if amount.0 != 0 || self.zeros() => {
                    Cell::Figure(printed(amount.decimal(), self.head.measure, self.head.scale))
                }
                _ => Cell::Nothing,
            },
            shows => self.text(shows, rows, node).map_or(Cell::Nothing, |(text, indent)| Cell::Text(text, indent)),
        });
        cells.collect()
    }

    /// How many cells of a row are blank though there is money in them: some of it is in them for certain,
    /// or in a column that is a part of theirs.
    fn untold(&self, known: &[Known]) -> usize {
        let first = self.head.columns.len() - self.panel.columns.len();
        let columns = &self.head.columns[first..];
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
            Shows::Goal => names::text_at(analysis, *self.goals().get(&node).filter(|_| dim == Dim::Project)?, 1),
            Shows::Figure(_) => return None,
        };
        Some((text, 0))
    }

    /// Where the goal of each project stands.
    fn goals(&self) -> &FxHashMap<Node, LineRef> {
        let goals = || self.analysis.model.goals.iter().rev().map(|goal| (goal.project, goal.at)).collect();
        self.goals.get_or_init(goals)
    }
}
