//! Noun phrases with case and number, as far as determiners and endings tell.

use wortlaut_text::{TokenKind, TokenRange};

use super::inflection::{Cases, cases_of, number_of};
use super::segments::is_hyphen;
use super::words::Words;
use crate::language::{Classes, NounClasses};

/// A noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NounPhrase {
    /// With everything that belongs to it.
    pub(crate) tokens: TokenRange,
    /// Without what follows the noun or name.
    pub(crate) core: TokenRange,
    /// The noun that decides what the phrase names: the last of its nouns before any name, or the name's last part.
    pub(crate) head: usize,
    pub(crate) cases: Cases,
    /// Known to be plural, known to be singular, or unknown.
    pub(crate) plural: Option<bool>,
    pub(crate) pronoun: bool,
    /// What its nouns name, taken together.
    pub(crate) nouns: NounClasses,
}

/// How much of what follows the noun is taken in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Genitives and *von*.
    Close,
    /// Any prepositional phrase too: everything before the finite verb belongs to one phrase.
    Full,
}

/// The noun phrase that starts at `start`, not reaching past `end`.
pub(crate) fn noun_phrase_at(words: &Words<'_>, start: usize, end: usize, reach: Reach) -> Option<NounPhrase> {
    /// Tokens that a phrase may have: what is longer is a list or no phrase at all.
    const LONGEST: usize = 64;
    phrase_at(words, start, end.min(start + LONGEST), reach, 0)
}

/// Phrases stand in phrases („der für den Bau der Brücke zuständige Rat der Stadt“); this many deep are read.
const DEEPEST: usize = 5;

fn phrase_at(words: &Words<'_>, start: usize, end: usize, reach: Reach, depth: usize) -> Option<NounPhrase> {
    if start >= end || depth > DEEPEST || !words.is_word(start) && !is_quotation_mark(words, start) {
        return None;
    }
    if words.is_one_of(start, &["sowohl", "weder"]) {
        return paired(words, start, end, reach, depth);
    }
    let pronoun = pronoun_at(words, start);
    if pronoun.is_some() && !words.has(start, Classes::OPENS_NOUN_PHRASE) {
        return pronoun;
    }
    one_of_many(words, start, end, depth).or_else(|| full_phrase(words, start, end, reach, depth)).or(pronoun)
}

/// „sowohl der Rat als auch das Amt“, „weder der Rat noch das Amt“.
fn paired(words: &Words<'_>, start: usize, end: usize, reach: Reach, depth: usize) -> Option<NounPhrase> {
    let first = phrase_at(words, start + 1, end, reach, depth + 1)?;
    let at = first.tokens.end();
    let join = if at < end && words.is(at, "noch") {
        1
    } else if at + 1 < end && words.is(at, "als") && words.is(at + 1, "auch") {
        2
    } else if at < end && words.is(at, "wie") {
        1
    } else {
        return None;
    };
    let second = phrase_at(words, at + join, end, reach, depth + 1)?;
    Some(NounPhrase {
        tokens: TokenRange::new(start, second.tokens.end()),
        plural: Some(true),
        nouns: first.nouns.with(second.nouns),
        ..first
    })
}

/// „einer der Ärzte“, „viele von ihnen“: a pronoun with those it is one of.
fn one_of_many(words: &Words<'_>, start: usize, end: usize, depth: usize) -> Option<NounPhrase> {
    let number = words.has(start, Classes::NUMERAL) || words.article.tokens()[start].kind == TokenKind::Number;
    let head = number
        || words.is_one_of(start, &["einer", "eine", "eines", "keiner", "keine", "jeder", "viele", "einige", "mehrere", "beide"]);
    let next = start + 1;
    let genitive = next < end && words.is_one_of(next, &["der", "dieser", "seiner", "ihrer", "unserer"]);
    let von = next < end && words.is(next, "von");
    if !head || !genitive && !von {
        return None;
    }
    let inner = phrase_at(words, next + usize::from(von), end, Reach::Close, depth + 1)?;
    let only_nominative = words.is_one_of(start, &["einer", "keiner", "jeder"]);
    Some(NounPhrase {
        tokens: TokenRange::new(start, inner.tokens.end()),
        core: TokenRange::new(start, start + 1),
        head: start,
        cases: Cases::new(true, !only_nominative, false, false),
        plural: Some(number || words.is_one_of(start, &["viele", "einige", "mehrere", "beide"])),
        pronoun: false,
        nouns: inner.nouns,
    })
}

