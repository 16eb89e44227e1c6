//! The ledger and what is added to it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use wortlaut_reading::{Model, Record};
use wortlaut_text::{Article, ArticleId, Metadata};

use crate::derived::{self, Fault, Words};
use crate::details::Details;
use crate::entry::{ArticleBody, Body, Entry, Hash, RecordBody, seal};
use crate::error::Kind;
use crate::storage::{self, Access};
use crate::{Error, Result, Time, canonical, chain, record};

/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

/// Articles, what was read from them and what people corrected, in one file.
///
/// ```
/// use wortlaut_ledger::{Added, Ledger, Reader, Time};
/// use wortlaut_text::{Article, Metadata};
/// let folder = tempfile::tempdir()?;
/// let mut ledger = Ledger::create(&folder.path().join("news.ledger"))?;
/// let article = Article::new("„Wir bauen die Brücke“, sagte Ada Brandt.", Metadata::default())?;
/// let record = wortlaut_reading::read(&article);
/// let (reader, now) = (Reader::new("example 1", "none"), Time::parse("2026-11-25T09:30:00Z")?);
/// assert!(matches!(ledger.add(&article, None, &record, &reader, &now)?, Added::New { article: 1, .. }));
/// assert!(matches!(ledger.add(&article, None, &record, &reader, &now)?, Added::There { article: 1 }));
/// assert!(ledger.verify()?.is_clean());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

/// What read the articles: without it nobody could say why a record says what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    program: String,
    model: String,
}

impl Reader {
    /// Any names.
    #[must_use]
    pub fn new(program: impl Into<String>, model: impl Into<String>) -> Self {
        Self { program: program.into(), model: model.into() }
    }

    /// A program with its version, and the SHA-256 of its model file.
    #[must_use]
    pub fn with_model(program: impl Into<String>, model: &Model) -> Self {
        Self::new(program, Hash::of(&model.to_bytes()).to_string())
    }
}

/// What became of an article that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New {
        /// Its entry.
        article: u64,
        /// The entry of what was read.
        record: u64,
    },
    /// Its source had another text before.
    Version {
        /// Its entry.
        article: u64,
        /// The entry of what was read.
        record: u64,
        /// The entry of the version before.
        follows: u64,
    },
    /// The same text of the same source is there already; nothing was written.
    There {
        /// Its entry.
        article: u64,
    },
    /// It was there, and this reading of it is new.
    Reread {
        /// Its entry.
        article: u64,
        /// The entry of what was read.
        record: u64,
    },
    /// The same text of the same source was there and was forgotten; nothing was written.
    Forgotten {
        /// Its entry.
        article: u64,
    },
}

impl Added {
    /// The entry of the article.
    #[must_use]
    pub const fn article(&self) -> u64 {
        match self {
            Self::New { article, .. }
            | Self::Version { article, .. }
            | Self::There { article }
            | Self::Reread { article, .. }
            | Self::Forgotten { article } => *article,
        }
    }

    /// The entry of what was read, if something was written.
    #[must_use]
    pub const fn record(&self) -> Option<u64> {
        match self {
            Self::New { record, .. } | Self::Version { record, .. } | Self::Reread { record, .. } => Some(*record),
            Self::There { .. } | Self::Forgotten { .. } => None,
        }
    }
}

impl Ledger {
    /// Makes an empty ledger where nothing is, or an empty file.
    ///
    /// # Errors
    /// [`Error::is_exists`], [`Error::is_read_only`], [`Error::is_full`], and what the system reports of the folder.
    pub fn create(path: &Path) -> Result<Self> {
        Self::with(path, Access::Write, true)
    }

    /// Opens a ledger to add to it. One of an older format becomes one of the newest.
    ///
    /// # Errors
    /// [`Error::is_missing`], [`Error::is_not_a_ledger`], [`Error::is_newer`], [`Error::is_read_only`], [`Error::is_damaged`].
    pub fn open(path: &Path) -> Result<Self> {
        Self::with(path, Access::Write, false)
    }

