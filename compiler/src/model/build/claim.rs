//! Lines about sums: totals, ceilings, and goals.

use crate::diagnostic::{Argument, Code, Diagnostic, Fix, Message};
use crate::source::LineRef;
use crate::span::Place;
use crate::syntax::{Attribute, Keyword, Kind, LineParser, Statement, Value, with_blank, written};

use super::super::dimension::{Dim, Node, source_node};
use super::super::entry::{Claim, Goal, Role};
use super::super::slice::{Slice, claimed_kind};
use super::Builder;
use super::link::Naming;

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
                    self.account(at, statement, field, code)
                }
                (Attribute::Source, Some(Value::Source(source))) => (Dim::Source, source_node(source)),
                (Attribute::Project, Some(Value::Text(name))) => {
                    let node = self.project(name, unit, at, self.sources.span(at, field.place), Naming::Itself);
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
        match claimed_kind(statement) {
            Some(_) if named.is_none() && !memo && statement.field(Attribute::Item).is_some() => {
                let message = Message::new("item-without-memo");
                let span = self.span_of(at, statement, Attribute::Item);
                let fix = self.only_set(at, statement, statement.place.end, statement.place.end);
                let diagnostic = Diagnostic::new(Code::ImpossibleSlice, span, message).help("item-without-memo-help");
                self.diagnostics.push(diagnostic.fix(fix));
                None
            }
            Some(Kind::Memo) if !memo => {
                let span = self.span_of(at, statement, Attribute::Kind);
                let place = named.map(|field| with_blank(self.sources.line(at), field.name.to(field.place)));
                let fix = place.and_then(|place| self.only_set(at, statement, place.start, place.end));
                let diagnostic = Diagnostic::new(Code::ImpossibleSlice, span, "kind-memo");
                self.diagnostics.push(diagnostic.help("item-without-memo-help").fix(fix));
                None
            }
            kind => kind,
        }
    }

    fn impossible(&mut self, at: LineRef, statement: &Statement, attribute: Attribute, kind: Kind) {
        let (english, chinese) = kind.phrase();
        let message = Message::new("impossible-slice")
            .with("kind", Argument::Both(english.to_owned(), chinese.to_owned()))
            .with("attribute", Argument::Both(attribute.en().to_owned(), attribute.zh().to_owned()));
        let span = self.span_of(at, statement, attribute);
        let kindless = statement.field(Attribute::Kind).is_none();
        let (help, fix) = match attribute {
            Attribute::Account if kindless => ("impossible-account-help", Some(self.of_revenue(at, statement))),
            Attribute::Account => ("impossible-account-help", self.without(at, statement, attribute)),
            _ => ("impossible-slice-help", self.without(at, statement, attribute)),
        };
        self.diagnostics.push(Diagnostic::new(Code::ImpossibleSlice, span, message).help(help).fix(fix));
    }

    /// Makes a claim one about revenue.
    fn of_revenue(&self, at: LineRef, statement: &Statement) -> Fix {
        let text = match LineParser::is_chinese(self.sources.line(at)) {
            true => format!("{} {}", Attribute::Kind.zh(), Kind::Revenue.zh()),
            false => format!("{} {}", Attribute::Kind.en(), Kind::Revenue.en()),
        };
        let after = Place { start: statement.place.end, end: statement.place.end };
        let title = Message::new("fix-add").with("text", text.as_str());
        Fix::guess(title, self.sources.span(at, after), format!(" {text}"))
    }

    /// Names the set of "of which" figures in a line, in the place of some bytes of it, if there is but
    /// one.
    fn only_set(&self, at: LineRef, statement: &Statement, start: u32, end: u32) -> Option<Fix> {
        let set = written(self.items.only_set()?, statement.keyword);
        let chinese = LineParser::is_chinese(self.sources.line(at));
        let text = format!("{} {set}", if chinese { Attribute::Memo.zh() } else { Attribute::Memo.en() });
        let title = Message::new("fix-write").with("text", text.as_str());
        Some(Fix::guess(title, self.sources.span(at, Place { start, end }), format!(" {text}")))
    }

    /// Takes a condition off a claim.
    fn without(&self, at: LineRef, statement: &Statement, attribute: Attribute) -> Option<Fix> {
        let line = self.sources.line(at);
        let field = statement.field(attribute)?;
        let place = field.name.to(field.place);
        let title = Message::new("fix-delete").with("text", place.of(line));
        Some(Fix::guess(title, self.sources.span(at, with_blank(line, place)), ""))
    }

    fn goal(&mut self, at: LineRef, text: &str, statement: &Statement) {
        let unit = self.unit(at, text, statement);
        let Some(name) = statement.head_text(0) else { return };
        let span = self.sources.span(at, name.place(text));
        if let Some(project) = self.project(name, unit, at, span, Naming::Itself) {
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
