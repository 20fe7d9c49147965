//! A line of money whose amount is wrong, or that should not be there: the same difference in all the
//! claims that count it.

use smallvec::SmallVec;

use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Role};

use super::candidate::{Candidate, Round};
use super::change::Change;
use super::figures::{Asked, Form, Meant, meant};
use super::need::{Need, best};
use super::slip::Slip;

/// How many lines are looked at closely; of more, none can be told from the others.
const MOST: usize = 600;
/// How many ways of ending a line's failures are looked at.
const WAYS: usize = 3;

/// A line, and changes of its amount that end failures.
struct Found {
    entry: usize,
    /// The changes of its amount that do.
    room: Need,
    expected: (usize, usize),
}

/// Lines whose amount may be wrong, doubled lines, and lines too many.
pub fn candidates(round: &Round<'_, '_>) -> Vec<Candidate> {
    let least = round.failing().map(|(_, need)| need.need.sizes().0).min().unwrap_or(1).max(1);
    let lines = 0..round.model.entries.len();
    let mut found: Vec<Found> = lines.flat_map(|entry| by_change(round, entry, least)).collect();
    // What ends fewer failures than another line's is looked at only among the best.
    found.sort_by_key(|it| (std::cmp::Reverse(it.expected.0), it.expected.1));
    found.truncate(MOST);
    found.iter().flat_map(|it| of_line(round, it)).collect()
}

/// The changes of a line's amount that end failures and make none; `least` is the smallest that any claim
/// asks for.
fn by_change(round: &Round<'_, '_>, entry: usize, least: i128) -> SmallVec<[Found; 2]> {
    let mut found = SmallVec::new();
    let slots = round.reach.of(entry);
    let mut allowed = Need::ANY;
    for &slot in slots {
        allowed = allowed.and(round.needs.holding[slot as usize]);
        if allowed.low > -least && allowed.high < least {
            // Nearly every line is in a claim that holds and leaves no room.
            return found;
        }
    }
    let failing = || slots.iter().flat_map(|&slot| &round.needs.failing[slot as usize]);
    if failing().next().is_none() || round.entry(entry).is_none() {
        return found;
    }
    let all: usize = failing().map(|(weight, _)| weight).sum();
    for (room, weight) in best(failing().map(|(weight, need)| (*weight, need.need)), allowed, WAYS) {
        found.push(Found { entry, room, expected: (weight, all - weight) });
    }
    found
}

fn of_line(round: &Round<'_, '_>, found: &Found) -> Vec<Candidate> {
    let Some(entry) = round.entry(found.entry) else { return Vec::new() };
    let Millionths(size) = Millionths::of(entry.amount);
    let candidate = |change, slip| Candidate { change, slip, expected: found.expected, order: found.entry };
    let mut candidates = Vec::new();
    if found.room.holds(-size) && size != 0 {
        let slip = match twins(round, found.entry, entry) {
            (false, false) => Some(Slip::LineTooMany),
            (true, false) => Some(Slip::LineTwice),
            // The last one of several goes.
            (_, true) => None,
        };
        candidates.extend(slip.map(|slip| candidate(Change::Remove { entry: found.entry }, slip)));
    }
    let header = round.model.header_at(entry.at);
    let slots = round.reach.of(found.entry);
    let failing = slots.iter().flat_map(|&slot| &round.needs.failing[slot as usize]);
    let asked: Vec<Asked> = failing.filter_map(|(_, need)| need.asked()).collect();
    let form = Form::of(header, round.sources.line(entry.at));
    let copied = copied(round, found.entry, entry);
    for Meant { amount, slip } in meant(form, Millionths(size), found.room, &asked, true) {
        // Money does not become a refund by some slip.
        let same_sign = amount.0.signum() == size.signum();
        let slip = slip.or(copied.filter(|_| same_sign));
        if same_sign || slip.is_some() {
            let step = form.step(header, amount);
            let change = Change::Amount { entry: found.entry, amount: amount.decimal(), step };
            candidates.push(candidate(change, slip.unwrap_or(Slip::OtherFigure)));
        }
    }
    candidates
}

/// Whether a line above says the same, and whether one below does.
fn twins(round: &Round<'_, '_>, at: usize, entry: &Entry) -> (bool, bool) {
    let size = Millionths::of(entry.amount).0.abs();
    let same = |&other: &usize| other != at && round.entry(other).is_some_and(|it| it.is_like(entry));
    let twins = round.census.of_sizes((size, size)).filter(same);
    twins.fold((false, false), |(above, below), other| (above || other < at, below || other > at))
}

/// Whether the amount is that of a line beside it, or of the level-1 project above it.
fn copied(round: &Round<'_, '_>, at: usize, entry: &Entry) -> Option<Slip> {
    let beside = |other: Option<usize>| {
        let other = other.and_then(|other| round.entry(other));
        other.is_some_and(|other| other.at.file == entry.at.file && other.amount == entry.amount)
    };
    if beside(at.checked_sub(1)) || beside(Some(at + 1)) {
        return Some(Slip::CopiedNeighbour);
    }
    let parent = round.model.tree(Dim::Project).parent(entry.node(Dim::Project))?;
    let of_parent = |claim: &&crate::model::Claim| {
        claim.role == Role::Parent && claim.slice.get(Dim::Project) == Some(parent) && claim.amount == entry.amount
    };
    round.revision.claims.iter().find(of_parent).map(|_| Slip::CopiedParent)
}
