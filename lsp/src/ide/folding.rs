//! What can be folded away: comments, includes, blocks under a heading, sections under a numbered one, runs
//! of like lines, and what stands right below a unit, an account or a project that it belongs to.

use std::collections::BTreeMap;
use std::ops::Range;

use bud::model::unit::Found;
use bud::model::{Dim, Node};
use bud::source::LineRef;
use bud::span::Span;
use bud::syntax::{Keyword, LineParser, Value};

use super::rows::{Look, Rows};
use super::{View, read};

/// What is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Comments.
    Comment,
    /// Includes.
    Imports,
    /// Anything else.
    Region,
}

/// Lines that can be folded into the first of them. Of those that begin in one line only the longest is
/// there; no two overlap otherwise than one inside the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the first line to the end of the last.
    pub span: Span,
    /// What it is.
    pub folded: Folded,
}

/// The folds of the file, in order.
pub fn folding(view: &View<'_>) -> Vec<Fold> {
    let rows = Rows::of(view.source());
    let blocks = rows.blocks();
    let mut folds = Folds::default();
    for section in rows.sections(&blocks) {
        folds.add(section, Folded::Region);
    }
    let lines = Lines::of(view, &rows);
    for block in &blocks {
        let heading = rows.heading(block);
        if heading == 1 {
            folds.add(block.clone(), Folded::Region);
        }
        for comments in rows.runs(block.clone(), |row| rows.all[row].look == Look::Comment) {
            folds.add(comments, Folded::Comment);
        }
        lines.trees(view, block, &mut folds);
        lines.runs(block, heading, &mut folds);
    }
    let span = |first: usize, last: usize| Some(view.span(rows.all.get(first)?.start, rows.all.get(last)?.end));
    let folds = folds.finish().into_iter();
    folds.filter_map(|(first, last, folded)| Some(Fold { span: span(first, last)?, folded })).collect()
}

/// Folds by their first lines.
#[derive(Default)]
struct Folds {
    by_first: BTreeMap<usize, (usize, Folded)>,
}

impl Folds {
    fn add(&mut self, rows: Range<usize>, folded: Folded) {
        let Some(last) = rows.end.checked_sub(1).filter(|&last| last > rows.start) else { return };
        let there = self.by_first.entry(rows.start).or_insert((last, folded));
        if there.0 < last {
            *there = (last, folded);
        }
    }

    fn begins(&self, row: usize) -> bool {
        self.by_first.contains_key(&row)
    }

    /// All of them but those that reach out of another.
    fn finish(self) -> Vec<(usize, usize, Folded)> {
        let mut open: Vec<usize> = Vec::new();
        let mut folds = Vec::new();
        for (first, (last, folded)) in self.by_first {
            while open.pop_if(|end| *end < first).is_some() {}
            if open.last().is_none_or(|&end| last <= end) {
                open.push(last);
                folds.push((first, last, folded));
            }
        }
        folds
    }
}

/// What the lines of a file are about.
struct Lines {
    /// The statement of each line.
    keywords: Vec<Option<Keyword>>,
    /// The unit, account or project that each line is about.
    nodes: Vec<Option<(Dim, Node)>>,
}

impl Lines {
    fn of(view: &View<'_>, rows: &Rows<'_>) -> Lines {
        let mut lines = Lines { keywords: Vec::new(), nodes: Vec::new() };
        for (number, row) in rows.all.iter().enumerate() {
            let keyword = LineParser::keyword(rows.text(number)).filter(|_| row.look == Look::Statement);
            lines.keywords.push(keyword);
            let at = LineRef { file: view.file, start: row.start };
            lines.nodes.push(keyword.and_then(|keyword| node(view, keyword, at)));
        }
        lines
    }

    /// Runs of lines with one keyword, unless they are all there is under the block's heading, or the
    /// first of them is one that others belong to.
    fn runs(&self, block: &Range<usize>, heading: usize, folds: &mut Folds) {
        let mut start = block.start;
        while start < block.end {
            let keyword = self.keywords[start];
            let same = (start..block.end).take_while(|&row| self.keywords[row] == keyword).count();
            let run = start..start + same;
            let whole = heading == 1 && run.start == block.start + 1 && run.end == block.end;
            match keyword {
                Some(Keyword::Include) => folds.add(run.clone(), Folded::Imports),
                Some(_) if !whole && !folds.begins(run.start) => folds.add(run.clone(), Folded::Region),
                _ => {}
            }
            start = run.end;
        }
    }

