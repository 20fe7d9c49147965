//! Which of the two spellings of a word a file is written in.

use bud::diagnostic::Language;
use bud::source::LineRef;
use bud::syntax::{LineParser, Value};

use super::super::View;
use super::cursor::Cursor;

/// How many lines are looked at, spread over the file: it is asked at every keystroke.
const LOOKS: u32 = 200;

/// The spelling of words.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    /// Whether words are Chinese here: as the line's keyword is, else as most of the file's are, else
    /// as the reader is.
    pub chinese: bool,
    /// The same for the fund sources, which files with English words often name in Chinese.
    pub chinese_sources: bool,
}

impl Spelling {
    /// How `cursor`'s line is written.
    pub fn new(view: &View<'_>, cursor: &Cursor<'_>) -> Spelling {
        let file = Votes::of(view);
        let of_line = cursor.rest.as_ref().map(|statement| !statement.place.of(&cursor.rest_text).is_ascii());
        let of_file = file.words.chinese().unwrap_or(view.language == Language::Chinese);
        let chinese = of_line.unwrap_or(of_file);
        Spelling { chinese, chinese_sources: file.sources.chinese().unwrap_or(chinese) }
    }
}

#[derive(Default)]
struct Votes {
    words: Vote,
    sources: Vote,
}

#[derive(Default)]
struct Vote {
    english: u32,
    chinese: u32,
}

impl Vote {
    fn count(&mut self, word: &str) {
        match word.is_ascii() {
            true => self.english += 1,
            false => self.chinese += 1,
        }
    }

    /// What most are, if there are any.
    fn chinese(&self) -> Option<bool> {
        (self.english != self.chinese).then_some(self.chinese > self.english)
    }
}

impl Votes {
    fn of(view: &View<'_>) -> Votes {
        let index = view.source().index();
        let mut votes = Votes::default();
        let mut parser = LineParser::new();
        let step = (index.count() / LOOKS).max(1);
        for line in (0..index.count()).step_by(step as usize) {
            let text = view.budget.sources().line(LineRef { file: view.file, start: index.start(line) });
            let Some(statement) = parser.parse(text).statement else { continue };
            votes.words.count(statement.place.of(text));
            let heads = statement.head.iter().map(|head| (head.value, head.place));
            let values = heads.chain(statement.fields.iter().map(|field| (field.value, field.place)));
            for (_, place) in values.filter(|(value, _)| matches!(value, Some(Value::Source(_)))) {
                votes.sources.count(place.of(text));
            }
        }
        votes
    }
}
