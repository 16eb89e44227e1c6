//! Act, medium and hedge of a statement, by its cue first and its content second.
//!
//! The order of the rules is that of the guidelines of `wortlaut-gold`: a nested piece takes the act of the statement around it; a
//! cue that names the act decides; then silence and refusal to confirm; then the content.

use crate::language::{Classes, NounClasses};
use crate::patterns::{Candidate, Context};
use crate::{Act, Medium, Statement, StatementType};

/// What is judged about a statement.
pub(crate) struct Judgement {
    pub(crate) act: Option<Act>,
    pub(crate) medium: Option<Medium>,
    pub(crate) hedge: bool,
}

impl Judgement {
    /// Judges a candidate; `outer` is the statement it is part of.
    pub(crate) fn of(context: &Context<'_>, candidate: &Candidate, outer: Option<(&Candidate, &Statement)>) -> Self {
        let nested_piece =
            outer.filter(|(around, _)| candidate.found_by == "quoted-piece" && around.speaker == candidate.speaker);
        if let Some((_, statement)) = nested_piece {
            return Self { act: statement.act, medium: statement.medium, hedge: hedged(context, candidate, false) };
        }
        let act = act(context, candidate);
        Self { act: Some(act), medium: medium(context, candidate), hedge: hedged(context, candidate, true) || act == Act::Hint }
    }
}

fn act(context: &Context<'_>, candidate: &Candidate) -> Act {
    if let Some(refused) = refusal(context, candidate) {
        return refused;
    }
    let continues = candidate.kind == StatementType::IndirectFreeIndirect;
    let named = candidate.entry.and_then(|cue| cue.act).filter(|_| !continues);
    let negated = candidate.frame.is_some_and(|(sentence, clause)| {
        context.predicate(sentence, clause).is_some_and(|predicate| {
            predicate.negation.is_some()
                && candidate
                    .entry
                    .is_some_and(|cue| !cue.fixed.iter().any(|word| matches!(*word, "nicht" | "keine" | "kein" | "keinen")))
        })
    });
    match named {
        Some(Act::Confirm) if negated => Act::NotConfirmed,
        Some(Act::Deny) if negated => {
            if candidate.entry.is_some_and(|cue| cue.name.contains("bestreiten")) {
                Act::Admit
            } else {
                Act::Hint
            }
        }
        Some(Act::Reject)
            if negated
                && candidate.entry.is_some_and(|cue| cue.name.contains("ausschließen") || cue.name.contains("aus|schließen")) =>
        {
            Act::Hint
        }
        Some(Act::Deny | Act::Reject)
            if candidate.entry.is_some_and(|cue| cue.name.contains("weisen") || cue.name.contains("streiten")) =>
        {
            by_object(context, candidate).or(named).unwrap_or(Act::Deny)
        }
        Some(Act::Assert) | None => by_content(context, candidate),
        Some(other) => other,
    }
}

/// *zurückweisen* and the like: charges and reports are denied, demands and offers rejected.
fn by_object(context: &Context<'_>, candidate: &Candidate) -> Option<Act> {
    let (sentence, clause) = candidate.frame?;
    let clause = &context.sentences[sentence].clauses[clause];
    let kind = clause
        .tokens()
        .filter(|at| context.words.nouns(*at).any(NounClasses::SPEECH_OBJECT))
        .find_map(|at| context.words.pack.nouns.speech_kind(context.words.text(at)))?;
    match kind {
        "charge" | "report" | "claim" | "criticism" => Some(Act::Deny),
        "demand" | "offer" | "plan" => Some(Act::Reject),
        _ => None,
    }
}

/// Neither, not confirmed, no comment: forms of refusal anywhere in the statement or its frame.
fn refusal(context: &Context<'_>, candidate: &Candidate) -> Option<Act> {
    let words = &context.words;
    let mut tokens: Vec<usize> = candidate.quote.iter().flat_map(|piece| piece.range()).collect();
    tokens.extend(candidate.cue.iter().copied());
    tokens.sort_unstable();
    tokens.dedup();
    let has = |infinitive: &str| tokens.iter().any(|at| words.is_verb(*at, infinitive));
    let confirms = has("bestätigen");
    let denies = has("dementieren") || has("bestreiten") || has("ausschließen") || has("aus|schließen");
    let negated = tokens.iter().any(|at| words.is_one_of(*at, &["nicht", "weder", "kein", "keine", "keinen"]));
    if confirms && denies && negated {
        return Some(Act::Neither);
    }
    None
}

fn by_content(context: &Context<'_>, candidate: &Candidate) -> Act {
    let words = &context.words;
    if candidate.kind == StatementType::Reported && candidate.entry.is_some() {
        return Act::Assert;
    }
    let tokens: Vec<usize> = candidate.quote.iter().flat_map(|piece| piece.range()).collect();
    let any_verb = |infinitives: &[&str]| tokens.iter().any(|at| infinitives.iter().any(|one| words.is_verb(*at, one)));
    let text = |at: usize| words.text(at);
    if tokens.iter().any(|at| text(*at) == "?") && candidate.kind == StatementType::Direct {
        return Act::Ask;
    }
    if any_verb(&["müssen"])
        || tokens.iter().any(|at| words.is_one_of(*at, &["solle", "sollten", "sollte", "notwendig", "nötig", "erforderlich"]))
    {
        return Act::Demand;
    }
    let own = tokens.iter().take(4).any(|at| words.is_one_of(*at, &["er", "sie", "man", "wir", "ich"]));
    if own
        && (tokens.iter().any(|at| words.is_one_of(*at, &["wolle", "wollen", "plane", "beabsichtige", "möchte"]))
            || tokens.iter().any(|at| words.is_one_of(*at, &["werde", "werden", "würden"])) && !any_verb(&["worden"]))
    {
        return Act::Announce;
    }
    if tokens.iter().any(|at| words.is_one_of(*at, &["werde", "dürfte", "dürften", "könnte", "könnten"])) {
        return Act::Predict;
    }
    Act::Assert
}

fn medium(context: &Context<'_>, candidate: &Candidate) -> Option<Medium> {
    if candidate.medium.is_some() {
        return candidate.medium;
    }
    let media = candidate.speaker.is_some_and(|speaker| {
        speaker.range().any(|at| context.words.nouns(at).any(NounClasses::MEDIUM.with(NounClasses::DOCUMENT)))
    });
    if media {
        return Some(Medium::Writing);
    }
    Some(candidate.entry.and_then(|cue| cue.medium).unwrap_or(Medium::SpeechOrWriting))
}

fn hedged(context: &Context<'_>, candidate: &Candidate, with_frame: bool) -> bool {
    let words = &context.words;
    let hedge = |at: usize| words.has(at, Classes::HEDGE) || words.is_one_of(at, &["könnte", "könnten", "dürfte", "dürften"]);
    if candidate.quote.iter().flat_map(|piece| piece.range()).any(hedge) || candidate.found_by == "hearsay-sollen" {
        return true;
    }
    with_frame && (candidate.entry.is_some_and(|cue| cue.hedge) || candidate.cue.iter().any(|at| hedge(*at)))
}
