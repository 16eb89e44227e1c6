//! The search index, compared with the words it was made from.

use std::hash::{BuildHasher as _, RandomState};

use rusqlite::Connection;

use super::{DamageKind, Verification};
use crate::derived::{Fault, Reading, rows};

/// Occurrences of words: how many, and a sum of hashes in which their order does not matter. The hash is another one in every run, so that
/// nobody can change the index without changing the sum.
#[derive(Default, PartialEq, Eq)]
struct Sum {
    count: u64,
    hashes: u64,
}

pub(super) fn verify(connection: &Connection, found: &mut Verification) {
    match compare(connection) {
        Ok(true) => {}
        Ok(false) => {
            found.tell(None, DamageKind::Derived, "the search index is not that of the statements; reindex makes it anew");
        }
        Err(error) => {
            found.tell(None, DamageKind::Derived, format!("the search index cannot be read: {error}; reindex makes it anew"));
        }
    }
}

fn compare(connection: &Connection) -> Result<bool, Fault> {
    let random = RandomState::new();
    let mut expected = Sum::default();
    let add = |sum: &mut Sum, occurrence: (&[u8], i64, &[u8], i64)| {
        sum.count += 1;
        sum.hashes = sum.hashes.wrapping_add(random.hash_one(occurrence));
    };
    let (mut statements, mut totals) = (0, [0_u64; 2]);
    let mut sizes = connection.prepare("SELECT sz FROM search_docsize WHERE id = ?1")?;
    let mut names = connection.prepare("SELECT who FROM search_words WHERE statement = ?1")?;
    for reading in Reading::all(connection)? {
        for (position, quote) in rows::quotes(connection, &reading)?.into_iter().enumerate() {
            let statement = i64::try_from(reading.first_statement).unwrap_or(i64::MAX) + position as i64;
            let who: String = names.query_row([statement], |row| row.get(0))?;
            statements += 1;
            let mut size = Vec::new();
            for (at, (column, text)) in [("quote", quote), ("who", who)].iter().enumerate() {
                let mut length = 0;
                for word in text.split(' ').filter(|word| !word.is_empty()) {
                    add(&mut expected, (word.as_bytes(), statement, column.as_bytes(), length));
                    length += 1;
                }
                totals[at] += length.unsigned_abs();
                variable(length.unsigned_abs(), &mut size);
            }
            if sizes.query_row([statement], |row| row.get::<_, Vec<u8>>(0))? != size {
                return Ok(false);
            }
        }
    }
    let mut indexed = Sum::default();
    connection
        .execute_batch("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_instances USING fts5vocab (main, search, instance)")?;
    let mut instances = connection.prepare("SELECT term, doc, col, offset FROM temp.search_instances")?;
    let mut rows = instances.query(())?;
    while let Some(row) = rows.next()? {
        let (term, column) = (
            row.get_ref(0)?.as_bytes().map_err(rusqlite::Error::from)?,
            row.get_ref(2)?.as_bytes().map_err(rusqlite::Error::from)?,
        );
        add(&mut indexed, (term, row.get(1)?, column, row.get(3)?));
    }
    drop(rows);
    drop(instances);
    connection.execute_batch("DROP TABLE temp.search_instances")?;
    // What ranks what is found: how many statements there are, and how many words. Nothing is written before the first statement.
    let averages: Vec<u8> = connection.query_row("SELECT block FROM search_data WHERE id = 1", (), |row| row.get(0))?;
    let mut wanted = Vec::new();
    for number in [statements, totals[0], totals[1]] {
        variable(number, &mut wanted);
    }
    let ranked = averages == wanted || (statements == 0 && averages.iter().all(|byte| *byte == 0));
    let documents: i64 = connection.query_row("SELECT count(*) FROM search_docsize", (), |row| row.get(0))?;
    Ok(indexed == expected && ranked && u64::try_from(documents).is_ok_and(|count| count == statements))
}

/// A number as SQLite writes it: seven bits a byte, the highest first. Nine bytes and more are not needed here.
fn variable(number: u64, into: &mut Vec<u8>) {
    let bits = 64 - number.leading_zeros();
    for group in (0..bits.div_ceil(7).max(1)).rev() {
        let more = if group > 0 { 0x80 } else { 0 };
        into.push((number >> (7 * group)) as u8 & 0x7F | more);
    }
}
