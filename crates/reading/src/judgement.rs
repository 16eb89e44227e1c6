//! Act, medium and hedge of a statement: grammar proposes, weights decide.
//!
//! The rules ([`act`], [`medium`], [`hedge`]) propose in the order of the guidelines of `wortlaut-gold`: a cue that names the act, then silence
//! and refusal, then the content. What they propose and what they looked at are features, next to words and syntax, of three linear
//! classifiers, which decide. What a statement goes on or is part of is a feature too, so that statements are judged in text order.

mod act;
mod content;
mod evaluation;
pub(crate) mod examples;
mod features;
mod hedge;
mod links;
mod medium;
pub(crate) mod weights;

use crate::patterns::{Candidate, Context};
use crate::{Act, Medium, Statement};
use features::of as features_of;

/// What is judged about a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) act: Option<Act>,
    pub(crate) medium: Option<Medium>,
    pub(crate) hedge: bool,
}

/// A statement that was judged already.
pub(crate) type Judged<'j> = (&'j Candidate, &'j Statement);

/// What the rules propose for a statement by itself.
#[derive(Clone, Copy, Debug)]
struct Proposal {
    acts: act::Proposed,
    medium: Medium,
    hedge: bool,
}

/// A candidate with the features of its own.
struct Prepared {
    features: Vec<u32>,
    proposal: Proposal,
    /// The act where it is certain: refusing both to confirm and to deny is one act by its form alone, and so rare that weights cannot learn it.
    certain: Option<Act>,
}

impl Judgement {
    /// Judges a candidate; `outer` is the statement it is part of, `before` the one before it that it is no part of.
    /// Without weights the rules' proposals count.
    pub(crate) fn of(
        context: &Context<'_>,
        candidate: &Candidate,
        outer: Option<Judged<'_>>,
        before: Option<Judged<'_>>,
        weights: Option<&weights::Weights>,
    ) -> Self {
        let prepared = prepare(context, candidate);
        let mut features = prepared.features;
        let known = |(other, statement): Judged<'_>, relation| {
            (links::relation(context, candidate, other, relation), Self::of_statement(statement))
        };
        links::add(
            candidate.kind,
            !candidate.cue.is_empty(),
            outer.map(|one| known(one, links::Place::Outer)),
            before.map(|one| known(one, links::Place::Before)),
            &mut features,
        );
        let proposed = Self {
            act: Some(prepared.proposal.acts.act),
            medium: Some(prepared.proposal.medium),
            hedge: prepared.proposal.hedge,
        };
        let mut judged = weights.and_then(|weights| weights.decide(&features)).unwrap_or(proposed);
        judged.act = prepared.certain.or(judged.act);
        judged
    }

    const fn of_statement(statement: &Statement) -> Self {
        Self { act: statement.act, medium: statement.medium, hedge: statement.hedge }
    }
}

/// What can be said of a candidate without other statements.
fn prepare(context: &Context<'_>, candidate: &Candidate) -> Prepared {
    let points = content::points(context, candidate);
    let acts = act::of(context, candidate, &points);
    let proposal = Proposal { acts, medium: medium::of(context, candidate), hedge: hedge::of(context, candidate, acts.act) };
    let certain = act::refuses_both(context, candidate).then_some(Act::Neither);
    Prepared { features: features_of(context, candidate, &points, &proposal), proposal, certain }
}
