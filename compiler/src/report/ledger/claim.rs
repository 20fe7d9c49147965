//! The claims of the ledger, with the routes that settled them.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::check::settle::{Ceiling, Figure, Judgement, Route};
use crate::ledger::{Millionths, Verdict};
use crate::model::{Claim, Role};
use crate::syntax::{LineParser, Statement};

use super::entry::remarks;
use super::{Conditions, Ledger};

/// A claim as the ledger writes it.
pub(super) struct Written<'a> {
    ledger: &'a Ledger<'a>,
    claim: &'a Claim,
    /// What became of it, unless it is a ceiling.
    figure: Option<&'a Figure>,
    ceiling: Option<&'a Ceiling>,
    statement: Option<Statement>,
}

/// The claim number `at`.
pub(super) fn claim<'a>(ledger: &'a Ledger<'a>, at: usize, parser: &mut LineParser) -> Written<'a> {
    let claim = &ledger.analysis.model.claims[at];
    let settled = &ledger.analysis.settled;
    let figure = settled.figure_of.get(at).copied().flatten().map(|figure| &settled.figures[figure]);
    let statement = parser.parse(ledger.sources().line(claim.at)).statement;
    let ceiling = settled.ceilings.binary_search_by_key(&at, |ceiling| ceiling.claim);
    let ceiling = ceiling.ok().map(|at| &settled.ceilings[at]);
    Written { ledger, claim, figure, ceiling, statement }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Written { ledger, claim, .. } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("role", role(claim.role))?;
        map.serialize_entry("slice", &Conditions { ledger, slice: &claim.slice })?;
        map.serialize_entry("amount", &ledger.amount(Millionths::of(claim.amount)))?;
        match self.figure {
            Some(figure) => judged(ledger, figure, &mut map)?,
            None => self.ceiling(&mut map)?,
        }
        if let Some(partial) = claim.partial {
            map.serialize_entry("partial", partial.attribute().en())?;
        }
        if let Some(statement) = &self.statement {
            remarks(ledger, claim.at, statement, &mut map)?;
        }
        map.serialize_entry("file", ledger.file(claim.at))?;
        map.serialize_entry("line", &ledger.line(claim.at))?;
        map.end()
    }
}

impl Written<'_> {
    /// A ceiling bounds its slice, or is refuted by it.
    fn ceiling<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let ledger = self.ledger;
        let difference = |it: &Ceiling| Millionths(Millionths::of(self.claim.amount).0 - it.least.0);
        map.serialize_entry("computed", &self.ceiling.map(|it| ledger.amount(it.least)))?;
        map.serialize_entry("difference", &self.ceiling.map(|it| ledger.amount(difference(it))))?;
        map.serialize_entry("envelope", &self.ceiling.map(|it| ledger.amount(it.envelope)))?;
        map.serialize_entry("status", &self.ceiling.map(|it| it.status.as_str()))?;
        map.serialize_entry("routes", &[(); 0])
    }
}

/// What makes a claim.
pub(in crate::report) fn role(role: Role) -> &'static str {
    match role {
        Role::Total => "total",
        Role::Parent => "parent",
        Role::Ceiling => "ceiling",
    }
}

fn judged<M: SerializeMap>(ledger: &Ledger<'_>, figure: &Figure, map: &mut M) -> Result<(), M::Error> {
    let compared = figure.tightest().map(|judgement| judgement.comparison);
    map.serialize_entry("computed", &compared.map(|it| ledger.amount(it.computed)))?;
    map.serialize_entry("difference", &compared.map(|it| ledger.amount(it.difference())))?;
    map.serialize_entry("envelope", &compared.map(|it| ledger.amount(it.envelope)))?;
    map.serialize_entry("status", figure.status.as_str())?;
    if figure.proved {
        map.serialize_entry("proved", &true)?;
    }
    let routes: Vec<WrittenRoute<'_>> =
        figure.judgements.iter().map(|judgement| WrittenRoute { ledger, judgement }).collect();
    map.serialize_entry("routes", &routes)
}

struct WrittenRoute<'a> {
    ledger: &'a Ledger<'a>,
    judgement: &'a Judgement,
}

impl Serialize for WrittenRoute<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let WrittenRoute { ledger, judgement } = self;
        let comparison = &judgement.comparison;
        let mut map = serializer.serialize_map(None)?;
        match &judgement.route {
            Route::Entries => map.serialize_entry("route", "entries")?,
            Route::Bounds { low, high } => {
                map.serialize_entry("route", "bounds")?;
                map.serialize_entry("low", &ledger.amount(*low))?;
                map.serialize_entry("high", &ledger.amount(*high))?;
            }
            Route::Parts(parts) => {
                let settled = &ledger.analysis.settled;
                let first = |&figure: &usize| settled.figures[figure].claims.first().copied();
                map.serialize_entry("route", "parts")?;
                map.serialize_entry("along", parts.dim.attribute().en())?;
                map.serialize_entry("parts", &parts.figures.iter().filter_map(first).collect::<Vec<_>>())?;
                map.serialize_entry("outside", &ledger.amount(parts.outside))?;
                map.serialize_entry("open", &parts.open)?;
            }
        }
        map.serialize_entry("computed", &ledger.amount(comparison.computed))?;
        map.serialize_entry("difference", &ledger.amount(comparison.difference()))?;
        map.serialize_entry("envelope", &ledger.amount(comparison.envelope))?;
        let verdict = match comparison.verdict {
            Verdict::Exact => "exact",
            Verdict::Rounding { unlikely: false } => "rounding",
            Verdict::Rounding { unlikely: true } => "unlikely",
            Verdict::Off => "refuted",
        };
        map.serialize_entry("verdict", verdict)?;
        map.end()
    }
}
