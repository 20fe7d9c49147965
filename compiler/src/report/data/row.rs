//! A row of open data: what stands in each column for an entry or a claim.

use std::borrow::Cow;

use crate::check::settle::{Ceiling, Figure};
use crate::ledger::Millionths;
use crate::model::{Claim, Dim, Entry, Node};
use crate::source::LineRef;
use crate::syntax::{Attribute, Base, Keyword, Kind, LineParser, Statement};

use super::super::ledger::{prior, role};
use super::{Data, Datum};

/// A row.
pub struct Row<'a> {
    data: &'a Data<'a>,
    at: LineRef,
    of: Of<'a>,
    /// The line read again, for what the model does not keep of it.
    statement: Option<Statement>,
    prior: Option<(Millionths, Option<Base>)>,
}

/// What the row is of.
enum Of<'a> {
    Entry(&'a Entry),
    Claim {
        claim: &'a Claim,
        /// What became of it, unless it is a ceiling.
        figure: Option<&'a Figure>,
        ceiling: Option<&'a Ceiling>,
    },
}

/// The amounts that a claim is judged by.
struct Judged {
    computed: Millionths,
    difference: Millionths,
    envelope: Millionths,
}

fn text<'r>(text: Option<impl Into<Cow<'r, str>>>) -> Datum<'r> {
    text.map_or(Datum::Nothing, |text| Datum::Text(text.into()))
}

fn amount<'r>(amount: Option<Millionths>) -> Datum<'r> {
    amount.map_or(Datum::Nothing, Datum::Amount)
}

impl<'a> Row<'a> {
    pub(super) fn of_entry(data: &'a Data<'a>, at: usize, parser: &mut LineParser) -> Option<Row<'a>> {
        let entry = data.analysis.model.entries.get(at).filter(|entry| !entry.lost)?;
        Some(Row::new(data, entry.at, Of::Entry(entry), parser))
    }

    pub(super) fn of_claim(data: &'a Data<'a>, at: usize, parser: &mut LineParser) -> Option<Row<'a>> {
        let claim = data.analysis.model.claims.get(at)?;
        let settled = &data.analysis.settled;
        let figure = settled.figure_of.get(at).copied().flatten().map(|figure| &settled.figures[figure]);
        let ceiling = settled.ceilings.binary_search_by_key(&at, |ceiling| ceiling.claim);
        let ceiling = ceiling.ok().map(|at| &settled.ceilings[at]);
        Some(Row::new(data, claim.at, Of::Claim { claim, figure, ceiling }, parser))
    }

    fn new(data: &'a Data<'a>, at: LineRef, of: Of<'a>, parser: &mut LineParser) -> Row<'a> {
        let says_more = !matches!(of, Of::Entry(entry) if !entry.remarks);
        let statement = says_more.then(|| parser.parse(data.analysis.sources.line(at)).statement).flatten();
        let header = data.analysis.model.header_at(at);
        let prior = statement.as_ref().and_then(|statement| prior(header, statement));
        let prior = prior.map(|(yuan, base)| (Millionths::of(yuan), base));
        Row { data, at, of, statement, prior }
    }

    /// Its place in a dimension, if it is known there.
    fn node(&self, dim: Dim) -> Option<Node> {
        match self.of {
            Of::Entry(entry) => Some(entry.node(dim)),
            Of::Claim { claim, .. } => claim.slice.get(dim),
        }
        .filter(|node| node.is_known())
    }

    /// The chart and the account of a classification; one line has one economic item, of either chart.
    fn account(&self, dim: Dim) -> Option<(Dim, Node)> {
        let found = self.node(dim).map(|node| (dim, node));
        found.or_else(|| self.node(Dim::GovEcon).filter(|_| dim == Dim::Econ).map(|node| (Dim::GovEcon, node)))
    }

    fn account_level(&self, dim: Dim, level: usize) -> Option<(Dim, Node)> {
        let (dim, node) = self.account(dim)?;
        let above = self.data.chart(dim).get(node.index())?.nodes.get(level).copied().flatten()?;
        Some((dim, above))
    }

    fn code_of(&self, found: Option<(Dim, Node)>) -> Datum<'_> {
        text(found.and_then(|(dim, node)| self.data.chart(dim).get(node.index())).map(|levels| levels.code.as_str()))
    }

    fn name_of(&self, found: Option<(Dim, Node)>) -> Datum<'_> {
        let account = found.and_then(|(dim, node)| self.data.analysis.model.charts.chart(dim).get(node));
        text(account.map(|account| account.name.as_str()).filter(|name| !name.is_empty()))
    }

    fn remark(&self, attribute: Attribute) -> Datum<'_> {
        let found = self.statement.as_ref().and_then(|statement| statement.text(attribute));
        text(found.map(|found| found.of(self.data.analysis.sources.line(self.at))))
    }

    fn judged(&self) -> Option<Judged> {
        let Of::Claim { claim, figure, ceiling } = self.of else { return None };
        if let Some(figure) = figure {
            let it = figure.tightest()?.comparison;
            return Some(Judged { computed: it.computed, difference: it.difference(), envelope: it.envelope });
        }
        let it = ceiling?;
        let difference = Millionths(Millionths::of(claim.amount).0 - it.least.0);
        Some(Judged { computed: it.least, difference, envelope: it.envelope })
    }

    fn of_kind(&self) -> Kind {
        match self.of {
            Of::Entry(entry) => entry.kind,
            Of::Claim { claim, .. } => claim.slice.kind(),
        }
    }
}

