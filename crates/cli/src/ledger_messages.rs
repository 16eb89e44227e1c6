//! What the commands of the ledger say to people, in German and English.

use std::io::Write as _;

use wortlaut_ledger::{Damage, DamageKind, Difference, EntryKind, Error, Hash, Verification};
use wortlaut_text::Language;

use crate::messages::Messages;

/// What became of the articles that were to be added.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) new: usize,
    pub(crate) versions: usize,
    pub(crate) reread: usize,
    pub(crate) there: usize,
    pub(crate) forgotten: usize,
}

impl Messages {
    const fn german(self) -> bool {
        matches!(self.language, Language::German)
    }

    /// What is the matter with a ledger. The libraries speak English; what people meet is said in German, too.
    pub(crate) fn ledger_problem(self, error: &Error) -> String {
        if !self.german() {
            return error.what();
        }
        let german = if error.is_missing() {
            "hier ist kein Ledger; `wortlaut add DATEI` beginnt einen, oder einen anderen mit --ledger nennen"
        } else if error.is_not_a_ledger() {
            "das ist kein Ledger von wortlaut; eine andere Datei mit --ledger nennen"
        } else if error.is_newer() {
            "der Ledger hat ein neueres Format, als dieses Programm kennt; ein neueres wortlaut verwenden"
        } else if error.is_busy() {
            "ein anderes Programm schreibt in den Ledger; warten, bis es fertig ist, und noch einmal versuchen"
        } else if error.is_full() {
            "der Datenträger ist voll, von diesem Schritt wurde nichts geschrieben, und der Ledger ist unversehrt; Platz schaffen und noch einmal versuchen"
        } else if error.is_read_only() {
            "der Ledger darf hier nur gelesen werden; die Zugriffsrechte ändern oder in eine Kopie schreiben"
        } else if error.is_stale() {
            "die Tabellen für die Suche sind von einer anderen Version; `wortlaut reindex` legt sie neu an"
        } else {
            return error.what();
        };
        german.to_owned()
    }

    /// One line about an article that is in the ledger now.
    pub(crate) fn added(self, article: u64, statements: usize, what: &str, name: &str) -> String {
        let statements = match (self.german(), statements) {
            (true, 1) => "1 Aussage".to_owned(),
            (true, count) => format!("{count} Aussagen"),
            (false, 1) => "1 statement".to_owned(),
            (false, count) => format!("{count} statements"),
        };
        let what = if what.is_empty() { String::new() } else { format!(", {what}") };
        format!("{} {article}: {name} ({statements}{what})", self.pick("article", "Artikel"))
    }

    /// That an article is a new version, and what that changes.
    pub(crate) fn version_of(self, follows: u64, difference: Option<&Difference>) -> String {
        let of = if self.german() { format!("neue Fassung von {follows}") } else { format!("new version of {follows}") };
        let Some(difference) = difference else { return of };
        let (altered, added, removed) = (difference.altered.len(), difference.added.len(), difference.removed.len());
        if self.german() {
            format!("{of}: {altered} geändert, {added} dazu, {removed} weg")
        } else {
            format!("{of}: {altered} altered, {added} added, {removed} removed")
        }
    }

