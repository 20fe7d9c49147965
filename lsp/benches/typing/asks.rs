//! What an editor asks beside the findings: at rest, and right after a key, when it has to wait for them.

use std::io;
use std::time::Instant;

use serde_json::{Value, json};

use crate::typist::{Typist, What};

/// The lines of a screen.
const SCREEN: usize = 60;

/// The line that the keys of a burst write, again and again.
const LINE: &str = "project 新增项目 amount 12.50 # 待核对";

/// THE table of questions: each asked at rest, and after a key.
const QUESTIONS: [(Question, What, What); 4] = [
    (Question::Hover, What::Hover, What::HoverAfterKey),
    (Question::Tokens, What::Tokens, What::TokensAfterKey),
    (Question::Hints, What::Hints, What::HintsAfterKey),
    (Question::Symbols, What::Symbols, What::SymbolsAfterKey),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Hover,
    Tokens,
    Hints,
    Symbols,
}

impl Typist {
    /// Requests that the server does not know: what the pipes and the reading of messages take.
    pub fn measure_floor(&mut self, count: usize) -> io::Result<()> {
        for _ in 0..count {
            let (time, answer) = self.server.request("bud/none", &json!({"textDocument": {"uri": self.uri}}))?;
            if answer["error"]["code"] != -32601 {
                self.wrong.push(format!("an unknown method: {answer}"));
            }
            self.took(What::Floor, time);
        }
        Ok(())
    }

    /// Asks each question so often at rest, and so often after a key. Hovers count in full, what takes an
    /// editor a whole file to show only in part.
    pub fn ask_all(&mut self, count: usize) -> io::Result<()> {
        let answer = self.server.request("textDocument/semanticTokens/full", &self.file())?.1;
        let mut colours = answer["result"]["resultId"].clone();
        for (question, at_rest, after_key) in QUESTIONS {
            let count = if question == Question::Hover { count } else { count.div_ceil(5) };
            for _ in 0..count {
                let line = self.entry();
                let (method, params) = self.question(question, line, &colours);
                let (time, answer) = self.server.request(method, &params)?;
                self.took(at_rest, time);
                self.check(question, &answer, &mut colours);
            }
            // Typed and taken back.
            let line = self.entry();
            for turn in 0..count.next_multiple_of(2) {
                let start = Instant::now();
                self.ask_after_key(question, line, turn % 2 == 0, after_key, &mut colours)?;
                self.pause(start + self.habits.pace)?;
            }
        }
        Ok(())
    }

    fn ask_after_key(
        &mut self,
        question: Question,
        line: usize,
        types: bool,
        what: What,
        colours: &mut Value,
    ) -> io::Result<()> {
        let at = self.amount(line);
        let (to, with) = if types { (at, "1") } else { ((at.0, at.1 + 1), "") };
        let (start, _) = self.change(at, to, with)?;
        let (method, params) = self.question(question, line, colours);
        let (_, id) = self.server.ask(method, &params)?;
        let asked = self.ask_for_findings()?;
        let (mut answered, mut found) = (false, false);
        while !(answered && found) {
            let message = self.server.next(method)?;
            if message.answers(id) {
                self.took(what, message.at.duration_since(start));
                self.check(question, &message.says, colours);
                answered = true;
            } else if !found {
                found = self.finds(&message, asked);
            }
        }
        Ok(())
    }

    fn file(&self) -> Value {
        json!({"textDocument": {"uri": self.uri}})
    }

    fn question(&self, question: Question, line: usize, colours: &Value) -> (&'static str, Value) {
        let mut file = self.file();
        match question {
            Question::Hover => {
                // A project, a unit, an amount, an account: one after the other.
                let word = ["project ", " unit ", " amount ", " func "][line % 4];
                let at = self.text.line(line).find(word).map_or(0, |at| at + word.len());
                ("textDocument/hover", self.at((line, at)))
            }
            Question::Tokens => {
                file["previousResultId"] = colours.clone();
                ("textDocument/semanticTokens/full/delta", file)
            }
            Question::Hints => {
                let end = (line + SCREEN).min(self.text.count() - 1);
                file["range"] = json!({"start": self.text.position((line, 0)), "end": self.text.position((end, 0))});
                ("textDocument/inlayHint", file)
            }
            Question::Symbols => ("textDocument/documentSymbol", file),
        }
    }

    /// An answer must be one; a unit has a hover and a budget an outline.
    fn check(&mut self, question: Question, answer: &Value, colours: &mut Value) {
        let result = &answer["result"];
        let full = match question {
            Question::Hover => result.is_object(),
            Question::Tokens => {
                *colours = result["resultId"].clone();
                colours.is_string()
            }
            Question::Hints => answer.get("error").is_none(),
            Question::Symbols => result.as_array().is_some_and(|list| !list.is_empty()),
        };
        if !full {
            self.wrong.push(format!("a question without its answer: {answer:.200}"));
        }
    }

    /// Keys without a pause: from the last one to its findings.
    pub fn burst(&mut self, keys: usize) -> io::Result<()> {
        let line = self.entry();
        let from = (line, self.text.line(line).len());
        let (mut start, mut at) = self.change(from, from, "\n")?;
        let begin = at;
        let mut characters = LINE.chars();
        for _ in 1..keys {
            (start, at) = match characters.next() {
                Some(c) => self.change(at, at, c.encode_utf8(&mut [0; 4]))?,
                // Enough of this line: again from its beginning.
                None => {
                    characters = LINE.chars();
                    self.change(begin, at, "")?
                }
            };
        }
        let asked = self.ask_for_findings()?;
        let found = self.findings(asked)?;
        self.took(What::Burst, found.duration_since(start));
        self.change(from, at, "")?;
        let asked = self.ask_for_findings()?;
        self.findings(asked)?;
        self.think()
    }
}
