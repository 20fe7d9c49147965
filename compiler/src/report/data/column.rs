//! The columns of open data: THE tables of what each is called, means and holds. Every format is made from them.

use std::borrow::Cow;

use crate::ledger::Millionths;
use crate::model::Dim;

use super::Row;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// An amount as a line of the budget says it: at most 13 digits before the point, 6 after it.
    Amount,
    /// An amount that is added up, of any size.
    Sum,
    /// A whole number.
    Count,
    /// Yes or no.
    Flag,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum<'a> {
    /// It does not apply, or the line does not say.
    Nothing,
    /// Text.
    Text(Cow<'a, str>),
    /// An amount, in units of the currency.
    Amount(Millionths),
    /// A whole number.
    Count(u32),
    /// Yes or no.
    Flag(bool),
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// What it is called, as in the ledger where that has it.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Its title, in Chinese as the published tables are.
    pub title: &'static str,
    /// What it means, in English.
    pub description: &'static str,
    /// The type that the Fiscal Data Package gives such a column, if it has one.
    pub fiscal: &'static str,
    /// Whether it can be told from another column: lines that are piped do without.
    pub derived: bool,
    /// What stands in it.
    pub value: for<'r, 'a> fn(&'r Row<'a>) -> Datum<'r>,
}

type Value = for<'r, 'a> fn(&'r Row<'a>) -> Datum<'r>;

impl Column {
    const fn of(
        name: &'static str,
        holds: Holds,
        (title, description): (&'static str, &'static str),
        value: Value,
    ) -> Self {
        Column { name, holds, title, description, fiscal: "", derived: false, value }
    }

    const fn fiscal(self, fiscal: &'static str) -> Self {
        Column { fiscal, ..self }
    }

    /// The code or the name of a level of a chart.
    const fn level(
        name: &'static str,
        words: (&'static str, &'static str),
        fiscal: &'static str,
        value: Value,
    ) -> Self {
        Column { fiscal, derived: true, ..Column::of(name, Holds::Text, words, value) }
    }
}

use Holds::{Amount, Count, Flag, Sum, Text};

/// Of which budget the row is.
pub(super) const BUDGET: &[Column] = &[
    Column::of("budget", Text, ("预算名称", "The budget's name."), |row| row.budget()),
    Column::of("budget_code", Text, ("预算编号", "The budget's code."), |row| row.budget_code()),
    Column::of("year", Count, ("预算年度", "The fiscal year."), |row| row.year()).fiscal("date:fiscal-year"),
    Column::of("valid", Flag, ("是否通过核对", "Whether the whole budget has no error."), |row| row.valid()),
];

/// What is only said of entries.
pub(super) const ENTRY: &[Column] = &[
    Column::of("kind", Text, ("资金性质", "What money it is."), |row| row.kind()),
    Column::of(
        "direction",
        Text,
        ("收支方向", "revenue, expenditure; nothing for an \"of which\" figure, which other lines already hold."),
        |row| row.direction(),
    )
    .fiscal("direction"),
    Column::of(
        "amount",
        Amount,
        ("金额", "The amount, in units of the currency; nothing if it cannot be read."),
        |row| row.amount(),
    )
    .fiscal("value"),
];

/// What is only said of claims.
pub(super) const CLAIM: &[Column] = &[
    Column::of("role", Text, ("断言类型", "total, parent (of projects with others under them), ceiling."), |row| {
        row.role()
    }),
    Column::of("kind", Text, ("资金性质", "The kind of money that it is about."), |row| row.kind()),
    Column::of("amount", Amount, ("断言金额", "The amount that is claimed."), |row| row.amount()).fiscal("value"),
    Column::of("computed", Sum, ("核算金额", "What it was compared with; nothing if no route applies."), |row| {
        row.computed()
    }),
    Column::of("difference", Sum, ("差额", "amount less computed."), |row| row.difference()),
    Column::of("envelope", Sum, ("尾差范围", "How much rounding explains."), |row| row.envelope()),
    Column::of(
        "status",
        Text,
        ("核对结论", "exact, rounding, bounded, refuted, suspended or unsettled, as in the ledger."),
        |row| row.status(),
    ),
    Column::of(
        "proved",
        Flag,
        ("已由上级合计证明", "Whether a figure without a sum of its own is a part of a whole that is settled."),
        |row| row.proved(),
    ),
    Column::of(
        "partial",
        Text,
        ("列示不全的维度", "The dimension along which the printed parts are known to be incomplete."),
        |row| row.partial(),
    ),
];

