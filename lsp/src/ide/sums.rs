//! Figures for people: what slices come to, what became of claims, and the lines a sum is made of.
//!
//! Everything is read off what the compiler settled or summed; nothing is judged here. Figures are
//! written in the measure of the file that is asked about.

use bud::check::settle::{Ceiling, Figure, Judgement, Route, Status};
use bud::diagnostic::Message;
use bud::ledger::{Millionths, Sum};
use bud::model::dimension::kind_node;
use bud::model::slice::Place;
use bud::model::{Claim, Dim, Entry, Node, Role, Slice};
use bud::source::LineRef;
use bud::span::FileId;
use bud::syntax::Kind;

use super::View;
use super::prose::{Cell, Column, Table};

/// How many lines or claims a table lists.
pub const LISTED: usize = 8;
/// Stands behind a sum that further lines may belong to.
const OPEN: &str = " +";

/// The lines of a slice.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// What those come to that are in it for certain.
    pub sum: Millionths,
    /// How many those are.
    pub count: usize,
    /// The largest of them: indices into the model's entries, the largest first.
    pub largest: Vec<usize>,
}

/// What a slice comes to of one kind.
#[derive(Clone, Copy, Debug)]
pub struct KindSum {
    /// The kind.
    pub kind: Kind,
    /// The lines that are in it for certain.
    pub inside: Sum,
    /// The lines that are possibly in it.
    pub possible: Sum,
}

impl KindSum {
    fn of(kind: Kind) -> KindSum {
        KindSum { kind, inside: Sum::default(), possible: Sum::default() }
    }
}

