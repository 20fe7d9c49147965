//! Finds the tables of a layout in the sheets: by their captions, and by the titles above them.

mod head;

use std::cmp::Reverse;
use std::ops::{Range, RangeInclusive};

use crate::report::layout::{Layout, TableLayout};
use crate::syntax::{Attribute, Measure};

use super::alike::{alike, plain, titles, year_of};
use super::grid::{Place, Sheet};
use head::{Head, Wanted, has_amounts};

impl Located<'_> {
    /// The columns from the first to the last.
    pub fn across(&self) -> RangeInclusive<u32> {
        self.printed.first().copied().unwrap_or(0)..=self.printed.last().copied().unwrap_or(0)
    }
}

/// How many rows above its captions a table's title may stand.
const ABOVE: u32 = 8;

/// What captions must come to.
const HEAD: u32 = 500;
/// What a title must come to.
const TITLE: u32 = 550;
/// What captions must come to where nothing is said of the title.
const HEAD_ALONE: u32 = 900;
/// What a sheet called by the number of its table comes to.
const NUMBERED: u32 = 750;
/// By how much the name of a sheet is worth less than a title.
const SHEET: u32 = 50;

/// The shortest text that may be a title.
const SHORTEST: usize = 4;

/// A table of the layout, and where it stands.
#[derive(Clone, Debug)]
pub struct Located<'l> {
    /// The table.
    pub table: &'l TableLayout,
    /// Its number in the layout.
    pub number: usize,
    /// The sheet.
    pub sheet: usize,
    /// The rows of its captions.
    pub head: Range<u32>,
    /// The first row that is not its own.
    pub end: u32,
    /// The column of each of the layout's columns, panel after panel.
    pub columns: Vec<Option<u32>>,
    /// The same columns, and whether the caption of each is surely the layout's.
    pub sure: Vec<(Option<u32>, bool)>,
    /// All columns with a caption.
    pub printed: Vec<u32>,
    /// What its figures count, if it says so.
    pub measure: Option<Measure>,
    /// The year in its title.
    pub year: Option<u16>,
}

/// A place where a table may stand.
struct Candidate {
    number: usize,
    sheet: usize,
    head: Head,
    /// The row of its title, or that of its captions if it has none.
    top: u32,
    score: u32,
    /// Nothing says which table it is but its captions.
    untitled: bool,
}

/// The tables that are found, in the order of the layout.
pub fn tables<'l>(sheets: &[Sheet], layout: &'l Layout) -> Vec<Located<'l>> {
    let wanted: Vec<Vec<Wanted>> = layout.tables.iter().map(head::wanted).collect();
    let mut candidates = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        for row in head::beginnings(sheet, &wanted) {
            for (number, table) in layout.tables.iter().enumerate() {
                let heads = head::find(sheet, row, &wanted[number]).into_iter().filter(|head| head.score >= HEAD);
                candidates.extend(heads.filter_map(|head| candidate((at, sheet), (number, table), head)));
            }
        }
    }
    let chosen = chosen(candidates);
    let mut located: Vec<Located<'l>> = chosen.iter().map(|it| it.located(layout, sheets, &chosen)).collect();
    located.sort_by_key(|it| it.number);
    located
}

/// How well captions and what stands above them fit a table; none if they do not.
fn candidate((at, sheet): (usize, &Sheet), (number, table): (usize, &TableLayout), head: Head) -> Option<Candidate> {
    let above = texts_above(sheet, &head);
    let far = |row: u32| 5 * (head.rows.start - row);
    let title = above.iter().map(|(place, text)| (titles(text, &table.title).saturating_sub(far(place.0)), place.0));
    let (title, row) = title.max().unwrap_or((0, head.rows.start));
    let top = if title >= TITLE { row } else { head.rows.start };
    let named = titles(&sheet.name, &table.title).max(alike(&plain(&sheet.name), &plain(&table.title)));
    let numbered = above.iter().any(|(_, text)| is_number(text, &table.id)) || is_number(&sheet.name, &table.id);
    let by_number = if numbered { NUMBERED } else { 0 };
    let title = title.max(named.saturating_sub(SHEET)).max(by_number);
    let untitled = title < TITLE;
    let nameless = !above.iter().any(|(_, text)| is_title(text)) && !is_title(&sheet.name);
    if untitled && !(nameless && head.score >= HEAD_ALONE) {
        return None;
    }
    let score = (3 * head.score + 2 * title) / 5;
    Some(Candidate { number, sheet: at, head, top, score, untitled })
}

/// Whether a text can be a title: it is no number, and not what the figures count.
fn is_title(text: &str) -> bool {
    let letters = plain(text).chars().filter(|c| !c.is_ascii()).count();
    letters >= SHORTEST && measure_of(text).is_none()
}

/// Whether a text is the number of a table: `表3`, `公开03表`, `附表10-1`.
fn is_number(text: &str, id: &str) -> bool {
    let bare = |text: &str| {
        let kept: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '-' || *c == '.').collect();
        kept.trim_start_matches('0').to_owned()
    };
    let folded = crate::syntax::text::fold(text).into_owned();
    let around = |c: char| c.is_ascii_digit() || c.is_whitespace() || "公开附件表第号-.()[]tableTABLE".contains(c);
    !bare(id).is_empty() && folded.chars().all(around) && bare(&folded) == bare(id)
}

