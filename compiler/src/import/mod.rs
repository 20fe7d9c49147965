//! From a workbook of published tables to the files of a budget, whoever made the workbook.
//!
//! ```text
//! bytes ─► workbook ─► locate ─► rows ─► units, charts, projects ─► fact ─► entries ─► write
//!          sheets      tables    names   what the names are       figures  money or   .bud files
//!                                and                                       a claim
//!                                figures
//! ```
//!
//! The tables are those of a layout, and what a cell is of is said there; nothing here knows any one table.
//! Tables, columns and rows are found by their text (`alike`). Every figure of the workbook becomes a line of
//! the budget or a finding: none is left out in silence. What the budget means is checked by whoever reads
//! it, as any budget is.

mod alike;
mod amount;
mod charts;
mod entries;
mod fact;
mod finding;
mod grid;
mod locate;
mod partial;
mod projects;
mod rounding;
mod rows;
mod spot;
mod units;
mod workbook;
mod write;

use rust_decimal::Decimal;

use crate::diagnostic::{Language, Message};
use crate::report::layout::Layout;
use crate::syntax::{Kind, Measure, Source};

use amount::is_meant;
use charts::Charts;
use fact::Fact;
use finding::{Finding, Guessed, Lost};
use grid::{At, Sheet};
use locate::Located;
use projects::Projects;
use rows::Read;
use spot::Trees;
use units::Units;
use write::{Budget, Header};

/// How a workbook is to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The tables to look for.
    pub layout: &'a Layout,
    /// What the workbook is called, for those who read the budget.
    pub workbook: &'a str,
    /// Whether each figure's line tells the cell that it came from.
    pub cells: bool,
    /// The language of the budget's words and comments.
    pub language: Language,
}

/// A file of the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// Something to be told of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The cell that it is about: `表3!D7`.
    pub place: Option<String>,
    /// What is the matter.
    pub message: Message,
    /// A figure of the workbook is not in the budget.
    pub lost: bool,
}

/// What was read from a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The files of the budget, the main file first; none if no table was found.
    pub files: Vec<File>,
    /// What has no place in it, and what was guessed, in the order of the workbook.
    pub reports: Vec<Report>,
    /// How many tables were found.
    pub tables: usize,
    /// How many figures are lines of money.
    pub entries: usize,
    /// How many figures are totals.
    pub totals: usize,
}

/// Imports a workbook.
///
/// # Errors
/// What is wrong with the file: it is no workbook.
pub fn import(bytes: &[u8], options: Options<'_>) -> Result<Imported, String> {
    let sheets = workbook::read(bytes)?;
    let located = locate::tables(&sheets, options.layout);
    let mut findings = Vec::new();
    let Read { rows, understood, findings: unread } = rows::read(&sheets, &located);
    findings.extend(unread);
    let measure = measure(&located, options.layout, &mut findings);
    let scale = scale(&rows);
    let step = Decimal::new(1, u32::from(scale));
    let units = Units::of(&rows, step, &mut findings);
    let mut charts = Charts::of(&rows, &mut findings);
    let projects = Projects::of(&rows, &located, &units, &mut findings);
    let facts = fact::facts(&rows, &located, measure, (&units, &projects, &mut charts), &mut findings);
    let codes = facts.iter().flat_map(|fact| fact.spot.codes.iter().copied());
    charts.complete(codes, &mut findings);
    let trees = Trees { units: &units, projects: &projects };
    let (facts, entered, source) = entered(facts, &trees, step * measure.factor(), &mut findings);
    unplaced(&sheets, &located, &understood, &mut findings);
    guesses(&sheets, &located, options.layout, &mut findings);
    let year = year(&located);
    if year.is_none() && !located.is_empty() {
        findings.push(Finding::guessed(None, Guessed::NoYear));
    }
    let root = units.root().map(|unit| unit.printed.clone());
    let stem = options.workbook.rsplit_once('.').map_or(options.workbook, |(stem, _)| stem);
    let header = Header {
        workbook: options.workbook,
        name: root.unwrap_or_else(|| stem.to_owned()),
        year,
        measure,
        scale,
        zeros: facts.iter().any(|fact| fact.amount.is_zero()),
    };
    let partial = partial::partial(&facts, step * measure.factor());
    let budget = Budget {
        sheets: &sheets,
        located: &located,
        units: &units,
        charts: &charts,
        projects: &projects,
        facts: &facts,
        entered: &entered,
        partial: &partial,
        source,
        header,
        cells: options.cells,
        language: options.language,
    };
    let lost_parts = findings.iter().filter(|it| matches!(it.what, finding::What::Lost(Lost::NoParts(_)))).count();
    let entries = entered.iter().filter(|entered| **entered).count();
    let files = if located.is_empty() { Vec::new() } else { budget.files() };
    Ok(Imported {
        files,
        reports: reports(findings, &sheets),
        tables: located.len(),
        entries,
        totals: facts.len() - entries - lost_parts,
    })
}

