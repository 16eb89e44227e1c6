//! Who occurs in an article.

use std::fmt;

use wortlaut_text::Span;

identity! {
    /// The identity of a party within its record: `p1`, `p2`, …
    PartyId, 'p'
}

/// A person, institution, organisation, state or group that can say something.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its place in the record.
    pub id: PartyId,
    /// The fullest name the article gives it, in its base form. Never a pronoun, never a bare role.
    pub name: String,
    /// `None` where the article does not tell.
    pub kind: Option<PartyKind>,
    /// Other names the article gives it, each once, in the order of their first use.
    pub aliases: Vec<String>,
    /// What it is, as the article says it.
    pub roles: Vec<Role>,
    /// The party whose spokesperson it is.
    pub speaks_for: Option<PartyId>,
    /// Its identity in data of the user, as `Q567`, where that is unambiguous.
    pub identity: Option<String>,
    /// Every place that refers to it, in text order.
    pub mentions: Vec<Mention>,
}

/// What somebody is, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// In its base form: *US-Präsident*, *Sprecherin*.
    pub title: String,
    /// The organisation, state or place it belongs to, if it is named: *USA*, *Kreml*.
    pub of: Option<String>,
}

/// A place that refers to a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole noun phrase.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
}

names! {
    /// What a party is.
    PartyKind {
        /// A human being.
        Person = "person",
        /// An office or body of a state: a ministry, a court, the police, the Kremlin.
        Institution = "institution",
        /// A company, association, party, outlet or agency.
        Organisation = "organisation",
        /// A state, land, town or union of states.
        State = "state",
        /// People who share something: *die Demonstranten*, *Anwohner*, *die Taliban*.
        Group = "group",
        /// A text that stands for whoever wrote it, where that is not named: *ein Bericht*.
        Document = "document",
    }
}

names! {
    /// How a mention refers.
    MentionKind {
        /// By a name, with or without a role beside it.
        Name = "name",
        /// By an office, profession or description alone: *der Minister*, *die Behörde*.
        Role = "role",
        /// By a place or building that stands for who sits there: *Moskau*, *Downing Street*.
        Metonym = "metonym",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            Some(of) => write!(f, "{} ({of})", self.title),
            None => f.write_str(&self.title),
        }
    }
}
