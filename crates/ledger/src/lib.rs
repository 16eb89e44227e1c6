//! Many articles, one verifiable record: who said what, in which article, read by which program, corrected by whom.
//!
//! A ledger is one SQLite file. Its *chain* of entries is only ever appended to, and each entry holds the hash of the one before; the words
//! of articles lie beside the chain, so that they can be removed for legal reasons and the chain still verifies. Everything else in the file
//! is *derived* from the chain and can be made anew ([`Ledger::reindex`]). `docs/ledger-format.md` describes the file, so that another
//! program can verify it.
//!
//! The library has no clock: whoever adds says when.

mod amend;
mod canonical;
mod chain;
mod correction;
mod derived;
mod details;
mod entry;
mod error;
mod export;
mod find;
mod ledger;
mod record;
mod replay;
mod stems;
mod storage;
mod time;
mod verify;
mod versions;

pub use correction::{Correction, StatementPlace, Subject};
pub use entry::{EntryKind, Hash};
pub use error::{Error, Result};
pub use export::Reading;
pub use find::{ArticleQuery, ArticleSummary, Found, Order, Page, Query};
pub use ledger::{Added, Batch, Ledger, Reader};
pub use time::Time;
pub use verify::{Damage, DamageKind, Verification};
pub use versions::{Difference, VersionStatement};
