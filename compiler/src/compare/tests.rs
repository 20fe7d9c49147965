//! What is told of pairs of small budgets.

use crate::source::Memory;
use crate::{Analysis, Options, analyze};

use super::*;

fn read(text: &str) -> Analysis {
    analyze(&Memory::new().with("a.bud", text), "a.bud".as_ref(), &Options::default()).unwrap()
}

/// The changes, each as one word and the amounts, in their order.
fn told(old: &str, new: &str, by: By) -> Vec<String> {
    let (old, new) = (read(old), read(new));
    let comparison = compare(&old, &new, by);
    let change = |change: &Change| {
        let amounts = change.amounts;
        let fields: String = change.fields.iter().map(|field| format!(" {}", field.key())).collect();
        let counts = format!("{}:{}", change.old.len(), change.new.len());
        format!("{} {counts} {} {}{fields}", change.what.as_str(), amounts.old.decimal(), amounts.new.decimal())
    };
    let names = comparison.names.iter().map(|name| format!("{} is {}", name.old, name.new));
    comparison.changes.iter().map(change).chain(names).collect()
}

#[test]
fn each_sort_of_change_is_told_once() {
    let heads = "unit a\nunit b\naccount 208 x\naccount 20801 y\naccount 20802 z\n";
    let one = |line: &str| format!("{heads}{line}");
    for (old, new, expected) in [
        ("project p unit a amount 5", "", &["removed 1:0 5 0"][..]),
        ("", "project p unit a amount 5", &["added 0:1 0 5"]),
        ("project p unit a amount 5", "project p unit a amount 7", &["changed 1:1 5 7"]),
        ("project p unit a amount 5", "project p unit b amount 5", &["moved 1:1 5 5 unit"]),
        ("project p unit a amount 5 func 20801", "project p unit a amount 5 func 20802", &["moved 1:1 5 5 func"]),
        // It is the same project, though its code and its amount are others.
        ("project p unit a amount 5 func 20801", "project p unit a amount 6 func 20802", &["moved 1:1 5 6 func"]),
        ("personnel unit a amount 5 func 20801", "personnel unit a amount 5 func 20802", &["moved 1:1 5 5 func"]),
        (
            "personnel unit a amount 5 func 20801",
            "personnel unit a amount 6 func 20802",
            &["added 0:1 0 6", "removed 1:0 5 0"],
        ),
        ("basic unit a amount 5 func 20801", "personnel unit a amount 5 func 20801", &["moved 1:1 5 5 kind"]),
        ("project p unit a amount 5", "project q unit a amount 5", &["renamed 1:1 5 5 project"]),
        ("project 屋面维修 unit a amount 5", "project 屋面维护 unit a amount 6", &["renamed 1:1 5 6 project"]),
        ("project p unit a amount 5", "project p unit a amount 2\nproject p unit a amount 3", &["regrouped 1:2 5 5"]),
        ("project p unit a amount 2\nproject q unit a amount 3", "project r unit a amount 5", &["regrouped 2:1 5 5"]),
        (
            "personnel unit a amount 5 func 20801",
            "personnel unit a amount 2 func 208\npersonnel unit a amount 3 func 20802",
            &["regrouped 1:2 5 5"],
        ),
        ("memo m item x/y unit a amount 5", "memo m item x/z unit a amount 5", &["moved 1:1 5 5 item"]),
        ("revenue own unit a amount 5", "revenue other unit a amount 5", &["moved 1:1 5 5 source"]),
        // Two lines of nothing have nothing in common.
        (
            "personnel unit a amount 0 func 20801",
            "personnel unit b amount 0 func 20801",
            &["added 0:1 0 0", "removed 1:0 0 0"],
        ),
    ] {
        let mut found = told(&one(old), &one(new), By::Code);
        found.sort();
        assert_eq!(found, expected, "{old} | {new}");
    }
}

#[test]
fn lines_of_one_thing_are_told_apart_by_what_they_are_called() {
    let old = "unit a\npersonnel 工资 unit a amount 5\npersonnel 津贴 unit a amount 3\n";
    let new = "unit a\npersonnel 津贴 unit a amount 4\npersonnel 工资 unit a amount 6\n";
    assert_eq!(told(old, new, By::Code), ["changed 1:1 5 6", "changed 1:1 3 4"]);
}

