use super::*;

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
