use crate::Span;

/// A gap or oddity that a reader of the record should know about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of gap.
    pub kind: DiagnosticKind,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// One sentence for people.
    pub message: String,
}

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them.
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
    };
}

kinds! {
    /// The kinds of [`Diagnostic`]; their names in exports are the snake_case of these.
    DiagnosticKind {
        /// Some bytes had no meaning in the encoding and stand as U+FFFD.
        UndecodableBytes = "undecodable_bytes",
        /// An opening or closing quotation mark without its partner.
        UnmatchedQuotationMark = "unmatched_quotation_mark",
        /// The language could not be told, or nothing here reads it.
        UnknownLanguage = "unknown_language",
        /// A language that is known but not read yet.
        UnreadLanguage = "unread_language",
        /// A statement whose speaker could not be told.
        UnknownSpeaker = "unknown_speaker",
        /// Perhaps a statement; it is left out because that is not sure enough.
        UnsureStatement = "unsure_statement",
        /// A party whose name is that of several in what the user knows about parties; which one is meant is left open.
        AmbiguousParty = "ambiguous_party",
    }
}
