use crate::{
    ArticleId, Block, Decoded, Diagnostic, DiagnosticKind, Error, Language, Quotation, Result, Sentence, Span, Token, TokenRange,
    identity, quotation, segment, token,
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
        if language.is_none() {
            diagnostics.push(Diagnostic {
                kind: DiagnosticKind::UnknownLanguage,
                span: None,
                message: "The language of the text could not be told to be German or English.".to_owned(),
            });
        }
        let mut tokens = token::tokens(&text);
        let blocks = segment::blocks(&text, &tokens);
        let quotations = quotation::quotations(&text, &mut tokens.tokens, &blocks, &mut diagnostics);
        let tokens = tokens.tokens;
        let sentences = segment::sentences(&text, &tokens, &blocks, &quotations);
        Ok(Self { metadata, text, language, tokens, blocks, sentences, quotations, diagnostics })
    }

    /// The same from a decoded file; undecodable bytes become a diagnostic.
    ///
    /// # Errors
    /// As [`Article::new`].
    pub fn from_decoded(decoded: Decoded, metadata: Metadata) -> Result<Self> {
        let Decoded { text, encoding, replaced } = decoded;
        let first = text.find(char::REPLACEMENT_CHARACTER);
        let mut article = Self::new(text, metadata)?;
        if replaced > 0 {
            let sequences = if replaced == 1 { "sequence" } else { "sequences" };
            article.diagnostics.insert(
                0,
                Diagnostic {
                    kind: DiagnosticKind::UndecodableBytes,
                    span: first.map(|first| Span::of_bytes(first, first + char::REPLACEMENT_CHARACTER.len_utf8())),
                    message: format!(
                        "{replaced} {sequences} of bytes mean nothing in {encoding} and stand as U+FFFD; this is the first."
                    ),
                },
            );
        }
        Ok(article)
    }

    /// The identity of the text.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        identity::of(&self.text)
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

    /// What was odd about the text: what concerns the whole of it first, then in text order.
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

    /// The sentences a range of tokens holds, such as the inside of a quotation, by the rules of [`Article::sentences`]. Quotations inside the
    /// range count as parts of their sentences; a quotation that *is* the range is split.
    ///
    /// ```
    /// use wortlaut_text::{Article, Metadata};
    /// let article = Article::new("„Nein. Das bleibt so“, sagte Ada Brandt.", Metadata::default())?;
    /// assert_eq!(article.sentences().len(), 1);
    /// let inside = article.sentences_within(article.quotations()[0].tokens);
    /// assert_eq!(article.span_of(inside[0]).of(article.text()), "„Nein.");
    /// assert_eq!(article.span_of(inside[1]).of(article.text()), "Das bleibt so“");
    /// # Ok::<(), wortlaut_text::Error>(())
    /// ```
    #[must_use]
    pub fn sentences_within(&self, range: TokenRange) -> Vec<TokenRange> {
        segment::sentences_within(&self.text, &self.tokens, &self.blocks, &self.quotations, range)
    }
}
