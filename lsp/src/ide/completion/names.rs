//! The names of a budget: units, projects, sets and items of "of which" figures, files.

use std::path::Path;

use bud::diagnostic::{Message, locale};
use bud::model::Node;
use bud::model::project::Project;
use bud::model::unit::Found;
use bud::syntax::{Attribute, Keyword};

use super::gather::Gather;
use super::resolve::Subject;
use super::{Context, Item, ItemKind};

/// The units, found by their names and by their code in the register.
pub fn units(context: &Context<'_>, keyword: Keyword, gather: &mut Gather<'_>) {
    let model = context.view.budget.model();
    let own = (keyword == Keyword::Unit).then(|| context.own_name()).flatten();
    let others = model.units.iter().filter(|(_, unit)| Some(&unit.name) != own.as_ref());
    gather.offer_all(
        others.map(|(_, unit)| (0, unit)),
        |unit, found_by| {
            found_by(&unit.name);
            unit.full_name.iter().chain(&unit.code).for_each(|name| found_by(name));
        },
        |unit| {
            let detail = [&unit.full_name, &unit.code].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
            Item::new(ItemKind::Unit, &unit.name)
                .detail(detail)
                .text(context.cursor.written(&unit.name, keyword))
                .about(Subject::Unit(unit.name.clone()))
        },
    );
}

/// The projects: those of the line's unit first, and where one above others is wanted such ones.
pub fn projects(context: &Context<'_>, keyword: Keyword, gather: &mut Gather<'_>) {
    let (model, sources) = (context.view.budget.model(), context.view.budget.sources());
    let tree = model.projects.tree();
    let (unit, own) = (context.unit(), context.own_name());
    let above = keyword == Keyword::Project && own.is_some();
    let group = |node: Node, of: Node| {
        let elsewhere = unit.is_known() && of != unit;
        u8::from(elsewhere) * 2 + u8::from(above && !tree.has_children(node))
    };
    let is_own = |project: &Project| above && own.as_deref() == Some(&*project.name(sources));
    let others = model.projects.iter().filter(|(_, project)| !is_own(project));
    gather.offer_all(
        others.map(|(node, project)| (group(node, project.unit), project)),
        |project, found_by| found_by(&project.name(sources)),
        |project| {
            let name = project.name(sources).into_owned();
            let unit = model.units.get(project.unit).map(|unit| unit.name.clone());
            Item::new(ItemKind::Project, &*name)
                .detail(unit.clone().unwrap_or_default())
                .text(context.cursor.written(&name, keyword))
                .about(Subject::Project(name, unit))
        },
    );
}

/// The sets of "of which" figures.
pub fn sets(context: &Context<'_>, keyword: Keyword, gather: &mut Gather<'_>) {
    let items = &context.view.budget.model().items;
    for set in items.tree().roots() {
        let name = items.name(set);
        gather.offer(0, &[name], || {
            let item = Item::new(ItemKind::Item, name).text(context.cursor.written(name, keyword));
            item.about(Subject::Item(name.to_owned()))
        });
    }
}

/// The items of the set that the line names.
pub fn items(context: &Context<'_>, keyword: Keyword, gather: &mut Gather<'_>) {
    let items = &context.view.budget.model().items;
    let statement = context.cursor.rest.as_ref();
    let set = statement.and_then(|it| it.text(Attribute::Memo).or_else(|| it.head_text(0)));
    let Some(set) = set.and_then(|set| items.set(&set.folded(&context.cursor.rest_text))) else { return };
    let inside = items.tree().nodes().filter(|&node| node != set && items.tree().contains(set, node));
    gather.offer_all(
        inside.map(|node| (0, (node, items.path(node)))),
        |(node, path), found_by| {
            found_by(path.split_once('/').map_or("", |(_, path)| path));
            found_by(items.name(*node));
        },
        |(_, path)| {
            let name = path.split_once('/').map_or("", |(_, path)| path);
            let item = Item::new(ItemKind::Item, name).text(context.cursor.written(name, keyword));
            item.about(Subject::Item(path.clone()))
        },
    );
}

/// The files that could be included: those that are not yet come first.
pub fn files(context: &Context<'_>, gather: &mut Gather<'_>) {
    let (source, sources) = (context.view.source(), context.view.budget.sources());
    let folder = source.path.parent().unwrap_or(Path::new(""));
    for path in (context.asked.files)() {
        let target = bud::source::normal(&folder.join(&path));
        if target == source.path {
            continue;
        }
        let name = path.rsplit('/').next().unwrap_or(&path);
        let included = sources.by_path(&target).is_some();
        gather.offer(u8::from(included), &[&path, name], || {
            let item = Item::new(ItemKind::File, &*path).text(context.cursor.written(&path, Keyword::Include));
            let message = Message::new("lsp-included-already");
            if included { item.detail(locale::text(context.view.language, &message)) } else { item }
        });
    }
}

impl Context<'_> {
    /// The name that the line's head gives, as it is read.
    fn own_name(&self) -> Option<String> {
        let name = self.cursor.rest.as_ref()?.head_text(0)?;
        Some(name.of(&self.cursor.rest_text).into_owned())
    }

    /// The unit that the line is of: the one it names, else its file's.
    fn unit(&self) -> Node {
        let model = self.view.budget.model();
        let named = self.cursor.rest.as_ref().and_then(|statement| statement.text(Attribute::Unit));
        match named.map(|name| model.units.find(&name.folded(&self.cursor.rest_text))) {
            Some(Found::One(node)) => node,
            Some(_) => Node::UNKNOWN,
            None => self.view.header().unit,
        }
    }
}
