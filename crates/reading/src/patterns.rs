//! Attribution patterns, one module each. Every pattern proposes candidates; `decode` picks a consistent set.

mod aftermath;
mod content_clause;
mod continuation;
mod direct;
mod hearsay;
mod marker;
mod noun_cue;
mod postposed_frame;
mod told;
mod verb_second;
mod wie_frame;

pub(crate) use continuation::source_before;
use wortlaut_text::{BlockKind, Span, TokenRange};

use crate::analysis::clauses::{Clause, ClauseId, Kind, Sentence, clauses};
use crate::analysis::noun_phrases::NounPhrase;
use crate::analysis::predicates::{Predicate, addressee, agent, predicate, quoted, source, subject};
use crate::analysis::segments::Mark;
use crate::analysis::words::Words;
use crate::language::{Complements, Cue, Form};
use crate::{Medium, StatementType};

/// The position of a sentence in [`Context::sentences`].
pub(crate) type SentenceId = usize;

/// A statement that a pattern proposes.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) kind: StatementType,
    pub(crate) quote: Vec<TokenRange>,
    pub(crate) speaker: Option<TokenRange>,
    pub(crate) cue: Vec<usize>,
    /// The lexicon's entry of the cue.
    pub(crate) entry: Option<&'static Cue>,
    pub(crate) addressee: Option<TokenRange>,
    pub(crate) medium: Option<Medium>,
    pub(crate) found_by: &'static str,
    /// The clause that attributes.
    pub(crate) frame: Option<(SentenceId, ClauseId)>,
    /// The sentence of the first quote piece.
    pub(crate) sentence: SentenceId,
}

impl Candidate {
    /// The tokens from the first to the last piece.
    pub(crate) fn cover(&self) -> TokenRange {
        let start = self.quote.first().map_or(0, |piece| piece.start());
        let end = self.quote.last().map_or(0, |piece| piece.end());
        TokenRange::new(start, end)
    }

    /// Whether one of the pieces holds the token.
    pub(crate) fn holds(&self, token: usize) -> bool {
        self.quote.iter().any(|piece| piece.range().contains(&token))
    }
}

/// A clause that attributes: who, by which words, to whom.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) speaker: Option<TokenRange>,
    pub(crate) cue: Vec<usize>,
    pub(crate) entry: Option<&'static Cue>,
    pub(crate) addressee: Option<TokenRange>,
}

impl Frame {
    /// The statement that the frame attributes: `clause` is the frame's own, `sentence` that of the first quote piece.
    pub(crate) fn states(
        self,
        kind: StatementType,
        quote: Vec<TokenRange>,
        found_by: &'static str,
        clause: Option<(SentenceId, ClauseId)>,
        sentence: SentenceId,
    ) -> Candidate {
        Candidate {
            kind,
            quote,
            speaker: self.speaker,
            cue: self.cue,
            entry: self.entry,
            addressee: self.addressee,
            medium: None,
            found_by,
            frame: clause,
            sentence,
        }
    }
}

/// Some sentences of an article with everything the patterns look at.
pub(crate) struct Context<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) sentences: Vec<Sentence>,
    /// The predicate of every clause of every sentence.
    pub(crate) predicates: Vec<Vec<Option<Predicate>>>,
}

