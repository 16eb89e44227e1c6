//! Proof that the ledger holds what was added.

mod chain;
mod search;
mod tables;

use std::io::Read as _;
use std::path::Path;

use rusqlite::Connection;

use crate::entry::{EntryKind, Hash};
use crate::{Ledger, Result, derived, storage};

/// The most damages that are told; more help nobody.
const MOST: usize = 200;

/// What is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The entry that it concerns, if it concerns one.
    pub entry: Option<u64>,
    /// The kind of that entry, if it can be told.
    pub entry_kind: Option<EntryKind>,
    /// What is damaged.
    pub kind: DamageKind,
    /// What was found, in English.
    pub detail: String,
}

/// The kinds of [`Damage`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DamageKind {
    /// The SQLite file itself: its pages or its definitions of tables. A copy from before helps.
    File,
    /// An entry, or its place in the chain. A copy from before helps.
    Entry,
    /// The words beside an entry. A copy from before helps.
    Contents,
    /// Tables that are derived from the chain. [`Ledger::reindex`] helps.
    Derived,
}

impl DamageKind {
    /// The name in every export.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Entry => "entry",
            Self::Contents => "contents",
            Self::Derived => "derived",
        }
    }
}

/// What [`Ledger::verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Entries that were read.
    pub entries: u64,
    /// Articles among them.
    pub articles: u64,
    /// Articles whose words were forgotten.
    pub forgotten: u64,
    /// Statements of all readings.
    pub statements: u64,
    /// Places that were cut out of their texts again.
    pub places: u64,
    /// The number and hash of the last entry.
    pub head: (u64, Hash),
    /// What is damaged, empty if nothing is.
    pub damages: Vec<Damage>,
}

impl Verification {
    /// Whether nothing is damaged.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.damages.is_empty()
    }

    fn tell(&mut self, entry: Option<(u64, Option<EntryKind>)>, kind: DamageKind, detail: impl Into<String>) {
        if self.damages.len() < MOST {
            let (entry, entry_kind) = entry.map_or((None, None), |(entry, kind)| (Some(entry), kind));
            self.damages.push(Damage { entry, entry_kind, kind, detail: detail.into() });
        }
    }
}

impl Ledger {
    /// Computes every hash again, cuts every place out of its text again, and derives every table again to compare it.
    ///
    /// What is damaged is told, not an error. Bytes of the file that hold nothing, such as the rest of a page, are not looked at.
    ///
    /// # Errors
    /// Only if the ledger cannot be read at all, or there is no room for the tables to compare with.
    pub fn verify(&self) -> Result<Verification> {
        self.verify_with(|_| {})
    }

    /// The same; `progress` is told the number of each entry that was verified.
    ///
    /// # Errors
    /// As [`Ledger::verify`].
    pub fn verify_with(&self, mut progress: impl FnMut(u64)) -> Result<Verification> {
        let at = |error| self.storage(error);
        let mut found = Verification {
            entries: 0,
            articles: 0,
            forgotten: 0,
            statements: 0,
            places: 0,
            head: (0, Hash::NONE),
            damages: Vec::new(),
        };
        // One moment, whoever writes meanwhile.
        let transaction = self.connection.unchecked_transaction().map_err(at)?;
        header(&self.path, &mut found);
        definitions(&self.connection, &mut found);
        pages(&self.connection, &mut found);
        chain::verify(&self.connection, &mut found, &mut progress);
        if !derived::is_current(&self.connection).unwrap_or(false) {
            found.tell(None, DamageKind::Derived, "the tables for searching were made by another version");
        } else if found.damages.iter().all(|damage| damage.kind == DamageKind::Derived) {
            tables::verify(&self.connection, &mut found).map_err(|fault| self.fault(fault, None))?;
            search::verify(&self.connection, &mut found);
        }
        transaction.finish().map_err(at)?;
        Ok(found)
    }
}

/// The fields of the file's first bytes that are the same in every ledger; most have no other effect than to puzzle programs.
fn header(path: &Path, found: &mut Verification) {
    let mut bytes = [0_u8; 100];
    if let Err(error) = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut bytes)) {
        found.tell(None, DamageKind::File, format!("the start of the file cannot be read: {error}"));
        return;
    }
    let fixed: [(&str, usize, &[u8]); 9] = [
        ("its name", 0, b"SQLite format 3\0"),
        ("the mode", 18, &[2, 2]),
        ("room at the end of pages", 20, &[0]),
        ("the fractions", 21, &[64, 32, 32]),
        ("the format of definitions", 44, &[0, 0, 0, 4]),
        ("the cache, the largest root", 48, &[0; 8]),
        ("the encoding", 56, &[0, 0, 0, 1]),
        ("the vacuum mode", 64, &[0; 4]),
        ("the reserved bytes", 72, &[0; 20]),
    ];
    // Until the log was written into the file for the first time, the first page there is that of an empty file.
    let unwritten = storage::has_log(path) && bytes[44..48] == [0; 4];
    for (what, at, expected) in fixed.into_iter().filter(|(_, at, _)| !(unwritten && [44, 56].contains(at))) {
        if bytes.get(at..at + expected.len()) != Some(expected) {
            found.tell(None, DamageKind::File, format!("the head of the file is not that of a ledger: {what} at byte {at}"));
        }
    }
}

/// Whether tables, indexes and triggers are defined as in a new ledger.
fn definitions(connection: &Connection, found: &mut Verification) {
    let (here, expected) = match (storage::definitions(connection), storage::expected_definitions()) {
        (Ok(here), Ok(expected)) => (here, expected),
        (Err(error), _) | (_, Err(error)) => {
            found.tell(None, DamageKind::File, format!("the definitions of tables cannot be read: {error}"));
            return;
        }
    };
    let is_current = derived::is_current(connection).unwrap_or(false);
    for one in &expected {
        // Tables of another version are stale, not damaged.
        let chain = ["entries", "contents"].iter().any(|name| one.1.starts_with(name));
        if !here.contains(one) && (is_current || chain) {
            found.tell(None, DamageKind::File, format!("the {} `{}` is missing or defined otherwise", one.0, one.1));
        }
    }
    for one in here.iter().filter(|one| is_current && !expected.contains(one)) {
        found.tell(None, DamageKind::File, format!("there is a {} `{}` that no ledger has", one.0, one.1));
    }
}

/// What SQLite itself says of the file's pages and indexes.
fn pages(connection: &Connection, found: &mut Verification) {
    let mut said = Vec::new();
    let checked = connection.prepare("PRAGMA integrity_check(20)").and_then(|mut statement| {
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            said.push(row.get::<_, String>(0)?);
        }
        Ok(())
    });
    for line in said.iter().flat_map(|said| said.lines()).filter(|line| *line != "ok") {
        found.tell(None, DamageKind::File, line);
    }
    if let Err(error) = checked {
        found.tell(None, DamageKind::File, error.to_string());
    }
}
