//! `bdc diff`: files, formats, the exit status.

use insta::assert_snapshot;
use serde_json::Value;

use super::Folder;

const OLD: &str = "\
预算 局 年度 2024 计量单位 万元
单位 中心
单位 <b>所</b>
科目 208 社会保障和就业支出
科目 20807 就业补助
科目 20808 抚恤
项目 房票 单位 中心 金额 300.00 功能 20807
项目 招聘会 单位 中心 金额 36.00 功能 20807
项目 培训 单位 中心 金额 50.00 功能 20807
项目 老系统运维 单位 中心 金额 12.50 功能 208
项目 慰问 单位 <b>所</b> 金额 8.00 功能 20808
人员 单位 中心 功能 208 金额 100.00
合计 类别 项目 金额 406.50
合计 单位 中心 金额 498.50
合计 单位 <b>所</b> 金额 8.00
合计 功能 208 金额 506.50
";

/// As a reviewer gets it: one amount, one code, one name, one project cut in two, one gone, one new;
/// one total changed with its entries, one did not, one changed alone.
const NEW: &str = "\
合计 类别 项目 金额 433.50
合计 单位 中心 金额 498.50
合计 单位 <b>所</b> 金额 9.00
预算 局 年度 2024 计量单位 万元
单位 中心
单位 <b>所</b>
科目 208 社会保障和就业支出
科目 20807 就业补助
科目 20808 抚恤
人员 单位 中心 功能 208 金额 100.00
项目 房票 单位 中心 金额 320.00 功能 20807
项目 招聘会(上半年) 单位 中心 金额 20.00 功能 20807
项目 招聘会(下半年) 单位 中心 金额 16.00 功能 20807
项目 培训 单位 中心 金额 50.00 功能 20808
项目 系统运维 单位 中心 金额 12.50 功能 208
项目 大厅改造|一期 单位 中心 金额 15.00 功能 208
合计 功能 208 金额 533.50
";

fn budgets() -> Folder {
    Folder::new().with("old.bud", OLD).with("new.bud", NEW)
}

#[test]
fn what_changed_is_told_in_money() {
    assert_snapshot!(budgets().bdc(&["diff", "old.bud", "new.bud"]));
    assert_snapshot!(budgets().bdc(&["diff", "old.bud", "new.bud", "--lang", "zh", "--color", "always"]));
}

#[test]
fn the_documents_of_a_comparison() {
    let folder = budgets();
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "new.bud", "--format", "md", "--lang", "zh"]));
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "new.bud", "--format", "html"]));
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "new.bud", "--format", "json"]));
}

#[test]
fn the_json_is_what_the_schema_says() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let schema = std::fs::read_to_string(root.join("grammar/diff.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let folder = budgets()
        .with("next.bud", NEW.replace("年度 2024", "年度 2025").replace("20808", "20809"))
        .with("broken.bud", OLD.replace("金额 36.00", "金额 3O.00").replace("项目 慰问", "慰问"));
    let examples = root.join("examples/shangyu-2024");
    let [budget, published] = ["budget.bud", "published.bud"].map(|it| examples.join(it).display().to_string());
    for [old, new, by] in [
        ["old.bud", "new.bud", "code"],
        ["old.bud", "old.bud", "code"],
        ["old.bud", "next.bud", "name"],
        ["broken.bud", "new.bud", "code"],
        [&published, &budget, "code"],
        ["old.bud", &budget, "code"],
    ] {
        let output = folder.command(&["diff", old, new, "--by", by, "--format", "json"]).output().unwrap();
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<String> = schema.iter_errors(&json).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert!(errors.is_empty(), "{old} {new}: {errors:#?}");
        assert_eq!(output.status.code(), Some(if old == new { 0 } else { 1 }));
    }
}

#[test]
fn the_order_of_lines_and_the_files_are_no_change() {
    let mut lines: Vec<&str> = OLD.lines().skip(1).collect();
    lines.reverse();
    let folder = budgets()
        .with("other.bud", "budget 局 year 2024 measure 万元\ninclude lines.bud\n")
        .with("lines.bud", lines.join("\n"));
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "other.bud"]), @"
    exit 0
    ── stdout
    old.bud → other.bud
    No change. Expenditure 506.50 万元 as before
    old.bud: the check finds no error
    other.bud: the check finds no error
    ");
}

#[test]
fn two_years_are_compared_by_names_where_codes_were_numbered_anew() {
    let next = OLD.replace("20807", "20817").replace("年度 2024", "年度 2025").replace("金额 36.00", "金额 40.00");
    let folder = budgets().with("next.bud", next);
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "next.bud", "--by", "name"]));
    let moved = folder.bdc(&["diff", "old.bud", "next.bud"]);
    assert!(moved.contains("20807 → 20817"), "{moved}");
}

#[test]
fn a_long_table_is_cut_and_still_adds_up() {
    let lines =
        |amount: u32| (0..30).map(|at| format!("project p{at} amount {}.00\n", amount + at)).collect::<String>();
    let folder = Folder::new().with("old.bud", lines(1)).with("new.bud", lines(2));
    let shown = folder.bdc(&["diff", "old.bud", "new.bud"]);
    assert!(shown.contains("10 more"), "{shown}");
    let all = folder.bdc(&["diff", "old.bud", "new.bud", "--all"]);
    assert!(!all.contains("more") && all.contains("p29"), "{all}");
}

#[test]
fn what_cannot_be_compared_is_trouble() {
    let folder = budgets().with("euro.bud", "budget b currency EUR\nproject p amount 1.00\n");
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "euro.bud"]), @"
    exit 2
    ── stderr
    error: the budgets are in CNY and EUR: money of two currencies cannot be compared
    ");
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "nowhere.bud"]), @"
    exit 2
    ── stderr
    error: cannot read nowhere.bud: there is no such file or folder
    ");
    assert_snapshot!(folder.bdc(&["diff", "-", "-"]), @"
    exit 2
    ── stderr
    error: standard input (-) can be given only once
    ");
}

#[test]
fn lines_that_cannot_be_read_are_told() {
    let folder = budgets().with("new.bud", OLD.replace("金额 36.00", "金额 3O.00").replace("项目 慰问", "慰问"));
    assert_snapshot!(folder.bdc(&["diff", "old.bud", "new.bud"]));
}
