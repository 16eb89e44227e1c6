//! Entries, their hashes and the words beside them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};
use wortlaut_reading::{MatterTime, Record};
use wortlaut_text::ArticleId;

use super::{DamageKind, Verification};
use crate::details::Details;
use crate::entry::{ArticleBody, Body, Entry, EntryKind, Hash, RecordBody, seal};
use crate::record;

/// Unreadable entries after which no more are tried.
const PATIENCE: u64 = 1000;

/// What was seen so far.
#[derive(Default)]
struct Seen {
    /// The articles, with their text if it is there and as it was.
    articles: BTreeSet<u64>,
    /// The last text that was needed; records follow their articles as a rule.
    last: Option<(u64, Option<String>)>,
    /// Entries without words, and the article they belong to.
    wordless: Vec<(u64, EntryKind, u64)>,
    /// Entries with words.
    worded: BTreeMap<u64, Vec<u64>>,
    /// Forgotten articles, and the entry that says so.
    forgotten: BTreeMap<u64, u64>,
}

/// One row of the table of entries, whatever its columns hold.
struct Line {
    number: u64,
    kind: Option<String>,
    time: Option<String>,
    article: Option<Option<u64>>,
    previous: Option<Vec<u8>>,
    bytes: Option<Vec<u8>>,
    hash: Option<Vec<u8>>,
}

impl Line {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let blob = |at| row.get_ref(at).map(|value| value.as_blob().ok().map(<[u8]>::to_vec));
        let text = |at| row.get_ref(at).map(|value| value.as_str().ok().map(str::to_owned));
        Ok(Self {
            number: row.get(0)?,
            kind: text(1)?,
            time: text(2)?,
            article: match row.get_ref(3)? {
                ValueRef::Null => Some(None),
                ValueRef::Integer(article) => u64::try_from(article).ok().map(Some),
                _ => None,
            },
            previous: blob(4)?,
            bytes: blob(5)?,
            hash: blob(6)?,
        })
    }
}

pub(super) fn verify(connection: &Connection, found: &mut Verification, progress: &mut dyn FnMut(u64)) {
    let mut seen = Seen::default();
    let (mut after, mut failed, mut previous) = (0_u64, 0, Hash::NONE);
    loop {
        let sql =
            "SELECT number, kind, time, article, previous, bytes, hash FROM entries WHERE number > ?1 ORDER BY number LIMIT 1";
        let line = connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([after], Line::read).optional());
        match line {
            Ok(None) => break,
            Ok(Some(line)) => {
                if line.number != after + 1 {
                    found.tell(
                        Some((after + 1, None)),
                        DamageKind::Entry,
                        format!("it is missing, entry {} follows", line.number),
                    );
                }
                after = line.number;
                found.entries += 1;
                previous = one(connection, &line, previous, &mut seen, found);
                found.head = (line.number, previous);
                progress(line.number);
            }
            Err(error) => {
                failed += 1;
                after += 1;
                found.tell(Some((after, None)), DamageKind::Entry, format!("it cannot be read: {error}"));
                if failed > PATIENCE {
                    break;
                }
            }
        }
    }
    forgotten(&seen, found);
    strangers(connection, found);
}

/// Verifies an entry; its hash as it is stored, so that one wrong hash is not told of all that follow.
fn one(connection: &Connection, line: &Line, previous: Hash, seen: &mut Seen, found: &mut Verification) -> Hash {
    let bytes = line.bytes.as_deref().unwrap_or_default();
    let entry = Entry::from_bytes(bytes);
    let named = line.kind.as_deref().and_then(EntryKind::from_name);
    let kind = entry.as_ref().map_or(named, |entry| Some(entry.body.kind()));
    let place = Some((line.number, kind));
    let hash = Entry::hash(previous, bytes);
    let stored = line.hash.as_deref().and_then(|hash| hash.try_into().ok()).map(Hash);
    if line.previous.as_deref() != Some(previous.bytes().as_slice()) {
        found.tell(place, DamageKind::Entry, "it does not follow the entry before: its previous hash is another");
    }
    if stored != Some(hash) {
        found.tell(place, DamageKind::Entry, "its hash is not that of its bytes");
    }
    match &entry {
        Err(error) => found.tell(place, DamageKind::Entry, format!("its bytes are no entry: {error}")),
        Ok(entry) => {
            if entry.to_bytes() != bytes {
                found.tell(place, DamageKind::Entry, "its bytes are not in canonical form");
            }
            let columns = entry.number == line.number
                && line.kind.as_deref() == Some(entry.body.kind().name())
                && line.time.as_deref() == Some(entry.time.as_str())
                && line.article == Some(entry.article());
            if !columns {
                found.tell(place, DamageKind::Entry, "its columns say something else than its bytes");
            }
            body(connection, line.number, entry, seen, found);
        }
    }
    stored.unwrap_or(hash)
}