impl<'a> Context<'a> {
    /// The paragraphs of an article in stretches of bounded length, so that the time to read grows with the length of
    /// a text and not faster. An article of usual length is one stretch. Headings are left out.
    pub(crate) fn stretches(words: &'a Words<'a>) -> impl Iterator<Item = Self> + 'a {
        let article = words.article;
        let mut rest: Vec<(TokenRange, usize)> = article
            .sentences()
            .iter()
            .filter(|sentence| article.blocks()[sentence.block].kind == BlockKind::Paragraph)
            .flat_map(|sentence| cut(sentence.tokens).map(|tokens| (tokens, sentence.block)))
            .collect();
        rest.reverse();
        std::iter::from_fn(move || {
            let mut taken: Vec<Sentence> = Vec::new();
            let mut length = 0;
            while let Some((tokens, block)) = rest.pop() {
                taken.push(clauses(words, tokens, block));
                length += tokens.len();
                let block_ends = rest.last().is_none_or(|(_, next)| *next != block);
                if length >= STRETCH && block_ends || length >= 2 * STRETCH {
                    break;
                }
            }
            (!taken.is_empty()).then(|| Self::of(words, taken))
        })
    }

    fn of(words: &'a Words<'a>, sentences: Vec<Sentence>) -> Self {
        let predicates =
            sentences.iter().map(|sentence| sentence.clauses.iter().map(|clause| predicate(words, clause)).collect()).collect();
        Self { words, sentences, predicates }
    }

    /// The tokens from the first to the last sentence.
    pub(crate) fn tokens(&self) -> TokenRange {
        let start = self.sentences.first().map_or(0, |one| one.tokens.start());
        TokenRange::new(start, self.sentences.last().map_or(start, |one| one.tokens.end()))
    }

    /// The predicate of a clause.
    pub(crate) fn predicate(&self, sentence: SentenceId, clause: ClauseId) -> Option<&Predicate> {
        self.predicates[sentence][clause].as_ref()
    }

    /// The frame that a clause with a predicate makes.
    pub(crate) fn frame(&self, sentence: SentenceId, clause: ClauseId) -> Option<Frame> {
        let predicate = self.predicate(sentence, clause)?;
        let speaker = self.speaker(sentence, clause);
        let here = &self.sentences[sentence];
        let asked = predicate.passive && predicate.cue.is_some_and(|cue| cue.addressee.accusative);
        let addressee = match asked.then(|| subject(self.words, here, clause)).flatten() {
            Some(subject) => Some(subject),
            None => addressee(self.words, &here.clauses[clause], predicate.cue, speaker),
        };
        Some(Frame { speaker, cue: predicate.tokens.clone(), entry: predicate.cue, addressee: addressee.map(|one| one.tokens) })
    }

    /// Who speaks in a clause, as a place in the text.
    pub(crate) fn speaker(&self, sentence: SentenceId, clause: ClauseId) -> Option<TokenRange> {
        self.speaking(sentence, clause).map(|one| self.described(sentence, one))
    }

    /// A phrase with the relative clause that follows it.
    pub(crate) fn described(&self, sentence: SentenceId, one: NounPhrase) -> TokenRange {
        let here = &self.sentences[sentence];
        let end = one.tokens.end();
        let relative = (0..here.clauses.len())
            .find(|id| here.clauses[*id].kind == Kind::Relative && here.clauses[*id].start() == end + 1)
            .filter(|id| here.clauses[*id].coordinated.is_none() && !one.pronoun && one.tokens.len() > 1);
        match relative {
            Some(id) => {
                let last = (0..here.clauses.len())
                    .filter(|below| here.is_within(*below, id) || here.clauses[*below].coordinated == Some(id))
                    .map(|below| here.clauses[below].end())
                    .max()
                    .unwrap_or(end);
                self.trimmed(TokenRange::new(one.tokens.start(), last))
            }
            None => one.tokens,
        }
    }

    /// Who speaks in a clause: its subject, or the agent of a passive, or the source that stands in for them.
    pub(crate) fn speaking(&self, sentence: SentenceId, clause: ClauseId) -> Option<NounPhrase> {
        let here = &self.sentences[sentence];
        let predicate = self.predicate(sentence, clause)?;
        let words = self.words;
        let quoting = words.pack.verbs.by_infinitive("zitieren") == Some(predicate.verb);
        if predicate.passive && !quoting {
            return agent(words, &here.clauses[clause]).or_else(|| source(words, &here.clauses[clause]));
        }
        let subject = subject(words, here, clause);
        if quoting
            && !predicate.passive
            && let Some(quoted) = subject.and_then(|subject| quoted(words, &here.clauses[clause], subject))
        {
            return Some(quoted);
        }
        let names_nobody = |one: &NounPhrase| {
            one.pronoun && words.is_one_of(one.head, &["es", "das", "dies", "was", "alles"])
                || predicate.tokens.contains(&one.head)
        };
        subject.filter(|one| !names_nobody(one)).or_else(|| source(words, &here.clauses[clause]))
    }

    /// *von X* in a passive.
    pub(crate) fn agent(&self, clause: &Clause) -> Option<NounPhrase> {
        agent(self.words, clause)
    }

    /// The pieces of a clause with everything below it and beside it, in text order; what belongs to other clauses is left out.
    pub(crate) fn extent(&self, sentence: SentenceId, clause: ClauseId) -> Vec<TokenRange> {
        let here = &self.sentences[sentence];
        let mut group: Vec<bool> = (0..here.clauses.len()).map(|one| here.is_within(one, clause)).collect();
        let subjunctive = self.is_subjunctive(sentence, clause);
        for other in clause + 1..here.clauses.len() {
            let one = &here.clauses[other];
            let beside = one.coordinated.is_some_and(|first| group[first] && here.clauses[first].kind == one.kind)
                && (one.kind != Kind::Main || subjunctive == self.is_subjunctive(sentence, other));
            let asyndetic = subjunctive
                && one.kind == Kind::Main
                && one.mark == Mark::Comma
                && self.is_subjunctive(sentence, other)
                && group[other - 1];
            let quoted_inside = matches!(one.kind, Kind::Quotation(_))
                && one.mark == Mark::Colon
                && group[other - 1]
                && self
                    .predicate(sentence, other - 1)
                    .is_some_and(|one| one.cue.is_some_and(|cue| cue.complements.any(Complements::QUOTE)));
            if beside || asyndetic || quoted_inside || one.parent.is_some_and(|parent| group[parent]) {
                group[other] = true;
            }
        }
        self.pieces(sentence, |one| group[one])
    }

    /// The first of the main clauses that share a subject up to `clause`: *Die Liste existiere, werde aber geheim gehalten*.
    pub(crate) fn chain_start(&self, sentence: SentenceId, clause: ClauseId) -> ClauseId {
        let here = &self.sentences[sentence];
        let mut at = clause;
        for _ in 0..here.clauses.len() {
            let one = &here.clauses[at];
            let before = if let Some(first) = one.coordinated {
                Some(first)
            } else if one.verb_first {
                (0..at).rev().find(|earlier| here.clauses[*earlier].kind == Kind::Main && here.clauses[*earlier].finite.is_some())
            } else {
                None
            };
            match before {
                Some(before) if here.clauses[before].kind == Kind::Main && before < at => at = before,
                _ => return at,
            }
        }
        at
    }

    /// The pieces of all clauses that `belongs` accepts, joined where nothing else stands between.
    pub(crate) fn pieces(&self, sentence: SentenceId, belongs: impl Fn(ClauseId) -> bool) -> Vec<TokenRange> {
        let here = &self.sentences[sentence];
        let mut all: Vec<(TokenRange, bool)> = here
            .clauses
            .iter()
            .enumerate()
            .flat_map(|(id, clause)| clause.pieces.iter().map(move |piece| (*piece, id)))
            .map(|(piece, id)| (piece, belongs(id)))
            .collect();
        all.sort_unstable_by_key(|(piece, _)| piece.start());
        let mut found: Vec<TokenRange> = Vec::new();
        let mut open = false;
        for (piece, inside) in all {
            if inside
                && open
                && let Some(last) = found.last_mut()
            {
                *last = TokenRange::new(last.start(), piece.end());
            } else if inside {
                found.push(piece);
            }
            open = inside;
        }
        for piece in &mut found {
            *piece = self.trimmed(*piece);
        }
        found.retain(|piece| !piece.is_empty());
        found
    }

    /// Without a coordinator before it and marks around it; a quotation mark whose partner is inside stays.
    pub(crate) fn trimmed(&self, piece: TokenRange) -> TokenRange {
        let words = self.words;
        let (mut start, mut end) = (piece.start(), piece.end());
        let partner =
            |token: usize, from: usize, to: usize| words.partner(token).is_some_and(|other| from <= other && other < to);
        while start < end && !words.is_word(start) && !partner(start, start, end) && !matches!(words.text(start), "(") {
            start += 1;
        }
        while start < end
            && !words.is_word(end - 1)
            && !partner(end - 1, start, end)
            && !matches!(words.text(end - 1), ")" | "%" | "…")
        {
            end -= 1;
        }
        TokenRange::new(start, end)
    }

    /// Whether the clause's finite verb is in Konjunktiv I or II. *Ich sage* only looks like it, *möchte* is a wish.
    pub(crate) fn is_subjunctive(&self, sentence: SentenceId, clause: ClauseId) -> bool {
        self.finite_is(sentence, clause, Form::is_subjunctive)
    }

    /// Whether the clause's finite verb is in Konjunktiv I, which nothing but reported speech uses in the third person.
    pub(crate) fn is_subjunctive1(&self, sentence: SentenceId, clause: ClauseId) -> bool {
        self.finite_is(sentence, clause, Form::is_subjunctive1)
    }

    fn finite_is(&self, sentence: SentenceId, clause: ClauseId, accepts: impl Fn(Form) -> bool) -> bool {
        let clause = &self.sentences[sentence].clauses[clause];
        let Some(finite) = clause.finite else { return false };
        if self.words.is_one_of(finite, &["möchte", "möchten"]) {
            return false;
        }
        let first_person = clause.tokens().any(|at| self.words.is(at, "ich"));
        self.words.finite(finite).any(|one| {
            accepts(one.form)
                && !(first_person
                    && one.form == Form::Subjunctive1
                    && !self.words.is_one_of(finite, &["sei", "wolle", "könne", "müsse"]))
        })
    }

    /// The whole sentence with its final mark.
    pub(crate) fn whole(&self, sentence: SentenceId) -> TokenRange {
        self.sentences[sentence].tokens
    }

    /// The place of a range of tokens.
    pub(crate) fn span(&self, tokens: TokenRange) -> Span {
        self.words.article.span_of(tokens)
    }
}

/// Tokens of one stretch, at the end of a paragraph; twice as many without one.
const STRETCH: usize = 3_000;
/// A sentence longer than this is no sentence; it is read in pieces of an eighth of that.
const LONGEST: usize = 4_000;

fn cut(tokens: TokenRange) -> impl Iterator<Item = TokenRange> {
    let step = if tokens.len() > LONGEST { LONGEST / 8 } else { tokens.len().max(1) };
    tokens.range().step_by(step).map(move |start| TokenRange::new(start, (start + step).min(tokens.end())))
}

/// Runs all patterns, those that need no other statement first.
pub(crate) fn candidates(context: &Context<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in 0..context.sentences.len() {
        direct::find(context, sentence, &mut found);
        content_clause::find(context, sentence, &mut found);
        verb_second::find(context, sentence, &mut found);
        postposed_frame::find(context, sentence, &mut found);
        marker::find(context, sentence, &mut found);
        wie_frame::find(context, sentence, &mut found);
        noun_cue::find(context, sentence, &mut found);
        aftermath::find(context, sentence, &mut found);
        told::find(context, sentence, &mut found);
    }
    continuation::find(context, &mut found);
    hearsay::find(context, &mut found);
    direct::find_nested(context, &mut found);
    found
}
