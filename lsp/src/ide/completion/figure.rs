//! The figure that a line about a sum should have, summed up from the lines of the budget.
//!
//! What the line is about is read from its text as it is now; the analysis may not know it yet.

use bud::diagnostic::{Message, locale};
use bud::ledger::{SliceSum, Sums};
use bud::model::{Dim, Node, Slice, claimed_kind};
use bud::source::LineRef;
use bud::syntax::{Attribute, Keyword, Kind, Statement};

use super::super::Read;
use super::super::mention::{Mentions, Thing, mentions};
use super::gather::Gather;
use super::{Context, Item, ItemKind};

/// Offers the sum, unless another figure is being typed.
pub fn figure(context: &Context<'_>, keyword: Keyword, gather: &mut Gather<'_>) {
    let slice = match keyword {
        Keyword::Total | Keyword::Ceiling => context.claimed(),
        Keyword::Project => context.children(),
        _ => None,
    };
    let Some(slice) = slice else { return };
    let sum = context.view.budget.analysis.cube().sum(&slice);
    // Nothing that is known to be in it says nothing about it.
    if sum.inside.is_empty() {
        return;
    }
    let text = context.view.header().printed(sum.inside.total().decimal());
    // Whoever types a figure and ends the line must not get another one.
    if text.starts_with(context.cursor.typed) {
        let detail = locale::text(context.view.language, &detail(&sum, keyword));
        gather.offer(0, &[&text], || Item::new(ItemKind::Figure, &*text).detail(detail));
    }
}

/// What the sum is made of, and what may be missing in it.
fn detail(sum: &SliceSum, keyword: Keyword) -> Message {
    let count = |sum: i64| usize::try_from(sum).unwrap_or(0);
    let possible = count(sum.all_possible().count);
    let message = match (sum.suspended, possible, keyword) {
        (true, ..) => Message::new("lsp-sum-suspended"),
        (false, 1.., _) => Message::new("lsp-sum-possible").with("possible", possible),
        (false, 0, Keyword::Ceiling) => Message::new("lsp-sum-now"),
        (false, 0, Keyword::Project) => Message::new("lsp-sum-children"),
        (false, 0, _) => Message::new("lsp-sum"),
    };
    message.with("count", count(sum.inside.count))
}

impl Context<'_> {
    /// The slice that a line about a sum is about; none if any part of that cannot be read.
    fn claimed(&self) -> Option<Slice> {
        let statement = self.cursor.rest.as_ref()?;
        let kind = claimed_kind(statement)?;
        let names = self.names(statement);
        let mut slice = match self.view.header().unit {
            Node::UNKNOWN => Slice::of(kind),
            node if node.is_known() => Slice::of(kind).with(Dim::Unit, node),
            _ => return None,
        };
        let conditions = |field: &&bud::syntax::Field| is_condition(field.attribute);
        let mut fields: Vec<_> = statement.fields.iter().filter(conditions).collect();
        // The item is within the set, wherever it stands in the line.
        fields.sort_by_key(|field| field.attribute == Attribute::Item);
        for field in fields.into_iter().filter(|field| field.attribute != Attribute::Kind) {
            let name = names.iter().find(|name| name.whole == field.place)?;
            let Some(Thing::Node(dim, node)) = name.thing else { return None };
            dim.applies(kind).then_some(())?;
            slice = slice.with(dim, node);
        }
        Some(slice)
    }

    /// The projects below the one that the line names.
    fn children(&self) -> Option<Slice> {
        let statement = self.cursor.rest.as_ref()?;
        let names = self.names(statement);
        let named = names.iter().find(|name| name.dim == Some(Dim::Project))?;
        let Some(Thing::Node(Dim::Project, node)) = named.thing else { return None };
        let has_children = self.view.budget.model().projects.tree().has_children(node);
        has_children.then(|| Slice::of(Kind::Project).with(Dim::Project, node))
    }

    /// What the names in the line mean, for a line that the analysis does not know.
    fn names(&self, statement: &Statement) -> Mentions {
        let nowhere = LineRef { file: self.view.file, start: u32::MAX };
        let read = Read { at: nowhere, text: &self.cursor.rest_text, statement: Some(statement.clone()) };
        mentions(self.view.budget, &read)
    }
}

/// Whether an attribute says what a sum is of.
fn is_condition(attribute: Attribute) -> bool {
    attribute == Attribute::Memo || Attribute::DIMENSIONS.contains(&attribute)
}
