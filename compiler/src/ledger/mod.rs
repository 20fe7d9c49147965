//! Exact sums of slices, and how far printed figures may drift from them.
//!
//! Whether a claim holds is not decided here, that is [`crate::check`]'s; how sums are shown is
//! [`crate::report`]'s.

pub mod cube;
pub mod envelope;
pub mod sum;
mod wanted;

pub use cube::{Condition, Cube, Query, SliceSum, TopLines};
pub use envelope::{Comparison, Verdict};
pub use sum::{Millionths, Sum};
