use std::fmt::Write;

use super::super::fixture::Fixture;
use super::*;

/// How many items are drawn.
const SHOWN: usize = 8;

/// What is offered at the cursor.
fn offered(fixture: &Fixture, files: &[String], snippets: bool) -> Completions {
    let view = fixture.view();
    let at = view.line(fixture.at);
    let line = fixture.budget.sources().line(at);
    complete(&view, &Asked { line, at: fixture.at - at.start, files: &|| files.to_vec(), snippets })
}

/// The first items: label, detail, and what the line becomes when one is taken; `▸` is the one to take,
/// `+` what is declared too.
fn drawn(fixture: &Fixture, files: &[&str]) -> String {
    let files: Vec<String> = files.iter().map(|&file| file.to_owned()).collect();
    let completions = offered(fixture, &files, true);
    let line = fixture.budget.sources().line(fixture.view().line(fixture.at));
    draw(line, &completions)
}

fn draw(line: &str, completions: &Completions) -> String {
    let mut out = String::new();
    let (before, after) = (&line[..completions.word.start as usize], &line[completions.word.end as usize..]);
    for item in completions.items.iter().take(SHOWN) {
        let sign = if item.preselect { '▸' } else { ' ' };
        let detail = if item.detail.is_empty() { "—" } else { &item.detail };
        writeln!(out, "{sign} {} │ {detail} │ {before}{}{after}", item.label, item.text).unwrap();
        for edit in &item.further {
            edit.text.lines().for_each(|line| writeln!(out, "    + {line}").unwrap());
        }
    }
    let more = completions.items.len().saturating_sub(SHOWN);
    match more {
        0 if out.is_empty() => "nothing\n".to_owned(),
        0 => out,
        more => format!("{out}  and {more} more\n"),
    }
}

fn at(text: &str) -> String {
    drawn(&Fixture::new(text), &[])
}

fn in_chinese(text: &str) -> String {
    drawn(&Fixture::new(text).chinese(), &[])
}

const BUDGET: &str = "budget 局 year 2024 measure 万元\nunit 局本级 name 某市人力资源局 code 101001\n\
    unit \"人才 中心\" name 某市人才服务中心 code 101002 under 局本级\nunit 创业中心 under 局本级\n\
    account 208 社会保障和就业支出\naccount 20807 就业补助\naccount 2080799 其他就业补助支出\n\
    account 2080101 行政运行\n\
    project 专项 unit 局本级 func 20807\nproject 人才房票 under 专项 unit 局本级 amount 300.50\n\
    project 培训 under 专项 unit 局本级 amount 20.00\nproject 修缮 unit \"人才 中心\" amount 7.25\n\
    personnel unit 局本级 func 2080799 amount 713.69\noperating unit 创业中心 func 2080799 amount 12\n\
    memo 三公 item 公务用车/购置费 unit 局本级 amount 1.00\nmemo 三公 item 公务接待费 unit 局本级 amount 2.00\n\
    revenue 一般公共预算 unit 局本级 amount 1053.44\n";

const CHINESE: &str = "预算 局 年度 2024 计量单位 万元\n单位 局本级\n科目 208 社会保障和就业支出\n\
    人员 单位 局本级 功能 208 金额 5.00\n";

/// What is offered in a line below a budget.
fn below(line: &str) -> String {
    at(&format!("{BUDGET}{line}\n"))
}

fn below_chinese(line: &str) -> String {
    in_chinese(&format!("{CHINESE}{line}\n"))
}

