//! Tables that are derived from the chain, entry by entry. Doing it again from the start gives the same.

mod corrections;
pub(crate) mod rows;

use rusqlite::{Connection, OptionalExtension as _, params};
use wortlaut_reading::Record;

use crate::canonical::Unreadable;
use crate::details::Details;
use crate::entry::{ArticleBody, Body, Entry, RecordBody};
use crate::stems::STEMS;

/// Raised whenever derived tables change.
const VERSION: i64 = 1;

/// What can stop a derivation.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error(transparent)]
    Storage(#[from] rusqlite::Error),
    #[error(transparent)]
    Bytes(#[from] Unreadable),
}

/// The words that belong to an entry, unless they were forgotten.
#[derive(Clone, Copy)]
pub(crate) enum Words<'w> {
    None,
    Article(&'w Details),
    Record { text: &'w str, details: &'w Details, record: &'w Record },
}

/// Makes the tables, empty.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    create_tables(connection)?;
    connection.execute_batch(include_str!("sql/search.sql"))
}

/// The same without the search index.
pub(crate) fn create_tables(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("sql/derived.sql"))?;
    connection.execute("INSERT INTO derived (version, stems) VALUES (?1, ?2)", params![VERSION, STEMS])?;
    Ok(())
}

/// Whether the tables are those of this program.
pub(crate) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    let there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'derived')";
    if !connection.query_row(there, (), |row| row.get(0))? {
        return Ok(false);
    }
    let found: Option<(i64, String)> =
        connection.query_row("SELECT version, stems FROM derived", (), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.is_some_and(|(version, stems)| version == VERSION && stems == STEMS))
}

/// Drops whatever tables are there besides those of the chain, and makes those of this version.
pub(crate) fn recreate(connection: &Connection) -> rusqlite::Result<()> {
    let names = |virtual_only: bool| -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                   AND name NOT IN ('entries', 'contents') AND (NOT ?1 OR sql LIKE 'CREATE VIRTUAL%')";
        connection.prepare(sql)?.query_map([virtual_only], |row| row.get(0))?.collect()
    };
    // The search index takes its own tables with it.
    for virtual_only in [true, false] {
        for name in names(virtual_only)? {
            connection.execute_batch(&format!("DROP TABLE IF EXISTS \"{}\"", name.replace('"', "\"\"")))?;
        }
    }
    create(connection)
}

/// Derives what `entry` means, after all entries before it. With `search` off, the search index is left out;
/// with it, the words of earlier entries must be there in the same file.
pub(crate) fn apply(connection: &Connection, entry: &Entry, words: Words<'_>, search: bool) -> Result<(), Fault> {
    match (&entry.body, words) {
        (Body::Article(body), Words::Article(details)) => article(connection, entry.number, body, Some(details)),
        (Body::Article(body), _) => article(connection, entry.number, body, None),
        (Body::Record(body), words) => record(connection, entry.number, body, words, search),
        (Body::Correction { correction, .. }, _) => corrections::apply(connection, entry.number, correction, search),
        (Body::Forget { article, .. }, _) => forget(connection, entry.number, *article, search),
    }
}

fn article(connection: &Connection, entry: u64, body: &ArticleBody, details: Option<&Details>) -> Result<(), Fault> {
    let named = |table, name: Option<&str>| name.map(|name| number_of(connection, table, name)).transpose();
    let source = named("sources", details.and_then(|details| details.source.as_deref()))?;
    let outlet = named("outlets", details.and_then(|details| details.metadata.outlet.as_deref()))?;
    let mut version = 1_i64;
    if let Some(before) = body.follows {
        let sql = "SELECT version + 1 FROM articles WHERE entry = ?1";
        version = connection.prepare_cached(sql)?.query_row([before], |row| row.get(0))?;
        connection
            .prepare_cached("UPDATE articles SET superseded = coalesce(superseded, ?2) WHERE entry = ?1")?
            .execute(params![before, entry])?;
        supersede(connection, before, entry)?;
    }
    let metadata = details.map(|details| &details.metadata);
    connection
        .prepare_cached(
            "INSERT INTO articles (entry, id, source, version, title, url, outlet, published, language, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            entry,
            body.id,
            source,
            version,
            metadata.and_then(|one| one.title.as_deref()),
            metadata.and_then(|one| one.url.as_deref()),
            outlet,
            metadata.and_then(|one| one.published.as_deref()),
            details.and_then(|details| details.language.as_deref()),
            body.length,
        ])?;
    Ok(())
}

/// The number of a name in a table of names; a new one if it is not there.
fn number_of(connection: &Connection, table: &str, name: &str) -> rusqlite::Result<i64> {
    let find = format!("SELECT number FROM {table} WHERE name = ?1");
    if let Some(number) = connection.prepare_cached(&find)?.query_row([name], |row| row.get(0)).optional()? {
        return Ok(number);
    }
    connection.prepare_cached(&format!("INSERT INTO {table} (name) VALUES (?1)"))?.execute([name])?;
    Ok(connection.last_insert_rowid())
}

