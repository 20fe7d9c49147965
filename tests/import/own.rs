//! The workbook that `bdc` writes: what is read from it says the same as the budget it was made from.

use std::collections::BTreeMap;
use std::io::Cursor;

use bud::check::settle::Status;
use bud::diagnostic::Language;
use bud::format::{Keywords, Style, format};
use bud::import::{Options, import};
use bud::report::xlsx;
use calamine::{Reader, Xlsx};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{budget, cells, corpus, imported, layout, lines, printed, tables, told, workbook};

#[test]
fn the_budget_of_a_workbook_prints_the_same_workbook() {
    let printed = printed();
    let imported = imported(&workbook(&printed));
    assert_eq!(told(&imported), [""; 0]);
    assert_eq!((imported.tables, imported.entries + imported.totals), (12, 418));
    let again = tables(&budget(&imported), &layout("zhejiang"));
    assert_eq!(cells(&again), cells(&printed));
    assert!(workbook(&again) == workbook(&printed), "the same tables are the same bytes");
}

#[test]
fn every_total_of_the_workbook_holds() {
    let budget = budget(&imported(&workbook(&printed())));
    assert!(budget.valid(), "{:?}", budget.diagnostics);
    let kept = [Status::Exact, Status::Rounding, Status::Bounded];
    for figure in &budget.settled.figures {
        assert!(kept.contains(&figure.status), "{:?}", figure.status);
    }
    assert_eq!(budget.model.claims.len() + budget.model.entries.len(), 418);
}

/// The full names of units by their names.
fn full_names(units: &Value, names: &mut BTreeMap<String, String>) {
    for unit in units.as_array().into_iter().flatten() {
        let said = |key: &str| unit[key].as_str().unwrap_or("").to_owned();
        let full = if said("full_name").is_empty() { said("name") } else { said("full_name") };
        names.insert(said("name"), full);
        full_names(&unit["children"], names);
    }
}

/// The money of a ledger: what it is of, and how much. What no table prints is left out.
fn money(ledger: &Value) -> BTreeMap<Vec<String>, Decimal> {
    let mut names = BTreeMap::new();
    full_names(&ledger["units"], &mut names);
    let mut sums: BTreeMap<Vec<String>, Decimal> = BTreeMap::new();
    for entry in ledger["entries"].as_array().unwrap() {
        let said = |key: &str| entry[key].as_str().unwrap_or("").to_owned();
        let kind = said("kind");
        // The tables print one set of "of which" figures, and no function of a project.
        if kind == "memo" && said("memo") != "三公" {
            continue;
        }
        let func = if kind == "project" { String::new() } else { said("func") };
        let unit = names.get(&said("unit")).cloned().unwrap_or_default();
        let key = vec![kind, unit, said("source"), said("project"), func, said("item")];
        *sums.entry(key).or_default() += entry["amount"].as_str().unwrap().parse::<Decimal>().unwrap();
    }
    sums
}

#[test]
fn the_ledgers_hold_the_same_money() {
    let written = corpus::ledger("shangyu-2024/budget.bud");
    let read = budget(&imported(&workbook(&printed())));
    let read: Value = serde_json::from_str(&corpus::ledger_text(&read)).unwrap();
    let money = (money(&written), money(&read));
    assert!(money.0.len() > 50, "{}", money.0.len());
    assert_eq!(money.0, money.1);
}

#[test]
fn formulas_are_read_by_what_they_come_to() {
    let printed = printed();
    let mut bytes = Vec::new();
    xlsx::write(&printed, xlsx::Options { formulas: true }, &mut bytes).unwrap();
    assert_eq!(lines(&imported(&bytes)), lines(&imported(&workbook(&printed))));
}

#[test]
fn the_files_are_in_canonical_form_in_both_languages() {
    let layout = layout("zhejiang");
    let bytes = workbook(&printed());
    for (language, keywords) in [(Language::English, Keywords::English), (Language::Chinese, Keywords::Chinese)] {
        for cells in [false, true] {
            let imported = import(&bytes, Options { layout: &layout, workbook: "a.xlsx", cells, language }).unwrap();
            assert!(budget(&imported).valid());
            for file in &imported.files {
                assert_eq!(format(&file.text, 2, Style { keywords }), file.text, "{}", file.name);
            }
        }
    }
}

#[test]
fn every_figure_names_its_cell() {
    let layout = layout("zhejiang");
    let bytes = workbook(&printed());
    let options = Options { layout: &layout, workbook: "a.xlsx", cells: true, language: Language::English };
    let imported = import(&bytes, options).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut seen = BTreeMap::new();
    for line in imported.files.iter().flat_map(|file| file.text.lines()) {
        let Some((before, note)) = line.split_once(" note \"") else { continue };
        let (sheet, cell) = note.split('"').next().unwrap().rsplit_once('!').unwrap();
        let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap();
        let column = cell[..digits].bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1;
        let row: u32 = cell[digits..].parse().unwrap();
        let range = workbook.worksheet_range(sheet).unwrap();
        let value: Decimal = range.get_value((row - 1, column)).unwrap().to_string().parse().unwrap();
        let amount = before.split(" amount ").nth(1).unwrap().split(' ').next().unwrap();
        assert_eq!(amount.parse::<Decimal>().unwrap(), value, "{line}");
        assert!(seen.insert((sheet.to_owned(), cell.to_owned()), ()).is_none(), "{line}");
    }
    assert_eq!(seen.len(), imported.entries + imported.totals);
}

#[test]
fn a_workbook_cut_short_is_refused_or_read_but_never_ends_the_program() {
    let layout = layout("zhejiang");
    let bytes = workbook(&printed());
    let options = Options { layout: &layout, workbook: "a.xlsx", cells: false, language: Language::English };
    for end in (0..bytes.len()).step_by(bytes.len() / 50) {
        assert!(import(&bytes[..end], options).is_err());
    }
    let mut damaged = bytes;
    for at in (0..damaged.len()).step_by(damaged.len() / 200) {
        damaged[at] ^= 0x55;
        let _ = import(&damaged, options);
        damaged[at] ^= 0x55;
    }
}
