//! From lines to the model: declarations first, then money, then the projects' tree, then claims,
//! since the order of lines carries no meaning.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use crate::diagnostic::{Argument, Code, Diagnostic, Fix, Message};
use crate::load::Loaded;
use crate::source::{LineRef, Sources, lines};
use crate::span::{Place, Span};
use crate::syntax::{AccountCode, Amount, Attribute, Field, Keyword, Line, LineParser, Statement, Text, written};

use super::account::{Charts, dimension};
use super::declare::Declarations;
use super::dimension::{Dim, Node, kind_tree, source_tree};
use super::entry::{Claim, Entry, Goal, Step};
use super::header::{self, Header};
use super::item;
use super::missing::{Missing, Thing};
use super::project;
use super::unit::{Found, Units};
use super::{Model, Projects};

mod claim;
mod link;
mod money;

/// Resolves everything that was loaded. Findings are added to `diagnostics`.
pub fn build(loaded: &Loaded, diagnostics: &mut Vec<Diagnostic>) -> Model {
    let sources = &loaded.sources;
    let mut missing = Missing::new(!loaded.lost.is_empty());
    let units = Units::declare(sources, &loaded.units, &mut missing, diagnostics);
    let charts = Charts::declare(sources, &loaded.accounts, diagnostics);
    if loaded.lost.is_empty() {
        // Else a parent may be declared in the file that cannot be read, which is reported.
        diagnostics.extend(Declarations::new(loaded, &charts).missing_parents());
    }
    let mut builder = Builder {
        loaded,
        sources,
        headers: Vec::new(),
        units,
        charts,
        missing,
        diagnostics,
        reported: FxHashSet::default(),
        entries: Vec::with_capacity(loaded.lines),
        projects: project::Gathering::with_capacity(loaded.lines),
        children: Vec::new(),
        unfunded: Vec::new(),
        items: item::Gathering::default(),
        claim_lines: Vec::new(),
        claims: Vec::new(),
        goals: Vec::new(),
    };
    let mut found = Vec::new();
    builder.headers = header::read(loaded, &mut found, |declaration, text| {
        let name = text.folded(sources.line(declaration.at));
        builder.named_unit(&name, sources.span(declaration.at, text.place(sources.line(declaration.at))))
    });
    builder.diagnostics.extend(found);
    builder.entries.extend(loaded.lost.iter().map(|&at| Entry::lost(at)));
    builder.read_lines();
    builder.finish()
}

/// A line that puts a project under a level-1 project.
struct Child {
    project: Node,
    under: Text,
    /// The unit the line itself names, or its file.
    unit: Node,
    at: LineRef,
}

struct Builder<'a> {
    loaded: &'a Loaded,
    sources: &'a Sources,
    headers: Vec<Header>,
    units: Units,
    charts: Charts,
    missing: Missing,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Names and codes that are wrong in themselves: one report each.
    reported: FxHashSet<(Code, String)>,
    entries: Vec<Entry>,
    projects: project::Gathering,
    children: Vec<Child>,
    /// Project lines without an amount; they still give their children defaults.
    unfunded: Vec<(Node, Entry)>,
    items: item::Gathering,
    /// Lines about sums and goals, read again when all projects are known.
    claim_lines: Vec<LineRef>,
    claims: Vec<Claim>,
    goals: Vec<Goal>,
}

