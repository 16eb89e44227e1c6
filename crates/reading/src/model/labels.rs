//! The labels of the chain: where a statement of which type begins, goes on, or goes on after its frame; its cue and speaker.

use crate::StatementType;

/// What a token is to the outermost statement it belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    /// To none.
    Outside,
    /// A word of a cue, outside all quotes.
    Cue,
    /// A word of a speaker, outside all quotes.
    Speaker,
    /// The first token of a quote.
    Begin(StatementType),
    /// The first token of a later piece.
    Again(StatementType),
    /// Any other token of a quote.
    Inside(StatementType),
}

/// The number of labels.
pub const LABELS: usize = 3 + 3 * StatementType::ALL.len();

impl Label {
    /// Its number, below [`LABELS`].
    #[must_use]
    pub const fn number(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::Cue => 1,
            Self::Speaker => 2,
            Self::Begin(kind) => 3 + kind as usize,
            Self::Again(kind) => 8 + kind as usize,
            Self::Inside(kind) => 13 + kind as usize,
        }
    }

    /// The label with that number; [`Label::Outside`] for those beyond.
    #[must_use]
    pub fn from_number(number: usize) -> Self {
        let kind = |at: usize| StatementType::ALL[at];
        match number {
            1 => Self::Cue,
            2 => Self::Speaker,
            3..8 => Self::Begin(kind(number - 3)),
            8..13 => Self::Again(kind(number - 8)),
            13..18 => Self::Inside(kind(number - 13)),
            _ => Self::Outside,
        }
    }

    /// The type of the quote it belongs to.
    #[must_use]
    pub const fn kind(self) -> Option<StatementType> {
        match self {
            Self::Begin(kind) | Self::Again(kind) | Self::Inside(kind) => Some(kind),
            _ => None,
        }
    }
}

/// Whether `after` may follow `before`: a quote goes on only where it has begun.
#[must_use]
pub fn is_allowed(before: Label, after: Label) -> bool {
    match after {
        Label::Inside(kind) => before.kind() == Some(kind),
        Label::Again(_) => before.kind().is_none(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_labels_are_one_to_one() {
        assert!((0..LABELS).all(|number| Label::from_number(number).number() == number));
        assert_eq!(Label::from_number(LABELS), Label::Outside);
    }
}