/// Where the money is: of an entry, what its line says; of a claim, the conditions of its slice.
pub(super) const PLACE: &[Column] = &[
    Column::of("unit", Text, ("单位", "The unit."), |row| row.unit())
        .fiscal("administrative-classification:generic:label"),
    Column::of("unit_path", Text, ("单位层级", "The unit, below the units above it."), |row| row.unit_path())
        .fiscal("administrative-classification:generic:code"),
    Column::of("func", Text, ("功能分类科目编码", "The functional code."), |row| row.code(Dim::Func)),
    Column::of("func_name", Text, ("功能分类科目", "Its name."), |row| row.name(Dim::Func)),
    Column::level(
        "func_class",
        ("功能分类类级编码", "Its class, 3 digits."),
        "functional-classification:generic:level1:code",
        |row| row.level_code(Dim::Func, 0),
    ),
    Column::level(
        "func_class_name",
        ("功能分类类级科目", "The name of its class."),
        "functional-classification:generic:level1:label",
        |row| row.level_name(Dim::Func, 0),
    ),
    Column::level(
        "func_section",
        ("功能分类款级编码", "Its section, 5 digits."),
        "functional-classification:generic:level2:code",
        |row| row.level_code(Dim::Func, 1),
    ),
    Column::level(
        "func_section_name",
        ("功能分类款级科目", "The name of its section."),
        "functional-classification:generic:level2:label",
        |row| row.level_name(Dim::Func, 1),
    ),
    Column::level(
        "func_item",
        ("功能分类项级编码", "Its item, 7 digits."),
        "functional-classification:generic:level3:code",
        |row| row.level_code(Dim::Func, 2),
    ),
    Column::level(
        "func_item_name",
        ("功能分类项级科目", "The name of its item."),
        "functional-classification:generic:level3:label",
        |row| row.level_name(Dim::Func, 2),
    ),
    Column::of(
        "econ",
        Text,
        ("经济分类科目编码", "The economic code, 3xx of departments or 5xx of governments."),
        |row| row.code(Dim::Econ),
    ),
    Column::of("econ_name", Text, ("经济分类科目", "Its name."), |row| row.name(Dim::Econ)),
    Column::level(
        "econ_class",
        ("经济分类类级编码", "Its class, 3 digits."),
        "economic-classification:generic:level1:code",
        |row| row.level_code(Dim::Econ, 0),
    ),
    Column::level(
        "econ_class_name",
        ("经济分类类级科目", "The name of its class."),
        "economic-classification:generic:level1:label",
        |row| row.level_name(Dim::Econ, 0),
    ),
    Column::level(
        "econ_section",
        ("经济分类款级编码", "Its section, 5 digits."),
        "economic-classification:generic:level2:code",
        |row| row.level_code(Dim::Econ, 1),
    ),
    Column::level(
        "econ_section_name",
        ("经济分类款级科目", "The name of its section."),
        "economic-classification:generic:level2:label",
        |row| row.level_name(Dim::Econ, 1),
    ),
    Column::of("source", Text, ("资金来源", "The fund source."), |row| row.source()).fiscal("fin-source:generic:code"),
    Column::of("account", Text, ("收入科目编码", "The code of the revenue account."), |row| {
        row.code(Dim::Account)
    }),
    Column::of("account_name", Text, ("收入科目", "Its name."), |row| row.name(Dim::Account)),
    Column::level("account_class", ("收入科目类级编码", "Its class, 3 digits."), "", |row| {
        row.level_code(Dim::Account, 0)
    }),
    Column::level("account_class_name", ("收入科目类级", "The name of its class."), "", |row| {
        row.level_name(Dim::Account, 0)
    }),
    Column::level("account_section", ("收入科目款级编码", "Its section, 5 digits."), "", |row| {
        row.level_code(Dim::Account, 1)
    }),
    Column::level("account_section_name", ("收入科目款级", "The name of its section."), "", |row| {
        row.level_name(Dim::Account, 1)
    }),
    Column::of("project", Text, ("项目", "The project."), |row| row.project()).fiscal("activity:generic:program:label"),
    Column::of("project_path", Text, ("项目层级", "The project, below its level-1 project."), |row| {
        row.project_path()
    })
    .fiscal("activity:generic:program:code"),
    Column::of("memo", Text, ("其中数名称", "The set of an \"of which\" figure."), |row| row.memo()),
    Column::of("item", Text, ("其中数细项", "Its path in that set; nothing for the set itself."), |row| {
        row.item()
    }),
];

/// What the line says besides, and where it stands.
pub(super) const REMARKS: &[Column] = &[
    Column::of("name", Text, ("名称", "The name that a line other than a project's or a memo carries."), |row| {
        row.own_name()
    }),
    Column::of("prior", Amount, ("上年数", "Last year's figure."), |row| row.prior()),
    Column::of("base", Text, ("上年数基数", "What last year's figure is: actual or budget."), |row| row.base()),
    Column::of("reason", Text, ("增减原因", "Why the figure is not last year's."), |row| row.reason()),
    Column::of("note", Text, ("备注", "A remark."), |row| row.note()),
    Column::of("file", Text, ("文件", "The file, by its path from the main file's folder."), |row| row.file()),
    Column::of("line", Count, ("行号", "The line in that file, from 1."), |row| row.line()),
];