    /// Opens a ledger to look things up; also one that may not be written.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_to_read(path: &Path) -> Result<Self> {
        Self::with(path, Access::Read, false)
    }

    fn with(path: &Path, access: Access, create: bool) -> Result<Self> {
        Ok(Self { connection: storage::open(path, access, create, PATIENCE)?, path: path.to_owned() })
    }

    /// Sets how long to wait for another writer; 30 seconds at first.
    ///
    /// # Errors
    /// What SQLite reports; nothing is known.
    pub fn set_patience(&self, wait: Duration) -> Result<()> {
        self.connection.busy_timeout(wait).map_err(|error| self.storage(error))
    }

    /// Sets how many bytes the file may grow to, rounded to pages; for tests of what happens when the disk is full.
    ///
    /// # Errors
    /// What SQLite reports; nothing is known.
    #[doc(hidden)]
    pub fn set_most_bytes(&self, bytes: u64) -> Result<()> {
        let pages = i64::try_from(bytes / 4096).unwrap_or(i64::MAX);
        let set = self.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        set.map_err(|error| self.storage(error))
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number and hash of the last entry; 0 and zeros in an empty ledger. Whoever notes it elsewhere can prove later that nothing before
    /// it was changed or cut off, see [`Ledger::has_head`].
    ///
    /// # Errors
    /// [`Error::is_damaged`].
    pub fn head(&self) -> Result<(u64, Hash)> {
        chain::head(&self.connection).map_err(|fault| self.fault(fault, None))
    }

    /// Whether the entry with this number has this hash.
    ///
    /// # Errors
    /// [`Error::is_damaged`].
    pub fn has_head(&self, number: u64, hash: Hash) -> Result<bool> {
        let found: Option<Vec<u8>> = self
            .connection
            .query_row("SELECT hash FROM entries WHERE number = ?1", [number], |row| row.get(0))
            .optional()
            .map_err(|error| self.storage(error))?;
        Ok(found.is_some_and(|found| found == hash.bytes()) || (number == 0 && hash == Hash::NONE))
    }

    /// What adding the article with this text and source would come to if it is there: [`Added::There`] or [`Added::Forgotten`]. Looking first
    /// saves reading it again.
    ///
    /// # Errors
    /// [`Error::is_stale`], [`Error::is_damaged`].
    pub fn article_with(&self, id: ArticleId, source: Option<&str>) -> Result<Option<Added>> {
        self.check_current()?;
        let found = find(&self.connection, id.bytes(), source).map_err(|fault| self.fault(fault, None))?;
        Ok(found.map(|(article, forgotten)| match forgotten {
            None => Added::There { article },
            Some(_) => Added::Forgotten { article },
        }))
    }

    /// The text and metadata of an article; `None` if the entry is no article or was forgotten.
    ///
    /// # Errors
    /// [`Error::is_damaged`].
    pub fn article(&self, entry: u64) -> Result<Option<(String, Metadata)>> {
        let fault = |fault| self.fault(fault, Some(entry));
        match chain::entry(&self.connection, entry).map_err(fault)? {
            Some(Entry { body: Body::Article(_), .. }) => {
                let found = chain::article(&self.connection, entry).map_err(fault)?;
                Ok(found.map(|(text, details)| (text, details.metadata)))
            }
            _ => Ok(None),
        }
    }

    /// The entry of the newest reading of an article.
    ///
    /// # Errors
    /// [`Error::is_damaged`].
    pub fn record_of(&self, article: u64) -> Result<Option<u64>> {
        let sql = "SELECT entry FROM readings WHERE article = ?1 ORDER BY entry DESC LIMIT 1";
        self.connection.query_row(sql, [article], |row| row.get(0)).optional().map_err(|error| self.storage(error))
    }

    /// Adds an article and what was read from it, in a transaction of its own. `source` names what its versions have in common, where that is
    /// not its address.
    ///
    /// # Errors
    /// As [`Ledger::batch`] and [`Batch::add`].
    pub fn add(
        &mut self,
        article: &Article,
        source: Option<&str>,
        record: &Record,
        reader: &Reader,
        now: &Time,
    ) -> Result<Added> {
        let batch = self.batch()?;
        let added = batch.add(article, source, record, reader, now)?;
        batch.commit()?;
        Ok(added)
    }

    /// Begins to write; nobody else can until it is committed or dropped.
    ///
    /// # Errors
    /// [`Error::is_busy`] if another program keeps writing, [`Error::is_read_only`], [`Error::is_stale`].
    pub fn batch(&mut self) -> Result<Batch<'_>> {
        let path = &self.path;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| Error::storage(path, error))?;
        let batch = Batch { transaction, path };
        check_current(&batch.transaction, path)?;
        Ok(batch)
    }

    pub(crate) fn check_current(&self) -> Result<()> {
        check_current(&self.connection, &self.path)
    }

    pub(crate) fn storage(&self, error: rusqlite::Error) -> Error {
        Error::storage(&self.path, error)
    }

    pub(crate) fn fault(&self, fault: Fault, entry: Option<u64>) -> Error {
        fault_at(&self.path, fault, entry)
    }
}

