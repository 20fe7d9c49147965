//! Budgets of many kinds of money: which figure of the tables is money and which only repeats it.

use bud::report::table::tables;
use bud::source::Memory;
use bud::{Options, analyze};

use super::{budget, cells, imported, imported_by, layout, told, workbook};

/// Prints a budget, reads what is printed, and prints that: both are the same.
fn printed_twice(text: &str) -> bud::import::Imported {
    let header = "budget 测试 year 2024 measure 万元\n";
    let accounts = "account 205 教育支出\naccount 20502 普通教育\naccount 2050202 小学教育\naccount 2050203 初中教育\n\
                    account 212 城乡社区支出\naccount 21208 国有土地使用权出让收入安排的支出\naccount 2120899 其他国有土地使用权出让收入安排的支出\n\
                    account 301 工资福利支出\naccount 30101 基本工资\naccount 302 商品和服务支出\naccount 30201 办公费\n";
    let files = Memory::new().with("a.bud", format!("{header}{accounts}{text}"));
    let written = analyze(&files, "a.bud".as_ref(), &Options::default()).unwrap();
    assert!(written.valid(), "{:?}", written.diagnostics);
    let layout = layout("zhejiang");
    let printed = tables(&written, &layout);
    let imported = imported(&workbook(&printed));
    let lost: Vec<String> = told(&imported).into_iter().filter(|line| line.starts_with('!')).collect();
    assert_eq!(lost, [""; 0]);
    let read = budget(&imported);
    assert!(read.valid(), "{:#?}\n{imported:#?}", read.diagnostics);
    assert_eq!(cells(&tables(&read, &layout)), cells(&printed), "{imported:#?}");
    imported
}

fn file<'a>(imported: &'a bud::import::Imported, name: &str) -> Vec<&'a str> {
    let file = imported.files.iter().find(|file| file.name == name);
    file.map(|file| file.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect())
        .unwrap_or_default()
}

#[test]
fn money_of_several_sources_is_entered_by_source() {
    let imported = printed_twice(
        "unit 教育局\nunit 第一小学 under 教育局\nunit 第二小学 under 教育局\n\
         revenue 一般公共预算 unit 第一小学 amount 100.00\nrevenue 事业收入 unit 第一小学 amount 8.00\n\
         revenue 政府性基金预算 unit 第二小学 amount 20.00\ncarryover 一般公共预算 unit 第二小学 amount 5.00\n\
         personnel func 2050202 source 一般公共预算 amount 60.00\noperating func 2050202 source 一般公共预算 amount 25.00\n\
         project 校舍 unit 第一小学 source 一般公共预算 func 2050203 amount 20.00\n\
         project 校舍 unit 第一小学 source 单位资金 func 2050203 amount 8.00\n\
         project 操场 unit 第二小学 source 政府性基金预算 func 2120899 amount 20.00\n",
    );
    assert_eq!(
        file(&imported, "revenue.bud"),
        [
            "revenue general-public unit 第一小学 amount 100.00",
            "revenue service unit 第一小学 amount 8.00",
            "revenue government-funds unit 第二小学 amount 20.00",
            "carryover general-public unit 第二小学 amount 5.00",
        ]
    );
    assert_eq!(
        file(&imported, "projects.bud"),
        [
            "project 校舍 unit 第一小学 amount 20.00 source general-public",
            "project 校舍 unit 第一小学 amount 8.00 source own",
            "project 操场 unit 第二小学 amount 20.00 source government-funds",
        ]
    );
}

#[test]
fn money_of_a_source_that_no_table_tells_is_entered_in_one() {
    // Table 3 prints all sources together, table 5 one of them: the rest is only in the sum.
    let imported = printed_twice(
        "unit 中心\nrevenue 一般公共预算 unit 中心 amount 10.00\nrevenue 事业收入 unit 中心 amount 4.00\n\
         personnel func 2050202 source 一般公共预算 amount 8.00\npersonnel func 2050202 source 单位资金 amount 4.00\n\
         operating func 2050202 source 一般公共预算 amount 2.00\n",
    );
    assert_eq!(
        file(&imported, "expense.bud"),
        ["personnel func 2050202 amount 12.00", "operating func 2050202 source general-public amount 2.00"]
    );
    assert!(
        file(&imported, "table-5.bud").contains(&"total kind personnel func 2050202 source general-public amount 8.00")
    );
}

#[test]
fn basic_expenditure_is_entered_by_function_and_claimed_by_economic_item() {
    let imported = printed_twice(
        "unit 中心\nrevenue 一般公共预算 unit 中心 amount 10.00\n\
         personnel func 2050202 econ 30101 source 一般公共预算 amount 8.00\noperating func 2050203 econ 30201 source 一般公共预算 amount 2.00\n",
    );
    assert_eq!(file(&imported, "expense.bud").len(), 2);
    assert!(
        file(&imported, "table-6.bud").contains(&"total kind personnel econ 30101 source general-public amount 8.00")
    );
}

#[test]
fn other_kinds_of_money_and_money_left_over_are_entered() {
    let imported = printed_twice(
        "unit 中心\nrevenue 事业收入 unit 中心 amount 30.00\ncarryover 单位资金 unit 中心 amount 2.00\n\
         business func 2050202 amount 10.00\nremit func 2050202 amount 5.00\nsubsidy func 2050203 amount 6.00\n\
         project 教研 unit 中心 func 2050203 source 单位资金 amount 8.00\n\
         carryforward 单位资金 unit 中心 amount 3.00\n\
         memo 三公 unit 中心 item 公务接待费 amount 1.00\n\
         memo 三公 unit 中心 item 公务用车购置及运行维护费/公务用车购置费 amount 20.00\n",
    );
    let expense =
        ["business func 2050202 amount 10.00", "remit func 2050202 amount 5.00", "subsidy func 2050203 amount 6.00"];
    assert_eq!(file(&imported, "expense.bud"), expense);
}

