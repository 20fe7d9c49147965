//! Findings made by hand, in every format. What is checked here is how they look; what they say is
//! checked where they are made, so the keys of their messages are in no locale file and are shown as
//! they are.

#![allow(clippy::unwrap_used)]

mod documents;

use insta::assert_snapshot;

use super::*;
use crate::diagnostic::{Argument, Code, Fix, Message};
use crate::span::{FileId, Span};

/// Some files, and a way to name places in them.
#[derive(Default)]
struct Files(Sources);

impl Files {
    fn with(mut self, name: &str, text: &str) -> Files {
        self.0.add(name.to_owned(), name.into(), text.to_owned());
        self
    }

    /// The first place of `needle` in file `file` on line `line` (from 1).
    fn at(&self, file: u32, line: u32, needle: &str) -> Span {
        let file = self.0.file(FileId(file));
        let start = file.index().start(line - 1);
        let at = start + file.text[start as usize..].find(needle).unwrap() as u32;
        file.span(at, at + needle.len() as u32)
    }

    fn show(&self, format: Format, style: &Style, diagnostics: &[Diagnostic]) -> String {
        let mut out = Vec::new();
        format.write(&[Findings { sources: &self.0, diagnostics }], style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

fn drawn(language: Language) -> Style {
    Style { drawing: true, width: 100, ..Style::plain(language) }
}

fn department() -> Files {
    Files::default()
        .with(
            "budget.bud",
            "budget 上虞区2024年部门预算 year 2024 measure 万元\ninclude units.bud\n\n\
             project 人才房票 unit 人才中新 amount 30800.00 func 2080799     # 按计划\n\
             项目 就业见习补贴 单位 人才中心 金额 450.00 功能 2080711\n\n\n\n\
             project \"a\tb\" unit 人才中心 amount 1.00\n\
             total func 208 amount 31200.00\n",
        )
        .with("units.bud", "unit 区人社局\nunit 人才中心 under 区人社局\n")
}

fn undeclared(files: &Files) -> Diagnostic {
    let place = files.at(0, 4, "人才中新");
    Diagnostic::new(Code::UndeclaredUnit, place, Message::new("no-unit").with("name", "人才中新"))
        .related(files.at(1, 2, "人才中心"), Message::new("the-declaration"))
        .help("check-the-name")
        .fix(Fix::certain(Message::new("write").with("name", "人才中心"), place, "人才中心"))
}

fn refuted(files: &Files) -> Diagnostic {
    Diagnostic::new(Code::TotalRefuted, files.at(0, 10, "31200.00"), Message::new("sum").with("sum", "31251.00"))
        .related(files.at(0, 10, "208"), Message::new("slice"))
        .related(files.at(0, 4, "30800.00"), Message::new("running").with("sum", "30800.00"))
        .related(files.at(0, 5, "450.00"), Message::new("running").with("sum", "31250.00"))
        .related(files.at(0, 9, "1.00"), Message::new("running").with("sum", "31251.00"))
}

fn note(files: &Files) -> Diagnostic {
    Diagnostic::new(Code::Rounding, files.at(0, 1, "万元"), Message::new("rounded").with("by", Argument::Count(1)))
}

#[test]
fn a_person_sees_the_lines_that_matter() {
    let files = department();
    let findings = [note(&files), undeclared(&files), refuted(&files)];
    assert_snapshot!(files.show(Format::Human, &drawn(Language::English), &findings), @r#"
    note[N0701]: rounded (by: 1)
       ╭─ budget.bud:1:39
     1 │ budget 上虞区2024年部门预算 year 2024 measure 万元
       │                                               ━━━━

    error[E0301]: no-unit (name: 人才中新)
       ╭─ budget.bud:4:19
     4 │ project 人才房票 unit 人才中新 amount 30800.00 func 2080799     # 按计划
       │                       ━━━━━━━━
       ├─ units.bud:2:6
     2 │ unit 人才中心 under 区人社局
       │      ╰──────── the-declaration
       ├─ help: check-the-name
       ╰─ fix: write (name: 人才中心)
     4 + project 人才房票 unit 人才中心 amount 30800.00 func 2080799     # 按计划

    error[E0401]: sum (sum: 31251.00)
        ╭─ budget.bud:10:23
      4 │ project 人才房票 unit 人才中新 amount 30800.00 func 2080799     # 按计划
        │                                       ╰──────── running (sum: 30800.00)
      5 │ 项目 就业见习补贴 单位 人才中心 金额 450.00 功能 2080711
        │                                      ╰────── running (sum: 31250.00)
        ┆
      9 │ project "a  b" unit 人才中心 amount 1.00
        │                                     ╰──── running (sum: 31251.00)
     10 │ total func 208 amount 31200.00
        │            │          ━━━━━━━━
        │            ╰─────────────────── slice

    2 errors, 1 note
    "#);
}

#[test]
fn without_a_terminal_nothing_is_drawn() {
    let files = department();
    let findings = [undeclared(&files), refuted(&files)];
    assert_snapshot!(files.show(Format::Human, &Style::plain(Language::Chinese), &findings), @r#"
    错误[E0301]：no-unit (name: 人才中新)
      --> budget.bud:4:19
     4 | project 人才房票 unit 人才中新 amount 30800.00 func 2080799     # 按计划
       |                       ^^^^^^^^
      ::: units.bud:2:6
     2 | unit 人才中心 under 区人社局
       |      `-------- the-declaration
       = 帮助：check-the-name
       = 修改：write (name: 人才中心)
     4 + project 人才房票 unit 人才中心 amount 30800.00 func 2080799     # 按计划

    错误[E0401]：sum (sum: 31251.00)
       --> budget.bud:10:23
      4 | project 人才房票 unit 人才中新 amount 30800.00 func 2080799     # 按计划
        |                                       `-------- running (sum: 30800.00)
      5 | 项目 就业见习补贴 单位 人才中心 金额 450.00 功能 2080711
        |                                      `------ running (sum: 31250.00)
        :
      9 | project "a  b" unit 人才中心 amount 1.00
        |                                     `---- running (sum: 31251.00)
     10 | total func 208 amount 31200.00
        |            |          ^^^^^^^^
        |            `------------------- slice

    2 个错误
    "#);
}

#[test]
fn colours_go_where_they_say_something() {
    let files = department();
    let style = Style { colour: true, ..drawn(Language::Chinese) };
    let shown = files.show(Format::Human, &style, &[undeclared(&files)]);
    assert_snapshot!(shown.replace('\u{1b}', "^"), @"
    ^[1;31m错误[E0301]^[0m^[1m：no-unit (name: 人才中新)^[0m
      ^[38;5;246m ╭─^[0m budget.bud:4:19
    ^[38;5;246m 4 │^[0m project 人才房票 unit ^[31m人才中新^[0m amount 30800.00 func 2080799     # 按计划
    ^[38;5;246m   │^[0m                       ^[1;31m━━━━━━━━^[0m
      ^[38;5;246m ├─^[0m units.bud:2:6
    ^[38;5;246m 2 │^[0m unit ^[36m人才中心^[0m under 区人社局
    ^[38;5;246m   │^[0m      ^[36m╰────────^[0m the-declaration
       ^[38;5;246m├─^[0m ^[1;36m帮助：^[0mcheck-the-name
       ^[38;5;246m╰─^[0m ^[1;36m修改：^[0mwrite (name: 人才中心)
    ^[38;5;246m 4^[0m ^[32m+^[0m project 人才房票 unit ^[32m人才中心^[0m amount 30800.00 func 2080799     # 按计划

    ^[1;31m1 个错误^[0m
    ");
}

#[test]
fn every_line_end_tab_and_escape_keeps_its_place() {
    let files =
        Files::default().with("a\u{1b}[2J.bud", "项目\t甲\u{1b}[31m乙 金额 1\r\n\r\n\u{c}单位\u{2028}丙\r\n合计");
    let findings = [
        Diagnostic::new(Code::InvisibleCharacter, files.at(0, 1, "\u{1b}"), "found")
            .help(Message::new("the-name").with("name", "甲\u{1b}[31m乙")),
        Diagnostic::new(Code::UndeclaredUnit, files.at(0, 3, "丙"), "found").related(files.at(0, 4, "合计"), "here"),
    ];
    assert_snapshot!(files.show(Format::Human, &drawn(Language::English), &findings), @r"
    error[E0103]: found
       ╭─ a\u{1b}[2J.bud:1:5
     1 │ 项目    甲\u{1b}[31m乙 金额 1
       │           ━━━━━━
       ╰─ help: the-name (name: 甲\u{1b}[31m乙)

    error[E0301]: found
       ╭─ a\u{1b}[2J.bud:3:5
     3 │ \u{c}单位\u{2028}丙
       │                  ━━
     4 │ 合计
       │ ╰──── here

    2 errors
    ");
    assert_snapshot!(files.show(Format::Short, &drawn(Language::English), &findings), @r"
    a\u{1b}[2J.bud:1:5: E0103 found
    a\u{1b}[2J.bud:3:5: E0301 found
    ");
    assert_snapshot!(files.show(Format::Github, &drawn(Language::English), &findings), @r"
    ::error file=a\u{1b}[2J.bud,line=1,endLine=1,col=5,endColumn=6,title=E0103::found%0Athe-name (name: 甲\u{1b}[31m乙)
    ::error file=a\u{1b}[2J.bud,line=3,endLine=3,col=5,endColumn=6,title=E0301::found
    ");
}

#[test]
fn places_of_several_lines_and_of_none_are_marked() {
    let files = Files::default().with("a.bud", "一\n二\n三\n四\n").with("empty.bud", "");
    let whole = files.0.file(FileId(0)).span(0, 16);
    let end = files.0.file(FileId(0)).span(16, 16);
    let empty = files.0.file(FileId(1)).span(0, 0);
    let findings = [
        Diagnostic::new(Code::OtherEncoding, whole, "whole").related(files.at(0, 2, "二"), "inside"),
        Diagnostic::new(Code::MissingValue, end, "end").related(whole, "all of it"),
        Diagnostic::new(Code::MissingValue, empty, "empty"),
    ];
    assert_snapshot!(files.show(Format::Human, &drawn(Language::English), &findings), @"
    error[E0102]: whole
       ╭─ a.bud:1:1
     1 │ ╭▶一
     2 │ │ 二
       │ │ ╰── inside
       ┆ ┆
     4 │ ├▶四
       │ ╰─────

    error[E0203]: end
       ╭─ a.bud:5:1
     1 │ ╭▶一
       ┆ ┆
     4 │ ├▶四
       │ ╰───── all of it
     5 │
       │   ╰─

    error[E0203]: empty
       ╭─ empty.bud:1:1
     1 │
       │ ━

    3 errors
    ");
    assert_snapshot!(files.show(Format::Short, &drawn(Language::English), &findings), @"
    a.bud:1:1: E0102 whole
    a.bud:5:1: E0203 end
    empty.bud:1:1: E0203 empty
    ");
    assert_snapshot!(files.show(Format::Github, &drawn(Language::English), &findings), @"
    ::error file=a.bud,line=1,endLine=5,title=E0102::whole
    ::error file=a.bud,line=5,endLine=5,col=1,endColumn=1,title=E0203::end
    ::error file=empty.bud,line=1,endLine=1,col=1,endColumn=1,title=E0203::empty
    ");
}

#[test]
fn a_very_long_line_is_cut_to_what_matters() {
    let text = format!("项目 {} 单位 人才中心 金额 1 备注 {}\n", "长".repeat(3_000_000), "话".repeat(3_000_000));
    let files = Files::default().with("a.bud", &text);
    let place = files.at(0, 1, "人才中心");
    let finding =
        Diagnostic::new(Code::UndeclaredUnit, place, "found").fix(Fix::certain("write", place, "人才服务中心"));
    assert_snapshot!(files.show(Format::Human, &drawn(Language::English), &[finding]), @"
    error[E0301]: found
       ╭─ a.bud:1:3000008
     1 │ …长长长长长长长长 单位 人才中心 金额 1 备注 话话话话话话话话话话话话话话话话话话话话话话…
       │                        ━━━━━━━━
       ╰─ fix: write
     1 + …长长长长长长长长 单位 人才服务中心 金额 1 备注 话话话话话话话话话话话话话话话话话话话话…

    1 error
    ");
}

#[test]
fn the_worst_findings_are_shown_and_the_rest_counted() {
    let files = department();
    let findings = [note(&files), note(&files), undeclared(&files), note(&files)];
    let style = Style { limit: 2, ..drawn(Language::English) };
    assert_snapshot!(files.show(Format::Human, &style, &findings), @"
    note[N0701]: rounded (by: 1)
       ╭─ budget.bud:1:39
     1 │ budget 上虞区2024年部门预算 year 2024 measure 万元
       │                                               ━━━━

    error[E0301]: no-unit (name: 人才中新)
       ╭─ budget.bud:4:19
     4 │ project 人才房票 unit 人才中新 amount 30800.00 func 2080799     # 按计划
       │                       ━━━━━━━━
       ├─ units.bud:2:6
     2 │ unit 人才中心 under 区人社局
       │      ╰──────── the-declaration
       ├─ help: check-the-name
       ╰─ fix: write (name: 人才中心)
     4 + project 人才房票 unit 人才中心 amount 30800.00 func 2080799     # 按计划

    … and 2 more findings. `bdc check --format short` lists them all.

    1 error, 3 notes
    ");
}

#[test]
fn no_place_in_any_text_fails() {
    let text = "\u{feff}甲\t乙\r\n\r\n\u{c}\u{2028}丙e\u{301}\n\n👩\u{200d}🌾\u{85}x";
    let files = Files::default().with("a.bud", text).with("b.bud", "\n乙");
    let bounds: Vec<u32> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).map(|at| at as u32).collect();
    for &start in &bounds {
        for &end in bounds.iter().filter(|&&end| end >= start) {
            let span = files.0.file(FileId(0)).span(start, end);
            let other = files.0.file(FileId(0)).span(bounds[bounds.len() / 2], bounds[bounds.len() / 2]);
            let finding =
                Diagnostic::new(Code::BadValue, files.at(1, 2, "乙"), "x").related(span, "y").related(other, "z");
            let turned =
                Diagnostic::new(Code::BadValue, span, "x").related(other, "y").fix(Fix::certain("w", span, "v"));
            for &format in Format::ALL {
                for style in [drawn(Language::Chinese), Style::plain(Language::English)] {
                    let shown = files.show(format, &style, &[finding.clone(), turned.clone()]);
                    assert!(!shown.contains('\u{1}') && !shown.contains('\u{200d}'), "{shown}");
                }
            }
        }
    }
}