    /// Lines right below one that they belong to.
    fn trees(&self, view: &View<'_>, block: &Range<usize>, folds: &mut Folds) {
        for first in block.clone() {
            let Some((dim, above)) = self.nodes[first] else { continue };
            let tree = view.budget.model().tree(dim);
            if !tree.has_children(above) || self.keywords[first] == Some(Keyword::Goal) {
                continue;
            }
            let below = |node: &Option<(Dim, Node)>| node.is_some_and(|(of, it)| of == dim && tree.contains(above, it));
            let count = self.nodes[first..block.end].iter().take_while(|node| below(node)).count();
            folds.add(first..first + count, Folded::Region);
        }
    }
}

/// The unit, account or project that a line is about.
fn node(view: &View<'_>, keyword: Keyword, at: LineRef) -> Option<(Dim, Node)> {
    let budget = view.budget;
    match keyword {
        Keyword::Project | Keyword::Goal => Some((Dim::Project, budget.project_at(at)?)),
        Keyword::Unit => {
            let read = read(budget, at);
            let name = read.statement.as_ref()?.head_text(0)?;
            match budget.model().units.find(&name.folded(read.text)) {
                Found::One(node) => Some((Dim::Unit, node)),
                Found::None | Found::Several(_) => None,
            }
        }
        Keyword::Account => {
            let Some(Value::Code(code)) = read(budget, at).statement?.head.first()?.value else { return None };
            let dim = bud::model::account::dimension(code)?;
            Some((dim, budget.model().charts.chart(dim).find(code)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    /// The lines, each with the folds that begin in it and brackets down their sides.
    fn drawn(text: &str) -> String {
        let fixture = Fixture::new(text);
        let index = fixture.view().source().index();
        let lines = |span: Span| (index.line(span.start), index.line(span.end));
        let folds: Vec<(u32, u32, Folded)> =
            folding(&fixture.view()).iter().map(|it| (lines(it.span).0, lines(it.span).1, it.folded)).collect();
        let mut out = String::new();
        for (number, line) in fixture.view().source().text.lines().enumerate() {
            let number = number as u32;
            let inside: String = folds
                .iter()
                .filter(|(first, last, _)| *first <= number && number <= *last)
                .map(|(first, last, _)| match number {
                    _ if number == *first => "┌",
                    _ if number == *last => "└",
                    _ => "│",
                })
                .collect();
            let begins: Vec<String> = folds
                .iter()
                .filter(|(first, _, folded)| *first == number && *folded != Folded::Region)
                .map(|(.., folded)| format!("  ← {folded:?}"))
                .collect();
            out += format!("{inside:4}{line}{}", begins.concat()).trim_end();
            out.push('\n');
        }
        out
    }

    #[test]
    fn headings_sections_and_runs() {
        insta::assert_snapshot!(drawn(
            "# 说明一\n# 说明二\nbudget 局 year 2024\ninclude a.bud\ninclude b.bud\n\n# 一、表3\n# 各栏\n\n# 合计\n\
             total amount 1.00\ntotal kind basic amount 1.00\n\n# 二、表4\ntotal amount 1.00\nrevenue 一般公共预算 amount 1.00\n\
             revenue 单位资金 amount 1.00\n# 另\nbasic amount 1.00\n\n\n"
        ), @"
        ┌   # 说明一  ← Comment
        └   # 说明二
            budget 局 year 2024
        ┌   include a.bud  ← Imports
        └   include b.bud

        ┌   # 一、表3
        │   # 各栏
        │
        │┌  # 合计
        ││  total amount 1.00
        └└  total kind basic amount 1.00

        ┌   # 二、表4
        │   total amount 1.00
        │┌  revenue 一般公共预算 amount 1.00
        │└  revenue 单位资金 amount 1.00
        │   # 另
        └   basic amount 1.00
        ");
    }

    #[test]
    fn what_stands_below_what_it_belongs_to() {
        insta::assert_snapshot!(drawn(
            "\u{FEFF}account 208 社会保障\r\naccount 20801 管理\r\naccount 2080101 运行\r\naccount 210 卫生\r\n\r\n\
             unit 局\r\nunit 中心 under 局\r\nunit 别的\r\n\r\n项目 专项 单位 局\r\n项目 修缮 单位 局 归属 专项 金额 1.00\r\n绩效目标 专项 \"好\" 单位 局\r\n项目 其他 单位 局 金额 2.00\r\n"
        ), @r#"
        ┌   ﻿account 208 社会保障
        │┌  account 20801 管理
        └└  account 2080101 运行
            account 210 卫生

        ┌   unit 局
        └   unit 中心 under 局
            unit 别的

        ┌   项目 专项 单位 局
        │   项目 修缮 单位 局 归属 专项 金额 1.00
        └   绩效目标 专项 "好" 单位 局
            项目 其他 单位 局 金额 2.00
        "#);
    }
}
