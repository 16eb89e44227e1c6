//! Whatever happens to the file: it is told, or nothing that was added has changed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail as tests do")]

mod common;

use std::path::Path;
use std::time::Duration;

use common::{Folder, add, day, differences, dump, pair, reader, words};
use proptest::prelude::*;
use rusqlite::Connection;
use wortlaut_ledger::{Correction, DamageKind, EntryKind, Hash, Ledger, Subject};

/// A ledger with entries of every kind, as the bytes of its file.
fn file() -> Vec<u8> {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..8, 1);
    let statement = ledger.place_of(4, 1).unwrap();
    ledger.correct(Correction::Reject { statement }, "Redaktion", "keine Aussage", &day(2)).unwrap();
    let rename = Correction::Rename { subject: Subject::Party, article: None, name: "Udo Kern".into(), to: "Udo Kehrn".into() };
    ledger.correct(rename, "Redaktion", "Tippfehler", &day(2)).unwrap();
    ledger.forget(5, "Rechtsabteilung", "Beschluss", &day(3)).unwrap();
    add(&mut ledger, 8..10, 4);
    drop(ledger);
    std::fs::read(folder.path()).unwrap()
}

/// Runs SQL with the guards off, as somebody who means harm.
fn tamper(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    let triggers: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    connection.execute_batch(sql).unwrap();
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
}

/// What is told about a ledger that was tampered with.
fn told(sql: &str) -> Vec<(Option<u64>, Option<EntryKind>, DamageKind)> {
    let folder = Folder::new();
    std::fs::write(folder.path(), file()).unwrap();
    tamper(&folder.path(), sql);
    let damages = Ledger::open_to_read(&folder.path()).unwrap().verify().unwrap().damages;
    damages.into_iter().map(|one| (one.entry, one.entry_kind, one.kind)).collect()
}

#[test]
fn entries_and_words_cannot_be_changed_by_plain_sql() {
    let folder = Folder::new();
    std::fs::write(folder.path(), file()).unwrap();
    let connection = Connection::open(folder.path()).unwrap();
    for sql in [
        "UPDATE entries SET time = '2020-01-01T00:00:00Z' WHERE number = 1",
        "DELETE FROM entries WHERE number = 1",
        "UPDATE contents SET text = 'x' WHERE entry = 1",
        "DELETE FROM contents WHERE entry = 1",
        "INSERT INTO entries SELECT 99, kind, time, article, previous, bytes, hash FROM entries WHERE number = 1",
        "INSERT INTO entries SELECT (SELECT max(number) + 1 FROM entries), kind, time, article, previous, bytes, hash FROM entries LIMIT 1",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE number = 1",
        "INSERT OR REPLACE INTO contents SELECT entry, 'x', details FROM contents WHERE entry = 1",
        "INSERT INTO contents SELECT 5, text, details FROM contents WHERE entry = 1",
    ] {
        assert!(connection.execute_batch(sql).is_err(), "{sql}");
    }
    let error = connection.execute_batch("DELETE FROM entries").unwrap_err();
    assert!(error.to_string().contains("never removed"), "{error}");
}

#[test]
fn every_damage_is_told_with_entry_and_kind() {
    assert_eq!(told(""), []);
    let (article, record) = (Some(EntryKind::Article), Some(EntryKind::Record));
    let contents = DamageKind::Contents;
    assert_eq!(
        told("UPDATE contents SET text = replace(text, 'Winter', 'Sommer') WHERE entry = 3"),
        [(Some(3), article, contents)]
    );
    let metadata = "UPDATE contents SET details = replace(hex(details), hex('Kurier'), hex('Kurien')) WHERE entry = 1";
    assert_eq!(
        told(&metadata.replace("replace(hex", "unhex(replace(hex").replace(") WHERE", ")) WHERE")),
        [(Some(1), article, contents)]
    );
    assert_eq!(told("UPDATE contents SET details = zeroblob(20) WHERE entry = 2"), [(Some(2), record, contents)]);
    assert_eq!(told("DELETE FROM contents WHERE entry = 8"), [(Some(8), record, contents)]);
    assert_eq!(told("DELETE FROM contents WHERE entry = 9"), [(Some(9), article, contents)]);
    assert_eq!(told("INSERT INTO contents VALUES (17, NULL, x'00')"), [(Some(17), None, contents)]);
    assert!(
        told("INSERT INTO contents SELECT 5, text, details FROM contents WHERE entry = 1")[0].2 == contents,
        "forgotten and back"
    );
    let time = told("UPDATE entries SET time = '2020-01-01T00:00:00Z' WHERE number = 17");
    assert_eq!(time, [(Some(17), Some(EntryKind::Correction), DamageKind::Entry)]);
    let forged = told("UPDATE entries SET hash = zeroblob(32) WHERE number = 19");
    assert_eq!(forged[0], (Some(19), Some(EntryKind::Forget), DamageKind::Entry));
    assert_eq!(forged[1], (Some(20), article, DamageKind::Entry), "the next one does not follow");
    assert_eq!(told("DELETE FROM entries WHERE number = 18")[0], (Some(18), None, DamageKind::Entry));
    let derived = told("UPDATE statements SET act = 'deny' WHERE number = 3");
    assert_eq!(derived, [(Some(2), record, DamageKind::Derived)]);
    assert_eq!(told("UPDATE search_words SET who = 'niemand' WHERE statement = 3").len(), 2, "names, and the index over them");
    assert_eq!(told("INSERT INTO search (search) VALUES ('delete-all')"), [(None, None, DamageKind::Derived)]);
    assert_eq!(told("DELETE FROM sources WHERE number = 1")[0].2, DamageKind::Derived);
    assert_eq!(told("CREATE TABLE mine (x)"), [(None, None, DamageKind::File)]);
    assert_eq!(told("DROP INDEX statements_by_act"), [(None, None, DamageKind::File)]);
}

