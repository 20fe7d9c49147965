//! The invariants, as absences.

use super::report;
use super::rust::{Source, all, sources};

/// A word that may stand in some files only.
struct Absence {
    words: &'static [&'static str],
    /// Where it may stand: how the path begins, or goes on after `src/`.
    allowed: &'static [&'static str],
    why: &'static str,
}

const SHELLS: [&str; 4] = ["source.rs", "main.rs", "cli/", "lsp/src/workspace/disk.rs"];

/// Where the language server speaks the editor's protocol: what comes in, what goes out.
const RIM: [&str; 8] = [
    "lsp/src/rim/",
    "lsp/src/server.rs",
    "lsp/src/session.rs",
    "lsp/src/changes.rs",
    "lsp/src/findings.rs",
    "lsp/src/outbox.rs",
    "lsp/src/workspace/mod.rs",
    "lsp/src/workspace/document.rs",
];

const ABSENCES: &[Absence] = &[
    Absence {
        words: &["std::fs", "fs::read", "fs::write", "File::open", "File::create"],
        allowed: &SHELLS,
        why: "the library does no input or output: text comes through `source::Files`",
    },
    Absence {
        words: &["println!", "print!", "eprintln!", "eprint!", "std::env", "std::process"],
        allowed: &["main.rs", "cli/", "lsp/src/lib.rs", "lsp/src/workspace/disk.rs"],
        why: "the library neither prints nor asks its surroundings",
    },
    Absence {
        words: &["f32", "f64"],
        allowed: &[],
        why: "money is exact: `Decimal` where it is read, `Millionths` where it is summed",
    },
    Absence { words: &["ariadne"], allowed: &["diagnostic/render/human"], why: "only the human renderer draws" },
    Absence {
        words: &["chumsky"],
        allowed: &["syntax/parser", "syntax/amount"],
        why: "what the grammar is made with is the parser's business",
    },
    Absence {
        words: &["ls_types"],
        allowed: &RIM,
        why: "the types of the protocol stay at the rim of the server: features speak the words of Bud",
    },
    Absence {
        words: &["std::collections::HashMap", "std::collections::HashSet", "collections::hash_map", "RandomState"],
        allowed: &[],
        why: "its order differs from run to run; take `FxHashMap` and sort before anything is shown, or `BTreeMap`",
    },
    Absence {
        words: &[".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!", ".unwrap_err()"],
        allowed: &[],
        why: "a budget never ends the program: make it a diagnostic, or give the value that is right without it",
    },
    Absence { words: &["unsafe"], allowed: &[], why: "nothing here needs it" },
];

#[test]
fn what_must_not_be_there_is_not() {
    let mut complaints = Vec::new();
    for source in sources() {
        let (_, inside) = source.path.split_once("src/").unwrap();
        for absence in ABSENCES {
            let allowed = |start: &&str| inside.starts_with(start) || source.path.starts_with(start);
            if absence.allowed.iter().any(allowed) {
                continue;
            }
            for word in absence.words {
                complaints
                    .extend(source.find(word).map(|at| format!("{}: `{word}`: {}", source.place(at), absence.why)));
            }
        }
    }
    report("The house has invariants (ARCHITECTURE.md).", &complaints);
}

#[test]
fn every_test_is_run() {
    let left_out = |source: &Source| source.text.match_indices("#[ignore").map(|(at, _)| at).collect::<Vec<_>>();
    let mut complaints = Vec::new();
    // Here the words themselves are written down.
    for source in all().iter().filter(|source| source.path != "tests/tidy/absences.rs") {
        complaints.extend(left_out(source).into_iter().map(|at| source.place(at)));
    }
    report("No test is left out: `#[ignore]` hides what is broken. Make it quick, or make it a bench.", &complaints);
}

#[test]
fn names_say_what_a_thing_is() {
    let empty = ["util", "utils", "common", "helper", "helpers", "types", "manager", "misc"];
    let named = |source: &Source| {
        let words = source.path.split(['/', '.', '_']).map(str::to_lowercase);
        words.into_iter().any(|word| empty.contains(&word.as_str()))
    };
    let complaints: Vec<String> = sources().iter().filter(|it| named(it)).map(|it| it.path.clone()).collect();
    report("A file is called after what is in it.", &complaints);
    let mut complaints = Vec::new();
    for source in sources() {
        for word in ["Manager", "Helper", "Util", "Utils"] {
            let ends =
                |at: usize| !source.code[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
            let found = source.code.match_indices(word).filter(|&(at, _)| ends(at));
            complaints.extend(found.map(|(at, _)| format!("{}: …{word}", source.place(at))));
        }
    }
    report("A type is called after what it is.", &complaints);
}
