//! Names of states, bodies and media, what kind of thing they are, and the gender of nouns and given names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::nouns::suffixes;
use super::table::rows;

/// The genders a word can have; the plural counts as one, since it has its own pronoun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Genders(u8);

impl Genders {
    pub(crate) const MASCULINE: Self = Self(1);
    pub(crate) const FEMININE: Self = Self(2);
    pub(crate) const NEUTER: Self = Self(4);
    pub(crate) const PLURAL: Self = Self(8);
    /// Nothing is known.
    pub(crate) const ANY: Self = Self(15);
    /// No plural.
    pub(crate) const SINGULAR: Self = Self(7);
    /// A single person.
    pub(crate) const PERSON: Self = Self(3);

    pub(crate) const MASCULINE_OR_NEUTER: Self = Self(5);
    pub(crate) const FEMININE_OR_PLURAL: Self = Self(10);

    /// What either allows.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing is possible.
    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// What both allow.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether both allow something.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether only one is possible.
    pub(crate) const fn is_known(self) -> bool {
        self.0.is_power_of_two()
    }

    /// Whether the plural is possible, and nothing else.
    pub(crate) const fn is_plural(self) -> bool {
        self.0 == Self::PLURAL.0
    }

    fn from_note(note: &str) -> Option<Self> {
        match note {
            "m" => Some(Self::MASCULINE),
            "f" => Some(Self::FEMININE),
            "n" => Some(Self::NEUTER),
            "plural" => Some(Self::PLURAL),
            _ => None,
        }
    }
}

/// What a known name names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Known {
    /// A state.
    State,
    /// A town that stands for the state with this name: a capital, a seat of government.
    Seat(&'static str),
    /// A town that stands for a body, a land or a region, if the context fits.
    Town,
    /// A building that stands for who works in it and has a name as a party of its own.
    Building,
    /// A body with a proper name.
    Body,
    /// An outlet or agency.
    Medium,
}

/// A name as the tables have it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownName {
    /// The name in its base form, with `_` for spaces.
    pub(crate) name: &'static str,
    pub(crate) known: Known,
    pub(crate) genders: Genders,
}

/// Looks names up.
pub(crate) struct Parties {
    names: FxHashMap<String, KnownName>,
    /// By the adjective without ending: the state.
    adjectives: FxHashMap<&'static str, &'static str>,
    genders: FxHashMap<String, Genders>,
    body_kinds: FxHashMap<String, &'static str>,
    given_names: FxHashMap<&'static str, Genders>,
    full_names: FxHashMap<&'static str, Vec<&'static str>>,
    general: FxHashMap<String, Vec<&'static str>>,
    parts: FxHashMap<String, ()>,
    /// The first bytes of all names, and of those of more than two words: most words begin no name, and no key need be made of them.
    starts: FxHashSet<[u8; 3]>,
    long_starts: FxHashSet<[u8; 3]>,
    /// By the stem of the first word: the most words that a name which begins with it has.
    longest: FxHashMap<String, usize>,
}

/// The files that hold names.
pub(crate) struct Files {
    pub(crate) states: &'static str,
    pub(crate) metonyms: &'static str,
    pub(crate) institutions: &'static str,
    pub(crate) groups: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) media: &'static str,
    pub(crate) first_names: [&'static str; 2],
    pub(crate) short_names: &'static str,
    pub(crate) general_nouns: &'static str,
    pub(crate) part_nouns: &'static str,
}

