//! By what a figure is found again in a later state of the budget.

use bud::model::account::dimension;
use bud::model::unit::Found;
use bud::model::{Dim, Node};
use bud::source::{LineRef, lines};
use bud::syntax::AccountCode;
use bud::syntax::text::fold;

use super::super::View;
use super::subject::Subject;

/// Names and text by which a figure is found again; the texts are what an editor keeps for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(pub Vec<String>);

impl Key {
    /// The key of what is left of a list that is too long: nothing is found by it.
    pub fn rest() -> Key {
        Key(vec!["rest".to_owned()])
    }

    /// The key of a subject.
    pub(super) fn of(view: &View<'_>, subject: &Subject) -> Key {
        let (model, sources) = (view.budget.model(), view.budget.sources());
        let (dim, node) = match *subject {
            Subject::Node(dim, node) => (dim, node),
            Subject::Line(at) => {
                let number = sources.line_number(at).to_string();
                return Key(vec!["line".to_owned(), number, sources.line(at).trim().to_owned()]);
            }
        };
        let unit = |node: Node| model.units.get(node).map_or(String::new(), |unit| unit.name.clone());
        match dim {
            Dim::Unit => Key(vec!["unit".to_owned(), unit(node)]),
            Dim::Project => {
                let project = view.budget.project(node);
                let name = project.map_or(String::new(), |project| project.name(sources).into_owned());
                let of = project.map_or(String::new(), |project| unit(project.unit));
                let above = model.projects.tree().parent(node).and_then(|above| view.budget.project(above));
                let above = above.map_or(String::new(), |above| above.name(sources).into_owned());
                Key(vec!["project".to_owned(), name, of, above])
            }
            Dim::Item => {
                let mut path = vec![model.items.name(node).to_owned()];
                path.extend(model.items.tree().ancestors(node).map(|above| model.items.name(above).to_owned()));
                path.push("item".to_owned());
                path.reverse();
                Key(path)
            }
            _ => {
                let code = model.charts.chart(dim).get(node).map(|account| account.code.to_string());
                Key(vec!["account".to_owned(), code.unwrap_or_default()])
            }
        }
    }

    /// What the key is of, if it is still there.
    pub(super) fn subject(&self, view: &View<'_>) -> Option<Subject> {
        let model = view.budget.model();
        let texts: Vec<&str> = self.0.iter().map(String::as_str).collect();
        match texts[..] {
            ["unit", name] => match model.units.find(&fold(name)) {
                Found::One(node) => Some(Subject::Node(Dim::Unit, node)),
                Found::None | Found::Several(_) => None,
            },
            ["account", code] => {
                let code = AccountCode::read(code)?;
                let dim = dimension(code)?;
                Some(Subject::Node(dim, model.charts.chart(dim).find(code)?))
            }
            ["project", name, unit, above] => project(view, name, unit, above),
            ["item", set, ref path @ ..] => {
                let set = model.items.set(set)?;
                let node = path.iter().try_fold(set, |at, name| model.items.under(at, name))?;
                Some(Subject::Node(Dim::Item, node))
            }
            ["line", number, text] => line(view, number.parse().ok()?, text),
            _ => None,
        }
    }
}

/// The project of a name and a unit; where no unit is known, that of the level-1 project.
fn project(view: &View<'_>, name: &str, unit: &str, above: &str) -> Option<Subject> {
    let (model, sources) = (view.budget.model(), view.budget.sources());
    let named = view.budget.projects_named(&fold(name)).into_iter();
    let of_unit = named.filter(|&node| {
        let project = view.budget.project(node);
        let own = project.and_then(|project| model.units.get(project.unit));
        own.map_or("", |own| own.name.as_str()) == unit
    });
    let is_under = |node: Node| {
        let parent = model.projects.tree().parent(node).and_then(|node| view.budget.project(node));
        parent.map_or(above.is_empty(), |parent| parent.name(sources) == above)
    };
    let found = of_unit.max_by_key(|&node| (is_under(node), std::cmp::Reverse(node)))?;
    Some(Subject::Node(Dim::Project, found))
}

/// The line of a text that is nearest to where it was.
fn line(view: &View<'_>, number: u32, text: &str) -> Option<Subject> {
    let same = lines(&view.source().text).enumerate().filter(|(_, (_, line))| line.trim() == text);
    let nearest = same.min_by_key(|(at, _)| (*at as u32 + 1).abs_diff(number))?;
    let (_, (start, _)) = nearest;
    Some(Subject::Line(LineRef { file: view.file, start }))
}
