//! The page: articles with their marks, beside each the list of its statements, in one HTML file.
//!
//! It loads nothing, runs no script, and its own policy forbids both. Every mark has a number that leads to its card
//! in the list and back; underlines differ by type, so colour is never the only sign.

mod marked;

use std::collections::BTreeMap;
use std::fmt;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use wortlaut_reading::{Record, StatementType};
use wortlaut_text::{Article, Language, Metadata, Span};

use crate::labels::{HEDGE, Labels};
use crate::model::per_mille;
use crate::quoted::{said, words};

/// Of so many statements of an article, all words that belong to one light up together.
const LIT: usize = 200;

/// One article of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// Its HTML.
    pub html: String,
    /// Its line in the table of contents.
    pub entry: PageEntry,
}

/// A line in the table of contents of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntry {
    /// Where it leads.
    id: String,
    /// What it says.
    name: String,
    /// How many statements the article has.
    statements: usize,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    labels: Labels,
    title: String,
    summary: String,
    style: String,
    style_hash: String,
    hedge: &'a str,
    kinds: Vec<Kind>,
    contents: &'a [PageEntry],
}

/// A type in the legend.
struct Kind {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
}

#[derive(Template)]
#[template(path = "section.html")]
struct Section<'a> {
    labels: Labels,
    id: &'a str,
    title: &'a str,
    metadata: &'a Metadata,
    /// The address, if following it only opens a page.
    link: Option<&'a str>,
    language: Option<Language>,
    /// ` lang="…"`, or nothing where the language is unknown.
    text_language: &'a str,
    title_language: &'a str,
    text: String,
    hedge: &'a str,
    cards: Vec<Card>,
    notes: Vec<Note>,
}

/// A statement in the list.
struct Card {
    number: usize,
    /// Its type as the style sheet names it.
    kind: &'static str,
    /// Its type for people.
    kind_label: &'static str,
    depth: usize,
    speaker: Option<String>,
    act: Option<&'static str>,
    hedge: bool,
    said: String,
    cue: String,
    addressee: Option<String>,
    medium: Option<&'static str>,
    within: Option<usize>,
    share: String,
    percent: String,
    found_by: &'static str,
}

/// A diagnostic below the list.
struct Note {
    text: String,
    words: Option<String>,
    statement: Option<usize>,
}

/// Renders the article at `position` (from 0) of a page. `name` says to people which article it is, where its metadata
/// have no title.
///
/// # Errors
/// Those of formatting; none are known.
///
/// # Panics
/// If a span of `record` lies outside the article's text, as when the two do not belong together.
pub fn page_section(
    position: usize,
    name: &str,
    article: &Article,
    record: &Record,
    labels: Language,
) -> Result<PageSection, fmt::Error> {
    let labels = Labels::new(labels);
    let id = format!("a{}", position + 1);
    let metadata = article.metadata();
    let title = metadata.title.as_deref().unwrap_or(name);
    let language = article.language().map_or(String::new(), |language| format!(" lang=\"{}\"", language.code()));
    let section = Section {
        labels,
        id: &id,
        title,
        metadata,
        link: metadata.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        language: article.language(),
        text_language: &language,
        title_language: if metadata.title.is_some() { &language } else { "" },
        text: marked::marked(&id, article, record, labels),
        hedge: HEDGE,
        cards: cards(article.text(), record, labels),
        notes: notes(article.text(), record, labels),
    };
    let html = section.render().map_err(|_| fmt::Error)?;
    let entry = PageEntry { id: id.clone(), name: title.to_owned(), statements: record.statements.len() };
    Ok(PageSection { html, entry })
}

/// What stands before the sections of a page: head, legend and, for more than one article, the table of contents.
///
/// # Errors
/// Those of formatting; none are known.
pub fn page_start(contents: &[PageEntry], labels: Language) -> Result<String, fmt::Error> {
    let labels = Labels::new(labels);
    let most = contents.iter().map(|entry| entry.statements).max().unwrap_or(0);
    let style = style(most.min(LIT));
    let statements = labels.statements(contents.iter().map(|entry| entry.statements).sum());
    let (title, summary) = match contents {
        [only] => (format!("{} · Wortlaut", only.name), statements),
        _ => (format!("{} · Wortlaut", labels.page_title()), format!("{} · {statements}", labels.articles(contents.len()))),
    };
    let kinds = StatementType::ALL
        .iter()
        .map(|&kind| Kind { name: kind.name(), label: labels.kind(kind), hint: labels.kind_hint(kind) })
        .collect();
    let style_hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    let start = Start { labels, title, summary, style, style_hash, hedge: HEDGE, kinds, contents };
    start.render().map_err(|_| fmt::Error)
}

