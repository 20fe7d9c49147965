//! Hierarchies, drawn as lists of what is above and below a figure.

use super::*;
use crate::ide::tests::fixture::Fixture;

const TEXT: &str = "\
budget 局 year 2024 measure 万元
account 208 社会保障
account 20801 管理
account 20805 养老
unit 局
unit 中心 under 局
project 专项 unit 中心 amount 5.00
project 修缮 unit 中心 under 专项 func 20801 amount 2.00
project 修缮 unit 中心 func 20805 amount 1.00
project 门窗 unit 中心 under 专项 func 20801 amount 2.00
personnel unit 局 func 20801 amount 4.00
revenue 一般公共预算 unit 局 amount 9.00
memo 三公 item 公车/购置 unit 局 amount 1.00
total func 208 amount 9.00
total func 20801 amount 8.00
total func 20805 amount 1.00
total kind project amount 5.00
total memo 三公 amount 1.00
ceiling unit 局 amount 10.00
";

fn shown(fixture: &Fixture, items: Option<Vec<Item>>) -> String {
    let Some(items) = items else { return "  gone\n".to_owned() };
    let place = |item: &Item| fixture.budget.sources().file(item.span.file).index().line(item.selection.start) + 1;
    items.iter().map(|it| format!("  {:?} {} = {} (line {})\n", it.kind, it.name, it.detail, place(it))).collect()
}

/// The figure at the cursor, what adds up to it and what it adds up to.
fn drawn(fixture: &Fixture) -> String {
    let view = fixture.view();
    let Some(item) = prepare(&view, fixture.at) else { return "nothing\n".to_owned() };
    assert_eq!(found(&view, &item.key).as_ref(), Some(&item));
    let own = shown(fixture, Some(vec![item.clone()]));
    let (below, above) = (shown(fixture, parts(&view, &item.key)), shown(fixture, wholes(&view, &item.key)));
    format!("{}is the sum of\n{below}and adds up to\n{above}", own.trim_start())
}

/// The same with the cursor before the first `place` of the text.
fn at(place: &str) -> String {
    drawn(&Fixture::new(&TEXT.replacen(place, &format!("┃{place}"), 1)))
}