/// What a bare number of the budget counts: what most tables count.
fn measure(located: &[Located<'_>], layout: &Layout, findings: &mut Vec<Finding>) -> Measure {
    let count = |measure: &Measure| located.iter().filter(|it| it.measure == Some(*measure)).count();
    let most = Measure::ALL.iter().copied().max_by_key(|measure| (count(measure), std::cmp::Reverse(*measure)));
    most.filter(|measure| count(measure) > 0).or(layout.measure).unwrap_or_else(|| {
        let measure = Measure::One;
        if !located.is_empty() {
            let what = Guessed::Measure { english: measure.en(), chinese: measure.zh() };
            findings.push(Finding::guessed(None, what));
        }
        measure
    })
}

/// With how many decimals figures are printed: as most cells say; a number without a format has those that
/// the numbers without one have at most.
fn scale(rows: &[rows::Row<'_>]) -> u8 {
    const USUAL: u32 = 2;
    let amounts = || rows.iter().flat_map(|row| &row.figures).map(|(_, amount, _)| amount);
    let bare = amounts().filter(|amount| amount.shown.is_none()).map(|amount| amount.value.normalize().scale()).max();
    let bare = bare.map(|decimals| decimals.min(USUAL) as u8);
    let mut votes = [0_usize; 7];
    for amount in amounts() {
        if let Some(vote) = amount.shown.or(bare).and_then(|decimals| votes.get_mut(usize::from(decimals))) {
            *vote += 1;
        }
    }
    let most = (0..votes.len()).max_by_key(|&decimals| (votes[decimals], decimals));
    most.filter(|&decimals| votes[decimals] > 0).unwrap_or(USUAL as usize) as u8
}

/// The facts of which the budget has lines, which of them are entries, and the source of those that print none
/// and need one.
fn entered(
    facts: Vec<Fact>,
    trees: &Trees<'_>,
    step: Decimal,
    findings: &mut Vec<Finding>,
) -> (Vec<Fact>, Vec<bool>, Option<Source>) {
    let is_open = |fact: &Fact| fact.spot.project.and_then(|at| trees.projects.get(at)).is_some_and(|it| it.open);
    // What a project comes to whose parts are not known is neither money nor a claim that can hold.
    let (open, mut closed): (Vec<Fact>, Vec<Fact>) = facts.into_iter().partition(is_open);
    for fact in &open {
        let name = fact.spot.project.and_then(|at| trees.projects.get(at)).map(|it| it.name.clone());
        findings.push(Finding::lost(fact.at, Lost::NoParts(name.unwrap_or_default())));
    }
    let mut entered = entries::entries(&closed, trees, step);
    let sourced = |fact: &Fact| matches!(fact.spot.kind, Kind::Revenue | Kind::Carryover | Kind::Carryforward);
    let of_entries = closed.iter().zip(&entered).filter(|(fact, entered)| **entered && sourced(fact));
    let sources: Vec<Source> = of_entries.filter_map(|(fact, _)| fact.spot.source).collect();
    let holds_all = |of: &Source| sources.iter().all(|it| it.is_within(*of));
    // What is left over without a word on its source is of what came in.
    let only = sources.first().and_then(|first| first.up().find(holds_all));
    for (fact, entered) in closed.iter().zip(&mut entered) {
        if *entered && sourced(fact) && fact.spot.source.is_none() && only.is_none() {
            *entered = false;
            if !fact.amount.is_zero() {
                findings.push(Finding::lost(fact.at, Lost::NoSource(fact.amount.to_string())));
            }
        }
    }
    entered.extend(std::iter::repeat_n(false, open.len()));
    closed.extend(open);
    (closed, entered, only)
}

/// Lists what somebody meant as an amount and what is in no place that is known.
fn unplaced(
    sheets: &[Sheet],
    located: &[Located<'_>],
    understood: &rustc_hash::FxHashSet<At>,
    findings: &mut Vec<Finding>,
) {
    for (number, sheet) in sheets.iter().enumerate() {
        let counting = rows::counting(sheet);
        for (place, cell) in sheet.cells() {
            let at = At { sheet: number, place };
            if understood.contains(&at) || counting.contains(&place) || !is_meant(&cell.content) {
                continue;
            }
            let (row, column) = place;
            let inside = |it: &&Located<'_>| {
                it.sheet == number && (it.head.start..it.end).contains(&row) && it.across().contains(&column)
            };
            let lost = match located.iter().find(inside) {
                None => Lost::NoTable(cell.text()),
                Some(table) if table.columns.contains(&Some(column)) => {
                    Lost::NoRow(cell.text(), table.table.id.clone())
                }
                Some(table) => Lost::NoColumn(cell.text(), table.table.id.clone()),
            };
            findings.push(Finding::lost(at, lost));
        }
    }
}

/// Tells what was found by captions that are only alike, and which tables were not found.
fn guesses(sheets: &[Sheet], located: &[Located<'_>], layout: &Layout, findings: &mut Vec<Finding>) {
    for table in located {
        let captions = table.table.panels.iter().flat_map(|panel| &panel.columns);
        for (caption, &(column, sure)) in captions.zip(&table.sure) {
            let (Some(column), false) = (column, sure) else { continue };
            let place = (table.head.end - 1, column);
            let what = Guessed::Column {
                printed: sheets[table.sheet].text(place),
                table: table.table.id.clone(),
                read: caption.head.join("/"),
            };
            findings.push(Finding::guessed(Some(At { sheet: table.sheet, place }), what));
        }
    }
    for (number, table) in layout.tables.iter().enumerate() {
        if !located.is_empty() && !located.iter().any(|it| it.number == number) {
            let title = table.title.replace("{year}年", "").replace("{year}", "");
            findings.push(Finding::guessed(None, Guessed::NoSuchTable(title)));
        }
    }
}

/// The year that most titles name.
fn year(located: &[Located<'_>]) -> Option<u16> {
    let years: Vec<u16> = located.iter().filter_map(|table| table.year).collect();
    let count = |year: &u16| years.iter().filter(|other| *other == year).count();
    years.iter().copied().max_by_key(|year| (count(year), *year))
}

fn reports(mut findings: Vec<Finding>, sheets: &[Sheet]) -> Vec<Report> {
    findings.sort_by_key(|finding| finding.at);
    let report = |finding: &Finding| Report {
        place: finding.place(sheets),
        message: finding.message(),
        lost: finding.is_lost(),
    };
    findings.iter().map(report).collect()
}
