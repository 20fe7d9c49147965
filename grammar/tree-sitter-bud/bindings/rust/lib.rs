//! The tree-sitter grammar of Bud, for [tree-sitter](https://tree-sitter.github.io).
//!
//! Its nodes are called as the language's reference calls what they are; `NODE_TYPES` lists them.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_bud() -> *const ();
}

/// The language, for a `tree_sitter::Parser`.
// SAFETY: the generated parser defines the function, and it answers with a static language.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_bud) };

/// All kinds of nodes, as JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");
/// What each node is, for colours.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
/// What is in another language.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");
