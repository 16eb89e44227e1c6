//! The record as JSON, schema `wortlaut/record/1`.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use wortlaut_reading::{Record, Statement};
use wortlaut_text::{Article, CodePoints, Diagnostic, Span};

/// The name and version of the schema, first key of every record.
pub const SCHEMA: &str = "wortlaut/record/1";

/// The unit of every `start`, `end` and `length`.
pub const OFFSETS: &str = "code_points";

/// The JSON Schema (draft 2020-12) that every record of [`SCHEMA`] obeys.
pub const RECORD_SCHEMA: &str = include_str!("../schema/record-1.json");

/// A record as it leaves the program: keys in the order of the fields, all of them present, unknown values `null`.
///
/// ```
/// use wortlaut_text::{Article, Metadata};
/// let article = Article::new("„Wir bauen die Brücke“, sagte Ada Brandt.", Metadata::default())?;
/// let model = wortlaut_views::RecordModel::new(&article, &wortlaut_reading::read(&article));
/// assert!(model.json_line()?.starts_with(r#"{"schema":"wortlaut/record/1","offsets":"code_points","article":{"id":"sha256:"#));
/// assert_eq!(model.statements[0].quote[0].end, 22);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordModel {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Always [`OFFSETS`].
    pub offsets: String,
    /// What was read.
    pub article: ArticleModel,
    /// Who occurs. Empty so far.
    pub parties: Vec<Value>,
    /// Who said what, in text order.
    pub statements: Vec<StatementModel>,
    /// What the statements are about. Empty so far.
    pub matters: Vec<Value>,
    /// Who holds what to be so. Empty so far.
    pub stances: Vec<Value>,
    /// Positions that changed. Empty so far.
    pub changes: Vec<Value>,
    /// What is said to have happened. Empty so far.
    pub events: Vec<Value>,
    /// Gaps and oddities, in text order.
    pub diagnostics: Vec<DiagnosticModel>,
}

/// The article a record was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleModel {
    /// `sha256:` and 64 hexadecimal digits, see [`wortlaut_text::ArticleId`].
    pub id: String,
    /// The headline, if it is known apart from the text.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, ISO 8601.
    pub published: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Code points in the text.
    pub length: u32,
}

/// A place in the text, half-open, with the words that stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Code points before it.
    pub start: u32,
    /// Code points before its end.
    pub end: u32,
    /// The text between the two, unchanged.
    pub text: String,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementModel {
    /// `s1`, `s2`, …
    pub id: String,
    /// A name of [`wortlaut_reading::StatementType`].
    #[serde(rename = "type")]
    pub kind: String,
    /// What was said, at least one piece.
    pub quote: Vec<Place>,
    /// The words that name who said it.
    pub speaker: Option<Place>,
    /// An id in `parties`. `null` so far.
    pub party: Option<String>,
    /// The words that attribute it.
    pub cue: Vec<Place>,
    /// To whom.
    pub addressee: Option<Place>,
    /// The attributing clause, where it is not the quote itself.
    pub frame: Vec<Place>,
    /// A name of [`wortlaut_reading::Medium`].
    pub medium: Option<String>,
    /// A name of [`wortlaut_reading::Act`].
    pub act: Option<String>,
    /// Whether it is marked as uncertain.
    pub hedge: bool,
    /// Where it was said. `null` so far.
    pub venue: Option<Place>,
    /// When it was said. `null` so far.
    pub when: Option<WhenModel>,
    /// The id of the statement it is part of.
    pub within: Option<String>,
    /// An id in `matters`. `null` so far.
    pub matter: Option<String>,
    /// 0 to 1 in steps of a thousandth: the share of statements found like this one that are right.
    pub confidence: f64,
    /// The rule or model that found it.
    pub found_by: String,
}

/// When a statement was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhenModel {
    /// The words that say so.
    pub text: String,
    /// Code points before them.
    pub start: u32,
    /// Code points before their end.
    pub end: u32,
    /// ISO 8601, as exact as the text is.
    pub value: Option<String>,
}

