//! `bdc diff` across the revisions of real git repositories.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;

use super::Folder;

/// A repository in a folder, with nothing of the tester's git in it.
struct Repository(Folder);

impl Repository {
    fn new() -> Repository {
        let repository = Repository(Folder::new());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(self.0.path(""));
        isolated(&mut command);
        let output = command.output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self, files: &[(&str, &str)]) {
        for (name, text) in files {
            let path = self.0.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }

    /// A call in a folder of it.
    fn bdc_in(&self, folder: &str, arguments: &[&str]) -> String {
        let mut command = self.0.command(arguments);
        command.current_dir(self.0.path(folder));
        isolated(&mut command);
        self.0.shown(&command.output().unwrap())
    }

    fn bdc(&self, arguments: &[&str]) -> String {
        self.bdc_in("", arguments)
    }
}

fn isolated(command: &mut Command) {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_SYSTEM", "/dev/null"),
        ("GIT_AUTHOR_NAME", "Clerk"),
        ("GIT_AUTHOR_EMAIL", "clerk@example.org"),
        ("GIT_COMMITTER_NAME", "Clerk"),
        ("GIT_COMMITTER_EMAIL", "clerk@example.org"),
    ] {
        command.env(name, value);
    }
}

const MAIN: &str = "budget Town year 2026\ninclude parts/library.bud\nunit Library\ntotal unit Library amount 8.00\n";

/// Two commits: the included file changes in the second.
fn two_commits() -> Repository {
    let repository = Repository::new();
    repository.commit(&[("main.bud", MAIN), ("parts/library.bud", "project Books unit Library amount 8.00\n")]);
    repository.commit(&[("parts/library.bud", "project Books unit Library amount 9.00\n")]);
    repository
}

