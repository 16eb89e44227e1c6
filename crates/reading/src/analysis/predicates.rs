//! The predicate of a clause, its subject, its addressee: the parts of a frame.

use wortlaut_text::{TokenKind, TokenRange};

use super::clauses::{Clause, ClauseId, Kind, Sentence};
use super::inflection::Cases;
use super::noun_phrases::{NounPhrase, Reach, noun_phrase_at};
use super::segments::is_auxiliary;
use super::words::Words;
use crate::language::{Classes, Cue, Form, NounClasses, VerbId};

/// The verb complex of a clause.
#[derive(Clone, Debug)]
pub(crate) struct Predicate {
    /// The verb that carries the meaning.
    pub(crate) verb: VerbId,
    /// Where that verb stands.
    pub(crate) main: usize,
    /// All parts of the complex in text order, with auxiliaries and a separated prefix.
    pub(crate) tokens: Vec<usize>,
    pub(crate) passive: bool,
    /// *nicht, kein, nie* in the clause.
    pub(crate) negation: Option<usize>,
    /// The lexicon's entry, if the verb with its fixed words and reflexive can attribute.
    pub(crate) cue: Option<&'static Cue>,
}

/// A noun phrase in its clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) noun_phrase: NounPhrase,
    /// The preposition that governs it.
    pub(crate) preposition: Option<usize>,
}

/// The predicate of `clause`, or `None` if it has no verb.
pub(crate) fn predicate(words: &Words<'_>, clause: &Clause) -> Option<Predicate> {
    let nonfinite: Vec<usize> =
        clause.tokens().filter(|at| Some(*at) != clause.finite && is_nonfinite(words, clause, *at)).collect();
    let negation = clause.tokens().find(|at| {
        words.has(*at, Classes::NEGATION)
            && !(words.is(*at, "nicht") && at + 1 < words.len() && words.is_one_of(at + 1, &["nur", "zuletzt", "mehr"]))
    });
    let Some(finite) = clause.finite else {
        let main =
            nonfinite.iter().rev().copied().find(|at| is_zu_infinitive(words, *at)).or_else(|| nonfinite.last().copied())?;
        return Some(finish(words, clause, main, vec![main], false, negation));
    };
    let auxiliary = is_auxiliary(words, finite);
    if auxiliary && !nonfinite.is_empty() {
        let lexical = |at: &usize| !is_auxiliary(words, *at);
        let participle = |at: &usize| words.has_form(*at, Form::Participle);
        let free: Vec<usize> = nonfinite.iter().copied().filter(|at| !is_zu_infinitive(words, *at)).collect();
        let main = free
            .iter()
            .rev()
            .copied()
            .find(|at| lexical(at) && participle(at))
            .or_else(|| free.iter().rev().copied().find(|at| lexical(at)))
            .or_else(|| free.last().copied());
        if let Some(main) = main {
            let mut tokens = vec![finite, main];
            tokens.extend(free.iter().copied().filter(|at| *at != main && is_auxiliary(words, *at) && at.abs_diff(main) <= 2));
            tokens.sort_unstable();
            let werden = words.is_verb(finite, "werden") || tokens.iter().any(|at| words.is_one_of(*at, &["worden", "werden"]));
            let passive = werden && participle(&main);
            let state = words.is_verb(finite, "sein") && participle(&main);
            let mut predicate = finish(words, clause, main, tokens, passive, negation);
            // „ist aufgefordert“: verbs that address somebody in the accusative make their perfect with *haben*.
            predicate.passive |= state && predicate.cue.is_some_and(|cue| cue.addressee.accusative && !cue.reflexive);
            return Some(predicate);
        }
    }
    let mut tokens = vec![finite];
    if let Some(particle) = particle(words, clause, finite) {
        tokens.push(particle);
    }
    Some(finish(words, clause, finite, tokens, false, negation))
}

