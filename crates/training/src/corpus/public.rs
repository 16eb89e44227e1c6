//! The public German quotation data (Petersen-Frey and Biemann 2024): one JSON file an article, with its own tokens.

use std::path::Path;

use serde::Deserialize;
use wortlaut_reading::{Medium, StatementType};
use wortlaut_text::Span;

use super::{Corpus, Document, GoldStatement, Mismatch, Places};
use crate::{Error, Result};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    document_name: String,
    original_text: String,
    tokens: Vec<Token>,
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Token {
    char_begin: usize,
    char_end: usize,
    text: String,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(rename = "type")]
    kind: String,
    medium: String,
    quote: Role,
    speaker: Role,
    cue: Role,
    addressee: Role,
    frame: Role,
}

#[derive(Deserialize)]
struct Role {
    spans: Vec<Piece>,
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Piece {
    char_begin: usize,
    char_end: usize,
}

const REMEDY: &str = "files of the public data have documentName, originalText, tokens and annotations; give their folder";

pub(super) fn read(path: &Path, content: &str, corpus: &mut Corpus) -> Result<()> {
    let failed = |line: usize, problem: String, remedy: String| Error::Format { path: path.to_path_buf(), line, problem, remedy };
    let file: File = serde_json::from_str(content).map_err(|error| failed(error.line(), error.to_string(), REMEDY.to_owned()))?;
    let places = Places::new(&file.original_text);
    let id = file.document_name;
    let mismatches = &mut corpus.mismatches;
    let tokens = file
        .tokens
        .iter()
        .filter_map(|token| places.checked((token.char_begin, token.char_end), &token.text, &id, "token", mismatches))
        .collect();
    let mut statements = Vec::with_capacity(file.annotations.len());
    for annotation in file.annotations {
        let kind = kind(&annotation.kind).ok_or_else(|| {
            let known = "use Direct, Indirect, IndirectFreeIndirect, FreeIndirect or Reported".to_owned();
            failed(1, format!("type \"{}\" is not known", annotation.kind), known)
        })?;
        let medium = medium(&annotation.medium).ok_or_else(|| {
            let known = "use Speech, Writing, Thought, SW, ST, TW or none".to_owned();
            failed(1, format!("medium \"{}\" is not known", annotation.medium), known)
        })?;
        let mut spans = |part, role: &Role| spans(&places, &id, part, role, mismatches);
        statements.push(GoldStatement {
            kind: Some(kind),
            quote: spans("quote", &annotation.quote),
            speaker: spans("speaker", &annotation.speaker),
            party: None,
            cue: spans("cue", &annotation.cue),
            addressee: spans("addressee", &annotation.addressee),
            frame: spans("frame", &annotation.frame),
            medium,
            act: None,
            hedge: None,
        });
    }
    corpus.documents.push(Document { id, text: file.original_text, tokens: Some(tokens), statements });
    Ok(())
}

/// The pieces of a role; the file gives their texts only joined by spaces.
fn spans(places: &Places<'_>, document: &str, part: &'static str, role: &Role, mismatches: &mut Vec<Mismatch>) -> Vec<Span> {
    let spans: Vec<Span> = role.spans.iter().filter_map(|piece| places.span(piece.char_begin, piece.char_end)).collect();
    let stands = spans.iter().map(|span| span.of(places.text)).collect::<Vec<_>>().join(" ");
    if stands != role.text || spans.len() < role.spans.len() {
        mismatches.push(Mismatch {
            document: document.to_owned(),
            part,
            place: role.spans.first().map_or((0, 0), |piece| (piece.char_begin, piece.char_end)),
            said: role.text.clone(),
            stands: (spans.len() == role.spans.len()).then_some(stands),
        });
    }
    spans
}

fn kind(name: &str) -> Option<StatementType> {
    Some(match name {
        "Direct" => StatementType::Direct,
        "Indirect" => StatementType::Indirect,
        "IndirectFreeIndirect" => StatementType::IndirectFreeIndirect,
        "FreeIndirect" => StatementType::FreeIndirect,
        "Reported" => StatementType::Reported,
        _ => return None,
    })
}

fn medium(name: &str) -> Option<Option<Medium>> {
    Some(Some(match name {
        "Speech" => Medium::Speech,
        "Writing" => Medium::Writing,
        "Thought" => Medium::Thought,
        "SW" => Medium::SpeechOrWriting,
        "ST" => Medium::SpeechOrThought,
        "TW" => Medium::WritingOrThought,
        "none" => return Some(None),
        _ => return None,
    }))
}
