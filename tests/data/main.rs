//! Open data: the same rows in every format, which add up to what the ledger says, and nothing in them that
//! another program would take for more than text.

#![allow(clippy::unwrap_used)]

#[path = "../corpus.rs"]
mod corpus;
mod lines;
mod package;
mod parquet;
mod pipe;

use std::collections::BTreeMap;
use std::path::Path;

use bud::diagnostic::Language;
use bud::ledger::Millionths;
use bud::report::data::{Data, Datum, Table};
use bud::source::Memory;
use bud::{Analysis, Options};
use corpus::{analyze, budgets};
use rust_decimal::Decimal;
use serde_json::Value;

/// A budget with every kind of line, dimension and claim, and with each key somewhere.
const EVERYTHING: &str = "\
budget Town year 2026 code 7 measure 千元 display 万元 scale 1 rounding printed base budget stage final
unit 市 name 某市 code 001
unit 馆 under 市
account 103 非税收入
account 10301 专项收入
account 207 文化
account 20701 文化和旅游
account 2070104 图书馆
account 302 商品和服务
account 30201 办公费
account 502 机关商品和服务
revenue 其他收入 unit 馆 account 10301 amount 4 prior 3.5 base actual reason 捐赠 note 一次性
revenue 一般公共预算 unit 馆 amount 120
carryover 单位资金 unit 馆 amount 1
carryforward 单位资金 unit 馆 amount 0.5
personnel 工资 unit 馆 func 2070104 amount 70.3 source 一般公共预算
operating unit 馆 func 2070104 econ 30201 amount 9万元/10 source 一般公共预算
basic unit 馆 func 20701 econ 502 amount -1.25 source 一般公共预算
project 书 unit 馆 amount 40 prior 10
project 小说 unit 馆 amount 30 under 书 func 2070104
project 诗 unit 馆 amount 10 under 书
memo 三公 unit 馆 item 公务用车/购置费 amount 1
memo 政府采购 amount 2 prior 1
total amount 124.5 partial econ
total kind revenue account 10301 amount 4
total kind personnel econ 302 amount 5
total kind personnel econ 30201 amount 5
total kind personnel econ 302 amount 6
total memo 三公 item 公务用车 unit 馆 amount 1
ceiling kind project unit 市 amount 50 note 上限
";

/// Names that other programs could take for more than text.
const NASTY: [&str; 8] =
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "<b>粗</b>", "a\"b\\c", "甲,乙；丙", "{\"type\":\"entry\"}"];

fn read(text: &str) -> Analysis {
    bud::analyze(&Memory::new().with("a.bud", text), Path::new("a.bud"), &Options::default()).unwrap()
}

/// A budget with projects of such names. The last line is an error, and all that can be read of it is there.
fn nasty() -> Analysis {
    let quoted = NASTY.iter().map(|name| format!("project \"{}\" unit 甲 amount 1.00\n", escaped(name)));
    let head = "budget \"=2+2\" year 2026\nunit 甲\n";
    let last = "project \"\u{1b}[31m红\" unit 甲 amount 1.00 note \"\u{202e}倒\" reason \u{1b}[2J\n";
    let analysis = read(&format!("{head}{}{last}", quoted.collect::<String>()));
    let names = analysis.model.projects.iter().map(|(_, project)| project.name(&analysis.sources).into_owned());
    assert_eq!(names.collect::<Vec<_>>(), NASTY, "{:?}", analysis.diagnostics);
    analysis
}

fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('"', "\\\"")
}

/// All budgets there are.
fn all() -> Vec<Analysis> {
    let mut all: Vec<Analysis> = budgets("").iter().map(|path| analyze(path)).collect();
    all.extend(["", EVERYTHING, "total amount 5\n", "memo\nproject\nunit\n"].map(read));
    all.push(nasty());
    all
}

fn ndjson(analysis: &Analysis) -> Vec<Value> {
    let mut out = Vec::new();
    bud::report::ndjson::write(analysis, &analysis.diagnostics, Language::English, &mut out).unwrap();
    assert!(out.is_empty() || out.ends_with(b"\n"));
    let lines = std::str::from_utf8(&out).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of_type<'a>(lines: &'a [Value], name: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["type"] == name).collect()
}

