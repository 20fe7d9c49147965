//! What typing costs: keys through the protocol into the language server that was built, and how long its
//! answers take.
//!
//! `cargo bench -p bud-lsp --bench typing -- --help` says how to call it, the README beside this folder how
//! to read it. It prints figures and judges none of them; it fails only when the server gives a wrong answer.

mod asks;
mod budget;
#[path = "../../../compiler/benches/check/figures.rs"]
#[expect(dead_code, reason = "the other benchmarks use more of it")]
mod figures;
#[path = "../../../compiler/benches/check/machine.rs"]
mod machine;
#[path = "../../../compiler/benches/causes/random.rs"]
mod random;
mod report;
mod scenes;
mod server;
mod text;
mod times;
mod truth;
mod typist;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use std::{fs, io};

use clap::Parser;

use budget::Budget;
use text::Encoding;
use typist::{Habits, Typist, What};

/// Types into a budget through the language server: from each key to the findings, to the completions, and what
/// else an editor asks for.
///
/// The server is the real one, as a process. The budget is generated, the same bytes on every machine, and so are the
/// keys: digits in amounts and totals, letters in names and comments, new lines, lines deleted and put back.
///
/// In the table, a time is from the first byte of the change (or question) that is written to the last byte of the
/// answer that is read; 'after a key' is from the key. p99: of a hundred, 99 are no greater.
#[derive(Parser)]
#[command(bin_name = "cargo bench -p bud-lsp --bench typing --", disable_version_flag = true)]
struct Call {
    /// How many lines the budget has; several sizes with commas
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_value = "1000,100000", value_parser = lines)]
    lines: Vec<usize>,
    /// How many keys are pressed one by one; the scene that is on is played to its end
    #[arg(long, value_name = "N", default_value_t = 300)]
    keys: usize,
    /// From one key to the next, in milliseconds; after some of them comes a pause of four times as much. 0: the next
    /// key comes with the findings of the last
    #[arg(long, value_name = "MS", default_value_t = 100)]
    pace: u64,
    /// How often keys come without pause, 200 in a row
    #[arg(long, value_name = "N", default_value_t = 5)]
    burst: usize,
    /// How many hovers are asked for at rest and after a key; a fifth as many of what else is asked
    #[arg(long, value_name = "N", default_value_t = 100)]
    asks: usize,
    /// How often the time to a cause is taken
    #[arg(long, value_name = "N", default_value_t = 5)]
    causes: usize,
    /// The editor asks for findings; else they are sent
    #[arg(long)]
    pull: bool,
    /// What the editor's columns count
    #[arg(long, value_name = "ENCODING", default_value = "utf-16")]
    encoding: Encoding,
    /// The same budget as a main file and one for each unit, of which one is typed in
    #[arg(long)]
    split: bool,
    /// Measure this bud-lsp instead of the one that cargo has just built
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Write the budgets here and keep them
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Given by `cargo bench`. Without it (`cargo test --benches`) nothing is measured: the server must only find in
    /// small budgets what the library finds
    #[arg(long, hide = true)]
    bench: bool,
}

/// Keys that come without pause.
const BURST: usize = 200;

fn lines(text: &str) -> Result<usize, String> {
    let lines = text.parse().map_err(|_| "not a number".to_owned())?;
    let possible = budget::LEAST..=budget::MOST;
    if possible.contains(&lines) { Ok(lines) } else { Err(format!("from {} to {}", possible.start(), possible.end())) }
}

fn main() -> ExitCode {
    let call = Call::parse();
    let (folder, scratch) = match &call.keep {
        Some(folder) => (folder.clone(), None),
        None => {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("typing-{}", std::process::id()));
            (folder.clone(), Some(Scratch(folder)))
        }
    };
    let outcome = if call.bench { measure_all(&call, &folder) } else { prove(&call, &folder) };
    drop(scratch);
    match outcome {
        Ok(wrong) if wrong.is_empty() => ExitCode::SUCCESS,
        Ok(wrong) => {
            wrong.iter().take(10).for_each(|it| eprintln!("{it}"));
            eprintln!("the server gave {} wrong answers: see above", wrong.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("the benchmark cannot go on: {error}");
            ExitCode::from(2)
        }
    }
}

/// Measures every size. What was answered wrongly.
fn measure_all(call: &Call, folder: &Path) -> io::Result<Vec<String>> {
    report::heading();
    let mut wrong = Vec::new();
    let pace = Duration::from_millis(call.pace);
    let habits = Habits { encoding: call.encoding, pull: call.pull, pace };
    for &lines in &call.lines {
        wrong.extend(measure(call, lines, call.split, habits, &folder.join(lines.to_string()), true)?);
    }
    report::ending();
    Ok(wrong)
}

/// Types a little into small budgets, in every way that an editor may.
fn prove(call: &Call, folder: &Path) -> io::Result<Vec<String>> {
    let call = Call {
        keys: 120,
        burst: 1,
        asks: 5,
        causes: 1,
        lines: Vec::new(),
        keep: None,
        server: call.server.clone(),
        ..*call
    };
    let mut wrong = Vec::new();
    for (encoding, pull, split) in [(Encoding::Utf16, false, false), (Encoding::Utf8, true, true)] {
        let habits = Habits { encoding, pull, pace: Duration::ZERO };
        let folder = folder.join(encoding.name());
        let found = measure(&call, budget::LEAST, split, habits, &folder, false)?;
        let outcome = if found.is_empty() { "what the library finds" } else { "FAILED" };
        println!("- {}, {}: {outcome}", encoding.name(), if pull { "asked for" } else { "sent" });
        wrong.extend(found);
    }
    Ok(wrong)
}

/// One budget from its opening to the end of the server. What was answered wrongly.
fn measure(
    call: &Call,
    lines: usize,
    split: bool,
    habits: Habits,
    folder: &Path,
    tell: bool,
) -> io::Result<Vec<String>> {
    let progress = |what: &str| {
        if tell {
            eprintln!("{lines} lines: {what}");
        }
    };
    let budget = Budget::new(lines, split);
    budget.write(folder)?;
    let folder = fs::canonicalize(folder)?;
    progress("the budget is opened");
    let program = call.server.clone().unwrap_or_else(|| env!("CARGO_BIN_EXE_bud-lsp").into());
    let mut typist = Typist::start(&program, &budget, &folder, habits)?;
    typist.settle()?;
    typist.compare("just opened", &budget, &folder)?;
    if !typist.server.published.values().all(Vec::is_empty) {
        typist.wrong.push("the generated budget has findings".to_owned());
    }
    typist.note_memory("it is opened");
    typist.measure_floor(call.asks)?;
    progress("keys, one by one");
    typist.type_on(call.keys)?;
    typist.note_memory("typing, with completions");
    progress("questions, at rest and after a key");
    typist.ask_all(call.asks)?;
    typist.note_memory("colours, hints and outlines");
    progress("keys without pause");
    for _ in 0..call.burst {
        typist.burst(BURST)?;
    }
    progress("causes");
    typist.measure_causes(call.causes, &budget, &folder)?;
    typist.settle()?;
    typist.compare("at the end", &budget, &folder)?;
    typist.note_memory("everything");
    if typist.completed.0 == 0 && typist.times.contains_key(&What::KeyInNewLine) {
        typist.wrong.push("no completion offered anything".to_owned());
    }
    if tell {
        report::table(&budget, &typist);
    }
    let Typist { server, wrong, .. } = typist;
    server.end()?;
    Ok(wrong)
}

/// A folder that goes when the benchmark ends.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays in the target folder, where `cargo clean` finds it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