/// The cells, one a column.
impl Row<'_> {
    pub(super) fn budget(&self) -> Datum<'_> {
        text(self.data.name())
    }

    pub(super) fn budget_code(&self) -> Datum<'_> {
        text(self.data.code())
    }

    pub(super) fn year(&self) -> Datum<'_> {
        self.data.analysis.model.header().year.map_or(Datum::Nothing, |year| Datum::Count(u32::from(year)))
    }

    pub(super) fn valid(&self) -> Datum<'_> {
        Datum::Flag(self.data.valid)
    }

    pub(super) fn kind(&self) -> Datum<'_> {
        text(Some(self.of_kind().en()))
    }

    pub(super) fn direction(&self) -> Datum<'_> {
        let side = std::iter::successors(Some(self.of_kind()), |kind| kind.parent()).last();
        text(match side {
            Some(Kind::Resources) => Some("revenue"),
            Some(Kind::Uses) => Some("expenditure"),
            _ => None,
        })
    }

    pub(super) fn amount(&self) -> Datum<'_> {
        amount(match self.of {
            Of::Entry(entry) => (!entry.unreadable).then(|| Millionths::of(entry.amount)),
            Of::Claim { claim, .. } => Some(Millionths::of(claim.amount)),
        })
    }

    pub(super) fn role(&self) -> Datum<'_> {
        let Of::Claim { claim, .. } = self.of else { return Datum::Nothing };
        text(Some(role(claim.role)))
    }

    pub(super) fn computed(&self) -> Datum<'_> {
        amount(self.judged().map(|it| it.computed))
    }

    pub(super) fn difference(&self) -> Datum<'_> {
        amount(self.judged().map(|it| it.difference))
    }

    pub(super) fn envelope(&self) -> Datum<'_> {
        amount(self.judged().map(|it| it.envelope))
    }

    pub(super) fn status(&self) -> Datum<'_> {
        let Of::Claim { figure, ceiling, .. } = self.of else { return Datum::Nothing };
        let status = figure.map(|it| it.status).or(ceiling.map(|it| it.status));
        text(status.map(|status| status.as_str()))
    }

    pub(super) fn proved(&self) -> Datum<'_> {
        match self.of {
            Of::Claim { figure: Some(figure), .. } if figure.proved => Datum::Flag(true),
            _ => Datum::Nothing,
        }
    }

    pub(super) fn partial(&self) -> Datum<'_> {
        let Of::Claim { claim, .. } = self.of else { return Datum::Nothing };
        text(claim.partial.map(|dim| dim.attribute().en()))
    }

    pub(super) fn unit(&self) -> Datum<'_> {
        text(self.node(Dim::Unit).and_then(|node| self.data.analysis.model.units.get(node)).map(|unit| &*unit.name))
    }

    pub(super) fn unit_path(&self) -> Datum<'_> {
        text(self.node(Dim::Unit).and_then(|node| self.data.units.get(node.index())).map(String::as_str))
    }

    pub(super) fn code(&self, dim: Dim) -> Datum<'_> {
        self.code_of(self.account(dim))
    }

    pub(super) fn name(&self, dim: Dim) -> Datum<'_> {
        self.name_of(self.account(dim))
    }

    pub(super) fn level_code(&self, dim: Dim, level: usize) -> Datum<'_> {
        self.code_of(self.account_level(dim, level))
    }

    pub(super) fn level_name(&self, dim: Dim, level: usize) -> Datum<'_> {
        self.name_of(self.account_level(dim, level))
    }

    pub(super) fn source(&self) -> Datum<'_> {
        let source = self.node(Dim::Source).and_then(|node| crate::syntax::Source::ALL.get(node.index()));
        text(source.map(|source| source.zh()))
    }

    pub(super) fn project(&self) -> Datum<'_> {
        text(self.node(Dim::Project).and_then(|node| self.project_name(node)))
    }

    fn project_name(&self, node: Node) -> Option<Cow<'_, str>> {
        let analysis = self.data.analysis;
        analysis.model.projects.get(node).map(|project| project.name(&analysis.sources))
    }

    pub(super) fn project_path(&self) -> Datum<'_> {
        let Some(node) = self.node(Dim::Project) else { return Datum::Nothing };
        let above = self.data.analysis.model.tree(Dim::Project).ancestors(node);
        let name = self.project_name(node);
        text(above.fold(name, |path, above| Some(format!("{}/{}", self.project_name(above)?, path?).into())))
    }

    pub(super) fn memo(&self) -> Datum<'_> {
        text(self.node(Dim::Item).and_then(|node| self.data.items.get(node.index())).map(|(set, _)| set.as_str()))
    }

    pub(super) fn item(&self) -> Datum<'_> {
        let item = self.node(Dim::Item).and_then(|node| self.data.items.get(node.index()));
        text(item.and_then(|(_, item)| item.as_deref()))
    }

    pub(super) fn own_name(&self) -> Datum<'_> {
        let Of::Entry(_) = self.of else { return Datum::Nothing };
        let Some(statement) = &self.statement else { return Datum::Nothing };
        let named = !matches!(statement.keyword, Keyword::Project | Keyword::Memo);
        let found = statement.head_text(0).filter(|_| named);
        text(found.map(|found| found.of(self.data.analysis.sources.line(self.at))))
    }

    pub(super) fn prior(&self) -> Datum<'_> {
        amount(self.prior.map(|(prior, _)| prior))
    }

    pub(super) fn base(&self) -> Datum<'_> {
        text(self.prior.and_then(|(_, base)| base).map(|base| base.en()))
    }

    pub(super) fn reason(&self) -> Datum<'_> {
        self.remark(Attribute::Reason)
    }

    pub(super) fn note(&self) -> Datum<'_> {
        self.remark(Attribute::Note)
    }

    pub(super) fn file(&self) -> Datum<'_> {
        text(Some(self.data.file(self.at)))
    }

    pub(super) fn line(&self) -> Datum<'_> {
        Datum::Count(self.data.analysis.sources.line_number(self.at))
    }
}
