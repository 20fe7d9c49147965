//! Finds the columns of a table by their captions, whatever is merged in them and however many rows they take.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashSet;

use crate::report::layout::{Shows, TableLayout};

use super::super::alike::{SAME, alike, plain};
use super::super::amount::is_meant;
use super::super::grid::Sheet;

/// The most rows that captions take.
const MOST_ROWS: u32 = 5;

/// What captions must come to, to be the same column.
const ENOUGH: u32 = 550;

/// What they must come to, to be surely the same.
const SURE: u32 = 800;

/// By how much a caption that is only alike when its parts are joined is less so.
const JOINED: u32 = 150;

/// A column of a layout, as it is looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The parts of its caption, plain.
    parts: Vec<String>,
    joined: String,
    figures: bool,
}

/// Where the columns of a table stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The rows of the captions.
    pub rows: Range<u32>,
    /// The column of each of the layout's columns, panel after panel.
    pub columns: Vec<Option<u32>>,
    /// Whether the caption of each is surely the layout's.
    pub sure: Vec<bool>,
    /// All columns that have a caption there.
    pub printed: Vec<u32>,
    /// How well they fit.
    pub score: u32,
}

impl Head {
    /// The columns from the first to the last.
    pub fn across(&self) -> RangeInclusive<u32> {
        self.printed.first().copied().unwrap_or(0)..=self.printed.last().copied().unwrap_or(0)
    }
}

/// The columns of a table, as they are looked for.
pub fn wanted(table: &TableLayout) -> Vec<Wanted> {
    let columns = table.panels.iter().flat_map(|panel| &panel.columns);
    let wanted = columns.map(|column| {
        let parts: Vec<String> = column.head.iter().map(|part| plain(part)).collect();
        let joined = parts.concat();
        Wanted { parts, joined, figures: matches!(column.shows, Shows::Figure(_)) }
    });
    wanted.collect()
}

/// The rows of a sheet in which captions may begin.
pub fn beginnings(sheet: &Sheet, wanted: &[Vec<Wanted>]) -> Vec<u32> {
    let parts: FxHashSet<&str> = wanted.iter().flatten().flat_map(|column| &column.parts).map(String::as_str).collect();
    let alike = |text: &String| parts.iter().any(|part| alike(part, text) >= ENOUGH);
    let begins = |row: &u32| {
        let texts: Vec<String> = sheet.row(*row).map(|(_, cell)| plain(&cell.text())).collect();
        // Beside the rows of another table only captions are looked for that are the layout's own.
        match has_amounts(sheet, *row, 0..=u32::MAX) {
            true => texts.iter().filter(|text| parts.contains(text.as_str())).count() > 1,
            false => texts.iter().any(alike),
        }
    };
    (0..sheet.rows()).filter(begins).collect()
}

/// Whether some columns of a row hold an amount: then it is none of captions.
pub fn has_amounts(sheet: &Sheet, row: u32, columns: RangeInclusive<u32>) -> bool {
    sheet.part(row, columns).any(|(_, cell)| is_meant(&cell.content))
}

/// The columns of a table whose captions begin at a row, as well as they can be told: one for each of the tables
/// that stand side by side, if there are several.
pub fn find(sheet: &Sheet, first: u32, wanted: &[Wanted]) -> Vec<Head> {
    let mut best: BTreeMap<u32, Head> = BTreeMap::new();
    for last in first + 1..=(first + MOST_ROWS).min(sheet.rows()) {
        for columns in runs(sheet, first..last) {
            let across = columns.first().copied().unwrap_or(0)..=columns.last().copied().unwrap_or(0);
            if (first..last).any(|row| has_amounts(sheet, row, across.clone())) {
                continue;
            }
            let captions: Vec<Caption> =
                columns.iter().filter_map(|&column| Caption::of(sheet, first..last, column)).collect();
            let Some(head) = matched(first..last, &captions, wanted) else { continue };
            let begins = *head.across().start();
            if best.get(&begins).is_none_or(|best| head.score > best.score) {
                best.insert(begins, head);
            }
        }
    }
    best.into_values().collect()
}

