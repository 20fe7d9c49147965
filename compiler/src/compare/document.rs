//! A comparison in words and tables, for people, in their language. How it is set, the formats say.

use crate::check::settle::Status;
use crate::diagnostic::locale::{text, word};
use crate::diagnostic::{Argument, Language, Message};
use crate::ledger::Millionths;
use crate::model::header::in_measure;
use crate::model::{Dim, Header};
use crate::syntax::{Attribute, Kind};

use super::{Amounts, Comparison, Followed, Row as SumRow, Side, Sums, What};

mod claims;
mod entries;

/// What a row is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    Plain,
    /// New.
    Added,
    /// Gone.
    Removed,
    /// With another amount.
    Changed,
    /// The same money elsewhere or under another name.
    Moved,
    /// A total.
    Total,
    /// A figure that does not hold.
    Bad,
    /// What stands for rows that are not shown.
    Rest,
}

impl Tone {
    /// The word for it in a page's markup.
    pub fn as_str(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Added => "added",
            Tone::Removed => "removed",
            Tone::Changed => "changed",
            Tone::Moved => "moved",
            Tone::Total => "total",
            Tone::Bad => "bad",
            Tone::Rest => "rest",
        }
    }
}

/// A row: its cells, one a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub tone: Tone,
    /// The cells.
    pub cells: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is of.
    pub title: String,
    /// The captions, and which columns are figures.
    pub head: Vec<(String, bool)>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A comparison in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The language it is in.
    pub language: Language,
    /// What is compared.
    pub title: String,
    /// The whole of it in one line.
    pub summary: String,
    /// Further sentences, and whether each is bad news.
    pub facts: Vec<(bool, String)>,
    /// What changed.
    pub tables: Vec<Table>,
}

/// How a comparison is told.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// What the two sides are called.
    pub names: [&'a str; 2],
    /// The language.
    pub language: Language,
    /// The most rows of a table; all if there is none.
    pub most: Option<usize>,
}

impl Document {
    /// The words for `comparison`.
    pub fn new(comparison: &Comparison<'_>, options: &Options<'_>) -> Document {
        let teller = Teller { comparison, options, header: comparison.side(Side::New).model.header() };
        let mut tables = Vec::new();
        tables.extend(teller.changes());
        tables.extend(teller.names());
        // One row that is the whole says nothing that the total does not.
        let is_told = |sums: &&Sums| sums.rows.len() > 1 || sums.rows.iter().any(|row| row.amounts != sums.total);
        tables.extend(comparison.sums.iter().filter(is_told).map(|sums| teller.sums(sums)));
        tables.extend(teller.claims());
        Document {
            language: options.language,
            title: options.names.join(" → "),
            summary: teller.summary(),
            facts: teller.facts(),
            tables,
        }
    }
}

struct Teller<'a> {
    comparison: &'a Comparison<'a>,
    options: &'a Options<'a>,
    header: &'a Header,
}