/// The texts above captions, up to the figures of another table; each with its place, the lowest first.
fn texts_above(sheet: &Sheet, head: &Head) -> Vec<(Place, String)> {
    let (first, last) = (*head.across().start(), *head.across().end());
    // A title may begin to the left of its table, but not over another one.
    let beside =
        head.rows.clone().flat_map(|row| sheet.row(row).map(|(column, _)| column)).filter(|column| *column < first);
    let mut from = beside.max().map_or(0, |column| column + 1);
    let rows = (head.rows.start.saturating_sub(ABOVE)..head.rows.start).rev();
    let own = rows.take_while(|&row| !has_amounts(sheet, row, first..=last));
    own.flat_map(|row| {
        // Nor beside figures of another one, whose last columns may be blank beside the captions.
        if has_amounts(sheet, row, from..=last) {
            from = first;
        }
        sheet.part(row, from..=last).map(move |(column, cell)| ((row, column), cell.text()))
    })
    .collect()
}

/// The best candidates, each table once and each place once.
fn chosen(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|it| (Reverse(it.score), it.number, it.sheet, it.head.rows.start));
    // Where only the captions speak, they must speak for one table.
    let ambiguous: Vec<bool> = candidates
        .iter()
        .map(|it| {
            it.untitled
                && candidates
                    .iter()
                    .any(|other| other.number != it.number && other.score == it.score && it.overlaps(other))
        })
        .collect();
    let mut chosen: Vec<Candidate> = Vec::new();
    for (candidate, ambiguous) in candidates.into_iter().zip(ambiguous) {
        let taken = |it: &Candidate| it.number == candidate.number || it.overlaps(&candidate);
        if !ambiguous && !chosen.iter().any(taken) {
            chosen.push(candidate);
        }
    }
    chosen
}

impl Candidate {
    /// Whether the captions of both are partly the same cells.
    fn overlaps(&self, other: &Candidate) -> bool {
        let rows = self.head.rows.start < other.head.rows.end && other.head.rows.start < self.head.rows.end;
        self.sheet == other.sheet && rows && self.shares_columns(other)
    }

    fn shares_columns(&self, other: &Candidate) -> bool {
        self.head.printed.iter().any(|column| other.head.printed.contains(column))
    }

    fn located<'l>(&self, layout: &'l Layout, sheets: &[Sheet], all: &[Candidate]) -> Located<'l> {
        let sheet = &sheets[self.sheet];
        let table = &layout.tables[self.number];
        let below = all.iter().filter(|it| it.sheet == self.sheet && it.shares_columns(self));
        let next =
            below.filter(|it| it.head.rows.start >= self.head.rows.end).map(|it| it.top.max(self.head.rows.end)).min();
        let above = texts_above(sheet, &self.head);
        let across = self.head.across();
        let captions =
            self.head.rows.clone().flat_map(|row| sheet.part(row, across.clone()).map(|(_, cell)| cell.text()));
        let said = above.iter().map(|(_, text)| text.clone()).chain(captions);
        Located {
            table,
            number: self.number,
            sheet: self.sheet,
            head: self.head.rows.clone(),
            end: next.unwrap_or(sheet.rows()),
            columns: self.head.columns.clone(),
            sure: self.head.columns.iter().copied().zip(self.head.sure.iter().copied()).collect(),
            printed: self.head.printed.clone(),
            measure: said.into_iter().find_map(|text| measure_of(&text)),
            year: above.iter().find_map(|(_, text)| year_of(text)),
        }
    }
}

/// What a text says that figures count: `单位：万元`, `金额（元）`, `in ten-thousand`.
fn measure_of(text: &str) -> Option<Measure> {
    let folded = crate::syntax::text::fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let named = |word: &str| {
        let word = word.strip_prefix("人民币").unwrap_or(word);
        Measure::read(word).or_else(|| Measure::read(&word.to_lowercase()))
    };
    let said = |word: &&str| {
        let lower = word.to_lowercase();
        word.contains(Attribute::Unit.zh())
            || word.contains("金额")
            || matches!(lower.as_str(), "in" | "unit" | "measure" | "amount")
    };
    let glued = |word: &&str| word.split_once(Attribute::Unit.zh()).and_then(|(_, after)| named(after));
    let after = words.iter().position(said).and_then(|at| words[at..].iter().find_map(|word| named(word)));
    let alone = if let [only] = words.as_slice() { named(only) } else { None };
    let bracketed =
        || folded.split_once('(').and_then(|(_, rest)| rest.split_once(')')).and_then(|(word, _)| named(word.trim()));
    after.or(alone).or_else(|| words.iter().find_map(glued)).or_else(bracketed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measure_is_read_from_what_people_write_above_a_table() {
        for (text, measure) in [
            ("单位：万元", Some(Measure::TenThousand)),
            ("金额单位: 元", Some(Measure::One)),
            ("单位:人民币千元", Some(Measure::Thousand)),
            ("（单位：亿元）", Some(Measure::HundredMillion)),
            ("预算数（万元）", Some(Measure::TenThousand)),
            ("金额（万元）", Some(Measure::TenThousand)),
            ("单位万元", Some(Measure::TenThousand)),
            ("万元", Some(Measure::TenThousand)),
            ("in ten-thousand", Some(Measure::TenThousand)),
            ("Unit: yuan", Some(Measure::One)),
            ("单位名称", None),
            ("编制单位：人力社保局", None),
        ] {
            assert_eq!(measure_of(text), measure, "{text}");
        }
    }

    #[test]
    fn a_table_may_be_called_by_its_number() {
        for (text, id) in [("表3", "3"), ("公开03表", "3"), ("附表10-1", "10-1"), ("3", "3")] {
            assert!(is_number(text, id), "{text}");
        }
        assert!(!is_number("表13", "3") && !is_number("2024年", "3") && !is_number("表", "3"));
    }
}
