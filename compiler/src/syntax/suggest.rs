//! Did you mean: the nearest of a list of words, if one is near enough.

/// The candidate that `word` is most likely a misspelling of.
///
/// Distances count characters, a swap of two neighbours as one. A short word may differ in one
/// character, a longer one in a third of them. Of equally near candidates the first is taken.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = candidate.chars().count();
        // A word is not a misspelling of one that shares none of its characters.
        if length.abs_diff(other) > allowed || length.min(other) < 2 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(word, candidate);
        if distance <= allowed && distance < length.max(other) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn near_words_only() {
        assert_eq!(closest("amonut", ["unit", "amount"]), Some("amount"));
        assert_eq!(closest("人才中新", ["市财政局", "人才中心"]), Some("人才中心"));
        assert_eq!(closest("2080798", ["2080711", "2080799"]), Some("2080799"));
        assert_eq!(closest("房", ["车"]), None);
        assert_eq!(closest("甲局", ["乙局"]), Some("乙局"));
        assert_eq!(closest("完全不同", ["unit"]), None);
    }
}
