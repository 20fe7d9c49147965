//! What is installed, what is shown of it, and what is left when it is taken back.

use std::fs;

use insta::assert_snapshot;

use super::{LAST, Repository, edited};

/// All files of the repository that an installation may touch.
fn touched(repository: &Repository) -> Vec<(String, Option<Vec<u8>>)> {
    let names = [".git/config", ".gitattributes", ".git/hooks/pre-commit", ".git/hooks/pre-merge-commit"];
    names.iter().map(|name| ((*name).to_owned(), fs::read(repository.0.path(name)).ok())).collect()
}

#[test]
fn what_will_change_is_shown_first() {
    let repository = Repository::new();
    let before = touched(&repository);
    assert_snapshot!(repository.bdc(&["git", "install", "--dry-run", "--external-diff"]), @r#"
    exit 0
    ── stdout
    + merge.bud.name = Bud: entry by entry
    + merge.bud.driver = bdc git merge-driver %O %A %B %L %P
    + diff.bud.xfuncname = ^[[:blank:]]*((unit|单位|budget|预算)[[:blank:]]+[^[:blank:]].*)$\n^[[:blank:]]*[^#[:blank:]].*[[:blank:]]((unit|单位)[[:blank:]]+("[^"]*"|[^"[:blank:]]+))\n^#+[[:blank:]]*([^[:blank:]].*)$
    + diff.bud.wordRegex = "[^"]*"|-?[0-9][0-9,]*(\.[0-9]+)?(亿元|万元|千元|元)?|[^][:blank:]0-9"*/()+[]+|[^[:blank:]]
    + diff.bud.command = bdc git external-diff
    --- a/.gitattributes
    +++ b/.gitattributes
    @@ -0,0 +1,3 @@
    +# bdc git: begin (new file)
    +*.bud diff=bud merge=bud
    +# bdc git: end
    --- a/.git/hooks/pre-commit
    +++ b/.git/hooks/pre-commit
    @@ -0,0 +1,4 @@
    +#!/bin/sh
    +# bdc git: begin (new file)
    +bdc git pre-commit || exit $?
    +# bdc git: end
    --- a/.git/hooks/pre-merge-commit
    +++ b/.git/hooks/pre-merge-commit
    @@ -0,0 +1,4 @@
    +#!/bin/sh
    +# bdc git: begin (new file)
    +bdc git pre-merge-commit || exit $?
    +# bdc git: end
    ── stderr
    Nothing was changed; without --dry-run it would be as shown.
    "#);
    assert_eq!(touched(&repository), before);
    let lines = |shown: &str, sign: &str| -> Vec<String> {
        let of = |line: &str| line.strip_prefix(sign).filter(|rest| !rest.starts_with(sign)).map(str::to_owned);
        shown.lines().filter_map(of).collect()
    };
    let installed = lines(&repository.bdc(&["git", "install", "--external-diff"]), "+");
    let taken_back = lines(&repository.bdc(&["git", "uninstall", "--dry-run"]), "-");
    assert_eq!(installed, taken_back);
    assert_snapshot!(repository.bdc(&["git", "install", "--external-diff"]), @"
    exit 0
    ── stderr
    There is nothing to change.
    ");
    assert_snapshot!(repository.bdc(&["git", "status", "--lang", "zh"]), @"
    exit 0
    ── stdout
    merge.bud, diff.bud：已安装
    .gitattributes：已安装
    pre-commit：已安装
    pre-merge-commit：已安装
    ");
}

#[test]
fn all_is_as_before_when_it_is_taken_back() {
    let others = [
        (".gitattributes", "*.txt text"),
        (".gitattributes", ""),
        (".gitattributes", "*.txt text\r\n*.png binary\r\n"),
        (".git/hooks/pre-commit", "#!/usr/bin/env bash\necho mine\nexit 0\n"),
        ("none.txt", ""),
    ];
    for (name, text) in others {
        let repository = Repository::new();
        repository.git(&["config", "diff.other.textconv", "cat"]);
        repository.write(name, text);
        executable(&repository, name);
        let before = touched(&repository);
        for _ in 0..2 {
            assert!(repository.bdc(&["git", "install"]).starts_with("exit 0"));
        }
        assert_ne!(touched(&repository), before);
        assert!(repository.bdc(&["git", "status"]).starts_with("exit 0"));
        // An older installation had other settings.
        repository.git(&["config", "merge.bud.driver", "/old/bdc git merge-driver %O %A %B"]);
        assert!(
            repository.bdc(&["git", "install"]).contains("- merge.bud.driver = /old/bdc git merge-driver %O %A %B\n")
        );
        repository.git(&["config", "merge.bud.driver", "/old/bdc git merge-driver %O %A %B"]);
        assert!(repository.bdc(&["git", "uninstall"]).starts_with("exit 0"));
        assert_eq!(touched(&repository), before, "with {name} {text:?}");
        assert!(repository.bdc(&["git", "status"]).starts_with("exit 1"));
        assert!(repository.bdc(&["git", "uninstall"]).ends_with("There is nothing to change.\n"));
    }
}

fn executable(repository: &Repository, name: &str) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(repository.0.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let _ = (repository, name);
}

#[test]
fn what_others_have_set_is_left_alone() {
    let repository = Repository::new();
    repository.git(&["config", "merge.bud.driver", "mine %A"]);
    let before = touched(&repository);
    assert_snapshot!(repository.bdc(&["git", "install"]), @"
    exit 2
    ── stderr
    error: merge.bud.driver is already set to something else (mine %A), and is left as it is; nothing was changed
    ");
    repository.bdc(&["git", "uninstall"]);
    assert_eq!(touched(&repository), before);
    // A hook in another language.
    let repository = Repository::new();
    repository.write(".git/hooks/pre-commit", "#!/usr/bin/env python3\nprint()\n");
    executable(&repository, ".git/hooks/pre-commit");
    let said = repository.bdc(&["git", "install"]);
    let expected = "The hook pre-commit is left out: .git/hooks/pre-commit is there already, and is no shell script that can be run. Have it call: bdc git pre-commit || exit $?\n";
    assert!(said.starts_with("exit 0") && said.ends_with(expected), "{said}");
    assert_eq!(repository.0.read(".git/hooks/pre-commit"), "#!/usr/bin/env python3\nprint()\n");
    // No repository.
    let folder = super::Folder::new();
    assert_snapshot!(folder.bdc(&["git", "status"]), @"
    exit 2
    ── stderr
    error: the current folder is in no git repository with a work tree
    ");
}

#[test]
fn the_folder_of_hooks_is_the_one_that_is_set() {
    let repository = Repository::new();
    repository.git(&["config", "core.hooksPath", "tools/hooks"]);
    assert!(repository.bdc(&["git", "install"]).starts_with("exit 0"));
    assert!(
        repository.0.path("tools/hooks/pre-commit").exists() && !repository.0.path(".git/hooks/pre-commit").exists()
    );
    // One that all repositories share is not ours.
    let repository = Repository::new();
    let mut call = repository.command(env!("CARGO_BIN_EXE_bdc"), &["git", "install"]);
    call.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "core.hooksPath").env("GIT_CONFIG_VALUE_0", "/shared");
    let said = repository.0.shown(&call.output().unwrap());
    assert!(said.contains("/shared/pre-commit belongs to all repositories"), "{said}");
}

#[test]
fn diffs_name_units_and_split_at_amounts() {
    let repository = Repository::installed();
    let more: String = (0..8).map(|at| format!("project 项目{at} amount {at}.00\n")).collect();
    let text = edited(&[(LAST, &format!("{LAST}\n# 二、其他\n{more}"))]);
    repository.write("main.bud", &text);
    repository.commit("more");
    let next = text
        .replace("修缮 unit 乙 amount 5.00", "修缮 unit 乙 amount 6.00")
        .replace("amount 7.00", "amount 2 * 7.50万元");
    repository.write("main.bud", next);
    assert_snapshot!(repository.git(&["diff", "--unified=0", "--word-diff=plain"]), @"
    exit 0
    ── stdout
    diff --git a/main.bud b/main.bud
    index 044f4e7..61c0da3 100644
    --- a/main.bud
    +++ b/main.bud
    @@ -8 +8 @@ unit 甲
    project 修缮 unit 乙 amount [-5.00-]{+6.00+}
    @@ -18 +18 @@ 二、其他
    project 项目7 amount [-7.00-]{+2 * 7.50万元+}
    ");
}
