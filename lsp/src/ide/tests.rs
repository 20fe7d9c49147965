//! Small budgets to ask about, and what all features must agree on.

mod agreement;
pub mod fixture;
