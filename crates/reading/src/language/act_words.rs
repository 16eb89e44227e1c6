//! Words in a content that decide its act where the cue is neutral, and words that mark uncertainty.

use rustc_hash::FxHashMap;

use super::table::rows;
use super::verbs::{VerbId, Verbs};
use crate::Act;

/// Sequences of words with what they mean, looked up by their first word. All words are in lower case.
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    fn new() -> Self {
        Self { by_first: FxHashMap::default() }
    }

    /// Adds words joined by `_`; phrases are kept for the life of the program, which loads a language once.
    fn add(&mut self, phrase: &'static str, value: T) {
        let mut words = phrase.split('_').map(|word| -> &'static str {
            if word.chars().any(char::is_uppercase) { Box::leak(word.to_lowercase().into_boxed_str()) } else { word }
        });
        if let Some(first) = words.next() {
            self.by_first.entry(first).or_default().push((words.collect(), value));
        }
    }

    /// What the longest phrase means that starts with `first` and goes on as `next` says of each further word.
    pub(crate) fn find(&self, first: &str, next: impl Fn(usize, &str) -> bool) -> Option<T> {
        self.by_first
            .get(first)?
            .iter()
            .filter(|(rest, _)| rest.iter().enumerate().all(|(at, word)| next(at + 1, word)))
            .max_by_key(|(rest, _)| rest.len())
            .map(|(_, value)| *value)
    }
}

/// What a word in a content says about its act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ActWord {
    pub(crate) act: Act,
    /// Only as what the content says of its subject, not as an attribute or in passing.
    pub(crate) predicate: bool,
}

/// The words of `act-words.tsv`.
pub(crate) struct ActWords {
    adjectives: FxHashMap<&'static str, ActWord>,
    nouns: FxHashMap<String, ActWord>,
    verbs: FxHashMap<VerbId, ActWord>,
    phrases: Phrases<ActWord>,
}

impl ActWords {
    pub(crate) fn new(file: &'static str, verbs: &Verbs) -> Self {
        let mut all = Self {
            adjectives: FxHashMap::default(),
            nouns: FxHashMap::default(),
            verbs: FxHashMap::default(),
            phrases: Phrases::new(),
        };
        for row in rows(file) {
            let Some(act) = Act::from_name(row.field(2)) else { continue };
            let word = ActWord { act, predicate: row.field(3) == "predicate" };
            match row.field(1) {
                "adjective" => {
                    all.adjectives.insert(row.field(0), word);
                }
                "noun" => {
                    for ending in ["", "s", "es", "n", "en", "e", "nen"] {
                        all.nouns.entry(format!("{}{ending}", row.field(0).to_lowercase())).or_insert(word);
                    }
                }
                "verb" => {
                    if let Some(verb) = verbs.by_infinitive(row.field(0)) {
                        all.verbs.insert(verb, word);
                    }
                }
                _ => all.phrases.add(row.field(0), word),
            }
        }
        all
    }

    /// An adjective or adverb in lower case, inflected or not.
    pub(crate) fn adjective(&self, lower: &str) -> Option<ActWord> {
        let stems = ["em", "en", "er", "es", "e"].iter().filter_map(|ending| lower.strip_suffix(ending));
        std::iter::once(lower).chain(stems).find_map(|stem| self.adjectives.get(stem)).copied()
    }

    /// A noun in lower case; of compounds only those with a hyphen, since others mean something else (*Katastrophe, Naturkatastrophe*).
    pub(crate) fn noun(&self, lower: &str) -> Option<ActWord> {
        self.nouns.get(lower.rsplit('-').next().unwrap_or(lower)).copied()
    }

    /// A verb.
    pub(crate) fn verb(&self, verb: VerbId) -> Option<ActWord> {
        self.verbs.get(&verb).copied()
    }

    /// The phrases.
    pub(crate) const fn phrases(&self) -> &Phrases<ActWord> {
        &self.phrases
    }
}

/// The words of `hedges.tsv`, without verbs: those are grammar (*könnte, soll … haben*).
pub(crate) struct Hedges {
    words: FxHashMap<&'static str, ()>,
    phrases: Phrases<()>,
}

impl Hedges {
    pub(crate) fn new(file: &'static str, verbs: &Verbs) -> Self {
        let mut all = Self { words: FxHashMap::default(), phrases: Phrases::new() };
        let mut forms = Vec::new();
        for row in rows(file) {
            let word = row.field(0);
            if word.contains('_') {
                all.phrases.add(word, ());
                continue;
            }
            forms.clear();
            verbs.analyses(word, &mut forms);
            if !forms.iter().any(|one| one.form.is_finite()) {
                all.words.insert(word, ());
            }
        }
        all
    }

    /// A word in lower case, without an ending.
    pub(crate) fn word(&self, lower: &str) -> bool {
        self.words.contains_key(lower)
    }

    /// The phrases.
    pub(crate) const fn phrases(&self) -> &Phrases<()> {
        &self.phrases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "word\tclass\tact\tplace\tnote\nfalsch\tadjective\tdeny\tpredicate\t-\nSkandal\tnoun\tcriticise\tany\t-\n\
        nicht_haltbar\tphrase\tcriticise\tany\t-\nnicht_haltbar_und_falsch\tphrase\tdeny\tany\t-\n";

    fn act_words() -> ActWords {
        ActWords::new(WORDS, &Verbs::new("", std::iter::empty()))
    }

    #[test]
    fn adjectives_count_with_any_ending_and_nouns_only_as_such() {
        let words = act_words();
        assert_eq!(words.adjective("falschen").map(|word| (word.act, word.predicate)), Some((Act::Deny, true)));
        assert_eq!(words.noun("skandals").map(|word| word.act), Some(Act::Criticise));
        assert_eq!(words.noun("spenden-skandal").map(|word| word.act), Some(Act::Criticise));
        assert!(words.noun("skandalurteil").is_none() && words.adjective("skandal").is_none());
    }

    #[test]
    fn the_longest_phrase_counts() {
        let words = act_words();
        let act = |text: &str| {
            let all: Vec<&str> = text.split(' ').collect();
            words.phrases().find(all[0], |step, word| all.get(step) == Some(&word)).map(|word| word.act)
        };
        assert_eq!(act("nicht haltbar und falsch"), Some(Act::Deny));
        assert_eq!(act("nicht haltbar und teuer"), Some(Act::Criticise));
        assert_eq!(act("nicht teuer"), None);
    }

    #[test]
    fn hedges_are_words_without_ending_or_phrases_but_no_verbs() {
        let verbs = Verbs::new("", std::iter::once("scheinen".to_owned()));
        let hedges = Hedges::new("word\tnote\nwohl\t-\nmutmaßlich\t-\nscheint\t-\nunter_Umständen\t-\n", &verbs);
        assert!(hedges.word("wohl") && hedges.word("mutmaßlich"));
        assert!(!hedges.word("mutmaßlichen") && !hedges.word("scheint"));
        assert!(hedges.phrases().find("unter", |_, word| word == "umständen").is_some());
    }
}
