//! Gathers what matches, keeps the best, and sees to it that the editor finds it too.

use rustc_hash::FxHashSet;

use super::super::matching::{Rank, Typed};
use super::cursor::Cursor;
use super::{Completions, Item, ItemKind};

/// How many items are shown; nobody reads more.
const MOST: usize = 200;

/// How many of them are names, so that there is room for the words that may come there too.
const MOST_NAMES: usize = 180;

/// The names a thing is found by.
pub type Names<'n> = &'n mut dyn FnMut(&str);

/// What matches, so far.
pub struct Gather<'a> {
    cursor: &'a Cursor<'a>,
    typed: Typed,
    found: Vec<(Place, Item)>,
    is_cut: bool,
}

/// Where an item comes in the list.
type Place = (Rank, u8, usize);

impl<'a> Gather<'a> {
    /// Nothing yet.
    pub fn new(cursor: &'a Cursor<'a>) -> Gather<'a> {
        Gather { cursor, typed: Typed::new(cursor.name()), found: Vec::new(), is_cut: false }
    }

    /// Whether anything is typed.
    pub fn is_typed(&self) -> bool {
        !self.typed.is_empty()
    }

    /// How well one name matches.
    pub fn rank(&self, name: &str) -> Option<Rank> {
        self.typed.rank(name)
    }

    /// Adds an item if what is typed matches one of its names.
    pub fn offer(&mut self, group: u8, names: &[&str], item: impl FnOnce() -> Item) {
        let best = names.iter().filter_map(|name| self.typed.rank(name)).min();
        if let Some(rank) = best {
            let item = self.findable(rank, names, item());
            self.found.push(((rank, group, self.found.len()), item));
        }
    }

    /// Adds the best of many things, each with its group: `names` tells what a thing is found by, and
    /// only what is kept is made an item.
    pub fn offer_all<T>(
        &mut self,
        things: impl Iterator<Item = (u8, T)>,
        names: impl Fn(&T, Names<'_>),
        item: impl Fn(&T) -> Item,
    ) {
        let base = self.found.len();
        let mut found: Vec<(Place, T)> = Vec::new();
        for (at, (group, thing)) in things.enumerate() {
            let mut best = (!self.is_typed()).then_some(Rank::Beginning);
            if self.is_typed() {
                names(&thing, &mut |name| {
                    let rank = self.typed.rank(name);
                    best = [best, rank].into_iter().flatten().min();
                });
            }
            found.extend(best.map(|rank| ((rank, group, base + at), thing)));
        }
        if found.len() > MOST_NAMES {
            found.select_nth_unstable_by_key(MOST_NAMES, |(place, _)| *place);
            found.truncate(MOST_NAMES);
            self.is_cut = true;
        }
        for (place, thing) in found {
            let mut all = Vec::new();
            names(&thing, &mut |name| all.push(name.to_owned()));
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            let item = self.findable(place.0, &all, item(&thing));
            self.found.push((place, item));
        }
    }

    /// The editor looks for what is typed in the item's filter, and knows no pinyin and no names beside
    /// the label: so the filter begins with what is typed, and goes on as it would be typed.
    fn findable(&self, rank: Rank, names: &[&str], item: Item) -> Item {
        let typed = self.cursor.typed;
        if item.label.starts_with(typed) {
            return Item { filter: item.label.clone(), ..item };
        }
        let by_pinyin = matches!(rank, Rank::Pinyin | Rank::PinyinInside);
        let name = names.iter().find(|name| by_pinyin && self.typed.rank(name) == Some(rank));
        let further = name.and_then(|name| self.typed.further(name)).unwrap_or_default();
        Item { filter: format!("{typed}{further} {}", item.label), ..item }
    }

    /// The list, the best first.
    pub fn finish(mut self) -> Completions {
        // Taking what stands there already changes nothing, and the Enter that takes it is a line end.
        let word = self.cursor.word_text;
        self.found.retain(|(_, item)| item.text != word || !item.further.is_empty());
        self.found.sort_by_key(|(place, _)| *place);
        // Projects of several units may share a name, which is written but once.
        let mut seen = FxHashSet::default();
        self.found.retain(|(_, item)| seen.insert(item.text.clone()));
        if self.found.len() > MOST {
            self.found.truncate(MOST);
            self.is_cut = true;
        }
        let mut items: Vec<Item> = self.found.into_iter().map(|(_, item)| item).collect();
        if let Some(first) = items.first_mut() {
            first.preselect = !self.typed.is_empty() || first.kind == ItemKind::Figure;
        }
        // Pinyin and second names are looked for here, not by the editor.
        let by_us = items.iter().any(|item| !item.label.is_ascii());
        let (word, before) = (self.cursor.word, self.cursor.before);
        Completions { incomplete: self.is_cut || by_us, items, word, before }
    }
}