    pub(crate) fn read_again(self) -> &'static str {
        self.pick("read anew", "neu gelesen")
    }

    /// What a run of adding came to.
    pub(crate) fn tally(self, tally: &Tally) {
        let Tally { new, versions, reread, there, forgotten } = *tally;
        let parts = [
            (new, "new", "neu"),
            (
                versions,
                if versions == 1 { "new version" } else { "new versions" },
                if versions == 1 { "neue Fassung" } else { "neue Fassungen" },
            ),
            (reread, "read anew", "neu gelesen"),
            (there, "already there", "schon da"),
            (forgotten, "forgotten before and left out", "früher vergessen und ausgelassen"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, english, german)| format!("{count} {}", if self.german() { german } else { english }))
            .collect();
        if !parts.is_empty() {
            let _ = writeln!(anstream::stderr(), "{}: {}", self.pick("articles", "Artikel"), parts.join(", "));
        }
    }

    /// A difference between versions, for the terminal.
    pub(crate) fn difference_title(self, what: Changed) -> &'static str {
        match what {
            Changed::Altered => self.pick("altered", "geändert"),
            Changed::Added => self.pick("added", "dazu"),
            Changed::Removed => self.pick("removed", "weg"),
        }
    }

    /// One line about a version.
    pub(crate) fn version(self, version: u64, article: u64, added: &str, forgotten: bool) -> String {
        let forgotten = if forgotten { self.pick(", forgotten", ", vergessen") } else { "" };
        if self.german() {
            format!("Fassung {version}: Artikel {article}, dazugekommen {added}{forgotten}")
        } else {
            format!("version {version}: article {article}, added {added}{forgotten}")
        }
    }

    pub(crate) fn same(self, count: usize) -> String {
        match (self.german(), count) {
            (true, 1) => "  1 Aussage unverändert".to_owned(),
            (true, _) => format!("  {count} Aussagen unverändert"),
            (false, 1) => "  1 statement unchanged".to_owned(),
            (false, _) => format!("  {count} statements unchanged"),
        }
    }

    /// What verification found, line by line.
    pub(crate) fn verified(self, found: &Verification) -> String {
        let Verification { entries, articles, forgotten, statements, places, head, damages } = found;
        let mut text = if self.german() {
            format!("{entries} Einträge, {articles} Artikel, {statements} Aussagen, {places} Stellen nachgeprüft\n")
        } else {
            format!("{entries} entries, {articles} articles, {statements} statements, {places} places verified\n")
        };
        if *forgotten > 0 {
            text += &if self.german() {
                format!("{forgotten} Artikel vergessen, alle Einträge stimmen\n")
            } else {
                let articles = if *forgotten == 1 { "article" } else { "articles" };
                format!("{forgotten} {articles} forgotten, with every entry in order\n")
            };
        }
        text += &format!("{}: {}:{}\n", self.pick("head", "Ende der Kette"), head.0, head.1);
        for damage in damages {
            text += &self.damage(damage);
        }
        text + match (damages.is_empty(), damages.iter().all(|damage| damage.kind == DamageKind::Derived)) {
            (true, _) => self.pick("all is as it was added\n", "alles ist, wie es hinzugefügt wurde\n"),
            (false, true) => self.pick(
                "the chain is whole; `wortlaut reindex` makes the other tables anew\n",
                "die Kette ist unversehrt; `wortlaut reindex` legt die übrigen Tabellen neu an\n",
            ),
            (false, false) => self.pick(
                "the ledger is damaged; bring back a copy from before\n",
                "der Ledger ist beschädigt; eine frühere Kopie zurückholen\n",
            ),
        }
    }

    fn damage(self, damage: &Damage) -> String {
        let kind = match damage.entry_kind {
            Some(EntryKind::Article) => self.pick(" (article)", " (Artikel)"),
            Some(EntryKind::Record) => self.pick(" (record)", " (Lesung)"),
            Some(EntryKind::Correction) => self.pick(" (correction)", " (Berichtigung)"),
            Some(EntryKind::Forget) => self.pick(" (forgetting)", " (Vergessen)"),
            None => "",
        };
        let place = match damage.entry {
            Some(entry) => format!("{} {entry}{kind}", self.pick("entry", "Eintrag")),
            None => self.pick("file", "Datei").to_owned(),
        };
        format!("{} {place}: {}\n", self.pick("damaged:", "beschädigt:"), damage.detail)
    }

    pub(crate) fn head_missing(self, number: u64, hash: Hash) -> String {
        if self.german() {
            format!("Eintrag {number} mit {hash} steht nicht in der Kette: sie wurde geändert oder abgeschnitten\n")
        } else {
            format!("entry {number} with {hash} is not in the chain: it was changed or cut off\n")
        }
    }

    pub(crate) fn bad_head(self) -> &'static str {
        self.pick(
            "a number and a hash are expected as wortlaut verify prints them, such as 12:sha256:…",
            "erwartet werden Nummer und Hash, wie wortlaut verify sie ausgibt, etwa 12:sha256:…",
        )
    }

    pub(crate) fn reindexed(self, entries: u64) -> String {
        if self.german() { format!("{entries} Einträge neu erschlossen") } else { format!("{entries} entries indexed anew") }
    }

    pub(crate) fn forgot(self, article: u64, entry: u64) -> String {
        if self.german() {
            format!(
                "Eintrag {entry}: die Wörter von Artikel {article} sind gelöscht; Sicherungskopien der Datei enthalten sie noch"
            )
        } else {
            format!("entry {entry}: the words of article {article} are removed; backups of the file still hold them")
        }
    }

    /// Tells that the text of a forgotten article is elsewhere in the ledger.
    pub(crate) fn copies(self, copies: &[u64]) {
        let copies: Vec<String> = copies.iter().map(u64::to_string).collect();
        let copies = copies.join(", ");
        let text = if self.german() {
            format!("Hinweis: derselbe Text steht noch in Artikel {copies}")
        } else {
            format!("note: the same text is still in article {copies}")
        };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    pub(crate) fn corrected(self, entry: u64) -> String {
        format!("{} {entry}", self.pick("correction", "Berichtigung"))
    }

    /// Tells that more was found than is shown.
    pub(crate) fn more(self, offset: u64) {
        let text =
            if self.german() { format!("es gibt mehr: --offset {offset}") } else { format!("there is more: --offset {offset}") };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Tells that nothing was found.
    pub(crate) fn nothing(self) {
        let _ = writeln!(anstream::stderr(), "{}", self.pick("nothing found", "nichts gefunden"));
    }

    /// Tells how many articles an export leaves out.
    pub(crate) fn left_out(self, count: u64) {
        let text = match (self.german(), count) {
            (true, 1) => "1 vergessener Artikel ist nicht dabei".to_owned(),
            (true, _) => format!("{count} vergessene Artikel sind nicht dabei"),
            (false, 1) => "1 forgotten article is left out".to_owned(),
            (false, _) => format!("{count} forgotten articles are left out"),
        };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    pub(crate) fn one_article(self) -> &'static str {
        self.pick(
            "--source, --url and --title are those of one article; name one file",
            "--source, --url und --title gehören zu einem Artikel; eine einzelne Datei nennen",
        )
    }
}

/// What a later version does to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    Altered,
    Added,
    Removed,
}
