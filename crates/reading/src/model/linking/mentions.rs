//! The places of a stretch that can name a speaker.

use rustc_hash::FxHashMap;
use wortlaut_text::TokenRange;

use super::super::hash::text;
use super::Leanings;
use crate::analysis::clauses::{ClauseId, Kind};
use crate::analysis::noun_phrases::{NounPhrase, Reach, noun_phrase_at};
use crate::analysis::predicates::{Phrase, phrases};
use crate::analysis::words::Words;
use crate::language::{Classes, NounClasses};
use crate::patterns::{Context, SentenceId};

/// The position of a mention in [`Mentions::all`].
pub(super) type MentionId = usize;

/// What a noun phrase is in its clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Who speaks or acts in some clause.
    Speaking,
    /// After *laut, nach, gemäß, so*, or before *zufolge*.
    Marked,
    /// Without a preposition.
    Bare,
    /// After any other preposition.
    Governed,
    /// Inside another phrase: a genitive, or what follows *von*.
    Inner,
    /// Where the chain sees a speaker and the grammar no phrase.
    Seen,
}

/// A noun phrase that can name a speaker.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) phrase: NounPhrase,
    pub(super) sentence: SentenceId,
    pub(super) clause: Option<ClauseId>,
    pub(super) place: Place,
    /// The preposition or marker.
    pub(super) governor: Option<usize>,
    /// The clauses in which it speaks.
    pub(super) speaks: Vec<(SentenceId, ClauseId)>,
    /// How surely the chain sees a speaker in its core: the most of a token, and the mean.
    pub(super) most: f32,
    pub(super) mean: f32,
    /// The head noun without its genitive ending; equal for mentions that look alike.
    pub(super) name: u64,
}

/// All mentions of a stretch in the order of their first token.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    pub(super) all: Vec<Mention>,
    counts: FxHashMap<u64, u32>,
}

/// Longest phrase that is built around a place the grammar has no phrase for.
const LONGEST: usize = 40;

impl Mentions {
    /// All mentions of a stretch. `given` are speakers that others have found; each becomes a mention.
    pub(super) fn of(context: &Context<'_>, leanings: &Leanings, given: &[TokenRange]) -> Self {
        let mut found: Vec<Mention> = Vec::new();
        for sentence in 0..context.sentences.len() {
            let from = found.len();
            for clause in 0..context.sentences[sentence].clauses.len() {
                collect(context, leanings, sentence, clause, &mut found);
            }
            for clause in 0..context.sentences[sentence].clauses.len() {
                let Some(speaking) = context.speaking(sentence, clause) else { continue };
                let known = found[from..].iter().position(|one| one.phrase.head == speaking.head);
                let at = known.map_or_else(
                    || {
                        found.push(mention(context, leanings, speaking, sentence, Some(clause), Place::Speaking, None));
                        found.len() - 1
                    },
                    |at| from + at,
                );
                if found[at].place == Place::Bare {
                    found[at].place = Place::Speaking;
                }
                found[at].speaks.push((sentence, clause));
            }
            runs(context, leanings, sentence, from, &mut found);
        }
        for range in given {
            if find_in(&found, *range).is_none() {
                add(context, leanings, *range, &mut found);
            }
        }
        found.retain(|one| is_possible(context.words, one) || given.iter().any(|range| range.range().contains(&one.phrase.head)));
        found.sort_by_key(|one| (one.phrase.tokens.start(), one.phrase.tokens.end()));
        found.dedup_by(|later, kept| {
            let same = later.phrase.head == kept.phrase.head;
            if same {
                kept.speaks.append(&mut later.speaks);
            }
            same
        });
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        found.iter().for_each(|one| *counts.entry(one.name).or_default() += 1);
        Self { all: found, counts }
    }

    /// The mention that a range names.
    pub(super) fn find(&self, range: TokenRange) -> Option<MentionId> {
        find_in(&self.all, range)
    }

    /// How often somebody of that name is mentioned.
    pub(super) fn count(&self, name: u64) -> u32 {
        self.counts.get(&name).copied().unwrap_or(0)
    }

    /// The mentions of some sentences.
    pub(super) fn within(&self, first: SentenceId, last: SentenceId) -> std::ops::Range<MentionId> {
        self.all.partition_point(|one| one.sentence < first)..self.all.partition_point(|one| one.sentence <= last)
    }
}

/// The mention whose head the range holds, the one that begins nearest to where the range begins.
fn find_in(found: &[Mention], range: TokenRange) -> Option<MentionId> {
    let place = |one: &Mention| one.phrase.tokens.start().abs_diff(range.start());
    (0..found.len())
        .filter(|at| range.range().contains(&found[*at].phrase.head))
        .min_by_key(|at| (place(&found[*at]), found[*at].phrase.head))
}

