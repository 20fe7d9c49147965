//! Edits as text: what is replaced in which line, or where a new line comes.

use std::borrow::Cow;

use crate::diagnostic::{Edit, Message};
use crate::model::{Dim, Entry, Header, Model, Node, restated};
use crate::source::{LineRef, Sources};
use crate::span::{Place, Span};
use crate::syntax::text::written;
use crate::syntax::{Attribute, Keyword, Kind, LineParser, Source, Statement};

use super::change::Change;

/// The name of a project that is missing, which nobody but its unit knows.
const PLACEHOLDER: (&str, &str) = ("NEW-PROJECT", "待补项目");

/// Writes edits into the text of a budget.
pub struct Writer<'a> {
    pub sources: &'a Sources,
    pub model: &'a Model,
}

/// An edit as text.
pub struct Written {
    /// The line it is about.
    pub at: LineRef,
    /// Where in that line.
    pub span: Span,
    /// The edit.
    pub edit: Edit,
    /// What it does.
    pub title: Message,
}

impl Writer<'_> {
    /// The text of `change`; none if its line is not in the text.
    pub fn write(&self, change: &Change) -> Option<Written> {
        match change {
            Change::Amount { entry, amount, .. } => self.amount(self.model.entries.get(*entry)?.at, *amount),
            Change::Claim { claim, amount, .. } => self.amount(self.model.claims.get(*claim)?.at, *amount),
            Change::Remove { entry } => Some(self.remove(self.model.entries.get(*entry)?.at)),
            Change::Move { entry, dim, node, .. } => self.moved(self.model.entries.get(*entry)?, *dim, *node),
            Change::Insert { entry } => self.insert(entry),
        }
    }

    fn statement(&self, at: LineRef) -> Option<Statement> {
        LineParser::new().parse(self.sources.line(at)).statement
    }

    fn header(&self, at: LineRef) -> &Header {
        self.model.header_at(at)
    }

    fn replaced(&self, at: LineRef, span: Span, text: String) -> Written {
        let title = Message::new("fix-write").with("text", text.as_str());
        Written { at, span, edit: Edit { span, text }, title }
    }

    fn amount(&self, at: LineRef, amount: rust_decimal::Decimal) -> Option<Written> {
        let place = self.statement(at)?.field(Attribute::Amount)?.place;
        let written = place.of(self.sources.line(at));
        let text = restated(written, self.header(at), amount);
        Some(self.replaced(at, self.sources.span(at, place), trimmed(text, self.header(at).scale)))
    }

    fn remove(&self, at: LineRef) -> Written {
        let edit = Edit::without(self.sources, at);
        Written { at, span: self.sources.line_span(at), edit, title: "fix-delete-line".into() }
    }

    fn moved(&self, entry: &Entry, dim: Dim, node: Node) -> Option<Written> {
        let at = entry.at;
        let statement = self.statement(at)?;
        let chinese = self.is_chinese(at, &statement);
        let attribute = attribute_of(dim);
        let value = self.value(dim, node, statement.keyword, chinese)?;
        let in_head = dim == Dim::Source && statement.keyword.head() == crate::syntax::keyword::Head::Source;
        if in_head {
            let place = statement.head.first()?.place;
            return Some(self.replaced(at, self.sources.span(at, place), value.into_owned()));
        }
        if let Some(field) = statement.field(attribute) {
            return Some(self.replaced(at, self.sources.span(at, field.place), value.into_owned()));
        }
        let end = statement.fields.iter().map(|field| field.place.end.max(field.name.end)).max()?;
        let span = self.sources.span(at, Place { start: end, end });
        let attribute = if chinese { attribute.zh() } else { attribute.en() };
        let title = Message::new("fix-write").with("text", format!("{attribute} {value}"));
        let edit = Edit { span, text: format!(" {attribute} {value}") };
        Some(Written { at, span: self.sources.line_span(at), edit, title })
    }

    /// Whether a line is written in Chinese.
    fn is_chinese(&self, at: LineRef, statement: &Statement) -> bool {
        statement.place.of(self.sources.line(at)) != statement.keyword.en()
    }

    /// A place as it is typed.
    fn value(&self, dim: Dim, node: Node, keyword: Keyword, chinese: bool) -> Option<Cow<'_, str>> {
        let name = |name: &str| Cow::Owned(written(name, keyword).into_owned());
        Some(match dim {
            Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => {
                self.model.charts.chart(dim).get(node)?.code.to_string().into()
            }
            Dim::Source => {
                let source = Source::ALL.get(node.index())?;
                if chinese { source.zh() } else { source.en() }.into()
            }
            Dim::Unit => name(&self.model.units.get(node)?.name),
            Dim::Project => name(&self.model.projects.get(node)?.name(self.sources)),
            Dim::Item => name(self.model.items.path(node).split_once('/')?.1),
            Dim::Kind => return None,
        })
    }

    /// A new line, below the one that it is most like.
    fn insert(&self, entry: &Entry) -> Option<Written> {
        let at = entry.at;
        let like = self.statement(at)?;
        let line = self.line(entry, &like, self.is_chinese(at, &like))?;
        let title = Message::new("fix-insert-line").with("line", line.as_str());
        let edit = Edit::after(self.sources, at, &[line]);
        Some(Written { at, span: self.sources.line_span(at), edit, title })
    }

    /// The text of a new line in the words of the one that it is like.
    fn line(&self, entry: &Entry, like: &Statement, chinese: bool) -> Option<String> {
        let keyword = like.keyword;
        let header = self.header(entry.at);
        let mut line = if chinese { keyword.zh() } else { keyword.en() }.to_owned();
        let mut add = |word: &str| {
            line.push(' ');
            line.push_str(word);
        };
        match entry.kind {
            Kind::Project => add(if self.is_in_chinese(entry) { PLACEHOLDER.1 } else { PLACEHOLDER.0 }),
            Kind::Revenue | Kind::Carryover | Kind::Carryforward => {
                add(&self.value(Dim::Source, entry.node(Dim::Source), keyword, chinese)?);
            }
            Kind::Memo => {
                let path = self.model.items.path(entry.node(Dim::Item));
                add(&written(path.split('/').next()?, keyword));
            }
            _ => {}
        }
        for &attribute in keyword.attributes() {
            let value = match attribute {
                Attribute::Amount => Some(Cow::Owned(header.figure(entry.amount))),
                _ => dims_of(attribute).iter().find_map(|&dim| {
                    let node = entry.node(dim);
                    let said = node.is_known() && !self.is_default(header, entry, dim);
                    said.then(|| self.value(dim, node, keyword, chinese)).flatten()
                }),
            };
            if let Some(value) = value {
                add(if chinese { attribute.zh() } else { attribute.en() });
                add(&value);
            }
        }
        Some(line)
    }

    /// Whether a line need not say where it stands, since its file says so or its head does.
    fn is_default(&self, header: &Header, entry: &Entry, dim: Dim) -> bool {
        match dim {
            Dim::Unit => header.unit == entry.node(dim),
            Dim::Source => header.source.is_some_and(|source| source as u32 == entry.node(dim).0),
            _ => false,
        }
    }

    /// Whether names beside a new line are Chinese, so that its own is.
    fn is_in_chinese(&self, entry: &Entry) -> bool {
        self.sources.line(entry.at).chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
    }
}

