//! What is made from a checked budget: the ledger, and the tables that the terminal shows.
//!
//! A report prints what was found out before; it decides nothing. What reports print for a slice is
//! the claim, if one is declared and holds, else the sum, rounded half up once.

pub mod ledger;
pub mod show;
