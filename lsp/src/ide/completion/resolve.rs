//! What is told about an item when it is looked at: made only then, and from a budget that may have
//! been analysed anew meanwhile. So a [`Subject`] keeps names, and no numbers that an edit changes.

use bud::model::account::dimension;
use bud::model::dimension::{kind_node, source_node};
use bud::model::unit::Found;
use bud::model::{Dim, Node, known_name};
use bud::syntax::text::fold;
use bud::syntax::{AccountCode, Attribute, Keyword, Kind, Source};

use super::super::mention::Thing;
use super::super::prose::Prose;
use super::super::{View, hover, words};
use crate::budget::Budget;

/// What an item is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A keyword.
    Keyword(Keyword),
    /// An attribute.
    Attribute(Attribute),
    /// A kind of money.
    Kind(Kind),
    /// A fund source.
    Source(Source),
    /// A unit, by its name.
    Unit(String),
    /// A project, by its name and its unit's.
    Project(String, Option<String>),
    /// A set or an item of "of which" figures, by its path.
    Item(String),
    /// A code.
    Code(AccountCode),
}

impl Subject {
    /// The subject as words that an editor can keep.
    pub fn to_words(&self) -> Vec<String> {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        match self {
            Subject::Keyword(keyword) => words(&["keyword", keyword.en()]),
            Subject::Attribute(attribute) => words(&["attribute", attribute.en()]),
            Subject::Kind(kind) => words(&["kind", kind.en()]),
            Subject::Source(source) => words(&["source", source.en()]),
            Subject::Unit(name) => words(&["unit", name]),
            Subject::Project(name, None) => words(&["project", name]),
            Subject::Project(name, Some(unit)) => words(&["project", name, unit]),
            Subject::Item(path) => words(&["item", path]),
            Subject::Code(code) => words(&["code", &code.to_string()]),
        }
    }

    /// The subject that [`Subject::to_words`] gave these words.
    pub fn from_words(words: &[String]) -> Option<Subject> {
        let (what, name) = (words.first()?.as_str(), words.get(1)?);
        Some(match what {
            "keyword" => Subject::Keyword(Keyword::read(name)?),
            "attribute" => Subject::Attribute(Attribute::read(name)?),
            "kind" => Subject::Kind(Kind::read(name)?),
            "source" => Subject::Source(Source::read(name)?),
            "unit" => Subject::Unit(name.clone()),
            "project" => Subject::Project(name.clone(), words.get(2).cloned()),
            "item" => Subject::Item(name.clone()),
            "code" => Subject::Code(AccountCode::read(name)?),
            _ => return None,
        })
    }
}

/// What there is to tell about an item's subject.
pub fn documentation(view: &View<'_>, subject: &Subject) -> Prose {
    let node = |dim: Dim, node: Node| hover::of_thing(view, Thing::Node(dim, node));
    let page = |page: Option<&'static str>| {
        let mut prose = Prose::default();
        page.into_iter().for_each(|page| prose.written(page));
        prose
    };
    match subject {
        Subject::Keyword(keyword) => page(words::keyword(view.language, *keyword)),
        Subject::Attribute(attribute) => page(words::attribute(view.language, *attribute)),
        Subject::Kind(kind) => node(Dim::Kind, kind_node(*kind)),
        Subject::Source(source) => node(Dim::Source, source_node(*source)),
        Subject::Code(code) => match dimension(*code).and_then(|dim| Some((dim, account(view.budget, dim, *code)?))) {
            Some((dim, account)) => node(dim, account),
            None => known_path(*code),
        },
        Subject::Unit(name) => unit(view.budget, name).map(|unit| node(Dim::Unit, unit)).unwrap_or_default(),
        Subject::Project(name, unit) => {
            let project = project(view.budget, name, unit.as_deref());
            project.map(|project| node(Dim::Project, project)).unwrap_or_default()
        }
        Subject::Item(path) => item(view.budget, path).map(|item| node(Dim::Item, item)).unwrap_or_default(),
    }
}

/// A code that is not declared: its name, and those above it.
fn known_path(code: AccountCode) -> Prose {
    let mut prose = Prose::default();
    let line = |code: AccountCode| known_name(code).map(|name| format!("{code} {name}"));
    prose.heading(line(code).unwrap_or_else(|| code.to_string()));
    let above: Vec<String> = (3..code.digits).filter_map(|digits| line(code.prefix(digits))).collect();
    if !above.is_empty() {
        prose.text(above.join(" › "));
    }
    prose
}

fn account(budget: &Budget, dim: Dim, code: AccountCode) -> Option<Node> {
    budget.model().charts.chart(dim).find(code)
}

fn unit(budget: &Budget, name: &str) -> Option<Node> {
    match budget.model().units.find(&fold(name)) {
        Found::One(node) => Some(node),
        _ => None,
    }
}

fn project(budget: &Budget, name: &str, of: Option<&str>) -> Option<Node> {
    let named = budget.projects_named(&fold(name));
    let wanted = of.and_then(|name| unit(budget, name));
    let of_unit = |node: &Node| budget.project(*node).is_some_and(|project| Some(project.unit) == wanted);
    named.iter().copied().find(of_unit).or(named.first().copied())
}

fn item(budget: &Budget, path: &str) -> Option<Node> {
    let items = &budget.model().items;
    let mut steps = path.split('/');
    let set = items.set(steps.next()?)?;
    steps.try_fold(set, |above, name| items.under(above, name))
}
