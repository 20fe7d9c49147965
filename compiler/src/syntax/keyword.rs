//! THE table of words: statements, their attributes, and the two spellings of each.
//!
//! The grammars, the reference, completion and the formatter read these tables, or are tested
//! against them. To add a word, add a row here and an arm where its line is read
//! ([`crate::model`]).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fixed::Kind;

/// What stands between the keyword and the first attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Nothing.
    None,
    /// One name.
    Name,
    /// One name, or nothing.
    OptionalName,
    /// A path of a file.
    Path,
    /// A code, then a name.
    CodeName,
    /// A fund source.
    Source,
    /// A project's name, then a text.
    NameText,
}

/// What an attribute's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    /// A name: quoted if it holds a blank, begins with `#`, is digits only, or is spelled like an
    /// attribute of its statement.
    Name,
    /// Any text.
    Text,
    /// A code of the chart of accounts.
    Code,
    /// A number or an expression: everything up to the next attribute.
    Amount,
    /// Four digits.
    Year,
    /// Printed decimals, 0 to 6.
    Scale,
    /// Three capital letters.
    Currency,
    /// 元, 千元, 万元 or 亿元.
    Measure,
    /// `exact` or `printed`.
    Rounding,
    /// `actual` or `budget`.
    Base,
    /// `budget`, `adjusted` or `final`.
    Stage,
    /// `blank` or `printed`.
    Zero,
    /// A kind of money.
    Kind,
    /// A fund source.
    Source,
    /// The name of a dimension.
    Dimension,
}

macro_rules! attributes {
    ($($(#[$doc:meta])* $name:ident $en:literal $zh:literal $expects:ident)*) => {
        /// An attribute of a statement.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Attribute { $($(#[$doc])* $name),* }

        impl Attribute {
            /// All attributes. In which order a line has them says its [`Keyword::attributes`].
            pub const ALL: &[Attribute] = &[$(Attribute::$name),*];

            /// The English spelling.
            pub fn en(self) -> &'static str {
                match self { $(Attribute::$name => $en),* }
            }

            /// The Chinese spelling.
            pub fn zh(self) -> &'static str {
                match self { $(Attribute::$name => $zh),* }
            }

            /// What its value is.
            pub fn expects(self) -> Expects {
                match self { $(Attribute::$name => Expects::$expects),* }
            }
        }
    };
}

attributes! {
    /// What kind of money a slice is of.
    Kind "kind" "类别" Kind
    /// The set of "of which" figures.
    Memo "memo" "其中" Name
    /// The budget unit.
    Unit "unit" "单位" Name
    /// The amount.
    Amount "amount" "金额" Amount
    /// The functional classification.
    Func "func" "功能" Code
    /// The economic classification, departmental (3xx) or government (5xx).
    Econ "econ" "经济" Code
    /// The fund source.
    Source "source" "来源" Source
    /// The revenue account (1xx).
    Account "account" "科目" Code
    /// The project that a slice is of.
    Project "project" "项目" Name
    /// The path of an "of which" figure.
    Item "item" "明细" Name
    /// The level-1 project or the parent unit.
    Under "under" "归属" Name
    /// The full name.
    Name "name" "全称" Text
    /// The code in the department's register.
    Code "code" "编码" Text
    /// The fiscal year.
    Year "year" "年度" Year
    /// The currency, an ISO 4217 code.
    Currency "currency" "币种" Currency
    /// What a bare number counts.
    Measure "measure" "计量单位" Measure
    /// The measure that reports use.
    Display "display" "列示单位" Measure
    /// How many decimals are printed.
    Scale "scale" "小数位" Scale
    /// Whether figures are rounded one by one.
    Rounding "rounding" "舍入" Rounding
    /// Which stage of the year.
    Stage "stage" "阶段" Stage
    /// How reports print nothing.
    Zero "zero" "零值" Zero
    /// Last year's figure.
    Prior "prior" "上年数" Amount
    /// What `prior` figures are.
    Base "base" "基数" Base
    /// Why the figure changed.
    Reason "reason" "原因" Text
    /// The dimension along which the printed list is known to be incomplete.
    Partial "partial" "不全" Dimension
    /// A remark.
    Note "note" "备注" Text
}

impl Attribute {
    /// The attributes that name a dimension of money.
    pub const DIMENSIONS: &[Attribute] = &[
        Attribute::Kind,
        Attribute::Unit,
        Attribute::Func,
        Attribute::Econ,
        Attribute::Source,
        Attribute::Account,
        Attribute::Project,
        Attribute::Item,
    ];

    /// Reads either spelling.
    pub fn read(word: &str) -> Option<Attribute> {
        WORDS.get(word).and_then(|words| words.1)
    }

    /// The attribute's bit in a set.
    pub fn bit(self) -> u32 {
        1 << self as u8
    }
}

macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident $en:literal $zh:literal $head:ident $kind:expr, [$($attribute:ident)*])*) => {
        /// The first word of a statement.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Keyword { $($(#[$doc])* $name),* }

        impl Keyword {
            /// All keywords.
            pub const ALL: &[Keyword] = &[$(Keyword::$name),*];

            /// The English spelling.
            pub fn en(self) -> &'static str {
                match self { $(Keyword::$name => $en),* }
            }

            /// The Chinese spelling.
            pub fn zh(self) -> &'static str {
                match self { $(Keyword::$name => $zh),* }
            }

            /// What follows the keyword.
            pub fn head(self) -> Head {
                match self { $(Keyword::$name => Head::$head),* }
            }

            /// The kind of money the line carries, if it carries any.
            pub fn kind(self) -> Option<Kind> {
                match self { $(Keyword::$name => $kind),* }
            }

            /// The attributes the statement takes, in the canonical order of its line: what the line is
            /// about, its figure, and what is said of it. A project has a name, and its figure comes
            /// before the codes.
            pub fn attributes(self) -> &'static [Attribute] {
                match self { $(Keyword::$name => &[$(Attribute::$attribute),*]),* }
            }

            /// The same as a set of [`Attribute::bit`]s.
            pub const fn attribute_set(self) -> u32 {
                match self { $(Keyword::$name => 0 $(| (1 << Attribute::$attribute as u8))*),* }
            }
        }
    };
}

