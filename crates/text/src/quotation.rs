//! Pairs of quotation marks.

mod mark;
mod pairing;
mod recovery;

use crate::{Block, Diagnostic, Span, Token, TokenRange};

/// The position of a quotation in [`crate::Article::quotations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotationIndex(u32);

impl QuotationIndex {
    /// The `position`-th quotation, from 0.
    #[must_use]
    pub const fn new(position: usize) -> Self {
        Self(position as u32)
    }

    /// The same number as a slice index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A pair of quotation marks with what stands between.
///
/// A quotation that runs over several paragraphs, each of which begins with the opening mark again, is one; the repeated marks are part of its
/// content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening to the closing mark, both included. Where the closing mark is missing, up to where recovery ended it: before the next
    /// opening mark of its kind, else at the end of its sentence.
    pub span: Span,
    /// The same without the marks and the white space beside them. Never empty: marks with nothing between them are no quotation.
    pub content: Span,
    /// The tokens of `span`, marks included.
    pub tokens: TokenRange,
    /// The quotation this one stands in.
    pub parent: Option<QuotationIndex>,
    /// Whether the closing mark is missing in the text, and its place was chosen by recovery.
    pub recovered: bool,
}

/// Pairs the quotation marks among `tokens`; in text order, outer before inner.
///
/// Marks that turn out to be something else, such as inches, become punctuation.
pub(crate) fn quotations(
    text: &str,
    tokens: &mut [Token],
    blocks: &[Block],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Quotation> {
    let marks = mark::marks(text, tokens, blocks);
    if marks.is_empty() {
        return Vec::new();
    }
    let pairs = pairing::pair(&marks);
    recovery::complete(text, tokens, blocks, &marks, &pairs, diagnostics)
}
