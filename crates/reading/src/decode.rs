//! Picks a consistent set among the candidates and turns it into a record.

use wortlaut_text::{Diagnostic, DiagnosticKind, Span};

use crate::judgement::Judgement;
use crate::model::linking::Leanings;
use crate::model::{Model, pool, selection, tokens};
use crate::parties::Said;
use crate::patterns::{Candidate, Context};
use crate::{Record, Statement, StatementId, StatementType};

/// Which candidates go together: those that no earlier one contradicts.
pub(crate) fn consistent(candidates: &[Candidate]) -> Vec<bool> {
    let mut kept: Vec<&Candidate> = Vec::new();
    candidates
        .iter()
        .map(|candidate| {
            let keeps = !candidate.quote.is_empty() && !contradicted(candidate, &kept, candidates);
            if keeps {
                kept.push(candidate);
            }
            keeps
        })
        .collect()
}

/// A candidate that was chosen, and the share of those like it that are right.
pub(crate) struct Chosen {
    pub(crate) candidate: Candidate,
    confidence: f32,
}

impl Chosen {
    /// What the resolution of parties sees of it.
    pub(crate) fn said(&self) -> Said {
        Said {
            quote: self.candidate.cover(),
            speaker: self.candidate.speaker,
            verbatim: self.candidate.kind == StatementType::Direct,
        }
    }
}

/// Chooses among the candidates of one stretch and what the model adds to them; in text order, a statement before those nested
/// in it. What is not sure enough is told in `diagnostics`.
pub(crate) fn choose(
    context: &Context<'_>,
    candidates: &[Candidate],
    model: &Model,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Chosen> {
    let (pool, shares, leanings) = weighed(context, candidates, model);
    let mut chosen = selection::select(&pool, &shares, &model.thresholds);
    for at in selection::unsure(&pool, &shares, &chosen) {
        let share = 100.0 * model.calibration.of(shares[at]);
        diagnostics.push(Diagnostic {
            kind: DiagnosticKind::UnsureStatement,
            span: pool[at].candidate.quote.first().map(|piece| context.span(*piece)),
            message: format!("perhaps a statement ({}), left out: about {share:.0} % of such are", pool[at].candidate.kind),
        });
    }
    chosen.sort_by_key(|at| (in_text(&pool[*at].candidate), *at));
    let mut candidates: Vec<Candidate> = chosen.iter().map(|at| pool[*at].candidate.clone()).collect();
    model.linker.link(context, &leanings, &mut candidates);
    candidates
        .into_iter()
        .zip(chosen)
        .map(|(candidate, at)| Chosen { candidate, confidence: model.calibration.of(shares[at]) })
        .collect()
}

/// The order of a record: what holds others comes before them.
pub(crate) fn in_text(one: &Candidate) -> (usize, std::cmp::Reverse<usize>) {
    (one.cover().start(), std::cmp::Reverse(one.cover().end()))
}

/// What grammar and chains propose, how probably each is right, and what the chains lean to.
fn weighed(context: &Context<'_>, candidates: &[Candidate], model: &Model) -> (Vec<pool::Proposed>, Vec<f32>, Leanings) {
    let consistent = consistent(candidates);
    let features = tokens::features(context, candidates, &consistent);
    let (mut pool, leanings) = pool::pool(context, candidates, &consistent, &features, &model.chains);
    let shares = model.shares(&mut pool);
    (pool, shares, leanings)
}

/// The candidates that a model chooses, linked by nobody yet, and what its chains lean to.
pub(crate) fn unlinked(context: &Context<'_>, candidates: &[Candidate], model: &Model) -> (Vec<Candidate>, Leanings) {
    let (pool, shares, leanings) = weighed(context, candidates, model);
    let chosen = selection::select(&pool, &shares, &model.thresholds);
    let mut candidates: Vec<Candidate> = chosen.into_iter().map(|at| pool[at].candidate.clone()).collect();
    candidates.sort_by_key(in_text);
    (candidates, leanings)
}

/// Adds what was chosen in one stretch to `record`.
pub(crate) fn decode(context: &Context<'_>, chosen: &[Chosen], model: &Model, record: &mut Record) {
    let kept: Vec<&Candidate> = chosen.iter().map(|one| &one.candidate).collect();
    let earlier = record.statements.len();
    for (position, candidate) in kept.iter().enumerate() {
        let quote: Vec<Span> = candidate.quote.iter().map(|piece| context.span(*piece)).collect();
        let outer = (0..position).rev().find(|at| {
            let (outer, inner) = (kept[*at].cover(), candidate.cover());
            outer.start() <= inner.start() && inner.end() <= outer.end() && outer != inner
        });
        let judged = |at: usize| (kept[at], &record.statements[earlier + at]);
        let before = (0..position).rev().find(|at| kept[*at].cover().end() <= candidate.cover().start());
        let judgement = Judgement::of(context, candidate, outer.map(judged), before.map(judged), model.judgement.as_ref());
        if candidate.speaker.is_none() {
            record.diagnostics.push(Diagnostic {
                kind: DiagnosticKind::UnknownSpeaker,
                span: quote.first().copied(),
                message: "nobody is named who says this".to_owned(),
            });
        }
        let circumstances = crate::circumstances::of(context, candidate, outer.map(judged));
        record.statements.push(Statement {
            id: StatementId::new(earlier + position),
            kind: candidate.kind,
            speaker: candidate.speaker.map(|tokens| context.span(tokens)),
            cue: if matches!(candidate.kind, StatementType::Reported) { Vec::new() } else { cue_spans(context, &candidate.cue) },
            addressee: candidate.addressee.map(|tokens| context.span(tokens)),
            frame: crate::frames::frame_of(context, candidate, &kept).into_iter().map(|piece| context.span(piece)).collect(),
            medium: judgement.medium,
            act: judgement.act,
            hedge: judgement.hedge,
            within: outer.map(|at| StatementId::new(earlier + at)),
            confidence: chosen[position].confidence,
            found_by: candidate.found_by,
            party: None,
            venue: circumstances.venue,
            when: circumstances.when,
            matter: None,
            quote,
        });
    }
}

/// Whether a kept candidate, or one that will come, already says the same words by a better rule.
fn contradicted(candidate: &Candidate, kept: &[&Candidate], all: &[Candidate]) -> bool {
    let cover = candidate.cover();
    let same_words = kept.iter().any(|one| {
        let other = one.cover();
        let shared = cover.end().min(other.end()).saturating_sub(cover.start().max(other.start()));
        let longer = cover.len().max(other.len());
        (one.kind != StatementType::Direct) == (candidate.kind != StatementType::Direct)
            && shared * 10 > longer * 8
            && candidate.kind != StatementType::Reported
            || one.kind == candidate.kind && one.quote == candidate.quote
    });
    if same_words {
        return true;
    }
    // A sentence that goes on somebody's words is not also told by its own main verb.
    candidate.kind == StatementType::Reported
        && all.iter().any(|one| {
            matches!(one.kind, StatementType::IndirectFreeIndirect | StatementType::FreeIndirect)
                && one.cover().start() <= cover.start()
                && cover.end() <= one.cover().end()
        })
}

/// Neighbouring cue words become one span.
fn cue_spans(context: &Context<'_>, cue: &[usize]) -> Vec<Span> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &token in cue {
        match found.last_mut() {
            Some((_, end)) if *end == token => *end = token + 1,
            _ => found.push((token, token + 1)),
        }
    }
    found.into_iter().map(|(start, end)| context.span(wortlaut_text::TokenRange::new(start, end))).collect()
}
