//! Corpora, and the measures of accuracy that `wortlaut eval` prints.
//!
//! [`evaluate`] reads a corpus ([`Corpus`]), lets `wortlaut_reading::read` read every article of it and compares:
//! the measure of the public quotation data (M1), what a user sees (M2), whether `confidence` can be believed, and
//! whether every span is exact. [`compare`] tells whether two such reports differ by more than chance.

mod corpus;
mod error;
mod evaluate;
mod train;
pub use train::{
    FOLDS, Figures, Options, Step, TaggerAccuracy, TaggerSettings, Trained, Treebank, tagger_accuracy, train, train_tagger,
};

pub use corpus::{
    Corpus, CorpusFormat, Document, Export, GoldStatement, Loss, Losses, Mismatch, article_of_file_name, file_names,
};
pub use error::{Error, Result};
pub use evaluate::{
    Bin, Calibration, Cause, Comparison, Difference, DifferenceKind, DocumentTally, ErrorGroup, ErrorGroups, Evaluation,
    Exactness, Interval, Macro, Parties, PartyRow, Ratio, Reason, Report, Rule, Side, Statements, TypeRow, User, View, compare,
    evaluate, evaluate_with, head_matches, same_party,
};
