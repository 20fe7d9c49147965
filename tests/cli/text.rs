//! The text on the command line: where the department's own parts come from, and what is said of them.

use insta::assert_snapshot;

use super::Folder;

const HALL: &str = "\
预算 文化馆预算 年度 2026 计量单位 万元 来源 一般公共预算
单位 文化馆 全称 镇文化馆
科目 207 文化旅游体育与传媒支出
人员 单位 文化馆 功能 207 金额 6.50
项目 演出 单位 文化馆 金额 8.00 功能 207
收入 一般公共预算 单位 文化馆 金额 14.50
";

const WRONG: &str = "### （一）主要职能\n\n组织群众文化活动，全年演出经费 9.00 万元。\n";

#[test]
fn the_text_is_written_beside_the_budget_with_its_tables() {
    let folder = Folder::new().with("馆.bud", HALL).with("text/11-duties.md", WRONG.replace("9.00", "8.00"));
    assert_snapshot!(folder.bdc(&["build", "馆.bud", "--emit", "text"]), @"
    exit 0
    ── stderr
    no problems found
    馆.text.md written
    ");
    let text = folder.read("馆.text.md");
    assert!(text.starts_with("# 镇文化馆2026年部门预算\n\n## 一、部门概况\n\n### （一）主要职能\n"), "{text}");
    assert!(text.contains("人员支出6.50万元，占44.8%；项目支出8.00万元，占55.2%"), "{text}");
    assert!(text.contains("### 2026年部门支出预算总表\n\n单位：万元\n\n| 科目编码 |"), "{text}");
}

#[test]
fn a_figure_that_is_typed_wrongly_is_told_at_its_place() {
    let folder = Folder::new().with("馆.bud", HALL).with("说明/11-duties.md", WRONG);
    assert_snapshot!(folder.bdc(&["build", "馆.bud", "--emit", "text", "--text", "说明"]), @"
    exit 1
    ── stderr
    error[E0904]: the text says 9.00 万元, but project 演出 comes to 8.00万元
      --> 说明/11-duties.md:3:17
     3 | 组织群众文化活动，全年演出经费 9.00 万元。
       |                                ^^^^
       = help: write 8.00万元

    1 error
    馆.text.md not written, since the budget is not valid; --keep-going writes it all the same, marked so
    ");
    assert_snapshot!(folder.bdc(&["build", "馆.bud", "--emit", "text", "--text", "说明", "--lang", "zh"]), @"
    exit 1
    ── stderr
    错误[E0904]：文中写 9.00 万元，预算中“项目 演出”为 8.00万元
      --> 说明/11-duties.md:3:17
     3 | 组织群众文化活动，全年演出经费 9.00 万元。
       |                                ^^^^
       = 帮助：改为 8.00万元

    1 个错误
    预算有错误，没有写入 馆.text.md；加 --keep-going 仍可写入，并标明无效
    ");
    assert_eq!(folder.names(), ["说明", "馆.bud"]);
    // Tables do not look at the text.
    assert!(folder.bdc(&["build", "馆.bud", "--emit", "md", "--text", "说明", "-q"]).starts_with("exit 0\n"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new().with("馆.bud", HALL);
    assert_snapshot!(folder.bdc(&["build", "馆.bud", "--emit", "text", "--text", "无"]), @"
    exit 2
    ── stderr
    error: cannot read 无: there is no such file or folder
    ");
    let folder = folder.with("text/11-duties.md", b"\xff\xfe");
    assert_snapshot!(folder.bdc(&["build", "馆.bud", "--emit", "text"]), @"
    exit 2
    ── stderr
    error: cannot read text/11-duties.md: invalid data
    ");
}

/// Of standard input nothing stands beside.
#[test]
fn a_budget_from_standard_input() {
    let folder = Folder::new().with("text/60-note.md", WRONG);
    let output = folder.bdc_reading(&["build", "-", "--emit", "text", "-q"], HALL);
    assert!(output.starts_with("exit 0\n") && output.contains("# 镇文化馆2026年部门预算"), "{output}");
}
