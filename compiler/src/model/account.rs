//! The chart of accounts: four charts, each a dimension, each a tree by the digits of its codes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Argument, Code, Diagnostic, Fix, Message};
use crate::load::Declaration;
use crate::source::{LineRef, Sources};
use crate::span::Span;
use crate::syntax::{AccountCode, Keyword, Value};

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
fn levels(dim: Dim) -> &'static [u8] {
    match dim {
        Dim::Func => &[3, 5, 7],
        Dim::Account => &[3, 5, 7, 9],
        _ => &[3, 5],
    }
}

impl Charts {
    /// The chart of a dimension.
    pub fn chart(&self, dim: Dim) -> &Chart {
        &self.charts[index(dim)]
    }

    /// Resolves the declarations.
    pub fn declare(sources: &Sources, declarations: &[Declaration], diagnostics: &mut Vec<Diagnostic>) -> Charts {
        let mut seen: FxHashMap<AccountCode, Span> = FxHashMap::default();
        let mut accounts: [Vec<(Account, Span)>; 4] = Default::default();
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
            if let Some(&first) = seen.get(&code) {
                let message = Message::new("account-twice").with("code", code.to_string());
                diagnostics.push(
                    Diagnostic::new(Code::DeclaredTwice, span, message)
                        .related(first, "declared-first")
                        .help("declared-twice-help"),
                );
                continue;
            }
            seen.insert(code, span);
            let name = declaration.statement.head_text(1);
            let name = name.map_or(String::new(), |name| name.of(sources.line(declaration.at)).into_owned());
            accounts[index(dim)].push((Account { code, name, at: declaration.at }, span));
        }
        Charts { charts: accounts.map(|accounts| chart(accounts, sources, diagnostics)) }
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

fn chart(mut accounts: Vec<(Account, Span)>, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Chart {
    // Left-aligned, so that a code stands before those that it begins.
    let aligned =
        |code: AccountCode| u64::from(code.number) * 10_u64.pow(u32::from(AccountCode::MAX_DIGITS - code.digits));
    accounts.sort_by_key(|(account, _)| (aligned(account.code), account.code.digits));
    let codes: FxHashMap<AccountCode, Node> =
        accounts.iter().enumerate().map(|(at, (account, _))| (account.code, Node(at as u32))).collect();
    let parent = |code: AccountCode| (1..code.digits).rev().find_map(|digits| codes.get(&code.prefix(digits)).copied());
    let parents: Vec<Option<usize>> =
        accounts.iter().map(|(account, _)| parent(account.code).map(Node::index)).collect();
    for (account, span) in &accounts {
        let Some(dim) = dimension(account.code) else { continue };
        if !levels(dim).contains(&account.code.digits) {
            // That it has too many digits or too few is reported; what stands above it is not known.
            continue;
        }
        let above = levels(dim).iter().copied().rfind(|&digits| digits < account.code.digits);
        let Some(above) = above.map(|digits| account.code.prefix(digits)) else { continue };
        if !codes.contains_key(&above) {
            diagnostics.push(missing_parent(account, above, *span, sources));
        }
    }
    let (tree, _) = Tree::build(&parents);
    Chart { accounts: accounts.into_iter().map(|(account, _)| account).collect(), tree, codes }
}

fn missing_parent(account: &Account, parent: AccountCode, span: Span, sources: &Sources) -> Diagnostic {
    let message =
        Message::new("missing-parent").with("code", account.code.to_string()).with("parent", parent.to_string());
    let diagnostic = Diagnostic::new(Code::MissingParent, span, message);
    let Some(name) = known_name(parent) else {
        return diagnostic.help(Message::new("missing-parent-help").with("parent", parent.to_string()));
    };
    // Spelled as the line that it goes before.
    let chinese = sources.line(account.at).trim_start().starts_with(Keyword::Account.zh());
    let keyword = if chinese { Keyword::Account.zh() } else { Keyword::Account.en() };
    let line = format!("{keyword} {parent} {name}\n");
    let start = sources.file(account.at.file).span(account.at.start, account.at.start);
    let title = Message::new("fix-declare").with("line", line.trim_end());
    diagnostic
        .help(Message::new("declare-account-help").with("line", line.trim_end()))
        .fix(Fix::certain(title, start, line))
}

/// The name that published budgets give a code, for the codes that are known.
pub fn known_name(code: AccountCode) -> Option<&'static str> {
    static KNOWN: LazyLock<FxHashMap<AccountCode, &'static str>> = LazyLock::new(|| {
        let rows = include_str!("chart.tsv").lines().filter_map(|line| line.split_once('\t'));
        rows.filter_map(|(code, name)| Some((AccountCode::read(code)?, name))).collect()
    });
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
