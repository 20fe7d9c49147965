//! What the thing under the cursor is, with its figures.
//!
//! - A name: its full name, what it stands in, its sums by kind, and the totals that are claimed of it.
//! - An amount: its value, what it is rounded to, and for a total what it is held against.
//! - A word of the language: its page.
//!
//! A finding is not repeated here: the editor shows it beside the hover.

use bud::span::Span;
use bud::syntax::keyword::Expects;
use bud::syntax::{Attribute, Field, Keyword};

use super::mention::{Thing, mentions};
use super::prose::Prose;
use super::{Read, View, words};

mod amount;
mod thing;

/// What is known of a place.
#[derive(Clone, Debug)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// What there is to say.
    pub prose: Prose,
}

/// What is known of byte `at` of a file.
pub fn hover(view: &View<'_>, at: u32) -> Option<Hover> {
    let read = view.read(at);
    let (place, prose) = of_column(view, &read, at.checked_sub(read.at.start)?)?;
    (!prose.is_empty()).then(|| Hover { span: view.budget.sources().span(read.at, place), prose })
}

/// What is known of a thing, wherever it is named.
pub fn of_thing(view: &View<'_>, thing: Thing) -> Prose {
    let mut prose = Prose::default();
    thing::of_thing(view, thing, &mut prose);
    prose
}

/// What a claim is held against: an index into the model's claims.
pub fn of_claim(view: &View<'_>, claim: usize) -> Prose {
    let mut prose = Prose::default();
    amount::held_against(view, claim, &mut prose);
    prose
}

fn of_column(view: &View<'_>, read: &Read<'_>, column: u32) -> Option<(bud::span::Place, Prose)> {
    let statement = read.statement.as_ref()?;
    let touches = |place: bud::span::Place| place.start <= column && column <= place.end && place.end > 0;
    let mut prose = Prose::default();
    let found = mentions(view.budget, read);
    // Between two names that touch it the one that begins here.
    let named = found.iter().filter(|it| touches(it.whole)).max_by_key(|it| it.whole.start);
    let field = statement.fields.iter().filter(|it| touches(it.name.to(it.place))).max_by_key(|it| it.name.start);
    let begins_later = |field: &&Field| named.is_none_or(|name| field.name.start > name.whole.start);
    if let Some(mention) = named
        && field.filter(begins_later).is_none()
    {
        thing::tell(view, read, mention, &mut prose);
        return Some((mention.place, prose));
    }
    if touches(statement.place) {
        words::keyword(view.language, statement.keyword).into_iter().for_each(|page| prose.written(page));
        return Some((statement.place, prose));
    }
    // The name of an account is the account.
    if statement.keyword == Keyword::Account
        && statement.head.get(1).is_some_and(|head| touches(head.place))
        && let Some(mention) = found.first()
    {
        thing::tell(view, read, mention, &mut prose);
        return Some((statement.head.get(1)?.place, prose));
    }
    let field = field?;
    let is_amount = field.attribute.expects() == Expects::Amount;
    if is_amount && field.place.start <= column && field.place.end > 0 {
        amount::tell(view, read, field, &mut prose);
        return Some((field.place, prose));
    }
    let place = if touches(field.name) { field.name } else { field.place };
    let explained = touches(field.name) || !is_free(field.attribute);
    let page = words::attribute(view.language, field.attribute).filter(|_| explained);
    page.into_iter().for_each(|page| prose.written(page));
    Some((place, prose))
}

/// Whether the value of an attribute is a text of the writer's, which says itself.
fn is_free(attribute: Attribute) -> bool {
    matches!(attribute.expects(), Expects::Text | Expects::Name)
}

#[cfg(test)]
mod tests;