/// A gap or oddity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticModel {
    /// A name of [`wortlaut_text::DiagnosticKind`].
    pub kind: String,
    /// Code points before it, if it has a place.
    pub start: Option<u32>,
    /// Code points before its end.
    pub end: Option<u32>,
    /// One sentence for people.
    pub message: String,
}

impl RecordModel {
    /// The record that was read from `article`.
    ///
    /// # Panics
    /// If a span of `record` lies outside the article's text, as when the two do not belong together.
    #[must_use]
    pub fn new(article: &Article, record: &Record) -> Self {
        let places = Places::new(article.text());
        let metadata = article.metadata();
        Self {
            schema: SCHEMA.to_owned(),
            offsets: OFFSETS.to_owned(),
            article: ArticleModel {
                id: article.id().to_string(),
                title: metadata.title.clone(),
                url: metadata.url.clone(),
                outlet: metadata.outlet.clone(),
                published: metadata.published.clone(),
                language: article.language().map(|language| language.code().to_owned()),
                length: places.range(Span::of_bytes(0, article.text().len())).1,
            },
            parties: Vec::new(),
            statements: record.statements.iter().map(|statement| places.statement(statement)).collect(),
            matters: Vec::new(),
            stances: Vec::new(),
            changes: Vec::new(),
            events: Vec::new(),
            diagnostics: record.diagnostics.iter().map(|diagnostic| places.diagnostic(diagnostic)).collect(),
        }
    }

    /// Writes the record as JSON over several lines, without a line end after it.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write_json(&self, writer: impl io::Write) -> io::Result<()> {
        serde_json::to_writer_pretty(writer, self).map_err(io::Error::from)
    }

    /// Writes the record as one line of JSON Lines, with its line end.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write_json_line(&self, mut writer: impl io::Write) -> io::Result<()> {
        serde_json::to_writer(&mut writer, self).map_err(io::Error::from)?;
        writer.write_all(b"\n")
    }

    /// The same as [`Self::write_json`], as a string.
    ///
    /// # Errors
    /// Those of `serde_json`; none are known for this type.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    /// The record as one line, without a line end.
    ///
    /// # Errors
    /// Those of `serde_json`; none are known for this type.
    pub fn json_line(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// Makes places out of spans of one text.
struct Places<'t> {
    text: &'t str,
    code_points: CodePoints<'t>,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, code_points: CodePoints::new(text) }
    }

    fn range(&self, span: Span) -> (u32, u32) {
        self.code_points.range(span)
    }

    fn place(&self, span: Span) -> Place {
        let (start, end) = self.range(span);
        Place { start, end, text: span.of(self.text).to_owned() }
    }

    fn places(&self, spans: &[Span]) -> Vec<Place> {
        spans.iter().map(|&span| self.place(span)).collect()
    }

    fn statement(&self, statement: &Statement) -> StatementModel {
        StatementModel {
            id: statement.id.to_string(),
            kind: statement.kind.name().to_owned(),
            quote: self.places(&statement.quote),
            speaker: statement.speaker.map(|span| self.place(span)),
            party: None,
            cue: self.places(&statement.cue),
            addressee: statement.addressee.map(|span| self.place(span)),
            frame: self.places(&statement.frame),
            medium: statement.medium.map(|medium| medium.name().to_owned()),
            act: statement.act.map(|act| act.name().to_owned()),
            hedge: statement.hedge,
            venue: None,
            when: None,
            within: statement.within.map(|id| id.to_string()),
            matter: None,
            confidence: per_mille(statement.confidence),
            found_by: statement.found_by.to_owned(),
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> DiagnosticModel {
        let range = diagnostic.span.map(|span| self.range(span));
        DiagnosticModel {
            kind: diagnostic.kind.name().to_owned(),
            start: range.map(|(start, _)| start),
            end: range.map(|(_, end)| end),
            message: diagnostic.message.clone(),
        }
    }
}

/// Rounds to thousandths, as the ledger keeps it, so that 0.93 does not leave as 0.9300000071525574.
pub(crate) fn per_mille(confidence: f32) -> f64 {
    if confidence.is_nan() {
        return 0.0;
    }
    (f64::from(confidence.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0
}
