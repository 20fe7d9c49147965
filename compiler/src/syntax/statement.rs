//! What a line says, before any name in it means anything.

use std::borrow::Cow;

use rust_decimal::Decimal;
use smallvec::SmallVec;

use crate::span::Place;

use super::fixed::{Base, Kind, Measure, Rounding, Source, Stage, Zero};
use super::keyword::{Attribute, Keyword};
use super::text::fold;

/// A name or a text as written: where it stands in its line, and what must be undone to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text without its quotes.
    pub inner: Place,
    /// Written in quotes.
    pub quoted: bool,
    /// With backslashes to undo.
    pub escaped: bool,
    /// With full-width forms to fold before comparing.
    pub wide: bool,
}

impl Text {
    /// Where it stands with its quotes.
    pub fn place(&self, line: &str) -> Place {
        let quote = |c: Option<char>| if self.quoted { c.map_or(0, char::len_utf8) as u32 } else { 0 };
        let (before, after) = (line.get(..self.inner.start as usize), line.get(self.inner.end as usize..));
        let open = quote(before.unwrap_or("").chars().next_back());
        let close = quote(after.unwrap_or("").chars().next());
        Place { start: self.inner.start - open, end: self.inner.end + close }
    }

    /// The text itself.
    pub fn of<'a>(&self, line: &'a str) -> Cow<'a, str> {
        let inner = self.inner.of(line);
        if !self.escaped {
            return Cow::Borrowed(inner);
        }
        let mut out = String::with_capacity(inner.len());
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => out.extend(chars.next()),
                _ => out.push(c),
            }
        }
        Cow::Owned(out)
    }

    /// The text as names are compared: full-width forms folded.
    pub fn folded<'a>(&self, line: &'a str) -> Cow<'a, str> {
        match self.of(line) {
            text if !self.wide => text,
            Cow::Borrowed(text) => fold(text),
            Cow::Owned(text) => Cow::Owned(fold(&text).into_owned()),
        }
    }
}

/// A code of the chart of accounts: up to nine digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountCode {
    /// The number it spells.
    pub number: u32,
    /// How many digits it has.
    pub digits: u8,
}

impl AccountCode {
    /// The most digits a code has.
    pub const MAX_DIGITS: u8 = 9;

    /// Reads digits.
    pub fn read(text: &str) -> Option<AccountCode> {
        if text.is_empty() || text.len() > AccountCode::MAX_DIGITS as usize {
            return None;
        }
        let mut number = 0;
        for byte in text.bytes() {
            if !byte.is_ascii_digit() {
                return None;
            }
            number = number * 10 + u32::from(byte - b'0');
        }
        Some(AccountCode { number, digits: text.len() as u8 })
    }

    /// The first `digits` digits.
    pub fn prefix(self, digits: u8) -> AccountCode {
        let drop = u32::from(self.digits.saturating_sub(digits));
        AccountCode { number: self.number / 10_u32.pow(drop), digits: digits.min(self.digits) }
    }

    /// The first digit: which chart it belongs to.
    pub fn chart(self) -> u8 {
        self.prefix(1).number as u8
    }
}

impl std::fmt::Display for AccountCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:0width$}", self.number, width = self.digits as usize)
    }
}

/// A figure as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number, in `unit` if it has one, else in the file's measure.
    pub value: Decimal,
    /// The unit it is written in; an expression whose terms carry units comes in 元.
    pub unit: Option<Measure>,
    /// How many digits stand after the point.
    pub decimals: u8,
    /// Computed, not written: it has no step.
    pub expression: bool,
}

/// The value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name or text.
    Text(Text),
    /// A code.
    Code(AccountCode),
    /// A figure.
    Amount(Amount),
    /// A year.
    Year(u16),
    /// Printed decimals.
    Scale(u8),
    /// A currency's three letters.
    Currency([u8; 3]),
    /// A measure.
    Measure(Measure),
    /// A way of rounding.
    Rounding(Rounding),
    /// What prior figures are.
    Base(Base),
    /// A stage.
    Stage(Stage),
    /// How nothing is printed.
    Zero(Zero),
    /// A kind.
    Kind(Kind),
    /// A fund source.
    Source(Source),
    /// A dimension.
    Dimension(Attribute),
}

/// An attribute of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which.
    pub attribute: Attribute,
    /// Where its name stands.
    pub name: Place,
    /// Where its value stands.
    pub place: Place,
    /// The value; none where it cannot be read, which its problem says.
    pub value: Option<Value>,
}

/// What stands before the attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadValue {
    /// Where.
    pub place: Place,
    /// The value; none where it cannot be read.
    pub value: Option<Value>,
}

/// One line that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it declares.
    pub keyword: Keyword,
    /// Where the keyword stands.
    pub place: Place,
    /// What stands before the attributes, in order.
    pub head: SmallVec<[HeadValue; 2]>,
    /// The attributes, as written, each once.
    pub fields: SmallVec<[Field; 6]>,
}

impl Statement {
    /// The field of `attribute`, readable or not.
    pub fn field(&self, attribute: Attribute) -> Option<&Field> {
        self.fields.iter().find(|field| field.attribute == attribute)
    }

    /// The value of `attribute`, if it is there and readable.
    pub fn value(&self, attribute: Attribute) -> Option<Value> {
        self.field(attribute).and_then(|field| field.value)
    }

    /// The text of `attribute`, if it is there, readable and a text.
    pub fn text(&self, attribute: Attribute) -> Option<Text> {
        match self.value(attribute) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The text of the head's part `index`.
    pub fn head_text(&self, index: usize) -> Option<Text> {
        match self.head.get(index).and_then(|head| head.value) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Where it ends: further attributes go here.
    pub fn end(&self) -> u32 {
        let heads = self.head.iter().map(|head| head.place.end);
        let fields = self.fields.iter().map(|field| field.place.end.max(field.name.end));
        heads.chain(fields).max().unwrap_or(0).max(self.place.end)
    }

    /// Where `attribute` stands: its value, else its name, else the keyword.
    pub fn place_of(&self, attribute: Attribute) -> Place {
        self.field(attribute).map_or(self.place, |field| if field.place.end > 0 { field.place } else { field.name })
    }
}

/// `place` with the blank before it, for taking its words out of the line.
pub fn with_blank(line: &str, place: Place) -> Place {
    let before = line.get(..place.start as usize).unwrap_or("");
    Place { start: before.trim_end().len() as u32, ..place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_digits() {
        let code = AccountCode::read("2080799");
        assert_eq!(code.map(|code| code.prefix(5).to_string()), Some("20807".to_owned()));
        assert_eq!(code.map(AccountCode::chart), Some(2));
        assert_eq!(AccountCode::read("0101").map(|code| code.to_string()), Some("0101".to_owned()));
        assert_eq!(AccountCode::read("20807O9"), None);
    }
}
