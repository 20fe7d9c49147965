//! The lines of a model by place: those at the same place are one cell.

use std::fmt;
use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::{FxHashSet, FxHasher};

use crate::model::{Dim, Entry, Model, Node};

use super::sum::Sum;

/// The lines of one place.
pub(super) struct Cell {
    /// Where they are; they may be of any project.
    pub nodes: [Node; Dim::ALL.len()],
    /// What they come to.
    pub sum: Sum,
}

/// The lines of a model, added up by place. Kept with the model, they make its sums cheap to ask for
/// again.
pub struct Cells {
    /// The lines without their projects, added up by place; none if nearly every line has a place
    /// of its own.
    pub(super) cells: Option<Vec<Cell>>,
    /// For each dimension the values, beside leaves, that some line has: unknown, error, inner nodes.
    pub(super) held: [FxHashSet<Node>; Dim::ALL.len()],
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cells").field("count", &self.cells.as_ref().map(Vec::len)).finish_non_exhaustive()
    }
}

impl Cells {
    /// Adds up the lines of `model`.
    pub fn of(model: &Model) -> Cells {
        let cells = Cells::add_up(model);
        let held = Cells::hold(model, cells.as_deref());
        Cells { cells, held }
    }

    fn add_up(model: &Model) -> Option<Vec<Cell>> {
        const TRIAL: usize = 1 << 16;
        // Fewer than this are rare, and more need only one step more.
        let expected = model.entries.len() / 4;
        let mut cells: Vec<Cell> = Vec::with_capacity(expected);
        let mut table: HashTable<u32> = HashTable::with_capacity(expected);
        for (index, entry) in model.entries.iter().enumerate() {
            let nodes = place(entry);
            let sum = Sum::line(index, entry);
            let hash = place_hash(&nodes);
            match table.find(hash, |&at| cells[at as usize].nodes == nodes) {
                Some(&at) => cells[at as usize].sum += &sum,
                None => {
                    table.insert_unique(hash, cells.len() as u32, |&at| place_hash(&cells[at as usize].nodes));
                    cells.push(Cell { nodes, sum });
                }
            }
            if index == TRIAL && cells.len() > TRIAL / 2 {
                return None;
            }
        }
        Some(cells)
    }

    fn hold(model: &Model, cells: Option<&[Cell]>) -> [FxHashSet<Node>; Dim::ALL.len()] {
        let mut held: [FxHashSet<Node>; Dim::ALL.len()] = Default::default();
        let mut note = |dim: Dim, node: Node| {
            let inner = node.is_known() && model.tree(dim).has_children(node);
            if node.is_open() || inner {
                held[dim as usize].insert(node);
            }
        };
        match cells {
            Some(cells) => {
                for cell in cells {
                    Dim::ALL.into_iter().for_each(|dim| note(dim, cell.nodes[dim as usize]));
                }
                model.entries.iter().for_each(|entry| note(Dim::Project, entry.node(Dim::Project)));
            }
            None => {
                for entry in &model.entries {
                    Dim::ALL.into_iter().for_each(|dim| note(dim, entry.node(dim)));
                }
            }
        }
        held
    }
}

fn place(entry: &Entry) -> [Node; Dim::ALL.len()] {
    let mut nodes = Dim::ALL.map(|dim| entry.node(dim));
    nodes[Dim::Project as usize] = Node::NONE;
    nodes
}

fn place_hash(nodes: &[Node; Dim::ALL.len()]) -> u64 {
    let mut hasher = FxHasher::default();
    for pair in nodes.chunks(2) {
        let high = u64::from(pair[0].0) << 32;
        hasher.write_u64(high | pair.get(1).map_or(0, |node| u64::from(node.0)));
    }
    hasher.finish()
}
