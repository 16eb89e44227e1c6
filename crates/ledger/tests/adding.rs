//! Adding, reading back, finding, versions, as-of.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail as tests do")]

mod common;

use common::{Folder, add, day, found, metadata, pair, reader, words};
use wortlaut_ledger::{Added, ArticleQuery, Ledger, Order, Query, Time};
use wortlaut_reading::{Act, Record, StatementType};
use wortlaut_text::{Article, Metadata};

#[test]
fn a_record_comes_back_as_it_was_read() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let (article, record) = pair(24);
    let added = ledger.add(&article, None, &record, &reader(), &day(1)).unwrap();
    assert_eq!(added, Added::New { article: 1, record: 2 });
    let reading = ledger.reading(2).unwrap().unwrap();
    assert_eq!(reading.record, record);
    assert_eq!(reading.text, article.text());
    assert_eq!(reading.metadata, *article.metadata());
    assert_eq!(&reading.id, article.id().bytes());
    assert_eq!(reading.language.as_deref(), Some("de"));
    assert_eq!((reading.program.as_str(), reading.model.as_str(), reading.time), ("test 1", "by hand", day(1)));
    assert_eq!(ledger.reading(1).unwrap(), None, "an article is no record");
    assert_eq!(ledger.reading(3).unwrap(), None);
}

#[test]
fn adding_twice_changes_nothing() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..5, 1);
    let before = common::dump(&folder.path()).unwrap();
    for (number, added) in add(&mut ledger, 0..5, 2).into_iter().enumerate() {
        assert_eq!(added, Added::There { article: 2 * number as u64 + 1 });
    }
    assert_eq!(common::differences(&common::dump(&folder.path()).unwrap(), &before), [""; 0]);
}

#[test]
fn the_same_text_of_another_source_is_another_article() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let add = |ledger: &mut Ledger, url: Option<&str>, source| {
        let metadata = Metadata { url: url.map(str::to_owned), ..Metadata::default() };
        let article = Article::new("Der Rat tagt.", metadata).unwrap();
        ledger.add(&article, source, &Record::default(), &reader(), &day(1)).unwrap()
    };
    assert!(matches!(add(&mut ledger, Some("https://a.example"), None), Added::New { article: 1, .. }));
    assert!(matches!(add(&mut ledger, Some("https://b.example"), None), Added::New { article: 3, .. }));
    assert!(matches!(add(&mut ledger, None, Some("Archiv")), Added::New { article: 5, .. }));
    assert!(matches!(add(&mut ledger, None, None), Added::There { .. }), "a source that is not told may be any");
    assert!(matches!(add(&mut ledger, Some("https://b.example"), None), Added::There { article: 3 }));
    assert!(matches!(add(&mut ledger, Some("https://b.example"), Some("Archiv")), Added::There { article: 5 }));
}

#[test]
fn records_that_do_not_fit_their_article_are_refused() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let (article, record) = pair(1);
    let (other, _) = (Article::new("„Nein“.", Metadata::default()).unwrap(), ());
    let error = ledger.add(&other, None, &record, &reader(), &day(1)).unwrap_err();
    assert!(error.is_input(), "{error}");
    let mut wrong = record.clone();
    wrong.statements[0].party = Some(wortlaut_reading::PartyId::new(9));
    assert!(ledger.add(&article, None, &wrong, &reader(), &day(1)).unwrap_err().is_input());
    let mut wrong = record.clone();
    wrong.statements.swap(0, 1);
    assert!(ledger.add(&article, None, &wrong, &reader(), &day(1)).unwrap_err().is_input());
    let mut cut = record;
    cut.statements[0].quote[0] = wortlaut_text::Span::of_bytes(12, 13);
    assert!(ledger.add(&article, None, &cut, &reader(), &day(1)).unwrap_err().is_input(), "half an umlaut");
    assert_eq!(ledger.head().unwrap().0, 0);
}

#[test]
fn statements_are_found_by_inflected_words_and_all_filters() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 10..13, 1);
    assert_eq!(found(&ledger, &words("Brücken")).len(), 3);
    assert_eq!(found(&ledger, &words("Brücke 11")), ["die Brücke 11 werde erst im Winter fertig"]);
    assert_eq!(found(&ledger, &words("„schnell es geht“")).len(), 3);
    assert_eq!(found(&ledger, &words("„es schnell“")).len(), 0);
    assert_eq!(found(&ledger, &words("wint*")).len(), 3);
    assert_eq!(found(&ledger, &words("Bund -erklärt")), ["der Bund zahle"; 3]);
    assert_eq!(found(&ledger, &words("Straßenbahn")).len(), 0);
    let all = Query { limit: 1000, ..Query::default() };
    let count = |query: Query| found(&ledger, &query).len();
    assert_eq!(count(all.clone()), 21);
    assert_eq!(count(Query { act: Some(Act::Neither), ..all.clone() }), 3);
    assert_eq!(count(Query { kind: Some(StatementType::Direct), ..all.clone() }), 6);
    assert_eq!(count(Query { party: Some("Bauamt".to_owned()), ..all.clone() }), 3);
    assert_eq!(count(Query { party: Some("ada brandt".to_owned()), ..all.clone() }), 15);
    assert_eq!(count(Query { party: Some("Ministerin".to_owned()), ..all.clone() }), 3, "by the words of the text");
    assert_eq!(count(Query { outlet: Some("Kurier".to_owned()), ..all.clone() }), 7);
    assert_eq!(count(Query { outlet: Some("Nachtblatt".to_owned()), ..all.clone() }), 0);
    let both =
        Query { party: Some("Brandt".to_owned()), act: Some(Act::Promise), outlet: Some("Rundschau".to_owned()), ..words("10") };
    assert_eq!(found(&ledger, &both), ["„10 Tage“"]);
    assert!(ledger.find(&words("„“ !")).unwrap_err().is_input());
}

