//! Nothing is longer than a reader can hold in mind.

use super::rust::{Source, all, closing};
use super::{read, report, repository};

const FILE: usize = 400;
const FUNCTION: usize = 60;
const ARCHITECTURE: usize = 150;

/// What a program wrote, and nobody reads.
const GENERATED: &[&str] = &["grammar/tree-sitter-bud/src/parser.c"];

#[test]
fn no_file_is_too_long() {
    let long = |source: &&Source| source.text.lines().count() > FILE;
    let said = |source: &Source| format!("{}: {} lines", source.path, source.text.lines().count());
    let complaints: Vec<String> = all().iter().filter(long).map(said).collect();
    let complaints = complaints.into_iter().chain(scripts().into_iter().filter_map(|path| {
        let lines = read(&path).lines().count();
        (lines > FILE).then(|| format!("{path}: {lines} lines"))
    }));
    let complaints: Vec<String> = complaints.collect();
    report(&format!("A source file has at most {FILE} lines: split it by what it is about."), &complaints);
}

/// The sources that are not Rust.
fn scripts() -> Vec<String> {
    let endings = [".ts", ".js", ".mjs", ".css", ".c", ".el", ".scm"];
    let source = |file: &String| endings.iter().any(|it| file.ends_with(it)) && !GENERATED.contains(&file.as_str());
    let found: Vec<String> = repository::files().into_iter().filter(source).collect();
    assert!(found.len() > 20, "only {} scripts found", found.len());
    found
}

#[test]
fn no_function_is_too_long() {
    let mut complaints = Vec::new();
    for source in all() {
        for start in source.find("fn") {
            let Some(open) = source.code[start..].find(['{', ';']).map(|at| start + at) else { continue };
            // A `;` in an array type belongs to the signature; a declaration without a body has none.
            let open =
                match source.code[start..open].matches('[').count() > source.code[start..open].matches(']').count() {
                    true => source.code[open..].find('{').map_or(open, |at| open + at),
                    false => open,
                };
            let lines = source.code[start..closing(&source.code, open)].matches('\n').count() + 1;
            if lines > FUNCTION {
                complaints.push(format!("{}: {lines} lines", source.place(start)));
            }
        }
    }
    report(&format!("A function has at most {FUNCTION} lines: give its steps names."), &complaints);
}

#[test]
fn the_map_of_the_house_is_short() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(lines <= ARCHITECTURE, "ARCHITECTURE.md has {lines} lines; {ARCHITECTURE} are enough for a map");
}
