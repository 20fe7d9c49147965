//! Every message that the code asks for exists in every language, and every message is asked for.

use std::collections::BTreeSet;

use super::rust::sources;
use super::{read, report};

const LANGUAGES: [&str; 2] = ["compiler/locales/en.ftl", "compiler/locales/zh-CN.ftl"];

/// What a key stands behind when it is named on the spot.
const CALLS: &[&str] = &["Message::new(", ".help(", "Fix::certain(", "Fix::guess(", "Argument::Word(", "Word("];

fn keys(path: &str) -> BTreeSet<String> {
    let text = read(path);
    let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    text.lines().filter(begins).map(|line| line.split([' ', '=']).next().unwrap().to_owned()).collect()
}

#[test]
fn every_message_that_the_code_names_exists() {
    let mut complaints = Vec::new();
    let languages = LANGUAGES.map(keys);
    for source in sources() {
        for (at, text) in &source.texts {
            let before = source.code[..*at].trim_end();
            if !CALLS.iter().any(|call| before.ends_with(call)) {
                continue;
            }
            for (language, keys) in LANGUAGES.iter().zip(&languages) {
                if !keys.contains(text) {
                    complaints.push(format!("{}: `{text}` is not in {language}", source.place(*at)));
                }
            }
        }
    }
    report("A message without a text prints its key.", &complaints);
}

#[test]
fn every_message_is_named_somewhere() {
    let named: BTreeSet<String> = sources().into_iter().flat_map(|source| source.texts).map(|(_, text)| text).collect();
    // The help of the command line is found by the names of commands and arguments; a test beside
    // it asks for each.
    let unused = |key: &&String| !named.contains(*key) && !key.starts_with("cli-");
    let mut complaints = Vec::new();
    for language in LANGUAGES {
        complaints.extend(keys(language).iter().filter(unused).map(|key| format!("{language}: {key}")));
    }
    report("No code asks for these messages: delete them.", &complaints);
}
