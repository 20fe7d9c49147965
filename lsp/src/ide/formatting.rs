//! Formatting: the edits that bring a file, or some of its lines, into canonical form.

use std::ops::Range;

use bud::diagnostic::Edit;
use bud::format::{Style, edits};

use super::View;

/// The edits of the lines that hold the bytes `at`, or of all lines. Lines that cannot be read stay as
/// they are.
pub fn formatting(view: &View<'_>, at: Option<Range<u32>>, style: Style) -> Vec<Edit> {
    let file = view.source();
    let lines = at.map(|at| {
        let last = file.index().line(at.end);
        // A selection of whole lines ends at the beginning of the line after them.
        let open = at.end > at.start && file.index().start(last) == at.end;
        file.index().line(at.start)..if open { last } else { last + 1 }
    });
    let edits = edits(&file.text, view.header().scale, style, lines);
    edits.into_iter().map(|it| Edit { span: view.span(it.span.start, it.span.end), text: it.text }).collect()
}

#[cfg(test)]
mod tests {
    use bud::format::Keywords;

    use super::*;
    use crate::ide::tests::fixture::Fixture;

    /// The edits of the selected lines, or of all, drawn on the text.
    fn drawn(text: &str, style: Style) -> String {
        let fixture = Fixture::new(text);
        let at = (fixture.at > 0).then_some(fixture.at..fixture.to);
        let edits = formatting(&fixture.view(), at, style);
        fixture.draw(&edits.into_iter().map(|it| (it.span, format!("{:?}", it.text))).collect::<Vec<_>>())
    }

    #[test]
    fn only_what_is_not_as_it_should_be_is_edited() {
        insta::assert_snapshot!(drawn("unit  甲\nproject 修缮 func 208 amount 1,200 unit 甲 # 屋面\nunit 甲 甲\n", Style::default()), @r#"
        unit  甲
             ─ ""
        project 修缮 func 208 amount 1,200 unit 甲 # 屋面
                     ───────────────────────────── "unit 甲 amount 1200.00 func 208"
                                                   │ " "
        "#);
    }

    #[test]
    fn of_a_selection_only_its_lines_under_the_header_of_the_budget() {
        let text = "budget 局 scale 4\ninclude 乙.bud\n--- 乙.bud\nunit  甲\n┃unit  乙\ntotal amount 1┃\nunit  丙\n";
        insta::assert_snapshot!(drawn(text, Style::default()), @r#"
        --- 乙.bud
        unit  乙
             ─ ""
        total amount 1
                      │ ".0000"
        "#);
        insta::assert_snapshot!(drawn("unit 甲\n┃unit 乙\n┃unit 丙\n", Style { keywords: Keywords::Chinese }), @r#"
        unit 乙
        ──── "单位"
        "#);
    }
}
