//! What budgets usually do: notes, never errors. Rules TB-11 to TB-13.

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::ledger::{Millionths, Query, Sums};
use crate::model::{Dim, Node, Slice};
use crate::source::LineRef;
use crate::syntax::{AccountCode, Attribute, Kind};

use super::settle::Status;
use super::{Check, Context};

pub const CHECK: Check = Check {
    name: "usual practice",
    codes: &[Code::ThreePublicBelowItem, Code::ContributionsDiffer, Code::ItemInOtherKind],
    rules: &["TB-11", "TB-12", "TB-13"],
    run,
};

/// Social contributions by economic item, and the functions that pay them.
const CONTRIBUTIONS: &[(&[&str], &[&str])] = &[
    (&["30108"], &["2080505"]),
    (&["30109"], &["2080506"]),
    (&["30110"], &["2101101", "2101102"]),
    (&["30111", "30307"], &["2101103"]),
];

/// A word of the item of the three public expenses (三公), and the economic item it is paid under.
const THREE_PUBLIC: &[(&str, &str)] = &[("接待", "30217"), ("出国", "30212"), ("运行", "30231")];

/// Economic items, and the kind they do not belong to. 303 may be split.
const OTHER_KIND: &[(&str, Kind)] = &[("301", Kind::Operating), ("302", Kind::Personnel), ("310", Kind::Personnel)];

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (items, functions) in CONTRIBUTIONS {
        diagnostics.extend(contributions(context, items, functions));
    }
    for (word, code) in THREE_PUBLIC {
        diagnostics.extend(three_public(context, word, code));
    }
    for (code, kind) in OTHER_KIND {
        diagnostics.extend(other_kind(context, code, *kind));
    }
}

/// A figure that is known: a claim that holds, or a sum without possible lines.
struct Known {
    amount: Millionths,
    steps: Millionths,
    at: LineRef,
}

fn known(context: &Context<'_>, slice: &Slice) -> Option<Known> {
    let sum = context.cube.sums(&[Query::from(slice)]).pop()?;
    if let Some(group) = context.settled.group_of(slice, &sum) {
        let figure = context.settled.standing(group)?;
        let spelled = |&&claim: &&usize| context.model.claims[claim].slice == *slice;
        let claim = figure.claims.iter().find(spelled).or(figure.claims.first())?;
        let at = context.model.claims[*claim].at;
        return Some(Known { amount: figure.amount, steps: Millionths::step(figure.step), at });
    }
    if sum.suspended || sum.inside.is_empty() || !sum.all_possible().is_empty() {
        return None;
    }
    let first = context.cube.lines(&[slice], 1).pop()?.entries.first().copied()?;
    let at = context.model.entries[first].at;
    Some(Known { amount: sum.inside.total(), steps: sum.inside.steps, at })
}

fn account(context: &Context<'_>, dim: Dim, code: &str) -> Option<Node> {
    context.model.charts.chart(dim).find(AccountCode::read(code)?)
}

/// The figure of basic expenditure at some codes, in all.
fn basic(context: &Context<'_>, dim: Dim, codes: &[&str]) -> Option<Known> {
    let mut all: Option<Known> = None;
    for code in codes {
        let Some(node) = account(context, dim, code) else { continue };
        let of = |kind: Kind| known(context, &Slice::of(kind).with(dim, node));
        let figure = of(Kind::Basic).or_else(|| of(Kind::Personnel))?;
        all = Some(match all {
            None => figure,
            Some(sum) => Known {
                amount: Millionths(sum.amount.0 + figure.amount.0),
                steps: Millionths(sum.steps.0 + figure.steps.0),
                at: sum.at,
            },
        });
    }
    all
}

