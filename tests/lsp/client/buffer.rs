//! The text that an editor shows, with places as the protocol counts them: written apart from the server,
//! so that a test finds where they differ.

use serde_json::{Value, json};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Columns {
    Utf8,
    Utf16,
}

impl Columns {
    fn of(self, c: char) -> usize {
        match self {
            Columns::Utf8 => c.len_utf8(),
            Columns::Utf16 => c.len_utf16(),
        }
    }
}

/// A text that is edited.
#[derive(Clone, Debug)]
pub struct Buffer {
    pub text: String,
    columns: Columns,
}

impl Buffer {
    pub fn new(text: &str, columns: Columns) -> Buffer {
        Buffer { text: text.to_owned(), columns }
    }

    /// Every place where a cursor can stand: its byte, line and column. Between the two characters of
    /// `\r\n` there is none.
    fn places(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let (mut line, mut column) = (0, 0);
        let mut characters = self.text.char_indices().peekable();
        let columns = self.columns;
        let mut ended = false;
        std::iter::from_fn(move || {
            let Some((at, c)) = characters.next() else {
                let last = (!ended).then_some((self.text.len(), line, column));
                ended = true;
                return last;
            };
            let here = (at, line, column);
            match c {
                '\n' => (line, column) = (line + 1, 0),
                '\r' => {
                    // The line ends with the line feed.
                    if let Some((_, '\n')) = characters.peek() {
                        characters.next();
                    }
                    (line, column) = (line + 1, 0);
                }
                c => column += columns.of(c),
            }
            Some(here)
        })
    }

    /// The byte at a position; past the end of a line or of the text, that end.
    pub fn offset(&self, position: &Value) -> usize {
        let [line, column] = ["line", "character"].map(|it| position[it].as_u64().unwrap() as usize);
        let mut found = None;
        for (at, l, c) in self.places() {
            if l == line && (c <= column || found.is_none()) {
                found = Some(at);
            }
        }
        found.unwrap_or(self.text.len())
    }

    /// The position of a byte.
    pub fn position(&self, byte: usize) -> Value {
        let (_, line, column) = self.places().take_while(|(at, ..)| *at <= byte).last().unwrap();
        json!({"line": line, "character": column})
    }

    /// The range of some bytes.
    pub fn range(&self, bytes: std::ops::Range<usize>) -> Value {
        json!({"start": self.position(bytes.start), "end": self.position(bytes.end)})
    }

    /// What stands in a range.
    pub fn within(&self, range: &Value) -> &str {
        &self.text[self.offset(&range["start"])..self.offset(&range["end"])]
    }

    /// The range of the `nth` place (from 0) where `what` stands.
    pub fn find(&self, what: &str, nth: usize) -> Value {
        let (at, _) = self.text.match_indices(what).nth(nth).unwrap_or_else(|| panic!("{what:?} in {:?}", self.text));
        self.range(at..at + what.len())
    }

    /// Makes the changes of one `didChange`, one after the other.
    pub fn change(&mut self, changes: &[Value]) {
        for change in changes {
            let text = change["text"].as_str().unwrap();
            match change.get("range") {
                None => self.text = text.to_owned(),
                Some(range) => {
                    let (start, end) = (self.offset(&range["start"]), self.offset(&range["end"]));
                    self.text.replace_range(start..end, text);
                }
            }
        }
    }

    /// Makes text edits, all of which are of the text as it is: none may overlap another.
    pub fn edit(&mut self, edits: &[Value]) {
        let place = |edit: &Value| {
            let range = &edit["range"];
            (self.offset(&range["start"]), self.offset(&range["end"]), edit["newText"].as_str().unwrap().to_owned())
        };
        let mut edits: Vec<(usize, usize, String)> = edits.iter().map(place).collect();
        edits.sort_by_key(|(start, end, _)| (*start, *end));
        for pair in edits.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "edits overlap: {pair:?}");
        }
        for (start, end, text) in edits.iter().rev() {
            assert!(start <= end, "an edit backwards: {start}..{end}");
            self.text.replace_range(*start..*end, text);
        }
    }
}

#[test]
fn places_are_counted_as_the_protocol_says() {
    let text = "甲\r\n𠮷x\ry\n";
    let at = |columns, line: u32, character: u32| {
        Buffer::new(text, columns).offset(&json!({"line": line, "character": character}))
    };
    assert_eq!(&text[at(Columns::Utf16, 1, 2)..], "x\ry\n");
    assert_eq!(&text[at(Columns::Utf8, 1, 4)..], "x\ry\n");
    assert_eq!(&text[at(Columns::Utf16, 0, 9)..], "\r\n𠮷x\ry\n", "the end of a line");
    assert_eq!(&text[at(Columns::Utf16, 2, 0)..], "y\n", "a carriage return ends a line");
    assert_eq!((at(Columns::Utf16, 3, 0), at(Columns::Utf16, 9, 1)), (text.len(), text.len()));
    let buffer = Buffer::new(text, Columns::Utf16);
    for (byte, _) in text.char_indices().filter(|(at, _)| *at != 4) {
        assert_eq!(buffer.offset(&buffer.position(byte)), byte);
    }
    assert_eq!(buffer.within(&buffer.find("x\ry", 0)), "x\ry");
}

#[test]
fn edits_are_of_the_text_as_it_is() {
    let mut buffer = Buffer::new("abc", Columns::Utf8);
    let edit = |from: usize, to: usize, text: &str| {
        let place = |at| json!({"line": 0, "character": at});
        json!({"range": {"start": place(from), "end": place(to)}, "newText": text, "text": text})
    };
    buffer.edit(&[edit(0, 1, "xx"), edit(3, 3, "!"), edit(1, 2, "")]);
    assert_eq!(buffer.text, "xxc!");
    buffer.change(&[edit(0, 1, ""), edit(0, 1, "y"), json!({"text": "z"}), edit(1, 1, "!")]);
    assert_eq!(buffer.text, "z!");
}
