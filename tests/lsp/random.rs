//! Random numbers, the same in every run, and the edits of somebody who types at random.

use serde_json::{Value, json};

use crate::client::Buffer;

/// What is typed: all that a text or a position can be got wrong by.
const PIECES: &[&str] = &[
    "𠮷",
    "😀",
    "e\u{301}",
    "é",
    "ｂｕｄ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\u{feff}",
    "\u{202e}",
    " ",
    "\t",
    "\u{3000}",
    "\"",
    "#",
    "，",
    "：",
    "“甲”",
    "０１２",
    "9",
    "1",
    ".",
    "-",
    "+",
    "*",
    "(",
    ")",
    "万元",
    "元",
    "000",
    "208",
    "项目 甲 单位 人才中心 金额 12.00 功能 2080799\n",
    "project 𠮷 unit 信息中心 amount 1.50\r\n",
    "unit 新单位\n",
    "total amount 1\n",
    "合计 单位 人才中心 金额 33.00\n",
    "account 20899 其他\n",
    "goal 甲 \"做好\"\n",
    "include units.bud\n",
    "引用 part.bud\r\n",
    "include alone.bud\n",
    "include main.bud\n",
    "include none.bud\n",
    " unit 人才中心",
    " amount 30.00",
    " 金额 1",
    " func 2080799",
    " under 人才项目",
    "personnel unit 信息中心 amount 1\n",
    "revenue 财政拨款 amount 5.00\n",
    "budget 又一个 year 2025\n",
    "inculde part.bud\n",
    "\\",
    "𠮷\r",
    "\u{0}",
];

/// A source of numbers.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        // Splitmix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A byte of a text where a cursor can stand.
    pub fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
            at -= 1;
        }
        at
    }

    /// A position, which may be past the end of its line or of the text.
    fn position(&mut self, buffer: &Buffer) -> Value {
        let at = self.place(&buffer.text);
        let mut position = buffer.position(at);
        if self.once_in(12) {
            position["character"] = json!(500 + self.below(9));
        }
        if self.once_in(40) {
            position["line"] = json!(500);
        }
        position
    }

    /// One change of a text that was `original` once.
    pub fn change(&mut self, buffer: &Buffer, original: &str) -> Value {
        let text = &buffer.text;
        if text.len() > 2 * original.len() + 200 || self.once_in(40) {
            return json!({"text": original});
        }
        let piece = if self.once_in(3) { "" } else { self.pick(PIECES) };
        match self.below(8) {
            // Somewhere.
            0 | 1 => {
                let at = self.position(buffer);
                json!({"range": {"start": at, "end": at}, "text": piece})
            }
            // In place of a few characters.
            2..=4 => {
                let start = self.place(text);
                let end = start + self.place(&text[start..].chars().take(6).collect::<String>());
                let end = if text[..end].ends_with('\r') && text[end..].starts_with('\n') { end + 1 } else { end };
                json!({"range": buffer.range(start..end), "text": piece})
            }
            // In place of whole lines, or from the middle of one to the middle of another.
            5 | 6 => {
                let (one, other) = (self.position(buffer), self.position(buffer));
                let [one, other] = [one, other].map(|it| buffer.offset(&it));
                let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 120));
                let end = (start..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                let end = if text[..end].ends_with('\r') && text[end..].starts_with('\n') { end + 1 } else { end };
                let piece = if self.once_in(2) { piece } else { "\n" };
                json!({"range": buffer.range(start..end), "text": piece})
            }
            // The end of the text, and its beginning.
            _ => {
                let at = if self.once_in(2) { json!({"line": 0, "character": 0}) } else { buffer.position(text.len()) };
                json!({"range": {"start": at, "end": at}, "text": piece})
            }
        }
    }

    /// The changes of one `didChange`, each of the text after the one before.
    pub fn changes(&mut self, buffer: &Buffer, original: &str) -> Vec<Value> {
        let mut after = buffer.clone();
        let count = if self.once_in(4) { 2 + self.below(3) } else { 1 };
        let each = |_| {
            let change = self.change(&after, original);
            after.change(std::slice::from_ref(&change));
            change
        };
        (0..count).map(each).collect()
    }
}
