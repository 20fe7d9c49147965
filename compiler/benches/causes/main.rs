//! How well causes are found: single faults in budgets that were right, and what is suggested for
//! them.
//!
//! `cargo bench -p bud --bench causes -- --help` says how to call it, the README beside this folder
//! how to read it. It fails if a suggestion breaks a claim that held.

mod budget;
mod clock;
mod fault;
#[path = "../check/figures.rs"]
#[expect(dead_code, reason = "the other benchmark uses more of it")]
mod figures;
mod generated;
mod opinion;
mod plain;
mod random;
mod report;
mod score;
mod slip;
mod speed;
mod wrong;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Parser, ValueEnum};

use budget::Budget;
use fault::{Change, FaultKind, Original};
use report::Tried;
use score::Outcome;

/// Puts single faults into budgets that are right and looks whether the first cause that is
/// suggested is the fault.
#[derive(Parser)]
#[command(bin_name = "cargo bench -p bud --bench causes --", disable_version_flag = true)]
struct Call {
    /// How many faults, over both budgets and all kinds
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    faults: usize,
    /// Where the random numbers start
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// One budget only
    #[arg(long, value_name = "BUDGET")]
    budget: Option<Which>,
    /// Only these kinds of fault
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = clap::builder::PossibleValuesParser::new(FaultKind::ALL.iter().map(|kind| kind.id())))]
    only: Vec<String>,
    /// Only the fault with this number of each kind
    #[arg(long, value_name = "N")]
    number: Option<usize>,
    /// One part only
    #[arg(long, value_name = "PART")]
    part: Option<Part>,
    /// Print the first N faults of each kind that the claims can tell and whose first suggestion is
    /// not right, with what was suggested
    #[arg(long, value_name = "N", default_value_t = 0)]
    show: usize,
    /// With --show: also faults that the claims cannot tell
    #[arg(long)]
    untold: bool,
    /// How many edits the plain search looks for in each fault; 0: it is left out
    #[arg(long, value_name = "N", default_value_t = 2)]
    edits: usize,
    /// Print every fault, right or not
    #[arg(long)]
    all: bool,
    /// Write the budgets of the faults that are printed here, a folder each
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Entries of the budget whose speed is measured
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    entries: usize,
    /// How often its speed is measured
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Given by `cargo bench`. Without it (`cargo test --benches`) a few faults are tried
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// examples/shangyu-2024/budget.bud
    Real,
    /// A generated budget of about 2,000 entries
    Generated,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Single faults, and what is suggested for them
    Faults,
    /// What the search for causes costs on a large budget
    Speed,
}

fn main() -> ExitCode {
    let mut call = Call::parse();
    if !call.bench {
        call.faults = call.faults.min(32);
        call.part = Some(Part::Faults);
    }
    match measure(&call) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("a suggestion breaks a claim that held, or the checker and the plain search differ: see above");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("the benchmark cannot go on: {error}");
            ExitCode::from(2)
        }
    }
}

/// The budgets that were asked for.
fn originals(call: &Call) -> io::Result<Vec<Original>> {
    let mut originals = Vec::new();
    if call.budget != Some(Which::Generated) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/shangyu-2024");
        originals.push(Original::new("real", Budget::read(&folder, "budget.bud")?));
    }
    if call.budget != Some(Which::Real) {
        originals.push(Original::new("generated", generated::budget(generated::Size::USUAL)));
    }
    Ok(originals)
}

/// Everything that was asked for. True if no suggestion breaks what held.
fn measure(call: &Call) -> io::Result<bool> {
    println!("# Causes\n");
    println!("Seed {}.\n", call.seed);
    let sound = call.part == Some(Part::Speed) || faults(call)?;
    if call.part != Some(Part::Faults) && call.number.is_none() && call.only.is_empty() {
        speed::measure_all(call.entries, call.runs, call.seed);
    }
    Ok(sound)
}

