//! The chart of accounts: four charts, each a dimension, each a tree by the digits of its codes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Argument, Code, Diagnostic, Message};
use crate::load::Declaration;
use crate::source::{LineRef, Sources};
use crate::span::Span;
use crate::syntax::{AccountCode, Value};

use super::declare::keep_one;
use super::dimension::{Dim, Node};
use super::tree::Tree;

/// A row of a chart.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its code.
    pub code: AccountCode,
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub at: LineRef,
}

/// One chart, its accounts in the order of their codes, which is pre-order.
#[derive(Debug, Default)]
pub struct Chart {
    accounts: Vec<Account>,
    tree: Tree,
    codes: FxHashMap<AccountCode, Node>,
}

impl Chart {
    /// The account with a code.
    pub fn find(&self, code: AccountCode) -> Option<Node> {
        self.codes.get(&code).copied()
    }

    /// The account of a node.
    pub fn get(&self, node: Node) -> Option<&Account> {
        self.accounts.get(node.index())
    }

    /// All accounts in order.
    pub fn iter(&self) -> impl Iterator<Item = (Node, &Account)> {
        self.accounts.iter().enumerate().map(|(at, account)| (Node(at as u32), account))
    }

    /// The tree of codes.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }
}

/// The four charts.
#[derive(Debug, Default)]
pub struct Charts {
    charts: [Chart; 4],
}

/// The dimension of a code, by its first digit.
pub fn dimension(code: AccountCode) -> Option<Dim> {
    match code.chart() {
        1 => Some(Dim::Account),
        2 => Some(Dim::Func),
        3 => Some(Dim::Econ),
        5 => Some(Dim::GovEcon),
        _ => None,
    }
}

fn index(dim: Dim) -> usize {
    match dim {
        Dim::Account => 0,
        Dim::Func => 1,
        Dim::Econ => 2,
        _ => 3,
    }
}

/// How many digits the levels of a chart have.
pub fn levels(dim: Dim) -> &'static [u8] {
    match dim {
        Dim::Func => &[3, 5, 7],
        Dim::Account => &[3, 5, 7, 9],
        _ => &[3, 5],
    }
}

impl Charts {
    /// All accounts, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Account> {
        self.charts.iter().flat_map(|chart| &chart.accounts)
    }

    /// The code right above `code`, if it is not declared. What stands above a code with too many digits
    /// or too few is not known.
    pub fn missing_parent(&self, code: AccountCode) -> Option<AccountCode> {
        let dim = dimension(code).filter(|&dim| levels(dim).contains(&code.digits))?;
        let digits = levels(dim).iter().rfind(|&&digits| digits < code.digits)?;
        let above = code.prefix(*digits);
        self.chart(dim).find(above).is_none().then_some(above)
    }

    /// The codes above `code` that are not declared, the highest first.
    pub fn missing_above(&self, code: AccountCode) -> Vec<AccountCode> {
        let Some(dim) = dimension(code) else { return Vec::new() };
        let above = levels(dim).iter().filter(|&&digits| digits < code.digits).map(|&digits| code.prefix(digits));
        above.filter(|&above| self.chart(dim).find(above).is_none()).collect()
    }

    /// The chart of a dimension.
    pub fn chart(&self, dim: Dim) -> &Chart {
        &self.charts[index(dim)]
    }

    /// Resolves the declarations.
    pub fn declare(sources: &Sources, declarations: &[Declaration], diagnostics: &mut Vec<Diagnostic>) -> Charts {
        let mut seen: FxHashMap<AccountCode, (LineRef, Span)> = FxHashMap::default();
        let mut accounts: [Vec<Account>; 4] = Default::default();
        for declaration in declarations {
            let head = &declaration.statement.head;
            let Some((Value::Code(code), place)) = head.first().and_then(|head| Some((head.value?, head.place))) else {
                continue;
            };
            let span = sources.span(declaration.at, place);
            let Some(dim) = dimension(code) else {
                let message = Message::new("no-such-chart").with("code", code.to_string());
                diagnostics.push(Diagnostic::new(Code::WrongChart, span, message).help("charts-help"));
                continue;
            };
            if !levels(dim).contains(&code.digits) {
                let message = Message::new("code-length")
                    .with("code", code.to_string())
                    .with("digits", usize::from(code.digits))
                    .with("levels", either(levels(dim)));
                diagnostics.push(Diagnostic::new(Code::BadValue, span, message).help("code-length-help"));
            }
            if let Some(&(at, first)) = seen.get(&code) {
                let message = Message::new("account-twice").with("code", code.to_string());
                let diagnostic = Diagnostic::new(Code::DeclaredTwice, span, message)
                    .related(first, "declared-first")
                    .help("declared-twice-help");
                diagnostics.push(keep_one(diagnostic, sources, at, declaration.at));
                continue;
            }
            seen.insert(code, (declaration.at, span));
            let name = declaration.statement.head_text(1);
            let name = name.map_or(String::new(), |name| name.of(sources.line(declaration.at)).into_owned());
            accounts[index(dim)].push(Account { code, name, at: declaration.at });
        }
        Charts { charts: accounts.map(chart) }
    }
}

/// That a code has one of these numbers of digits.
fn either(levels: &[u8]) -> Argument {
    let levels: Vec<String> = levels.iter().map(u8::to_string).collect();
    let english = match levels.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => levels.concat(),
    };
    Argument::Both(english, levels.join("、"))
}

/// The number by which codes are in order: left-aligned, so that a code stands before those that it
/// begins.
pub(super) fn aligned(code: AccountCode) -> u64 {
    u64::from(code.number) * 10_u64.pow(u32::from(AccountCode::MAX_DIGITS - code.digits))
}

fn chart(mut accounts: Vec<Account>) -> Chart {
    accounts.sort_by_key(|account| (aligned(account.code), account.code.digits));
    let codes: FxHashMap<AccountCode, Node> =
        accounts.iter().enumerate().map(|(at, account)| (account.code, Node(at as u32))).collect();
    let parent = |code: AccountCode| (1..code.digits).rev().find_map(|digits| codes.get(&code.prefix(digits)).copied());
    let parents: Vec<Option<usize>> = accounts.iter().map(|account| parent(account.code).map(Node::index)).collect();
    let (tree, _) = Tree::build(&parents);
    Chart { accounts, tree, codes }
}

/// The codes that published budgets use with their names, in the order of their digits.
pub fn known() -> impl Iterator<Item = (AccountCode, &'static str)> {
    let rows = include_str!("chart.tsv").lines().filter_map(|line| line.split_once('\t'));
    rows.filter_map(|(code, name)| Some((AccountCode::read(code)?, name)))
}

/// The name that published budgets give a code, for the codes that are known.
pub fn known_name(code: AccountCode) -> Option<&'static str> {
    static KNOWN: LazyLock<FxHashMap<AccountCode, &'static str>> = LazyLock::new(|| known().collect());
    KNOWN.get(&code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_chart_is_well_formed() {
        for line in include_str!("chart.tsv").lines() {
            let code = line.split('\t').next().and_then(AccountCode::read);
            let Some((code, dim)) = code.and_then(|code| Some((code, dimension(code)?))) else { panic!("{line}") };
            assert!(levels(dim).contains(&code.digits), "{line}");
        }
    }
}
