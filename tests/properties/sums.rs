//! What a claim is told to be is what adding up by hand says.

use bud::Analysis;
use bud::check::settle::{Figure, Route, Status};
use bud::ledger::{Millionths, Verdict};
use bud::syntax::Kind;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::drawn::{Budget, budget};
use crate::plain::{Sums, sums};
use crate::{config, read};

/// The figure of the `at`-th claim of the text.
fn figure(analysis: &Analysis, at: usize) -> Option<&Figure> {
    Some(&analysis.settled.figures[analysis.settled.figure_of[at]?])
}

/// Whether a budget has any line of the kinds of a claim: nothing is proved by no lines at all.
fn has_lines(budget: &Budget, kind: Kind) -> bool {
    let whole = crate::drawn::Claim {
        kind,
        unit: None,
        func: None,
        econ: None,
        source: None,
        project: None,
        amount: Decimal::ZERO,
        ceiling: false,
    };
    let sums = sums(budget, &whole);
    sums.inside.1 + sums.possible > 0
}

/// What becomes of the only claim of a budget.
fn status(budget: &Budget, sums: &Sums) -> Status {
    let claim = &budget.claims[0];
    let (low, high) = (sums.inside.0 + sums.below, sums.inside.0 + sums.above);
    if claim.ceiling {
        return if low > claim.amount { Status::Refuted } else { Status::Bounded };
    }
    match sums.possible {
        0 if sums.inside.1 == 0 && claim.amount != Decimal::ZERO && !has_lines(budget, claim.kind) => Status::Unsettled,
        0 if claim.amount == sums.inside.0 => Status::Exact,
        0 => Status::Refuted,
        _ if (low..=high).contains(&claim.amount) => Status::Bounded,
        _ => Status::Refuted,
    }
}

/// Some claims made right, so that not all are refuted.
fn mended(mut budget: Budget) -> Budget {
    for at in 0..budget.claims.len() {
        let sums = sums(&budget, &budget.claims[at]);
        match at % 3 {
            0 => budget.claims[at].amount = sums.inside.0,
            1 => budget.claims[at].amount = sums.inside.0 + sums.above,
            _ => {}
        }
    }
    budget
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn one_claim_becomes_what_adding_up_by_hand_says(budget in budget(1..2), right in any::<bool>()) {
        let budget = if right { mended(budget) } else { budget };
        let analysis = read(budget.text());
        let sums = sums(&budget, &budget.claims[0]);
        let expected = status(&budget, &sums);
        let found = match figure(&analysis, 0) {
            Some(figure) => figure.status,
            None => analysis.settled.ceilings[0].status,
        };
        prop_assert_eq!(found, expected, "{:?}\n{}", sums, budget.text());
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn many_claims_are_judged_by_the_sums_of_their_lines(budget in budget(1..12).prop_map(mended)) {
        let analysis = read(budget.text());
        let text = budget.text();
        let total: Decimal = analysis.model.entries.iter().map(|entry| entry.amount).sum();
        prop_assert_eq!(total, budget.lines.iter().map(|line| line.amount).sum::<Decimal>());
        prop_assert_eq!(analysis.model.claims.len(), budget.claims.len());
        for (at, claim) in budget.claims.iter().enumerate() {
            let Some(figure) = figure(&analysis, at) else { continue };
            let sums = sums(&budget, claim);
            let sum = &analysis.settled.groups[figure.group].sum;
            let possible = sum.all_possible();
            prop_assert_eq!(sum.inside.total(), Millionths::of(sums.inside.0), "{:?}\n{}", claim, text);
            prop_assert_eq!(usize::try_from(possible.count).unwrap(), sums.possible, "{:?}\n{}", claim, text);
            prop_assert_eq!(possible.negative, Millionths::of(sums.below));
            prop_assert_eq!(possible.positive, Millionths::of(sums.above));
            for judgement in &figure.judgements {
                let holds = judgement.comparison.verdict != Verdict::Off;
                match judgement.route {
                    Route::Entries => prop_assert_eq!(holds, claim.amount == sums.inside.0, "{:?}\n{}", claim, text),
                    Route::Bounds { low, high } => {
                        prop_assert_eq!(low, Millionths::of(sums.inside.0 + sums.below));
                        prop_assert_eq!(high, Millionths::of(sums.inside.0 + sums.above));
                    }
                    Route::Parts(_) => {}
                }
            }
            let refuted = sums.possible == 0 && sums.inside.1 > 0 && claim.amount != sums.inside.0;
            prop_assert!(!refuted || figure.status == Status::Refuted, "{:?}\n{}", claim, text);
        }
    }
}
