//! Tables of sums for people: by kind, of claims, of the lines and the parts that add up.

use bud::check::settle::Figure;
use bud::diagnostic::Message;
use bud::ledger::Millionths;
use bud::model::Dim;
use bud::source::LineRef;
use bud::syntax::Kind;

use super::View;
use super::prose::{Cell, Column, Table};
use super::sums::{KindSum, LISTED, Lines, is_above};

impl View<'_> {
    /// A table of sums by kind.
    pub fn kind_table(&self, rows: &[KindSum]) -> Table {
        let depth = |kind: Kind| rows.iter().filter(|row| is_above(row.kind, kind)).count();
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

    /// A table of claims: what each says, what became of it, and where it stands.
    pub fn claim_table(&self, claims: &[usize]) -> Table {
        let (model, sources) = (self.budget.model(), self.budget.sources());
        let rows = claims.iter().filter_map(|&at| {
            let claim = model.claims.get(at)?;
            let what = self.phrase(claim.slice.describe(model, sources));
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
        let (model, sources) = (self.budget.model(), self.budget.sources());
        let figures: Vec<&Figure> = parts.figures.iter().filter_map(|&at| settled.figures.get(at)).collect();
        let mut running = Millionths(0);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for figure in figures.iter().take(LISTED) {
            running.0 += figure.amount.0;
            let claim = figure.claims.first().and_then(|&claim| model.claims.get(claim));
            let what = claim.map_or(String::new(), |claim| self.phrase(claim.slice.describe(model, sources)));
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
