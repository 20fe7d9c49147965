//! A line of money whose amount is wrong, or that should not be there: the same difference in all the
//! claims that count it.

use smallvec::SmallVec;

use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Role};

use super::candidate::{Candidate, Round, bare};
use super::change::Change;
use super::need::Need;
use super::slip::{self, Slip};

/// How many lines are compared with the slips that people make; of more, none can be told from the others.
const MOST: usize = 20_000;

/// A line, and a change of its amount that ends failures.
struct Found {
    entry: usize,
    change: i128,
    /// The changes that do the same.
    allowed: Need,
    expected: (usize, usize),
}

/// Lines whose amount may be wrong, doubled lines, and lines too many.
pub fn candidates(round: &Round<'_, '_>) -> Vec<Candidate> {
    let least = round.asked().iter().map(|(change, _)| change.abs()).min().unwrap_or(1).max(1);
    let lines = 0..round.model.entries.len();
    let mut found: Vec<Found> = lines.flat_map(|entry| by_change(round, entry, least)).collect();
    // What ends fewer failures than another line's is looked at only among the best.
    found.sort_by_key(|it| (std::cmp::Reverse(it.expected.0), it.expected.1));
    found.truncate(MOST);
    found.into_iter().flat_map(|it| of_line(round, &it)).collect()
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
    let mut asked: SmallVec<[i128; 8]> = failing()
        .filter_map(|(_, need)| need.exactly.or(need.need.nearest()))
        .filter(|&it| allowed.holds(it))
        .collect();
    asked.sort_unstable();
    asked.dedup();
    for change in asked {
        let mut narrow = allowed;
        let mut expected = (0, 0);
        for (weight, need) in failing() {
            if need.need.holds(change) {
                narrow = narrow.and(need.need);
                expected.0 += weight;
            } else {
                expected.1 += weight;
            }
        }
        if expected.0 > 0 {
            found.push(Found { entry, change, allowed: narrow, expected });
        }
    }
    found
}

fn of_line(round: &Round<'_, '_>, found: &Found) -> Vec<Candidate> {
    let Some(entry) = round.entry(found.entry) else { return Vec::new() };
    let Millionths(size) = Millionths::of(entry.amount);
    let candidate = |change, slip| Candidate { change, slip, expected: found.expected, order: found.entry };
    let mut candidates = Vec::new();
    if found.allowed.holds(-size) && size != 0 && found.change.signum() == -size.signum() {
        let slip = if has_twin(round, found.entry, entry) { Slip::LineTwice } else { Slip::LineTooMany };
        candidates.push(candidate(Change::Remove { entry: found.entry }, slip));
    }
    let header = round.model.header_at(entry.at);
    let typed = header.figure(entry.amount);
    let copied = copied(round, found.entry, entry);
    let right = Millionths(size + found.change);
    let (amount, step) = bare(header, right);
    let slip = slip::of_figures(&typed, &header.figure(amount)).or(copied);
    // A line of nothing is a line too many, and money does not become a refund by some slip.
    if right.0.signum() == size.signum() || slip.is_some() {
        let change = Change::Amount { entry: found.entry, amount, step };
        candidates.push(candidate(change, slip.unwrap_or(Slip::OtherFigure)));
    }
    candidates
}

/// Whether another line says the same.
fn has_twin(round: &Round<'_, '_>, at: usize, entry: &Entry) -> bool {
    let same = |other: &Entry| {
        other.kind == entry.kind
            && other.amount == entry.amount
            && Dim::ALL.iter().all(|&dim| other.node(dim) == entry.node(dim))
    };
    // Twins of a file stand near each other far more often than not, but need not.
    (0..round.model.entries.len()).filter(|&other| other != at).filter_map(|other| round.entry(other)).any(same)
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