fn full_phrase(words: &Words<'_>, start: usize, end: usize, reach: Reach, depth: usize) -> Option<NounPhrase> {
    let mut at = about(words, start, end);
    let mut determiner = None;
    while at < end
        && (words.has(at, Classes::OPENS_NOUN_PHRASE) || words.is_one_of(at, &["alle", "beide", "viele", "einige", "mehrere"]))
        && !words.has(at, Classes::PREPOSITION)
        && !(at > start && words.has(at, Classes::ARTICLE) && !words.is_one_of(at - 1, &["all", "alle", "ganz"]))
    {
        determiner = determiner.or(Some(at));
        at += 1;
        if at - start > 3 {
            break;
        }
    }
    // „Brandts neuer Sprecher“, „Berlins frühere Senatorin“: a name in the genitive stands like an article.
    if determiner.is_none()
        && words.is_noun(at)
        && words.text(at).ends_with('s')
        && at + 2 < end
        && !words.is_capital(at + 1)
        && words.is_adjectival(at + 1)
        && words.finite(at + 1).next().is_none()
        && words.classes(at + 1).is_open()
        && (words.is_noun(at + 2) || words.is_adjectival(at + 2) && at + 3 < end && words.is_noun(at + 3))
        && ["e", "er", "es", "en", "em"].iter().any(|ending| words.text(at + 1).ends_with(ending))
    {
        at += 1;
    }
    let modifiers = at;
    let mut noun_start = None;
    let mut gap = 0;
    let mut name_end = None;
    while at < end {
        if let Some(close) = quoted_name(words, at, end) {
            noun_start = Some(at + 1);
            name_end = Some(close);
            break;
        }
        if is_quotation_mark(words, at) {
            at += 1;
            continue;
        }
        if words.is_noun(at)
            || (words.is_capital(at) && at > start && words.classes(at) == Classes::NONE)
            || determiner.is_some() && names_an_age(words, at) && !(at + 1 < end && words.is_noun(at + 1))
        {
            if words.is_adjectival(at)
                && words.text(at).ends_with("er")
                && at + 1 < end
                && words.is_noun(at + 1)
                && words.nouns(at) == NounClasses::default()
            {
                at += 1;
                continue;
            }
            noun_start = Some(at);
            break;
        }
        if words.is_adjectival(at)
            && words
                .finite(at)
                .next()
                .is_none_or(|_| determiner.is_some() || at > modifiers || words.is_noun((at + 1).min(end - 1)))
        {
            at += 1;
            continue;
        }
        // „der seit langem amtierende Minister“: adverbs may stand before an adjective.
        let adverb = words.has(at, Classes::ADVERB.with(Classes::PARTICLE).with(Classes::HEDGE))
            || words.is_one_of(at, &["und", "als", "-"]);
        if adverb && determiner.is_some() && gap < 2 && at + 1 < end && words.is_adjectival(at + 1) {
            gap += 1;
            at += 1;
            continue;
        }
        // „ein kleiner, grüner Wagen“
        if words.text(at) == "," && at > modifiers && at + 1 < end && words.is_adjectival(at - 1) && words.is_adjectival(at + 1) {
            at += 1;
            continue;
        }
        if determiner.is_some()
            && let Some(participle) = participle_after(words, at, end, depth)
        {
            at = participle;
            continue;
        }
        break;
    }
    // „die Grünen“, „der Angeklagte“ are nouns by their capital; „die beiden“ stands alone.
    let Some(first_noun) = noun_start else {
        return (start + 1..modifiers.max(at))
            .rev()
            .find(|one| words.is_one_of(*one, &["beiden", "meisten", "anderen", "drei"]))
            .map(|head| {
                let tokens = TokenRange::new(start, head + 1);
                NounPhrase {
                    tokens,
                    core: tokens,
                    head,
                    cases: cases_of(words, determiner, modifiers, head),
                    plural: Some(true),
                    pronoun: false,
                    nouns: NounClasses::GROUP,
                }
            });
    };
    let mut last = name_end.map_or(first_noun, |close| close - 1);
    let mut nouns = words.nouns(first_noun);
    let mut next = last + 1;
    let mut quoted = first_noun > 0 && is_quotation_mark(words, first_noun - 1) && first_noun > start;
    while next < end {
        if words.is_noun(next) {
            if !quoted && is_another_phrase(words, determiner.is_some(), last, next) {
                break;
            }
            nouns = nouns.with(words.nouns(next));
            last = next;
            next += 1;
        } else if let Some(close) = quoted_name(words, next, end) {
            last = close - 1;
            next = close;
        } else if next + 1 < end && is_quotation_mark(words, last) && is_hyphen(words, next) && words.is_noun(next + 1) {
            // „die „Elbe“-Zeitung“
            nouns = nouns.with(words.nouns(next + 1));
            last = next + 1;
            next += 2;
        } else if is_quotation_mark(words, next) {
            let closes = words.partner(next).is_some_and(|open| open < next && open >= start.saturating_sub(1));
            let opens = next + 1 < end && words.is_noun(next + 1);
            quoted = opens && !closes;
            if closes {
                last = next;
            }
            if closes || opens {
                next += 1;
            } else {
                break;
            }
        } else if next + 1 < end
            && words.is_one_of(
                next,
                &[
                    "van", "von", "de", "der", "den", "del", "della", "da", "dos", "di", "bin", "bint", "ibn", "al", "el", "zu",
                    "zur", "la", "le", "du", "ten", "vom", "&", "/", "'", "’",
                ],
            )
            && is_name_part(words, last)
            && words.is_noun(next + 1)
            && (!words.is_one_of(next, &["von", "der", "den", "zu", "zur", "vom", "la"])
                || words.nouns(last).any(NounClasses::FIRST_NAME))
        {
            next += 1;
        } else if next + 2 < end
            && words.is_one_of(next, &["von", "van", "de"])
            && words.is_one_of(next + 1, &["der", "den", "dem", "la", "los", "las"])
            && words.is_noun(next + 2)
            && words.nouns(last).any(NounClasses::FIRST_NAME)
        {
            // „Pieter van der Meulen“
            next += 2;
        } else if words.article.tokens()[next].kind == TokenKind::Number
            && next == last + 1
            && words.is_noun(last)
            && !(next + 1 < end && (words.is_noun(next + 1) || words.is_adjectival(next + 1)))
            && !words.nouns(last).any(NounClasses::TIME)
        {
            last = next;
            next += 1;
        } else if words.text(next) == "(" {
            // „die Nationale Bank (NB)“, „Ada Brandt (43)“: what stands in brackets belongs to the name.
            let Some(close) = (next + 1..end.min(next + 8)).find(|index| words.text(*index) == ")") else { break };
            last = close;
            next = close + 1;
        } else {
            break;
        }
    }
    let core = TokenRange::new(start, last + 1);
    let mut head = last;
    while head > first_noun && !words.is_noun(head) {
        head -= 1;
    }
    let plural = number_of(words, determiner, modifiers, first_noun, nouns);
    let mut cases = cases_of(words, determiner, modifiers, first_noun);
    let feminine_or_plural = words.nouns(first_noun).any(NounClasses::FEMININE)
        || words.nouns(first_noun).any(NounClasses::PLURAL) && words.text(first_noun).ends_with("en");
    if feminine_or_plural && determiner.is_some_and(|at| words.is_one_of(at, &["der", "dieser", "jener", "jeder"])) {
        cases.nominative = false;
    }
    let mut whole = core.end();
    let mut coordinated = false;
    let mut several = false;
    loop {
        let before = whole;
        whole = postmodifier(words, whole, end, reach, depth);
        if whole + 1 < end && words.is_one_of(whole, &["und", "sowie", "oder", "beziehungsweise", "bzw."]) {
            let after = whole + 1;
            if let Some(other) = phrase_at(words, after, end, reach, depth + 1)
                && !other.pronoun
            {
                let same_case = (cases.nominative && other.cases.nominative)
                    || (cases.dative && other.cases.dative)
                    || (cases.genitive && other.cases.genitive);
                if same_case {
                    coordinated = true;
                    several |= whole == core.end() && !words.is_one_of(whole, &["oder", "beziehungsweise", "bzw."]);
                    whole = other.tokens.end();
                    nouns = nouns.with(other.nouns);
                }
            }
        }
        if whole == before {
            break;
        }
    }
    Some(NounPhrase {
        tokens: TokenRange::new(start, whole),
        core,
        head,
        cases,
        plural: if several { Some(true) } else { plural.filter(|_| !coordinated) },
        pronoun: false,
        nouns,
    })
}

