//! Whether speaker or article mark a statement as uncertain. Konjunktiv I alone is no such mark, nor is a plan with *soll*.

use crate::language::Form;
use crate::patterns::{Candidate, Context};
use crate::{Act, StatementType};

/// Whether the candidate is hedged.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, act: Act) -> bool {
    let words = context.words;
    if act == Act::Hint || candidate.found_by.starts_with("hearsay") {
        return true;
    }
    // „er geht davon aus“ is unsure of a fact; of a plan or a duty it only says that it is held.
    let unsure = candidate.entry.is_some_and(|cue| cue.hedge && cue.act == Some(act));
    if unsure && candidate.kind != StatementType::Direct {
        return true;
    }
    if candidate.kind != StatementType::Reported && candidate.cue.iter().any(|at| is_hedge_word(context, *at)) {
        return true;
    }
    let tokens: Vec<usize> = candidate.quote.iter().flat_map(|piece| piece.range()).collect();
    tokens.iter().enumerate().any(|(place, &at)| {
        if !words.is_word(at) {
            return false;
        }
        is_hedge_word(context, at)
            || is_hedge_phrase(context, at)
            || words.is_one_of(at, &["könnte", "könnten"])
            || words.is_one_of(at, &["dürfte", "dürften"]) && act != Act::Demand
            || words.is_one_of(at, &["könne", "kann"]) && matches!(act, Act::Predict | Act::Warn)
            || words.is_one_of(at, &["soll", "sollen"])
                && (matches!(act, Act::Assert | Act::Accuse) || is_followed_by_perfect(context, &tokens[place..]))
    })
}

/// A word of uncertainty; as an attribute (*der mutmaßliche Täter*) it is about a name, not about the statement.
pub(super) fn is_hedge_word(context: &Context<'_>, at: usize) -> bool {
    context.words.is_word(at) && context.words.pack.hedges.word(context.words.lower(at))
}

pub(super) fn is_hedge_phrase(context: &Context<'_>, at: usize) -> bool {
    let words = context.words;
    let first = words.lower(at);
    words.pack.hedges.phrases().find(first, |step, word| at + step < words.len() && words.is(at + step, word)).is_some()
}

/// *soll … geflohen sein*: hearsay.
pub(super) fn is_followed_by_perfect(context: &Context<'_>, tokens: &[usize]) -> bool {
    tokens
        .windows(2)
        .take(40)
        .any(|pair| context.words.has_form(pair[0], Form::Participle) && context.words.is_one_of(pair[1], &["haben", "sein"]))
}
