//! Features of the statements that a statement is part of or follows.

use super::Judgement;
use crate::StatementType;
use crate::model::Feature;
use crate::patterns::{Candidate, Context};

/// Where the other statement stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Around this one.
    Outer,
    /// Before this one.
    Before,
}

/// How a candidate belongs to another one: the name is part of features.
pub(super) fn relation(context: &Context<'_>, candidate: &Candidate, other: &Candidate, place: Place) -> &'static str {
    match place {
        Place::Outer if is_piece_of(context, candidate, other) => "piece",
        Place::Outer => "inside",
        Place::Before if goes_on(context, candidate, other) => {
            if candidate.sentence == other.sentence {
                "goes on in the sentence"
            } else {
                "goes on"
            }
        }
        Place::Before => "after",
    }
}

/// Adds what was judged about the statements that this one belongs to.
pub(super) fn add(
    kind: StatementType,
    has_cue: bool,
    outer: Option<(&'static str, Judgement)>,
    before: Option<(&'static str, Judgement)>,
    features: &mut Vec<u32>,
) {
    let kind = match (kind, has_cue) {
        (StatementType::Direct, false) => "direct without cue",
        (StatementType::Indirect, false) => "indirect without cue",
        _ => kind.name(),
    };
    for (place, other) in [("outer", outer), ("before", before)] {
        let Some((relation, other)) = other else {
            features.push(Feature::new("nothing").and(place).and(kind).number());
            continue;
        };
        let act = other.act.map_or("-", |act| act.name());
        let medium = other.medium.map_or("-", |medium| medium.name());
        let hedge = if other.hedge { "hedged" } else { "plain" };
        features.extend(
            [
                Feature::new("relation").and(relation).and(kind),
                Feature::new("relation act").and(relation).and(act),
                Feature::new("relation act, kind").and(relation).and(act).and(kind),
                Feature::new("relation medium").and(relation).and(medium),
                Feature::new("relation medium, kind").and(relation).and(medium).and(kind),
                Feature::new("relation hedge").and(relation).and(hedge).and(kind),
            ]
            .map(Feature::number),
        );
    }
}

/// Whether somebody's words stand inside a statement of the same party.
fn is_piece_of(context: &Context<'_>, candidate: &Candidate, around: &Candidate) -> bool {
    candidate.kind == StatementType::Direct
        && around.kind != StatementType::Direct
        && (candidate.found_by == "quoted-piece" || same_speaker(context, candidate, around))
}

/// Whether a statement goes on one before: its speaker's, or nobody's and without a cue of its own.
fn goes_on(context: &Context<'_>, candidate: &Candidate, earlier: &Candidate) -> bool {
    candidate.sentence <= earlier.sentence + 3
        && (same_speaker(context, candidate, earlier) || candidate.speaker.is_none() && candidate.cue.is_empty())
}

/// Whether two statements name the same speaker, by place or by the last noun.
fn same_speaker(context: &Context<'_>, one: &Candidate, other: &Candidate) -> bool {
    let last_noun =
        |candidate: &Candidate| candidate.speaker.and_then(|speaker| speaker.range().rev().find(|at| context.words.is_noun(*at)));
    one.speaker.is_some() && one.speaker == other.speaker
        || last_noun(one)
            .is_some_and(|noun| last_noun(other).is_some_and(|known| context.words.text(noun) == context.words.text(known)))
}
