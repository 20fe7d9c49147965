//! The words of the language: keywords, attributes, and fixed values.

use bud::model::{Dim, Node, claimed_kind};
use bud::syntax::keyword::Expects;
use bud::syntax::{Attribute, Base, Keyword, Kind, Measure, Rounding, Source, Stage, Statement, Zero};

use super::super::matching::Rank;
use super::gather::Gather;
use super::resolve::Subject;
use super::{Context, Item, ItemKind};

/// The words that a statement begins with. A file has one header: it comes first where there is none,
/// and last where it is there already.
pub fn keywords(context: &Context<'_>, gather: &mut Gather<'_>) {
    let has_header = context.view.header().at.is_some_and(|at| at.file == context.view.file);
    for &keyword in Keyword::ALL {
        let group = match keyword {
            Keyword::Budget if has_header => 5,
            Keyword::Budget => 0,
            _ => 1,
        };
        let item = Item::new(ItemKind::Keyword, "").about(Subject::Keyword(keyword));
        context.word(gather, group, (keyword.en(), keyword.zh()), &item);
    }
}

/// The attributes that the statement still takes: those that it needs first, else in canonical order.
pub fn attributes(context: &Context<'_>, keyword: Keyword, gather: &mut Gather<'_>) {
    let Some(statement) = &context.cursor.rest else { return };
    let needed = needed(context, statement);
    let free = keyword.attributes().iter().copied().filter(|&it| statement.field(it).is_none());
    for attribute in free.filter(|&attribute| fits(statement, attribute)) {
        // Below the names that may stand here instead.
        let group = if needed.contains(&attribute) { 4 } else { 5 };
        let item = Item::new(ItemKind::Attribute, "").about(Subject::Attribute(attribute));
        context.word(gather, group, (attribute.en(), attribute.zh()), &item);
    }
}

/// The attributes without which the statement says too little.
fn needed(context: &Context<'_>, statement: &Statement) -> &'static [Attribute] {
    use Attribute::{Amount, Item, Measure, Unit, Year};
    let has_unit = context.view.header().unit != Node::UNKNOWN || statement.field(Attribute::Under).is_some();
    match statement.keyword {
        Keyword::Budget => &[Year, Measure],
        // What it is about comes first.
        Keyword::Total | Keyword::Ceiling => {
            if statement.fields.is_empty() {
                &[]
            } else {
                &[Amount]
            }
        }
        Keyword::Memo if has_unit => &[Amount, Item],
        Keyword::Memo => &[Unit, Amount, Item],
        _ if has_unit => &[Amount],
        _ => &[Unit, Amount],
    }
}

/// Whether the attribute can stand beside what a line about a sum says already.
fn fits(statement: &Statement, attribute: Attribute) -> bool {
    if !matches!(statement.keyword, Keyword::Total | Keyword::Ceiling) {
        return true;
    }
    let said = |attribute| statement.field(attribute).is_some();
    match attribute {
        Attribute::Kind => !said(Attribute::Memo),
        Attribute::Item => said(Attribute::Memo),
        Attribute::Memo => !statement.fields.iter().any(|field| {
            let dim = Dim::ALL.into_iter().find(|dim| dim.attribute() == field.attribute);
            dim.is_some_and(|dim| dim == Dim::Kind || !dim.applies(Kind::Memo))
        }),
        _ if said(Attribute::Kind) || said(Attribute::Memo) => applies(statement, attribute),
        _ => true,
    }
}

/// Whether the money that a line about a sum is of has the dimension that the attribute names, if it
/// names one.
fn applies(statement: &Statement, attribute: Attribute) -> bool {
    let dim = Dim::ALL.into_iter().find(|dim| dim.attribute() == attribute);
    let kind = claimed_kind(statement);
    dim.zip(kind).is_none_or(|(dim, kind)| dim.applies(kind))
}

/// The values that are words of the language, or that the file's header suggests.
pub fn fixed(context: &Context<'_>, keyword: Keyword, expects: Expects, gather: &mut Gather<'_>) {
    let mut word = |english, chinese| {
        context.word(gather, 0, (english, chinese), &Item::new(ItemKind::Fixed, ""));
    };
    match expects {
        Expects::Measure => Measure::ALL.iter().for_each(|it| word(it.en(), it.zh())),
        Expects::Rounding => Rounding::ALL.iter().for_each(|it| word(it.en(), it.zh())),
        Expects::Base => Base::ALL.iter().for_each(|it| word(it.en(), it.zh())),
        Expects::Stage => Stage::ALL.iter().for_each(|it| word(it.en(), it.zh())),
        Expects::Zero => Zero::ALL.iter().for_each(|it| word(it.en(), it.zh())),
        Expects::Dimension => {
            let statement = context.cursor.rest.as_ref().filter(|it| it.keyword == keyword);
            let fits = |attribute: &&Attribute| statement.is_none_or(|statement| applies(statement, **attribute));
            Attribute::DIMENSIONS.iter().filter(fits).for_each(|it| word(it.en(), it.zh()));
        }
        Expects::Kind => kinds(context, gather),
        Expects::Source => sources(context, gather),
        Expects::Year => plain(gather, context.view.budget.model().header().year.map(|year| year.to_string())),
        Expects::Currency => {
            let currency = context.view.budget.model().header().currency;
            plain(gather, std::str::from_utf8(&currency).map(str::to_owned).ok());
        }
        Expects::Scale => plain(gather, ["2", "0", "1", "3", "4", "5", "6"].map(str::to_owned)),
        Expects::Name | Expects::Text | Expects::Code | Expects::Amount => {}
    }
}

fn plain(gather: &mut Gather<'_>, values: impl IntoIterator<Item = String>) {
    for value in values {
        gather.offer(0, &[&value], || Item::new(ItemKind::Fixed, &*value));
    }
}

/// The kinds of money; that of "of which" figures is named by their set.
fn kinds(context: &Context<'_>, gather: &mut Gather<'_>) {
    for &kind in Kind::ALL.iter().filter(|&&kind| kind != Kind::Memo) {
        let item = Item::new(ItemKind::Fixed, "").about(Subject::Kind(kind));
        context.word(gather, 0, (kind.en(), kind.zh()), &item);
    }
}

/// The fund sources, as the file spells them.
fn sources(context: &Context<'_>, gather: &mut Gather<'_>) {
    for &source in Source::ALL {
        let item = Item::new(ItemKind::Fixed, "").about(Subject::Source(source));
        context.spelled(gather, 0, (source.en(), source.zh()), context.spelling.chinese_sources, &item);
    }
}

impl Context<'_> {
    /// Offers a word, which makes a whole of `item`, as the line spells it; the other spelling too, if
    /// that is what is typed.
    fn word(&self, gather: &mut Gather<'_>, group: u8, words: (&str, &str), item: &Item) {
        self.spelled(gather, group, words, self.spelling.chinese, item);
    }

    fn spelled(
        &self,
        gather: &mut Gather<'_>,
        group: u8,
        (english, chinese): (&str, &str),
        is_chinese: bool,
        item: &Item,
    ) {
        let (own, other) = if is_chinese { (chinese, english) } else { (english, chinese) };
        let with_other = |own: &str, other: &str| {
            let detail = if own == other { "" } else { other }.to_owned();
            Item { label: own.to_owned(), text: own.to_owned(), detail, ..item.clone() }
        };
        gather.offer(group, &[own, other], || with_other(own, other));
        let is_other = gather.is_typed() && matches!(gather.rank(other), Some(Rank::Exact | Rank::Beginning));
        if is_other && own != other {
            gather.offer(group, &[other], || with_other(other, own));
        }
    }
}
