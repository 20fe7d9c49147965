//! Figures as templates have them: money and shares, exact until they are printed, and known again in the
//! text by marks around them.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};
use rust_decimal::Decimal;

use crate::ledger::Millionths;
use crate::model::Dim;
use crate::syntax::{Base, Measure};

use super::super::figure::printed;
use super::ask::{Fact, Row};

/// Around a figure: its number in the list of what was shown, what it looks like, and its end. These are no
/// characters; a name that has them all the same is cleaned of them.
pub const OPEN: char = '\u{FDD0}';
pub const NUMBERED: char = '\u{FDD1}';
pub const CLOSE: char = '\u{FDD2}';

/// A text of the budget without the marks of figures.
pub fn clean(text: &str) -> String {
    text.replace([OPEN, NUMBERED, CLOSE], "\u{FFFD}")
}

/// What stands for a figure that cannot be told.
pub const UNTOLD: &str = "——";

/// A figure that a template printed.
#[derive(Clone, Debug)]
pub enum Shown {
    /// What a slice comes to.
    Amount(Arc<Fact>),
    /// What one slice is of another, in hundredths.
    Share(Arc<Fact>, Arc<Fact>),
    /// Money that was worked out, in 元: a change, last year's figure, a sum.
    Money(Decimal),
    /// Anything else that was worked out.
    Other,
}

/// How figures are printed, and which were.
#[derive(Debug)]
pub struct Print {
    pub measure: Measure,
    pub scale: u8,
    shown: Mutex<Vec<Shown>>,
    untold: AtomicUsize,
}

impl Print {
    pub fn new(measure: Measure, scale: u8) -> Print {
        Print { measure, scale, shown: Mutex::default(), untold: AtomicUsize::new(0) }
    }

    /// The figures that were printed so far, by number.
    pub fn shown(&self) -> Vec<Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many figures could not be told.
    pub fn untold(&self) -> usize {
        self.untold.load(Ordering::Relaxed)
    }

    /// A figure with its marks.
    pub fn mark(&self, shown: Shown, text: &str) -> String {
        let mut all = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(shown);
        format!("{OPEN}{}{NUMBERED}{text}{CLOSE}", all.len() - 1)
    }

    /// What stands for a figure that cannot be told.
    pub fn untell(&self) -> String {
        self.untold.fetch_add(1, Ordering::Relaxed);
        UNTOLD.to_owned()
    }
}

/// Money.
#[derive(Clone, Debug)]
pub struct Money {
    /// In 元; none if it cannot be told.
    pub yuan: Option<Decimal>,
    /// What is known of the slice that it is the amount of, or that it belongs to.
    pub fact: Arc<Fact>,
    /// Whether it is what the slice comes to, and not last year's figure or a sum of several.
    pub is_amount: bool,
    pub print: Arc<Print>,
}

impl Money {
    pub fn of(fact: Arc<Fact>, print: &Arc<Print>) -> Money {
        Money { yuan: fact.amount, fact, is_amount: true, print: Arc::clone(print) }
    }

    /// Another amount of the same.
    pub fn other(&self, yuan: Option<Decimal>) -> Money {
        Money { yuan, is_amount: false, fact: Arc::clone(&self.fact), print: Arc::clone(&self.print) }
    }

    /// The figure in a measure with its marks, without the word of the measure.
    pub fn number(&self, measure: Measure, scale: u8) -> String {
        let Some(yuan) = self.yuan else { return self.print.untell() };
        let shown = if self.is_amount { Shown::Amount(Arc::clone(&self.fact)) } else { Shown::Money(yuan) };
        self.print.mark(shown, &printed(yuan, measure, scale).to_string())
    }

    /// The figure with the word of its measure.
    pub fn text(&self, measure: Measure, scale: u8) -> String {
        self.number(measure, scale) + measure.zh()
    }

