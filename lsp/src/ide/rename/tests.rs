//! Renamings, drawn as what becomes of the text.

use bud::diagnostic::{Language, locale};

use super::*;
use crate::ide::tests::fixture::Fixture;

/// The text with the name at the cursor renamed, as a diff of lines; or why not.
fn renamed(text: &str, new: &str) -> String {
    let fixture = Fixture::new(text);
    let edits = match rename(&fixture.view(), fixture.at, new) {
        Ok(rewritings) => rewritings.into_iter().map(|it| it.edit).collect::<Vec<_>>(),
        Err(message) => return locale::text(fixture.language, &message),
    };
    let mut out = String::new();
    for file in fixture.budget.sources().iter() {
        let mut new_text = file.text.to_string();
        for edit in edits.iter().rev().filter(|edit| edit.span.file == file.id) {
            new_text.replace_range(edit.span.range(), &edit.text);
        }
        if new_text == *file.text {
            continue;
        }
        out += &format!("--- {}\n", file.name);
        for (old, new) in file.text.lines().zip(new_text.lines()) {
            out += &if old == new { format!("  {old}\n") } else { format!("- {old}\n+ {new}\n") };
        }
    }
    out
}

/// Why the name at the cursor cannot be renamed, in both languages; or the name.
fn prepared(text: &str) -> String {
    let fixture = Fixture::new(text);
    match prepare(&fixture.view(), fixture.at) {
        Ok(found) => fixture.draw(&[(found.span, found.name)]),
        Err(message) => Language::ALL.iter().map(|it| locale::text(*it, &message) + "\n").collect(),
    }
}

