//! What a statement cannot do without.

use crate::diagnostic::{Argument, Code, Message, Problem};

use super::super::keyword::{Attribute, Head, Keyword};
use super::super::statement::{Statement, Value};
use super::Reader;

impl Reader<'_> {
    /// Reports what the statement cannot do without.
    pub(super) fn missing(&mut self, statement: &Statement) {
        let needed: &[&'static str] = match statement.keyword.head() {
            Head::None | Head::OptionalName => &[],
            Head::Name => &["part-name"],
            Head::Path => &["part-path"],
            Head::CodeName => &["part-code", "part-name"],
            Head::Source => &["part-source"],
            Head::NameText => &["part-project", "part-text"],
        };
        let is_there = |at: usize| match statement.head.get(at).map(|head| head.value) {
            // `unit ""` names nothing.
            Some(Some(Value::Text(text))) => !text.inner.of(self.line).trim().is_empty(),
            head => head.is_some(),
        };
        let absent = needed.iter().enumerate().find(|&(at, _)| !is_there(at)).map(|(_, part)| *part);
        // A project that is named may hold others, or be told of elsewhere; one without a name is money only.
        let unnamed_project = statement.keyword == Keyword::Project && statement.head.is_empty();
        let needs_amount = statement.keyword.needs_amount() || unnamed_project;
        let no_amount = needs_amount && statement.field(Attribute::Amount).is_none();
        if absent.is_some() {
            // The part that is missing may be the word that belongs to nothing: one slip, one report.
            self.problems.retain(|problem| problem.message.key != "unexpected-word");
        }
        for part in absent.into_iter().chain(no_amount.then_some("part-amount")) {
            let message = Message::new("missing-part")
                .with("statement", statement.place.of(self.line))
                .with("part", Argument::Word(part));
            let help = Message::new("missing-part-help").with("example", example(statement.keyword));
            self.report(Problem::new(Code::MissingPart, statement.place, message).help(help));
        }
    }
}

/// A whole line of the statement in English and in Chinese, as an example.
fn example(keyword: Keyword) -> Argument {
    let (english, chinese) = match keyword {
        Keyword::Budget => ("budget 上虞人社 year 2024 measure 万元", "预算 上虞人社 年度 2024 计量单位 万元"),
        Keyword::Include => ("include units.bud", "引用 单位.bud"),
        Keyword::Unit => ("unit 人才中心", "单位 人才中心"),
        Keyword::Account => ("account 2080799 其他就业补助支出", "科目 2080799 其他就业补助支出"),
        Keyword::Revenue => {
            ("revenue 一般公共预算 unit 人才中心 amount 30800.00", "收入 一般公共预算 单位 人才中心 金额 30800.00")
        }
        Keyword::Carryover => {
            ("carryover 一般公共预算 unit 人才中心 amount 12.00", "上年结转 一般公共预算 单位 人才中心 金额 12.00")
        }
        Keyword::Carryforward => {
            ("carryforward 一般公共预算 unit 人才中心 amount 12.00", "年终结转 一般公共预算 单位 人才中心 金额 12.00")
        }
        Keyword::Total => ("total func 2080799 amount 30800.00", "合计 功能 2080799 金额 30800.00"),
        Keyword::Ceiling => ("ceiling unit 人才中心 amount 31000.00", "控制数 单位 人才中心 金额 31000.00"),
        Keyword::Memo => {
            ("memo 三公 unit 人才中心 item 公务接待费 amount 2.00", "其中 三公 单位 人才中心 明细 公务接待费 金额 2.00")
        }
        Keyword::Goal => ("goal 人才房票 \"兑现人才政策\"", "绩效目标 人才房票 \"兑现人才政策\""),
        _ => ("personnel unit 人才中心 func 2080101 amount 713.69", "人员 单位 人才中心 功能 2080101 金额 713.69"),
    };
    Argument::Both(english.to_owned(), chinese.to_owned())
}
