//! What a name stands for.

use bud::model::{Dim, Node, Slice, known_name};
use bud::span::FileId;
use bud::syntax::{AccountCode, Attribute, Kind};

use bud::diagnostic::Message;

use super::super::mention::{Mention, Thing};
use super::super::prose::Prose;
use super::super::{Read, View};

/// Stands between two facts of one line.
const BETWEEN: &str = " · ";

/// Tells what a name stands for.
pub(super) fn tell(view: &View<'_>, read: &Read<'_>, mention: &Mention, prose: &mut Prose) {
    match (mention.thing, mention.dim) {
        (Some(thing), _) => of_thing(view, thing, prose),
        (None, Some(Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account)) => {
            if let Some(code) = AccountCode::read(mention.place.of(read.text)) {
                of_undeclared(view, code, prose);
            }
        }
        (None, _) => {}
    }
}

/// Tells what a thing is.
pub(super) fn of_thing(view: &View<'_>, thing: Thing, prose: &mut Prose) {
    match thing {
        Thing::File(file) => of_file(view, file, prose),
        Thing::Node(Dim::Project, node) => of_project(view, node, prose),
        Thing::Node(dim, node) => of_node(view, dim, node, prose),
    }
}

fn of_undeclared(view: &View<'_>, code: AccountCode, prose: &mut Prose) {
    prose.heading(code.to_string());
    let known = known_name(code).map(|name| view.message(&Message::new("lsp-known-name").with("name", name)));
    prose.text(joined([Some(view.word("lsp-undeclared")), known]));
}

fn of_node(view: &View<'_>, dim: Dim, node: Node, prose: &mut Prose) {
    let name = view.name(dim, node);
    match dim {
        Dim::Unit => of_unit(view, node, prose),
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => {
            prose.heading(name);
            prose.text(account_path(view, dim, node));
        }
        Dim::Kind => {
            let phrase = Kind::ALL.get(node.index()).map(|kind| kind.phrase());
            prose.heading(phrase.map_or(name, |(english, chinese)| view.say(english, chinese).to_owned()));
        }
        Dim::Source => {
            prose.heading(name);
            let above: Vec<String> =
                view.budget.model().tree(dim).ancestors(node).map(|above| view.name(dim, above)).collect();
            prose.text(above.join(" › "));
        }
        Dim::Project | Dim::Item => prose.heading(name),
    }
    let rows = view.by_kind(dim, node);
    if rows.is_empty() {
        prose.text(view.word("lsp-no-money"));
    }
    prose.table(view.kind_table(&rows));
    prose.text(view.open_note(&rows).unwrap_or_default());
    claims(view, dim, node, prose);
}

fn claims(view: &View<'_>, dim: Dim, node: Node, prose: &mut Prose) {
    let (claims, more) = view.claims_about(dim, node);
    prose.table(view.claim_table(&claims));
    if more > 0 {
        prose.text(view.message(&Message::new("lsp-further-totals").with("count", more)));
    }
}

fn of_unit(view: &View<'_>, node: Node, prose: &mut Prose) {
    let units = &view.budget.model().units;
    let Some(unit) = units.get(node) else { return };
    prose.heading(unit.full_name.clone().unwrap_or_else(|| unit.name.clone()));
    let tree = units.tree();
    let short = unit.full_name.is_some().then(|| unit.name.clone());
    let code = unit.code.as_ref().map(|code| fact(view, Attribute::Code, code));
    let under = tree.parent(node).map(|above| fact(view, Attribute::Under, &view.name(Dim::Unit, above)));
    let below = tree.nodes().filter(|&other| other != node && tree.contains(node, other)).count();
    let below = (below > 0).then(|| view.message(&Message::new("lsp-units-below").with("count", below)));
    prose.text(joined([short, code, under, below]));
}

/// The chart, and what stands above a code: 类, 款, 项.
fn account_path(view: &View<'_>, dim: Dim, node: Node) -> String {
    let chart = view.budget.model().charts.chart(dim);
    let caption = match dim {
        Dim::Account => "lsp-chart-revenue",
        Dim::Func => "lsp-chart-function",
        Dim::Econ => "lsp-chart-department",
        _ => "lsp-chart-government",
    };
    let mut path: Vec<Node> = std::iter::once(node).chain(chart.tree().ancestors(node)).collect();
    path.reverse();
    let steps = path.into_iter().filter_map(|node| {
        let account = chart.get(node)?;
        let key = match account.code.digits {
            3 => "lsp-level-class",
            5 => "lsp-level-section",
            7 => "lsp-level-item",
            _ => "lsp-level-sub-item",
        };
        Some(view.message(&Message::new(key).with("name", view.name(dim, node))))
    });
    let steps: Vec<String> = std::iter::once(view.word(caption)).chain(steps).collect();
    steps.join(" › ")
}

fn of_project(view: &View<'_>, node: Node, prose: &mut Prose) {
    let Some(project) = view.budget.project(node) else { return };
    let tree = view.budget.model().projects.tree();
    prose.heading(view.name(Dim::Project, node));
    let unit = project.unit.is_known().then(|| fact(view, Attribute::Unit, &view.name(Dim::Unit, project.unit)));
    let under = tree.parent(node).map(|above| fact(view, Attribute::Under, &view.name(Dim::Project, above)));
    prose.text(joined([unit, under]));
    let lines = view.lines(&Slice::of(Kind::Project).with(Dim::Project, node));
    let count = view.message(&Message::new("lsp-line-count").with("count", lines.count));
    match lines.count {
        0 => prose.text(view.word("lsp-no-money")),
        _ => prose.text(joined([Some(view.figure_twice(lines.sum)), Some(count)])),
    }
    claims(view, Dim::Project, node, prose);
    if lines.count > 1 {
        prose.table(view.line_table(&lines));
    }
}

fn of_file(view: &View<'_>, file: FileId, prose: &mut Prose) {
    let source = view.budget.sources().file(file);
    prose.heading(view.file_name(file));
    let count = bud::source::lines(&source.text).count();
    prose.text(view.message(&Message::new("lsp-line-count").with("count", count)));
    let rows = view.by_kind_in(file);
    if rows.is_empty() {
        prose.text(view.word("lsp-no-money"));
    }
    prose.table(view.kind_table(&rows));
}

/// An attribute and its value.
fn fact(view: &View<'_>, attribute: Attribute, value: &str) -> String {
    format!("{} {value}", view.say(attribute.en(), attribute.zh()))
}

fn joined<const COUNT: usize>(facts: [Option<String>; COUNT]) -> String {
    facts.into_iter().flatten().collect::<Vec<_>>().join(BETWEEN)
}
