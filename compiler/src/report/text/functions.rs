//! The functions and filters of templates. What they are for is in `grammar/text.md`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};
use rust_decimal::Decimal;

use crate::diagnostic::Message;
use crate::syntax::{Base, Measure};

use super::ask::{Answer, Ask, Reply, Wanted};
use super::figure::{Money, Print, RowObject, Shown, clean, percent};

/// The most decimals that a figure of a text has.
const MOST_DECIMALS: u8 = 6;

/// A question on its way, and where the answer goes.
pub type Question = (Ask, Sender<Reply>);

/// What is wrong with a call, in the words of Bud.
#[derive(Debug)]
pub struct Fault(pub Message);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.key)
    }
}

impl std::error::Error for Fault {}

/// An error of a template for what is wrong with a call.
pub fn fault(message: impl Into<Message>) -> Error {
    let message = message.into();
    Error::new(ErrorKind::InvalidOperation, message.key).with_source(Fault(message))
}

/// Where templates ask: the engine holds it, the answers come from elsewhere.
#[derive(Clone)]
pub struct Line {
    asks: Arc<Mutex<Sender<Question>>>,
    print: Arc<Print>,
}

impl Line {
    pub fn new(asks: Sender<Question>, print: Arc<Print>) -> Line {
        Line { asks: Arc::new(Mutex::new(asks)), print }
    }

    fn ask(&self, ask: Ask) -> Result<Answer, Error> {
        let (reply, answer) = mpsc::channel();
        let gone = || fault("text-cannot");
        let asks = self.asks.lock().unwrap_or_else(PoisonError::into_inner);
        asks.send((ask, reply)).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?.map_err(fault)
    }
}

/// Adds all functions and filters. `written` are the parts that the department has files of, `tables` the ids
/// of the published tables.
pub fn add(env: &mut Environment<'_>, line: &Line, written: BTreeSet<String>, tables: Vec<String>) {
    let asks = line.clone();
    env.add_function("sum", move |slice: Option<String>| {
        let answer = asks.ask(Ask::Sum(slice.unwrap_or_default()))?;
        let Answer::Sum(fact) = answer else { return Ok(Value::UNDEFINED) };
        Ok::<_, Error>(Value::from_object(Money::of(fact, &asks.print)))
    });
    let asks = line.clone();
    env.add_function("rows", move |each: String, slice: Option<String>, options: Kwargs| {
        let Answer::Rows(rows) = asks.ask(Ask::Rows(wanted(each, slice, &options)?))? else {
            return Ok(Value::UNDEFINED);
        };
        let object = |row| Value::from_object(RowObject { row, print: Arc::clone(&asks.print) });
        Ok::<_, Error>(rows.into_iter().map(object).collect::<Value>())
    });
    let asks = line.clone();
    env.add_function("count", move |each: String, slice: Option<String>, options: Kwargs| {
        let Answer::Count(count) = asks.ask(Ask::Count(wanted(each, slice, &options)?))? else {
            return Ok(Value::UNDEFINED);
        };
        Ok::<_, Error>(Value::from(count))
    });
    env.add_function("written", move |part: String| written.contains(&part));
    env.add_function("table", move |id: String| match tables.contains(&id) {
        true => Ok(Value::from_safe_string(format!("```table\n{id}\n```"))),
        false => {
            let known = tables.join(", ");
            Err(fault(Message::new("text-no-table").with("name", id).with("known", known)))
        }
    });
    add_filters(env);
}

fn add_filters(env: &mut Environment<'_>) {
    env.add_filter("money", |value: &Value, measure: Option<String>, scale: Option<u8>| {
        let money = money(value)?;
        let (measure, scale) = form(money, measure.as_deref(), scale)?;
        Ok::<_, Error>(Value::from_safe_string(money.text(measure, scale)))
    });
    env.add_filter("number", |value: &Value, measure: Option<String>, scale: Option<u8>| {
        let money = money(value)?;
        let (measure, scale) = form(money, measure.as_deref(), scale)?;
        Ok::<_, Error>(Value::from_safe_string(money.number(measure, scale)))
    });
    env.add_filter("percent", |part: &Value, whole: &Value, decimals: Option<u8>| {
        let (part, whole) = (money(part)?, money(whole)?);
        Ok::<_, Error>(Value::from_safe_string(share(part, whole, decimals)?.unwrap_or_default()))
    });
    env.add_filter("share", |part: &Value, whole: &Value, decimals: Option<u8>| {
        let (part, whole) = (money(part)?, money(whole)?);
        let share = share(part, whole, decimals)?.map(|share| format!("，占{share}"));
        Ok::<_, Error>(Value::from_safe_string(share.unwrap_or_default()))
    });
    env.add_filter("change", |value: &Value, decimals: Option<u8>, options: Kwargs| {
        let reason: Option<bool> = options.get("reason")?;
        options.assert_all_used()?;
        let money = money(value)?;
        Ok::<_, Error>(Value::from_safe_string(change(money, decimals.unwrap_or(1), reason.unwrap_or(true))?))
    });
    env.add_filter("plus", |one: &Value, other: &Value| worked_out(one, other, Decimal::checked_add));
    env.add_filter("minus", |one: &Value, other: &Value| worked_out(one, other, Decimal::checked_sub));
    env.add_filter("total", total);
    env.add_filter("series", |value: &Value| joined(value, "、"));
    env.add_filter("clauses", |value: &Value| joined(value, "；"));
}