#[test]
fn bounds_of_time_are_as_exact_as_what_they_bound() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    // Published on 2 January; one statement is from 2 November by its own words.
    add(&mut ledger, 1..2, 1);
    let count = |since: Option<&str>, until: Option<&str>| {
        let query = Query { since: since.map(str::to_owned), until: until.map(str::to_owned), ..Query::default() };
        let said = Query { order: Order::Said, ..query.clone() };
        assert_eq!(found(&ledger, &query).len(), found(&ledger, &said).len());
        found(&ledger, &query).len()
    };
    assert_eq!(count(Some("2026-01-02"), None), 7);
    assert_eq!(count(Some("2026-01-03"), None), 1);
    assert_eq!(count(Some("2026-11"), None), 1);
    assert_eq!(count(Some("2026"), Some("2026")), 7);
    assert_eq!(count(None, Some("2026-01-02")), 6);
    assert_eq!(count(None, Some("2026-01-01")), 0);
    assert_eq!(count(Some("2026-11-03"), None), 0);
    assert!(ledger.find(&Query { since: Some("gestern".to_owned()), ..Query::default() }).unwrap_err().is_input());
}

#[test]
fn pages_follow_each_other_without_gap() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..10, 1);
    for order in [Order::Added, Order::Said, Order::Relevance] {
        let all = Query { order, limit: 1000, ..words("Brücke") };
        let all = ledger.find(&all).unwrap();
        assert!(!all.more);
        let mut paged = Vec::new();
        for page in 0..4 {
            let query = Query { order, limit: 3, offset: page * 3, ..words("Brücke") };
            let page = ledger.find(&query).unwrap();
            assert_eq!(page.more, paged.len() + 3 < all.items.len());
            paged.extend(page.items);
        }
        assert_eq!(paged, all.items);
    }
}

/// A first version, and one in which a statement is altered, one removed and one added.
fn two_versions(ledger: &mut Ledger) -> (Added, Added) {
    let read = |text: &str| {
        let article = Article::new(text, metadata("https://kurier.example/a", "Kurier", "2026-11-01")).unwrap();
        let record = wortlaut_reading::read(&article);
        (article, record)
    };
    let first = "Die Brücke bleibt zu, sagte Ministerin Ada Brandt. „Wir bauen bis Mai fertig“, sagte sie dem Rat. „Das ist falsch“, sagte Udo Kern.";
    let second = "In Kürze. „Wir bauen bis Juli fertig“, sagte sie dem Rat. Die Brücke bleibt zu, sagte Ministerin Ada Brandt. „Wer zahlt das alles?“, fragte Ewald Grothe.";
    let (article, record) = read(first);
    let one = ledger.add(&article, None, &record, &reader(), &day(1)).unwrap();
    let (article, record) = read(second);
    let two = ledger.add(&article, None, &record, &reader(), &day(3)).unwrap();
    (one, two)
}

#[test]
fn another_text_of_a_source_is_a_version_and_what_it_changes_is_told() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let (one, two) = two_versions(&mut ledger);
    assert_eq!(two, Added::Version { article: 3, record: 4, follows: 1 });
    let difference = ledger.difference(one.record().unwrap(), two.record().unwrap()).unwrap();
    assert_eq!(difference.same, 1, "although it stands elsewhere: {difference:?}");
    let quotes = |all: &[wortlaut_ledger::VersionStatement]| all.iter().map(|one| one.quote.clone()).collect::<Vec<_>>();
    assert_eq!(quotes(&difference.added), ["„Wer zahlt das alles?“"]);
    assert_eq!(quotes(&difference.removed), ["„Das ist falsch“"]);
    let [(before, after)] = &difference.altered[..] else { panic!("{difference:?}") };
    assert_eq!((before.quote.as_str(), after.quote.as_str()), ("„Wir bauen bis Mai fertig“", "„Wir bauen bis Juli fertig“"));
    let versions = ledger.versions("https://kurier.example/a").unwrap();
    let numbers: Vec<_> = versions.iter().map(|one| (one.entry, one.version, one.superseded)).collect();
    assert_eq!(numbers, [(1, 1, Some(3)), (3, 2, None)]);
    assert_eq!(ledger.difference(2, 2).unwrap().same, 3);
    assert!(ledger.difference(1, 2).unwrap_err().is_unknown());
}

