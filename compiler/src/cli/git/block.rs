//! A block of lines in a file that belongs to someone else: put in and taken out, and nothing else touched.

const BEGIN: &str = "# bdc git: begin";
const END: &str = "# bdc git: end\n";

/// What the first line of a block notes, so that all can be taken back.
const NEW: &str = " (new file)";
const NO_END: &str = " (no line end before)";

/// The first line of a new script.
const SHELL: &str = "#!/bin/sh\n";

/// Where a block goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the end.
    End,
    /// Behind the first line of a script, since what follows may end it.
    Script,
}

/// `text` with a block of `lines`, none being a file that is not there. An older block is replaced.
pub fn with_block(text: Option<&str>, lines: &[&str], place: Place) -> String {
    let without = text.map(without_block);
    let text = match &without {
        None => None,
        Some(None) => text,
        Some(Some(without)) => without.as_deref(),
    };
    let block = |note: &str| {
        let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
        format!("{BEGIN}{note}\n{lines}{END}")
    };
    let Some(text) = text else {
        let head = if place == Place::Script { SHELL } else { "" };
        return format!("{head}{}", block(NEW));
    };
    let at = match place {
        Place::End => text.len(),
        Place::Script => text.find('\n').map_or(text.len(), |at| at + 1),
    };
    let (before, after) = text.split_at(at);
    if before.is_empty() || before.ends_with('\n') {
        return format!("{before}{}{after}", block(""));
    }
    format!("{before}\n{}{after}", block(NO_END))
}

/// `text` without its block: none if it has no block, and none inside if the file was made for it.
pub fn without_block(text: &str) -> Option<Option<String>> {
    let start = text.match_indices(BEGIN).map(|(at, _)| at).find(|&at| at == 0 || text[..at].ends_with('\n'))?;
    let end = start + text[start..].find(END)? + END.len();
    let note = text[start + BEGIN.len()..].lines().next().unwrap_or("");
    let (before, after) = (&text[..start], &text[end..]);
    let before = match note {
        NO_END if after.is_empty() => before.strip_suffix('\n').unwrap_or(before),
        _ => before,
    };
    let rest = format!("{before}{after}");
    let made = note == NEW && (rest.is_empty() || rest == SHELL);
    Some((!made).then_some(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_taken_out() {
        let texts =
            [None, Some(""), Some("a"), Some("a\n"), Some("a\r\nb"), Some("#!/bin/sh"), Some("#!/bin/sh\nexit 0\n")];
        for text in texts {
            for place in [Place::End, Place::Script] {
                let with = with_block(text, &["x", "y"], place);
                assert!(with.contains("\nx\ny\n"), "{with:?}");
                assert_eq!(without_block(&with), Some(text.map(str::to_owned)), "{with:?}");
                // An older one is replaced.
                let newer = with_block(Some(&with), &["z"], place);
                assert!(newer.contains("\nz\n") && !newer.contains("\nx\n"), "{newer:?}");
                assert_eq!(without_block(&newer), Some(text.map(str::to_owned)));
            }
        }
        assert_eq!(without_block("a\n"), None);
        // What was written behind it stays, and so does a file that has more by now.
        let with = with_block(Some("a"), &["x"], Place::End) + "b\n";
        assert_eq!(without_block(&with), Some(Some("a\nb\n".to_owned())));
        let with = with_block(None, &["x"], Place::End) + "b\n";
        assert_eq!(without_block(&with), Some(Some("b\n".to_owned())));
    }
}
