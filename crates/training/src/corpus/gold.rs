//! Our own format: one JSON document a line, spans in code points with their text.

use std::path::Path;

use serde::Deserialize;
use wortlaut_reading::{Act, Medium, StatementType};
use wortlaut_text::Span;

use super::{Corpus, Document, GoldStatement, Mismatch, Places};
use crate::{Error, Result};

#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
    statements: Vec<Annotated>,
}

#[derive(Deserialize)]
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
}

#[derive(Deserialize)]
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
                party: annotated.party,
                cue,
                addressee,
                frame: Vec::new(),
                medium,
                act,
                hedge: annotated.hedge,
            });
        }
        corpus.documents.push(Document { id: line.doc, text: line.text, tokens: None, statements });
    }
    Ok(())
}

fn named<T>(name: Option<&str>, from_name: impl Fn(&str) -> Option<T>) -> std::result::Result<Option<T>, &str> {
    name.map(|name| from_name(name).ok_or(name)).transpose()
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
