//! Corrections and forgetting.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail as tests do")]

mod common;

use common::{Folder, add, day, differences, dump, found, pair, reader, words};
use wortlaut_ledger::{Correction, Ledger, Query, Reading, Subject, Time};
use wortlaut_reading::{MentionKind, PartyId};

fn rename(subject: Subject, article: Option<u64>, name: &str, to: &str) -> Correction {
    Correction::Rename { subject, article, name: name.to_owned(), to: to.to_owned() }
}

fn correct(ledger: &mut Ledger, correction: Correction, on: u8) -> u64 {
    ledger.correct(correction, "Redaktion", "nachgeprüft", &day(on)).unwrap()
}

fn exported(ledger: &Ledger, as_of: Option<&Time>, corrected: bool) -> Vec<Reading> {
    let mut all = Vec::new();
    ledger
        .export(as_of, corrected, |reading| {
            all.push(reading);
            true
        })
        .unwrap();
    all
}

fn parties(ledger: &Ledger, query: &Query) -> Vec<Option<String>> {
    ledger.find(query).unwrap().items.into_iter().map(|one| one.party).collect()
}

/// Verifies, and that indexing again changes nothing but the numbers of names, which leave no gap where a name was forgotten.
fn sound(folder: &Folder, ledger: &mut Ledger) {
    assert_eq!(ledger.verify().unwrap().damages, []);
    let before = dump(&folder.path()).unwrap();
    ledger.reindex().unwrap();
    let mut different = differences(&dump(&folder.path()).unwrap(), &before);
    if ledger.verify().unwrap().forgotten > 0 {
        different.retain(|name| !["sources", "outlets", "articles", "statements"].contains(&name.as_str()));
    }
    assert_eq!(different, [""; 0]);
    assert_eq!(ledger.verify().unwrap().damages, []);
}

#[test]
fn rejected_statements_are_not_found_and_come_back_when_accepted() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..2, 1);
    let statement = ledger.place_of(2, 0).unwrap();
    assert_eq!(correct(&mut ledger, Correction::Reject { statement: statement.clone() }, 3), 5);
    assert_eq!(found(&ledger, &words("Winter")), ["die Brücke 1 werde erst im Winter fertig"]);
    assert_eq!(found(&ledger, &Query { as_of: Some(day(2)), ..words("Winter") }).len(), 2, "it was not rejected then");
    let record = &exported(&ledger, None, true)[0].record;
    assert_eq!(record.statements.len(), 6);
    assert_eq!(record.statements[0].id.to_string(), "s2", "others keep their names");
    assert_eq!(record.stances.len(), 2);
    assert_eq!(exported(&ledger, None, false)[0].record.statements.len(), 7);
    assert_eq!(exported(&ledger, Some(&day(2)), true)[0].record.statements.len(), 7);
    sound(&folder, &mut ledger);
    correct(&mut ledger, Correction::Accept { statement }, 4);
    assert_eq!(found(&ledger, &words("Winter")).len(), 2);
    assert_eq!(found(&ledger, &Query { as_of: Some(day(3)), ..words("Winter") }).len(), 1);
    sound(&folder, &mut ledger);
}

