//! The record as JSON, schema `wortlaut/record/1`.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use wortlaut_reading::{Change, Matter, MatterTime, Mention, Party, Position, Record, Stance, Statement, When};
use wortlaut_text::{Article, ArticleId, CodePoints, Diagnostic, Language, Metadata, Span};

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
    /// Who occurs, in the order of their first mention.
    pub parties: Vec<PartyModel>,
    /// Who said what, in text order.
    pub statements: Vec<StatementModel>,
    /// What the statements are about.
    pub matters: Vec<MatterModel>,
    /// Who holds what to be so.
    pub stances: Vec<StanceModel>,
    /// Positions that changed.
    pub changes: Vec<ChangeModel>,
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
    /// An id in `parties`.
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
    /// Where it was said.
    pub venue: Option<Place>,
    /// When it was said.
    pub when: Option<WhenModel>,
    /// The id of the statement it is part of.
    pub within: Option<String>,
    /// An id in `matters`.
    pub matter: Option<String>,
    /// 0 to 1 in steps of a thousandth: the share of statements found like this one that are right.
    pub confidence: f64,
    /// The rule or model that found it.
    pub found_by: String,
}

/// A party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyModel {
    /// `p1`, `p2`, …
    pub id: String,
    /// The fullest name the article gives it.
    pub name: String,
    /// A name of [`wortlaut_reading::PartyKind`].
    pub kind: Option<String>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub roles: Vec<RoleModel>,
    /// The id of the party whose spokesperson it is.
    pub speaks_for: Option<String>,
    /// Its identity in data of the user.
    pub identity: Option<String>,
    /// Every place that refers to it, in text order.
    pub mentions: Vec<MentionModel>,
}

/// What somebody is, and of what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleModel {
    /// In its base form.
    pub title: String,
    /// The organisation, state or place it belongs to.
    pub of: Option<String>,
}

/// A place that refers to a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionModel {
    /// Code points before it.
    pub start: u32,
    /// Code points before its end.
    pub end: u32,
    /// The words.
    pub text: String,
    /// A name of [`wortlaut_reading::MentionKind`].
    pub kind: String,
}

/// What statements are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterModel {
    /// `m1`, `m2`, …
    pub id: String,
    /// What it is, in words of the article.
    pub label: String,
    /// The ids of who takes part in it.
    pub parties: Vec<String>,
    /// The places that name it.
    pub mentions: Vec<Place>,
    /// When it happens.
    pub time: Option<MatterTimeModel>,
}

/// When a matter happens: unknown with the evidence for that, or known with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterTimeModel {
    /// Whether the article tells it.
    pub known: bool,
    /// ISO 8601; `null` where it is unknown.
    pub value: Option<String>,
    /// Where the article says so.
    pub evidence: Place,
}

/// What a party does with a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StanceModel {
    /// An id in `matters`.
    pub matter: String,
    /// An id in `parties`.
    pub party: String,
    /// A name of [`wortlaut_reading::Act`].
    pub act: String,
    /// The id of the statement that is the evidence.
    pub statement: String,
    /// ISO 8601.
    pub since: Option<String>,
    /// Whether the article has it from the party itself.
    pub first_hand: bool,
}

/// A position that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeModel {
    /// An id in `parties`.
    pub party: String,
    /// An id in `matters`.
    pub matter: String,
    /// What the party held.
    pub from: PositionModel,
    /// What it holds after that.
    pub to: PositionModel,
}

/// What a party held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionModel {
    /// The id of the statement that is the evidence.
    pub statement: String,
    /// Code points before the words that hold the value.
    pub start: u32,
    /// Code points before their end.
    pub end: u32,
    /// The words.
    pub text: String,
    /// ISO 8601, a number, or the name of an act.
    pub value: String,
    /// The words that say when it was held.
    pub when: Option<Place>,
}

