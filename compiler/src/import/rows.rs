//! Reads the rows of a table that was found: what each is called, and its figures. Which unit, account or
//! project a name is, is decided later, when all tables are read.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Dim;
use crate::model::account::{dimension, levels};
use crate::report::layout::{Each, Panel, Rows, RowsOf, Shows};
use crate::syntax::AccountCode;
use crate::syntax::text::fold;

use super::alike::{SAME, alike, plain, plain_row};
use super::amount::{self, Amount, Reading, is_meant};
use super::finding::{Finding, Lost};
use super::grid::{At, Cell, Place, Sheet};
use super::locate::Located;

/// What the name of a row must come to, to be one of a layout, where no other rows can be meant and where
/// rows of any name stand beside it.
const NAMED: u32 = 700;
const NAMED_AMONG_OTHERS: u32 = 900;

/// Captions of rows that count the columns, and of columns that count the rows.
const COUNTING: &[&str] = &["栏次", "行次", "列次", "序号", "行号", "no"];

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row<'l> {
    /// The table, by its place among those that were found.
    pub table: usize,
    /// The part of the table.
    pub panel: usize,
    /// Where it stands.
    pub at: At,
    /// The row of the layout, or the rows of which it is one.
    pub rows: &'l Rows,
    /// What it is called.
    pub name: String,
    /// How deep its name is indented.
    pub depth: usize,
    /// The code of its account.
    pub code: Option<AccountCode>,
    /// The unit of its project.
    pub unit: String,
    /// The goal of its project.
    pub goal: String,
    /// Its figures, each with the number of its column in the panel.
    pub figures: Vec<(usize, Amount, At)>,
}

impl Row<'_> {
    /// The rows of a dimension of which it is one.
    pub fn each(&self) -> Option<&Each> {
        if let RowsOf::Each(each) = &self.rows.of { Some(each) } else { None }
    }
}

/// What was read of all tables.
#[derive(Debug, Default)]
pub struct Read<'l> {
    /// The rows that are known.
    pub rows: Vec<Row<'l>>,
    /// The cells that were understood.
    pub understood: FxHashSet<At>,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

/// Reads the rows of all tables.
pub fn read<'l>(sheets: &[Sheet], located: &[Located<'l>]) -> Read<'l> {
    let mut read = Read::default();
    for (number, table) in located.iter().enumerate() {
        let sheet = &sheets[table.sheet];
        let mut first = 0;
        let mut panels: Vec<Reader<'_, 'l>> = Vec::new();
        for (at, panel) in table.table.panels.iter().enumerate() {
            let columns = &table.columns[first..first + panel.columns.len()];
            first += panel.columns.len();
            panels.push(Reader::new(sheet, number, table.sheet, at, panel, columns));
        }
        for row in table.head.end..table.end {
            if counts(sheet, row, table) {
                let counted = sheet.part(row, table.across());
                read.understood.extend(counted.map(|(column, _)| At { sheet: table.sheet, place: (row, column) }));
                continue;
            }
            if is_head(sheet, row, &panels) {
                break;
            }
            for panel in &mut panels {
                panel.read(row, &mut read);
            }
        }
    }
    // The parts of a table stand side by side, and are read one after the other.
    read.rows.sort_by_key(|row| (row.table, row.panel, row.at));
    read
}

/// Whether a row below the captions counts the columns.
fn counts(sheet: &Sheet, row: u32, table: &Located<'_>) -> bool {
    let cells: Vec<(u32, String)> =
        sheet.part(row, table.across()).map(|(column, cell)| (column, cell.text())).collect();
    let named = cells.first().is_some_and(|(_, text)| COUNTING.contains(&plain(text).as_str()));
    let numbers: Vec<u32> = cells.iter().filter_map(|(_, text)| text.parse().ok()).collect();
    let ascending = numbers.len() == cells.len() && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let from_one = numbers.first().is_some_and(|&first| first <= 2) && numbers.len() > 2;
    named || row == table.head.end && ascending && from_one && numbers.len() + 2 >= table.printed.len()
}

/// Whether a row holds captions where figures should stand: another table begins.
fn is_head(sheet: &Sheet, row: u32, panels: &[Reader<'_, '_>]) -> bool {
    let columns = panels.iter().flat_map(|panel| panel.figures.iter().map(|(_, column)| *column));
    let cells: Vec<Option<&Cell>> = columns.map(|column| sheet.get((row, column))).collect();
    let caption = |cell: &&&Cell| amount::read(&cell.content) == Reading::Unreadable && !is_meant(&cell.content);
    let captions = cells.iter().flatten().filter(caption).count();
    captions > 1 || captions > 0 && captions == cells.len()
}

