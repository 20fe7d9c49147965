//! `bdc` beside its peers: the same budget, whole processes, in turn.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::figures::{Spread, Table, grouped, mebibytes, short};
use crate::journal::{self, Written};
use crate::process::Ended;
use crate::rounds::{Job, Plan, cpu, interleave};
use crate::tool::{self, Installed};
use crate::workload::{Shape, Sums, Workload};

/// How many entries the proof has that a tool checks totals.
const PROOF_LINES: u64 = 1_000;

/// The tools among `tools` that refuse a budget with one total that is 1.00 too high.
///
/// # Errors
/// The disk; a tool that cannot be started; and `bdc`, if it refuses the true budget.
pub fn refusing(tools: &[Installed], shape: Shape, folder: &Path, plan: Plan) -> io::Result<BTreeSet<&'static str>> {
    let folder = &folder.join("proof");
    fs::create_dir_all(folder)?;
    let workload = Workload::new(shape, PROOF_LINES);
    let mut sums = Sums::of(&workload);
    let mut accepts = BTreeSet::new();
    for tool in tools {
        let file = journal::write(tool.tool.format, &workload, &sums, folder)?.path;
        let ended = tool.run(&file, plan.limit)?.ended;
        if ended == Ended::Status(0) {
            accepts.insert(tool.tool.id);
        } else {
            eprintln!("{} does not accept the workload ({ended:?}):\n{}", tool.tool.id, tool::last_words(&file));
        }
    }
    sums.spoil(&workload);
    let mut refusing = BTreeSet::new();
    for tool in tools.iter().filter(|tool| accepts.contains(tool.tool.id)) {
        let file = journal::write(tool.tool.format, &workload, &sums, folder)?.path;
        if matches!(tool.run(&file, plan.limit)?.ended, Ended::Status(status) if status != 0) {
            refusing.insert(tool.tool.id);
        }
    }
    Ok(refusing)
}

/// Measures the tools on `lines` entries and prints the table. True if `bdc` accepted the budget.
pub fn compare(tools: &[Installed], lines: u64, folder: &Path, plan: Plan) -> io::Result<bool> {
    let refusing = refusing(tools, Shape::Few, folder, plan)?;
    let folder = &folder.join(format!("peers-{lines}"));
    fs::create_dir_all(folder)?;
    let workload = Workload::new(Shape::Few, lines);
    let sums = Sums::of(&workload);
    let mut files: Vec<Written> = Vec::new();
    for tool in tools {
        if !files.iter().any(|file| file.path.extension().is_some_and(|end| end == tool.tool.format.extension)) {
            files.push(journal::write(tool.tool.format, &workload, &sums, folder)?);
        }
    }
    println!("## {} entries, `bdc` and its peers\n\n{}", grouped(lines), contents(&files));
    let mut jobs: Vec<_> =
        tools.iter().map(|tool| Job::new(tool, tool.tool.id.to_owned(), file_of(tool, folder))).collect();
    interleave(&mut jobs, plan)?;
    println!("{}", table(&jobs, &workload, &refusing));
    println!("{}", reading(&jobs, &refusing));
    Ok(jobs.iter().all(|job| job.tool.tool.id != "bdc" || job.failure.is_none()) && refusing.contains("bdc"))
}

fn file_of(tool: &Installed, folder: &Path) -> PathBuf {
    folder.join("budget").with_extension(tool.tool.format.extension)
}

/// The files and their fingerprints.
fn contents(files: &[Written]) -> Table {
    let mut table = Table::new(["file", "lines", "bytes", "fingerprint"]);
    for file in files {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        table.row([name, grouped(file.lines), grouped(file.bytes), format!("{:016x}", file.fingerprint)]);
    }
    table
}

fn table(jobs: &[Job<'_>], workload: &Workload, refusing: &BTreeSet<&str>) -> Table {
    let mut table =
        Table::new(["tool", "proves", "CPU s", "wall s", "peak MiB", "runs", "bdc's CPU ÷ this tool's, same round"]);
    for job in jobs {
        let (id, failed) = (job.tool.tool.id, job.failure.is_some());
        let figure = |spread: Option<Spread>| match spread {
            Some(spread) if !failed => spread.to_string(),
            _ => "failed".to_owned(),
        };
        let share = if id == "bdc" { "1".to_owned() } else { figure(job.share_of(&jobs[0])) };
        table.row([
            id.to_owned(),
            proves(job, workload, refusing),
            figure(job.spread(cpu)),
            figure(job.spread(|cost| cost.wall.as_secs_f64())),
            figure(job.spread(|cost| mebibytes(cost.peak as f64))),
            if failed { "0".to_owned() } else { job.counted().count().to_string() },
            share,
        ]);
    }
    table
}

fn proves(job: &Job<'_>, workload: &Workload, refusing: &BTreeSet<&str>) -> String {
    let tool = job.tool.tool;
    match tool.instead {
        _ if job.failure.is_some() => String::new(),
        Some(instead) => instead.to_owned(),
        None => {
            let passes = if refusing.contains(tool.id) { "" } else { ", but lets a wrong one pass" };
            format!("{} totals{passes}", (tool.format.totals)(workload))
        }
    }
}

/// One sentence a peer: what the table says.
fn reading(jobs: &[Job<'_>], refusing: &BTreeSet<&str>) -> String {
    let Some((bdc, peers)) = jobs.split_first() else { return String::new() };
    let Some(own) = bdc.spread(cpu).filter(|_| bdc.failure.is_none()) else { return String::new() };
    let mut text = format!("bdc takes {} CPU seconds.\n", short(own.median));
    for peer in peers.iter().filter(|peer| peer.failure.is_none()) {
        let Some(share) = peer.share_of(bdc) else { continue };
        let what = if refusing.contains(peer.tool.tool.id) { "proves totals" } else { "proves none" };
        text.push_str(&format!(
            "- {} ({what}) takes {} times as much.\n",
            peer.tool.tool.id,
            short(1.0 / share.median)
        ));
    }
    text
}
