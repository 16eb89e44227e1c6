//! Paragraphs, headings and sentences.

mod block;
mod layout;
mod sentence;

pub(crate) use block::blocks;
pub(crate) use sentence::{sentence_end, sentences, sentences_within};

use crate::{Span, TokenRange};

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
    /// A short block without a closing mark that stands before another block or at the start of the article.
    Heading,
    /// Anything else; list items too.
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