/// Reads the rows of one panel.
struct Reader<'s, 'l> {
    sheet: &'s Sheet,
    table: usize,
    number: usize,
    panel: usize,
    name: Option<u32>,
    code: Option<u32>,
    levels: Vec<(usize, u32)>,
    unit: Option<u32>,
    goal: Option<u32>,
    figures: Vec<(usize, u32)>,
    /// The rows that have a name in the layout, and it.
    named: Vec<(&'l Rows, String)>,
    each: Vec<(&'l Rows, &'l Each)>,
    /// The named row that is next in order.
    next: usize,
    /// The unit of the row before, and the digits of its code by level.
    last_unit: String,
    last_levels: [String; 3],
}

impl<'s, 'l> Reader<'s, 'l> {
    fn new(
        sheet: &'s Sheet,
        table: usize,
        number: usize,
        at: usize,
        panel: &'l Panel,
        columns: &[Option<u32>],
    ) -> Self {
        let mut reader = Reader {
            sheet,
            table,
            number,
            panel: at,
            name: None,
            code: None,
            levels: Vec::new(),
            unit: None,
            goal: None,
            figures: Vec::new(),
            named: Vec::new(),
            each: Vec::new(),
            next: 0,
            last_unit: String::new(),
            last_levels: Default::default(),
        };
        for (at, (column, place)) in panel.columns.iter().zip(columns).enumerate() {
            let Some(place) = *place else { continue };
            match column.shows {
                Shows::Name => reader.name = Some(place),
                Shows::Code => reader.code = Some(place),
                Shows::Level(level) => reader.levels.push((level, place)),
                Shows::Unit => reader.unit = Some(place),
                Shows::Goal => reader.goal = Some(place),
                Shows::Figure(_) => reader.figures.push((at, place)),
            }
        }
        for rows in panel.rows.iter().chain(&panel.foot) {
            match &rows.of {
                RowsOf::Name(name) => reader.named.push((rows, plain_row(name))),
                RowsOf::Each(each) => reader.each.push((rows, each)),
            }
        }
        reader
    }

    fn read(&mut self, row: u32, read: &mut Read<'l>) {
        let text = |column: Option<u32>| column.map(|column| self.sheet.text((row, column))).unwrap_or_default();
        let (mut name, goal, own_unit) = (text(self.name), text(self.goal), text(self.unit));
        // A number is nothing's name.
        let named = self.name.and_then(|column| self.sheet.get((row, column)));
        if named.is_some_and(|cell| is_meant(&cell.content)) {
            return;
        }
        let printed = self.printed_code(row);
        let code = printed.or_else(|| self.code_in(&mut name));
        let cells: Vec<(usize, u32, &Cell)> = self
            .figures
            .iter()
            .filter_map(|&(at, column)| Some((at, column, self.sheet.get((row, column))?)))
            .filter(|(.., cell)| amount::read(&cell.content) != Reading::Blank)
            .collect();
        let Some(rows) = self.rows(&name, &own_unit, code) else { return };
        let many = matches!(rows.of, RowsOf::Each(_));
        if many && !own_unit.is_empty() {
            self.last_unit.clone_from(&own_unit);
        }
        // A remark below the table has a text, no code and no figures.
        let meant = cells.iter().any(|(.., cell)| is_meant(&cell.content));
        if many && printed.is_none() && !meant && goal.is_empty() {
            return;
        }
        let mut found = Row {
            table: self.table,
            panel: self.panel,
            at: self.at(row, self.name.or(self.code).unwrap_or(0)),
            rows,
            name,
            depth: named.map_or(0, Cell::depth),
            code,
            unit: if many { self.last_unit.clone() } else { String::new() },
            goal,
            figures: Vec::new(),
        };
        for (at, column, cell) in cells {
            let place = self.at(row, column);
            read.understood.insert(place);
            match amount::read(&cell.content) {
                Reading::Amount(amount) => found.figures.push((at, amount, place)),
                _ => read.findings.push(Finding::lost(place, Lost::Unreadable(cell.text()))),
            }
        }
        for column in
            [self.name, self.code, self.unit, self.goal].into_iter().flatten().chain(self.levels.iter().map(|it| it.1))
        {
            read.understood.insert(self.at(row, column));
        }
        read.rows.push(found);
    }

    fn at(&self, row: u32, column: u32) -> At {
        At { sheet: self.number, place: (row, column) }
    }

