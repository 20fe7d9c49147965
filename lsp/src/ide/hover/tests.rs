use super::*;
use crate::ide::tests::fixture::Fixture;

mod amounts;

/// What is shown at the cursor: the place, and the text below it.
fn shown(fixture: &Fixture) -> String {
    match hover(&fixture.view(), fixture.at) {
        Some(hover) => format!("{}\n{}", fixture.draw(&[(hover.span, String::new())]), hover.prose.plain()),
        None => "nothing".to_owned(),
    }
}

fn english(text: &str) -> String {
    shown(&Fixture::new(text))
}

fn chinese(text: &str) -> String {
    shown(&Fixture::new(text).chinese())
}

const BUREAU: &str = "\
预算 人社 年度 2024 计量单位 万元
单位 局 全称 上虞区人力社保局 编码 311
单位 \"人才 中心\" 归属 局
科目 208 社会保障和就业支出
科目 20807 就业补助
科目 2080799 其他就业补助支出
项目 人才房票 单位 \"人才 中心\" 功能 2080799 金额 30800.00
项目 招聘会 单位 \"人才 中心\" 功能 2080799 金额 15 * 2.40
人员 单位 局 金额 100.00
收入 一般公共预算 单位 局 金额 30936.00
合计 单位 \"人才 中心\" 金额 30848.00
合计 功能 20807 金额 30836.00
合计 金额 30936.00
";

/// The bureau with the cursor where `┃` stands in a piece of its text.
fn bureau(piece: &str) -> Fixture {
    let plain = piece.replace('┃', "");
    assert!(BUREAU.contains(&plain), "{plain}");
    Fixture::new(&BUREAU.replacen(&plain, piece, 1)).chinese()
}

