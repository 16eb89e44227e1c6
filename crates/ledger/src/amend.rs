//! Corrections, and forgetting.

use rusqlite::OptionalExtension as _;

use crate::correction::Correction;
use crate::derived::Words;
use crate::entry::{Body, Entry};
use crate::error::Kind;
use crate::ledger::fault_at;
use crate::{Error, Ledger, Result, StatementPlace, Time, chain};

impl Ledger {
    /// Appends a correction and applies it. Returns its entry.
    ///
    /// # Errors
    /// [`Error::is_input`] without author, reason or name; [`Error::is_unknown`] if what it corrects is not there.
    pub fn correct(&mut self, correction: Correction, author: &str, reason: &str, now: &Time) -> Result<u64> {
        answerable(author, reason)?;
        let (name, other) = correction.names();
        if name.is_some_and(is_blank) || other.is_some_and(is_blank) {
            return Err(refused("a name is empty; give the name so far and the new one"));
        }
        if name.is_some() && name == other {
            return Err(refused("both names are the same; give two different ones"));
        }
        let places = correction.places();
        if places.iter().any(|place| Some(place.article) != correction.article() || place.quote.is_empty())
            || (places.is_empty() && name.is_none())
        {
            return Err(refused("a correction of statements names at least one, and all of the same article"));
        }
        if let Some(article) = correction.article() {
            self.check_article(article)?;
        }
        let batch = self.batch()?;
        let fault = |fault| fault_at(batch.path(), fault, None);
        let body = Body::Correction { author: author.to_owned(), reason: reason.to_owned(), correction: correction.clone() };
        let entry = batch.append(now, body, None, Words::None).map_err(fault)?.number;
        if !batch.has_effect(entry, &correction)? {
            let what = match name {
                Some(name) => format!("{} named `{name}`", correction.subject().map_or("thing", crate::Subject::name)),
                None => "statement at that place".to_owned(),
            };
            return Err(Kind::Unknown { path: batch.path().to_owned(), what }.into());
        }
        batch.commit()?;
        Ok(entry)
    }

    /// Where the words of a statement stand: the `position`-th (from 0) of the record with the entry `record`.
    ///
    /// # Errors
    /// [`Error::is_unknown`] if there is none, [`Error::is_forgotten`].
    pub fn place_of(&self, record: u64, position: usize) -> Result<StatementPlace> {
        let unknown =
            || Error::from(Kind::Unknown { path: self.path.clone(), what: format!("statement {record}.s{}", position + 1) });
        let read = self.reading(record)?.ok_or_else(unknown)?;
        let statement = read.record.statements.get(position).ok_or_else(unknown)?;
        Ok(StatementPlace { article: read.article, quote: statement.quote.clone() })
    }

    /// Removes the words of an article: its text, metadata and everything that was read from it, here and in the tables for searching. The
    /// entries stay with their hashes, and one more says who removed the words and why. Returns it.
    ///
    /// The file is written anew without them, which takes as much room again for a while. Other versions and copies of the text, and backups of
    /// the file, are not touched.
    ///
    /// # Errors
    /// [`Error::is_uncleared`] if the words are removed, but the file could not be written anew;
    /// [`Error::is_unknown`] if the entry is no article, [`Error::is_forgotten`] if this was done before, [`Error::is_input`] without author
    /// or reason.
    pub fn forget(&mut self, article: u64, author: &str, reason: &str, now: &Time) -> Result<u64> {
        answerable(author, reason)?;
        self.check_article(article)?;
        let batch = self.batch()?;
        let path = batch.path();
        let at = |error| Error::storage(path, error);
        let body = Body::Forget { article, author: author.to_owned(), reason: reason.to_owned() };
        let entry = batch.append(now, body, None, Words::None).map_err(|fault| fault_at(path, fault, None))?.number;
        batch
            .transaction
            .execute("DELETE FROM contents WHERE entry IN (SELECT number FROM entries WHERE article = ?1)", [article])
            .map_err(at)?;
        // An index keeps deleted words until its parts are merged.
        batch.transaction.execute_batch("INSERT INTO search (search) VALUES ('optimize')").map_err(at)?;
        batch.commit()?;
        self.clear()?;
        Ok(entry)
    }