#[test]
fn corrections_hold_when_an_article_is_read_again() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let (article, record) = pair(5);
    ledger.add(&article, None, &record, &reader(), &day(1)).unwrap();
    let statement = ledger.place_of(2, 1).unwrap();
    correct(&mut ledger, Correction::Reject { statement }, 2);
    correct(&mut ledger, rename(Subject::Party, Some(1), "Ada Brandt", "Ada Brand"), 2);
    let statements = vec![ledger.place_of(2, 0).unwrap()];
    correct(&mut ledger, Correction::Split { subject: Subject::Party, statements, to: "Ada Brandt (Rat)".to_owned() }, 2);
    correct(&mut ledger, rename(Subject::Party, None, "Ada Brandt (Rat)", "Ada Brandt-Kern"), 2);
    // The next reading finds a statement less before it, takes a mark less, and does not find one of the others.
    let mut again = record;
    again.statements[1].quote.pop();
    let inside = again.statements[0].quote[0];
    again.statements[0].quote = vec![wortlaut_text::Span::of_bytes(inside.start().index(), inside.end().index() - 1)];
    again.diagnostics.clear();
    let batch = ledger.batch().unwrap();
    batch.reread(1, &again, &reader(), &day(3)).unwrap();
    batch.commit().unwrap();
    let names = parties(&ledger, &words("Winter"));
    assert_eq!(names, [Some("Ada Brandt-Kern".to_owned())], "split and renamed, though it lost a letter");
    assert_eq!(parties(&ledger, &words("sechs Monate")), [Some("Ada Brand".to_owned())]);
    assert_eq!(found(&ledger, &words("„wir bauen“")), ["„Wir bauen“"], "less than 0.8 of it are left: another statement");
    assert_eq!(parties(&ledger, &Query { as_of: Some(day(1)), ..words("Winter") }), [Some("Ada Brandt".to_owned())]);
    sound(&folder, &mut ledger);
}

#[test]
fn names_are_corrected_in_one_article_or_in_all_also_those_to_come() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..2, 1);
    correct(&mut ledger, rename(Subject::Party, None, "Bauamt", "Amt für Brückenbau"), 2);
    correct(&mut ledger, rename(Subject::Party, Some(1), "Amt für Brückenbau", "Bauamt Holtau"), 2);
    correct(&mut ledger, rename(Subject::Matter, None, "Dauer", "Dauer des Baus"), 2);
    add(&mut ledger, 2..3, 3);
    let query = words("dementieren");
    let names = ["Amt für Brückenbau", "Amt für Brückenbau", "Bauamt Holtau"].map(|name| Some(name.to_owned()));
    assert_eq!(parties(&ledger, &query), names);
    assert_eq!(found(&ledger, &Query { party: Some("Holtau".to_owned()), ..Query::default() }).len(), 1);
    assert_eq!(found(&ledger, &Query { party: Some("Brückenbau".to_owned()), ..Query::default() }).len(), 3);
    let matters: Vec<_> = ledger.find(&words("sechs")).unwrap().items.into_iter().map(|one| one.matter).collect();
    assert_eq!(matters, vec![Some("Dauer des Baus".to_owned()); 3]);
    let records = exported(&ledger, None, true);
    assert_eq!(records[0].record.parties[1].name, "Bauamt Holtau");
    assert_eq!(records[2].record.matters[1].label, "Dauer des Baus");
    sound(&folder, &mut ledger);
}

#[test]
fn merged_parties_are_one_in_the_export() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..1, 1);
    let merge =
        Correction::Merge { subject: Subject::Party, article: None, name: "Udo Kern".to_owned(), into: "Ada Brandt".to_owned() };
    correct(&mut ledger, merge, 2);
    let record = &exported(&ledger, None, true)[0].record;
    let names: Vec<&str> = record.parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["Ada Brandt", "Bauamt"]);
    assert_eq!(record.parties[0].mentions.len(), 2);
    assert_eq!(record.statements[5].party, Some(PartyId::new(0)));
    sound(&folder, &mut ledger);
}

#[test]
fn split_statements_have_a_party_of_their_own_in_the_export() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..1, 1);
    let statements = vec![ledger.place_of(2, 0).unwrap(), ledger.place_of(2, 1).unwrap()];
    correct(&mut ledger, Correction::Split { subject: Subject::Party, statements, to: "Ada Brandt (Bund)".to_owned() }, 2);
    let statements = vec![ledger.place_of(2, 4).unwrap()];
    correct(&mut ledger, Correction::Split { subject: Subject::Matter, statements, to: "Frist".to_owned() }, 2);
    let Reading { record, text, .. } = &exported(&ledger, None, true)[0];
    let party = &record.parties[3];
    assert_eq!((party.name.as_str(), party.mentions.len()), ("Ada Brandt (Bund)", 2));
    assert_eq!(party.mentions[0].span.of(text), "Ministerin Ada Brandt");
    assert_eq!(party.mentions[0].kind, MentionKind::Role);
    assert_eq!(record.statements[0].party, Some(party.id));
    assert_eq!(record.stances[0].party, party.id);
    assert_eq!(record.stances[2].party, PartyId::new(0));
    assert_eq!(record.matters[2].label, "Frist");
    assert!(record.changes.is_empty(), "its two sides are about two matters now");
    sound(&folder, &mut ledger);
}

