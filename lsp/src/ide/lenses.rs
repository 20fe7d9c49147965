//! What stands above declarations: the sum of a unit, of an account, of a level-1 project.
//!
//! Where they stand is quick to tell; what they say is found when one comes into view.

use bud::diagnostic::Message;
use bud::ledger::Millionths;
use bud::model::{Dim, Node, Role};
use bud::source::LineRef;
use bud::span::Span;
use bud::syntax::Kind;

use super::View;
use super::mention::{Thing, declaration};
use super::sums::KindSum;

/// A line above a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The name that is declared.
    pub at: Span,
    /// What it declares.
    pub thing: Thing,
}

/// The lenses of the file, in order of place: its units, its accounts, and its projects that have others
/// under them.
pub fn lenses(view: &View<'_>) -> Vec<Lens> {
    let model = view.budget.model();
    let mut things: Vec<(LineRef, Thing)> = Vec::new();
    things.extend(model.units.iter().map(|(node, unit)| (unit.at, Thing::Node(Dim::Unit, node))));
    for dim in [Dim::Account, Dim::Func, Dim::Econ, Dim::GovEcon] {
        things.extend(model.charts.chart(dim).iter().map(|(node, it)| (it.at, Thing::Node(dim, node))));
    }
    let tree = model.projects.tree();
    let parents = model.projects.iter().filter(|(node, _)| tree.has_children(*node));
    things.extend(parents.map(|(node, project)| (project.at, Thing::Node(Dim::Project, node))));
    things.retain(|(at, _)| at.file == view.file);
    things.sort();
    let placed = things.into_iter().filter_map(|(_, thing)| Some(Lens { at: declaration(view.budget, thing)?, thing }));
    placed.collect()
}

/// What a lens says.
pub fn title(view: &View<'_>, lens: &Lens) -> String {
    match lens.thing {
        Thing::Node(Dim::Project, node) => of_project(view, node),
        Thing::Node(dim, node) => by_kind(view, dim, node),
        Thing::File(_) => String::new(),
    }
}

fn by_kind(view: &View<'_>, dim: Dim, node: Node) -> String {
    let rows = view.by_kind(dim, node);
    if rows.is_empty() {
        return view.word("lsp-no-money");
    }
    format!("{} {}", nested(view, &rows, None, " · "), view.measure())
}

/// The sums of the kinds right under `above`, each with those under it in parentheses.
fn nested(view: &View<'_>, rows: &[KindSum], above: Option<Kind>, between: &str) -> String {
    let nearest = |kind: Kind| kind.up().skip(1).find(|parent| rows.iter().any(|row| row.kind == *parent));
    let here = rows.iter().filter(|row| nearest(row.kind) == above).map(|row| {
        let below = nested(view, rows, Some(row.kind), ", ");
        let below = if below.is_empty() { below } else { format!(" ({below})") };
        format!("{} {}{below}", view.say(row.kind.en(), row.kind.zh()), view.sum_text(row))
    });
    here.collect::<Vec<_>>().join(between)
}

/// What the children come to, and what was claimed of them.
fn of_project(view: &View<'_>, node: Node) -> String {
    let model = view.budget.model();
    let children = view.by_kind(Dim::Project, node);
    let sum = children.last().map_or(Millionths(0), |row| row.inside.total());
    let own = |claim: &&bud::model::Claim| claim.role == Role::Parent && claim.slice.get(Dim::Project) == Some(node);
    let claimed: Vec<Millionths> = model.claims.iter().filter(own).map(|claim| Millionths::of(claim.amount)).collect();
    match claimed.as_slice() {
        [] => format!("{} {}", view.figure(sum), view.measure()),
        amounts => {
            let claimed = Millionths(amounts.iter().map(|amount| amount.0).sum());
            let message = Message::new("lsp-children")
                .with("sum", view.figure(sum))
                .with("claimed", view.figure(claimed))
                .with("measure", view.measure());
            view.message(&message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    fn drawn(fixture: &Fixture) -> String {
        let view = fixture.view();
        let all: Vec<(Span, String)> = lenses(&view).iter().map(|lens| (lens.at, title(&view, lens))).collect();
        fixture.draw(&all)
    }

    const BUDGET: &str = "\
预算 局 计量单位 万元
引用 中心.bud
单位 局 全称 人社局
科目 206 科学技术
科目 208 社会保障
项目 专项 单位 局 功能 208 金额 32.00
项目 \"房 票\" 归属 专项 金额 30.00
项目 见习𠮷 归属 专项 金额 1.50
项目 打包 单位 局
项目 分包 归属 打包 金额 2.00
人员 单位 局 金额 1.00
基本支出 单位 中心 功能 208 金额 5.00
收入 一般公共预算 单位 局 金额 9.00
--- 中心.bud
单位 中心 归属 局
";

    #[test]
    fn declarations_say_what_they_come_to() {
        insta::assert_snapshot!(drawn(&Fixture::new(BUDGET)), @"
        --- main.bud
        单位 局 全称 人社局
             ── revenue 9.00 · expense 39.50 (basic 6.00 (personnel 1.00 +), project 33.50) 万元
        科目 206 科学技术
             ─── no money
        科目 208 社会保障
             ─── expense 36.50 + (basic 5.00 +, project 31.50 +) 万元
        项目 专项 单位 局 功能 208 金额 32.00
             ──── children 31.50 of 32.00 万元
        项目 打包 单位 局
             ──── 2.00 万元
        ");
        insta::assert_snapshot!(drawn(&Fixture::new(&BUDGET.replace("归属 局", "归属 局┃")).chinese()), @"
        --- 中心.bud
        单位 中心 归属 局
             ──── 基本支出 5.00 万元
        ");
    }
}
