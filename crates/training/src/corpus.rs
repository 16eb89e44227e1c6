//! Annotated articles from files, in one form whatever the format.

mod gold;
mod passages;
mod public;

use std::fs;
use std::path::{Path, PathBuf};

use wortlaut_reading::{Act, Medium, StatementType};
use wortlaut_text::Span;

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
    /// Whether the figures are also taken without `reported` and `free_indirect`: in the public data two careful
    /// readers disagree on which of these to annotate at all.
    pub has_disputed_types: bool,
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

impl Corpus {
    /// Reads a `.jsonl` file of our gold format, a folder of such files, or a folder (or one file) of the public
    /// quotation data's `.json` articles. The format follows from the names.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Format`] with file, line and remedy, or [`Error::NoCorpus`].
    pub fn read(path: &Path) -> Result<Self> {
        let mut corpus = Self { name: path.display().to_string(), ..Self::default() };
        let files = if path.is_dir() { listed(path)? } else { vec![path.to_path_buf()] };
        let of_format = |ending: &str| -> Vec<&PathBuf> {
            files.iter().filter(|file| file.extension().is_some_and(|has| has == ending)).collect()
        };
        let (gold, public) = (of_format("jsonl"), of_format("json"));
        if gold.is_empty() && public.is_empty() {
            // A missing path is told as such, not as a wrong format.
            if !path.exists() {
                read_file(path)?;
            }
            return Err(Error::NoCorpus { path: path.to_path_buf() });
        }
        if gold.is_empty() {
            corpus.has_frames = true;
            corpus.has_disputed_types = true;
            for file in public {
                public::read(file, &read_file(file)?, &mut corpus)?;
            }
        } else {
            for file in gold {
                gold::read(file, &read_file(file)?, &mut corpus)?;
            }
        }
        Ok(corpus)
    }

    /// The number of annotated statements.
    #[must_use]
    pub fn statement_count(&self) -> usize {
        self.documents.iter().map(|document| document.statements.len()).sum()
    }
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::Read { path: folder.to_path_buf(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        files.push(entry.map_err(failed)?.path());
    }
    files.sort();
    Ok(files)
}

fn read_file(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_path_buf(), source })
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
