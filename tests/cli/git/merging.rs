//! Merges through git, entry by entry.

use insta::assert_snapshot;

use super::{BASE, LAST, Repository, edited};

/// `BASE` with an entry behind the last one, and the total that it comes to.
fn with(entry: &str, total: &str) -> String {
    edited(&[(LAST, &format!("{LAST}{entry}\n")), ("amount 20.00", &format!("amount {total}"))])
}

fn files(text: &str) -> [(&str, &str); 1] {
    [("main.bud", text)]
}

#[test]
fn both_add_at_one_place() {
    let ours = with("project 招聘会 unit 甲 amount 1.00", "20.00").replace("\ntotal amount 20.00\n", "");
    let theirs = with("project 房票 unit 乙 amount 2.00", "20.00").replace("\ntotal amount 20.00\n", "");
    let base = BASE.replace("\ntotal amount 20.00\n", "");
    // Line by line this is a conflict.
    let plain = Repository::new();
    let said = plain.merge(&files(&base), &files(&ours), &files(&theirs));
    assert!(said.starts_with("exit 1"), "{said}");
    let repository = Repository::installed();
    assert_snapshot!(repository.merge(&files(&base), &files(&ours), &files(&theirs)), @"
    exit 0
    ── stdout
    Auto-merging main.bud
    ");
    let both = format!("{LAST}project 招聘会 unit 甲 amount 1.00\nproject 房票 unit 乙 amount 2.00\n");
    assert_eq!(repository.0.read("main.bud"), base.replace(LAST, &both));
}

#[test]
fn one_entry_that_both_changed_elsewhere() {
    let ours = edited(&[("修缮 unit 甲 amount 12.00", "修缮 unit 甲 amount 13.00"), ("amount 20.00", "amount 21.00")]);
    let theirs = edited(&[("修缮 unit 甲 amount 12.00", "修缮 unit 甲 amount 12.00 note 屋面")]);
    let repository = Repository::installed();
    assert_snapshot!(repository.merge(&[], &files(&ours), &files(&theirs)), @"
    exit 0
    ── stdout
    Auto-merging main.bud
    ");
    let merged = ours.replace("amount 13.00", "amount 13.00 note 屋面");
    assert_eq!(repository.0.read("main.bud"), merged);
}

#[test]
fn a_total_that_both_set_is_a_conflict_which_says_what_it_comes_to() {
    let ours = with("project 招聘会 unit 甲 amount 1.00", "21.00");
    let theirs = with("project 房票 unit 乙 amount 2.00", "22.00");
    let repository = Repository::installed();
    repository.git(&["config", "merge.conflictStyle", "diff3"]);
    assert_snapshot!(repository.merge(&[], &files(&ours), &files(&theirs)), @"
    exit 1
    ── stdout
    Auto-merging main.bud
    CONFLICT (content): Merge conflict in main.bud
    Automatic merge failed; fix conflicts and then commit the result.
    ── stderr
    main.bud:12: both sides changed amount
    main.bud:12: the merged lines add up to 23.00
    ");
    assert_snapshot!(repository.0.read("main.bud"), @"
    budget 局 year 2024 measure 万元
    unit 甲
    unit 乙

    # 一、项目支出
    project 修缮 unit 甲 amount 12.00
    project 绿化 unit 甲 amount 3.00
    project 修缮 unit 乙 amount 5.00
    project 招聘会 unit 甲 amount 1.00
    project 房票 unit 乙 amount 2.00

    <<<<<<< ours
    total amount 21.00
    ||||||| base
    total amount 20.00
    =======
    total amount 22.00
    >>>>>>> theirs
    ");
}

#[test]
fn one_takes_away_what_the_other_changes() {
    let ours = edited(&[(LAST, ""), ("amount 20.00", "amount 15.00")]);
    let theirs = edited(&[("乙 amount 5.00", "乙 amount 6.00")]);
    let repository = Repository::installed();
    let said = repository.merge(&[], &files(&ours), &files(&theirs));
    assert!(said.contains("main.bud:8: one side took this away, the other changed it"), "{said}");
    let conflict = format!("<<<<<<< ours\n=======\n{}>>>>>>> theirs\n", LAST.replace("5.00", "6.00"));
    assert_eq!(repository.0.read("main.bud"), edited(&[(LAST, &conflict), ("amount 20.00", "amount 15.00")]));
}

#[test]
fn a_merge_whose_total_fails_says_so_and_is_not_committed() {
    let ours = with("project 招聘会 unit 甲 amount 2.00", "22.00");
    let theirs = with("project 房票 unit 乙 amount 2.00", "22.00");
    let repository = Repository::installed();
    let said = repository.merge(&[], &files(&ours), &files(&theirs));
    assert!(said.contains("main.bud is merged, but one total does not hold:\nmain.bud:12:14: E0401"), "{said}");
    assert!(said.contains("What is staged is not committed."), "{said}");
    assert!(said.starts_with("exit 1"), "{said}");
    // The text is merged and waits for the total.
    let both = format!("{LAST}project 招聘会 unit 甲 amount 2.00\nproject 房票 unit 乙 amount 2.00\n");
    assert_eq!(repository.0.read("main.bud"), edited(&[(LAST, &both), ("amount 20.00", "amount 22.00")]));
    repository.write("main.bud", repository.0.read("main.bud").replace("22.00", "24.00"));
    repository.git(&["add", "main.bud"]);
    assert_snapshot!(repository.git(&["commit", "--quiet", "--no-edit"]), @"exit 0");
}

#[test]
fn a_budget_of_several_files_is_judged_when_all_are_merged() {
    let main = "budget 局 year 2024 measure 万元\ninclude 甲.bud\ntotal amount 12.00\n";
    let unit = "unit 甲\nproject 修缮 unit 甲 amount 12.00\n";
    let repository = Repository::installed();
    let base = [("a/main.bud", main), ("a/甲.bud", unit)];
    let more = format!("{unit}project 绿化 unit 甲 amount 3.00\n");
    let total = main.replace("12.00", "15.00");
    let ours = [
        ("a/甲.bud", "unit 甲\nproject 修缮 unit 甲 amount 12.00 note 屋面\n"),
        ("a/main.bud", &format!("# 说明\n{main}")),
    ];
    // The total stands in one file and the money in another, and both are merged.
    assert_snapshot!(repository.merge(&base, &ours, &[("a/main.bud", &total), ("a/甲.bud", &more)]), @"
    exit 0
    ── stdout
    Auto-merging a/main.bud
    Auto-merging a/甲.bud
    ");
    // A total that nobody changed, and that holds no more.
    repository.git(&["reset", "--quiet", "--hard", "HEAD^"]);
    repository.git(&["branch", "--quiet", "--delete", "--force", "other"]);
    let said = repository.merge(&[], &[("a/main.bud", &format!("# 二\n{main}"))], &[("a/甲.bud", &more)]);
    assert!(said.starts_with("exit 1") && said.contains("E0401"), "{said}");
}

#[test]
fn what_is_not_utf_8_is_merged_line_by_line() {
    let gb = |text: &str| text.replace("说明", "\u{1}");
    let bytes = |text: &str| -> Vec<u8> {
        gb(text).bytes().flat_map(|byte| if byte == 1 { vec![0xcb, 0xb5, 0xc3, 0xf7] } else { vec![byte] }).collect()
    };
    let repository = Repository::installed();
    repository.write("old.bud", bytes("# 说明\nunit a\nunit b\nunit c\n"));
    repository.commit("old");
    repository.git(&["switch", "--quiet", "--create", "other"]);
    repository.write("old.bud", bytes("# 说明\nunit a\nunit b\nunit d\n"));
    repository.commit("theirs");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("old.bud", bytes("# 说明\nunit e\nunit b\nunit c\n"));
    repository.commit("ours");
    let said = repository.git(&["merge", "--quiet", "--no-verify", "--no-edit", "other"]);
    assert_snapshot!(said, @"
    exit 0
    ── stdout
    Auto-merging old.bud
    ── stderr
    old.bud is not UTF-8, and is merged line by line
    ");
    assert_eq!(std::fs::read(repository.0.path("old.bud")).unwrap(), bytes("# 说明\nunit e\nunit b\nunit d\n"));
}

#[test]
fn a_rebase_and_a_renamed_file_are_merged_so_too() {
    let ours = with("project 招聘会 unit 甲 amount 1.00", "20.00");
    let theirs = edited(&[(LAST, &format!("{LAST}project 房票 unit 乙 amount 0.00\n"))]);
    let repository = Repository::installed();
    repository.git(&["switch", "--quiet", "--create", "other"]);
    repository.write("main.bud", &theirs);
    repository.git(&["mv", "main.bud", "budget.bud"]);
    repository.commit("theirs");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("main.bud", &ours);
    repository.commit("ours");
    let said = repository.git(&["rebase", "--quiet", "other"]);
    assert!(said.starts_with("exit 0"), "{said}");
    let merged = repository.0.read("budget.bud");
    assert!(
        merged.contains("招聘会") && merged.contains("房票") && !repository.0.path("main.bud").exists(),
        "{merged}"
    );
}