/// The separated prefix of the finite verb.
fn particle(words: &Words<'_>, clause: &Clause, finite: usize) -> Option<usize> {
    let candidates = clause.pieces.iter().rev().flat_map(|piece| {
        let end = piece.end();
        (piece.start().max(finite + 1)..end).rev()
    });
    candidates.filter(|at| words.has(*at, Classes::PREFIX) || !words.is_capital(*at)).find(|at| {
        let last_of_piece = clause.pieces.iter().any(|piece| piece.end() == at + 1);
        let next = at + 1;
        let opens = !last_of_piece
            && next < words.len()
            && (words.is_noun(next)
                || words.has(next, Classes::OPENS_NOUN_PHRASE)
                || words.has(*at, Classes::PREPOSITION.with(Classes::OPENS_NOUN_PHRASE))
                    && !words.is_one_of(next, &["und", "oder", "als", "wie", "sowie", "aber"]));
        !opens && words.finite(finite).any(|one| words.pack.verbs.with_particle(one.verb, words.text(*at)).is_some())
    })
}

fn finish(
    words: &Words<'_>,
    clause: &Clause,
    main: usize,
    mut tokens: Vec<usize>,
    passive: bool,
    negation: Option<usize>,
) -> Predicate {
    let verbs = &words.pack.verbs;
    let particle = tokens.iter().copied().find(|at| *at != main && words.forms(*at).is_empty());
    let mut candidates: Vec<VerbId> = match particle {
        Some(particle) => {
            words.forms(main).iter().filter_map(|one| verbs.with_particle(one.verb, words.text(particle))).collect()
        }
        None => words.forms(main).iter().map(|one| one.verb).collect(),
    };
    // „ist besorgt, sind empört“: phrases with *sein* whose word looks like a participle.
    let being = tokens.iter().copied().find(|at| *at != main && words.is_verb(*at, "sein")).filter(|_| particle.is_none());
    let state = being.and_then(|_| verbs.by_infinitive("sein")).filter(|_| words.has_form(main, Form::Participle));
    let is_main = |fixed: &&str| words.is(main, fixed) || words.text(main) == *fixed;
    let of_state = state
        .iter()
        .flat_map(|verb| words.pack.cues.of_verb(*verb))
        .find(|cue| cue.fixed.iter().any(is_main) && cue_fits(words, clause, cue));
    candidates.dedup();
    // „ließ durchblicken“, „wollte nicht bestätigen“: the fixed phrase ends in the verb that is finite here.
    if let Some(finite) = clause.finite.filter(|finite| *finite != main) {
        let phrase = |verb: VerbId| words.pack.cues.of_verb(verb).iter().any(|cue| cue.fixed.iter().any(is_main));
        candidates.extend(words.forms(finite).iter().map(|one| one.verb).filter(|verb| phrase(*verb)));
    }
    let cue = candidates
        .iter()
        .flat_map(|verb| words.pack.cues.of_verb(*verb))
        .filter(|cue| cue_fits(words, clause, cue))
        .max_by_key(|cue| cue.fixed.len() * 2 + usize::from(cue.reflexive));
    let cue = of_state.or(cue);
    if let Some(cue) = cue {
        for (fixed, lower) in cue.fixed.iter().zip(&cue.fixed_lower) {
            if !matches!(*fixed, "nicht" | "keine" | "kein" | "keinen") || cue.fixed.len() > 1 && *fixed != "nicht" {
                // A correlate („warnte *davor*, …“) stands for the content and is no part of the cue.
                let part = |at: &usize| words.is(*at, lower) && !tokens.contains(at) && !words.has(*at, Classes::DA);
                if let Some(at) = clause.tokens().find(part) {
                    tokens.push(at);
                }
            }
        }
        tokens.sort_unstable();
    }
    let verb = cue.map(|cue| cue.verb).or_else(|| candidates.first().copied()).unwrap_or(VerbId::UNKNOWN);
    Predicate { verb, main, tokens, passive, negation, cue }
}

