use super::*;

#[test]
fn an_amount_shows_its_value_in_two_measures_and_its_step() {
    insta::assert_snapshot!(shown(&bureau("15 ┃* 2.40")), @r#"
    项目 招聘会 单位 "人才 中心" 功能 2080799 金额 15 * 2.40
                                                   ─────────

    15 * 2.40 = 36.00 万元 = 360000.00 元

    未舍入
    "#);
    insta::assert_snapshot!(english("project a amount ３┃００００\n"), @"
    project a amount ３００００
                     ──────────

    30000.00 元 = 3.00 万元

    not rounded
    ");
    insta::assert_snapshot!(english("budget a measure ten-thousand\nproject a amount 1.00 prior 328,66┃1万元\n"), @"
    project a amount 1.00 prior 328,661万元
                                ───────────

    328661.00 万元 = 3286610000.00 元

    rounded to 1 万元
    ");
    insta::assert_snapshot!(english("project a amount 1┃x\n"), @"nothing");
    insta::assert_snapshot!(english("\u{FEFF}total amount ┃0\n"), @"
    total amount 0
                 ─

    0.00 元 = 0.00 万元

    not rounded

    expenditure · exact
    ");
}

#[test]
fn the_amount_of_a_total_shows_what_it_is_held_against() {
    insta::assert_snapshot!(shown(&bureau("金额 3084┃8.00")), @r#"
    合计 单位 "人才 中心" 金额 30848.00
                               ────────

    30848.00 万元 = 308480000.00 元

    舍入到 0.01 万元

    单位 人才 中心 · 不符：= 30836.00，多 12.00

        万元      累计  行             位置
    30800.00  30800.00  项目 人才房票  main.bud:7
       36.00  30836.00  项目 招聘会    main.bud:8
    "#);
    insta::assert_snapshot!(shown(&bureau("合计 金额 30936┃.00")), @"
    合计 金额 30936.00
              ────────

    30936.00 万元 = 309360000.00 元

    舍入到 0.01 万元

    支出 · 不符：= 30836.00，多 100.00

        万元      累计  合计                 位置
    30836.00  30836.00  功能 20807 就业补助  main.bud:12
    ");
    insta::assert_snapshot!(
        english(
            "account 301 a\naccount 302 b\naccount 30101 c\naccount 30102 d\npersonnel amount 100.00\n\
             total kind personnel econ 301 amount 7┃0.00\ntotal kind personnel econ 30101 amount 40.00\n\
             total kind personnel econ 30102 amount 20.00\n"
        ), @"
    total kind personnel econ 301 amount 70.00
                                         ─────

    70.00 元 = 0.007 万元

    not rounded

    personnel expenditure, econ 301 a · refuted: = 60.00, 10.00 too much

       元  running sum  total                                where
    40.00        40.00  personnel expenditure, econ 30101 c  main.bud:7
    20.00        60.00  personnel expenditure, econ 30102 d  main.bud:8
    ");
}

#[test]
fn bounds_ceilings_and_totals_that_are_not_judged_say_so() {
    insta::assert_snapshot!(
        english("basic amount 3.00\npersonnel amount 1.00\ntotal kind personnel amount ┃5.00\n"), @"
    total kind personnel amount 5.00
                                ────

    5.00 元 = 0.0005 万元

    not rounded

    personnel expenditure · refuted: ≤ 4.00, 1.00 too much

    between 1.00 and 4.00, since some lines do not say whether they belong here

      元  running sum  line       where
    1.00         1.00  personnel  main.bud:2
    ");
    insta::assert_snapshot!(english("project a amount 12.00\nceiling kind project amount 10┃.00\n"), @"
    ceiling kind project amount 10.00
                                ─────

    10.00 元 = 0.001 万元

    not rounded

    project expenditure · refuted: ≥ 12.00, 2.00 over

       元  running sum  line       where
    12.00        12.00  project a  main.bud:1
    ");
    insta::assert_snapshot!(english("project a amount 1x\ntotal amount 10┃.00\n"), @"
    total amount 10.00
                 ─────

    10.00 元 = 0.001 万元

    not rounded

    expenditure · not judged
    ");
}

#[test]
fn further_lines_stand_in_one_row() {
    let lines: String = (1..=10).map(|at| format!("project p{at} amount {at}.00\n")).collect();
    insta::assert_snapshot!(english(&format!("{lines}total amount 5┃5.00\n")), @"
    total amount 55.00
                 ─────

    55.00 元 = 0.0055 万元

    not rounded

    expenditure · exact

       元  running sum  line             where
     3.00         3.00  project p3       main.bud:3
     4.00         7.00  project p4       main.bud:4
     5.00        12.00  project p5       main.bud:5
     6.00        18.00  project p6       main.bud:6
     7.00        25.00  project p7       main.bud:7
     8.00        33.00  project p8       main.bud:8
     9.00        42.00  project p9       main.bud:9
    10.00        52.00  project p10      main.bud:10
     3.00        55.00  2 further lines
    ");
}