keywords! {
    /// A file's header.
    Budget "budget" "预算" Name None,
        [Year Code Currency Measure Display Scale Unit Source Rounding Base Stage Zero Note]
    /// Another file.
    Include "include" "引用" Path None, []
    /// A budget unit.
    Unit "unit" "单位" Name None, [Name Code Under Note]
    /// A row of the chart of accounts.
    Account "account" "科目" CodeName None, [Note]
    /// A project.
    Project "project" "项目" OptionalName Some(Kind::Project),
        [Unit Amount Func Econ Source Under Name Prior Base Reason Note]
    /// Personnel expenditure.
    Personnel "personnel" "人员" OptionalName Some(Kind::Personnel),
        [Unit Func Econ Source Amount Prior Base Reason Note]
    /// Operating expenditure.
    Operating "operating" "公用" OptionalName Some(Kind::Operating),
        [Unit Func Econ Source Amount Prior Base Reason Note]
    /// Basic expenditure, not split.
    Basic "basic" "基本支出" OptionalName Some(Kind::Basic),
        [Unit Func Econ Source Amount Prior Base Reason Note]
    /// Expenditure of business activities.
    Business "business" "经营支出" OptionalName Some(Kind::Business),
        [Unit Func Econ Source Amount Prior Base Reason Note]
    /// Remitted to a superior unit.
    Remit "remit" "上缴支出" OptionalName Some(Kind::Remit),
        [Unit Func Econ Source Amount Prior Base Reason Note]
    /// Subsidies to affiliated units.
    Subsidy "subsidy" "补助支出" OptionalName Some(Kind::Subsidy),
        [Unit Func Econ Source Amount Prior Base Reason Note]
    /// Revenue of the year.
    Revenue "revenue" "收入" Source Some(Kind::Revenue),
        [Unit Func Account Amount Prior Base Reason Note]
    /// Brought in from last year.
    Carryover "carryover" "上年结转" Source Some(Kind::Carryover),
        [Unit Func Account Amount Prior Base Reason Note]
    /// Left for next year.
    Carryforward "carryforward" "年终结转" Source Some(Kind::Carryforward),
        [Unit Func Account Amount Prior Base Reason Note]
    /// A claim about a slice.
    Total "total" "合计" None None,
        [Kind Memo Unit Project Item Func Econ Source Account Amount Prior Base Reason Partial Note]
    /// The most a slice may come to.
    Ceiling "ceiling" "控制数" None None,
        [Kind Memo Unit Project Item Func Econ Source Account Amount Note]
    /// An "of which" figure.
    Memo "memo" "其中" Name Some(Kind::Memo), [Unit Item Amount Prior Base Reason Note]
    /// A performance goal.
    Goal "goal" "绩效目标" NameText None, [Unit Note]
}

impl Keyword {
    /// Reads either spelling.
    pub fn read(word: &str) -> Option<Keyword> {
        WORDS.get(word).and_then(|words| words.0)
    }

    /// Whether the statement takes the attribute.
    pub fn takes(self, attribute: Attribute) -> bool {
        self.attribute_set() & attribute.bit() != 0
    }

    /// Whether the line is of no use without an amount.
    pub fn needs_amount(self) -> bool {
        self.takes(Attribute::Amount) && self != Keyword::Project
    }
}

/// The keyword and the attribute that a spelling names.
type Meanings = (Option<Keyword>, Option<Attribute>);

/// Every spelling with what it names.
static WORDS: LazyLock<FxHashMap<&'static str, Meanings>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Meanings> = FxHashMap::default();
    for &keyword in Keyword::ALL {
        for spelling in [keyword.en(), keyword.zh()] {
            words.entry(spelling).or_default().0 = Some(keyword);
        }
    }
    for &attribute in Attribute::ALL {
        for spelling in [attribute.en(), attribute.zh()] {
            words.entry(spelling).or_default().1 = Some(attribute);
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_names_one_word() {
        for &keyword in Keyword::ALL {
            assert_eq!(Keyword::read(keyword.en()), Some(keyword));
            assert_eq!(Keyword::read(keyword.zh()), Some(keyword));
        }
        for &attribute in Attribute::ALL {
            assert_eq!(Attribute::read(attribute.en()), Some(attribute));
            assert_eq!(Attribute::read(attribute.zh()), Some(attribute));
        }
    }

    #[test]
    fn the_attributes_of_a_statement_stand_in_canonical_order() {
        for keyword in Keyword::ALL.iter().filter(|keyword| keyword.takes(Attribute::Amount)) {
            let attributes = keyword.attributes();
            let amount = attributes.iter().position(|it| *it == Attribute::Amount).unwrap();
            let about = |attribute| Attribute::DIMENSIONS.contains(attribute);
            assert_eq!(attributes[amount..].iter().any(about), *keyword == Keyword::Project, "{keyword:?}");
            // What two statements have in common stands in one order in both.
            let total = Keyword::Total.attributes();
            let rank = |attribute: &Attribute| total.iter().position(|it| it == attribute);
            let common = attributes.iter().filter(|it| **it != Attribute::Amount).filter_map(rank);
            assert!(common.is_sorted(), "{keyword:?}");
        }
    }

    #[test]
    fn a_set_of_attributes_fits_its_integer() {
        assert!(Attribute::ALL.len() <= 32);
    }
}
