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
use crate::language::Complements;

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
    if !predicate.cue.is_some_and(|cue| cue.complements.any(Complements::DASS) && cue.complements.any(Complements::OBJECT)) {
        return;
    }
    if into.iter().any(|one| one.frame == Some((sentence, 0))) {
        return;
    }
    let Some(frame) = context.frame(sentence, 0) else { return };
    if frame.speaker.is_none() && !predicate.passive {
        return;
    }
    into.push(Candidate {
        kind: StatementType::Indirect,
        quote: vec![context.trimmed(context.whole(sentence - 1))],
        speaker: frame.speaker,
        cue: frame.cue,
        entry: frame.entry,
        addressee: frame.addressee,
        medium: None,
        found_by: "das-sentence",
        frame: Some((sentence, 0)),
        sentence: sentence - 1,
    });
}
