//! What is told of two budgets: nothing where nothing changed, each edit as what it was, and no entry
//! lost or told twice.

use bud::Analysis;
use bud::compare::{By, Change, Side, What, compare};
use bud::model::Entry;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::drawn::{Spelling, budget};
use crate::{config, order::shuffled, read};

/// An edit of one project.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Edit {
    Keep,
    Amount,
    Func,
    Unit,
    Rename,
    Remove,
    Split,
    Join,
    Add,
}

const EDITS: [Edit; 9] =
    [Edit::Keep, Edit::Amount, Edit::Func, Edit::Unit, Edit::Rename, Edit::Remove, Edit::Split, Edit::Join, Edit::Add];

/// What an edit must be told as, with the cents before and after.
type Told = (&'static str, i64, i64);

/// Names without a character in common, so that none is near another.
fn name(number: usize) -> String {
    char::from_u32(0x4E10 + number as u32).unwrap().to_string().repeat(4)
}

fn line(name: &str, unit: usize, cents: i64, func: &str) -> String {
    format!("project {name} unit 单位{unit} amount {} func {func}", Decimal::new(cents, 2))
}

/// The lines of project `at` before and after the edit, and what must be told. Amounts are such that no two of
/// them and no few of them come to another one.
fn edited(at: usize, edit: Edit) -> (Vec<String>, Vec<String>, Option<Told>) {
    let (unit, cents) = (at % 3, 100 << at);
    let is = |name: &str, cents: i64| line(name, unit, cents, "20801");
    let one = |word: &'static str| Some((word, cents, cents));
    let own = name(at);
    let halves = || {
        let first = cents / 4 + at as i64 + 1;
        vec![is(&format!("{own}上"), first), is(&format!("{own}下"), cents - first)]
    };
    let before = vec![is(&own, cents)];
    match edit {
        Edit::Keep => (before.clone(), before, None),
        Edit::Amount => (before, vec![is(&own, cents + 37)], Some(("changed", cents, cents + 37))),
        Edit::Func => (before, vec![line(&own, unit, cents, "20802")], one("moved")),
        Edit::Unit => (before, vec![line(&own, unit + 3, cents, "20801")], one("moved")),
        Edit::Rename => (before, vec![is(&name(at + 100), cents)], one("renamed")),
        Edit::Remove => (before, vec![], Some(("removed", cents, 0))),
        Edit::Split => (before, halves(), one("regrouped")),
        Edit::Join => (halves(), before, one("regrouped")),
        Edit::Add => (vec![], vec![is(&name(at + 200), cents + 11)], Some(("added", 0, cents + 11))),
    }
}

fn written(projects: Vec<Vec<String>>) -> Analysis {
    let units: String = (0..6).map(|unit| format!("unit 单位{unit}\n")).collect();
    let lines = projects.concat().join("\n");
    read(format!("{units}account 208 甲\naccount 20801 乙\naccount 20802 丙\n{lines}\n"))
}

/// The entries of a side, each by its line.
fn entries(analysis: &Analysis) -> &[Entry] {
    &analysis.model.entries
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn each_edit_is_told_as_what_it_was(
        edits in prop::collection::vec(prop::sample::select(&EDITS[..]), 1..20),
        keys in prop::collection::vec(any::<u32>(), 1..20),
    ) {
        let (mut before, mut after, mut expected) = (Vec::new(), Vec::new(), Vec::new());
        for (at, &edit) in edits.iter().enumerate() {
            let (old, new, told) = edited(at, edit);
            before.push(old);
            after.push(new);
            expected.extend(told);
        }
        let (old, new) = (written(before), written(shuffled(after, &keys)));
        let comparison = compare(&old, &new, By::Code);
        let cents = |amount: bud::ledger::Millionths| i64::try_from(amount.0 / 10_000).unwrap();
        let told = |it: &Change| (it.what.as_str(), cents(it.amounts.old), cents(it.amounts.new));
        let mut found: Vec<Told> = comparison.changes.iter().map(told).collect();
        found.sort_unstable();
        expected.sort_unstable();
        let change: i64 = expected.iter().map(|(_, old, new)| new - old).sum();
        prop_assert_eq!(found, expected, "{:?}", edits);
        prop_assert_eq!(cents(comparison.total.change()), change);
        prop_assert_eq!(comparison.is_empty(), edits.iter().all(|&edit| edit == Edit::Keep));
    }

    #[test]
    fn the_order_of_lines_is_no_change(
        budget in budget(0..8), keys in prop::collection::vec(any::<u32>(), 1..80), by_name in any::<bool>(),
    ) {
        let lines = budget.written(Spelling::English);
        let old = read(lines.join("\n"));
        let text = shuffled(budget.written(Spelling::Chinese), &keys).join("\n");
        let new = read(text.clone());
        let by = if by_name { By::Name } else { By::Code };
        for [one, other] in [[&old, &old], [&old, &new], [&new, &old]] {
            let comparison = compare(one, other, by);
            prop_assert!(comparison.is_empty(), "{}\n{:?}\n{:?}", text, comparison.changes, comparison.claims);
            prop_assert!(comparison.sums.is_empty());
        }
    }

    #[test]
    fn no_entry_is_lost_or_told_twice(one in budget(0..4), other in budget(0..4), by_name in any::<bool>()) {
        let (old, new) = (read(one.text()), read(other.text()));
        let comparison = compare(&old, &new, if by_name { By::Name } else { By::Code });
        let mut left = Vec::new();
        for side in Side::BOTH {
            let mut told: Vec<usize> =
                comparison.changes.iter().flat_map(|change| change.entries(side)).copied().collect();
            told.sort_unstable();
            prop_assert!(told.windows(2).all(|pair| pair[0] < pair[1]), "told twice: {:?}", told);
            let all = entries(comparison.side(side)).iter().enumerate();
            // What is not told is the same on both sides.
            let mut same: Vec<Decimal> =
                all.filter(|(at, _)| told.binary_search(at).is_err()).map(|(_, entry)| entry.amount).collect();
            same.sort_unstable();
            left.push(same);
        }
        prop_assert_eq!(&left[0], &left[1]);
        for change in &comparison.changes {
            let [old, new] = Side::BOTH.map(|side| change.entries(side).len());
            let expected = match change.what {
                What::Added => old == 0 && new == 1,
                What::Removed => old == 1 && new == 0,
                What::Regrouped => old.min(new) >= 1 && old != new && change.amounts.change().0 == 0,
                What::Changed => old == 1 && new == 1 && change.amounts.change().0 != 0,
                What::Moved | What::Renamed => old == 1 && new == 1 && !change.fields.is_empty(),
            };
            prop_assert!(expected, "{:?}", change);
        }
    }
}
