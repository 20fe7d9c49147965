//! What a template may ask of a budget, and what it gets. Questions and answers own what they hold: the
//! template engine lets nothing be borrowed.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diagnostic::{Argument, Message};
use crate::model::{Dim, Slice};
use crate::source::LineRef;
use crate::syntax::Base;

/// A question.
#[derive(Clone, Debug)]
pub enum Ask {
    /// What a slice comes to.
    Sum(String),
    /// The nodes of a dimension, each with what it comes to within a slice.
    Rows(Wanted),
    /// How many rows there are.
    Count(Wanted),
}

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The dimension, in the words of layouts.
    pub each: String,
    /// The slice.
    pub slice: String,
    /// Only nodes of this level, the highest being 1.
    pub level: Option<usize>,
    /// Only nodes with nothing below them.
    pub leaves: bool,
}

/// An answer.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What a slice comes to.
    Sum(Arc<Fact>),
    /// Rows.
    Rows(Vec<Row>),
    /// How many rows.
    Count(usize),
}

/// An answer, or what is wrong with the question.
pub type Reply = Result<Answer, Message>;

/// What is known of a slice.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The slice, if the budget has all that its words name.
    pub slice: Option<Slice>,
    /// What it comes to in 元; none if some lines do not say whether they belong to it.
    pub amount: Option<Decimal>,
    /// There is no line and no claim.
    pub nothing: bool,
    /// Last year's figure in 元.
    pub prior: Option<Decimal>,
    /// What last year's figure is.
    pub base: Option<Base>,
    /// Why it changed.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What it is of, in words.
    pub of: Argument,
    /// Where the budget says it.
    pub at: Option<LineRef>,
}

impl Fact {
    /// That a slice names something that the budget does not have.
    pub fn nothing() -> Fact {
        Fact {
            slice: None,
            amount: Some(Decimal::ZERO),
            nothing: true,
            prior: None,
            base: None,
            reason: None,
            note: None,
            of: Argument::Text(String::new()),
            at: None,
        }
    }
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Of which dimension.
    pub dim: Dim,
    /// What it is called.
    pub name: String,
    /// The code of an account or a unit.
    pub code: Option<String>,
    /// The names from the top down to it.
    pub path: Vec<String>,
    /// The unit of a project.
    pub unit: Option<String>,
    /// The goal of a project.
    pub goal: Option<String>,
    /// What it comes to.
    pub fact: Arc<Fact>,
}