    fn field(&self, key: &str) -> Option<Value> {
        let fact = self.fact.as_ref();
        let text = |text: &Option<String>| Value::from(text.as_deref().map(clean));
        Some(match key {
            "prior" => match fact.prior {
                Some(prior) => Value::from_object(self.other(Some(prior))),
                None => Value::from(()),
            },
            "change" => match self.yuan.zip(fact.prior) {
                Some((yuan, prior)) => Value::from_object(self.other(Some(yuan - prior))),
                None => Value::from(()),
            },
            "base" => Value::from(fact.base.map(Base::zh)),
            "reason" => text(&fact.reason),
            "note" => text(&fact.note),
            "zero" => Value::from(self.yuan == Some(Decimal::ZERO)),
            "nothing" => Value::from(fact.nothing),
            "negative" => Value::from(self.yuan.is_some_and(|yuan| yuan < Decimal::ZERO)),
            _ => return None,
        })
    }
}

/// What money can be asked for.
pub const OF_MONEY: &[&str] = &["prior", "change", "base", "reason", "note", "zero", "nothing", "negative"];

impl Object for Money {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.field(key.as_str()?)
    }

    /// Money counts as true if there is any.
    fn is_true(self: &Arc<Self>) -> bool {
        self.yuan != Some(Decimal::ZERO)
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(self.print.measure, self.print.scale))
    }
}

/// What a row can be asked for.
pub const OF_ROW: &[&str] = &["name", "full", "code", "path", "unit", "goal", "amount"];

/// What the levels of the chart of accounts are called.
const LEVELS: [&str; 3] = ["（类）", "（款）", "（项）"];

/// A row.
#[derive(Debug)]
pub struct RowObject {
    pub row: Row,
    pub print: Arc<Print>,
}

impl Object for RowObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let row = &self.row;
        let text = |text: &Option<String>| Value::from(text.as_deref().map(clean));
        Some(match key.as_str()? {
            "name" => Value::from(clean(&row.name)),
            "full" => Value::from(clean(&full(row))),
            "code" => text(&row.code),
            "path" => row.path.iter().map(|name| Value::from(clean(name))).collect(),
            "unit" => text(&row.unit),
            "goal" => text(&row.goal),
            "amount" => Value::from_object(Money::of(Arc::clone(&row.fact), &self.print)),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(OF_ROW)
    }
}

/// What a row is called with all that is above it, as texts name an account: 甲（类）乙（款）丙（项）.
fn full(row: &Row) -> String {
    if !matches!(row.dim, Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account) {
        return row.path.join("/");
    }
    row.path.iter().zip(LEVELS).map(|(name, level)| name.clone() + level).collect()
}

/// How many hundredths `part` is of `whole`, rounded half up once; none of nothing.
pub fn percent(part: Decimal, whole: Decimal, decimals: u8) -> Option<Decimal> {
    let (Millionths(part), Millionths(whole)) = (Millionths::of(part), Millionths::of(whole));
    let scaled = part.checked_mul(10_i128.checked_pow(2 + u32::from(decimals))?)?;
    let (size, by) = (scaled.checked_abs()?, whole.checked_abs()?);
    let rounded = size.checked_mul(2)?.checked_add(by)?.checked_div(by.checked_mul(2)?)?;
    let sign = if (scaled < 0) == (whole < 0) { 1 } else { -1 };
    Decimal::try_from_i128_with_scale(rounded * sign, u32::from(decimals)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_rounded_up_once() {
        let of = |part, whole, decimals| {
            percent(Decimal::from(part), Decimal::from(whole), decimals).map(|it| it.to_string()).unwrap_or_default()
        };
        assert_eq!(of(1, 800, 2), "0.13");
        assert_eq!(of(1, 800, 1), "0.1");
        assert_eq!(of(2, 3, 1), "66.7");
        assert_eq!(of(-1, 8, 0), "-13");
        assert_eq!(of(0, 5, 1), "0.0");
        assert_eq!(of(5, 0, 1), "");
    }
}
