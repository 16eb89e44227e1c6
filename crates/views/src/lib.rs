//! One record, many renderings.
//!
//! | rendering | made by |
//! |---|---|
//! | JSON and JSON Lines, schema `wortlaut/record/1` | [`RecordModel`] |
//!
//! Every rendering takes an article and the record that was read from it. Places leave this crate in Unicode code
//! points; `text[start..end]` in Python gives back the quoted words.

mod model;

pub use model::{
    ArticleModel, DiagnosticModel, OFFSETS, Place, RECORD_SCHEMA, RecordModel, SCHEMA,
    StatementModel, WhenModel,
};
