//! Causes: single edits after which refuted claims hold and none that held fails.
//!
//! All failures of a budget are looked at together. The generators ([`amount`], [`missing`],
//! [`moved`], [`claimed`]) propose edits by what the sums of lines say; each is then tried: the
//! budget with the edit made is settled like any other ([`standing`]), by the sums that are known
//! already ([`crate::ledger::Changed`]). What mends most comes first, then the likelier [`slip`].
//! When a cause is found its edit is made, and what still fails is looked at anew, so that
//! independent faults come apart.
//!
//! The text of an edit is [`write`]'s, what is said about it [`report`]'s. Which claims fail is not
//! decided here.

mod amount;
mod bits;
mod candidate;
mod census;
mod change;
mod claimed;
mod figures;
mod missing;
mod moved;
mod need;
mod reach;
mod report;
mod slip;
mod standing;
mod write;

use std::cmp::Reverse;
use std::rc::Rc;

use crate::diagnostic::{Diagnostic, Message};
use crate::ledger::{Answers, Cube};
use crate::model::{Claim, Model};
use crate::source::Sources;

use super::breakdown;
use super::settle::Settled;

use candidate::{Candidate, Round};
use census::Census;
use change::{Change, Revision};
use reach::{Reach, SlotNeeds};
use slip::Slip;
use standing::{Mended, Standing};

/// How many failures are looked at: of more no one finds the causes one by one.
const MOST_FAILURES: usize = 300;
/// How many causes are looked for.
const MOST_CAUSES: usize = 16;
/// How many edits are tried for a cause.
const MOST_TRIED: usize = 32;
/// How many claims are settled in all those trials, a bound on the whole work.
const MOST_SETTLED: usize = 100_000;
/// The tier of what is no slip at all.
const WORST: u8 = 3;
/// How many edits that are equally good are told.
const MOST_ALTERNATIVES: usize = 5;

/// An edit that was tried.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The edit.
    pub change: Change,
    /// The slip that it undoes.
    pub slip: Slip,
    /// What it mends.
    pub mended: Mended,
    /// What the failures count that it touches without ending them, and its place among its likes.
    order: (usize, usize),
}

impl Tried {
    /// The best first.
    fn key(&self) -> impl Ord + use<> {
        let Tried { slip, mended, order, .. } = self;
        (Reverse(mended.score), mended.lines, order.0, slip.tier(), Reverse(mended.exact), *slip, order.1)
    }
}

/// Failures, and the edits that would end them.
pub struct Cause {
    /// The edits, the best first.
    pub edits: Vec<Tried>,
    /// Whether the first is better than all others: it is the cause.
    pub told_apart: bool,
    /// How the budget stands before it.
    pub standing: Rc<Standing>,
    /// How it stands after the first edit.
    pub after: Rc<Standing>,
}

/// The findings of a budget, `diagnostics`, with those that have a cause told once, at the cause.
pub fn tell(sources: &Sources, model: &Model, settled: &Settled, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut told = diagnostics.to_vec();
    let cube = Cube::new(model);
    let twice = breakdown::find(model, &cube, settled);
    let mut ignored = vec![false; model.claims.len()];
    for figure in breakdown::explained(&cube, settled, &twice) {
        settled.figures[figure].claims.iter().for_each(|&claim| ignored[claim] = true);
    }
    let answers = Answers::new(&cube);
    let search = Search { sources, model, cube: &cube, answers: &answers, ignored };
    let found = search.run();
    report::Reporter { sources, model }.tell(&found, &mut told);
    told
}

/// What was found.
#[derive(Default)]
pub struct Found {
    /// The causes, in the order they were found.
    pub causes: Vec<Cause>,
    /// Why not all of them were looked for.
    pub given_up: Option<Message>,
    /// The failing claims that no cause explains, and that can be set to the sum without making another
    /// one fail.
    pub correctable: Vec<usize>,
}

struct Search<'a> {
    sources: &'a Sources,
    model: &'a Model,
    cube: &'a Cube<'a>,
    answers: &'a Answers<'a>,
    ignored: Vec<bool>,
}

impl<'a> Search<'a> {
    fn run(&self) -> Found {
        let mut found = Found::default();
        let mut revision = Revision::new(self.model);
        let mut ignored = self.ignored.clone();
        let mut standing = Rc::new(self.stand(&revision, &ignored));
        let failures = standing.failures();
        if failures > MOST_FAILURES {
            found.given_up = Some(Message::new("causes-too-many").with("count", failures));
        }
        if failures == 0 || found.given_up.is_some() {
            return found;
        }
        let mut reach = Reach::new(self.model, self.cube, &standing.unbalanced);
        let census = Census::new(self.model);
        let mut budget = MOST_SETTLED;
        let first = standing.clone();
        while standing.failures() > 0 {
            if found.causes.len() == MOST_CAUSES {
                found.given_up = Some(Message::new("causes-given-up").with("count", MOST_CAUSES));
                break;
            }
            let Some((mut edits, after)) = self.round(&revision, &standing, &reach, &census, &ignored, &mut budget)
            else {
                break;
            };
            let told_apart = told_apart(&edits);
            if !told_apart && edits[0].slip.tier() == WORST {
                // Some figure or other would make these hold: that says nothing, and leads nowhere.
                edits[0].mended.claims.iter().for_each(|&claim| ignored[claim] = true);
                let balances = &edits[0].mended.balances;
                standing = Rc::new(self.stand(&revision, &ignored));
                if standing.unbalanced.iter().any(|it| balances.contains(&it.node)) {
                    break;
                }
                continue;
            }
            if told_apart {
                // Beside a cause, that some figure or other would do as well is no news.
                let best = edits[0].slip.tier();
                edits.retain(|it| it.slip.tier() == best || it.slip.tier() < WORST);
            }
            edits.truncate(MOST_ALTERNATIVES + 1);
            let after = Rc::new(after);
            revision = revision.with(&edits[0].change);
            found.causes.push(Cause { told_apart, edits, standing, after: after.clone() });
            standing = after;
            reach.update(&revision);
        }
        found.correctable = self.correctable(&found, &first, &mut budget);
        found
    }