/// A figure with a unit without zeros beyond the decimals that its file prints, left by a moved point.
fn trimmed(text: String, scale: u8) -> String {
    let end = text.find(|c: char| !c.is_ascii() || c == ' ').unwrap_or(text.len());
    let (figure, unit) = text.split_at(end);
    let Some((whole, decimals)) = figure.split_once('.') else { return text };
    let kept = decimals.trim_end_matches('0').len().max(usize::from(scale)).min(decimals.len());
    format!("{whole}.{}{unit}", &decimals[..kept])
}

/// The attribute that places a line of money in a dimension.
fn attribute_of(dim: Dim) -> Attribute {
    match dim {
        Dim::Project => Attribute::Under,
        _ => dim.attribute(),
    }
}

/// The dimensions that an attribute of a line of money places it in.
fn dims_of(attribute: Attribute) -> &'static [Dim] {
    match attribute {
        Attribute::Unit => &[Dim::Unit],
        Attribute::Func => &[Dim::Func],
        Attribute::Econ => &[Dim::Econ, Dim::GovEcon],
        Attribute::Source => &[Dim::Source],
        Attribute::Account => &[Dim::Account],
        Attribute::Under => &[Dim::Project],
        Attribute::Item => &[Dim::Item],
        _ => &[],
    }
}
