//! What each name in the text means: the one answer that all features share.
//!
//! A [`Mention`] is a place where a line names a [`Thing`]. Hover, definition, references, rename,
//! highlighting and colours all ask here, so that no two of them can disagree about a name.

use std::borrow::Cow;
use std::path::Path;

use bud::model::account::dimension;
use bud::model::dimension::{kind_node, source_node};
use bud::model::unit::Found;
use bud::model::{Dim, Node};
use bud::source::LineRef;
use bud::span::{FileId, Place, Span};
use bud::syntax::text::{fold, has_wide};
use bud::syntax::{AccountCode, Attribute, Keyword, Kind, LineParser, Source, Statement, Text, Value};
use smallvec::SmallVec;

use super::{Read, View};
use crate::budget::Budget;

/// What a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// A node of a dimension: a unit, an account, a project, a source, a kind, an item.
    Node(Dim, Node),
    /// A file of the budget.
    File(FileId),
}

/// A place where a line names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, without quotes.
    pub place: Place,
    /// Where, with its quotes: what a new name replaces.
    pub whole: Place,
    /// The dimension it is a name in; none for a file.
    pub dim: Option<Dim>,
    /// What it means; none where nothing of that name is declared, or several are.
    pub thing: Option<Thing>,
    /// The line declares it: what the editor goes to.
    pub declares: bool,
    /// With backslashes to undo.
    pub escaped: bool,
}

impl Mention {
    /// The name itself, as names are compared.
    pub fn name<'a>(&self, line: &'a str) -> Cow<'a, str> {
        self.text().folded(line)
    }

    /// The name itself, as it is written.
    pub fn written<'a>(&self, line: &'a str) -> Cow<'a, str> {
        self.text().of(line)
    }

    fn text(&self) -> Text {
        Text { inner: self.place, quoted: self.whole != self.place, escaped: self.escaped, wide: true }
    }
}

/// The names in a line, in order of place.
pub type Mentions = SmallVec<[Mention; 6]>;

/// The names in a line.
pub fn mentions(budget: &Budget, read: &Read<'_>) -> Mentions {
    let Some(statement) = &read.statement else { return Mentions::new() };
    let names = Names { budget, at: read.at, line: read.text, statement };
    let mut mentions = Mentions::new();
    names.head(&mut mentions);
    for field in &statement.fields {
        let mention = match field.value {
            Some(Value::Text(text)) if field.attribute == Attribute::Item => {
                names.path(text, &mut mentions);
                None
            }
            Some(Value::Text(text)) => names.text_field(field.attribute, text),
            Some(Value::Code(code)) => Some(names.code(code, field.place)),
            Some(Value::Source(source)) => Some(names.fixed(field.place, Dim::Source, source_node(source))),
            Some(Value::Kind(kind)) => Some(names.fixed(field.place, Dim::Kind, kind_node(kind))),
            _ => None,
        };
        mentions.extend(mention);
    }
    mentions.sort_by_key(|mention| mention.place.start);
    mentions
}

/// The name at byte `at` of a file, and its line. Between two names that touch it the one that begins
/// there.
pub fn mention_at<'a>(view: &View<'a>, at: u32) -> Option<(Read<'a>, Mention)> {
    let read = view.read(at);
    let column = at.checked_sub(read.at.start)?;
    let found = mentions(view.budget, &read);
    let touches = |it: &&Mention| it.whole.start <= column && column <= it.whole.end;
    let mention = found.iter().filter(touches).max_by_key(|it| it.whole.start).copied()?;
    Some((read, mention))
}

/// The mentions of `thing`, in the order of the files and their lines; of one file only, or of all.
pub fn uses(budget: &Budget, thing: Thing, file: Option<FileId>) -> Vec<(Span, Mention)> {
    every(budget, file, &spellings(budget, thing), |it| it == thing)
}

