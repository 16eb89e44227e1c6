//! What `languages/` brings, loaded once.

mod act_words;
mod cues;
mod nouns;
mod parties;
mod table;
mod terms;
mod verbs;
mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::Medium;

pub(crate) use act_words::{ActWord, ActWords, Hedges};
pub(crate) use cues::{Complements, Cue, Cues, Told};
pub(crate) use nouns::{NounClasses, Nouns};
pub(crate) use parties::{Genders, Known, KnownName, Parties, key, stem};
pub(crate) use terms::{Bound, DayPart, Length, Portion, Reference, Season, Side, Term, Terms, Unit};
pub(crate) use verbs::{Analysis, Form, VerbId, Verbs};
pub(crate) use words::{Classes, Words};

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../languages/de/", $name))
    };
}

/// The data of one language.
pub(crate) struct Pack {
    pub(crate) verbs: Verbs,
    pub(crate) words: Words,
    pub(crate) nouns: Nouns,
    pub(crate) cues: Cues,
    pub(crate) act_words: ActWords,
    pub(crate) hedges: Hedges,
    pub(crate) terms: Terms,
    pub(crate) parties: Parties,
    venues: FxHashMap<String, Medium>,
    /// The same and those that tell no medium; whether each is a platform.
    places: FxHashMap<String, bool>,
}

static GERMAN: LazyLock<Pack> = LazyLock::new(|| {
    let cue_verbs = file!("cue-verbs.tsv");
    let cue_infinitives = table::rows(cue_verbs).filter_map(|row| row.field(0).split_whitespace().last().map(str::to_owned));
    let other_infinitives = table::rows(file!("verbs.tsv")).map(|row| row.field(0).to_owned());
    let verbs = Verbs::new(file!("verbs-irregular.tsv"), cue_infinitives.chain(other_infinitives));
    let words = Words::new(file!("function-words.tsv"), file!("adverbs.tsv"), file!("hedges.tsv"));
    let mut nouns = Nouns::new();
    nouns.add_inflected(file!("roles.tsv"), NounClasses::ROLE);
    nouns.add_feminine(file!("roles.tsv"), NounClasses::ROLE);
    nouns.add_inflected(file!("institutions.tsv"), NounClasses::INSTITUTION);
    nouns.add(file!("groups.tsv"), NounClasses::GROUP.with(NounClasses::PLURAL), &[0], true);
    nouns.add_inflected(file!("documents.tsv"), NounClasses::DOCUMENT);
    nouns.add(file!("media.tsv"), NounClasses::MEDIUM, &[0], false);
    nouns.add_lower(file!("media.tsv"), NounClasses::MEDIUM);
    nouns.add(file!("metonyms.tsv"), NounClasses::METONYM, &[0], false);
    nouns.add(file!("states.tsv"), NounClasses::METONYM, &[0], false);
    nouns.add(file!("first-names.tsv"), NounClasses::FIRST_NAME, &[0], false);
    nouns.add(file!("titles.tsv"), NounClasses::TITLE, &[0], false);
    nouns.add_inflected(file!("cue-nouns.tsv"), NounClasses::CUE);
    nouns.add_inflected(file!("speech-objects.tsv"), NounClasses::SPEECH_OBJECT);
    nouns.add(file!("times.tsv"), NounClasses::TIME, &[0], false);
    nouns.add_speech_kinds(file!("speech-objects.tsv"));
    let cues = Cues::new(cue_verbs, file!("cue-nouns.tsv"), file!("markers.tsv"), &verbs);
    let act_words = ActWords::new(file!("act-words.tsv"), &verbs);
    let hedges = Hedges::new(file!("hedges.tsv"), &verbs);
    let terms = Terms::new(file!("times.tsv"), file!("periods.tsv"), file!("numbers.tsv"), file!("units.tsv"));
    let venues = nouns::by_kind(file!("venues.tsv"), Medium::from_name);
    let mut places = nouns::noted(file!("media.tsv"), "platform");
    places.extend(nouns::noted(file!("venues.tsv"), "platform"));
    let parties = Parties::new(&parties::Files {
        states: file!("states.tsv"),
        metonyms: file!("metonyms.tsv"),
        institutions: file!("institutions.tsv"),
        groups: file!("groups.tsv"),
        documents: file!("documents.tsv"),
        media: file!("media.tsv"),
        first_names: [file!("first-names.tsv"), file!("first-names-more.tsv")],
        short_names: file!("short-names.tsv"),
        general_nouns: file!("general-nouns.tsv"),
        part_nouns: file!("part-nouns.tsv"),
    });
    Pack { verbs, words, nouns, cues, act_words, hedges, terms, parties, venues, places }
});

impl Pack {
    /// The medium of the place or text in which something is said: *Interview, Brief*. Compounds count by their last part.
    pub(crate) fn venue(&self, noun: &str) -> Option<Medium> {
        let lower = noun.to_lowercase();
        nouns::suffixes(&lower).find_map(|suffix| self.venues.get(suffix)).copied()
    }

    /// Whether a noun names where or in what something is said: *Interview, Bundestag*; `true` inside if it is a platform: *Twitter*.
    /// Compounds count by their last part.
    pub(crate) fn place(&self, noun: &str) -> Option<bool> {
        let lower = noun.to_lowercase();
        nouns::suffixes(lower.rsplit('-').next().unwrap_or(&lower)).find_map(|suffix| self.places.get(suffix)).copied()
    }
}

/// The German data.
pub(crate) fn german() -> &'static Pack {
    &GERMAN
}

/// The markers of one word: *laut, zufolge, wonach*.
pub(crate) fn marker_words() -> impl Iterator<Item = &'static str> {
    table::rows(file!("markers.tsv")).map(|row| row.field(0)).filter(|marker| !marker.contains('_'))
}

/// The institutions that have a name of one word: *Kreml, Hamas*.
pub(crate) fn proper_institutions() -> impl Iterator<Item = &'static str> {
    let is_proper = |row: &table::Row| row.values(3).any(|note| note == "name");
    table::rows(file!("institutions.tsv")).filter(is_proper).map(|row| row.field(0)).filter(|name| !name.contains('_'))
}
