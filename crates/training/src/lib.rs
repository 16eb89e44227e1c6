//! Corpora, and the measures of accuracy that `wortlaut eval` prints.
//!
//! [`evaluate`] reads a corpus ([`Corpus`]), lets `wortlaut_reading::read` read every article of it and compares:
//! the measure of the public quotation data (M1), what a user sees (M2), whether `confidence` can be believed, and
//! whether every span is exact. [`compare`] tells whether two such reports differ by more than chance.

mod corpus;
mod error;
mod evaluate;
pub mod train;

pub use corpus::{Corpus, Document, GoldStatement, Mismatch};
pub use error::{Error, Result};
pub use evaluate::{
    Bin, Calibration, Comparison, Difference, DifferenceKind, DocumentTally, Evaluation, Exactness, Interval, Macro, Ratio,
    Report, Rule, Side, Statements, TypeRow, User, View, compare, evaluate, evaluate_with, head_matches,
};
