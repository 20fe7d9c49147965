//! Rust sources as the other tests read them: comments and texts blanked out, tests cut off.

use super::{read, repository};

/// A Rust file of the project.
pub struct Source {
    /// Its path from the root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its code: the same length and lines, with comments, the insides of texts, and test modules
    /// replaced by blanks.
    pub code: String,
    /// Its texts outside tests: the byte at which each begins (its quote), and what it says.
    pub texts: Vec<(usize, String)>,
}

impl Source {
    fn new(path: String, text: String) -> Source {
        let (mut code, mut texts) = masked(&text);
        for range in test_modules(&code) {
            texts.retain(|(at, _)| !range.contains(at));
            code.replace_range(range.clone(), &blank(&code[range]));
        }
        Source { path, text, code, texts }
    }

    /// Whether the whole file is tests.
    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// `path:line` of a byte.
    pub fn place(&self, at: usize) -> String {
        format!("{}:{}", self.path, self.text[..at].matches('\n').count() + 1)
    }

    /// The places where `word` stands in the code, not as a part of a longer word.
    pub fn find<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
            let before = self.code[..at].chars().next_back().is_some_and(part);
            let after = self.code[at + word.len()..].chars().next().is_some_and(part);
            !(before && word.starts_with(part) || after && word.ends_with(part))
        })
    }
}

/// The sources of the crates, without their tests.
pub fn sources() -> Vec<Source> {
    let in_source = |path: &String| path.starts_with("compiler/src/") || path.starts_with("lsp/src/");
    let mut sources: Vec<Source> = all().into_iter().filter(|source| in_source(&source.path)).collect();
    sources.retain(|source| !source.is_test());
    assert!(sources.len() > 50, "only {} sources found", sources.len());
    sources
}

/// All Rust files, the tests too.
pub fn all() -> Vec<Source> {
    let files = repository::files().into_iter().filter(|path| path.ends_with(".rs"));
    files.map(|path| Source::new(path.clone(), read(&path))).collect()
}

/// `text` with everything but line ends replaced by blanks, byte for byte.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// Blanks comments and the insides of texts.
fn masked(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut texts) = (String::with_capacity(text.len()), Vec::new());
    while code.len() < text.len() {
        let at = code.len();
        let rest = &text[at..];
        let hidden = hidden(rest, code.chars().next_back());
        match hidden {
            Some((length, Some(inner))) => {
                texts.push((at, inner));
                code.push('"');
                code.push_str(&blank(&rest[1..length - 1]));
                code.push('"');
            }
            Some((length, None)) => code.push_str(&blank(&rest[..length])),
            None => code.extend(rest.chars().next()),
        }
    }
    (code, texts)
}

/// The length of the comment, text or character that `rest` begins with, and what the text says.
fn hidden(rest: &str, before: Option<char>) -> Option<(usize, Option<String>)> {
    let word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with("//") {
        return Some((rest.find('\n').unwrap_or(rest.len()), None));
    }
    if rest.starts_with("/*") {
        return Some((rest.find("*/").map_or(rest.len(), |end| end + 2), None));
    }
    let raw = rest.strip_prefix('r').filter(|_| !word || before == Some('b'));
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if let Some(inner) = raw[hashes..].strip_prefix('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let length = inner.find(&close).unwrap_or(inner.len() - close.len());
            return Some((1 + hashes + 1 + length + close.len(), Some(inner[..length].to_owned())));
        }
    }
    if let Some(inner) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = inner.find(|c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let end = end.unwrap_or(inner.len() - 1);
        return Some((end + 2, Some(inner[..end].to_owned())));
    }
    // A character, not a lifetime: it closes after one character or an escape.
    let inner = rest.strip_prefix('\'')?;
    let first = inner.chars().next()?;
    let length = match first {
        '\\' => inner[2..].find('\'')? + 2,
        _ => first.len_utf8(),
    };
    inner[length..].starts_with('\'').then_some((length + 2, None))
}

/// The ranges of everything under `#[cfg(test)]`, `#[cfg(all(test, unix))]` and the like.
fn test_modules(code: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for (start, _) in code.match_indices("#[cfg(") {
        let condition = code[start..].split(")]").next().unwrap();
        let test = condition.split(|c: char| !c.is_alphanumeric()).any(|word| word == "test");
        if !test || condition.contains("not(") || ranges.last().is_some_and(|last| last.contains(&start)) {
            continue;
        }
        let open = code[start..].find(['{', ';']).map_or(code.len(), |at| start + at);
        ranges.push(start..closing(code, open) + 1);
    }
    ranges
}

/// The brace that closes the one at `open`; `open` itself if none opens there.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    code.len() - 1
}

#[test]
fn comments_texts_and_tests_are_not_code() {
    let text = "fn a<'x>() { f(\"}\\\" //\", '{', b'\\'', r#\"}\"#) } // }\n#[cfg(test)]\nmod tests { g(\"key\"); }\nfn b() {}\n";
    let source = Source::new("a.rs".to_owned(), text.to_owned());
    assert_eq!(source.code.len(), source.text.len());
    assert_eq!(source.texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["}\\\" //", "}"]);
    let code: String = source.code.split_whitespace().collect();
    assert_eq!(code, "fna<'x>(){f(\"\",,b,\"\")}fnb(){}");
    assert_eq!(source.find("fn").count(), 2);
}
