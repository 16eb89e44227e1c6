//! The page.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use sha2::{Digest, Sha256};
use wortlaut_reading::{Record, Statement, StatementId, StatementType};
use wortlaut_text::{Article, Diagnostic, DiagnosticKind, Language, Metadata, Span};
use wortlaut_views::{page, page_end, page_section, page_start};

fn whole(labels: Language) -> String {
    page(&[("hafen.txt", &common::article(), &common::record())], labels).expect("renders")
}

/// A page of one text with these statements.
fn of(text: &str, statements: Vec<Statement>) -> String {
    let article = Article::new(text, Metadata::default()).expect("short enough");
    page(&[("text.txt", &article, &Record { statements, ..Record::default() })], Language::English).expect("renders")
}

fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn article_text(html: &Html) -> String {
    all(html, ".text").into_iter().map(text).collect()
}

/// The text that lies in marks of each number.
fn marked(html: &Html, selector: &str) -> BTreeMap<usize, String> {
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for element in all(html, selector) {
        for class in element.value().classes() {
            if let Some(number) = class.strip_prefix('n').and_then(|number| number.parse().ok()) {
                found.entry(number).or_default().push_str(&text(element));
            }
        }
    }
    found
}

/// The parts of a page that people and programs see, without the style sheet.
fn without_style(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("has a style sheet");
    let (_, after) = rest.split_once("</style>").expect("has a style sheet");
    let (policy, tail) = before.split_once("sha256-").expect("names it in its policy");
    let (_, tail) = tail.split_once('\'').expect("in quotes");
    format!("{policy}sha256-…'{tail}<style>…</style>{after}")
}

#[test]
fn one_article_in_german() {
    insta::assert_snapshot!(without_style(&whole(Language::German)));
}

#[test]
fn two_articles_in_english_with_contents() {
    let known = Metadata {
        title: Some("Streit & Kritik".into()),
        url: Some("https://zeitung.example/1?a=1&b=2".into()),
        outlet: Some("Zeitung <Nord>".into()),
        published: Some("2025-01-03".into()),
    };
    let first =
        Article::new("„Nein“, hieß es. Die Brücke über den Hafen bleibt noch bis zum Ende des Jahres gesperrt.", known).unwrap();
    let record = Record {
        statements: vec![common::bare(0, StatementType::Direct, vec![Span::of_bytes(0, "„Nein“".len())])],
        ..Record::default()
    };
    let second = Article::new("", Metadata::default()).unwrap();
    let articles = [("eins.txt", &first, &record), ("zwei.txt", &second, &Record::default())];
    insta::assert_snapshot!(without_style(&page(&articles, Language::English).unwrap()));
}

#[test]
fn without_its_tags_the_page_has_the_text() {
    assert_eq!(article_text(&Html::parse_document(&whole(Language::German))), common::TEXT);
}

