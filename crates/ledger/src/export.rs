//! Whole records, as they were read or as they were corrected.

use rusqlite::{OptionalExtension as _, params};
use wortlaut_reading::{Matter, MatterId, Mention, MentionKind, Party, PartyId, Record, StatementId};
use wortlaut_text::Metadata;

use crate::derived::Fault;
use crate::entry::{Body, Entry};
use crate::{Ledger, Result, Time, chain};

/// No entry has a larger number.
pub(crate) const EVER: i64 = i64::MAX;

/// What was read from an article, with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The entry of the record.
    pub entry: u64,
    /// The entry of the article.
    pub article: u64,
    /// [`wortlaut_text::ArticleId`], 32 bytes.
    pub id: [u8; 32],
    /// What the versions of the article have in common.
    pub source: Option<String>,
    /// What was known of the article when it was added.
    pub metadata: Metadata,
    /// Its language by ISO 639-1, as it was told when it was added.
    pub language: Option<String>,
    /// Its text. The places in `record` are bytes of it.
    pub text: String,
    /// What was read.
    pub record: Record,
    /// Name and version of the program that read it.
    pub program: String,
    /// The model it read with.
    pub model: String,
    /// When it was read.
    pub time: Time,
}

impl Ledger {
    /// What an entry says was read; `None` if the entry is no record or was forgotten.
    ///
    /// # Errors
    /// [`Error::is_damaged`](crate::Error::is_damaged).
    pub fn reading(&self, entry: u64) -> Result<Option<Reading>> {
        self.read_entry(entry).map_err(|fault| self.fault(fault, Some(entry)))
    }

    fn read_entry(&self, number: u64) -> std::result::Result<Option<Reading>, Fault> {
        let Some(Entry { body: Body::Record(body), time, .. }) = chain::entry(&self.connection, number)? else {
            return Ok(None);
        };
        let Some((text, details)) = chain::article(&self.connection, body.article)? else { return Ok(None) };
        let Some(record) = chain::record(&self.connection, number, &text)? else { return Ok(None) };
        let Some(Entry { body: Body::Article(article), .. }) = chain::entry(&self.connection, body.article)? else {
            return Ok(None);
        };
        Ok(Some(Reading {
            entry: number,
            article: body.article,
            id: article.id,
            source: details.source,
            metadata: details.metadata,
            language: details.language,
            text,
            record,
            program: body.program,
            model: body.model,
            time,
        }))
    }

    /// The number of the last entry that was there at `time`.
    pub(crate) fn cutoff(&self, time: Option<&Time>) -> Result<i64> {
        let Some(time) = time else { return Ok(EVER) };
        let sql = "SELECT coalesce(max(number), 0) FROM entries WHERE time <= ?1";
        self.connection.query_row(sql, [time.as_str()], |row| row.get(0)).map_err(|error| self.storage(error))
    }

    /// Goes through the newest reading of the newest version of every article, in the order of adding, as it was known at `as_of`, now if
    /// that is `None`. `visit` ends it by returning `false`. Returns how many articles were left out because their words were forgotten.
    ///
    /// With `corrected`, rejected statements are left out, and parties and matters have the names that corrections gave them; what is left
    /// keeps its identity. Without, records are as they were read.
    ///
    /// # Errors
    /// [`Error::is_stale`](crate::Error::is_stale), [`Error::is_damaged`](crate::Error::is_damaged).
    pub fn export(&self, as_of: Option<&Time>, corrected: bool, mut visit: impl FnMut(Reading) -> bool) -> Result<u64> {
        self.check_current()?;
        let cutoff = self.cutoff(as_of)?;
        let at = |error| self.storage(error);
        let sql = "SELECT r.entry, a.forgotten FROM articles a JOIN readings r ON r.article = a.entry
                   WHERE r.entry <= ?1 AND (r.superseded IS NULL OR r.superseded > ?1) AND (a.superseded IS NULL OR a.superseded > ?1)
                   ORDER BY a.entry";
        let mut statement = self.connection.prepare(sql).map_err(at)?;
        let mut rows = statement.query([cutoff]).map_err(at)?;
        let mut forgotten = 0;
        while let Some(row) = rows.next().map_err(at)? {
            let entry: u64 = row.get(0).map_err(at)?;
            if row.get::<_, Option<u64>>(1).map_err(at)?.is_some() {
                forgotten += 1;
                continue;
            }
            let Some(mut reading) = self.reading(entry)? else {
                return Err(self.fault(Fault::Storage(rusqlite::Error::QueryReturnedNoRows), Some(entry)));
            };
            if corrected {
                self.correct_record(entry, cutoff, &mut reading.record, &reading.text)
                    .map_err(|fault| self.fault(fault, Some(entry)))?;
            }
            if !visit(reading) {
                break;
            }
        }
        Ok(forgotten)
    }

