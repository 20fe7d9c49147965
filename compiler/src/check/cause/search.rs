//! The search: edits are proposed, tried, and made, as long as something fails and a cause is found.

use std::rc::Rc;

use crate::diagnostic::Message;
use crate::ledger::{Answers, Cube};
use crate::model::{Claim, Model};
use crate::source::Sources;

use super::candidate::{Candidate, Round};
use super::census::Census;
use super::change::{Change, Revision};
use super::figures::Form;
use super::missing::Space;
use super::reach::{Reach, SlotNeeds};
use super::slip::Slip;
use super::standing::{self, Standing};
use super::{Cause, Found, Tried, amount, claimed, missing, moved, need};

/// How many failures are looked at: of more no one finds the causes one by one.
const MOST_FAILURES: usize = 300;
/// How many causes are looked for.
const MOST_CAUSES: usize = 16;
/// How many edits are tried for a cause.
const MOST_TRIED: usize = 32;
/// How many claims are settled in all those trials, a bound on the whole work.
const MOST_SETTLED: usize = 80_000;
/// The tier of what is no slip at all.
const WORST: u8 = 3;
/// How many claims are settled for edits that are equally good.
const ENOUGH: usize = 2_000;
/// Among more claims edits that are worse than a cause are not told beside it.
const MANY_CLAIMS: usize = 500;
/// How many edits that are equally good are told.
const MOST_ALTERNATIVES: usize = 5;

/// A budget that is searched, with the edits made that were found so far.
pub struct Search<'a> {
    sources: &'a Sources,
    model: &'a Model,
    cube: &'a Cube<'a>,
    answers: &'a Answers<'a>,
    /// Claims that are not looked at: something else explains them, or nothing does.
    ignored: Vec<bool>,
    revision: Revision<'a>,
    standing: Rc<Standing>,
    /// How many claims may still be settled.
    budget: usize,
    /// Whether nobody wants to know any more.
    stop: &'a dyn Fn() -> bool,
}

