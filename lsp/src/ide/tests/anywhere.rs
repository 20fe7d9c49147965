//! Every feature about names and structure, asked at every place of the faulty examples.

use std::path::Path;

use bud::diagnostic::Language;
use bud::source::Disk;
use bud::span::Span;
use bud::{Options, analyze};

use crate::budget::Budget;
use crate::ide::definition::definition;
use crate::ide::folding::folding;
use crate::ide::highlight::highlight;
use crate::ide::links::links;
use crate::ide::references::references;
use crate::ide::rename::{prepare, rename};
use crate::ide::rows::Rows;
use crate::ide::search::search;
use crate::ide::selection::selection;
use crate::ide::symbols::symbols;
use crate::ide::{View, hierarchy};

/// Whatever is asked at any place of a faulty budget is answered, and selections, folds and symbols lie
/// inside each other.
#[test]
fn anywhere_in_faulty_budgets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/faults");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 40);
    for path in paths.iter().filter(|path| path.extension().is_some_and(|it| it == "bud")) {
        let budget = Budget::new(analyze(&Disk, path, &Options::default()).unwrap());
        for file in budget.sources().iter() {
            let view = View { budget: &budget, file: file.id, language: Language::Chinese };
            structure(&view);
            let rows = Rows::of(file);
            for at in (0..=file.text.len()).filter(|&at| file.text.is_char_boundary(at)) {
                anything(&view, &rows, at as u32);
            }
        }
    }
}

fn structure(view: &View<'_>) {
    let mut open: Vec<Span> = Vec::new();
    for fold in folding(view) {
        open.retain(|outer| outer.end > fold.span.start);
        assert!(open.iter().all(|outer| outer.start < fold.span.start && fold.span.end <= outer.end), "{fold:?}");
        open.push(fold.span);
    }
    for link in links(view) {
        assert_eq!(view.budget.sources().line_of(link.span).file, view.file);
    }
    let mut symbols = symbols(view);
    while let Some(symbol) = symbols.pop() {
        assert!(symbol.span.start <= symbol.selection.start && symbol.selection.end <= symbol.span.end, "{symbol:?}");
        symbols.extend(symbol.children);
    }
    assert!(search(view, "单", 200).iter().all(|found| !found.name.is_empty()));
}

fn anything(view: &View<'_>, rows: &Rows<'_>, at: u32) {
    let spans = selection(view, rows, at);
    assert!(
        spans.windows(2).all(|pair| pair[1].start <= pair[0].start && pair[0].end <= pair[1].end),
        "{at}: {spans:?}"
    );
    let named = references(view, at, true);
    assert_eq!(named.is_some(), highlight(view, at).is_some(), "{at}");
    if let (Some(found), true) = (definition(view, at), named.is_some()) {
        assert_eq!(found.targets.len(), 1, "{at}");
    }
    if let Ok(found) = prepare(view, at) {
        assert!(named.is_some_and(|named| named.contains(&found.span)), "{at}");
        if found.span.start == at {
            // It is done or refused.
            let _ = rename(view, at, "新 名");
        }
    }
    if let Some(item) = hierarchy::prepare(view, at) {
        assert_eq!(hierarchy::found(view, &item.key).map(|it| it.key), Some(item.key.clone()), "{at}");
        let below = hierarchy::parts(view, &item.key).unwrap();
        let above = hierarchy::wholes(view, &item.key).unwrap();
        assert!(below.iter().chain(&above).all(|it| !it.name.is_empty()), "{at}: {item:?}");
    }
}
