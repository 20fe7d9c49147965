//! Random edits of texts, as people make them and as nobody would: of characters, words and line ends.

use bud::syntax::{Attribute, Keyword, Kind, Measure, Source};
use tree_sitter::{InputEdit, Point};

/// What is put into texts beside their own characters and the words of the language.
const PIECES: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\u{A0}",
    "\u{3000}",
    "\u{2003}",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\u{FEFF}",
    "\u{200B}",
    "\0",
    "\"",
    "\\",
    "\\\"",
    "“",
    "”",
    "“”",
    "\"\"",
    "#",
    " #",
    "＃",
    " ＃",
    "，",
    "：",
    "， ",
    "：，",
    " ，",
    ",",
    ":",
    "0",
    "12.00",
    "１２．０",
    "3,000",
    "3,08",
    "30,800.00万元",
    "3万",
    "万元",
    " 元",
    "千元",
    "1e5",
    ".5",
    "5.",
    "O",
    "+",
    "-",
    "−",
    "×",
    "÷",
    "*",
    "/",
    "(",
    ")",
    "（",
    "）",
    "＋",
    "甲",
    "𠮷",
    "é",
    "中心",
    "a",
    "unti",
    "amonut",
    "ｕｎｉｔ",
    "ｐｒｏｊｅｃｔ",
    "2024",
    "208",
    "CNY",
    "+5",
    "06",
    "exact",
    "预算数",
    "blank",
    "\"财政拨款\"",
    "“一般公共预算”",
    "project ",
    "\ntotal kind project ",
    "partial econ",
    "kind project",
    " unit ",
];

/// A part of a text that is edited.
pub struct Editor {
    pub text: String,
    seed: u64,
}

impl Editor {
    /// Some lines of one of the texts.
    pub fn new(seed: u64, texts: &[(String, String)]) -> Editor {
        let mut editor = Editor { text: String::new(), seed };
        let (_, text) = &texts[editor.random(texts.len())];
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let first = editor.random(lines.len());
        let last = lines.len().min(first + 1 + editor.random(8));
        editor.text = lines[first..last].concat();
        editor
    }

    fn random(&mut self, most: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.seed >> 33) as usize) % most.max(1)
    }

    /// Makes one edit.
    pub fn edit(&mut self) -> InputEdit {
        let places: Vec<usize> = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        let at = self.random(places.len());
        let (start, mut end, mut new) = (places[at], places[at], String::new());
        match self.random(8) {
            0 | 1 => end = places[(at + 1).min(places.len() - 1)],
            2 => end = places[(at + self.random(6)).min(places.len() - 1)],
            3 => {
                // Two neighbours are swapped.
                let mut chars = self.text[start..].chars();
                if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
                    new = format!("{b}{a}");
                    end = start + new.len();
                }
            }
            4 => new = self.word().to_owned(),
            5 => new = format!(" {} ", self.word()),
            6 => {
                // A word that stands elsewhere.
                let words: Vec<&str> = self.text.split(' ').collect();
                let seed = self.seed as usize;
                new = format!(" {}", words[seed % words.len()]);
            }
            _ => {
                end = places[(at + self.random(3)).min(places.len() - 1)];
                new = PIECES[self.random(PIECES.len())].to_owned();
            }
        }
        self.replace(start, end, &new)
    }

    /// A word of the language, or anything.
    fn word(&mut self) -> &'static str {
        let at = self.random(1_000);
        let chinese = self.random(2) == 0;
        fn one<T: Copy>(
            all: &[T],
            at: usize,
            chinese: bool,
            en: fn(T) -> &'static str,
            zh: fn(T) -> &'static str,
        ) -> &'static str {
            let it = all[at % all.len()];
            if chinese { zh(it) } else { en(it) }
        }
        match self.random(6) {
            0 => one(Keyword::ALL, at, chinese, Keyword::en, Keyword::zh),
            1 => one(Attribute::ALL, at, chinese, Attribute::en, Attribute::zh),
            2 => one(Kind::ALL, at, chinese, Kind::en, Kind::zh),
            3 => one(Source::ALL, at, chinese, Source::en, Source::zh),
            4 => one(Measure::ALL, at, chinese, Measure::en, Measure::zh),
            _ => PIECES[at % PIECES.len()],
        }
    }

    fn replace(&mut self, start: usize, end: usize, new: &str) -> InputEdit {
        let (start_position, old_end_position) = (point(&self.text, start), point(&self.text, end));
        self.text.replace_range(start..end, new);
        let new_end_byte = start + new.len();
        InputEdit {
            start_byte: start,
            old_end_byte: end,
            new_end_byte,
            start_position,
            old_end_position,
            new_end_position: point(&self.text, new_end_byte),
        }
    }
}

fn point(text: &str, at: usize) -> Point {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    Point { row: before.matches('\n').count(), column: at - line }
}
