//! Our own format: one JSON document a line, spans in code points with their text.

use std::path::Path;

use serde::{Deserialize, Serialize};
use wortlaut_reading::{Act, Medium, StatementType};
use wortlaut_text::{CodePoints, Span};

use super::{Corpus, Document, GoldStatement, Loss, Losses, Mismatch, Places, filled, named};
use crate::{Error, Result};

#[derive(Serialize, Deserialize)]
struct Line {
    doc: String,
    text: String,
    statements: Vec<Annotated>,
}

#[derive(Serialize, Deserialize)]
struct Annotated {
    #[serde(rename = "type")]
    kind: Option<String>,
    quote: Vec<Piece>,
    speaker: Option<Vec<Piece>>,
    party: Option<String>,
    cue: Option<Vec<Piece>>,
    addressee: Option<Vec<Piece>>,
    medium: Option<String>,
    act: Option<String>,
    hedge: Option<bool>,
    matter: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Piece {
    start: usize,
    end: usize,
    text: String,
}

pub(super) fn read(path: &Path, content: &str, corpus: &mut Corpus) -> Result<()> {
    for (position, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let failed = |problem: String, remedy: &str| Error::Format {
            path: path.to_path_buf(),
            line: position + 1,
            problem,
            remedy: remedy.to_owned(),
        };
        let line: Line = serde_json::from_str(line).map_err(|error| {
            failed(error.to_string(), "every line is an object with doc, text and statements, as in the corpus's README")
        })?;
        let places = Places::new(&line.text);
        let mut statements = Vec::with_capacity(line.statements.len());
        for annotated in line.statements {
            let unknown = |field: &str, value: &str, known: Vec<&str>| {
                failed(format!("{field} \"{value}\" is not known"), &format!("use one of {}", known.join(", ")))
            };
            let mut pieces = |part, pieces: Option<Vec<Piece>>| {
                spans(&places, &line.doc, part, pieces.unwrap_or_default(), &mut corpus.mismatches)
            };
            let quote = pieces("quote", Some(annotated.quote));
            let speaker = pieces("speaker", annotated.speaker);
            let cue = pieces("cue", annotated.cue);
            let addressee = pieces("addressee", annotated.addressee);
            // „any“ is PolNeAR's way to say that it has no types.
            let kind = annotated.kind.filter(|name| name != "any");
            let kind = named(kind.as_deref(), StatementType::from_name).map_err(|name| {
                unknown("type", name, StatementType::ALL.iter().map(|one| one.name()).chain(["any"]).collect())
            })?;
            let medium = named(annotated.medium.as_deref(), Medium::from_name)
                .map_err(|name| unknown("medium", name, Medium::ALL.iter().map(|one| one.name()).collect()))?;
            let act = named(annotated.act.as_deref(), Act::from_name)
                .map_err(|name| unknown("act", name, Act::ALL.iter().map(|one| one.name()).collect()))?;
            statements.push(GoldStatement {
                kind,
                quote,
                speaker,
                party: filled(annotated.party),
                cue,
                addressee,
                frame: Vec::new(),
                medium,
                act,
                hedge: annotated.hedge,
                matter: filled(annotated.matter),
            });
        }
        corpus.documents.push(Document { id: line.doc, text: line.text, tokens: None, statements });
    }
    Ok(())
}

/// The document as a line.
pub(super) fn write(document: &Document, losses: &mut Losses) -> serde_json::Result<String> {
    if document.tokens.is_some() {
        losses.note(Loss::Tokens);
    }
    let points = CodePoints::new(&document.text);
    let mut pieces = |spans: &[Span]| -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(spans.len());
        for span in spans {
            let Some(text) = document.text.get(span.start().index()..span.end().index()) else {
                losses.note(Loss::Place);
                continue;
            };
            let (start, end) = points.range(*span);
            pieces.push(Piece { start: start as usize, end: end as usize, text: text.to_owned() });
        }
        pieces
    };
    let mut statements = Vec::with_capacity(document.statements.len());
    let mut frames = 0;
    for one in &document.statements {
        frames += usize::from(!one.frame.is_empty());
        statements.push(Annotated {
            kind: Some(one.kind.map_or("any", StatementType::name).to_owned()),
            quote: pieces(&one.quote),
            speaker: Some(pieces(&one.speaker)).filter(|pieces| !pieces.is_empty()),
            party: one.party.clone(),
            cue: Some(pieces(&one.cue)),
            addressee: Some(pieces(&one.addressee)).filter(|pieces| !pieces.is_empty()),
            medium: one.medium.map(|medium| medium.name().to_owned()),
            act: one.act.map(|act| act.name().to_owned()),
            hedge: one.hedge,
            matter: one.matter.clone(),
        });
    }
    losses.note_many(Loss::Frame, frames);
    let line = Line { doc: document.id.clone(), text: document.text.clone(), statements };
    Ok(serde_json::to_string(&line)? + "\n")
}

fn spans(
    places: &Places<'_>,
    document: &str,
    part: &'static str,
    pieces: Vec<Piece>,
    mismatches: &mut Vec<Mismatch>,
) -> Vec<Span> {
    pieces
        .into_iter()
        .filter_map(|piece| places.checked((piece.start, piece.end), &piece.text, document, part, mismatches))
        .collect()
}
