//! The tree of a dimension, its nodes numbered in pre-order: a subtree is a range of numbers.

use super::dimension::Node;

/// A forest in pre-order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    parents: Vec<Node>,
    ends: Vec<u32>,
}

impl Tree {
    /// Builds the tree from each item's parent, given as an index into the same list.
    ///
    /// Returns the tree and each item's node. An item on a circle of parents becomes a root: circles
    /// are reported where parents are resolved.
    pub fn build(parents: &[Option<usize>]) -> (Tree, Vec<Node>) {
        let count = parents.len();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut roots = Vec::new();
        let mut on_circle = vec![false; count];
        circles(parents).into_iter().flatten().for_each(|item| on_circle[item] = true);
        for (item, parent) in parents.iter().enumerate() {
            match parent {
                Some(parent) if !on_circle[item] => children[*parent].push(item),
                _ => roots.push(item),
            }
        }
        let mut nodes = vec![Node::UNKNOWN; count];
        let mut tree = Tree { parents: Vec::with_capacity(count), ends: vec![0; count] };
        let mut stack: Vec<(usize, Node, bool)> =
            roots.into_iter().rev().map(|root| (root, Node::NONE, false)).collect();
        while let Some((item, parent, left)) = stack.pop() {
            if left {
                tree.ends[nodes[item].index()] = tree.parents.len() as u32;
                continue;
            }
            let node = Node(tree.parents.len() as u32);
            nodes[item] = node;
            tree.parents.push(parent);
            stack.push((item, parent, true));
            stack.extend(children[item].iter().rev().map(|&child| (child, node, false)));
        }
        (tree, nodes)
    }

    /// A tree of `count` roots: what most projects are.
    pub fn flat(count: usize) -> Tree {
        Tree { parents: vec![Node::NONE; count], ends: (1..=count as u32).collect() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// All nodes, parents before children.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        (0..self.parents.len() as u32).map(Node)
    }

    /// The node's parent.
    pub fn parent(&self, node: Node) -> Option<Node> {
        self.parents.get(node.index()).copied().filter(|parent| parent.is_known())
    }

    /// The nodes above `node`, the nearest first.
    pub fn ancestors(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        std::iter::successors(self.parent(node), |&above| self.parent(above))
    }

    /// Whether `inner` is `node` or under it.
    pub fn contains(&self, node: Node, inner: Node) -> bool {
        node <= inner && self.ends.get(node.index()).is_some_and(|&end| inner.0 < end)
    }

    /// The first node that stands after `node` and all below it.
    pub fn end(&self, node: Node) -> Node {
        self.ends.get(node.index()).map_or(Node(self.parents.len() as u32), |end| Node(*end))
    }

    /// Whether the node has children.
    pub fn has_children(&self, node: Node) -> bool {
        self.ends.get(node.index()).is_some_and(|&end| end > node.0 + 1)
    }

    /// The children of a node, in order.
    pub fn children(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let end = self.ends.get(node.index()).copied().unwrap_or(0);
        let mut next = node.0 + 1;
        std::iter::from_fn(move || {
            let child = Node(next);
            (next < end).then(|| next = self.ends[child.index()])?;
            Some(child)
        })
    }

    /// The nodes without a parent, in order.
    pub fn roots(&self) -> impl Iterator<Item = Node> + '_ {
        self.nodes().filter(|&node| self.parent(node).is_none())
    }

    /// How many nodes are above.
    pub fn depth(&self, node: Node) -> usize {
        self.ancestors(node).count()
    }
}

/// The circles that following parents runs into, by their least items: each from the parent of its
/// least item on, that item last.
pub fn circles(parents: &[Option<usize>]) -> Vec<Vec<usize>> {
    // The walk that came by an item first; every item is walked over once.
    let mut walks: Vec<Option<usize>> = vec![None; parents.len()];
    let mut circles = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(item) = at.filter(|&item| walks[item].is_none()) {
            walks[item] = Some(start);
            at = parents[item];
        }
        let Some(met) = at.filter(|&item| walks[item] == Some(start)) else { continue };
        let around = std::iter::successors(parents[met], |&item| parents[item].filter(|_| item != met));
        let mut circle: Vec<usize> = around.collect();
        let least = circle.iter().enumerate().min_by_key(|(_, item)| **item).map_or(0, |(at, _)| at);
        circle.rotate_left(least + 1);
        circles.push(circle);
    }
    circles.sort_by_key(|circle| circle.last().copied());
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtree_is_a_range() {
        //  0 ─ 2, 3 ─ 4;  1
        let (tree, nodes) = Tree::build(&[None, None, Some(0), Some(0), Some(3)]);
        assert_eq!(nodes, [Node(0), Node(4), Node(1), Node(2), Node(3)]);
        assert!(tree.contains(nodes[0], nodes[4]) && !tree.contains(nodes[2], nodes[4]));
        assert_eq!(tree.children(nodes[0]).collect::<Vec<_>>(), [nodes[2], nodes[3]]);
        assert_eq!(tree.ancestors(nodes[4]).collect::<Vec<_>>(), [nodes[3], nodes[0]]);
    }

    #[test]
    fn a_circle_becomes_roots() {
        let (tree, nodes) = Tree::build(&[Some(1), Some(0), Some(0)]);
        assert_eq!(tree.roots().collect::<Vec<_>>(), [nodes[0], nodes[1]]);
        assert_eq!(tree.parent(nodes[2]), Some(nodes[0]));
    }

    #[test]
    fn every_circle_is_found_once() {
        assert_eq!(circles(&[None, Some(0), Some(1)]), [[0_usize; 0]; 0]);
        assert_eq!(circles(&[Some(0)]), [[0]]);
        // 5 → 4 → 2 → 3 → 4;  1 → 0 → 1
        assert_eq!(circles(&[Some(1), Some(0), Some(3), Some(4), Some(2), Some(4)]), [vec![1, 0], vec![3, 4, 2]]);
    }
}
