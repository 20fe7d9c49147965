//! The built-in layouts, and what a layout can say.

use std::path::Path;

use bud::source::Memory;
use bud::{Options, analyze};
use insta::assert_snapshot;

use super::{BUILTIN, FileId, Layout, SourceFile, Table, builtin, tables};

/// A budget with money of a government fund, in the words of Shanghai's tables.
const FUNDS: &str = "\
budget 区绿化中心 year 2026 measure 元 scale 2 source 一般公共预算
unit 绿化中心 name 区绿化管理中心
account 212 城乡社区支出
account 21205 城乡社区环境卫生
account 2120501 城乡社区环境卫生
account 21208 国有土地使用权出让收入安排的支出
account 2120899 其他国有土地使用权出让收入安排的支出
account 301 工资福利支出
account 30101 基本工资
account 302 商品和服务支出
account 30201 办公费
revenue 一般公共预算 unit 绿化中心 amount 1530000.50
revenue 政府性基金预算 unit 绿化中心 amount 400000.00
personnel unit 绿化中心 func 2120501 amount 1000000.50
operating unit 绿化中心 func 2120501 amount 130000.00
total kind personnel econ 301 amount 1000000.50
total kind personnel econ 30101 amount 1000000.50
total kind operating econ 302 amount 130000.00
total kind operating econ 30201 amount 130000.00
project 行道树 unit 绿化中心 func 2120501 amount 400000.00
project 公园土地 unit 绿化中心 func 2120899 source 政府性基金预算 amount 400000.00
total kind basic econ 301 amount 1000000.50
total kind basic econ 30101 amount 1000000.50
total kind basic econ 302 amount 130000.00
total kind basic econ 30201 amount 130000.00
memo 三公 unit 绿化中心 item 公务接待费 amount 12000.00
memo 机关运行经费 amount 130000.00
";

fn filled(budget: &str, layout: &Layout) -> Vec<Table> {
    let files = Memory::new().with("a.bud", budget);
    let analysis = analyze(&files, Path::new("a.bud"), &Options::default()).unwrap();
    assert_eq!(analysis.summary().errors, 0, "{:?}", analysis.diagnostics);
    tables(&analysis, layout)
}

fn markdown(tables: &[Table]) -> String {
    let mut out = Vec::new();
    bud::report::markdown::write(tables, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn read(text: &str) -> Layout {
    let file = SourceFile::new(FileId(0), "own".to_owned(), "own".into(), text.to_owned());
    let (layout, found) = Layout::read(&file);
    assert!(found.is_empty(), "{found:?}");
    layout
}

#[test]
fn every_built_in_layout_can_be_read_and_says_the_same_in_every_table_only_once() {
    for layout in BUILTIN {
        assert!(builtin(layout.name).tables.len() >= 9, "{}", layout.name);
    }
}

/// 类, 款 and 项 in three columns, in whole 元; 三公 and 机关运行经费 in one table, in 万元; and a table of
/// government funds that is not empty.
#[test]
fn the_tables_of_shanghai() {
    assert_snapshot!(markdown(&filled(FUNDS, &builtin("shanghai"))));
}

#[test]
fn what_nobody_says_is_blank_and_a_zero_is_what_the_header_wants() {
    let layout = read(
        "[[table]]\nid = \"1\"\ntitle = \"\"\ncolumns = [{ head = [\"单位\"], show = \"name\" }, \
         { head = [\"人员\"], slice = \"kind personnel\" }, { head = [\"公用\"], slice = \"kind operating\" }, \
         { head = [\"项目\"], slice = \"kind project\" }]\nrows = [{ name = \"合计\" }]\n",
    );
    let lines = "unit 甲\npersonnel unit 甲 amount 0.00\nproject 修缮 unit 甲 amount 1.005\n";
    let blank = markdown(&filled(&format!("budget 甲\n{lines}"), &layout));
    assert!(blank.ends_with("| 合计 | | | 1.01 |\n"), "{blank}");
    let printed = markdown(&filled(&format!("budget 甲 zero printed\n{lines}"), &layout));
    assert!(printed.ends_with("| 合计 | 0.00 | | 1.01 |\n"), "{printed}");
}

#[test]
fn what_lines_leave_open_is_not_printed_and_counted() {
    let layout = read(
        "[[table]]\nid = \"1\"\ntitle = \"\"\ncolumns = [{ head = [\"科目\"], show = \"name\" }, \
         { head = [\"支出\"], slice = \"kind expense\" }]\nrows = [{ name = \"合计\" }, { each = \"func\" }]\n",
    );
    let lines =
        "unit 甲\naccount 207 文化\nproject 修缮 unit 甲 amount 1.00 func 207\nproject 添置 unit 甲 amount 2.00\n";
    let table = &filled(lines, &layout)[0];
    assert_eq!(table.untold, 1);
    assert_eq!(super::rows(table), [["合计", "3.00"], ["文化", ""]], "how much of it is 207 the lines do not say");
}

#[test]
fn rounded_once_and_half_up() {
    let layout = read(
        "measure = \"万元\"\nscale = 0\n[[table]]\nid = \"1\"\ntitle = \"\"\ncolumns = [{ head = [\"项目\"], show = \"name\" }, \
         { head = [\"金额\"], slice = \"kind project\" }]\nrows = [{ name = \"合计\" }, { each = \"project\" }]\n",
    );
    // 0.445 and 0.455 万元: their sum is 0.9, which is 1; rounded one by one they would be nothing.
    let table = &filled("unit 甲\nproject 一 unit 甲 amount 4450\nproject 二 unit 甲 amount 4550\n", &layout)[0];
    assert_eq!(super::rows(table), [["合计", "1"], ["一", "0"], ["二", "0"]]);
    let half = &filled("unit 甲\nproject 一 unit 甲 amount 5000\n", &layout)[0];
    assert_eq!(super::rows(half), [["合计", "1"], ["一", "1"]]);
}
