//! The "of which" figures: a set (三公) and a path of items under it (公务用车/购置费).

use rustc_hash::FxHashMap;

use super::dimension::Node;
use super::tree::Tree;

/// A set or an item.
#[derive(Clone, Debug)]
struct Item {
    name: String,
}

/// All sets and items, numbered in pre-order; a set is a root.
#[derive(Debug, Default)]
pub struct Items {
    items: Vec<Item>,
    tree: Tree,
}

impl Items {
    /// The tree of items.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The name of a set or item, without what is above it.
    pub fn name(&self, node: Node) -> &str {
        self.items.get(node.index()).map_or("", |item| &item.name)
    }

    /// The whole path, from the set on.
    pub fn path(&self, node: Node) -> String {
        let mut names = vec![self.name(node)];
        names.extend(self.tree.ancestors(node).map(|above| self.name(above)));
        names.reverse();
        names.join("/")
    }

    /// The set of a name.
    pub fn set(&self, name: &str) -> Option<Node> {
        self.tree.roots().find(|&root| self.name(root) == name)
    }

    /// The item under a node.
    pub fn under(&self, node: Node, name: &str) -> Option<Node> {
        self.tree.children(node).find(|&child| self.name(child) == name)
    }
}

/// Gathers items while lines are read.
#[derive(Debug, Default)]
pub struct Gathering {
    names: Vec<(String, Option<usize>)>,
    known: FxHashMap<(Option<usize>, String), usize>,
}

impl Gathering {
    /// The number of a set, or of the item at `path` in it.
    pub fn path(&mut self, set: &str, path: Option<&str>) -> Node {
        let mut at = self.step(None, set);
        for name in path.unwrap_or("").split('/').map(str::trim).filter(|name| !name.is_empty()) {
            at = self.step(Some(at), name);
        }
        Node(at as u32)
    }

    /// The name of the set, if there is just one.
    pub fn only_set(&self) -> Option<&str> {
        let mut sets = self.names.iter().filter(|(_, above)| above.is_none());
        let (name, _) = sets.next()?;
        sets.next().is_none().then_some(name)
    }

    fn step(&mut self, above: Option<usize>, name: &str) -> usize {
        let next = self.names.len();
        let at = *self.known.entry((above, name.to_owned())).or_insert(next);
        if at == next {
            self.names.push((name.to_owned(), above));
        }
        at
    }

    /// The items, and the final node of each number that [`Gathering::path`] gave.
    pub fn finish(self) -> (Items, Vec<Node>) {
        let parents: Vec<Option<usize>> = self.names.iter().map(|(_, above)| *above).collect();
        let (tree, nodes) = Tree::build(&parents);
        let mut items = self.names.into_iter().map(|(name, _)| Item { name }).zip(&nodes).collect::<Vec<_>>();
        items.sort_by_key(|(_, node)| **node);
        (Items { items: items.into_iter().map(|(item, _)| item).collect(), tree }, nodes)
    }
}
