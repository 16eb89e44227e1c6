//! Told speech acts.
//!
//! **Finds** clauses whose predicate is itself a speech act, without its content as a clause.
//!
//! **German** *Die Ministerin kritisierte den Plan.* *Das Amt wies den Vorwurf zurück.* *Der Senat wollte sich nicht äußern.*
//! *Die Stadt will das Bad schließen.* *Kritik kam von den Verbänden.* *Ihm wird Betrug vorgeworfen.*
//!
//! **English** *The minister criticised the plan.* *The town wants to close the baths.* *He is charged with fraud.*
//!
//! **Does not find** neutral verbs alone („Er sprach“), bare actions („Sie trat zurück“), things that only look like speech
//! („Der Unfall forderte zwei Tote“), states („Der Bau ist geplant“), what is told inside somebody's words.

use wortlaut_text::TokenRange;

use super::{Candidate, Context, SentenceId};
use crate::analysis::clauses::{Clause, ClauseId, Kind, Sentence};
use crate::analysis::noun_phrases::NounPhrase;
use crate::analysis::predicates::{Phrase, Predicate, phrases, subject};
use crate::analysis::segments::Mark;
use crate::language::{Classes, Complements, Cue, Form, NounClasses, Told};
use crate::{Act, StatementType};

/// A clause that tells a speech act.
struct Telling {
    clause: ClauseId,
    who: Option<NounPhrase>,
    cue: &'static Cue,
    tokens: Vec<usize>,
    found_by: &'static str,
}

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    let tellings: Vec<Telling> =
        (0..here.clauses.len()).filter_map(|id| telling(context, sentence, id, into.as_slice())).collect();
    let told: Vec<ClauseId> = tellings.iter().map(|one| one.clause).collect();
    for one in tellings {
        into.push(Candidate {
            kind: StatementType::Reported,
            quote: extent(context, sentence, one.clause, &told),
            speaker: one.who.map(|who| who.tokens),
            cue: one.tokens,
            entry: Some(one.cue),
            addressee: context.frame(sentence, one.clause).and_then(|frame| frame.addressee),
            medium: None,
            found_by: one.found_by,
            frame: Some((sentence, one.clause)),
            sentence,
        });
    }
}

fn telling(context: &Context<'_>, sentence: SentenceId, id: ClauseId, known: &[Candidate]) -> Option<Telling> {
    let here = &context.sentences[sentence];
    let clause = &here.clauses[id];
    // „…, was das Amt zurückwies“ goes on its main clause.
    let goes_on = clause.kind == Kind::Question && clause.introducer.is_some_and(|at| context.words.is(at, "was"));
    if !goes_on && !matches!(clause.kind, Kind::Main | Kind::Relative | Kind::Subordinate) {
        return None;
    }
    let finite = clause.finite?;
    // Inside a quotation that opened in an earlier sentence.
    let quotations = context.words.article.quotations();
    let before = quotations.partition_point(|one| one.tokens.start() < here.tokens.start());
    if before.checked_sub(1).is_some_and(|at| quotations[at].tokens.end() > finite) {
        return None;
    }
    let mut has_quotation = false;
    // A sentence *Das bestätigte X* frames the sentence before it.
    for one in known.iter().rev().take_while(|one| one.sentence + 1 >= sentence) {
        let here = one.frame == Some((sentence, id));
        has_quotation |= here && one.found_by == "quotation-frame-before";
        let frames = here && !matches!(one.found_by, "colon" | "noun-cue" | "quotation-frame-before");
        // Inside somebody's words, unless it is the main clause that a marker attributes.
        let inside = one.holds(finite) && (one.found_by != "marker" || clause.kind != Kind::Main);
        if frames || inside {
            return None;
        }
    }
    let predicate = context.predicate(sentence, id)?;
    let cue = predicate.cue.filter(|cue| is_told(context, clause, predicate, cue));
    if let Some(cue) = cue {
        if is_state(context, clause, predicate)
            || is_only_possible(context, clause, predicate)
            || is_no_act(context, here, id, predicate, cue)
            || has_quotation && !is_complete(context, clause, predicate, cue)
        {
            return None;
        }
        let who = match cue.told {
            Told::Source => source(context, here, id, cue)?,
            // „im Brief ist von X die Rede“
            _ if subject(context.words, here, id).is_some_and(|one| predicate.tokens.contains(&one.head)) => {
                context.speaking(sentence, id)
            }
            _ if predicate.passive => agent(context, clause, cue)?,
            _ => Some(teller(context, here, id)?),
        };
        return Some(Telling { clause: id, who, cue, tokens: predicate.tokens.clone(), found_by: "told-act" });
    }
    intention(context, here, id, predicate)
}

