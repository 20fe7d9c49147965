//! Exact sums of slices, and how far printed figures may drift from them.
//!
//! Whether a claim holds is not decided here, that is [`crate::check`]'s; how sums are shown is
//! [`crate::report`]'s.

pub mod below;
pub mod cells;
pub mod changed;
pub mod cube;
pub mod envelope;
pub mod query;
pub mod sum;
mod wanted;

pub use below::Below;
pub use cells::Cells;
pub use changed::{Answers, Changed, Sums};
pub use cube::{Cube, Members, SliceSum, TopLines};
pub use envelope::{Comparison, Verdict};
pub use query::{Condition, Query, bit};
pub use sum::{Millionths, Sum};