/// The cells of a table as texts, those without anything as nothing.
fn cells(analysis: &Analysis, table: Table) -> Vec<Vec<String>> {
    let data = Data::new(analysis);
    let text = |datum: Datum<'_>| match datum {
        Datum::Nothing => String::new(),
        Datum::Text(text) => text.into_owned(),
        Datum::Amount(amount) => decimal(amount),
        Datum::Count(count) => count.to_string(),
        Datum::Flag(flag) => flag.to_string(),
    };
    let columns = table.columns();
    data.rows(table).map(|row| columns.iter().map(|column| text((column.value)(&row))).collect()).collect()
}

/// An amount, written by other means than the formats'.
fn decimal(amount: Millionths) -> String {
    let mut decimal = Decimal::from_i128_with_scale(amount.0, 6).normalize();
    if decimal.scale() < 2 {
        decimal.rescale(2);
    }
    decimal.to_string()
}

/// What the entries come to, by kind.
fn sums<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, Decimal> {
    let mut sums = BTreeMap::new();
    for (kind, amount) in rows.filter(|(_, amount)| !amount.is_empty()) {
        *sums.entry(kind.to_owned()).or_insert(Decimal::ZERO) += amount.parse::<Decimal>().unwrap();
    }
    sums
}

/// The ledger counts in the budget's measure, open data in units of the currency.
#[test]
fn the_rows_add_up_to_what_the_ledger_says() {
    let factors = BTreeMap::from([("元", 1), ("千元", 1_000), ("万元", 10_000), ("亿元", 100_000_000)]);
    for analysis in all() {
        let ledger: Value = serde_json::from_str(&corpus::ledger_text(&analysis)).unwrap();
        let factor = Decimal::from(factors[ledger["budget"]["measure"].as_str().unwrap()]);
        let entries = ledger["entries"].as_array().unwrap();
        let entry = |entry: &'_ Value| {
            let amount = entry["amount"].as_str().map(|amount| amount.parse::<Decimal>().unwrap() * factor);
            (entry["kind"].as_str().unwrap().to_owned(), amount.map_or(String::new(), |amount| amount.to_string()))
        };
        let expected: Vec<(String, String)> = entries.iter().map(entry).collect();
        let names: Vec<&str> = Table::Entries.columns().iter().map(|column| column.name).collect();
        let at = |name| names.iter().position(|it| *it == name).unwrap();
        let (kind, amount) = (at("kind"), at("amount"));
        let cells = cells(&analysis, Table::Entries);
        assert_eq!(
            sums(cells.iter().map(|row| (row[kind].as_str(), row[amount].as_str()))),
            sums(expected.iter().map(|(kind, amount)| (kind.as_str(), amount.as_str()))),
        );
        assert_eq!(cells.len(), entries.len());
    }
}

/// What the ledger says of a line, its row says in the same words.
#[test]
fn the_rows_say_what_the_ledger_says() {
    let mut compared = 0;
    for analysis in all() {
        let ledger: Value = serde_json::from_str(&corpus::ledger_text(&analysis)).unwrap();
        for (table, key) in [(Table::Entries, "entries"), (Table::Claims, "claims")] {
            let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
            for (row, told) in cells(&analysis, table).iter().zip(ledger[key].as_array().unwrap()) {
                for (name, cell) in names.iter().zip(row) {
                    // Amounts are in another measure.
                    let amounts = ["amount", "computed", "difference", "envelope", "prior"];
                    let said = told.get(name).or_else(|| told["slice"].get(name));
                    let Some(said) = said.filter(|_| !amounts.contains(name)) else { continue };
                    let said = said.as_str().map_or_else(|| said.to_string().replace("null", ""), str::to_owned);
                    assert_eq!(*cell, said, "{name} of {told}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 5_000, "only {compared} cells compared");
}

#[test]
fn every_column_is_told_in_the_page_and_holds_something_somewhere() {
    let page = std::fs::read_to_string(corpus::root().join("grammar/data.md")).unwrap();
    let all = all();
    for table in Table::ALL {
        let columns = table.columns();
        let mut filled = vec![false; columns.len()];
        for analysis in &all {
            for row in cells(analysis, table) {
                row.iter().zip(&mut filled).for_each(|(cell, filled)| *filled |= !cell.is_empty());
            }
        }
        for (column, filled) in columns.iter().zip(filled) {
            // A claim about an account's item, and what only entries have, may be missing.
            let only_entries = table == Table::Claims && column.name == "name";
            assert!(filled || only_entries, "nothing is ever in {} of {}", column.name, table.name());
            assert!(page.contains(&format!("`{}`", column.name)), "grammar/data.md does not tell of {}", column.name);
        }
    }
}
