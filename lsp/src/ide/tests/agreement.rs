//! No two features disagree about a name: asked at every name of a real budget and of a nasty one.

use std::collections::BTreeSet;
use std::path::Path;

use bud::diagnostic::Language;
use bud::model::Dim;
use bud::source::{Disk, LineRef};
use bud::span::Span;
use bud::{Options, analyze};

use super::fixture::Fixture;
use crate::budget::Budget;
use crate::ide::definition::definition;
use crate::ide::highlight::{Access, highlight};
use crate::ide::mention::{Mention, Thing, declaration, mention_at, mentions};
use crate::ide::references::references;
use crate::ide::rename::{prepare, rename};
use crate::ide::{View, read};

/// Every name of a budget with its place.
fn every(budget: &Budget) -> Vec<(Span, Mention)> {
    let mut all = Vec::new();
    for file in budget.sources().iter() {
        for (start, _) in bud::source::lines(&file.text) {
            let at = LineRef { file: file.id, start };
            let found = mentions(budget, &read(budget, at));
            all.extend(found.into_iter().map(|mention| (budget.sources().span(at, mention.place), mention)));
        }
    }
    all
}

fn agree(budget: &Budget) {
    let all = every(budget);
    assert!(!all.is_empty());
    let mut renamed = BTreeSet::new();
    for &(span, mention) in &all {
        let view = View { budget, file: span.file, language: Language::English };
        let what = format!("{} at {:?}", budget.sources().text(span), view.source().position(span.start));
        let (read, there) = mention_at(&view, span.start).expect(&what);
        assert_eq!(there, mention, "{what}");
        let Some(thing) = mention.thing else {
            assert_eq!(references(&view, span.start, true), None, "{what}");
            assert_eq!(highlight(&view, span.start), None, "{what}");
            assert!(prepare(&view, span.start).is_err(), "{what}");
            continue;
        };
        let expected: Vec<Span> = all.iter().filter(|(_, it)| it.thing == Some(thing)).map(|(span, _)| *span).collect();
        assert_eq!(references(&view, span.start, true), Some(expected.clone()), "{what}");
        declared(&view, span, thing, &what);
        highlighted(&view, span, &all, &expected, &what);
        if let Ok(found) = prepare(&view, span.start) {
            assert_eq!(found.span, span, "{what}");
            if renamed.insert((thing, read.text[mention.place.range()].to_owned())) {
                everywhere(&view, span, &mention, &all, &what);
            }
        }
    }
}

/// The definition of a name is where its thing is declared, and from there the name is found again.
fn declared(view: &View<'_>, span: Span, thing: Thing, what: &str) {
    let Some(at) = declaration(view.budget, thing) else {
        assert_eq!(definition(view, span.start), None, "{what}");
        return;
    };
    let found = definition(view, span.start).expect(what);
    assert_eq!(found.origin, span, "{what}");
    assert_eq!(found.targets.iter().map(|target| target.name).collect::<Vec<_>>(), [at], "{what}");
    if !matches!(thing, Thing::File(_)) {
        let there = View { file: at.file, ..*view };
        let back = references(&there, at.start, true).expect(what);
        assert!(back.contains(&span) && back.contains(&at), "{what}");
        let bare = references(&there, at.start, false).expect(what);
        assert!(!bare.contains(&at), "{what}");
    }
}

/// What is highlighted are the references in the file, those that declare as written to.
fn highlighted(view: &View<'_>, span: Span, all: &[(Span, Mention)], expected: &[Span], what: &str) {
    let found = highlight(view, span.start).expect(what);
    let here: Vec<Span> = expected.iter().filter(|it| it.file == span.file).copied().collect();
    assert_eq!(found.iter().map(|(span, _)| *span).collect::<Vec<_>>(), here, "{what}");
    for (span, access) in found {
        let declares = all.iter().any(|(other, mention)| *other == span && mention.declares);
        assert_eq!(access == Access::Write, declares, "{what}");
    }
}

/// A renaming writes to the references that are spelled so and to nothing else; a code's also to the codes
/// under it.
fn everywhere(view: &View<'_>, span: Span, mention: &Mention, all: &[(Span, Mention)], what: &str) {
    let budget = view.budget;
    let line = |span: &Span| budget.sources().line(budget.sources().line_of(*span));
    let name = mention.name(line(&span)).into_owned();
    let Some(Thing::Node(dim, node)) = mention.thing else { panic!("{what}") };
    let code = matches!(dim, Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account);
    let new = if code { format!("{}99{}", &name[..1], &name[3..]) } else { format!("{name} 新") };
    let edits = rename(view, span.start, &new).unwrap_or_else(|message| panic!("{what}: {message:?}"));
    assert!(!edits.is_empty(), "{what}");
    let tree = budget.model().tree(dim);
    let hit = |it: &Mention, span: &Span| match it.thing {
        Some(Thing::Node(of, other)) if of == dim && code => tree.contains(node, other),
        // A unit goes by two names.
        Some(Thing::Node(of, other)) if dim == Dim::Unit => of == dim && other == node && it.name(line(span)) == name,
        other => other == mention.thing,
    };
    let wanted: Vec<&Span> = all.iter().filter(|(span, it)| hit(it, span)).map(|(span, _)| span).collect();
    assert_eq!(edits.iter().map(|it| &it.place).collect::<Vec<_>>(), wanted, "{what}");
    for it in &edits {
        let (place, span) = (it.place, it.edit.span);
        assert!(span.file == place.file && span.start <= place.start && place.end <= span.end, "{what}: {it:?}");
    }
}

#[test]
fn in_a_real_budget() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/shangyu-2024");
    for main in ["budget.bud", "人才中心.bud"] {
        let analysis = analyze(&Disk, &folder.join(main), &Options::default()).expect(main);
        agree(&Budget::new(analysis));
    }
}

#[test]
fn in_a_nasty_one() {
    let text = "\u{FEFF}# 名称\r\n预算 局 年度 2024 单位 “局 本级” 来源 一般公共预算\r\ninclude \"单 位.bud\"\r\ninclude ./b.bud\r\n\
                project “3#楼” under \"level \\\"one\\\"\" amount 1.00 func ２０８\r\nproject \"level \\\"one\\\"\" unit 某市某局\r\n\
                项目：Ａ、𠮷，金额：３．００，功能：20801\r\n项目 A、𠮷 单位 局 金额 1.00 # A、𠮷\r\nproject 208 amount 1.00\r\n\
                goal \"3#楼\" \"局\"\r\ngoal A、𠮷 单位 x\r\ngoal 没有 x\r\n\
                total project A、𠮷 unit 局 amount 1.00 unit 局\r\ntotal kind 人员 func 20801 unit 某市某局 amount 0.00\r\n\
                memo 三公 item \" 公务 用车 / 购置\\\\费 \" amount 1.00\r\nmemo 三公 item 公务／x amount 1.00\r\n\
                total memo 三公 item \"公务 用车\" amount 1.00\r\nceiling item 公务 amount 1.00\r\nunit\r\nrevenue 无 unit 局 amount 1.00\r\n\
                --- 单 位.bud\nunit 局 name 某市某局 code 1\nunit \"局 本级\" name 某市某局2 under 某市某局\nunit 局 name 别的\n\
                account 208 社会保障\naccount 20801 管理\naccount 208 又一次\naccount 2080101\naccount 301 工资\n\
                --- b.bud\nbasic unit 局 econ 301 amount 1.00\nbasic unit 别的 func 2089 amount 1.00\nproject “3#楼” unit 局 amount 1.00\n";
    let fixture = Fixture::new(text);
    agree(&fixture.budget);
}