#[test]
fn the_first_word_of_a_line() {
    insta::assert_snapshot!(below("┃"), @"
    include │ 引用 │ include
    unit │ 单位 │ unit
    account │ 科目 │ account
    project │ 项目 │ project
    personnel │ 人员 │ personnel
    operating │ 公用 │ operating
    basic │ 基本支出 │ basic
    business │ 经营支出 │ business
    and 20 more
    ");
    insta::assert_snapshot!(below("to┃"), @"
    ▸ total │ 合计 │ total
      total func CODE amount 0.00 │ — │ total ${1:func} ${2:CODE} amount ${3:0.00}
    ");
    insta::assert_snapshot!(below("合┃"), @"
    ▸ total │ 合计 │ total
      合计 │ total │ 合计
      total func CODE amount 0.00 │ — │ total ${1:func} ${2:CODE} amount ${3:0.00}
      合计 功能 编码 金额 0.00 │ — │ 合计 ${1:功能} ${2:编码} 金额 ${3:0.00}
    ");
    insta::assert_snapshot!(below("p┃ 修缮 amount 3"), @"
    ▸ project │ 项目 │ project 修缮 amount 3
      personnel │ 人员 │ personnel 修缮 amount 3
    ");
    insta::assert_snapshot!(below_chinese("┃"), @"
    引用 │ include │ 引用
    单位 │ unit │ 单位
    科目 │ account │ 科目
    项目 │ project │ 项目
    人员 │ personnel │ 人员
    公用 │ operating │ 公用
    基本支出 │ basic │ 基本支出
    经营支出 │ business │ 经营支出
    and 20 more
    ");
    insta::assert_snapshot!(below_chinese("xm┃"), @r#"
    ▸ 项目 │ project │ 项目
      项目 名称 单位 单位名 金额 0.00 功能 编码 │ — │ 项目 ${1:名称} 单位 ${2:单位名} 金额 ${3:0.00} 功能 ${4:编码}
      绩效目标 │ goal │ 绩效目标
      绩效目标 项目名 "内容" │ — │ 绩效目标 ${1:项目名} "${2:内容}"
    "#);
    insta::assert_snapshot!(below_chinese("pro┃"), @"
    ▸ 项目 │ project │ 项目
      project │ 项目 │ project
      项目 名称 单位 单位名 金额 0.00 功能 编码 │ — │ 项目 ${1:名称} 单位 ${2:单位名} 金额 ${3:0.00} 功能 ${4:编码}
      project NAME unit UNIT amount 0.00 func CODE │ — │ project ${1:NAME} unit ${2:UNIT} amount ${3:0.00} func ${4:CODE}
      人员 │ personnel │ 人员
      人员 单位 单位名 金额 0.00 功能 编码 │ — │ 人员 单位 ${1:单位名} 金额 ${2:0.00} 功能 ${3:编码}
    ");
}

#[test]
fn an_empty_file_begins_with_its_header() {
    insta::assert_snapshot!(at("┃"), @"
    budget │ 预算 │ budget
    budget NAME year YEAR measure 万元 │ — │ budget ${1:NAME} year ${2:YEAR} measure ${3:万元}
    include │ 引用 │ include
    unit │ 单位 │ unit
    account │ 科目 │ account
    project │ 项目 │ project
    personnel │ 人员 │ personnel
    operating │ 公用 │ operating
    and 21 more
    ");
    insta::assert_snapshot!(in_chinese("┃"), @"
    预算 │ budget │ 预算
    预算 名称 年度 年份 计量单位 万元 │ — │ 预算 ${1:名称} 年度 ${2:年份} 计量单位 ${3:万元}
    引用 │ include │ 引用
    单位 │ unit │ 单位
    科目 │ account │ 科目
    项目 │ project │ 项目
    人员 │ personnel │ 人员
    公用 │ operating │ 公用
    and 21 more
    ");
}

#[test]
fn attributes_that_the_statement_still_takes() {
    insta::assert_snapshot!(below("project 新项目 ┃"), @"
    unit │ 单位 │ project 新项目 unit
    amount │ 金额 │ project 新项目 amount
    func │ 功能 │ project 新项目 func
    econ │ 经济 │ project 新项目 econ
    source │ 来源 │ project 新项目 source
    under │ 归属 │ project 新项目 under
    name │ 全称 │ project 新项目 name
    prior │ 上年数 │ project 新项目 prior
    and 3 more
    ");
    insta::assert_snapshot!(below("personnel unit 局本级 ┃ func 2080799"), @"
    amount │ 金额 │ personnel unit 局本级 amount func 2080799
    econ │ 经济 │ personnel unit 局本级 econ func 2080799
    source │ 来源 │ personnel unit 局本级 source func 2080799
    prior │ 上年数 │ personnel unit 局本级 prior func 2080799
    base │ 基数 │ personnel unit 局本级 base func 2080799
    reason │ 原因 │ personnel unit 局本级 reason func 2080799
    note │ 备注 │ personnel unit 局本级 note func 2080799
    ");
    insta::assert_snapshot!(below("total ┃"), @"
    kind │ 类别 │ total kind
    memo │ 其中 │ total memo
    unit │ 单位 │ total unit
    amount │ 金额 │ total amount
    func │ 功能 │ total func
    econ │ 经济 │ total econ
    source │ 来源 │ total source
    account │ 科目 │ total account
    and 6 more
    ");
    insta::assert_snapshot!(below("total kind revenue ┃"), @"
    amount │ 金额 │ total kind revenue amount
    unit │ 单位 │ total kind revenue unit
    func │ 功能 │ total kind revenue func
    source │ 来源 │ total kind revenue source
    account │ 科目 │ total kind revenue account
    prior │ 上年数 │ total kind revenue prior
    base │ 基数 │ total kind revenue base
    reason │ 原因 │ total kind revenue reason
    and 2 more
    ");
    insta::assert_snapshot!(below("total memo 三公 ┃"), @"
    amount │ 金额 │ total memo 三公 amount
    unit │ 单位 │ total memo 三公 unit
    item │ 明细 │ total memo 三公 item
    prior │ 上年数 │ total memo 三公 prior
    base │ 基数 │ total memo 三公 base
    reason │ 原因 │ total memo 三公 reason
    partial │ 不全 │ total memo 三公 partial
    note │ 备注 │ total memo 三公 note
    ");
    insta::assert_snapshot!(below("total unit 局本级 am┃"), @"▸ amount │ 金额 │ total unit 局本级 amount");
    insta::assert_snapshot!(below_chinese("项目 甲 ┃"), @"
    单位 │ unit │ 项目 甲 单位
    金额 │ amount │ 项目 甲 金额
    功能 │ func │ 项目 甲 功能
    经济 │ econ │ 项目 甲 经济
    来源 │ source │ 项目 甲 来源
    归属 │ under │ 项目 甲 归属
    全称 │ name │ 项目 甲 全称
    上年数 │ prior │ 项目 甲 上年数
    and 3 more
    ");
    insta::assert_snapshot!(below_chinese("项目 甲 je┃"), @"▸ 金额 │ amount │ 项目 甲 金额");
    insta::assert_snapshot!(below_chinese("项目 甲 am┃"), @"
    ▸ 金额 │ amount │ 项目 甲 金额
      amount │ 金额 │ 项目 甲 amount
    ");
    insta::assert_snapshot!(at("预算 局 单位 甲\n单位 甲\n人员 ┃"), @"
    金额 │ amount │ 人员 金额
    单位 │ unit │ 人员 单位
    功能 │ func │ 人员 功能
    经济 │ econ │ 人员 经济
    来源 │ source │ 人员 来源
    上年数 │ prior │ 人员 上年数
    基数 │ base │ 人员 基数
    原因 │ reason │ 人员 原因
    and 1 more
    ");
}

#[test]
fn fixed_values() {
    insta::assert_snapshot!(below("total kind ┃"), @"
    resources │ 收入总计 │ total kind resources
    revenue │ 收入 │ total kind revenue
    carryover │ 上年结转 │ total kind carryover
    uses │ 支出总计 │ total kind uses
    expense │ 支出 │ total kind expense
    basic │ 基本支出 │ total kind basic
    personnel │ 人员 │ total kind personnel
    operating │ 公用 │ total kind operating
    and 5 more
    ");
    insta::assert_snapshot!(below_chinese("合计 类别 ry┃"), @"▸ 人员 │ personnel │ 合计 类别 人员");
    insta::assert_snapshot!(below("total kind revenue partial ┃"), @"
    kind │ 类别 │ total kind revenue partial kind
    unit │ 单位 │ total kind revenue partial unit
    func │ 功能 │ total kind revenue partial func
    source │ 来源 │ total kind revenue partial source
    account │ 科目 │ total kind revenue partial account
    ");
    insta::assert_snapshot!(at("budget 局 measure ┃"), @"
    yuan │ 元 │ budget 局 measure yuan
    thousand │ 千元 │ budget 局 measure thousand
    ten-thousand │ 万元 │ budget 局 measure ten-thousand
    hundred-million │ 亿元 │ budget 局 measure hundred-million
    ");
    insta::assert_snapshot!(at("budget 局 rounding ┃"), @"
    exact │ 精确 │ budget 局 rounding exact
    printed │ 列示 │ budget 局 rounding printed
    ");
    insta::assert_snapshot!(at("预算 局 阶段 ┃"), @"
    预算数 │ budget │ 预算 局 阶段 预算数
    调整数 │ adjusted │ 预算 局 阶段 调整数
    决算数 │ final │ 预算 局 阶段 决算数
    ");
    // Fund sources are spelled as the file spells them.
    insta::assert_snapshot!(below("revenue ┃"), @"
    财政拨款 │ fiscal │ revenue 财政拨款
    一般公共预算 │ general-public │ revenue 一般公共预算
    政府性基金预算 │ government-funds │ revenue 政府性基金预算
    国有资本经营预算 │ state-capital │ revenue 国有资本经营预算
    财政专户管理资金 │ special-account │ revenue 财政专户管理资金
    单位资金 │ own │ revenue 单位资金
    事业收入 │ service │ revenue 事业收入
    事业单位经营收入 │ operations │ revenue 事业单位经营收入
    and 3 more
    ");
    insta::assert_snapshot!(below("project 甲 source zfx┃"), @"▸ 政府性基金预算 │ government-funds │ project 甲 source 政府性基金预算");
    insta::assert_snapshot!(at("budget A\nunit U\nproject P unit U amount 1 source ┃"), @"
    fiscal │ 财政拨款 │ project P unit U amount 1 source fiscal
    general-public │ 一般公共预算 │ project P unit U amount 1 source general-public
    government-funds │ 政府性基金预算 │ project P unit U amount 1 source government-funds
    state-capital │ 国有资本经营预算 │ project P unit U amount 1 source state-capital
    special-account │ 财政专户管理资金 │ project P unit U amount 1 source special-account
    own │ 单位资金 │ project P unit U amount 1 source own
    service │ 事业收入 │ project P unit U amount 1 source service
    operations │ 事业单位经营收入 │ project P unit U amount 1 source operations
    and 3 more
    ");
}

#[test]
fn units() {
    insta::assert_snapshot!(below("project 甲 unit ┃ amount 1"), @r#"
    局本级 │ 某市人力资源局 · 101001 │ project 甲 unit 局本级 amount 1
    人才 中心 │ 某市人才服务中心 · 101002 │ project 甲 unit "人才 中心" amount 1
    创业中心 │ — │ project 甲 unit 创业中心 amount 1
    "#);
    insta::assert_snapshot!(below("project 甲 unit 某市人才┃ amount 1"), @r#"▸ 人才 中心 │ 某市人才服务中心 · 101002 │ project 甲 unit "人才 中心" amount 1"#);
    insta::assert_snapshot!(below("project 甲 unit 101002┃"), @r#"▸ 人才 中心 │ 某市人才服务中心 · 101002 │ project 甲 unit "人才 中心""#);
    insta::assert_snapshot!(below("project 甲 unit cyzx┃"), @"▸ 创业中心 │ — │ project 甲 unit 创业中心");
    insta::assert_snapshot!(below("unit 新单位 under j┃"), @"▸ 局本级 │ 某市人力资源局 · 101001 │ unit 新单位 under 局本级");
    insta::assert_snapshot!(below("unit 局本级 under ┃"), @r#"
    人才 中心 │ 某市人才服务中心 · 101002 │ unit 局本级 under "人才 中心"
    创业中心 │ — │ unit 局本级 under 创业中心
    "#);
}

#[test]
fn names_in_quotes() {
    insta::assert_snapshot!(below("project 甲 unit \"人┃ amount 1"), @r#"
    ▸ 人才 中心 │ 某市人才服务中心 · 101002 │ project 甲 unit "人才 中心" amount 1
      局本级 │ 某市人力资源局 · 101001 │ project 甲 unit "局本级" amount 1
    "#);
    insta::assert_snapshot!(below("project 甲 unit \"人┃才\" amount 1"), @r#"
    ▸ 人才 中心 │ 某市人才服务中心 · 101002 │ project 甲 unit "人才 中心" amount 1
      局本级 │ 某市人力资源局 · 101001 │ project 甲 unit "局本级" amount 1
    "#);
    insta::assert_snapshot!(below("project 甲 unit \"┃\""), @r#"
    局本级 │ 某市人力资源局 · 101001 │ project 甲 unit "局本级"
    人才 中心 │ 某市人才服务中心 · 101002 │ project 甲 unit "人才 中心"
    创业中心 │ — │ project 甲 unit "创业中心"
    "#);
    insta::assert_snapshot!(below("project 甲 unit “创┃"), @r#"▸ 创业中心 │ — │ project 甲 unit "创业中心""#);
    insta::assert_snapshot!(below("project 甲 unit：创┃"), @"▸ 创业中心 │ — │ project 甲 unit：创业中心");
    insta::assert_snapshot!(below("project 甲 unit \"人才 中心\"┃"), @"nothing");
    insta::assert_snapshot!(below("project 甲 note \"to┃"), @"nothing");
}

#[test]
fn nothing_in_a_comment_and_after_what_cannot_be_read() {
    for line in ["# to┃", "project 甲 amount 3 # un┃", "what is ┃", "project 甲 amount 3 * ┃", "unit ┃", "goal 修缮 ┃"]
    {
        assert_eq!(below(line), "nothing\n", "{line}");
    }
    insta::assert_snapshot!(below("project 甲 amonut 3 fu┃"), @"▸ func │ 功能 │ project 甲 amonut 3 func");
    insta::assert_snapshot!(below("project 甲 amount 3O unit ┃"), @r#"
    局本级 │ 某市人力资源局 · 101001 │ project 甲 amount 3O unit 局本级
    人才 中心 │ 某市人才服务中心 · 101002 │ project 甲 amount 3O unit "人才 中心"
    创业中心 │ — │ project 甲 amount 3O unit 创业中心
    "#);
}

#[test]
fn projects_of_the_unit_first() {
    insta::assert_snapshot!(below("project 新 unit 局本级 under ┃"), @"
    专项 │ 局本级 │ project 新 unit 局本级 under 专项
    人才房票 │ 局本级 │ project 新 unit 局本级 under 人才房票
    培训 │ 局本级 │ project 新 unit 局本级 under 培训
    修缮 │ 人才 中心 │ project 新 unit 局本级 under 修缮
    ");
    insta::assert_snapshot!(below("project ┃"), @"
    专项 │ 局本级 │ project 专项
    人才房票 │ 局本级 │ project 人才房票
    培训 │ 局本级 │ project 培训
    修缮 │ 人才 中心 │ project 修缮
    unit │ 单位 │ project unit
    amount │ 金额 │ project amount
    func │ 功能 │ project func
    econ │ 经济 │ project econ
    and 7 more
    ");
    insta::assert_snapshot!(below("project rc┃"), @"▸ 人才房票 │ 局本级 │ project 人才房票");
    insta::assert_snapshot!(below("goal ┃ unit \"人才 中心\""), @r#"
    修缮 │ 人才 中心 │ goal 修缮 unit "人才 中心"
    专项 │ 局本级 │ goal 专项 unit "人才 中心"
    人才房票 │ 局本级 │ goal 人才房票 unit "人才 中心"
    培训 │ 局本级 │ goal 培训 unit "人才 中心"
    "#);
    insta::assert_snapshot!(below("total project p┃"), @"▸ 培训 │ 局本级 │ total project 培训");
    insta::assert_snapshot!(at("unit U\nproject 𠮷祥 unit U amount 1\ngoal 𠮷┃ \"x\"\n"), @r#"▸ 𠮷祥 │ U │ goal 𠮷祥 "x""#);
}

#[test]
fn sets_and_items() {
    insta::assert_snapshot!(below("memo ┃"), @"  三公 │ — │ memo 三公");
    insta::assert_snapshot!(below("memo 三公 item ┃"), @"
    公务用车 │ — │ memo 三公 item 公务用车
    公务用车/购置费 │ — │ memo 三公 item 公务用车/购置费
    公务接待费 │ — │ memo 三公 item 公务接待费
    ");
    insta::assert_snapshot!(below("total memo 三公 item gz┃"), @"▸ 公务用车/购置费 │ — │ total memo 三公 item 公务用车/购置费");
    insta::assert_snapshot!(below("total memo 没有 item ┃"), @"nothing");
}

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
    // What is not declared is declared with those above it.
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
    insta::assert_snapshot!(at("include a.bud\nproject 甲 func 2080799┃\n--- a.bud\naccount 208 社会保障和就业支出\n"), @"nothing");
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

#[test]
fn files_that_are_not_included_yet_come_first() {
    let fixture = Fixture::new("include 甲.bud\ninclude ┃\n--- 甲.bud\nunit 甲\n");
    let files = ["main.bud", "甲.bud", "units/人 才.bud", "units/b.bud"];
    insta::assert_snapshot!(drawn(&fixture, &files), @r#"
    units/人 才.bud │ — │ include "units/人 才.bud"
    units/b.bud │ — │ include units/b.bud
    甲.bud │ included already │ include 甲.bud
    "#);
    let fixture = Fixture::new("include un┃\n");
    insta::assert_snapshot!(drawn(&fixture, &files), @r#"
    ▸ units/人 才.bud │ — │ include "units/人 才.bud"
      units/b.bud │ — │ include units/b.bud
    "#);
    let fixture = Fixture::new("引用 rc┃\n");
    insta::assert_snapshot!(drawn(&fixture, &files), @r#"▸ units/人 才.bud │ — │ 引用 "units/人 才.bud""#);
}

#[test]
fn an_editor_without_gaps_gets_lines_without_gaps() {
    let fixture = Fixture::new(&format!("{BUDGET}proj┃\n"));
    let completions = offered(&fixture, &[], false);
    let line = completions.items.iter().find(|item| item.kind == ItemKind::Snippet).unwrap();
    assert!(!line.snippet);
    assert_eq!(line.text, "project NAME unit UNIT amount 0.00 func CODE");
    let completions = offered(&fixture, &[], true);
    let line = completions.items.iter().find(|item| item.kind == ItemKind::Snippet).unwrap();
    assert!(line.snippet);
    assert_eq!(line.text, "project ${1:NAME} unit ${2:UNIT} amount ${3:0.00} func ${4:CODE}");
}

#[test]
fn the_editor_finds_what_we_find() {
    for line in [
        "┃",
        "xm┃",
        "合┃",
        "project 甲 func qtjy┃",
        "project 甲 func ２０８┃",
        "project 甲 unit \"rc┃",
        "total kind 人┃",
    ] {
        let fixture = Fixture::new(&format!("{BUDGET}{line}\n"));
        let completions = offered(&fixture, &[], true);
        let typed = completions.before.of(fixture.budget.sources().line(fixture.view().line(fixture.at)));
        assert!(!completions.items.is_empty(), "{line}");
        for item in completions.items {
            assert!(item.filter.starts_with(typed), "{line}: {}", item.filter);
        }
    }
    let fixture = Fixture::new(&format!("{BUDGET}project 甲 func qt┃\n"));
    let completions = offered(&fixture, &[], true);
    assert_eq!(completions.items[0].filter, "qtjybzzc 2080799 其他就业补助支出");
    assert!(completions.incomplete, "no editor knows pinyin");
}

#[test]
fn a_word_goes_whole_or_up_to_the_cursor() {
    let places = |line: &str| {
        let fixture = Fixture::new(&format!("{BUDGET}{line}\n"));
        let completions = offered(&fixture, &[], true);
        let line = fixture.budget.sources().line(fixture.view().line(fixture.at));
        (completions.word.of(line).to_owned(), completions.before.of(line).to_owned())
    };
    assert_eq!(places("project 甲 un┃it 局本级"), ("unit".to_owned(), "un".to_owned()));
    assert_eq!(places("project 甲 unit \"人┃才\""), ("\"人才\"".to_owned(), "\"人".to_owned()));
    assert_eq!(places("project 甲 unit 局┃本级"), ("局本级".to_owned(), "局".to_owned()));
}

#[test]
fn what_is_told_about_an_item() {
    let told = |line: &str| {
        let fixture = Fixture::new(&format!("{BUDGET}{line}\n"));
        let items = offered(&fixture, &[], true).items;
        let subject = items[0].subject.clone().unwrap();
        // It goes to the editor and comes back to a budget that has changed meanwhile.
        let later = Fixture::new(&BUDGET.replace("unit 局本级 name", "unit 甲\nunit 局本级 name"));
        let subject = Subject::from_words(&subject.to_words()).unwrap();
        documentation(&later.view(), &subject).markdown(&|_| None)
    };
    insta::assert_snapshot!(told("project 甲 func 208079┃"), @r"
    **2080799 其他就业补助支出**

    functional classification › class 208 社会保障和就业支出 › section 20807 就业补助 › item 2080799 其他就业补助支出

    | kind | 万元 | lines |
    | --- | ---: | ---: |
    | expense | 725.69 + | 2 |
    | · basic | 725.69 | 2 |
    | · · personnel | 713.69 | 1 |
    | · · operating | 12.00 | 1 |

    \+  at least: further lines do not say where they belong
    ");
    insta::assert_snapshot!(told("project 甲 func 208050┃"), @"
    **2080501 行政单位离退休**

    208 社会保障和就业支出 › 20805 行政事业单位养老支出
    ");
    insta::assert_snapshot!(told("project 甲 unit 局┃"), @"
    **某市人力资源局**

    局本级 · code 101001 · 2 units below

    | kind | 万元 | lines |
    | --- | ---: | ---: |
    | revenue | 1053.44 | 1 |
    | expense | 1053.44 | 5 |
    | · basic | 725.69 | 2 |
    | · · personnel | 713.69 | 1 |
    | · · operating | 12.00 | 1 |
    | · project | 327.75 | 3 |
    ");
    insta::assert_snapshot!(told("goal 修┃"), @"
    **修缮**

    unit 人才 中心

    7.25 万元 = 72500.00 元 · 1 line
    ");
    insta::assert_snapshot!(told("memo 三公 item 公务用车┃"), @"
    **三公/公务用车/购置费**

    | kind | 万元 | lines |
    | --- | ---: | ---: |
    | memo | 1.00 | 1 |
    ");
    insta::assert_snapshot!(told("project 甲 source 一般┃"), @"
    **general-public**

    fiscal

    | kind | 万元 | lines |
    | --- | ---: | ---: |
    | revenue | 1053.44 | 1 |
    ");
    insta::assert_snapshot!(told("goa┃"), @r#"
    A performance goal of a project; a project may have several. Where a budget gives goals at all, every level-1 project has one.
    ```bud
    goal Housing "Pay 1,200 housing vouchers"
    ```
    "#);
    insta::assert_snapshot!(told("project 甲 reas┃"), @r#"
    Why the figure changed.
    ```bud
    total kind personnel amount 3734.60 prior 3600.00 reason "six new posts"
    ```
    "#);
}
