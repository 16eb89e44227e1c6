//! The rows of one reading.

use rusqlite::{Connection, OptionalExtension as _, params};
use wortlaut_reading::{MatterTime, Position, Record, Statement};
use wortlaut_text::Span;

use super::{Fault, Reading};
use crate::details::Details;
use crate::record::per_mille;
use crate::{chain, stems, time};

/// Inserts everything but the words for search.
pub(super) fn insert(
    connection: &Connection,
    reading: &Reading,
    text: &str,
    details: &Details,
    record: &Record,
) -> rusqlite::Result<()> {
    debug_assert!(record.statements.iter().flat_map(|one| &one.quote).all(|span| span.end().index() <= text.len()));
    parties(connection, reading, record)?;
    matters(connection, reading, record)?;
    statements(connection, reading, details, record)?;
    stances(connection, reading, record)?;
    changes(connection, reading, record)
}

/// The row of the statement at a position of the record.
fn statement(reading: &Reading, position: usize) -> u64 {
    reading.first_statement + position as u64
}

fn party(reading: &Reading, position: usize) -> u64 {
    reading.first_party + position as u64
}

fn matter(reading: &Reading, position: usize) -> u64 {
    reading.first_matter + position as u64
}

/// The quote with everything between its pieces.
pub(crate) fn cover(quote: &[Span]) -> Span {
    quote.iter().copied().reduce(Span::cover).unwrap_or_default()
}

fn parties(connection: &Connection, reading: &Reading, record: &Record) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO parties (number, reading, name, read_as, kind, speaks_for, identity) VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)",
    )?;
    for (position, one) in record.parties.iter().enumerate() {
        insert.execute(params![
            party(reading, position),
            reading.entry,
            one.name,
            one.kind.map(|kind| kind.name()),
            one.speaks_for.map(|id| party(reading, id.index())),
            one.identity,
        ])?;
    }
    Ok(())
}

fn matters(connection: &Connection, reading: &Reading, record: &Record) -> rusqlite::Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT INTO matters (number, reading, name, read_as, known, time) VALUES (?1, ?2, ?3, ?3, ?4, ?5)")?;
    let mut parties = connection.prepare_cached("INSERT OR IGNORE INTO matter_parties (matter, party) VALUES (?1, ?2)")?;
    for (position, one) in record.matters.iter().enumerate() {
        let (known, time) = match &one.time {
            None => (None, None),
            Some(MatterTime::Unknown { .. }) => (Some(false), None),
            Some(MatterTime::Known { value, .. }) => (Some(true), Some(value.as_str())),
        };
        insert.execute(params![matter(reading, position), reading.entry, one.label, known, time])?;
        for id in &one.parties {
            parties.execute(params![matter(reading, position), party(reading, id.index())])?;
        }
    }
    Ok(())
}

fn statements(connection: &Connection, reading: &Reading, details: &Details, record: &Record) -> rusqlite::Result<()> {
    // A reading of an old version is old at once.
    let (superseded, outlet): (Option<u64>, Option<i64>) = connection
        .prepare_cached("SELECT superseded, outlet FROM articles WHERE entry = ?1")?
        .query_row([reading.article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO statements (number, reading, article, superseded, kind, act, medium, hedge, party, matter, outlet, said, start, \"end\",
                                 within, confidence, found_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?;
    for (position, one) in record.statements.iter().enumerate() {
        let place = cover(&one.quote);
        insert.execute(params![
            statement(reading, position),
            reading.entry,
            reading.article,
            superseded,
            one.kind.name(),
            one.act.map(|act| act.name()),
            one.medium.map(|medium| medium.name()),
            one.hedge,
            one.party.map(|id| party(reading, id.index())),
            one.matter.map(|id| matter(reading, id.index())),
            outlet,
            said(one, details),
            place.start().get(),
            place.end().get(),
            one.within.map(|id| statement(reading, id.index())),
            per_mille(one.confidence),
            one.found_by,
        ])?;
    }
    Ok(())
}

/// When a statement was made by what the article says, else when the article was published.
fn said<'d>(statement: &'d Statement, details: &'d Details) -> Option<&'d str> {
    let when = statement.when.as_ref().and_then(|when| when.value.as_deref());
    [when, details.metadata.published.as_deref()].into_iter().flatten().find(|value| time::is_dated(value))
}

fn stances(connection: &Connection, reading: &Reading, record: &Record) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO stances (reading, position, matter, party, act, statement, since, first_hand)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (position, one) in record.stances.iter().enumerate() {
        insert.execute(params![
            reading.entry,
            position as u64,
            matter(reading, one.matter.index()),
            party(reading, one.party.index()),
            one.act.name(),
            statement(reading, one.statement.index()),
            one.since,
            one.first_hand,
        ])?;
    }
    Ok(())
}

fn changes(connection: &Connection, reading: &Reading, record: &Record) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO changes (reading, position, party, matter, from_statement, from_start, from_end, from_value,
                              to_statement, to_start, to_end, to_value)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let place = |held: &Position| (statement(reading, held.statement.index()), held.span.start().get(), held.span.end().get());
    for (position, one) in record.changes.iter().enumerate() {
        let (from, to) = (place(&one.from), place(&one.to));
        insert.execute(params![
            reading.entry,
            position as u64,
            party(reading, one.party.index()),
            matter(reading, one.matter.index()),
            from.0,
            from.1,
            from.2,
            one.from.value,
            to.0,
            to.1,
            to.2,
            one.to.value,
        ])?;
    }
    Ok(())
}

/// Inserts the words that search finds the statements by.
pub(super) fn insert_words(
    connection: &Connection,
    reading: &Reading,
    text: &str,
    details: &Details,
    record: &Record,
    search: bool,
) -> rusqlite::Result<()> {
    let english = details.is_english();
    let mut corrected = connection.prepare_cached(
        "SELECT name FROM (
           SELECT n.entry, n.name FROM statements s JOIN party_names n ON n.party = s.party WHERE s.number = ?1
           UNION ALL SELECT entry, name FROM statement_corrections WHERE statement = ?1 AND kind = 'party')
         ORDER BY entry",
    )?;
    for (position, one) in record.statements.iter().enumerate() {
        let number = statement(reading, position);
        let party = one.party.map(|id| &record.parties[id.index()]);
        let names = one.speaker.map(|span| span.of(text)).into_iter();
        let names = names.chain(party.map(|party| party.name.as_str()));
        let names = names.chain(party.into_iter().flat_map(|party| party.aliases.iter().map(String::as_str)));
        let mut who = stems::names(names);
        for name in corrected.query_map([number], |row| row.get::<_, String>(0))? {
            who = stems::with_names(&who, [name?.as_str()]);
        }
        put_words(connection, number, &quote(one, text, english), &who, search)?;
    }
    Ok(())
}