/// *will, möchte* and an infinitive: somebody's intention.
fn intention(context: &Context<'_>, here: &Sentence, id: ClauseId, predicate: &Predicate) -> Option<Telling> {
    let words = context.words;
    let clause = &here.clauses[id];
    let finite = clause.finite?;
    let present = words.is_one_of(finite, &["will", "wollen", "möchte", "möchten"]);
    let past = words.is_one_of(finite, &["wollte", "wollten"]);
    if !(present || past && clause.kind == Kind::Main) || clause.kind == Kind::Subordinate || predicate.main == finite {
        return None;
    }
    // „will gesehen haben“: a claim, not a plan.
    let perfect = predicate.main + 1 < words.len() && words.is_one_of(predicate.main + 1, &["haben", "sein"]);
    if perfect || words.has_form(predicate.main, Form::Participle) && !words.has_form(predicate.main, Form::Infinitive) {
        return None;
    }
    let wanting = words.pack.verbs.by_infinitive("wollen")?;
    let cue = words.pack.cues.of_verb(wanting).iter().find(|cue| cue.fixed.is_empty() && !cue.reflexive)?;
    let who = subject(words, here, id).filter(|who| can_speak(context, who))?;
    // „Ein Fahrer wollte wenden“: a story, not an announcement.
    let first = who.tokens.start();
    if words.lower(first).starts_with("ein") || words.is_one_of(first, &["viele", "mancher", "manche", "einige"]) {
        return None;
    }
    if past && words.is(finite, "wollten") && !who.nouns.any(NounClasses::INSTITUTION.with(NounClasses::METONYM)) {
        return None;
    }
    Some(Telling { clause: id, who: Some(who), cue, tokens: predicate.tokens.clone(), found_by: "told-intention" })
}

fn is_told(context: &Context<'_>, clause: &Clause, predicate: &Predicate, cue: &Cue) -> bool {
    let words = context.words;
    match cue.told {
        Told::Yes | Told::Source => true,
        Told::No => false,
        Told::Object => {
            let governed = |at: usize| {
                cue.prepositions.iter().any(|one| {
                    words.is(at, one)
                        || contracted(words.lower(at), one)
                        || words.has(at, Classes::DA) && words.lower(at).ends_with(one)
                })
            };
            let speech = |phrase: &Phrase| {
                phrase.preposition.is_none()
                    && phrase.noun_phrase.nouns.any(NounClasses::SPEECH_OBJECT)
                    && !phrase.noun_phrase.tokens.range().contains(&predicate.main)
            };
            cue.fixed.len() > 1 || clause.tokens().any(governed) || phrases(words, clause).iter().any(speech)
        }
    }
}

/// *ist geplant, war bekannt*: a state rather than an act.
fn is_state(context: &Context<'_>, clause: &Clause, predicate: &Predicate) -> bool {
    let words = context.words;
    let Some(finite) = clause.finite else { return false };
    if words.is(predicate.main, "bekannt") && !words.is_verb(finite, "haben") {
        return true;
    }
    let being = words.is_verb(finite, "sein") && !predicate.tokens.iter().any(|at| words.is(*at, "worden"));
    let infinitive = words.pack.verbs.infinitive(predicate.verb);
    if infinitive == "sein" {
        return false;
    }
    let moves = ["kommen", "gehen", "treten", "springen", "stoßen", "geraten", "folgen", "rücken", "sein", "werden", "bleiben"];
    being
        && predicate.main != finite
        && words.has_form(predicate.main, Form::Participle)
        && !moves.iter().any(|one| infinitive.ends_with(one))
}

