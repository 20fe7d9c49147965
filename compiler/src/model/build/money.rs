//! Lines that carry money.

use crate::source::LineRef;
use crate::syntax::{Attribute, Keyword, Statement, Value};

use super::super::dimension::{Dim, Node, source_node};
use super::super::entry::Entry;
use super::super::project::Project;
use super::{Builder, Child};

impl Builder<'_> {
    /// Reads one line of money.
    pub(super) fn money_line(&mut self, at: LineRef, text: &str, statement: &Statement) {
        let Some(kind) = statement.keyword.kind() else { return };
        let mut entry = Entry::new(kind, at);
        entry.set(Dim::Unit, self.unit(at, text, statement));
        self.place(at, statement, &mut entry);
        match statement.value(Attribute::Amount) {
            Some(Value::Amount(amount)) => {
                let place = statement.place_of(Attribute::Amount);
                match self.money(at, place, &amount) {
                    Some((yuan, step)) => (entry.amount, entry.step) = (yuan, step),
                    None => entry.unreadable = true,
                }
            }
            _ => entry.unreadable = true,
        }
        // An unreadable `prior` is reported where it stands; it takes part in no sum.
        if let Some(Value::Amount(prior)) = statement.value(Attribute::Prior) {
            self.money(at, statement.place_of(Attribute::Prior), &prior);
        }
        let remarks = [Attribute::Prior, Attribute::Base, Attribute::Reason, Attribute::Note];
        let named = !matches!(statement.keyword, Keyword::Project | Keyword::Memo);
        entry.remarks = named || remarks.iter().any(|attribute| statement.field(*attribute).is_some());
        match statement.keyword {
            Keyword::Project => self.project_line(at, text, statement, entry),
            Keyword::Memo => self.memo_line(text, statement, entry),
            _ => self.entries.push(entry),
        }
    }

    /// Places the line in the dimensions that its attributes and its file's header name.
    fn place(&mut self, at: LineRef, statement: &Statement, entry: &mut Entry) {
        for attribute in [Attribute::Func, Attribute::Econ, Attribute::Account] {
            let Some(field) = statement.field(attribute) else { continue };
            let (dim, node) = match field.value {
                Some(Value::Code(code)) => self.account(at, statement, field, code),
                _ => (default_dim(attribute), Node::ERROR),
            };
            entry.set(dim, node);
        }
        let default = self.header(at).source;
        let named = match (statement.keyword, statement.field(Attribute::Source)) {
            (Keyword::Revenue | Keyword::Carryover | Keyword::Carryforward, _) => {
                Some(statement.head.first().and_then(|head| head.value))
            }
            (_, Some(field)) => Some(field.value),
            _ => None,
        };
        let source = match (named, default) {
            (Some(Some(Value::Source(source))), _) => source_node(source),
            (Some(_), _) => Node::ERROR,
            (None, Some(source)) if Dim::Source.applies(entry.kind) => source_node(source),
            (None, _) => return,
        };
        entry.set(Dim::Source, source);
    }

    fn project_line(&mut self, at: LineRef, text: &str, statement: &Statement, mut entry: Entry) {
        let carries = statement.field(Attribute::Amount).is_some();
        let Some(name) = statement.head_text(0) else {
            if statement.head.first().is_some_and(|head| head.value.is_none()) {
                entry.set(Dim::Project, Node::ERROR);
            }
            if carries {
                self.entries.push(entry);
            }
            return;
        };
        let unit = entry.node(Dim::Unit);
        let project = Project { text: name, at, unit };
        // Without a unit of its own it takes its level-1 project's, and with it its identity.
        let node = match statement.text(Attribute::Under).filter(|_| unit == Node::UNKNOWN) {
            Some(under) => self.projects.find_or_add_under(project, &name.folded(text), &under.folded(text)),
            None => self.projects.find_or_add(self.sources, project, &name.folded(text)),
        };
        entry.set(Dim::Project, node);
        if let Some(under) = statement.text(Attribute::Under) {
            self.children.push(Child { project: node, under, unit, at });
        }
        match carries {
            true => self.entries.push(entry),
            false => self.unfunded.push((node, entry)),
        }
    }

    fn memo_line(&mut self, text: &str, statement: &Statement, mut entry: Entry) {
        let item = statement.field(Attribute::Item);
        let path = statement.text(Attribute::Item).map(|item| item.folded(text).into_owned());
        let node = match statement.head_text(0) {
            Some(set) if item.is_none() || path.is_some() => self.items.path(&set.folded(text), path.as_deref()),
            _ => Node::ERROR,
        };
        entry.set(Dim::Item, node);
        self.entries.push(entry);
    }
}

/// The dimension of an attribute whose code cannot be read.
fn default_dim(attribute: Attribute) -> Dim {
    match attribute {
        Attribute::Func => Dim::Func,
        Attribute::Account => Dim::Account,
        _ => Dim::Econ,
    }
}