    /// The claims without a cause that can be set to the sum.
    fn correctable(&self, found: &Found, standing: &Standing, budget: &mut usize) -> Vec<usize> {
        let explained = |claim: &usize| found.causes.iter().any(|cause| cause.edits[0].mended.claims.contains(claim));
        let failing = (0..standing.failing.len()).filter(|&claim| standing.failing[claim]);
        let without_cause = failing.filter(|claim| !explained(claim));
        let breaks_nothing = |&claim: &usize| {
            let Some(left) = budget.checked_sub(self.model.claims.len()) else { return false };
            *budget = left;
            let figure = standing.settled.figure_of[claim].map(|figure| &standing.settled.figures[figure]);
            let Some(comparison) = figure.and_then(|figure| Some(figure.tightest()?.comparison)) else { return false };
            let Claim { at, step, .. } = self.model.claims[claim];
            let amount = comparison.computed.rounded_to(step);
            let step = figures::Form::of(self.model.header_at(at), self.sources.line(at))
                .step(self.model.header_at(at), amount);
            let change = Change::Claim { claim, amount: amount.decimal(), step };
            let after = self.stand(&Revision::new(self.model).with(&change), &self.ignored);
            standing.mended_in(&after).is_some()
        };
        without_cause.filter(breaks_nothing).collect()
    }

    fn stand(&self, revision: &Revision<'a>, ignored: &[bool]) -> Standing {
        Standing::of(self.model, revision, self.answers, ignored)
    }

    /// The best edits of a budget with failures, and how it stands after the first.
    fn round(
        &self,
        revision: &Revision<'a>,
        standing: &Standing,
        reach: &Reach<'a>,
        census: &Census,
        ignored: &[bool],
        budget: &mut usize,
    ) -> Option<(Vec<Tried>, Standing)> {
        let claims = need::needs(&revision.claims, &standing.settled, &standing.failing);
        let mut needs = SlotNeeds::new(reach, &claims, |claim| standing.weight(claim));
        needs.balance(reach, &standing.unbalanced, standing::WEIGHT);
        let round =
            Round { sources: self.sources, model: self.model, revision, standing, reach, needs: &needs, census };
        let mut candidates = amount::candidates(&round);
        candidates.extend(claimed::candidates(&round));
        candidates.extend(moved::candidates(&round));
        candidates.extend(missing::candidates(&round));
        candidates.sort_by_cached_key(Candidate::key);
        self.try_out(revision, standing, candidates, ignored, budget)
    }

    fn try_out(
        &self,
        revision: &Revision<'a>,
        standing: &Standing,
        candidates: Vec<Candidate>,
        ignored: &[bool],
        budget: &mut usize,
    ) -> Option<(Vec<Tried>, Standing)> {
        let mut tried: Vec<(Tried, Standing)> = Vec::new();
        let mut best = 0;
        for candidate in candidates.into_iter().take(MOST_TRIED) {
            if candidate.expected.0 < best {
                break;
            }
            let Some(left) = budget.checked_sub(self.model.claims.len()) else { break };
            *budget = left;
            let after = self.stand(&revision.with(&candidate.change), ignored);
            let Some(mended) = standing.mended_in(&after).filter(|mended| mended.count() > 0) else { continue };
            best = best.max(candidate.expected.0);
            let Candidate { change, slip, expected, order } = candidate;
            tried.push((Tried { change, slip, mended, order: (expected.1, order) }, after));
        }
        tried.sort_by_key(|(it, _)| it.key());
        let mut tried = tried.into_iter();
        let (first, after) = tried.next()?;
        // What mends other failures is another cause.
        let same = tried.map(|(it, _)| it).filter(|it| it.mended.is_as(&first.mended)).collect::<Vec<_>>();
        let mut edits: Vec<Tried> = vec![first];
        for it in same {
            if !edits.iter().any(|other| it.change.is_variant_of(&other.change)) {
                edits.push(it);
            }
        }
        Some((edits, after))
    }
}

/// Whether the first edit is better than the second: it mends as much, but by a likelier slip.
fn told_apart(edits: &[Tried]) -> bool {
    // That a line should not be there at all is for people to say.
    let sure = |it: &Tried| it.slip != Slip::LineTooMany;
    match edits {
        [only] => sure(only),
        [first, second, ..] => {
            let worth = |it: &Tried| (it.order.0, it.slip.tier());
            worth(first) < worth(second) && first.slip.tier() < WORST
        }
        [] => false,
    }
}
