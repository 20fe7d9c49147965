//! The files that a file includes, as links.

use bud::diagnostic::Message;
use bud::source::lines;
use bud::span::{FileId, Span};
use bud::syntax::{Keyword, LineParser};

use super::mention::{Thing, mentions};
use super::{View, read};

/// A path in the text that leads to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The path, without quotes.
    pub span: Span,
    /// The file.
    pub target: FileId,
    /// What following it does, in words.
    pub tooltip: String,
}

/// The links of the file. An include that leads to no file of the budget has none: its finding says why.
pub fn links(view: &View<'_>) -> Vec<Link> {
    let sources = view.budget.sources();
    let includes = lines(&view.source().text).filter(|(_, line)| LineParser::keyword(line) == Some(Keyword::Include));
    let mut links = Vec::new();
    for (start, _) in includes {
        let read = read(view.budget, view.line(start));
        for mention in mentions(view.budget, &read) {
            let Some(Thing::File(file)) = mention.thing else { continue };
            let message = Message::new("lsp-link-open").with("file", view.file_name(file));
            let tooltip = view.message(&message);
            links.push(Link { span: sources.span(read.at, mention.place), target: file, tooltip });
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    #[test]
    fn includes_that_lead_somewhere() {
        let fixture = Fixture::new(
            "include \"甲/一 号.bud\"  # 单位\r\n引用 甲/../b.bud\r\ninclude 无.bud\r\nunit include\r\n--- 甲/一 号.bud\n--- b.bud\n",
        )
        .chinese();
        let found = links(&fixture.view());
        let name = |file| &fixture.budget.sources().file(file).name;
        let spans: Vec<_> = found.iter().map(|it| (it.span, format!("{}: {}", name(it.target), it.tooltip))).collect();
        insta::assert_snapshot!(fixture.draw(&spans), @r#"
        --- main.bud
        include "甲/一 号.bud"  # 单位
                 ──────────── 甲/一 号.bud: 打开 甲/一 号.bud
        引用 甲/../b.bud
             ─────────── b.bud: 打开 b.bud
        "#);
    }
}
