//! What corrections do to what was read before them, and to what is read after.

use rusqlite::{Connection, OptionalExtension as _, params};
use wortlaut_text::Span;

use super::rows::cover;
use super::{Fault, Reading, rows};
use crate::correction::{Correction, Subject};

/// The tables of names.
struct Tables {
    named: &'static str,
    names: &'static str,
    column: &'static str,
}

const fn tables(subject: Subject) -> Tables {
    match subject {
        Subject::Party => Tables { named: "parties", names: "party_names", column: "party" },
        Subject::Matter => Tables { named: "matters", names: "matter_names", column: "matter" },
    }
}

/// Applies a correction to everything that was read before it.
pub(super) fn apply(connection: &Connection, entry: u64, correction: &Correction, search: bool) -> Result<(), Fault> {
    let (name, other) = correction.names();
    connection.execute(
        "INSERT INTO corrections (entry, kind, subject, article, name, other) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![entry, correction.name(), correction.subject().map(Subject::name), correction.article(), name, other],
    )?;
    for (position, place) in correction.places().iter().enumerate() {
        let place = cover(&place.quote);
        connection.execute(
            "INSERT INTO correction_places (entry, position, start, \"end\") VALUES (?1, ?2, ?3, ?4)",
            params![entry, position as u64, place.start().get(), place.end().get()],
        )?;
    }
    if let (Some(subject), Some(name), Some(other)) = (correction.subject(), name, other) {
        rename(connection, entry, subject, correction.article(), name, other, search)?;
    }
    if let Some(article) = correction.article() {
        for reading in Reading::of_article(connection, article)? {
            for place in correction.places() {
                if let Some(statement) = statement_at(connection, &reading, cover(&place.quote))? {
                    correct(connection, statement, entry, kind(correction.name(), correction.subject()), other)?;
                    if let (Some(Subject::Party), Some(name)) = (correction.subject(), other) {
                        rows::add_name(connection, statement, name, search)?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Applies all corrections so far to a new reading; its words for search are not there yet.
pub(super) fn apply_to(connection: &Connection, reading: &Reading) -> Result<(), Fault> {
    let any = "SELECT EXISTS (SELECT 1 FROM corrections)";
    if !connection.prepare_cached(any)?.query_row((), |row| row.get::<_, bool>(0))? {
        return Ok(());
    }
    for subject in [Subject::Party, Subject::Matter] {
        let Tables { named, names, column } = tables(subject);
        let (first, count) = match subject {
            Subject::Party => (reading.first_party, reading.parties),
            Subject::Matter => (reading.first_matter, reading.matters),
        };
        for number in first..first + count {
            let read_as: String = connection
                .prepare_cached(&format!("SELECT read_as FROM {named} WHERE number = ?1"))?
                .query_row([number], |row| row.get(0))?;
            for (entry, name) in later_names(connection, subject, reading, read_as, 0)? {
                connection
                    .prepare_cached(&format!("INSERT INTO {names} ({column}, entry, name) VALUES (?1, ?2, ?3)"))?
                    .execute(params![number, entry, name])?;
                connection
                    .prepare_cached(&format!("UPDATE {named} SET name = ?2 WHERE number = ?1"))?
                    .execute(params![number, name])?;
            }
        }
    }
    let sql = "SELECT c.entry, c.kind, c.subject, c.other, p.start, p.\"end\"
               FROM corrections c JOIN correction_places p ON p.entry = c.entry
               WHERE c.article = ?1 ORDER BY c.entry, p.position";
    let mut places = connection.prepare_cached(sql)?;
    let mut places = places.query([reading.article])?;
    while let Some(row) = places.next()? {
        let (entry, name): (u64, Option<String>) = (row.get(0)?, row.get(3)?);
        let subject = match row.get::<_, Option<String>>(2)?.as_deref() {
            Some("party") => Some(Subject::Party),
            Some("matter") => Some(Subject::Matter),
            _ => None,
        };
        let place = Span::of_bytes(row.get(4)?, row.get(5)?);
        if let Some(statement) = statement_at(connection, reading, place)? {
            correct(connection, statement, entry, kind(&row.get::<_, String>(1)?, subject), name.as_deref())?;
            if let (Some(subject), Some(name)) = (subject, name) {
                for (later, name) in later_names(connection, subject, reading, name, entry)? {
                    correct(connection, statement, later, subject.name(), Some(&name))?;
                }
            }
        }
    }
    Ok(())
}

/// What a correction does to a statement: `reject`, `accept`, or give it another `party` or `matter`.
fn kind(correction: &str, subject: Option<Subject>) -> &str {
    match subject {
        Some(subject) => subject.name(),
        None => correction,
    }
}

/// The names that something with `name` gets by corrections after `after`, in their order.
fn later_names(
    connection: &Connection,
    subject: Subject,
    reading: &Reading,
    mut name: String,
    mut after: u64,
) -> rusqlite::Result<Vec<(u64, String)>> {
    let mut next = connection.prepare_cached(
        "SELECT entry, other FROM corrections
         WHERE name = ?1 AND subject = ?2 AND entry > ?3 AND (article IS NULL OR article = ?4) ORDER BY entry LIMIT 1",
    )?;
    let mut found = Vec::new();
    while let Some((entry, other)) = next
        .query_row(params![name, subject.name(), after, reading.article], |row| {
            Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?
    {
        found.push((entry, other.clone()));
        (name, after) = (other, entry);
    }
    Ok(found)
}

fn rename(
    connection: &Connection,
    entry: u64,
    subject: Subject,
    article: Option<u64>,
    name: &str,
    other: &str,
    search: bool,
) -> Result<(), Fault> {
    let Tables { named, names, column } = tables(subject);
    let sql = format!(
        "SELECT n.number FROM {named} n JOIN readings r ON r.entry = n.reading
         WHERE n.name = ?1 AND (?2 IS NULL OR r.article = ?2) ORDER BY n.number"
    );
    let numbers: Vec<u64> =
        connection.prepare(&sql)?.query_map(params![name, article], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for number in numbers {
        connection.execute(
            &format!("INSERT INTO {names} ({column}, entry, name) VALUES (?1, ?2, ?3)"),
            params![number, entry, other],
        )?;
        connection.execute(&format!("UPDATE {named} SET name = ?2 WHERE number = ?1"), params![number, other])?;
        if subject == Subject::Party {
            let statements: Vec<u64> = connection
                .prepare_cached("SELECT number FROM statements WHERE party = ?1 ORDER BY number")?
                .query_map([number], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for statement in statements {
                rows::add_name(connection, statement, other, search)?;
            }
        }
    }
    // Statements that an earlier correction gave a party or matter of that name.
    let sql = "SELECT c.statement FROM statement_corrections c JOIN statements s ON s.number = c.statement
               WHERE c.kind = ?1 AND c.name = ?2 AND (?3 IS NULL OR s.article = ?3)
                 AND c.entry = (SELECT max(entry) FROM statement_corrections WHERE statement = c.statement AND kind = ?1)
               ORDER BY c.statement";
    let statements: Vec<u64> = connection
        .prepare(sql)?
        .query_map(params![subject.name(), name, article], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for statement in statements {
        correct(connection, statement, entry, subject.name(), Some(other))?;
        if subject == Subject::Party {
            rows::add_name(connection, statement, other, search)?;
        }
    }
    Ok(())
}

fn correct(connection: &Connection, statement: u64, entry: u64, kind: &str, name: Option<&str>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO statement_corrections (statement, entry, kind, name) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![statement, entry, kind, name])?;
    let rejected = match kind {
        "reject" => Some(entry),
        "accept" => None,
        _ => return Ok(()),
    };
    connection.prepare_cached("UPDATE statements SET rejected = ?2 WHERE number = ?1")?.execute(params![statement, rejected])?;
    Ok(())
}

/// The statement of a reading whose quote lies at a place, or nearly so, as another reading may take a mark or word more or less:
/// at least 0.8 of all that either covers must be shared.
pub(super) fn statement_at(connection: &Connection, reading: &Reading, place: Span) -> rusqlite::Result<Option<u64>> {
    let mut statements = connection.prepare_cached(
        "SELECT number, start, \"end\" FROM statements WHERE number >= ?1 AND number < ?1 + ?2 AND start < ?4 AND \"end\" > ?3 ORDER BY number",
    )?;
    let mut rows =
        statements.query(params![reading.first_statement, reading.statements, place.start().get(), place.end().get()])?;
    let mut best: Option<(u64, u64, u64)> = None;
    while let Some(row) = rows.next()? {
        let other = Span::of_bytes(row.get(1)?, row.get(2)?);
        let shared = u64::from(place.end().min(other.end()).get() - place.start().max(other.start()).get());
        let all = u64::from(place.cover(other).len());
        // Fractions are compared without dividing.
        if shared * 5 >= all * 4 && best.is_none_or(|(best_shared, best_all, _)| shared * best_all > best_shared * all) {
            best = Some((shared, all, row.get(0)?));
        }
    }
    Ok(best.map(|(_, _, number)| number))
}
