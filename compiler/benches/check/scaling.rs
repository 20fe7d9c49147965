//! How the cost of `bdc check` grows with the budget.

use std::fs;
use std::io;
use std::path::Path;

use crate::compare::refusing;
use crate::figures::{Spread, Table, grouped, mebibytes};
use crate::journal::{self, Written};
use crate::rounds::{Job, Plan, cpu, interleave};
use crate::tool::Installed;
use crate::workload::{Shape, Sums, Workload};

/// THE table of what is scaled.
const SHAPES: [(Shape, &str, &str); 3] = [
    (Shape::Few, "few", "20 units, 200 accounts, 221 totals"),
    (Shape::Many, "many", "10,000 units, 10,000 accounts, 10,000 totals"),
    (Shape::Unknown, "unknown", "the same, and half of the lines do not say their account"),
];

/// Whether `bdc` accepts every shape as it is, and refuses it with one wrong total.
pub fn prove(bdc: &Installed, folder: &Path, plan: Plan) -> io::Result<bool> {
    let mut sound = true;
    for (shape, name, what) in SHAPES {
        let refuses = !refusing(std::slice::from_ref(bdc), shape, folder, plan)?.is_empty();
        let outcome = if refuses { "true totals accepted, a wrong one refused" } else { "FAILED" };
        println!("- {name} ({what}): {outcome}");
        sound &= refuses;
    }
    Ok(sound)
}

/// Measures every shape at every size and prints the table. True if `bdc` accepted all of them.
pub fn scale(bdc: &Installed, sizes: &[u64], folder: &Path, plan: Plan) -> io::Result<bool> {
    println!("## Scaling of `bdc check`\n");
    if !prove(bdc, folder, plan)? {
        return Ok(false);
    }
    let (mut jobs, mut rows) = (Vec::new(), Vec::new());
    for (shape, name, _) in SHAPES {
        for &lines in sizes {
            let folder = folder.join(format!("{name}-{lines}"));
            fs::create_dir_all(&folder)?;
            let workload = Workload::new(shape, lines);
            let written = journal::write(&journal::BUD, &workload, &Sums::of(&workload), &folder)?;
            jobs.push(Job::new(bdc, format!("bdc, {name} names, {lines} entries,"), written.path.clone()));
            rows.push((name, lines, written));
        }
    }
    interleave(&mut jobs, plan)?;
    println!("\n{}", table(&rows, &jobs));
    println!("The last column is the slope since the row above: the CPU time that one line more costs.");
    println!("If it stays level, the cost grows linearly; the start of the process is not in it.");
    Ok(jobs.iter().all(|job| job.failure.is_none()))
}

fn table(rows: &[(&str, u64, Written)], jobs: &[Job<'_>]) -> Table {
    let mut table = Table::new([
        "names",
        "entries",
        "lines",
        "MB",
        "CPU s",
        "wall s",
        "peak MiB",
        "CPU ns a line",
        "CPU ns a further line",
    ]);
    let mut before: Option<(&str, f64, f64)> = None;
    for ((name, entries, written), job) in rows.iter().zip(jobs) {
        let lines = written.lines as f64;
        let own = job.spread(cpu).filter(|_| job.failure.is_none());
        let nanoseconds = |seconds: f64, lines: f64| format!("{:.0}", seconds * 1e9 / lines);
        let slope = match (before, own) {
            (Some((same, from, seconds)), Some(own)) if same == *name && lines > from => {
                nanoseconds(own.median - seconds, lines - from)
            }
            _ => String::new(),
        };
        let figure = |spread: Option<Spread>| match own.and(spread) {
            Some(spread) => spread.to_string(),
            None => "failed".to_owned(),
        };
        table.row([
            (*name).to_owned(),
            grouped(*entries),
            grouped(written.lines),
            format!("{:.1}", written.bytes as f64 / 1e6),
            figure(own),
            figure(job.spread(|cost| cost.wall.as_secs_f64())),
            figure(job.spread(|cost| mebibytes(cost.peak as f64))),
            own.map_or_else(String::new, |own| nanoseconds(own.median, lines)),
            slope,
        ]);
        before = own.map(|own| (*name, lines, own.median));
    }
    table
}
