//! What is allowed but looks like a slip: identical lines, and names that only look alike.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::diagnostic::{Code, Diagnostic, Fix, Message};
use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Node};
use crate::syntax::Kind;
use crate::syntax::lexer::{Token, TokenKind, tokens};
use crate::syntax::text::fold;

use super::{Check, Context};

pub const IDENTICAL: Check =
    Check { name: "identical lines", codes: &[Code::IdenticalLines], rules: &[], run: identical };
pub const LOOK_ALIKE: Check =
    Check { name: "look-alike names", codes: &[Code::LookAlikeNames], rules: &["ST-02"], run: look_alike };

/// Two lines of money that say the same word for word.
fn identical(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let model = context.model;
    let mut lines_of = vec![0_u32; model.projects.len()];
    for entry in &model.entries {
        if let Some(count) = lines_of.get_mut(entry.node(Dim::Project).index()) {
            *count += 1;
        }
    }
    // A project with one line cannot have two that are alike.
    let several = |entry: &&Entry| lines_of.get(entry.node(Dim::Project).index()).is_none_or(|&count| count > 1);
    // With a hash of the words: many lines may be alike in all else, and each told apart by a note.
    let mut seen: FxHashMap<(Kind, Millionths, [Node; Dim::ALL.len()], u64), Vec<&Entry>> = FxHashMap::default();
    for entry in model.entries.iter().filter(|entry| !entry.lost && !entry.unreadable).filter(several) {
        let words = words(context.sources.line(entry.at));
        let hash = FxBuildHasher.hash_one(&words);
        let key = (entry.kind, Millionths::of(entry.amount), Dim::ALL.map(|dim| entry.node(dim)), hash);
        let alike = seen.entry(key).or_default();
        match alike.iter().find(|other| self::words(context.sources.line(other.at)) == words) {
            Some(first) => diagnostics.push(
                Diagnostic::new(Code::IdenticalLines, context.sources.line_span(entry.at), "identical-lines")
                    .related(context.sources.line_span(first.at), "same-line-first")
                    .help("identical-lines-help")
                    .fix(Fix::without_line(context.sources, entry.at)),
            ),
            None => alike.push(entry),
        }
    }
}

/// The words of a line, without blanks and comments.
fn words(line: &str) -> Vec<&str> {
    let mut list: Vec<Token> = Vec::new();
    tokens(line, &mut list);
    let says = |token: &&Token| matches!(token.kind, TokenKind::Atom | TokenKind::String);
    list.iter().filter(says).map(|token| token.place.of(line)).collect()
}

/// Two units whose names are told apart only by what the eye does not see.
fn look_alike(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<String, (Node, String)> = FxHashMap::default();
    for (node, unit) in context.model.units.iter() {
        for name in std::iter::once(&unit.name).chain(&unit.full_name) {
            let (first, other) = seen.entry(skeleton(name)).or_insert_with(|| (node, name.clone()));
            if *first == node || fold(other) == fold(name) {
                continue;
            }
            let message = Message::new("look-alike-names").with("name", name.as_str()).with("other", other.as_str());
            let mut diagnostic = Diagnostic::new(Code::LookAlikeNames, context.sources.line_span(unit.at), message);
            if let Some(unit) = context.model.units.get(*first) {
                diagnostic = diagnostic.related(context.sources.line_span(unit.at), "declared-here");
            }
            diagnostics.push(diagnostic.help("look-alike-names-help"));
        }
    }
}

/// What is left of a name when all that the eye takes for the same is made the same: width, case,
/// punctuation, and characters of one shape.
pub(super) fn skeleton(name: &str) -> String {
    const SHAPES: &[(&str, char)] = &[
        ("0Oo〇○ОоΟο", '0'),
        ("1lI|丨", '1'),
        ("AАΑ", 'a'),
        ("BВΒ", 'b'),
        ("CcСс", 'c'),
        ("EЕΕ", 'e'),
        ("HНΗ", 'h'),
        ("KКΚ", 'k'),
        ("MМΜ", 'm'),
        ("PРΡ", 'p'),
        ("TТΤ", 't'),
        ("XxХхΧ", 'x'),
        ("己已巳", '己'),
        ("未末", '未'),
        ("土士", '土'),
        ("日曰", '日'),
        ("戊戌戍", '戊'),
    ];
    fold(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| SHAPES.iter().find(|(shapes, _)| shapes.contains(c)).map_or(c, |(_, shape)| *shape))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn only_what_looks_the_same_is_the_same() {
        assert_eq!(skeleton("维修（护）费"), skeleton("维修(护)费"));
        assert_eq!(skeleton("A区中心"), skeleton("А区中心"));
        assert_ne!(skeleton("信息中心"), skeleton("信访中心"));
        assert_ne!(skeleton("第一中学"), skeleton("第二中学"));
    }
}