fn cue_fits(words: &Words<'_>, clause: &Clause, cue: &Cue) -> bool {
    let reflexive = !cue.reflexive || clause.tokens().any(|at| words.is_one_of(at, &["sich", "mich", "uns"]));
    // „nicht nur“ is no negation.
    let adds = |at: usize| words.is(at, "nicht") && at + 1 < words.len() && words.is_one_of(at + 1, &["nur", "zuletzt"]);
    reflexive && cue.fixed_lower.iter().all(|fixed| clause.tokens().any(|at| words.is(at, fixed) && !adds(at)))
}

fn is_zu_infinitive(words: &Words<'_>, at: usize) -> bool {
    words.has_form(at, Form::ZuInfinitive) || (at > 0 && words.is(at - 1, "zu") && words.has_form(at, Form::Infinitive))
}

fn is_nonfinite(words: &Words<'_>, clause: &Clause, at: usize) -> bool {
    if !words.forms(at).iter().any(|one| matches!(one.form, Form::Infinitive | Form::Participle | Form::ZuInfinitive)) {
        return false;
    }
    if words.is_capital(at) && !words.is_start(at) {
        return false;
    }
    // „der geplanten Reform“: an attribute.
    let inside = clause.pieces.iter().any(|piece| piece.range().contains(&(at + 1)) && piece.range().contains(&at));
    !(inside
        && words.is_noun(at + 1)
        && at > 0
        && (words.has(at - 1, Classes::OPENS_NOUN_PHRASE) || words.is_adjectival(at - 1))
        && words.text(at).ends_with("en"))
}

/// The noun phrases of a clause in text order, those after a preposition included.
pub(crate) fn phrases<'c>(words: &Words<'_>, clause: &'c Clause) -> &'c [Phrase] {
    clause.phrases.get_or_init(|| phrases_in(words, clause))
}

fn phrases_in(words: &Words<'_>, clause: &Clause) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut at = 0;
    for (number, piece) in clause.pieces.iter().enumerate() {
        at = piece.start().max(at);
        while at < piece.end() {
            if Some(at) == clause.finite || Some(at) == clause.introducer {
                at += 1;
                continue;
            }
            let before_finite = clause.kind == Kind::Main && clause.finite.is_some_and(|finite| at < finite);
            let last = match clause.pieces.get(number + 1) {
                Some(next) if next.start() == piece.end() + 1 && is_open(words, at, piece.end()) => next.end(),
                _ => piece.end(),
            };
            let end = if before_finite { clause.finite.unwrap_or(last).min(last) } else { last };
            let follows = number > 0
                && at == piece.start()
                && clause.pieces[number - 1].end() + 1 == at
                && words.text(at - 1) == ","
                && found.last().is_some_and(|last| {
                    last.noun_phrase.tokens.end() == clause.pieces[number - 1].end() && !last.noun_phrase.pronoun
                });
            if follows
                && let Some(described) = found.last_mut()
                && let Some(close) = description_end(words, at, end)
            {
                described.noun_phrase.tokens = TokenRange::new(described.noun_phrase.tokens.start(), close);
                at = close;
                continue;
            }
            let reach = if before_finite { Reach::Full } else { Reach::Close };
            if follows && words.is(at, "unter") && at + 1 < end && words.is_one_of(at + 1, &["ihnen", "denen"])
                || number > 0 && at == piece.start() && words.is(at, "darunter")
            {
                at = piece.end();
                continue;
            }
            let governs = words.has(at, Classes::PREPOSITION) || words.is_one_of(at, &["als", "wie"]);
            let preposition = (governs && at + 1 < end).then_some(at);
            let start = at + usize::from(preposition.is_some());
            let reach = if preposition.is_some() { Reach::Close } else { reach };
            let Some(noun_phrase) = noun_phrase_at(words, start, end, reach) else {
                at += 1;
                continue;
            };
            at = noun_phrase.tokens.end();
            // A piece that follows a comma and is one noun phrase describes the phrase before the comma; before the finite verb
            // of a main clause only one constituent has room.
            if follows
                && (at == piece.end() || Some(at) == clause.finite)
                && preposition.is_none()
                && !noun_phrase.pronoun
                && let Some(described) = found.last_mut()
            {
                described.noun_phrase.tokens = TokenRange::new(described.noun_phrase.tokens.start(), at);
                described.noun_phrase.nouns = described.noun_phrase.nouns.with(noun_phrase.nouns);
                continue;
            }
            // „dem Bericht zufolge“, „Journalisten gegenüber“
            let behind = (at < piece.end() && preposition.is_none()).then_some(at).filter(|at| {
                words.is(*at, "zufolge")
                    || words.is(*at, "gegenüber") && noun_phrase_at(words, at + 1, piece.end(), Reach::Close).is_none()
            });
            found.push(Phrase { noun_phrase, preposition: preposition.or(behind) });
            at += usize::from(behind.is_some());
        }
    }
    found
}