#[test]
fn statements_of_old_versions_are_found_when_asked_for_and_keep_their_places() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    two_versions(&mut ledger);
    assert_eq!(found(&ledger, &words("bauen")), ["„Wir bauen bis Juli fertig“"]);
    let all = Query { all_versions: true, ..words("bauen") };
    assert_eq!(found(&ledger, &all), ["„Wir bauen bis Juli fertig“", "„Wir bauen bis Mai fertig“"]);
    let old: Vec<bool> = ledger.find(&all).unwrap().items.iter().map(|one| one.is_old).collect();
    assert_eq!(old, [false, true]);
    assert_eq!(ledger.verify().unwrap().damages, []);
}

#[test]
fn as_of_is_what_was_known_then_and_until_is_what_was_said_by_then() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    two_versions(&mut ledger);
    let as_of = |day: &str| Query { as_of: Some(Time::end_of(day).unwrap()), ..words("bauen") };
    assert_eq!(found(&ledger, &as_of("2026-10-31")).len(), 0);
    assert_eq!(found(&ledger, &as_of("2026-11-02")), ["„Wir bauen bis Mai fertig“"]);
    assert!(!ledger.find(&as_of("2026-11-02")).unwrap().items[0].is_old, "it was not then");
    assert_eq!(found(&ledger, &as_of("2026-11-03")), ["„Wir bauen bis Juli fertig“"]);
    let until = Query { until: Some("2026-11-02".to_owned()), ..words("bauen") };
    assert_eq!(found(&ledger, &until), ["„Wir bauen bis Juli fertig“"], "added later, said by then");
    let articles = |as_of: Option<&str>| {
        let as_of = as_of.map(|day| Time::end_of(day).unwrap());
        ledger.articles(&ArticleQuery { as_of, ..ArticleQuery::default() }).unwrap().items
    };
    assert_eq!(articles(Some("2026-11-02"))[0].entry, 1);
    assert_eq!(articles(Some("2026-11-02"))[0].superseded, None, "it was not then");
    assert_eq!(articles(None)[0].entry, 3);
    let mut exported = Vec::new();
    let then = Time::end_of("2026-11-02").unwrap();
    ledger
        .export(Some(&then), true, |reading| {
            exported.push(reading.entry);
            true
        })
        .unwrap();
    assert_eq!(exported, [2]);
}

#[test]
fn reading_again_supersedes_the_first_reading_unless_it_says_the_same() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    let (article, record) = pair(3);
    ledger.add(&article, None, &record, &reader(), &day(1)).unwrap();
    let mut better = record.clone();
    better.statements[2].act = Some(Act::NoComment);
    better.stances[1].act = Act::NoComment;
    let batch = ledger.batch().unwrap();
    assert_eq!(batch.reread(1, &record, &reader(), &day(2)).unwrap(), Added::There { article: 1 });
    assert_eq!(batch.reread(1, &better, &reader(), &day(2)).unwrap(), Added::Reread { article: 1, record: 3 });
    assert!(batch.reread(2, &better, &reader(), &day(2)).unwrap_err().is_unknown());
    batch.commit().unwrap();
    let silent = |as_of| Query { act: Some(Act::NoComment), as_of, ..Query::default() };
    assert_eq!(found(&ledger, &silent(None)).len(), 1);
    assert_eq!(found(&ledger, &silent(Some(day(1)))).len(), 0);
    assert_eq!(found(&ledger, &Query::default()).len(), 7, "each statement once");
    let mut exported = Vec::new();
    ledger
        .export(None, false, |reading| {
            exported.push(reading.record);
            true
        })
        .unwrap();
    assert_eq!(exported, [better]);
    assert_eq!(ledger.verify().unwrap().damages, []);
}

#[test]
fn indexing_again_gives_the_same_tables() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..4, 1);
    two_versions(&mut ledger);
    let before = common::dump(&folder.path()).unwrap();
    ledger.reindex().unwrap();
    assert_eq!(common::differences(&common::dump(&folder.path()).unwrap(), &before), [""; 0]);
    assert_eq!(ledger.verify().unwrap().damages, []);
    add(&mut ledger, 4..5, 4);
    assert_eq!(found(&ledger, &words("Brücke 4")).len(), 1, "and goes on from there");
    assert_eq!(ledger.verify().unwrap().damages, []);
}

#[test]
fn a_plain_sqlite_can_search() {
    let folder = Folder::new();
    let mut ledger = folder.create();
    add(&mut ledger, 0..3, 1);
    let plain = rusqlite::Connection::open(folder.path()).unwrap();
    let sql = "SELECT substr(CAST(c.text AS BLOB), s.start + 1, s.\"end\" - s.start) FROM search
               JOIN statements s ON s.number = search.rowid JOIN contents c ON c.entry = s.article WHERE search MATCH 'wint AND 2'";
    let quote: Vec<u8> = plain.query_row(sql, (), |row| row.get(0)).unwrap();
    assert_eq!(String::from_utf8(quote).unwrap(), "die Brücke 2 werde erst im Winter fertig");
}
