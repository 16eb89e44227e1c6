//! Annotated articles in the formats that other programs read.

use std::collections::BTreeMap;

use super::{Document, gold, public, webanno};
use crate::{Error, Result};

/// A form in which annotated articles are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorpusFormat {
    /// Our own: a line of JSON for each article, with everything.
    Gold,
    /// The public German quotation data's (Petersen-Frey and Biemann 2024): a JSON file for each article.
    Public,
    /// WebAnno TSV 3.3, as INCEpTION exports and imports it: a file for each article.
    WebAnno,
}

impl CorpusFormat {
    /// All of them; where a folder holds several, the earlier one is read.
    pub const ALL: &'static [Self] = &[Self::Gold, Self::Public, Self::WebAnno];

    /// The ending of its files, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Gold => "jsonl",
            Self::Public => "json",
            Self::WebAnno => "tsv",
        }
    }

    /// Whether a file holds any number of articles; else it holds one.
    #[must_use]
    pub const fn holds_many(self) -> bool {
        matches!(self, Self::Gold)
    }
}

/// Something of an annotation that a format has no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// What the party does with a statement.
    Act,
    /// Whether a statement is marked as uncertain.
    Hedge,
    /// Who the speaker is.
    Party,
    /// What a statement is about.
    Matter,
    /// The clause that attributes a statement.
    Frame,
    /// The annotation's own tokens; without them the measures count ours.
    Tokens,
    /// A statement without a type, which is left out.
    Untyped,
    /// A statement without a place in the text, which is left out.
    Unplaced,
    /// A place that is empty, holds only white space or does not lie in the text.
    Place,
    /// White space at the edge of a place.
    Edge,
    /// Line breaks and tabs before the first word; blanks stand for them.
    LeadingSpace,
    /// A text in which nothing can be seen.
    Invisible,
    /// The name of an article, because a file cannot have it.
    Name,
}

/// How often something was lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses(BTreeMap<Loss, usize>);

impl Losses {
    /// What was lost, and how often.
    pub fn iter(&self) -> impl Iterator<Item = (Loss, usize)> {
        self.0.iter().map(|(loss, count)| (*loss, *count))
    }

    /// Whether nothing was lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what was lost elsewhere.
    pub fn add(&mut self, other: &Self) {
        other.iter().for_each(|(loss, count)| self.note_many(loss, count));
    }

    /// Counts one loss.
    pub fn note(&mut self, loss: Loss) {
        self.note_many(loss, 1);
    }

    pub(super) fn note_many(&mut self, loss: Loss, count: usize) {
        if count > 0 {
            *self.0.entry(loss).or_default() += count;
        }
    }
}

/// An annotated article as the content of a file, or of a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// Ends in a line break, so that contents can follow each other where the format takes several articles.
    pub content: String,
    /// What the format has no place for.
    pub losses: Losses,
}

impl Document {
    /// The article and its annotation in `format`.
    ///
    /// [`crate::Corpus::read`] gives back what was not lost; from WebAnno the pieces of a quote come in text order.
    ///
    /// # Errors
    /// [`Error::Format`] if the text is too long for an article.
    pub fn export(&self, format: CorpusFormat) -> Result<Export> {
        let failed = |problem: String| Error::Format {
            path: self.id.as_str().into(),
            line: 1,
            problem,
            remedy: "leave this article out or split it".to_owned(),
        };
        let mut losses = Losses::default();
        let content = match format {
            CorpusFormat::Gold => gold::write(self, &mut losses).map_err(|error| failed(error.to_string())),
            CorpusFormat::Public => public::write(self, &mut losses).map_err(failed),
            CorpusFormat::WebAnno => webanno::write(self, &mut losses).map_err(|error| failed(error.to_string())),
        }?;
        Ok(Export { content, losses })
    }
}
