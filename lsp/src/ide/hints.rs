//! What the editor shows in the text without its being there: names behind codes, what totals come to,
//! what is left of level-1 projects.
//!
//! All hints of a line stand at its end, behind everything that is written. So nothing before the cursor
//! moves while an amount is typed, and what changes with it stands out of the way. A total that is
//! exactly its sum has no hint: a mark on every line that is right says nothing.

use bud::model::{Dim, Role};
use bud::span::Span;
use bud::syntax::LineParser;

use super::mention::{Thing, declaration, mentions};
use super::prose::Prose;
use super::{Read, View, hover};
use crate::settings::Hints;

/// A piece of text at the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where: an empty span at the end of the line.
    pub at: Span,
    /// The text.
    pub text: String,
    /// What it is about.
    pub about: About,
}

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A code that the line names.
    Code(Thing),
    /// The claim of the line: an index into the model's claims.
    Claim(usize),
}

/// The hints of the lines that hold the bytes from `start` to `end`, in order of place; of one line
/// names first, as they stand in it.
pub fn hints(view: &View<'_>, start: u32, end: u32, wanted: Hints) -> Vec<Hint> {
    let mut parser = LineParser::new();
    let mut out = Vec::new();
    for at in view.lines_between(start, end) {
        let text = view.budget.sources().line(at);
        let read = Read { at, text, statement: parser.parse(text).statement };
        of_line(view, &read, wanted, &mut out);
    }
    out
}

/// What is behind a hint: what to show over it, and where its text leads.
pub fn resolve(view: &View<'_>, hint: &Hint) -> (Prose, Option<Span>) {
    match hint.about {
        About::Code(thing) => (hover::of_thing(view, thing), declaration(view.budget, thing)),
        About::Claim(claim) => (hover::of_claim(view, claim), None),
    }
}