impl Builder<'_> {
    fn read_lines(&mut self) {
        let sources = self.sources;
        let mut parser = LineParser::new();
        let loaded = self.loaded;
        for file in sources.iter() {
            if let Some(kept) = loaded.kept.get(file.id.0 as usize).and_then(Option::as_ref) {
                for it in kept.iter() {
                    self.line(LineRef { file: file.id, start: it.start }, it.text, it.line);
                }
                continue;
            }
            for (start, text) in lines(&file.text) {
                let line = parser.parse(text);
                self.line(LineRef { file: file.id, start }, text, &line);
            }
        }
    }

    fn line(&mut self, at: LineRef, text: &str, line: &Line) {
        let keyword = line.statement.as_ref().map(|statement| statement.keyword);
        let declares = matches!(keyword, Some(Keyword::Budget | Keyword::Include | Keyword::Unit | Keyword::Account));
        if declares {
            // Read and reported when the files were loaded.
            return;
        }
        let sources = self.sources;
        for problem in &line.problems {
            self.diagnostics.push(problem.clone().at(|place| sources.span(at, place)));
        }
        if line.lost {
            self.entries.push(Entry::lost(at));
        }
        let Some(statement) = &line.statement else { return };
        match statement.keyword {
            Keyword::Total | Keyword::Ceiling | Keyword::Goal => self.claim_lines.push(at),
            _ => self.money_line(at, text, statement),
        }
    }

    fn finish(mut self) -> Model {
        let links = self.link_projects();
        let claim_lines = std::mem::take(&mut self.claim_lines);
        let mut parser = LineParser::new();
        let mut pending = Vec::new();
        for at in claim_lines {
            if let Some(statement) = parser.parse(self.sources.line(at)).statement {
                pending.extend(self.claim_line(at, &statement));
            }
        }
        self.claims.extend(pending);
        let (projects, project_nodes) = std::mem::take(&mut self.projects).finish(&links);
        let (items, item_nodes) = std::mem::take(&mut self.items).finish();
        self.renumber(Dim::Item, &item_nodes);
        if let Some(nodes) = project_nodes {
            self.renumber(Dim::Project, &nodes);
        }
        let unfunded = self.unfunded.iter().map(|(project, entry)| (entry.at, *project)).collect();
        let missing = std::mem::take(&mut self.missing);
        let declarations = Declarations::new(self.loaded, &self.charts);
        let reports = missing.report(self.sources, &declarations, |thing| self.names(thing, &projects));
        self.diagnostics.extend(reports);
        Model {
            headers: self.headers,
            units: self.units,
            charts: self.charts,
            projects,
            items,
            entries: self.entries,
            unfunded,
            claims: self.claims,
            goals: self.goals,
            kinds: kind_tree(),
            sources: source_tree(),
        }
    }

    /// The declared names of a thing, for suggestions.
    fn names(&self, thing: Thing, projects: &Projects) -> Vec<String> {
        let codes = |dim: Dim| self.charts.chart(dim).iter().map(|(_, account)| account.code.to_string());
        match thing {
            Thing::Unit => self.units.names().map(str::to_owned).collect(),
            Thing::Account => [Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Account].into_iter().flat_map(codes).collect(),
            Thing::Project => projects.iter().map(|(_, project)| project.name(self.sources).into_owned()).collect(),
        }
    }

    /// Replaces the numbers given while reading by final nodes.
    fn renumber(&mut self, dim: Dim, nodes: &[Node]) {
        if nodes.is_empty() {
            return;
        }
        let node = |node: Node| nodes.get(node.index()).copied().unwrap_or(node);
        for entry in &mut self.entries {
            let old = entry.node(dim);
            if old.is_known() {
                entry.set(dim, node(old));
            }
        }
        for claim in &mut self.claims {
            if let Some(old) = claim.slice.get(dim) {
                claim.slice = claim.slice.clone().with(dim, node(old));
            }
        }
        if dim == Dim::Project {
            for (project, _) in &mut self.unfunded {
                *project = node(*project);
            }
            for goal in &mut self.goals {
                goal.project = node(goal.project);
            }
        }
    }

    fn header(&self, at: LineRef) -> &Header {
        &self.headers[at.file.0 as usize]
    }

    /// Where the value of `attribute` stands.
    fn span_of(&self, at: LineRef, statement: &Statement, attribute: Attribute) -> Span {
        self.sources.span(at, statement.place_of(attribute))
    }

    /// The unit of a line: named, else the file's, else unknown.
    fn unit(&mut self, at: LineRef, text: &str, statement: &Statement) -> Node {
        let Some(field) = statement.field(Attribute::Unit) else { return self.header(at).unit };
        let Some(name) = statement.text(Attribute::Unit) else { return Node::ERROR };
        self.named_unit(&name.folded(text), self.sources.span(at, field.place))
    }

    /// The unit that goes by a name, given width-folded.
    fn named_unit(&mut self, name: &str, span: Span) -> Node {
        match self.units.find(name) {
            Found::One(node) => node,
            Found::None => {
                self.missing.used(Thing::Unit, name, span);
                Node::ERROR
            }
            Found::Several(nodes) => {
                self.ambiguous_unit(name, &nodes, span);
                Node::ERROR
            }
        }
    }

    fn ambiguous_unit(&mut self, name: &str, nodes: &[Node], span: Span) {
        if !self.reported.insert((Code::AmbiguousName, name.to_owned())) {
            return;
        }
        let units: Vec<_> = nodes.iter().filter_map(|&node| self.units.get(node)).collect();
        let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
        let message = Message::new("ambiguous-unit").with("name", name).with("count", nodes.len());
        let help =
            Message::new("ambiguous-unit-help").with("names", Argument::Both(names.join(", "), names.join("、")));
        let mut diagnostic = Diagnostic::new(Code::AmbiguousName, span, message).help(help);
        for unit in &units {
            diagnostic = diagnostic.related(self.sources.line_span(unit.at), "declared-here");
        }
        let keyword = LineParser::keyword(self.sources.line(self.sources.line_of(span)));
        let write = |name: &&str| Fix::write(span, written(name, keyword.unwrap_or(Keyword::Project)));
        self.diagnostics.push(diagnostic.alternatives(names.iter().map(write)));
    }

    /// The account of a code given to an attribute, and its dimension.
    fn account(&mut self, at: LineRef, statement: &Statement, field: &Field, code: AccountCode) -> (Dim, Node) {
        let (attribute, span) = (field.attribute, self.sources.span(at, field.place));
        let expected: &[Dim] = match attribute {
            Attribute::Func => &[Dim::Func],
            Attribute::Account => &[Dim::Account],
            _ => &[Dim::Econ, Dim::GovEcon],
        };
        let Some(dim) = dimension(code).filter(|dim| expected.contains(dim)) else {
            if self.reported.insert((Code::WrongChart, format!("{attribute:?} {code}"))) {
                let message = Message::new("wrong-chart")
                    .with("attribute", Argument::Both(attribute.en().to_owned(), attribute.zh().to_owned()))
                    .with("code", code.to_string());
                let fix = self.other_attribute(at, statement, field, code);
                self.diagnostics.push(Diagnostic::new(Code::WrongChart, span, message).help("charts-help").fix(fix));
            }
            return (expected[0], Node::ERROR);
        };
        match self.charts.chart(dim).find(code) {
            Some(node) => (dim, node),
            None => {
                self.missing.used(Thing::Account, &code.to_string(), span);
                (dim, Node::ERROR)
            }
        }
    }

    /// Gives a code to the attribute that takes its chart, if the line has none yet. The code itself may
    /// as well be wrong.
    fn other_attribute(&self, at: LineRef, statement: &Statement, field: &Field, code: AccountCode) -> Option<Fix> {
        let attribute = dimension(code)?.attribute();
        let free = statement.keyword.takes(attribute) && statement.field(attribute).is_none();
        let chinese = !field.name.of(self.sources.line(at)).is_ascii();
        let name = if chinese { attribute.zh() } else { attribute.en() };
        let title = Message::new("fix-write").with("text", format!("{name} {code}"));
        free.then(|| Fix::guess(title, self.sources.span(at, field.name), name))
    }

    /// A figure in 元 with its step, if it is within what a budget may hold.
    fn money(&mut self, at: LineRef, place: Place, amount: &Amount) -> Option<(Decimal, Step)> {
        const BOUND: Decimal = Decimal::from_parts(1_316_134_912, 2328, 0, false, 0); // 10^13
        let header = self.header(at);
        let measure = amount.unit.unwrap_or(header.measure);
        let yuan = match measure.exponent() {
            0 => Some(amount.value),
            _ => amount.value.checked_mul(measure.factor()),
        };
        let fits = |yuan: &Decimal| {
            let value = header::shifted(*yuan, header.measure).normalize();
            value.abs() < BOUND && value.scale() <= 6
        };
        let plain = amount.unit.is_none() && amount.decimals <= 6 && amount.value.abs() < BOUND;
        let Some(yuan) = yuan.filter(|yuan| plain || fits(yuan)) else {
            let message = Message::new("number-out-of-bounds")
                .with("word", place.of(self.sources.line(at)))
                .with("measure", header.measure.zh());
            let span = self.sources.span(at, place);
            self.diagnostics.push(Diagnostic::new(Code::NumberOutOfBounds, span, message).help("number-bounds-help"));
            return None;
        };
        Some((yuan, Step::of(amount, header)))
    }
}