#[test]
fn marks_put_together_are_the_quotes_speakers_cues_and_addressees() {
    let html = Html::parse_document(&whole(Language::German));
    let expected = |spans: &dyn Fn(&Statement) -> Vec<Span>| {
        let record = common::record();
        let numbered = record.statements.iter().enumerate();
        numbered
            .map(|(at, one)| (at + 1, spans(one).iter().map(|span| span.of(common::TEXT)).collect::<String>()))
            .filter(|(_, words)| !words.is_empty())
            .collect::<BTreeMap<_, _>>()
    };
    assert_eq!(marked(&html, ".text mark"), expected(&|one| one.quote.clone()));
    assert_eq!(marked(&html, ".text .w"), expected(&|one| one.speaker.into_iter().collect()));
    assert_eq!(marked(&html, ".text .c"), expected(&|one| one.cue.clone()));
    assert_eq!(marked(&html, ".text .t"), expected(&|one| one.addressee.into_iter().collect()));
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_one() {
    let (article, record) = (common::article(), common::record());
    let pages = [("a", &article, &record), ("b", &article, &record)];
    let html = Html::parse_document(&page(&pages, Language::German).unwrap());
    let ids: Vec<&str> = all(&html, "[id]").iter().filter_map(|one| one.value().id()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
    let links: Vec<&str> = all(&html, "a").iter().filter_map(|one| one.value().attr("href")).collect();
    assert!(links.iter().all(|link| ids.contains(&link.trim_start_matches('#'))), "{links:?}");
    for number in 1..=9 {
        assert!(links.contains(&format!("#a2-s{number}").as_str()), "the list leads to the text");
        assert!(links.contains(&format!("#a2-c{number}").as_str()), "the text leads to the list");
    }
    for labelled in all(&html, "[aria-labelledby]") {
        assert!(ids.contains(&labelled.value().attr("aria-labelledby").unwrap()));
    }
}

#[test]
fn every_mark_can_be_reached_with_the_keyboard_and_says_what_it_is() {
    let html = Html::parse_document(&whole(Language::German));
    let numbers = all(&html, ".text mark > a[href]");
    assert_eq!(numbers.len(), 11, "nine statements, one of them in three pieces");
    let names: Vec<&str> = numbers.iter().filter_map(|one| one.value().attr("aria-label")).collect();
    assert_eq!(names[0], "Aussage 1, indirekt, Verkehrsministerin Ada Brandt, zur Liste");
    assert_eq!(names.iter().filter(|name| name.starts_with("Aussage 2, direkt, sie")).count(), 3);
    assert_eq!(names[10], "Aussage 9, direkt, zur Liste");
    assert!(all(&html, "a a").is_empty(), "links do not nest");
}

#[test]
fn the_markup_is_sound() {
    for html in [whole(Language::German), whole(Language::English)] {
        let errors = Html::parse_document(&html).errors;
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let html = whole(Language::German);
    for word in ["<script", "<link", "<img", "<iframe", "url(", "@import", "src=", "style=", "onclick", "javascript:"] {
        assert!(!html.contains(word), "{word}");
    }
    let (_, rest) = html.split_once("<style>").unwrap();
    let (style, _) = rest.split_once("</style>").unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    assert!(html.contains(&policy));
}

#[test]
fn everything_is_escaped() {
    let evil = "\"><script>alert('x')</script><b a='&";
    let known = Metadata {
        title: Some(evil.into()),
        url: Some("javascript:alert(1)".into()),
        outlet: Some(evil.into()),
        published: Some(evil.into()),
    };
    let article = Article::new(evil, known).unwrap();
    let span = Span::of_bytes(0, evil.len());
    let statement = Statement {
        speaker: Some(span),
        cue: vec![span],
        addressee: Some(span),
        ..common::bare(0, StatementType::Direct, vec![span])
    };
    let diagnostics = vec![Diagnostic { kind: DiagnosticKind::UnknownSpeaker, span: Some(span), message: evil.to_owned() }];
    let record = Record { statements: vec![statement], diagnostics, ..Record::default() };
    let html = page(&[(evil, &article, &record), (evil, &article, &record)], Language::English).unwrap();
    let parsed = Html::parse_document(&html);
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    assert!(all(&parsed, "script, b[a]").is_empty() && !html.contains("<script"));
    assert!(!html.contains("href=\"javascript"), "an address that acts is no link");
    assert_eq!(article_text(&parsed), evil.repeat(2));
}

#[test]
fn line_ends_of_all_kinds_survive() {
    let text = "\r\n„Ja,\rja“\r\n\r\n\tNein.\n";
    let start = text.find('„').unwrap();
    let span = Span::of_bytes(start, start + "„Ja,\rja“".len());
    let html = Html::parse_document(&of(text, vec![common::bare(0, StatementType::Direct, vec![span])]));
    assert_eq!(article_text(&html), text);
    assert_eq!(marked(&html, ".text mark")[&1], "„Ja,\rja“");
}

#[test]
fn colour_is_not_the_only_sign() {
    // Each type has an underline of its own and is named in its card.
    let html = whole(Language::English);
    let lines = ["border-bottom:2px solid", "border-bottom-style:dashed", "border-bottom-style:dotted", "wavy", "double"];
    assert!(lines.iter().all(|line| html.contains(line)));
    let parsed = Html::parse_document(&html);
    let types: Vec<String> = all(&parsed, ".card dd .q").into_iter().map(text).collect();
    assert_eq!(types[0], "indirect");
    assert_eq!(types.len(), 9);
}

#[test]
fn languages_are_told_apart() {
    let html = Html::parse_document(&whole(Language::English));
    assert_eq!(html.root_element().value().attr("lang"), Some("en"));
    assert_eq!(all(&html, ".text")[0].value().attr("lang"), Some("de"));
    assert!(all(&html, "blockquote").iter().all(|one| one.value().attr("lang") == Some("de")));
    let unknown = Html::parse_document(&of("123", Vec::new()));
    assert_eq!(all(&unknown, ".text")[0].value().attr("lang"), None);
}

#[test]
fn a_page_in_parts_is_the_page() {
    let (article, record) = (common::article(), common::record());
    let sections: Vec<_> = ["a", "b"]
        .iter()
        .enumerate()
        .map(|(at, name)| page_section(at, name, &article, &record, Language::German).unwrap())
        .collect();
    let contents: Vec<_> = sections.iter().map(|section| section.entry.clone()).collect();
    let mut parts = page_start(&contents, Language::German).unwrap();
    sections.iter().for_each(|section| parts.push_str(&section.html));
    parts.push_str(page_end());
    assert_eq!(parts, page(&[("a", &article, &record), ("b", &article, &record)], Language::German).unwrap());
}

const PARAGRAPHS: &str = "„Ää & <b>“\r\n\r\nZwei Wörter 🚧 hier.\n\n\nDrei: „so“, „so“.\n";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever places a record names, even crossing ones, the text stays whole and each number marks its own words.
    #[test]
    fn any_marks_keep_the_text(places in prop::collection::vec((0_usize..62, 0_usize..62), 1..9)) {
        let at = |position: usize| PARAGRAPHS.char_indices().map(|(at, _)| at).chain([PARAGRAPHS.len()]).nth(position);
        let end = PARAGRAPHS.len();
        let statements: Vec<Statement> = places
            .iter()
            .enumerate()
            .map(|(position, &(one, other))| {
                let (one, other) = (at(one).unwrap_or(end), at(other).unwrap_or(end));
                let span = Span::of_bytes(one.min(other), one.max(other));
                Statement {
                    id: StatementId::new(position),
                    speaker: Some(span),
                    ..common::bare(position, StatementType::ALL[position % 5], vec![span])
                }
            })
            .collect();
        let parsed = Html::parse_document(&of(PARAGRAPHS, statements.clone()));
        // A carriage return can only be written as a reference, which the standard frowns on but defines.
        let frowned = |error: &str| error == "Invalid numeric character reference";
        prop_assert!(parsed.errors.iter().all(|error| frowned(error)), "{:?}", parsed.errors);
        prop_assert_eq!(article_text(&parsed), PARAGRAPHS);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let found = marked(&parsed, ".text mark");
        for (position, statement) in statements.iter().enumerate() {
            let words = squeezed(statement.quote[0].of(PARAGRAPHS));
            // White space between paragraphs lies in no element.
            prop_assert_eq!(squeezed(found.get(&(position + 1)).map_or("", String::as_str)), words);
        }
    }
}
