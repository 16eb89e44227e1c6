//! Act, medium and hedge of a statement, by its cue first and its content second.
//!
//! The order of the rules is that of the guidelines of `wortlaut-gold`: a nested piece takes the act of the statement around it; a
//! cue that names the act decides; then silence and refusal to confirm; then the content.

mod act;
mod content;
mod evaluation;
mod hedge;
mod medium;

use crate::patterns::{Candidate, Context};
use crate::{Act, Medium, Statement, StatementType};

/// What is judged about a statement.
pub(crate) struct Judgement {
    pub(crate) act: Option<Act>,
    pub(crate) medium: Option<Medium>,
    pub(crate) hedge: bool,
}

/// A statement that was judged already.
pub(crate) type Judged<'j> = (&'j Candidate, &'j Statement);

impl Judgement {
    /// Judges a candidate; `outer` is the statement it is part of, `before` the one before it that it is no part of.
    pub(crate) fn of(
        context: &Context<'_>,
        candidate: &Candidate,
        outer: Option<Judged<'_>>,
        before: Option<Judged<'_>>,
    ) -> Self {
        if let Some((_, around)) = outer.filter(|(around, _)| is_piece_of(context, candidate, around)) {
            return Self { act: around.act, medium: around.medium, hedge: around.hedge };
        }
        let before = before.filter(|(earlier, _)| goes_on(context, candidate, earlier));
        let act = act::of(context, candidate, before);
        let medium = medium::of(context, candidate, before);
        Self { act: Some(act), medium, hedge: hedge::of(context, candidate, act) }
    }
}

/// Whether somebody's words stand inside a statement of the same party.
fn is_piece_of(context: &Context<'_>, candidate: &Candidate, around: &Candidate) -> bool {
    candidate.kind == StatementType::Direct
        && around.kind != StatementType::Direct
        && (candidate.found_by == "quoted-piece" || same_speaker(context, candidate, around))
}

/// Whether a statement without a cue of its own goes on one before.
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
