//! A file as a document.

use std::path::Path;

use wortlaut_reading::{Act, Medium, StatementType};
use wortlaut_text::Span;

use super::super::{Corpus, Document, GoldStatement, Mismatch, filled, named};
use super::row::{Annotation, Annotations, Columns, Row};
use super::{
    ACT, ADDRESSEE, CUE, FORMAT, FRAME, HEDGE, KIND, MATTER, MEDIUM, PART, PARTY, QUOTE, ROLES, SPEAKER, STATEMENT, TEXT, escape,
};
use crate::{Error, Result};

/// The most UTF-16 units that may be missing between two sentences. More is no white space but a damaged file.
const WIDEST_GAP: usize = 1000;

const REMEDY: &str =
    "export the article from INCEpTION as WebAnno TSV v3.3, or write it with wortlaut convert, and leave the file as it is";

/// What is wrong, and where.
struct Fault {
    line: usize,
    problem: String,
    remedy: String,
}

impl Fault {
    fn new(line: usize, problem: impl Into<String>) -> Self {
        Self { line, problem: problem.into(), remedy: REMEDY.to_owned() }
    }

    fn with(line: usize, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { line, problem: problem.into(), remedy: remedy.into() }
    }
}

pub(in super::super) fn read(path: &Path, id: String, content: &str, corpus: &mut Corpus) -> Result<()> {
    let (document, mismatches) = document(id, content).map_err(|fault| Error::Format {
        path: path.to_path_buf(),
        line: fault.line,
        problem: fault.problem,
        remedy: fault.remedy,
    })?;
    corpus.has_frames |= document.statements.iter().any(|one| !one.frame.is_empty());
    corpus.mismatches.extend(mismatches);
    corpus.documents.push(document);
    Ok(())
}

/// The text so far; places are UTF-16 units.
#[derive(Default)]
struct Body {
    text: String,
    length: usize,
    /// Lines of the sentence whose first token is still to come.
    waiting: Option<String>,
}

impl Body {
    fn push(&mut self, part: &str) {
        self.text.push_str(part);
        self.length += part.chars().map(char::len_utf16).sum::<usize>();
    }

    /// Begins the waiting sentence at its first token's place.
    fn begin(&mut self, start: usize, line: usize) -> std::result::Result<(), Fault> {
        let Some(sentence) = self.waiting.take() else { return Ok(()) };
        let Some(gap) = start.checked_sub(self.length) else {
            return Err(Fault::new(
                line,
                format!("the sentence begins at {start}, before the one before it ends at {}", self.length),
            ));
        };
        if gap > WIDEST_GAP {
            return Err(Fault::new(line, format!("{gap} characters are missing before the sentence")));
        }
        // The file does not tell what stands there. Two sentences of a paragraph are one blank apart; more is a paragraph's end.
        let missing = if gap < 2 || self.length == 0 { " " } else { "\n" };
        self.push(&missing.repeat(gap));
        self.push(&sentence);
        Ok(())
    }
}

/// A token as the file tells it.
struct Token<'f> {
    start: usize,
    end: usize,
    text: &'f str,
    line: usize,
}

fn document(id: String, content: &str) -> std::result::Result<(Document, Vec<Mismatch>), Fault> {
    let mut lines = (1..).zip(content.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)));
    let (_, first) = lines.next().unwrap_or_default();
    let version = first.strip_prefix(FORMAT);
    if !version.is_some_and(|version| matches!(version.trim_end(), "3.2" | "3.3")) {
        return Err(Fault::with(
            1,
            format!("the first line is not \"{FORMAT}3.3\""),
            "export the article from INCEpTION in the format \"WebAnno TSV v3.3\"",
        ));
    }
    let mut columns = Columns::default();
    let mut body = Body::default();
    let mut annotations = Annotations::default();
    let mut tokens = Vec::new();
    let mut is_head = true;
    for (number, line) in lines {
        if is_head && columns.declare(line) {
            continue;
        }
        if line.trim().is_empty() {
            if body.waiting.is_some() {
                return Err(Fault::new(number, "the sentence has no tokens"));
            }
            is_head = false;
        } else if let Some(text) = line.strip_prefix(TEXT) {
            is_head = false;
            let text = escape::plain_line(text);
            match &mut body.waiting {
                Some(sentence) => {
                    sentence.push('\n');
                    sentence.push_str(&text);
                }
                None => body.waiting = Some(text),
            }
        } else if !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let row = row(&fields, &columns, number)?;
            body.begin(row.start, number)?;
            if row.end > body.length {
                return Err(Fault::new(number, format!("the token ends at {}, after its sentence at {}", row.end, body.length)));
            }
            annotations.take(&columns, &row).map_err(|problem| Fault::new(number, problem))?;
            tokens.push(Token { start: row.start, end: row.end, text: fields.get(2).copied().unwrap_or_default(), line: number });
        }
    }
    if body.waiting.is_some() {
        return Err(Fault::new(content.split('\n').count(), "the file ends within a sentence"));
    }
    let places = Utf16Places::new(&body.text);
    let mut mismatches = Vec::new();
    for token in &tokens {
        let span = places.span(token.start, token.end, token.line)?;
        let stands = span.of(&body.text);
        if stands != token.text && stands != escape::plain_value(token.text) {
            let before = body.text[..span.start().index()].chars().count();
            mismatches.push(Mismatch {
                document: id.clone(),
                part: "token",
                place: (before, before + stands.chars().count()),
                said: token.text.to_owned(),
                stands: Some(stands.to_owned()),
            });
        }
    }
    let mut found: Vec<&Annotation> = annotations.all.iter().filter(|one| one.layer == STATEMENT).collect();
    if found.iter().all(|one| one.identity.is_some()) {
        found.sort_by_key(|one| one.identity);
    }
    let statements = found.into_iter().map(|one| statement(one, &annotations, &places)).collect::<std::result::Result<_, _>>()?;
    Ok((Document { id, text: body.text, tokens: None, statements }, mismatches))
}