fn mention(
    context: &Context<'_>,
    leanings: &Leanings,
    phrase: NounPhrase,
    sentence: SentenceId,
    clause: Option<ClauseId>,
    place: Place,
    governor: Option<usize>,
) -> Mention {
    let (mut most, mut sum) = (0.0_f32, 0.0);
    for at in phrase.core.range() {
        let share = leanings.speaker(at);
        most = most.max(share);
        sum += share;
    }
    let mean = sum / phrase.core.len().max(1) as f32;
    let name = name_of(context.words, phrase.head);
    Mention { phrase, sentence, clause, place, governor, speaks: Vec::new(), most, mean, name }
}

/// A number for a name or noun, whatever its genitive ending.
fn name_of(words: &Words<'_>, head: usize) -> u64 {
    let word = words.text(head);
    let stem = word.strip_suffix('s').filter(|stem| stem.chars().count() > 3).unwrap_or(word);
    text(stem)
}

fn collect(context: &Context<'_>, leanings: &Leanings, sentence: SentenceId, clause: ClauseId, found: &mut Vec<Mention>) {
    let words = context.words;
    let here = &context.sentences[sentence].clauses[clause];
    let quoted = matches!(here.kind, Kind::Quotation(_));
    // In a quotation on its own only what the chain leans to is worth a look.
    if quoted && here.tokens().all(|at| leanings.speaker(at) < 0.2) {
        return;
    }
    for Phrase { noun_phrase: phrase, preposition } in phrases(words, here).iter().copied() {
        let before = phrase.tokens.start().checked_sub(1);
        let governor = preposition.or_else(|| before.filter(|at| words.is(*at, "so") && *at >= here.start()));
        let place = match governor {
            None => Place::Bare,
            Some(at) if words.is_one_of(at, &["laut", "nach", "gemäß", "zufolge", "so"]) => Place::Marked,
            Some(_) => Place::Governed,
        };
        found.push(mention(context, leanings, phrase, sentence, Some(clause), place, governor));
        let after = phrase.core.end();
        if after < phrase.tokens.end() && !phrase.pronoun {
            let governed = words.has(after, Classes::PREPOSITION);
            if let Some(inner) = noun_phrase_at(words, after + usize::from(governed), phrase.tokens.end(), Reach::Close)
                && !inner.pronoun
            {
                let governor = governed.then_some(after);
                found.push(mention(context, leanings, inner, sentence, Some(clause), Place::Inner, governor));
            }
        }
    }
}

/// Runs of tokens that the chain sees as a speaker and that hold no mention yet.
fn runs(context: &Context<'_>, leanings: &Leanings, sentence: SentenceId, from: usize, found: &mut Vec<Mention>) {
    let tokens = context.sentences[sentence].tokens;
    let mut at = tokens.start();
    while at < tokens.end() {
        let start = at;
        while at < tokens.end() && leanings.speaker(at) > 0.4 {
            at += 1;
        }
        if at > start && !found[from..].iter().any(|one| (start..at).contains(&one.phrase.head)) {
            add(context, leanings, TokenRange::new(start, at), found);
        }
        at += 1;
    }
}

/// A mention where the grammar sees none.
fn add(context: &Context<'_>, leanings: &Leanings, range: TokenRange, found: &mut Vec<Mention>) {
    let words = context.words;
    let Some(sentence) = super::super::pool::sentence_of(context, range.start()) else { return };
    let range = TokenRange::new(range.start(), range.end().min(range.start() + LONGEST));
    let built = noun_phrase_at(words, range.start(), range.end(), Reach::Close);
    let phrase = built.unwrap_or_else(|| {
        let head = range.range().rev().find(|at| words.is_noun(*at)).unwrap_or(range.start());
        NounPhrase {
            tokens: range,
            core: range,
            head,
            cases: crate::analysis::inflection::Cases::ANY,
            plural: None,
            pronoun: false,
            nouns: range.range().fold(NounClasses::default(), |all, at| all.with(words.nouns(at))),
        }
    });
    let clause = context.sentences[sentence].clause_at(phrase.head);
    let mut one = mention(context, leanings, phrase, sentence, clause, Place::Seen, None);
    one.governor = range.start().checked_sub(1).filter(|at| words.has(*at, Classes::PREPOSITION));
    found.push(one);
}

/// Whether it can name somebody at all.
fn is_possible(words: &Words<'_>, one: &Mention) -> bool {
    let phrase = &one.phrase;
    if phrase.pronoun {
        let points = ["er", "sie", "wir", "ich", "man", "dieser", "diese", "jener", "beide", "ihm", "ihr", "ihnen", "letzterer"];
        return words.is_one_of(phrase.head, &points) || one.most > 0.1;
    }
    if phrase.nouns.any(NounClasses::TIME) && !phrase.nouns.any(NounClasses::SPEAKER) {
        return one.most > 0.2;
    }
    let named = words.is_noun(phrase.head) && phrase.nouns == NounClasses::default();
    named || phrase.nouns.any(NounClasses::SPEAKER) || one.place == Place::Marked || one.most > 0.05 || !one.speaks.is_empty()
}