impl View<'_> {
    /// What a slice comes to by kinds: those that it has lines of for certain, in the order of their tree.
    /// A kind whose lines are all of one kind under it is left out.
    pub fn by_kind(&self, dim: Dim, node: Node) -> Vec<KindSum> {
        let model = self.budget.model();
        if dim == Dim::Kind {
            let kinds = model.tree(Dim::Kind);
            let all = self.by_kind_where(|_| Place::In);
            let asked = all.into_iter().filter(|row| kinds.contains(node, kind_node(row.kind)));
            return told(asked.collect(), Kind::ALL.get(node.index()).copied());
        }
        let slice = Slice::of(Kind::Expense).with(dim, node).without(Dim::Kind);
        let rows = self.by_kind_where(|entry| slice.holds(model, entry));
        // "Of which" figures are apart from all other money.
        told(rows.into_iter().filter(|row| (row.kind == Kind::Memo) == (dim == Dim::Item)).collect(), None)
    }

    /// What the lines of a file come to by kinds.
    pub fn by_kind_in(&self, file: FileId) -> Vec<KindSum> {
        let of_file = |entry: &Entry| if entry.at.file == file && !entry.lost { Place::In } else { Place::Out };
        told(self.by_kind_where(of_file), None)
    }

    /// What some lines come to by kinds, with one pass over all.
    fn by_kind_where(&self, place: impl Fn(&Entry) -> Place) -> Vec<KindSum> {
        let model = self.budget.model();
        let mut own: Vec<KindSum> = Kind::ALL.iter().map(|&kind| KindSum::of(kind)).collect();
        let mut lost = Sum::default();
        for (at, entry) in model.entries.iter().enumerate() {
            let place = place(entry);
            let Some(row) = own.get_mut(kind_node(entry.kind).index()) else { continue };
            match place {
                Place::Out => {}
                _ if entry.lost => lost += &Sum::line(at, entry),
                Place::In => row.inside += &Sum::line(at, entry),
                Place::Possible => row.possible += &Sum::line(at, entry),
            }
        }
        let kinds = model.tree(Dim::Kind);
        let whole = Kind::ALL.iter().map(|&kind| {
            let mut row = KindSum { possible: lost, ..KindSum::of(kind) };
            for below in &own {
                if kinds.contains(kind_node(kind), kind_node(below.kind)) {
                    row.inside += &below.inside;
                    row.possible += &below.possible;
                } else if kinds.contains(kind_node(below.kind), kind_node(kind)) {
                    // Which of the kinds under its own it is of is not known.
                    row.possible += &below.inside;
                    row.possible += &below.possible;
                }
            }
            row
        });
        whole.collect()
    }

    /// A table of sums by kind.
    pub fn kind_table(&self, rows: &[KindSum]) -> Table {
        let depth = |kind: Kind| rows.iter().filter(|row| row.kind != kind && kind.is_within(row.kind)).count();
        let rows = rows.iter().map(|row| {
            let name = format!("{}{}", "· ".repeat(depth(row.kind)), self.say(row.kind.en(), row.kind.zh()));
            vec![Cell::from(name), self.sum_text(row).into(), row.inside.count.to_string().into()]
        });
        let kind = self.say(Dim::Kind.attribute().en(), Dim::Kind.attribute().zh());
        let columns = vec![
            Column::Words(kind.to_owned()),
            Column::Figures(self.measure().to_owned()),
            Column::Figures(self.word("lsp-lines")),
        ];
        Table { columns, rows: rows.collect() }
    }

    /// A sum, marked where further lines may belong to it.
    pub fn sum_text(&self, sum: &KindSum) -> String {
        let open = if sum.possible.is_empty() { "" } else { OPEN };
        format!("{}{open}", self.figure(sum.inside.total()))
    }

    /// What the mark of an open sum means, if one of the sums has it.
    pub fn open_note(&self, rows: &[KindSum]) -> Option<String> {
        rows.iter().any(|row| !row.possible.is_empty()).then(|| self.word("show-open"))
    }

    /// What a claim was compared with by its tightest route; none for a ceiling, and where nothing speaks.
    pub fn judgement(&self, claim: usize) -> Option<&Judgement> {
        self.budget.analysis.settled.figure(claim)?.tightest()
    }

    /// How a claim differs from what was computed; none where it does not, or nothing was.
    pub fn difference(&self, claim: usize) -> Option<String> {
        let settled = &self.budget.analysis.settled;
        let message = |key, computed: Millionths, difference: i128| {
            Message::new(key)
                .with("computed", self.figure(computed))
                .with("difference", self.figure(Millionths(difference.abs())))
        };
        let role = self.budget.model().claims.get(claim)?.role;
        if role == Role::Ceiling {
            let ceiling = self.ceiling(claim)?;
            let over = ceiling.least.0 - Millionths::of(self.budget.model().claims.get(claim)?.amount).0;
            let refuted = ceiling.status == Status::Refuted;
            return refuted.then(|| self.message(&message("lsp-over-ceiling", ceiling.least, over)));
        }
        let status = settled.figure(claim)?.status;
        let judgement = self.judgement(claim)?;
        let difference = judgement.comparison.difference().0;
        if difference == 0 {
            return None;
        }
        let key = match (status, &judgement.route, role, difference > 0) {
            (Status::Rounding | Status::Bounded, ..) => "lsp-rounding",
            (_, Route::Bounds { .. }, _, true) => "lsp-above-bounds",
            (_, Route::Bounds { .. }, _, false) => "lsp-below-bounds",
            (_, _, Role::Parent, true) => "lsp-rest",
            (_, _, Role::Parent, false) => "lsp-exceeded",
            (_, _, _, true) => "lsp-too-much",
            (_, _, _, false) => "lsp-too-little",
        };
        Some(self.message(&message(key, judgement.comparison.computed, difference)))
    }

    /// What became of a claim, in a word.
    pub fn status(&self, claim: usize) -> Status {
        let figure = self.budget.analysis.settled.figure(claim).map(|figure| figure.status);
        figure.or_else(|| self.ceiling(claim).map(|it| it.status)).unwrap_or(Status::Unsettled)
    }

    fn ceiling(&self, claim: usize) -> Option<&Ceiling> {
        let ceilings = &self.budget.analysis.settled.ceilings;
        ceilings.get(ceilings.binary_search_by_key(&claim, |ceiling| ceiling.claim).ok()?)
    }

    /// A status in the reader's language.
    pub fn status_word(&self, status: Status) -> String {
        self.word(match status {
            Status::Exact => "lsp-status-exact",
            Status::Rounding => "lsp-status-rounding",
            Status::Bounded => "lsp-status-bounded",
            Status::Refuted => "lsp-status-refuted",
            Status::Suspended => "lsp-status-suspended",
            Status::Unsettled => "lsp-status-unsettled",
        })
    }

    /// The claims about a node, and how many more there are: those that fail first, then those with the
    /// fewest further conditions.
    pub fn claims_about(&self, dim: Dim, node: Node) -> (Vec<usize>, usize) {
        let claims = &self.budget.model().claims;
        let about = |claim: &Claim| claim.slice.get(dim) == Some(node);
        let mut found: Vec<usize> = (0..claims.len()).filter(|&at| claims.get(at).is_some_and(about)).collect();
        found.sort_by_key(|&at| {
            let conditions = claims.get(at).map_or(0, |claim| claim.slice.conditions().len());
            (self.status(at) != Status::Refuted, conditions, at)
        });
        let more = found.len().saturating_sub(LISTED);
        found.truncate(LISTED);
        (found, more)
    }

    /// A table of claims: what each says, what became of it, and where it stands.
    pub fn claim_table(&self, claims: &[usize]) -> Table {
        let model = self.budget.model();
        let rows = claims.iter().filter_map(|&at| {
            let claim = model.claims.get(at)?;
            let what = self.slice(&claim.slice);
            let status = self.status_word(self.status(at));
            let status = match self.difference(at) {
                Some(difference) => format!("{status}{}{difference}", self.word("colon")),
                None => status,
            };
            let written = self.figure(Millionths::of(claim.amount));
            Some(vec![what.into(), written.into(), status.into(), Cell::to(self.place(claim.at), claim.at)])
        });
        let columns = vec![
            Column::Words(self.word("lsp-totals")),
            Column::Figures(self.measure().to_owned()),
            Column::Words(self.word("lsp-status")),
            Column::Words(self.word("lsp-place")),
        ];
        Table { columns, rows: rows.collect() }
    }

    /// The lines of a slice: their sum, and the largest of them.
    pub fn lines(&self, slice: &Slice) -> Lines {
        let model = self.budget.model();
        let mut lines = Lines::default();
        let mut sum = Sum::default();
        let size = |at: usize| model.entries.get(at).map(|entry| entry.amount.abs());
        for (at, entry) in model.entries.iter().enumerate() {
            if slice.holds(model, entry) != Place::In {
                continue;
            }
            sum += &Sum::line(at, entry);
            let place = lines.largest.partition_point(|&other| size(other) >= size(at));
            if place < LISTED {
                lines.largest.insert(place, at);
                lines.largest.truncate(LISTED);
            }
        }
        Lines { sum: sum.total(), count: sum.count.unsigned_abs() as usize, ..lines }
    }

    /// A table of lines in the order they stand in, each with the running sum; the others in one row.
    pub fn line_table(&self, lines: &Lines) -> Table {
        let model = self.budget.model();
        let mut largest: Vec<_> = lines.largest.iter().filter_map(|&at| model.entries.get(at)).collect();
        largest.sort_by_key(|entry| entry.at);
        let mut running = Millionths(0);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for entry in largest {
            let amount = Millionths::of(entry.amount);
            running.0 += amount.0;
            rows.push(self.sum_row(amount, running, self.line_name(entry.at), Some(entry.at)));
        }
        let more = lines.count - rows.len();
        if more > 0 {
            let what = self.message(&Message::new("lsp-further-lines").with("count", more));
            rows.push(self.sum_row(Millionths(lines.sum.0 - running.0), lines.sum, what, None));
        }
        Table { columns: self.sum_columns("lsp-line"), rows }
    }

    /// A table of the parts that a claim was compared with, with the running sum.
    pub fn part_table(&self, parts: &bud::check::settle::Parts) -> Table {
        let settled = &self.budget.analysis.settled;
        let model = self.budget.model();
        let figures: Vec<&Figure> = parts.figures.iter().filter_map(|&at| settled.figures.get(at)).collect();
        let mut running = Millionths(0);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for figure in figures.iter().take(LISTED) {
            running.0 += figure.amount.0;
            let claim = figure.claims.first().and_then(|&claim| model.claims.get(claim));
            let what = claim.map_or(String::new(), |claim| self.slice(&claim.slice));
            rows.push(self.sum_row(figure.amount, running, what, claim.map(|claim| claim.at)));
        }
        let more: i128 = figures.iter().skip(LISTED).map(|figure| figure.amount.0).sum();
        if figures.len() > LISTED {
            running.0 += more;
            let what = self.message(&Message::new("lsp-further-totals").with("count", figures.len() - LISTED));
            rows.push(self.sum_row(Millionths(more), running, what, None));
        }
        if parts.outside_lines > 0 {
            running.0 += parts.outside.0;
            let count = parts.outside_lines.unsigned_abs() as usize;
            let what = self.message(&Message::new("lsp-lines-outside").with("count", count));
            rows.push(self.sum_row(parts.outside, running, what, None));
        }
        Table { columns: self.sum_columns("lsp-totals"), rows }
    }

    fn sum_row(&self, amount: Millionths, running: Millionths, what: String, at: Option<LineRef>) -> Vec<Cell> {
        let place = at.map_or(Cell::default(), |at| Cell::to(self.place(at), at));
        vec![self.figure(amount).into(), self.figure(running).into(), what.into(), place]
    }

    fn sum_columns(&self, what: &'static str) -> Vec<Column> {
        vec![
            Column::Figures(self.measure().to_owned()),
            Column::Figures(self.word("lsp-running")),
            Column::Words(self.word(what)),
            Column::Words(self.word("lsp-place")),
        ]
    }

    /// What a line is called in a list: as it begins, up to its first attribute.
    fn line_name(&self, at: LineRef) -> String {
        let read = super::read(self.budget, at);
        let Some(statement) = &read.statement else { return read.text.trim().to_owned() };
        let end = statement.head.last().map_or(statement.place, |head| head.place);
        statement.place.to(end).of(read.text).to_owned()
    }
}

/// The kinds that say something: with lines, and not all of them in one kind below; `kept` in any case.
fn told(all: Vec<KindSum>, kept: Option<Kind>) -> Vec<KindSum> {
    let prints = |row: &KindSum| (row.inside.fingerprint, row.possible.fingerprint);
    let mut out: Vec<KindSum> = Vec::new();
    for row in all.into_iter().rev() {
        let below = out
            .iter()
            .any(|other| other.kind != row.kind && other.kind.is_within(row.kind) && prints(other) == prints(&row));
        if !row.inside.is_empty() && (!below || kept == Some(row.kind)) {
            out.push(row);
        }
    }
    out.reverse();
    out
}
