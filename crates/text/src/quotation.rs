use crate::{Diagnostic, Span, Token, TokenRange};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening to the closing mark, both included. Where the closing mark is missing, up to where recovery ended it.
    pub span: Span,
    /// The same without the marks.
    pub content: Span,
    /// The tokens of `span`, marks included.
    pub tokens: TokenRange,
    /// The quotation this one stands in.
    pub parent: Option<QuotationIndex>,
    /// Whether one of the marks is missing in the text, and its place was chosen by recovery.
    pub recovered: bool,
}

/// Pairs the quotation marks among `tokens`; in text order, outer before inner.
pub(crate) fn quotations(text: &str, tokens: &[Token], _diagnostics: &mut Vec<Diagnostic>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (index, token) in tokens.iter().enumerate() {
        match token.span.of(text) {
            "„" | "»" => open = Some(index),
            "“" | "”" | "«" => {
                if let Some(start) = open.take() {
                    let span = tokens[start].span.cover(token.span);
                    found.push(Quotation {
                        span,
                        content: Span::new(tokens[start].span.end(), token.span.start()),
                        tokens: TokenRange::new(start, index + 1),
                        parent: None,
                        recovered: false,
                    });
                }
            }
            _ => {}
        }
    }
    found
}
