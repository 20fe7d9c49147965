//! The units that the tables name, and which are under which.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::model::Dim;
use crate::report::layout::RowsOf;

use super::alike::plain;
use super::finding::{Finding, Guessed};
use super::grid::At;
use super::rounding::agree;
use super::rows::Row;

/// What is added to the names of a department and of its own office where both are called alike.
const WHOLE: &str = "(汇总)";
const OWN: &str = "(本级)";

/// Characters that tell units apart which are called alike but for them.
const TELLING: &str = "零一二三四五六七八九十第甲乙丙丁东西南北上下左右前后内外大小新旧老正副区县市州省乡镇村街";

/// What the names of places end with.
const PLACES: &str = "省市区县旗州盟镇乡";

/// The shortest that a name may become without its place.
const SHORTEST: usize = 4;

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is called in the budget.
    pub name: String,
    /// What it is called in the tables.
    pub printed: String,
    /// The unit above it.
    pub parent: Option<usize>,
}

/// All units in the order of their rows.
#[derive(Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    by_row: FxHashMap<At, usize>,
    by_name: FxHashMap<String, Vec<usize>>,
}

impl Units {
    /// The units of the table that lists them all, and then those that other tables name.
    pub fn of(rows: &[Row<'_>], step: Decimal, findings: &mut Vec<Finding>) -> Units {
        let listed = |row: &&Row<'_>| row.each().is_some_and(|each| each.dim == Dim::Unit && !each.leaves);
        let table = rows.iter().find(|row| listed(row)).map(|row| (row.table, row.panel));
        let list: Vec<&Row<'_>> =
            rows.iter().filter(|row| listed(row) && table == Some((row.table, row.panel))).collect();
        let total =
            rows.iter().find(|row| table == Some((row.table, row.panel)) && matches!(row.rows.of, RowsOf::Name(_)));
        let mut units = Units::default();
        let parents = parents(&list, total, step).unwrap_or_else(|| {
            findings.push(Finding::guessed(list.first().map(|row| row.at), Guessed::UnitTree));
            vec![None; list.len()]
        });
        for (row, parent) in list.iter().zip(parents) {
            let at = units.add(&row.name, parent);
            units.by_row.insert(row.at, at);
        }
        let known = !units.units.is_empty();
        for row in rows {
            let named = match row.each() {
                Some(each) if each.dim == Dim::Unit => &row.name,
                Some(each) if each.dim == Dim::Project && !row.unit.is_empty() => &row.unit,
                _ => continue,
            };
            if !units.by_row.contains_key(&row.at) {
                let at = units.find_or_add(named, row.at, known, findings);
                units.by_row.insert(row.at, at);
            }
        }
        units.shorten();
        units.name_apart();
        units
    }

    /// All units.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }

    /// A unit by its number.
    pub fn get(&self, at: usize) -> Option<&Unit> {
        self.units.get(at)
    }

    /// The unit of a row.
    pub fn of_row(&self, row: &Row<'_>) -> Option<usize> {
        self.by_row.get(&row.at).copied()
    }

    /// The unit above another.
    pub fn above(&self, at: usize) -> Option<usize> {
        self.units.get(at).and_then(|unit| unit.parent)
    }

    /// The unit above all, if there is one.
    pub fn root(&self) -> Option<&Unit> {
        let mut roots = self.units.iter().filter(|unit| unit.parent.is_none());
        roots.next().filter(|_| roots.next().is_none())
    }

    fn add(&mut self, printed: &str, parent: Option<usize>) -> usize {
        self.units.push(Unit { name: printed.to_owned(), printed: printed.to_owned(), parent });
        let at = self.units.len() - 1;
        self.by_name.entry(plain(printed)).or_default().push(at);
        at
    }

    /// Leaves the place out of the names that all begin with it: 绍兴市上虞区.
    fn shorten(&mut self) {
        let Some((first, others)) = self.units.split_first() else { return };
        let same = |count: usize, unit: &Unit| {
            let shared = first.printed.chars().zip(unit.printed.chars()).take_while(|(a, b)| a == b).count();
            count.min(shared)
        };
        let shared = others.iter().fold(first.printed.chars().count(), same);
        let begins: Vec<char> = first.printed.chars().take(shared).collect();
        let Some(place) = begins.iter().rposition(|c| PLACES.contains(*c)).map(|at| at + 1) else { return };
        if others.is_empty() || self.units.iter().any(|unit| unit.printed.chars().count() < place + SHORTEST) {
            return;
        }
        for unit in &mut self.units {
            unit.name = unit.printed.chars().skip(place).collect();
        }
    }

    /// Gives units that are called alike names that tell them apart.
    fn name_apart(&mut self) {
        let parents: Vec<usize> = self.units.iter().filter_map(|unit| unit.parent).collect();
        for same in self.by_name.values().filter(|same| same.len() > 1) {
            for (number, &at) in same.iter().enumerate() {
                let above = self.units[at].parent.is_some_and(|parent| same.contains(&parent));
                let unit = &mut self.units[at];
                match (parents.contains(&at), above, number) {
                    (true, ..) => unit.name += WHOLE,
                    (false, true, _) => unit.name += OWN,
                    (false, false, 0) => {}
                    (false, false, number) => unit.name += &format!("({})", number + 1),
                }
            }
        }
    }

    /// The unit that a table names: one without others under it, of several that are called alike; one that
    /// lacks some characters, if no other can be meant.
    fn find_or_add(&mut self, printed: &str, at: At, known: bool, findings: &mut Vec<Finding>) -> usize {
        let wanted = plain(printed);
        if let Some(same) = self.by_name.get(&wanted) {
            let is_leaf = |at: &&usize| !self.units.iter().any(|unit| unit.parent == Some(**at));
            if let Some(&found) = same.iter().find(is_leaf).or_else(|| same.first()) {
                return found;
            }
        }
        let near: Vec<usize> = self
            .by_name
            .iter()
            .filter(|(name, same)| same.len() == 1 && lacks_a_word(name, &wanted))
            .flat_map(|(_, same)| same.iter().copied())
            .collect();
        if let [only] = near.as_slice() {
            let read = self.units[*only].printed.clone();
            findings.push(Finding::guessed(Some(at), Guessed::Unit { printed: printed.to_owned(), read }));
            return *only;
        }
        if known {
            findings.push(Finding::guessed(Some(at), Guessed::NewUnit(printed.to_owned())));
        }
        let mut tops = (0..self.units.len()).filter(|&at| self.units[at].parent.is_none());
        let root = tops.next().filter(|_| known && tops.next().is_none());
        self.add(printed, root)
    }
}

/// Whether one name is the other but for one or two characters side by side that are left out, none of which
/// tells units apart.
fn lacks_a_word(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let before = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let after = short[before..].iter().rev().zip(long[before..].iter().rev()).take_while(|(a, b)| a == b).count();
    let left_out = &long[before..long.len() - after];
    let whole = before + after == short.len() && short.len() >= 6;
    whole && (1..=2).contains(&left_out.len()) && !left_out.iter().any(|&c| TELLING.contains(c) || c.is_ascii_digit())
}

/// The unit above each row: by its indentation, else by what adds up. None if that does not tell.
fn parents(rows: &[&Row<'_>], total: Option<&Row<'_>>, step: Decimal) -> Option<Vec<Option<usize>>> {
    if rows.iter().any(|row| row.depth != rows[0].depth) {
        return Some(by_depth(rows));
    }
    let flat = vec![None; rows.len()];
    let under_first = || (0..rows.len()).map(|at| (at > 0).then_some(0)).collect();
    let Some(column) = total.or(rows.first().copied()).and_then(|row| row.figures.first()).map(|(column, ..)| *column)
    else {
        return Some(flat);
    };
    let figure = |row: &Row<'_>| row.figures.iter().find(|(at, ..)| *at == column).map(|(_, amount, _)| amount.value);
    let figures: Vec<Decimal> = rows.iter().map(|row| figure(row).unwrap_or_default()).collect();
    let (first, others) = figures.split_first()?;
    let total = total.and_then(figure);
    if rows.len() > 1 && total.is_none_or(|total| total == *first) && agree(*first, others.iter().copied(), step) {
        return Some(under_first());
    }
    match total {
        Some(total) if !agree(total, figures.iter().copied(), step) => {
            // The department's own row may be wrong; its name is the office's too.
            (rows.len() > 1 && total == *first).then(under_first)
        }
        _ => Some(flat),
    }
}

fn by_depth(rows: &[&Row<'_>]) -> Vec<Option<usize>> {
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        while above.last().is_some_and(|(_, depth)| *depth >= row.depth) {
            above.pop();
        }
        parents.push(above.last().map(|(parent, _)| *parent));
        above.push((at, row.depth));
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_lacks_a_word_is_recognized_and_one_that_is_another_is_not() {
        let full = "绍兴市上虞区机关事业单位养老保险服务中心";
        assert!(lacks_a_word(full, "绍兴市上虞区机关事业养老保险服务中心"));
        assert!(!lacks_a_word("上虞区第一中学校", "上虞区第二中学校"));
        assert!(!lacks_a_word("上虞区实验中学", "上虞区实验中学"));
        assert!(!lacks_a_word("上虞区实验小学南校", "上虞区实验小学校"));
    }
}
