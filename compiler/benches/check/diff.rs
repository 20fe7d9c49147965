//! What `bdc diff` of two budgets costs, beside `bdc check` of one of them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::figures::{Spread, Table, grouped, mebibytes, short};
use crate::journal;
use crate::rounds::{Job, Plan, cpu, interleave};
use crate::tables;
use crate::tool::{Installed, Tool};

static CHECK: Tool =
    Tool { id: "check", program: "bdc", arguments: &["check", "-q", "{file}"], format: &journal::BUD, instead: None };

/// The formats that are measured.
static FORMATS: [Tool; 2] = [
    diff("human", &["diff", "-q", "{folder}/old.bud", "{file}"]),
    diff("json", &["diff", "-q", "{folder}/old.bud", "{file}", "--format", "json"]),
];

const fn diff(id: &'static str, arguments: &'static [&'static str]) -> Tool {
    Tool { id, program: "bdc", arguments, format: &journal::BUD, instead: None }
}

const PROJECTS: u64 = 100_000;
const CHANGES: u64 = 1_000;

/// What the changes must be told as, each as often.
const SORTS: [&str; 5] = ["added", "changed", "moved", "removed", "renamed"];

/// Writes the old budget beside the new one: every hundredth project is another, in one of five ways.
fn write_old(text: &str, path: &Path) -> io::Result<()> {
    let mut old: Vec<String> = text.lines().map(str::to_owned).collect();
    let projects: Vec<usize> = (0..old.len()).filter(|&at| old[at].starts_with("project")).collect();
    let every = (PROJECTS / CHANGES) as usize;
    for (at, &line) in projects.iter().step_by(every).enumerate() {
        let line = &mut old[line];
        match SORTS[at % SORTS.len()] {
            "added" => line.clear(),
            "changed" => *line = line.replace(" amount ", " amount 3"),
            "moved" if line.contains("2060899") => *line = line.replace("2060899", "2080102"),
            "moved" => *line = line.replace("2080799", "2060899").replace("2080102", "2060899"),
            "removed" => {
                let gone = format!("project 撤销事项{at:04} unit 单位000 amount 0.07 func 2080799");
                *line = format!("{line}\n{gone}");
            }
            _ => *line = line.replace("改造工程", "大修及改建"),
        }
    }
    fs::write(path, old.join("\n") + "\n")
}

/// How many changes of each sort `bdc` tells.
fn counts(program: &Path, folder: &Path) -> io::Result<BTreeMap<String, u64>> {
    let mut command = Command::new(program);
    command.args(["diff", "-q", "--format", "json"]).args([folder.join("old.bud"), folder.join("budget.bud")]);
    let json: serde_json::Value = serde_json::from_slice(&command.output()?.stdout)?;
    Ok(serde_json::from_value(json["counts"].clone())?)
}

/// Measures the comparison and prints the table. True if `bdc` told each change as what it is.
pub fn measure(program: &Path, folder: &Path, plan: Plan) -> io::Result<bool> {
    println!("## Two budgets compared\n");
    let folder = folder.join("diff");
    let new = tables::write(PROJECTS, &folder)?;
    write_old(&fs::read_to_string(&new)?, &folder.join("old.bud"))?;
    let found = counts(program, &folder)?;
    let right = SORTS.iter().all(|sort| found.get(*sort) == Some(&(CHANGES / SORTS.len() as u64)));
    if !right {
        println!("Wrong: {CHANGES} changes were made, as many of each sort, and told as {found:?}.\n");
    }
    let check = Installed::at(&CHECK, program.to_owned());
    let tools: Vec<Installed> = FORMATS.iter().map(|tool| Installed::at(tool, program.to_owned())).collect();
    let mut jobs = vec![Job::new(&check, format!("check, {PROJECTS} projects,"), new.clone())];
    for tool in &tools {
        let label = format!("diff, {}, {PROJECTS} projects on each side,", tool.tool.id);
        let mut job = Job::new(tool, label, new.clone());
        job.expected = 1;
        jobs.push(job);
    }
    interleave(&mut jobs, plan)?;
    let columns = ["command", "projects", "CPU s", "wall s", "peak MiB", "wall, of check's", "CPU, of check's"];
    let mut table = Table::new(columns);
    let wall = |job: &Job<'_>| job.spread(|cost| cost.wall.as_secs_f64());
    let (first, others) = jobs.split_at(1);
    for job in first.iter().chain(others) {
        let figure = |it: Option<Spread>| it.map_or("failed".to_owned(), |it| it.to_string());
        let ratio = wall(job).zip(wall(&first[0])).map(|(job, check)| job.median / check.median);
        table.row([
            format!("`{}`", job.tool.command()),
            grouped(PROJECTS),
            figure(job.spread(cpu)),
            figure(wall(job)),
            job.spread(|cost| cost.peak as f64).map_or("failed".to_owned(), |it| short(mebibytes(it.median))),
            ratio.map_or("failed".to_owned(), |it| format!("{} times", short(it))),
            first[0].share_of(job).map_or("failed".to_owned(), |it| format!("{} times", short(it.median))),
        ]);
    }
    println!("{table}");
    Ok(right && jobs.iter().all(|job| job.failure.is_none()))
}
