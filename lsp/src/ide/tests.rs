//! Small budgets to ask about, and what all features must agree on.

mod agreement;
mod anywhere;
pub mod fixture;
