//! Deriving everything from the chain again.

use rusqlite::{Connection, TransactionBehavior};

use crate::derived::{self, Fault, Words};
use crate::entry::{Body, Entry};
use crate::ledger::fault_at;
use crate::{Error, Ledger, Result, chain};

impl Ledger {
    /// Makes all tables that are derived from the chain anew: after an update of the program, or if they were damaged. Nothing changes if it
    /// fails. The file is written anew, too, without what was freed in it.
    ///
    /// # Errors
    /// [`Error::is_damaged`] if the chain itself cannot be read; [`Error::is_busy`], [`Error::is_read_only`], [`Error::is_full`];
    /// [`Error::is_uncleared`] if only the last step failed.
    pub fn reindex(&mut self) -> Result<u64> {
        let path = &self.path;
        let at = |error| Error::storage(path, error);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(at)?;
        derived::recreate(&transaction).map_err(at)?;
        let mut last = 0;
        let replayed = replay(&transaction, &transaction, true, |entry| last = entry);
        replayed.map_err(|fault| fault_at(path, fault, Some(last + 1)))?;
        transaction.commit().map_err(at)?;
        self.clear()?;
        Ok(last)
    }
}

/// Derives the tables in `into` from the chain in `from`, the search index only if both are the same. `done` is told each entry.
pub(crate) fn replay(
    from: &Connection,
    into: &Connection,
    search: bool,
    mut done: impl FnMut(u64),
) -> std::result::Result<(), Fault> {
    chain::each(from, 0, |entry| {
        derive(from, into, &entry, search)?;
        done(entry.number);
        Ok(())
    })
}

fn derive(from: &Connection, into: &Connection, entry: &Entry, search: bool) -> std::result::Result<(), Fault> {
    match &entry.body {
        Body::Article(_) => match chain::article(from, entry.number)? {
            Some((_, details)) => derived::apply(into, entry, Words::Article(&details), search),
            None => derived::apply(into, entry, Words::None, search),
        },
        Body::Record(body) => {
            let Some((text, details)) = chain::article(from, body.article)? else {
                return derived::apply(into, entry, Words::None, search);
            };
            match chain::record(from, entry.number, &text)? {
                Some(record) => {
                    let words = Words::Record { text: &text, details: &details, record: &record };
                    derived::apply(into, entry, words, search)
                }
                None => derived::apply(into, entry, Words::None, search),
            }
        }
        Body::Correction { .. } | Body::Forget { .. } => derived::apply(into, entry, Words::None, search),
    }
}