fn body(connection: &Connection, number: u64, entry: &Entry, seen: &mut Seen, found: &mut Verification) {
    let place = Some((number, Some(entry.body.kind())));
    match &entry.body {
        Body::Article(body) => {
            found.articles += 1;
            seen.articles.insert(number);
            if let Some(before) = body.follows
                && !seen.articles.contains(&before)
            {
                found.tell(place, DamageKind::Entry, format!("the version before it, entry {before}, is no article before it"));
            }
            let text = article(connection, number, body, seen, found);
            seen.last = Some((number, text));
        }
        Body::Record(body) => {
            if !seen.articles.contains(&body.article) {
                found.tell(place, DamageKind::Entry, format!("entry {} is no article before it", body.article));
                return;
            }
            found.statements += u64::from(body.statements);
            record_words(connection, number, body, seen, found);
        }
        Body::Correction { correction, .. } => {
            if let Some(article) = correction.article()
                && !seen.articles.contains(&article)
            {
                found.tell(place, DamageKind::Entry, format!("entry {article} is no article before it"));
            }
        }
        Body::Forget { article, .. } => {
            if seen.articles.contains(article) {
                seen.forgotten.insert(*article, number);
            } else {
                found.tell(place, DamageKind::Entry, format!("entry {article} is no article before it"));
            }
        }
    }
}

/// The words beside an entry, or why they cannot be read. The text is `None` for records.
type Words = Result<Option<(Option<String>, Vec<u8>)>, String>;

fn words(connection: &Connection, entry: u64) -> Words {
    let read = |row: &Row<'_>| -> rusqlite::Result<(Option<String>, Vec<u8>)> { Ok((row.get(0)?, row.get(1)?)) };
    connection
        .prepare_cached("SELECT text, details FROM contents WHERE entry = ?1")
        .and_then(|mut statement| statement.query_row([entry], read).optional())
        .map_err(|error| error.to_string())
}

/// Verifies an article's words; its text if that is what was added.
fn article(
    connection: &Connection,
    number: u64,
    body: &ArticleBody,
    seen: &mut Seen,
    found: &mut Verification,
) -> Option<String> {
    let place = Some((number, Some(EntryKind::Article)));
    let (text, details) = match words(connection, number) {
        Ok(Some((Some(text), details))) => (text, details),
        Ok(Some((None, _))) => {
            found.tell(place, DamageKind::Contents, "its text is missing");
            return None;
        }
        Ok(None) => {
            seen.wordless.push((number, EntryKind::Article, number));
            return None;
        }
        Err(error) => {
            found.tell(place, DamageKind::Contents, format!("its words cannot be read: {error}"));
            return None;
        }
    };
    seen.worded.entry(number).or_default().push(number);
    if text.len() as u64 != body.length || Hash::of(text.as_bytes()) != body.text {
        found.tell(place, DamageKind::Contents, "its text is not the one that was added");
        return None;
    }
    if seal(&text, &details) != body.seal {
        found.tell(place, DamageKind::Contents, "its metadata are not those that were added");
    }
    if *ArticleId::of(&text).bytes() != body.id {
        found.tell(place, DamageKind::Entry, "its identity is not that of its text");
    }
    if let Err(error) = Details::from_bytes(&details) {
        found.tell(place, DamageKind::Contents, format!("its metadata cannot be read: {error}"));
    }
    Some(text)
}

