use super::*;

#[test]
fn codes_by_digits_by_name_and_by_pinyin() {
    insta::assert_snapshot!(below("project 甲 func 2080┃"), @"
    ▸ 2080101 行政运行 │ 社会保障和就业支出 › 人力资源和社会保障管理事务 │ project 甲 func 2080101
      20807 就业补助 │ 社会保障和就业支出 │ project 甲 func 20807
      2080799 其他就业补助支出 │ 社会保障和就业支出 › 就业补助 │ project 甲 func 2080799
      20801 人力资源和社会保障管理事务 │ not declared yet; this declares it │ project 甲 func 20801
        + account 20801 人力资源和社会保障管理事务
      2080102 一般行政管理事务 │ not declared yet; this declares it │ project 甲 func 2080102
        + account 20801 人力资源和社会保障管理事务
        + account 2080102 一般行政管理事务
      2080106 就业管理事务 │ not declared yet; this declares it │ project 甲 func 2080106
        + account 20801 人力资源和社会保障管理事务
        + account 2080106 就业管理事务
      2080109 社会保险经办机构 │ not declared yet; this declares it │ project 甲 func 2080109
        + account 20801 人力资源和社会保障管理事务
        + account 2080109 社会保险经办机构
      2080111 公共就业服务和职业技能鉴定机构 │ not declared yet; this declares it │ project 甲 func 2080111
        + account 20801 人力资源和社会保障管理事务
        + account 2080111 公共就业服务和职业技能鉴定机构
      and 13 more
    ");
    insta::assert_snapshot!(below("project 甲 func qtjy┃"), @"
    ▸ 2080799 其他就业补助支出 │ 社会保障和就业支出 › 就业补助 │ project 甲 func 2080799
      20599 其他教育支出 │ not declared yet; this declares it │ project 甲 func 20599
        + account 205 教育支出
        + account 20599 其他教育支出
      2059999 其他教育支出 │ not declared yet; this declares it │ project 甲 func 2059999
        + account 205 教育支出
        + account 20599 其他教育支出
        + account 2059999 其他教育支出
      20605 科技条件与服务 │ not declared yet; this declares it │ project 甲 func 20605
        + account 206 科学技术支出
        + account 20605 科技条件与服务
    ");
    insta::assert_snapshot!(below("project 甲 func 就业补┃"), @"
    ▸ 20807 就业补助 │ 社会保障和就业支出 │ project 甲 func 20807
      2080799 其他就业补助支出 │ 社会保障和就业支出 › 就业补助 │ project 甲 func 2080799
      2080711 就业见习补贴 │ not declared yet; this declares it │ project 甲 func 2080711
        + account 2080711 就业见习补贴
    ");
}

#[test]
fn codes_of_one_name_are_told_apart_by_what_is_above_them() {
    insta::assert_snapshot!(below("project 甲 func xingzhengyx┃"), @"
    ▸ 2080101 行政运行 │ 社会保障和就业支出 › 人力资源和社会保障管理事务 │ project 甲 func 2080101
      2010301 行政运行 │ not declared yet; this declares it │ project 甲 func 2010301
        + account 201 一般公共服务支出
        + account 20103 政府办公厅（室）及相关机构事务
        + account 2010301 行政运行
      2010601 行政运行 │ not declared yet; this declares it │ project 甲 func 2010601
        + account 201 一般公共服务支出
        + account 20106 财政事务
        + account 2010601 行政运行
      2011301 行政运行 │ not declared yet; this declares it │ project 甲 func 2011301
        + account 201 一般公共服务支出
        + account 20113 商贸事务
        + account 2011301 行政运行
      2013901 行政运行 │ not declared yet; this declares it │ project 甲 func 2013901
        + account 201 一般公共服务支出
        + account 20139 社会工作事务
        + account 2013901 行政运行
      2040601 行政运行 │ not declared yet; this declares it │ project 甲 func 2040601
        + account 204 公共安全支出
        + account 20406 司法
        + account 2040601 行政运行
      2070101 行政运行 │ not declared yet; this declares it │ project 甲 func 2070101
        + account 207 文化旅游体育与传媒支出
        + account 20701 文化和旅游
        + account 2070101 行政运行
      2120101 行政运行 │ not declared yet; this declares it │ project 甲 func 2120101
        + account 212 城乡社区支出
        + account 21201 城乡社区管理事务
        + account 2120101 行政运行
    ");
}

#[test]
fn what_is_not_declared_is_declared_with_those_above_it() {
    insta::assert_snapshot!(below("project 甲 econ 30201┃"), @"
    ▸ 30201 办公费 │ not declared yet; this declares it │ project 甲 econ 30201
        + account 302 商品和服务支出
        + account 30201 办公费
    ");
    insta::assert_snapshot!(below_chinese("人员 功能 2080799┃ 金额 3"), @"
    ▸ 2080799 其他就业补助支出 │ 尚未声明，选用时一并声明 │ 人员 功能 2080799 金额 3
        + 科目 20807 就业补助
        + 科目 2080799 其他就业补助支出
    ");
    // A file that declares its accounts elsewhere is not changed from here.
    insta::assert_snapshot!(at("include a.bud\nproject 甲 func 208079┃\n--- a.bud\naccount 208 社会保障和就业支出\n"), @"▸ 2080799 其他就业补助支出 │ not declared in this budget │ project 甲 func 2080799");
}

#[test]
fn accounts_to_declare() {
    insta::assert_snapshot!(below("account 2080┃"), @"
    ▸ 20801 人力资源和社会保障管理事务 │ 社会保障和就业支出 │ account 20801 人力资源和社会保障管理事务
      2080102 一般行政管理事务 │ 社会保障和就业支出 › 人力资源和社会保障管理事务 │ account 2080102 一般行政管理事务
      2080106 就业管理事务 │ 社会保障和就业支出 › 人力资源和社会保障管理事务 │ account 2080106 就业管理事务
      2080109 社会保险经办机构 │ 社会保障和就业支出 › 人力资源和社会保障管理事务 │ account 2080109 社会保险经办机构
      2080111 公共就业服务和职业技能鉴定机构 │ 社会保障和就业支出 › 人力资源和社会保障管理事务 │ account 2080111 公共就业服务和职业技能鉴定机构
      2080199 其他人力资源和社会保障管理事务支出 │ 社会保障和就业支出 › 人力资源和社会保障管理事务 │ account 2080199 其他人力资源和社会保障管理事务支出
      20805 行政事业单位养老支出 │ 社会保障和就业支出 │ account 20805 行政事业单位养老支出
      2080501 行政单位离退休 │ 社会保障和就业支出 › 行政事业单位养老支出 │ account 2080501 行政单位离退休
      and 10 more
    ");
    insta::assert_snapshot!(below("account bgf┃ 别名"), @"▸ 30201 办公费 │ 商品和服务支出 │ account 30201 别名");
    insta::assert_snapshot!(below("account 20805 ┃"), @"  行政事业单位养老支出 │ — │ account 20805 行政事业单位养老支出");
}

#[test]
fn the_figure_that_a_total_should_have() {
    insta::assert_snapshot!(below("total func 2080799 amount ┃"), @"▸ 725.69 │ sum of 2 lines; 3 more may belong to it │ total func 2080799 amount 725.69");
    insta::assert_snapshot!(below("total amount ┃ unit 局本级 kind project"), @"▸ 327.75 │ sum of 3 lines │ total amount 327.75 unit 局本级 kind project");
    insta::assert_snapshot!(below("total kind personnel amount 7┃"), @"▸ 713.69 │ sum of 1 line │ total kind personnel amount 713.69");
    insta::assert_snapshot!(below("合计 其中 三公 金额 ┃"), @"▸ 3.00 │ sum of 2 lines │ 合计 其中 三公 金额 3.00");
    insta::assert_snapshot!(below("total item 公务用车 memo 三公 amount ┃"), @"▸ 1.00 │ sum of 1 line │ total item 公务用车 memo 三公 amount 1.00");
    insta::assert_snapshot!(below("ceiling unit 局本级 amount ┃"), @"▸ 1053.44 │ what it comes to now: sum of 5 lines │ ceiling unit 局本级 amount 1053.44");
    insta::assert_snapshot!(below("project 专项 unit 局本级 amount ┃"), @"▸ 320.50 │ sum of 2 lines of the projects under it │ project 专项 unit 局本级 amount 320.50");
    // Lines without an economic item may belong to it.
    let possible =
        format!("{BUDGET}account 301 工资\npersonnel unit 局本级 econ 301 amount 5\ntotal econ 301 amount ┃\n");
    insta::assert_snapshot!(at(&possible), @"▸ 5.00 │ sum of 1 line; 5 more may belong to it │ total econ 301 amount 5.00");
    insta::assert_snapshot!(in_chinese(&possible), @"▸ 5.00 │ 1 行之和，另有 5 行可能属于其中 │ total econ 301 amount 5.00");
    // Not in the place of a figure that is typed, nor where nothing is known.
    for line in [
        "total func 2080799 amount 8┃",
        "total unit 没有 amount ┃",
        "total func 2080101 amount ┃",
        "total kind revenue project 专项 amount ┃",
        "total func 20807O9 amount ┃",
        "project 修缮 amount ┃",
        "personnel unit 局本级 amount ┃",
        "total unit 局本级 prior ┃",
    ] {
        assert_eq!(below(line), "nothing\n", "{line}");
    }
}

#[test]
fn a_sum_is_rounded_as_the_figures_of_its_file() {
    insta::assert_snapshot!(at("budget A measure 万元 scale 1\npersonnel amount 123456元\ntotal amount ┃"), @"▸ 12.3 │ sum of 1 line │ total amount 12.3");
    insta::assert_snapshot!(at("budget A\npersonnel amount 0.125\ntotal amount ┃"), @"▸ 0.125 │ sum of 1 line │ total amount 0.125");
}

#[test]
fn what_is_said_is_the_line_and_not_the_analysis() {
    // The analysis is of the text before the line was typed.
    let fixture = Fixture::new("budget 局\nunit 局本级\npersonnel unit 局本级 amount 5.00\n");
    let line = "项目 𠮷 单位 j 金额 3";
    let at = line.find(" 金额").unwrap() as u32;
    let completions = complete(&fixture.view(), &Asked { line, at, files: &Vec::new, snippets: true });
    insta::assert_snapshot!(draw(line, &completions), @"▸ 局本级 │ — │ 项目 𠮷 单位 局本级 金额 3");
}
