//! The roll-up table of `bdc show`: one dimension down, and if two are named the second across.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::Analysis;
use crate::diagnostic::{Language, locale};
use crate::ledger::{Cube, Millionths, Query, SliceSum, Sums};
use crate::model::header::shifted;
use crate::model::{Dim, Header, Node, Slice};
use crate::syntax::Kind;

/// What a table is broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Units.
    Unit,
    /// Kinds.
    Kind,
    /// Functional classification.
    Func,
    /// Economic classification.
    Econ,
    /// Sources of funds.
    Source,
    /// Projects.
    Project,
}

impl By {
    /// All of them.
    pub const ALL: &[By] = &[By::Unit, By::Kind, By::Func, By::Econ, By::Source, By::Project];

    /// The name, as the attribute is spelled in English.
    pub fn as_str(self) -> &'static str {
        self.dim().attribute().en()
    }

    /// What it is called in a language: the attribute's spelling.
    pub fn caption(self, language: Language) -> &'static str {
        let attribute = self.dim().attribute();
        match language {
            Language::English => attribute.en(),
            Language::Chinese => attribute.zh(),
        }
    }

    /// The dimension.
    pub fn dim(self) -> Dim {
        match self {
            By::Unit => Dim::Unit,
            By::Kind => Dim::Kind,
            By::Func => Dim::Func,
            By::Econ => Dim::Econ,
            By::Source => Dim::Source,
            By::Project => Dim::Project,
        }
    }
}

/// A table for people: the first column is names, the others figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The captions, one a column.
    pub header: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// What a mark in the cells means, if one is there.
    pub note: Option<String>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the row is of; none for the total.
    pub node: Option<Node>,
    /// How deep its first cell is indented.
    pub depth: usize,
    /// The cells, one a column.
    pub cells: Vec<String>,
}

/// Stands behind a sum that further lines may belong to: they do not say where they lie.
const OPEN: char = '+';

/// The roll-up of `analysis`: the first of `by` down, by function if there is none; the second
/// across, by kind if there is none. Rows and columns without any figure are left out.
pub fn table(analysis: &Analysis, by: &[By], language: Language) -> Table {
    let rows_by = by.first().copied().unwrap_or(By::Func);
    let columns_by = by.get(1).copied().unwrap_or(if rows_by == By::Kind { By::Source } else { By::Kind });
    let (down, across) = (rows_by.dim(), columns_by.dim());
    let show = Show { analysis, language, cube: analysis.cube() };
    let rows = show.axis(down);
    let columns = show.axis(across);
    let slices: Vec<Slice> =
        rows.iter().flat_map(|row| columns.iter().map(move |column| slice(down, *row, across, *column))).collect();
    let queries: Vec<Query> = slices.iter().map(Query::from).collect();
    let sums = show.cube.sums(&queries);
    let cells: Vec<Vec<Option<String>>> = slices
        .iter()
        .zip(&sums)
        .map(|(slice, sum)| show.cell(slice, sum))
        .collect::<Vec<_>>()
        .chunks(columns.len().max(1))
        .map(<[_]>::to_vec)
        .collect();
    let filled = |column: usize| cells.iter().any(|row| row.get(column).is_some_and(Option::is_some));
    let kept: Vec<usize> = (0..columns.len()).filter(|&column| columns[column].is_none() || filled(column)).collect();
    let mut header = vec![format!("{} ({})", rows_by.caption(language), analysis.model.header().display.zh())];
    header.extend(kept.iter().map(|&column| show.label(across, columns[column])));
    let tree = analysis.model.tree(down);
    let rows = rows.iter().zip(&cells).filter(|(row, cells)| row.is_none() || cells.iter().any(Option::is_some));
    let rows = rows.map(|(row, cells)| Row {
        node: *row,
        depth: row.map_or(0, |node| tree.depth(node)),
        cells: std::iter::once(show.label(down, *row))
            .chain(kept.iter().map(|&column| cells[column].clone().unwrap_or_default()))
            .collect(),
    });
    let open = cells.iter().flatten().flatten().any(|cell| cell.ends_with(OPEN));
    let note = open.then(|| locale::word(language, "show-open"));
    Table { header, rows: rows.collect(), note }
}

/// What the budget spends in all, as a report prints it: the claim, if one holds, else the sum of its
/// lines; none where there is neither.
pub fn grand_total(analysis: &Analysis) -> Option<String> {
    let show = Show { analysis, language: Language::English, cube: analysis.cube() };
    let slice = Slice::of(Kind::Expense);
    let sums = show.cube.sums(&[Query::from(&slice)]);
    sums.first().and_then(|sum| show.cell(&slice, sum))
}

/// The slice of a cell: expense, unless a kind or the source of revenue says otherwise.
fn slice(down: Dim, row: Option<Node>, across: Dim, column: Option<Node>) -> Slice {
    let mut slice = Slice::of(Kind::Expense);
    for (dim, node) in [(down, row), (across, column)] {
        if let Some(node) = node {
            slice = slice.with(dim, node);
        }
    }
    slice
}

struct Show<'a> {
    analysis: &'a Analysis,
    language: Language,
    cube: Cube<'a>,
}

impl Show<'_> {
    /// The nodes of an axis, none for the total.
    fn axis(&self, dim: Dim) -> Vec<Option<Node>> {
        let tree = self.analysis.model.tree(dim);
        let nodes = tree.nodes().filter(|&node| dim != Dim::Kind || Kind::ALL[node.index()] != Kind::Memo);
        let total = (dim != Dim::Kind).then_some(None);
        total.into_iter().chain(nodes.map(Some)).collect()
    }

    fn label(&self, dim: Dim, node: Option<Node>) -> String {
        match (dim, node) {
            (_, None) => locale::word(self.language, "show-total"),
            (Dim::Kind, Some(node)) => match self.language {
                Language::English => Kind::ALL[node.index()].en().to_owned(),
                Language::Chinese => Kind::ALL[node.index()].zh().to_owned(),
            },
            (_, Some(node)) => self.analysis.model.label(&self.analysis.sources, dim, node),
        }
    }

    /// What is printed for a slice: the claim, if one holds, else the sum, marked where further lines
    /// may belong to it; nothing where there is neither.
    fn cell(&self, slice: &Slice, sum: &SliceSum) -> Option<String> {
        let group = self.analysis.settled.group_of(slice, sum);
        if let Some(figure) = group.and_then(|group| self.analysis.settled.standing(group)) {
            return (figure.amount.0 != 0).then(|| self.printed(figure.amount));
        }
        let inside = sum.inside.total();
        if !sum.inside.is_empty() && inside.0 != 0 {
            let mut cell = self.printed(inside);
            cell.extend((!sum.possible.is_empty()).then_some(OPEN));
            return Some(cell);
        }
        None
    }

    fn printed(&self, amount: Millionths) -> String {
        printed(amount.decimal(), self.analysis.model.header())
    }
}

/// A figure in 元 as reports print it: in the measure of display, rounded half up once.
pub fn printed(yuan: Decimal, header: &Header) -> String {
    let value = shifted(yuan, header.display);
    let mut rounded = value.round_dp_with_strategy(u32::from(header.scale), RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(u32::from(header.scale));
    rounded.to_string()
}