#[test]
fn a_chain_that_was_cut_off_is_noticed_by_who_noted_its_head() {
    let folder = Folder::new();
    std::fs::write(folder.path(), file()).unwrap();
    let head = Ledger::open_to_read(&folder.path()).unwrap().head().unwrap();
    tamper(&folder.path(), "DELETE FROM contents WHERE entry > 21; DELETE FROM entries WHERE number > 21");
    Ledger::open(&folder.path()).unwrap().reindex().unwrap();
    let ledger = Ledger::open_to_read(&folder.path()).unwrap();
    assert!(ledger.verify().unwrap().is_clean(), "nothing in the file can tell");
    assert!(!ledger.has_head(head.0, head.1).unwrap());
    let now = ledger.head().unwrap();
    assert!(ledger.has_head(now.0, now.1).unwrap() && ledger.has_head(0, Hash::from_hex(&"0".repeat(64)).unwrap()).unwrap());
}

#[test]
fn damaged_tables_are_made_anew() {
    let folder = Folder::new();
    std::fs::write(folder.path(), file()).unwrap();
    let before = dump(&folder.path()).unwrap();
    tamper(
        &folder.path(),
        "DELETE FROM statements; UPDATE parties SET name = 'x'; INSERT INTO search (search) VALUES ('delete-all')",
    );
    let mut ledger = Ledger::open(&folder.path()).unwrap();
    assert!(!ledger.verify().unwrap().is_clean());
    ledger.reindex().unwrap();
    assert_eq!(ledger.verify().unwrap().damages, []);
    let different = differences(&dump(&folder.path()).unwrap(), &before);
    assert!(
        different.iter().all(|name| ["sources", "outlets", "articles", "statements"].contains(&name.as_str())),
        "{different:?}"
    );
}

#[test]
fn tables_of_another_version_ask_for_an_index() {
    let folder = Folder::new();
    std::fs::write(folder.path(), file()).unwrap();
    tamper(&folder.path(), "UPDATE derived SET stems = 'older'; DROP TABLE changes; CREATE TABLE older (x)");
    let mut ledger = Ledger::open(&folder.path()).unwrap();
    assert!(ledger.find(&words("Brücke")).unwrap_err().is_stale());
    assert!(ledger.batch().unwrap_err().is_stale());
    let damages = ledger.verify().unwrap().damages;
    assert_eq!(damages.len(), 1, "{damages:?}");
    ledger.reindex().unwrap();
    assert_eq!(ledger.verify().unwrap().damages, []);
    assert!(!common::found(&ledger, &words("Brücke")).is_empty());
}

#[test]
fn other_files_are_refused() {
    let folder = Folder::new();
    let path = folder.path();
    assert!(Ledger::open(&path).unwrap_err().is_missing());
    std::fs::write(&path, "").unwrap();
    assert!(Ledger::open_to_read(&path).unwrap_err().is_missing());
    std::fs::write(&path, "Das ist ein Artikel. ".repeat(400)).unwrap();
    assert!(Ledger::open(&path).unwrap_err().is_not_a_ledger());
    assert!(Ledger::create(&path).unwrap_err().is_exists());
    std::fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE x (y)").unwrap();
    assert!(Ledger::open(&path).unwrap_err().is_not_a_ledger());
    assert!(Ledger::open(path.parent().unwrap()).unwrap_err().is_not_a_ledger());
    std::fs::write(&path, file()).unwrap();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
    let error = Ledger::open_to_read(&path).unwrap_err();
    assert!(error.is_newer() && error.to_string().contains("format 2"), "{error}");
    assert!(Ledger::create(&path.parent().unwrap().join("fehlt").join("x")).is_err());
}

