//! What is typed: short scenes, each of which leaves the text as it was.

use std::io;

use crate::text::Place;
use crate::typist::{Typist, What};

impl Typist {
    /// Types scene after scene until so many keys were pressed.
    pub fn type_on(&mut self, keys: usize) -> io::Result<()> {
        const SCENES: [fn(&mut Typist) -> io::Result<()>; 6] = [
            Typist::an_amount,
            Typist::a_new_line,
            Typist::a_total,
            Typist::a_name,
            Typist::a_line_less,
            Typist::a_comment,
        ];
        let mut scenes = SCENES.iter().cycle();
        while self.times.get(&What::Key).is_none_or(|times| times.count() < keys) {
            if let Some(scene) = scenes.next() {
                scene(self)?;
            }
        }
        Ok(())
    }

    /// A line of money, anywhere in the text.
    pub fn entry(&mut self) -> usize {
        let count = self.text.count();
        loop {
            let line = self.random.below(count);
            if self.text.line(line).starts_with("project ") {
                return line;
            }
        }
    }

    /// The place before the amount of a line.
    pub fn amount(&self, line: usize) -> Place {
        const WORD: &str = "amount ";
        (line, self.text.line(line).find(WORD).map_or(0, |at| at + WORD.len()))
    }

    /// Types a text character by character.
    fn write(&mut self, what: What, mut at: Place, text: &str) -> io::Result<Place> {
        for c in text.chars() {
            at = self.key(what, at, at, c.encode_utf8(&mut [0; 4]))?;
        }
        Ok(at)
    }

    /// Takes characters back, one by one, up to a place in the same line.
    fn erase(&mut self, what: What, mut at: Place, to: Place) -> io::Result<()> {
        while at.1 > to.1 {
            let before = self.text.line(at.0)[..at.1].chars().next_back().map_or(1, char::len_utf8);
            at = self.key(what, (at.0, at.1 - before), at, "")?;
        }
        Ok(())
    }

    /// Types, thinks it over, takes it back.
    fn write_and_erase(&mut self, what: What, at: Place, text: &str) -> io::Result<()> {
        let end = self.write(what, at, text)?;
        self.think()?;
        self.erase(what, end, at)?;
        self.think()
    }

    /// Digits before the amount of an entry: totals fail from the first on.
    fn an_amount(&mut self) -> io::Result<()> {
        let line = self.entry();
        self.write_and_erase(What::KeyInAmount, self.amount(line), "12")
    }

    /// The same in a total.
    fn a_total(&mut self) -> io::Result<()> {
        let totals = self.text.beginning("total ");
        // A file of entries has none.
        let Some(&line) = self.random.pick(&totals) else { return Ok(()) };
        self.write_and_erase(What::KeyInTotal, self.amount(line), "3")
    }

    fn a_name(&mut self) -> io::Result<()> {
        let line = self.entry();
        self.write_and_erase(What::KeyInName, (line, "project ".len()), "老旧小区")
    }

    fn a_comment(&mut self) -> io::Result<()> {
        let line = self.entry();
        let end = (line, self.text.line(line).len());
        self.write_and_erase(What::KeyInComment, end, "  # 待核对")
    }

    /// A new line under another, of the same unit and account.
    fn a_new_line(&mut self) -> io::Result<()> {
        let line = self.entry();
        let like = self.text.line(line).to_owned();
        let mut words = like.split(' ').skip(2);
        let mut word = || words.next().unwrap_or_default();
        let (unit, _, _, _, code) = ((word(), word()).1, word(), word(), word(), word());
        let new = format!("project 新增项目 unit {unit} amount 12.50 func {code}");
        let start = self.key(What::KeyInNewLine, (line, like.len()), (line, like.len()), "\n")?;
        let end = self.write(What::KeyInNewLine, start, &new)?;
        self.think()?;
        // Away with it in one go.
        self.key(What::LineLess, (line, like.len()), end, "")?;
        self.think()
    }

    /// A line is deleted, and put back.
    fn a_line_less(&mut self) -> io::Result<()> {
        let line = self.entry();
        let was = format!("{}\n", self.text.line(line));
        self.key(What::LineLess, (line, 0), (line + 1, 0), "")?;
        self.think()?;
        self.key(What::LineLess, (line, 0), (line, 0), &was)?;
        self.think()
    }
}
