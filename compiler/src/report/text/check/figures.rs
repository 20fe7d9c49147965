//! Goes through a page figure by figure: what each is said of, and whether it is that.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message};

use super::super::ask::Fact;
use super::super::figure::Shown;
use super::super::render::Page;
use super::known::{Known, Meaning, is_dependent, shown};
use super::reading::{Counts, Number, Sentence, sentences};
use super::told::{Told, as_typed, same};
use super::{counts, items, phrase, purchases, ratios};

/// What the figures that follow are said of.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// What the budget says of it; none if that is not known, or was typed wrongly.
    pub fact: Option<Arc<Fact>>,
    /// The figure that was typed.
    pub typed: Option<Number>,
    /// How much it was typed to have changed.
    pub change: Option<Number>,
    /// It was told of: what follows from it is not told as well.
    pub is_wrong: bool,
}

/// A page as it is gone through.
pub struct Walk<'a, 'k> {
    pub known: &'a Known<'k>,
    pub page: &'a Page,
    pub told: Told<'a>,
    pub year: Option<u16>,
    /// The headings above, each with its level.
    headings: Vec<(usize, &'a str)>,
    /// The words of the paragraph before the sentence, and those of the sentence before the figure.
    paragraph: String,
    since: String,
    /// Something was said of that is not known, and what follows may be part of it: in this sentence, and in
    /// the rows below it.
    unknown: bool,
    unknown_above: bool,
    /// What was said of so far on this page.
    pub before: Vec<Arc<Fact>>,
}

pub fn check<'a>(known: &'a Known<'_>, page: &'a Page, told: Told<'a>) -> Vec<Diagnostic> {
    let year = known.desk.analysis.model.header().year;
    let (headings, paragraph, since) = (Vec::new(), String::new(), String::new());
    let (unknown, unknown_above, before) = (false, false, Vec::new());
    let mut walk = Walk { known, page, told, year, headings, paragraph, since, unknown, unknown_above, before };
    let sentences = sentences(&page.text);
    for sentence in &sentences {
        walk.sentence(sentence);
    }
    items::check(&mut walk);
    walk.told.diagnostics
}

impl<'a> Walk<'a, '_> {
    pub fn text(&self, place: &Range<usize>) -> &'a str {
        self.page.text.get(place.clone()).unwrap_or("")
    }

    fn sentence(&mut self, sentence: &Sentence) {
        let text = self.text(&sentence.place);
        if let Some(level) = sentence.level {
            self.headings.retain(|(above, _)| *above < level);
            self.headings.push((level, text));
            self.paragraph.clear();
            (self.unknown, self.unknown_above) = (false, false);
            return;
        }
        if sentence.anew {
            self.paragraph.clear();
        }
        let goes_on = phrase::is_part(text) && self.unknown;
        self.unknown = self.unknown_above || goes_on;
        self.since.clear();
        let mut subject = Subject::default();
        // What was said of before a parenthesis is so again after it.
        let mut outer: Vec<Subject> = Vec::new();
        let found = self.told.diagnostics.len();
        for (at, number) in sentence.numbers.iter().enumerate() {
            step(&mut subject, &mut outer, self.text(&number.lead));
            self.number(number, &mut subject);
            let end = sentence.numbers.get(at + 1).map_or(sentence.place.end, |next| next.place.start);
            ratios::flat(self, &(number.whole.end..end), &subject);
            self.since.push_str(self.text(&number.lead));
        }
        self.paragraph.push_str(text);
        if text.trim_end().ends_with(['：', ':']) {
            self.unknown_above = self.unknown;
        }
        ratios::bases(self, &sentence.place);
        if self.told.diagnostics.len() == found {
            purchases::check(self, sentence);
        }
    }

    fn number(&mut self, number: &Number, subject: &mut Subject) {
        let lead = self.text(&number.lead);
        if self.told.typed(&number.place).is_none() {
            if let Some(Shown::Amount(fact)) = shown(self.page, number) {
                self.before.push(Arc::clone(fact));
                *subject = Subject { fact: Some(Arc::clone(fact)), ..Subject::default() };
            }
            return;
        }
        match number.counts {
            Counts::Money(_) if is_dependent(lead) => ratios::change(self, number, subject),
            Counts::Money(_) => *subject = self.amount(number),
            Counts::Percent => ratios::percent(self, number, subject),
            Counts::Things => counts::check(self, number),
            Counts::Other => {}
        }
    }

    /// What the words before a figure mean, with the headings and the words around it.
    pub fn meanings(&self, lead: &str) -> Vec<Meaning> {
        let headings: String = self.headings.iter().map(|(_, heading)| *heading).collect();
        let near = format!("{headings}\n{}{lead}", self.since);
        if self.known.has_stranger(&near) {
            return Vec::new();
        }
        self.known.meanings(&self.page.name, lead, &near, &self.paragraph)
    }

    /// An amount: right if it is anything that its words may mean.
    fn amount(&mut self, number: &Number) -> Subject {
        let lead = self.text(&number.lead);
        let typed = Subject { typed: Some(number.clone()), ..Subject::default() };
        if self.unknown || phrase::is_vague(lead, self.year) || phrase::is_sum(lead) {
            self.unknown = true;
            return typed;
        }
        let meanings = self.meanings(lead);
        self.unknown = meanings.is_empty();
        let is_it = |meaning: &&Meaning| meaning.yuan().is_some_and(|yuan| same(yuan, number));
        // Of several right ones that which says most: last year's figure, say.
        let right = |wanted: &dyn Fn(&Fact) -> bool| {
            meanings.iter().filter(is_it).find(|meaning| meaning.fact().is_some_and(|fact| wanted(fact)))
        };
        if let Some(meaning) = right(&|fact| fact.prior.is_some()).or_else(|| meanings.iter().find(is_it)) {
            let fact = meaning.fact().cloned();
            self.before.extend(fact.clone());
            return Subject { fact, ..typed };
        }
        let Some(first) = meanings.first() else { return typed };
        let Some(yuan) = first.yuan().filter(|_| meanings.iter().all(|meaning| meaning.yuan().is_some())) else {
            return typed;
        };
        let figure = as_typed(yuan, number);
        let message = match first.fact() {
            Some(fact) if fact.slice.is_some() => Message::new("text-amount").with("of", fact.of.clone()),
            _ => Message::new("text-total"),
        };
        let message = message.with("typed", self.text(&number.whole)).with("figure", figure.as_str());
        self.told.tell_right(Code::TextAmount, &number.place, message, &figure, first.fact().map(|fact| &**fact));
        Subject { is_wrong: true, ..typed }
    }
}

/// Follows the parentheses of a lead.
fn step(subject: &mut Subject, outer: &mut Vec<Subject>, lead: &str) {
    for c in lead.chars() {
        match c {
            '（' | '(' => outer.push(subject.clone()),
            '）' | ')' => *subject = outer.pop().unwrap_or_else(|| subject.clone()),
            _ => {}
        }
    }
}
