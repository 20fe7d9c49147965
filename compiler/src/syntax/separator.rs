//! The full-width comma and colon that input methods leave between attributes.
//!
//! `，` and `：` separate only before or after an attribute; in a figure `，` is a thousands
//! separator, and elsewhere in an atom they belong to it (`A，B补贴` is a name).

use crate::span::Place;

use super::keyword::{Attribute, Keyword};
use super::lexer::{Token, TokenKind, mark};
use super::text::{fold, has_wide};

/// The characters that may stand for a blank.
pub const SEPARATORS: [char; 2] = ['，', '：'];

/// Whether any token of the line may hold a separator.
pub fn present(line: &str, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        token.kind == TokenKind::Atom && token.marks & mark::WIDE != 0 && token.place.of(line).contains(SEPARATORS)
    })
}

/// Cuts the atoms of `tokens` at the separators, which become blanks; their places are returned.
pub fn split(line: &str, tokens: &mut Vec<Token>) -> Vec<Place> {
    let pieces = pieces(line, tokens);
    let keyword = pieces.iter().find(|piece| piece.is_word());
    let keyword = keyword.and_then(|piece| Keyword::read(&fold(piece.token.place.of(line))));
    let is_attribute = |piece: &Piece| {
        let attribute = Attribute::read(&fold(piece.token.place.of(line)));
        attribute.is_some_and(|attribute| keyword.is_none_or(|keyword| keyword.takes(attribute)))
    };
    // Whether the next word after each piece is an attribute.
    let mut before_attribute = vec![false; pieces.len()];
    for at in (0..pieces.len().saturating_sub(1)).rev() {
        let next = &pieces[at + 1];
        before_attribute[at] = if next.is_word() { is_attribute(next) } else { before_attribute[at + 1] };
    }
    let (mut words, mut after_attribute) = (0, false);
    let mut separators = Vec::new();
    let mut out: Vec<Token> = Vec::with_capacity(pieces.len());
    for (piece, before_attribute) in pieces.iter().zip(before_attribute) {
        let mut token = piece.token;
        if piece.is_word() {
            words += 1;
            after_attribute = is_attribute(piece);
        }
        if piece.separator && (after_attribute || before_attribute || words == 1 && keyword.is_some()) {
            token.kind = TokenKind::Blank;
            // Reported by its place below, not once more as a wide blank.
            token.marks = 0;
            separators.push(token.place);
        }
        match out.last_mut() {
            Some(last) if last.kind == TokenKind::Atom && token.kind == TokenKind::Atom => {
                last.place.end = token.place.end;
                last.marks |= token.marks;
            }
            _ => out.push(token),
        }
    }
    *tokens = out;
    separators
}

struct Piece {
    token: Token,
    separator: bool,
}

impl Piece {
    fn is_word(&self) -> bool {
        !self.separator && !matches!(self.token.kind, TokenKind::Blank | TokenKind::Comment)
    }
}

fn pieces(line: &str, tokens: &[Token]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for &token in tokens {
        let text = token.place.of(line);
        if token.kind != TokenKind::Atom || !text.contains(SEPARATORS) {
            pieces.push(Piece { token, separator: false });
            continue;
        }
        let mut start = 0;
        for (at, found) in text.match_indices(SEPARATORS) {
            pieces.extend(piece(text, token, start, at, false));
            pieces.extend(piece(text, token, at, at + found.len(), true));
            start = at + found.len();
        }
        pieces.extend(piece(text, token, start, text.len(), false));
    }
    pieces
}

fn piece(text: &str, token: Token, start: usize, end: usize, separator: bool) -> Option<Piece> {
    let part = text.get(start..end).filter(|part| !part.is_empty())?;
    let place = Place { start: token.place.start + start as u32, end: token.place.start + end as u32 };
    let wide = if has_wide(part) { mark::WIDE } else { 0 };
    Some(Piece { token: Token { place, marks: token.marks & !mark::WIDE | wide, ..token }, separator })
}
