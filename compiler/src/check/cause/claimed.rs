//! A claim that is wrong itself: its lines, its parts or the whole that it is a part of say otherwise.

use std::collections::BTreeMap;

use crate::ledger::Millionths;
use crate::model::Role;

use super::super::repeated;
use super::super::settle::{Route, Status};
use super::candidate::{Candidate, Round};
use super::change::Change;
use super::figures::{Form, Meant, meant};
use super::need::Need;
use super::slip::Slip;

/// How many figures are tried for a claim: where only bounds speak there may be many.
const MOST: usize = 24;

/// Claims whose amount may be wrong.
pub fn candidates(round: &Round<'_, '_>) -> Vec<Candidate> {
    let settled = &round.standing.settled;
    // For each claim and the changes that it may need, how much speaks for it.
    let mut found: BTreeMap<(usize, i128, i128, i128), usize> = BTreeMap::new();
    let mut add = |claims: &[usize], change: i128, below: i128, above: i128, speaks: usize| {
        for &claim in claims {
            if round.revision.claims[claim].role != Role::Ceiling {
                *found.entry((claim, change, change - below, change + above)).or_insert(0) += speaks;
            }
        }
    };
    for figure in settled.figures.iter().filter(|figure| figure.status == Status::Refuted) {
        let Some(judgement) = figure.tightest() else { continue };
        let difference = judgement.comparison.difference().0;
        // An envelope is exclusive.
        let room = (judgement.comparison.envelope.0 - 1).max(0);
        let whole = figure.claims.first().map_or(0, |&claim| round.standing.weight(claim));
        let (below, above) = match judgement.route {
            Route::Bounds { low, high } => (figure.amount.0 - low.0, high.0 - figure.amount.0),
            _ => (difference, -difference),
        };
        add(&figure.claims, -difference, below - difference + room, above + difference + room, whole);
        let Route::Parts(parts) = &judgement.route else { continue };
        for part in parts.figures.iter().map(|&part| &settled.figures[part]) {
            // One edit mends one line: a part that is printed several times needs several.
            add(&part.claims, difference, room, room, whole * figure.claims.len());
        }
    }
    for (first, other) in repeated::differing(settled) {
        let (first, other) = (&settled.figures[first], &settled.figures[other]);
        let difference = other.amount.0 - first.amount.0;
        let whole = other.claims.first().map_or(0, |&claim| round.standing.weight(claim));
        add(&other.claims, -difference, 0, 0, whole);
        add(&first.claims, difference, 0, 0, whole * other.claims.len());
    }
    found
        .into_iter()
        .flat_map(|((claim, change, low, high), speaks)| of_claim(round, claim, change, Need { low, high }, speaks))
        .collect()
}

fn of_claim(round: &Round<'_, '_>, claim: usize, change: i128, room: Need, speaks: usize) -> Vec<Candidate> {
    let written = &round.revision.claims[claim];
    let header = round.model.header_at(written.at);
    let typed = Millionths::of(written.amount);
    let copied = || {
        let beside = [claim.checked_sub(1), Some(claim + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|at| round.revision.claims.get(at));
        let same = beside.any(|it| it.at.file == written.at.file && it.amount == written.amount);
        same.then_some(Slip::CopiedNeighbour)
    };
    let form = Form::of(header, round.sources.line(written.at));
    let candidate = |it: Meant| {
        let slip = it.slip.or_else(copied).unwrap_or(Slip::OtherFigure);
        let change = Change::Claim { claim, amount: it.amount.decimal(), step: form.step(header, it.amount) };
        Candidate { change, slip, expected: (speaks, 0), order: round.model.entries.len() + claim }
    };
    let mut candidates: Vec<Candidate> =
        meant(form, typed, room, &[(change, 0)], true).into_iter().map(candidate).collect();
    candidates.sort_by_key(Candidate::key);
    candidates.truncate(MOST);
    candidates
}
