//! The page on the language of templates, with its examples run.

use bud::report::text::{BUILTIN, OF_MONEY, OF_ROW};

use super::{shangyu, told, with_part};

const PAGE: &str = include_str!("../../grammar/text.md");

/// What stands between two fences, and after the second.
fn block<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (_, after) = text.split_once(&format!("```{word}\n"))?;
    after.split_once("```")
}

#[test]
fn the_examples_of_the_page_come_out_as_it_says() {
    let (mut rest, mut count) = (PAGE, 0);
    while let Some((template, after)) = block(rest, "jinja") {
        let (expected, after) = block(after, "text").unwrap();
        let found = with_part(&shangyu(), "00-title", template);
        assert_eq!(told(&found), [""; 0], "{template}");
        assert!(found.text.starts_with(expected), "{template}\n{}", &found.text[..expected.len()]);
        (rest, count) = (after, count + 1);
    }
    assert_eq!(count, 3);
}

/// Every word of templates is on the page.
#[test]
fn the_page_has_every_word() {
    for word in OF_MONEY.iter().chain(OF_ROW) {
        assert!(PAGE.contains(&format!("`{word}`")), "{word}");
    }
    for text in BUILTIN {
        assert!(PAGE.contains(&format!("[{0}](../compiler/layouts/{0}/text)", text.name)), "{}", text.name);
    }
}

/// The files of a built-in text are its parts.
#[test]
fn every_file_of_a_text_is_a_part() {
    for text in BUILTIN {
        let folder = super::corpus::root().join("compiler/layouts").join(text.name).join("text");
        let mut files: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        let parts: Vec<String> = text.parts.iter().map(|(name, _)| format!("{name}.md")).collect();
        assert_eq!(files, parts);
    }
}