/// *muss zustimmen, könnte fordern, soll warnen, wird entscheiden, falls sie ablehnt*: an act that has not happened.
fn is_only_possible(context: &Context<'_>, clause: &Clause, predicate: &Predicate) -> bool {
    let words = context.words;
    let Some(finite) = clause.finite else { return false };
    let modal = ["müssen", "sollen", "dürfen", "können"].iter().any(|one| words.is_verb(finite, one));
    let future = words.is_one_of(finite, &["wird", "werden"]) && predicate.main != finite && !predicate.passive;
    let condition = clause.introducer.is_some_and(|at| words.is_one_of(at, &["wenn", "falls", "sofern", "bevor", "ehe"]));
    let question = clause.verb_first && clause.end() < words.len() && words.is(clause.end(), "?");
    condition
        || question
        || future
        || modal && !words.is_one_of(finite, &["konnte", "konnten", "kann", "musste", "mussten", "durfte", "durften"])
}

/// Uses of told verbs that tell no speech: the frame alone („Er kritisierte: …“ without object), names („Dies nennt man …“),
/// casualties („forderte zwölf Tote“), *dagegen* as a connective.
fn is_no_act(context: &Context<'_>, here: &Sentence, id: ClauseId, predicate: &Predicate, cue: &Cue) -> bool {
    let words = context.words;
    let clause = &here.clauses[id];
    let all = phrases(words, clause);
    match cue.name {
        "fordern" => {
            let casualties =
                ["tote", "toten", "todesopfer", "opfer", "menschenleben", "leben", "verletzte", "verletzten", "tribut"];
            return all.iter().any(|one| one.noun_phrase.tokens.range().any(|at| words.is_one_of(at, &casualties)));
        }
        "nennen" => {
            let oneself = clause.tokens().any(|at| words.is_one_of(at, &["sich", "man", "wir"]));
            return oneself || predicate.passive || clause.kind != Kind::Main;
        }
        "bekannt geben" | "bewerten" if predicate.passive && context.agent(clause).is_none() => return true,
        "mit sprechen" => {
            let partner =
                |one: &Phrase| one.preposition.is_some_and(|at| words.is(at, "mit")) && can_speak(context, &one.noun_phrase);
            return !all.iter().any(partner);
        }
        "zitieren" if clause.tokens().any(|at| words.is(at, "worten")) => return true,
        "dagegen sein" | "dafür sein" => {
            let last = clause.end().saturating_sub(1);
            return !words.is_one_of(last, &["dagegen", "dafür"]);
        }
        _ => {}
    }
    if predicate.passive || !cue.fixed.is_empty() || cue.reflexive || !cue.complements.any(Complements::OBJECT) {
        return false;
    }
    let who = subject(words, here, id);
    let apart =
        |one: &NounPhrase| who.is_none_or(|who| one.tokens.end() <= who.tokens.start() || one.tokens.start() >= who.tokens.end());
    let object = all.iter().any(|one| {
        let adverbial = words.is_one_of(one.noun_phrase.tokens.start(), &["anderem", "allem"]);
        (one.preposition.is_none() || adverbial) && apart(&one.noun_phrase) && !one.noun_phrase.nouns.any(NounClasses::TIME)
    });
    let governed = clause.tokens().any(|at| {
        words.has(at, Classes::DA) || cue.prepositions.iter().any(|one| words.is(at, one) || contracted(words.text(at), one))
    });
    // In a relative clause the pronoun can be the object, in a coordinated clause the first one's.
    !object && !governed && clause.kind == Kind::Main && clause.coordinated.is_none()
}