/// A token's line, or that of a part of it.
fn row<'f>(fields: &'f [&'f str], columns: &Columns, line: usize) -> std::result::Result<Row<'f>, Fault> {
    let expected = columns.count + 3;
    if fields.len() < expected {
        let problem = format!("the line has {} columns, and the head of the file declares {expected}", fields.len());
        return Err(Fault::new(line, problem));
    }
    let place = fields[1].split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    match place {
        Some((start, end)) if start <= end => Ok(Row { name: fields[0], start, end, line, fields: &fields[3..expected] }),
        _ => Err(Fault::new(line, format!("\"{}\" is no place such as 0-5", fields[1]))),
    }
}

fn statement(one: &Annotation, annotations: &Annotations, places: &Utf16Places<'_>) -> std::result::Result<GoldStatement, Fault> {
    let text = |feature: &str| filled(one.features.get(feature).cloned());
    let unknown = |feature: &str, value: &str, known: &[&str]| {
        Fault::with(one.line, format!("{feature} \"{value}\" is not known"), format!("use one of {}", known.join(", ")))
    };
    let kind = text(KIND);
    let kind = named(kind.as_deref(), StatementType::from_name)
        .map_err(|value| unknown(KIND, value, &StatementType::ALL.iter().map(|one| one.name()).collect::<Vec<_>>()))?;
    let medium = text(MEDIUM);
    let medium = named(medium.as_deref(), Medium::from_name)
        .map_err(|value| unknown(MEDIUM, value, &Medium::ALL.iter().map(|one| one.name()).collect::<Vec<_>>()))?;
    let act = text(ACT);
    let act = named(act.as_deref(), Act::from_name)
        .map_err(|value| unknown(ACT, value, &Act::ALL.iter().map(|one| one.name()).collect::<Vec<_>>()))?;
    let hedge = text(HEDGE);
    let hedge = named(hedge.as_deref(), |value| value.parse().ok()).map_err(|value| unknown(HEDGE, value, &["true", "false"]))?;
    let span = |of: &Annotation| {
        let span = places.span(of.start, of.end, of.line)?;
        if span.is_empty() {
            return Err(Fault::with(
                of.line,
                "an annotation covers no words",
                "delete it, or make it cover the words that are meant",
            ));
        }
        Ok(span)
    };
    let mut statement =
        GoldStatement { kind, medium, act, hedge, party: text(PARTY), matter: text(MATTER), ..GoldStatement::default() };
    statement.quote.push(span(one)?);
    for slot in &one.slots {
        let role = slot.role.as_deref().unwrap_or_default();
        let spans = match role {
            QUOTE => &mut statement.quote,
            SPEAKER => &mut statement.speaker,
            CUE => &mut statement.cue,
            ADDRESSEE => &mut statement.addressee,
            FRAME => &mut statement.frame,
            "" => {
                let remedy = format!("give it one of {}", ROLES.join(", "));
                return Err(Fault::with(one.line, "a part of the statement has no role", remedy));
            }
            _ => return Err(unknown("role", role, &ROLES)),
        };
        let Some(part) = annotations.target(slot, PART) else {
            return Err(Fault::new(one.line, format!("the statement's {role} should begin on row {}, which has none", slot.row)));
        };
        spans.push(span(part)?);
    }
    // The slots may have been filled in any order, and the statement may stand on a later piece.
    statement.quote.sort();
    Ok(statement)
}

/// The way from UTF-16 units to bytes.
struct Utf16Places<'t> {
    text: &'t str,
    /// For each unit the byte at which its character starts; none for the second unit of a character. And the end.
    starts: Vec<Option<usize>>,
}

impl<'t> Utf16Places<'t> {
    fn new(text: &'t str) -> Self {
        let mut starts = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            starts.push(Some(at));
            starts.extend(std::iter::repeat_n(None, c.len_utf16() - 1));
        }
        starts.push(Some(text.len()));
        Self { text, starts }
    }

    fn span(&self, start: usize, end: usize, line: usize) -> std::result::Result<Span, Fault> {
        let byte = |at: usize| self.starts.get(at).copied().flatten();
        match (byte(start), byte(end)) {
            (Some(from), Some(to)) if from <= to && to <= self.text.len() => Ok(Span::of_bytes(from, to)),
            _ => Err(Fault::new(line, format!("{start}-{end} is no place in the text"))),
        }
    }
}
