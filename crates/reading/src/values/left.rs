//! What stands before an expression: *in der, noch im, innerhalb von, mehr als*.

use wortlaut_text::TokenRange;

use super::reader::{Found, Needs, Reader};
use super::time::{Base, Part, Time};
use super::{Kind, Meaning, Number, Relation, Value};
use crate::language::{Bound, Side, Term};

/// Words that a bound has at most: *in der Größenordnung von*.
const LONGEST_BOUND: usize = 4;

impl<'a> Reader<'_, 'a> {
    /// The expression with what stands before it, unless something is missing there.
    pub(super) fn finished(&self, found: Found<'a>) -> Option<Value<'a>> {
        let mut value = Value {
            tokens: TokenRange::new(found.start, found.end),
            core: TokenRange::new(found.start, found.end),
            relation: found.relation,
            bound: found.bound,
            noun: found.noun,
            starts_with_still: false,
            meaning: found.meaning,
            published: self.published,
        };
        let start = match found.meaning {
            Meaning::Time(time, to) => self.before_time(found, time, to, &mut value)?,
            Meaning::Duration(duration, _) => {
                let start = self.before_amount(found.start, &mut value, matches!(duration.number, Number::Vague(_)));
                self.before_duration(start, found.end, &mut value)
            }
            Meaning::Amount(..) | Meaning::Fraction(..) => {
                let start = self.before_amount(found.start, &mut value, false);
                self.between(start, &found)
            }
            Meaning::Every(_) | Meaning::EveryWeekday(_) | Meaning::Ordinal(_) => found.start,
        };
        value.tokens = TokenRange::new(start, found.end);
        value.starts_with_still = self.words.is(start, "noch");
        Some(value)
    }

    /// *zwischen* before a range.
    fn between(&self, start: usize, found: &Found<'a>) -> usize {
        let range = matches!(found.meaning, Meaning::Amount(_, Some(_), _) | Meaning::Duration(_, Some(_)));
        self.before(start).filter(|before| range && self.words.is(*before, "zwischen")).unwrap_or(start)
    }

    /// Takes in how a number is meant; returns where the expression begins then.
    fn before_amount(&self, start: usize, value: &mut Value<'a>, vague: bool) -> usize {
        // „die Hälfte“
        let from = match value.meaning {
            Meaning::Fraction(..) => {
                self.before(start).filter(|before| self.words.is_one_of(*before, &["die", "der"])).unwrap_or(start)
            }
            _ => start,
        };
        let mut joined = String::new();
        let mut best = None;
        for length in 1..=LONGEST_BOUND {
            let Some(first) = from.checked_sub(length).filter(|first| *first >= self.floor && self.words.is_word(*first)) else {
                break;
            };
            let word = self.words.text(first);
            if word.len() > 24 {
                break;
            }
            joined = if joined.is_empty() { word.to_lowercase() } else { format!("{}_{joined}", word.to_lowercase()) };
            if let Some(bound) = self.terms.bound(&joined) {
                best = Some((first, bound));
            }
        }
        // „ab zwei Tagen“ is a length at least; „ab Wochen“ is nothing.
        match best.filter(|(_, bound)| !(vague && *bound == Bound::AtLeast)) {
            Some((first, bound)) => {
                value.bound = Some(bound);
                first
            }
            None => start,
        }
    }

    /// Takes in what a preposition makes of a length.
    fn before_duration(&self, start: usize, end: usize, value: &mut Value<'a>) -> usize {
        let range = matches!(value.meaning, Meaning::Duration(_, Some(_)));
        if range && let Some(between) = self.before(start).filter(|before| self.words.is(*before, "zwischen")) {
            return between;
        }
        // „innerhalb von „24 Stunden““: the mark parts the words, not their meaning.
        let quoted = self.before(start).filter(|mark| self.words.partner(*mark).is_some_and(|close| close == end));
        let mut at = quoted.unwrap_or(start);
        let stepped = matches!(value.relation, Some(Relation::Next | Relation::Last));
        if stepped && let Some(article) = self.before(at).filter(|before| self.words.is_one_of(*before, &["den", "der", "die"])) {
            at = article;
        }
        let Some(before) = self.before(at) else { return start };
        let word = self.words.text(before).to_lowercase();
        let of = |from: usize| self.before(from).map(|one| (one, self.words.text(one).to_lowercase()));
        let (first, relation) = match (word.as_str(), value.relation) {
            ("von", None | Some(Relation::Next | Relation::Last)) => match of(before) {
                Some((one, word)) if self.terms.side(&word) == Some(Side::Within) => (one, Relation::Within),
                Some((one, word)) if word == "laufe" => match self.before(one) {
                    Some(first) if self.words.is(first, "im") => (first, Relation::Within),
                    _ => return start,
                },
                _ => return start,
            },
            (word, None | Some(Relation::Next | Relation::Last)) => {
                let relation = match self.terms.side(word) {
                    Some(Side::Past) => Relation::Ago,
                    Some(Side::Since) => Relation::Since,
                    Some(Side::From) => Relation::From,
                    Some(Side::Within) => Relation::Within,
                    Some(Side::Future) => Relation::In,
                    Some(Side::After) => Relation::After,
                    Some(Side::During) => Relation::During,
                    _ if word == "für" => Relation::For,
                    _ => return start,
                };
                match value.relation {
                    // „in den kommenden drei Wochen“ says no more than „die kommenden drei Wochen“.
                    Some(known) if relation == Relation::In => (before, known),
                    _ => (before, relation),
                }
            }
            _ => return start,
        };
        value.relation = Some(relation);
        if quoted.is_some() { start } else { self.also(first) }
    }

    /// *noch* before a preposition or time.
    fn also(&self, start: usize) -> usize {
        self.before(start).filter(|before| self.words.is(*before, "noch")).unwrap_or(start)
    }

    /// Takes in the preposition of a time, and says where the expression begins then; `None` if what it needs is missing.
    fn before_time(&self, found: Found<'a>, time: Time, to: Option<Time>, value: &mut Value<'a>) -> Option<usize> {
        let words = self.words;
        let start = found.start;
        let listed = self.listed == Some(Kind::Time)
            && self
                .neighbour(start)
                .is_some_and(|before| before == self.floor && words.is_one_of(before, &["und", "oder", "bis", "sowie", "/"]));
        let adjective =
            |at: &usize| words.is_one_of(*at, &["späten", "frühen", "ganzen", "gesamten", "späteren", "zweiten", "ersten"]);
        let is_article = |at: &usize| {
            words.is_one_of(*at, &["der", "den", "dem", "des", "die", "das", "einem", "einer", "jeden", "jedem", "jeder"])
        };
        let possessive = |at: &usize| {
            time.base == Base::Event && words.is_one_of(*at, &["seiner", "ihrer", "seinem", "ihrem", "seines", "ihres"])
        };
        // „in einer gestern veröffentlichten Liste“: an adverb has no article.
        let adverb = words.text(start).starts_with(char::is_lowercase)
            && matches!(self.terms.of(words.text(start)), Some(Term::Relative { .. } | Term::Reference(_)));
        let after_adjective = self.before(start).filter(adjective).unwrap_or(start);
        let article = self.before(after_adjective).filter(|at| !adverb && (is_article(at) || possessive(at)));
        let noun = article.unwrap_or(after_adjective);
        let preposition = self.before(noun);
        let word = preposition.map(|at| words.text(at).to_lowercase()).unwrap_or_default();
        let clock = matches!(time.part, Some(Part::Clock { .. })) && time.base == Base::SomeDay;
        let contracted = matches!(word.as_str(), "am" | "im" | "zum" | "zur" | "beim" | "vom");
        let mut relation = None;
        let taken = match word.as_str() {
            _ if contracted && article.is_some() => false,
            "am" | "im" | "zum" | "zur" | "beim" | "an" | "zu" => true,
            "in" => !clock,
            "vom" | "von" => {
                relation = Some(Relation::From);
                to.is_some()
            }
            "zwischen" => to.is_some(),
            "innerhalb" | "binnen" => {
                relation = Some(Relation::Within);
                true
            }
            "um" => clock || matches!(time.base, Base::Year(_) | Base::Easter { .. } | Base::Date { day: Some(_), .. }),
            "gegen" => clock || time.base == Base::SomeDay || time.portion.is_some() || matches!(time.base, Base::Event),
            other => {
                relation = match self.terms.side(other) {
                    Some(Side::Past) => Some(Relation::Before),
                    Some(Side::Since) => Some(Relation::Since),
                    Some(Side::From) => Some(Relation::From),
                    Some(Side::Until) => Some(Relation::Until),
                    Some(Side::After) => Some(Relation::After),
                    Some(Side::During) => Some(Relation::During),
                    _ => None,
                };
                relation.is_some()
            }
        };
        let names_a_person = matches!(word.as_str(), "vor" | "nach" | "zu" | "an" | "in" | "von" | "um" | "gegen" | "zwischen");
        let satisfied = listed
            || match found.needs {
                Needs::Nothing => true,
                Needs::Preposition => taken,
                Needs::SurePreposition => taken && !(names_a_person && article.is_none()),
                Needs::Determiner => {
                    taken || article.is_some() || matches!(word.as_str(), "für" | "auf" | "von" | "vom" | "über")
                }
            };
        if !satisfied {
            return None;
        }
        let Some(preposition) = preposition.filter(|_| taken) else { return Some(self.also(start)) };
        value.relation = value.relation.or(relation);
        if word == "gegen" || word == "um" && !clock {
            value.bound = Some(Bound::About);
        }
        // „bis zum Freitag“, „kurz nach Mitternacht“, „spätestens am Montag“
        let mut first = preposition;
        for _ in 0..2 {
            let Some(before) = self.before(first) else { break };
            if words.is(before, "bis")
                && matches!(word.as_str(), "zum" | "zur" | "in" | "an" | "am" | "im" | "vor" | "nach" | "zu" | "gegen")
            {
                value.relation = Some(Relation::Until);
            } else if words.is(before, "kurz") && matches!(word.as_str(), "vor" | "nach") {
                value.bound = Some(Bound::About);
            } else if words.is_one_of(before, &["spätestens", "frühestens"]) {
                value.relation = Some(if words.is(before, "spätestens") { Relation::Until } else { Relation::From });
            } else if words.is_one_of(before, &["etwa", "ungefähr"]) && clock {
                value.bound = Some(Bound::About);
            } else {
                break;
            }
            first = before;
        }
        Some(self.also(first))
    }
}
