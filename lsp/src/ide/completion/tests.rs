mod figures;
mod names;
mod told;
mod words;

use std::fmt::Write;

use super::*;
use crate::ide::tests::fixture::Fixture;

/// How many items are drawn.
const SHOWN: usize = 8;

/// What is offered at the cursor.
fn offered(fixture: &Fixture, files: &[String], snippets: bool) -> Completions {
    let view = fixture.view();
    let at = view.line(fixture.at);
    let line = fixture.budget.sources().line(at);
    complete(&view, &Asked { line, at: fixture.at - at.start, files: &|| files.to_vec(), snippets })
}

/// The first items: label, detail, and what the line becomes when one is taken; `▸` is the one to take,
/// `+` what is declared too.
fn drawn(fixture: &Fixture, files: &[&str]) -> String {
    let files: Vec<String> = files.iter().map(|&file| file.to_owned()).collect();
    let completions = offered(fixture, &files, true);
    let line = fixture.budget.sources().line(fixture.view().line(fixture.at));
    draw(line, &completions)
}

fn draw(line: &str, completions: &Completions) -> String {
    let mut out = String::new();
    let (before, after) = (&line[..completions.word.start as usize], &line[completions.word.end as usize..]);
    for item in completions.items.iter().take(SHOWN) {
        let sign = if item.preselect { '▸' } else { ' ' };
        let detail = if item.detail.is_empty() { "—" } else { &item.detail };
        writeln!(out, "{sign} {} │ {detail} │ {before}{}{after}", item.label, item.text).unwrap();
        for edit in &item.further {
            edit.text.lines().for_each(|line| writeln!(out, "    + {line}").unwrap());
        }
    }
    let more = completions.items.len().saturating_sub(SHOWN);
    match more {
        0 if out.is_empty() => "nothing\n".to_owned(),
        0 => out,
        more => format!("{out}  and {more} more\n"),
    }
}

fn at(text: &str) -> String {
    drawn(&Fixture::new(text), &[])
}

fn in_chinese(text: &str) -> String {
    drawn(&Fixture::new(text).chinese(), &[])
}

const BUDGET: &str = "budget 局 year 2024 measure 万元\nunit 局本级 name 某市人力资源局 code 101001\n\
    unit \"人才 中心\" name 某市人才服务中心 code 101002 under 局本级\nunit 创业中心 under 局本级\n\
    account 208 社会保障和就业支出\naccount 20807 就业补助\naccount 2080799 其他就业补助支出\n\
    account 2080101 行政运行\n\
    project 专项 unit 局本级 func 20807\nproject 人才房票 under 专项 unit 局本级 amount 300.50\n\
    project 培训 under 专项 unit 局本级 amount 20.00\nproject 修缮 unit \"人才 中心\" amount 7.25\n\
    personnel unit 局本级 func 2080799 amount 713.69\noperating unit 创业中心 func 2080799 amount 12\n\
    memo 三公 item 公务用车/购置费 unit 局本级 amount 1.00\nmemo 三公 item 公务接待费 unit 局本级 amount 2.00\n\
    revenue 一般公共预算 unit 局本级 amount 1053.44\n";

const CHINESE: &str = "预算 局 年度 2024 计量单位 万元\n单位 局本级\n科目 208 社会保障和就业支出\n\
    人员 单位 局本级 功能 208 金额 5.00\n";

/// What is offered in a line below a budget.
fn below(line: &str) -> String {
    at(&format!("{BUDGET}{line}\n"))
}

fn below_chinese(line: &str) -> String {
    in_chinese(&format!("{CHINESE}{line}\n"))
}
