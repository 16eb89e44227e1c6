//! Tokens and sentences for formats that need them: together they cover everything that can be seen in a text.

use std::ops::Range;

use wortlaut_text::{Article, Metadata, Span};

use super::Document;

/// The tokens of a text, none with white space inside, and the sentences they make.
pub(super) struct Layers {
    /// In text order. Every character that is not white space is in one.
    pub(super) tokens: Vec<Span>,
    /// Ranges of tokens, none empty; one begins where the other ends.
    pub(super) sentences: Vec<Range<usize>>,
}

impl Layers {
    /// The annotation's own tokens where it has some, and ours elsewhere.
    pub(super) fn new(document: &Document) -> wortlaut_text::Result<Self> {
        let text = document.text.as_str();
        let article = Article::new(text, Metadata::default())?;
        let mut given = match &document.tokens {
            Some(tokens) => tokens.clone(),
            None => article.tokens().iter().map(|token| token.span).collect(),
        };
        given.sort();
        let mut tokens = Vec::with_capacity(given.len());
        let mut done = 0;
        for span in given {
            let (start, end) = (span.start().index(), span.end().index());
            // Tokens of others may overlap, or lie beside the text.
            if start < done || start >= end || text.get(start..end).is_none() {
                continue;
            }
            runs(text, done, start, &mut tokens);
            runs(text, start, end, &mut tokens);
            done = end;
        }
        runs(text, done, text.len(), &mut tokens);
        let mut starts = article.sentences().iter().map(|sentence| article.span_of(sentence.tokens).start().index()).peekable();
        let mut sentences: Vec<Range<usize>> = Vec::new();
        for (position, token) in tokens.iter().enumerate() {
            let mut begins = sentences.is_empty();
            while starts.next_if(|start| *start <= token.start().index()).is_some() {
                begins = true;
            }
            match sentences.last_mut() {
                Some(last) if !begins => last.end = position + 1,
                _ => sentences.push(position..position + 1),
            }
        }
        Ok(Self { tokens, sentences })
    }

    /// The positions of the tokens that share a byte with `span`.
    pub(super) fn covered(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.end() <= span.start());
        let after = self.tokens.partition_point(|token| token.start() < span.end());
        first..after.max(first)
    }
}

/// The runs of characters in `start..end` that are not white space.
fn runs(text: &str, start: usize, end: usize, into: &mut Vec<Span>) {
    let mut from = None;
    for (at, c) in text[start..end].char_indices() {
        match (from, c.is_whitespace()) {
            (None, false) => from = Some(start + at),
            (Some(first), true) => {
                into.push(Span::of_bytes(first, start + at));
                from = None;
            }
            _ => {}
        }
    }
    if let Some(first) = from {
        into.push(Span::of_bytes(first, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_be_seen_is_in_a_token() {
        let text = " \n„Öl\u{200B}“, z. B.\u{200B} 1 000 t.\n\nUnd 👩‍🚒?";
        for tokens in [None, Some(vec![Span::of_bytes(3, 9), Span::of_bytes(5, 8), Span::of_bytes(90, 99)])] {
            let layers = Layers::new(&Document { text: text.into(), tokens, ..Document::default() }).unwrap();
            let seen: String = layers.tokens.iter().map(|token| token.of(text)).collect();
            assert_eq!(seen, text.split_whitespace().collect::<String>());
            assert!(layers.tokens.iter().all(|token| !token.of(text).contains(char::is_whitespace)));
            let covered: Vec<usize> = layers.sentences.iter().cloned().flatten().collect();
            assert_eq!(covered, (0..layers.tokens.len()).collect::<Vec<_>>());
            assert!(layers.sentences.len() > 1);
        }
    }
}