impl<'a> Search<'a> {
    /// A search in the budget as it is, without the claims that `ignored` tells. It breaks off when `stop`
    /// says so; what it has found then means nothing.
    pub fn new(
        sources: &'a Sources,
        model: &'a Model,
        cube: &'a Cube<'a>,
        answers: &'a Answers<'a>,
        ignored: Vec<bool>,
        stop: &'a dyn Fn() -> bool,
    ) -> Search<'a> {
        let revision = Revision::new(model);
        let standing = Rc::new(Standing::of(model, &revision, answers, &ignored));
        Search { sources, model, cube, answers, ignored, revision, standing, budget: MOST_SETTLED, stop }
    }

    /// Looks for the causes of all failures.
    pub fn run(mut self) -> Found {
        let mut found = Found::default();
        let failures = self.standing.failures();
        if failures > MOST_FAILURES {
            found.given_up = Some(Message::new("causes-too-many").with("count", failures));
        }
        if failures == 0 || found.given_up.is_some() {
            return found;
        }
        let mut reach = Reach::new(self.model, self.cube, &self.standing.unbalanced);
        let census = Census::new(self.model);
        let spaces = missing::spaces(self.model, &reach, &census);
        let first = self.standing.clone();
        while self.standing.failures() > 0 {
            if found.causes.len() == MOST_CAUSES {
                found.given_up = Some(Message::new("causes-given-up").with("count", MOST_CAUSES));
                break;
            }
            let candidates = self.candidates(&reach, &census, &spaces);
            let Some((edits, after)) = self.try_out(candidates) else { break };
            if says_nothing(&edits) {
                if !self.ignore(&edits[0]) {
                    break;
                }
                continue;
            }
            let mut cause = self.make(edits, after);
            let alone = found.causes.is_empty() || self.stands_alone(&mut cause, &first);
            reach.update(&self.revision);
            if alone {
                found.causes.push(cause);
            }
        }
        found.correctable = self.correctable(&found, &first);
        found
    }

    /// Makes the best of some edits.
    fn make(&mut self, mut edits: Vec<Tried>, after: Standing) -> Cause {
        let told_apart = told_apart(&edits);
        if told_apart {
            // Beside a cause, that some figure or other would do as well is no news.
            let best = edits[0].slip.tier();
            edits.retain(|it| it.slip.tier() == best || it.slip.tier() < WORST);
        }
        edits.truncate(MOST_ALTERNATIVES + 1);
        let restated = if edits[0].slip.tier() == WORST { self.restated(&edits[0]) } else { Vec::new() };
        let after = Rc::new(after);
        let standing = std::mem::replace(&mut self.standing, after.clone());
        self.revision = self.revision.with(&edits[0].change);
        Cause { told_apart, edits, standing, after, restated }
    }

    /// Whether the edits of a cause make nothing fail in the budget as it is, without those found before.
    fn stands_alone(&mut self, cause: &mut Cause, first: &Standing) -> bool {
        if cause.told_apart && self.model.claims.len() > MANY_CLAIMS {
            cause.edits.truncate(1);
        }
        let original = Revision::new(self.model);
        cause.edits.iter().all(|edit| {
            let after = self.stand_once_more(&original.with(&edit.change));
            after.is_some_and(|after| first.mended_in(&after).is_some())
        })
    }

    /// Looks away from failures that no edit explains; whether that leaves others.
    fn ignore(&mut self, edit: &Tried) -> bool {
        edit.mended.claims.iter().for_each(|&claim| self.ignored[claim] = true);
        self.standing = Rc::new(self.stand(&self.revision));
        !self.standing.unbalanced.iter().any(|it| edit.mended.balances.contains(&it.node))
    }

    fn stand(&self, revision: &Revision<'a>) -> Standing {
        Standing::of(self.model, revision, self.answers, &self.ignored)
    }

    /// How a revision stands, if there is still time to find out.
    fn stand_once_more(&mut self, revision: &Revision<'a>) -> Option<Standing> {
        self.budget = self.budget.checked_sub(self.model.claims.len()).filter(|_| !(self.stop)())?;
        Some(self.stand(revision))
    }

    /// The edits that may be a cause of what fails, the most promising first.
    fn candidates(&self, reach: &Reach<'a>, census: &Census, spaces: &[Space]) -> Vec<Candidate> {
        let Search { sources, model, revision, standing, .. } = self;
        let claims = need::needs(&revision.claims, &standing.settled, &standing.failing);
        let mut needs = SlotNeeds::new(reach, &claims, |claim| standing.weight(claim));
        needs.balance(reach, &standing.unbalanced, standing::WEIGHT);
        let round = Round { sources, model, revision, standing, reach, needs: &needs, census };
        let mut candidates = amount::candidates(&round);
        candidates.extend(claimed::candidates(&round));
        candidates.extend(moved::candidates(&round));
        candidates.extend(missing::candidates(&round, spaces));
        candidates.sort_by_cached_key(Candidate::key);
        candidates
    }

    /// The edits that mend the same as the best one, and how the budget stands after that.
    fn try_out(&mut self, candidates: Vec<Candidate>) -> Option<(Vec<Tried>, Standing)> {
        let mut tried: Vec<(Tried, Standing)> = Vec::new();
        let mut best = 0;
        let enough = (ENOUGH / self.model.claims.len().max(1)).clamp(2, MOST_ALTERNATIVES + 2);
        for candidate in candidates.into_iter().take(MOST_TRIED) {
            // What ends fewer failures than another is not the cause; and of equally good edits a few will do.
            if candidate.expected.0 < best || tried.len() >= enough {
                break;
            }
            // Among many claims no time is spent on edits that are worse than one that does.
            let worse = |(it, _): &(Tried, Standing)| {
                (candidate.expected.1, candidate.slip.tier()) > (it.order.0, it.slip.tier())
            };
            if self.model.claims.len() > MANY_CLAIMS && tried.first().is_some_and(worse) {
                continue;
            }
            let revision = self.revision.with(&candidate.change);
            let Some(after) = self.stand_once_more(&revision) else { break };
            let Some(mended) = self.standing.mended_in(&after).filter(|mended| mended.count() > 0) else { continue };
            best = best.max(candidate.expected.0);
            let Candidate { change, slip, expected, order } = candidate;
            tried.push((Tried { change, slip, mended, order: (expected.1, order) }, after));
        }
        tried.sort_by_key(|(it, _)| it.key());
        let mut tried = tried.into_iter();
        let (first, after) = tried.next()?;
        let mut edits: Vec<Tried> = vec![first];
        for (it, _) in tried {
            // What mends other failures is another cause.
            let same = it.mended.is_as(&edits[0].mended);
            if same && !edits.iter().any(|other| it.change.is_variant_of(&other.change)) {
                edits.push(it);
            }
        }
        Some((edits, after))
    }

    /// The claims that an edit mends, set to what they come to without it; none if that makes others fail.
    fn restated(&mut self, edit: &Tried) -> Vec<Change> {
        let changes: Option<Vec<Change>> =
            edit.mended.claims.iter().map(|&claim| self.set_to_sum(&self.standing, claim)).collect();
        let Some(changes) = changes.filter(|_| edit.mended.balances.is_empty()) else { return Vec::new() };
        let revision = changes.iter().fold(self.revision.clone(), |revision, change| revision.with(change));
        let Some(after) = self.stand_once_more(&revision) else { return Vec::new() };
        let mends = self.standing.mended_in(&after).is_some_and(|mended| mended.claims.len() >= changes.len());
        if mends { changes } else { Vec::new() }
    }

    /// A claim with what it comes to for its amount.
    fn set_to_sum(&self, standing: &Standing, claim: usize) -> Option<Change> {
        let figure = standing.settled.figure(claim)?;
        let Claim { at, step, .. } = self.model.claims[claim];
        let amount = figure.tightest()?.comparison.computed.rounded_to(step);
        let header = self.model.header_at(at);
        let step = Form::of(header, self.sources.line(at)).step(header, amount);
        Some(Change::Claim { claim, amount: amount.decimal(), step })
    }

    /// The claims without a cause that can be set to the sum.
    fn correctable(&mut self, found: &Found, first: &Standing) -> Vec<usize> {
        let explained = |claim: &usize| found.causes.iter().any(|cause| cause.edits[0].mended.claims.contains(claim));
        let failing = (0..first.failing.len()).filter(|&claim| first.failing[claim] && !explained(&claim));
        let breaks_nothing = |&claim: &usize| {
            let change = self.set_to_sum(first, claim);
            let after = change.and_then(|it| self.stand_once_more(&Revision::new(self.model).with(&it)));
            after.is_some_and(|after| first.mended_in(&after).is_some())
        };
        failing.filter(breaks_nothing).collect()
    }
}

