//! What the documents say of the project is so.

use std::path::Path;
use std::process::Command;

use super::{read, report, repository, root};

/// The documents whose commands and links are checked.
fn documents() -> Vec<String> {
    let top = |file: &String| file.ends_with(".md") && !file.starts_with("compiler/errors/");
    repository::files().into_iter().filter(top).collect()
}

/// The pieces of `text` that are code: between backticks, and the lines of code blocks.
fn code(text: &str) -> Vec<(usize, String)> {
    let (mut found, mut block) = (Vec::new(), false);
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            block = !block;
        } else if block || line.starts_with("    ") {
            found.push((number + 1, line.trim().to_owned()));
        } else {
            found.extend(line.split('`').skip(1).step_by(2).map(|piece| (number + 1, piece.to_owned())));
        }
    }
    found
}

/// The words after `bdc` in a piece of code, up to the end of that command.
fn call(piece: &str) -> Option<Vec<&str>> {
    let piece = piece.strip_prefix("$ ").unwrap_or(piece);
    let rest = match piece.split_once("--bin bdc -- ") {
        Some((_, rest)) => rest,
        None => piece.strip_prefix("bdc ")?,
    };
    let end = rest.find(['|', '#', '>', ';', '&']).unwrap_or(rest.len());
    Some(rest[..end].split_whitespace().collect())
}

fn help(command: &str) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_bdc")).args([command, "--help", "--lang", "en"]).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_command_and_option_that_a_document_names_exists() {
    let mut complaints = Vec::new();
    let mut calls = 0;
    for document in documents() {
        for (line, piece) in code(&read(&document)) {
            let Some(words) = call(&piece) else { continue };
            let Some(command) = words.first().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase())) else {
                continue;
            };
            calls += 1;
            let Some(help) = help(command) else {
                complaints.push(format!("{document}:{line}: there is no `bdc {command}`"));
                continue;
            };
            for option in words.iter().filter(|word| word.starts_with('-') && word.len() > 1) {
                let option = option.split('=').next().unwrap();
                if !help.split([' ', ',', '\n']).any(|word| word == option) {
                    complaints.push(format!("{document}:{line}: `bdc {command}` has no {option}"));
                }
            }
            // A file that an example names is one of ours, or one that the reader has.
            for file in words.iter().filter(|word| word.starts_with("examples/")) {
                if !root().join(file).exists() {
                    complaints.push(format!("{document}:{line}: there is no {file}"));
                }
            }
        }
    }
    assert!(calls > 10, "only {calls} commands found");
    report("A document names a command that does not exist.", &complaints);
}

#[test]
fn every_link_of_a_document_leads_somewhere() {
    let mut complaints = Vec::new();
    for document in documents() {
        let text = read(&document);
        let folder = Path::new(&document).parent().unwrap().to_owned();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            let file = target.split('#').next().unwrap();
            if file.is_empty() || target.contains("://") {
                continue;
            }
            if !root().join(&folder).join(file).exists() {
                let line = text[..at].matches('\n').count() + 1;
                complaints.push(format!("{document}:{line}: {target}"));
            }
        }
    }
    report("A link leads nowhere.", &complaints);
}

#[test]
fn both_languages_of_the_readme_say_the_same() {
    let commands = |document: &str| -> Vec<String> {
        let blocks = read(document);
        let ours = |piece: &String| piece.starts_with("$ ") || piece.starts_with("cargo ") || piece.starts_with("bdc ");
        let plain = |piece: String| piece.split(" #").next().unwrap().trim().replace(" --lang zh", "");
        let pieces = code(&blocks).into_iter().map(|(_, piece)| piece);
        pieces.filter(ours).map(plain).filter(|piece| piece.len() > 6).collect()
    };
    let (english, chinese) = (commands("README.md"), commands("README.zh-CN.md"));
    assert_eq!(english, chinese, "the commands of README.md (left) and README.zh-CN.md");
}
