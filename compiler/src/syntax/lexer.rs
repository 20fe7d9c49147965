//! Cuts a line into tokens. It knows four things only: blanks, strings, comments and atoms.
//!
//! It never fails, and the tokens laid end to end are the line. Whether an atom is a keyword, a
//! name, a code or part of an amount is decided by its place, in [`super::parser`].

use crate::span::Place;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of [`BLANKS`].
    Blank,
    /// `"…"`, or `“…”` standing alone.
    String,
    /// From `#` to the end of the line.
    Comment,
    /// A run of anything else.
    Atom,
}

/// The characters that part words: spaces and tabs, U+3000 and the no-break space.
pub const BLANKS: [char; 4] = [' ', '\t', '\u{3000}', '\u{A0}'];

/// What the parser must look at in a token; most tokens have none.
pub mod mark {
    /// A full-width form.
    pub const WIDE: u8 = 1;
    /// Perhaps a character that cannot be seen.
    pub const SUSPECT: u8 = 2;
    /// `#` inside an atom.
    pub const HASH: u8 = 4;
    /// `"` inside an atom.
    pub const QUOTE: u8 = 8;
    /// A string without its closing quote.
    pub const UNCLOSED: u8 = 16;
    /// A string with a backslash.
    pub const ESCAPE: u8 = 32;
}

/// A token of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The [`mark`]s it carries.
    pub marks: u8,
    /// Where it stands.
    pub place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Blank,
    Quote,
    Hash,
    /// The first byte of a character that may need a look.
    Look,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 0x20 {
        classes[byte] = Class::Look;
        byte += 1;
    }
    classes[b'\t' as usize] = Class::Blank;
    classes[b' ' as usize] = Class::Blank;
    classes[b'"' as usize] = Class::Quote;
    classes[b'#' as usize] = Class::Hash;
    // DEL, and the first bytes of U+0080..U+00BF, U+0340.., U+0600.., U+1000.., U+2000.., U+3000..,
    // U+F000.. and the supplementary planes' last: see `look`.
    let look = [0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3];
    let mut at = 0;
    while at < look.len() {
        classes[look[at]] = Class::Look;
        at += 1;
    }
    classes
};

/// Cuts `line` into `tokens`, which is cleared first.
pub fn tokens(line: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut lexer = Lexer { bytes: line.as_bytes(), at: 0, close: None };
    let mut after_blank = true;
    while lexer.at < lexer.bytes.len() {
        let start = lexer.at;
        let (kind, marks) = lexer.next(after_blank);
        after_blank = kind == TokenKind::Blank;
        tokens.push(Token { kind, marks, place: Place { start: start as u32, end: lexer.at as u32 } });
    }
}

struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next `”` that was looked for, the end of the line if there is none.
    close: Option<usize>,
}

