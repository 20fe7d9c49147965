//! `bdc fmt`.

use insta::assert_snapshot;

use super::Folder;

/// A budget of two files that are not in their form.
fn two_files() -> Folder {
    Folder::new()
        .with(
            "main.bud",
            "budget 局  scale 4\ninclude parks.bud\nproject 修缮 amount 1,200 unit 甲 # 屋面\n\n\n\nunit 甲",
        )
        .with("parks.bud", "unit  乙\r\n项目 绿化 金额 3 单位 乙\r\n")
}

#[test]
fn a_budget_is_written_in_its_form_with_all_its_files() {
    let folder = two_files();
    assert_snapshot!(folder.bdc(&["fmt", "main.bud"]), @"
    exit 0
    ── stderr
    main.bud formatted
    parks.bud formatted
    ");
    assert_snapshot!(folder.read("main.bud"), @"
    budget 局 scale 4
    include parks.bud
    project 修缮 unit 甲 amount 1200.0000  # 屋面

    unit 甲
    ");
    assert_eq!(folder.read("parks.bud"), "unit 乙\r\n项目 绿化 单位 乙 金额 3.0000\r\n", "line ends stay");
    assert_snapshot!(folder.bdc(&["fmt", "main.bud", "--lang", "zh"]), @"
    exit 0
    ── stderr
    2 个文件格式规范
    ");
    // Alone the second file has no header, and nobody knows how many decimals its figures have.
    let folder = folder.with("parks.bud", "项目 绿化 单位 乙 金额 3\n");
    assert_snapshot!(folder.bdc(&["fmt", "parks.bud", "--check"]), @"
    exit 0
    ── stderr
    1 file is in its form
    ");
}

#[test]
fn a_check_names_the_files_and_writes_nothing() {
    let folder = two_files();
    assert_snapshot!(folder.bdc(&["fmt", "main.bud", "--check"]), @"
    exit 1
    ── stdout
    main.bud
    parks.bud
    ── stderr
    2 files are not in their form
    ");
    assert_snapshot!(folder.bdc(&["fmt", "main.bud", "--diff"]), @r"
    exit 0
    ── stdout
    --- a/main.bud
    +++ b/main.bud
    @@ -1,7 +1,5 @@
    -budget 局  scale 4
    +budget 局 scale 4
     include parks.bud
    -project 修缮 amount 1,200 unit 甲 # 屋面
    -
    +project 修缮 unit 甲 amount 1200.0000  # 屋面
     
    -
    -unit 甲
    \ No newline at end of file
    +unit 甲
    --- a/parks.bud
    +++ b/parks.bud
    @@ -1,2 +1,2 @@
    -unit  乙
    -项目 绿化 金额 3 单位 乙
    +unit 乙
    +项目 绿化 单位 乙 金额 3.0000
    ");
    assert!(folder.read("main.bud").starts_with("budget 局  scale 4"));
    assert_snapshot!(folder.bdc(&["fmt", "main.bud", "--check", "--diff", "-q"]).lines().next().unwrap_or(""), @"exit 1");
}

#[test]
fn standard_input_goes_to_standard_output_in_the_language_asked_for() {
    let folder = Folder::new();
    let text = "项目　修缮，单位：甲，金额：１，２００．５０ # x\n";
    assert_snapshot!(folder.bdc_reading(&["fmt", "-", "--keywords", "en"], text), @"
    exit 0
    ── stdout
    project 修缮 unit 甲 amount 1200.50  # x
    ");
    assert_snapshot!(folder.bdc_reading(&["fmt", "-", "--check"], text), @"
    exit 1
    ── stdout
    <stdin>
    ── stderr
    1 file is not in its form
    ");
}

#[test]
fn what_cannot_be_read_is_left_alone_and_told() {
    let folder = Folder::new()
        .with("main.bud", "include old.bud\ninclude none.bud\nunit  甲\nproject 修缮 amount 3.O0  func\n")
        .with("old.bud", b"unit \xb5\xa5\n");
    assert_snapshot!(folder.bdc(&["fmt", "main.bud"]), @r#"
    exit 1
    ── stderr
    error[E0102]: this file is in GB18030; Bud reads UTF-8
      --> old.bud:1:1
     1 |
       | ^
       = help: `bdc fix` converts it to UTF-8; or save it so: in VS Code, click the encoding in the status bar and choose "Save with Encoding"

    error[E0311]: there is no file none.bud
      --> main.bud:2:9
     2 | include none.bud
       |         ^^^^^^^^
       = help: the path is read from the folder of this file

    2 errors
    main.bud formatted
    "#);
    assert_snapshot!(folder.read("main.bud"), @"
    include old.bud
    include none.bud
    unit 甲
    project 修缮 amount 3.O0  func
    ");
    assert_eq!(std::fs::read(folder.path("old.bud")).unwrap(), b"unit \xb5\xa5\n");
    assert_snapshot!(folder.bdc(&["fmt", "nowhere.bud"]), @"
    exit 2
    ── stderr
    error: cannot read nowhere.bud: there is no such file or folder
    ");
}

#[test]
fn a_long_text_is_formed_as_a_whole() {
    // Blank lines run over every place where it may be parted.
    let block = "project  修缮 amount 1,200 unit 甲 # 屋面\n\n\n\nunit  甲\n";
    let text = block.repeat(13_001);
    let folder = Folder::new().with("main.bud", &text);
    assert!(folder.bdc(&["fmt", "-q", "main.bud"]).starts_with("exit 0"));
    assert!(folder.read("main.bud") == bud::format::format(&text, 0, bud::format::Style::default()));
}
