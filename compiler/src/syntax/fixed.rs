//! Fixed values: words with one English and one Chinese spelling, both always accepted.
//!
//! Kinds and sources form trees; their parents stand here beside their names, since they are part
//! of the language and not of any budget.

use rust_decimal::Decimal;

macro_rules! fixed {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident $en:literal $zh:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$item_doc])* $item),* }

        impl $name {
            /// All values, in order.
            pub const ALL: &[$name] = &[$($name::$item),*];

            /// The English spelling.
            pub fn en(self) -> &'static str {
                match self { $($name::$item => $en),* }
            }

            /// The Chinese spelling.
            pub fn zh(self) -> &'static str {
                match self { $($name::$item => $zh),* }
            }

            /// Reads either spelling.
            pub fn read(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.en() == word || value.zh() == word)
            }

            /// Every spelling, for suggestions.
            pub fn spellings() -> impl Iterator<Item = &'static str> {
                $name::ALL.iter().flat_map(|value| [value.en(), value.zh()])
            }
        }
    };
}

fixed! {
    /// What a line's money is: the tree of kinds, in pre-order.
    ///
    /// `Resources` and `Uses` are the two sides of the summary table (收入总计, 支出总计); no line
    /// is of them itself. `Memo` holds the "of which" figures, apart from all other money.
    Kind {
        /// Revenue and what was carried over: everything there is to spend.
        Resources "resources" "收入总计"
        /// Revenue of the year.
        Revenue "revenue" "收入"
        /// Money brought in from last year.
        Carryover "carryover" "上年结转"
        /// Expense and what is carried forward: everything the resources go to.
        Uses "uses" "支出总计"
        /// Expense of the year.
        Expense "expense" "支出"
        /// Basic expenditure, personnel or operating.
        Basic "basic" "基本支出"
        /// Personnel expenditure.
        Personnel "personnel" "人员"
        /// Operating expenditure.
        Operating "operating" "公用"
        /// Project expenditure.
        Project "project" "项目"
        /// Expenditure of a public institution's business activities.
        Business "business" "经营支出"
        /// Money remitted to a superior unit.
        Remit "remit" "上缴支出"
        /// Subsidies to affiliated units.
        Subsidy "subsidy" "补助支出"
        /// Money left for next year.
        Carryforward "carryforward" "年终结转"
        /// "Of which" figures, already inside other lines.
        Memo "memo" "其中"
    }
}

impl Kind {
    /// The kind that holds this one.
    pub fn parent(self) -> Option<Kind> {
        match self {
            Kind::Resources | Kind::Uses | Kind::Memo => None,
            Kind::Revenue | Kind::Carryover => Some(Kind::Resources),
            Kind::Expense | Kind::Carryforward => Some(Kind::Uses),
            Kind::Personnel | Kind::Operating => Some(Kind::Basic),
            Kind::Basic | Kind::Project | Kind::Business | Kind::Remit | Kind::Subsidy => Some(Kind::Expense),
        }
    }

    /// It, and those that hold it, from the nearest on.
    pub fn up(self) -> impl Iterator<Item = Kind> {
        std::iter::successors(Some(self), |it| it.parent())
    }

    /// Whether it is the other or in it.
    pub fn is_within(self, other: Kind) -> bool {
        self.up().any(|it| it == other)
    }

    /// What it is called in a sentence, in English and in Chinese; the spelling says too little there.
    pub fn phrase(self) -> (&'static str, &'static str) {
        match self {
            Kind::Resources => ("all resources", self.zh()),
            Kind::Uses => ("all uses", self.zh()),
            Kind::Expense => ("expenditure", self.zh()),
            Kind::Basic => ("basic expenditure", self.zh()),
            Kind::Personnel => ("personnel expenditure", "人员经费"),
            Kind::Operating => ("operating expenditure", "公用经费"),
            Kind::Project => ("project expenditure", "项目支出"),
            Kind::Business => ("business expenditure", self.zh()),
            Kind::Remit => ("remittances", self.zh()),
            Kind::Subsidy => ("subsidies", self.zh()),
            Kind::Memo => ("\"of which\" figures", "“其中”数"),
            Kind::Revenue | Kind::Carryover | Kind::Carryforward => (self.en(), self.zh()),
        }
    }
}

