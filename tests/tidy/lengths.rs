//! Nothing is longer than a reader can hold in mind.

use super::rust::{Source, all, closing};
use super::{read, report};

const FILE: usize = 400;
const FUNCTION: usize = 60;
const ARCHITECTURE: usize = 150;

#[test]
fn no_file_is_too_long() {
    let long = |source: &&Source| source.text.lines().count() > FILE;
    let said = |source: &Source| format!("{}: {} lines", source.path, source.text.lines().count());
    let complaints: Vec<String> = all().iter().filter(long).map(said).collect();
    report(&format!("A source file has at most {FILE} lines: split it by what it is about."), &complaints);
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
