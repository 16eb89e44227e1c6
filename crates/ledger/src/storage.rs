//! The SQLite file: opening, format, settings.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::Kind;
use crate::{Error, Result, derived};

/// Marks the file as ours: the bytes `wrtl`.
pub(crate) const APPLICATION: i64 = 0x7772_746C;

/// The steps from each format of the chain to the next. They are never changed, only added to.
const MIGRATIONS: &[&str] = &[include_str!("sql/chain-1.sql")];

/// How a ledger is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look things up. Works on files that may not be written, too.
    Read,
    /// To add to it.
    Write,
}

/// Opens the file; with `create` one that is not there begins empty.
pub(crate) fn open(path: &Path, access: Access, create: bool, wait: Duration) -> Result<Connection> {
    let at = |error| Error::storage(path, error);
    let metadata = std::fs::metadata(path);
    match (&metadata, create) {
        (Ok(metadata), _) if metadata.is_dir() => return Err(Kind::NotALedger(path.to_owned()).into()),
        (Ok(metadata), true) if metadata.len() > 0 => return Err(Kind::Exists(path.to_owned()).into()),
        (Ok(metadata), false) if metadata.len() == 0 => return Err(Kind::Missing(path.to_owned()).into()),
        (Err(error), false) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Kind::Missing(path.to_owned()).into());
        }
        (Err(error), false) => {
            return Err(Kind::Folder { path: path.to_owned(), source: std::io::Error::from(error.kind()) }.into());
        }
        _ => {}
    }
    if create {
        begin(path)?;
    }
    let mut connection = connect(path, access, false).map_err(at)?;
    connection.busy_timeout(wait).map_err(at)?;
    // A file in the mode for many readers cannot be opened where its helper files cannot be made. If nobody has written since it was closed,
    // it holds everything by itself.
    if access == Access::Read
        && let Err(error) = application(&connection)
        && is_unopenable(&error)
        && !has_log(path)
    {
        connection = connect(path, access, true).map_err(at)?;
    }
    settings(&connection, access).map_err(at)?;
    check(&connection, path)?;
    if access == Access::Write {
        migrate(&mut connection, MIGRATIONS).map_err(at)?;
    }
    Ok(connection)
}

fn connect(path: &Path, access: Access, unchanging: bool) -> rusqlite::Result<Connection> {
    let flags = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if unchanging && let Some(name) = path.to_str() {
        let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        return Connection::open_with_flags(format!("file:{name}?immutable=1"), flags | OpenFlags::SQLITE_OPEN_URI);
    }
    Connection::open_with_flags(path, flags)
}

/// Whether something stands in the log that is not in the file yet.
pub(crate) fn has_log(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).is_ok_and(|log| log.len() > 0)
}

fn is_unopenable(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
    matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly))
}

fn settings(connection: &Connection, access: Access) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "foreign_keys", true)?;
    // A damaged or forged schema must not run what it likes.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "FILE")?;
    if access == Access::Write {
        // What was acknowledged is on the disk, also if the power fails.
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is forgotten is overwritten.
        connection.pragma_update(None, "secure_delete", true)?;
    }
    Ok(())
}

/// Makes an empty ledger. It gets its name when it is complete, so that nobody ever sees half of one, whenever this is stopped.
fn begin(path: &Path) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    // One that was left by a program of the same number.
    let _ = std::fs::remove_file(&beside);
    let named = fill(&beside).map_err(|error| Error::storage(path, error)).and_then(|()| give_name(&beside, path));
    let _ = std::fs::remove_file(&beside);
    named
}

fn fill(path: &Path) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    for step in MIGRATIONS {
        transaction.execute_batch(step)?;
    }
    derived::create(&transaction)?;
    transaction.pragma_update(None, "user_version", format_known())?;
    transaction.commit()?;
    // Brings the log into the file.
    connection.close().map_err(|(_, error)| error)
}

fn give_name(from: &Path, to: &Path) -> Result<()> {
    let is_empty = std::fs::metadata(to).is_ok_and(|there| there.len() == 0);
    let named = if is_empty { std::fs::rename(from, to) } else { std::fs::hard_link(from, to) };
    match named {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Kind::Exists(to.to_owned()).into()),
        // Some file systems know one name a file only.
        Err(_) if !to.exists() => std::fs::rename(from, to).map_err(|source| Kind::Folder { path: to.to_owned(), source }.into()),
        Err(source) => Err(Kind::Folder { path: to.to_owned(), source }.into()),
    }
}

fn check(connection: &Connection, path: &Path) -> Result<()> {
    let at = |error| Error::storage(path, error);
    if application(connection).map_err(at)? != APPLICATION {
        return Err(Kind::NotALedger(path.to_owned()).into());
    }
    let found = version(connection).map_err(at)?;
    let known = format_known();
    if found > known {
        return Err(Kind::Newer { path: path.to_owned(), found, known }.into());
    }
    if found < 1 {
        return Err(Error::damaged(path, None, format!("it says that its format is {found}")));
    }
    Ok(())
}

/// Brings the chain's tables to the newest format, all steps or none.
fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    if version(connection)? == steps.len() as i64 {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let done = usize::try_from(version(&transaction)?).unwrap_or(steps.len());
    for step in steps.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len() as i64)?;
    transaction.commit()
}

fn format_known() -> i64 {
    MIGRATIONS.len() as i64
}

fn application(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}

/// The format of the chain.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// The definitions of tables, indexes and triggers, without those that SQLite makes for itself.
pub(crate) fn definitions(connection: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name, type";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// What [`definitions`] are in a new ledger.
pub(crate) fn expected_definitions() -> rusqlite::Result<Vec<(String, String, String)>> {
    let connection = Connection::open_in_memory()?;
    for step in MIGRATIONS {
        connection.execute_batch(step)?;
    }
    derived::create(&connection)?;
    definitions(&connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_run_once_each_and_all_or_none() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE one (x)", "ALTER TABLE one ADD COLUMN y", "CREATE TABLE two (x)"];
        migrate(&mut connection, &steps[..1]).unwrap();
        migrate(&mut connection, &steps).unwrap();
        migrate(&mut connection, &steps).unwrap();
        assert_eq!(version(&connection).unwrap(), 3);
        connection.execute_batch("INSERT INTO one (x, y) VALUES (1, 2); INSERT INTO two VALUES (1)").unwrap();
        let broken = [steps[0], steps[1], steps[2], "CREATE TABLE three (x)", "CREATE TABLE two (x)"];
        assert!(migrate(&mut connection, &broken).is_err());
        assert_eq!(version(&connection).unwrap(), 3);
        assert!(connection.prepare("SELECT * FROM three").is_err());
    }

    #[test]
    fn the_format_is_the_number_of_migrations() {
        assert_eq!(format_known(), 1, "a new format needs a committed ledger of the old one, see tests/formats.rs");
    }
}
