//! Annotated articles from files and to files, in one form whatever the format.

mod export;
mod files;
mod gold;
mod layers;
mod names;
mod passages;
mod public;
mod webanno;

use std::path::Path;

use wortlaut_reading::{Act, Medium, Record, StatementType};
use wortlaut_text::{Article, Metadata, Span};

pub use export::{CorpusFormat, Export, Loss, Losses};
pub use names::{article_of_file_name, file_names};

use crate::{Error, Result};

/// Annotated articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// The path it was read from, for headings.
    pub name: String,
    /// In the order of the files (by name) and of their lines.
    pub documents: Vec<Document>,
    /// Whether the annotation knows frames. Ours does not, and then they do not count.
    pub has_frames: bool,
    /// Spans that do not hold the text their annotation says.
    pub mismatches: Vec<Mismatch>,
}

/// An annotated article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its name within the corpus.
    pub id: String,
    /// The article as published.
    pub text: String,
    /// The annotation's own tokens, where it has some.
    pub tokens: Option<Vec<Span>>,
    /// What a careful reader finds.
    pub statements: Vec<GoldStatement>,
}

/// An annotated statement. What the annotation does not tell is `None`; it is then not measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldStatement {
    /// How the words are rendered.
    pub kind: Option<StatementType>,
    /// What was said, in text order.
    pub quote: Vec<Span>,
    /// Who said it, as it stands in the text; empty if nobody is named.
    pub speaker: Vec<Span>,
    /// Who that is, as a canonical name.
    pub party: Option<String>,
    /// What attributes it.
    pub cue: Vec<Span>,
    /// To whom.
    pub addressee: Vec<Span>,
    /// The attributing clause.
    pub frame: Vec<Span>,
    /// Spoken, written or thought.
    pub medium: Option<Medium>,
    /// What the party does with it.
    pub act: Option<Act>,
    /// Whether it is marked as uncertain.
    pub hedge: Option<bool>,
    /// What it is about: a label that all statements of the article on one event, claim, plan or question share.
    pub matter: Option<String>,
}

impl Document {
    /// A reading in the form of an annotation, so that people can correct it. Parties and matters stay open.
    ///
    /// ```
    /// use wortlaut_text::{Article, Metadata};
    /// use wortlaut_training::Document;
    ///
    /// let article = Article::new("„Wir bauen die Brücke“, sagte Ada Brandt.", Metadata::default())?;
    /// let document = Document::of_record("bridge", &article, &wortlaut_reading::read(&article));
    /// assert_eq!(document.statements[0].speaker[0].of(&document.text), "Ada Brandt");
    /// # Ok::<(), wortlaut_text::Error>(())
    /// ```
    #[must_use]
    pub fn of_record(id: impl Into<String>, article: &Article, record: &Record) -> Self {
        let statements = record.statements.iter().map(|one| GoldStatement {
            kind: Some(one.kind),
            quote: one.quote.clone(),
            speaker: one.speaker.into_iter().collect(),
            party: None,
            cue: one.cue.clone(),
            addressee: one.addressee.into_iter().collect(),
            frame: one.frame.clone(),
            medium: one.medium,
            act: one.act,
            hedge: Some(one.hedge),
            matter: None,
        });
        Self { id: id.into(), text: article.text().to_owned(), tokens: None, statements: statements.collect() }
    }
}

/// An annotated span that does not hold the text its annotation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The document.
    pub document: String,
    /// The part, as the file names it.
    pub part: &'static str,
    /// Where, in code points.
    pub place: (usize, usize),
    /// What the annotation says.
    pub said: String,
    /// What stands there, or `None` if the place lies outside the text.
    pub stands: Option<String>,
}

impl Document {
    /// Its text with the layers that reading needs; `position` counts the documents of `corpus`, for the error.
    ///
    /// # Errors
    /// [`Error::Format`] if the text is too long for an article.
    pub(crate) fn article(&self, corpus: &str, position: usize) -> Result<Article> {
        Article::new(self.text.as_str(), Metadata::default()).map_err(|error| Error::Format {
            path: corpus.into(),
            line: position + 1,
            problem: error.to_string(),
            remedy: "leave this document out or split it".to_owned(),
        })
    }
}

impl Corpus {
    /// Reads annotated articles: a `.jsonl` file of our gold format, a `.json` article of the public quotation data, a
    /// `.tsv` article in WebAnno TSV 3.3, or a folder of one of these. The format follows from the names; in a folder
    /// that holds several, gold comes before public before WebAnno. Where a folder holds only folders, each of them
    /// is an article with one `.tsv` file, which is how INCEpTION exports a project.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Format`] with file, line and remedy, or [`Error::NoCorpus`].
    pub fn read(path: &Path) -> Result<Self> {
        let mut corpus = Self { name: path.display().to_string(), ..Self::default() };
        let (format, files) = files::of_corpus(path)?;
        for file in files {
            let content = files::text(&file.path)?;
            corpus.add(format, &file.path, file.id, &content)?;
        }
        Ok(corpus)
    }

    /// Adds the articles of one file. `id` names the article where the format does not.
    fn add(&mut self, format: CorpusFormat, path: &Path, id: String, content: &str) -> Result<()> {
        match format {
            CorpusFormat::Gold => gold::read(path, content, self),
            CorpusFormat::Public => {
                self.has_frames = true;
                public::read(path, content, self)
            }
            CorpusFormat::WebAnno => webanno::read(path, id, content, self),
        }
    }

    /// The number of annotated statements.
    #[must_use]
    pub fn statement_count(&self) -> usize {
        self.documents.iter().map(|document| document.statements.len()).sum()
    }
}

/// A value of a closed list by its name; the name itself if it is not in the list.
fn named<T>(name: Option<&str>, from_name: impl Fn(&str) -> Option<T>) -> std::result::Result<Option<T>, &str> {
    name.map(|name| from_name(name).ok_or(name)).transpose()
}

/// A free text that says something.
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// The byte at which each code point of a text starts, and its end: the way from the files' offsets to ours.
struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts }
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (*self.starts.get(start)?, *self.starts.get(end)?);
        (start <= end).then(|| Span::of_bytes(start, end))
    }

    /// The span, with a note in `mismatches` if `said` does not stand there.
    fn checked(
        &self,
        (start, end): (usize, usize),
        said: &str,
        document: &str,
        part: &'static str,
        mismatches: &mut Vec<Mismatch>,
    ) -> Option<Span> {
        let span = self.span(start, end);
        let stands = span.map(|span| span.of(self.text));
        if stands != Some(said) {
            mismatches.push(Mismatch {
                document: document.to_owned(),
                part,
                place: (start, end),
                said: said.to_owned(),
                stands: stands.map(str::to_owned),
            });
        }
        span
    }
}
