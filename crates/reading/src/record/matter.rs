//! What statements are about, who holds what to be so, and what changed.

use wortlaut_text::Span;

use super::{PartyId, StatementId};
use crate::Act;

identity! {
    /// The identity of a matter within its record: `m1`, `m2`, …
    MatterId, 'm'
}

/// An event, claim, plan or question that one party could confirm and another deny.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Its place in the record.
    pub id: MatterId,
    /// What it is, in words of the article.
    pub label: String,
    /// Who takes part in it, apart from what they say of it.
    pub parties: Vec<PartyId>,
    /// The places that name it, in text order.
    pub mentions: Vec<Span>,
    /// When it happens, if the article says so or says that it is unknown.
    pub time: Option<MatterTime>,
}

/// When a matter happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatterTime {
    /// The article says that it is unknown.
    Unknown {
        /// Where it says so.
        evidence: Span,
    },
    /// The article says when.
    Known {
        /// ISO 8601, as exact as the text is.
        value: String,
        /// Where it says so.
        evidence: Span,
    },
}

/// What a party does with a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// About what.
    pub matter: MatterId,
    /// Who.
    pub party: PartyId,
    /// What it does.
    pub act: Act,
    /// The evidence.
    pub statement: StatementId,
    /// Since when, ISO 8601, if the article says so.
    pub since: Option<String>,
    /// Whether the article has it from the party itself, not through another party.
    pub first_hand: bool,
}

/// A party that held one thing of a matter, and then another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose position.
    pub party: PartyId,
    /// About what.
    pub matter: MatterId,
    /// What it held.
    pub from: Position,
    /// What it holds after that.
    pub to: Position,
}

/// A value, date, duration, number, condition or polarity a party holds on a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The evidence.
    pub statement: StatementId,
    /// The words that hold the value.
    pub span: Span,
    /// ISO 8601 for times and durations, a number, or the name of an act.
    pub value: String,
    /// The words that say when it was held.
    pub when: Option<Span>,
}