pub(crate) fn check_current(connection: &Connection, path: &Path) -> Result<()> {
    match derived::is_current(connection) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Kind::Stale(path.to_owned()).into()),
        Err(error) => Err(Error::storage(path, error)),
    }
}

pub(crate) fn fault_at(path: &Path, fault: Fault, entry: Option<u64>) -> Error {
    match fault {
        Fault::Storage(error) => Error::storage(path, error),
        Fault::Bytes(error) => Error::damaged(path, entry, error.to_string()),
    }
}

/// The article with a text and source, and what forgot it. A text whose source is not told is the same as one of any source.
fn find(connection: &Connection, id: &[u8; 32], source: Option<&str>) -> std::result::Result<Option<(u64, Option<u64>)>, Fault> {
    // A forgotten article has no source any more; it stays forgotten whatever it comes as.
    let sql = "SELECT a.entry, a.forgotten FROM articles a LEFT JOIN sources s ON s.number = a.source
               WHERE a.id = ?1 AND (?2 IS NULL OR s.name = ?2 OR a.forgotten IS NOT NULL) ORDER BY a.entry LIMIT 1";
    Ok(connection.prepare_cached(sql)?.query_row(params![id, source], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// A transaction that adds. Dropped without [`Batch::commit`], nothing of it stays.
#[derive(Debug)]
pub struct Batch<'l> {
    pub(crate) transaction: Transaction<'l>,
    path: &'l Path,
}

impl Batch<'_> {
    /// Adds an article and what was read from it, unless the same text of the same source is there.
    ///
    /// # Errors
    /// [`Error::is_full`], [`Error::is_damaged`]; [`Error::is_input`] if the record does not fit the article.
    pub fn add(&self, article: &Article, source: Option<&str>, record: &Record, reader: &Reader, now: &Time) -> Result<Added> {
        let details = Details::of(article, source);
        let id = article.id();
        let fault = |fault| fault_at(self.path, fault, None);
        match find(&self.transaction, id.bytes(), details.source.as_deref()).map_err(fault)? {
            Some((article, None)) => return Ok(Added::There { article }),
            Some((article, Some(_))) => return Ok(Added::Forgotten { article }),
            None => {}
        }
        let bytes = self.bytes_of(record, article.text())?;
        let follows = self.newest_version(details.source.as_deref()).map_err(fault)?;
        let text = article.text();
        let written = details.to_bytes();
        let body = ArticleBody {
            id: *id.bytes(),
            follows,
            length: text.len() as u64,
            text: Hash::of(text.as_bytes()),
            seal: seal(text, &written),
        };
        let entry =
            self.append(now, Body::Article(body), Some((Some(text), &written)), Words::Article(&details)).map_err(fault)?;
        let words = Words::Record { text, details: &details, record };
        let read = self.append_record(now, entry.number, reader, text, record, &bytes, words).map_err(fault)?;
        let (article, record) = (entry.number, read.number);
        Ok(match follows {
            Some(follows) => Added::Version { article, record, follows },
            None => Added::New { article, record },
        })
    }

    /// Adds another reading of an article that is there, unless it says the same as the last one.
    ///
    /// # Errors
    /// As [`Batch::add`]; [`Error::is_unknown`] if the article is not there.
    pub fn reread(&self, article: u64, record: &Record, reader: &Reader, now: &Time) -> Result<Added> {
        let fault = |fault| fault_at(self.path, fault, Some(article));
        let (text, details) = match chain::entry(&self.transaction, article).map_err(fault)? {
            Some(Entry { body: Body::Article(_), .. }) => match chain::article(&self.transaction, article).map_err(fault)? {
                Some(found) => found,
                None => return Ok(Added::Forgotten { article }),
            },
            _ => return Err(Kind::Unknown { path: self.path.to_owned(), what: format!("article {article}") }.into()),
        };
        let bytes = self.bytes_of(record, &text)?;
        let sql =
            "SELECT c.details FROM readings r JOIN contents c ON c.entry = r.entry WHERE r.article = ?1 AND r.superseded IS NULL";
        let last: Option<Vec<u8>> = self
            .transaction
            .query_row(sql, [article], |row| row.get(0))
            .optional()
            .map_err(|error| Error::storage(self.path, error))?;
        if last.as_ref() == Some(&bytes) {
            return Ok(Added::There { article });
        }
        let words = Words::Record { text: &text, details: &details, record };
        let read = self.append_record(now, article, reader, &text, record, &bytes, words).map_err(fault)?;
        Ok(Added::Reread { article, record: read.number })
    }

    /// Keeps what was added.
    ///
    /// # Errors
    /// [`Error::is_full`]; nothing of the batch is there then.
    pub fn commit(self) -> Result<()> {
        let path = self.path;
        self.transaction.commit().map_err(|error| Error::storage(path, error))
    }

    pub(crate) fn path(&self) -> &Path {
        self.path
    }

    /// The canonical bytes of a record, if it fits the text.
    fn bytes_of(&self, record: &Record, text: &str) -> Result<Vec<u8>> {
        let bytes = record::to_bytes(record);
        let checked = record::check(record).and_then(|()| record::from_bytes(&bytes, text));
        match checked {
            Ok(read) if record::to_bytes(&read) == bytes => Ok(bytes),
            Ok(_) => Err(Kind::Refused("the record cannot be written so that it reads the same".to_owned()).into()),
            Err(error) => Err(Kind::Refused(format!("the record does not fit the article: {error}")).into()),
        }
    }

    fn newest_version(&self, source: Option<&str>) -> std::result::Result<Option<u64>, Fault> {
        let Some(source) = source else { return Ok(None) };
        let sql = "SELECT a.entry FROM sources s JOIN articles a ON a.source = s.number WHERE s.name = ?1 ORDER BY a.version DESC LIMIT 1";
        Ok(self.transaction.prepare_cached(sql)?.query_row([source], |row| row.get(0)).optional()?)
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one entry")]
    fn append_record(
        &self,
        now: &Time,
        article: u64,
        reader: &Reader,
        text: &str,
        record: &Record,
        bytes: &[u8],
        words: Words<'_>,
    ) -> std::result::Result<Entry, Fault> {
        let count = |length: usize| u32::try_from(length).map_err(|_| canonical::Unreadable::Number);
        let body = RecordBody {
            article,
            program: reader.program.clone(),
            model: reader.model.clone(),
            statements: count(record.statements.len())?,
            parties: count(record.parties.len())?,
            matters: count(record.matters.len())?,
            seal: seal(text, bytes),
        };
        self.append(now, Body::Record(body), Some((None, bytes)), words)
    }

    pub(crate) fn append(
        &self,
        now: &Time,
        body: Body,
        contents: Option<(Option<&str>, &[u8])>,
        words: Words<'_>,
    ) -> std::result::Result<Entry, Fault> {
        let entry = chain::append(&self.transaction, now, body)?;
        if let Some((text, details)) = contents {
            chain::put_contents(&self.transaction, entry.number, text, details)?;
        }
        derived::apply(&self.transaction, &entry, words, true)?;
        Ok(entry)
    }
}
