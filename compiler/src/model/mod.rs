//! What the statements mean together: units, accounts, projects, entries and claims under typed
//! numbers.
//!
//! Names are resolved here, once; above this room there are no string keys. Sums do not belong
//! here, they are [`crate::ledger`]'s.

pub mod account;
mod build;
mod declare;
pub mod dimension;
pub mod entry;
mod figure;
pub mod header;
pub mod item;
mod missing;
pub mod project;
pub mod slice;
pub mod tree;
pub mod unit;

use crate::source::{LineRef, Sources};
use crate::span::FileId;
use crate::syntax::{Kind, Source};

pub use account::{Charts, known, known_name};
pub use build::build;
pub use declare::Declarations;
pub use dimension::{Dim, Node};
pub use entry::{Claim, Entry, Goal, Role, Step};
pub use figure::restated;
pub use header::Header;
pub use item::Items;
pub use project::Projects;
pub use slice::{Slice, claimed_kind};
pub use tree::Tree;
pub use unit::Units;

/// A budget, resolved.
#[derive(Debug)]
pub struct Model {
    /// The header that each file is read under, by file.
    pub headers: Vec<Header>,
    /// The units.
    pub units: Units,
    /// The charts of accounts.
    pub charts: Charts,
    /// The projects.
    pub projects: Projects,
    /// The sets and items of "of which" figures.
    pub items: Items,
    /// Every line that carries money, in order of reading.
    pub entries: Vec<Entry>,
    /// Every line of a named project that carries no money, and its project, in order of reading.
    pub unfunded: Vec<(LineRef, Node)>,
    /// Every claim, in order of reading.
    pub claims: Vec<Claim>,
    /// Every goal, in order of reading.
    pub goals: Vec<Goal>,
    kinds: Tree,
    sources: Tree,
}

impl Model {
    /// The main file's header, which governs output.
    pub fn header(&self) -> &Header {
        self.header_of(FileId(0))
    }

    /// The header that a file is read under.
    pub fn header_of(&self, file: FileId) -> &Header {
        &self.headers[file.0 as usize]
    }

    /// The header that a line is read under.
    pub fn header_at(&self, at: LineRef) -> &Header {
        self.header_of(at.file)
    }

    /// The tree of a dimension.
    pub fn tree(&self, dim: Dim) -> &Tree {
        match dim {
            Dim::Kind => &self.kinds,
            Dim::Unit => self.units.tree(),
            Dim::Source => &self.sources,
            Dim::Project => self.projects.tree(),
            Dim::Item => self.items.tree(),
            Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => self.charts.chart(dim).tree(),
        }
    }

    /// What a node is called: a unit's name, a code with its name, a project.
    pub fn label(&self, sources: &Sources, dim: Dim, node: Node) -> String {
        let name = match dim {
            Dim::Kind => Kind::ALL.get(node.index()).map(|kind| kind.en().to_owned()),
            Dim::Source => Source::ALL.get(node.index()).map(|source| source.zh().to_owned()),
            Dim::Unit => self.units.get(node).map(|unit| unit.name.clone()),
            Dim::Project => self.projects.get(node).map(|project| project.name(sources).into_owned()),
            Dim::Item => Some(self.items.path(node)),
            Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => {
                self.charts.chart(dim).get(node).map(|account| match account.name.as_str() {
                    "" => account.code.to_string(),
                    name => format!("{} {name}", account.code),
                })
            }
        };
        name.unwrap_or_default()
    }
}