/// Whether only an article and adjectives stand there, so that the noun is still to come: „ein kleiner, |grüner Wagen“.
fn is_open(words: &Words<'_>, from: usize, to: usize) -> bool {
    from + 1 < to
        && words.has(from, Classes::OPENS_NOUN_PHRASE)
        && (from + 1..to).all(|at| words.is_adjectival(at) && !words.is_noun(at))
}

/// The end of a piece that describes the phrase before its comma without being a noun phrase: an age, *darunter X*.
fn description_end(words: &Words<'_>, start: usize, end: usize) -> Option<usize> {
    let age = start + 1 == end && words.article.tokens()[start].kind == TokenKind::Number;
    let members = words.is_one_of(start, &["darunter", "kurz"]) || words.is(start, "allen") && words.is(start + 1, "voran");
    (age || members).then_some(end)
}

/// Who the subject of a clause is, as a place in the text.
pub(crate) fn subject(words: &Words<'_>, sentence: &Sentence, id: ClauseId) -> Option<NounPhrase> {
    *sentence.clauses[id].subject.get_or_init(|| subject_within(words, sentence, id, 0))
}

fn subject_within(words: &Words<'_>, sentence: &Sentence, id: ClauseId, depth: usize) -> Option<NounPhrase> {
    if depth > 4 {
        return None;
    }
    let clause = &sentence.clauses[id];
    // „Er sagte, es gehe, und fügte hinzu“: the second frame goes on from the first, not from its content.
    let mood = |one: &Clause| one.finite.is_some_and(|finite| words.finite(finite).all(|form| form.form.is_subjunctive()));
    let beside = clause.coordinated.map(|from| {
        let same = |one: &ClauseId| sentence.clauses[*one].kind == clause.kind && mood(&sentence.clauses[*one]) == mood(clause);
        (0..=from).rev().find(same).unwrap_or(from)
    });
    let inherited = || {
        let from = beside.or(clause.parent)?;
        subject_within(words, sentence, from, depth + 1)
    };
    if matches!(clause.kind, Kind::Infinitive | Kind::AdverbialInfinitive) {
        return clause.parent.and_then(|parent| subject_within(words, sentence, parent, depth + 1));
    }
    let plural = clause.finite.map(|finite| {
        (words.finite(finite).any(|one| one.form.is_plural()), words.finite(finite).any(|one| !one.form.is_plural()))
    });
    let all = phrases(words, clause);
    let mut best: Option<(i32, NounPhrase)> = None;
    for (order, phrase) in all.iter().enumerate() {
        let one = phrase.noun_phrase;
        if phrase.preposition.is_some() || !one.cases.nominative {
            continue;
        }
        let mut score = 20 - 3 * order as i32;
        let named = is_name(words, &one);
        if let (Some((plural, singular)), Some(is_plural)) = (plural, one.plural)
            && (is_plural && !plural || !is_plural && !singular)
        {
            score -= 14;
        }
        if one.pronoun {
            score += match words.lower(one.head) {
                "es" | "das" | "dies" | "alles" | "was" => -3,
                _ => 4,
            };
        } else if one.nouns.any(NounClasses::TIME) {
            score -= 12;
        } else if one.nouns.any(NounClasses::SPEAKER) {
            score += 6;
        } else if one.nouns.any(NounClasses::SPEECH_OBJECT.with(NounClasses::CUE)) {
            score -= 4;
        } else if named {
            score += 4;
        }
        if !one.cases.accusative {
            score += 5;
        }
        if clause.kind == Kind::Main
            && let Some(finite) = clause.finite
        {
            // The subject stands before the finite verb or, where something else stands there, right after it.
            if order == 0 && one.tokens.start() < finite {
                score += if one.pronoun || named || one.nouns.any(NounClasses::SPEAKER) { 10 } else { 4 };
            } else if one.tokens.start() == finite + 1 {
                score += 3;
            }
        }
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, one));
        }
    }
    // „Er bestätigte das, teilte aber mit, …“
    let contrast = clause.verb_first
        && clause.coordinated.is_none()
        && clause.finite.is_some_and(|finite| {
            finite + 1 < clause.end() && words.is_one_of(finite + 1, &["aber", "jedoch", "dagegen", "dabei", "zugleich"])
        });
    if contrast
        && let Some(before) = (0..id).rev().find(|one| {
            let other = &sentence.clauses[*one];
            other.kind == Kind::Main && other.finite.is_some() && mood(other) == mood(clause)
        })
        && !best.is_some_and(|(_, one)| !one.cases.accusative && (one.pronoun || one.nouns.any(NounClasses::SPEAKER)))
    {
        return subject_within(words, sentence, before, depth + 1);
    }
    // „…, doch hat *das Amt* nicht zugestimmt“: the connective fills the first place, so the subject follows.
    let filled = clause.finite.is_some_and(|finite| finite == clause.start() + 1)
        && words.is_one_of(clause.start(), &["doch", "jedoch", "dennoch", "trotzdem", "allerdings", "zudem", "dann"]);
    let shared = !filled && clause.verb_first || clause.kind != Kind::Main && clause.introducer.is_none();
    if shared && clause.coordinated.is_some() {
        let own = best.filter(|(_, one)| !one.cases.accusative && (one.pronoun || one.nouns.any(NounClasses::SPEAKER)));
        return own.map(|(_, one)| one).or_else(inherited);
    }
    if clause.kind == Kind::Relative
        && let Some(introducer) = clause.introducer
        && introducer == clause.start()
        && words.is_one_of(introducer, &["der", "die", "das", "welcher", "welche", "welches"])
    {
        let own = best.filter(|(_, one)| !one.cases.accusative);
        let antecedent = antecedent(words, sentence, id);
        return match own {
            Some((_, one)) if !words.is(introducer, "der") => Some(one),
            _ if words.is(introducer, "der") || best.is_none() => antecedent,
            _ => {
                let speaker = best.filter(|(_, one)| one.nouns.any(NounClasses::SPEAKER));
                let named = antecedent.filter(|one| one.nouns.any(NounClasses::SPEAKER));
                named.or(speaker.map(|(_, one)| one)).or(antecedent)
            }
        };
    }
    best.filter(|(score, _)| *score > 6)
        .map(|(_, one)| one)
        .or_else(|| beside.and_then(|from| subject_within(words, sentence, from, depth + 1)))
}

