//! Which rows and columns are parts of which: what a reviewer would add up to a figure.

use crate::Analysis;
use crate::model::{Dim, Node};

use super::super::layout::Conditions;

/// What a row is of.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its conditions in the layout.
    pub within: Conditions,
    /// The node that it is of besides, if it is one of many.
    pub node: Option<(Dim, Node)>,
}

/// The parts of each row: of a node the rows of the nodes next below it, of a named row the widest rows that
/// it holds.
pub fn of_rows(analysis: &Analysis, rows: &[Origin]) -> Vec<Vec<usize>> {
    let mut parts = vec![Vec::new(); rows.len()];
    // The rows of nodes stand in pre-order, a run of them for each dimension; projects by level, in no order.
    let mut above: Vec<(usize, Dim, Node)> = Vec::new();
    let mut tops = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some((dim, node)) = row.node else { continue };
        let tree = analysis.model.tree(dim);
        while above
            .last()
            .is_some_and(|&(_, other, upper)| other != dim || !tree.contains(upper, node) || upper == node)
        {
            above.pop();
        }
        match above.last() {
            Some(&(upper, ..)) => parts[upper].push(at),
            None => tops.push(at),
        }
        above.push((at, dim, node));
    }
    let named: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].node.is_none()).collect();
    for &at in &named {
        let holds = |upper: usize, inner: usize| match rows[inner].node {
            None => rows[upper].within.hold(&rows[inner].within),
            Some(_) => rows[upper].within == rows[inner].within || rows[upper].within.hold(&rows[inner].within),
        };
        let inner: Vec<usize> =
            named.iter().chain(&tops).copied().filter(|&inner| inner != at && holds(at, inner)).collect();
        // What is inside another part is no part of its own.
        let between: Vec<usize> = inner.iter().copied().filter(|&it| rows[it].node.is_none()).collect();
        let widest = |it: &usize| !between.iter().any(|&other| other != *it && holds(other, *it));
        parts[at] = inner.iter().copied().filter(widest).collect();
        parts[at].sort_unstable();
    }
    parts
}

/// The parts of each column of a panel, by what it is of; none for a column of texts.
pub fn of_columns(columns: &[Option<&Conditions>]) -> Vec<Vec<usize>> {
    let holds = |upper: usize, inner: usize| match (columns[upper], columns[inner]) {
        (Some(upper), Some(inner)) => upper.hold(inner),
        _ => false,
    };
    let all = 0..columns.len();
    let parts = |at: usize| {
        let inner: Vec<usize> = all.clone().filter(|&inner| holds(at, inner)).collect();
        let widest = |it: &usize| !inner.iter().any(|&other| holds(other, *it));
        inner.iter().copied().filter(widest).collect()
    };
    all.clone().map(parts).collect()
}
