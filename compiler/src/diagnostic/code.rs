//! THE table of codes. A row is a code, its name in Rust and its page; the severity is the first
//! letter. A retired code is never used again.

use std::fmt;

use super::Language;

/// How bad a finding is. It belongs to the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The budget is not valid; nothing is written.
    Error,
    /// Suspicious, but allowed.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word of the machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($code:ident $name:ident)*) => {
        /// A stable code of a finding. Its page in `errors/` says what it means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = concat!("`", stringify!($code), "`, see its page.")] $name,)* }

        impl Code {
            /// All codes, in order.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The code as people write it: `E0401`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => stringify!($code)),* }
            }

            /// The page of the code, as it stands in `errors/`: English, then Chinese.
            pub fn page(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("../../errors/", stringify!($code), ".md"))),* }
            }
        }
    };
}

codes! {
    // Characters, encodings, numbers, strings.
    E0101 InvalidUtf8
    E0102 OtherEncoding
    E0103 InvisibleCharacter
    E0104 HashInsideWord
    E0105 UnclosedString
    E0106 QuoteInsideWord
    E0107 NotANumber
    E0108 NumberOutOfBounds
    E0109 UnitSuffix
    E0110 MixedUnits
    E0111 BadExpression
    E0112 TooDeep
    E0113 DivisionByZero
    E0114 NoFiniteDecimal
    E0115 BadGrouping
    // Statements and attributes.
    E0201 UnknownStatement
    E0202 UnexpectedWord
    E0203 MissingValue
    E0204 AttributeTwice
    E0205 MissingPart
    E0206 AttributeNotHere
    E0207 BadValue
    E0208 SecondHeader
    E0209 ImpossibleSlice
    E0210 NeedsQuotes
    // Names.
    E0301 UndeclaredUnit
    E0302 UndeclaredAccount
    E0303 UndeclaredProject
    E0304 UnknownSource
    E0305 HeaderDisagrees
    E0306 DeclaredTwice
    E0307 AmbiguousName
    E0308 WrongChart
    E0309 MissingParent
    E0310 Cycle
    E0311 IncludeUnreadable
    E0312 IncludeOutside
    E0313 IncludeCycle
    E0314 TwoParents
    // Sums.
    E0401 TotalRefuted
    E0402 PartsRefuted
    E0403 OutOfBounds
    E0404 CeilingExceeded
    E0405 PrintedTwice
    // Causes of sums that do not hold.
    E0406 WrongAmount
    E0407 MissingLine
    E0408 LineTooMany
    E0409 WrongPlace
    E0410 WrongTotal
    // Identities between tables.
    E0501 Unbalanced
    E0502 ChildrenRefuted
    E0503 CountedTwice
    E0504 MissingGoal
    // Layouts of published tables.
    E0801 LayoutSyntax
    E0802 LayoutWord
    E0803 LayoutValue
    // The text of a published budget.
    E0901 TextSyntax
    E0902 TextWord
    E0903 TextCall
    E0904 TextAmount
    E0905 TextItems
    E0906 TextShare
    E0907 TextChange
    E0908 TextProcurement
    E0909 TextCount
    // Style and suspicion.
    W0601 FullWidth
    W0602 IdenticalLines
    W0603 LookAlikeNames
    W0604 UnlikelyRounding
    W0605 OtherNameInChart
    W0910 TextBase
    W0911 TextMoreThanWhole
    // Notes.
    N0701 Rounding
    N0702 Unsettled
    N0703 ThreePublicBelowItem
    N0704 ContributionsDiffer
    N0705 ItemInOtherKind
}

impl Code {
    /// How bad a finding with this code is.
    pub fn severity(self) -> Severity {
        match self.as_str().as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'N') => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// Reads a code, in capitals or not.
    pub fn read(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
    }

    /// The title of the page, without the code: what is wrong, in a few words.
    pub fn title(self, language: Language) -> &'static str {
        let colon = match language {
            Language::English => ": ",
            Language::Chinese => "：",
        };
        let mut headings = self.page().lines().filter_map(|line| line.strip_prefix("# "));
        headings.find_map(|heading| heading.split_once(colon)).map_or("", |(_, title)| title)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