    /// The code of a row from its own column, or from three.
    fn printed_code(&mut self, row: u32) -> Option<AccountCode> {
        let digits =
            |text: &str| -> String { fold(text).chars().filter(|c| !c.is_whitespace() && *c != '.').collect() };
        let own = self.code.and_then(|column| AccountCode::read(&digits(&self.sheet.text((row, column)))));
        if let Some(code) = own.filter(|code| is_level(*code)) {
            return Some(code);
        }
        if self.levels.is_empty() { None } else { self.code_of_levels(row, digits) }
    }

    /// The code that stands before a name, which then loses it: `2080101 行政运行`, `[208]社会保障`.
    fn code_in(&self, name: &mut String) -> Option<AccountCode> {
        if !self.each.iter().any(|(_, each)| is_chart(each.dim)) {
            return None;
        }
        let folded = fold(name).into_owned();
        let bare = folded.trim_start_matches(['[', '(']);
        let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
        let code = AccountCode::read(&bare[..end]).filter(|code| is_level(*code))?;
        let rest = bare[end..].trim_start_matches([']', ')', ' ', '-', '_', ':']);
        if rest.is_empty() {
            return None;
        }
        // What the name keeps is as it is printed.
        let kept = rest.chars().count();
        *name = name.chars().skip(name.chars().count() - kept).collect();
        Some(code)
    }

    /// A code whose levels stand in columns of their own. What stands above a level may be left out where
    /// it is that of the row before.
    fn code_of_levels(&mut self, row: u32, digits: impl Fn(&str) -> String) -> Option<AccountCode> {
        let mut parts: [String; 3] = Default::default();
        for &(level, column) in &self.levels {
            if let Some(part) = parts.get_mut(level) {
                *part = digits(&self.sheet.text((row, column)));
            }
        }
        let deepest = parts.iter().rposition(|part| !part.is_empty())?;
        // A cell may print all digits down to its level.
        let mut code = String::new();
        for (level, (part, last)) in parts.iter_mut().zip(&self.last_levels).enumerate().take(deepest + 1) {
            if part.is_empty() {
                part.clone_from(last);
            }
            let whole = level > 0 && part.len() == 3 + 2 * level;
            code = if whole { part.clone() } else { code + part };
        }
        self.last_levels = parts;
        AccountCode::read(&code).filter(|code| is_level(*code))
    }

    /// The row of the layout that this is, or the rows of which it is one.
    fn rows(&mut self, name: &str, unit: &str, code: Option<AccountCode>) -> Option<&'l Rows> {
        if code.is_none() {
            // The only row of a table without names.
            if let ([(only, _)], true, None) = (self.named.as_slice(), self.each.is_empty(), self.name) {
                return Some(only);
            }
            if let Some(at) = self.named(name).or_else(|| self.named(unit)) {
                self.next = at + 1;
                return Some(self.named[at].0);
            }
            if name.is_empty() {
                return None;
            }
        }
        let of_code = |each: &Each| code.is_none_or(|code| dimension(code) == Some(each.dim));
        self.each.iter().find(|(_, each)| of_code(each)).map(|(rows, _)| *rows)
    }

    /// The named row that is meant: of several that fit equally well the next in order.
    fn named(&self, name: &str) -> Option<usize> {
        let enough = if self.each.is_empty() { NAMED } else { NAMED_AMONG_OTHERS };
        let (whole, bare) = (plain(name), plain_row(name));
        let scores: Vec<u32> =
            self.named.iter().map(|(_, named)| alike(named, &bare).max(alike(named, &whole))).collect();
        let best = scores.iter().copied().max().filter(|best| *best >= enough.min(SAME))?;
        let fits = |at: &usize| scores[*at] == best;
        (self.next..scores.len()).find(fits).or_else(|| (0..self.next).find(fits))
    }
}

/// The cells of a sheet that count its rows: 1, 2, 3 and so on below a caption that says so.
pub fn counting(sheet: &Sheet) -> FxHashSet<Place> {
    let mut next: FxHashMap<u32, u32> = FxHashMap::default();
    let mut found = FxHashSet::default();
    for (place, cell) in sheet.cells() {
        let text = cell.text();
        if COUNTING.contains(&plain(&text).as_str()) {
            next.insert(place.1, 0);
            continue;
        }
        let Some(before) = next.get_mut(&place.1) else { continue };
        match text.parse::<u32>() {
            // The count may begin anew on a further page.
            Ok(number) if number == *before + 1 || number == 1 => {
                *before = number;
                found.insert(place);
            }
            _ => {}
        }
    }
    found
}

/// Whether a code has as many digits as a level of its chart.
fn is_level(code: AccountCode) -> bool {
    dimension(code).is_some_and(|dim| levels(dim).contains(&code.digits))
}

/// Whether a dimension is one of the charts of accounts.
pub fn is_chart(dim: Dim) -> bool {
    matches!(dim, Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account)
}
