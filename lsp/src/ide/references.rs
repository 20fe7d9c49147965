//! Every place that names the same thing.
//!
//! A thing is what a name means, not how it is spelled: a unit's short and full name are one, and two
//! projects of one name in two units are two. An account's are those of its own code only: that the
//! codes under it begin with the same digits is in the tree, and a class would drown in its items.

use bud::span::Span;

use super::View;
use super::mention::{mention_at, uses};

/// The places that name what the name at byte `at` means, in the order of the files and their lines; with
/// those that declare it or without. None where there is no name, or one that means nothing.
pub fn references(view: &View<'_>, at: u32, with_declaration: bool) -> Option<Vec<Span>> {
    let thing = mention_at(view, at)?.1.thing?;
    let found = uses(view.budget, thing, None).into_iter();
    Some(found.filter(|(_, mention)| with_declaration || !mention.declares).map(|(span, _)| span).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    fn drawn(text: &str) -> String {
        let fixture = Fixture::new(text);
        let spans = |with| references(&fixture.view(), fixture.at, with);
        let Some(all) = spans(true) else { return "nothing".to_owned() };
        let bare = spans(false).unwrap();
        let label = |span: &Span| if bare.contains(span) { "use" } else { "declaration" };
        fixture.draw(&all.iter().map(|span| (*span, label(span).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn a_unit_by_either_name_in_all_files() {
        insta::assert_snapshot!(drawn(
            "budget 局 year 2024 unit 局本级\ninclude 单位.bud\npersonnel unit ┃局 amount 1.00  # 局\n\
             personnel unit \"市 局\" amount 1.00\n--- 单位.bud\nunit 局 name \"市 局\"\r\nunit 局本级 under 局\r\n"
        ), @r#"
        --- main.bud
        personnel unit 局 amount 1.00  # 局
                       ── use
        personnel unit "市 局" amount 1.00
                        ───── use
        --- 单位.bud
        unit 局 name "市 局"
             ── declaration
                      ───── declaration
        unit 局本级 under 局
                          ── use
        "#);
    }

    #[test]
    fn a_code_without_those_under_it() {
        insta::assert_snapshot!(drawn(
            "account 208 社会保障\naccount 20801 管理\nbasic func 20801 amount 1.00\ntotal func ２０８ amount 1.00\n\
             total func ┃208 amount 1.00 note 208\n"
        ), @"
        account 208 社会保障
                ─── declaration
        total func ２０８ amount 1.00
                   ────── use
        total func 208 amount 1.00 note 208
                   ─── use
        ");
    }

    #[test]
    fn a_project_of_one_unit_only() {
        insta::assert_snapshot!(drawn(
            "unit 甲\nunit 乙\nproject 修缮 unit 甲\nproject 修缮 unit 乙 amount 2.00\n\
             project 屋顶 under 修缮 unit 甲 amount 1.00\n绩效目标 修缮 \"𠮷\" 单位 甲\ntotal project ┃修缮 unit 甲 amount 1.00\n"
        ), @r#"
        project 修缮 unit 甲
                ──── declaration
        project 屋顶 under 修缮 unit 甲 amount 1.00
                           ──── use
        绩效目标 修缮 "𠮷" 单位 甲
                 ──── use
        total project 修缮 unit 甲 amount 1.00
                      ──── use
        "#);
    }

    #[test]
    fn a_step_of_a_path() {
        insta::assert_snapshot!(drawn(
            "memo 三公 item 公务用车/购置费 amount 1.00\ntotal memo 三公 item \"公务┃用车\" amount 1.00\n\
             memo 采购 item 公务用车 amount 1.00\n"
        ), @r#"
        memo 三公 item 公务用车/购置费 amount 1.00
                       ──────── use
        total memo 三公 item "公务用车" amount 1.00
                              ──────── use
        "#);
    }

    #[test]
    fn words_of_the_language_and_files() {
        insta::assert_snapshot!(drawn(
            "budget 局 source 一般公共预算\nrevenue general-public amount 1.00\ntotal source ┃一般公共预算 amount 0.00\n"
        ), @"
        budget 局 source 一般公共预算
                         ──────────── use
        revenue general-public amount 1.00
                ────────────── use
        total source 一般公共预算 amount 0.00
                     ──────────── use
        ");
        insta::assert_snapshot!(drawn("include ┃a.bud\ninclude ./a.bud\n--- a.bud\n"), @"
        --- main.bud
        include a.bud
                ───── use
        include ./a.bud
                ─────── use
        ");
    }

    #[test]
    fn an_undeclared_name_means_nothing() {
        assert_eq!(drawn("personnel unit ┃乙 amount 1.00\n"), "nothing");
    }
}
