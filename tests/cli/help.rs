//! What `--help` says: the reference of the command line.

use insta::assert_snapshot;

use super::Folder;

#[test]
fn help_of_the_command() {
    assert_snapshot!(Folder::new().bdc(&["--help"]), @"
    exit 0
    ── stdout
    Check plain-text budgets and build their ledgers

    Usage: bdc [OPTIONS] <COMMAND>

    Commands:
      build        Check budgets and write their ledgers, tables and texts
      check        Check budgets and report what is wrong
      fix          Fix what a check finds
      fmt          Write budgets in their canonical form
      diff         Tell what changed in money between two budgets; the status is 1 if anything did
      explain      Explain a code such as E0401
      show         Show a budget summed up as a table
      import       Make the files of a budget from a workbook of published tables
      new          Create a small budget to start from
      git          Set up a git repository for budgets
      completions  Print completions for a shell

    Options:
      -V, --version  Print the version

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn help_of_build() {
    assert_snapshot!(Folder::new().bdc(&["build", "--help"]), @"
    exit 0
    ── stdout
    Check budgets and write their ledgers, tables and texts

    Usage: bdc build [OPTIONS] <FILE>...

    Arguments:
      <FILE>...  Main files of the budgets; - is standard input

    Options:
          --emit <FORMAT>    What to write [default: ledger] [possible values: ledger, csv, md, xlsx,
                             text, html, docx, ndjson, parquet, datapackage]
      -o, --output <PATH>    Where to write: a file, or a folder for several; - is standard output
                             [default: beside the budget]
          --layout <LAYOUT>  Which tables: a known layout, or the file of one
          --text <DIR>       Folder with the department's own parts of the text [default: the folder
                             text beside the budget]
          --formulas         Write sums in workbooks as formulas, where these come to the figure itself
          --keep-going       Write also when the budget has errors, marked as not valid

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn help_of_check() {
    assert_snapshot!(Folder::new().bdc(&["check", "--help"]), @"
    exit 0
    ── stdout
    Check budgets and report what is wrong

    Usage: bdc check [OPTIONS] <FILE>...

    Arguments:
      <FILE>...  Main files of the budgets; - is standard input

    Options:
          --format <FORMAT>  How to print what is found [default: human] [possible values: human, short,
                             json, sarif, github]
          --watch            Check again whenever a file changes

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn help_of_diff() {
    assert_snapshot!(Folder::new().bdc(&["diff", "--help"]), @"
    exit 0
    ── stdout
    Tell what changed in money between two budgets; the status is 1 if anything did

    Usage: bdc diff [OPTIONS] <OLD> <NEW>

    Arguments:
      <OLD>  What was: the main file of a budget, or REV:PATH of the git repository; - is standard input
      <NEW>  What is, in the same way

    Options:
          --by <WHAT>        What makes an account the same on both sides: its code, or its name where
                             codes were numbered anew [default: code] [possible values: code, name]
          --format <FORMAT>  How to write it [default: human] [possible values: human, md, json, html]
          --all              Write all rows of the tables, not the first 20

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn help_of_explain() {
    assert_snapshot!(Folder::new().bdc(&["explain", "--help"]), @"
    exit 0
    ── stdout
    Explain a code such as E0401

    Usage: bdc explain [OPTIONS] [CODE]

    Arguments:
      [CODE]  The code; without it all codes are listed

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn help_of_show() {
    assert_snapshot!(Folder::new().bdc(&["show", "--help"]), @"
    exit 0
    ── stdout
    Show a budget summed up as a table

    Usage: bdc show [OPTIONS] <FILE>

    Arguments:
      <FILE>  Main file of the budget; - is standard input

    Options:
          --by <WHAT>        What goes down the table, and after a comma what goes across [default:
                             unit,kind] [possible values: unit, kind, func, econ, source, project]
          --table <TABLE>    Show a published table of the layout instead
          --layout <LAYOUT>  Which layout: a known one, or the file of one

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn help_of_new() {
    assert_snapshot!(Folder::new().bdc(&["new", "--help"]), @"
    exit 0
    ── stdout
    Create a small budget to start from

    Usage: bdc new [OPTIONS] <DIR>

    Arguments:
      <DIR>  The folder to create it in

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn help_of_completions() {
    assert_snapshot!(Folder::new().bdc(&["completions", "--help"]), @"
    exit 0
    ── stdout
    Print completions for a shell

    Usage: bdc completions [OPTIONS] <SHELL>

    Arguments:
      <SHELL>  The shell [possible values: bash, elvish, fish, powershell, zsh]

    Global options:
          --lang <LANGUAGE>  Language of messages [default: from the locale] [possible values: en, zh]
          --deny <WHAT>      Count warnings as errors [possible values: warnings]
          --root <DIR>       Folder that includes may not leave [default: the main file's folder]
          --color <WHEN>     When to use colours and drawn lines [default: auto] [possible values: auto,
                             always, never]
      -q, --quiet            Say nothing but errors
      -h, --help             Print help
    ");
}

#[test]
fn version() {
    let folder = Folder::new();
    assert_eq!(folder.bdc(&["--version"]), format!("exit 0\n── stdout\nbdc {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(folder.bdc(&["-V"]), folder.bdc(&["--version"]));
}

#[test]
fn a_wrong_call_ends_with_2() {
    let folder = Folder::new().with("a.bud", super::GOOD);
    assert_snapshot!(folder.bdc(&["check"]), @"
    exit 2
    ── stderr
    error: <FILE>... is missing
    Usage: bdc check <FILE>...
    For more: bdc check --help
    ");
    assert_snapshot!(folder.bdc(&["check", "a.bud", "--fromat", "json"]), @r#"
    exit 2
    ── stderr
    error: "--fromat" is not understood here; did you mean --format?
    Usage: bdc check --format <FORMAT> <FILE>...
    For more: bdc check --help
    "#);
    assert_snapshot!(folder.bdc(&["check", "a.bud", "--format", "xml"]), @r#"
    exit 2
    ── stderr
    error: --format <FORMAT> cannot be "xml"; it is one of: human, short, json, sarif, github
    For more: bdc --help
    "#);
    assert_snapshot!(folder.bdc(&["chekc", "a.bud"]), @r#"
    exit 2
    ── stderr
    error: there is no command "chekc"; did you mean check?
    Usage: bdc [OPTIONS] <COMMAND>
    For more: bdc --help
    "#);
    assert!(folder.bdc(&[]).starts_with("exit 2\n── stderr\n"));
}

#[test]
fn a_wrong_call_is_told_in_chinese() {
    let folder = Folder::new().with("a.bud", super::GOOD);
    let shown = |arguments: &[&str]| folder.bdc(&[&["--lang", "zh"], arguments].concat());
    assert_snapshot!(shown(&["chekc", "a.bud"]), @"
    exit 2
    ── stderr
    错误：没有命令“chekc”，是不是 check？
    用法：bdc [选项] <命令>
    详见：bdc --help
    ");
    assert_snapshot!(shown(&["check"]), @"
    exit 2
    ── stderr
    错误：缺少参数：<FILE>...
    用法：bdc check [选项] <FILE>...
    详见：bdc check --help
    ");
    assert_snapshot!(shown(&["check", "a.bud", "--format", "xml"]), @"
    exit 2
    ── stderr
    错误：--format <FORMAT> 不能是“xml”；可以是：human、short、json、sarif、github
    详见：bdc --help
    ");
    assert_snapshot!(shown(&["show", "a.bud", "a.bud"]), @"
    exit 2
    ── stderr
    错误：这里不能用“a.bud”
    用法：bdc show [选项] <FILE>
    详见：bdc show --help
    ");
    assert_snapshot!(shown(&["check", "--watch=3", "a.bud"]), @"
    exit 2
    ── stderr
    错误：--watch 不带值，这里却写了“3”
    用法：bdc check [选项] <FILE>...
    详见：bdc check --help
    ");
}

#[test]
fn a_table_is_by_two_different_things() {
    let folder = Folder::new().with("a.bud", super::GOOD);
    assert_snapshot!(folder.bdc(&["show", "a.bud", "--by", "kind,kind"]), @"
    exit 2
    ── stderr
    error: kind is in --by twice
    ");
    assert_snapshot!(folder.bdc(&["show", "a.bud", "--by", "unit,kind,func"]), @"
    exit 2
    ── stderr
    error: --by takes at most two: what goes down, and what goes across
    ");
}

#[test]
fn every_shell_gets_its_completions() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let shown = folder.bdc(&["completions", shell]);
        assert!(shown.starts_with("exit 0\n── stdout\n"), "{shown}");
        assert!(shown.contains("keep-going") && !shown.contains("── stderr"), "{shown}");
    }
}
