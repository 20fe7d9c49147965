//! Published tables on the command line: which files are written where, and a table in the terminal.

use std::fs;

use insta::assert_snapshot;

use super::Folder;

const TOWN: &str = "\
预算 镇预算 年度 2026 计量单位 万元 来源 一般公共预算
单位 图书馆 全称 镇公共图书馆
科目 207 文化
科目 20701 文化和旅游
科目 2070104 图书馆
人员 单位 图书馆 功能 2070104 金额 6.50
项目 购书 单位 图书馆 金额 8.00 功能 2070104
收入 一般公共预算 单位 图书馆 金额 14.50
";

#[test]
fn a_table_in_the_terminal() {
    let folder = Folder::new().with("镇.bud", TOWN);
    assert_snapshot!(folder.bdc(&["show", "镇.bud", "--table", "3"]), @"
    exit 0
    ── stdout
    2026年部门支出预算总表  单位：万元

    科目编码  科目名称       总计  基本支出/人员支出  基本支出/公用经费  项目支出  事业单位经营支出  上缴上级支出  对附属单位补助支出
              合计          14.50               6.50                         8.00
    207       文化          14.50               6.50                         8.00
    20701       文化和旅游  14.50               6.50                         8.00
    2070104       图书馆    14.50               6.50                         8.00
    ");
    assert_snapshot!(folder.bdc(&["show", "镇.bud", "--table", "8"]), @"
    exit 0
    ── stdout
    2026年部门政府性基金预算支出表  单位：万元

    科目编码  科目名称  合计  基本支出  项目支出
              合计
    镇公共图书馆没有政府性基金预算拨款安排的支出，故本表无数据
    ");
    assert_snapshot!(folder.bdc(&["show", "镇.bud", "--table", "12"]), @"
    exit 2
    ── stderr
    error: the layout has no table 12; it has 1, 2, 3, 4, 5, 6, 7, 8, 9, 10-1, 10-2, 11
    ");
    assert_snapshot!(folder.bdc(&["show", "镇.bud", "--table", "1", "--layout", "shangai", "--lang", "zh"]), @"
    exit 2
    ── stderr
    错误：没有版式 shangai；已有的版式：zhejiang, shanghai，也可以写版式文件的路径
    ");
}

#[test]
fn several_formats_go_into_a_folder_or_beside_the_budget() {
    let folder = Folder::new().with("镇.bud", TOWN);
    assert!(folder.bdc(&["build", "镇.bud", "--emit", "ledger,md,xlsx", "-q"]).starts_with("exit 0\n"));
    assert_eq!(folder.names(), ["镇.bud", "镇.ledger.json", "镇.md", "镇.xlsx"]);
    assert!(folder.bdc(&["build", "镇.bud", "--emit", "csv", "-o", "表", "-q"]).starts_with("exit 0\n"));
    let mut names: Vec<_> = fs::read_dir(folder.path("表")).unwrap().map(|it| it.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 12);
    assert_eq!(names[0], "镇.1.csv");
    assert_snapshot!(folder.bdc(&["build", "镇.bud", "--emit", "csv,csv", "-o", "one.csv"]), @"
    exit 2
    ── stderr
    error: -o names one file, but several would be written; name a folder, or leave it out to write each beside its budget
    ");
    assert_snapshot!(folder.bdc(&["build", "镇.bud", "--emit", "csv", "-o", "-"]), @"
    exit 2
    ── stderr
    error: -o names one file, but several would be written; name a folder, or leave it out to write each beside its budget
    ");
}

#[test]
fn two_budgets_of_one_name_do_not_overwrite_each_other() {
    let folder = Folder::new();
    for name in ["a", "b"] {
        fs::create_dir(folder.path(name)).unwrap();
        fs::write(folder.path(&format!("{name}/镇.bud")), TOWN).unwrap();
    }
    assert_snapshot!(folder.bdc(&["build", "a/镇.bud", "b/镇.bud", "--emit", "md", "-o", "out"]), @r#"
    exit 2
    ── stderr
    warning[W0605]: 207 is called "文化" here, and "文化旅游体育与传媒支出" in published budgets
      --> a/镇.bud:3:8
     3 | 科目 207 文化
       |          ^^^^
       = help: check the code first, then the name
       = possible fix: write 文化旅游体育与传媒支出
     3 + 科目 207 文化旅游体育与传媒支出

    warning[W0605]: 207 is called "文化" here, and "文化旅游体育与传媒支出" in published budgets
      --> b/镇.bud:3:8
     3 | 科目 207 文化
       |          ^^^^
       = help: check the code first, then the name
       = possible fix: write 文化旅游体育与传媒支出
     3 + 科目 207 文化旅游体育与传媒支出

    2 warnings
    out/镇.md written
    error: out/镇.md would be written twice; budgets of one name need folders of their own
    "#);
}

#[test]
fn the_same_budget_gives_the_same_bytes_whatever_the_clock_says() {
    let folder = Folder::new().with("镇.bud", TOWN);
    let all = ["build", "镇.bud", "--emit", "csv,md,xlsx,ledger", "--formulas", "-q", "-o"];
    for out in ["one", "two"] {
        assert!(folder.bdc(&[&all[..], &[out]].concat()).starts_with("exit 0\n"));
        // The clock of a file system counts seconds.
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    for entry in fs::read_dir(folder.path("one")).unwrap() {
        let name = entry.unwrap().file_name();
        let bytes = |out: &str| fs::read(folder.path(out).join(&name)).unwrap();
        assert!(bytes("one") == bytes("two"), "{name:?}");
    }
}

#[test]
fn nothing_is_written_of_a_budget_with_errors() {
    let folder = Folder::new().with("镇.bud", format!("{TOWN}合计 金额 99.00\n"));
    let shown = folder.bdc(&["build", "镇.bud", "--emit", "xlsx,md"]);
    assert!(shown.starts_with("exit 1\n") && shown.contains("镇.xlsx not written"), "{shown}");
    assert_eq!(folder.names(), ["镇.bud"]);
}

/// A layout with a mistake in most of its lines.
const MISTAKES: &str = "\
[[table]]
id = \"1\"
titel = \"支出表\"
columns = [
  { head = [\"科目\"], show = \"nmae\" },
  { head = [\"合计\"], slice = \"kind expence\" },
  { head = [\"单位\"], slice = \"unit 图书馆\" },
]
rows = [{ each = \"func\", level = 30 }, { name = \"合计\", each = \"unit\" }]
";

fn with_layouts() -> Folder {
    Folder::new().with("镇.bud", TOWN).with("own.toml", MISTAKES).with("bad.toml", "[[table]\n")
}

const CALL: [&str; 5] = ["build", "镇.bud", "--emit", "md", "--layout"];

#[test]
fn a_mistake_in_a_layout_is_told_at_its_place() {
    let folder = with_layouts();
    assert_snapshot!(folder.bdc(&[&CALL[..], &["own.toml"]].concat()), @r#"
    exit 2
    ── stderr
    error[E0802]: a layout has no "titel" here
      --> own.toml:3:1
     3 | titel = "支出表"
       | ^^^^^
       = help: did you mean title?

    error[E0802]: a layout has no "nmae" here
      --> own.toml:5:27
     5 |   { head = ["科目"], show = "nmae" },
       |                             ^^^^^^
       = help: did you mean name?

    error[E0207]: "expence" is not a value of "kind"
      --> own.toml:6:34
     6 |   { head = ["合计"], slice = "kind expence" },
       |                                    ^^^^^^^
       = help: did you mean expense?

    error[E0802]: a layout says nothing of this: it is of every budget
      --> own.toml:7:29
     7 |   { head = ["单位"], slice = "unit 图书馆" },
       |                               ^^^^
       = help: a layout's slices are said by kind, source, func, econ, account, memo and item

    error[E0803]: "level" is a whole number from 0 to 9
      --> own.toml:9:34
     9 | rows = [{ each = "func", level = 30 }, { name = "合计", each = "unit" }]
       |                                  ^^

    error[E0803]: either "name" or "each" stands here
      --> own.toml:9:40
     9 | rows = [{ each = "func", level = 30 }, { name = "合计", each = "unit" }]
       |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    6 errors
    "#);
    assert_eq!(folder.names(), ["bad.toml", "own.toml", "镇.bud"], "nothing is written");
}

#[test]
fn a_mistake_in_a_layout_is_told_in_chinese() {
    let folder = with_layouts();
    assert_snapshot!(folder.bdc(&[&CALL[..], &["own.toml", "--lang", "zh"]].concat()), @r#"
    exit 2
    ── stderr
    错误[E0802]：版式中此处没有“titel”
      --> own.toml:3:1
     3 | titel = "支出表"
       | ^^^^^
       = 帮助：是否应为 title？

    错误[E0802]：版式中此处没有“nmae”
      --> own.toml:5:27
     5 |   { head = ["科目"], show = "nmae" },
       |                             ^^^^^^
       = 帮助：是否应为 name？

    错误[E0207]：“kind”不能写“expence”
      --> own.toml:6:34
     6 |   { head = ["合计"], slice = "kind expence" },
       |                                    ^^^^^^^
       = 帮助：是否应为 expense？

    错误[E0802]：版式不能写这一项：版式适用于所有预算
      --> own.toml:7:29
     7 |   { head = ["单位"], slice = "unit 图书馆" },
       |                               ^^^^
       = 帮助：版式中的范围用类别、来源、功能、经济、科目、其中、明细来写

    错误[E0803]：“level”应为 0 到 9 的整数
      --> own.toml:9:34
     9 | rows = [{ each = "func", level = 30 }, { name = "合计", each = "unit" }]
       |                                  ^^

    错误[E0803]：这里应写“name”或“each”，二者取一
      --> own.toml:9:40
     9 | rows = [{ each = "func", level = 30 }, { name = "合计", each = "unit" }]
       |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    6 个错误
    "#);
}

#[test]
fn a_layout_that_cannot_be_read_ends_with_2() {
    let folder = with_layouts();
    assert_snapshot!(folder.bdc(&[&CALL[..], &["bad.toml"]].concat()), @"
    exit 2
    ── stderr
    error[E0801]: the layout cannot be read from here on: this is not TOML
      --> bad.toml:1:9
     1 | [[table]
       |         ^

    1 error
    ");
    assert_snapshot!(folder.bdc(&[&CALL[..], &["missing.toml"]].concat()), @"
    exit 2
    ── stderr
    error: cannot read missing.toml: there is no such file or folder
    ");
}