impl StanceModel {
    fn new(stance: &Stance) -> Self {
        Self {
            matter: stance.matter.to_string(),
            party: stance.party.to_string(),
            act: stance.act.name().to_owned(),
            statement: stance.statement.to_string(),
            since: stance.since.clone(),
            first_hand: stance.first_hand,
        }
    }
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
        Self::of_text(article.text(), article.id(), article.metadata(), article.language().map(Language::code), record)
    }

    /// The same of a text that was read and kept, with its identity, and its language by ISO 639-1 as it was told then.
    ///
    /// # Panics
    /// As [`RecordModel::new`].
    #[must_use]
    pub fn of_text(text: &str, id: ArticleId, metadata: &Metadata, language: Option<&str>, record: &Record) -> Self {
        let places = Places::new(text);
        Self {
            schema: SCHEMA.to_owned(),
            offsets: OFFSETS.to_owned(),
            article: ArticleModel {
                id: id.to_string(),
                title: metadata.title.clone(),
                url: metadata.url.clone(),
                outlet: metadata.outlet.clone(),
                published: metadata.published.clone(),
                language: language.map(str::to_owned),
                length: places.range(Span::of_bytes(0, text.len())).1,
            },
            parties: record.parties.iter().map(|party| places.party(party)).collect(),
            statements: record.statements.iter().map(|statement| places.statement(statement)).collect(),
            matters: record.matters.iter().map(|matter| places.matter(matter)).collect(),
            stances: record.stances.iter().map(StanceModel::new).collect(),
            changes: record.changes.iter().map(|change| places.change(change)).collect(),
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
            party: statement.party.map(|id| id.to_string()),
            cue: self.places(&statement.cue),
            addressee: statement.addressee.map(|span| self.place(span)),
            frame: self.places(&statement.frame),
            medium: statement.medium.map(|medium| medium.name().to_owned()),
            act: statement.act.map(|act| act.name().to_owned()),
            hedge: statement.hedge,
            venue: statement.venue.map(|span| self.place(span)),
            when: statement.when.as_ref().map(|when| self.when(when)),
            within: statement.within.map(|id| id.to_string()),
            matter: statement.matter.map(|id| id.to_string()),
            confidence: per_mille(statement.confidence),
            found_by: statement.found_by.to_owned(),
        }
    }

    fn when(&self, when: &When) -> WhenModel {
        let Place { start, end, text } = self.place(when.span);
        WhenModel { text, start, end, value: when.value.clone() }
    }

    fn party(&self, party: &Party) -> PartyModel {
        let mention = |mention: &Mention| {
            let Place { start, end, text } = self.place(mention.span);
            MentionModel { start, end, text, kind: mention.kind.name().to_owned() }
        };
        PartyModel {
            id: party.id.to_string(),
            name: party.name.clone(),
            kind: party.kind.map(|kind| kind.name().to_owned()),
            aliases: party.aliases.clone(),
            roles: party.roles.iter().map(|role| RoleModel { title: role.title.clone(), of: role.of.clone() }).collect(),
            speaks_for: party.speaks_for.map(|id| id.to_string()),
            identity: party.identity.clone(),
            mentions: party.mentions.iter().map(mention).collect(),
        }
    }

    fn matter(&self, matter: &Matter) -> MatterModel {
        let time = |time: &MatterTime| match time {
            MatterTime::Unknown { evidence } => MatterTimeModel { known: false, value: None, evidence: self.place(*evidence) },
            MatterTime::Known { value, evidence } => {
                MatterTimeModel { known: true, value: Some(value.clone()), evidence: self.place(*evidence) }
            }
        };
        MatterModel {
            id: matter.id.to_string(),
            label: matter.label.clone(),
            parties: matter.parties.iter().map(ToString::to_string).collect(),
            mentions: self.places(&matter.mentions),
            time: matter.time.as_ref().map(time),
        }
    }

    fn change(&self, change: &Change) -> ChangeModel {
        ChangeModel {
            party: change.party.to_string(),
            matter: change.matter.to_string(),
            from: self.position(&change.from),
            to: self.position(&change.to),
        }
    }

    fn position(&self, position: &Position) -> PositionModel {
        let Place { start, end, text } = self.place(position.span);
        PositionModel {
            statement: position.statement.to_string(),
            start,
            end,
            text,
            value: position.value.clone(),
            when: position.when.map(|span| self.place(span)),
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