/// Tries faults and prints the tables.
fn faults(call: &Call) -> io::Result<bool> {
    let originals = originals(call)?;
    for original in &originals {
        let (entries, claims) = (original.entries.len(), original.claims.len());
        println!("- {}: {entries} entries, {claims} claims", original.name);
    }
    println!();
    let tried = try_all(call, &originals);
    show(call, &originals, &tried)?;
    for original in &originals {
        let of: Vec<&Tried> = tried.iter().filter(|tried| tried.budget == original.name).collect();
        println!("{}", report::table(original.name, &of));
    }
    if originals.len() > 1 {
        println!("{}", report::table("both", &tried.iter().collect::<Vec<_>>()));
    }
    println!("{}", report::bar(&tried));
    report::slowest(&tried).into_iter().for_each(|slowest| println!("{slowest}"));
    report::contradicted(&tried).into_iter().for_each(|offers| println!("{offers}"));
    let agree = compare(call, &originals);
    let alarming: Vec<String> = tried.iter().filter(|tried| tried.is_alarming()).map(report::name).collect();
    if !alarming.is_empty() {
        println!("\nA suggestion breaks what held, or the readings differ: {}", alarming.join(", "));
    }
    println!();
    Ok(agree && alarming.is_empty())
}

/// Looks whether the checker and the plain reading agree on budgets with several faults.
fn compare(call: &Call, originals: &[Original]) -> bool {
    if call.edits == 0 || call.number.is_some() || !call.only.is_empty() {
        return true;
    }
    let count = call.faults / 10;
    let mut agree = true;
    for original in originals {
        let (differ, held) = opinion::compare(original, count, call.seed);
        println!(
            "{}: the checker and the plain reading agree on {} of {count} budgets with one to three faults; every claim holds in {held}.",
            original.name,
            count - differ.len()
        );
        differ.iter().for_each(|differ| println!("THE READINGS DIFFER: {differ}"));
        agree &= differ.is_empty();
    }
    agree
}

/// Tries the faults of all kinds, on as many threads as there are cores.
fn try_all(call: &Call, originals: &[Original]) -> Vec<Tried> {
    let asked = |kind: &&FaultKind| call.only.is_empty() || call.only.iter().any(|id| id == kind.id());
    let kinds: Vec<FaultKind> = FaultKind::ALL.iter().filter(asked).copied().collect();
    let mut jobs: Vec<(&Original, FaultKind)> =
        originals.iter().flat_map(|original| kinds.iter().map(move |&kind| (original, kind))).collect();
    // The wrong totals of the large budget take longest: they must not be what all wait for.
    jobs.reverse();
    let quota = call.faults.div_ceil(jobs.len().max(1));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(&(original, kind)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.extend(try_kind(call, original, kind, quota));
            eprintln!("{}: {}", original.name, kind.words());
        }
        done
    };
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let mut tried: Vec<Tried> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a fault must not end the checker")).collect()
    });
    let budget = |tried: &Tried| originals.iter().position(|original| original.name == tried.budget);
    tried.sort_by_key(|tried| (budget(tried), tried.fault.kind, tried.fault.number));
    tried
}

/// Tries faults of one kind, no two alike, until `quota` of them were noticed.
fn try_kind(call: &Call, original: &Original, kind: FaultKind, quota: usize) -> Vec<Tried> {
    let numbers = match call.number {
        Some(number) => number..number + 1,
        None => 0..quota * 6,
    };
    let mut seen = BTreeSet::new();
    let (mut tried, mut noticed) = (Vec::new(), 0);
    for number in numbers {
        let Some(fault) = original.fault(kind, number, call.seed) else { break };
        let text = match &fault.change {
            Change::Replaced(text) => text.clone(),
            Change::Removed | Change::Repeated => String::new(),
        };
        if noticed == quota || !seen.insert((fault.at, text)) {
            continue;
        }
        let outcome = score::score(original, &fault);
        noticed += usize::from(matches!(outcome, Outcome::Noticed(_)));
        let ask = call.edits > 0 && !matches!(outcome, Outcome::Other);
        let opinion = ask.then(|| opinion::ask(&fault, &outcome, call.edits));
        tried.push(Tried { budget: original.name, fault, outcome, opinion });
    }
    tried
}

/// Prints the faults that were asked for.
fn show(call: &Call, originals: &[Original], tried: &[Tried]) -> io::Result<()> {
    for original in originals {
        for &kind in FaultKind::ALL {
            let of_kind = tried.iter().filter(|it| it.budget == original.name && it.fault.kind == kind);
            let wrong = |it: &&Tried| call.all || it.is_wrong(call.untold) || it.is_alarming();
            let most = if call.all { usize::MAX } else { call.show };
            for tried in of_kind.filter(wrong).take(most) {
                println!("{}", report::told(original, tried));
                if let Some(folder) = &call.keep {
                    let folder = folder.join(report::name(tried).replace('/', "-"));
                    tried.fault.budget.write(&folder)?;
                    println!("    written: {}\n", folder.join(&original.budget.files[0].name).display());
                }
            }
        }
    }
    Ok(())
}