/// Makes the statements that were read from an article old, unless they are.
fn supersede(connection: &Connection, article: u64, entry: u64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE statements SET superseded = ?2 WHERE superseded IS NULL AND number IN (
               SELECT s.number FROM readings r CROSS JOIN statements s
               ON s.number >= r.first_statement AND s.number < r.first_statement + r.statements WHERE r.article = ?1)",
        )?
        .execute(params![article, entry])?;
    Ok(())
}

/// A reading of an article, with the first number and the count of what it found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) entry: u64,
    pub(crate) article: u64,
    pub(crate) first_statement: u64,
    pub(crate) statements: u64,
    pub(crate) first_party: u64,
    pub(crate) parties: u64,
    pub(crate) first_matter: u64,
    pub(crate) matters: u64,
}

const READING: &str = "entry, article, first_statement, statements, first_party, parties, first_matter, matters";

impl Reading {
    fn of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            entry: row.get(0)?,
            article: row.get(1)?,
            first_statement: row.get(2)?,
            statements: row.get(3)?,
            first_party: row.get(4)?,
            parties: row.get(5)?,
            first_matter: row.get(6)?,
            matters: row.get(7)?,
        })
    }

    /// All readings of an article, the oldest first.
    pub(crate) fn of_article(connection: &Connection, article: u64) -> rusqlite::Result<Vec<Self>> {
        let sql = format!("SELECT {READING} FROM readings WHERE article = ?1 ORDER BY entry");
        connection.prepare_cached(&sql)?.query_map([article], Self::of_row)?.collect()
    }

    /// That of an entry.
    fn of_entry(connection: &Connection, entry: u64) -> rusqlite::Result<Self> {
        let sql = format!("SELECT {READING} FROM readings WHERE entry = ?1");
        connection.prepare_cached(&sql)?.query_row([entry], Self::of_row)
    }

    /// All readings, the oldest first.
    pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Self>> {
        connection.prepare(&format!("SELECT {READING} FROM readings ORDER BY entry"))?.query_map((), Self::of_row)?.collect()
    }

    /// The last of all readings.
    fn last(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let sql = format!("SELECT {READING} FROM readings ORDER BY entry DESC LIMIT 1");
        connection.prepare_cached(&sql)?.query_row((), Self::of_row).optional()
    }
}

fn record(connection: &Connection, entry: u64, body: &RecordBody, words: Words<'_>, search: bool) -> Result<(), Fault> {
    let last = Reading::last(connection)?;
    let next = |first: fn(&Reading) -> u64, count: fn(&Reading) -> u64| last.as_ref().map_or(1, |last| first(last) + count(last));
    let reading = Reading {
        entry,
        article: body.article,
        first_statement: next(|one| one.first_statement, |one| one.statements),
        statements: body.statements.into(),
        first_party: next(|one| one.first_party, |one| one.parties),
        parties: body.parties.into(),
        first_matter: next(|one| one.first_matter, |one| one.matters),
        matters: body.matters.into(),
    };
    supersede(connection, body.article, entry)?;
    connection
        .prepare_cached("UPDATE readings SET superseded = ?2 WHERE article = ?1 AND superseded IS NULL")?
        .execute(params![body.article, entry])?;
    let reader = reader(connection, &body.program, &body.model)?;
    connection
        .prepare_cached(&format!("INSERT INTO readings ({READING}, reader) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"))?
        .execute(params![
            entry,
            reading.article,
            reading.first_statement,
            reading.statements,
            reading.first_party,
            reading.parties,
            reading.first_matter,
            reading.matters,
            reader,
        ])?;
    if let Words::Record { text, details, record } = words {
        rows::insert(connection, &reading, text, details, record)?;
        corrections::apply_to(connection, &reading)?;
        rows::insert_words(connection, &reading, text, details, record, search)?;
    }
    Ok(())
}

fn reader(connection: &Connection, program: &str, model: &str) -> rusqlite::Result<i64> {
    let find = "SELECT number FROM readers WHERE program = ?1 AND model = ?2";
    if let Some(number) = connection.prepare_cached(find)?.query_row([program, model], |row| row.get(0)).optional()? {
        return Ok(number);
    }
    connection.execute("INSERT INTO readers (program, model) VALUES (?1, ?2)", [program, model])?;
    Ok(connection.last_insert_rowid())
}

/// Removes everything that has words of an article; its row stays, with its identity and length.
fn forget(connection: &Connection, entry: u64, article: u64, search: bool) -> Result<(), Fault> {
    for reading in Reading::of_article(connection, article)? {
        rows::delete(connection, &reading, search)?;
    }
    let sql = "SELECT source, outlet FROM articles WHERE entry = ?1";
    let (source, outlet): (Option<i64>, Option<i64>) =
        connection.query_row(sql, [article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    connection.execute(
        "UPDATE articles SET forgotten = ?2, source = NULL, title = NULL, url = NULL, outlet = NULL, published = NULL, language = NULL
         WHERE entry = ?1",
        params![article, entry],
    )?;
    let unused = |table: &str, number: Option<i64>, column: &str| {
        let sql = format!("DELETE FROM {table} WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE {column} = ?1)");
        number.map_or(Ok(0), |number| connection.execute(&sql, [number]))
    };
    unused("sources", source, "source")?;
    unused("outlets", outlet, "outlet")?;
    Ok(())
}
