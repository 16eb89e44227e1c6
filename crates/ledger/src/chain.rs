//! Reading and appending entries.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::canonical::Unreadable;
use crate::derived::Fault;
use crate::details::Details;
use crate::entry::{Body, Entry, Hash};
use crate::{Time, record};

/// The last entry's number and hash; 0 and zeros where there is none.
pub(crate) fn head(connection: &Connection) -> Result<(u64, Hash), Fault> {
    let last = connection
        .prepare_cached("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1")?
        .query_row((), |row| Ok((row.get(0)?, Hash(row.get(1)?))))
        .optional()?;
    Ok(last.unwrap_or((0, Hash::NONE)))
}

/// Appends an entry to the chain; what is derived from it is up to the caller.
pub(crate) fn append(connection: &Connection, time: &Time, body: Body) -> Result<Entry, Fault> {
    let (last, previous) = head(connection)?;
    let entry = Entry { number: last + 1, time: time.clone(), body };
    let bytes = entry.to_bytes();
    connection
        .prepare_cached(
            "INSERT INTO entries (number, kind, time, article, previous, bytes, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            entry.number,
            entry.body.kind().name(),
            entry.time.as_str(),
            entry.article(),
            previous.0,
            bytes,
            Entry::hash(previous, &bytes).0,
        ])?;
    Ok(entry)
}

/// Puts the words of an entry beside it.
pub(crate) fn put_contents(connection: &Connection, entry: u64, text: Option<&str>, details: &[u8]) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT INTO contents (entry, text, details) VALUES (?1, ?2, ?3)")?
        .execute(params![entry, text, details])?;
    Ok(())
}

/// One entry, if it is there.
pub(crate) fn entry(connection: &Connection, number: u64) -> Result<Option<Entry>, Fault> {
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached("SELECT bytes FROM entries WHERE number = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(bytes.map(|bytes| Entry::from_bytes(&bytes)).transpose()?)
}

/// The text and metadata of an article, unless they were forgotten.
pub(crate) fn article(connection: &Connection, entry: u64) -> Result<Option<(String, Details)>, Fault> {
    let found: Option<(String, Vec<u8>)> = connection
        .prepare_cached("SELECT text, details FROM contents WHERE entry = ?1")?
        .query_row([entry], |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map(|(text, details)| Details::from_bytes(&details).map(|details| (text, details))).transpose()?)
}

/// A record, if it was not forgotten, for the text of its article.
pub(crate) fn record(connection: &Connection, entry: u64, text: &str) -> Result<Option<wortlaut_reading::Record>, Fault> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT details FROM contents WHERE entry = ?1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    Ok(found.map(|bytes| record::from_bytes(&bytes, text)).transpose()?)
}

/// Goes through all entries after `after`, in order.
pub(crate) fn each(connection: &Connection, after: u64, mut visit: impl FnMut(Entry) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut statement = connection.prepare("SELECT bytes FROM entries WHERE number > ?1 ORDER BY number")?;
    let mut rows = statement.query([after])?;
    while let Some(row) = rows.next()? {
        visit(Entry::from_bytes(row.get_ref(0)?.as_blob().map_err(|_| Unreadable::Ends)?)?)?;
    }
    Ok(())
}
