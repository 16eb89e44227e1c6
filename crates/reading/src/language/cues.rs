//! Cue verbs, cue nouns and markers: the words that attribute, with their syntax.

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::{Row, rows};
use super::verbs::{VerbId, Verbs};
use crate::{Act, Medium};

/// The contents and objects a cue takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Complements(u16);

impl Complements {
    pub(crate) const DASS: Self = Self(1);
    pub(crate) const OB: Self = Self(1 << 1);
    pub(crate) const W: Self = Self(1 << 2);
    pub(crate) const VERB_SECOND: Self = Self(1 << 3);
    pub(crate) const ZU: Self = Self(1 << 4);
    pub(crate) const QUOTE: Self = Self(1 << 5);
    pub(crate) const OBJECT: Self = Self(1 << 6);
    pub(crate) const PREPOSITIONAL: Self = Self(1 << 7);

    /// Both sets together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share something.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn from_row(row: Row<'_>, column: usize) -> Self {
        row.values(column).fold(Self(0), |all, one| {
            Self(
                all.0
                    | match one {
                        "dass" => Self::DASS.0,
                        "ob" => Self::OB.0,
                        "w" => Self::W.0,
                        "v2" => Self::VERB_SECOND.0,
                        "zu" => Self::ZU.0,
                        "quote" => Self::QUOTE.0,
                        "np" => Self::OBJECT.0,
                        _ if one.starts_with("pp:") => Self::PREPOSITIONAL.0,
                        _ => 0,
                    },
            )
        })
    }
}

/// Whether a clause with the cue is a told speech act by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Told {
    Yes,
    /// Only beside an object that shows a speech act.
    Object,
    /// Yes, but its subject is no speaker; who speaks stands after *von, aus, bei* or nowhere: *Kritik kam von X*.
    Source,
    No,
}

/// Who a cue's addressee can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Addressee {
    pub(crate) dative: bool,
    pub(crate) accusative: bool,
    pub(crate) an: bool,
    /// *von* in the active: whoever something is demanded from.
    pub(crate) von: bool,
    pub(crate) bei: bool,
}

/// A verb, or fixed phrase with a verb, that can attribute.
#[derive(Debug)]
pub(crate) struct Cue {
    /// As written in the lexicon.
    pub(crate) name: &'static str,
    pub(crate) verb: VerbId,
    /// Whether *sich* belongs to it.
    pub(crate) reflexive: bool,
    /// Other words that belong to it, in any order: *in Abrede* (stellen), *nicht* (bestätigen).
    pub(crate) fixed: Vec<&'static str>,
    /// The same in lower case.
    pub(crate) fixed_lower: Vec<String>,
    pub(crate) complements: Complements,
    /// The prepositions of its prepositional objects.
    pub(crate) prepositions: Vec<&'static str>,
    pub(crate) told: Told,
    pub(crate) act: Option<Act>,
    pub(crate) medium: Option<Medium>,
    pub(crate) hedge: bool,
    pub(crate) addressee: Addressee,
}

/// A noun that governs a content clause.
#[derive(Debug)]
pub(crate) struct NounCue {
    pub(crate) complements: Complements,
    pub(crate) act: Option<Act>,
    pub(crate) medium: Option<Medium>,
}

/// All cues of a language.
pub(crate) struct Cues {
    verbs: FxHashMap<VerbId, Vec<Cue>>,
    nouns: FxHashMap<&'static str, usize>,
    noun_cues: Vec<NounCue>,
    /// Nouns that license *nach* as a marker: *Angaben, Ansicht, Informationen*.
    source_nouns: FxHashMap<&'static str, ()>,
    /// The same in lower case, for compounds: *Behördenangaben*.
    source_heads: FxHashSet<String>,
}

impl Cues {
    pub(crate) fn new(verb_file: &'static str, noun_file: &'static str, marker_file: &'static str, verbs: &Verbs) -> Self {
        let mut by_verb: FxHashMap<VerbId, Vec<Cue>> = FxHashMap::default();
        for row in rows(verb_file) {
            let name = row.field(0);
            let mut words: Vec<&str> = name.split_whitespace().collect();
            let Some(verb) = words.pop().and_then(|infinitive| verbs.by_infinitive(infinitive)) else { continue };
            let reflexive = words.contains(&"sich");
            words.retain(|word| *word != "sich");
            let addressee = row.values(6).fold(Addressee::default(), |mut all, one| {
                match one {
                    "dat" => all.dative = true,
                    "acc" => all.accusative = true,
                    "an+acc" | "an" => all.an = true,
                    "von+dat" => all.von = true,
                    "bei+dat" => all.bei = true,
                    _ => {}
                }
                all
            });
            by_verb.entry(verb).or_default().push(Cue {
                name,
                verb,
                reflexive,
                fixed_lower: words.iter().map(|word| word.to_lowercase()).collect(),
                fixed: words,
                complements: Complements::from_row(row, 1),
                prepositions: row.values(1).filter_map(|one| one.strip_prefix("pp:")).collect(),
                told: match row.field(2) {
                    "yes" => Told::Yes,
                    "object" => Told::Object,
                    "source" => Told::Source,
                    _ => Told::No,
                },
                act: Act::from_name(row.field(3)),
                medium: Medium::from_name(row.field(4)),
                hedge: row.field(5) == "yes",
                addressee,
            });
        }
        let mut nouns = FxHashMap::default();
        let mut noun_cues = Vec::new();
        for row in rows(noun_file) {
            for word in [row.field(0), row.field(1)] {
                if !word.is_empty() {
                    nouns.insert(word, noun_cues.len());
                }
            }
            noun_cues.push(NounCue {
                complements: Complements::from_row(row, 2),
                act: Act::from_name(row.field(3)),
                medium: Medium::from_name(row.field(4)),
            });
        }
        let mut source_nouns = FxHashMap::default();
        for row in rows(marker_file) {
            if let Some(noun) = row.field(0).strip_prefix("nach_") {
                source_nouns.insert(noun.rsplit('_').next().unwrap_or(noun), ());
            }
        }
        let source_heads = source_nouns.keys().map(|noun| noun.to_lowercase()).filter(|noun| noun.len() > 6).collect();
        Self { verbs: by_verb, nouns, noun_cues, source_nouns, source_heads }
    }

    /// The cues with this verb, in the order of the table.
    pub(crate) fn of_verb(&self, verb: VerbId) -> &[Cue] {
        self.verbs.get(&verb).map_or(&[], Vec::as_slice)
    }

    /// The cue that a noun is.
    pub(crate) fn of_noun(&self, noun: &str) -> Option<&NounCue> {
        let at = self.nouns.get(noun).or_else(|| {
            let base = noun.strip_suffix("es").or_else(|| noun.strip_suffix('s'))?;
            self.nouns.get(base)
        })?;
        self.noun_cues.get(*at)
    }

    /// Whether *nach* before this noun names a source: *nach Angaben, nach Ansicht*.
    pub(crate) fn is_source_noun(&self, noun: &str) -> bool {
        if self.source_nouns.contains_key(noun) {
            return true;
        }
        let lower = noun.to_lowercase();
        lower.char_indices().skip(4).any(|(at, _)| self.source_heads.contains(&lower[at..]))
    }
}
