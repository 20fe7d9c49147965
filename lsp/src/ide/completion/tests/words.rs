use super::*;

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
}

#[test]
fn attributes_that_the_money_of_a_total_has() {
    insta::assert_snapshot!(below("total ┃"), @"
    kind │ 类别 │ total kind
    memo │ 其中 │ total memo
    unit │ 单位 │ total unit
    project │ 项目 │ total project
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
}

#[test]
fn attributes_in_the_spelling_of_the_line() {
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
