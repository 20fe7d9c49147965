//! Colours by meaning.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bud::source::SourceFile;
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult, SemanticTokensLegend,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
};

use super::Ask;
use super::convert::Encoding;
use crate::ide::tokens::{Token, TokenType, tokens};

/// A name that is declared nowhere. No standard modifier says that.
const UNRESOLVED: SemanticTokenModifier = SemanticTokenModifier::new("unresolved");

/// How many numbers a token is.
const NUMBERS: u32 = 5;

/// The most files whose colours are remembered.
const REMEMBERED: usize = 8;

/// What the types and modifiers of tokens are called, in the order that numbers them.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TokenType::ALL.map(called).to_vec(),
        token_modifiers: vec![SemanticTokenModifier::DECLARATION, UNRESOLVED],
    }
}

fn called(kind: TokenType) -> SemanticTokenType {
    match kind {
        TokenType::Keyword => SemanticTokenType::KEYWORD,
        TokenType::Attribute => SemanticTokenType::PROPERTY,
        TokenType::Unit => SemanticTokenType::NAMESPACE,
        TokenType::Account => SemanticTokenType::CLASS,
        TokenType::Project => SemanticTokenType::VARIABLE,
        TokenType::Item => SemanticTokenType::TYPE,
        TokenType::Fixed => SemanticTokenType::ENUM_MEMBER,
        TokenType::Number => SemanticTokenType::NUMBER,
        TokenType::Operator => SemanticTokenType::OPERATOR,
        TokenType::Text => SemanticTokenType::STRING,
        TokenType::Comment => SemanticTokenType::COMMENT,
    }
}

/// The colours that the editor was last given, by file.
#[derive(Debug, Default)]
pub struct Given {
    last: Mutex<Last>,
}

#[derive(Debug, Default)]
struct Last {
    number: u64,
    files: BTreeMap<PathBuf, (u64, Arc<Vec<SemanticToken>>)>,
}

impl Given {
    /// Remembers the colours of a file, and returns what they are called.
    fn remember(&self, path: &Path, tokens: &Arc<Vec<SemanticToken>>) -> String {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.number += 1;
        let number = last.number;
        last.files.insert(path.to_owned(), (number, Arc::clone(tokens)));
        if last.files.len() > REMEMBERED {
            let oldest = last.files.iter().min_by_key(|(_, (number, _))| *number).map(|(path, _)| path.clone());
            oldest.and_then(|path| last.files.remove(&path));
        }
        number.to_string()
    }

    /// The colours of a file, if they are those that are called `id`.
    fn recall(&self, path: &Path, id: &str) -> Option<Arc<Vec<SemanticToken>>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.files.get(path).filter(|(number, _)| number.to_string() == id).map(|(_, tokens)| Arc::clone(tokens))
    }
}

/// The colours of a whole file.
pub fn full(ask: &Ask, _: SemanticTokensParams) -> Option<SemanticTokensResult> {
    let (tokens, id) = whole(ask)?;
    Some(SemanticTokens { result_id: Some(id), data: tokens.to_vec() }.into())
}

/// What changed in the colours of a file; all of them if the editor has others than were last given.
pub fn delta(ask: &Ask, params: SemanticTokensDeltaParams) -> Option<SemanticTokensFullDeltaResult> {
    let before = ask.given.recall(&ask.path, &params.previous_result_id);
    let (tokens, id) = whole(ask)?;
    let result_id = Some(id);
    Some(match before {
        Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id,
            edits: edits(&before, &tokens).into_iter().collect(),
        }),
        None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id, data: tokens.to_vec() }),
    })
}

/// The colours of the lines of a range.
pub fn range(ask: &Ask, params: SemanticTokensRangeParams) -> Option<SemanticTokensRangeResult> {
    let view = ask.view()?;
    let (start, end) = (ask.offset(&view, params.range.start), ask.offset(&view, params.range.end));
    let data = encoded(view.source(), &tokens(&view, start, end), ask.encoding());
    Some(SemanticTokens { result_id: None, data }.into())
}

/// All colours of the file, remembered, and what they are called.
fn whole(ask: &Ask) -> Option<(Arc<Vec<SemanticToken>>, String)> {
    let view = ask.view()?;
    let file = view.source();
    let tokens = Arc::new(encoded(file, &tokens(&view, 0, file.text.len() as u32), ask.encoding()));
    let id = ask.given.remember(&ask.path, &tokens);
    Some((tokens, id))
}

