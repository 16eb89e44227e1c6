//! The model article: what a careful reader finds in it, against what is read. Uses `../shared/seed`, and is skipped without it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use wortlaut_reading::{Record, read};
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

fn is_found(article: &Article, record: &Record, expected: &Value) -> bool {
    let quote: Vec<&str> = expected["quote"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    record.statements.iter().any(|one| {
        one.quote.iter().map(|span| span.of(article.text())).eq(quote.iter().copied())
            && expected["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case(one.kind.name()))
            && one.speaker.map(|span| span.of(article.text())) == expected["speaker"].as_str()
    })
}
