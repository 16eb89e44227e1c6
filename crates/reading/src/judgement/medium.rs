//! Whether words were spoken, written or thought.

use crate::analysis::predicates::phrases;
use crate::language::NounClasses;
use crate::patterns::{Candidate, Context};
use crate::{Medium, StatementType};

/// The medium that the rules propose for a candidate that is no piece of another statement.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate) -> Medium {
    if let Some(medium) = candidate.medium {
        return settled(context, candidate, medium);
    }
    if is_written(context, candidate) {
        return Medium::Writing;
    }
    let medium = candidate.entry.and_then(|cue| cue.medium).unwrap_or(Medium::SpeechOrWriting);
    if medium == Medium::SpeechOrWriting
        && let Some(venue) = venue(context, candidate)
    {
        return venue;
    }
    settled(context, candidate, medium)
}

/// Thoughts reach the world in words: what is quoted or told as an act was said. Only what nobody is named for may be thought alone.
fn settled(context: &Context<'_>, candidate: &Candidate, medium: Medium) -> Medium {
    if !matches!(medium, Medium::Thought | Medium::SpeechOrThought) {
        return medium;
    }
    match candidate.kind {
        StatementType::Indirect if candidate.speaker.is_none() => Medium::Thought,
        StatementType::Indirect => medium,
        StatementType::Reported if super::act::is_wish(context, candidate) => Medium::SpeechOrThought,
        StatementType::Reported if medium == Medium::Thought => medium,
        _ => Medium::SpeechOrWriting,
    }
}

/// Whether the source is a document, newspaper or agency by its first noun: *Bericht des Senders*, not *Sprecher des Senders*.
pub(super) fn is_written(context: &Context<'_>, candidate: &Candidate) -> bool {
    let words = context.words;
    candidate.speaker.is_some_and(|speaker| {
        speaker.range().find(|at| words.is_noun(*at) && !words.is_one_of(*at, &["der", "die", "das", "dem", "den"])).is_some_and(
            |at| {
                let nouns = words.nouns(at);
                nouns.any(NounClasses::MEDIUM.with(NounClasses::DOCUMENT)) && !nouns.any(NounClasses::CUE)
            },
        )
    })
}

/// *in einem Interview, in einem Brief*: where the frame says it was said.
pub(super) fn venue(context: &Context<'_>, candidate: &Candidate) -> Option<Medium> {
    let (sentence, clause) = candidate.frame?;
    let words = context.words;
    phrases(words, &context.sentences[sentence].clauses[clause])
        .iter()
        .filter(|phrase| {
            phrase.preposition.is_some_and(|at| {
                words.is_one_of(at, &["in", "im", "auf", "bei", "beim", "während", "per", "via", "aus", "gegenüber", "mit"])
            })
        })
        .find_map(|phrase| words.pack.venue(words.text(phrase.noun_phrase.head)))
}