#[test]
fn the_includes_of_a_revision_are_those_of_the_revision() {
    let repository = two_commits();
    assert_snapshot!(repository.bdc(&["diff", "HEAD~1:main.bud", "main.bud"]), @"
    exit 1
    ── stdout
    HEAD~1:main.bud → main.bud
    Expenditure 8.00 → 9.00 元 (+1.00, +12.5%); 1 changed
    HEAD~1:main.bud: the check finds no error
    main.bud: the check finds 1 error
    1 total did not move with its entries, and fails

    Entries (元)
    change   entry  unit      old   new  change       %
    changed  Books  Library  8.00  9.00   +1.00  +12.5%

    Totals and ceilings (元)
    change                         what           old   new  its entries  check
    did not move with its entries  unit Library  8.00  8.00        +1.00  holds → fails
    ── stderr
    `bdc check` says what is wrong
    ");
    let both = repository.bdc(&["diff", "HEAD~1:main.bud", "HEAD:main.bud", "--format", "json"]);
    assert!(both.contains(r#""file":"parts/library.bud""#) && both.contains(r#""change":"1.00""#), "{both}");
    assert!(repository.bdc(&["diff", "HEAD:main.bud", "main.bud"]).starts_with("exit 0"));
}

#[test]
fn files_may_have_been_renamed_and_cut() {
    let repository = two_commits();
    repository.git(&["mv", "main.bud", "budgets.bud"]);
    repository.git(&["mv", "parts/library.bud", "books.bud"]);
    let main =
        MAIN.replace("include parts/library.bud", "include books.bud\ninclude media.bud").replace("8.00", "11.00");
    repository.commit(&[("budgets.bud", &main), ("media.bud", "project Films unit Library amount 2.00\n")]);
    assert_snapshot!(repository.bdc(&["diff", "HEAD~1:main.bud", "HEAD:budgets.bud"]), @"
    exit 1
    ── stdout
    HEAD~1:main.bud → HEAD:budgets.bud
    Expenditure 9.00 → 11.00 元 (+2.00, +22.2%); 1 added
    HEAD~1:main.bud: the check finds 1 error
    HEAD:budgets.bud: the check finds no error

    Entries (元)
    change  entry  unit      new  change
    added   Films  Library  2.00   +2.00

    By project: project expenditure (元)
    what              old    new  change       %
    Films · Library  0.00   2.00   +2.00
    Total            9.00  11.00   +2.00  +22.2%

    Totals and ceilings (元)
    change                  what           old    new  change       %  its entries  check
    moved with its entries  unit Library  8.00  11.00   +3.00  +37.5%        +2.00  fails → holds
    ── stderr
    `bdc check` says what is wrong
    ");
}

#[test]
fn paths_are_from_the_top_or_with_a_dot_from_here() {
    let repository = two_commits();
    let relative = repository.bdc_in("parts", &["diff", "HEAD~1:../main.bud", "../main.bud"]);
    assert!(relative.contains("8.00 → 9.00"), "{relative}");
    assert!(repository.bdc_in("parts", &["diff", "HEAD~1:parts/library.bud", "library.bud"]).starts_with("exit 1"));
    assert_snapshot!(repository.bdc_in("parts", &["diff", "HEAD:library.bud", "library.bud"]), @"
    exit 2
    ── stderr
    error: there is no library.bud at the top of the repository in HEAD; from the current folder it is HEAD:./library.bud
    ");
    // A budget may reach above its folder if the root allows it.
    repository.commit(&[("town/main.bud", "include ../parts/library.bud\nunit Library\n")]);
    let kept = repository.bdc(&["diff", "HEAD:town/main.bud", "town/main.bud", "--format", "json"]);
    assert!(kept.contains(r#""errors":1"#), "{kept}");
    let allowed = repository.bdc(&["diff", "HEAD:town/main.bud", "town/main.bud", "--root", ".", "--format", "json"]);
    assert!(!allowed.contains(r#""errors":1"#), "{allowed}");
}

#[test]
fn what_is_not_there_is_named() {
    let repository = two_commits();
    assert_snapshot!(repository.bdc(&["diff", "HEAD:none.bud", "main.bud"]), @"
    exit 2
    ── stderr
    error: there is no none.bud in HEAD
    ");
    assert_snapshot!(repository.bdc(&["diff", "v9:main.bud", "main.bud"]), @r#"
    exit 2
    ── stderr
    error: there is no file v9:main.bud, and git knows no revision "v9"
    "#);
    assert_snapshot!(repository.bdc(&["diff", "HEAD:parts", "main.bud"]), @"
    exit 2
    ── stderr
    error: parts in HEAD is a folder, not a file
    ");
    assert_snapshot!(repository.bdc(&["diff", "--", "-x:main.bud", "main.bud"]), @r#"
    exit 2
    ── stderr
    error: there is no file -x:main.bud, and git knows no revision "-x"
    "#);
    assert_snapshot!(repository.bdc(&["diff", "HEAD:../out.bud", "main.bud"]), @"
    exit 2
    ── stderr
    error: there is no ../out.bud in HEAD
    ");
    let folder = Folder::new().with("a.bud", "");
    let mut command = folder.command(&["diff", "HEAD:a.bud", "a.bud"]);
    isolated(&mut command);
    command.env("GIT_CEILING_DIRECTORIES", folder.path("").parent().unwrap());
    assert_snapshot!(folder.shown(&command.output().unwrap()), @"
    exit 2
    ── stderr
    error: there is no file HEAD:a.bud, and the current folder is in no git repository
    ");
}

#[test]
fn a_real_file_of_that_name_wins() {
    if cfg!(windows) {
        return;
    }
    let repository = two_commits();
    fs::write(repository.0.path("HEAD:main.bud"), "project Other amount 5.00\n").unwrap();
    let shown = repository.bdc(&["diff", "HEAD:main.bud", "main.bud"]);
    assert!(shown.contains("Other"), "{shown}");
}

#[cfg(unix)]
#[test]
fn links_are_followed_in_the_revision() {
    let repository = two_commits();
    std::os::unix::fs::symlink("parts/library.bud", repository.0.path("link.bud")).unwrap();
    repository.commit(&[("main.bud", &MAIN.replace("parts/library.bud", "link.bud"))]);
    fs::remove_file(repository.0.path("link.bud")).unwrap();
    let shown = repository.bdc(&["diff", "HEAD~1:main.bud", "HEAD:main.bud"]);
    assert!(shown.starts_with("exit 0"), "{shown}");
}
