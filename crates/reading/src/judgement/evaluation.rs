//! Words that value, charge, deny or demand, in a clause whose cue is neutral.

use super::content::Point;
use crate::Act;
use crate::language::{ActWord, NounClasses};
use crate::patterns::Context;

/// The act that the words of a clause show. The phrases come first, then what is said of the subject, then words in passing.
pub(super) fn of_point(context: &Context<'_>, point: &Point) -> Option<Act> {
    let words = context.words;
    if let Some(act) = phrase(context, &point.tokens) {
        return Some(act);
    }
    if let Some(word) = words.pack.act_words.verb(point.predicate.verb)
        && let Some(act) = by_verb(context, point, word)
    {
        return Some(act);
    }
    let mut in_passing = None;
    for &at in &point.tokens {
        let Some(word) = word_at(context, at) else { continue };
        if word.predicate && !is_predicative(context, point, at) {
            continue;
        }
        let act = if point.is_negated() { negated(word.act) } else { Some(word.act) };
        if word.predicate {
            return act;
        }
        in_passing = in_passing.or(act);
    }
    in_passing
}

/// The act that a label shows: *nannte den Plan falsch*, *sprach von einem Skandal*. Whatever place its words need is theirs.
pub(super) fn of_label(context: &Context<'_>, tokens: &[usize]) -> Option<Act> {
    phrase(context, tokens).or_else(|| tokens.iter().find_map(|at| word_at(context, *at).map(|word| word.act)))
}

/// The act of the first phrase among the tokens.
pub(super) fn phrase(context: &Context<'_>, tokens: &[usize]) -> Option<Act> {
    let words = context.words;
    let phrases = words.pack.act_words.phrases();
    tokens.iter().find_map(|&at| {
        let first = words.lower(at);
        phrases.find(first, |step, word| at + step < words.len() && words.is(at + step, word)).map(|word| word.act)
    })
}

pub(super) fn word_at(context: &Context<'_>, at: usize) -> Option<ActWord> {
    let words = context.words;
    if !words.is_word(at) {
        return None;
    }
    let lower = words.lower(at);
    if words.is_capital(at) && !words.is_start(at) {
        return words.pack.act_words.noun(lower);
    }
    let adjective = words.pack.act_words.adjective(lower);
    if words.is_capital(at) { adjective.or_else(|| words.pack.act_words.noun(lower)) } else { adjective }
}

/// An adjective that is no attribute, a noun that no preposition governs.
pub(super) fn is_predicative(context: &Context<'_>, point: &Point, at: usize) -> bool {
    let words = context.words;
    if words.is_capital(at) && !words.is_start(at) {
        return point.subject.is_none_or(|subject| !subject.core.range().contains(&at));
    }
    !(at + 1 < words.len() && (words.is_noun(at + 1) || words.is_adjectival(at + 1)))
}

/// Somebody who is told to have done wrong is accused; the speaker admits or denies it.
fn by_verb(context: &Context<'_>, point: &Point, word: ActWord) -> Option<Act> {
    if word.act == Act::Demand && (point.own || point.tells_past(context)) {
        return None;
    }
    if word.act != Act::Accuse {
        return if point.is_negated() { negated(word.act) } else { Some(word.act) };
    }
    if point.own {
        return Some(if point.is_negated() { Act::Deny } else { Act::Admit });
    }
    if point.predicate.passive {
        return None;
    }
    let person = point.subject.is_some_and(|subject| {
        subject.pronoun || subject.nouns.any(NounClasses::SPEAKER) || subject.core.range().all(|at| context.words.is_noun(at))
    });
    person.then(|| if point.is_negated() { Act::Deny } else { Act::Accuse })
}

/// What a valuation with *nicht* or *kein* says.
const fn negated(act: Act) -> Option<Act> {
    match act {
        Act::Support => Some(Act::Criticise),
        Act::Accuse => Some(Act::Deny),
        Act::Promise => Some(Act::Reject),
        Act::NoComment | Act::NotConfirmed | Act::Predict => Some(act),
        _ => None,
    }
}
