//! What a cell is of, as a layout says it: `kind personnel source 一般公共预算`, in the words of a
//! `total`. Names are kept as they are written: a layout is of no budget.

use crate::diagnostic::{Code, Problem};
use crate::model::account::dimension;
use crate::model::dimension::source_node;
use crate::model::{Dim, Model, Slice};
use crate::syntax::{AccountCode, Attribute, Keyword, Kind, LineParser, Source, Value};

/// A set of conditions, one a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    kind: Option<Kind>,
    source: Option<Source>,
    codes: Vec<AccountCode>,
    /// The set of "of which" figures, and the path in it.
    item: Option<(String, Option<String>)>,
}

/// What a slice may be said by in a layout. Units and projects are of one budget only.
const ATTRIBUTES: &[Attribute] = &[
    Attribute::Kind,
    Attribute::Source,
    Attribute::Func,
    Attribute::Econ,
    Attribute::Account,
    Attribute::Memo,
    Attribute::Item,
];

impl Conditions {
    /// Reads conditions, and what is wrong with them at its place in `text`.
    pub fn read(text: &str) -> (Conditions, Vec<Problem>) {
        let before = format!("{} ", Keyword::Total.en());
        let line = format!("{before}{text}");
        let read = LineParser::new().parse(&line);
        let shift = before.len() as u32;
        let mut problems: Vec<Problem> = read.problems;
        // A condition has no amount.
        problems.retain(|problem| problem.code != Code::MissingPart);
        let mut conditions = Conditions::default();
        let statement = read.statement.filter(|statement| statement.keyword == Keyword::Total);
        for field in statement.iter().flat_map(|statement| &statement.fields) {
            if !ATTRIBUTES.contains(&field.attribute) {
                problems
                    .push(Problem::new(Code::LayoutWord, field.name, "layout-no-condition").help("layout-conditions"));
            }
            match (field.attribute, field.value) {
                (Attribute::Kind, Some(Value::Kind(kind))) => conditions.kind = Some(kind),
                (Attribute::Source, Some(Value::Source(source))) => conditions.source = Some(source),
                (_, Some(Value::Code(code))) => conditions.codes.push(code),
                (Attribute::Memo, Some(Value::Text(set))) => {
                    let path = statement.as_ref().and_then(|it| it.text(Attribute::Item));
                    conditions.item =
                        Some((set.folded(&line).into_owned(), path.map(|it| it.folded(&line).into_owned())));
                }
                _ => {}
            }
        }
        for problem in &mut problems {
            problem.place.start = problem.place.start.saturating_sub(shift);
            problem.place.end = problem.place.end.saturating_sub(shift);
            // An edit of a layout is the reader's.
            problem.fix = None;
            problem.alternatives.clear();
        }
        (conditions, problems)
    }

    /// Of what kind of money, if it is said.
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// From what source, if it is said.
    pub fn source(&self) -> Option<Source> {
        self.source
    }

    /// Of what accounts.
    pub fn codes(&self) -> &[AccountCode] {
        &self.codes
    }

    /// The set of "of which" figures and the path in it, if it is of one.
    pub fn item(&self) -> Option<&(String, Option<String>)> {
        self.item.as_ref()
    }

    /// These conditions and further ones: of two on one dimension the further one counts.
    #[must_use]
    pub fn and(&self, further: &Conditions) -> Conditions {
        let of = |code: &AccountCode| dimension(*code);
        let kept = self.codes.iter().filter(|code| !further.codes.iter().any(|other| of(other) == of(code)));
        Conditions {
            kind: further.kind.or(self.kind),
            source: further.source.or(self.source),
            codes: kept.chain(&further.codes).copied().collect(),
            item: further.item.clone().or_else(|| self.item.clone()),
        }
    }

    /// Whether all that `other` is of, these conditions are of too, and more than that.
    pub fn hold(&self, other: &Conditions) -> bool {
        let kind = |it: &Conditions| it.kind.unwrap_or(if it.item.is_some() { Kind::Memo } else { Kind::Expense });
        let kinds = kind(other).is_within(kind(self));
        let sources = self.source.is_none_or(|source| other.source.is_some_and(|it| it.is_within(source)));
        let codes = self
            .codes
            .iter()
            .all(|code| other.codes.iter().any(|it| it.digits >= code.digits && it.prefix(code.digits) == *code));
        let items = self.item.as_ref().is_none_or(|(set, path)| {
            other.item.as_ref().is_some_and(|(other, inner)| {
                let within =
                    |path: &String| inner.as_ref().is_some_and(|it| it == path || it.starts_with(&format!("{path}/")));
                set == other && path.as_ref().is_none_or(within)
            })
        });
        kinds && sources && codes && items && self != other
    }

    /// The slice of a budget; none if the budget has nothing of what a condition names.
    pub fn slice(&self, model: &Model) -> Option<Slice> {
        let kind = self.kind.unwrap_or(if self.item.is_some() { Kind::Memo } else { Kind::Expense });
        let mut slice = Slice::of(kind);
        if let Some(source) = self.source {
            slice = slice.with(Dim::Source, source_node(source));
        }
        for &code in &self.codes {
            let dim = dimension(code)?;
            slice = slice.with(dim, model.charts.chart(dim).find(code)?);
        }
        if let Some((set, path)) = &self.item {
            let set = model.items.set(set)?;
            let steps = path.iter().flat_map(|path| path.split('/'));
            let node = steps.into_iter().try_fold(set, |node, step| model.items.under(node, step.trim()))?;
            slice = slice.with(Dim::Item, node);
        }
        let conditions = slice.conditions().iter();
        let fits = conditions.filter(|(dim, _)| *dim != Dim::Kind).all(|(dim, _)| dim.applies(kind));
        fits.then_some(slice)
    }
}
