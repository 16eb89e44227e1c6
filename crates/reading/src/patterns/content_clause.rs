//! Content clauses below a cue verb.
//!
//! **Finds** *dass-*, *ob-*, *w-*clauses and infinitives with *zu* that depend on a cue verb taking them.
//!
//! **German** Die Ministerin sagte, *dass die Brücke gesperrt bleibt*. Der Rat beschloss, *die Schule zu schließen*.
//!
//! **English** The minister said *that the bridge stays closed*.
//!
//! **Does not find** relative and adverbial clauses, contents of verbs that attribute nothing („er sorgte dafür, dass …“).

use super::noun_cue::governing_noun;
use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::{ClauseId, Kind};
use crate::analysis::predicates::phrases;
use crate::language::{Classes, Complements, Cue, NounClasses};

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    for content in 0..here.clauses.len() {
        let Some(complement) = complement_of(context, sentence, content) else { continue };
        if governing_noun(context, sentence, content, complement).is_some() {
            continue;
        }
        let Some(matrix) = matrix_of(context, sentence, content, complement) else { continue };
        let Some(frame) = context.frame(sentence, matrix) else { continue };
        if matches!(complement, Complements::OB | Complements::W)
            && !is_asked(context, sentence, content, matrix, frame.speaker.is_some())
        {
            continue;
        }
        let found_by = match complement {
            Complements::DASS => "dass-clause",
            Complements::ZU => "zu-infinitive",
            _ => "question-clause",
        };
        into.push(frame.states(
            StatementType::Indirect,
            context.extent(sentence, content),
            found_by,
            Some((sentence, matrix)),
            sentence,
        ));
    }
}

/// Which complement a clause can be.
pub(super) fn complement_of(context: &Context<'_>, sentence: SentenceId, clause: ClauseId) -> Option<Complements> {
    let one = &context.sentences[sentence].clauses[clause];
    if one.coordinated.is_some() {
        return None;
    }
    match one.kind {
        Kind::Subordinate if one.introducer.is_some_and(|at| is_that(context, at)) => Some(Complements::DASS),
        Kind::Question if one.introducer.is_some_and(|at| context.words.is(at, "ob")) => Some(Complements::OB),
        Kind::Question => Some(Complements::W),
        Kind::Infinitive => Some(Complements::ZU),
        _ => None,
    }
}

/// *dass*, but not *so dass*.
fn is_that(context: &Context<'_>, introducer: usize) -> bool {
    context.words.is_one_of(introducer, &["dass", "daß"])
        && !(introducer > 0 && context.words.is_one_of(introducer - 1, &["so", "ohne"]))
}

/// The nearest clause above, or after a fronted content, whose cue takes the complement.
fn matrix_of(context: &Context<'_>, sentence: SentenceId, content: ClauseId, complement: Complements) -> Option<ClauseId> {
    let here = &context.sentences[sentence];
    let takes = |clause: ClauseId| {
        let cue = context.predicate(sentence, clause).and_then(|predicate| predicate.cue);
        cue.is_some_and(|cue| cue.complements.any(complement) || announced_by_adverb(context, sentence, clause, cue))
    };
    if here.clauses[content].parent.is_none()
        && let Some(after) = (0..here.clauses.len()).find(|one| here.clauses[*one].fronted == Some(content))
    {
        return takes(after).then_some(after);
    }
    let mut at = here.clauses[content].parent;
    let mut steps = 0;
    while let Some(clause) = at {
        if takes(clause) {
            return Some(clause);
        }
        // Past a clause that takes the content itself („er sorgte dafür, dass“) nothing above can have it,
        // but relative and adverbial clauses may stand between.
        steps += 1;
        if steps > 3 || matches!(here.clauses[clause].kind, Kind::Main | Kind::Infinitive) {
            return None;
        }
        at = here.clauses[clause].parent;
    }
    None
}

/// Whether an indirect question is the content of its matrix: right after it, somebody asking or telling, and not a comment of its own
/// („wie das Amt mitteilte“) or a continuation („…, was alle freute“).
fn is_asked(context: &Context<'_>, sentence: SentenceId, content: ClauseId, matrix: ClauseId, has_speaker: bool) -> bool {
    let here = &context.sentences[sentence];
    let clause = &here.clauses[content];
    let starts_with = |word: &str| context.words.is(clause.start(), word);
    // „Sie kritisierte den Plan, was …“, „Befunde, wonach …“, „die Kette, welche …“: a relative clause after an object.
    let relative = context.words.is_one_of(
        clause.start(),
        &[
            "was", "wonach", "wobei", "wodurch", "womit", "worauf", "weshalb", "weswegen", "welche", "welcher", "welches",
            "welchen",
        ],
    );
    if relative && has_object(context, sentence, matrix) {
        return false;
    }
    let comments = starts_with("wie") && context.predicate(sentence, content).is_some_and(|one| one.cue.is_some());
    let adjacent = here.clauses[matrix].pieces.iter().any(|piece| piece.end() + 1 == clause.start());
    let fronted = here.clauses[matrix].fronted == Some(content);
    has_speaker && !comments && (adjacent || fronted && !starts_with("was")) && here.clauses[matrix].kind != Kind::Infinitive
}

/// Whether a clause has a noun phrase besides its subject.
fn has_object(context: &Context<'_>, sentence: SentenceId, clause: ClauseId) -> bool {
    let speaker = context.speaker(sentence, clause);
    phrases(context.words, &context.sentences[sentence].clauses[clause]).iter().any(|phrase| {
        let one = phrase.noun_phrase;
        phrase.preposition.is_none()
            && !one.pronoun
            && !one.nouns.any(NounClasses::TIME)
            && speaker.is_none_or(|speaker| one.tokens.end() <= speaker.start() || one.tokens.start() >= speaker.end())
    })
}

/// „sprach *davon*, dass …“: a pronominal adverb stands in for the prepositional object and lets a clause follow.
fn announced_by_adverb(context: &Context<'_>, sentence: SentenceId, clause: ClauseId, cue: &Cue) -> bool {
    cue.complements.any(Complements::PREPOSITIONAL)
        && context.sentences[sentence].clauses[clause].tokens().any(|at| {
            context.words.has(at, Classes::DA)
                && cue.prepositions.iter().any(|preposition| {
                    let adverb = context.words.text(at);
                    adverb.strip_prefix("dar").or_else(|| adverb.strip_prefix("da")) == Some(preposition)
                })
        })
}
