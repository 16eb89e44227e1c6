//! Looking things up.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use wortlaut_reading::{Act, StatementType};

use crate::export::Reading;
use crate::{Error, Ledger, Result, Time, stems, time};

/// The order of what is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What was added last comes first. Takes no longer however much there is.
    #[default]
    Added,
    /// What was said last comes first; what has no time comes last.
    Said,
    /// What fits the words best comes first.
    Relevance,
}

/// What statements to find. All conditions that are given must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Words of what was said, in any inflection; see `wortlaut find --help`.
    pub words: Option<String>,
    /// Words of the name of who said it.
    pub party: Option<String>,
    /// What the party does with it.
    pub act: Option<Act>,
    /// How the words are rendered.
    pub kind: Option<StatementType>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Said on that day, or in that month or year, or later.
    pub since: Option<String>,
    /// Said on that day, or in that month or year, or before.
    pub until: Option<String>,
    /// What was in the ledger then. Corrections and versions that came later do not count; what was forgotten stays so.
    pub as_of: Option<Time>,
    /// Also statements of older versions of an article.
    pub all_versions: bool,
    /// What comes first.
    pub order: Order,
    /// How many at most.
    pub limit: u32,
    /// How many to pass over.
    pub offset: u64,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            words: None,
            party: None,
            act: None,
            kind: None,
            outlet: None,
            since: None,
            until: None,
            as_of: None,
            all_versions: false,
            order: Order::default(),
            limit: 20,
            offset: 0,
        }
    }
}

/// A part of what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// In the order that was asked for.
    pub items: Vec<T>,
    /// Whether more follows.
    pub more: bool,
}

/// A statement that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The entry of its record.
    pub record: u64,
    /// Its position in the record, from 0.
    pub position: usize,
    /// The name of who said it, as corrected; `None` where no party is known.
    pub party: Option<String>,
    /// What it is about, as corrected.
    pub matter: Option<String>,
    /// When it was said, else when the article was published.
    pub said: Option<String>,
    /// The version of the article.
    pub version: u64,
    /// Whether a newer version or reading took its place.
    pub is_old: bool,
}

/// Which articles to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleQuery {
    /// The name that its versions have in common.
    pub source: Option<String>,
    /// Who published them.
    pub outlet: Option<String>,
    /// What was in the ledger then.
    pub as_of: Option<Time>,
    /// Also older versions.
    pub all_versions: bool,
    /// How many at most.
    pub limit: u32,
    /// How many to pass over.
    pub offset: u64,
}

impl Default for ArticleQuery {
    fn default() -> Self {
        Self { source: None, outlet: None, as_of: None, all_versions: false, limit: 20, offset: 0 }
    }
}

/// What the ledger knows of an article without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSummary {
    /// Its entry.
    pub entry: u64,
    /// [`wortlaut_text::ArticleId`], 32 bytes.
    pub id: [u8; 32],
    /// What its versions have in common.
    pub source: Option<String>,
    /// From 1.
    pub version: u64,
    /// The entry of the next version.
    pub superseded: Option<u64>,
    /// The entry that removed its words.
    pub forgotten: Option<u64>,
    /// The headline, if it is known.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Length of its text in bytes.
    pub bytes: u64,
    /// When it was added.
    pub added: String,
    /// The entry of the newest reading, and its number of statements.
    pub reading: Option<(u64, u64)>,
}

/// Conditions of a query with their values.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition in which `{}` stands for the value.
    fn add(&mut self, sql: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.sql.push(sql.replace("{}", &format!("?{}", self.values.len())));
    }
}

