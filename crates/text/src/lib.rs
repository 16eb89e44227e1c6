//! Bytes to [`Article`]: decoding, paragraphs and headings, sentences, tokens, quotation marks, language.
//!
//! The text of an article is never rewritten. Every layer points into it with a [`Span`] of bytes, so that
//! `span.of(article.text())` gives back exactly what was published.

mod article;
mod character;
mod decode;
mod diagnostic;
mod error;
mod german;
mod identity;
mod language;
mod quotation;
mod segment;
mod span;
mod token;

pub use article::{Article, Metadata};
pub use decode::{Decoded, decode};
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use error::{Error, Result};
pub use identity::ArticleId;
pub use language::Language;
pub use quotation::{Quotation, QuotationIndex};
pub use segment::{Block, BlockKind, Sentence};
pub use span::{ByteOffset, CodePoints, Span, TokenIndex, TokenRange};
pub use token::{Token, TokenKind};
