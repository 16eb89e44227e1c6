//! Picks a consistent set among the candidates and turns it into a record.

use wortlaut_text::{Diagnostic, DiagnosticKind, Span};

use crate::judgement::Judgement;
use crate::model::Model;
use crate::model::linking::Leanings;
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

/// Chooses and orders the candidates of one stretch and adds them to `record`.
pub(crate) fn decode(context: &Context<'_>, candidates: &[Candidate], record: &mut Record) {
    let keeps = consistent(candidates);
    let kept: Vec<(&Candidate, f32)> =
        candidates.iter().zip(keeps).filter(|(_, keeps)| *keeps).map(|(one, _)| (one, crate::confidence::of(one))).collect();
    record_all(context, kept, record);
}

/// The same with weights that choose.
pub(crate) fn decode_with(context: &Context<'_>, candidates: &[Candidate], model: &Model, record: &mut Record) {
    let (mut kept, leanings) = kept(context, candidates, model);
    model.linker.link(context, &leanings, &mut kept);
    record_all(context, kept.iter().map(|(one, share)| (one, *share)).collect(), record);
}

/// What the weights keep, in the order of a record, with its share; and what the chains lean to.
pub(crate) fn kept(context: &Context<'_>, candidates: &[Candidate], model: &Model) -> (Vec<(Candidate, f32)>, Leanings) {
    let keeps = consistent(candidates);
    let features = crate::model::tokens::features(context, candidates, &keeps);
    let (mut pool, leanings) = crate::model::pool::pool(context, candidates, &keeps, &features, &model.chains);
    let shares = model.shares(&mut pool);
    let kept = crate::model::selection::select(&pool, &shares, &model.thresholds);
    let mut kept: Vec<(Candidate, f32)> = kept.into_iter().map(|at| (pool[at].candidate.clone(), shares[at])).collect();
    kept.sort_by_key(|(one, _)| in_text(one));
    (kept, leanings)
}

/// The order of a record: what holds others comes before them.
pub(crate) fn in_text(one: &Candidate) -> (usize, std::cmp::Reverse<usize>) {
    (one.cover().start(), std::cmp::Reverse(one.cover().end()))
}

fn record_all(context: &Context<'_>, mut kept: Vec<(&Candidate, f32)>, record: &mut Record) {
    kept.sort_by_key(|(one, _)| in_text(one));
    let confidence: Vec<f32> = kept.iter().map(|(_, share)| *share).collect();
    let kept: Vec<&Candidate> = kept.into_iter().map(|(one, _)| one).collect();
    let earlier = record.statements.len();
    for (position, candidate) in kept.iter().enumerate() {
        let quote: Vec<Span> = candidate.quote.iter().map(|piece| context.span(*piece)).collect();
        let outer = (0..position).rev().find(|at| {
            let (outer, inner) = (kept[*at].cover(), candidate.cover());
            outer.start() <= inner.start() && inner.end() <= outer.end() && outer != inner
        });
        let judged = |at: usize| (kept[at], &record.statements[earlier + at]);
        let before = (0..position).rev().find(|at| kept[*at].cover().end() <= candidate.cover().start());
        let judgement = Judgement::of(context, candidate, outer.map(judged), before.map(judged));
        if candidate.speaker.is_none() {
            record.diagnostics.push(Diagnostic {
                kind: DiagnosticKind::UnknownSpeaker,
                span: quote.first().copied(),
                message: "nobody is named who says this".to_owned(),
            });
        }
        record.statements.push(Statement {
            id: StatementId::new(earlier + position),
            kind: candidate.kind,
            speaker: candidate.speaker.map(|tokens| context.span(tokens)),
            cue: if matches!(candidate.kind, StatementType::Reported) { Vec::new() } else { cue_spans(context, &candidate.cue) },
            addressee: candidate.addressee.map(|tokens| context.span(tokens)),
            frame: Vec::new(),
            medium: judgement.medium,
            act: judgement.act,
            hedge: judgement.hedge,
            within: outer.map(|at| StatementId::new(earlier + at)),
            confidence: confidence[position],
            found_by: candidate.found_by,
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
