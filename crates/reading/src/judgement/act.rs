//! What a party does with a statement.

use super::content::Point;
use super::evaluation;
use crate::analysis::clauses::Kind;
use crate::analysis::predicates::{Predicate, phrases};
use crate::language::{Classes, Cue, Form, NounClasses};
use crate::patterns::{Candidate, Context};
use crate::{Act, Medium, StatementType};

/// Words that negate and may belong to a cue (*nicht bestätigen*), which then is not negated again.
const NEGATIONS: [&str; 6] = ["nicht", "kein", "keine", "keinen", "keiner", "nichts"];

/// What the rules propose: by the cue alone, and by cue, telling and content in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proposed {
    pub(super) by_cue: Option<Act>,
    pub(super) by_content: Option<Act>,
    pub(super) act: Act,
}

/// The act that the rules propose for a candidate that is no piece of another statement.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, points: &[Point]) -> Proposed {
    let by_cue = by_cue(context, candidate, points);
    let by_content = if candidate.kind == StatementType::Reported {
        by_telling(context, candidate)
    } else {
        by_content(context, candidate, points)
    };
    Proposed { by_cue, by_content, act: by_cue.or(by_content).unwrap_or(Act::Assert) }
}

/// Confirming and denying refused in one: *weder bestätigen noch dementieren*, *nicht bestätigen, aber auch nicht ausschließen*.
pub(super) fn refuses_both(context: &Context<'_>, candidate: &Candidate) -> bool {
    let words = context.words;
    let mut tokens: Vec<usize> = candidate.quote.iter().flat_map(|piece| piece.range()).collect();
    tokens.extend(candidate.cue.iter().copied());
    if let Some((sentence, clause)) = candidate.frame.filter(|_| candidate.kind == StatementType::Reported) {
        // „bestätigte das nicht, dementierte es aber auch nicht“: the clause beside it.
        let here = &context.sentences[sentence].clauses;
        for (id, one) in here.iter().enumerate() {
            if one.kind == Kind::Main && id.abs_diff(clause) == 1 {
                tokens.extend(one.tokens());
            }
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    let place = |verbs: &[&str]| tokens.iter().copied().find(|at| verbs.iter().any(|verb| words.is_verb(*at, verb)));
    let Some(confirms) = place(&["bestätigen", "bejahen", "verifizieren"]) else { return false };
    let Some(denies) = place(&["dementieren", "bestreiten", "aus|schließen", "verneinen", "ab|streiten", "widersprechen"])
    else {
        return false;
    };
    confirms.abs_diff(denies) <= 8
        && tokens.iter().any(|at| {
            *at < confirms.min(denies)
                && confirms.min(denies) - at <= 8
                && words.is_one_of(*at, &["nicht", "weder", "kein", "keine", "keinen"])
        })
}

/// The act that the cue names, turned round if it is negated. `None` if it is neutral.
fn by_cue(context: &Context<'_>, candidate: &Candidate, points: &[Point]) -> Option<Act> {
    let Some(cue) = candidate.entry else {
        return by_noun(context, candidate);
    };
    let predicate = candidate.frame.and_then(|(sentence, clause)| context.predicate(sentence, clause));
    if let Some(act) = silence(context, candidate, cue, predicate) {
        return Some(act);
    }
    let act = named(cue, predicate)?;
    if matches!(act, Act::Deny | Act::Reject)
        && ["weisen", "streiten"].iter().any(|verb| cue.name.ends_with(verb))
        && let Some(act) = by_object(context, candidate)
    {
        return Some(act);
    }
    // „Er räumte Fehler ein, Absicht sei aber keine dabei gewesen“: what follows with *aber* is not conceded.
    if act == Act::Admit
        && candidate.kind == StatementType::Indirect
        && points.first().is_some_and(|point| {
            point.is_negated() && point.tokens.iter().any(|at| context.words.is_one_of(*at, &["aber", "jedoch", "allerdings"]))
        })
    {
        return Some(Act::Deny);
    }
    if act == Act::Criticise && cue.name == "verurteilen" && speaks_justice(context, candidate) {
        return Some(Act::Announce);
    }
    if candidate.kind == StatementType::Reported
        && matches!(act, Act::Promise | Act::Admit | Act::Announce)
        && predicate.is_some_and(|predicate| wants(context, predicate))
    {
        return Some(Act::Announce);
    }
    Some(act)
}

/// *sagte nicht, wie viele*, *wollte niemand sagen*, *konnte nicht sagen, ob*: a question that a neutral cue leaves open.
fn silence(context: &Context<'_>, candidate: &Candidate, cue: &Cue, predicate: Option<&Predicate>) -> Option<Act> {
    let words = context.words;
    let predicate = predicate.filter(|_| cue.act == Some(Act::Assert))?;
    let (sentence, clause) = candidate.frame?;
    let nobody = context.sentences[sentence].clauses[clause].tokens().any(|at| words.is_one_of(at, &["niemand", "keiner"]));
    let start = candidate.quote.first()?.start();
    let question = words.has(start, Classes::QUESTION) || words.is(start, "ob");
    if !question || predicate.negation.is_none() && !nobody {
        return None;
    }
    let unable = predicate.tokens.iter().any(|at| words.is_verb(*at, "können"));
    Some(if unable { Act::NotConfirmed } else { Act::NoComment })
}

/// The noun that governs the content names the act: *der Vorwurf, dass …*.
fn by_noun(context: &Context<'_>, candidate: &Candidate) -> Option<Act> {
    if !matches!(candidate.found_by, "noun-cue" | "noun-frame") {
        return None;
    }
    let words = context.words;
    let start = candidate.quote.first()?.start();
    let act = (start.saturating_sub(9)..start)
        .rev()
        .filter(|at| words.is_noun(*at))
        .find_map(|at| words.pack.cues.of_noun(words.text(at)))
        .and_then(|noun| noun.act)?;
    (act != Act::Assert).then_some(act)
}

/// The act of a cue in a clause.
fn named(cue: &Cue, predicate: Option<&Predicate>) -> Option<Act> {
    let negated = predicate.is_some_and(|one| one.negation.is_some())
        && !cue.fixed.iter().any(|word| NEGATIONS.contains(word) || *word == "weder");
    let act = cue.act?;
    if !negated {
        return (act != Act::Assert).then_some(act);
    }
    match act {
        Act::Confirm => Some(Act::NotConfirmed),
        Act::Deny if cue.name.ends_with("streiten") || cue.name.ends_with("leugnen") => Some(Act::Admit),
        Act::Deny | Act::Reject => Some(Act::Hint),
        Act::Admit => Some(Act::Deny),
        Act::Promise => Some(Act::Reject),
        Act::Support => Some(Act::Criticise),
        Act::Assert if matches!(cue.name, "kommentieren" | "sich äußern" | "Stellung nehmen") => Some(Act::NoComment),
        Act::Assert => None,
        other => Some(other),
    }
}

/// *will*, *möchte* with an infinitive.
fn wants(context: &Context<'_>, predicate: &Predicate) -> bool {
    predicate.tokens.iter().any(|at| {
        context.words.finite(*at).next().is_some()
            && (context.words.is_verb(*at, "wollen") || context.words.is_one_of(*at, &["möchte", "möchten"]))
            && *at != predicate.main
    })
}

/// Whether a told act is a wish or an intention: *will, möchte*, or a verb of planning.
pub(super) fn is_wish(context: &Context<'_>, candidate: &Candidate) -> bool {
    let predicate = candidate.frame.and_then(|(sentence, clause)| context.predicate(sentence, clause));
    predicate.is_some_and(|predicate| wants(context, predicate))
        || candidate.entry.is_some_and(|cue| cue.act == Some(Act::Announce) && cue.medium == Some(Medium::SpeechOrThought))
}

/// *zurückweisen* and the like: charges and reports are denied, demands and offers rejected, suits rejected by courts.
fn by_object(context: &Context<'_>, candidate: &Candidate) -> Option<Act> {
    let kind = object_kind(context, candidate)?;
    let court = speaks_justice(context, candidate);
    match kind {
        "charge" | "report" | "claim" | "criticism" if !court => Some(Act::Deny),
        "charge" | "demand" | "offer" | "plan" => Some(Act::Reject),
        _ => None,
    }
}

/// Whether a court speaks.
pub(super) fn speaks_justice(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate.speaker.is_some_and(|speaker| {
        speaker.range().filter(|at| context.words.is_noun(*at)).any(|at| {
            let lower = context.words.lower(at);
            ["gericht", "gerichts", "gerichtshof", "gerichtshofs", "tribunal", "richter", "richterin"]
                .iter()
                .any(|court| lower.ends_with(court))
        })
    })
}

/// The kind of the noun that is the object of the frame.
fn object_kind(context: &Context<'_>, candidate: &Candidate) -> Option<&'static str> {
    let (sentence, clause) = candidate.frame?;
    let clause = &context.sentences[sentence].clauses[clause];
    phrases(context.words, clause)
        .iter()
        .filter(|phrase| phrase.preposition.is_none() && candidate.speaker != Some(phrase.noun_phrase.tokens))
        .find_map(|phrase| {
            let one = phrase.noun_phrase;
            context
                .words
                .nouns(one.head)
                .any(NounClasses::SPEECH_OBJECT)
                .then(|| context.words.pack.nouns.speech_kind(context.words.text(one.head)))
                .flatten()
        })
}

/// A told act with a neutral verb: its object or its label decides.
fn by_telling(context: &Context<'_>, candidate: &Candidate) -> Option<Act> {
    let (sentence, id) = candidate.frame?;
    if context.predicate(sentence, id).is_some_and(|predicate| wants(context, predicate)) {
        return Some(Act::Announce);
    }
    let tokens: Vec<usize> = context.sentences[sentence].clauses[id].tokens().collect();
    if let Some(act) = evaluation::of_label(context, &tokens) {
        return Some(act);
    }
    let negated = context.predicate(sentence, id).is_some_and(|predicate| predicate.negation.is_some());
    if candidate
        .entry
        .is_some_and(|cue| matches!(cue.name, "begründen" | "erläutern" | "beschreiben" | "definieren" | "schildern"))
    {
        return None;
    }
    object_kind(context, candidate).and_then(|kind| match kind {
        "charge" => Some(Act::Accuse),
        "demand" => Some(Act::Demand),
        "offer" => Some(Act::Propose),
        "criticism" | "regret" => Some(Act::Criticise),
        "support" => Some(Act::Support),
        "hope" | "fear" => Some(Act::Predict),
        "threat" => Some(Act::Threaten),
        "warning" => Some(Act::Warn),
        "promise" => Some(Act::Promise),
        "confirmation" => Some(Act::Confirm),
        "denial" => Some(Act::Deny),
        "confession" => Some(Act::Admit),
        "announcement" | "decision" | "plan" if negated => Some(Act::NoComment),
        "announcement" | "decision" | "plan" => Some(Act::Announce),
        "thanks" => Some(Act::Other),
        "question" => Some(Act::Ask),
        _ => None,
    })
}

/// Decides by the content: the first of its main clauses that shows an act.
fn by_content(context: &Context<'_>, candidate: &Candidate, points: &[Point]) -> Option<Act> {
    if candidate.kind == StatementType::Direct && asks(context, candidate) {
        return Some(Act::Ask);
    }
    if points.is_empty() {
        let tokens: Vec<usize> = candidate.quote.iter().flat_map(|piece| piece.range()).collect();
        return evaluation::of_label(context, &tokens);
    }
    points.iter().find_map(|point| by_point(context, candidate, point))
}

/// Whether a quotation ends with a question mark.
pub(super) fn asks(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate.quote.last().is_some_and(|piece| piece.range().rev().take(2).any(|at| context.words.text(at) == "?"))
}

fn by_point(context: &Context<'_>, candidate: &Candidate, point: &Point) -> Option<Act> {
    if let Some(act) = evaluation::phrase(context, &point.tokens) {
        return Some(act);
    }
    // „Sie geht davon aus, dass er morgen kommt“: a belief about what has not happened yet.
    let believed = candidate.entry.is_some_and(|cue| cue.hedge) && candidate.kind != StatementType::Direct;
    if believed && point.names_coming_time(context) && !point.tells_past(context) {
        return Some(Act::Predict);
    }
    // „ich hoffe“, „er begrüße“: the speaker's own words name the act.
    if point.own
        && !point.predicate.passive
        && let Some(cue) = point.predicate.cue
        && let Some(act) = named(cue, Some(&point.predicate))
    {
        return Some(act);
    }
    let direct = candidate.kind == StatementType::Direct;
    by_mood(context, candidate, point).or_else(|| {
        if point.own && point.is_negated() && point.tells_past(context) && (point.kind == Kind::Infinitive || direct) {
            return Some(Act::Deny);
        }
        evaluation::of_point(context, point)
    })
}

/// Duties are demands, plans announcements, the future of others predictions.
fn by_mood(context: &Context<'_>, candidate: &Candidate, point: &Point) -> Option<Act> {
    let words = context.words;
    let finite = point.finite?;
    let is = |infinitive: &str| words.is_verb(finite, infinitive);
    let perfect = point.is_perfect_infinitive(context);
    if candidate.found_by.starts_with("hearsay") {
        return None;
    }
    let singular_own = point.subject.is_some_and(|subject| words.is_one_of(subject.head, &["ich", "er"])) && point.own;
    if is("müssen") && !point.is_past(context) && !perfect && !point.is_negated() && !singular_own {
        return Some(Act::Demand);
    }
    if is("dürfen") && point.is_negated() && !perfect && !words.is_one_of(finite, &["durfte", "durften"]) {
        return Some(Act::Demand);
    }
    if is("sollen") {
        if perfect || is_state(context, point) {
            return None;
        }
        let duty = words.is(finite, "sollten") && point.kind != Kind::Relative
            || words.is(finite, "sollte") && (candidate.kind == StatementType::Direct || point.own)
            || words.is(finite, "solle") && !point.predicate.passive;
        if duty {
            return Some(Act::Demand);
        }
        // „laut Vorschlag der Kommission soll …“, „nach Ansicht der Opposition soll …“
        if let Some(act) = by_source_noun(context, candidate) {
            return Some(act);
        }
        return (!words.is(finite, "sollte")).then_some(Act::Announce);
    }
    if (is("wollen") || words.is_one_of(finite, &["möchte", "möchten"])) && !perfect {
        let body = point.subject.is_some_and(|subject| {
            subject.nouns.any(NounClasses::INSTITUTION.with(NounClasses::METONYM)) && candidate.found_by != "marker"
        });
        return (!point.is_past(context) && (point.own || body)).then_some(Act::Announce);
    }
    if point.is_future(context) && !words.is(finite, "würden") {
        if point.own {
            let otherwise = point.tokens.iter().any(|at| words.is_one_of(*at, &["andernfalls", "ansonsten", "sonst"]));
            return Some(if otherwise { Act::Threaten } else { Act::Announce });
        }
        if point.is_negated() && words.is_verb(point.predicate.main, "geben") && point.tokens.iter().any(|at| words.is(*at, "es"))
        {
            return Some(Act::Reject);
        }
        // Who speaks for somebody tells their plans; what happens of itself is foreseen.
        let somebody = point.subject.is_some_and(|subject| subject.nouns.any(NounClasses::SPEAKER) && !subject.pronoun);
        let informs = !candidate.entry.is_some_and(|cue| cue.hedge) && candidate.kind != StatementType::Direct;
        return Some(if somebody && informs { Act::Announce } else { Act::Predict });
    }
    if words.is(finite, "könne") && !point.own && !point.is_negated() && !perfect {
        return Some(Act::Predict);
    }
    if words.is_one_of(finite, &["könnte", "könnten"]) && !perfect {
        return Some(Act::Predict);
    }
    if words.is_one_of(finite, &["dürfte", "dürften"]) && !perfect && words.has_form(point.predicate.main, Form::Infinitive) {
        return Some(Act::Predict);
    }
    None
}

/// A state cannot be planned: with *sollen* it is hearsay.
fn is_state(context: &Context<'_>, point: &Point) -> bool {
    let words = context.words;
    ["sein", "haben", "handeln", "befinden", "stammen", "vor|liegen", "liegen", "betragen", "gehören", "leben", "warten", "geben"]
        .iter()
        .any(|verb| words.is_verb(point.predicate.main, verb) && words.has_form(point.predicate.main, Form::Infinitive))
        && !point.predicate.passive
}

/// What the noun of a source says its words do: *Vorschlag, Forderung, Ansicht*. Neutral ones say nothing.
fn by_source_noun(context: &Context<'_>, candidate: &Candidate) -> Option<Act> {
    let words = context.words;
    let first = candidate.speaker?.range().find(|at| words.is_noun(*at))?;
    let named = words.pack.cues.of_noun(words.text(first)).and_then(|noun| noun.act).filter(|act| *act != Act::Assert);
    let opinion =
        words.is_one_of(first, &["ansicht", "meinung", "auffassung", "überzeugung", "willen", "vorstellungen", "wunsch"]);
    named.or(opinion.then_some(Act::Demand))
}
