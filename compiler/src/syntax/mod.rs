//! From text to statements, one line at a time.
//!
//! [`lexer`] cuts a line into tokens, [`parser`] reads them into a [`Statement`], [`amount`] reads
//! figures and expressions, and [`keyword`] is the table of words. Nothing here fails: an unreadable
//! attribute is a [`Problem`](crate::diagnostic::Problem) and leaves the others in place. A line
//! knows nothing of its file, its number, or the names that other lines declare.

pub mod amount;
pub mod fixed;
pub mod keyword;
pub mod lexer;
pub mod lines;
pub mod number;
pub mod parser;
mod separator;
mod slip;
pub mod statement;
mod suggest;
pub mod text;
mod value;

pub use fixed::{Base, Kind, Measure, Rounding, Source, Stage, Zero};
pub use keyword::{Attribute, Keyword};
pub use lines::Lines;
pub use parser::{Line, LineParser};
pub use statement::{AccountCode, Amount, Field, Statement, Text, Value, with_blank};
pub use suggest::{Near, Nearest, closest};
pub use text::written;

pub(crate) use separator::SEPARATORS;
