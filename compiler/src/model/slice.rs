//! Slices: sets of conditions on the dimensions.

use smallvec::SmallVec;

use crate::diagnostic::Argument;
use crate::source::Sources;
use crate::syntax::{Attribute, Kind, Statement, Value};

use super::Model;
use super::dimension::{Dim, Node, kind_node};
use super::entry::Entry;

/// Where an entry is with respect to a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// No condition contradicts it and none is open.
    In,
    /// A condition contradicts it, or is on a dimension that its kind does not have.
    Out,
    /// No condition contradicts it, but one is on a dimension where it is unknown or known only to
    /// a coarser node.
    Possible,
}

/// The kind that a line about a sum is of: the one it names, else that of the "of which" figures if it
/// names a set of them, else expense. None where the kind that it names cannot be read.
pub fn claimed_kind(statement: &Statement) -> Option<Kind> {
    match statement.field(Attribute::Kind).map(|field| field.value) {
        Some(Some(Value::Kind(kind))) => Some(kind),
        Some(_) => None,
        None if statement.field(Attribute::Memo).is_some() => Some(Kind::Memo),
        None => Some(Kind::Expense),
    }
}

/// A set of conditions, one a dimension, always one on the kind. A node stands for itself and all
/// nodes under it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slice {
    conditions: SmallVec<[(Dim, Node); 4]>,
}

impl Slice {
    /// Everything of a kind.
    pub fn of(kind: Kind) -> Slice {
        let mut conditions = SmallVec::new();
        conditions.push((Dim::Kind, kind_node(kind)));
        Slice { conditions }
    }

    /// The slice with the condition added or replaced.
    #[must_use]
    pub fn with(mut self, dim: Dim, node: Node) -> Slice {
        match self.conditions.binary_search_by_key(&dim, |(dim, _)| *dim) {
            Ok(at) => self.conditions[at].1 = node,
            Err(at) => self.conditions.insert(at, (dim, node)),
        }
        self
    }

    /// The slice without a condition on `dim`.
    #[must_use]
    pub fn without(mut self, dim: Dim) -> Slice {
        self.conditions.retain(|(other, _)| *other != dim);
        self
    }

    /// The condition on a dimension.
    pub fn get(&self, dim: Dim) -> Option<Node> {
        self.conditions.iter().find(|(other, _)| *other == dim).map(|(_, node)| *node)
    }

    /// All conditions, in the order of the dimensions.
    pub fn conditions(&self) -> &[(Dim, Node)] {
        &self.conditions
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.get(Dim::Kind).and_then(|node| Kind::ALL.get(node.index())).copied().unwrap_or(Kind::Expense)
    }

    /// Whether one of two slices of the same lines is the other with further conditions.
    pub fn is_spelling_of(&self, other: &Slice) -> bool {
        let dims = |slice: &Slice| slice.conditions.iter().filter(|(dim, _)| *dim != Dim::Kind).count();
        let shared = self.conditions.iter().filter(|(dim, node)| *dim != Dim::Kind && other.get(*dim) == Some(*node));
        shared.count() == dims(self).min(dims(other))
    }

    /// Where an entry is: in the slice, out of it, or possibly in it.
    pub fn holds(&self, model: &Model, entry: &Entry) -> Place {
        let mut place = Place::In;
        for &(dim, node) in &self.conditions {
            let at = entry.node(dim);
            let tree = model.tree(dim);
            if at.is_open() || (at.is_known() && dim.is_coarse() && at != node && tree.contains(at, node)) {
                place = Place::Possible;
            } else if !at.is_known() || !tree.contains(node, at) {
                return Place::Out;
            }
        }
        place
    }

    /// The slice in words, in English and Chinese: `personnel expenditure, func 208 社会保障和就业支出`.
    pub fn describe(&self, model: &Model, sources: &Sources) -> Argument {
        let mut en = Vec::new();
        let mut zh = Vec::new();
        for &(dim, node) in &self.conditions {
            if dim == Dim::Kind {
                // Other conditions imply these kinds.
                let implied = match self.kind() {
                    Kind::Expense | Kind::Memo => self.conditions.len() > 1,
                    Kind::Project => self.get(Dim::Project).is_some(),
                    _ => false,
                };
                if !implied {
                    let (english, chinese) = self.kind().phrase();
                    en.push(english.to_owned());
                    zh.push(chinese.to_owned());
                }
                continue;
            }
            let name = model.label(sources, dim, node);
            let (english, chinese) = match dim {
                Dim::Item => ("memo", "其中"),
                _ => (dim.attribute().en(), dim.attribute().zh()),
            };
            en.push(format!("{english} {name}"));
            zh.push(format!("{chinese} {name}"));
        }
        Argument::Both(en.join(", "), zh.join("、"))
    }
}
