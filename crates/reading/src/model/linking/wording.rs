//! Hashed features of a choice for a linear model: which words stand in which places.

use super::super::hash::{feature, pair, text};
use super::super::tokens::verb_and_cue;
use super::Scene;
use super::columns::View;
use super::mentions::MentionId;

/// Where the templates of this model begin.
const FIRST: u32 = 400;

impl Scene<'_, '_> {
    /// The features of a mention, or nobody, as the speaker of a statement.
    pub(super) fn wording(
        &self,
        view: &View<'_>,
        statement: usize,
        id: Option<MentionId>,
        chosen: &[Option<MentionId>],
        into: &mut Vec<u32>,
    ) {
        let context = self.context;
        let words = context.words;
        let candidate = view.candidate;
        let kind = candidate.kind as u64 + 1;
        let rule = text(candidate.found_by);
        let entry = candidate.entry.map_or(0, |cue| text(cue.name));
        let word = |at: Option<usize>| at.filter(|at| *at < words.len()).map_or(0, |at| words.number(at));
        let of_frame =
            |frame: Option<(usize, usize)>| frame.map_or((0, 0, 0), |(sentence, clause)| verb_and_cue(context, sentence, clause));
        let (frame_verb, frame_cue, _) = of_frame(candidate.frame);
        let before = view.before.map(|at| &self.statements[at]);
        let gap = before.map_or(9, |one| (candidate.sentence - one.sentence.min(candidate.sentence)).min(4) as u64);
        let mut push = |template: u32, value: u64| {
            into.push(feature(FIRST + template, value));
            into.push(feature(FIRST + 50 + template, pair(kind, value)));
        };
        let Some(id) = id else {
            let here = &context.sentences[candidate.sentence];
            let main = here.clauses.iter().position(|clause| clause.finite.is_some_and(|finite| candidate.holds(finite)));
            let (verb, cue, act) = of_frame(main.map(|clause| (candidate.sentence, clause)));
            push(0, rule);
            push(1, pair(rule, u64::from(self.given[statement].is_some())));
            push(2, entry);
            push(3, frame_verb);
            push(4, frame_cue);
            push(5, verb);
            push(6, cue);
            push(7, act);
            push(8, word(Some(candidate.cover().start())));
            push(9, pair(gap, u64::from(view.before.is_some_and(|at| chosen[at].is_none()))));
            push(10, word(candidate.cue.first().copied()));
            return;
        };
        let one = &self.mentions.all[id];
        let phrase = &one.phrase;
        let given = u64::from(self.given[statement] == Some(id));
        let sentences =
            if one.sentence > view.last { 1 } else { 10 + candidate.sentence.saturating_sub(one.sentence).min(3) as u64 };
        let held = u64::from(candidate.holds(phrase.head));
        let speaks = u64::from(candidate.frame.is_some_and(|frame| one.speaks.contains(&frame)));
        let place = pair(pair(one.place as u64, sentences), speaks << 1 | held);
        let nouns = if phrase.pronoun { words.number(phrase.head) } else { phrase.nouns.number() };
        let own = one.speaks.first().copied();
        let (verb, cue, act) = of_frame(own);
        let same = |at: Option<usize>| u64::from(at.is_some_and(|at| chosen[at] == Some(id)));
        let (of_before, of_outer) = (same(view.before), same(view.outer));
        push(20, place);
        push(21, pair(place, given));
        push(22, pair(place, entry));
        push(23, pair(place, frame_verb));
        push(24, pair(place, frame_cue));
        push(25, pair(sentences, verb));
        push(26, pair(sentences, cue));
        push(27, pair(place, act));
        push(28, pair(word(one.governor), nouns));
        push(29, pair(word(one.governor), place));
        push(30, words.number(phrase.head));
        push(31, pair(nouns, place));
        push(32, pair(rule, place));
        push(33, pair(rule, pair(given, sentences)));
        push(34, word(phrase.tokens.start().checked_sub(1)));
        push(35, word(Some(phrase.tokens.end())));
        push(36, pair(pair(of_before, gap), pair(of_outer, sentences)));
        push(37, pair(given, pair(of_before, nouns)));
        push(38, pair(given, entry));
        push(39, pair(given, frame_verb));
        push(40, pair(word(Some(phrase.tokens.start())), sentences));
    }
}