fn put_words(connection: &Connection, statement: u64, quote: &str, who: &str, search: bool) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO search_words (statement, who) VALUES (?1, ?2)")?.execute(params![statement, who])?;
    if search {
        connection
            .prepare_cached("INSERT INTO search (rowid, quote, who) VALUES (?1, ?2, ?3)")?
            .execute(params![statement, quote, who])?;
    }
    Ok(())
}

/// The stems of the quotes of a reading, by position, from the words beside the chain.
pub(crate) fn quotes(connection: &Connection, reading: &Reading) -> Result<Vec<String>, Fault> {
    let Some((text, details)) = chain::article(connection, reading.article)? else { return Ok(Vec::new()) };
    let Some(record) = chain::record(connection, reading.entry, &text)? else { return Ok(Vec::new()) };
    Ok(record.statements.iter().map(|one| quote(one, &text, details.is_english())).collect())
}

fn quote(statement: &Statement, text: &str, english: bool) -> String {
    let stems: Vec<String> = statement.quote.iter().map(|span| stems::stems(span.of(text), english)).collect();
    stems.join(" ")
}

/// Takes the words of a statement away; who said it by them. `quote` are the stems of its quote, where the search index has them.
fn take_words(connection: &Connection, statement: u64, quote: Option<&str>) -> rusqlite::Result<Option<String>> {
    let who: Option<String> = connection
        .prepare_cached("SELECT who FROM search_words WHERE statement = ?1")?
        .query_row([statement], |row| row.get(0))
        .optional()?;
    if let Some(who) = &who {
        if let Some(quote) = quote {
            // An index without the words themselves must be told what it held.
            connection
                .prepare_cached("INSERT INTO search (search, rowid, quote, who) VALUES ('delete', ?1, ?2, ?3)")?
                .execute(params![statement, quote, who])?;
        }
        connection.prepare_cached("DELETE FROM search_words WHERE statement = ?1")?.execute([statement])?;
    }
    Ok(who)
}

/// Lets search find a statement by another name of who said it, too.
pub(super) fn add_name(connection: &Connection, statement: u64, name: &str, search: bool) -> Result<(), Fault> {
    let quote = if search {
        let reading: u64 = connection
            .prepare_cached("SELECT reading FROM statements WHERE number = ?1")?
            .query_row([statement], |row| row.get(0))?;
        let reading = Reading::of_entry(connection, reading)?;
        let position = usize::try_from(statement - reading.first_statement).unwrap_or(usize::MAX);
        Some(quotes(connection, &reading)?.get(position).cloned().unwrap_or_default())
    } else {
        None
    };
    if let Some(who) = take_words(connection, statement, quote.as_deref())? {
        let who = stems::with_names(&who, [name]);
        put_words(connection, statement, quote.as_deref().unwrap_or_default(), &who, search)?;
    }
    Ok(())
}

/// Removes everything that was read.
pub(super) fn delete(connection: &Connection, reading: &Reading, search: bool) -> Result<(), Fault> {
    let statements = reading.first_statement..reading.first_statement + reading.statements;
    let quotes = if search { quotes(connection, reading)? } else { Vec::new() };
    for (position, number) in statements.clone().enumerate() {
        take_words(connection, number, quotes.get(position).map(String::as_str))?;
    }
    let between = |table: &str, column: &str, range: std::ops::Range<u64>| {
        let sql = format!("DELETE FROM {table} WHERE {column} >= ?1 AND {column} < ?2");
        connection.execute(&sql, params![range.start, range.end])
    };
    let parties = reading.first_party..reading.first_party + reading.parties;
    let matters = reading.first_matter..reading.first_matter + reading.matters;
    between("statement_corrections", "statement", statements.clone())?;
    between("party_names", "party", parties.clone())?;
    between("matter_names", "matter", matters.clone())?;
    between("matter_parties", "matter", matters.clone())?;
    between("statements", "number", statements)?;
    between("parties", "number", parties)?;
    between("matters", "number", matters)?;
    connection.execute("DELETE FROM stances WHERE reading = ?1", [reading.entry])?;
    connection.execute("DELETE FROM changes WHERE reading = ?1", [reading.entry])?;
    Ok(())
}
