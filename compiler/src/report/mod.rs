//! What is made from a checked budget.

pub mod ledger;
pub mod show;
