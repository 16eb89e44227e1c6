//! Ledgers that older programs wrote stay readable. `data/format-N.ledger` is one of each format; none is ever changed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail as tests do")]

mod common;

use std::path::{Path, PathBuf};

use common::{Folder, day, found, words};
use wortlaut_ledger::{ArticleQuery, Correction, Ledger, Query, Reader, Subject, Time};
use wortlaut_text::{Article, Metadata};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The head of the chain of format 1. Were it another, the file would be another.
const HEAD: &str = "15:sha256:1f62d0cd55a7174ce5de2c80a59f79960b45199f0c510c027ea63447adab0cca";

#[test]
fn a_ledger_of_format_1_is_read_verified_and_added_to() {
    let folder = Folder::new();
    std::fs::copy(data("format-1.ledger"), folder.path()).unwrap();
    let mut ledger = folder.open();
    // Its tables for searching may be those of an older version; the chain must verify whatever they are.
    let mut damages = ledger.verify().unwrap().damages;
    damages.retain(|damage| damage.kind != wortlaut_ledger::DamageKind::Derived);
    assert_eq!(damages, []);
    ledger.reindex().unwrap();
    let verified = ledger.verify().unwrap();
    assert_eq!(verified.damages, []);
    assert_eq!(format!("{}:{}", verified.head.0, verified.head.1), HEAD);
    assert_eq!((verified.entries, verified.articles, verified.forgotten), (15, 6, 1));
    let denied = words("Vorwürfe -verschwiegen");
    assert!(!found(&ledger, &denied).is_empty());
    assert_eq!(found(&ledger, &Query { party: Some("Bohm-Lehnert".to_owned()), limit: 1, ..Query::default() }).len(), 1);
    let articles = ledger.articles(&ArticleQuery::default()).unwrap().items;
    assert_eq!(articles.iter().filter(|one| one.version == 2).count(), 1);
    assert_eq!(articles.iter().filter(|one| one.forgotten.is_some()).count(), 1);
    let then = Time::end_of("2026-11-01").unwrap();
    let mut exported = 0;
    ledger
        .export(Some(&then), true, |reading| {
            exported += reading.record.statements.len();
            true
        })
        .unwrap();
    assert!(exported > 20, "{exported}");
    common::add(&mut ledger, 0..1, 9);
    assert_eq!(ledger.verify().unwrap().damages, []);
}

/// Writes the file: `cargo test -p wortlaut-ledger --test formats -- --ignored`. Only for a format that is not released yet.
#[test]
#[ignore = "writes the ledger of the newest format"]
fn write_the_ledger_of_the_newest_format() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let add = |ledger: &mut Ledger, name: &str, outlet: &str, published: &str, on, change: fn(String) -> String| {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)).unwrap();
        let metadata = Metadata {
            url: Some(format!("https://{}.example/{name}", outlet.to_lowercase())),
            outlet: Some(outlet.to_owned()),
            published: Some(published.to_owned()),
            ..Metadata::default()
        };
        let article = Article::new(change(text), metadata).unwrap();
        let record = wortlaut_reading::read(&article);
        ledger.add(&article, None, &record, &Reader::new("wortlaut 0.1.0", "format 1"), &day(on)).unwrap()
    };
    let same = |text| text;
    add(&mut ledger, "bruecke-agentur.txt", "Agentur", "2026-11-01", 1, same);
    add(&mut ledger, "bruecke-kurier.txt", "Kurier", "2026-11-01", 1, same);
    add(&mut ledger, "bruecke-rundschau.txt", "Rundschau", "2026-11-02", 2, same);
    add(&mut ledger, "bruecke-dementi.txt", "Kurier", "2026-11-03", 3, same);
    add(&mut ledger, "bruecke-dementi.txt", "Kurier", "2026-11-03", 4, |text| text.replace("im Herbst", "im Winter"));
    add(&mut ledger, "fischsterben.txt", "Kurier", "2026-11-04", 4, same);
    let statement = ledger.place_of(2, 0).unwrap();
    ledger.correct(Correction::Reject { statement }, "Redaktion", "keine Aussage", &day(5)).unwrap();
    let rename = Correction::Rename {
        subject: Subject::Party,
        article: None,
        name: "Lasse Bohm".to_owned(),
        to: "Lasse Bohm-Lehnert".to_owned(),
    };
    ledger.correct(rename, "Redaktion", "voller Name", &day(5)).unwrap();
    ledger.forget(11, "Rechtsabteilung", "Beschluss 12/26", &day(6)).unwrap();
    let head = ledger.head().unwrap();
    println!("head: {}:{}", head.0, head.1);
    assert_eq!(ledger.verify().unwrap().damages, []);
    drop(ledger);
    let target = data("format-1.ledger");
    let _ = std::fs::remove_file(&target);
    rusqlite::Connection::open(folder.path()).unwrap().execute_batch("PRAGMA secure_delete = ON; VACUUM").unwrap();
    std::fs::copy(folder.path(), target).unwrap();
}

/// What `docs/ledger-format.md` says is enough to verify a ledger. Where there is no Python, others have run it.
#[test]
fn another_program_verifies_a_ledger() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify_ledger.py");
    let run = |ledger: &Path| std::process::Command::new("python3").arg(&script).arg(ledger).output();
    let Ok(verified) = run(&data("format-1.ledger")) else { return };
    let told = String::from_utf8_lossy(&verified.stdout);
    assert_eq!(
        told.trim_end(),
        format!("15 entries, 1 articles forgotten, head {HEAD}"),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
    let folder = Folder::new();
    let mut bytes = std::fs::read(data("format-1.ledger")).unwrap();
    // Words of a text that are no name, so that they stand nowhere else.
    let words = b"versicherte die SPD";
    let at = bytes.windows(words.len()).position(|window| window == words).unwrap();
    bytes[at] = b'V';
    std::fs::write(folder.path(), bytes).unwrap();
    let told = run(&folder.path()).unwrap();
    assert_eq!(told.status.code(), Some(2), "{}", String::from_utf8_lossy(&told.stdout));
}
