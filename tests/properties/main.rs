//! What holds for any text and for any budget, tried on drawn ones.

#![allow(clippy::unwrap_used)]

mod any_text;
mod causes;
mod compare;
mod drawn;
mod format;
mod merge;
mod order;
mod plain;
mod sums;

use bud::source::Memory;
use bud::{Analysis, Options, analyze};
use proptest::test_runner::Config;

/// `cases` drawn cases, more or fewer if `PROPTEST_CASES` is not 256; what fails is printed and not
/// kept in a file.
fn config(cases: u32) -> Config {
    let drawn = Config::default();
    Config { cases: cases * drawn.cases / 256, failure_persistence: None, max_shrink_iters: 2_000, ..drawn }
}

/// The budget whose only file has these bytes.
fn read(bytes: impl Into<Vec<u8>>) -> Analysis {
    analyze(&Memory::new().with("a.bud", bytes), "a.bud".as_ref(), &Options::default()).unwrap()
}
