//! Lines that carry money, and claims about sums of them.

use rust_decimal::Decimal;

use crate::source::LineRef;
use crate::syntax::{Amount, Base, Kind, Measure, Rounding};

use super::dimension::{Dim, Node};
use super::header::Header;
use super::slice::Slice;

/// The last digit that a figure is rounded to, as a power of ten of 元; none for an exact figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step(Option<i8>);

impl Step {
    /// An exact figure's.
    pub const EXACT: Step = Step(None);

    /// The step of a figure that stands under `header`.
    ///
    /// A bare number is rounded to the header's scale, or to its last digit where that is finer; a
    /// number with a unit to its last digit in that unit; an expression not at all. Figures in 元
    /// are exact unless the header says that they are printed ones.
    pub fn of(amount: &Amount, header: &Header) -> Step {
        if amount.expression || header.rounding == Some(Rounding::Exact) {
            return Step::EXACT;
        }
        let (measure, decimals) = match amount.unit {
            Some(unit) => (unit, amount.decimals),
            None => (header.measure, amount.decimals.max(header.scale)),
        };
        if measure == Measure::One && header.rounding != Some(Rounding::Printed) {
            return Step::EXACT;
        }
        Step(Some(measure.exponent() as i8 - decimals as i8))
    }

    /// The power of ten of 元, if the figure is rounded.
    pub fn exponent(self) -> Option<i8> {
        self.0
    }
}

/// One line that carries money.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The amount in 元; zero where it cannot be read.
    pub amount: Decimal,
    /// Where it stands.
    pub at: LineRef,
    /// Its place in each dimension but the kind, in the order of [`Dim::ALL`].
    nodes: [Node; Dim::ALL.len() - 1],
    /// Its kind.
    pub kind: Kind,
    /// What it is rounded to.
    pub step: Step,
    /// The amount cannot be read.
    pub unreadable: bool,
    /// Nothing about the line can be read: it may be anything.
    pub lost: bool,
    /// The line says more than takes part in sums: last year's figure, a reason, a note, a name of its own.
    pub remarks: bool,
}

impl Entry {
    /// An entry of `kind`, unknown in every dimension that its kind has.
    pub fn new(kind: Kind, at: LineRef) -> Entry {
        let mut nodes = [Node::NONE; Dim::ALL.len() - 1];
        for (dim, node) in Dim::ALL[1..].iter().zip(&mut nodes) {
            if dim.applies(kind) {
                *node = Node::UNKNOWN;
            }
        }
        Entry {
            amount: Decimal::ZERO,
            at,
            nodes,
            kind,
            step: Step::EXACT,
            unreadable: false,
            lost: false,
            remarks: false,
        }
    }

    /// An entry that stands for a line or a file that cannot be read at all.
    pub fn lost(at: LineRef) -> Entry {
        let nodes = [Node::ERROR; Dim::ALL.len() - 1];
        Entry { nodes, unreadable: true, lost: true, ..Entry::new(Kind::Expense, at) }
    }

    /// Its place in a dimension.
    pub fn node(&self, dim: Dim) -> Node {
        match dim {
            Dim::Kind if self.lost => Node::ERROR,
            Dim::Kind => super::dimension::kind_node(self.kind),
            _ => self.nodes[dim as usize - 1],
        }
    }

    /// Whether it says the same as another line: its kind, its amount, and where it stands.
    pub fn is_like(&self, other: &Entry) -> bool {
        self.kind == other.kind && self.amount == other.amount && self.nodes == other.nodes
    }

    /// Sets its place in a dimension other than the kind.
    pub fn set(&mut self, dim: Dim, node: Node) {
        debug_assert!(dim != Dim::Kind, "an entry's kind is its keyword's");
        self.nodes[(dim as usize).saturating_sub(1)] = node;
    }
}

/// What a claim is made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A `total` line: the slice comes to this.
    Total,
    /// The amount of a project that has children: they come to this.
    Parent,
    /// A `ceiling` line: the slice comes to no more than this.
    Ceiling,
}

/// A figure that a slice must come to.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The slice.
    pub slice: Slice,
    /// The amount in 元.
    pub amount: Decimal,
    /// What it is rounded to.
    pub step: Step,
    /// Where it stands.
    pub at: LineRef,
    /// What it is made by.
    pub role: Role,
    /// Last year's figure in 元.
    pub prior: Option<Decimal>,
    /// What last year's figure is.
    pub base: Option<Base>,
    /// The dimension along which the printed parts are known to be incomplete.
    pub partial: Option<Dim>,
}

/// A performance goal.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// Whose goal.
    pub project: Node,
    /// Where it stands.
    pub at: LineRef,
}
