//! What is suggested for failing claims makes none fail that held, in any budget.

use std::collections::BTreeSet;

use bud::Analysis;
use bud::check::settle::Status;
use bud::diagnostic::Fix;
use bud::diagnostic::apply::Edits;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::drawn::{Budget, budget};
use crate::plain::sums;
use crate::{config, read};

/// The claims made right by hand, but for some, and one line's amount other than it was then.
fn slipped(mut budget: Budget, wrong: usize, change: i64) -> Budget {
    for at in 0..budget.claims.len() {
        let sums = sums(&budget, &budget.claims[at]);
        budget.claims[at].amount = sums.inside.0 + if at % 3 == 1 { sums.above } else { Decimal::ZERO };
    }
    let lines = budget.lines.len();
    if let Some(line) = budget.lines.get_mut(wrong % lines.max(1)) {
        line.amount += Decimal::new(change, 2);
    }
    budget
}

/// The claims that fail, by their numbers.
fn failing(analysis: &Analysis) -> BTreeSet<usize> {
    let settled = &analysis.settled;
    let refuted = settled.figures.iter().filter(|figure| figure.status == Status::Refuted);
    let ceilings = settled.ceilings.iter().filter(|ceiling| ceiling.status == Status::Refuted);
    refuted.flat_map(|figure| figure.claims.clone()).chain(ceilings.map(|ceiling| ceiling.claim)).collect()
}

/// The budget with one fix made.
fn with(fix: &Fix, analysis: &Analysis) -> Analysis {
    let mut edits = Edits::default();
    assert!(edits.take(fix, &analysis.sources));
    let file = analysis.sources.iter().next().unwrap();
    read(edits.applied(&file.path, &file.text))
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn no_suggestion_breaks_what_held(
        budget in budget(1..10),
        wrong in any::<prop::sample::Index>(),
        change in -50_000_i64..50_000,
    ) {
        let budget = slipped(budget, wrong.index(64), change);
        let analysis = read(budget.text());
        let before = failing(&analysis);
        let told = analysis.with_causes();
        for fix in told.iter().flat_map(|it| it.fix.iter().chain(&it.alternatives)).filter(|fix| !fix.certain) {
            let after = with(fix, &analysis);
            // A project's line may have become a claim, or the other way round.
            if after.model.claims.len() == analysis.model.claims.len() {
                let broken: Vec<usize> = failing(&after).difference(&before).copied().collect();
                prop_assert!(broken.is_empty(), "{:?} breaks {:?} in\n{}", fix, broken, budget.text());
            }
        }
    }
}
