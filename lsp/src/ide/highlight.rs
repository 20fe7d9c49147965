//! The places in one file that name what the name at the cursor means.

use bud::span::Span;

use super::View;
use super::mention::{mention_at, uses};

/// What a place does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It declares what the name means.
    Write,
    /// It uses it.
    Read,
}

/// The places in the file that name what the name at byte `at` means.
pub fn highlight(view: &View<'_>, at: u32) -> Option<Vec<(Span, Access)>> {
    let thing = mention_at(view, at)?.1.thing?;
    let found = uses(view.budget, thing, Some(view.file)).into_iter();
    let access = |declares| if declares { Access::Write } else { Access::Read };
    Some(found.map(|(span, mention)| (span, access(mention.declares))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    #[test]
    fn in_this_file_only_and_what_declares_apart() {
        let fixture = Fixture::new(
            "include b.bud\nunit 甲\nproject 修缮 单位 ┃甲 金额 1.00\nbasic unit 乙 amount 1.00\n--- b.bud\nunit 乙 under 甲\n",
        );
        let found = highlight(&fixture.view(), fixture.at).unwrap();
        let spans: Vec<_> = found.into_iter().map(|(span, access)| (span, format!("{access:?}"))).collect();
        insta::assert_snapshot!(fixture.draw(&spans), @"
        --- main.bud
        unit 甲
             ── Write
        project 修缮 单位 甲 金额 1.00
                          ── Read
        ");
    }
}