/// Whether the first edit is better than all others: it mends as much, but by a likelier slip.
fn told_apart(edits: &[Tried]) -> bool {
    let Some((first, rest)) = edits.split_first() else { return false };
    if rest.is_empty() {
        // That a line should not be there at all is for people to say.
        return first.slip != Slip::LineTooMany && worth(first) == first.slip.tier();
    }
    // One figure alone may have been wrong in many ways: of these only the likeliest slips stand out.
    let most = if is_alone(first) { 0 } else { WORST - 1 };
    let worth = |it: &Tried| (it.order.0, worth(it));
    worth(first).1 <= most && rest.iter().all(|it| worth(first) < worth(it))
}

/// Whether one figure alone speaks for an edit.
fn is_alone(edit: &Tried) -> bool {
    edit.mended.score <= standing::WEIGHT
}

/// How likely a slip is, 0 the likeliest. What one figure alone lacks may as well be its own fault as that
/// of a line.
fn worth(edit: &Tried) -> u8 {
    if is_alone(edit) && edit.slip == Slip::LineMissing { WORST } else { edit.slip.tier() }
}

/// Whether some figure or other would make one claim hold: that explains nothing.
fn says_nothing(edits: &[Tried]) -> bool {
    !told_apart(edits) && worth(&edits[0]) == WORST && is_alone(&edits[0])
}
