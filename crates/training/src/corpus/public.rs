//! The public German quotation data (Petersen-Frey and Biemann 2024): one JSON file an article, with its own tokens.

use std::path::Path;

use serde::{Deserialize, Serialize};
use wortlaut_reading::{Medium, StatementType};
use wortlaut_text::{CodePoints, Span};

use super::layers::Layers;
use super::{Corpus, Document, GoldStatement, Loss, Losses, Mismatch, Places};
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
            matter: None,
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

/// What our types and media are called there.
const KINDS: [(&str, StatementType); 5] = [
    ("Direct", StatementType::Direct),
    ("Indirect", StatementType::Indirect),
    ("IndirectFreeIndirect", StatementType::IndirectFreeIndirect),
    ("FreeIndirect", StatementType::FreeIndirect),
    ("Reported", StatementType::Reported),
];
const MEDIA: [(&str, Option<Medium>); 7] = [
    ("Speech", Some(Medium::Speech)),
    ("Writing", Some(Medium::Writing)),
    ("Thought", Some(Medium::Thought)),
    ("SW", Some(Medium::SpeechOrWriting)),
    ("ST", Some(Medium::SpeechOrThought)),
    ("TW", Some(Medium::WritingOrThought)),
    ("none", None),
];

fn kind(name: &str) -> Option<StatementType> {
    KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

fn medium(name: &str) -> Option<Option<Medium>> {
    MEDIA.iter().find(|(known, _)| *known == name).map(|(_, medium)| *medium)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenFile<'d> {
    document_name: &'d str,
    original_text: &'d str,
    sentences: Vec<WrittenSentence<'d>>,
    tokens: Vec<WrittenToken<'d>>,
    annotations: Vec<WrittenAnnotation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenSentence<'d> {
    id: usize,
    begin: usize,
    end: usize,
    char_begin: u32,
    char_end: u32,
    text: &'d str,
    tokens: Vec<&'d str>,
    token_ids: Vec<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenToken<'d> {
    id: usize,
    /// The sentence and the word in it, counted from 1.
    sentence: usize,
    word: usize,
    char_begin: u32,
    char_end: u32,
    text: &'d str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenAnnotation {
    id: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    medium: &'static str,
    is_nested: bool,
    has_nested: bool,
    quote: WrittenRole,
    speaker: WrittenRole,
    cue: WrittenRole,
    addressee: WrittenRole,
    frame: WrittenRole,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenRole {
    spans: Vec<WrittenPiece>,
    text: String,
    token_ids: Vec<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenPiece {
    begin: usize,
    end: usize,
    char_begin: u32,
    char_end: u32,
}

/// The document as a file; else why not.
pub(super) fn write(document: &Document, losses: &mut Losses) -> std::result::Result<String, String> {
    let layers = Layers::new(document).map_err(|error| error.to_string())?;
    let text = document.text.as_str();
    let points = CodePoints::new(text);
    let mut tokens = Vec::with_capacity(layers.tokens.len());
    let mut sentences = Vec::with_capacity(layers.sentences.len());
    for (number, range) in layers.sentences.iter().enumerate() {
        let of_sentence = &layers.tokens[range.clone()];
        let place = of_sentence.iter().copied().reduce(Span::cover).unwrap_or_default();
        let (char_begin, char_end) = points.range(place);
        sentences.push(WrittenSentence {
            id: number,
            begin: range.start,
            end: range.end,
            char_begin,
            char_end,
            text: place.of(text),
            tokens: of_sentence.iter().map(|token| token.of(text)).collect(),
            token_ids: range.clone().collect(),
        });
        for (word, token) in of_sentence.iter().enumerate() {
            let (char_begin, char_end) = points.range(*token);
            let id = tokens.len();
            tokens.push(WrittenToken { id, sentence: number + 1, word: word + 1, char_begin, char_end, text: token.of(text) });
        }
    }
    let mut role = |spans: &[Span]| {
        let held: Vec<Span> =
            spans.iter().copied().filter(|span| text.get(span.start().index()..span.end().index()).is_some()).collect();
        losses.note_many(Loss::Place, spans.len() - held.len());
        let mut token_ids: Vec<usize> = held.iter().flat_map(|span| layers.covered(*span)).collect();
        token_ids.sort_unstable();
        token_ids.dedup();
        let pieces = held.iter().map(|span| {
            let (covered, (char_begin, char_end)) = (layers.covered(*span), points.range(*span));
            WrittenPiece { begin: covered.start, end: covered.end, char_begin, char_end }
        });
        let joined = held.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ");
        WrittenRole { spans: pieces.collect(), text: joined, token_ids }
    };
    let mut annotations = Vec::with_capacity(document.statements.len());
    let lies_in = |inner: &GoldStatement, outer: &GoldStatement| {
        let of = |one: &GoldStatement| one.quote.iter().map(|span| span.len()).sum::<u32>();
        let inside = inner.quote.iter().all(|piece| outer.quote.iter().any(|other| other.contains(*piece)));
        !inner.quote.is_empty() && inside && of(inner) < of(outer)
    };
    let kept: Vec<&GoldStatement> = document.statements.iter().filter(|one| one.kind.is_some()).collect();
    for (id, one) in kept.iter().enumerate() {
        let Some((kind, _)) = KINDS.iter().find(|(_, kind)| Some(*kind) == one.kind) else { continue };
        annotations.push(WrittenAnnotation {
            id,
            kind,
            medium: MEDIA.iter().find(|(_, medium)| *medium == one.medium).map_or("none", |(name, _)| name),
            is_nested: kept.iter().any(|outer| lies_in(one, outer)),
            has_nested: kept.iter().any(|inner| lies_in(inner, one)),
            quote: role(&one.quote),
            speaker: role(&one.speaker),
            cue: role(&one.cue),
            addressee: role(&one.addressee),
            frame: role(&one.frame),
        });
    }
    losses.note_many(Loss::Untyped, document.statements.len() - kept.len());
    let count = |has: fn(&GoldStatement) -> bool| kept.iter().filter(|one| has(one)).count();
    losses.note_many(Loss::Act, count(|one| one.act.is_some()));
    losses.note_many(Loss::Hedge, count(|one| one.hedge.is_some()));
    losses.note_many(Loss::Party, count(|one| one.party.is_some()));
    losses.note_many(Loss::Matter, count(|one| one.matter.is_some()));
    let file = WrittenFile { document_name: &document.id, original_text: text, sentences, tokens, annotations };
    Ok(serde_json::to_string_pretty(&file).map_err(|error| error.to_string())? + "\n")
}
