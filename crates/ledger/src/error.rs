use std::fmt;
use std::path::{Path, PathBuf};

/// What can go wrong with a ledger. Each message names the file, the place in it where there is one, and what helps.
///
/// The kinds are asked for with the `is_…` methods.
#[derive(Debug)]
pub struct Error(Box<Kind>);

/// Shorthand for this crate's results.
pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("{}: there is no ledger; `wortlaut add FILE` begins one, or name another with --ledger", .0.display())]
    Missing(PathBuf),
    #[error("{}: there is something already; name another file for a new ledger", .0.display())]
    Exists(PathBuf),
    #[error("{}: this is not a ledger of wortlaut; name another file with --ledger", .0.display())]
    NotALedger(PathBuf),
    #[error("{}: the ledger has format {found}, and this program knows {known}; use a newer wortlaut", path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{}: another program is writing to the ledger; wait until it is done and try again", .0.display())]
    Busy(PathBuf),
    #[error("{}: the disk is full, nothing of this step was written and the ledger is whole; make room and try again", .0.display())]
    Full(PathBuf),
    #[error("{}: the ledger may only be read here; change its permissions, or write to a copy", .0.display())]
    ReadOnly(PathBuf),
    #[error(
        "{}: the ledger is damaged{}: {what}; `wortlaut verify` says where, a copy of the file from before helps",
        path.display(),
        entry.map_or(String::new(), |entry| format!(" at entry {entry}"))
    )]
    Damaged { path: PathBuf, entry: Option<u64>, what: String },
    #[error(
        "{}: what was to be done is done, but traces of removed words may be left in unused parts of the file ({why}); \
         `wortlaut reindex` clears them once that is mended",
        path.display()
    )]
    Uncleared { path: PathBuf, why: String },
    #[error("{}: its tables for searching were made by another version; `wortlaut reindex` makes them anew", .0.display())]
    Stale(PathBuf),
    #[error("{}: there is no {what}; `wortlaut find` shows what is there", path.display())]
    Unknown { path: PathBuf, what: String },
    #[error("{}: entry {entry} was forgotten with entry {by}, its words are no longer here", path.display())]
    Forgotten { path: PathBuf, entry: u64, by: u64 },
    #[error("`{0}` is no time; a date such as 2026-11-25 or a time such as 2026-11-25T09:30:00Z is expected")]
    BadTime(String),
    #[error("`{0}` holds no word to search for; give at least one letter or digit")]
    BadQuery(String),
    #[error("{0}")]
    Refused(String),
    #[error("{}: {source}", path.display())]
    Storage { path: PathBuf, source: rusqlite::Error },
    #[error("{}: {source}", path.display())]
    Folder { path: PathBuf, source: std::io::Error },
}

impl Error {
    /// What SQLite reports about the file at `path`.
    pub(crate) fn storage(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        use rusqlite::types::FromSqlError;
        let path = path.to_owned();
        match &source {
            rusqlite::Error::SqliteFailure(failure, said) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Kind::Busy(path).into(),
                ErrorCode::DiskFull => Kind::Full(path).into(),
                ErrorCode::ReadOnly => Kind::ReadOnly(path).into(),
                ErrorCode::NotADatabase => Kind::NotALedger(path).into(),
                ErrorCode::DatabaseCorrupt => {
                    Self::damaged(&path, None, said.clone().unwrap_or_else(|| "a page of the file is malformed".to_owned()))
                }
                _ => Kind::Storage { path, source }.into(),
            },
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..) => Self::damaged(&path, None, source.to_string()),
            rusqlite::Error::QueryReturnedNoRows => Self::damaged(&path, None, "a row that others name is missing"),
            _ if std::error::Error::source(&source).is_some_and(|inner| inner.is::<FromSqlError>()) => {
                Self::damaged(&path, None, source.to_string())
            }
            _ => Kind::Storage { path, source }.into(),
        }
    }

    pub(crate) fn damaged(path: &Path, entry: Option<u64>, what: impl Into<String>) -> Self {
        Kind::Damaged { path: path.to_owned(), entry, what: what.into() }.into()
    }

    /// What it is about: the file, or what was given as a time, words or names.
    #[must_use]
    pub fn subject(&self) -> &str {
        match &*self.0 {
            Kind::Missing(path)
            | Kind::Exists(path)
            | Kind::NotALedger(path)
            | Kind::Newer { path, .. }
            | Kind::Busy(path)
            | Kind::Full(path)
            | Kind::ReadOnly(path)
            | Kind::Damaged { path, .. }
            | Kind::Stale(path)
            | Kind::Uncleared { path, .. }
            | Kind::Unknown { path, .. }
            | Kind::Forgotten { path, .. }
            | Kind::Storage { path, .. }
            | Kind::Folder { path, .. } => path.to_str().unwrap_or("ledger"),
            Kind::BadTime(given) | Kind::BadQuery(given) => given,
            Kind::Refused(_) => "ledger",
        }
    }

    /// The message without [`Error::subject`] in front.
    #[must_use]
    pub fn what(&self) -> String {
        let whole = self.to_string();
        match whole.strip_prefix(self.subject()).and_then(|rest| rest.strip_prefix(": ")) {
            Some(rest) => rest.to_owned(),
            None => whole,
        }
    }

    /// Whether there is no file, or no ledger in it yet.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(*self.0, Kind::Missing(_))
    }

    /// Whether a new ledger was to take the place of something.
    #[must_use]
    pub fn is_exists(&self) -> bool {
        matches!(*self.0, Kind::Exists(_))
    }

    /// Whether the file is something else than a ledger.
    #[must_use]
    pub fn is_not_a_ledger(&self) -> bool {
        matches!(*self.0, Kind::NotALedger(_))
    }

    /// Whether a newer program wrote the file.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        matches!(*self.0, Kind::Newer { .. })
    }

    /// Whether somebody else was writing for longer than was waited.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(*self.0, Kind::Busy(_))
    }

    /// Whether the disk is full. What was begun is undone.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(*self.0, Kind::Full(_))
    }

    /// Whether the file or its folder may not be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        matches!(*self.0, Kind::ReadOnly(_))
    }

    /// Whether the content of the file is not what was written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        matches!(*self.0, Kind::Damaged { .. })
    }

    /// Whether [`reindex`](crate::Ledger::reindex) must come first.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(*self.0, Kind::Stale(_))
    }

    /// Whether words were removed, but traces of them may be left in unused parts of the file, since there was no room or somebody was reading.
    /// [`reindex`](crate::Ledger::reindex) clears them.
    #[must_use]
    pub fn is_uncleared(&self) -> bool {
        matches!(*self.0, Kind::Uncleared { .. })
    }

    /// Whether something was named that is not in the ledger.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(*self.0, Kind::Unknown { .. })
    }

    /// Whether the words asked for were forgotten.
    #[must_use]
    pub fn is_forgotten(&self) -> bool {
        matches!(*self.0, Kind::Forgotten { .. })
    }

    /// Whether a time or a query is none.
    #[must_use]
    pub fn is_input(&self) -> bool {
        matches!(*self.0, Kind::BadTime(_) | Kind::BadQuery(_) | Kind::Refused(_))
    }

    /// The entry it is about, if it is about one.
    #[must_use]
    pub fn entry(&self) -> Option<u64> {
        match *self.0 {
            Kind::Damaged { entry, .. } => entry,
            Kind::Forgotten { entry, .. } => Some(entry),
            _ => None,
        }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
