//! What the linear model sees of a proposal: which words stand in which places.

use super::Support;
use crate::analysis::clauses::Kind;
use crate::model::hash::{feature, pair, text};
use crate::model::tokens::{hedge, kind_number, mark_number, mood, subject_number, verb_and_cue};
use crate::patterns::{Candidate, Context};

/// The hashed features of a proposal.
pub(super) fn features(context: &Context<'_>, candidate: &Candidate, support: Support) -> Vec<u32> {
    let words = context.words;
    let sentence = candidate.sentence;
    let here = &context.sentences[sentence];
    let cover = candidate.cover();
    let kind = candidate.kind as u64 + 1;
    let rule = pair(kind, text(candidate.found_by));
    let mut out = Vec::with_capacity(64);
    let mut push = |template: u32, value: u64| {
        out.push(feature(200 + template, pair(kind, value)));
        out.push(feature(300 + template, pair(rule, value)));
    };
    let word = |at: Option<usize>| at.filter(|at| *at < words.len()).map_or(0, |at| words.number(at));
    push(0, 0);
    let strength = u64::from(support.kept) | (support.decoded.iter().filter(|one| **one).count() as u64) << 1;
    push(1, strength);
    let cue = candidate.entry.map_or(0, |cue| text(cue.name));
    push(2, cue);
    let (verb, full_cue, act) = candidate.frame.map_or((0, 0, 0), |(sentence, clause)| verb_and_cue(context, sentence, clause));
    push(3, verb);
    push(4, full_cue);
    push(5, act);
    let subject = candidate.frame.map_or(0, |(sentence, clause)| subject_number(context, sentence, clause));
    push(6, subject);
    push(7, pair(subject, verb));
    push(8, pair(subject, act));
    push(9, word(Some(cover.start())));
    push(10, word(cover.start().checked_sub(1)));
    push(11, word(Some(cover.end())));
    push(12, word(cover.end().checked_sub(1)));
    push(13, word(cover.end().checked_sub(2)));
    push(14, word(Some(cover.start() + 1)));
    let back = |by: usize| word(cover.start().checked_sub(by));
    push(31, pair(back(2), back(1)));
    push(32, pair(back(3), pair(back(2), back(1))));
    push(33, back(2));
    push(34, hedge(context, sentence));
    let main = (0..here.clauses.len()).find(|id| here.clauses[*id].finite.is_some_and(|finite| candidate.holds(finite)));
    if let Some(id) = main {
        let clause = &here.clauses[id];
        let introducer = word(clause.introducer);
        let (verb, _, act) = verb_and_cue(context, sentence, id);
        let mood = mood(words, clause);
        let finite = word(clause.finite);
        push(28, finite);
        push(29, pair(finite, verb));
        push(30, pair(finite, subject_number(context, sentence, id)));
        push(15, pair(kind_number(clause.kind), pair(introducer, mood)));
        push(16, pair(verb, mood));
        push(17, pair(act, mood));
        push(18, pair(mark_number(clause.mark), mood));
        push(19, pair(subject_number(context, sentence, id), mood));
        push(20, pair(verb, subject_number(context, sentence, id)));
    }
    let length = match candidate.quote.iter().map(|piece| piece.len()).sum::<usize>() {
        short @ 0..6 => short as u64,
        6..10 => 6,
        10..16 => 7,
        16..30 => 8,
        _ => 9,
    };
    push(21, length);
    push(22, pair(length, word(cover.start().checked_sub(1))));
    let speaker_noun = candidate.speaker.map_or(0, |one| {
        one.range()
            .find(|at| words.is_noun(*at))
            .map_or_else(|| words.number(one.start()), |at| pair(8, words.nouns(at).number()))
    });
    push(23, speaker_noun);
    push(24, pair(speaker_noun, act));
    let speaker_word = candidate.speaker.and_then(|one| one.range().find(|at| words.is_noun(*at)));
    push(25, word(speaker_word));
    if sentence > 0 {
        let before = &context.sentences[sentence - 1];
        let main =
            (0..before.clauses.len()).find(|id| before.clauses[*id].kind == Kind::Main && before.clauses[*id].finite.is_some());
        let (verb, _, act) = main.map_or((0, 0, 0), |id| verb_and_cue(context, sentence - 1, id));
        let same_block = u64::from(before.block == here.block);
        push(26, pair(act, same_block));
        push(27, pair(verb, same_block));
    }
    for piece in &candidate.quote {
        for at in piece.range().filter(|at| words.is_word(*at)).take(60) {
            out.push(feature(250, pair(kind, words.number(at))));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}