/// Whether an unknown noun without article stands there: a name.
fn is_name(words: &Words<'_>, one: &NounPhrase) -> bool {
    !one.pronoun
        && !one.nouns.any(NounClasses::FEMININE.with(NounClasses::SPEECH_OBJECT).with(NounClasses::CUE).with(NounClasses::TIME))
        && one.core.range().all(|at| words.is_noun(at) || !words.is_word(at))
}

/// The noun phrase that a relative clause describes.
pub(crate) fn antecedent(words: &Words<'_>, sentence: &Sentence, id: ClauseId) -> Option<NounPhrase> {
    let clause = &sentence.clauses[id];
    let parent = &sentence.clauses[clause.parent?];
    let before = clause.start();
    phrases(words, parent)
        .iter()
        .copied()
        .rev()
        .map(|phrase| phrase.noun_phrase)
        .find(|one| one.tokens.end() < before && !one.pronoun)
        .map(|one| nearest_person(words, sentence, id, one))
}

/// „die Behauptung eines Zeugen, der …“: the last noun in the phrase that can be meant.
fn nearest_person(words: &Words<'_>, sentence: &Sentence, id: ClauseId, one: NounPhrase) -> NounPhrase {
    let masculine = sentence.clauses[id].introducer.is_some_and(|at| words.is(at, "der"));
    let after = one.core.end();
    if !masculine || after >= one.tokens.end() || words.nouns(one.head).any(NounClasses::ROLE) {
        return one;
    }
    let start = after + usize::from(words.has(after, Classes::PREPOSITION));
    noun_phrase_at(words, start, one.tokens.end(), Reach::Close)
        .filter(|inner| inner.nouns.any(NounClasses::ROLE.with(NounClasses::GROUP).with(NounClasses::FIRST_NAME)))
        .unwrap_or(one)
}