/// Beside a quotation the verb alone is its frame („Er warnte: …“); with an object it tells an act as well („Er lobte den Plan: …“).
fn is_complete(context: &Context<'_>, clause: &Clause, predicate: &Predicate, cue: &Cue) -> bool {
    let words = context.words;
    let all = phrases(words, clause);
    let objects = all.iter().filter(|one| one.preposition.is_none() && !one.noun_phrase.nouns.any(NounClasses::TIME)).count();
    let governed = all.iter().any(|one| one.preposition.is_some_and(|at| cue.prepositions.iter().any(|word| words.is(at, word))));
    !cue.fixed.is_empty() || governed || objects > 1 && !cue.addressee.dative && !predicate.passive
}

/// Who tells in the active: the subject, if it can speak or if the verb takes nothing but speakers.
fn teller(context: &Context<'_>, here: &Sentence, id: ClauseId) -> Option<NounPhrase> {
    let words = context.words;
    let clause = &here.clauses[id];
    let who = subject(words, here, id).filter(|who| can_speak(context, who));
    // „Die Forderung lehnt das Amt ab“: an object before the verb, the speaker behind it.
    let behind = || {
        let finite = clause.finite.filter(|_| clause.kind == Kind::Main)?;
        let inverted = |one: &Phrase| {
            one.preposition.is_none()
                && one.noun_phrase.cases.nominative
                && one.noun_phrase.tokens.start() > finite
                && one.noun_phrase.tokens.start() <= finite + 2
                && can_speak(context, &one.noun_phrase)
        };
        phrases(words, clause).iter().copied().find(inverted).map(|one| one.noun_phrase)
    };
    let unknown = || subject(words, here, id).filter(|who| may_speak(context, who));
    who.or_else(behind).or_else(unknown)
}

/// Who tells in the passive: *von X*, *im Bericht*, or nobody where the verb alone shows that somebody spoke.
fn agent(context: &Context<'_>, clause: &Clause, cue: &Cue) -> Option<Option<NounPhrase>> {
    if let Some(agent) = context.agent(clause).filter(|agent| can_speak(context, agent)) {
        return Some(Some(agent));
    }
    let document = phrases(context.words, clause).iter().copied().find(|phrase| {
        phrase.preposition.is_some_and(|at| context.words.is_one_of(at, &["in", "im", "laut"]))
            && phrase.noun_phrase.nouns.any(NounClasses::DOCUMENT.with(NounClasses::MEDIUM))
    });
    if document.is_some() {
        return Some(document.map(|phrase| phrase.noun_phrase));
    }
    // Decisions and verdicts are events when nobody is named.
    let event = matches!(cue.act, Some(Act::Announce | Act::Promise | Act::Propose)) || cue.name == "verurteilen";
    let governed = clause.tokens().any(|at| cue.prepositions.iter().any(|one| context.words.is(at, one)));
    // „gilt als, wird als X gesehen“: what people think, without an act.
    let view = matches!(cue.name, "sehen" | "an|sehen" | "betrachten");
    let comment = clause.kind == Kind::Question;
    ((cue.told == Told::Yes || governed) && (clause.kind == Kind::Main || comment) && !event && !view).then_some(None)
}

/// Who tells where the subject is the speech itself or its target: *von X, aus X, bei X*, or nobody.
fn source(context: &Context<'_>, here: &Sentence, id: ClauseId, cue: &Cue) -> Option<Option<NounPhrase>> {
    let words = context.words;
    let clause = &here.clauses[id];
    let found = phrases(words, clause).iter().copied().find(|phrase| {
        phrase.preposition.is_some_and(|at| words.is_one_of(at, &["von", "vom", "aus", "bei", "beim", "unter", "seitens"]))
            && can_speak(context, &phrase.noun_phrase)
    });
    let infinitive = words.pack.verbs.infinitive(cue.verb);
    let fits = match infinitive {
        "kommen" => found.is_some(),
        "geben" => clause.tokens().any(|at| words.is(at, "es")),
        _ => true,
    };
    fits.then(|| found.map(|phrase| phrase.noun_phrase))
}

fn contracted(word: &str, preposition: &str) -> bool {
    matches!(
        (word, preposition),
        ("zum" | "zur", "zu")
            | ("vom", "von")
            | ("am" | "ans", "an")
            | ("im" | "ins", "in")
            | ("beim", "bei")
            | ("aufs", "auf")
            | ("ums", "um")
    )
}