/// Every mention of what `wanted` holds for, in the order of the files and their lines. Lines that hold
/// none of `spellings` are passed by; without any, none is.
pub fn every(
    budget: &Budget,
    file: Option<FileId>,
    spellings: &[String],
    wanted: impl Fn(Thing) -> bool,
) -> Vec<(Span, Mention)> {
    let mut parser = LineParser::new();
    let mut found = Vec::new();
    // Where a name is written in full width or with backslashes only reading it tells.
    let may_name = |line: &str| {
        let spelled = spellings.is_empty() || spellings.iter().any(|name| line.contains(name.as_str()));
        spelled || line.contains('\\') || has_wide(line)
    };
    for source in budget.sources().iter().filter(|source| file.is_none_or(|file| file == source.id)) {
        for (start, text) in bud::source::lines(&source.text).filter(|(_, text)| may_name(text)) {
            let at = LineRef { file: source.id, start };
            let read = Read { at, text, statement: parser.parse(text).statement };
            let here = mentions(budget, &read).into_iter().filter(|it| it.thing.is_some_and(&wanted));
            found.extend(here.map(|mention| (budget.sources().span(at, mention.place), mention)));
        }
    }
    found
}

/// The names that a thing goes by, as names are compared: a line that mentions it has one of them. None
/// for a file, to which many paths lead.
pub fn spellings(budget: &Budget, thing: Thing) -> Vec<String> {
    let model = budget.model();
    let Thing::Node(dim, node) = thing else { return Vec::new() };
    match dim {
        Dim::Unit => {
            let Some(unit) = model.units.get(node) else { return Vec::new() };
            let names = std::iter::once(unit.name.as_str()).chain(unit.full_name.as_deref());
            names.map(|name| fold(name).into_owned()).collect()
        }
        Dim::Project => {
            let project = model.projects.get(node);
            project.map(|project| project.folded(budget.sources()).into_owned()).into_iter().collect()
        }
        Dim::Item => vec![model.items.name(node).to_owned()],
        Dim::Kind => Kind::ALL.get(node.index()).map_or(Vec::new(), |it| vec![it.en().into(), it.zh().into()]),
        Dim::Source => Source::ALL.get(node.index()).map_or(Vec::new(), |it| vec![it.en().into(), it.zh().into()]),
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => {
            model.charts.chart(dim).get(node).map(|account| account.code.to_string()).into_iter().collect()
        }
    }
}

/// Where a thing is declared: a unit's and an account's declaration, the first line of a project, the
/// beginning of a file. Kinds and sources are part of the language, and items are declared nowhere.
pub fn declaration(budget: &Budget, thing: Thing) -> Option<Span> {
    let (sources, model) = (budget.sources(), budget.model());
    let at = match thing {
        Thing::File(file) => return Some(sources.file(file).span(0, 0)),
        Thing::Node(Dim::Unit, node) => model.units.get(node)?.at,
        Thing::Node(Dim::Project, node) => model.projects.get(node)?.at,
        Thing::Node(dim @ (Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account), node) => {
            model.charts.chart(dim).get(node)?.at
        }
        Thing::Node(Dim::Kind | Dim::Source | Dim::Item, _) => return None,
    };
    let found = mentions(budget, &super::read(budget, at));
    let mention = found.iter().find(|it| it.thing == Some(thing) && it.declares)?;
    Some(sources.span(at, mention.place))
}

/// A line and where its names are resolved.
struct Names<'a> {
    budget: &'a Budget,
    at: LineRef,
    line: &'a str,
    statement: &'a Statement,
}