impl Parties {
    pub(crate) fn new(files: &Files) -> Self {
        let mut new = Self {
            names: FxHashMap::default(),
            adjectives: FxHashMap::default(),
            genders: FxHashMap::default(),
            body_kinds: FxHashMap::default(),
            given_names: FxHashMap::default(),
            full_names: FxHashMap::default(),
            general: FxHashMap::default(),
            parts: FxHashMap::default(),
            starts: FxHashSet::default(),
            long_starts: FxHashSet::default(),
            longest: FxHashMap::default(),
        };
        new.add_states(files.states);
        new.add_bodies(files.institutions);
        new.add_seats(files.metonyms);
        for row in rows(files.groups).filter(|row| row.values(1).any(|note| note == "collective")) {
            new.genders.entry(row.field(0).to_lowercase()).or_insert(note(row.values(1)));
        }
        for row in rows(files.documents) {
            new.genders.entry(row.field(0).to_lowercase()).or_insert(note(row.values(2)));
        }
        for row in rows(files.media).filter(|row| row.field(2) != "ambiguous") {
            new.add(row.field(0), row.field(0), Known::Medium, Genders::ANY);
        }
        for row in files.first_names.into_iter().flat_map(rows) {
            let genders = Genders::from_note(row.field(1)).unwrap_or(Genders::PERSON);
            new.given_names.insert(row.field(0), genders);
        }
        for row in rows(files.short_names) {
            new.full_names.entry(row.field(0)).or_default().push(row.field(1));
        }
        for row in rows(files.general_nouns) {
            new.general.insert(stem(row.field(0)), row.values(1).collect());
        }
        for row in rows(files.part_nouns) {
            new.parts.insert(stem(row.field(0)), ());
        }
        new
    }

    fn add(&mut self, written: &str, name: &'static str, known: Known, genders: Genders) {
        let words = written.split(['_', ' ']);
        let count = words.clone().count();
        self.starts.insert(start(written));
        if count > 2 {
            self.long_starts.insert(start(written));
        }
        if count > 2
            && let Some(first) = words.clone().next()
        {
            let most = self.longest.entry(stem(first)).or_default();
            *most = count.max(*most);
        }
        self.names.entry(key(written.split(['_', ' ']))).or_insert(KnownName { name, known, genders });
    }

    fn add_states(&mut self, file: &'static str) {
        for row in rows(file) {
            let name = row.field(0);
            let genders = note(row.values(3));
            self.add(name, name, Known::State, genders);
            for alias in row.values(3).filter_map(|note| note.strip_prefix("alias:")) {
                self.add(alias, name, Known::State, genders);
            }
            let others = row.values(3).filter_map(|note| note.strip_prefix("adjective:"));
            for adjective in std::iter::once(row.field(1)).chain(others).filter(|one| !one.is_empty()) {
                self.adjectives.entry(adjective).or_insert(name);
            }
        }
    }

    fn add_seats(&mut self, file: &'static str) {
        for row in rows(file) {
            let (name, party) = (row.field(0), row.field(1));
            match row.values(2).next() {
                Some("capital" | "other_seat") => self.add(name, name, Known::Seat(party), Genders::NEUTER),
                // The land or region is one whose town this is.
                Some("land" | "region") => {
                    self.add(name, name, Known::Town, Genders::NEUTER);
                    self.add_land(party);
                }
                Some("building") => self.add(name, name, Known::Building, Genders::ANY),
                _ => self.add(name, name, Known::Town, Genders::NEUTER),
            }
        }
    }

    /// A land or region, unless a party or army of that name governs it.
    fn add_land(&mut self, name: &'static str) {
        let known = self.names.get(&key(name.split('_'))).filter(|known| known.known == Known::Body);
        if known.is_none_or(|known| self.body_kind(known.name) == Some("government")) {
            self.names.insert(key(name.split('_')), KnownName { name, known: Known::State, genders: Genders::NEUTER });
        }
    }

    fn add_bodies(&mut self, file: &'static str) {
        for row in rows(file) {
            let (name, genders) = (row.field(0), note(row.values(3)));
            if row.values(3).any(|note| note == "name") {
                self.add(name, name, Known::Body, genders);
                self.body_kinds.entry(name.to_lowercase()).or_insert(row.field(2));
            }
            if !name.contains('_') {
                self.body_kinds.entry(name.to_lowercase()).or_insert(row.field(2));
                self.genders.entry(name.to_lowercase()).or_insert(genders);
                let plural = row.field(1);
                if !plural.is_empty() && plural != name {
                    self.genders.entry(plural.to_lowercase()).or_insert(Genders::PLURAL);
                    self.body_kinds.entry(plural.to_lowercase()).or_insert(row.field(2));
                }
            }
        }
    }