impl Teller<'_> {
    fn word(&self, key: &'static str) -> String {
        word(self.options.language, key)
    }

    fn text(&self, message: &Message) -> String {
        text(self.options.language, message)
    }

    fn spelled(&self, english: &'static str, chinese: &'static str) -> String {
        let spelled = match self.options.language {
            Language::English => english,
            Language::Chinese => chinese,
        };
        spelled.to_owned()
    }

    fn attribute(&self, attribute: Attribute) -> String {
        self.spelled(attribute.en(), attribute.zh())
    }

    /// A figure with all its digits, in the measure that reports use.
    fn figure(&self, amount: Millionths) -> String {
        in_measure(amount.decimal(), self.header.display, self.header.scale)
    }

    /// A figure with its sign; nothing for nothing.
    fn signed(&self, amount: Millionths) -> String {
        match amount.0 {
            0 => String::new(),
            1.. => format!("+{}", self.figure(amount)),
            _ => self.figure(amount),
        }
    }

    fn percent(&self, amounts: &Amounts) -> String {
        let changed = amounts.percent().filter(|_| amounts.change().0 != 0);
        changed.map_or(String::new(), |percent| match amounts.change().0 > 0 && !percent.starts_with('-') {
            true => format!("+{percent}%"),
            false => format!("{percent}%"),
        })
    }

    /// Old, new, change and percent.
    fn four(&self, amounts: &Amounts) -> [String; 4] {
        [self.figure(amounts.old), self.figure(amounts.new), self.signed(amounts.change()), self.percent(amounts)]
    }

    fn measure(&self) -> String {
        self.header.display.zh().to_owned()
    }

    /// The captions of words, then those of the four figures.
    fn head(&self, words: &[&'static str]) -> Vec<(String, bool)> {
        let words = words.iter().map(|key| (self.word(key), false));
        let figures = ["diff-old", "diff-new", "diff-change"].map(|key| (self.word(key), true));
        words.chain(figures).chain([("%".to_owned(), true)]).collect()
    }

    fn summary(&self) -> String {
        let Comparison { total, changes, .. } = self.comparison;
        let money = match total.change().0 {
            0 => Message::new("diff-total-same").with("amount", self.figure(total.new)),
            _ => {
                let percent = self.percent(total);
                let percent = if percent.is_empty() { percent } else { self.word("comma") + &percent };
                Message::new("diff-total")
                    .with("old", self.figure(total.old))
                    .with("new", self.figure(total.new))
                    .with("change", self.signed(total.change()) + &percent)
            }
        };
        let money = self.text(&money.with("measure", self.measure()));
        if self.comparison.is_empty() {
            return self.text(&Message::new("diff-none").with("money", money));
        }
        let counts = What::ALL.iter().map(|&what| (what, self.comparison.count(what))).filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(what, count)| {
                let message = Message::new("diff-count").with("count", count).with("what", Argument::Word(what.key()));
                self.text(&message)
            })
            .collect();
        if changes.is_empty() {
            money
        } else {
            format!("{money}{}{}", self.word("semicolon"), counts.join(&self.word("comma")))
        }
    }

    fn facts(&self) -> Vec<(bool, String)> {
        let Comparison { unread, claims, .. } = self.comparison;
        let mut facts = Vec::new();
        let budget = |side: Side| self.budget(side);
        if budget(Side::Old) != budget(Side::New) {
            facts.push((false, format!("{} → {}", budget(Side::Old), budget(Side::New))));
        }
        for side in Side::BOTH {
            let (summary, name) = (self.comparison.side(side).summary(), self.options.names[side as usize]);
            let message = match summary.errors {
                0 => Message::new("diff-valid"),
                errors => Message::new("diff-invalid").with("count", errors),
            };
            facts.push((summary.errors > 0, self.text(&message.with("name", name))));
            if unread[side as usize] > 0 {
                let message = Message::new("diff-unread").with("count", unread[side as usize]).with("name", name);
                facts.push((true, self.text(&message)));
            }
        }
        for followed in [Followed::Stayed, Followed::Apart, Followed::Alone] {
            let wrong = |status: Option<Status>| status == Some(Status::Refuted);
            let refuted = claims.iter().filter(|it| it.followed == followed && wrong(it.status[1])).count();
            let message = match followed {
                Followed::Stayed => Message::new("diff-stayed"),
                Followed::Apart => Message::new("diff-apart"),
                _ => Message::new("diff-alone"),
            };
            if refuted > 0 {
                facts.push((true, self.text(&message.with("count", refuted))));
            }
        }
        facts
    }

    /// What a side's header says of it.
    fn budget(&self, side: Side) -> String {
        let analysis = self.comparison.side(side);
        let header = analysis.model.header();
        let name = header.name.and_then(|name| Some(name.of(analysis.sources.line(header.at?)).into_owned()));
        let stage = self.spelled(header.stage.en(), header.stage.zh());
        let parts = [name, header.year.map(|year| year.to_string()), Some(stage)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn names(&self) -> Option<Table> {
        let names = &self.comparison.names;
        let row = |name: &super::NameChange| Row {
            tone: Tone::Moved,
            cells: vec![self.attribute(name.dim.attribute()), name.old.clone(), name.new.clone()],
        };
        let head = ["diff-what", "diff-old", "diff-new"].map(|key| (self.word(key), false)).to_vec();
        let mut rows: Vec<Row> = names.iter().map(row).collect();
        self.shorten(&mut rows, &mut |rest| vec![self.rest(rest), String::new(), String::new()]);
        (!names.is_empty()).then_some(Table { title: self.word("diff-names"), head, rows })
    }

    fn sums(&self, sums: &Sums) -> Table {
        let (english, chinese) = sums.of.phrase();
        let by = self.attribute(sums.by.attribute());
        let title = Message::new("diff-by").with("what", Argument::Both(english.to_owned(), chinese.to_owned()));
        let title = title.with("by", by.as_str()).with("measure", self.measure());
        let row = |row: &SumRow| {
            let tone = match (row.amounts.old.0, row.amounts.new.0) {
                (0, _) => Tone::Added,
                (_, 0) => Tone::Removed,
                _ => Tone::Plain,
            };
            Row { tone, cells: [self.sum_label(sums, row)].into_iter().chain(self.four(&row.amounts)).collect() }
        };
        let mut rows: Vec<Row> = sums.rows.iter().map(row).collect();
        self.shorten(&mut rows, &mut |rest| {
            let mut amounts = Amounts::default();
            for row in &sums.rows[sums.rows.len() - rest..] {
                amounts.old.0 += row.amounts.old.0;
                amounts.new.0 += row.amounts.new.0;
            }
            [self.rest(rest)].into_iter().chain(self.four(&amounts)).collect()
        });
        // The sets of "of which" figures are not parts of anything together.
        if sums.of != Kind::Memo {
            let cells = [self.word("show-total")].into_iter().chain(self.four(&sums.total)).collect();
            rows.push(Row { tone: Tone::Total, cells });
        }
        let head = self.head(&["diff-what"]);
        Table { title: self.text(&title), head, rows }
    }

    /// What a row of sums is called.
    pub fn sum_label(&self, sums: &Sums, row: &SumRow) -> String {
        let (side, node) = row.node;
        let analysis = self.comparison.side(side);
        let dim = sums.by.dim().unwrap_or(Dim::Project);
        if !node.is_known() {
            return self.word("diff-open");
        }
        let label = analysis.model.label(&analysis.sources, dim, node);
        match dim {
            Dim::Kind => Kind::ALL.get(node.index()).map_or(label, |kind| self.spelled(kind.en(), kind.zh())),
            Dim::Project => {
                let unit = analysis.model.projects.get(node).map(|project| project.unit);
                let unit = unit.and_then(|unit| analysis.model.units.get(unit)).map(|unit| unit.name.clone());
                unit.map_or(label.clone(), |unit| format!("{label} · {unit}"))
            }
            _ => label,
        }
    }

    fn rest(&self, count: usize) -> String {
        self.text(&Message::new("diff-rest").with("count", count))
    }

    /// Puts one row in the place of those beyond the most.
    fn shorten(&self, rows: &mut Vec<Row>, rest: &mut dyn FnMut(usize) -> Vec<String>) {
        let Some(most) = self.options.most.filter(|&most| rows.len() > most + 1) else { return };
        let count = rows.len() - most;
        rows.truncate(most);
        rows.push(Row { tone: Tone::Rest, cells: rest(count) });
    }
}
