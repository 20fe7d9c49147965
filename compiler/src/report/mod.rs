//! What is made from a checked budget: the ledger, and the tables that the terminal shows.
//!
//! A report prints what was found out before; it decides nothing. What reports print for a slice is
//! the claim, if one is declared and holds, else the sum, rounded half up once.

#[cfg(feature = "tables")]
pub mod csv;
#[cfg(feature = "tables")]
pub mod data;
#[cfg(feature = "tables")]
pub mod datapackage;
#[cfg(feature = "tables")]
pub mod docx;
pub mod figure;
#[cfg(feature = "tables")]
pub mod html;
#[cfg(feature = "tables")]
pub mod layout;
pub mod ledger;
#[cfg(feature = "tables")]
pub mod markdown;
#[cfg(feature = "tables")]
pub mod ndjson;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "tables")]
pub mod prose;
pub mod show;
#[cfg(feature = "tables")]
pub mod table;
#[cfg(feature = "tables")]
pub mod text;
#[cfg(feature = "tables")]
pub mod xlsx;
