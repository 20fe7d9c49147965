//! The dimensions of money, and a line's place in each.

use crate::syntax::{Attribute, Kind, Source};

use super::tree::Tree;

/// A node of a dimension's tree, or what stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node(pub u32);

impl Node {
    /// The line's kind has the dimension, and the line does not say where it lies.
    pub const UNKNOWN: Node = Node(u32::MAX);
    /// The line says where it lies, but that cannot be read or is not declared.
    pub const ERROR: Node = Node(u32::MAX - 1);
    /// The line's kind does not have the dimension.
    pub const NONE: Node = Node(u32::MAX - 2);

    /// Whether it is a node of the tree.
    pub fn is_known(self) -> bool {
        self.0 < Node::NONE.0
    }

    /// Whether it may be any node of the tree.
    pub fn is_open(self) -> bool {
        self.0 > Node::NONE.0
    }

    /// The number, to index with.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A dimension of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Dim {
    /// What kind of money.
    Kind,
    /// Whose.
    Unit,
    /// Functional classification, 2xx.
    Func,
    /// Departmental economic classification, 3xx.
    Econ,
    /// Government economic classification, 5xx.
    GovEcon,
    /// Fund source.
    Source,
    /// Revenue account, 1xx.
    Account,
    /// Project.
    Project,
    /// Set and item of an "of which" figure.
    Item,
}

impl Dim {
    /// All dimensions.
    pub const ALL: [Dim; 9] =
        [Dim::Kind, Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Source, Dim::Account, Dim::Project, Dim::Item];

    /// The attribute that names it.
    pub fn attribute(self) -> Attribute {
        match self {
            Dim::Kind => Attribute::Kind,
            Dim::Unit => Attribute::Unit,
            Dim::Func => Attribute::Func,
            Dim::Econ | Dim::GovEcon => Attribute::Econ,
            Dim::Source => Attribute::Source,
            Dim::Account => Attribute::Account,
            Dim::Project => Attribute::Project,
            Dim::Item => Attribute::Item,
        }
    }

    /// Whether lines of `kind`, or of some kind under it, have the dimension.
    pub fn applies(self, kind: Kind) -> bool {
        match self {
            Dim::Kind | Dim::Unit => true,
            Dim::Func | Dim::Source => kind != Kind::Memo,
            Dim::Econ | Dim::GovEcon => kind.is_within(Kind::Expense) || kind == Kind::Uses,
            Dim::Project => matches!(kind, Kind::Project | Kind::Expense | Kind::Uses),
            Dim::Account => {
                matches!(kind, Kind::Resources | Kind::Revenue | Kind::Carryover | Kind::Uses | Kind::Carryforward)
            }
            Dim::Item => kind == Kind::Memo,
        }
    }

    /// Whether money at a node may belong to any node below it. Money of a parent unit is its own.
    pub fn is_coarse(self) -> bool {
        self != Dim::Unit
    }
}

/// The node of a kind; the tree of kinds is numbered as the enum is.
pub fn kind_node(kind: Kind) -> Node {
    Node(kind as u32)
}

/// The node of a source.
pub fn source_node(source: Source) -> Node {
    Node(source as u32)
}

/// The tree of kinds.
pub fn kind_tree() -> Tree {
    Tree::build(&Kind::ALL.iter().map(|kind| kind.parent().map(|it| it as usize)).collect::<Vec<_>>()).0
}

/// The tree of sources.
pub fn source_tree() -> Tree {
    Tree::build(&Source::ALL.iter().map(|source| source.parent().map(|it| it as usize)).collect::<Vec<_>>()).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_trees_are_numbered_as_their_enums() {
        let tree = kind_tree();
        for &kind in Kind::ALL {
            assert_eq!(tree.parent(kind_node(kind)), kind.parent().map(kind_node));
        }
        let tree = source_tree();
        for &source in Source::ALL {
            assert_eq!(tree.parent(source_node(source)), source.parent().map(source_node));
        }
    }
}
