//! `git diff` shows what changed in money, where that was asked for.

use insta::assert_snapshot;

use super::{Repository, edited};

#[test]
fn git_diff_tells_what_changed_in_money() {
    let repository = Repository::installed();
    assert!(repository.bdc(&["git", "install", "--external-diff"]).starts_with("exit 0"));
    repository.write("main.bud", edited(&[("甲 amount 12.00", "甲 amount 14.50"), ("amount 20.00", "amount 22.50")]));
    assert_snapshot!(repository.git(&["--no-pager", "diff"]), @"
    exit 0
    ── stdout
    a/main.bud → b/main.bud
    Expenditure 20.00 → 22.50 万元 (+2.50, +12.5%); 1 changed
    a/main.bud: the check finds no error
    b/main.bud: the check finds no error

    Entries (万元)
    change   entry  unit    old    new  change       %
    changed  修缮   甲    12.00  14.50   +2.50  +20.8%

    By unit: expenditure (万元)
    what     old    new  change       %
    甲     15.00  17.50   +2.50  +16.7%
    Total  20.00  22.50   +2.50  +12.5%

    By project: project expenditure (万元)
    what         old    new  change       %
    修缮 · 甲  12.00  14.50   +2.50  +20.8%
    Total      20.00  22.50   +2.50  +12.5%

    Totals and ceilings (万元)
    change                  what           old    new  change       %  its entries  check
    moved with its entries  expenditure  20.00  22.50   +2.50  +12.5%        +2.50  holds
    ");
    // A file that is new, and one that has another name now.
    repository.git(&["mv", "main.bud", "next.bud"]);
    assert_snapshot!(repository.git(&["--no-pager", "diff", "--cached", "-M"]), @"
    exit 0
    ── stdout
    a/main.bud → b/next.bud
    No change. Expenditure 20.00 万元 as before
    a/main.bud: the check finds no error
    b/next.bud: the check finds no error
    ");
    repository.write("new.bud", "unit 丙\nproject 新建 unit 丙 amount 1.00\n");
    repository.git(&["add", "new.bud"]);
    assert_snapshot!(repository.git(&["--no-pager", "diff", "--cached", "new.bud"]), @"
    exit 0
    ── stdout
    a/new.bud → b/new.bud
    Expenditure 0.00 → 1.00 元 (+1.00); 1 added
    a/new.bud: the check finds no error
    b/new.bud: the check finds no error

    Entries (元)
    change  entry  unit   new  change
    added   新建   丙    1.00   +1.00
    ");
}
