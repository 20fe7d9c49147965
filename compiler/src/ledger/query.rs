//! What is asked of the cube: a sum of the lines that fulfil some conditions.

use smallvec::SmallVec;

use crate::model::{Dim, Node, Slice};

use super::sum::drawn;

/// A condition on a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// At the node or below it. Lines that may be there are possible.
    Within(Node),
    /// At the value itself, which may be unknown. No line is only possible.
    At(Node),
}

/// What is asked: conditions in the order of the dimensions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// The conditions.
    pub conditions: SmallVec<[(Dim, Condition); 4]>,
}

impl Query {
    /// The slice, with the condition on `dim` replaced by "at `value` itself".
    pub fn at(slice: &Slice, dim: Dim, value: Node) -> Query {
        Query::from(slice).and_at(dim, value)
    }

    /// The query, with the condition on `dim` replaced by "at `value` itself".
    #[must_use]
    pub fn and_at(mut self, dim: Dim, value: Node) -> Query {
        self.conditions.retain(|(other, _)| *other != dim);
        let at = self.conditions.partition_point(|(other, _)| *other < dim);
        self.conditions.insert(at, (dim, Condition::At(value)));
        self
    }
}

impl From<&Slice> for Query {
    fn from(slice: &Slice) -> Query {
        let conditions = slice.conditions().iter().map(|&(dim, node)| (dim, Condition::Within(node)));
        Query { conditions: conditions.collect() }
    }
}

/// A set of dimensions, a bit each.
pub type DimSet = u16;

/// The bit of a dimension.
pub fn bit(dim: Dim) -> DimSet {
    1 << dim as u16
}

/// A number for the condition that a line may fulfil but need not.
pub(super) fn condition_drawn(dim: Dim, node: Node) -> u128 {
    drawn(u64::from(node.0) << 8 | dim as u64)
}

/// The fingerprint of lines that are only possibly in a slice: other than if they were in it, and other
/// for other conditions. It is linear, so that a line can be taken out of a sum of many.
pub(super) fn open_print(print: u128, condition: u128) -> u128 {
    print.wrapping_mul(condition | 1)
}
