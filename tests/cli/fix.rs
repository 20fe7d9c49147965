//! `bdc fix`.

use std::fs;

use insta::assert_snapshot;

use super::{BAD, Folder, GOOD};

/// A budget of two files: a slip in each, and a total that is wrong.
fn two_files() -> Folder {
    let parks = "project Trees unit Parks amount １２.00\r\nproject Paths unit Praks amount 3.00\r\n";
    Folder::new()
        .with(
            "main.bud",
            "unit Library\nunit Parks\ninclude parks.bud\nproject Books unit Libary amount 8.00\ntotal amount 20.00\n",
        )
        .with("parks.bud", parks)
}

#[test]
fn certain_fixes_are_made_in_all_files_and_what_is_left_is_reported() {
    let folder = two_files();
    assert_snapshot!(folder.bdc(&["fix", "main.bud"]), @"
    exit 1
    ── stdout
    error[E0401]: expenditure is written as 20.00, but its 3 lines add up to 23.00, 3.00 more
      --> main.bud:5:14
     4 | project Books unit Library amount 8.00
       |                                   `---- 8.00, 8.00 so far
     5 | total amount 20.00
       |              ^^^^^
      ::: parks.bud:1:33
     1 | project Trees unit Parks amount 12.00
       |                                 `----- 12.00, 20.00 so far
     2 | project Paths unit Parks amount 3.00
       |                                 `---- 3.00, 23.00 so far
       = help: if the lines are right, the total is 23.00; otherwise look for a line that is wrong, missing or in the wrong place
       = help: each of 4 edits or more would make this hold; which one is right the figures cannot tell
       = or: in line 4, write 5.00 for 8.00
       = or: in line 5, write 23.00 for 20.00
       = or: delete line 2 of parks.bud
       = or: in line 1 of parks.bud, write 9.00 for 12.00

    1 error
    ── stderr
    one fix made in main.bud
    2 fixes made in parks.bud
    One more finding has a possible fix, for a person to decide on. `bdc fix --all --dry-run` shows what it would change.
    ");
    let main =
        "unit Library\nunit Parks\ninclude parks.bud\nproject Books unit Library amount 8.00\ntotal amount 20.00\n";
    assert_eq!(folder.read("main.bud"), main);
    let parks = "project Trees unit Parks amount 12.00\r\nproject Paths unit Parks amount 3.00\r\n";
    assert_eq!(folder.read("parks.bud"), parks, "line ends stay");
    assert_eq!(folder.names(), ["main.bud", "parks.bud"]);
}

#[test]
fn with_all_the_possible_fixes_are_made_too() {
    let folder = two_files();
    assert_snapshot!(folder.bdc(&["fix", "--all", "main.bud", "--lang", "zh"]), @"
    exit 1
    ── stdout
    错误[E0401]：“支出”写为 20.00，但所属 3 行合计 23.00，多 3.00
      --> main.bud:5:14
     4 | project Books unit Library amount 8.00
       |                                   `---- 8.00，累计 8.00
     5 | total amount 20.00
       |              ^^^^^
      ::: parks.bud:1:33
     1 | project Trees unit Parks amount 12.00
       |                                 `----- 12.00，累计 20.00
     2 | project Paths unit Parks amount 3.00
       |                                 `---- 3.00，累计 23.00
       = 帮助：如果各行无误，合计应为 23.00；否则请查找写错、漏记或放错位置的一行
       = 帮助：至少有 4 种修改都能使它相符，单凭数字分不出哪一种正确
       = 或：第 4 行：把 8.00 改为 5.00
       = 或：第 5 行：把 20.00 改为 23.00
       = 或：删去 parks.bud 第 2 行
       = 或：parks.bud 第 1 行：把 12.00 改为 9.00

    1 个错误
    ── stderr
    main.bud：已修改 1 处
    parks.bud：已修改 2 处
    ");
    // Whether the total is wrong or one of its lines, the figures cannot tell: it is left for a person.
    assert!(folder.read("main.bud").ends_with("total amount 20.00\n"));
}

#[test]
fn a_dry_run_prints_a_diff_and_writes_nothing() {
    let folder = two_files();
    assert_snapshot!(folder.bdc(&["fix", "--dry-run", "main.bud"]), @"
    exit 1
    ── stdout
    --- a/main.bud
    +++ b/main.bud
    @@ -1,5 +1,5 @@
     unit Library
     unit Parks
     include parks.bud
    -project Books unit Libary amount 8.00
    +project Books unit Library amount 8.00
     total amount 20.00
    --- a/parks.bud
    +++ b/parks.bud
    @@ -1,2 +1,2 @@
    -project Trees unit Parks amount １２.00
    -project Paths unit Praks amount 3.00
    +project Trees unit Parks amount 12.00
    +project Paths unit Parks amount 3.00
    ── stderr
    one fix would be made in main.bud
    2 fixes would be made in parks.bud
    left after that: 1 error
    One more finding has a possible fix, for a person to decide on. `bdc fix --all --dry-run` shows what it would change.
    ");
    assert_snapshot!(folder.bdc(&["fix", "--dry-run", "--all", "--lang", "zh", "main.bud"]), @"
    exit 1
    ── stdout
    --- a/main.bud
    +++ b/main.bud
    @@ -1,5 +1,5 @@
     unit Library
     unit Parks
     include parks.bud
    -project Books unit Libary amount 8.00
    +project Books unit Library amount 8.00
     total amount 20.00
    --- a/parks.bud
    +++ b/parks.bud
    @@ -1,2 +1,2 @@
    -project Trees unit Parks amount １２.00
    -project Paths unit Praks amount 3.00
    +project Trees unit Parks amount 12.00
    +project Paths unit Parks amount 3.00
    ── stderr
    main.bud：将修改 1 处
    parks.bud：将修改 2 处
    修改后仍有：1 个错误
    ");
    assert!(folder.read("main.bud").contains("Libary") && folder.read("parks.bud").contains("Praks"));
    let coloured = folder.bdc(&["fix", "--dry-run", "--color", "always", "main.bud"]);
    for line in
        ["^[1m--- a/main.bud^[0m\n", "^[36m@@ -1,5 +1,5 @@^[0m\n", "^[31m-project Books unit Libary amount 8.00^[0m\n"]
    {
        assert!(coloured.contains(line), "{coloured}");
    }
}

#[test]
#[cfg(unix)]
fn the_diff_is_one_that_patch_takes() {
    let folder = two_files().with("last.bud", "unit Library\nproject Books unit Libary amount 8.00");
    let shown = folder.shell("command -v patch >/dev/null || exit 77; $BDC fix -q --all --dry-run main.bud last.bud >fixes.patch; patch -s -p1 <fixes.patch");
    if shown.starts_with("exit 77") {
        return;
    }
    assert_eq!(shown, "exit 0\n");
    let patched = ["main.bud", "parks.bud", "last.bud"].map(|name| folder.read(name));
    let fixed = two_files().with("last.bud", "unit Library\nproject Books unit Libary amount 8.00");
    fixed.bdc(&["fix", "-q", "--all", "main.bud", "last.bud"]);
    assert_eq!(patched, ["main.bud", "parks.bud", "last.bud"].map(|name| fixed.read(name)));
}

#[test]
fn what_no_fix_changes_is_not_touched() {
    let folder = Folder::new().with("a.bud", GOOD).with("b.bud", "total amount 1.00\n");
    let before = fs::metadata(folder.path("a.bud")).unwrap().modified().unwrap();
    assert_snapshot!(folder.bdc(&["fix", "a.bud"]), @"
    exit 0
    ── stdout
    no problems found
    ");
    assert_snapshot!(folder.bdc(&["fix", "--dry-run", "a.bud"]), @"
    exit 0
    ── stderr
    nothing would be left to report
    ");
    assert_eq!(fs::metadata(folder.path("a.bud")).unwrap().modified().unwrap(), before);
    assert_eq!(folder.bdc(&["fix", "-q", "a.bud", "b.bud"]), "exit 0\n");
}

#[test]
fn standard_input_is_filtered() {
    let folder = Folder::new();
    assert_snapshot!(folder.bdc_reading(&["fix", "-"], BAD), @"
    exit 0
    ── stdout
    budget Town year 2026
    unit Library
    project Books unit Library amount 8.00
    ── stderr
    no problems found
    ");
    assert_snapshot!(folder.bdc_reading(&["fix", "-q", "-"], "project Books amount 8.OO\n"), @r#"
    exit 1
    ── stdout
    project Books amount 8.OO
    ── stderr
    error[E0107]: "8.OO" has the letter O where the digit 0 belongs
      --> <stdin>:1:22
     1 | project Books amount 8.OO
       |                      ^^^^
       = possible fix: write 8.00
     1 + project Books amount 8.00
    "#);
    assert_snapshot!(folder.bdc_reading(&["fix", "-q", "--dry-run", "-"], BAD), @"
    exit 0
    ── stdout
    --- a/<stdin>
    +++ b/<stdin>
    @@ -1,3 +1,3 @@
     budget Town year 2026
     unit Library
    -project Books unit Libary amount 8.00
    +project Books unit Library amount 8.00
    ");
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn other_encodings_are_converted() {
    let text = "单位 人才中心\n项目 人才房票 单位 人才中心 金额 １.00\n";
    let (gb, ..) = encoding_rs::GB18030.encode(text);
    let folder = Folder::new().with("a.bud", &gb).with("b.bud", &gb);
    assert_snapshot!(folder.bdc(&["fix", "--dry-run", "a.bud", "--lang", "zh"]), @"
    exit 0
    ── stdout
    --- a/a.bud
    +++ b/a.bud
    @@ -1,2 +1,2 @@
     单位 人才中心
    -项目 人才房票 单位 人才中心 金额 １.00
    +项目 人才房票 单位 人才中心 金额 1.00
    ── stderr
    a.bud 将由 GB18030 转为 UTF-8
    a.bud：将修改 1 处
    修改后没有问题
    ");
    assert_eq!(fs::read(folder.path("a.bud")).unwrap(), gb.as_ref());
    assert_snapshot!(folder.bdc(&["fix", "a.bud", "b.bud"]), @"
    exit 0
    ── stdout
    no problems found
    ── stderr
    a.bud converted from GB18030 to UTF-8
    one fix made in a.bud
    b.bud converted from GB18030 to UTF-8
    one fix made in b.bud
    ");
    assert_eq!(folder.read("a.bud"), text.replace('１', "1"));
}

#[test]
fn what_cannot_be_read_or_written_ends_with_2_and_the_others_are_fixed() {
    let folder = Folder::new().with("a.bud", BAD).with("b.bud", BAD);
    let mut permissions = fs::metadata(folder.path("b.bud")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path("b.bud"), permissions).unwrap();
    assert_snapshot!(folder.bdc(&["fix", "missing.bud", "b.bud", "a.bud"]), @"
    exit 2
    ── stdout
    no problems found
    ── stderr
    error: cannot read missing.bud: there is no such file or folder
    error: cannot write b.bud: permission denied
    one fix made in a.bud
    ");
    assert_eq!(folder.read("b.bud"), BAD);
    assert_eq!(folder.read("a.bud"), BAD.replace("Libary", "Library"));
}

#[test]
#[cfg(unix)]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new().with("real.bud", BAD);
    symlink("real.bud", folder.path("link.bud")).unwrap();
    fs::set_permissions(folder.path("real.bud"), fs::Permissions::from_mode(0o640)).unwrap();
    folder.bdc(&["fix", "link.bud", "real.bud"]);
    assert!(fs::symlink_metadata(folder.path("link.bud")).unwrap().is_symlink());
    assert_eq!(folder.read("real.bud"), BAD.replace("Libary", "Library"));
    assert_eq!(fs::metadata(folder.path("real.bud")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn warnings_that_are_left_count_when_they_are_denied() {
    let twice = "project Books amount 8.00\nproject Books amount 8.00\n";
    let folder = Folder::new().with("a.bud", twice);
    assert!(folder.bdc(&["fix", "a.bud"]).starts_with("exit 0\n"));
    assert!(folder.bdc(&["fix", "--deny", "warnings", "--dry-run", "a.bud"]).starts_with("exit 1\n"));
    assert!(folder.bdc(&["fix", "--deny", "warnings", "--all", "a.bud"]).starts_with("exit 0\n"));
    assert_eq!(folder.read("a.bud"), "project Books amount 8.00\n");
}

#[test]
fn it_says_what_it_does() {
    assert_snapshot!(Folder::new().bdc(&["fix", "--help"]), @"
    exit 0
    ── stdout
    Fix what a check finds

    Usage: bdc fix [OPTIONS] <FILE>...

    Arguments:
      <FILE>...  Main files of the budgets; - is standard input, and the fixed text goes to standard
                 output

    Options:
          --dry-run  Print what would change as a diff, and write nothing
          --all      Make also fixes that are not certain, where no total speaks against them

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
    assert_snapshot!(Folder::new().bdc(&["fix", "--help", "--lang", "zh"]), @"
    exit 0
    ── stdout
    自动改正检查发现的问题

    用法: bdc fix [选项] <FILE>...

    参数:
      <FILE>...  各预算的主文件；- 为标准输入，改好的文本写到标准输出

    选项:
          --dry-run  只显示将有的改动，不写入文件
          --all      不能确定的也按最可能的改，但与合计抵触的不改

    通用选项:
          --lang <LANGUAGE>  提示信息的语言，默认按系统语言（可选 en、zh）
          --deny <WHAT>      把警告按错误处理（可选 warnings）
          --root <DIR>       引用不得超出的文件夹，默认为主文件所在文件夹
          --color <WHEN>     何时使用颜色和线框（默认 auto；可选 auto、always、never）
      -q, --quiet            只报告错误
      -h, --help             显示帮助
    ");
}
