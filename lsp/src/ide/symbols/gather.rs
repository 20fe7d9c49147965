//! A symbol for each statement, with what it is and what it belongs to.

use bud::model::{Dim, Node, Slice};
use bud::source::{LineRef, lines};
use bud::span::Place;
use bud::syntax::{Attribute, Keyword, Kind, LineParser, Statement, Value};

use super::super::mention::{Thing, mentions};
use super::super::{Read, View};
use super::{Symbol, SymbolKind};

/// A symbol before it has its place in the tree.
pub struct Gathered {
    pub symbol: Symbol,
    /// What it stands for, so that others may belong to it.
    pub is: Option<(Dim, Node)>,
    /// What it belongs to: this, or the nearest above it.
    pub of: Option<(Dim, Node)>,
}

/// Of a file with more lines the single lines of money are no symbols: a tree of a hundred thousand is of
/// no use to anyone, and takes an editor seconds to show.
pub const LARGE: u32 = 20_000;

/// The symbols of the file, in order of place.
pub fn gather(view: &View<'_>) -> Vec<Gathered> {
    let mut parser = LineParser::new();
    let large = view.source().index().count() > LARGE;
    let mut gathered = Vec::new();
    let mut last_set = Vec::new();
    for (start, text) in lines(&view.source().text) {
        let at = LineRef { file: view.file, start };
        if large && is_single(view, text, at) {
            continue;
        }
        let Some(statement) = parser.parse(text).statement else { continue };
        let read = Read { at, text, statement: Some(statement.clone()) };
        let one = Statements { view, read: &read, statement: &statement };
        if statement.keyword == Keyword::Memo {
            gathered.extend(one.set().filter(|set| !last_set.contains(&set.is)).inspect(|set| last_set.push(set.is)));
        }
        gathered.push(one.gathered());
    }
    gathered
}

/// Whether a line is one of money that nothing belongs to.
fn is_single(view: &View<'_>, text: &str, at: LineRef) -> bool {
    let keyword = LineParser::keyword(text);
    let has_children = |node| view.budget.model().projects.tree().has_children(node);
    match keyword {
        Some(Keyword::Project) => !view.budget.project_at(at).is_some_and(has_children),
        Some(Keyword::Memo) => false,
        _ => keyword.is_some_and(|keyword| keyword.kind().is_some()),
    }
}

struct Statements<'a> {
    view: &'a View<'a>,
    read: &'a Read<'a>,
    statement: &'a Statement,
}

