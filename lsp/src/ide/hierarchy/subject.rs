//! What a figure is of.

use bud::diagnostic::Message;
use bud::ledger::Millionths;
use bud::model::{Dim, Entry, Node, Role, Slice};
use bud::source::LineRef;
use bud::span::Span;
use bud::syntax::{Attribute, Kind};

use super::super::mention::{Thing, declaration, mention_at, uses};
use super::super::symbols::SymbolKind;
use super::super::{View, read};
use super::{Item, Key, sum};

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A unit, an account, a project, a set or an item.
    Node(Dim, Node),
    /// A line with money or a claim.
    Line(LineRef),
}

impl Subject {
    /// What stands at byte `at`: the thing named there, else the line.
    pub fn at(view: &View<'_>, at: u32) -> Option<Subject> {
        let named = mention_at(view, at).and_then(|(_, mention)| mention.thing);
        if let Some(Thing::Node(dim, node)) = named
            && !matches!(dim, Dim::Kind | Dim::Source)
        {
            return Some(Subject::Node(dim, node));
        }
        let line = Subject::Line(view.line(at));
        (line.entry(view).is_some() || line.claim(view).is_some()).then_some(line)
    }

    /// What a key is of, if it is still there and has a figure.
    pub fn of(view: &View<'_>, key: &Key) -> Option<Subject> {
        let found = key.subject(view)?;
        let has_figure = match found {
            Subject::Node(..) => true,
            Subject::Line(_) => found.entry(view).is_some() || found.claim(view).is_some(),
        };
        has_figure.then_some(found)
    }

    /// The entry that the line makes.
    pub fn entry<'a>(&self, view: &View<'a>) -> Option<&'a Entry> {
        match *self {
            Subject::Line(at) => view.budget.entry_at(at),
            Subject::Node(..) => None,
        }
    }

    /// The claim that the line makes.
    pub fn claim(&self, view: &View<'_>) -> Option<usize> {
        match *self {
            Subject::Line(at) => view.budget.claim_at(at),
            Subject::Node(..) => None,
        }
    }

    /// The slice of money that it is the sum of; none for a line with money.
    ///
    /// A unit and an account of expenditure stand for their expenditure, or for what they have to spend
    /// where they spend nothing.
    pub fn slice(&self, view: &View<'_>) -> Option<Slice> {
        let &Subject::Node(dim, node) = self else {
            return Some(view.budget.model().claims.get(self.claim(view)?)?.slice.clone());
        };
        let of = |kind| Slice::of(kind).with(dim, node);
        let kinds = match dim {
            Dim::Item => return Some(of(Kind::Memo)),
            Dim::Project => return Some(of(Kind::Project)),
            Dim::Account => [Kind::Resources, Kind::Carryforward],
            _ => [Kind::Expense, Kind::Resources],
        };
        let cube = view.budget.analysis.cube();
        let used = kinds.into_iter().find(|&kind| dim.applies(kind) && !sum(&cube, &of(kind)).is_empty());
        Some(of(used.unwrap_or(kinds[0])))
    }

    /// It as an item of the hierarchy.
    pub fn item(&self, view: &View<'_>) -> Option<Item> {
        let slice = match self {
            Subject::Node(..) => self.slice(view),
            Subject::Line(_) => None,
        };
        let total = slice.as_ref().map(|slice| sum(&view.budget.analysis.cube(), slice).total());
        self.item_of(view, total)
    }

    /// The same where its sum is known.
    pub fn item_of(&self, view: &View<'_>, total: Option<Millionths>) -> Option<Item> {
        let (name, kind) = self.name(view)?;
        let (span, selection) = self.place(view)?;
        let detail = match self {
            Subject::Node(..) => total.map(|total| view.figure(total)).unwrap_or_default(),
            Subject::Line(at) => self.figure(view, *at),
        };
        Some(Item { name, detail, kind, span, selection, key: Key::of(view, self) })
    }

    /// A line's figure; of a project, which may be paid from several, with its function.
    fn figure(&self, view: &View<'_>, at: LineRef) -> String {
        let amount = view.amount_at(at).unwrap_or_else(|| view.word("lsp-sum-unreadable"));
        let entry = self.entry(view).filter(|entry| entry.kind == Kind::Project);
        match entry.map(|entry| entry.node(Dim::Func)).filter(|func| func.is_known()) {
            Some(func) => {
                let label = view.budget.model().label(view.budget.sources(), Dim::Func, func);
                format!("{amount} · {label}")
            }
            None => amount,
        }
    }

    fn name(&self, view: &View<'_>) -> Option<(String, SymbolKind)> {
        let (model, sources) = (view.budget.model(), view.budget.sources());
        if let Subject::Node(dim, node) = *self {
            let kind = match dim {
                Dim::Unit => SymbolKind::Unit,
                Dim::Project if model.projects.tree().has_children(node) => SymbolKind::LevelOne,
                Dim::Project => SymbolKind::Project,
                Dim::Item => SymbolKind::Set,
                _ => SymbolKind::Account,
            };
            return Some((model.label(sources, dim, node), kind));
        }
        if let Some(claim) = self.claim(view).and_then(|claim| model.claims.get(claim)) {
            let kind = if claim.role == Role::Ceiling { SymbolKind::Ceiling } else { SymbolKind::Total };
            let name = match claim.role {
                Role::Parent => Message::new("lsp-sum-written"),
                Role::Total => Message::new("lsp-sum-total"),
                Role::Ceiling => Message::new("lsp-sum-ceiling"),
            };
            let name = view.message(&name.with("slice", view.slice(&claim.slice)));
            return Some((name, kind));
        }
        let entry = self.entry(view)?;
        let kind = match entry.kind {
            Kind::Project => SymbolKind::Project,
            Kind::Memo => SymbolKind::Item,
            Kind::Revenue | Kind::Carryover | Kind::Carryforward => SymbolKind::Revenue,
            _ => SymbolKind::Expense,
        };
        Some((entered(view, entry), kind))
    }

    /// The line, and the name or the figure in it.
    fn place(&self, view: &View<'_>) -> Option<(Span, Span)> {
        let sources = view.budget.sources();
        match *self {
            Subject::Line(at) => {
                let statement = read(view.budget, at).statement?;
                let amount = statement.field(Attribute::Amount).map_or(statement.place, |field| field.place);
                Some((sources.line_span(at), sources.span(at, amount)))
            }
            Subject::Node(dim, node) => {
                let thing = Thing::Node(dim, node);
                let first = || uses(view.budget, thing, None).into_iter().next().map(|(span, _)| span);
                let name = declaration(view.budget, thing).or_else(first)?;
                Some((sources.line_span(sources.line_of(name)), name))
            }
        }
    }
}

/// What a line with money is called: the project or item that it is of, else where it lies.
fn entered(view: &View<'_>, entry: &Entry) -> String {
    let known = |dim: Dim| Some(entry.node(dim)).filter(|node| node.is_known());
    let own = [Dim::Item, Dim::Project].into_iter().find_map(|dim| Some((dim, known(dim)?)));
    if let Some((dim, node)) = own {
        return view.budget.model().label(view.budget.sources(), dim, node);
    }
    let mut slice = Slice::of(entry.kind);
    for dim in [Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Account] {
        if let Some(node) = known(dim) {
            slice = slice.with(dim, node);
        }
    }
    view.slice(&slice)
}
