//! What a reading finds. All spans are bytes in the article's text.

use wortlaut_text::{Diagnostic, Span};

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(u32);

        impl $name {
            /// The identity of the one at `position` (from 0) in the record.
            #[must_use]
            pub const fn new(position: usize) -> Self {
                Self(position as u32)
            }

            /// The position in the record.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}{}", $letter, self.0 + 1)
            }
        }
    };
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them, in the order of the design.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in every export.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one with that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

mod matter;
mod party;

pub use matter::{Change, Matter, MatterId, MatterTime, Position, Stance};
pub use party::{Mention, MentionKind, Party, PartyId, PartyKind, Role};

/// Everything read from one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Who occurs, in the order of their first mention.
    pub parties: Vec<Party>,
    /// In text order of their first quote piece; a statement comes before those nested in it.
    pub statements: Vec<Statement>,
    /// What the statements are about, in the order of their first mention.
    pub matters: Vec<Matter>,
    /// Who holds what, in the order of the statements.
    pub stances: Vec<Stance>,
    /// Positions that changed.
    pub changes: Vec<Change>,
    /// Gaps and oddities, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

identity! {
    /// The identity of a statement within its record: `s1`, `s2`, …
    StatementId, 's'
}

/// Something an article attributes to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its place in the record.
    pub id: StatementId,
    /// How the words are rendered.
    pub kind: StatementType,
    /// What was said, in pieces where a frame or another clause interrupts it. Never empty.
    pub quote: Vec<Span>,
    /// The noun phrase that names who said it, nearest to the statement.
    pub speaker: Option<Span>,
    /// The party that the speaker is.
    pub party: Option<PartyId>,
    /// The verb forms or the marker that attribute it.
    pub cue: Vec<Span>,
    /// To whom.
    pub addressee: Option<Span>,
    /// The words that attribute it, with the marks that border on the quote, in pieces where the quote interrupts them.
    /// They hold the cue. Empty for told acts, and for what goes on without a frame.
    pub frame: Vec<Span>,
    /// Spoken, written or thought.
    pub medium: Option<Medium>,
    /// What the party does with it.
    pub act: Option<Act>,
    /// Whether speaker or article mark it as uncertain.
    pub hedge: bool,
    /// Where it was said.
    pub venue: Option<Span>,
    /// When it was said.
    pub when: Option<When>,
    /// The statement this one is part of.
    pub within: Option<StatementId>,
    /// What it is about.
    pub matter: Option<MatterId>,
    /// The share of statements found like this one that are right, 0 to 1.
    pub confidence: f32,
    /// The rule or model that found it.
    pub found_by: &'static str,
}

/// When a statement was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The words that say so.
    pub span: Span,
    /// ISO 8601, as exact as the text is. `None` where the words alone do not tell.
    pub value: Option<String>,
}

names! {
    /// How somebody's words are rendered: the five types of German quotation research.
    StatementType {
        /// Verbatim, in quotation marks.
        Direct = "direct",
        /// A content clause that depends on a frame or stands beside it.
        Indirect = "indirect",
        /// Subjunctive without a frame of its own, continuing somebody's words.
        IndirectFreeIndirect = "indirect_free_indirect",
        /// The same in the indicative.
        FreeIndirect = "free_indirect",
        /// The speech act is told, without its content as a clause.
        Reported = "reported",
    }
}

names! {
    /// How the words reached the world.
    Medium {
        /// Spoken.
        Speech = "speech",
        /// Written.
        Writing = "writing",
        /// Thought, believed or felt.
        Thought = "thought",
        /// One of the two, the text does not tell.
        SpeechOrWriting = "speech_or_writing",
        /// One of the two, the text does not tell.
        SpeechOrThought = "speech_or_thought",
        /// One of the two, the text does not tell.
        WritingOrThought = "writing_or_thought",
    }
}

names! {
    /// What a party does with a statement.
    Act {
        /// States as fact, informs, explains.
        Assert = "assert",
        /// Suggests, leaves the door open.
        Hint = "hint",
        /// Says that something reported is so.
        Confirm = "confirm",
        /// Says it cannot (yet) confirm.
        NotConfirmed = "not_confirmed",
        /// Concedes against own interest; claims responsibility.
        Admit = "admit",
        /// Says it is not so; rejects a charge or report.
        Deny = "deny",
        /// Neither confirms nor denies.
        Neither = "neither",
        /// Declines, is silent, cannot be reached.
        NoComment = "no_comment",
        /// Own plan, decision or intention.
        Announce = "announce",
        /// Commits itself, agrees.
        Promise = "promise",
        /// Asks others to act.
        Demand = "demand",
        /// Offers, recommends.
        Propose = "propose",
        /// Turns down a plan, demand or offer.
        Reject = "reject",
        /// Welcomes, backs.
        Support = "support",
        /// Values negatively.
        Criticise = "criticise",
        /// Charges somebody.
        Accuse = "accuse",
        /// Harm the party controls.
        Threaten = "threaten",
        /// Harm the party does not control.
        Warn = "warn",
        /// Expects, fears, hopes, estimates.
        Predict = "predict",
        /// Asks, doubts.
        Ask = "ask",
        /// Thanks, congratulates and the like.
        Other = "other",
    }
}
