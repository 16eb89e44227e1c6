//! Statements with their features, for training.

use wortlaut_text::{Article, Span, TokenRange};

use super::{Judgement, links, prepare};
use crate::analysis::clauses::Kind;
use crate::analysis::words::Words;
use crate::patterns::{Candidate, Context, candidates};
use crate::{Act, Medium, Model, Record, StatementType, decode, language};

/// A statement that is known to stand in an article, found or not.
#[derive(Clone, Debug)]
pub struct Place {
    /// How the words are rendered.
    pub kind: StatementType,
    /// What was said.
    pub quote: Vec<Span>,
    /// Who said it.
    pub speaker: Option<Span>,
    /// What attributes it.
    pub cue: Vec<Span>,
}

/// A statement with what the classifiers see of it.
#[derive(Clone, Debug)]
pub struct Example {
    /// How the words are rendered.
    pub kind: StatementType,
    /// Whether it has a cue.
    pub has_cue: bool,
    /// The features of its own.
    pub features: Vec<u32>,
    /// The statement it is part of.
    pub outer: Option<Link>,
    /// The statement before it.
    pub before: Option<Link>,
    /// The act where no weights are asked.
    pub certain: Option<Act>,
    /// What the rules propose.
    pub proposed: (Act, Medium, bool),
}

/// Another statement of the same article.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Its position in the reading's record.
    pub statement: usize,
    /// How the two belong together.
    pub relation: &'static str,
}

/// What was judged about another statement.
pub type Verdict = (Option<Act>, Option<Medium>, bool);

impl Example {
    /// All features, with those of the linked statements.
    #[must_use]
    pub fn features_with(&self, verdict: impl Fn(usize) -> Verdict) -> Vec<u32> {
        let known = |link: Link| {
            let (act, medium, hedge) = verdict(link.statement);
            (link.relation, Judgement { act, medium, hedge })
        };
        let mut features = self.features.clone();
        links::add(self.kind, self.has_cue, self.outer.map(known), self.before.map(known), &mut features);
        features
    }
}

/// The features of every statement in the record, in its order, and of `places`, as far as they can be read.
#[must_use]
pub fn examples(article: &Article, places: &[Place], model: &Model) -> (Record, Vec<Example>, Vec<Option<Example>>) {
    let words = Words::new(article, language::german()).tagged(model.tagger());
    let mut record = Record::default();
    let mut found = Vec::new();
    let mut others: Vec<Option<Example>> = vec![None; places.len()];
    for context in Context::stretches(&words) {
        let all = candidates(&context);
        let earlier = record.statements.len();
        let chosen = decode::choose(&context, &all, model, &mut record.diagnostics);
        decode::decode(&context, &chosen, model, &mut record);
        let kept: Vec<&Candidate> = chosen.iter().map(|one| &one.candidate).collect();
        found.extend(kept.iter().map(|candidate| example(&context, candidate, &kept, earlier)));
        for (place, other) in places.iter().zip(&mut others).filter(|(_, other)| other.is_none()) {
            *other = candidate_at(&context, place, &all).map(|candidate| example(&context, &candidate, &kept, earlier));
        }
    }
    (record, found, others)
}

/// The example of a candidate among those kept, the first of which is `earlier` in the record.
fn example(context: &Context<'_>, candidate: &Candidate, kept: &[&Candidate], earlier: usize) -> Example {
    let cover = candidate.cover();
    let before_it = |other: &Candidate| {
        let other = other.cover();
        (other.start(), std::cmp::Reverse(other.end())) < (cover.start(), std::cmp::Reverse(cover.end()))
    };
    let last = |accepts: &dyn Fn(TokenRange) -> bool, place| {
        (0..kept.len()).rev().find_map(|at| {
            let other = Some(kept[at]).filter(|other| before_it(other) && accepts(other.cover()))?;
            Some(Link { statement: earlier + at, relation: links::relation(context, candidate, other, place) })
        })
    };
    let outer = last(&|other| other.start() <= cover.start() && cover.end() <= other.end(), links::Place::Outer);
    let before = last(&|other| other.end() <= cover.start(), links::Place::Before);
    let prepared = prepare(context, candidate);
    let proposal = prepared.proposal;
    Example {
        kind: candidate.kind,
        has_cue: !candidate.cue.is_empty(),
        features: prepared.features,
        outer,
        before,
        certain: prepared.certain,
        proposed: (proposal.acts.act, proposal.medium, proposal.hedge),
    }
}

