//! What finding the ends of German words and sentences takes from the language folder.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

const ABBREVIATIONS: &str = include_str!("../../../languages/de/abbreviations.tsv");
const FUNCTION_WORDS: &str = include_str!("../../../languages/de/function-words.tsv");
const SENTENCE_ENDS: &str = include_str!("../../../languages/de/sentence-ends.tsv");
const TIMES: &str = include_str!("../../../languages/de/times.tsv");

/// No word of the files is longer, in bytes.
const LONGEST_WORD: usize = 40;

/// Classes of function words that begin sentences.
const STARTING_CLASSES: &[&str] =
    &["art", "dem", "pron", "prep:acc", "prep:dat", "prep:acc/dat", "contraction", "sub", "coord", "w", "wo", "da", "neg"];

/// Classes of function words that an ordinal can follow: *der 3. Senat*, *im 19. Jahrhundert*.
const DETERMINING_CLASSES: &[&str] = &["art", "det", "dem", "contraction"];

/// An abbreviation, by the note in its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    /// A sentence can end with it.
    pub(crate) may_end: bool,
    /// It stands beside a number: *Nr. 5*, *3. Aufl.*, *3. Jan.*
    pub(crate) with_number: bool,
    /// It is a month.
    pub(crate) month: bool,
}

struct Words {
    abbreviations: HashMap<&'static str, Abbreviation>,
    starts: HashSet<&'static str>,
    before_ordinal: HashSet<&'static str>,
    months: HashSet<&'static str>,
    counted: HashSet<&'static str>,
    lettered: HashSet<&'static str>,
    elisions: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of_classes = |classes: &'static [&'static str]| {
        rows(FUNCTION_WORDS).filter(|(_, of_word)| of_word.split(' ').any(|class| classes.contains(&class))).map(|(word, _)| word)
    };
    let of_kind = |kind: &'static str| rows(SENTENCE_ENDS).filter(move |(_, of_word)| *of_word == kind).map(|(word, _)| word);
    let mut starts: HashSet<_> = of_classes(STARTING_CLASSES).chain(of_kind("start")).collect();
    of_kind("no_start").for_each(|word| {
        starts.remove(word);
    });
    Words {
        abbreviations: abbreviations(),
        starts,
        before_ordinal: of_classes(DETERMINING_CLASSES).collect(),
        months: rows(TIMES).filter(|(_, kind)| *kind == "month").map(|(word, _)| word.trim_end_matches('.')).collect(),
        counted: of_kind("counted").collect(),
        lettered: of_kind("lettered").collect(),
        elisions: of_kind("elision").collect(),
    }
});

/// The first two columns of the rows of a file.
fn rows(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().skip(1).filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next().unwrap_or_default()))
    })
}

/// The abbreviations as they are listed, and the parts of those with a space (`_`), but for single letters, for which
/// there is a rule.
fn abbreviations() -> HashMap<&'static str, Abbreviation> {
    let mut found = HashMap::new();
    for (entry, note) in rows(ABBREVIATIONS) {
        let has = |word| note.split(' ').any(|part| part == word);
        let abbreviation = Abbreviation { may_end: has("end"), with_number: has("number") || has("month"), month: has("month") };
        found.insert(entry, abbreviation);
        if entry.contains('_') {
            for part in entry.split('_').filter(|part| part.ends_with('.') && part.chars().count() > 2) {
                found.entry(part).or_insert(abbreviation);
            }
        }
    }
    found
}

/// The abbreviation that `word`, dot included, is. `at_start` tells that it stands where words have capital letters
/// anyway, so that *Max.* may be *max.*
pub(crate) fn abbreviation(word: &str, at_start: bool) -> Option<Abbreviation> {
    let listed = WORDS.abbreviations.get(word).copied();
    match listed {
        None if at_start => with_small_letter(word, |small| WORDS.abbreviations.get(small).copied()),
        listed => listed,
    }
}

/// Whether `word`, which has a capital letter, begins a sentence wherever it stands.
pub(crate) fn begins_sentence(word: &str) -> bool {
    with_small_letter(word, |small| WORDS.starts.contains(small))
}

/// Whether an ordinal can follow `word`.
pub(crate) fn stands_before_ordinal(word: &str) -> bool {
    WORDS.before_ordinal.contains(word) || with_small_letter(word, |small| WORDS.before_ordinal.contains(small))
}

/// Whether `word` is a month.
pub(crate) fn is_month(word: &str) -> bool {
    WORDS.months.contains(word)
}

/// Whether an ordinal stands before `word` more likely than the end of a sentence.
pub(crate) fn is_counted(word: &str) -> bool {
    WORDS.counted.contains(word)
}

/// Whether a single letter after `word` is a name of its own and not an initial.
pub(crate) fn stands_before_letter(word: &str) -> bool {
    WORDS.lettered.contains(word)
}

/// Whether `word` is what follows the apostrophe in a word that begins with one.
pub(crate) fn is_elision(word: &str) -> bool {
    WORDS.elisions.contains(word)
}

/// Asks about `word` with a small first letter.
fn with_small_letter<T: Default>(word: &str, ask: impl Fn(&str) -> T) -> T {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if first.is_uppercase() && word.len() <= LONGEST_WORD => {
            let mut small: String = first.to_lowercase().collect();
            small.push_str(chars.as_str());
            ask(&small)
        }
        Some(_) => ask(word),
        None => T::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_gives_words() {
        assert!(begins_sentence("Die") && begins_sentence("Auch") && !begins_sentence("Meister"));
        assert!(stands_before_ordinal("im") && stands_before_ordinal("Am") && !stands_before_ordinal("sagte"));
        assert!(
            is_month("März") && is_month("Sept") && is_counted("Jahrhundert") && stands_before_letter("Plan") && is_elision("s")
        );
    }

    #[test]
    fn notes_of_abbreviations_are_read() {
        let plain = Abbreviation::default();
        assert_eq!(abbreviation("bzw.", false), Some(plain));
        assert_eq!(abbreviation("usw.", false), Some(Abbreviation { may_end: true, ..plain }));
        assert_eq!(abbreviation("Nr.", false), Some(Abbreviation { with_number: true, ..plain }));
        assert!(abbreviation("Dez.", false).is_some_and(|found| found.month && found.with_number));
        assert_eq!(abbreviation("Haus.", false), None);
    }

    #[test]
    fn a_capital_letter_hides_an_abbreviation_only_inside_a_sentence() {
        assert_eq!(abbreviation("Bzw.", false), Some(Abbreviation::default()), "it is listed so");
        assert!(abbreviation("Max.", true).is_some() && abbreviation("Max.", false).is_none());
    }

    #[test]
    fn single_letters_of_spaced_abbreviations_are_no_abbreviations() {
        assert!(abbreviation("z._B.", false).is_some() && abbreviation("B.", false).is_none());
        assert!(abbreviation("Chr.", false).is_some());
    }
}
