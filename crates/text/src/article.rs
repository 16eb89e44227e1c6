use std::fmt;

use crate::{
    Block, Decoded, Diagnostic, Error, Language, Quotation, Result, Sentence, Span, Token, TokenRange, quotation, segment,
    token,
};

/// What is known about an article besides its text. Nothing here is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, if it is known apart from the text.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, ISO 8601.
    pub published: Option<String>,
}

/// The identity of an article: the SHA-256 of its text in canonical form (NFC, line ends as LF, no white space at the ends of lines).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId([u8; 32]);

impl ArticleId {
    /// The 32 bytes of the hash.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// One published text at one moment, with its layers. Immutable.
///
/// ```
/// use wortlaut_text::{Article, Metadata};
/// let article = Article::new("„Nein“, sagte Ada Brandt. Mehr nicht.", Metadata::default())?;
/// assert_eq!(article.sentences().len(), 2);
/// assert_eq!(article.quotations()[0].span.of(article.text()), "„Nein“");
/// # Ok::<(), wortlaut_text::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Article {
    metadata: Metadata,
    text: String,
    language: Option<Language>,
    tokens: Vec<Token>,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    quotations: Vec<Quotation>,
    diagnostics: Vec<Diagnostic>,
}

impl Article {
    /// Finds the layers of `text`, which is kept as it is.
    ///
    /// # Errors
    /// [`Error::TooLong`] if byte offsets do not fit 32 bits.
    pub fn new(text: impl Into<String>, metadata: Metadata) -> Result<Self> {
        let text = text.into();
        if text.len() >= u32::MAX as usize {
            return Err(Error::TooLong { bytes: text.len() });
        }
        let mut diagnostics = Vec::new();
        let language = Language::detect(&text);
        let tokens = token::tokens(&text);
        let quotations = quotation::quotations(&text, &tokens, &mut diagnostics);
        let blocks = segment::blocks(&text, &tokens);
        let sentences = segment::sentences(&text, &tokens, &blocks, &quotations);
        Ok(Self { metadata, text, language, tokens, blocks, sentences, quotations, diagnostics })
    }

    /// The same from a decoded file; undecodable bytes become a diagnostic.
    ///
    /// # Errors
    /// As [`Article::new`].
    pub fn from_decoded(decoded: Decoded, metadata: Metadata) -> Result<Self> {
        Self::new(decoded.text, metadata)
    }

    /// The identity of the text.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        use sha2::{Digest, Sha256};
        ArticleId(Sha256::digest(self.text.as_bytes()).into())
    }

    /// The text as published.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is known besides the text.
    #[must_use]
    pub const fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The language, if it could be told.
    #[must_use]
    pub const fn language(&self) -> Option<Language> {
        self.language
    }

    /// All tokens in text order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Paragraphs and headings in text order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Sentences in text order; headings have some too, look at the block.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Quotations in text order, outer before inner.
    #[must_use]
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// What was odd about the text.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The text of a token.
    #[must_use]
    pub fn token_text(&self, index: usize) -> &str {
        self.tokens[index].span.of(&self.text)
    }

    /// The place of a range of tokens; empty at 0 if the range is empty.
    #[must_use]
    pub fn span_of(&self, range: TokenRange) -> Span {
        if range.is_empty() {
            return Span::default();
        }
        self.tokens[range.start()].span.cover(self.tokens[range.end() - 1].span)
    }

    /// The sentences a range of tokens holds, such as the inside of a quotation.
    #[must_use]
    pub fn sentences_within(&self, range: TokenRange) -> Vec<TokenRange> {
        segment::sentences_within(&self.text, &self.tokens, range)
    }
}
