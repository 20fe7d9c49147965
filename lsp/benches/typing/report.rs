//! The tables.

use std::env;

use crate::budget::Budget;
use crate::figures::{Table, grouped};
use crate::machine;
use crate::times::Milliseconds;
use crate::typist::{Typist, What};

/// THE table of rows: what was measured, what it is called, and what is promised of it: for a large budget, and
/// for one of 1,000 lines.
const ROWS: &[(What, &str, &str, &str)] = &[
    (What::Key, "**a key → its findings**", "50 median, 100 p99", "5"),
    (What::KeyInAmount, "– in an amount", "", ""),
    (What::KeyInTotal, "– in a total", "", ""),
    (What::KeyInName, "– in a name", "", ""),
    (What::KeyInNewLine, "– in a new line", "", ""),
    (What::LineLess, "– a line less, or back", "", ""),
    (What::KeyInComment, "– in a comment", "", ""),
    (What::Completion, "**completion**, right after a key", "10 p99", "5"),
    (What::Hover, "**hover**, at rest", "10 p99", "5"),
    (What::HoverAfterKey, "hover, after a key", "", ""),
    (What::Burst, "200 keys without pause: the last → its findings", "", ""),
    (What::Causes, "a slip → its cause, 250 of it waiting", "", ""),
    (What::Tokens, "semantic tokens, delta, at rest", "", ""),
    (What::TokensAfterKey, "semantic tokens, delta, after a key", "", ""),
    (What::Hints, "inlay hints of 60 lines, at rest", "", ""),
    (What::HintsAfterKey, "inlay hints of 60 lines, after a key", "", ""),
    (What::Symbols, "outline, at rest", "", ""),
    (What::SymbolsAfterKey, "outline, after a key", "", ""),
    (What::Open, "opening → the first findings", "", ""),
    (What::Floor, "the floor: a method that is not known", "", ""),
];

/// From so many lines on, the promise for a large budget is the one to keep.
const LARGE: usize = 10_000;

/// Where it is measured.
pub fn heading() {
    let cores = std::thread::available_parallelism().map_or(0, |cores| cores.get());
    println!("# Typing into `bud-lsp`\n");
    println!(
        "{cores} cores of {}, {}; load at the start: {}.\n",
        machine::processor(),
        env::consts::OS,
        machine::load()
    );
}

/// The load at the end.
pub fn ending() {
    println!("Load of the machine at the end: {}.", machine::load());
}

/// What was measured on one budget.
pub fn table(budget: &Budget, typist: &Typist) {
    let lines = budget.lines();
    println!(
        "## {} lines, {} MB, in {} {}\n",
        grouped(lines as u64),
        megabytes(budget.bytes() as u64),
        budget.files.len(),
        if budget.files.len() == 1 { "file" } else { "files" },
    );
    println!(
        "{} units, {} accounts, {} totals; fingerprint {:016x}. Findings are {}, columns are {}.\n",
        budget.units,
        grouped(budget.accounts as u64),
        grouped(budget.totals as u64),
        budget.fingerprint(),
        if typist.habits.pull { "asked for" } else { "sent" },
        typist.habits.encoding.name(),
    );
    let mut table = Table::new(["milliseconds", "count", "median", "p99", "greatest", "promised"]);
    for (what, name, large, small) in ROWS {
        let Some(summary) = typist.times.get(what).and_then(|times| times.sum_up()) else { continue };
        let [median, p99, max] = [summary.median, summary.p99, summary.max].map(|it| Milliseconds(it).to_string());
        let promise = if lines >= LARGE { large } else { small };
        table.row([(*name).to_owned(), grouped(summary.count as u64), median, p99, max, (*promise).to_owned()]);
    }
    println!("{table}");
    let (some, all) = typist.completed;
    println!("Of {} completions, {} offered something.", grouped(all as u64), grouped(some as u64));
    let memory = typist.memory.iter().map(|(after, peak)| format!("{} after {after}", megabytes(*peak)));
    match memory.collect::<Vec<_>>() {
        none if none.is_empty() => println!("Memory: not measured, since only Linux tells it of another process.\n"),
        peaks => println!("Memory at its peak, in MB: {}. Promised: under 400.\n", peaks.join(", ")),
    }
}

/// Bytes as millions of them.
fn megabytes(bytes: u64) -> String {
    let decimals = if bytes < 1_000_000 { 2 } else { 1 };
    format!("{:.decimals$}", bytes as f64 / 1e6)
}