/// All columns, and if blank ones part them, each run of them: tables may stand side by side.
fn runs(sheet: &Sheet, rows: Range<u32>) -> Vec<Vec<u32>> {
    let all = sheet.columns(rows);
    let parts: Vec<Vec<u32>> = all.chunk_by(|a, b| a + 1 == *b).map(<[u32]>::to_vec).collect();
    if parts.len() > 1 { std::iter::once(all).chain(parts).collect() } else { parts }
}

/// The caption of a printed column.
struct Caption {
    column: u32,
    last: String,
    joined: String,
}

impl Caption {
    /// The caption of a column; none if it has none of its own.
    fn of(sheet: &Sheet, rows: Range<u32>, column: u32) -> Option<Caption> {
        let mut parts: Vec<String> = Vec::new();
        let mut origins = Vec::new();
        for row in rows.clone() {
            let place = spanning(sheet, rows.clone(), (row, column));
            let origin = sheet.origin(place);
            let text = plain(&sheet.text(place));
            if !text.is_empty() && !origins.contains(&origin) {
                parts.push(text);
                origins.push(origin);
            }
        }
        let last = parts.last()?.clone();
        // Merged with the column before from top to bottom, it is that column once more.
        let own = origins.iter().any(|origin| origin.1 == column);
        own.then(|| Caption { column, last, joined: parts.concat() })
    }

    /// How well it fits a column of the layout.
    fn fits(&self, wanted: &Wanted) -> u32 {
        let Some(last) = wanted.parts.last() else { return 0 };
        let joined = alike(&self.joined, &wanted.joined);
        let mean = (alike(&self.last, last) + joined) / 2;
        if joined == SAME { SAME } else { mean.max(joined.saturating_sub(JOINED)) }
    }
}

/// The cell whose caption spans a place. A caption that stands over several columns need not be merged: over
/// a column that has a caption below and none here stands the one to the left, if it has captions below too.
fn spanning(sheet: &Sheet, rows: Range<u32>, (row, column): (u32, u32)) -> (u32, u32) {
    let below = |column: u32| (row + 1..rows.end).any(|row| !sheet.text((row, column)).is_empty());
    if !sheet.text((row, column)).is_empty() || sheet.is_merged((row, column)) || !below(column) {
        return (row, column);
    }
    let left = (0..column).rev().find(|&column| !sheet.text((row, column)).is_empty());
    match left {
        Some(left) if !sheet.is_merged((row, left)) && (left..column).all(below) => (row, left),
        _ => (row, column),
    }
}

/// Gives each column of the layout the printed one that fits best, of equal ones that in the same place.
fn matched(rows: Range<u32>, captions: &[Caption], wanted: &[Wanted]) -> Option<Head> {
    let mut pairs = Vec::new();
    for (at, column) in wanted.iter().enumerate() {
        for (printed, caption) in captions.iter().enumerate() {
            let score = caption.fits(column);
            if score >= ENOUGH {
                let apart = (at * captions.len()).abs_diff(printed * wanted.len());
                pairs.push((std::cmp::Reverse(score), apart, at, printed));
            }
        }
    }
    pairs.sort_unstable();
    let mut columns = vec![None; wanted.len()];
    let mut sure = vec![false; wanted.len()];
    let mut taken = vec![false; captions.len()];
    let mut sum = 0;
    for (score, _, at, printed) in pairs {
        if columns[at].is_none() && !taken[printed] {
            columns[at] = Some(captions[printed].column);
            taken[printed] = true;
            sure[at] = score.0 >= SURE;
            sum += score.0;
        }
    }
    // A table of one row may have no names at all.
    let found = |figures: bool| {
        let mut own = wanted.iter().zip(&columns).filter(|(it, _)| it.figures == figures).peekable();
        !figures && own.peek().is_none() || own.any(|(_, column)| column.is_some())
    };
    let score = 2 * sum / (wanted.len() + captions.len()).max(1) as u32;
    let printed = captions.iter().map(|caption| caption.column).collect();
    (found(true) && found(false)).then_some(Head { rows, columns, sure, printed, score })
}