impl Ledger {
    /// Finds statements.
    ///
    /// # Errors
    /// [`Error::is_input`] if words hold no letter or a bound is no date; [`Error::is_stale`], [`Error::is_damaged`].
    pub fn find(&self, query: &Query) -> Result<Page<Found>> {
        self.check_current()?;
        let cutoff = self.cutoff(query.as_of.as_ref())?;
        let mut conditions = Conditions::default();
        let mut search = Vec::new();
        if let Some(words) = &query.words {
            search.push(stems::query(words)?);
        }
        if let Some(party) = &query.party {
            search.push(stems::who(party)?);
        }
        if !search.is_empty() {
            let both: Vec<String> = search.iter().map(|part| format!("({part})")).collect();
            conditions.add("search MATCH {}", both.join(" AND "));
        }
        if query.as_of.is_some() {
            conditions.add("s.reading <= {}", cutoff);
            conditions.add(
                "coalesce((SELECT c.kind FROM statement_corrections c WHERE c.statement = s.number AND c.entry <= {}
                 AND c.kind IN ('reject', 'accept') ORDER BY c.entry DESC LIMIT 1), 'accept') = 'accept'",
                cutoff,
            );
        } else {
            conditions.sql.push("s.rejected IS NULL".to_owned());
        }
        if !query.all_versions {
            conditions.add("(s.superseded IS NULL OR s.superseded > {})", cutoff);
        }
        if let Some(act) = query.act {
            conditions.add("s.act = {}", act.name().to_owned());
        }
        if let Some(kind) = query.kind {
            conditions.add("s.kind = {}", kind.name().to_owned());
        }
        if let Some(outlet) = &query.outlet {
            conditions.add("s.outlet = (SELECT number FROM outlets WHERE name = {})", outlet.clone());
        }
        let by_time = query.order == Order::Said && search.is_empty();
        // Used as a condition of the index only where the index gives the order; else as a condition of each row.
        let said = if by_time { "s.said" } else { "+s.said" };
        if let Some(since) = &query.since {
            let since = time::bound(since)?;
            conditions.add(&format!("{said} >= {{}}"), since.get(..4).unwrap_or_default().to_owned());
            // A rougher value may lie after the bound.
            conditions.add("s.said || '~' >= {}", since.to_owned());
        }
        if let Some(until) = &query.until {
            conditions.add(&format!("{said} <= {{}}"), format!("{}~", time::bound(until)?));
        }
        let from = if search.is_empty() { "statements s" } else { "search CROSS JOIN statements s ON s.number = search.rowid" };
        let order = match (query.order, search.is_empty()) {
            (Order::Added | Order::Relevance, true) => "s.number DESC",
            (Order::Added, false) => "search.rowid DESC",
            (Order::Relevance, false) => "search.rank, search.rowid DESC",
            (Order::Said, _) => "s.said DESC, s.number DESC",
        };
        let limit = i64::from(query.limit);
        let offset = i64::try_from(query.offset).unwrap_or(i64::MAX);
        let sql = format!(
            "WITH page AS MATERIALIZED (SELECT s.number AS number FROM {from} WHERE {} ORDER BY {order} LIMIT {} OFFSET {offset})
             SELECT s.reading, s.number - r.first_statement, {}, {}, s.said, a.version, s.superseded <= {cutoff}
             FROM page CROSS JOIN statements s ON s.number = page.number CROSS JOIN readings r ON r.entry = s.reading
             CROSS JOIN articles a ON a.entry = s.article",
            conditions.sql.join(" AND "),
            limit + 1,
            named("party", "parties", "party_names", cutoff),
            named("matter", "matters", "matter_names", cutoff),
        );
        let found = |row: &Row<'_>| {
            Ok(Found {
                record: row.get(0)?,
                position: row.get(1)?,
                party: row.get(2)?,
                matter: row.get(3)?,
                said: row.get(4)?,
                version: row.get(5)?,
                is_old: row.get::<_, Option<bool>>(6)?.unwrap_or(false),
            })
        };
        self.page(&sql, conditions.values, query.limit, found)
    }

    fn page<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        limit: u32,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Page<T>> {
        let rows = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(params_from_iter(values), read)?.collect()
        };
        let mut items = rows().map_err(|error| self.storage(error))?;
        let more = items.len() > limit as usize;
        items.truncate(limit as usize);
        Ok(Page { items, more })
    }

    /// The readings that found statements are from, by the entries of their records.
    ///
    /// # Errors
    /// [`Error::is_damaged`].
    pub fn readings_of(&self, found: &[Found]) -> Result<BTreeMap<u64, Reading>> {
        let mut readings = BTreeMap::new();
        for one in found {
            if let Entry::Vacant(vacant) = readings.entry(one.record) {
                let reading: Option<Reading> = self.reading(one.record)?;
                match reading.filter(|reading| one.position < reading.record.statements.len()) {
                    Some(reading) => {
                        vacant.insert(reading);
                    }
                    None => {
                        return Err(Error::damaged(
                            &self.path,
                            Some(one.record),
                            "search knows a statement that is not in the record",
                        ));
                    }
                }
            }
        }
        Ok(readings)
    }

    /// Lists articles, what was added last first.
    ///
    /// # Errors
    /// [`Error::is_stale`], [`Error::is_damaged`].
    pub fn articles(&self, query: &ArticleQuery) -> Result<Page<ArticleSummary>> {
        self.check_current()?;
        let cutoff = self.cutoff(query.as_of.as_ref())?;
        let mut conditions = Conditions::default();
        conditions.add("a.entry <= {}", cutoff);
        if !query.all_versions {
            conditions.add("(a.superseded IS NULL OR a.superseded > {})", cutoff);
        }
        if let Some(source) = &query.source {
            conditions.add("a.source = (SELECT number FROM sources WHERE name = {})", source.clone());
        }
        if let Some(outlet) = &query.outlet {
            conditions.add("a.outlet = (SELECT number FROM outlets WHERE name = {})", outlet.clone());
        }
        let sql = format!(
            "SELECT a.entry, a.id, s.name, a.version, a.superseded, a.forgotten, a.title,
                    a.url, o.name, a.published, a.bytes, e.time, r.entry, r.statements
             FROM articles a JOIN entries e ON e.number = a.entry
             LEFT JOIN sources s ON s.number = a.source LEFT JOIN outlets o ON o.number = a.outlet
             LEFT JOIN readings r ON r.entry = (SELECT max(entry) FROM readings WHERE article = a.entry AND entry <= {cutoff})
             WHERE {} ORDER BY a.entry DESC LIMIT {} OFFSET {}",
            conditions.sql.join(" AND "),
            i64::from(query.limit) + 1,
            i64::try_from(query.offset).unwrap_or(i64::MAX),
        );
        let mut page = self.page(&sql, conditions.values, query.limit, |row| {
            let reading: Option<u64> = row.get(12)?;
            Ok(ArticleSummary {
                entry: row.get(0)?,
                id: row.get(1)?,
                source: row.get(2)?,
                version: row.get(3)?,
                superseded: row.get(4)?,
                forgotten: row.get(5)?,
                title: row.get(6)?,
                url: row.get(7)?,
                outlet: row.get(8)?,
                published: row.get(9)?,
                bytes: row.get(10)?,
                added: row.get(11)?,
                reading: reading.zip(row.get(13)?),
            })
        })?;
        for one in &mut page.items {
            one.superseded = one.superseded.filter(|entry| i64::try_from(*entry).is_ok_and(|entry| entry <= cutoff));
        }
        Ok(page)
    }
}

/// SQL for the name that a statement's party or matter has up to an entry.
fn named(kind: &str, table: &str, names: &str, cutoff: i64) -> String {
    format!(
        "coalesce(
           (SELECT c.name FROM statement_corrections c WHERE c.statement = s.number AND c.kind = '{kind}' AND c.entry <= {cutoff}
            ORDER BY c.entry DESC LIMIT 1),
           (SELECT n.name FROM {names} n WHERE n.{kind} = s.{kind} AND n.entry <= {cutoff} ORDER BY n.entry DESC LIMIT 1),
           (SELECT p.read_as FROM {table} p WHERE p.number = s.{kind}))"
    )
}
