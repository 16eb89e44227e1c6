//! Where the ledger is, and what time it is.

use std::path::{Path, PathBuf};

use wortlaut_ledger::{Error, Ledger, Time};

use crate::ledger_arguments::LedgerFile;
use crate::messages::Problem;

/// The variable that names the ledger.
const VARIABLE: &str = "WORTLAUT_LEDGER";

/// The name of the ledger in the user's data directory.
const NAME: &str = "wortlaut/ledger.db";

/// The ledger that was named, or that of the environment, or that in the user's data directory.
pub(crate) fn path(named: &LedgerFile) -> PathBuf {
    if let Some(path) = &named.ledger {
        return path.clone();
    }
    variable(VARIABLE).unwrap_or_else(|| data_directory().join(NAME))
}

/// The ledger to look things up.
pub(crate) fn to_read(named: &LedgerFile) -> Result<Ledger, Problem> {
    Ledger::open_to_read(&path(named)).map_err(Problem::from)
}

/// The ledger to write to, if it is there.
pub(crate) fn to_write(named: &LedgerFile) -> Result<Ledger, Problem> {
    Ledger::open(&path(named)).map_err(Problem::from)
}

/// The ledger to add to; a new one if there is none.
pub(crate) fn to_add(path: &Path) -> Result<Ledger, Problem> {
    match Ledger::open(path) {
        Err(error) if error.is_missing() => {
            if let Some(folder) = path.parent()
                && let Err(error) = std::fs::create_dir_all(folder)
            {
                return Err(Problem::Unwritable { name: folder.display().to_string(), error });
            }
            match Ledger::create(path) {
                // Somebody else began it just now.
                Err(error) if error.is_exists() => Ledger::open(path).map_err(Problem::from),
                created => created.map_err(Problem::from),
            }
        }
        opened => opened.map_err(Problem::from),
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Ledger { error }
    }
}

/// Now, to the second.
pub(crate) fn now() -> Result<Time, Problem> {
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    Ok(Time::parse(&now)?)
}

/// Where programs of this user keep their data, by the custom of the system; the current folder where nothing tells.
fn data_directory() -> PathBuf {
    let home = || variable("HOME");
    let directory = if cfg!(windows) {
        variable("APPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        // The custom asks to pass over a path that does not start at the root.
        variable("XDG_DATA_HOME").filter(|path| path.is_absolute()).or_else(|| home().map(|home| home.join(".local/share")))
    };
    directory.unwrap_or_default()
}

#[allow(clippy::disallowed_methods, reason = "the program reads the environment and passes on what it found")]
fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
