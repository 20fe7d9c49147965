//! The keys of a layout's tables, taken one by one: what is left over is no key of a layout.

use std::ops::Range;

use toml_edit::{Item, TableLike, Value};

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::source::SourceFile;
use crate::span::Span;
use crate::syntax::closest;

use super::conditions::Conditions;

/// Reads a layout's file and gathers what is wrong with it.
pub struct Reader<'a> {
    file: &'a SourceFile,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub fn new(file: &'a SourceFile) -> Reader<'a> {
        Reader { file, diagnostics: Vec::new() }
    }

    /// The place of some bytes; the beginning of the file for what has none.
    pub fn span(&self, range: Option<Range<usize>>) -> Span {
        let range = range.unwrap_or(0..0);
        self.file.span(range.start as u32, range.end as u32)
    }

    pub fn report(&mut self, code: Code, range: Option<Range<usize>>, message: Message) {
        let span = self.span(range);
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    /// Reports a word that is none of `words`, and returns the one that it is likely to be.
    pub fn unknown(&mut self, range: Option<Range<usize>>, word: &str, words: &[&str]) -> Option<String> {
        let span = self.span(range);
        let message = Message::new("layout-unknown").with("word", word);
        let mut diagnostic = Diagnostic::new(Code::LayoutWord, span, message);
        let near = closest(word, words.iter().copied());
        let meant = near.as_ref().map(|near| near.best().to_owned());
        diagnostic = match near {
            Some(near) => diagnostic.help(Message::new("did-you-mean").with("name", near.best())),
            None => diagnostic.help(Message::new("layout-words").with("words", words.join(", "))),
        };
        self.diagnostics.push(diagnostic);
        meant
    }

    /// Reads conditions, each mistake at its place.
    pub fn conditions(&mut self, text: &str, range: Option<Range<usize>>) -> Conditions {
        let (conditions, problems) = Conditions::read(text);
        let start = range.as_ref().map_or(0, |range| range.start as u32 + 1);
        // With escapes in it the text is not what stands in the file.
        let plain = range
            .clone()
            .and_then(|range| self.file.text.get(range))
            .is_some_and(|raw| raw.get(1..1 + text.len()) == Some(text));
        for problem in problems {
            let whole = self.span(range.clone());
            let at = |place: crate::span::Place| {
                if plain { self.file.span(start + place.start, start + place.end) } else { whole }
            };
            let diagnostic = problem.at(at);
            self.diagnostics.push(diagnostic);
        }
        conditions
    }
}

/// The keys of one table.
pub struct Fields<'t> {
    table: &'t dyn TableLike,
    range: Option<Range<usize>>,
    known: Vec<&'static str>,
    /// The keys that must be there and are not.
    missing: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    pub fn new(table: &'t dyn TableLike, range: Option<Range<usize>>) -> Fields<'t> {
        Fields { table, range, known: Vec::new(), missing: Vec::new() }
    }

    /// What stands under a key.
    pub fn take(&mut self, key: &'static str) -> Option<&'t Item> {
        self.known.push(key);
        self.table.get(key)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<&'t str> {
        self.value(key, "layout-text", Value::as_str, reader)
    }

    /// A number from 0 to `most`.
    pub fn number(&mut self, key: &'static str, most: usize, reader: &mut Reader<'_>) -> Option<usize> {
        let item = self.take(key)?;
        let value = item.as_integer().and_then(|it| usize::try_from(it).ok()).filter(|it| *it <= most);
        if value.is_none() {
            let message = Message::new("layout-number").with("key", key).with("most", most);
            reader.report(Code::LayoutValue, item.span(), message);
        }
        value
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str, reader: &mut Reader<'_>) -> bool {
        self.value(key, "layout-flag", Value::as_bool, reader).unwrap_or(false)
    }

    fn value<T>(
        &mut self,
        key: &'static str,
        wanted: &'static str,
        read: impl Fn(&'t Value) -> Option<T>,
        reader: &mut Reader<'_>,
    ) -> Option<T> {
        let item = self.take(key)?;
        let value = item.as_value().and_then(read);
        if value.is_none() {
            reader.report(Code::LayoutValue, item.span(), Message::new(wanted).with("key", key));
        }
        value
    }

    /// Conditions; none are no condition.
    pub fn conditions(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Conditions> {
        let text = self.text(key, reader)?;
        let range = self.table.get(key).and_then(Item::span);
        Some(reader.conditions(text, range))
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Vec<String>> {
        let texts = |value: &Value| {
            let texts = value.as_array()?.iter().map(|it| it.as_str().map(str::to_owned));
            texts.collect::<Option<Vec<String>>>().filter(|texts| !texts.is_empty())
        };
        self.value(key, "layout-texts", texts, reader)
    }

    /// The table of a key, `[key]` or `key = { … }`.
    pub fn table(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Fields<'t>> {
        let item = self.take(key)?;
        let table = item.as_table_like();
        if table.is_none() {
            reader.report(Code::LayoutValue, item.span(), Message::new("layout-table").with("key", key));
        }
        table.map(|table| Fields::new(table, item.span()))
    }

    /// The tables of a list, `[[key]]` or `key = [{ … }]`.
    pub fn tables(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Vec<Fields<'t>> {
        let Some(item) = self.take(key) else { return Vec::new() };
        if let Some(tables) = item.as_array_of_tables() {
            return tables.iter().map(|table| Fields::new(table, table.span())).collect();
        }
        let inline = item
            .as_array()
            .map(|array| array.iter().map(|it| it.as_inline_table().map(|table| Fields::new(table, table.span()))));
        match inline.and_then(Iterator::collect::<Option<Vec<_>>>) {
            Some(tables) => tables,
            None => {
                reader.report(Code::LayoutValue, item.span(), Message::new("layout-tables").with("key", key));
                Vec::new()
            }
        }
    }

    /// Where the table stands.
    pub fn range(&self) -> Option<Range<usize>> {
        self.range.clone()
    }

    /// Where the value of a key stands.
    pub fn range_of(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).and_then(Item::span)
    }

    /// Reports that one of two keys must be there, and not both.
    pub fn either(&self, one: &str, other: &str, reader: &mut Reader<'_>) {
        let message = Message::new("layout-either").with("one", one).with("other", other);
        reader.report(Code::LayoutValue, self.range.clone(), message);
    }

    /// Notes a key that must be there.
    pub fn missing(&mut self, key: &'static str) {
        self.missing.push(key);
    }

    /// Reports the keys that nothing asked for, and those that are missing: one that is misspelt is not
    /// missing as well.
    pub fn finish(mut self, reader: &mut Reader<'_>) {
        for (key, item) in self.table.iter() {
            if !self.known.contains(&key) {
                let range = self.table.get_key_value(key).and_then(|(key, _)| key.span()).or_else(|| item.span());
                let meant = reader.unknown(range, key, &self.known);
                self.missing.retain(|missing| meant.as_deref() != Some(*missing));
            }
        }
        for key in self.missing {
            reader.report(Code::LayoutValue, self.range.clone(), Message::new("layout-missing").with("key", key));
        }
    }
}
