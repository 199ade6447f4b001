//! What someone may have meant.

/// The candidate nearest to a word, if it is near enough to be meant.
pub(super) fn nearest(word: &str, candidates: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(3))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_near_is_meant() {
        let names = ["paths", "regime", "lang", "P001"];
        assert_eq!(nearest("path", names), Some("paths"));
        assert_eq!(nearest("p001", names), Some("P001"));
        assert_eq!(nearest("语言", names), None);
    }
}
