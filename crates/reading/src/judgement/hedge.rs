//! Whether speaker or article mark a statement as uncertain. Konjunktiv I alone is no such mark, nor is a plan with *soll*.

use crate::language::Form;
use crate::patterns::{Candidate, Context};
use crate::{Act, StatementType};

/// Whether the candidate is hedged.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, act: Act) -> bool {
    let words = &context.words;
    if act == Act::Hint || candidate.found_by == "hearsay-sollen" || candidate.entry.is_some_and(|cue| cue.hedge) {
        return true;
    }
    let quote = candidate.quote.iter().flat_map(|piece| piece.range());
    let frame = candidate.cue.iter().copied().filter(|_| candidate.kind != StatementType::Reported);
    quote.chain(frame).any(|at| is_hedge(context, at)) || {
        let tokens: Vec<usize> = candidate.quote.iter().flat_map(|piece| piece.range()).collect();
        tokens
            .iter()
            .enumerate()
            .any(|(place, at)| words.is_one_of(*at, &["soll", "sollen"]) && is_followed_by_perfect(context, &tokens[place..]))
    }
}

/// A word or phrase of uncertainty, or the subjunctive of a modal that weakens.
fn is_hedge(context: &Context<'_>, at: usize) -> bool {
    let words = &context.words;
    if !words.is_word(at) {
        return false;
    }
    let lower = words.text(at).to_lowercase();
    words.pack.hedges.word(&lower)
        || matches!(lower.as_str(), "könnte" | "könnten" | "dürfte" | "dürften")
        || words.pack.hedges.phrases().find(&lower, |step, word| at + step < words.len() && words.is(at + step, word)).is_some()
}

/// *soll … geflohen sein*: hearsay.
fn is_followed_by_perfect(context: &Context<'_>, tokens: &[usize]) -> bool {
    tokens
        .windows(2)
        .take(40)
        .any(|pair| context.words.has_form(pair[0], Form::Participle) && context.words.is_one_of(pair[1], &["haben", "sein"]))
}
