//! A room of the compiler imports only from the rooms below it: no circle, no arrow upward.

use super::report;
use super::rust::{Source, sources};

/// The floors, bottom first.
const ROOMS: &[&str] = &[
    "span",
    "source",
    "diagnostic",
    "syntax",
    "load",
    "format",
    "merge",
    "model",
    "ledger",
    "check",
    "report",
    "import",
    "lib",
    "fix",
    "compare",
    "cli",
    "main",
];

/// What a room may take from the library's own file, which stands above it.
const FROM_LIB: &[(&str, &str)] = &[("report", "Analysis")];

fn room(source: &Source) -> Option<&str> {
    source.path.strip_prefix("compiler/src/")?.split(['/', '.']).next()
}

fn floor(room: &str) -> Option<usize> {
    ROOMS.iter().position(|it| *it == room)
}

/// The first names after each `crate::`, those in braces too.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in source.find("crate::") {
        let rest = &source.code[at + "crate::".len()..];
        let name =
            |text: &str| text.trim().split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap().to_owned();
        let Some(list) = rest.strip_prefix('{') else {
            found.push((at, name(rest)));
            continue;
        };
        let mut depth = 0;
        for item in list.split_inclusive(['{', '}', ',']) {
            if depth == 0 && !name(item).is_empty() {
                found.push((at, name(item)));
            }
            match item.chars().next_back() {
                Some('{') => depth += 1,
                Some('}') if depth == 0 => break,
                Some('}') => depth -= 1,
                _ => {}
            }
        }
    }
    found
}

#[test]
fn no_arrow_points_upward() {
    let mut complaints = Vec::new();
    for source in sources() {
        let Some(room) = room(&source) else { continue };
        let Some(from) = floor(room) else {
            complaints.push(format!("{}: the room `{room}` has no floor in tests/tidy/rooms.rs", source.path));
            continue;
        };
        for (at, name) in imports(&source) {
            let to = floor(&name).or_else(|| floor("lib")).unwrap();
            let allowed = to <= from || FROM_LIB.contains(&(room, name.as_str()));
            if !allowed {
                complaints.push(format!("{}: `{room}` imports `{name}`, which stands above it", source.place(at)));
            }
        }
        // In a room's first file `super` is the crate itself, and hides what is imported.
        let first = ["", "/mod"].iter().any(|end| source.path == format!("compiler/src/{room}{end}.rs"));
        if first {
            complaints.extend(source.find("super::").map(|at| format!("{}: write `crate::`", source.place(at))));
        }
    }
    report(&format!("The floors, bottom first: {}.", ROOMS.join(" < ")), &complaints);
}

#[test]
fn every_file_says_what_belongs_in_it() {
    let silent = |source: &&Source| !source.text.starts_with("//! ");
    let complaints: Vec<String> = sources().iter().filter(silent).map(|source| source.path.clone()).collect();
    report("A file begins with `//!`: what is in it, and what is not.", &complaints);
}