fn of_line(view: &View<'_>, read: &Read<'_>, wanted: Hints, out: &mut Vec<Hint>) {
    if read.statement.is_none() {
        return;
    }
    let end = read.at.start + read.text.len() as u32;
    let mut add = |text: String, about| out.push(Hint { at: view.span(end, end), text, about });
    if wanted.names {
        for mention in mentions(view.budget, read).iter().filter(|mention| !mention.declares) {
            let Some(thing @ Thing::Node(dim, node)) = mention.thing else { continue };
            if !matches!(dim, Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account) {
                continue;
            }
            let account = view.budget.model().charts.chart(dim).get(node);
            let name = account.map(|account| account.name.as_str()).filter(|name| !name.is_empty());
            if let Some(name) = name.filter(|name| !read.text.contains(name)) {
                add(name.to_owned(), About::Code(thing));
            }
        }
    }
    let claim = view.budget.claim_at(read.at);
    let role = claim.and_then(|claim| view.budget.model().claims.get(claim)).map(|claim| claim.role);
    let shown = match role {
        Some(Role::Parent) => wanted.rest,
        Some(Role::Total | Role::Ceiling) => wanted.sums,
        None => false,
    };
    if let Some(claim) = claim.filter(|_| shown)
        && let Some(difference) = view.difference(claim)
    {
        add(difference, About::Claim(claim));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    fn drawn(fixture: &Fixture, wanted: Hints) -> String {
        let view = fixture.view();
        let end = view.source().text.len() as u32;
        let (start, end) = if fixture.to > fixture.at { (fixture.at, fixture.to) } else { (0, end) };
        let spans: Vec<(Span, String)> =
            hints(&view, start, end, wanted).into_iter().map(|hint| (hint.at, hint.text)).collect();
        fixture.draw(&spans)
    }

    const BUDGET: &str = "\
account 208 社会保障和就业支出
account 20807 就业补助   # 就业补助
unit 甲
project 专项 unit 甲 func 20807 amount 32.00
project \"房 票\" under 专项 amount 30.00
project 见习𠮷 under 专项 func 208 amount 1.50   # 社会保障和就业支出
project 绿化 unit 甲 func 999 amount 1.00
total func 20807 amount 30.00   # 就业补助
total unit 甲 amount 30.00
total amount 1x
ceiling kind project amount 30.00
total kind project amount 32.50
";

    #[test]
    fn hints_stand_at_the_end_of_the_line() {
        insta::assert_snapshot!(drawn(&Fixture::new(BUDGET), Hints::default()), @"
        project 专项 unit 甲 func 20807 amount 32.00
                                                    │ = 31.50, 0.50 left
                                                    │ 就业补助
        total unit 甲 amount 30.00
                                  │ = 32.50, 2.50 too little
        ceiling kind project amount 30.00
                                         │ ≥ 32.50, 2.50 over
        ");
    }

    #[test]
    fn each_kind_of_hint_can_be_left_out() {
        let none = Hints { names: false, sums: false, rest: false };
        let chinese = Fixture::new(BUDGET).chinese();
        assert_eq!(drawn(&chinese, none), "");
        insta::assert_snapshot!(drawn(&chinese, Hints { names: true, ..none }), @"
        project 专项 unit 甲 func 20807 amount 32.00
                                                    │ 就业补助
        ");
        insta::assert_snapshot!(drawn(&chinese, Hints { sums: true, ..none }), @"
        total unit 甲 amount 30.00
                                  │ = 32.50，少 2.50
        ceiling kind project amount 30.00
                                         │ ≥ 32.50，超 2.50
        ");
        insta::assert_snapshot!(drawn(&chinese, Hints { rest: true, ..none }), @"
        project 专项 unit 甲 func 20807 amount 32.00
                                                    │ = 31.50，余 0.50
        ");
    }

    #[test]
    fn only_the_lines_of_the_range_have_hints() {
        let text = BUDGET.replace("绿化", "绿┃化").replace("total unit", "tot┃al unit");
        insta::assert_snapshot!(drawn(&Fixture::new(&text), Hints::default()), @"
        total unit 甲 amount 30.00
                                  │ = 32.50, 2.50 too little
        ");
    }

    #[test]
    fn a_difference_that_is_rounding_says_so() {
        let text = "预算 a 计量单位 万元\n项目 a 金额 1.00\n项目 b 金额 2.00\n项目 c 金额 3.00\n合计 金额 6.01\r\n";
        insta::assert_snapshot!(drawn(&Fixture::new(text).chinese(), Hints::default()), @"
        合计 金额 6.01
                      │ = 6.00，尾差 0.01
        ");
        let text = "基本支出 金额 4.00\n人员 金额 1.00\n合计 类别 人员 金额 7.00\n合计 类别 公用 金额 -1.00\n";
        insta::assert_snapshot!(drawn(&Fixture::new(text).chinese(), Hints::default()), @"
        合计 类别 人员 金额 7.00
                                │ ≤ 5.00，多 2.00
        合计 类别 公用 金额 -1.00
                                 │ ≥ 0.00，少 1.00
        ");
    }

    #[test]
    fn a_hint_leads_to_the_account_and_shows_what_adds_up() {
        let fixture = Fixture::new(BUDGET);
        let view = fixture.view();
        let all = hints(&view, 0, view.source().text.len() as u32, Hints::default());
        let code = all.iter().find(|hint| matches!(hint.about, About::Code(_))).unwrap();
        let (prose, place) = resolve(&view, code);
        insta::assert_snapshot!(fixture.draw(&[(place.unwrap(), prose.plain().lines().next().unwrap().to_owned())]), @"
        account 20807 就业补助   # 就业补助
                ───── 20807 就业补助
        ");
        let claim = all.iter().rfind(|hint| matches!(hint.about, About::Claim(_))).unwrap();
        let (prose, place) = resolve(&view, claim);
        assert_eq!(place, None);
        insta::assert_snapshot!(prose.plain(), @r#"
        project expenditure · refuted: ≥ 32.50, 2.50 over

           元  running sum  line             where
        30.00        30.00  project "房 票"  main.bud:5
         1.50        31.50  project 见习𠮷   main.bud:6
         1.00        32.50  project 绿化     main.bud:7
        "#);
    }
}