/// „die *den Markt* beobachtende Kammer“, „der *im Hafen* ankernde Frachter“: where the participle stands that closes a phrase
/// between article and noun.
fn participle_after(words: &Words<'_>, from: usize, end: usize, depth: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..8 {
        if at >= end {
            return None;
        }
        if at > from && !words.is_capital(at) && words.is_adjectival(at) && words.text(at).len() > 4 {
            let after = (at + 1..end).find(|next| !words.is_adjectival(*next) || words.is_noun(*next))?;
            return (words.is_noun(after) || is_quotation_mark(words, after)).then_some(at);
        }
        let preposition = words.has(at, Classes::PREPOSITION);
        if preposition || words.has(at, Classes::OPENS_NOUN_PHRASE) || words.is_noun(at) || words.is_adjectival(at) {
            let inner = phrase_at(words, at + usize::from(preposition), end, Reach::Close, depth + 2)?;
            at = inner.core.end();
        } else if words.has(at, Classes::ADVERB.with(Classes::PARTICLE).with(Classes::HEDGE).with(Classes::REFLEXIVE))
            || words.is(at, "als")
            || words.is_word(at) && words.classes(at).is_open() && words.forms(at).is_empty()
        {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// The end of a quotation that opens at `at` and holds a name: „Die Zeit“, „Bündnis Elbufer“.
fn quoted_name(words: &Words<'_>, at: usize, end: usize) -> Option<usize> {
    let close = words.partner(at).filter(|last| *last > at)? + 1;
    let name = close <= end
        && close > at + 2
        && close - at <= 10
        && words.is_capital(at + 1)
        && (at + 1..close - 1).all(|inner| !matches!(words.text(inner), "," | "." | "!" | "?" | ":" | ";"));
    name.then_some(close)
}

/// „rund 300 Menschen“, „mehr als 300 Menschen“: where the number stands.
fn about(words: &Words<'_>, start: usize, end: usize) -> usize {
    let is_number =
        |at: usize| at < end && (words.article.tokens()[at].kind == TokenKind::Number || words.has(at, Classes::NUMERAL));
    let one = words.is_one_of(
        start,
        &["rund", "etwa", "fast", "knapp", "gut", "mindestens", "ungefähr", "circa", "ca.", "insgesamt", "beinahe", "höchstens"],
    );
    let two = words.is_one_of(start, &["mehr", "weniger"]) && start + 1 < end && words.is(start + 1, "als");
    let skip = if two { 2 } else { usize::from(one) };
    if is_number(start + skip) { start + skip } else { start }
}

/// „der 56-jährige“ without a noun.
fn names_an_age(words: &Words<'_>, at: usize) -> bool {
    ["jährige", "jähriger", "jährigen"].iter().any(|ending| words.text(at).ends_with(ending))
}

/// Whether the noun at `next` begins a phrase of its own („dass der Rat *Bürger* bat“) rather than naming the noun before it
/// („der Rat *Nordstadt*“).
fn is_another_phrase(words: &Words<'_>, determined: bool, last: usize, next: usize) -> bool {
    let noun = words.nouns(next);
    let before = words.nouns(last);
    if noun.any(NounClasses::TIME) {
        return !before.any(NounClasses::TIME);
    }
    let shout = words.text(last).chars().all(|c| !c.is_lowercase());
    let name_before = before.any(NounClasses::FIRST_NAME.with(NounClasses::TITLE));
    let named = noun.any(NounClasses::FIRST_NAME.with(NounClasses::TITLE).with(NounClasses::ROLE));
    // „der Hamburger Senat“: an adjective from a place.
    let from_place = words.text(last).ends_with("er") && !before.any(NounClasses::INSTITUTION.with(NounClasses::ROLE));
    if !determined || shout || !before.any(NounClasses::SPEAKER) || name_before || named || from_place {
        return false;
    }
    noun.any(NounClasses::GROUP.with(NounClasses::SPEECH_OBJECT).with(NounClasses::CUE))
        || ["ung", "ungen", "heit", "heiten", "keit", "keiten", "ionen", "tät"]
            .iter()
            .any(|ending| words.text(next).ends_with(ending))
            && !noun.any(NounClasses::SPEAKER)
}

fn postmodifier(words: &Words<'_>, at: usize, end: usize, reach: Reach, depth: usize) -> usize {
    if at >= end {
        return at;
    }
    // A genitive: „der Polizei“, „des Landes“, „ihrer Partei“.
    if words.has(at, Classes::OPENS_NOUN_PHRASE)
        && (words.is_one_of(at, &["des", "der", "eines", "einer", "dieser", "dieses", "jener", "zweier", "dreier", "aller"])
            || ["er", "es"].iter().any(|ending| words.text(at).ends_with(ending)) && words.text(at).len() > 3)
        && !words.has(at, Classes::PREPOSITION)
        && takes_genitive(words, at - 1)
        && let Some(inner) = phrase_at(words, at, end, Reach::Close, depth + 1)
        && !inner.pronoun
        && inner.cases.genitive
    {
        return inner.tokens.end();
    }
    // „afghanischer Behörden“, „vieler Anwohner“: a genitive plural without article.
    if !words.is_capital(at)
        && words.is_word(at)
        && words.text(at).ends_with("er")
        && (words.classes(at) == Classes::NONE
            || words.has(at, Classes::ADJECTIVE)
            || words.is_one_of(at, &["vieler", "einiger", "mehrerer", "beider", "weniger"]))
        && at + 1 < end
        && words.is_noun(at + 1)
    {
        return phrase_at(words, at, end, Reach::Close, depth + 1).map_or(at, |inner| inner.tokens.end());
    }
    // What stands before tells what can belong to it: „der Beauftragte für Datenschutz“, but not „warb Brandt für den Bau“.
    let body = NounClasses::INSTITUTION.with(NounClasses::DOCUMENT);
    let noun = words.nouns(at - 1);
    let place = at + 1 < end
        && words.is_noun(at + 1)
        && !words.nouns(at + 1).any(NounClasses::TIME)
        && !(at + 2 < end && words.is_noun(at + 2));
    let close = match words.text(at) {
        "von" | "vom" | "beim" => true,
        "für" => noun.any(body.with(NounClasses::ROLE)),
        "aus" => noun.any(NounClasses::ROLE.with(NounClasses::GROUP)) || place,
        "in" => noun.any(NounClasses::INSTITUTION) && place,
        _ => false,
    };
    if words.has(at, Classes::PREPOSITION) && (close || reach == Reach::Full) {
        if let Some(inner) = phrase_at(words, at + 1, end, Reach::Close, depth + 1)
            && !(inner.pronoun && reach == Reach::Close)
        {
            let time = inner.nouns.any(NounClasses::TIME);
            if !time || reach == Reach::Full {
                return inner.tokens.end();
            }
        } else if words.has(at, Classes::CONTRACTION) || reach == Reach::Full {
            let mut next = at + 1;
            while next < end && words.is_adjectival(next) {
                next += 1;
            }
            if next < end && words.is_noun(next) {
                return next + 1;
            }
        }
    }
    at
}

/// Whether a genitive can follow the word at `last`: acronyms and names in quotation marks take none.
fn takes_genitive(words: &Words<'_>, last: usize) -> bool {
    let text = words.text(last);
    let shout = text.chars().count() > 1 && text.chars().all(|c| !c.is_lowercase());
    !is_quotation_mark(words, last) && text != ")" && !shout && !words.nouns(last).any(NounClasses::FIRST_NAME)
}

fn pronoun_at(words: &Words<'_>, at: usize) -> Option<NounPhrase> {
    if !words.has(at, Classes::PRONOUN.with(Classes::DEMONSTRATIVE)) {
        return None;
    }
    if words.has(at, Classes::PREPOSITION.with(Classes::CONTRACTION)) {
        return None;
    }
    let cases = match words.text(at).to_lowercase().as_str() {
        "er" | "ich" | "wir" | "du" | "man" | "wer" | "jemand" | "niemand" => Cases::new(true, false, false, false),
        "ihn" | "mich" | "dich" => Cases::new(false, true, false, false),
        "ihm" | "ihnen" | "mir" | "dir" | "diesem" | "jenem" | "dem" | "denen" => Cases::new(false, false, true, false),
        "uns" | "euch" | "sich" => Cases::new(false, true, true, false),
        "ihr" => Cases::new(false, false, true, false),
        "den" | "diesen" | "jenen" => Cases::new(false, true, true, false),
        "des" | "dessen" | "deren" | "seiner" | "ihrer" => Cases::new(false, false, false, true),
        _ => Cases::new(true, true, false, false),
    };
    let plural = match words.text(at).to_lowercase().as_str() {
        "er" | "ich" | "es" | "man" | "dies" | "das" => Some(false),
        "wir" | "beide" | "alle" | "viele" | "einige" | "mehrere" => Some(true),
        _ => None,
    };
    let tokens = TokenRange::new(at, at + 1);
    Some(NounPhrase { tokens, core: tokens, head: at, cases, plural, pronoun: true, nouns: NounClasses::default() })
}

fn is_name_part(words: &Words<'_>, at: usize) -> bool {
    words.is_capital(at)
}

fn is_quotation_mark(words: &Words<'_>, at: usize) -> bool {
    words.article.tokens()[at].kind == TokenKind::QuotationMark
}
