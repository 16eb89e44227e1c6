//! How far a speaker's phrase reaches.

use wortlaut_text::TokenRange;

use super::mentions::MentionId;
use super::{Border, Scene};
use crate::analysis::noun_phrases::{Reach, noun_phrase_at};
use crate::language::Classes;

/// The number of columns of a border.
pub(crate) const BORDER_COLUMNS: usize = SOURCES + 24;

/// Where the columns about the tokens of a border begin.
#[cfg(test)]
pub(super) const FIRST_OF_BORDER: usize = SOURCES + 3;

/// Ways to find a border.
const SOURCES: usize = 10;

impl Scene<'_, '_> {
    /// The ways to take a mention, as the speaker of a statement; at least one.
    pub(crate) fn borders(&self, statement: usize, id: MentionId) -> Vec<Border> {
        let context = self.context;
        let words = context.words;
        let one = &self.mentions.all[id];
        let phrase = &one.phrase;
        let (start, end) = (phrase.tokens.start(), phrase.tokens.end());
        let here = context.sentences[one.sentence].tokens;
        let mut found: Vec<(TokenRange, [bool; SOURCES])> = Vec::new();
        let mut propose = |source: usize, tokens: TokenRange| {
            let tokens = self.bare(tokens);
            if tokens.is_empty() || !tokens.range().any(|at| phrase.core.range().contains(&at)) {
                return;
            }
            let at = found.iter().position(|(known, _)| *known == tokens).unwrap_or_else(|| {
                found.push((tokens, [false; SOURCES]));
                found.len() - 1
            });
            found[at].1[source] = true;
        };
        propose(0, phrase.tokens);
        propose(1, phrase.core);
        let given = self.statements[statement].speaker;
        if let Some(given) = given {
            propose(2, given);
        }
        if !phrase.pronoun {
            propose(3, context.described(one.sentence, *phrase));
            // „Ada Brandt, Leiterin des Amtes, …“
            let mut reach = end;
            for _ in 0..2 {
                if reach + 1 >= here.end() || words.text(reach) != "," {
                    break;
                }
                let Some(next) = noun_phrase_at(words, reach + 1, here.end(), Reach::Close) else { break };
                let close = next.tokens.end();
                let bounded = close >= here.end() || !words.is_word(close) || words.finite(close).next().is_some();
                if next.pronoun || !bounded {
                    break;
                }
                propose(4, TokenRange::new(start, close));
                reach = close;
            }
            if let Some(full) = noun_phrase_at(words, start, here.end(), Reach::Full) {
                propose(5, full.tokens);
            }
            let stop = (phrase.core.end()..end)
                .find(|at| matches!(words.text(*at), "," | "–" | "-") || words.is_one_of(*at, &["und", "sowie", "oder"]));
            if let Some(stop) = stop {
                propose(6, TokenRange::new(start, stop));
            }
        }
        // „laut Ministerium Arbeiten an der Leitung“: the last noun may begin another phrase.
        let last = phrase.core.end() - 1;
        if phrase.core.len() > 1 && words.is_noun(last) && words.is_noun(last - 1) {
            propose(9, TokenRange::new(start, last));
        }
        let surest = phrase.core.range().max_by(|a, b| self.leanings.speaker(*a).total_cmp(&self.leanings.speaker(*b)));
        let seed = surest.unwrap_or(phrase.head);
        for (source, least) in [(7, 0.5), (8, 0.2)] {
            let (mut from, mut to) = (seed, seed + 1);
            while from > here.start() && self.leanings.speaker(from - 1) > least {
                from -= 1;
            }
            while to < here.end() && self.leanings.speaker(to) > least {
                to += 1;
            }
            propose(source, TokenRange::new(from, to));
        }
        if found.is_empty() {
            found.push((phrase.tokens, [false; SOURCES]));
        }
        let longest = found.iter().map(|(tokens, _)| tokens.len()).max().unwrap_or(0);
        let shortest = found.iter().map(|(tokens, _)| tokens.len()).min().unwrap_or(0);
        let cover = found
            .iter()
            .fold(found[0].0, |all, (tokens, _)| TokenRange::new(all.start().min(tokens.start()), all.end().max(tokens.end())));
        let count = found.len() as f32;
        found
            .into_iter()
            .map(|(tokens, sources)| {
                let mut columns = Vec::with_capacity(BORDER_COLUMNS);
                columns.extend(sources.map(|is| f32::from(u8::from(is))));
                columns.extend([count, (longest - tokens.len()) as f32, (tokens.len() - shortest) as f32]);
                self.of_border(statement, id, tokens, cover, &mut columns);
                debug_assert_eq!(columns.len(), BORDER_COLUMNS);
                Border { tokens, columns }
            })
            .collect()
    }