/// Persons, bodies, groups, names and pronouns for them; not events, times or things.
pub(super) fn can_speak(context: &Context<'_>, who: &NounPhrase) -> bool {
    let words = context.words;
    if who.pronoun {
        return words.is_one_of(
            who.head,
            // Whoever says *ich* or *wir* in a report speaks in a quotation.
            &["er", "sie", "dieser", "diese", "beide", "alle", "viele", "einige", "andere", "der", "die"],
        );
    }
    if who.nouns.any(NounClasses::SPEAKER) {
        return true;
    }
    // An unknown capitalised word without a determiner is a name.
    who.core.range().all(|at| words.is_noun(at) || words.text(at) == "(" || words.text(at) == ")")
        && !who.nouns.any(NounClasses::TIME)
        && !who.nouns.any(NounClasses::SPEECH_OBJECT.with(NounClasses::CUE))
}

/// An unknown noun that does not look like a thing: no abstract ending, no measure, no time, no speech.
fn may_speak(context: &Context<'_>, who: &NounPhrase) -> bool {
    let words = context.words;
    if who.pronoun {
        return words.is_one_of(who.head, &["man", "niemand", "jemand", "keiner", "mehrere", "wer"]);
    }
    let text = words.text(who.head);
    let abstract_ending =
        ["ung", "ungen", "heit", "keit", "ion", "ionen", "tät", "nis", "mus", "ment", "tum", "age", "ik", "ur", "anz", "enz"]
            .iter()
            .any(|ending| text.ends_with(ending));
    !abstract_ending
        && !who.nouns.any(NounClasses::TIME.with(NounClasses::SPEECH_OBJECT).with(NounClasses::CUE))
        && !who.tokens.range().any(|at| words.article.tokens()[at].kind == wortlaut_text::TokenKind::Number)
}

/// The clause with what depends on it. Left out: other main clauses, what a colon introduces, a clause before it (*Nachdem …,*),
/// and relative clauses that tell an act of their own. With its final mark if that is the whole sentence.
fn extent(context: &Context<'_>, sentence: SentenceId, id: ClauseId, told: &[ClauseId]) -> Vec<TokenRange> {
    let here = &context.sentences[sentence];
    let whole = context.whole(sentence);
    let main = here.clauses[id].kind == Kind::Main;
    let mains = here.clauses.iter().filter(|clause| clause.kind == Kind::Main && clause.finite.is_some()).count();
    // Circumstances told beside the act are not part of it.
    let beside = ["nachdem", "obwohl", "während", "sodass", "so", "was", "zumal", "wo"];
    let belongs = |one: ClauseId| {
        let clause = &here.clauses[one];
        if one == id {
            return true;
        }
        let circumstance = (0..here.clauses.len()).any(|other| {
            let around = &here.clauses[other];
            other != id
                && here.is_within(one, other)
                && matches!(around.kind, Kind::Subordinate | Kind::Question)
                && context.words.is_one_of(around.start(), &beside)
        });
        if circumstance && main {
            return false;
        }
        let (low, high) = (id.min(one), id.max(one));
        let parted = (low + 1..=high).any(|between| matches!(here.clauses[between].mark, Mark::Colon | Mark::Semicolon));
        let apart = told.iter().any(|other| *other != id && here.is_within(one, *other));
        if parted || apart || matches!(clause.kind, Kind::Quotation(_)) {
            return false;
        }
        here.is_within(one, id)
            || main && mains == 1 && one > id && clause.kind != Kind::Main
            || main && mains == 1 && clause.kind == Kind::Fragment
    };
    let mut found = context.pieces(sentence, belongs);
    for piece in &mut found {
        let mut start = piece.start();
        while start + 1 < piece.end() && context.words.is_one_of(start, &["und", "oder", "aber", "sondern", "doch", "denn"]) {
            start += 1;
        }
        *piece = TokenRange::new(start, piece.end());
    }
    match found.as_slice() {
        [only] if only.start() == whole.start() && only.end() + 2 >= whole.end() => vec![whole],
        _ => found,
    }
}
