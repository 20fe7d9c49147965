//! What a printed figure is of: a slice in the words of the tables, before there is a budget to ask.

use crate::model::account::dimension;
use crate::syntax::{AccountCode, Kind, Source};

use super::projects::Projects;
use super::units::Units;

/// What a figure is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// What kind of money.
    pub kind: Kind,
    /// Where it comes from.
    pub source: Option<Source>,
    /// Accounts, one a chart.
    pub codes: Vec<AccountCode>,
    /// Whose it is.
    pub unit: Option<usize>,
    /// For what.
    pub project: Option<usize>,
    /// Which "of which" figure: the set, and the path in it.
    pub item: Option<(String, Option<String>)>,
}

/// What the rows of a table are of. Of two tables that break one sum down along different axes only one can be
/// entered: the first here goes before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// Projects.
    Project,
    /// Units.
    Unit,
    /// Functions.
    Func,
    /// Economic items of departments, then those of the government.
    Econ,
    GovEcon,
    /// Accounts of revenue.
    Account,
    /// Nothing but what the layout says.
    All,
}

/// Where on its axis a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    Project(usize),
    Unit(usize),
    Code(AccountCode),
    All,
}

/// What is above what.
pub struct Trees<'a> {
    pub units: &'a Units,
    pub projects: &'a Projects,
}

impl Spot {
    /// The axis on which it stands.
    pub fn axis(&self) -> Axis {
        use crate::model::Dim;
        match (self.project, self.unit, self.codes.first().and_then(|code| dimension(*code))) {
            (Some(_), ..) => Axis::Project,
            (_, Some(_), _) => Axis::Unit,
            (.., Some(Dim::Func)) => Axis::Func,
            (.., Some(Dim::Econ)) => Axis::Econ,
            (.., Some(Dim::GovEcon)) => Axis::GovEcon,
            (.., Some(_)) => Axis::Account,
            (.., None) => Axis::All,
        }
    }

    /// Where on its axis it stands.
    pub fn node(&self) -> Node {
        match (self.project, self.unit, self.codes.first()) {
            (Some(project), ..) => Node::Project(project),
            (_, Some(unit), _) => Node::Unit(unit),
            (.., Some(&code)) => Node::Code(code),
            _ => Node::All,
        }
    }
}

impl Trees<'_> {
    /// A node and all nodes above it, up to all of them.
    pub fn up(&self, node: Node) -> impl Iterator<Item = Node> {
        let above = move |node: &Node| match *node {
            Node::Project(at) => {
                let project = self.projects.get(at)?;
                let unit = project.unit.map_or(Node::All, Node::Unit);
                Some(project.parent.map_or(unit, Node::Project))
            }
            Node::Unit(at) => Some(self.units.above(at).map_or(Node::All, Node::Unit)),
            Node::Code(code) if code.digits > 3 => Some(Node::Code(code.prefix(code.digits - 2))),
            Node::Code(_) => Some(Node::All),
            Node::All => None,
        };
        std::iter::successors(Some(node), above)
    }

    /// Whether no money can be of both.
    pub fn disjoint(&self, a: &Spot, b: &Spot) -> bool {
        let units = |a: usize, b: usize| {
            let mut up = self.up(Node::Unit(a));
            up.any(|node| node == Node::Unit(b))
        };
        let projects = |a: usize, b: usize| {
            let mut up = self.up(Node::Project(a));
            up.any(|node| node == Node::Project(b))
        };
        let codes = || {
            a.codes.iter().any(|a| b.codes.iter().any(|b| a.chart() == b.chart() && !begins(*a, *b) && !begins(*b, *a)))
        };
        let items = || match (&a.item, &b.item) {
            (Some((set, path)), Some((other, further))) => {
                set != other || apart(path.as_deref(), further.as_deref(), &within_path)
            }
            (None, None) => false,
            _ => true,
        };
        apart(Some(a.kind), Some(b.kind), &Kind::is_within)
            || apart(a.source, b.source, &Source::is_within)
            || apart(a.unit, b.unit, &units)
            || apart(a.project, b.project, &projects)
            || codes()
            || items()
    }
}

/// Whether two conditions are both there, and neither is within the other.
fn apart<T: Copy>(a: Option<T>, b: Option<T>, within: &dyn Fn(T, T) -> bool) -> bool {
    a.zip(b).is_some_and(|(a, b)| !within(a, b) && !within(b, a))
}

/// Whether a code begins with another.
fn begins(code: AccountCode, with: AccountCode) -> bool {
    code.digits >= with.digits && code.prefix(with.digits) == with
}

fn within_path(path: &str, of: &str) -> bool {
    path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path and those that hold it, up to the whole set.
pub fn paths(path: Option<&str>) -> impl Iterator<Item = Option<String>> {
    let above = |path: &Option<String>| {
        let path = path.as_ref()?;
        Some(path.rsplit_once('/').map(|(above, _)| above.to_owned()))
    };
    std::iter::successors(Some(path.map(str::to_owned)), above)
}