    /// The entry of the article that an entry is about, itself if it is one.
    ///
    /// # Errors
    /// [`Error::is_unknown`] if there is no such entry or it is about no article; [`Error::is_damaged`].
    pub fn article_of(&self, entry: u64) -> Result<u64> {
        let found = chain::entry(&self.connection, entry).map_err(|fault| self.fault(fault, Some(entry)))?;
        let unknown = || Kind::Unknown { path: self.path.clone(), what: format!("article {entry}") }.into();
        found.and_then(|found| found.article()).ok_or_else(unknown)
    }

    /// Other articles with the same text as this one whose words are still there.
    ///
    /// # Errors
    /// [`Error::is_damaged`].
    pub fn copies(&self, article: u64) -> Result<Vec<u64>> {
        let sql = "SELECT b.entry FROM articles a JOIN articles b ON b.id = a.id
                   WHERE a.entry = ?1 AND b.entry <> a.entry AND b.forgotten IS NULL ORDER BY b.entry";
        let copies = self.connection.prepare(sql).and_then(|mut statement| {
            let rows = statement.query_map([article], |row| row.get(0))?;
            rows.collect()
        });
        copies.map_err(|error| self.storage(error))
    }

    /// Writes the file anew, from what is still in it, and empties the log. SQLite overwrites what it frees, but leaves parts of moved keys in
    /// the unused rest of pages.
    pub(crate) fn clear(&self) -> Result<()> {
        let cleared = self
            .connection
            .execute_batch("VACUUM")
            .and_then(|()| self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get::<_, i64>(0)));
        let why = match cleared {
            Ok(0) => return Ok(()),
            Ok(_) => "another program is reading it".to_owned(),
            Err(error) => error.to_string(),
        };
        Err(Kind::Uncleared { path: self.path.clone(), why }.into())
    }

    /// Refuses what is no article, or a forgotten one.
    fn check_article(&self, article: u64) -> Result<()> {
        let unknown = || Kind::Unknown { path: self.path.clone(), what: format!("article {article}") };
        match chain::entry(&self.connection, article).map_err(|fault| self.fault(fault, Some(article)))? {
            Some(Entry { body: Body::Article(_), .. }) => {}
            _ => return Err(unknown().into()),
        }
        match self.forgotten_by(article)? {
            Some(by) => Err(Kind::Forgotten { path: self.path.clone(), entry: article, by }.into()),
            None => Ok(()),
        }
    }

    /// The entry that removed the words of an article.
    pub(crate) fn forgotten_by(&self, article: u64) -> Result<Option<u64>> {
        let sql = "SELECT number FROM entries WHERE article = ?1 AND kind = 'forget' LIMIT 1";
        self.connection.query_row(sql, [article], |row| row.get(0)).optional().map_err(|error| self.storage(error))
    }
}

impl crate::Batch<'_> {
    /// Whether a correction that was just appended changed anything.
    fn has_effect(&self, entry: u64, correction: &Correction) -> Result<bool> {
        let sql = "SELECT (SELECT count(*) FROM statement_corrections WHERE entry = ?1)
                        + (SELECT count(*) FROM party_names WHERE entry = ?1)
                        + (SELECT count(*) FROM matter_names WHERE entry = ?1)";
        let changed: i64 =
            self.transaction.query_row(sql, [entry], |row| row.get(0)).map_err(|error| Error::storage(self.path(), error))?;
        Ok(changed >= i64::try_from(correction.places().len().max(1)).unwrap_or(i64::MAX))
    }
}

fn answerable(author: &str, reason: &str) -> Result<()> {
    if is_blank(author) || is_blank(reason) {
        return Err(refused("an author and a reason are needed, since the entry stays for ever"));
    }
    Ok(())
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn refused(what: &str) -> Error {
    Kind::Refused(what.to_owned()).into()
}