/// What stands after the sections of a page.
#[must_use]
pub fn page_end() -> &'static str {
    "\n</main>\n</body>\n</html>\n"
}

/// A page of some articles that fit in memory together, each with the name that people know it by.
///
/// ```
/// use wortlaut_text::{Article, Language, Metadata};
/// let article = Article::new("„Wir bauen die Brücke“, sagte Ada Brandt.", Metadata::default())?;
/// let record = wortlaut_reading::read(&article);
/// let html = wortlaut_views::page(&[("brücke.txt", &article, &record)], Language::German)?;
/// assert!(html.contains(r#"<mark class="q direct h0 n1" id="a1-s1">"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of formatting; none are known.
///
/// # Panics
/// As [`page_section`].
pub fn page(articles: &[(&str, &Article, &Record)], labels: Language) -> Result<String, fmt::Error> {
    let sections: Vec<PageSection> = articles
        .iter()
        .enumerate()
        .map(|(position, (name, article, record))| page_section(position, name, article, record, labels))
        .collect::<Result<_, _>>()?;
    let contents: Vec<PageEntry> = sections.iter().map(|section| section.entry.clone()).collect();
    let mut html = page_start(&contents, labels)?;
    sections.iter().for_each(|section| html.push_str(&section.html));
    html.push_str(page_end());
    Ok(html)
}

/// The style sheet, with a rule for each number that lights up whatever belongs to it.
fn style(numbers: usize) -> String {
    let mut style = include_str!("../templates/style.css").to_owned();
    for number in 1..=numbers {
        style.push_str(&format!(
            ".article:has(.n{number}:is(:hover,:target,:focus-within)) .text .n{number}{{background:var(--hit)}}\n"
        ));
    }
    style
}

fn cards(text: &str, record: &Record, labels: Labels) -> Vec<Card> {
    let mut depths: Vec<usize> = Vec::with_capacity(record.statements.len());
    record
        .statements
        .iter()
        .enumerate()
        .map(|(position, statement)| {
            let outer = statement.within.and_then(|id| depths.get(id.index()));
            depths.push(outer.map_or(0, |depth| (depth + 1).min(3)));
            Card {
                number: position + 1,
                kind: statement.kind.name(),
                kind_label: labels.kind(statement.kind),
                depth: depths[position],
                speaker: statement.speaker.map(|span| words(text, span, 120)),
                act: statement.act.map(|act| labels.act(act)),
                hedge: statement.hedge,
                said: said(text, statement, 220),
                cue: statement.cue.iter().map(|&span| words(text, span, 60)).collect::<Vec<_>>().join(" … "),
                addressee: statement.addressee.map(|span| words(text, span, 80)),
                medium: statement.medium.map(|medium| labels.medium(medium)),
                within: statement.within.map(|id| id.index() + 1),
                share: labels.share(statement.confidence),
                percent: format!("{:.1}", per_mille(statement.confidence) * 100.0),
                found_by: statement.found_by,
            }
        })
        .collect()
}

fn notes(text: &str, record: &Record, labels: Labels) -> Vec<Note> {
    let quotes: BTreeMap<Span, usize> = record
        .statements
        .iter()
        .enumerate()
        .rev()
        .flat_map(|(position, statement)| statement.quote.iter().map(move |&span| (span, position + 1)))
        .collect();
    record
        .diagnostics
        .iter()
        .map(|diagnostic| Note {
            text: labels.diagnostic(diagnostic.kind).unwrap_or(&diagnostic.message).to_owned(),
            words: diagnostic.span.map(|span| words(text, span, 80)),
            statement: diagnostic.span.and_then(|span| quotes.get(&span).copied()),
        })
        .collect()
}
