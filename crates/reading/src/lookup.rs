//! What the tables know, for people who work on them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::language::{Classes, Form, NounClasses, german, marker_words, proper_institutions};

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

/// What the tables know a noun as that can stand for somebody without naming him.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownNoun {
    /// An office, profession or relation, or a title: *Ministerin, Zeugen, Dr.*
    Person,
    /// A body, by a common noun: *Ministerium, Polizei*.
    Body,
    /// People in the plural: *Anwohner*.
    Group,
    /// A source in writing: *Bericht*.
    Document,
    /// A noun of saying: *Angaben*.
    Saying,
}

/// What the tables know a word as, in any inflection and as the last part of a compound; `None` for names, also for those that are in the tables
/// (*Kreml*, *dpa*, given names), and for everything else.
///
/// ```
/// use wortlaut_reading::{KnownNoun, known_noun};
/// assert_eq!(known_noun("Verkehrsministerin"), Some(KnownNoun::Person));
/// assert_eq!(known_noun("Landgerichts"), Some(KnownNoun::Body));
/// assert_eq!(known_noun("Ada"), None);
/// ```
#[doc(hidden)]
#[must_use]
pub fn known_noun(word: &str) -> Option<KnownNoun> {
    known_nouns(word).first().copied()
}

/// The same with everything that a word can be: *Stadtrat* is a person and a body.
#[doc(hidden)]
#[must_use]
pub fn known_nouns(word: &str) -> Vec<KnownNoun> {
    static PROPER: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| proper_institutions().collect());
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let is_abbreviation = letters().nth(1).is_some() && letters().all(char::is_uppercase);
    if is_abbreviation || PROPER.contains(word) || PROPER.contains(word.strip_suffix('s').unwrap_or(word)) {
        return Vec::new();
    }
    let classes = german().nouns.classes(word, &word.to_lowercase());
    let known = [
        (NounClasses::ROLE.with(NounClasses::TITLE), KnownNoun::Person),
        (NounClasses::INSTITUTION, KnownNoun::Body),
        (NounClasses::GROUP, KnownNoun::Group),
        (NounClasses::DOCUMENT, KnownNoun::Document),
        (NounClasses::CUE, KnownNoun::Saying),
    ];
    known.into_iter().filter(|(class, _)| classes.any(*class)).map(|(_, known)| known).collect()
}

/// What the tables know a word of the closed classes, or a verb form, as.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownWord {
    /// *er, diese, man*
    Pronoun,
    /// An article, determiner, preposition or conjunction: what cannot begin a name.
    Opener,
    /// A form that can be the finite verb of a clause, and is no adjective, adverb or word of a closed class.
    FiniteVerb,
}

/// What the tables know a word as, capital or not; `None` for everything else.
///
/// ```
/// use wortlaut_reading::{KnownWord, known_word};
/// assert_eq!(known_word("Sie"), Some(KnownWord::Pronoun));
/// assert_eq!(known_word("wegen"), Some(KnownWord::Opener));
/// assert_eq!(known_word("sagte"), Some(KnownWord::FiniteVerb));
/// assert_eq!(known_word("Brandt"), None);
/// ```
#[doc(hidden)]
#[must_use]
pub fn known_word(word: &str) -> Option<KnownWord> {
    let pack = german();
    let lower = word.to_lowercase();
    let classes = pack.words.classes(&lower);
    let openers = Classes::OPENS_NOUN_PHRASE.with(Classes::PREPOSITION).with(Classes::SUBORDINATOR).with(Classes::COORDINATOR);
    // „die“ is both; what stands before a noun is an article.
    if classes.any(openers) {
        return Some(KnownWord::Opener);
    }
    if classes.any(Classes::PRONOUN.with(Classes::RELATIVE).with(Classes::REFLEXIVE).with(Classes::DEMONSTRATIVE)) {
        return Some(KnownWord::Pronoun);
    }
    let mut analyses = Vec::new();
    pack.verbs.analyses(&lower, &mut analyses);
    let is_finite = classes == Classes::NONE && analyses.iter().any(|one| one.form.is_finite());
    // „staatlich kontrollierte Medien“: a past tense that is an inflected participle as well.
    let is_participle = ["e", "en", "er", "es", "em"].into_iter().filter_map(|ending| lower.strip_suffix(ending)).any(|stem| {
        analyses.clear();
        pack.verbs.analyses(stem, &mut analyses);
        analyses.iter().any(|one| one.form == Form::Participle)
    });
    let is_finite = is_finite && !is_participle;
    is_finite.then_some(KnownWord::FiniteVerb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_classes_and_finite_verbs_are_known() {
        for (word, known) in [
            ("er", KnownWord::Pronoun),
            ("man", KnownWord::Pronoun),
            ("Der", KnownWord::Opener),
            ("für", KnownWord::Opener),
            ("weil", KnownWord::Opener),
            ("hat", KnownWord::FiniteVerb),
            ("schweigt", KnownWord::FiniteVerb),
        ] {
            assert_eq!(known_word(word), Some(known), "{word}");
        }
        for word in ["", "Brücke", "russische", "kontrollierte", "gestern", "Nordhafen"] {
            assert_eq!(known_word(word), None, "{word}");
        }
    }

    #[test]
    fn common_nouns_are_told_from_names() {
        for (word, known) in [
            ("Ministers", KnownNoun::Person),
            ("SPD-Chefin", KnownNoun::Person),
            ("Herrn", KnownNoun::Person),
            ("Behörden", KnownNoun::Body),
            ("Polizeibericht", KnownNoun::Document),
            ("Ankündigung", KnownNoun::Saying),
        ] {
            assert_eq!(known_noun(word), Some(known), "{word}");
        }
        for word in ["", "BKA", "Brandt", "Kreml", "Kremls", "Jonas", "Moskau", "dpa"] {
            assert_eq!(known_noun(word), None, "{word}");
        }
    }

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
