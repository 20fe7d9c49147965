//! Lines about sums: totals, ceilings, and goals.

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::source::LineRef;
use crate::syntax::{Attribute, Keyword, Kind, Statement, Value};

use super::super::dimension::{Dim, Node, source_node};
use super::super::entry::{Claim, Goal, Role};
use super::super::slice::Slice;
use super::Builder;

impl Builder<'_> {
    /// Reads a line about a sum. A claim that cannot be read whole is not made: its line is reported.
    pub(super) fn claim_line(&mut self, at: LineRef, statement: &Statement) -> Option<Claim> {
        let text = self.sources.line(at);
        if statement.keyword == Keyword::Goal {
            self.goal(at, text, statement);
            return None;
        }
        let slice = self.slice(at, text, statement);
        let Some(Value::Amount(amount)) = statement.value(Attribute::Amount) else { return None };
        let figure = self.money(at, statement.place_of(Attribute::Amount), &amount);
        let prior = match statement.value(Attribute::Prior) {
            Some(Value::Amount(prior)) => {
                self.money(at, statement.place_of(Attribute::Prior), &prior).map(|(yuan, _)| yuan)
            }
            _ => None,
        };
        let base = match statement.value(Attribute::Base) {
            Some(Value::Base(base)) => Some(base),
            _ => self.header(at).base,
        };
        let role = if statement.keyword == Keyword::Ceiling { Role::Ceiling } else { Role::Total };
        let slice = slice?;
        let partial = match statement.value(Attribute::Partial) {
            Some(Value::Dimension(attribute)) => Some(partial_dim(attribute, &slice)),
            _ => None,
        };
        let (yuan, step) = figure?;
        Some(Claim { slice, amount: yuan, step, at, role, prior, base, partial })
    }

    fn slice(&mut self, at: LineRef, text: &str, statement: &Statement) -> Option<Slice> {
        let kind = self.kind(at, statement)?;
        let mut slice = Slice::of(kind);
        let mut readable = true;
        let unit = self.unit(at, text, statement);
        match unit {
            Node::UNKNOWN => {}
            Node::ERROR => readable = false,
            node => slice = slice.with(Dim::Unit, node),
        }
        for field in &statement.fields {
            let (dim, node) = match (field.attribute, field.value) {
                (Attribute::Func | Attribute::Econ | Attribute::Account, Some(Value::Code(code))) => {
                    self.account(field.attribute, code, self.sources.span(at, field.place))
                }
                (Attribute::Source, Some(Value::Source(source))) => (Dim::Source, source_node(source)),
                (Attribute::Project, Some(Value::Text(name))) => {
                    let node = self.project(name, unit, at, self.sources.span(at, field.place));
                    (Dim::Project, node.unwrap_or(Node::ERROR))
                }
                (Attribute::Memo, Some(Value::Text(set))) => {
                    let item = statement.text(Attribute::Item).map(|item| item.folded(text).into_owned());
                    (Dim::Item, self.items.path(&set.folded(text), item.as_deref()))
                }
                (attribute, None) if attribute != Attribute::Amount => {
                    readable &= matches!(
                        attribute,
                        Attribute::Prior | Attribute::Base | Attribute::Reason | Attribute::Note | Attribute::Partial
                    );
                    continue;
                }
                _ => continue,
            };
            readable &= node != Node::ERROR;
            slice = slice.with(dim, node);
            if !dim.applies(kind) {
                readable = false;
                self.impossible(at, statement, field.attribute, kind);
            }
        }
        readable.then_some(slice)
    }

    /// The kind of a claim: named, or the memo lines', or expense.
    fn kind(&mut self, at: LineRef, statement: &Statement) -> Option<Kind> {
        let named = statement.field(Attribute::Kind);
        let memo = statement.field(Attribute::Memo).is_some();
        match named.map(|field| field.value) {
            None if memo => Some(Kind::Memo),
            None if statement.field(Attribute::Item).is_some() => {
                let message = Message::new("item-without-memo");
                let span = self.span_of(at, statement, Attribute::Item);
                self.diagnostics
                    .push(Diagnostic::new(Code::ImpossibleSlice, span, message).help("item-without-memo-help"));
                None
            }
            None => Some(Kind::Expense),
            Some(Some(Value::Kind(Kind::Memo))) if !memo => {
                let span = self.span_of(at, statement, Attribute::Kind);
                self.diagnostics
                    .push(Diagnostic::new(Code::ImpossibleSlice, span, "kind-memo").help("item-without-memo-help"));
                None
            }
            Some(Some(Value::Kind(kind))) => Some(kind),
            Some(_) => None,
        }
    }

    fn impossible(&mut self, at: LineRef, statement: &Statement, attribute: Attribute, kind: Kind) {
        let (english, chinese) = kind.phrase();
        let message = Message::new("impossible-slice")
            .with("kind", Argument::Both(english.to_owned(), chinese.to_owned()))
            .with("attribute", Argument::Both(attribute.en().to_owned(), attribute.zh().to_owned()));
        let span = self.span_of(at, statement, attribute);
        let help = match attribute {
            Attribute::Account => "impossible-account-help",
            _ => "impossible-slice-help",
        };
        self.diagnostics.push(Diagnostic::new(Code::ImpossibleSlice, span, message).help(help));
    }

    fn goal(&mut self, at: LineRef, text: &str, statement: &Statement) {
        let unit = self.unit(at, text, statement);
        let Some(name) = statement.head_text(0) else { return };
        let span = self.sources.span(at, name.inner);
        if let Some(project) = self.project(name, unit, at, span) {
            self.goals.push(Goal { project, at });
        }
    }
}

/// The dimension that `partial` names; of the two economic charts the one the slice is about.
fn partial_dim(attribute: Attribute, slice: &Slice) -> Dim {
    match attribute {
        Attribute::Econ if slice.get(Dim::GovEcon).is_some() => Dim::GovEcon,
        _ => Dim::ALL.into_iter().find(|dim| dim.attribute() == attribute).unwrap_or(Dim::Kind),
    }
}
