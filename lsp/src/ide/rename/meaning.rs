//! Whether a renaming leaves every line meaning what it meant.
//!
//! Names resolve by what is there: a project's name is enough where no other unit has one of that name,
//! an undeclared name comes to mean whatever is given it. Rules that foresee all of this would resolve
//! names a second time; so the renamed budget is read, and each name in it must mean the same.

use std::path::{Path, PathBuf};

use bud::diagnostic::apply::Edits;
use bud::diagnostic::{Edit, Fix, Message};
use bud::model::{Dim, Node};
use bud::source::{LineRef, Memory, lines};
use bud::span::FileId;
use bud::syntax::LineParser;
use bud::{Options, analyze};
use smallvec::SmallVec;

use super::super::mention::{Mentions, Thing, mentions};
use super::super::{Read, View};
use super::placed;
use crate::budget::Budget;

/// A thing as both budgets know it: numbers may have changed, the lines have not.
#[derive(Debug, PartialEq, Eq)]
enum Same {
    Nothing,
    File(PathBuf),
    /// Declared in a line of a file.
    Declared(Dim, FileId, u32),
    /// One that the renaming does not number anew.
    Node(Dim, Node),
}

/// Refuses `edits` if some name would mean another thing than it does.
pub fn keep(view: &View<'_>, edits: &[Edit]) -> Result<(), Message> {
    let budget = view.budget;
    let Some(renamed) = renamed(budget, edits) else { return Ok(()) };
    let (mut before, mut after) = (LineParser::new(), LineParser::new());
    for (old, new) in budget.sources().iter().zip(renamed.sources().iter()) {
        for ((start, text), (new_start, new_text)) in lines(&old.text).zip(lines(&new.text)) {
            let at = LineRef { file: old.id, start };
            let new_at = LineRef { file: new.id, start: new_start };
            let was = mentions(budget, &Read { at, text, statement: before.parse(text).statement });
            let is =
                mentions(&renamed, &Read { at: new_at, text: new_text, statement: after.parse(new_text).statement });
            if let Some(index) = first_other((budget, &was), (&renamed, &is)) {
                let name = was.get(index).map(|mention| mention.written(text).into_owned()).unwrap_or_default();
                return Err(placed(view, Message::new("lsp-rename-meaning").with("name", name), at));
            }
        }
    }
    Ok(())
}

/// The first name of a line that means another thing.
fn first_other(was: (&Budget, &Mentions), is: (&Budget, &Mentions)) -> Option<usize> {
    let same = |(budget, mentions): (&Budget, &Mentions)| -> SmallVec<[Same; 6]> {
        mentions.iter().map(|mention| same(budget, mention.thing)).collect()
    };
    let (was, is) = (same(was), same(is));
    (0..was.len().max(is.len())).find(|&index| was.get(index) != is.get(index))
}

fn same(budget: &Budget, thing: Option<Thing>) -> Same {
    let (sources, model) = (budget.sources(), budget.model());
    let (dim, node) = match thing {
        None => return Same::Nothing,
        Some(Thing::File(file)) => return Same::File(sources.file(file).path.clone()),
        Some(Thing::Node(dim, node)) => (dim, node),
    };
    let at = match dim {
        Dim::Unit => model.units.get(node).map(|unit| unit.at),
        Dim::Project => model.projects.get(node).map(|project| project.at),
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => model.charts.chart(dim).get(node).map(|row| row.at),
        Dim::Kind | Dim::Source | Dim::Item => None,
    };
    at.map_or(Same::Node(dim, node), |at| Same::Declared(dim, at.file, sources.line_number(at)))
}

/// The budget with the edits made; none if its files are not found in the way they were.
fn renamed(budget: &Budget, edits: &[Edit]) -> Option<Budget> {
    let sources = budget.sources();
    let fix = Fix { title: "lsp-rename-nothing".into(), edits: edits.to_vec(), certain: false };
    let mut made = Edits::default();
    made.take(&fix, sources);
    let mut files = Memory::new();
    for file in sources.iter() {
        files.insert(file.path.clone(), made.applied(&file.path, &file.text));
    }
    let main = &sources.iter().next()?.path;
    let root = sources.iter().fold(main.parent()?.to_owned(), |root, file| shared(&root, &file.path));
    let analysis = analyze(&files, main, &Options { root: Some(root) }).ok()?;
    let paths = |sources: &bud::source::Sources| sources.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    (paths(&analysis.sources) == paths(sources)).then(|| Budget::new(analysis))
}

/// The folder that holds both.
fn shared(folder: &Path, file: &Path) -> PathBuf {
    folder.ancestors().find(|above| file.starts_with(above)).unwrap_or(folder).to_owned()
}
