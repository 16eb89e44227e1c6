//! *Das teilte X mit* after the content.
//!
//! **Finds** a sentence whose object or subject *das, dies* points to the sentence before.
//!
//! **German** *Die Brücke bleibt gesperrt.* Das teilte das Amt mit.
//!
//! **English** *The bridge stays closed.* This was announced by the office.
//!
//! **Does not find** *das* with a noun, or a sentence that has its own content clause.

use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::analysis::predicates::phrases;
use crate::language::{Complements, NounClasses};

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    if sentence == 0 || context.sentences[sentence - 1].block != here.block {
        return;
    }
    let Some(first) = here.clauses.first() else { return };
    if first.kind != Kind::Main || !context.words.is_one_of(first.start(), &["das", "dies"]) {
        return;
    }
    let follows = first.finite == Some(first.start() + 1);
    if !follows {
        return;
    }
    let Some(predicate) = context.predicate(sentence, 0) else { return };
    if !predicate.cue.is_some_and(|cue| cue.complements.any(Complements::DASS)) || predicate.negation.is_some() {
        return;
    }
    if into.iter().any(|one| one.frame == Some((sentence, 0))) {
        return;
    }
    let Some(mut frame) = context.frame(sentence, 0) else { return };
    // *Das* is the object here: the subject follows the verb.
    let pointer = first.start();
    let behind = phrases(context.words, first)
        .iter()
        .copied()
        .find(|phrase| {
            phrase.preposition.is_none()
                && phrase.noun_phrase.cases.nominative
                && phrase.noun_phrase.tokens.start() > pointer + 1
                && !phrase.noun_phrase.nouns.any(NounClasses::TIME)
        })
        .map(|phrase| phrase.noun_phrase.tokens);
    if !predicate.passive && behind.is_some() || frame.speaker.is_none_or(|speaker| speaker.start() == pointer) {
        frame.speaker = behind;
    }
    if frame.speaker.is_none() && !predicate.passive {
        return;
    }
    // „Die Stadt will bauen. Das teilte ein Sprecher mit“: the sentence is what the speaker says.
    let content = context.trimmed(context.whole(sentence - 1));
    into.retain(|one| one.found_by != "told-intention" || one.sentence + 1 != sentence || one.cover().start() != content.start());
    into.push(frame.states(StatementType::Indirect, vec![content], "das-sentence", Some((sentence, 0)), sentence - 1));
}
