//! A claim that is wrong itself: its lines, its parts or the whole that it is a part of say otherwise.

use rustc_hash::FxHashMap;

use crate::ledger::Millionths;
use crate::model::Role;

use super::super::repeated;
use super::super::settle::{Route, Status};
use super::candidate::{Candidate, Round, bare};
use super::change::Change;
use super::slip::{self, Slip};

/// Claims whose amount may be wrong.
pub fn candidates(round: &Round<'_, '_>) -> Vec<Candidate> {
    let settled = &round.standing.settled;
    // For each claim and amount that it may have had, how many failures speak for it.
    let mut found: FxHashMap<(usize, Millionths), usize> = FxHashMap::default();
    let mut add = |claims: &[usize], amount: Millionths, by: i128, speaks: usize| {
        for &claim in claims {
            if round.revision.claims[claim].role != Role::Ceiling {
                *found.entry((claim, Millionths(amount.0 + by))).or_insert(0) += speaks;
            }
        }
    };
    for figure in settled.figures.iter().filter(|figure| figure.status == Status::Refuted) {
        let Some(judgement) = figure.tightest() else { continue };
        let difference = judgement.comparison.difference().0;
        let whole = figure.claims.first().map_or(0, |&claim| round.standing.weight(claim));
        add(&figure.claims, figure.amount, -difference, whole);
        let Route::Parts(parts) = &judgement.route else { continue };
        for part in parts.figures.iter().map(|&part| &settled.figures[part]) {
            // One edit mends one line: a part that is printed several times needs several.
            add(&part.claims, part.amount, difference, whole * figure.claims.len());
        }
    }
    for (first, other) in repeated::differing(settled) {
        let (first, other) = (&settled.figures[first], &settled.figures[other]);
        let whole = other.claims.first().map_or(0, |&claim| round.standing.weight(claim));
        add(&other.claims, first.amount, 0, whole);
        add(&first.claims, other.amount, 0, whole * other.claims.len());
    }
    let mut candidates: Vec<Candidate> =
        found.into_iter().filter_map(|(it, speaks)| of_claim(round, it, speaks)).collect();
    candidates.sort_by_key(Candidate::key);
    candidates
}

fn of_claim(round: &Round<'_, '_>, (claim, right): (usize, Millionths), speaks: usize) -> Option<Candidate> {
    let written = &round.revision.claims[claim];
    if right == Millionths::of(written.amount) {
        return None;
    }
    let header = round.model.header_at(written.at);
    // A total of rounded lines is printed as they are: no finer than it is now.
    let right = right.rounded_to(written.step);
    let (amount, step) = bare(header, right);
    let (typed, meant) = (header.figure(written.amount), header.figure(amount));
    let copied = || {
        let beside = [claim.checked_sub(1), Some(claim + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|at| round.revision.claims.get(at));
        let same = beside.any(|it| it.at.file == written.at.file && it.amount == written.amount);
        same.then_some(Slip::CopiedNeighbour)
    };
    let slip = slip::of_figures(&typed, &meant).or_else(copied).unwrap_or(Slip::OtherFigure);
    let change = Change::Claim { claim, amount, step };
    Some(Candidate { change, slip, expected: (speaks, 0), order: round.model.entries.len() + claim })
}
