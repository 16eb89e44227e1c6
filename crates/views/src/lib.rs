//! One record, many renderings.
//!
//! | rendering | made by |
//! |---|---|
//! | JSON and JSON Lines, schema `wortlaut/record/1` | [`RecordModel`] |
//! | terminal | [`terminal()`] |
//!
//! Every rendering takes an article and the record that was read from it. Places leave this crate in Unicode code
//! points; `text[start..end]` in Python gives back the quoted words.

mod labels;
mod marks;
mod model;
mod terminal;

pub use model::{
    ArticleModel, DiagnosticModel, OFFSETS, Place, RECORD_SCHEMA, RecordModel, SCHEMA,
    StatementModel, WhenModel,
};
pub use terminal::{TerminalOptions, terminal};