#[test]
fn another_name_moves_nothing() {
    let old = "unit a\nproject top unit a\nproject p unit a under top amount 5\nproject q unit a under top amount 6\n";
    assert_eq!(told(old, &old.replace("top", "head"), By::Code), ["top is head"]);
    let coded = "unit a code 7\nproject p unit a amount 5\n";
    assert_eq!(told(coded, &coded.replace("unit a", "unit b"), By::Code), ["a is b"]);
    let account = "account 208 x\nproject p func 208 amount 5\n";
    assert_eq!(told(account, &account.replace(" x", " y"), By::Code), ["208 x is 208 y"]);
}

#[test]
fn accounts_are_the_same_by_name_if_asked() {
    let old = "account 208 x\naccount 20801 other\naccount 210 y\naccount 21001 other\nproject p func 20801 amount 5\n\
               project q func 21001 amount 6\n";
    let new = old.replace("208", "308").replace("210", "211").replace("308", "210");
    assert_eq!(
        told(old, &new, By::Name),
        ["208 x is 210 x", "20801 other is 21001 other", "210 y is 211 y", "21001 other is 21101 other",]
    );
    assert!(told(old, &new, By::Code).iter().any(|it| it.starts_with("moved")));
}

#[test]
fn percentages_are_rounded_half_up_and_need_a_base() {
    let percent = |old, new| Amounts { old: Millionths(old), new: Millionths(new) }.percent();
    for (old, new, expected) in [
        (1000, 1000, Some("0.0")),
        (2000, 2001, Some("0.1")),
        (2000, 1999, Some("-0.1")),
        (2001, 2002, Some("0.0")),
        (3, 2, Some("-33.3")),
        (3, 5, Some("66.7")),
        (-100, -50, Some("50.0")),
        (0, 5, None),
    ] {
        assert_eq!(percent(old, new).as_deref(), expected, "{old} {new}");
    }
}

#[test]
fn totals_follow_their_entries_or_do_not() {
    let budget =
        |amount: u32, total: u32| format!("unit a\nproject p unit a amount {amount}\ntotal unit a amount {total}\n");
    let followed = |old: (u32, u32), new: (u32, u32)| {
        let (old, new) = (read(&budget(old.0, old.1)), read(&budget(new.0, new.1)));
        let claims = compare(&old, &new, By::Code).claims;
        claims.iter().map(|claim| claim.followed).collect::<Vec<_>>()
    };
    assert_eq!(followed((5, 5), (6, 6)), [Followed::Moved]);
    assert_eq!(followed((5, 5), (6, 7)), [Followed::Apart]);
    assert_eq!(followed((5, 5), (5, 7)), [Followed::Alone]);
    assert_eq!(followed((5, 5), (6, 5)), [Followed::Stayed]);
    assert_eq!(followed((5, 5), (5, 5)), []);
    let without = read("unit a\nproject p unit a amount 5\n");
    let with = read(&budget(5, 5));
    assert_eq!(compare(&without, &with, By::Code).claims[0].followed, Followed::Added);
    assert_eq!(compare(&with, &without, By::Code).claims[0].followed, Followed::Removed);
}

#[test]
fn the_rows_of_a_sum_add_up() {
    let old =
        read("unit a\nunit b under a\nproject p unit a amount 5\nproject q unit b amount 6\npersonnel amount 1\n");
    let new =
        read("unit a\nunit b under a\nproject p unit a amount 9\nproject q unit b amount 4\npersonnel amount 3\n");
    let comparison = compare(&old, &new, By::Code);
    assert!(!comparison.sums.is_empty());
    for sums in &comparison.sums {
        if sums.of == crate::syntax::Kind::Project {
            continue;
        }
        let changes: i128 = sums.rows.iter().map(|row| row.amounts.change().0).sum();
        assert_eq!(changes, sums.total.change().0, "{:?}", sums.by);
        assert!(sums.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.amounts.change().0.abs())));
    }
    assert_eq!(comparison.total.change().decimal(), rust_decimal::Decimal::from(4));
}