#[test]
fn zeros_stay_zeros_and_blanks_stay_blank() {
    let imported = printed_twice(
        "unit 中心\nrevenue 一般公共预算 unit 中心 amount 10.00\nproject 教研 unit 中心 source 一般公共预算 amount 10.00\n\
         memo 三公 unit 中心 item 公务接待费 amount 1.00\n",
    );
    assert!(!imported.files[0].text.contains("zero"), "a blank is no zero");
    let mut printed = super::printed();
    // A zero in a cell that was blank.
    printed[0].rows[2].cells[1] = bud::report::table::Cell::Figure("0.00".parse().unwrap());
    let imported = super::imported(&workbook(&printed));
    assert!(imported.files[0].text.contains(" zero printed"));
    assert!(file(&imported, "table-1.bud").contains(&"total kind revenue source government-funds amount 0.00"));
    let again = tables(&budget(&imported), &layout("zhejiang"));
    assert_eq!(cells(&again[..1]), cells(&printed[..1]));
}

#[test]
fn level_two_projects_are_shared_out_by_their_sums_only_where_these_tell() {
    let text = |whole: &str, second: &str| {
        format!(
            "unit 中心\nrevenue 一般公共预算 unit 中心 amount 30.00 + {whole}\n\
             project 甲类 unit 中心 amount 30.00\nproject 乙类 unit 中心 amount {whole}\n\
             project 修缮 unit 中心 under 甲类 source 一般公共预算 amount 12.00\n\
             project 绿化 unit 中心 under 甲类 source 一般公共预算 amount 18.00\n{second}"
        )
    };
    // 12 + 18 and 7 + 23 come to the same.
    let equal = text(
        "30.00",
        "project 培训 unit 中心 under 乙类 source 一般公共预算 amount 7.00\nproject 宣传 unit 中心 under 乙类 source 一般公共预算 amount 23.00\n",
    );
    let files = Memory::new().with("a.bud", format!("budget 测试 year 2024 measure 万元\n{equal}"));
    let printed = tables(&analyze(&files, "a.bud".as_ref(), &Options::default()).unwrap(), &layout("zhejiang"));
    let imported = imported(&workbook(&printed));
    let told = told(&imported);
    assert_eq!(told.iter().filter(|line| line.starts_with("!表10-1")).count(), 4, "{told:#?}");
    assert!(
        told.iter().any(|line| line.contains("to which level-1 project \"培训\" belongs cannot be told")),
        "{told:#?}"
    );
    let open = "# To be entered when the projects under it say so: total project 甲类 amount 30.00";
    assert!(imported.files.iter().any(|file| file.text.lines().any(|line| line == open)));
    // All money is in the budget once.
    assert_eq!(file(&imported, "projects.bud").iter().filter(|line| line.contains("amount")).count(), 4);

    let told_apart = text(
        "31.00",
        "project 培训 unit 中心 under 乙类 source 一般公共预算 amount 7.00\nproject 宣传 unit 中心 under 乙类 source 一般公共预算 amount 22.00\nproject 购书 unit 中心 under 乙类 source 一般公共预算 amount 2.00\n",
    );
    let imported = printed_twice(&told_apart);
    assert!(
        file(&imported, "projects.bud")
            .contains(&"project 购书 unit 中心 amount 2.00 source general-public under 乙类")
    );
}

#[test]
fn the_tables_of_another_province_are_read_by_its_layout_alone() {
    // Codes in three columns, tables in 元 and one in 万元, a table of one row without a name.
    let text = "budget 测试 year 2024 measure 元\nunit 甲校\nunit 乙校\n\
                account 205 教育支出\naccount 20502 普通教育\naccount 2050202 小学教育\naccount 2050203 初中教育\n\
                account 301 工资福利支出\naccount 30101 基本工资\naccount 302 商品和服务支出\naccount 30201 办公费\n\
                revenue 一般公共预算 unit 甲校 amount 7000000.00\nrevenue 事业收入 unit 乙校 amount 500000.00\n\
                personnel func 2050202 econ 30101 source 一般公共预算 amount 5000000.00\n\
                operating func 2050202 econ 30201 source 一般公共预算 amount 1000000.00\n\
                project 校舍 func 2050203 source 一般公共预算 amount 1000000.00\n\
                project 教研 func 2050203 source 事业收入 amount 500000.00\n\
                memo 三公 item 公务接待费 amount 20000.00\nmemo 机关运行经费 amount 300000.00\n";
    let files = Memory::new().with("a.bud", text);
    let layout = layout("shanghai");
    let printed = tables(&analyze(&files, "a.bud".as_ref(), &Options::default()).unwrap(), &layout);
    let imported = imported_by("shanghai", &workbook(&printed));
    assert_eq!(told(&imported), [""; 0]);
    let read = budget(&imported);
    assert!(read.valid(), "{:#?}\n{imported:#?}", read.diagnostics);
    assert_eq!(cells(&tables(&read, &layout)), cells(&printed), "{imported:#?}");
    assert_eq!(
        file(&imported, "memo.bud"),
        ["memo 三公 item 公务接待费 amount 2.00万元", "memo 机关运行经费 amount 30.00万元"]
    );
}