/// The candidate that stands for a place, or one made of what is known about it.
fn candidate_at(context: &Context<'_>, place: &Place, all: &[Candidate]) -> Option<Candidate> {
    let quote: Vec<TokenRange> = place.quote.iter().filter_map(|span| tokens_of(context, *span)).collect();
    if quote.len() != place.quote.len() || quote.is_empty() {
        return None;
    }
    let held = |range: TokenRange| quote.iter().map(|piece| shared(*piece, range)).sum::<usize>();
    let length: usize = quote.iter().map(|piece| piece.len()).sum();
    let overlap = |candidate: &Candidate| {
        let both: usize = candidate.quote.iter().map(|piece| held(*piece)).sum();
        let theirs: usize = candidate.quote.iter().map(|piece| piece.len()).sum();
        2.0 * both as f64 / (length + theirs) as f64
    };
    let best = all
        .iter()
        .filter(|one| one.kind == place.kind && overlap(one) >= 0.8)
        .max_by(|one, other| overlap(one).total_cmp(&overlap(other)));
    if let Some(best) = best {
        return Some(best.clone());
    }
    let sentence = context.sentences.iter().position(|one| one.tokens.range().contains(&quote[0].start()))?;
    let cue: Vec<usize> = place.cue.iter().filter_map(|span| tokens_of(context, *span)).flat_map(|range| range.range()).collect();
    let frame = frame(context, place.kind, sentence, &quote, &cue);
    let predicate = frame.and_then(|(sentence, clause)| context.predicate(sentence, clause));
    Some(Candidate {
        kind: place.kind,
        speaker: place.speaker.and_then(|span| tokens_of(context, span)),
        cue,
        entry: predicate.and_then(|one| one.cue),
        addressee: None,
        medium: None,
        found_by: "annotated",
        frame,
        sentence,
        quote,
    })
}

/// The clause that holds the cue, or the first main clause of what is told.
fn frame(
    context: &Context<'_>,
    kind: StatementType,
    sentence: usize,
    quote: &[TokenRange],
    cue: &[usize],
) -> Option<(usize, usize)> {
    if kind == StatementType::Reported {
        let clauses = &context.sentences[sentence].clauses;
        let main = |clause: &usize| {
            clauses[*clause].kind == Kind::Main
                && clauses[*clause].finite.is_some_and(|at| quote.iter().any(|piece| piece.range().contains(&at)))
        };
        return (0..clauses.len()).find(main).map(|clause| (sentence, clause));
    }
    let cue = *cue.first()?;
    let place = context.sentences.iter().position(|one| one.tokens.range().contains(&cue))?;
    let clause = context.sentences[place].clauses.iter().position(|clause| clause.tokens().any(|at| at == cue))?;
    let attributes = context.predicate(place, clause).is_some_and(|one| one.tokens.contains(&cue));
    attributes.then_some((place, clause))
}

fn tokens_of(context: &Context<'_>, span: Span) -> Option<TokenRange> {
    let tokens = context.words.article.tokens();
    let within = context.tokens();
    let start = tokens.partition_point(|token| token.span.end() <= span.start());
    let end = tokens.partition_point(|token| token.span.start() < span.end());
    (start < end && within.start() <= start && end <= within.end()).then(|| TokenRange::new(start, end))
}

fn shared(one: TokenRange, other: TokenRange) -> usize {
    one.end().min(other.end()).saturating_sub(one.start().max(other.start()))
}
