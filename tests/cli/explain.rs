//! `bdc explain`.

use insta::assert_snapshot;

use super::Folder;

#[test]
fn a_page_has_its_text_and_its_examples() {
    let folder = Folder::new();
    let english = folder.bdc(&["explain", "E0301"]);
    assert!(english.starts_with("exit 0\n── stdout\nE0301: "), "{english}");
    assert!(english.contains("\nBad\n") && english.contains("\nGood\n"), "{english}");
    assert_eq!(folder.bdc(&["explain", "e0301"]), english);
    let chinese = folder.bdc(&["explain", "E0301", "--lang", "zh"]);
    assert!(chinese.starts_with("exit 0\n── stdout\nE0301："), "{chinese}");
    assert!(chinese.contains("\n错误示例\n") && chinese.contains("\n正确示例\n"), "{chinese}");
    assert!(!english.contains("```") && !chinese.contains("```"));
}

#[test]
fn without_a_code_all_are_listed() {
    let folder = Folder::new();
    let list = folder.bdc(&["explain"]);
    assert!(list.contains("\nE0101  ") && list.contains("\nN0702  "), "{list}");
    assert_eq!(folder.bdc(&["explain", "--lang=zh"]).lines().count(), list.lines().count());
}

#[test]
fn an_unknown_code_is_told_with_the_nearest() {
    let folder = Folder::new();
    assert_snapshot!(folder.bdc(&["explain", "E041"]), @"
    exit 2
    ── stderr
    error: there is no code E041; did you mean E0401?
    ");
    assert_snapshot!(folder.bdc(&["explain", "E041", "--lang", "zh"]), @"
    exit 2
    ── stderr
    错误：没有代码 E041，是不是 E0401？
    ");
    assert_snapshot!(folder.bdc(&["explain", "money\u{1b}[31m"]), @r"
    exit 2
    ── stderr
    error: there is no code money\u{1b}[31m; `bdc explain` lists them all
    ");
}
