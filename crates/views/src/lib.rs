//! One record, many renderings.
//!
//! | rendering | made by |
//! |---|---|
//! | JSON and JSON Lines, schema `wortlaut/record/1` | [`RecordModel`] |
//! | terminal | [`terminal()`], once after [`terminal_legend`] |
//! | statements of many articles that were searched for | [`found()`] |
//! | a page, one HTML file | [`page()`], or [`page_start`], [`page_section`] and [`page_end`] for many articles |
//!
//! Every rendering takes an article and the record that was read from it. Places leave this crate in Unicode code
//! points; `text[start..end]` in Python gives back the quoted words.

mod columns;
mod found;
mod labels;
mod marks;
mod model;
mod page;
mod quoted;
mod terminal;

pub use found::{FoundStatement, found};
pub use model::{
    ArticleModel, ChangeModel, DiagnosticModel, MatterModel, MatterTimeModel, MentionModel, OFFSETS, PartyModel, Place,
    PositionModel, RECORD_SCHEMA, RecordModel, RoleModel, SCHEMA, StanceModel, StatementModel, WhenModel,
};
pub use page::{PageEntry, PageSection, page, page_end, page_section, page_start};
pub use terminal::{TerminalOptions, terminal, terminal_legend};
