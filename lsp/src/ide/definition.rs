//! Where a name leads: from where it is used to where it is declared.

use bud::model::unit::Found;
use bud::model::{Dim, Node};
use bud::source::LineRef;
use bud::span::Span;

use super::View;
use super::mention::{Mention, Thing, declaration, mention_at};

/// A name and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name that was asked about.
    pub origin: Span,
    /// Where what it means is declared: one place, or each of those that the name may mean.
    pub targets: Vec<Target>,
}

/// A declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The name in it; the beginning of a file.
    pub name: Span,
    /// The line that declares; the beginning of a file.
    pub line: Span,
}

/// Where the name at byte `at` leads. None where there is no name, or one that is declared nowhere:
/// kinds and sources are part of the language, and an item is there as soon as a line names it.
///
/// A name that may mean several things, which is an error, leads to all of them.
pub fn definition(view: &View<'_>, at: u32) -> Option<Definition> {
    let (read, mention) = mention_at(view, at)?;
    let things = match mention.thing {
        Some(thing) => vec![thing],
        None => candidates(view, &mention, read.text),
    };
    let targets: Vec<Target> = things.into_iter().filter_map(|thing| target(view, thing)).collect();
    let origin = view.budget.sources().span(read.at, mention.place);
    (!targets.is_empty()).then_some(Definition { origin, targets })
}

/// What a name may mean that does not mean one thing.
fn candidates(view: &View<'_>, mention: &Mention, line: &str) -> Vec<Thing> {
    let name = mention.name(line);
    let nodes: Vec<Node> = match mention.dim {
        Some(Dim::Unit) => match view.budget.model().units.find(&name) {
            Found::Several(nodes) => nodes,
            Found::One(_) | Found::None => Vec::new(),
        },
        Some(Dim::Project) => view.budget.projects_named(&name).to_vec(),
        _ => Vec::new(),
    };
    nodes.into_iter().filter_map(|node| Some(Thing::Node(mention.dim?, node))).collect()
}

fn target(view: &View<'_>, thing: Thing) -> Option<Target> {
    let name = declaration(view.budget, thing)?;
    let sources = view.budget.sources();
    let line = match thing {
        Thing::File(_) => name,
        Thing::Node(..) => {
            let LineRef { file, start } = sources.line_of(name);
            sources.line_span(LineRef { file, start })
        }
    };
    Some(Target { name, line })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    fn drawn(text: &str) -> String {
        let fixture = Fixture::new(text);
        let Some(found) = definition(&fixture.view(), fixture.at) else { return "nowhere".to_owned() };
        let mut spans = vec![(found.origin, "from".to_owned())];
        spans.extend(found.targets.iter().map(|target| (target.name, "to".to_owned())));
        fixture.draw(&spans)
    }

    #[test]
    fn a_unit_by_its_full_name_in_another_file() {
        insta::assert_snapshot!(
            drawn("include 单位.bud\n公用 单位 \"人才 服务┃中心\" 金额 3.00\n--- 单位.bud\n单位 人才中心 全称 \"人才 服务中心\"\n"), @r#"
        --- main.bud
        公用 单位 "人才 服务中心" 金额 3.00
                   ───────────── from
        --- 单位.bud
        单位 人才中心 全称 "人才 服务中心"
             ──────── to
        "#);
    }

    #[test]
    fn a_code_leads_to_its_row() {
        insta::assert_snapshot!(drawn("account 208 社会保障\naccount 20801 管理\nbasic func ２０８０┃１ amount 1.00\n"), @"
        account 20801 管理
                ───── to
        basic func ２０８０１ amount 1.00
                   ────────── from
        ");
    }

    #[test]
    fn a_project_leads_to_its_first_line_in_its_unit() {
        let text = "unit 甲\nunit 乙\nproject 修缮 unit 甲 amount 1.00\nproject 修缮 unit 乙 amount 2.00\n\
                    project 修缮 unit 乙 amount 3.00\n";
        insta::assert_snapshot!(drawn(&format!("{text}goal 修┃缮 \"𠮷\" unit 乙\n")), @r#"
        project 修缮 unit 乙 amount 2.00
                ──── to
        goal 修缮 "𠮷" unit 乙
             ──── from
        "#);
        insta::assert_snapshot!(drawn(&format!("{text}total project ┃修缮 amount 6.00\n")), @"
        project 修缮 unit 甲 amount 1.00
                ──── to
        project 修缮 unit 乙 amount 2.00
                ──── to
        total project 修缮 amount 6.00
                      ──── from
        ");
    }

    #[test]
    fn a_level_one_project_and_a_first_line() {
        insta::assert_snapshot!(drawn("project 专项\r\nproject 修缮 amount 1.00 under 专┃项\r\n"), @"
        project 专项
                ──── to
        project 修缮 amount 1.00 under 专项
                                       ──── from
        ");
        insta::assert_snapshot!(drawn("project 专┃项\n"), @"
        project 专项
                ──── from
                ──── to
        ");
    }

    #[test]
    fn an_include_leads_to_the_file() {
        insta::assert_snapshot!(drawn("\u{FEFF}include 甲/┃一.bud\n--- 甲/一.bud\nunit 甲\n"), @"
        --- main.bud
        include 甲/一.bud
                ───────── from
        --- 甲/一.bud
        unit 甲
        │ to
        ");
        assert_eq!(drawn("include ┃无.bud\n"), "nowhere");
    }

    #[test]
    fn what_is_declared_nowhere() {
        for text in [
            "unit 甲\npersonnel unit ┃乙 amount 1.00\n",
            "revenue 一般┃公共预算 amount 1.00\n",
            "total kind ┃personnel amount 1.00\n",
            "memo 三┃公 amount 1.00\n",
            "per┃sonnel amount 1.00\n",
            "# 注┃释\n",
        ] {
            assert_eq!(drawn(text), "nowhere", "{text}");
        }
    }
}