impl Lexer<'_> {
    fn next(&mut self, after_blank: bool) -> (TokenKind, u8) {
        if self.blank_width() > 0 {
            return (TokenKind::Blank, self.blanks());
        }
        let byte = self.bytes[self.at];
        match byte {
            b'"' => (TokenKind::String, self.string(1, b"\"")),
            b'#' if after_blank => (TokenKind::Comment, self.comment()),
            0xEF if after_blank && self.bytes[self.at..].starts_with("＃".as_bytes()) => {
                (TokenKind::Comment, self.comment() | mark::WIDE)
            }
            0xE2 if self.stands_alone_in_curly_quotes() => {
                (TokenKind::String, self.string("“".len(), "”".as_bytes()) | mark::WIDE)
            }
            _ => (TokenKind::Atom, self.atom()),
        }
    }

    /// How long the blank at the cursor is, 0 if there is none.
    fn blank_width(&self) -> usize {
        match self.bytes[self.at..] {
            [b' ' | b'\t', ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            [0xE3, 0x80, 0x80, ..] => 3,
            _ => 0,
        }
    }

    fn blanks(&mut self) -> u8 {
        let mut marks = 0;
        while self.at < self.bytes.len() {
            match self.blank_width() {
                0 => break,
                1 => self.at += 1,
                wide => {
                    self.at += wide;
                    marks |= mark::WIDE;
                }
            }
        }
        marks
    }

    fn comment(&mut self) -> u8 {
        let rest = &self.bytes[self.at..];
        self.at = self.bytes.len();
        rest.iter().fold(0, |marks, &byte| if CLASSES[byte as usize] == Class::Look { mark::SUSPECT } else { marks })
    }

    fn string(&mut self, open: usize, close: &[u8]) -> u8 {
        self.at += open;
        let mut marks = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            if self.bytes[self.at..].starts_with(close) {
                self.at += close.len();
                return marks;
            }
            if byte == b'\\' {
                marks |= mark::ESCAPE;
                // The escaped character may be of several bytes: only its first is skipped, and the
                // others are never a quote.
                self.at += 1;
            }
            if self.bytes.get(self.at).is_some_and(|&byte| CLASSES[byte as usize] == Class::Look) {
                marks |= mark::SUSPECT;
            }
            self.at += 1;
        }
        self.at = self.bytes.len();
        marks | mark::UNCLOSED
    }

    /// `“…”` is a string only where nothing is glued to it: `“三公”经费` is a name.
    fn stands_alone_in_curly_quotes(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        if !rest.starts_with("“".as_bytes()) {
            return false;
        }
        let find = || memchr::memmem::find(rest, "”".as_bytes()).map_or(self.bytes.len(), |close| self.at + close);
        let close = self.close.filter(|&close| close >= self.at).unwrap_or_else(find);
        self.close = Some(close);
        let after = Lexer { bytes: self.bytes, at: close + "”".len(), close: None };
        after.at == self.bytes.len() || after.at < self.bytes.len() && after.blank_width() > 0
    }

    fn atom(&mut self) -> u8 {
        let mut marks = 0;
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            let plain = rest.iter().position(|&byte| CLASSES[byte as usize] != Class::Plain);
            self.at += plain.unwrap_or(rest.len());
            let Some(&byte) = self.bytes.get(self.at) else { break };
            match CLASSES[byte as usize] {
                Class::Plain => {}
                Class::Blank => break,
                Class::Quote => marks |= mark::QUOTE,
                Class::Hash => marks |= mark::HASH,
                Class::Look if self.blank_width() > 0 => break,
                Class::Look => marks |= self.look(),
            }
            self.at += 1;
        }
        marks
    }

    /// The marks of the character at the cursor, whose first byte is of class `Look`.
    fn look(&self) -> u8 {
        match self.bytes[self.at..] {
            [0xEF, 0xBC | 0xBD, ..] => mark::WIDE,
            [0xE3, 0x80..=0x84, ..] => 0,
            [0xE2, 0x80, 0x90..=0xA7, ..] => 0,
            [0xE1, 0x80..=0x83, ..] => 0,
            _ => mark::SUSPECT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let mut out = Vec::new();
        tokens(line, &mut out);
        let whole: String = out.iter().map(|token| token.place.of(line)).collect();
        assert_eq!(whole, line, "the tokens are the line");
        let letter = |kind| match kind {
            TokenKind::Blank => '_',
            TokenKind::String => 's',
            TokenKind::Comment => 'c',
            TokenKind::Atom => 'a',
        };
        out.iter().map(|token| letter(token.kind)).collect()
    }

    #[test]
    fn four_kinds() {
        assert_eq!(shown("project 人才房票 amount 30800.00  # 说明 \"x\""), "a_a_a_a_c");
        assert_eq!(shown("#whole line"), "c");
        assert_eq!(shown("note \"a \\\" # b\" end"), "a_s_a");
        assert_eq!(shown("3#楼改造 \"open"), "a_s");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn a_backslash_hides_no_character() {
        let marks = |line| {
            let mut out = Vec::new();
            tokens(line, &mut out);
            out.iter().fold(0, |marks, token| marks | token.marks)
        };
        assert_eq!(marks("\"\\\u{200B}\"") & mark::SUSPECT, mark::SUSPECT);
        assert_eq!(marks("\"\\x\"") & mark::SUSPECT, 0);
    }

    #[test]
    fn full_width_blanks_quotes_and_comments() {
        assert_eq!(shown("项目\u{3000}“人才 房票”\u{3000}＃说明"), "a_s_c");
        assert_eq!(shown("“三公”经费 x"), "a_a");
        assert_eq!(shown("“a “b” “c”d “e” “f"), "s_a_s_a");
    }
}
