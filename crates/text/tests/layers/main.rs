//! What must hold for the layers of an article, point by point.

#![allow(clippy::unwrap_used, reason = "these are tests, helpers included")]

mod blocks;
mod decoding;
mod places;
mod properties;
mod quotations;
mod sentences;
mod tokens;

use wortlaut_text::{Article, Metadata};

fn article(text: &str) -> Article {
    Article::new(text, Metadata::default()).unwrap()
}

/// The tokens of `text`, divided by spaces.
fn tokens_of(text: &str) -> String {
    let article = article(text);
    let tokens: Vec<&str> = article.tokens().iter().map(|token| token.span.of(text)).collect();
    tokens.join(" ")
}

/// The sentences of `text`.
fn sentences_of(text: &str) -> Vec<String> {
    article(text).sentences().iter().map(|sentence| sentence.span.of(text).to_owned()).collect()
}

/// The quotations of `text`, marks included.
fn quotations_of(text: &str) -> Vec<String> {
    article(text).quotations().iter().map(|quotation| quotation.span.of(text).to_owned()).collect()
}
