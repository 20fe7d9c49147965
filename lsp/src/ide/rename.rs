//! Renames: a unit by its short or its full name, a project, an account with those under it, a set or an
//! item of "of which" figures.
//!
//! A renaming is of one budget. A file that several budgets share is renamed in each of them, and the
//! edits put together by path and bytes: those of a shared line are the same in each.
//!
//! What cannot be done is refused with the reason. Whatever is not refused leaves every line meaning
//! what it meant (`meaning`).

use bud::diagnostic::{Edit, Message};
use bud::model::unit::Found;
use bud::model::{Dim, Node};
use bud::source::LineRef;
use bud::span::{Place, Span};
use bud::syntax::text::{fold, is_invisible};
use bud::syntax::{Attribute, Keyword};

use super::mention::{Mention, Thing, mention_at, uses};
use super::{Read, View, read};

mod code;
mod collision;
mod meaning;
mod writing;

use writing::{write_name, write_step};

/// A name that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// Where it stands, without quotes.
    pub span: Span,
    /// The name, which a new one is made of.
    pub name: String,
}

/// A place of the old name, and the edit that puts the new one there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewriting {
    /// The old name, without quotes.
    pub place: Span,
    /// What is replaced may be more: its quotes, or the path that it is a step of.
    pub edit: Edit,
}

/// Whether the name at byte `at` can be renamed.
///
/// # Errors
/// Why it cannot.
pub fn prepare(view: &View<'_>, at: u32) -> Result<Renamable, Message> {
    let named = Named::at(view, at)?;
    let span = view.budget.sources().span(named.read.at, named.mention.place);
    let name = match named.dim {
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => named.mention.name(named.read.text),
        _ => named.mention.written(named.read.text),
    };
    Ok(Renamable { span, name: name.into_owned() })
}

/// The edits that give what the name at byte `at` means the name `new`, in order of place.
///
/// # Errors
/// Why it cannot have that name.
pub fn rename(view: &View<'_>, at: u32, new: &str) -> Result<Vec<Rewriting>, Message> {
    let named = Named::at(view, at)?;
    let new = wanted(new)?;
    if *new == *named.mention.written(named.read.text) {
        return Ok(Vec::new());
    }
    let rewritings = match named.dim {
        Dim::Unit => named.unit(view, new)?,
        Dim::Item => named.item(view, new)?,
        Dim::Project => {
            collision::project(view, named.node, &fold(new))?;
            named.everywhere(view, new, |_, _| true)
        }
        dim => code::rename(view, dim, named.node, &fold(new))?,
    };
    let edits: Vec<Edit> = rewritings.iter().map(|it| it.edit.clone()).collect();
    meaning::keep(view, &edits)?;
    Ok(rewritings)
}

/// The name that a person wants, as typed: with the quotes of a file or without.
fn wanted(new: &str) -> Result<&str, Message> {
    let new = new.trim();
    let quoted = |open, close| new.strip_prefix(open)?.strip_suffix(close).filter(|name: &&str| !name.contains('"'));
    let name = quoted('"', '"').or_else(|| quoted('“', '”')).unwrap_or(new).trim();
    if name.is_empty() {
        return Err(Message::new("lsp-rename-empty"));
    }
    match name.chars().find(|&c| is_invisible(c)) {
        Some(c) => Err(Message::new("lsp-rename-invisible").with("character", format!("U+{:04X}", c as u32))),
        None => Ok(name),
    }
}

/// A name that can be renamed, and where it stands.
struct Named<'a> {
    read: Read<'a>,
    mention: Mention,
    dim: Dim,
    node: Node,
}

