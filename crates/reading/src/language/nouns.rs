//! Nouns that name who can speak, and nouns that show that somebody spoke. Compounds count by their last part.

use rustc_hash::FxHashMap;

use super::table::rows;

/// What a noun names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct NounClasses(u16);

impl NounClasses {
    /// A person by office, profession or relation.
    pub(crate) const ROLE: Self = Self(1);
    /// A body that can speak.
    pub(crate) const INSTITUTION: Self = Self(1 << 1);
    /// People in the plural.
    pub(crate) const GROUP: Self = Self(1 << 2);
    /// A source in writing.
    pub(crate) const DOCUMENT: Self = Self(1 << 3);
    /// An agency, newspaper or broadcaster.
    pub(crate) const MEDIUM: Self = Self(1 << 4);
    /// A place that stands for a government or office.
    pub(crate) const METONYM: Self = Self(1 << 5);
    /// A given name.
    pub(crate) const FIRST_NAME: Self = Self(1 << 6);
    /// *Herr, Dr.*
    pub(crate) const TITLE: Self = Self(1 << 7);
    /// *Vorwurf, Bericht*: an object that shows a speech act.
    pub(crate) const SPEECH_OBJECT: Self = Self(1 << 8);
    /// *Behauptung, Forderung*: a noun that can govern a content clause.
    pub(crate) const CUE: Self = Self(1 << 9);
    /// A month, weekday or other word for a time.
    pub(crate) const TIME: Self = Self(1 << 10);
    /// A plural form.
    pub(crate) const PLURAL: Self = Self(1 << 11);
    /// A feminine noun in the singular.
    pub(crate) const FEMININE: Self = Self(1 << 12);
    /// Anything that can speak.
    pub(crate) const SPEAKER: Self = Self(
        Self::ROLE.0
            | Self::INSTITUTION.0
            | Self::GROUP.0
            | Self::DOCUMENT.0
            | Self::MEDIUM.0
            | Self::METONYM.0
            | Self::FIRST_NAME.0
            | Self::TITLE.0,
    );

    /// The set as a number, for features.
    pub(crate) const fn number(self) -> u64 {
        self.0 as u64
    }

    /// Whether the two sets share a class.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Looks up nouns.
pub(crate) struct Nouns {
    exact: FxHashMap<String, NounClasses>,
    heads: FxHashMap<String, NounClasses>,
    /// Words that end like a head but are no compounds of it: *Fahrzeuge* of *Zeuge*.
    exceptions: FxHashMap<String, Vec<&'static str>>,
    speech_kinds: FxHashMap<String, &'static str>,
}

impl Nouns {
    pub(crate) fn new() -> Self {
        Self {
            exact: FxHashMap::default(),
            heads: FxHashMap::default(),
            exceptions: FxHashMap::default(),
            speech_kinds: FxHashMap::default(),
        }
    }

    /// Adds every row's noun (and plural, and feminine) of `file`; `compounds` if compounds count by their last part.
    pub(crate) fn add(&mut self, file: &'static str, class: NounClasses, columns: &[usize], compounds: bool) {
        for row in rows(file) {
            for &column in columns {
                for word in row.field(column).split('_') {
                    if is_name_word(word) {
                        self.put(word, if column == 0 { class } else { class.with(NounClasses::PLURAL) }, compounds);
                    }
                }
            }
        }
    }

    /// Adds names that are written in lower case (*dpa, taz*), unless they are words too.
    pub(crate) fn add_lower(&mut self, file: &'static str, class: NounClasses) {
        for row in rows(file) {
            let name = row.field(0);
            let lower = name.chars().next().is_some_and(char::is_lowercase);
            if lower && !name.contains('_') && row.field(2) != "ambiguous" {
                self.put(name, class, false);
            }
        }
    }

    /// Whether a lower-case word is a name.
    pub(crate) fn is_lower_name(&self, word: &str) -> bool {
        self.exact.contains_key(word)
    }

    /// Adds the nouns of a file whose second column is the plural, with the genitive and dative endings.
    pub(crate) fn add_inflected(&mut self, file: &'static str, class: NounClasses) {
        for row in rows(file) {
            let (noun, plural) = (row.field(0), row.field(1));
            let singular = if row.values(3).next() == Some("f") { class.with(NounClasses::FEMININE) } else { class };
            if noun.contains('_') {
                for word in noun.split('_').filter(|word| is_name_word(word)) {
                    self.put(word, class, false);
                }
                continue;
            }
            // `whole` and `name` make no compounds, nor does an abbreviation.
            let notes = || (2..6).flat_map(|column| row.values(column));
            let abbreviation = noun.chars().all(|c| !c.is_lowercase());
            let compounds = !abbreviation && !notes().any(|note| matches!(note, "whole" | "name"));
            let not: Vec<&'static str> = notes().filter_map(|note| note.strip_prefix("not:")).collect();
            let mut forms = vec![(noun.to_owned(), singular)];
            forms.extend(["s", "es", "n", "en"].map(|ending| (format!("{noun}{ending}"), class)));
            if !plural.is_empty() && plural != noun {
                forms.extend(["", "n"].map(|ending| (format!("{plural}{ending}"), class.with(NounClasses::PLURAL))));
            }
            for (form, class) in forms {
                self.put(&form, class, compounds);
                if !not.is_empty() {
                    self.exceptions.entry(form.to_lowercase()).or_default().extend(not.iter().copied());
                }
            }
        }
    }

