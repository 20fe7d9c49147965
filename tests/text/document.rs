//! The whole text of the real document, and of another province's layout.

use bud::report::table::tables;
use bud::report::text::{narrative, with_tables};

use super::{budget, layout, own_parts, shangyu};

/// The text of the department without its tables, which have tests of their own.
#[test]
fn the_text_of_zhejiang() {
    let found = narrative(&shangyu(), &layout("zhejiang"), own_parts());
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    assert_eq!(found.untold, 0);
    insta::assert_snapshot!("zhejiang", found.text);
}

/// Shanghai's tables are in 元 and its text in 万元.
#[test]
fn the_text_of_shanghai() {
    let found = narrative(&shangyu(), &layout("shanghai"), Vec::new());
    assert_eq!(found.untold, 0);
    insta::assert_snapshot!("shanghai", found.text);
}

#[test]
fn tables_stand_where_the_text_asks_for_them() {
    let (analysis, layout) = (shangyu(), layout("zhejiang"));
    let found = narrative(&analysis, &layout, Vec::new());
    assert_eq!(found.text.matches("```table\n").count(), layout.tables.len());
    let whole = with_tables(&found.text, &tables(&analysis, &layout));
    assert!(!whole.contains("```"));
    for table in tables(&analysis, &layout) {
        assert_eq!(whole.matches(&format!("### {}\n", table.title)).count(), 1, "{}", table.title);
    }
    assert!(whole.contains("| 2101101 | 　　行政单位医疗 | 77.64 |"));
}

/// Sections that the budget says nothing of have the sentence that is customary for it.
#[test]
fn sections_without_data_say_so() {
    let source = "budget 局 year 2025 measure 万元\nunit 局\nproject 修缮 unit 局 amount 5.00 source 事业收入\n";
    let found = narrative(&budget(source), &layout("zhejiang"), Vec::new());
    for sentence in [
        "局2025年没有财政拨款收支预算。",
        "局2025年没有一般公共预算拨款安排的支出。",
        "局2025年没有一般公共预算拨款安排的基本支出。",
        "局2025年没有使用政府性基金预算拨款安排的支出。",
        "局2025年没有使用国有资本经营预算拨款安排的支出。",
        "局2025年没有安排“三公”经费预算。",
        "2025年局没有安排机关运行经费财政拨款预算。",
        "2025年局没有安排政府采购预算。",
        "2025年局没有编制项目绩效目标。",
    ] {
        assert!(found.text.contains(sentence), "{sentence}\n{}", found.text);
    }
}

/// An empty budget has a text as well.
#[test]
fn a_budget_of_nothing_has_a_text() {
    for name in ["zhejiang", "shanghai"] {
        let found = narrative(&budget(""), &layout(name), Vec::new());
        assert!(found.diagnostics.is_empty(), "{name}: {:?}", found.diagnostics);
        assert!(found.text.contains("没有"));
    }
}

/// What cannot be told is not made up.
#[test]
fn a_figure_that_cannot_be_told_is_left_open() {
    let source = "budget 局 year 2025 measure 万元\nunit 局\nbasic unit 局 amount 5.00 source 一般公共预算\n\
                  operating unit 局 amount 1.00 source 一般公共预算\n";
    let found = narrative(&budget(source), &layout("zhejiang"), Vec::new());
    assert!(found.text.contains("人员经费——万元"), "{}", found.text);
    assert!(found.untold > 0);
}

/// A name is a name, whatever a page would make of it.
#[test]
fn names_are_no_markup() {
    let source = "budget 局 year 2025 measure 万元\nunit 局 name \"局<script>*x*|\"\naccount 206 \"科学_技术_[a](b)\"\n\
                  project 修缮 unit 局 func 206 amount 5.00 source 一般公共预算\n";
    let found = narrative(&budget(source), &layout("zhejiang"), Vec::new());
    assert!(!found.text.contains("<script>"), "{}", found.text);
    assert!(found.text.contains("局&lt;script&gt;\\*x\\*\\|2025年收支总预算"), "{}", found.text);
    assert!(found.text.contains("科学\\_技术\\_\\[a\\](b)5.00万元"), "{}", found.text);
}
