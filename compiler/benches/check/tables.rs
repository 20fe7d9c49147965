//! What writing the published tables and open data, and looking at the form, costs, beside `bdc check` of the same budget.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::figures::{Table, grouped, mebibytes, short};
use crate::journal;
use crate::rounds::{Job, Plan, cpu, interleave};
use crate::tool::{Installed, Tool};

const fn tool(id: &'static str, arguments: &'static [&'static str]) -> Tool {
    Tool { id, program: "bdc", arguments, format: &journal::BUD, instead: None }
}

static CHECK: Tool = tool("check", &["check", "-q", "{file}"]);

/// Formats that are measured together.
pub struct Set {
    heading: &'static str,
    /// The formats, and for how many projects each is measured.
    formats: &'static [(Tool, u64)],
}

/// The published tables.
pub static TABLES: Set = Set {
    heading: "Published tables",
    formats: &[
        (tool("csv", &["build", "-q", "{file}", "--emit", "csv", "-o", "{folder}/csv"]), 1_000_000),
        (tool("xlsx", &["build", "-q", "{file}", "--emit", "xlsx", "-o", "{folder}/budget.xlsx"]), 100_000),
        (tool("md", &["build", "-q", "{file}", "--emit", "md", "-o", "{folder}/budget.md"]), 100_000),
    ],
};

/// Open data.
pub static DATA: Set = Set {
    heading: "Open data",
    formats: &[
        (tool("ndjson", &["build", "-q", "{file}", "--emit", "ndjson", "-o", "{folder}/budget.ndjson"]), 1_000_000),
        (tool("parquet", &["build", "-q", "{file}", "--emit", "parquet", "-o", "{folder}/parquet"]), 1_000_000),
        (tool("datapackage", &["build", "-q", "{file}", "--emit", "datapackage", "-o", "{folder}/package"]), 1_000_000),
    ],
};

/// The canonical form.
pub static FORM: Set =
    Set { heading: "Canonical form", formats: &[(tool("fmt", &["fmt", "-q", "--check", "{file}"]), 1_000_000)] };

const UNITS: u64 = 200;
const CODES: [(u64, &str); 8] = [
    (206, "科学技术支出"),
    (20608, "科技交流与合作"),
    (2060899, "其他科技交流与合作支出"),
    (208, "社会保障和就业支出"),
    (20801, "人力资源和社会保障管理事务"),
    (2080102, "一般行政管理事务"),
    (20807, "就业补助"),
    (2080799, "其他就业补助支出"),
];

/// A budget in which every line is a project of its own, so that the table of projects has a row for each.
pub fn write(projects: u64, folder: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join("budget.bud");
    let mut out = BufWriter::new(File::create(&path)?);
    writeln!(out, "budget 大局 year 2026 measure 万元 source 一般公共预算\nunit 大局")?;
    (0..UNITS).try_for_each(|unit| writeln!(out, "unit 单位{unit:03} under 大局"))?;
    CODES.iter().try_for_each(|(code, name)| writeln!(out, "account {code} {name}"))?;
    let leaves: Vec<u64> = CODES.iter().map(|(code, _)| *code).filter(|code| *code > 1_000_000).collect();
    let mut sums = vec![0; UNITS as usize];
    for project in 0..projects {
        let (unit, cents) = (project * 7919 % UNITS, 1 + project * 104_729 % 1_000_000);
        sums[unit as usize] += cents;
        let code = leaves[(project % leaves.len() as u64) as usize];
        writeln!(out, "project 项目{project:07}改造工程 unit 单位{unit:03} amount {} func {code}", decimal(cents))?;
    }
    let totals = sums.iter().enumerate();
    totals
        .into_iter()
        .try_for_each(|(unit, sum)| writeln!(out, "total unit 单位{unit:03} amount {}", decimal(*sum)))?;
    out.flush()?;
    Ok(path)
}

fn decimal(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Measures the formats and prints the table. True if `bdc` wrote all of them.
pub fn measure(set: &'static Set, program: &Path, folder: &Path, plan: Plan) -> io::Result<bool> {
    let Set { heading, formats } = *set;
    println!("## {heading}\n");
    let check = Installed::at(&CHECK, program.to_owned());
    let tools: Vec<Installed> = formats.iter().map(|(tool, _)| Installed::at(tool, program.to_owned())).collect();
    let mut jobs = Vec::new();
    for (tool, (_, projects)) in tools.iter().zip(formats.iter()) {
        let file = write(*projects, &folder.join(format!("tables-{}", tool.tool.id)))?;
        let label = |what: &str| format!("{what}, {projects} projects,");
        jobs.push(Job::new(&check, label("check"), file.clone()));
        jobs.push(Job::new(tool, label(tool.tool.id), file));
    }
    interleave(&mut jobs, plan)?;
    let mut table =
        Table::new(["command", "projects", "CPU s", "wall s", "peak MiB", "CPU, of check's", "MiB above check"]);
    for (pair, (_, projects)) in jobs.chunks(2).zip(formats.iter()) {
        let [check, tables] = pair else { continue };
        let peak = |job: &Job<'_>| job.spread(|cost| cost.peak as f64).map_or(0.0, |it| it.median);
        let figure = |it: Option<crate::figures::Spread>| it.map_or("failed".to_owned(), |it| it.to_string());
        table.row([
            format!("`{}`", tables.tool.command()),
            grouped(*projects),
            figure(tables.spread(cpu)),
            figure(tables.spread(|cost| cost.wall.as_secs_f64())),
            short(mebibytes(peak(tables))),
            check.share_of(tables).map_or("failed".to_owned(), |it| format!("{} times", short(it.median))),
            short(mebibytes(peak(tables) - peak(check))),
        ]);
    }
    println!("{table}");
    Ok(jobs.iter().all(|job| job.failure.is_none()))
}
