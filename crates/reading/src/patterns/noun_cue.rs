//! Nouns that govern a content clause.
//!
//! **Finds** *der Vorwurf, dass …*, *die Ankündigung der Bank, Filialen zu schließen*, *mit der Begründung, es sei …*.
//!
//! **German** Sie äußerte die Hoffnung, *dass die Brücke bald öffnet*.
//!
//! **English** the claim *that the bridge is unsafe*.
//!
//! **Does not find** relative clauses after such nouns („der Vorwurf, der …“).

use wortlaut_text::TokenRange;

use super::content_clause::complement_of;
use super::{Candidate, Context, SentenceId};
use crate::analysis::clauses::{ClauseId, Kind};
use crate::analysis::noun_phrases::{Reach, noun_phrase_at};
use crate::analysis::predicates::{phrases, source};
use crate::analysis::segments::Mark;
use crate::language::{Classes, Complements};
use crate::{Act, StatementType};

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    for content in 1..here.clauses.len() {
        let clause = &here.clauses[content];
        let complement = match complement_of(context, sentence, content) {
            Some(complement) => complement,
            None if clause.kind == Kind::Main && clause.mark == Mark::Comma && context.is_subjunctive(sentence, content) => {
                Complements::VERB_SECOND
            }
            None => continue,
        };
        if into
            .iter()
            .any(|one| one.sentence == sentence && one.quote.first().is_some_and(|piece| piece.start() == clause.start()))
        {
            continue;
        }
        let Some((parent, noun)) = governing_noun(context, sentence, content, complement) else { continue };
        let Some(entry) = context.words.pack.cues.of_noun(context.words.text(noun)) else { continue };
        let predicate = context.predicate(sentence, parent);
        let rejects = predicate.is_some_and(|one| one.cue.is_some_and(|cue| matches!(cue.act, Some(Act::Deny | Act::Reject))));
        let with = (noun.saturating_sub(3)..noun).any(|at| context.words.is_one_of(at, &["mit", "unter"]));
        let rejects = rejects && !with;
        let owner = owner_of(context, noun, clause.start());
        // „auf die Frage, ob …, sagte sie“: somebody else's question.
        let apart = phrases(context.words, &here.clauses[parent]).iter().any(|phrase| {
            phrase.noun_phrase.tokens.range().contains(&noun)
                && phrase
                    .preposition
                    .is_some_and(|at| context.words.is_one_of(at, &["auf", "trotz", "gegen", "wegen", "nach", "angesichts"]))
        });
        let frame = context.frame(sentence, parent).filter(|_| owner.is_none() && !rejects && !apart);
        let subject = frame.as_ref().and_then(|frame| frame.speaker).filter(|tokens| !tokens.range().contains(&noun));
        // „äußerte die Hoffnung, dass …“: verb and noun attribute together.
        let (cue, addressee, found_by) = match frame {
            Some(frame) if subject.is_some() && frame.entry.is_some() => {
                let mut cue = frame.cue;
                cue.push(noun);
                cue.sort_unstable();
                cue.dedup();
                (cue, frame.addressee, "noun-frame")
            }
            _ => (vec![noun], None, "noun-cue"),
        };
        let source =
            || source(context.words, &here.clauses[parent]).map(|one| one.tokens).filter(|one| !one.range().contains(&noun));
        let speaker = owner.or(subject).or_else(|| source().filter(|_| !rejects && !apart));
        into.push(Candidate {
            kind: StatementType::Indirect,
            quote: context.extent(sentence, content),
            speaker,
            cue,
            entry: None,
            addressee,
            medium: entry.medium,
            found_by,
            frame: Some((sentence, parent)),
            sentence,
        });
    }
}

