//! What the tables know, for people who work on them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::language::{german, marker_words};

/// What the tables know some words as.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownCue {
    /// A verb that can attribute, in any form, with its separated prefix and its fixed words.
    Verb,
    /// A noun that governs a content clause or names a source.
    Noun,
    /// A word that attributes without a verb: *laut, zufolge*.
    Marker,
}

/// What the tables know these words of a text as; `None` if there is no cue among them. Words are told apart by white space; marks around them do
/// not matter.
///
/// ```
/// use wortlaut_reading::{KnownCue, known_cue};
/// assert_eq!(known_cue("gab bekannt"), Some(KnownCue::Verb));
/// assert_eq!(known_cue("zufolge"), Some(KnownCue::Marker));
/// assert_eq!(known_cue("zersägte"), None);
/// ```
#[doc(hidden)]
#[must_use]
pub fn known_cue(words: &str) -> Option<KnownCue> {
    static MARKERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| marker_words().collect());
    let pack = german();
    let words: Vec<&str> = words
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_noun = |word: &str| pack.cues.of_noun(word).is_some() || pack.cues.is_source_noun(word);
    let mut analyses = Vec::new();
    for (word, written) in lower.iter().zip(&words) {
        // „Angaben“ is no form of *angeben*.
        if is_noun(written) {
            continue;
        }
        analyses.clear();
        pack.verbs.analyses(word, &mut analyses);
        let whole = analyses.iter().map(|one| one.verb);
        let separated =
            analyses.iter().flat_map(|one| lower.iter().filter_map(|other| pack.verbs.with_particle(one.verb, other)));
        let fits = |fixed: &[&str]| fixed.iter().all(|one| lower.contains(&one.to_lowercase()));
        if whole.chain(separated).flat_map(|verb| pack.cues.of_verb(verb)).any(|cue| fits(&cue.fixed)) {
            return Some(KnownCue::Verb);
        }
    }
    if words.iter().any(|word| is_noun(word)) {
        return Some(KnownCue::Noun);
    }
    lower.iter().any(|word| MARKERS.contains(word.as_str())).then_some(KnownCue::Marker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_prefixes_and_fixed_words_are_known() {
        for words in ["sagte", "habe gesagt,", "Sagte", "teilte … mit", "hat mitgeteilt"] {
            assert_eq!(known_cue(words), Some(KnownCue::Verb), "{words}");
        }
        for words in ["", "…", "Brücke", "baute", "hat"] {
            assert_eq!(known_cue(words), None, "{words}");
        }
        for words in ["Ankündigung", "Angaben"] {
            assert_eq!(known_cue(words), Some(KnownCue::Noun), "{words}");
        }
        assert_eq!(known_cue("laut"), Some(KnownCue::Marker));
    }
}
