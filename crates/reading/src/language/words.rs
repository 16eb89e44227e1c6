//! Closed-class words and adverbs: what a lower-case word can be besides a verb form.

use rustc_hash::FxHashMap;

use super::table::rows;

/// A set of word classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Classes(u32);

macro_rules! classes {
    ($($constant:ident = $bit:literal $name:literal),+ $(,)?) => {
        impl Classes {
            $(pub(crate) const $constant: Self = Self(1 << $bit);)+

            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$constant),)+ _ => None }
            }
        }
    };
}

classes! {
    ARTICLE = 0 "art",
    DETERMINER = 1 "det",
    PRONOUN = 2 "pron",
    RELATIVE = 3 "rel",
    REFLEXIVE = 4 "refl",
    DEMONSTRATIVE = 5 "dem",
    ACCUSATIVE_PREPOSITION = 6 "prep:acc",
    DATIVE_PREPOSITION = 7 "prep:dat",
    GENITIVE_PREPOSITION = 8 "prep:gen",
    TWO_WAY_PREPOSITION = 9 "prep:acc/dat",
    POSTPOSITION = 10 "post",
    CONTRACTION = 11 "contraction",
    SUBORDINATOR = 12 "sub",
    COORDINATOR = 13 "coord",
    QUESTION = 14 "w",
    WO = 15 "wo",
    DA = 16 "da",
    NEGATION = 17 "neg",
    ADVERB = 18 "adv",
    PARTICLE = 19 "particle",
    NUMERAL = 20 "num",
    ZU = 21 "zu",
    PREFIX = 22 "prefix",
    ADJECTIVE = 23 "adjective",
    HEDGE = 24 "hedge",
}

impl Classes {
    /// No class.
    pub(crate) const NONE: Self = Self(0);
    /// Any preposition, contracted ones included.
    pub(crate) const PREPOSITION: Self = Self(
        Self::ACCUSATIVE_PREPOSITION.0
            | Self::DATIVE_PREPOSITION.0
            | Self::GENITIVE_PREPOSITION.0
            | Self::TWO_WAY_PREPOSITION.0
            | Self::CONTRACTION.0,
    );
    /// Words that open a noun phrase.
    pub(crate) const OPENS_NOUN_PHRASE: Self = Self(Self::ARTICLE.0 | Self::DETERMINER.0);

    /// The set as a number, for features.
    pub(crate) const fn number(self) -> u64 {
        self.0 as u64
    }

    /// Whether the two sets share a class.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes that `other` lacks.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the word belongs to no closed class: it is unknown, or a known adjective.
    pub(crate) fn is_open(self) -> bool {
        self == Self::NONE || self == Self::ADJECTIVE
    }

    /// Both sets together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Looks up lower-case words.
pub(crate) struct Words {
    classes: FxHashMap<&'static str, Classes>,
    adjectives: FxHashMap<&'static str, ()>,
}

impl Words {
    pub(crate) fn new(function_words: &'static str, adverbs: &'static str, hedges: &'static str) -> Self {
        let mut classes: FxHashMap<&'static str, Classes> = FxHashMap::default();
        let mut adjectives = FxHashMap::default();
        for row in rows(function_words) {
            let all = row.values(1).filter_map(Classes::from_name).fold(Classes::NONE, Classes::with);
            let entry = classes.entry(row.field(0)).or_default();
            *entry = entry.with(all);
        }
        for row in rows(adverbs) {
            let class = Classes::from_name(match row.field(1) {
                "adverb" => "adv",
                other => other,
            })
            .unwrap_or(Classes::ADVERB);
            if class == Classes::ADJECTIVE {
                adjectives.insert(row.field(0), ());
            }
            let entry = classes.entry(row.field(0)).or_default();
            *entry = entry.with(class);
        }
        for row in rows(hedges) {
            let entry = classes.entry(row.field(0)).or_default();
            *entry = entry.with(Classes::HEDGE);
        }
        Self { classes, adjectives }
    }

    /// The classes of a lower-case word; inflected adjectives are recognised by their stem.
    pub(crate) fn classes(&self, word: &str) -> Classes {
        if let Some(known) = self.classes.get(word) {
            return *known;
        }
        for ending in ["em", "en", "er", "es", "e"] {
            if let Some(stem) = word.strip_suffix(ending)
                && self.adjectives.contains_key(stem)
            {
                return Classes::ADJECTIVE;
            }
        }
        Classes::NONE
    }
}