    /// Without marks around it, but for a pair.
    fn bare(&self, tokens: TokenRange) -> TokenRange {
        self.context.trimmed(tokens)
    }

    fn of_border(&self, statement: usize, id: MentionId, tokens: TokenRange, cover: TokenRange, into: &mut Vec<f32>) {
        let words = self.context.words;
        let one = &self.mentions.all[id];
        let candidate = &self.statements[statement];
        let (start, end) = (tokens.start(), tokens.end());
        let here = self.context.sentences[one.sentence].tokens;
        let flag = |is: bool| f32::from(u8::from(is));
        let kind_of = |at: Option<usize>| {
            let Some(at) = at.filter(|at| here.range().contains(at)) else { return 0.0 };
            let text = words.text(at);
            let marks = [",", ".", "(", ")", ":", "–", "-", ";", "“", "„", "\""];
            if let Some(at) = marks.iter().position(|mark| *mark == text) {
                return 20.0 + at as f32;
            }
            if words.is_one_of(at, &["und", "sowie", "oder"]) {
                1.0
            } else if words.finite(at).next().is_some() {
                2.0
            } else if words.has(at, Classes::PREPOSITION) {
                3.0
            } else if words.has(at, Classes::OPENS_NOUN_PHRASE) {
                4.0
            } else if words.is_noun(at) {
                5.0
            } else if words.is_adjectival(at) {
                6.0
            } else if words.is_word(at) {
                7.0
            } else {
                8.0
            }
        };
        let share = |at: usize| self.leanings.speaker(at);
        let count = tokens.len().max(1) as f32;
        let mean = tokens.range().map(share).sum::<f32>() / count;
        let least = tokens.range().map(share).fold(1.0, f32::min);
        let log = |share: f32| share.clamp(1e-3, 1.0).ln();
        let joint: f32 =
            cover.range().map(|at| if tokens.range().contains(&at) { log(share(at)) } else { log(1.0 - share(at)) }).sum();
        let outside = (start > here.start()).then(|| start - 1);
        into.extend([
            joint,
            mean,
            least,
            outside.map_or(0.0, share),
            if end < here.end() { share(end) } else { 0.0 },
            share(start),
            share(end - 1),
            kind_of(outside),
            kind_of(Some(end)),
            kind_of(Some(start)),
            kind_of(Some(end - 1)),
            flag(tokens.range().any(|at| words.text(at) == ",")),
            flag(tokens.range().any(|at| words.is_one_of(at, &["und", "sowie", "oder"]))),
            flag(tokens.range().any(|at| words.text(at) == "(")),
            tokens.range().filter(|at| words.finite(*at).next().is_some()).count() as f32,
            tokens.len() as f32,
            f32::from(one.place as u8),
            flag(one.phrase.pronoun),
            candidate.kind as u32 as f32,
            flag(candidate.quote.iter().any(|piece| piece.start() < end && start < piece.end())),
            flag(end == candidate.cover().start() || end + 1 == candidate.cover().start()),
        ]);
    }
}