fn wanted(each: String, slice: Option<String>, options: &Kwargs) -> Result<Wanted, Error> {
    let level = options.get("level")?;
    let leaves: Option<bool> = options.get("leaves")?;
    options.assert_all_used()?;
    Ok(Wanted { each, slice: slice.unwrap_or_default(), level, leaves: leaves.unwrap_or(false) })
}

fn money(value: &Value) -> Result<&Money, Error> {
    value.downcast_object_ref::<Money>().ok_or_else(|| fault("text-no-money"))
}

fn form(money: &Money, measure: Option<&str>, scale: Option<u8>) -> Result<(Measure, u8), Error> {
    let measure = match measure {
        None => money.print.measure,
        Some(word) => Measure::read(word).ok_or_else(|| {
            let words = Measure::ALL.iter().map(|measure| measure.zh()).collect::<Vec<_>>().join("、");
            fault(Message::new("text-no-measure").with("word", word).with("words", words))
        })?,
    };
    Ok((measure, decimals(scale.unwrap_or(money.print.scale))?))
}

fn decimals(count: u8) -> Result<u8, Error> {
    let wrong = || fault(Message::new("text-decimals").with("most", usize::from(MOST_DECIMALS)));
    if count > MOST_DECIMALS { Err(wrong()) } else { Ok(count) }
}

/// What one figure is of another; nothing of nothing.
fn share(part: &Money, whole: &Money, places: Option<u8>) -> Result<Option<String>, Error> {
    let places = decimals(places.unwrap_or(1))?;
    let Some((amount, of)) = part.yuan.zip(whole.yuan) else { return Ok(Some(part.print.untell())) };
    let shown = match part.is_amount && whole.is_amount {
        true => Shown::Share(Arc::clone(&part.fact), Arc::clone(&whole.fact)),
        false => Shown::Other,
    };
    Ok(percent(amount, of, places).map(|it| part.print.mark(shown, &it.to_string()) + "%"))
}

/// How a figure changed against last year's, as a phrase with a comma before it; nothing if that is not known.
fn change(money: &Money, places: u8, with_reason: bool) -> Result<String, Error> {
    let places = decimals(places)?;
    let fact = &money.fact;
    let Some((amount, prior)) = money.yuan.zip(fact.prior) else { return Ok(String::new()) };
    let base = fact.base.map_or("", Base::zh);
    if amount == prior {
        return Ok(format!("，与上年{base}持平"));
    }
    let (direction, rising) = if amount > prior { ("增加", "增长") } else { ("减少", "下降") };
    let by = money.other(Some((amount - prior).abs()));
    let mut phrase = format!("，比上年{base}{direction}{}", by.text(by.print.measure, by.print.scale));
    if let Some(rate) = percent((amount - prior).abs(), prior.abs(), places) {
        phrase += &format!("，{rising}{}%", by.print.mark(Shown::Other, &rate.to_string()));
    }
    if let Some(reason) = fact.reason.as_ref().filter(|_| with_reason) {
        phrase += &format!("，主要是{}", super::render::plain(&clean(reason)));
    }
    Ok(phrase)
}

fn worked_out(one: &Value, other: &Value, by: fn(Decimal, Decimal) -> Option<Decimal>) -> Result<Value, Error> {
    let (one, other) = (money(one)?, money(other)?);
    let yuan = one.yuan.zip(other.yuan).and_then(|(one, other)| by(one, other));
    Ok(Value::from_object(one.other(yuan)))
}

/// What the amounts of rows, or some money, come to.
fn total(value: &Value) -> Result<Value, Error> {
    let mut sum: Option<Money> = None;
    for item in value.try_iter()? {
        let amount =
            item.downcast_object_ref::<RowObject>().map(|row| Money::of(Arc::clone(&row.row.fact), &row.print));
        let amount = amount.map_or_else(|| money(&item).cloned(), Ok)?;
        sum = Some(match sum {
            None => amount.other(amount.yuan),
            Some(sum) => sum.other(sum.yuan.zip(amount.yuan).and_then(|(one, other)| one.checked_add(other))),
        });
    }
    Ok(sum.map(Value::from_object).unwrap_or_default())
}

/// A list in Chinese punctuation; what is markup in it stays markup.
fn joined(value: &Value, between: &str) -> Result<Value, Error> {
    if !matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable) {
        return Err(fault("text-no-list"));
    }
    let text = |item: Value| super::render::text_of(&item);
    Ok(Value::from_safe_string(value.try_iter()?.map(text).collect::<Vec<_>>().join(between)))
}