    /// Applies the corrections up to `cutoff` to the record of an entry.
    fn correct_record(&self, entry: u64, cutoff: i64, record: &mut Record, text: &str) -> std::result::Result<(), Fault> {
        let any = "SELECT EXISTS (SELECT 1 FROM corrections)";
        if !self.connection.prepare_cached(any)?.query_row((), |row| row.get::<_, bool>(0))? {
            return Ok(());
        }
        let sql = "SELECT first_statement, first_party, first_matter FROM readings WHERE entry = ?1";
        let (statement, party, matter): (u64, u64, u64) =
            self.connection.prepare_cached(sql)?.query_row([entry], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let name = |table: &str, column: &str, number: u64| -> std::result::Result<Option<String>, Fault> {
            let sql = format!("SELECT name FROM {table} WHERE {column} = ?1 AND entry <= ?2 ORDER BY entry DESC LIMIT 1");
            Ok(self.connection.prepare_cached(&sql)?.query_row(params![number, cutoff], |row| row.get(0)).optional()?)
        };
        for (position, one) in record.parties.iter_mut().enumerate() {
            if let Some(name) = name("party_names", "party", party + position as u64)? {
                one.name = name;
            }
        }
        for (position, one) in record.matters.iter_mut().enumerate() {
            if let Some(name) = name("matter_names", "matter", matter + position as u64)? {
                one.label = name;
            }
        }
        let mut rejected = vec![false; record.statements.len()];
        let sql = "SELECT kind, name FROM statement_corrections WHERE statement = ?1 AND entry <= ?2 ORDER BY entry";
        let mut corrections = self.connection.prepare_cached(sql)?;
        for (position, rejected) in rejected.iter_mut().enumerate() {
            let mut rows = corrections.query(params![statement + position as u64, cutoff])?;
            while let Some(row) = rows.next()? {
                let (kind, name): (String, Option<String>) = (row.get(0)?, row.get(1)?);
                match (kind.as_str(), name) {
                    ("reject", _) => *rejected = true,
                    ("accept", _) => *rejected = false,
                    ("party", Some(name)) => give_party(record, position, &name, text),
                    ("matter", Some(name)) => give_matter(record, position, &name),
                    _ => {}
                }
            }
        }
        unite(record);
        leave_out(record, &rejected);
        Ok(())
    }
}

/// Gives a statement the party with a name, a new one if the record has none.
fn give_party(record: &mut Record, position: usize, name: &str, text: &str) {
    let statement = &mut record.statements[position];
    let known = record.parties.iter().position(|party| party.name == name);
    let id = PartyId::new(known.unwrap_or(record.parties.len()));
    if known.is_none() {
        record.parties.push(Party {
            id,
            name: name.to_owned(),
            kind: None,
            aliases: Vec::new(),
            roles: Vec::new(),
            speaks_for: None,
            identity: None,
            mentions: Vec::new(),
        });
    }
    if let Some(span) = statement.speaker {
        for party in &mut record.parties {
            let here = party.id == id;
            match party.mentions.iter().position(|mention| mention.span == span) {
                Some(at) if !here => drop(party.mentions.remove(at)),
                None if here => {
                    let kind = if span.of(text).contains(name) { MentionKind::Name } else { MentionKind::Role };
                    party.mentions.push(Mention { span, kind });
                    party.mentions.sort_by_key(|mention| mention.span);
                }
                _ => {}
            }
        }
    }
    let before = statement.party.replace(id);
    let statement = record.statements[position].id;
    record
        .stances
        .iter_mut()
        .filter(|stance| stance.statement == statement && Some(stance.party) == before)
        .for_each(|stance| stance.party = id);
    record.changes.retain(|change| {
        Some(change.party) != before || (change.from.statement != statement && change.to.statement != statement)
    });
}

/// The same for matters.
fn give_matter(record: &mut Record, position: usize, name: &str) {
    let known = record.matters.iter().position(|matter| matter.label == name);
    let id = MatterId::new(known.unwrap_or(record.matters.len()));
    if known.is_none() {
        record.matters.push(Matter { id, label: name.to_owned(), parties: Vec::new(), mentions: Vec::new(), time: None });
    }
    let before = record.statements[position].matter.replace(id);
    let statement = record.statements[position].id;
    record
        .stances
        .iter_mut()
        .filter(|stance| stance.statement == statement && Some(stance.matter) == before)
        .for_each(|stance| stance.matter = id);
    record.changes.retain(|change| {
        Some(change.matter) != before || (change.from.statement != statement && change.to.statement != statement)
    });
}

/// Makes one of parties, and of matters, that corrections gave the same name.
fn unite(record: &mut Record) {
    let first = |names: Vec<String>| -> Vec<usize> {
        names.iter().map(|name| names.iter().position(|other| other == name).unwrap_or_default()).collect()
    };
    let parties = first(record.parties.iter().map(|party| party.name.clone()).collect());
    let matters = first(record.matters.iter().map(|matter| matter.label.clone()).collect());
    let party = |id: &mut PartyId| *id = PartyId::new(parties[id.index()]);
    let matter = |id: &mut MatterId| *id = MatterId::new(matters[id.index()]);
    for (position, &into) in parties.iter().enumerate().filter(|(position, into)| position != *into) {
        let from = record.parties[position].clone();
        let kept = &mut record.parties[into];
        for alias in from.aliases {
            if !kept.aliases.contains(&alias) && alias != kept.name {
                kept.aliases.push(alias);
            }
        }
        for role in from.roles {
            if !kept.roles.contains(&role) {
                kept.roles.push(role);
            }
        }
        kept.mentions.extend(from.mentions);
        kept.mentions.sort_by_key(|mention| mention.span);
        kept.mentions.dedup_by_key(|mention| mention.span);
    }
    for (position, &into) in matters.iter().enumerate().filter(|(position, into)| position != *into) {
        let from = record.matters[position].clone();
        let kept = &mut record.matters[into];
        kept.mentions.extend(from.mentions);
        kept.mentions.sort();
        kept.mentions.dedup();
        kept.parties.extend(from.parties);
        kept.time = kept.time.take().or(from.time);
    }
    record.parties.iter_mut().filter_map(|one| one.speaks_for.as_mut()).for_each(party);
    record.statements.iter_mut().filter_map(|one| one.party.as_mut()).for_each(party);
    record.statements.iter_mut().filter_map(|one| one.matter.as_mut()).for_each(matter);
    record.stances.iter_mut().for_each(|one| {
        party(&mut one.party);
        matter(&mut one.matter);
    });
    record.changes.iter_mut().for_each(|one| {
        party(&mut one.party);
        matter(&mut one.matter);
    });
    for one in &mut record.matters {
        one.parties.iter_mut().for_each(party);
        one.parties.sort();
        one.parties.dedup();
    }
    let mut position = 0;
    record.matters.retain(|_| {
        position += 1;
        matters[position - 1] == position - 1
    });
    position = 0;
    record.parties.retain(|_| {
        position += 1;
        parties[position - 1] == position - 1
    });
}

/// Leaves statements out; those within them lie within the next larger one that is kept.
fn leave_out(record: &mut Record, rejected: &[bool]) {
    let outer: Vec<Option<StatementId>> = record.statements.iter().map(|one| one.within).collect();
    let is_rejected = |id: StatementId| rejected.get(id.index()).copied().unwrap_or(false);
    for statement in &mut record.statements {
        // As many steps as there are statements, should the chain be a circle.
        for _ in 0..outer.len() {
            match statement.within {
                Some(id) if is_rejected(id) => statement.within = outer[id.index()],
                _ => break,
            }
        }
        statement.within = statement.within.filter(|id| !is_rejected(*id));
    }
    record.statements.retain(|one| !is_rejected(one.id));
    record.stances.retain(|one| !is_rejected(one.statement));
    record.changes.retain(|one| !is_rejected(one.from.statement) && !is_rejected(one.to.statement));
}