#[test]
fn of_a_unit() {
    insta::assert_snapshot!(at("局\nunit 中心"), @"
    Unit 局 = 9.00 (line 5)
    is the sum of
      Unit 中心 = 5.00 (line 6)
      Expense personnel expenditure, unit 局, func 20801 管理 = 4.00 (line 11)
    and adds up to
      Ceiling ceiling: unit 局 = 10.00 (line 19)
    ");
    insta::assert_snapshot!(at("中心 under"), @"
    Unit 中心 = 5.00 (line 6)
    is the sum of
      Project 修缮 = 2.00 · 20801 管理 (line 8)
      Project 修缮 = 1.00 · 20805 养老 (line 9)
      Project 门窗 = 2.00 · 20801 管理 (line 10)
    and adds up to
      Unit 局 = 9.00 (line 5)
      Ceiling ceiling: unit 局 = 10.00 (line 19)
    ");
}

#[test]
fn of_an_account() {
    insta::assert_snapshot!(at("208 社会"), @"
    Account 208 社会保障 = 9.00 (line 2)
    is the sum of
      Account 20801 管理 = 8.00 (line 3)
      Account 20805 养老 = 1.00 (line 4)
    and adds up to
      Total total: func 208 社会保障 = 9.00 (line 14)
    ");
    insta::assert_snapshot!(at("20801 管理"), @"
    Account 20801 管理 = 8.00 (line 3)
    is the sum of
      Project 修缮 = 2.00 · 20801 管理 (line 8)
      Project 门窗 = 2.00 · 20801 管理 (line 10)
      Expense personnel expenditure, unit 局, func 20801 管理 = 4.00 (line 11)
    and adds up to
      Account 208 社会保障 = 9.00 (line 2)
      Total total: func 20801 管理 = 8.00 (line 15)
      Total total: func 208 社会保障 = 9.00 (line 14)
    ");
}

#[test]
fn of_a_project() {
    insta::assert_snapshot!(at("专项 unit"), @"
    LevelOne 专项 = 5.00 (line 7)
    is the sum of
      Project 修缮 = 3.00 (line 8)
      Project 门窗 = 2.00 (line 10)
    and adds up to
      Unit 中心 = 5.00 (line 6)
      Total as written: project 专项 = 5.00 (line 7)
      Total total: project expenditure = 5.00 (line 17)
    ");
    insta::assert_snapshot!(at("修缮 unit"), @"
    Project 修缮 = 3.00 (line 8)
    is the sum of
      Project 修缮 = 2.00 · 20801 管理 (line 8)
      Project 修缮 = 1.00 · 20805 养老 (line 9)
    and adds up to
      LevelOne 专项 = 5.00 (line 7)
      Total as written: project 专项 = 5.00 (line 7)
      Total total: project expenditure = 5.00 (line 17)
    ");
}

#[test]
fn of_a_line() {
    insta::assert_snapshot!(at("amount 2.00\nproject 修缮"), @"
    Project 修缮 = 2.00 · 20801 管理 (line 8)
    is the sum of
    and adds up to
      Project 修缮 = 3.00 (line 8)
      Account 20801 管理 = 8.00 (line 3)
      Unit 中心 = 5.00 (line 6)
      Total as written: project 专项 = 5.00 (line 7)
      Total total: project expenditure = 5.00 (line 17)
      Total total: func 20801 管理 = 8.00 (line 15)
      Total total: func 208 社会保障 = 9.00 (line 14)
      Ceiling ceiling: unit 局 = 10.00 (line 19)
    ");
    insta::assert_snapshot!(at("personnel"), @"
    Expense personnel expenditure, unit 局, func 20801 管理 = 4.00 (line 11)
    is the sum of
    and adds up to
      Account 20801 管理 = 8.00 (line 3)
      Unit 局 = 9.00 (line 5)
      Total total: func 20801 管理 = 8.00 (line 15)
      Total total: func 208 社会保障 = 9.00 (line 14)
      Ceiling ceiling: unit 局 = 10.00 (line 19)
    ");
    let broken = TEXT.replacen("revenue", "┃basic amount 1.0O\nrevenue", 1);
    insta::assert_snapshot!(drawn(&Fixture::new(&broken)), @"
    Expense basic expenditure = amount not readable (line 12)
    is the sum of
    and adds up to
    ");
    insta::assert_snapshot!(at("revenue"), @"
    Revenue revenue, unit 局 = 9.00 (line 12)
    is the sum of
    and adds up to
      Unit 局 = 9.00 (line 5)
    ");
}

#[test]
fn of_a_total() {
    insta::assert_snapshot!(at("total func 208 "), @"
    Total total: func 208 社会保障 = 9.00 (line 14)
    is the sum of
      Total as written: project 专项 = 5.00 (line 7)
      Expense personnel expenditure, unit 局, func 20801 管理 = 4.00 (line 11)
    and adds up to
    ");
    insta::assert_snapshot!(at("total func 20801 "), @"
    Total total: func 20801 管理 = 8.00 (line 15)
    is the sum of
      Project 修缮 = 2.00 · 20801 管理 (line 8)
      Project 门窗 = 2.00 · 20801 管理 (line 10)
      Expense personnel expenditure, unit 局, func 20801 管理 = 4.00 (line 11)
    and adds up to
      Total total: func 208 社会保障 = 9.00 (line 14)
    ");
    insta::assert_snapshot!(at("5.00\nproject"), @"
    Total as written: project 专项 = 5.00 (line 7)
    is the sum of
      Project 修缮 = 3.00 (line 8)
      Project 门窗 = 2.00 (line 10)
    and adds up to
      Total total: project expenditure = 5.00 (line 17)
    ");
    insta::assert_snapshot!(at("ceiling"), @"
    Ceiling ceiling: unit 局 = 10.00 (line 19)
    is the sum of
      Project 修缮 = 2.00 · 20801 管理 (line 8)
      Project 修缮 = 1.00 · 20805 养老 (line 9)
      Project 门窗 = 2.00 · 20801 管理 (line 10)
      Expense personnel expenditure, unit 局, func 20801 管理 = 4.00 (line 11)
    and adds up to
    ");
}

#[test]
fn of_a_set() {
    insta::assert_snapshot!(at("三公"), @"
    Set 三公 = 1.00 (line 13)
    is the sum of
      Set 三公/公车 = 1.00 (line 13)
    and adds up to
      Total total: memo 三公 = 1.00 (line 18)
    ");
    insta::assert_snapshot!(at("公车"), @"
    Set 三公/公车 = 1.00 (line 13)
    is the sum of
      Set 三公/公车/购置 = 1.00 (line 13)
    and adds up to
      Set 三公 = 1.00 (line 13)
      Total total: memo 三公 = 1.00 (line 18)
    ");
}

#[test]
fn of_nothing_and_in_chinese() {
    insta::assert_snapshot!(at("budget"), @"nothing");
    insta::assert_snapshot!(at("万元"), @"nothing");
    insta::assert_snapshot!(drawn(&Fixture::new(&TEXT.replace("total func 208 ", "┃合计 功能 208 ")).chinese()), @"
    Total 合计：功能 208 社会保障 = 9.00 (line 14)
    is the sum of
      Total 填列数：项目 专项 = 5.00 (line 7)
      Expense 人员经费、单位 局、功能 20801 管理 = 4.00 (line 11)
    and adds up to
    ");
}

#[test]
fn a_key_outlives_other_edits() {
    let before = Fixture::new(&TEXT.replacen("total func 208 ", "┃total func 208 ", 1));
    let line = prepare(&before.view(), before.at).unwrap().key;
    let other = Fixture::new(&TEXT.replacen("专项", "┃专项", 1));
    let project = prepare(&other.view(), other.at).unwrap().key;
    let later = Fixture::new(&format!(
        "unit 新\n{}",
        TEXT.replace("project 门窗", "project 新的 unit 局 amount 3.00\nproject 门窗")
    ));
    insta::assert_snapshot!(shown(&later, parts(&later.view(), &line)), @"
    Total total: func 20801 管理 = 8.00 (line 17)
    Total total: func 20805 养老 = 1.00 (line 18)
    ");
    insta::assert_snapshot!(shown(&later, parts(&later.view(), &project)), @"
    Project 修缮 = 3.00 (line 9)
    Project 门窗 = 2.00 (line 12)
    ");
    let gone = Fixture::new(&TEXT.replace("total func 208 amount", "total func 20805 amount"));
    insta::assert_snapshot!(shown(&gone, parts(&gone.view(), &line)), @"  gone");
}

#[test]
fn of_very_many_lines_the_largest() {
    let mut text = "unit ┃局\n".to_owned();
    for number in 1..=MOST + 20 {
        text += &format!("project 项目{number} unit 局 amount {number}.00\n");
    }
    let fixture = Fixture::new(&text);
    let item = prepare(&fixture.view(), fixture.at).unwrap();
    let items = parts(&fixture.view(), &item.key).unwrap();
    assert_eq!(items.len(), MOST + 1);
    let ends = vec![items[0].clone(), items[MOST - 1].clone(), items[MOST].clone()];
    insta::assert_snapshot!(shown(&fixture, Some(ends)), @"
    Project 项目21 = 21.00 (line 22)
    Project 项目520 = 520.00 (line 521)
    Expense … and 20 more lines = 210.00 (line 1)
    ");
    assert_eq!(parts(&fixture.view(), &items[MOST].key), None);
}
