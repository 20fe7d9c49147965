use super::*;
use crate::ide::tests::fixture::Fixture;

/// The actions at the cursor or the selection, with the lines that each would leave.
fn offered(fixture: &Fixture) -> String {
    let view = fixture.view();
    let list = actions(&view, fixture.at, fixture.to, |_| true);
    // That a line can be written in the other language is nearly always so, and has its own test.
    let list = list
        .into_iter()
        .filter(|it| ![view.word("lsp-write-english"), view.word("lsp-write-chinese")].contains(&it.title));
    shown(fixture, list)
}

fn shown(fixture: &Fixture, list: impl Iterator<Item = Action>) -> String {
    let view = fixture.view();
    let shown = list.map(|action| {
        let preferred = if action.preferred { ", preferred" } else { "" };
        let code = action.finding.map(|at| fixture.budget.findings()[at].code.to_string()).unwrap_or_default();
        let edits = action.edits.unwrap_or_else(|| resolved(&view, action.kind));
        format!("[{:?}{preferred}] {} {code}\n{}", action.kind, action.title, made(fixture, &edits))
    });
    shown.collect::<Vec<_>>().join("\n")
}

fn resolved(view: &View<'_>, kind: ActionKind) -> Vec<Edit> {
    match kind {
        ActionKind::FixFile => fix_all::of_file(view),
        _ => fix_all::of_budget(view),
    }
}

/// The lines that edits change, as they are after them.
fn made(fixture: &Fixture, edits: &[Edit]) -> String {
    let mut out = String::new();
    for file in fixture.budget.sources().iter() {
        let mut text = file.text.to_string();
        let mut here: Vec<&Edit> = edits.iter().filter(|edit| edit.span.file == file.id).collect();
        here.sort_by_key(|edit| edit.span);
        for edit in here.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        let kept: Vec<&str> = file.text.split('\n').collect();
        for line in text.split('\n').filter(|line| !kept.contains(line)) {
            out.push_str(&format!("  {}: {}\n", file.name, line.replace('\r', "␍")));
        }
    }
    out
}

fn english(text: &str) -> String {
    offered(&Fixture::new(text))
}

