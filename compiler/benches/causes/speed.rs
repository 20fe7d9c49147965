//! What the search for causes costs on top of the check.

use bud::Analysis;
use bud::check::settle::Status;

use crate::budget::Budget;
use crate::clock::{Cost, measure};
use crate::fault::{Change, FaultKind, Original};
use crate::figures::{Spread, Table, grouped};
use crate::generated::{self, Size};
use crate::random::Random;
use crate::slip::Slip;

/// The faults of the large budget: of each kind so many.
const FAULTS: [FaultKind; 10] = [
    FaultKind::Swapped,
    FaultKind::Missing,
    FaultKind::Func,
    FaultKind::Econ,
    FaultKind::Source,
    FaultKind::Source,
    FaultKind::Under,
    FaultKind::Under,
    FaultKind::Claim,
    FaultKind::Claim,
];

/// How many claims should fail: the faults are drawn until about so many do.
const FAILING: std::ops::RangeInclusive<usize> = 47..=53;

/// How many claims the large budget has.
const CLAIMS: usize = 1_000;

/// A budget to measure.
struct Job {
    name: &'static str,
    budget: Budget,
}

/// Measures and prints the table.
pub fn measure_all(entries: usize, runs: u32, seed: u64) {
    println!("## Speed\n");
    let original = Original::new("large", generated::budget(large(entries)));
    let jobs = [
        Job { name: "right", budget: original.budget.clone() },
        Job { name: "10 faults", budget: faulty(&original, seed) },
        Job { name: "every claim wrong", budget: hopeless(&original, seed) },
    ];
    let mut table = Table::new([
        "budget",
        "entries",
        "claims",
        "failing",
        "suggestions",
        "check",
        "causes",
        "check CPU",
        "causes CPU",
    ]);
    for job in &jobs {
        let (mut checks, mut causes) = (Vec::new(), Vec::new());
        let (mut failing, mut suggestions) = ((0, 0, 0), 0);
        // One run comes first, to warm up.
        for run in 0..=runs {
            let (analysis, check) = measure(|| job.budget.analyze());
            let (found, cause) = measure(|| analysis.with_causes());
            failing = (analysis.model.entries.len(), analysis.model.claims.len(), refuted(&analysis));
            suggestions = found.iter().filter(|it| it.fix.as_ref().is_some_and(|fix| !fix.certain)).count();
            if run > 0 {
                checks.push(check);
                causes.push(cause);
            }
            eprintln!("{}, {run} of {runs}: {:?}, {:?}", job.name, check.wall, cause.wall);
        }
        table.row([
            job.name.to_owned(),
            grouped(failing.0 as u64),
            grouped(failing.1 as u64),
            failing.2.to_string(),
            suggestions.to_string(),
            spread(&checks, |cost| Some(cost.wall)),
            spread(&causes, |cost| Some(cost.wall)),
            spread(&checks, |cost| cost.cpu),
            spread(&causes, |cost| cost.cpu),
        ]);
    }
    println!("{table}");
    println!(
        "Seconds: the median of {runs} runs, and the least and the greatest. The bar is 0.3 s on top of the check.\n"
    );
}

fn spread(costs: &[Cost], figure: impl Fn(&Cost) -> Option<std::time::Duration>) -> String {
    let figures = costs.iter().filter_map(|cost| figure(cost).map(|time| time.as_secs_f64()));
    Spread::of(figures).map_or_else(|| "not known".to_owned(), |spread| spread.to_string())
}

/// The size of a budget of so many entries and 1,000 claims.
fn large(entries: usize) -> Size {
    const UNITS: usize = 30;
    let size = Size { units: UNITS, projects: 40, detail: 0 };
    let small = generated::budget(size).analyze();
    let others = small.model.entries.len() - 3 * UNITS * size.projects;
    let detail = CLAIMS.saturating_sub(small.model.claims.len());
    Size { projects: (entries.saturating_sub(others) / (3 * UNITS)).max(1), detail, ..size }
}

/// How many claims are refuted.
fn refuted(analysis: &Analysis) -> usize {
    let settled = &analysis.settled;
    let figures = settled.figure_of.iter().flatten();
    figures.filter(|&&figure| settled.figures[figure].status == Status::Refuted).count()
}

/// The budget with ten faults that make about fifty claims fail.
fn faulty(original: &Original, seed: u64) -> Budget {
    let mut nearest: Option<(usize, Budget)> = None;
    for number in 0..40 {
        let faults = FAULTS.iter().enumerate();
        let faults = faults.filter_map(|(at, &kind)| original.fault(kind, number * FAULTS.len() + at, seed));
        let budget = original.with(&faults.map(|fault| (fault.at, fault.change)).collect::<Vec<_>>());
        let failing = refuted(&budget.analyze());
        let away = failing.abs_diff((FAILING.start() + FAILING.end()) / 2);
        if nearest.as_ref().is_none_or(|(before, _)| away < *before) {
            nearest = Some((away, budget));
        }
        if FAILING.contains(&failing) {
            break;
        }
    }
    nearest.map_or_else(|| original.budget.clone(), |(_, budget)| budget)
}

/// The budget with a slip in the amount of every claim.
fn hopeless(original: &Original, seed: u64) -> Budget {
    let mut random = Random::new(seed, &[u64::MAX]);
    let slips = original.claims.iter().filter_map(|&at| {
        let slipped = (0..20).find_map(|_| original.slipped(at, *random.pick(&Slip::ALL)?, &mut random))?;
        Some((at, Change::Replaced(slipped)))
    });
    original.with(&slips.collect::<Vec<_>>())
}