#[test]
fn a_unit_by_its_short_name_in_all_files() {
    insta::assert_snapshot!(renamed(
        "budget 局 year 2024 unit 中心\ninclude 单位.bud\npersonnel unit 中┃心 amount 1.00 note 中心\n\
         basic unit \"市 中心\" amount 1.00\ntotal unit “中心” amount 2.00\n--- 单位.bud\nunit 中心 name \"市 中心\"\nunit 下属 under 中心\n",
        "人才 中心",
    ), @r#"
    --- main.bud
    - budget 局 year 2024 unit 中心
    + budget 局 year 2024 unit "人才 中心"
      include 单位.bud
    - personnel unit 中心 amount 1.00 note 中心
    + personnel unit "人才 中心" amount 1.00 note 中心
      basic unit "市 中心" amount 1.00
    - total unit “中心” amount 2.00
    + total unit "人才 中心" amount 2.00
    --- 单位.bud
    - unit 中心 name "市 中心"
    + unit "人才 中心" name "市 中心"
    - unit 下属 under 中心
    + unit 下属 under "人才 中心"
    "#);
}

#[test]
fn a_unit_by_its_full_name() {
    let text = "unit 局 name 市局\nunit 局本级 name 市局 under 市局\nunit 中心 name 市中心\n\
                basic unit 市┃中心 amount 1.00\nbasic unit 中心 amount 1.00\n";
    insta::assert_snapshot!(renamed(text, "\"市人才 中心\""), @r#"
    --- main.bud
      unit 局 name 市局
      unit 局本级 name 市局 under 市局
    - unit 中心 name 市中心
    + unit 中心 name "市人才 中心"
    - basic unit 市中心 amount 1.00
    + basic unit "市人才 中心" amount 1.00
      basic unit 中心 amount 1.00
    "#);
    insta::assert_snapshot!(renamed(text, "市局"), @r#"another unit goes by the name "市局": 局, main.bud line 1; whoever uses it would no longer know which is meant"#);
    insta::assert_snapshot!(renamed(&text.replace('┃', "").replace("本级 name 市局", "本级 name 市┃局"), "市局机关"), @"
    --- main.bud
      unit 局 name 市局
    - unit 局本级 name 市局 under 市局
    + unit 局本级 name 市局机关 under 市局
      unit 中心 name 市中心
      basic unit 市中心 amount 1.00
      basic unit 中心 amount 1.00
    ");
}

#[test]
fn a_full_name_that_is_the_short_one_too() {
    insta::assert_snapshot!(renamed("unit 甲┃ name 甲\nbasic unit 甲 amount 1.00\n", "乙"), @"
    --- main.bud
    - unit 甲 name 甲
    + unit 乙 name 甲
    - basic unit 甲 amount 1.00
    + basic unit 乙 amount 1.00
    ");
    insta::assert_snapshot!(renamed("unit 甲 name 甲┃\nbasic unit 甲 amount 1.00\n", "乙"), @"
    --- main.bud
    - unit 甲 name 甲
    + unit 甲 name 乙
      basic unit 甲 amount 1.00
    ");
}

#[test]
fn a_project_of_one_unit_with_all_that_names_it() {
    insta::assert_snapshot!(renamed(
        "unit 甲\nunit 乙\nproject 修缮 unit 甲\nproject 修缮 unit 乙 amount 2.00\n\
         project 屋顶 under 修缮 unit 甲 amount 1.00\ngoal 修缮 \"修缮𠮷\" unit 甲\ntotal project 修┃缮 unit 甲 amount 1.00\n",
        "3#楼",
    ), @r#"
    --- main.bud
      unit 甲
      unit 乙
    - project 修缮 unit 甲
    + project "3#楼" unit 甲
      project 修缮 unit 乙 amount 2.00
    - project 屋顶 under 修缮 unit 甲 amount 1.00
    + project 屋顶 under "3#楼" unit 甲 amount 1.00
    - goal 修缮 "修缮𠮷" unit 甲
    + goal "3#楼" "修缮𠮷" unit 甲
    - total project 修缮 unit 甲 amount 1.00
    + total project "3#楼" unit 甲 amount 1.00
    "#);
}

#[test]
fn a_code_with_those_under_it() {
    let text = "account 208 社会保障\r\naccount 20801 管理\r\naccount 2080101 行政运行\r\naccount 210 卫生\r\n\
                account 20901 别的\r\nbasic func 2080101 amount 208.00\r\ntotal func ２０┃８ amount 208.00\r\n";
    insta::assert_snapshot!(renamed(text, "209"), @"20901 is there already: 别的, main.bud line 5");
    insta::assert_snapshot!(renamed(&text.replace("account 20901 别的\r\n", ""), "２０９"), @"
    --- main.bud
    - account 208 社会保障
    + account 209 社会保障
    - account 20801 管理
    + account 20901 管理
    - account 2080101 行政运行
    + account 2090101 行政运行
      account 210 卫生
    - basic func 2080101 amount 208.00
    + basic func 2090101 amount 208.00
    - total func ２０８ amount 208.00
    + total func 209 amount 208.00
    ");
    insta::assert_snapshot!(renamed(text, "210"), @"210 is there already: 卫生, main.bud line 4");
    insta::assert_snapshot!(renamed(text, "308"), @"308 is in another chart than 208: the first digit has to stay 2");
    insta::assert_snapshot!(renamed(text, "20809"), @r#""20809" is no code of 3 digits, which is what this level of the chart has"#);
    insta::assert_snapshot!(renamed(text, "二〇九"), @r#""二〇九" is no code of 3 digits, which is what this level of the chart has"#);
}

#[test]
fn a_step_of_a_path_and_a_set() {
    let text = "memo 三公 item 公务┃用车/购置费 amount 1.00\nmemo 三公 item 接待 amount 1.00\n\
                total memo 三公 item \"公务用车\" amount 1.00\nmemo 采购 item 公务用车 amount 1.00\n";
    insta::assert_snapshot!(renamed(text, "车"), @r#"
    --- main.bud
    - memo 三公 item 公务用车/购置费 amount 1.00
    + memo 三公 item 车/购置费 amount 1.00
      memo 三公 item 接待 amount 1.00
    - total memo 三公 item "公务用车" amount 1.00
    + total memo 三公 item 车 amount 1.00
      memo 采购 item 公务用车 amount 1.00
    "#);
    insta::assert_snapshot!(renamed(text, "公务 用车"), @r#"
    --- main.bud
    - memo 三公 item 公务用车/购置费 amount 1.00
    + memo 三公 item "公务 用车/购置费" amount 1.00
      memo 三公 item 接待 amount 1.00
    - total memo 三公 item "公务用车" amount 1.00
    + total memo 三公 item "公务 用车" amount 1.00
      memo 采购 item 公务用车 amount 1.00
    "#);
    insta::assert_snapshot!(renamed(text, "接待"), @r#""三公/接待" is there already: main.bud line 2"#);
    insta::assert_snapshot!(renamed(text, "车/船"), @r#""车/船" holds a slash, which would make two items of one: leave it out"#);
    let set = text.replace('┃', "").replacen("三公", "三┃公", 1);
    insta::assert_snapshot!(renamed(&set, "采购"), @r#""采购" is there already: main.bud line 4"#);
    insta::assert_snapshot!(renamed(&set, "“三公”"), @"");
}

#[test]
fn a_name_in_quotes_stands_alone() {
    let text = "单位 甲\n项目：修缮，单位：甲┃，金额：1.00\n其中：三公，明细：公车，单位：甲，金额：1.00\n";
    insta::assert_snapshot!(renamed(text, "甲 局"), @r#"
    --- main.bud
    - 单位 甲
    + 单位 "甲 局"
    - 项目：修缮，单位：甲，金额：1.00
    + 项目：修缮，单位： "甲 局" ，金额：1.00
    - 其中：三公，明细：公车，单位：甲，金额：1.00
    + 其中：三公，明细：公车，单位： "甲 局" ，金额：1.00
    "#);
    insta::assert_snapshot!(renamed(&text.replace('┃', "").replace("公车", "公┃车"), "公 车"), @r#"
    --- main.bud
      单位 甲
      项目：修缮，单位：甲，金额：1.00
    - 其中：三公，明细：公车，单位：甲，金额：1.00
    + 其中：三公，明细： "公 车" ，单位：甲，金额：1.00
    "#);
}

#[test]
fn names_that_cannot_be_given() {
    let text = "unit 甲┃\nunit 乙 name \"乙 局\"\nbasic unit 甲 amount 1.00\n";
    let answers = [" ", "“”", "甲\u{200B}", "甲\n乙", "甲\n", "乙", "乙 局"]
        .map(|new| format!("{new:?}: {}", renamed(text, new)));
    insta::assert_snapshot!(answers.join("\n"), @r#"
    " ": a name must not be empty
    "“”": a name must not be empty
    "甲\u{200b}": the new name holds U+200B, a character that cannot be seen: leave it out
    "甲\n乙": the new name holds U+000A, a character that cannot be seen: leave it out
    "甲\n": 
    "乙": another unit goes by the name "乙": 乙, main.bud line 2
    "乙 局": another unit goes by the name "乙 局": 乙, main.bud line 2
    "#);
}

#[test]
fn a_word_of_the_statement_goes_in_quotes() {
    insta::assert_snapshot!(renamed("unit 甲\nproject 修┃缮 unit 甲 amount 1.00\nproject 门窗 under 修缮 amount 1.00\ngoal 修缮 x\n", "来源"), @r#"
    --- main.bud
      unit 甲
    - project 修缮 unit 甲 amount 1.00
    + project "来源" unit 甲 amount 1.00
    - project 门窗 under 修缮 amount 1.00
    + project 门窗 under "来源" amount 1.00
    - goal 修缮 x
    + goal 来源 x
    "#);
    insta::assert_snapshot!(renamed("unit 甲\nproject 修┃缮 unit 甲 amount 1.00\n", "12"), @r#"
    --- main.bud
      unit 甲
    - project 修缮 unit 甲 amount 1.00
    + project "12" unit 甲 amount 1.00
    "#);
}

#[test]
fn no_line_comes_to_mean_something_else() {
    // By name alone the last line means the only project of that name.
    let text = "unit 甲\nunit 乙\nproject 门┃窗 unit 甲 amount 1.00\nproject 修缮 unit 乙 amount 2.00\ntotal project 修缮 amount 2.00\n";
    insta::assert_snapshot!(renamed(text, "修缮"), @r#"with that name, "修缮" in main.bud line 5 would come to mean something else"#);
    // An undeclared name would come to mean the unit.
    insta::assert_snapshot!(renamed("unit 甲┃\nbasic unit 乙 amount 1.00\n", "乙"), @r#"with that name, "乙" in main.bud line 2 would come to mean something else"#);
}

const PREPARED: [&str; 13] = [
    "unit \"甲 ┃中心\"\n",
    "account ２０┃８ 社会保障\n",
    "total kind person┃nel amount 1.00\n",
    "revenue ┃一般公共预算 amount 1.00\n",
    "include ┃a.bud\n--- a.bud\n",
    "include ┃无.bud\n",
    "budget ┃局 year 2024\n",
    "pro┃ject 修缮 amount 1.00\n",
    "project 修缮 金┃额 1.00\n",
    "basic unit 没┃有 amount 1.00\n",
    "basic func 2┃08 amount 1.00\n",
    "unit 甲 name 局\nunit 乙 name 局\nbasic unit ┃局 amount 1.00\n",
    "# 注┃释\n",
];

#[test]
fn what_can_be_renamed_and_what_cannot() {
    insta::assert_snapshot!(PREPARED.map(prepared).join("\n"), @r#"
    unit "甲 中心"
          ─────── 甲 中心

    account ２０８ 社会保障
            ────── 208

    "personnel" is a kind of money, a word of the language, which has no other name
    “personnel”是收支类别，属于语言里的词，不能改名

    "一般公共预算" is a fund source, a word of the language, which has no other name
    “一般公共预算”是资金来源，属于语言里的词，不能改名

    a file is renamed on the disk, then the path is written anew here
    文件要在磁盘上改名，再把新的路径写在这里

    a file is renamed on the disk, then the path is written anew here
    文件要在磁盘上改名，再把新的路径写在这里

    no line refers to the budget's name: write another one here
    没有别的行引用预算的名称，直接在这里改写即可

    "project" is a word of the language, which has no other name
    “project”是语言里的词，不能改名

    "金额" is a word of the language, which has no other name
    “金额”是语言里的词，不能改名

    "没有" is not declared: declare it first, or write another name here
    “没有”没有声明：请先声明，或直接在这里改写

    "208" is not declared: declare it first, or write another name here
    “208”没有声明：请先声明，或直接在这里改写

    "局" may mean several things here: say which first
    “局”在这里可以指几个对象：请先写明是哪一个

    there is no name here that could be changed
    这里没有可以改的名称
    "#);
}