/// The source that a clause names in place of a speaker: *im Bericht heißt es*, *aus Paris verlautete*, *in einer Erklärung wird gefordert*.
pub(crate) fn source(words: &Words<'_>, clause: &Clause) -> Option<NounPhrase> {
    let written = NounClasses::DOCUMENT.with(NounClasses::MEDIUM).with(NounClasses::CUE).with(NounClasses::SPEECH_OBJECT);
    phrases(words, clause)
        .iter()
        .copied()
        .find(|phrase| {
            let nouns = phrase.noun_phrase.nouns;
            phrase.preposition.is_some_and(|at| {
                words.is_one_of(at, &["in", "im", "auf"]) && nouns.any(written)
                    || words.is_one_of(at, &["aus", "von", "vom", "seitens", "bei"])
                        && (nouns.any(NounClasses::SPEAKER)
                            || words.is_one_of(at, &["aus", "von"]) && is_name(words, &phrase.noun_phrase))
            })
        })
        .map(|phrase| phrase.noun_phrase)
}

/// *von X* in a passive, also where it looks like a part of another phrase: *… wurde der Rat vom Amt gebeten*.
pub(crate) fn agent(words: &Words<'_>, clause: &Clause) -> Option<NounPhrase> {
    let names_agent = |at: usize| words.is_one_of(at, &["von", "vom", "durch", "seitens"]);
    let all = phrases(words, clause);
    let apart = all.iter().find(|phrase| phrase.preposition.is_some_and(names_agent)).map(|phrase| phrase.noun_phrase);
    apart.or_else(|| {
        all.iter().find_map(|phrase| {
            let one = phrase.noun_phrase;
            let before_finite = clause.kind == Kind::Main && clause.finite.is_some_and(|finite| one.tokens.start() < finite);
            let at = one.core.end();
            let tail = !before_finite && phrase.preposition.is_none() && at < one.tokens.end() && names_agent(at);
            tail.then(|| noun_phrase_at(words, at + 1, one.tokens.end(), Reach::Close)).flatten()
        })
    })
}

/// Whom a clause with *zitieren* quotes: its object.
pub(crate) fn quoted(words: &Words<'_>, clause: &Clause, subject: NounPhrase) -> Option<NounPhrase> {
    phrases(words, clause)
        .iter()
        .copied()
        .filter(|phrase| phrase.preposition.is_none() && phrase.noun_phrase.tokens != subject.tokens)
        .map(|phrase| phrase.noun_phrase)
        .find(|one| one.cases.accusative && (one.nouns.any(NounClasses::SPEAKER) || is_name(words, one)))
}

