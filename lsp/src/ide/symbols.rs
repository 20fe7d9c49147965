//! The statements of a file as a tree: accounts by their codes, units and projects by what they are under,
//! goals under their project, "of which" figures under their set.

use bud::span::Span;

use super::View;

mod gather;
mod tree;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// The header of a file.
    Header,
    /// Another file, included.
    File,
    /// A unit.
    Unit,
    /// An account.
    Account,
    /// A project with others under it.
    LevelOne,
    /// A project.
    Project,
    /// Any other line of expenditure.
    Expense,
    /// Revenue, or money carried over from one year to the next.
    Revenue,
    /// A claim about a sum.
    Total,
    /// The most that a sum may come to.
    Ceiling,
    /// A set of "of which" figures.
    Set,
    /// An "of which" figure.
    Item,
    /// A performance goal.
    Goal,
}

/// A statement, and those that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called.
    pub name: String,
    /// Its figure, and what else tells it from others.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The statement; down to the last of those that belong to it, where nothing else stands between.
    pub span: Span,
    /// The name in it.
    pub selection: Span,
    /// Those that belong to it, in order of place.
    pub children: Vec<Symbol>,
}

/// The statements of the file; of a large one those only that others belong to, and the totals.
pub fn symbols(view: &View<'_>) -> Vec<Symbol> {
    tree::build(view.budget, gather::gather(view))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    fn write(fixture: &Fixture, symbols: &[Symbol], depth: usize, out: &mut String) {
        let source = fixture.view().source();
        for it in symbols {
            assert!(it.span.start <= it.selection.start && it.selection.end <= it.span.end, "{it:?}");
            let line = |at| source.index().line(at) + 1;
            let (first, last) = (line(it.span.start), line(it.span.end));
            let lines = if first == last { first.to_string() } else { format!("{first}–{last}") };
            let (kind, name, detail) = (it.kind, &it.name, &it.detail);
            let selected = fixture.budget.sources().text(it.selection);
            *out += &format!("{:indent$}{kind:?} {name} │ {detail} │ {lines} {selected}\n", "", indent = depth * 2);
            write(fixture, &it.children, depth + 1, out);
        }
    }

    fn drawn(fixture: &Fixture) -> String {
        let mut out = String::new();
        write(fixture, &symbols(&fixture.view()), 0, &mut out);
        out
    }

    #[test]
    fn declarations_nest_by_code_and_by_what_they_are_under() {
        let fixture = Fixture::new(
            "budget 局 year 2024 measure 万元\ninclude b.bud\naccount 208 社会保障\naccount 20801 管理\naccount 2080101\n\
             account 210 卫生\n\nunit 中心 under \"市 局\"\nunit \"市 局\" name 某市某局\n\
             project 屋顶 under 修缮 amount 3.00 func 2080101 unit 中心\nproject 修缮 amount 3.00 unit 中心\n\
             goal 修缮 \"不漏\" unit 中心\nproject amount 1.00\n--- b.bud\n",
        );
        insta::assert_snapshot!(drawn(&fixture), @"
        Header 局 │ 2024 · 万元 │ 1 局
        File b.bud │  │ 2 b.bud
        Account 208 社会保障 │  │ 3–5 208
          Account 20801 管理 │  │ 4–5 20801
            Account 2080101 │  │ 5 2080101
        Account 210 卫生 │  │ 6 210
        Unit 市 局 │ 某市某局 │ 9 市 局
          Unit 中心 │  │ 8 中心
        LevelOne 修缮 │ 3.00 · 中心 │ 11 修缮
          Project 屋顶 │ 3.00 · 中心 · 2080101 │ 10 屋顶
          Goal 不漏 │ 修缮 │ 12 不漏
        Project project expenditure │ 1.00 │ 13 project
        ");
    }

    #[test]
    fn figures_are_told_by_their_slices() {
        let fixture = Fixture::new(
            "预算 局 年度 2024 计量单位 万元 来源 一般公共预算\r\n科目 208 社会保障\r\n单位 局\r\n人员 功能 208 金额 2亿元\r\n\
             收入 一般公共预算 单位 局 金额 20000.00\r\n合计 功能 208 金额 20000.00\r\n合计 功能 999 金额 1.00\r\n控制数 金额 1.0O\r\n\
             其中 三公 明细 接待/外宾 金额 1.00\r\n其中 三公 金额 2.00\r\n合计 其中 三公 金额 3.00\r\n其中 采购 金额 1.00\r\n",
        )
        .chinese();
        insta::assert_snapshot!(drawn(&fixture), @"
        Header 局 │ 2024 · 万元 │ 1 局
        Account 208 社会保障 │  │ 2 208
        Unit 局 │  │ 3 局
        Expense 人员经费、功能 208 社会保障 │ 20000.00 │ 4 人员
        Revenue 收入、单位 局、来源 一般公共预算 │ 20000.00 │ 5 一般公共预算
        Total 功能 208 社会保障 │ 20000.00 │ 6 合计
        Total 功能 999 金额 1.00 │  │ 7 合计
        Ceiling 金额 1.0O │  │ 8 控制数
        Set 三公 │  │ 9–10 三公
          Item 接待/外宾 │ 1.00 │ 9 接待/外宾
          Item 三公 │ 2.00 │ 10 三公
        Total 其中 三公 │ 3.00 │ 11 合计
        Set 采购 │  │ 12 采购
          Item 采购 │ 1.00 │ 12 采购
        ");
    }

    #[test]
    fn faulty_statements_still_have_their_place() {
        let fixture = Fixture::new(
            "unit\nproject 甲 under 甲 amount 1.00\nproject 乙 under 无\nbasic unit 无 amount\naccount 20801\nxx\ngoal 无 \"x\"\n",
        );
        insta::assert_snapshot!(drawn(&fixture), @"
        Unit unit │  │ 1 unit
        Project 甲 │ 1.00 │ 2 甲
        Project 乙 │  │ 3 乙
        Expense basic expenditure │  │ 4 basic
        Account 20801 │  │ 5 20801
        Goal x │ 无 │ 7 x
        ");
    }

    #[test]
    fn of_a_large_file_only_what_gives_it_its_structure() {
        let mut text = "unit 局\nproject 专项 unit 局\n".to_owned();
        for number in 0..gather::LARGE {
            text += &format!("project 项目{number} unit 局 under 专项 amount 1.00\nbasic unit 局 amount 1.00\n");
        }
        text += "total amount 1.00\n";
        insta::assert_snapshot!(drawn(&Fixture::new(&text)), @"
        Unit 局 │  │ 1 局
        LevelOne 专项 │ 局 │ 2 专项
        Total expenditure │ 1.00 │ 40003 total
        ");
    }
}
