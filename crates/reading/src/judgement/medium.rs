//! Whether words were spoken, written or thought.

use super::Judged;
use crate::language::NounClasses;
use crate::patterns::{Candidate, Context};
use crate::{Medium, StatementType};

/// The medium of a candidate; `before` is the statement it goes on.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, before: Option<Judged<'_>>) -> Option<Medium> {
    if candidate.medium.is_some() {
        return candidate.medium;
    }
    if candidate.cue.is_empty()
        && matches!(candidate.kind, StatementType::IndirectFreeIndirect | StatementType::FreeIndirect | StatementType::Direct)
        && let Some((_, before)) = before
    {
        return before.medium;
    }
    if candidate.speaker.is_some_and(|speaker| speaker.range().any(|at| is_written(context, at))) {
        return Some(Medium::Writing);
    }
    Some(candidate.entry.and_then(|cue| cue.medium).unwrap_or(Medium::SpeechOrWriting))
}

fn is_written(context: &Context<'_>, at: usize) -> bool {
    let article = context.words.is_one_of(at, &["der", "die", "das"]);
    !article && context.words.nouns(at).any(NounClasses::MEDIUM.with(NounClasses::DOCUMENT))
}