fixed! {
    /// Where money comes from: the tree of fund sources, in pre-order.
    Source {
        /// Fiscal appropriation.
        Fiscal "fiscal" "财政拨款"
        /// General public budget.
        General "general-public" "一般公共预算"
        /// Budget of government funds.
        Funds "government-funds" "政府性基金预算"
        /// Budget of state capital operations.
        Capital "state-capital" "国有资本经营预算"
        /// Money in special fiscal accounts.
        Special "special-account" "财政专户管理资金"
        /// The unit's own money.
        Own "own" "单位资金"
        /// Revenue of a public institution's services.
        Service "service" "事业收入"
        /// Revenue of a public institution's business activities.
        Operations "operations" "事业单位经营收入"
        /// Subsidies from a superior unit.
        Superior "superior-subsidy" "上级补助收入"
        /// Money remitted by affiliated units.
        Affiliate "affiliate-remittance" "附属单位上缴收入"
        /// Other revenue.
        Other "other" "其他收入"
    }
}

impl Source {
    /// The source that holds this one.
    pub fn parent(self) -> Option<Source> {
        match self {
            Source::Fiscal | Source::Special | Source::Own => None,
            Source::General | Source::Funds | Source::Capital => Some(Source::Fiscal),
            _ => Some(Source::Own),
        }
    }

    /// It, and those that hold it, from the nearest on.
    pub fn up(self) -> impl Iterator<Item = Source> {
        std::iter::successors(Some(self), |it| it.parent())
    }

    /// Whether it is the other or in it.
    pub fn is_within(self, other: Source) -> bool {
        self.up().any(|it| it == other)
    }
}

fixed! {
    /// What a bare number counts.
    Measure {
        /// One yuan, or one unit of the budget's currency.
        One "yuan" "元"
        /// A thousand.
        Thousand "thousand" "千元"
        /// Ten thousand.
        TenThousand "ten-thousand" "万元"
        /// A hundred million.
        HundredMillion "hundred-million" "亿元"
    }
}

impl Measure {
    /// How many powers of ten it is worth.
    pub fn exponent(self) -> u32 {
        match self {
            Measure::One => 0,
            Measure::Thousand => 3,
            Measure::TenThousand => 4,
            Measure::HundredMillion => 8,
        }
    }

    /// What one of it is in 元.
    pub fn factor(self) -> Decimal {
        Decimal::from(10_u64.pow(self.exponent()))
    }
}

fixed! {
    /// Whether the budget's figures are rounded one by one.
    Rounding {
        /// Every figure is exact.
        Exact "exact" "精确"
        /// Every figure is rounded to its step.
        Printed "printed" "列示"
    }
}

fixed! {
    /// What `prior` figures are.
    Base {
        /// What was really spent last year.
        Actual "actual" "执行数"
        /// What last year's budget said.
        Budget "budget" "预算数"
    }
}

fixed! {
    /// Which stage of the year the file is.
    Stage {
        /// The budget as adopted.
        Budget "budget" "预算数"
        /// The budget as adjusted during the year.
        Adjusted "adjusted" "调整数"
        /// The final accounts.
        Final "final" "决算数"
    }
}

fixed! {
    /// How reports print nothing.
    Zero {
        /// An empty cell.
        Blank "blank" "空白"
        /// `0.00`.
        Printed "printed" "列示"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_in_pre_order() {
        for pair in Kind::ALL.windows(2) {
            assert!(pair[1].parent().is_none_or(|parent| parent <= pair[0]), "{:?}", pair[1]);
        }
        for pair in Source::ALL.windows(2) {
            assert!(pair[1].parent().is_none_or(|parent| parent <= pair[0]), "{:?}", pair[1]);
        }
    }

    #[test]
    fn a_spelling_names_one_value() {
        for kind in Kind::ALL {
            assert_eq!(Kind::read(kind.en()), Some(*kind));
            assert_eq!(Kind::read(kind.zh()), Some(*kind));
        }
        for source in Source::ALL {
            assert_eq!(Source::read(source.en()), Some(*source));
            assert_eq!(Source::read(source.zh()), Some(*source));
        }
    }
}
