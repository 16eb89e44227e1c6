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

/// The kinds of [`Diagnostic`]; their names in exports are the snake_case of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// Some bytes had no meaning in the encoding and stand as U+FFFD.
    UndecodableBytes,
    /// An opening or closing quotation mark without its partner.
    UnmatchedQuotationMark,
    /// The language could not be told, or nothing here reads it.
    UnknownLanguage,
    /// A language that is known but not read yet.
    UnreadLanguage,
    /// A statement whose speaker could not be told.
    UnknownSpeaker,
    /// Perhaps a statement; it is left out because that is not sure enough.
    UnsureStatement,
    /// A party whose name is that of several in what the user knows about parties; which one is meant is left open.
    AmbiguousParty,
}

impl DiagnosticKind {
    /// The name in every export.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UndecodableBytes => "undecodable_bytes",
            Self::UnmatchedQuotationMark => "unmatched_quotation_mark",
            Self::UnknownLanguage => "unknown_language",
            Self::UnreadLanguage => "unread_language",
            Self::UnknownSpeaker => "unknown_speaker",
            Self::UnsureStatement => "unsure_statement",
            Self::AmbiguousParty => "ambiguous_party",
        }
    }
}
