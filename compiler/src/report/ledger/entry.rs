//! The entries of the ledger.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Header, Node};
use crate::syntax::{Attribute, Base, Keyword, LineParser, Statement, Value};

use super::Ledger;

/// An entry as the ledger writes it: a dimension that the line leaves open is `null`, one that its
/// kind does not have is absent.
pub(super) struct Written<'a> {
    ledger: &'a Ledger<'a>,
    entry: &'a Entry,
    statement: Option<Statement>,
}

/// Reads the line again for what the model does not keep: its name, reason, note and prior figure.
pub(super) fn entry<'a>(ledger: &'a Ledger<'a>, entry: &'a Entry, parser: &mut LineParser) -> Written<'a> {
    let statement = entry.remarks.then(|| parser.parse(ledger.sources().line(entry.at)).statement).flatten();
    Written { ledger, entry, statement }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Written { ledger, entry, .. } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", entry.kind.en())?;
        if entry.unreadable {
            map.serialize_entry("amount", &None::<String>)?;
        } else {
            map.serialize_entry("amount", &ledger.amount(Millionths::of(entry.amount)))?;
        }
        self.dimensions(&mut map)?;
        if let Some(name) = self.name() {
            map.serialize_entry("name", &name)?;
        }
        if let Some(statement) = &self.statement {
            remarks(ledger, entry.at, statement, &mut map)?;
        }
        map.serialize_entry("file", ledger.file(entry.at))?;
        map.serialize_entry("line", &ledger.line(entry.at))?;
        map.end()
    }
}

impl Written<'_> {
    fn dimensions<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Written { ledger, entry, .. } = self;
        for dim in Dim::ALL {
            let node = entry.node(dim);
            if node == Node::NONE || dim == Dim::Kind {
                continue;
            }
            let key = dim.attribute().en();
            match dim {
                Dim::Unit => map.serialize_entry(key, &ledger.unit_name(node))?,
                Dim::Source => {
                    let name = node.is_known().then(|| ledger.analysis.model.label(ledger.sources(), dim, node));
                    map.serialize_entry(key, &name)?;
                }
                Dim::Project => map.serialize_entry(key, &ledger.project_name(node))?,
                Dim::Item => {
                    let (set, item) = node.is_known().then(|| ledger.item(node)).unzip();
                    map.serialize_entry("memo", &set)?;
                    map.serialize_entry(key, &item.flatten())?;
                }
                // One line has one economic item, of either chart.
                Dim::GovEcon if !node.is_known() => {}
                Dim::Econ if !node.is_known() && entry.node(Dim::GovEcon).is_known() => {}
                _ => map.serialize_entry(key, &ledger.code(dim, node))?,
            }
        }
        Ok(())
    }

    /// The name of a line that is no project's.
    fn name(&self) -> Option<String> {
        let statement = self.statement.as_ref()?;
        let named = !matches!(statement.keyword, Keyword::Project | Keyword::Memo);
        let text = statement.head_text(0).filter(|_| named)?;
        Some(text.of(self.ledger.sources().line(self.entry.at)).into_owned())
    }
}

/// Writes last year's figure, reason and note of a line, where it has them.
pub(super) fn remarks<M: SerializeMap>(
    ledger: &Ledger<'_>,
    at: crate::source::LineRef,
    statement: &Statement,
    map: &mut M,
) -> Result<(), M::Error> {
    if let Some((yuan, base)) = prior(ledger.analysis.model.header_at(at), statement) {
        map.serialize_entry("prior", &ledger.header().figure(yuan))?;
        map.serialize_entry("base", &base.map(|base| base.en()))?;
    }
    let line = ledger.sources().line(at);
    for attribute in [Attribute::Reason, Attribute::Note] {
        if let Some(text) = statement.text(attribute) {
            map.serialize_entry(attribute.en(), &text.of(line))?;
        }
    }
    Ok(())
}

/// Last year's figure in 元, if the line gives one, and what it is.
pub(in crate::report) fn prior(header: &Header, statement: &Statement) -> Option<(Decimal, Option<Base>)> {
    let Some(Value::Amount(prior)) = statement.value(Attribute::Prior) else { return None };
    let factor = prior.unit.unwrap_or(header.measure).factor();
    let yuan = prior.value.checked_mul(factor).unwrap_or(Decimal::ZERO);
    let base = match statement.value(Attribute::Base) {
        Some(Value::Base(base)) => Some(base),
        _ => header.base,
    };
    Some((yuan, base))
}