impl<'a> Named<'a> {
    fn at(view: &View<'a>, at: u32) -> Result<Named<'a>, Message> {
        let Some((read, mention)) = mention_at(view, at) else { return Err(no_name(view, at)) };
        let name = mention.written(read.text).into_owned();
        match mention.thing {
            Some(Thing::Node(Dim::Kind, _)) => Err(Message::new("lsp-rename-kind").with("name", name)),
            Some(Thing::Node(Dim::Source, _)) => Err(Message::new("lsp-rename-source").with("name", name)),
            Some(Thing::Node(dim, node)) => Ok(Named { read, mention, dim, node }),
            None if mention.dim.is_some() => {
                let several = match mention.dim {
                    Some(Dim::Unit) => {
                        matches!(view.budget.model().units.find(&mention.name(read.text)), Found::Several(_))
                    }
                    Some(Dim::Project) => !view.budget.projects_named(&mention.name(read.text)).is_empty(),
                    _ => false,
                };
                let key = if several { "lsp-rename-ambiguous" } else { "lsp-rename-undeclared" };
                Err(Message::new(key).with("name", name))
            }
            Some(Thing::File(_)) | None => Err(Message::new("lsp-rename-file")),
        }
    }

    /// The edits that write `new` wherever the name is used and `which` holds.
    fn everywhere(&self, view: &View<'_>, new: &str, which: impl Fn(&Read<'_>, &Mention) -> bool) -> Vec<Rewriting> {
        let sources = view.budget.sources();
        let found = uses(view.budget, Thing::Node(self.dim, self.node), None).into_iter();
        let rewritings = found.filter_map(|(span, mention)| {
            let read = read(view.budget, sources.line_of(span));
            let (place, text) = match mention.dim {
                Some(Dim::Item) => write_step(&read, &mention, new),
                _ => write_name(&read, mention.whole, mention.place != mention.whole, new),
            };
            let edit = Edit { span: sources.span(read.at, place), text };
            which(&read, &mention).then_some(Rewriting { place: span, edit })
        });
        rewritings.collect()
    }

    /// The short name or the full name, whichever the cursor is on.
    fn unit(&self, view: &View<'_>, new: &str) -> Result<Vec<Rewriting>, Message> {
        let Some(unit) = view.budget.model().units.get(self.node) else { return Ok(Vec::new()) };
        let old = self.mention.name(self.read.text);
        // A reference that is spelled as both names are means the short one.
        let is_full = |read: &Read<'_>, mention: &Mention| {
            declares_full_name(read, mention) || fold(&unit.name) != mention.name(read.text)
        };
        let full = is_full(&self.read, &self.mention);
        collision::unit(view, self.node, &fold(new), full)?;
        Ok(self.everywhere(view, new, |read, mention| mention.name(read.text) == old && is_full(read, mention) == full))
    }

    fn item(&self, view: &View<'_>, new: &str) -> Result<Vec<Rewriting>, Message> {
        let items = &view.budget.model().items;
        let above = items.tree().parent(self.node);
        if above.is_some() && new.contains(['/', '／']) {
            return Err(Message::new("lsp-rename-slash").with("name", new));
        }
        collision::item(view, self.node, above, &fold(new))?;
        Ok(self.everywhere(view, new, |_, _| true))
    }
}

/// Whether a mention is the full name in a unit's declaration.
fn declares_full_name(read: &Read<'_>, mention: &Mention) -> bool {
    let statement = read.statement.as_ref().filter(|statement| statement.keyword == Keyword::Unit);
    statement.and_then(|it| it.text(Attribute::Name)).is_some_and(|name| name.inner == mention.place)
}

/// What stands at byte `at` instead of a name.
fn no_name(view: &View<'_>, at: u32) -> Message {
    let read = view.read(at);
    let column = at.saturating_sub(read.at.start);
    let touches = |place: Place| place.start <= column && column <= place.end;
    let Some(statement) = &read.statement else { return Message::new("lsp-rename-nothing") };
    let words = std::iter::once(statement.place).chain(statement.fields.iter().map(|field| field.name));
    if let Some(word) = words.into_iter().find(|&word| touches(word)) {
        return Message::new("lsp-rename-word").with("word", word.of(read.text));
    }
    match statement.head.first().filter(|head| statement.keyword == Keyword::Budget && touches(head.place)) {
        Some(_) => Message::new("lsp-rename-budget"),
        None => Message::new("lsp-rename-nothing"),
    }
}

/// A message about what stands in line `at`.
fn placed(view: &View<'_>, message: Message, at: LineRef) -> Message {
    message.with("file", view.file_name(at.file)).with("line", view.budget.sources().line_number(at).to_string())
}

#[cfg(test)]
mod tests;
