//! The model article: what a careful reader finds in it, against what is read. Uses `../shared/seed`, and is skipped without it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use wortlaut_reading::{MentionKind, Record, Statement, read};
use wortlaut_text::{Article, Metadata, Span};

/// Of the 20 expected statements, so many must be found with the right type and speaker.
const AT_LEAST: usize = 18;

#[test]
fn the_model_article_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    let (Ok(text), Ok(expected)) =
        (fs::read_to_string(folder.join("article.txt")), fs::read_to_string(folder.join("expected.json")))
    else {
        eprintln!("skipped: there is no folder shared/seed beside the repository");
        return;
    };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let article = Article::new(text, Metadata::default()).unwrap();
    let record = read(&article);
    let statements = expected["statements"].as_array().unwrap();
    let missing: Vec<&Value> = statements.iter().filter(|one| !is_found(&article, &record, one)).collect();
    assert!(statements.len() - missing.len() >= AT_LEAST, "{} of {} not found: {missing:#?}", missing.len(), statements.len());
    let circumstances: Vec<&Value> =
        statements.iter().filter(|one| is_found(&article, &record, one) && !has_circumstances(&article, &record, one)).collect();
    assert!(circumstances.is_empty(), "said elsewhere or at another time: {circumstances:#?}");
    let parties: Vec<String> = missing_parties(&record, &expected);
    assert!(parties.is_empty(), "parties that are not as expected: {parties:#?}");
    let other: Vec<(&Value, Option<&str>)> = statements
        .iter()
        .filter_map(|one| Some((one, statement(&article, &record, one)?)))
        .map(|(one, found)| (one, found.party.map(|id| record.parties[id.index()].name.as_str())))
        .filter(|(one, party)| *party != one["party"].as_str())
        .collect();
    assert!(other.is_empty(), "statements with another party: {other:#?}");
    for heading in article.text().split("\n\n").filter(|block| !block.ends_with('.')) {
        let inside = |span: &Span| heading.contains(span.of(article.text()));
        assert!(!record.statements.iter().any(|one| one.quote.iter().all(inside)), "a heading is no statement: {heading}");
    }
}

/// Whether the words that say when and where are found, where the reader found some.
fn has_circumstances(article: &Article, record: &Record, expected: &Value) -> bool {
    let quote: Vec<&str> = expected["quote"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    record.statements.iter().filter(|one| one.quote.iter().map(|span| span.of(article.text())).eq(quote.iter().copied())).any(
        |one| {
            let when = one.when.as_ref().map(|when| when.span.of(article.text()));
            let venue = one.venue.map(|span| span.of(article.text()));
            expected["when"].as_str().is_none_or(|wanted| when == Some(wanted))
                && expected["venue"].as_str().is_none_or(|wanted| venue == Some(wanted))
        },
    )
}

/// What is wrong with the parties that are expected.
fn missing_parties(record: &Record, expected: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for one in expected["parties"].as_array().into_iter().flatten() {
        let name = one["name"].as_str().unwrap_or_default();
        let Some(found) = record.parties.iter().find(|party| party.name == name) else {
            wrong.push(format!("{name} is missing"));
            continue;
        };
        if found.kind.map(|kind| kind.name()) != one["kind"].as_str() {
            wrong.push(format!("{name} is {:?}", found.kind));
        }
        let speaks_for = found.speaks_for.map(|id| record.parties[id.index()].name.as_str());
        if speaks_for != one["speaks_for"].as_str() {
            wrong.push(format!("{name} speaks for {speaks_for:?}"));
        }
        // „er“ is a mention, „Die Ukraine“ is its name with an article.
        let names = |wanted: &str| {
            let bare = wanted.trim_start_matches("Die ");
            bare == name
                || found.aliases.iter().any(|alias| alias == bare)
                || found.mentions.iter().any(|one| one.kind == MentionKind::Pronoun)
        };
        let also = one["also"].as_array().into_iter().flatten().filter_map(Value::as_str);
        wrong.extend(also.filter(|wanted| !names(wanted)).map(|wanted| format!("{name} is not called {wanted}")));
    }
    wrong
}

fn is_found(article: &Article, record: &Record, expected: &Value) -> bool {
    statement(article, record, expected).is_some()
}

fn statement<'r>(article: &Article, record: &'r Record, expected: &Value) -> Option<&'r Statement> {
    let quote: Vec<&str> = expected["quote"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    record.statements.iter().find(|one| {
        one.quote.iter().map(|span| span.of(article.text())).eq(quote.iter().copied())
            && expected["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case(one.kind.name()))
            && one.speaker.map(|span| span.of(article.text())) == expected["speaker"].as_str()
    })
}