#[test]
fn of_two_writers_one_waits_or_is_told() {
    let folder = Folder::new();
    let mut one = folder.create();
    let mut other = folder.open();
    other.set_patience(Duration::from_millis(50)).unwrap();
    let batch = one.batch().unwrap();
    let (article, record) = pair(1);
    batch.add(&article, None, &record, &reader(), &day(1)).unwrap();
    let error = other.add(&article, None, &record, &reader(), &day(1)).unwrap_err();
    assert!(error.is_busy() && error.to_string().contains("another program is writing"), "{error}");
    assert_eq!(other.head().unwrap().0, 0, "readers see what is committed");
    batch.commit().unwrap();
    assert_eq!(add(&mut other, 1..2, 1), [wortlaut_ledger::Added::There { article: 1 }]);

    std::thread::scope(|scope| {
        for writer in 0..3 {
            let folder = &folder;
            scope.spawn(move || {
                let mut ledger = folder.open();
                // Some are added by all.
                for number in 0..12 {
                    add(&mut ledger, 10 * writer + number..10 * writer + number + 1, 1);
                }
            });
        }
    });
    let found = one.verify().unwrap();
    assert_eq!(found.damages, []);
    assert_eq!(found.articles, 32);
}

#[test]
fn a_full_disk_leaves_the_ledger_as_it_was() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..5, 1);
    let before = dump(&folder.path()).unwrap();
    let bytes = std::fs::metadata(folder.path()).unwrap().len();
    ledger.set_most_bytes(bytes.max(400_000)).unwrap();
    let mut failed = 0;
    for number in 5..1000 {
        let (article, record) = pair(number);
        match ledger.add(&article, None, &record, &reader(), &day(2)) {
            Ok(_) => {}
            Err(error) => {
                assert!(error.is_full() && error.to_string().contains("disk is full"), "{error}");
                failed = number;
                break;
            }
        }
    }
    assert!(failed > 5, "it became full");
    let verified = ledger.verify().unwrap();
    assert_eq!(verified.damages, []);
    assert_eq!(verified.articles, failed as u64);
    drop(ledger);
    let mut ledger = folder.open();
    add(&mut ledger, failed..failed + 1, 3);
    assert_eq!(ledger.verify().unwrap().damages, []);
    assert!(!before.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whichever byte is another: verification tells, or the file is refused, or every table holds what it held.
    #[test]
    fn no_flipped_byte_goes_unnoticed_that_changes_anything(at in any::<prop::sample::Index>(), bits in 1..=255_u8) {
        static FILE: std::sync::LazyLock<(Vec<u8>, Dump)> = std::sync::LazyLock::new(|| {
            let folder = Folder::new();
            std::fs::write(folder.path(), file()).unwrap();
            (file_of(&folder), dump(&folder.path()).unwrap())
        });
        let (mut bytes, before) = (FILE.0.clone(), &FILE.1);
        let at = at.index(bytes.len());
        bytes[at] ^= bits;
        let folder = Folder::new();
        std::fs::write(folder.path(), bytes).unwrap();
        let clean = match Ledger::open_to_read(&folder.path()) {
            Ok(ledger) => {
                let clean = ledger.verify().is_ok_and(|verified| verified.is_clean());
                // Whatever else is done with it must end without a panic.
                let _ = ledger.find(&words("Brücke"));
                let _ = ledger.export(None, true, |_| true);
                let _ = ledger.articles(&wortlaut_ledger::ArticleQuery::default());
                clean
            }
            Err(_) => false,
        };
        if clean {
            prop_assert_eq!(differences(&dump(&folder.path()).unwrap(), before), [""; 0], "byte {}", at);
        }
        if let Ok(mut ledger) = Ledger::open(&folder.path()) {
            let (article, record) = pair(50);
            let _ = ledger.add(&article, None, &record, &reader(), &day(9));
            let _ = ledger.forget(1, "R", "r", &day(9));
            let _ = ledger.reindex();
        }
    }
}

/// Prints how many flipped bytes are told: `cargo test -p wortlaut-ledger --test damage -- --ignored --nocapture flips`.
#[test]
#[ignore = "takes minutes; for the figure in docs/ledger-format.md"]
fn flips_that_are_told() {
    let bytes = file();
    let (mut told, mut state, rounds) = (0, 1_u64, 3000);
    for _ in 0..rounds {
        // Numbers without order, the same in every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap() % bytes.len();
        let folder = Folder::new();
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (state % 8);
        std::fs::write(folder.path(), flipped).unwrap();
        let clean = Ledger::open_to_read(&folder.path()).and_then(|ledger| ledger.verify()).is_ok_and(|found| found.is_clean());
        told += usize::from(!clean);
    }
    println!("{told} of {rounds} flipped bits of {} bytes were told; the others change nothing that is stored", bytes.len());
}

type Dump = Vec<(String, Vec<Vec<rusqlite::types::Value>>)>;

fn file_of(folder: &Folder) -> Vec<u8> {
    std::fs::read(folder.path()).unwrap()
}