fn contributions(context: &Context<'_>, items: &[&str], functions: &[&str]) -> Option<Diagnostic> {
    let item = basic(context, Dim::Econ, items)?;
    let function = basic(context, Dim::Func, functions)?;
    let difference = (item.amount.0 - function.amount.0).abs();
    if difference == 0 || 2 * difference < item.steps.0 + function.steps.0 {
        return None;
    }
    let message = Message::new("contributions-differ")
        .with("items", items.join(" + "))
        .with("functions", functions.join(" + "))
        .with("item", context.figure(item.at, item.amount))
        .with("function", context.figure(item.at, function.amount))
        .with("difference", context.figure(item.at, Millionths(difference)));
    Some(
        Diagnostic::new(Code::ContributionsDiffer, context.span(item.at, Attribute::Amount), message)
            .related(context.span(function.at, Attribute::Amount), "other-side"),
    )
}

fn three_public(context: &Context<'_>, word: &str, code: &str) -> Option<Diagnostic> {
    let model = context.model;
    let tree = model.tree(Dim::Item);
    let is_three_public = |node: Node| model.items.name(tree.ancestors(node).last().unwrap_or(node)).contains("三公");
    let item = tree.nodes().find(|&node| is_three_public(node) && model.items.name(node).contains(word))?;
    let memo = known(context, &Slice::of(Kind::Memo).with(Dim::Item, item))?;
    let func = account(context, Dim::Econ, code);
    let Some(basic) = func.and_then(|node| known(context, &Slice::of(Kind::Basic).with(Dim::Econ, node))) else {
        return paid_by_projects(context, item, &memo, code);
    };
    let below = basic.amount.0 - memo.amount.0;
    if below <= 0 || 2 * below < basic.steps.0 + memo.steps.0 {
        return None;
    }
    let message = Message::new("three-public-below")
        .with("item", model.items.path(item))
        .with("memo", context.figure(memo.at, memo.amount))
        .with("code", code)
        .with("basic", context.figure(memo.at, basic.amount));
    Some(
        Diagnostic::new(Code::ThreePublicBelowItem, context.span(memo.at, Attribute::Amount), message)
            .related(context.span(basic.at, Attribute::Amount), "other-side"),
    )
}

/// Basic expenditure is printed by item, and this item is not in it.
fn paid_by_projects(context: &Context<'_>, item: Node, memo: &Known, code: &str) -> Option<Diagnostic> {
    let goods = account(context, Dim::Econ, "302")?;
    let printed = known(context, &Slice::of(Kind::Basic).with(Dim::Econ, goods))
        .or_else(|| known(context, &Slice::of(Kind::Operating).with(Dim::Econ, goods)));
    printed.filter(|_| memo.amount.0 > 0)?;
    let message = Message::new("three-public-by-projects")
        .with("item", context.model.items.path(item))
        .with("memo", context.figure(memo.at, memo.amount))
        .with("code", code);
    Some(Diagnostic::new(Code::ThreePublicBelowItem, context.span(memo.at, Attribute::Amount), message))
}

fn other_kind(context: &Context<'_>, code: &str, kind: Kind) -> Option<Diagnostic> {
    let model = context.model;
    let node = account(context, Dim::Econ, code)?;
    let tree = model.tree(Dim::Econ);
    let claimed = context.settled.figures.iter().filter(|figure| figure.status != Status::Refuted).find_map(|figure| {
        let slice = &context.settled.groups[figure.group].slice;
        let here = slice.kind() == kind && slice.get(Dim::Econ).is_some_and(|econ| tree.contains(node, econ));
        (here && figure.amount.0 != 0).then(|| figure.claims.first().map(|&claim| model.claims[claim].at)).flatten()
    });
    let entered = || {
        let here = |entry: &&crate::model::Entry| entry.kind == kind && tree.contains(node, entry.node(Dim::Econ));
        model.entries.iter().find(here).map(|entry| entry.at)
    };
    let at = claimed.or_else(entered)?;
    let (english, chinese) = kind.phrase();
    let message = Message::new("item-in-other-kind")
        .with("code", code)
        .with("kind", Argument::Both(english.to_owned(), chinese.to_owned()));
    Some(Diagnostic::new(Code::ItemInOtherKind, context.span(at, Attribute::Econ), message))
}