#[test]
fn a_code_shows_its_path_its_sum_and_its_totals() {
    insta::assert_snapshot!(shown(&bureau("功能 2080┃799")), @r#"
    项目 人才房票 单位 "人才 中心" 功能 2080799 金额 30800.00
                                        ───────

    2080799 其他就业补助支出

    支出功能分类 › 类 208 社会保障和就业支出 › 款 20807 就业补助 › 项 2080799 其他就业补助支出

    类别          万元  行数
    支出    30836.00 +     2
    · 项目    30836.00     2

    +  至少：另有未写明去向的行
    "#);
    insta::assert_snapshot!(shown(&bureau("功能 ┃20807 ")), @"
    合计 功能 20807 金额 30836.00
              ─────

    20807 就业补助

    支出功能分类 › 类 208 社会保障和就业支出 › 款 20807 就业补助

    类别          万元  行数
    支出    30836.00 +     2
    · 项目    30836.00     2

    +  至少：另有未写明去向的行

    合计                     万元  核对      位置
    功能 20807 就业补助  30836.00  在界限内  main.bud:12
    ");
    insta::assert_snapshot!(shown(&bureau("就业┃补助\n")), @"
    科目 20807 就业补助
               ────────

    20807 就业补助

    支出功能分类 › 类 208 社会保障和就业支出 › 款 20807 就业补助

    类别          万元  行数
    支出    30836.00 +     2
    · 项目    30836.00     2

    +  至少：另有未写明去向的行

    合计                     万元  核对      位置
    功能 20807 就业补助  30836.00  在界限内  main.bud:12
    ");
    insta::assert_snapshot!(english("project a func 2080┃799 amount 1.00\n"), @"
    project a func 2080799 amount 1.00
                   ───────

    2080799

    not declared in this budget · published budgets call it 其他就业补助支出
    ");
}

#[test]
fn a_unit_shows_its_names_and_its_sums_by_kind() {
    insta::assert_snapshot!(shown(&bureau("单位 ┃局 全称")), @"
    单位 局 全称 上虞区人力社保局 编码 311
         ──

    上虞区人力社保局

    局 · 编码 311 · 下级单位 1 个

    类别        万元  行数
    收入    30936.00     1
    支出    30936.00     3
    · 人员    100.00     1
    · 项目  30836.00     2
    ");
    insta::assert_snapshot!(english(
        "unit a\nunit b under ┃a\nbasic unit b amount 5.00\npersonnel unit a amount 1.00\noperating unit a amount 2.00\nproject p unit a amount 4.00\n\
         memo 三公 unit a amount 0.50\ntotal unit a amount 12.00\ntotal unit a kind personnel amount 7.00\n"
    ), @"
    unit b under a
                 ─

    a

    1 unit below

    kind               元  lines
    expense         12.00      4
    · basic          8.00      3
    · · personnel  1.00 +      1
    · · operating  2.00 +      1
    · project        4.00      1

    +  at least: further lines do not say where they belong

    total                             元  status                          where
    personnel expenditure, unit a   7.00  refuted: ≤ 6.00, 1.00 too much  main.bud:9
    unit a                         12.00  exact                           main.bud:8
    ");
    insta::assert_snapshot!(english("unit a┃\nproject b amount 1.00\n"), @"
    unit a
         ─

    a

    no money
    ");
}

#[test]
fn a_project_shows_what_is_left_of_its_claim() {
    insta::assert_snapshot!(english(
        "unit 甲\nproject 专项 unit 甲 amount 32.00\nproject \"房 票\" under 专┃项 amount 30.00\nproject 见习𠮷 under 专项 amount 1.50\n"
    ), @r#"
    project "房 票" under 专项 amount 30.00
                          ────

    专项

    unit 甲

    31.50 元 = 0.00315 万元 · 2 lines

    total            元  status                       where
    project 专项  32.00  refuted: = 31.50, 0.50 left  main.bud:2

       元  running sum  line             where
    30.00        30.00  project "房 票"  main.bud:3
     1.50        31.50  project 见习𠮷   main.bud:4
    "#);
    insta::assert_snapshot!(shown(&bureau("项目 人才房票┃")), @r#"
    项目 人才房票 单位 "人才 中心" 功能 2080799 金额 30800.00
         ────────

    人才房票

    单位 人才 中心

    30800.00 万元 = 308000000.00 元 · 1 行
    "#);
}

#[test]
fn sources_kinds_and_items_show_their_sums() {
    insta::assert_snapshot!(shown(&bureau("收入 ┃一般公共预算")), @"
    收入 一般公共预算 单位 局 金额 30936.00
         ────────────

    一般公共预算

    财政拨款

    类别      万元  行数
    收入  30936.00     1
    ");
    insta::assert_snapshot!(
        english("personnel source own amount 1.00\nbasic amount 2.00\ntotal kind bas┃ic amount 3.00\n"), @"
    total kind basic amount 3.00
               ─────

    basic expenditure

    kind             元  lines
    basic          3.00      2
    · personnel  1.00 +      1

    +  at least: further lines do not say where they belong

    total                元  status  where
    basic expenditure  3.00  exact   main.bud:3
    ");
    insta::assert_snapshot!(
        chinese("其中 三公 明细 公车/购置 金额 20.00\n其中 三公 明细 公车/┃运行 金额 4.00\n合计 其中 三公 明细 公车 金额 24.00\n"), @"
    其中 三公 明细 公车/运行 金额 4.00
                        ────

    三公/公车/运行

    类别    元  行数
    其中  4.00     1
    ");
}

#[test]
fn a_word_of_the_language_shows_its_page() {
    insta::assert_snapshot!(shown(&bureau("科┃目 208 ")), @"
    科目 208 社会保障和就业支出
    ────

    声明一个科目：1 开头是收入，2 开头是支出功能分类，3 开头是部门预算支出经济分类，5 开头是政府预算支出经济分类。类 3 位，款 5 位，项 7 位；上一级科目也要声明。

    科目 2080799 其他就业补助支出
    ");
    insta::assert_snapshot!(english("project a am┃ount 1.00\n"), @"
    project a amount 1.00
              ──────

    The figure: a number or an exact expression of numbers, `+ - * /` and parentheses. A bare number counts in the measure of the file; `元`, `千元`, `万元` and `亿元` may stand behind a number.

    project Fairs unit Centre amount 15 * 2.40 * 12
    ");
    insta::assert_snapshot!(english("budget a measure 万┃元\n"), @"
    budget a measure 万元
                     ────

    What a bare number in this file counts: `yuan`, `thousand`, `ten-thousand` or `hundred-million`; yuan unless given.

    budget Bureau measure ten-thousand
    ");
    insta::assert_snapshot!(english("project a amount 1.00 note 备┃注\n"), @"nothing");
}

#[test]
fn an_include_shows_the_money_of_the_file() {
    insta::assert_snapshot!(
        english("include 科室/┃甲.bud\nproject b amount 5.00\n--- 科室/甲.bud\nproject a amount 3.00\npersonnel amount 2.00\n\n"), @"
    --- main.bud
    include 科室/甲.bud
            ───────────

    科室/甲.bud

    3 lines

    kind           元  lines
    expense      5.00      2
    · personnel  2.00      1
    · project    3.00      1
    ");
    insta::assert_snapshot!(english("include gone┃.bud\n"), @"nothing");
}

#[test]
fn where_nothing_is_there_is_nothing() {
    insta::assert_snapshot!(english("project a amount 1.00   # com┃ment\n"), @"nothing");
    insta::assert_snapshot!(english("┃\n"), @"nothing");
    insta::assert_snapshot!(english("project a unit gon┃e amount 1.00\n"), @"nothing");
    insta::assert_snapshot!(english("nonsense wor┃d\n"), @"nothing");
}
