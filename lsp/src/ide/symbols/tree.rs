//! Puts the symbols of a file under those that they belong to.

use bud::model::{Dim, Node};
use bud::span::Span;
use rustc_hash::FxHashMap;

use super::Symbol;
use super::gather::Gathered;
use crate::budget::Budget;

/// How deep symbols nest: no editor shows more, and none is brought down by a chain of a thousand units.
const DEEPEST: usize = 16;

/// The tree of symbols given in order of place.
pub fn build(budget: &Budget, gathered: Vec<Gathered>) -> Vec<Symbol> {
    let mut first: FxHashMap<(Dim, Node), usize> = FxHashMap::default();
    for (at, it) in gathered.iter().enumerate() {
        if let Some(is) = it.is {
            first.entry(is).or_insert(at);
        }
    }
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(gathered.len());
    for (at, it) in gathered.iter().enumerate() {
        parents.push(it.of.and_then(|(dim, node)| parent(budget, &first, dim, node)).filter(|&parent| parent != at));
    }
    assemble(gathered.into_iter().map(|it| it.symbol).collect(), &parents)
}

/// The symbol of a node, or of the nearest one above it that has one.
fn parent(budget: &Budget, first: &FxHashMap<(Dim, Node), usize>, dim: Dim, node: Node) -> Option<usize> {
    let tree = budget.model().tree(dim);
    if tree.ancestors(node).nth(DEEPEST).is_some() {
        return None;
    }
    std::iter::once(node).chain(tree.ancestors(node)).find_map(|above| first.get(&(dim, above)).copied())
}

fn assemble(symbols: Vec<Symbol>, parents: &[Option<usize>]) -> Vec<Symbol> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); symbols.len()];
    let mut roots = Vec::new();
    for (at, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => children[*parent].push(at),
            None => roots.push(at),
        }
    }
    let ends: Vec<u32> = symbols.iter().map(|symbol| symbol.span.end).collect();
    let mut symbols: Vec<Option<Symbol>> = symbols.into_iter().map(Some).collect();
    roots.into_iter().filter_map(|root| take(root, &mut symbols, &children, &ends).map(|(symbol, ..)| symbol)).collect()
}

/// A symbol with all below it, how many they are, and the last of them.
fn take(
    at: usize,
    symbols: &mut [Option<Symbol>],
    children: &[Vec<usize>],
    ends: &[u32],
) -> Option<(Symbol, usize, usize)> {
    let mut symbol = symbols[at].take()?;
    let (mut count, mut last, mut first) = (1, at, at);
    for &child in &children[at] {
        if let Some((below, more, end)) = take(child, symbols, children, ends) {
            symbol.children.push(below);
            count += more;
            last = last.max(end);
            first = first.min(child);
        }
    }
    if first == at && last + 1 - at == count {
        symbol.span = Span { end: ends[last].max(symbol.span.end), ..symbol.span };
    }
    Some((symbol, count, last))
}