fn record_words(connection: &Connection, number: u64, body: &RecordBody, seen: &mut Seen, found: &mut Verification) {
    let place = Some((number, Some(EntryKind::Record)));
    let details = match words(connection, number) {
        Ok(Some((None, details))) => details,
        Ok(Some((Some(_), _))) => {
            found.tell(place, DamageKind::Contents, "a record has no text of its own, here is one");
            return;
        }
        Ok(None) => {
            seen.wordless.push((number, EntryKind::Record, body.article));
            return;
        }
        Err(error) => {
            found.tell(place, DamageKind::Contents, format!("what was read cannot be read back: {error}"));
            return;
        }
    };
    seen.worded.entry(body.article).or_default().push(number);
    if seen.last.as_ref().is_none_or(|(article, _)| *article != body.article) {
        let text = words(connection, body.article).ok().flatten().and_then(|(text, _)| text);
        seen.last = Some((body.article, text));
    }
    // A text that is missing or wrong was told with its article.
    let Some((_, Some(text))) = &seen.last else { return };
    if seal(text, &details) != body.seal {
        found.tell(place, DamageKind::Contents, "what was read is not what was written");
        return;
    }
    match record::from_bytes(&details, text) {
        Ok(record) => {
            found.places += places(&record);
            let counts = [record.statements.len(), record.parties.len(), record.matters.len()];
            if counts != [body.statements as usize, body.parties as usize, body.matters as usize] {
                found.tell(place, DamageKind::Entry, "it counts other statements, parties or matters than were read");
            }
            if record::to_bytes(&record) != details {
                found.tell(place, DamageKind::Contents, "the record is not in canonical form");
            }
        }
        Err(error) => found.tell(place, DamageKind::Contents, format!("the record does not fit its text: {error}")),
    }
}

/// How many places a record has; reading it from its bytes has cut each out of the text.
fn places(record: &Record) -> u64 {
    let statements = record.statements.iter().map(|one| {
        let single = [one.speaker, one.addressee, one.venue, one.when.as_ref().map(|when| when.span)];
        one.quote.len() + one.cue.len() + one.frame.len() + single.iter().flatten().count()
    });
    let parties = record.parties.iter().map(|one| one.mentions.len());
    let matters = record.matters.iter().map(|one| {
        let evidence = |time: &MatterTime| matches!(time, MatterTime::Known { .. } | MatterTime::Unknown { .. });
        one.mentions.len() + usize::from(one.time.as_ref().is_some_and(evidence))
    });
    let changes = record.changes.iter().flat_map(|one| [&one.from, &one.to]).map(|held| 1 + usize::from(held.when.is_some()));
    let diagnostics = record.diagnostics.iter().map(|one| usize::from(one.span.is_some()));
    statements.chain(parties).chain(matters).chain(changes).chain(diagnostics).sum::<usize>() as u64
}

/// Words may be missing only where an entry says so, and must be missing there.
fn forgotten(seen: &Seen, found: &mut Verification) {
    found.forgotten = seen.forgotten.len() as u64;
    for (entry, kind, article) in &seen.wordless {
        if !seen.forgotten.contains_key(article) {
            found.tell(
                Some((*entry, Some(*kind))),
                DamageKind::Contents,
                "its words are missing, and no entry says that they were forgotten",
            );
        }
    }
    for (article, by) in &seen.forgotten {
        for entry in seen.worded.get(article).into_iter().flatten() {
            let kind = if entry == article { EntryKind::Article } else { EntryKind::Record };
            let detail = format!("its words are still here, though entry {by} says that they were forgotten");
            found.tell(Some((*entry, Some(kind))), DamageKind::Contents, detail);
        }
    }
}

/// Words that belong to no entry, or to one that has none.
fn strangers(connection: &Connection, found: &mut Verification) {
    let sql = "SELECT c.entry FROM contents c LEFT JOIN entries e ON e.number = c.entry
               WHERE e.kind IS NULL OR e.kind NOT IN ('article', 'record') LIMIT 20";
    let strangers = connection.prepare(sql).and_then(|mut statement| {
        let rows = statement.query_map((), |row| row.get::<_, i64>(0))?;
        rows.collect::<rusqlite::Result<Vec<_>>>()
    });
    match strangers {
        Ok(strangers) => {
            for entry in strangers {
                let place = u64::try_from(entry).ok().map(|entry| (entry, None));
                found.tell(place, DamageKind::Contents, "there are words that belong to no article and no record");
            }
        }
        Err(error) => found.tell(None, DamageKind::Contents, format!("the table of words cannot be read: {error}")),
    }
}
