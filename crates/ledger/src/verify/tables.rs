//! Derived tables, compared with those that are derived anew.

use rusqlite::types::Value;
use rusqlite::{Connection, Rows};

use super::{DamageKind, Verification};
use crate::derived::{self, Fault};
use crate::entry::EntryKind;
use crate::replay::replay;

/// The tables, and what to compare of them in which order. The first column is the entry that a row comes from. Numbers that depend on what
/// was forgotten in between are left out for what they stand for.
const TABLES: &[(&str, &str)] = &[
    ("derived", "SELECT NULL, version, stems FROM derived"),
    ("sources", "SELECT NULL, name FROM sources ORDER BY name"),
    ("outlets", "SELECT NULL, name FROM outlets ORDER BY name"),
    ("readers", "SELECT NULL, program, model FROM readers ORDER BY program, model"),
    (
        "articles",
        "SELECT a.entry, a.id, s.name, a.version, a.superseded, a.forgotten, a.title, a.url, o.name, a.published, a.language, a.bytes
         FROM articles a LEFT JOIN sources s ON s.number = a.source LEFT JOIN outlets o ON o.number = a.outlet ORDER BY a.entry",
    ),
    (
        "readings",
        "SELECT r.entry, r.article, p.program, p.model, r.superseded, r.first_statement, r.statements, r.first_party, r.parties,
                r.first_matter, r.matters
         FROM readings r LEFT JOIN readers p ON p.number = r.reader ORDER BY r.entry",
    ),
    (
        "statements",
        "SELECT s.reading, s.number, s.article, s.superseded, s.rejected, s.kind, s.act, s.medium, s.hedge, s.party, s.matter, o.name,
                s.said, s.start, s.\"end\", s.within, s.confidence, s.found_by
         FROM statements s LEFT JOIN outlets o ON o.number = s.outlet ORDER BY s.number",
    ),
    ("parties", "SELECT reading, number, name, read_as, kind, speaks_for, identity FROM parties ORDER BY number"),
    ("matters", "SELECT reading, number, name, read_as, known, time FROM matters ORDER BY number"),
    ("matter_parties", "SELECT NULL, matter, party FROM matter_parties ORDER BY matter, party"),
    ("stances", "SELECT * FROM stances ORDER BY reading, position"),
    ("changes", "SELECT * FROM changes ORDER BY reading, position"),
    ("corrections", "SELECT * FROM corrections ORDER BY entry"),
    ("correction_places", "SELECT * FROM correction_places ORDER BY entry, position"),
    ("statement_corrections", "SELECT entry, statement, kind, name FROM statement_corrections ORDER BY statement, entry"),
    ("party_names", "SELECT entry, party, name FROM party_names ORDER BY party, entry"),
    ("matter_names", "SELECT entry, matter, name FROM matter_names ORDER BY matter, entry"),
    (
        "search_words",
        "SELECT (SELECT reading FROM statements WHERE number = statement), statement, who FROM search_words ORDER BY statement",
    ),
];

/// An error only if the tables to compare with cannot be made.
pub(super) fn verify(connection: &Connection, found: &mut Verification) -> Result<(), Fault> {
    // A file without a name that goes away by itself.
    let fresh = Connection::open("")?;
    fresh.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; BEGIN")?;
    derived::create_tables(&fresh)?;
    replay(connection, &fresh, false, |_| {})?;
    for (table, sql) in TABLES {
        match difference(connection, &fresh, sql) {
            Ok(None) => {}
            Ok(Some(entry)) => {
                let place = entry.map(|entry| (entry, kind(connection, entry)));
                found.tell(
                    place,
                    DamageKind::Derived,
                    format!("the table `{table}` is not what the chain says; reindex makes it anew"),
                );
            }
            Err(error) => {
                found.tell(
                    None,
                    DamageKind::Derived,
                    format!("the table `{table}` cannot be read: {error}; reindex makes it anew"),
                );
            }
        }
    }
    Ok(())
}

fn kind(connection: &Connection, entry: u64) -> Option<EntryKind> {
    let kind = connection.query_row("SELECT kind FROM entries WHERE number = ?1", [entry], |row| row.get::<_, String>(0));
    kind.ok().and_then(|kind| EntryKind::from_name(&kind))
}

/// The entry of the first row that differs, if one does.
fn difference(here: &Connection, fresh: &Connection, sql: &str) -> rusqlite::Result<Option<Option<u64>>> {
    let (mut here, mut fresh) = (here.prepare(sql)?, fresh.prepare(sql)?);
    let columns = here.column_count();
    let (mut here, mut fresh) = (here.query(())?, fresh.query(())?);
    loop {
        let (one, other) = (values(&mut here, columns)?, values(&mut fresh, columns)?);
        if one != other {
            let entry = |row: &Option<Vec<Value>>| match row.as_ref()?.first()? {
                Value::Integer(entry) => u64::try_from(*entry).ok(),
                _ => None,
            };
            // The row that should be there is named rather than the one that should not.
            return Ok(Some(entry(&other).or_else(|| entry(&one))));
        }
        if one.is_none() {
            return Ok(None);
        }
    }
}

fn values(rows: &mut Rows<'_>, columns: usize) -> rusqlite::Result<Option<Vec<Value>>> {
    let row = rows.next()?;
    row.map(|row| (0..columns).map(|at| row.get(at)).collect()).transpose()
}