#[test]
fn corrections_need_an_author_a_reason_and_something_to_correct() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..1, 1);
    let one = rename(Subject::Party, None, "Udo Kern", "Udo Kehrn");
    assert!(ledger.correct(one.clone(), " ", "Tippfehler", &day(2)).unwrap_err().is_input());
    assert!(ledger.correct(one, "Redaktion", "", &day(2)).unwrap_err().is_input());
    let error = ledger.correct(rename(Subject::Party, None, "Nie Genannt", "X"), "R", "r", &day(2)).unwrap_err();
    assert!(error.is_unknown() && error.to_string().contains("Nie Genannt"), "{error}");
    assert!(ledger.correct(rename(Subject::Party, Some(2), "Udo Kern", "X"), "R", "r", &day(2)).unwrap_err().is_unknown());
    assert!(ledger.correct(rename(Subject::Party, None, "Udo Kern", "Udo Kern"), "R", "r", &day(2)).unwrap_err().is_input());
    assert!(ledger.place_of(2, 7).unwrap_err().is_unknown());
    assert!(ledger.place_of(1, 0).unwrap_err().is_unknown());
    let mut place = ledger.place_of(2, 0).unwrap();
    place.quote = vec![wortlaut_text::Span::of_bytes(0, 3)];
    assert!(ledger.correct(Correction::Reject { statement: place }, "R", "r", &day(2)).unwrap_err().is_unknown());
    assert_eq!(ledger.head().unwrap().0, 2, "nothing was written");
}

#[test]
fn forgotten_words_are_gone_from_the_file_and_the_chain_verifies() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 100..160, 1);
    let (article, _) = pair(130);
    let secret = "Brücke 130";
    let entry = ledger.article_with(article.id(), None).unwrap().unwrap().article();
    let head = ledger.head().unwrap();
    correct(&mut ledger, rename(Subject::Party, Some(entry), "Udo Kern", "Udo Kehrn"), 2);
    let forget = ledger.forget(entry, "Rechtsabteilung", "Beschluss 12/26", &day(3)).unwrap();
    for name in [folder.path(), folder.path().with_extension("ledger-wal")] {
        let bytes = std::fs::read(name).unwrap_or_default();
        for word in [secret, "bruck 130", "kurier.example/130", "agentur.example/130", "rundschau.example/130"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
        }
    }
    let found_words = Query { all_versions: true, ..words("130") };
    assert_eq!(found(&ledger, &found_words).len(), 0);
    assert_eq!(found(&ledger, &Query { as_of: Some(day(1)), ..words("130") }).len(), 0, "forgetting works backwards, too");
    let verified = ledger.verify().unwrap();
    assert_eq!(verified.damages, []);
    assert_eq!((verified.forgotten, verified.articles, verified.statements), (1, 60, 420));
    assert!(ledger.has_head(head.0, head.1).unwrap(), "the chain before is the same");
    assert!(ledger.forget(entry, "R", "r", &day(3)).unwrap_err().is_forgotten());
    assert!(ledger.forget(entry + 1, "R", "r", &day(3)).unwrap_err().is_unknown());
    assert_eq!(ledger.reading(entry + 1).unwrap(), None);
    let mut count = 0;
    let forgotten = ledger
        .export(None, true, |_| {
            count += 1;
            true
        })
        .unwrap();
    assert_eq!((count, forgotten), (59, 1));
    let (article, record) = pair(130);
    let added = ledger.add(&article, None, &record, &reader(), &day(4)).unwrap();
    assert_eq!(added, wortlaut_ledger::Added::Forgotten { article: entry }, "it does not come back by itself");
    let summary = ledger.articles(&wortlaut_ledger::ArticleQuery { limit: 100, ..Default::default() }).unwrap();
    let summary = summary.items.into_iter().find(|one| one.entry == entry).unwrap();
    assert_eq!((summary.forgotten, summary.title, summary.url, summary.source), (Some(forget), None, None, None));
    sound(&folder, &mut ledger);
}

