//! placeholder
/// Language
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language { /// en
 English, /// zh
 Chinese }
