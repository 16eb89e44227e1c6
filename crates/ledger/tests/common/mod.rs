//! Articles and records made by hand, and a ledger in a folder of its own.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;
use wortlaut_ledger::{Added, Ledger, Query, Reader, Time};
use wortlaut_reading::{
    Act, Change, Matter, MatterId, MatterTime, Medium, Mention, MentionKind, Party, PartyId, PartyKind, Position, Record, Role,
    Stance, Statement, StatementId, StatementType, When,
};
use wortlaut_text::{Article, Diagnostic, DiagnosticKind, Metadata, Span};

/// A folder with a ledger.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("news.ledger")
    }

    pub fn create(&self) -> Ledger {
        Ledger::create(&self.path()).expect("a new ledger")
    }

    pub fn open(&self) -> Ledger {
        Ledger::open(&self.path()).expect("the ledger")
    }
}

pub fn reader() -> Reader {
    Reader::new("test 1", "by hand")
}

/// Nine o'clock on that day of November 2026.
pub fn day(day: u8) -> Time {
    Time::parse(&format!("2026-11-{day:02}T09:00:00Z")).expect("a time")
}

pub fn metadata(url: &str, outlet: &str, published: &str) -> Metadata {
    Metadata {
        title: Some(format!("Was {outlet} schreibt")),
        url: Some(url.to_owned()),
        outlet: Some(outlet.to_owned()),
        published: Some(published.to_owned()),
    }
}

/// The first place of `words` in `text`.
pub fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words} stands in the text"));
    Span::of_bytes(start, start + words.len())
}

pub fn statement(position: usize, kind: StatementType, quote: Vec<Span>) -> Statement {
    Statement {
        id: StatementId::new(position),
        kind,
        quote,
        speaker: None,
        party: None,
        cue: Vec::new(),
        addressee: None,
        frame: Vec::new(),
        medium: None,
        act: None,
        hedge: false,
        venue: None,
        when: None,
        within: None,
        matter: None,
        confidence: 0.5,
        found_by: "by-hand",
    }
}

pub fn party(text: &str, position: usize, name: &str, kind: PartyKind, mention: &str) -> Party {
    Party {
        id: PartyId::new(position),
        name: name.to_owned(),
        kind: Some(kind),
        aliases: Vec::new(),
        roles: Vec::new(),
        speaks_for: None,
        identity: None,
        mentions: vec![Mention { span: span(text, mention), kind: MentionKind::Name }],
    }
}

/// A text in which everything occurs that a record can hold; the numbers and names vary with `number`.
pub fn text(number: usize) -> String {
    format!(
        "Streit um Brücke {number} 🚧\n\nMinisterin Ada Brandt hat angedeutet, die Brücke {number} werde erst im Winter fertig. \
         „Wir bauen“, sagte sie am Montag dem Stadtrat, „so schnell es geht“. Das Bauamt wollte den Termin weder bestätigen noch \
         dementieren.\n\nIm Mai hatte Brandt „{number} Tage“ versprochen, jetzt seien es sechs Monate. Sie habe erklärt, der Bund zahle, \
         sagte Sprecher Udo Kern. Wann gebaut wird, ist unklar."
    )
}