#[test]
fn a_finding_offers_its_fix_and_its_alternatives() {
    insta::assert_snapshot!(english("unit 中心\nproject 修缮 unit 中心 amount ３┃.00\n"), @"
    [QuickFix, preferred] write it in half width W0601
      main.bud: project 修缮 unit 中心 amount 3.00

    [FixFile] make all certain fixes in this file 
      main.bud: project 修缮 unit 中心 amount 3.00
    ");
    insta::assert_snapshot!(offered(&Fixture::new("单位 中心\n项目 修缮 单位 中┃ 心 金额 30.00\n").chinese()), @r#"
    [QuickFix] 声明：单位 中 E0301
      main.bud: 单位 中

    [QuickFix] 改为 "中 心" E0202
      main.bud: 项目 修缮 单位 "中 心" 金额 30.00
    "#);
    insta::assert_snapshot!(english("project 3#楼绿化 am┃ount 2.00\n"), @r#"
    [QuickFix, preferred] quote it E0104
      main.bud: project "3#楼绿化" amount 2.00

    [FixFile] make all certain fixes in this file 
      main.bud: project "3#楼绿化" amount 2.00
    "#);
}

#[test]
fn what_is_missing_can_be_declared_wherever_it_is_used() {
    insta::assert_snapshot!(english(
        "unit 甲\r\nproject a unit 人才中心 amount 1.00\r\nproject b unit 人才中心 amount 2.00\r\nproject c unit 人才中┃心 amount 3.00\r\n"
    ), @"
    [QuickFix] declare it: unit 人才中心 E0301
      main.bud: unit 人才中心␍
    ");
    insta::assert_snapshot!(english(
        "account 208 社会保障和就业支出\naccount 20807 就业补助\nproject a func 2080799 amount 1.00\nproject b func 208079┃9 amount 2.00\n"
    ), @"
    [QuickFix, preferred] declare it: account 2080799 其他就业补助支出 E0302
      main.bud: account 2080799 其他就业补助支出

    [FixFile] make all certain fixes in this file 
      main.bud: account 2080799 其他就业补助支出
    ");
}

#[test]
fn a_total_can_be_set_to_its_sum() {
    insta::assert_snapshot!(english("project a amount 1.00\nproject b amount 2.00\nto┃tal amount 4.00\n"), @"
    [QuickFix] write 3.00 E0401
      main.bud: total amount 3.00
    ");
    let rounded = "budget a measure 万元\nproject a amount 1.00\nproject b amount 2.00\nproject c amount 3.00\ntotal amount 6.0┃1\n";
    insta::assert_snapshot!(offered(&Fixture::new(rounded).chinese()), @"
    [QuickFix] 改为实际之和 6.00 
      main.bud: total amount 6.00
    ");
    assert_eq!(english("project a amount 1.00\ntotal amount ┃1.00\n"), "");
    assert_eq!(english("basic amount 3.00\ntotal kind personnel amount ┃5.00\n"), "", "a bound is not the sum");
}

#[test]
fn an_expression_can_be_written_as_its_value() {
    insta::assert_snapshot!(english("budget a measure 万元\nproject a amount 15 * 2.40万元 prior 1┃ + 1 note x\n"), @"
    [Rewrite] write the value: 2.00 
      main.bud: project a amount 15 * 2.40万元 prior 2.00 note x
    ");
    insta::assert_snapshot!(english("pro┃ject a amount 1 + 1 prior (2)\n"), @"
    [Rewrite] write the value: 2.00 
      main.bud: project a amount 2.00 prior (2)

    [Rewrite] write the value: 2.00 
      main.bud: project a amount 1 + 1 prior 2.00
    ");
    assert_eq!(english("project a amount ┃5.00\nproject b amount 1 + 1┃\n"), "", "a selection of lines");
}

#[test]
fn a_line_can_be_written_in_the_other_language() {
    let offered = |text: &str| {
        let fixture = Fixture::new(text);
        let list = actions(&fixture.view(), fixture.at, fixture.to, |kind| kind == ActionKind::Rewrite);
        shown(&fixture, list.into_iter())
    };
    let unit = "unit 甲\n";
    insta::assert_snapshot!(offered(&format!("{unit}project kind  unit 甲 amo┃unt 1,000.00 source own # 甲\n")), @"
    [Rewrite] write the words of this line in Chinese 
      main.bud: 项目 kind 单位 甲 金额 1000.00 来源 单位资金  # 甲
    ");
    insta::assert_snapshot!(offered(&format!("{unit}\u{3000}项目 甲 单位 甲 金┃额 1.00\n")), @"
    [Rewrite] write the words of this line in English 
      main.bud: project 甲 unit 甲 amount 1.00
    ");
    insta::assert_snapshot!(offered(&format!("{unit}项目 甲 unit 甲 金┃额 1.00")), @"
    [Rewrite] write the words of this line in English 
      main.bud: project 甲 unit 甲 amount 1.00

    [Rewrite] write the words of this line in Chinese 
      main.bud: 项目 甲 单位 甲 金额 1.00
    ");
    assert_eq!(offered("# nothing ┃here\n"), "");
}

#[test]
fn all_certain_fixes_are_made_at_once() {
    let text = "include 乙.bud\nunit 中心\n项目：甲，单位：中心，金额：１.00\n┃account 20807 就业补助\nproject b unit 中心 func 20807 amount 3万\n\
                project c unit 中心 amount 4.0O\n--- 乙.bud\n人员　单位 中心 amount 1.00\n";
    insta::assert_snapshot!(english(text), @"
    [QuickFix, preferred] declare it: account 208 社会保障和就业支出 E0309
      main.bud: account 208 社会保障和就业支出

    [FixFile] make all certain fixes in this file 
      main.bud: 项目 甲 单位 中心 金额 1.00
      main.bud: account 208 社会保障和就业支出
      main.bud: project b unit 中心 func 20807 amount 3万元

    [FixBudget] make all certain fixes in the whole budget 
      main.bud: 项目 甲 单位 中心 金额 1.00
      main.bud: account 208 社会保障和就业支出
      main.bud: project b unit 中心 func 20807 amount 3万元
      乙.bud: 人员 单位 中心 amount 1.00
    ");
    let fixture = Fixture::new(text);
    let left = |edits: &[Edit]| edits.iter().map(|edit| edit.text.clone()).collect::<Vec<_>>();
    let edits = fix_all::of_file(&fixture.view());
    assert!(edits.iter().all(|edit| edit.span.file == fixture.file), "{edits:?}");
    insta::assert_debug_snapshot!(left(&edits), @r#"
    [
        " 甲 单位 中心 金额 1.00\naccount 208 社会保障和就业支出",
        "元",
    ]
    "#);
}

#[test]
fn the_edits_between_two_texts_are_small() {
    let fixture = Fixture::new("甲乙\n丙\n丁\n戊己");
    let file = fixture.budget.sources().file(fixture.file);
    for after in ["甲子乙\n丙\n丁\n戊", "丑\n甲乙\n丙\n戊己\n", "", "甲乙\n丙\n丁\n戊己", "丙\n丙\n丙\n"]
    {
        let edits = fix_all::differences(file, after);
        let mut text = file.text.to_string();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        assert_eq!(text, after);
        assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
    }
    let texts: Vec<String> =
        fix_all::differences(file, "甲子乙\n丙\n丁\n戊").into_iter().map(|edit| edit.text).collect();
    assert_eq!(texts, ["子", ""]);
}
