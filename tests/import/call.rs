//! The command: what it writes, what it says, and when it writes nothing.

use std::fs;

use rust_xlsxwriter::Workbook;

use super::corpus::bdc;
use super::{printed, workbook};

#[test]
fn a_workbook_becomes_a_folder_beside_it_that_checks() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("预算公开表.xlsx"), workbook(&printed())).unwrap();
    let outcome = bdc(folder.path(), &["import", "预算公开表.xlsx", "--lang", "zh"]);
    insta::assert_snapshot!(outcome.stderr, @r"
    预算公开表：读出 12 张表，其中 56 个数为明细，362 个数为合计
    检查请用：bdc check 预算公开表/budget.bud
    ");
    assert_eq!((outcome.status, outcome.stdout.as_str()), (0, ""));
    assert_eq!(bdc(folder.path(), &["check", "预算公开表/budget.bud", "--quiet"]).status, 0);
    // What is there is somebody's work.
    let before = fs::read(folder.path().join("预算公开表/budget.bud")).unwrap();
    let again = bdc(folder.path(), &["import", "预算公开表.xlsx"]);
    assert_eq!(again.status, 2);
    insta::assert_snapshot!(again.stderr, @"error: 预算公开表/budget.bud is there already, and is left as it is");
    assert_eq!(fs::read(folder.path().join("预算公开表/budget.bud")).unwrap(), before);
}

#[test]
fn what_is_not_in_the_budget_is_listed_and_told_by_the_exit_status() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("支出").unwrap();
    for (row, cells) in [
        &["2024年部门支出预算总表", "", "", "", "单位：万元"][..],
        &["科目编码", "科目名称", "总计", "人员支出", "备用"],
        &["208", "社会保障和就业支出", "30.00", "3O.00", "12.00"],
        &["", "其他", "5.00"],
        &[],
        &["合计数", "", "35.00"],
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.xlsx"), workbook.save_to_buffer().unwrap()).unwrap();
    let outcome = bdc(folder.path(), &["import", "a.xlsx", "-o", "b"]);
    assert_eq!(outcome.status, 1);
    assert!(folder.path().join("b/budget.bud").exists());
    let lost: String =
        outcome.stderr.lines().filter(|line| !line.starts_with("note")).map(|line| format!("{line}\n")).collect();
    insta::assert_snapshot!(lost, @r#"
    error: 支出!D3: "3O.00" cannot be read as an amount
    error: 支出!E3: 12.00 is in a column that table 3 does not have
    error: 支出!C4: no account is called "其他"
    error: 支出!C6: 35.00 is in a row that table 3 does not have
    b: 1 table read; 0 figures are entries, 1 is a total; 4 have no place in the budget and must be entered by hand, see above
    Check it with: bdc check b/budget.bud
    "#);
    let quiet = bdc(folder.path(), &["import", "a.xlsx", "-o", "c", "--quiet"]);
    assert!(!quiet.stderr.contains("note") && quiet.stderr.contains("error"));
}

#[test]
fn what_is_no_workbook_or_has_no_table_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.xlsx"), "unit 中心\n").unwrap();
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "通讯录").unwrap();
    fs::write(folder.path().join("b.xlsx"), workbook.save_to_buffer().unwrap()).unwrap();
    for (file, said) in [
        ("a.xlsx", "error: cannot read a.xlsx: it is no workbook in the format .xlsx, or it is damaged\n"),
        ("b.xlsx", "error: b.xlsx has no table of the layout, and nothing was written; --layout names another one\n"),
        ("c.xlsx", "error: cannot read c.xlsx: there is no such file or folder\n"),
    ] {
        let outcome = bdc(folder.path(), &["import", file]);
        assert_eq!((outcome.status, outcome.stderr.as_str()), (2, said));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no folder is made");
}