/// Tokens as the protocol counts them: each from where the one before it begins.
fn encoded(file: &SourceFile, tokens: &[Token], encoding: Encoding) -> Vec<SemanticToken> {
    let index = file.editor_index();
    let mut out = Vec::with_capacity(tokens.len());
    // The line that the last token stands in and the first byte after it; the token's byte and column.
    let (mut line, mut end, mut last, mut column) = (0, 0, 0, 0);
    // The line of the last token that was put out, and its column.
    let (mut out_line, mut out_column) = (0, 0);
    for token in tokens {
        let text = file.text.get(token.span.range()).unwrap_or("");
        // A stray carriage return ends a line for the editor, and no token crosses one.
        if text.contains('\r') {
            continue;
        }
        // Tokens stand in order: looked for is only the line, and counted only what is between two of them.
        if token.span.start >= end {
            line = index.line(token.span.start);
            (last, column) = (index.start(line), 0);
            end = if line + 1 < index.count() { index.start(line + 1) } else { u32::MAX };
        }
        let between = file.text.get(last as usize..token.span.start as usize).unwrap_or("");
        (last, column) = (token.span.start, column + encoding.columns(between));
        out.push(SemanticToken {
            delta_line: line - out_line,
            delta_start: if line == out_line { column - out_column } else { column },
            length: encoding.columns(text),
            token_type: token.kind as u32,
            token_modifiers_bitset: u32::from(token.declares) | u32::from(token.unresolved) << 1,
        });
        (out_line, out_column) = (line, column);
    }
    out
}

/// The edit that makes `after` of `before`, if they differ: what is between their common beginning and
/// their common end.
fn edits(before: &[SemanticToken], after: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let start = before.iter().zip(after).take_while(|(before, after)| before == after).count();
    let (before, after) = (before.get(start..)?, after.get(start..)?);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(before, after)| before == after).count();
    let removed = (before.len() - end) as u32;
    let added = after.get(..after.len() - end)?.to_vec();
    (removed > 0 || !added.is_empty()).then_some(SemanticTokensEdit {
        start: start as u32 * NUMBERS,
        delete_count: removed * NUMBERS,
        data: (!added.is_empty()).then_some(added),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        let token = |&length: &u32| SemanticToken { delta_line: 1, length, ..SemanticToken::default() };
        lengths.iter().map(token).collect()
    }

    #[test]
    fn an_edit_leads_from_the_last_colours_to_the_new_ones() {
        for (before, after) in [
            (&[1, 2, 3][..], &[1, 9, 3][..]),
            (&[1, 2, 3], &[1, 2, 3]),
            (&[], &[1]),
            (&[1, 2], &[]),
            (&[1, 1, 1], &[1, 1]),
            (&[1, 1], &[1, 1, 1, 1]),
            (&[1, 2, 3, 4], &[5, 1, 2, 3, 4, 6]),
        ] {
            let mut made = tokens(before);
            let edit = edits(&made, &tokens(after));
            assert_eq!(edit.is_some(), before != after, "{before:?} {after:?}");
            if let Some(edit) = edit {
                let (start, count) = ((edit.start / NUMBERS) as usize, (edit.delete_count / NUMBERS) as usize);
                made.splice(start..start + count, edit.data.unwrap_or_default());
            }
            assert_eq!(made, tokens(after));
        }
        let one = edits(&tokens(&[1, 2, 3]), &tokens(&[1, 9, 3])).unwrap();
        assert_eq!((one.start, one.delete_count, one.data.map(|it| it.len())), (5, 5, Some(1)));
    }

    #[test]
    fn tokens_stand_where_the_editor_counts_them() {
        let text = "项目 𠮷野 x\r\n\r\nab\rcd 𠮷 ef\n\n单位 a";
        let mut sources = bud::source::Sources::default();
        let id = sources.add("a.bud".to_owned(), PathBuf::from("a.bud"), text.to_owned());
        let file = sources.file(id);
        let words = ["项目", "𠮷野", "x", "ab", "cd", "ef", "a"];
        let at = |word: &str| if word == "a" { text.len() as u32 - 1 } else { text.find(word).unwrap() as u32 };
        let token = |word: &&str| Token {
            span: file.span(at(word), at(word) + word.len() as u32),
            kind: TokenType::Text,
            declares: false,
            unresolved: false,
        };
        let tokens: Vec<Token> = words.iter().map(token).collect();
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let (mut line, mut character) = (0, 0);
            for (token, it) in tokens.iter().zip(encoded(file, &tokens, encoding)) {
                character = if it.delta_line == 0 { character + it.delta_start } else { it.delta_start };
                line += it.delta_line;
                let place = super::super::convert::position(file, token.span.start, encoding);
                assert_eq!((line, character), (place.line, place.character));
            }
        }
    }

    #[test]
    fn the_colours_of_few_files_are_remembered() {
        let given = Given::default();
        let paths: Vec<PathBuf> = (0..=REMEMBERED).map(|at| PathBuf::from(format!("{at}.bud"))).collect();
        let ids: Vec<String> = paths.iter().map(|path| given.remember(path, &Arc::new(tokens(&[1])))).collect();
        assert_eq!(given.recall(&paths[0], &ids[0]), None);
        assert_eq!(given.recall(&paths[1], &ids[1]).as_deref(), Some(&tokens(&[1])));
        assert_eq!(given.recall(&paths[1], &ids[2]), None);
    }

    #[test]
    fn the_legend_has_a_name_for_every_type() {
        let legend = legend();
        assert_eq!(legend.token_types.len(), TokenType::ALL.len());
        assert!(TokenType::ALL.iter().enumerate().all(|(at, kind)| *kind as usize == at));
    }
}