impl Names<'_> {
    /// The names before the attributes.
    fn head(&self, mentions: &mut Mentions) {
        let first = self.statement.head.first().and_then(|head| Some((head.place, head.value?)));
        let Some((place, value)) = first else { return };
        match (self.statement.keyword, value) {
            (Keyword::Include, Value::Text(text)) => {
                let file = self.included(&text.of(self.line)).map(Thing::File);
                mentions.push(Mention { dim: None, ..self.mention(text, Dim::Kind, file, false) });
            }
            (Keyword::Unit, Value::Text(text)) => {
                mentions.push(self.mention(text, Dim::Unit, self.unit(text), true));
            }
            (Keyword::Account, Value::Code(code)) => {
                mentions.push(Mention { declares: true, ..self.code(code, place) });
            }
            (Keyword::Project | Keyword::Goal, Value::Text(text)) => {
                let project = self.budget.project_at(self.at).or_else(|| self.project(text));
                let first = project.and_then(|node| self.budget.project(node)).map(|project| project.at);
                let thing = project.map(|node| Thing::Node(Dim::Project, node));
                mentions.push(self.mention(text, Dim::Project, thing, first == Some(self.at)));
            }
            (Keyword::Memo, Value::Text(text)) => {
                let set = self.budget.model().items.set(&text.folded(self.line));
                mentions.push(self.mention(text, Dim::Item, set.map(|node| Thing::Node(Dim::Item, node)), false));
            }
            (_, Value::Source(source)) => mentions.push(self.fixed(place, Dim::Source, source_node(source))),
            _ => {}
        }
    }

    fn text_field(&self, attribute: Attribute, text: Text) -> Option<Mention> {
        let node = |dim, node: Option<Node>| node.map(|node| Thing::Node(dim, node));
        Some(match (attribute, self.statement.keyword) {
            (Attribute::Unit, _) => self.mention(text, Dim::Unit, self.unit(text), false),
            (Attribute::Name, Keyword::Unit) => {
                let own = self.statement.head_text(0).and_then(|name| self.unit(name));
                self.mention(text, Dim::Unit, own, true)
            }
            (Attribute::Under, Keyword::Unit) => self.mention(text, Dim::Unit, self.unit_above(text), false),
            (Attribute::Under, _) => {
                let above = self.project_above(text).or_else(|| self.project(text));
                self.mention(text, Dim::Project, node(Dim::Project, above), false)
            }
            (Attribute::Project, _) => {
                let project = self.budget.project_at(self.at).or_else(|| self.project(text));
                self.mention(text, Dim::Project, node(Dim::Project, project), false)
            }
            (Attribute::Memo, _) => {
                let set = self.budget.model().items.set(&text.folded(self.line));
                self.mention(text, Dim::Item, node(Dim::Item, set), false)
            }
            _ => return None,
        })
    }

    fn mention(&self, text: Text, dim: Dim, thing: Option<Thing>, declares: bool) -> Mention {
        let whole = text.place(self.line);
        Mention { place: text.inner, whole, dim: Some(dim), thing, declares, escaped: text.escaped }
    }

    fn fixed(&self, place: Place, dim: Dim, node: Node) -> Mention {
        let thing = Some(Thing::Node(dim, node));
        Mention { place, whole: place, dim: Some(dim), thing, declares: false, escaped: false }
    }

    fn code(&self, code: AccountCode, place: Place) -> Mention {
        let dim = dimension(code);
        let node = dim.and_then(|dim| Some(Thing::Node(dim, self.budget.model().charts.chart(dim).find(code)?)));
        let dim = dim.or(Some(Dim::Func));
        Mention { place, whole: place, dim, thing: node, declares: false, escaped: false }
    }

    fn unit(&self, text: Text) -> Option<Thing> {
        match self.budget.model().units.find(&text.folded(self.line)) {
            Found::One(node) => Some(Thing::Node(Dim::Unit, node)),
            _ => None,
        }
    }

    /// The unit that a unit is under: by the tree, since a parent often shares the full name.
    fn unit_above(&self, text: Text) -> Option<Thing> {
        let model = self.budget.model();
        let own = self.statement.head_text(0).map(|name| model.units.find(&name.folded(self.line)));
        let Some(Found::One(own)) = own else { return self.unit(text) };
        let above = model.units.tree().parent(own).filter(|&above| {
            let name = text.folded(self.line);
            let unit = model.units.get(above);
            unit.is_some_and(|unit| unit.name == *name || unit.full_name.as_deref() == Some(&*name))
        });
        above.map(|above| Thing::Node(Dim::Unit, above)).or_else(|| self.unit(text))
    }

    /// The level-1 project of the line's project, if it goes by that name.
    fn project_above(&self, text: Text) -> Option<Node> {
        let own = self.budget.project_at(self.at)?;
        let above = self.budget.model().projects.tree().parent(own)?;
        let project = self.budget.project(above)?;
        (project.folded(self.budget.sources()) == text.folded(self.line)).then_some(above)
    }

    /// The project of a name for a line that the model does not know: that of the line's unit, else the
    /// only one.
    fn project(&self, text: Text) -> Option<Node> {
        let named = self.budget.projects_named(&text.folded(self.line));
        let unit = match self.statement.text(Attribute::Unit).and_then(|unit| self.unit(unit)) {
            Some(Thing::Node(_, node)) => node,
            _ => self.budget.model().header_at(self.at).unit,
        };
        let of_unit = named.iter().copied().find(|&node| self.budget.project(node).is_some_and(|it| it.unit == unit));
        of_unit.or(match named[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    /// The names of a path, each of which means an item of its own: `公务用车/购置费` names two.
    fn path(&self, text: Text, mentions: &mut Mentions) {
        let items = &self.budget.model().items;
        let set = self.statement.text(Attribute::Memo).or_else(|| self.statement.head_text(0));
        let mut at = set.and_then(|set| items.set(&set.folded(self.line)));
        let whole = text.place(self.line);
        let names = steps(text, self.line);
        for (index, &place) in names.iter().enumerate() {
            let step = Text { inner: place, wide: true, ..text };
            at = at.and_then(|above| items.under(above, &step.folded(self.line)));
            let start = if index == 0 { whole.start } else { place.start };
            let end = if index + 1 == names.len() { whole.end } else { place.end };
            let thing = at.map(|node| Thing::Node(Dim::Item, node));
            mentions.push(Mention {
                place,
                whole: Place { start, end },
                ..self.mention(step, Dim::Item, thing, false)
            });
        }
    }

    /// The file that an include leads to, among those of the budget.
    fn included(&self, path: &str) -> Option<FileId> {
        let sources = self.budget.sources();
        let own = sources.file(self.at.file);
        let target = bud::source::normal(&own.path.parent()?.join(path));
        // Where links are followed on the way, the name still says how the file was come by.
        let name = || {
            let name = bud::source::normal(&Path::new(&own.name).parent()?.join(path));
            sources.iter().find(|file| Path::new(&file.name) == name)
        };
        sources.by_path(&target).or_else(name).map(|file| file.id)
    }
}

/// Where the names of a path stand, without the blanks around them.
pub fn steps(path: Text, line: &str) -> SmallVec<[Place; 4]> {
    let mut steps = SmallVec::new();
    let mut start = path.inner.start;
    let mut add = |start: u32, end: u32| {
        let raw = Place { start, end }.of(line);
        let trimmed = raw.trim();
        let before = (raw.len() - raw.trim_start().len()) as u32;
        if !trimmed.is_empty() {
            steps.push(Place { start: start + before, end: start + before + trimmed.len() as u32 });
        }
    };
    for (at, slash) in path.inner.of(line).match_indices(['/', '／']) {
        let at = path.inner.start + at as u32;
        add(start, at);
        start = at + slash.len() as u32;
    }
    add(start, path.inner.end);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    /// Every name of every line, with what it means, drawn under the text.
    fn drawn(text: &str) -> String {
        let fixture = Fixture::new(text);
        let budget = &fixture.budget;
        let mut spans = Vec::new();
        for file in budget.sources().iter() {
            for (start, _) in bud::source::lines(&file.text) {
                let at = LineRef { file: file.id, start };
                for mention in mentions(budget, &super::super::read(budget, at)) {
                    let label = match mention.thing {
                        Some(Thing::Node(dim, node)) => {
                            format!("{dim:?} {}", budget.model().label(budget.sources(), dim, node))
                        }
                        Some(Thing::File(file)) => format!("file {}", budget.sources().file(file).name),
                        None => "nothing".to_owned(),
                    };
                    let mark = if mention.declares { " (declared)" } else { "" };
                    spans.push((budget.sources().span(at, mention.place), label + mark));
                }
            }
        }
        fixture.draw(&spans)
    }

    #[test]
    fn each_name_means_one_thing_wherever_it_stands() {
        insta::assert_snapshot!(drawn(
            "budget 局 year 2024 unit 局本级\ninclude 单位.bud\naccount 208 社会保障\nproject 专项 amount 3.00 func 208\n\
             project 修缮 under 专项 amount 3.00\ntotal unit \"下属 中心\" project 修缮 amount 0.00\ngoal 修缮 \"修好\"\n\
             memo 三公 item 公车/购置 amount 1.00\ntotal memo 三公 item 公车 amount 1.00\nrevenue 一般公共预算 amount 3.00\n\
             --- 单位.bud\nunit 局本级\nunit \"下属 中心\" under 局本级\nproject 修缮 unit 没有 amount 1.00\n"
        ));
    }
}
