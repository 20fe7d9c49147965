use super::*;

/// What is told about the first item at the cursor, once the editor gives it back to a budget that has
/// changed meanwhile.
fn told(line: &str) -> String {
    let fixture = Fixture::new(&format!("{BUDGET}{line}\n"));
    let items = offered(&fixture, &[], true).items;
    let subject = items[0].subject.clone().unwrap();
    let later = Fixture::new(&BUDGET.replace("unit 局本级 name", "unit 甲\nunit 局本级 name"));
    let subject = Subject::from_words(&subject.to_words()).unwrap();
    documentation(&later.view(), &subject).markdown(&|_| None)
}

#[test]
fn a_name_is_told_with_its_figures() {
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
}

#[test]
fn a_word_of_the_language_is_told_by_its_page() {
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
