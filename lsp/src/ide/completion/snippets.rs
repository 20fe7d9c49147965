//! Whole lines with gaps, in both spellings.

use bud::model::Node;
use bud::syntax::Keyword;

use super::super::matching::Rank;
use super::gather::Gather;
use super::resolve::Subject;
use super::{Context, Item, ItemKind};

/// A line in English and in Chinese. What is in brackets is left out where the file's header says it.
const LINES: &[(Keyword, &str, &str)] = &[
    (
        Keyword::Budget,
        "budget ${1:NAME} year ${2:YEAR} measure ${3:万元}",
        "预算 ${1:名称} 年度 ${2:年份} 计量单位 ${3:万元}",
    ),
    (
        Keyword::Project,
        "project ${1:NAME}[ unit ${2:UNIT}] amount ${3:0.00} func ${4:CODE}",
        "项目 ${1:名称}[ 单位 ${2:单位名}] 金额 ${3:0.00} 功能 ${4:编码}",
    ),
    (
        Keyword::Personnel,
        "personnel[ unit ${1:UNIT}] amount ${2:0.00} func ${3:CODE}",
        "人员[ 单位 ${1:单位名}] 金额 ${2:0.00} 功能 ${3:编码}",
    ),
    (
        Keyword::Operating,
        "operating[ unit ${1:UNIT}] amount ${2:0.00} func ${3:CODE}",
        "公用[ 单位 ${1:单位名}] 金额 ${2:0.00} 功能 ${3:编码}",
    ),
    (
        Keyword::Revenue,
        "revenue ${1:一般公共预算}[ unit ${2:UNIT}] amount ${3:0.00}",
        "收入 ${1:一般公共预算}[ 单位 ${2:单位名}] 金额 ${3:0.00}",
    ),
    (Keyword::Total, "total ${1:func} ${2:CODE} amount ${3:0.00}", "合计 ${1:功能} ${2:编码} 金额 ${3:0.00}"),
    (Keyword::Unit, "unit ${1:NAME} name ${2:FULL-NAME}", "单位 ${1:名称} 全称 ${2:单位全称}"),
    (Keyword::Account, "account ${1:CODE} ${2:NAME}", "科目 ${1:编码} ${2:名称}"),
    (
        Keyword::Memo,
        "memo ${1:三公} item ${2:ITEM}[ unit ${3:UNIT}] amount ${4:0.00}",
        "其中 ${1:三公} 明细 ${2:明细项}[ 单位 ${3:单位名}] 金额 ${4:0.00}",
    ),
    (Keyword::Goal, "goal ${1:PROJECT} \"${2:TEXT}\"", "绩效目标 ${1:项目名} \"${2:内容}\""),
    (Keyword::Include, "include ${1:FILE}.bud", "引用 ${1:文件}.bud"),
];

/// Offers whole lines where the line is still empty.
pub fn snippets(context: &Context<'_>, gather: &mut Gather<'_>) {
    if !context.cursor.is_alone() {
        return;
    }
    let header = context.view.header();
    let has_header = header.at.is_some_and(|at| at.file == context.view.file);
    for &(keyword, english, chinese) in LINES.iter().filter(|(keyword, ..)| !has_header || *keyword != Keyword::Budget)
    {
        let has_unit = header.unit != Node::UNKNOWN;
        let (own, other) = match context.spelling.chinese {
            true => ((keyword.zh(), chinese), (keyword.en(), english)),
            false => ((keyword.en(), english), (keyword.zh(), chinese)),
        };
        // The header of an empty file is what comes first.
        let group = if keyword == Keyword::Budget { 0 } else { 2 };
        gather.offer(group, &[own.0, other.0], || item(context, keyword, own.1, has_unit));
        if gather.is_typed() && matches!(gather.rank(other.0), Some(Rank::Exact | Rank::Beginning)) {
            gather.offer(3, &[other.0], || item(context, keyword, other.1, has_unit));
        }
    }
}

fn item(context: &Context<'_>, keyword: Keyword, line: &str, has_unit: bool) -> Item {
    let line = bracketed(line, !has_unit);
    let label = filled(&line);
    let text = if context.asked.snippets { line } else { label.clone() };
    let item = Item::new(ItemKind::Snippet, label).text(text).about(Subject::Keyword(keyword));
    Item { snippet: context.asked.snippets, ..item }
}

/// The line with what is in brackets, or without.
fn bracketed(line: &str, with: bool) -> String {
    let (before, rest) = line.split_once('[').unwrap_or((line, "]"));
    let (inside, after) = rest.split_once(']').unwrap_or((rest, ""));
    if with { format!("{before}{inside}{after}") } else { format!("{before}{after}") }
}

/// The line with its gaps filled by what they say.
fn filled(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, gap)) = rest.split_once("${") {
        let (gap, after) = gap.split_once('}').unwrap_or((gap, ""));
        out.push_str(before);
        out.push_str(gap.split_once(':').map_or("", |(_, text)| text));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use bud::syntax::LineParser;

    use super::*;

    #[test]
    fn lines_say_what_their_keyword_says() {
        for &(keyword, english, chinese) in LINES {
            for (line, is_chinese) in [(english, false), (chinese, true)] {
                let line = filled(&bracketed(line, true));
                let statement = LineParser::new().parse(&line).statement;
                let statement = statement.filter(|it| it.keyword == keyword);
                assert!(statement.is_some_and(|it| it.head.iter().all(|head| head.place.end > 0)), "{line}");
                assert_eq!(LineParser::is_chinese(&line), is_chinese, "{line}");
            }
        }
        assert_eq!(filled(&bracketed("a[ b ${1:c}] d ${2:e}", false)), "a d e");
    }
}