/// Who stands behind a conversation or a letter: *in einem Interview mit X*, *in einem Brief an X*.
fn partner(words: &Words<'_>, clause: &Clause) -> Option<NounPhrase> {
    clause.pieces.iter().find_map(|piece| {
        (piece.start() + 1..piece.end().saturating_sub(1)).find_map(|at| {
            let before = at - 1;
            let conversation = words.is(at, "mit")
                && words.is_noun(before)
                && ["interview", "gespräch", "telefonat"].iter().any(|noun| words.lower(before).ends_with(noun));
            let letter = words.is(at, "an")
                && words.is_noun(before)
                && ["brief", "schreiben", "appell", "mail", "botschaft", "stellungnahme", "petition"]
                    .iter()
                    .any(|noun| words.lower(before).ends_with(noun));
            (conversation || letter)
                .then(|| noun_phrase_at(words, at + 1, piece.end(), Reach::Close))
                .flatten()
                .filter(|one| !one.nouns.any(NounClasses::TIME))
        })
    })
}

/// To whom the clause's cue speaks.
pub(crate) fn addressee(
    words: &Words<'_>,
    clause: &Clause,
    cue: Option<&Cue>,
    speaker: Option<TokenRange>,
) -> Option<NounPhrase> {
    let all = phrases(words, clause);
    let passive = clause.finite.is_some_and(|finite| words.is_verb(finite, "werden"));
    // A noun of the cue itself („zu Wort melden“) is nobody.
    let of_cue = |one: &NounPhrase| cue.is_some_and(|cue| cue.fixed.contains(&words.text(one.head)));
    let not_speaker = |one: &NounPhrase| {
        !of_cue(one) && speaker.is_none_or(|speaker| one.tokens.end() <= speaker.start() || one.tokens.start() >= speaker.end())
    };
    if let Some(one) = partner(words, clause).filter(not_speaker) {
        return Some(one);
    }
    for phrase in all {
        let one = phrase.noun_phrase;
        if let Some(preposition) = phrase.preposition {
            let sure =
                words.is(preposition, "gegenüber") || words.is(preposition, "an") && cue.is_some_and(|cue| cue.addressee.an);
            let people = one.nouns.any(NounClasses::SPEAKER) || one.pronoun || sure && !one.nouns.any(NounClasses::TIME);
            if people
                && not_speaker(&one)
                && (words.is(preposition, "gegenüber")
                    || words.is(preposition, "vor")
                        && one.nouns.any(NounClasses::GROUP.with(NounClasses::ROLE).with(NounClasses::INSTITUTION))
                        && cue.is_none_or(|cue| !cue.prepositions.contains(&"vor"))
                    || words.is_one_of(preposition, &["zu", "zum", "zur"]) && one.nouns.any(NounClasses::MEDIUM)
                    || cue.is_some_and(|cue| {
                        cue.addressee.an && words.is(preposition, "an")
                            || cue.addressee.von && words.is_one_of(preposition, &["von", "vom"]) && !passive
                            || cue.addressee.bei && words.is_one_of(preposition, &["bei", "beim"])
                    }))
            {
                return Some(one);
            }
        }
    }
    let cue = cue?;
    // „Brandt wurde vorgeworfen, …“
    let asked = clause.finite.is_some() && (speaker.is_some() || passive);
    all.iter().find_map(|phrase| {
        let one = phrase.noun_phrase;
        if phrase.preposition.is_some() || !not_speaker(&one) || one.nouns.any(NounClasses::TIME) {
            return None;
        }
        let reflexive = one.pronoun && words.is(one.head, "sich");
        let thing = one.nouns.any(NounClasses::SPEECH_OBJECT.with(NounClasses::CUE).with(NounClasses::DOCUMENT));
        let named = asked && is_name(words, &one);
        let people = one.pronoun || named || one.nouns.any(NounClasses::SPEAKER) && !thing;
        let Cases { dative, accusative, nominative, .. } = one.cases;
        let fits = cue.addressee.dative && dative && (!nominative || named || one.nouns.any(NounClasses::MEDIUM))
            || cue.addressee.accusative && accusative && (!nominative || speaker.is_some());
        (fits && !reflexive && people).then_some(one)
    })
}