/// The cue noun in the words right before the content clause.
pub(super) fn governing_noun(
    context: &Context<'_>,
    sentence: SentenceId,
    content: ClauseId,
    complement: Complements,
) -> Option<(ClauseId, usize)> {
    let here = &context.sentences[sentence];
    let start = here.clauses[content].start();
    let (parent, piece) =
        here.clauses[..content].iter().enumerate().rev().find_map(|(id, clause)| {
            clause.pieces.iter().rev().find(|piece| piece.end() + 1 == start).map(|piece| (id, *piece))
        })?;
    let from = piece.end().saturating_sub(7).max(piece.start());
    let (parent, noun) = (from..piece.end()).rev().find_map(|at| {
        let fits = context.words.is_noun(at)
            && context
                .words
                .pack
                .cues
                .of_noun(context.words.text(at))
                .is_some_and(|one| one.complements.any(complement) || complement == Complements::VERB_SECOND);
        fits.then_some((parent, at))
    })?;
    let parted = complement == Complements::VERB_SECOND && stands_beside(context, sentence, parent, noun, content);
    (!parted && !verb_governs(context, sentence, parent, noun, complement)).then_some((parent, noun))
}

/// Whether a main clause is beside the noun's clause rather than its content: „*Die Kritik* sei berechtigt, der Plan sei teuer“, „…, doch
/// sei er teuer“.
fn stands_beside(context: &Context<'_>, sentence: SentenceId, parent: ClauseId, noun: usize, content: ClauseId) -> bool {
    let here = &context.sentences[sentence];
    let joined = context.words.is_one_of(here.clauses[content].start(), &["und", "oder", "aber", "doch", "denn", "sondern"]);
    let main = here.clauses[parent].kind == Kind::Main;
    let verb_after = main && here.clauses[parent].finite.is_some_and(|finite| finite > noun);
    joined || verb_after && context.is_subjunctive(sentence, parent)
}

/// Whether the verb of the clause takes the content and the noun stands in another part of the clause: in quotation marks, inside
/// the speaker („die Unterstützer *des Antrags* fordern, …“), in a place („im *Bericht* heißt es, …“), before a verb that comes after it.
fn verb_governs(context: &Context<'_>, sentence: SentenceId, parent: ClauseId, noun: usize, complement: Complements) -> bool {
    let words = context.words;
    let clause = &context.sentences[sentence].clauses[parent];
    let Some(predicate) = context.predicate(sentence, parent) else { return false };
    if !predicate.cue.is_some_and(|cue| cue.complements.any(complement)) || predicate.tokens.contains(&noun) {
        return false;
    }
    let quoted = clause.tokens().any(|at| at < noun && words.partner(at).is_some_and(|close| close > noun));
    let in_speaker = context.speaking(sentence, parent).is_some_and(|one| one.tokens.range().contains(&noun) && one.head != noun);
    let all = phrases(words, clause);
    let around = all.iter().find(|phrase| phrase.noun_phrase.tokens.range().contains(&noun));
    // „auf die Frage, ob …“ right before the content is somebody else's.
    let adjacent = around.is_some_and(|phrase| clause.pieces.iter().any(|piece| piece.end() == phrase.noun_phrase.tokens.end()));
    let placed = around.and_then(|phrase| phrase.preposition).is_some_and(|at| {
        words.is_one_of(at, &["in", "im", "als", "zu", "zum", "zur", "bei", "beim", "vor"])
            || !adjacent && !words.is_one_of(at, &["mit", "unter"])
    });
    let verb_follows = clause.kind == Kind::Main && predicate.tokens.first().is_some_and(|verb| *verb > noun);
    quoted || in_speaker || placed || verb_follows
}

/// Whose claim it is: a genitive or *von X* after the noun.
fn owner_of(context: &Context<'_>, noun: usize, end: usize) -> Option<TokenRange> {
    let words = context.words;
    let next = noun + 1;
    if next >= end {
        return None;
    }
    let preposition = words.is_one_of(next, &["von", "vom"]);
    let many = words.is_one_of(next, &["vieler", "einiger", "mehrerer", "zahlreicher"]);
    if !preposition && !many && !words.has(next, Classes::OPENS_NOUN_PHRASE) {
        return None;
    }
    let one = noun_phrase_at(words, next + usize::from(preposition), end, Reach::Close)?;
    (preposition || one.cases.genitive).then_some(one.tokens)
}
