use crate::{Quotation, Span, Token, TokenRange};

/// A paragraph or heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Without the white space around it.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of [`Block`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A short block without a closing mark.
    Heading,
    /// Anything else.
    Paragraph,
}

/// A sentence. A quotation inside it counts as part of it, however many sentences the quotation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Without the white space around it.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The position of its block in [`crate::Article::blocks`].
    pub block: usize,
}

/// Splits `text` into blocks at empty lines.
pub(crate) fn blocks(text: &str, tokens: &[Token]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut start = 0;
    for index in 0..tokens.len() {
        let after = tokens.get(index + 1).map_or(text.len(), |next| next.span.start().index());
        let gap = &text[tokens[index].span.end().index()..after];
        if index + 1 == tokens.len() || gap.matches('\n').count() > 1 {
            let span = tokens[start].span.cover(tokens[index].span);
            let closed = span.of(text).ends_with(['.', '!', '?', '“', '"', ':', '…', '”', '«', '»']);
            let kind = if !closed && span.len() < 120 { BlockKind::Heading } else { BlockKind::Paragraph };
            found.push(Block { span, tokens: TokenRange::new(start, index + 1), kind });
            start = index + 1;
        }
    }
    found
}

/// Splits each block into sentences.
pub(crate) fn sentences(text: &str, tokens: &[Token], blocks: &[Block], quotations: &[Quotation]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (block, here) in blocks.iter().enumerate() {
        let mut start = here.tokens.start();
        for index in here.tokens.range() {
            let inside = quotations.iter().any(|quotation| quotation.tokens.range().contains(&index));
            let last = index + 1 == here.tokens.end();
            if last || (!inside && matches!(tokens[index].span.of(text), "." | "!" | "?")) {
                let span = tokens[start].span.cover(tokens[index].span);
                found.push(Sentence { span, tokens: TokenRange::new(start, index + 1), block });
                start = index + 1;
            }
        }
    }
    found
}

/// Splits a range of tokens, such as the inside of a quotation, into the sentences it holds.
pub(crate) fn sentences_within(text: &str, tokens: &[Token], range: TokenRange) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut start = range.start();
    for index in range.range() {
        if index + 1 == range.end() || matches!(tokens[index].span.of(text), "." | "!" | "?") {
            found.push(TokenRange::new(start, index + 1));
            start = index + 1;
        }
    }
    found
}