    /// The name that these words are, in whatever case they stand.
    pub(crate) fn known<'t>(&self, words: impl Iterator<Item = &'t str>) -> Option<KnownName> {
        let mut words = words.peekable();
        if !words.peek().is_some_and(|first| self.starts.contains(&start(first))) {
            return None;
        }
        self.names.get(&key(words)).copied()
    }

    /// The state an adjective belongs to: *russische, russischen* of *Russland*.
    pub(crate) fn state_of_adjective(&self, adjective: &str) -> Option<&'static str> {
        let lower = adjective.to_lowercase();
        ["e", "en", "er", "es", "em"]
            .iter()
            .filter_map(|ending| lower.strip_suffix(ending))
            .chain([lower.as_str(), adjective])
            .find_map(|stem| self.adjectives.get(stem))
            .copied()
    }

    /// The gender of a noun, by its last part; feminine endings need no table.
    pub(crate) fn genders(&self, noun: &str) -> Genders {
        let lower = noun.rsplit('-').next().unwrap_or(noun).to_lowercase();
        let bare = lower.strip_suffix("es").or_else(|| lower.strip_suffix('s')).unwrap_or(&lower);
        let found = longest(&self.genders, [&lower, bare]);
        found.unwrap_or_else(|| {
            let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
            if ends(&["ung", "heit", "keit", "schaft", "tät", "ion", "ei"]) {
                Genders::FEMININE
            } else if ends(&["ungen", "heiten", "keiten", "schaften", "täten", "ionen"]) {
                Genders::PLURAL
            } else if ends(&["ium", "chen", "ment", "tum"]) {
                Genders::NEUTER
            } else {
                Genders::ANY
            }
        })
    }

    /// What kind of body a common noun names, by its last part: `government`, `police`, …
    pub(crate) fn body_kind(&self, noun: &str) -> Option<&'static str> {
        let lower = noun.to_lowercase();
        if let Some(kind) = self.body_kinds.get(&lower) {
            return Some(kind);
        }
        let lower = lower.rsplit('-').next().unwrap_or_default().to_owned();
        let bare = ["es", "s", "n"].iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower);
        if [lower.as_str(), bare].iter().any(|one| one.ends_with("amt") || one.ends_with("ämter")) && !lower.contains("beamt") {
            return Some("government");
        }
        longest(&self.body_kinds, [&lower, bare])
    }

    /// Whether a word is a common noun or name of a body by itself, not only by its last part.
    pub(crate) fn is_body(&self, noun: &str) -> bool {
        self.body_kinds.contains_key(&noun.to_lowercase())
    }

    /// The gender of a given name.
    pub(crate) fn given_name(&self, name: &str) -> Option<Genders> {
        self.given_names.get(name).copied()
    }

    /// The most words that a known name of more than two words has which begins with this one; 0 if there is none.
    pub(crate) fn longest_name(&self, first: &str) -> usize {
        if !self.long_starts.contains(&start(first)) {
            return 0;
        }
        self.longest.get(&stem(first)).copied().unwrap_or(0)
    }

    /// The kinds of body that a general noun can take up: *Unternehmen, Blatt*. Compounds count by their last part.
    pub(crate) fn general_noun(&self, noun: &str) -> Option<&[&'static str]> {
        self.general.get(&stem(noun)).map(Vec::as_slice)
    }

    /// Whether a noun names a part of a body that speaks for the whole: *Führung, Kreise*.
    pub(crate) fn is_part(&self, noun: &str) -> bool {
        self.parts.contains_key(&stem(noun))
    }

    /// The adjective of a state, without ending.
    pub(crate) fn adjective_of_state(&self, state: &str) -> Option<&'static str> {
        self.adjectives
            .iter()
            .filter(|(_, of)| **of == state)
            .map(|(adjective, _)| *adjective)
            .min_by_key(|one| (one.len(), *one))
    }

    /// The full names that a short name stands for without explanation.
    pub(crate) fn full_names(&self, short: &str) -> &[&'static str] {
        self.full_names.get(short).map_or(&[], Vec::as_slice)
    }
}