#[test]
fn a_forgotten_version_leaves_the_others_as_they_are() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let version = |ledger: &mut Ledger, text: &str, on| {
        let article = wortlaut_text::Article::new(text, common::metadata("https://a.example", "A", "2026-11-01")).unwrap();
        let record = wortlaut_reading::read(&article);
        ledger.add(&article, None, &record, &reader(), &day(on)).unwrap()
    };
    version(&mut ledger, "„Eins“, sagte Ada Brandt.", 1);
    version(&mut ledger, "„Zwei“, sagte Ada Brandt.", 2);
    ledger.forget(1, "R", "r", &day(3)).unwrap();
    let third = version(&mut ledger, "„Drei“, sagte Ada Brandt.", 4);
    assert_eq!(third, wortlaut_ledger::Added::Version { article: 6, record: 7, follows: 3 });
    let versions: Vec<_> = ledger.versions("https://a.example").unwrap().iter().map(|one| (one.entry, one.version)).collect();
    assert_eq!(versions, [(3, 2), (6, 3)]);
    sound(&folder, &mut ledger);
    // Also the last one of all.
    ledger.forget(3, "R", "r", &day(5)).unwrap();
    ledger.forget(6, "R", "r", &day(5)).unwrap();
    sound(&folder, &mut ledger);
    let fourth = version(&mut ledger, "„Vier“, sagte Ada Brandt.", 6);
    assert!(matches!(fourth, wortlaut_ledger::Added::New { .. }), "nobody knows any more that it is a version");
    sound(&folder, &mut ledger);
}

/// Names stand in keys of indexes, whose parts SQLite moves about as more are added.
#[test]
fn no_trace_of_forgotten_names_is_left_in_indexes() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let name = |number: usize| format!("Amt {:05} Ortsteil {number}", number * 7919 % 10_007);
    for start in (0..600).step_by(40) {
        let batch = ledger.batch().unwrap();
        for number in start..start + 40 {
            let (article, mut record) = pair(number);
            record.parties[1].name = name(number);
            record.matters[0].label = name(number);
            let metadata = common::metadata(&name(number), &name(number), "2026-11-01");
            let article = wortlaut_text::Article::new(article.text(), metadata).unwrap();
            batch.add(&article, None, &record, &reader(), &day(1)).unwrap();
        }
        batch.commit().unwrap();
    }
    let forgotten: Vec<usize> = (0..600).step_by(30).collect();
    for number in &forgotten {
        ledger.forget(2 * *number as u64 + 1, "Rechtsabteilung", "Beschluss", &day(2)).unwrap();
    }
    let mut bytes = std::fs::read(folder.path()).unwrap();
    bytes.extend(std::fs::read(folder.path().with_extension("ledger-wal")).unwrap_or_default());
    let left = forgotten.into_iter().filter(|number| {
        let start = &name(*number).into_bytes()[..9];
        bytes.windows(start.len()).any(|window| window == start)
    });
    assert_eq!(left.collect::<Vec<_>>(), [0; 0]);
    assert_eq!(ledger.verify().unwrap().damages, []);
}

#[test]
fn words_that_could_not_be_cleared_are_told_and_can_be_later() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..3, 1);
    ledger.set_patience(std::time::Duration::from_millis(20)).unwrap();
    let reading = rusqlite::Connection::open(folder.path()).unwrap();
    reading.execute_batch("BEGIN; SELECT count(*) FROM entries").unwrap();
    let error = ledger.forget(1, "R", "r", &day(2)).unwrap_err();
    assert!(error.is_uncleared() && error.to_string().contains("wortlaut reindex"), "{error}");
    assert_eq!(ledger.verify().unwrap().forgotten, 1);
    reading.execute_batch("COMMIT").unwrap();
    ledger.reindex().unwrap();
    assert_eq!(ledger.verify().unwrap().damages, []);
}
