//! The words that attribute a statement: *„Wir bauen“, sagte die Ministerin*; *Laut Polizei* wurde niemand verletzt.
//!
//! A frame is what a sentence holds beside the words of its statements, as the public German quotation data marks it
//! (Petersen-Frey and Biemann 2024): before a quote from the start of the sentence, with the mark that borders on the quote;
//! after one, from that mark on. Of a preposition that attributes it is the phrase.

use wortlaut_text::TokenRange;

use crate::StatementType;
use crate::analysis::clauses::{Clause, Kind, Sentence};
use crate::language::Classes;
use crate::model::pool::SEQUENCE;
use crate::patterns::{Candidate, Context};

/// The pieces of the frame of `one`, in text order. It holds the cue; a told act and what goes on without a frame has none.
/// `all` are the statements beside it, whose words are no frame.
pub(crate) fn frame_of(context: &Context<'_>, one: &Candidate, all: &[&Candidate]) -> Vec<TokenRange> {
    if !matches!(one.kind, StatementType::Direct | StatementType::Indirect) {
        return Vec::new();
    }
    let Some(anchor) = one.cue.first().copied().or_else(|| named_before(one)) else { return Vec::new() };
    let position = context.sentences.partition_point(|sentence| sentence.tokens.end() <= anchor);
    let Some(sentence) = context.sentences.get(position) else { return Vec::new() };
    if is_marked(context, one) && !context.words.is(anchor, "wonach") {
        return vec![phrase_of(context, sentence, one)];
    }
    let taken = words_of_others(one, sentence, anchor, all);
    let mut found: Vec<TokenRange> = Vec::new();
    for gap in gaps(sentence.tokens, &taken) {
        let cue = |at: usize| gap.range().contains(&at);
        let named = |role: Option<TokenRange>| role.is_some_and(|role| cue(role.start()));
        if one.cue.iter().any(|at| cue(*at)) || named(one.speaker) || named(one.addressee) {
            let narrowed = narrowed(context, gap, one, &taken);
            found.extend((!narrowed.is_empty()).then_some(narrowed));
        }
    }
    found
}

/// Whether a preposition attributes: *laut, nach, zufolge*. The sequence model finds such statements as well.
fn is_marked(context: &Context<'_>, one: &Candidate) -> bool {
    let prepositional = |at: &usize| context.words.has(*at, Classes::PREPOSITION.with(Classes::POSTPOSITION));
    one.found_by == "marker" || one.found_by == SEQUENCE && one.entry.is_none() && one.cue.iter().any(prepositional)
}

/// *Ada Brandt: „…“*: without a cue, who stands before the colon.
fn named_before(one: &Candidate) -> Option<usize> {
    let speaker = one.speaker?;
    let quote = one.quote.first()?;
    (one.frame.is_some() && speaker.end() <= quote.start()).then_some(speaker.start())
}

/// A preposition or adverb that attributes with its noun phrase, and the clause that describes the source.
fn phrase_of(context: &Context<'_>, sentence: &Sentence, one: &Candidate) -> TokenRange {
    let (first, last) = (one.cue.iter().min().copied().unwrap_or(0), one.cue.iter().max().copied().unwrap_or(0));
    let mut phrase = TokenRange::new(first, last + 1);
    // *demnach* names nobody itself; a preposition stands between „aus Sicht“ and its noun.
    if let Some(speaker) = one.speaker.filter(|speaker| speaker.start() <= phrase.end() + 1 && phrase.start() <= speaker.end()) {
        phrase = TokenRange::new(phrase.start().min(speaker.start()), phrase.end().max(speaker.end()));
    }
    let next = one.quote.iter().map(|piece| piece.start()).find(|start| *start >= phrase.end());
    let describes = |clause: &Clause| clause.kind == Kind::Relative && clause.start() == phrase.end() + 1;
    match next.filter(|next| *next <= sentence.tokens.end()) {
        Some(next) if sentence.clauses.iter().any(describes) && context.words.text(phrase.end()) == "," => {
            TokenRange::new(phrase.start(), next)
        }
        _ => phrase,
    }
}

/// The pieces of all quotes in the sentence that do not hold the cue, in text order.
fn words_of_others(one: &Candidate, sentence: &Sentence, anchor: usize, all: &[&Candidate]) -> Vec<TokenRange> {
    let tokens = sentence.tokens;
    let others = all.iter().filter(|other| other.kind != StatementType::Reported && !other.holds(anchor));
    let mut taken: Vec<TokenRange> = others
        .flat_map(|other| other.quote.iter())
        .chain(one.quote.iter())
        .filter(|piece| piece.start() < tokens.end() && tokens.start() < piece.end())
        .filter(|piece| !one.cue.iter().any(|at| piece.range().contains(at)))
        .copied()
        .collect();
    taken.sort_unstable_by_key(|piece| (piece.start(), piece.end()));
    taken
}

/// What `taken` leaves of a sentence.
fn gaps(tokens: TokenRange, taken: &[TokenRange]) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut at = tokens.start();
    for piece in taken {
        if piece.start() > at {
            found.push(TokenRange::new(at, piece.start()));
        }
        at = at.max(piece.end());
    }
    if at < tokens.end() {
        found.push(TokenRange::new(at, tokens.end()));
    }
    found
}

/// A gap without marks that border on no quote, and without what a semicolon or colon parts from the frame.
fn narrowed(context: &Context<'_>, gap: TokenRange, one: &Candidate, taken: &[TokenRange]) -> TokenRange {
    let words = context.words;
    let (mut start, mut end) = (gap.start(), gap.end());
    let is_mark = |at: usize| !words.is_word(at) && words.partner(at).is_none() && !matches!(words.text(at), "(" | ")");
    // What it attributes, or the content around that.
    let own = |words: &&TokenRange| one.quote.iter().any(|piece| words.start() <= piece.start() && piece.end() <= words.end());
    if !taken.iter().filter(own).any(|piece| piece.start() == end) {
        while start < end && is_mark(end - 1) {
            end -= 1;
        }
    }
    if !taken.iter().filter(own).any(|piece| piece.end() == start) {
        while start < end && is_mark(start) {
            start += 1;
        }
    }
    let first = one.cue.iter().copied().find(|at| (start..end).contains(at)).unwrap_or(start);
    let parted = (start..first).rev().find(|at| matches!(words.text(*at), ";" | ":"));
    TokenRange::new(parted.map_or(start, |at| at + 1), end)
}