impl Statements<'_> {
    fn gathered(&self) -> Gathered {
        let named = self.named();
        let tree = |dim| self.view.budget.model().tree(dim);
        let above = named.and_then(|(dim, node)| Some((dim, tree(dim).parent(node)?)));
        let (kind, is, of) = match self.statement.keyword {
            Keyword::Budget => (SymbolKind::Header, None, None),
            Keyword::Include => (SymbolKind::File, None, None),
            Keyword::Unit => (SymbolKind::Unit, named, above),
            Keyword::Account => (SymbolKind::Account, named, above),
            Keyword::Project => match named {
                Some((dim, node)) if tree(dim).has_children(node) => (SymbolKind::LevelOne, named, above),
                _ => (SymbolKind::Project, named, above),
            },
            Keyword::Goal => (SymbolKind::Goal, None, named),
            Keyword::Total => (SymbolKind::Total, None, None),
            Keyword::Ceiling => (SymbolKind::Ceiling, None, None),
            Keyword::Memo => (SymbolKind::Item, None, named),
            Keyword::Revenue | Keyword::Carryover | Keyword::Carryforward => (SymbolKind::Revenue, None, None),
            _ => (SymbolKind::Expense, None, None),
        };
        Gathered { symbol: self.symbol(kind, self.name(), self.detail()), is, of }
    }

    /// The set of an "of which" figure.
    fn set(&self) -> Option<Gathered> {
        let name = self.head(0);
        let symbol = self.symbol(SymbolKind::Set, name, String::new());
        Some(Gathered { symbol, is: Some(self.named()?), of: None })
    }

    fn symbol(&self, kind: SymbolKind, name: String, detail: String) -> Symbol {
        let sources = self.view.budget.sources();
        let statement = self.statement;
        let whole = Place { start: statement.place.start, end: statement.end() };
        let head = statement.head.first().map(|head| match head.value {
            Some(Value::Text(text)) => text.inner,
            _ => head.place,
        });
        let item = statement.text(Attribute::Item).filter(|_| kind == SymbolKind::Item).map(|item| item.inner);
        let goal = statement.head_text(1).filter(|_| kind == SymbolKind::Goal).map(|text| text.inner);
        let selection = item.or(goal).or(head).unwrap_or(statement.place);
        Symbol {
            name: if name.trim().is_empty() { self.statement.place.of(self.read.text).to_owned() } else { name },
            detail,
            kind,
            span: sources.span(self.read.at, whole),
            selection: sources.span(self.read.at, selection),
            children: Vec::new(),
        }
    }

    /// The first thing that is named before the attributes.
    fn named(&self) -> Option<(Dim, Node)> {
        let head = self.statement.head.first()?.place;
        let found = mentions(self.view.budget, self.read);
        let first = found.iter().find(|mention| mention.whole.start == head.start)?;
        match first.thing? {
            Thing::Node(dim, node) => Some((dim, node)),
            Thing::File(_) => None,
        }
    }

    fn head(&self, index: usize) -> String {
        self.statement.head_text(index).map_or(String::new(), |text| text.of(self.read.text).into_owned())
    }

    fn name(&self) -> String {
        let statement = self.statement;
        match statement.keyword {
            Keyword::Account => {
                let code = statement.head.first().map_or("", |head| head.place.of(self.read.text));
                format!("{code} {}", self.head(1)).trim_end().to_owned()
            }
            Keyword::Goal if !self.head(1).is_empty() => shortened(&self.head(1)),
            Keyword::Total | Keyword::Ceiling => self.claimed(),
            Keyword::Memo => match statement.text(Attribute::Item) {
                Some(item) => item.of(self.read.text).into_owned(),
                None => self.head(0),
            },
            keyword => match (self.head(0), keyword.kind()) {
                (name, _) if !name.is_empty() => name,
                (_, Some(kind)) => self.entry(kind),
                _ => String::new(),
            },
        }
    }

    /// What a claim is about, in words; as it is written where it could not be read.
    fn claimed(&self) -> String {
        let budget = self.view.budget;
        match budget.claim_at(self.read.at).and_then(|claim| budget.model().claims.get(claim)) {
            Some(claim) => self.view.slice(&claim.slice),
            None => {
                let after = self.read.text.get(self.statement.place.end as usize..self.statement.end() as usize);
                after.unwrap_or("").trim().to_owned()
            }
        }
    }

    /// Where a line without a name lies, by what it says itself.
    fn entry(&self, kind: Kind) -> String {
        let mut slice = Slice::of(kind);
        let Some(entry) = self.view.budget.entry_at(self.read.at) else { return self.view.slice(&slice) };
        for dim in Dim::ALL.into_iter().skip(1).filter(|&dim| entry.node(dim).is_known()) {
            let source_head = dim == Dim::Source && !self.statement.head.is_empty();
            if source_head || self.statement.field(dim.attribute()).is_some() {
                slice = slice.with(dim, entry.node(dim));
            }
        }
        self.view.slice(&slice)
    }

    fn detail(&self) -> String {
        let statement = self.statement;
        let value = |attribute| statement.field(attribute).map(|field| field.place.of(self.read.text).to_owned());
        let text = |attribute| statement.text(attribute).map(|text| text.of(self.read.text).into_owned());
        let parts = match statement.keyword {
            Keyword::Budget => [value(Attribute::Year), value(Attribute::Measure), None],
            Keyword::Unit => [text(Attribute::Name), None, None],
            Keyword::Project | Keyword::Memo => {
                [self.view.amount_at(self.read.at), text(Attribute::Unit), value(Attribute::Func)]
            }
            Keyword::Goal => [Some(self.head(0)), None, None],
            _ => [self.view.amount_at(self.read.at), None, None],
        };
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// A long text's beginning.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
