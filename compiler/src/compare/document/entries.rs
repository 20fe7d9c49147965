//! The table of what became of entries.

use crate::diagnostic::{Language, Message};
use crate::model::{Dim, Entry};
use crate::syntax::{Kind, LineParser};
use crate::{Analysis, model::Model};

use super::super::{Amounts, Change, Field, Side, What};
use super::{Row, Table, Teller, Tone};

/// More names than this are counted.
const MOST_NAMES: usize = 4;

impl Teller<'_> {
    /// The table of changes, if there are any.
    pub(super) fn changes(&self) -> Option<Table> {
        let changes = &self.comparison.changes;
        let mut rows: Vec<Row> = changes
            .iter()
            .take(self.options.most.map_or(usize::MAX, |most| most + 1))
            .map(|it| self.change(it))
            .collect();
        if let Some(most) = self.options.most.filter(|&most| changes.len() > most + 1) {
            rows.truncate(most);
            let mut amounts = Amounts::default();
            for change in &changes[most..] {
                amounts.old.0 += change.amounts.old.0;
                amounts.new.0 += change.amounts.new.0;
            }
            let words = [self.rest(changes.len() - most), String::new(), String::new(), String::new()];
            rows.push(Row { tone: Tone::Rest, cells: words.into_iter().chain(self.four(&amounts)).collect() });
        }
        let title = self.text(&Message::new("diff-changes").with("measure", self.measure()));
        let head = self.head(&["diff-kind", "diff-entry", "diff-unit", "diff-codes"]);
        (!changes.is_empty()).then_some(Table { title, head, rows })
    }

    fn change(&self, change: &Change) -> Row {
        let tone = match change.what {
            What::Added => Tone::Added,
            What::Removed => Tone::Removed,
            What::Changed => Tone::Changed,
            What::Moved | What::Renamed | What::Regrouped => Tone::Moved,
        };
        let subject = self.both(change, &|analysis, entry| self.subject(analysis, entry));
        let unit = self.both(change, &|analysis, entry| Field::Unit.label(analysis, entry));
        let moved: Vec<Field> = change.fields.iter().copied().filter(|it| is_told(*it)).collect();
        let codes = self.both(change, &|analysis, entry| self.place(analysis, entry, &moved));
        let [mut old, mut new, mut signed, mut percent] = self.four(&change.amounts);
        for (side, cell) in [(Side::Old, &mut old), (Side::New, &mut new)] {
            let entries = change.entries(side);
            let unreadable = |&at: &usize| self.comparison.side(side).model.entries[at].unreadable;
            match entries {
                [] => cell.clear(),
                _ if entries.iter().any(unreadable) => {
                    *cell = "?".to_owned();
                    signed.clear();
                    percent.clear();
                }
                _ => {}
            }
        }
        let words = [self.word(change.what.key()), subject, unit, codes];
        Row { tone, cells: words.into_iter().chain([old, new, signed, percent]).collect() }
    }

    /// What the entries of both sides say, once if they say the same.
    fn both(&self, change: &Change, say: &dyn Fn(&Analysis, &Entry) -> String) -> String {
        let mut sides = Side::BOTH.map(|side| {
            let analysis = self.comparison.side(side);
            let mut said: Vec<String> = Vec::new();
            for &at in change.entries(side) {
                let one = say(analysis, &analysis.model.entries[at]);
                if !said.contains(&one) && said.len() <= MOST_NAMES {
                    said.push(one);
                }
            }
            if said.len() > MOST_NAMES {
                said.truncate(MOST_NAMES - 1);
                said.push("…".to_owned());
            }
            said.retain(|it| !it.is_empty());
            said.join(" + ")
        });
        match &mut sides {
            [old, new] if old == new || change.old.is_empty() => std::mem::take(new),
            [old, _] if change.new.is_empty() => std::mem::take(old),
            [old, new] => {
                let none = |text: &mut String| if text.is_empty() { "—".to_owned() } else { std::mem::take(text) };
                format!("{} → {}", none(old), none(new))
            }
        }
    }

    /// What an entry is: its project, its "of which" figure, or its kind and what its line is called.
    fn subject(&self, analysis: &Analysis, entry: &Entry) -> String {
        let model: &Model = &analysis.model;
        let (project, item) = (entry.node(Dim::Project), entry.node(Dim::Item));
        if project.is_known() {
            return model.label(&analysis.sources, Dim::Project, project);
        }
        if item.is_known() {
            return model.items.path(item);
        }
        let kind = self.spelled(entry.kind.en(), entry.kind.zh());
        let line = analysis.sources.line(entry.at);
        let statement = LineParser::new().parse(line).statement;
        let carries = matches!(entry.kind, Kind::Revenue | Kind::Carryover | Kind::Carryforward);
        let name = match carries {
            true => Some(Field::Source.label(analysis, entry)),
            false => statement.and_then(|it| Some(it.head_text(0)?.of(line).into_owned())),
        };
        name.map_or(kind.clone(), |name| format!("{kind} {name}"))
    }

    /// The codes of an entry, and in what else it moved.
    fn place(&self, analysis: &Analysis, entry: &Entry, moved: &[Field]) -> String {
        let code = |field: Field| {
            let label = field.label(analysis, entry);
            label.split(' ').next().unwrap_or_default().to_owned()
        };
        let codes = [Field::Func, Field::Econ, Field::GovEcon, Field::Account].map(code);
        let others = moved.iter().map(|&field| {
            let label = match (field, self.options.language) {
                (Field::Kind, Language::English) => entry.kind.en().to_owned(),
                (Field::Kind, Language::Chinese) => entry.kind.zh().to_owned(),
                _ => field.label(analysis, entry),
            };
            let label = if label.is_empty() { "—".to_owned() } else { label };
            format!("{} {label}", self.attribute(field.attribute()))
        });
        let parts = codes.into_iter().chain(others);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Whether a respect stands in no column of its own.
fn is_told(field: Field) -> bool {
    matches!(field, Field::Source | Field::Under | Field::Kind)
}