    /// Adds feminine forms (third column of the roles) with their plural.
    pub(crate) fn add_feminine(&mut self, file: &'static str, class: NounClasses) {
        for row in rows(file) {
            let feminine = row.field(2);
            if !feminine.is_empty() {
                // „der Abgeordnete“ is no feminine, though „die Abgeordnete“ is.
                let singular = if feminine.ends_with("in") { class.with(NounClasses::FEMININE) } else { class };
                self.put(feminine, singular, true);
                self.put(&format!("{feminine}nen"), class.with(NounClasses::PLURAL), true);
            }
        }
    }

    /// Remembers the kind of each speech object (`charge`, `plan`, …).
    pub(crate) fn add_speech_kinds(&mut self, file: &'static str) {
        for row in rows(file) {
            for word in [row.field(0), row.field(1)] {
                for ending in ["", "s", "es", "n", "en"] {
                    if !word.is_empty() {
                        self.speech_kinds.entry(format!("{}{ending}", word.to_lowercase())).or_insert(row.field(2));
                    }
                }
            }
        }
    }

    /// The kind of a speech object, by its last part.
    pub(crate) fn speech_kind(&self, noun: &str) -> Option<&'static str> {
        let lower = noun.to_lowercase();
        suffixes(&lower).find_map(|suffix| self.speech_kinds.get(suffix)).copied()
    }

    /// The classes of a capitalised word.
    pub(crate) fn classes(&self, noun: &str, lower: &str) -> NounClasses {
        let last_part = noun.rsplit('-').next().unwrap_or(noun);
        let found = self.exact.get(noun).or_else(|| self.exact.get(last_part)).copied().unwrap_or_default();
        let last = lower.rsplit('-').next().unwrap_or(lower);
        let is_compound =
            |head: &str| self.exceptions.get(head).is_none_or(|not| !not.iter().any(|part| last.contains(&part.to_lowercase())));
        let by_head = suffixes(last)
            .filter(|suffix| suffix.len() == last.len() || is_compound(suffix))
            .find_map(|suffix| self.heads.get(suffix))
            .copied()
            .unwrap_or_default();
        // Endings that make feminine nouns (Duden 4, „Das Genus der Substantive“).
        let feminine = ["ung", "heit", "keit", "schaft", "tät", "ion"].iter().any(|ending| last.ends_with(ending));
        // „der Hydrologe“ is no „Loge“.
        if ["ologe", "ologen"].iter().any(|ending| last.ends_with(ending)) {
            return found.with(NounClasses::ROLE);
        }
        found.with(by_head).with(if feminine && last.len() > 5 { NounClasses::FEMININE } else { NounClasses::default() })
    }

    fn put(&mut self, word: &str, class: NounClasses, compounds: bool) {
        if compounds {
            let entry = self.heads.entry(word.to_lowercase()).or_default();
            *entry = entry.with(class);
        } else {
            let entry = self.exact.entry(word.to_owned()).or_default();
            *entry = entry.with(class);
        }
    }
}

/// A capitalised word of a name that is no article.
fn is_name_word(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !matches!(word, "Das" | "Der" | "Die" | "The")
}

/// The word itself, then ever shorter last parts of at least four letters after a first part of at least two.
pub(super) fn suffixes(lower: &str) -> impl Iterator<Item = &str> {
    std::iter::once(lower)
        .chain(lower.char_indices().skip(2).map(|(at, _)| &lower[at..]).take_while(|suffix| suffix.chars().take(4).count() == 4))
}

/// The values of the second column by the noun in lower case, with its genitive and dative endings.
pub(super) fn by_kind<T: Copy>(file: &'static str, value: impl Fn(&str) -> Option<T>) -> FxHashMap<String, T> {
    let mut found = FxHashMap::default();
    for row in rows(file) {
        let Some(value) = value(row.field(1)) else { continue };
        for ending in ["", "s", "es", "n", "en", "e"] {
            found.entry(format!("{}{ending}", row.field(0).to_lowercase())).or_insert(value);
        }
    }
    found
}

/// The nouns of a file in lower case, with their genitive and dative endings; whether the third column has `note`.
/// Names of several words and names that are common nouns too (`ambiguous`) are left out.
pub(super) fn noted(file: &'static str, note: &str) -> FxHashMap<String, bool> {
    let mut found = FxHashMap::default();
    for row in rows(file).filter(|row| !row.field(0).contains('_') && row.values(2).all(|one| one != "ambiguous")) {
        let noted = row.values(2).any(|one| one == note);
        for ending in ["", "s", "es", "n", "en", "e"] {
            found.entry(format!("{}{ending}", row.field(0).to_lowercase())).or_insert(noted);
        }
    }
    found
}
