//! What is staged is checked before it is committed, not what the work tree has.

use insta::assert_snapshot;

use super::{BASE, Repository, edited};

fn commit(repository: &Repository) -> String {
    repository.git(&["commit", "--quiet", "--message", "next"])
}

#[test]
fn what_is_staged_counts() {
    let repository = Repository::installed();
    let bad = edited(&[("amount 20.00", "amount 21.00")]);
    repository.write("main.bud", &bad);
    repository.git(&["add", "main.bud"]);
    // The work tree is right again, and what is staged is not.
    repository.write("main.bud", BASE);
    let said = commit(&repository);
    assert!(said.starts_with("exit 1") && said.contains("error[E0401]") && said.contains("main.bud:10:14"), "{said}");
    // And the other way round.
    repository.write("main.bud", edited(&[("unit 乙\n\n", "unit 乙\nunit 丙\n\n")]));
    repository.git(&["add", "main.bud"]);
    repository.write("main.bud", &bad);
    assert_snapshot!(commit(&repository), @"exit 0");
    assert_eq!(repository.0.read("main.bud"), bad);
}

#[test]
fn the_form_of_staged_files_is_checked() {
    let repository = Repository::installed();
    repository.write("other.bud", "unit  丙\n");
    repository.commit("never formatted");
    repository.write("main.bud", edited(&[("绿化 unit 甲", "绿化   unit 甲")]));
    repository.git(&["add", "main.bud"]);
    assert_snapshot!(commit(&repository), @"
    exit 1
    ── stderr
    error: 1 staged file is not in its form: run `bdc fmt` and stage again: main.bud
    What is staged is not committed. (`git commit --no-verify` commits it all the same.)
    ");
    assert_snapshot!(repository.bdc(&["git", "pre-commit", "--lang", "zh"]), @"
    exit 1
    ── stderr
    错误：1 个暂存文件格式不规范，请运行 `bdc fmt` 后重新暂存：main.bud
    暂存内容未提交。（`git commit --no-verify` 可照样提交。）
    ");
    // A merge is not held up by it.
    assert_snapshot!(repository.bdc(&["git", "pre-merge-commit"]), @"exit 0");
    // In a part of a budget the header of its main file says how figures are written.
    repository.write("a/main.bud", "budget 局 year 2024 scale 3\ninclude 甲.bud\n");
    repository.write("a/甲.bud", "unit 甲\nproject 修缮 unit 甲 amount 12.00\n");
    repository.git(&["reset", "--quiet", "main.bud"]);
    repository.git(&["add", "a"]);
    let said = commit(&repository);
    assert!(said.starts_with("exit 1") && said.contains(": a/甲.bud\n"), "{said}");
}

#[test]
fn budgets_that_have_a_staged_file_are_checked_whole_and_no_others() {
    let repository = Repository::installed();
    repository.write("broken.bud", edited(&[("amount 20.00", "amount 21.00")]));
    repository.write("a/main.bud", "budget 局 year 2024\ninclude parts/甲.bud\ntotal amount 12.00\n");
    repository.write("a/parts/甲.bud", "unit 甲\nproject 修缮 unit 甲 amount 12.00\n");
    repository.commit("three budgets");
    repository.write("a/parts/甲.bud", "unit 甲\nproject 修缮 unit 甲 amount 13.00\n");
    repository.git(&["add", "a"]);
    let said = commit(&repository);
    assert!(said.contains("a/main.bud:3:14") && !said.contains("broken.bud") && said.contains("1 error\n"), "{said}");
    // A file that is taken away is missed, also from within a folder.
    repository.git(&["rm", "--quiet", "--force", "a/parts/甲.bud"]);
    let mut call = repository.command(env!("CARGO_BIN_EXE_bdc"), &["git", "pre-commit"]);
    let said = repository.0.shown(&call.current_dir(repository.0.path("a")).output().unwrap());
    assert!(said.starts_with("exit 1") && said.contains("error[E0311]"), "{said}");
    // What is no budget is nobody's business here.
    repository.git(&["reset", "--quiet", "--hard"]);
    repository.write("notes.txt", "unit  x");
    repository.git(&["add", "notes.txt"]);
    assert_snapshot!(commit(&repository), @"exit 0");
}
