//! The same sums for each node of a dimension that has very many: what a table asks for that has a row for
//! each project.
//!
//! A cube holds all questions and all answers at once. Here the lines are put in the order of the
//! dimension's nodes, so that those below a node are neighbours, and each answer is added up when its row
//! is written.

use std::ops::Range;

use crate::model::slice::Place;
use crate::model::{Dim, Model, Node, Slice};

use super::cube::SliceSum;
use super::sum::Sum;

/// The lines of a model in the order of the nodes of a dimension.
#[derive(Debug)]
pub struct Below<'a> {
    model: &'a Model,
    dim: Dim,
    /// Indices of entries, by node.
    order: Vec<u32>,
    /// Where in `order` the lines of each node begin, and where all end.
    starts: Vec<u32>,
    /// The lines of which it is not known to what node they belong.
    open: Vec<u32>,
}

impl<'a> Below<'a> {
    /// Puts the lines of `model` in order.
    pub fn new(model: &'a Model, dim: Dim) -> Below<'a> {
        let mut starts = vec![0_u32; model.tree(dim).len() + 1];
        let mut open = Vec::new();
        for (index, entry) in model.entries.iter().enumerate() {
            match entry.node(dim) {
                node if node.is_known() => starts[node.index() + 1] += 1,
                node if node.is_open() => open.push(index as u32),
                _ => {}
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; starts.last().map_or(0, |end| *end as usize)];
        for (index, entry) in model.entries.iter().enumerate() {
            let node = entry.node(dim);
            if node.is_known() {
                let place = &mut next[node.index()];
                order[*place as usize] = index as u32;
                *place += 1;
            }
        }
        Below { model, dim, order, starts, open }
    }

    /// Whether some line that belongs to no known node may be in the slice, whatever the node: then no node's
    /// sum is known from its own lines.
    pub fn is_open(&self, slice: &Slice) -> bool {
        let may = |index: &u32| slice.holds(self.model, &self.model.entries[*index as usize]) != Place::Out;
        self.open.iter().any(may)
    }

    /// What the lines below a node come to in a slice that says nothing of the node's dimension. None where some
    /// line may or may not be in it: a cube tells those apart.
    pub fn sum(&self, node: Node, slice: &Slice) -> Option<SliceSum> {
        let tree = self.model.tree(self.dim);
        let mut inside = Sum::default();
        let mut certain = true;
        let mut add = |range: Range<usize>, within: bool| {
            for &index in self.order.get(range).unwrap_or(&[]) {
                let entry = &self.model.entries[index as usize];
                match slice.holds(self.model, entry) {
                    Place::Out => {}
                    Place::In if within => inside += &Sum::line(index as usize, entry),
                    _ => certain = false,
                }
            }
        };
        add(self.lines(node, tree.end(node)), true);
        if self.dim.is_coarse() {
            // What says only to which level-1 project it belongs may belong to each below it.
            tree.ancestors(node).for_each(|above| add(self.lines(above, Node(above.0 + 1)), false));
        }
        let (suspended, fingerprint) = (inside.unreadable > 0, inside.fingerprint);
        certain.then(|| SliceSum { inside, suspended, fingerprint, ..SliceSum::default() })
    }

    fn lines(&self, from: Node, to: Node) -> Range<usize> {
        let start = |node: Node| self.starts.get(node.index()).map_or(self.order.len(), |start| *start as usize);
        start(from)..start(to)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::ledger::{Query, Sums};
    use crate::source::Memory;
    use crate::syntax::Kind;
    use crate::{Options, analyze};

    /// Lines on both levels, lines of no project, and lines that do not say their function.
    const TOWN: &str = "\
unit 甲
account 207 文化
account 20701 旅游
project 专项 unit 甲 amount 9.00
project 一 under 专项 unit 甲 func 207 amount 1.00
project 一 under 专项 unit 甲 func 20701 amount 2.00
project 二 under 专项 unit 甲 amount 6.00
project 三 unit 甲 func 20701 amount 4.00
personnel unit 甲 func 207 amount 5.00
";

    #[test]
    fn it_is_what_a_cube_says_or_nothing() {
        // A line of no project may be of any, so that nothing is certain.
        let unnamed = format!("{TOWN}project unit 甲 func 207 amount 3.00\n");
        for (text, certain) in [(TOWN.to_owned(), true), (unnamed, false)] {
            let files = Memory::new().with("a.bud", text);
            let analysis = analyze(&files, Path::new("a.bud"), &Options::default()).unwrap();
            let model = &analysis.model;
            let below = Below::new(model, Dim::Project);
            let func = model.tree(Dim::Func).nodes().map(Some).chain([None]);
            let slices: Vec<Slice> = func
                .map(|node| {
                    node.map_or(Slice::of(Kind::Project), |node| Slice::of(Kind::Project).with(Dim::Func, node))
                })
                .collect();
            let mut told = 0;
            for slice in &slices {
                for node in model.tree(Dim::Project).nodes() {
                    let whole = slice.clone().with(Dim::Project, node);
                    let cube = analysis.cube().sums(&[Query::from(&whole)]).remove(0);
                    let sum = below.sum(node, slice).filter(|_| !below.is_open(slice));
                    assert_eq!(sum.is_some(), cube.possible.is_empty(), "{whole:?}");
                    if let Some(sum) = sum {
                        assert_eq!(
                            (sum.inside, sum.fingerprint, sum.suspended),
                            (cube.inside, cube.fingerprint, cube.suspended)
                        );
                        told += 1;
                    }
                }
            }
            assert_eq!(told > 0, certain);
        }
    }
}