/// A record of [`text`].
pub fn record(text: &str) -> Record {
    let at = |words: &str| span(text, words);
    let days = text.split('„').nth(3).and_then(|rest| rest.split('“').next()).expect("days").to_owned();
    let days = days.as_str();
    let brandt = Party {
        aliases: vec!["Brandt".to_owned()],
        roles: vec![
            Role { title: "Ministerin".to_owned(), of: None },
            Role { title: "Mitglied".to_owned(), of: Some("Rat".to_owned()) },
        ],
        identity: Some("Q1".to_owned()),
        ..party(text, 0, "Ada Brandt", PartyKind::Person, "Ministerin Ada Brandt")
    };
    let kern = Party { speaks_for: Some(PartyId::new(1)), ..party(text, 2, "Udo Kern", PartyKind::Person, "Sprecher Udo Kern") };
    let winter = text.split("angedeutet, ").nth(1).and_then(|rest| rest.split('.').next()).expect("a clause");
    let by = |party: usize, matter: usize, act, one: Statement| Statement {
        party: Some(PartyId::new(party)),
        matter: Some(MatterId::new(matter)),
        act: Some(act),
        ..one
    };
    let hint = Statement {
        speaker: Some(at("Ministerin Ada Brandt")),
        cue: vec![at("hat angedeutet")],
        frame: vec![at("Ministerin Ada Brandt hat angedeutet")],
        medium: Some(Medium::SpeechOrWriting),
        hedge: true,
        confidence: 0.93,
        found_by: "content-clause",
        ..by(0, 0, Act::Hint, statement(0, StatementType::Indirect, vec![at(winter)]))
    };
    let promise = Statement {
        speaker: Some(at("sie am")).map(|span| Span::of_bytes(span.start().index(), span.start().index() + 3)),
        addressee: Some(at("dem Stadtrat")),
        venue: Some(at("Stadtrat")),
        when: Some(When { span: at("am Montag"), value: Some("2026-11-02".to_owned()) }),
        medium: Some(Medium::Speech),
        confidence: 0.981,
        ..by(0, 0, Act::Promise, statement(1, StatementType::Direct, vec![at("„Wir bauen“"), at("„so schnell es geht“")]))
    };
    let neither = Statement {
        speaker: Some(at("Das Bauamt")),
        confidence: 0.877,
        ..by(
            1,
            0,
            Act::Neither,
            statement(2, StatementType::Reported, vec![at("wollte den Termin weder bestätigen noch dementieren")]),
        )
    };
    let before = Statement {
        when: Some(When { span: at("Im Mai"), value: None }),
        ..by(0, 1, Act::Promise, statement(3, StatementType::Direct, vec![at(&format!("„{days}“"))]))
    };
    let after =
        by(0, 1, Act::Announce, statement(4, StatementType::IndirectFreeIndirect, vec![at("jetzt seien es sechs Monate")]));
    let told = Statement {
        speaker: Some(at("Sprecher Udo Kern")),
        ..by(2, 0, Act::Assert, statement(5, StatementType::Indirect, vec![at("Sie habe erklärt, der Bund zahle")]))
    };
    let inner = Statement {
        within: Some(StatementId::new(5)),
        ..by(0, 0, Act::Assert, statement(6, StatementType::Indirect, vec![at("der Bund zahle")]))
    };
    let matter = |position, label: &str, parties: &[usize], words: &str, time| Matter {
        id: MatterId::new(position),
        label: label.to_owned(),
        parties: parties.iter().copied().map(PartyId::new).collect(),
        mentions: vec![at(words)],
        time,
    };
    let stance = |matter, party, act, statement, first_hand| Stance {
        matter: MatterId::new(matter),
        party: PartyId::new(party),
        act,
        statement: StatementId::new(statement),
        since: (statement == 2).then(|| "2026-11".to_owned()),
        first_hand,
    };
    let held = |statement, words: &str, value: &str, when: Option<Span>| Position {
        statement: StatementId::new(statement),
        span: at(words),
        value: value.to_owned(),
        when,
    };
    let diagnostic = |kind, span, message: &str| Diagnostic { kind, span, message: message.to_owned() };
    Record {
        parties: vec![brandt, party(text, 1, "Bauamt", PartyKind::Institution, "Das Bauamt"), kern],
        statements: vec![hint, promise, neither, before, after, told, inner],
        matters: vec![
            matter(0, "Bau der Brücke", &[0, 1], "die Brücke", Some(MatterTime::Unknown { evidence: at("ist unklar") })),
            matter(1, "Dauer", &[], "Termin", Some(MatterTime::Known { value: "2027".to_owned(), evidence: at("jetzt") })),
        ],
        stances: vec![stance(0, 0, Act::Hint, 0, true), stance(0, 1, Act::Neither, 2, true), stance(0, 0, Act::Assert, 6, false)],
        changes: vec![Change {
            party: PartyId::new(0),
            matter: MatterId::new(1),
            from: held(3, days, "P24D", Some(at("Im Mai"))),
            to: held(4, "sechs Monate", "P6M", Some(at("jetzt"))),
        }],
        diagnostics: vec![
            diagnostic(DiagnosticKind::UnknownLanguage, None, "die Sprache ist unklar"),
            diagnostic(DiagnosticKind::UnknownSpeaker, Some(at("jetzt seien es sechs Monate")), "wer?"),
        ],
    }
}

/// The `number`-th article with its record.
pub fn pair(number: usize) -> (Article, Record) {
    let text = text(number);
    let record = record(&text);
    let outlet = ["Kurier", "Rundschau", "Agentur"][number % 3];
    let url = format!("https://{}.example/{number}", outlet.to_lowercase());
    let published = format!("2026-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
    (Article::new(text, metadata(&url, outlet, &published)).expect("short enough"), record)
}

/// Adds some articles on the same day.
pub fn add(ledger: &mut Ledger, numbers: std::ops::Range<usize>, on: u8) -> Vec<Added> {
    let batch = ledger.batch().expect("nobody else writes");
    let added = numbers
        .map(|number| {
            let (article, record) = pair(number);
            batch.add(&article, None, &record, &reader(), &day(on)).expect("added")
        })
        .collect();
    batch.commit().expect("committed");
    added
}

/// The words of everything that a query finds.
pub fn found(ledger: &Ledger, query: &Query) -> Vec<String> {
    let page = ledger.find(query).expect("a query");
    let readings = ledger.readings_of(&page.items).expect("readings");
    let words = |one: &wortlaut_ledger::Found| {
        let reading = &readings[&one.record];
        let quote = &reading.record.statements[one.position].quote;
        quote.iter().map(|span| span.of(&reading.text)).collect::<Vec<_>>().join(" … ")
    };
    page.items.iter().map(words).collect()
}

pub fn words(words: &str) -> Query {
    Query { words: Some(words.to_owned()), limit: 1000, ..Query::default() }
}

/// The content of every table, whatever the pages of the file look like; also of those that search keeps to itself.
pub fn dump(path: &Path) -> rusqlite::Result<Vec<(String, Vec<Vec<Value>>)>> {
    let connection = Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'
               AND name <> 'search' OR name = 'search_words' ORDER BY name";
    let names: Vec<String> = connection.prepare(sql)?.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    names
        .into_iter()
        .map(|name| {
            let mut statement = connection.prepare(&format!("SELECT * FROM {name}"))?;
            let columns = statement.column_count();
            let rows = statement.query_map((), |row| (0..columns).map(|at| row.get(at)).collect())?;
            Ok((name, rows.collect::<Result<_, _>>()?))
        })
        .collect()
}

/// The names of the tables that differ between two dumps.
pub fn differences(one: &[(String, Vec<Vec<Value>>)], other: &[(String, Vec<Vec<Value>>)]) -> Vec<String> {
    let names = one.iter().chain(other).map(|(name, _)| name.clone()).collect::<std::collections::BTreeSet<_>>();
    let rows = |all: &[(String, Vec<Vec<Value>>)], wanted: &str| {
        all.iter().find(|(name, _)| name == wanted).map(|(_, rows)| rows.clone())
    };
    names.into_iter().filter(|name| rows(one, name) != rows(other, name)).collect()
}
