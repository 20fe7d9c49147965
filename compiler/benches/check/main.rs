//! What `bdc check` costs: beside its peers on the same budget, and as the budget grows.
//!
//! `cargo bench -p bud --bench check -- --help` says how to call it, the README beside this folder how
//! to read it. It prints figures and judges none of them; it fails only when `bdc` gives a wrong answer.

mod chart;
mod compare;
mod diff;
mod figures;
mod journal;
mod machine;
mod process;
mod rounds;
mod scaling;
mod tables;
mod tool;
mod workload;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use clap::{Parser, ValueEnum};

use rounds::Plan;
use tool::{Installed, TOOLS};

/// More lines would come to more than the 13 digits that an amount may have.
const MOST_LINES: u64 = 3_000_000;

/// Measures what `bdc check` costs, as a whole process: wall time, CPU time (user and system, all threads) and
/// peak memory, beside the peers that are installed, and as the budget grows.
///
/// Every tool reads the same entries, accounts, units and totals in its own format, generated anew, the same bytes
/// on every machine. The tools run in turn, after one round to warm up; every exit status is checked.
#[derive(Parser)]
#[command(bin_name = "cargo bench -p bud --bench check --", disable_version_flag = true, next_line_help = false)]
struct Call {
    /// How many entries to compare the tools on; several sizes with commas. At 1,000,000 the slow peers take minutes
    /// and 7 GiB
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_value = "100000", value_parser = clap::value_parser!(u64).range(1..=MOST_LINES))]
    lines: Vec<u64>,
    /// The sizes of the scaling table
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_value = "10000,100000,1000000", value_parser = clap::value_parser!(u64).range(1..=MOST_LINES))]
    sizes: Vec<u64>,
    /// Counted runs of each tool; one more comes first, to warm up
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Compare only these tools (bdc is always measured): ledger, hledger, beancount, rustledger, tackler, rg
    #[arg(long, value_name = "TOOL,…", value_delimiter = ',', value_parser = clap::builder::PossibleValuesParser::new(TOOLS.iter().map(|tool| tool.id)))]
    only: Vec<String>,
    /// One part only
    #[arg(long, value_name = "PART")]
    part: Option<Part>,
    /// Folders in which peers are installed (they, or their `bin`), before the PATH; several as in PATH. Else the
    /// environment variable BUD_PEERS
    #[arg(long, value_name = "DIRS")]
    peers: Option<OsString>,
    /// Measure this bdc instead of the one that cargo has just built
    #[arg(long, value_name = "FILE")]
    bdc: Option<PathBuf>,
    /// Write the files here and keep them
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// A first run longer than this is not repeated: it is the figure
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    slow: u64,
    /// End a run after this time
    #[arg(long, value_name = "SECONDS", default_value_t = 900)]
    limit: u64,
    /// Given by `cargo bench`. Without it (`cargo test --benches`) nothing is measured: bdc must only get the small
    /// workloads right
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// bdc beside its peers
    Peers,
    /// bdc on growing budgets
    Scaling,
    /// The published tables
    Tables,
    /// Open data
    Data,
    /// The canonical form
    Form,
    /// Two budgets compared
    Diff,
}

fn main() -> ExitCode {
    let call = Call::parse();
    let (folder, scratch) = match &call.dir {
        Some(folder) => (folder.clone(), None),
        None => {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("check-{}", std::process::id()));
            (folder.clone(), Some(Scratch(folder)))
        }
    };
    let outcome = fs::create_dir_all(&folder).and_then(|()| measure(&call, &folder));
    drop(scratch);
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("bdc gave a wrong answer or none: see above");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("the benchmark cannot go on: {error}");
            ExitCode::from(2)
        }
    }
}

/// Everything that was asked for. True if `bdc` gave the right answer each time.
fn measure(call: &Call, folder: &Path) -> io::Result<bool> {
    let program = call.bdc.clone().unwrap_or_else(|| env!("CARGO_BIN_EXE_bdc").into());
    let bdc = || Installed::at(&TOOLS[0], program.clone());
    let plan = Plan { runs: call.runs, slow: seconds(call.slow), limit: seconds(call.limit) };
    if !call.bench {
        return scaling::prove(&bdc(), folder, plan);
    }
    let peers = call.peers.clone().or_else(|| env::var_os("BUD_PEERS"));
    let folders: Vec<_> = peers.iter().flat_map(env::split_paths).collect();
    let asked = |id: &str| call.only.is_empty() || call.only.iter().any(|only| only == id);
    let (mut tools, mut missing) = (vec![bdc()], Vec::new());
    for tool in TOOLS[1..].iter().filter(|tool| asked(tool.id)) {
        match Installed::find(tool, &folders) {
            Some(installed) => tools.push(installed),
            None => missing.push(tool.program),
        }
    }
    heading(&tools, &missing, plan);
    let mut right = true;
    let wanted = |part| call.part.is_none_or(|it| it == part);
    if wanted(Part::Peers) {
        for &lines in &call.lines {
            right &= compare::compare(&tools, lines, folder, plan)?;
        }
    }
    if wanted(Part::Scaling) {
        right &= scaling::scale(&tools[0], &call.sizes, folder, plan)?;
    }
    if wanted(Part::Tables) {
        right &= tables::measure(&tables::TABLES, &program, folder, plan)?;
    }
    if wanted(Part::Data) {
        right &= tables::measure(&tables::DATA, &program, folder, plan)?;
    }
    if wanted(Part::Form) {
        right &= tables::measure(&tables::FORM, &program, folder, plan)?;
    }
    if wanted(Part::Diff) {
        right &= diff::measure(&program, folder, plan)?;
    }
    println!("\nLoad of the machine at the end: {}.", machine::load());
    if let Some(own) = process::own_peak() {
        println!("A peak under {:.1} MiB, this program's own, cannot be seen.", figures::mebibytes(own as f64));
    }
    Ok(right)
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// What was measured, where and how.
fn heading(tools: &[Installed], missing: &[&str], plan: Plan) {
    let cores = std::thread::available_parallelism().map_or(0, |cores| cores.get());
    println!("# The cost of `bdc check`\n");
    println!("{cores} cores of {}, {}; load at the start: {}.", machine::processor(), env::consts::OS, machine::load());
    println!("Whole processes in turn; one round to warm up, then {} that count: median (least–greatest).", plan.runs);
    println!("CPU is user and system time of all threads. A first run over {} s is the figure.", plan.slow.as_secs());
    println!();
    let mut table = figures::Table::new(["tool", "version", "command"]);
    for tool in tools {
        table.row([tool.tool.id.to_owned(), tool.version(), format!("`{}`", tool.command())]);
    }
    println!("{table}");
    if !missing.is_empty() {
        println!("Not found on the PATH or in BUD_PEERS, so not measured: {}.\n", missing.join(", "));
    }
}

/// A folder that goes when the benchmark ends.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays in the target folder, where `cargo clean` finds it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
