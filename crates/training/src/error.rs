use std::path::PathBuf;

use thiserror::Error;

/// What can go wrong when a corpus is read or two reports are compared.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}; check the path and its permissions", path.display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file does not hold what its format asks for.
    #[error("{}:{line}: {problem}; {remedy}", path.display())]
    Format {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
        /// What to do about it.
        remedy: String,
    },
    /// Nothing at the path looks like a corpus.
    #[error(
        "{} holds no corpus; give a folder of .jsonl files, of the public data's .json files or of .tsv files, or one such file",
        path.display()
    )]
    NoCorpus {
        /// Where one was expected.
        path: PathBuf,
    },
    /// Too little is annotated to train on.
    #[error("{name} has fewer than {least} articles with statements; give more annotated articles to train on")]
    NoStatements {
        /// The corpus.
        name: String,
        /// How many are needed.
        least: usize,
    },
    /// The classifiers of acts, media and hedges cannot be made.
    #[error("act, medium and hedge cannot be learned: {problem}; give more annotated articles to train on")]
    Judgement {
        /// Why.
        problem: String,
    },
    /// Two reports were made on different documents, so that differences between them mean nothing.
    #[error("the two reports are not about the same documents ({detail}); evaluate both on one corpus")]
    DifferentDocuments {
        /// The first difference.
        detail: String,
    },
}

/// Shorthand for this crate's results.
pub type Result<T> = std::result::Result<T, Error>;
