//! Units, accounts, projects and budgets by a part of their name, its pinyin or their code, over a whole
//! budget.

use bud::model::account::dimension;
use bud::model::{Dim, Node};
use bud::span::{FileId, Span};

use super::View;
use super::matching::{Rank, Typed};
use super::mention::{Thing, declaration};
use super::symbols::SymbolKind;
use crate::budget::Budget;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name, of an account with its code.
    pub name: String,
    /// What tells it from others: a unit's full name, a project's unit.
    pub container: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Where it is declared.
    pub span: Span,
    /// How well it answers.
    pub rank: Rank,
}

/// The `most` best answers to a query, the best first: by how well they match, the shorter names first, in
/// the order of the budget. Everything answers an empty query.
///
/// The view's file does not matter.
pub fn search(view: &View<'_>, query: &str, most: usize) -> Vec<Found> {
    let typed = Typed::new(query.trim());
    let mut found: Vec<(Rank, usize, Candidate)> = Vec::new();
    let mut look = |candidate: Candidate, names: &[&str]| {
        let best = names.iter().filter_map(|name| typed.rank(name)).min();
        let length = names.first().map_or(0, |name| name.len());
        found.extend(best.map(|rank| (rank, if typed.is_empty() { 0 } else { length }, candidate)));
    };
    each(view.budget, &mut look);
    // The sort is stable: what is alike stays in order.
    found.sort_by_key(|&(rank, length, _)| (rank, length));
    let shown = found.into_iter().filter_map(|(rank, _, candidate)| candidate.found(view, rank));
    shown.take(most).collect()
}

/// Something that may be an answer.
#[derive(Clone, Copy)]
enum Candidate {
    Header(FileId),
    Node(Dim, Node),
}

fn each(budget: &Budget, look: &mut impl FnMut(Candidate, &[&str])) {
    let (model, sources) = (budget.model(), budget.sources());
    for file in sources.iter() {
        let header = model.header_of(file.id);
        if let Some((at, name)) = header.at.zip(header.name).filter(|(at, _)| at.file == file.id) {
            look(Candidate::Header(file.id), &[&name.of(sources.line(at))]);
        }
    }
    for (node, unit) in model.units.iter() {
        let names = [&unit.name, unit.full_name.as_deref().unwrap_or(&unit.name), unit.code.as_deref().unwrap_or("")];
        let count = if unit.code.is_some() { 3 } else { 2 };
        look(Candidate::Node(Dim::Unit, node), &names[..count]);
    }
    for account in model.charts.iter() {
        let Some(dim) = dimension(account.code) else { continue };
        if let Some(node) = model.charts.chart(dim).find(account.code) {
            look(Candidate::Node(dim, node), &[&account.name, &account.code.to_string()]);
        }
    }
    for (node, project) in model.projects.iter() {
        look(Candidate::Node(Dim::Project, node), &[&project.name(sources)]);
    }
}

impl Candidate {
    fn found(self, view: &View<'_>, rank: Rank) -> Option<Found> {
        let budget = view.budget;
        let (model, sources) = (budget.model(), budget.sources());
        let (dim, node) = match self {
            Candidate::Node(dim, node) => (dim, node),
            Candidate::Header(file) => {
                let header = model.header_of(file);
                let (at, text) = header.at.zip(header.name)?;
                let name = text.of(sources.line(at)).into_owned();
                let container = view.file_name(file);
                let span = sources.span(at, text.inner);
                return Some(Found { name, container, kind: SymbolKind::Header, span, rank });
            }
        };
        let (kind, container) = match dim {
            Dim::Unit => (SymbolKind::Unit, model.units.get(node).and_then(|unit| unit.full_name.clone())),
            Dim::Project => {
                let level_one = model.projects.tree().has_children(node);
                let unit = budget.project(node).and_then(|project| model.units.get(project.unit));
                let kind = if level_one { SymbolKind::LevelOne } else { SymbolKind::Project };
                (kind, unit.map(|unit| unit.name.clone()))
            }
            _ => (SymbolKind::Account, None),
        };
        let span = declaration(budget, Thing::Node(dim, node))?;
        let name = model.label(sources, dim, node);
        Some(Found { name, container: container.unwrap_or_default(), kind, span, rank })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    const TEXT: &str = "budget 人才预算 year 2024\ninclude b.bud\nunit 局 name 某市人才局 code T01\nunit 人才中心 under 局\n\
                        account 208 社会保障和就业支出\naccount 20801 人力资源管理\n--- b.bud\n\
                        project 人才房票 unit 人才中心 amount 1.00\nproject “Ａ类人才” unit 局 amount 2.00\n\
                        project 人才 unit 局\nproject 房屋 unit 局 under 人才 amount 1.00\n";

    fn drawn(query: &str, most: usize) -> String {
        let fixture = Fixture::new(TEXT);
        let found = search(&fixture.view(), query, most);
        found
            .iter()
            .map(|it| {
                let file = fixture.budget.sources().file(it.span.file);
                let place = file.position(it.span.start);
                let (kind, name, container, rank) = (it.kind, &it.name, &it.container, it.rank);
                format!("{rank:?}: {kind:?} {name} ({container}) {}:{}:{}\n", file.name, place.line, place.column)
            })
            .collect()
    }

    #[test]
    fn the_best_come_first() {
        insta::assert_snapshot!(drawn("人才", 9), @"
        Exact: LevelOne 人才 (局) b.bud:3:9
        Beginning: Header 人才预算 (main.bud) main.bud:1:8
        Beginning: Unit 人才中心 () main.bud:4:6
        Beginning: Project 人才房票 (人才中心) b.bud:1:9
        Inside: Unit 局 (某市人才局) main.bud:3:6
        Inside: Project Ａ类人才 (局) b.bud:2:10
        ");
        insta::assert_snapshot!(drawn("人才", 1), @"Exact: LevelOne 人才 (局) b.bud:3:9");
    }

    #[test]
    fn by_code_by_scattered_characters_and_in_any_width() {
        insta::assert_snapshot!(drawn("２０８", 9), @"
        Exact: Account 208 社会保障和就业支出 () main.bud:5:9
        Beginning: Account 20801 人力资源管理 () main.bud:6:9
        ");
        insta::assert_snapshot!(drawn("社就", 9), @"Scattered: Account 208 社会保障和就业支出 () main.bud:5:9");
        insta::assert_snapshot!(drawn("a类", 9), @"Beginning: Project Ａ类人才 (局) b.bud:2:10");
        insta::assert_snapshot!(drawn("rczx", 9), @"Pinyin: Unit 人才中心 () main.bud:4:6");
        insta::assert_snapshot!(drawn("t01", 9), @"Exact: Unit 局 (某市人才局) main.bud:3:6");
        insta::assert_snapshot!(drawn("没有", 9), @"");
        insta::assert_snapshot!(drawn("", 3), @"
        Beginning: Header 人才预算 (main.bud) main.bud:1:8
        Beginning: Unit 局 (某市人才局) main.bud:3:6
        Beginning: Unit 人才中心 () main.bud:4:6
        ");
    }
}