/// What a table has for the longest last part of one of two forms: *Verband* of *Bauernverbands*, not *Bands*.
fn longest<T: Copy>(table: &FxHashMap<String, T>, forms: [&str; 2]) -> Option<T> {
    let found = forms
        .into_iter()
        .filter_map(|form| suffixes(form).find_map(|suffix| table.get(suffix).map(|value| (suffix.len(), *value))));
    found.max_by_key(|(length, _)| *length).map(|(_, value)| value)
}

fn note<'r>(mut notes: impl Iterator<Item = &'r str>) -> Genders {
    notes.find_map(Genders::from_note).unwrap_or(Genders::ANY)
}

/// The first bytes of a name, in lower case where they are ASCII; stems leave them alone.
fn start(name: &str) -> [u8; 3] {
    let mut start = [0; 3];
    let first = name.split(['_', ' ']).next().unwrap_or_default();
    for (to, from) in start.iter_mut().zip(first.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    start
}

/// Words without their inflection, for comparison: *Weißen Haus* and *Weißes Haus* have one key.
pub(crate) fn key<'t>(words: impl Iterator<Item = &'t str>) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&stem(word));
    }
    key
}

/// A word in lower case without its endings: that of the genitive, then that of an adjective or plural. Coarse, but the same on both sides
/// of a comparison. *Haus* and *Kreis* keep their *s*, since their genitive is *Hauses*, *Kreises*.
pub(crate) fn stem(word: &str) -> String {
    let mut stem = word.to_lowercase();
    let shortened = |stem: &str, ending: &str| stem.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3).map(str::len);
    let genitive = shortened(&stem, "es")
        .or_else(|| shortened(&stem, "s").filter(|length| !stem[..*length].ends_with(['u', 'i', 's', 'x', 'z', 'ß'])));
    stem.truncate(genitive.unwrap_or(stem.len()));
    let ending = ["en", "er", "em", "e"].iter().find_map(|ending| shortened(&stem, ending));
    stem.truncate(ending.unwrap_or(stem.len()));
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::german;

    #[test]
    fn names_are_known_in_every_case() {
        let parties = &german().parties;
        let known = |words: &str| parties.known(words.split(' '));
        assert_eq!(known("Weißen Hauses").map(|one| one.name), Some("Weißes_Haus"));
        assert_eq!(known("Auswärtigen Amts").map(|one| one.name), Some("Auswärtiges_Amt"));
        assert_eq!(known("Vereinten Nationen").map(|one| one.genders), Some(Genders::PLURAL));
        assert_eq!(known("Kiew").map(|one| one.known), Some(Known::Seat("Ukraine")));
        assert!(known("Amt").is_none());
    }

    #[test]
    fn adjectives_tell_their_state() {
        let parties = &german().parties;
        assert_eq!(parties.state_of_adjective("Russischen"), Some("Russland"));
        assert_eq!(parties.state_of_adjective("örtliche"), None);
    }

    #[test]
    fn genders_of_compounds_are_those_of_their_last_part() {
        let parties = &german().parties;
        assert_eq!(parties.genders("Finanzministeriums"), Genders::NEUTER);
        assert_eq!(parties.genders("Wetterdienst"), Genders::MASCULINE);
        assert_eq!(parties.genders("Landesregierung"), Genders::FEMININE);
        assert_eq!(parties.genders("Behörden"), Genders::PLURAL);
        assert_eq!(parties.body_kind("Landespolizei"), Some("police"));
    }
}
