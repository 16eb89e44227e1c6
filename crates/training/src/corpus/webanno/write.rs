//! A document as a file.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use wortlaut_text::Span;

use super::super::layers::Layers;
use super::super::{Document, GoldStatement, Loss, Losses};
use super::{
    ACT, ADDRESSEE, CUE, FORMAT, FRAME, HEDGE, KIND, MATTER, MEDIUM, PART, PARTS, PARTY, QUOTE, SPAN_LAYER, SPEAKER, STATEMENT,
    TEXT, escape,
};

/// The package of our layers. INCEpTION gives it to layers that people make.
const PACKAGE: &str = "webanno.custom";

/// A row: a token, or a part of one that an annotation begins or ends in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Unit {
    token: usize,
    /// Bytes; the longer of two that begin together comes first. `None` for the whole token.
    part: Option<(usize, Reverse<usize>)>,
}

/// The annotations on a row. An annotation's number is its identity in the file.
#[derive(Default)]
struct Row {
    statements: Vec<usize>,
    parts: Vec<usize>,
}

/// A statement with the places that the format can hold.
struct Placed<'d> {
    statement: &'d GoldStatement,
    host: Span,
    slots: Vec<(&'static str, Span)>,
}

pub(in super::super) fn write(document: &Document, losses: &mut Losses) -> wortlaut_text::Result<String> {
    let text = document.text.as_str();
    let layers = Layers::new(document)?;
    let mut out = format!(
        "{FORMAT}3.3\n{SPAN_LAYER}{PACKAGE}.{PART}|\n{SPAN_LAYER}{PACKAGE}.{STATEMENT}|{ACT}|{HEDGE}|{KIND}|{MATTER}|{MEDIUM}|{PARTY}\
         |ROLE_{PACKAGE}.{STATEMENT}:{PARTS}_{PACKAGE}.{STATEMENT}PartsLink|{PACKAGE}.{PART}\n\n"
    );
    if document.tokens.is_some() {
        losses.note(Loss::Tokens);
    }
    let leading = text.len() - text.trim_start().len();
    if layers.tokens.is_empty() {
        losses.note_many(Loss::Invisible, usize::from(!text.is_empty()));
    } else if text[..leading].chars().any(|c| c != ' ') {
        losses.note(Loss::LeadingSpace);
    }

    let placed: Vec<Placed<'_>> = document.statements.iter().filter_map(|one| place(one, text, losses)).collect();
    // Statements first, so that their order comes back; then the parts, each place once.
    let mut identities: BTreeMap<Span, usize> = placed.iter().flat_map(|one| &one.slots).map(|(_, span)| (*span, 0)).collect();
    identities.values_mut().zip(placed.len() + 1..).for_each(|(identity, number)| *identity = number);

    let mut rows: BTreeMap<Unit, Row> = BTreeMap::new();
    for (number, one) in (1..).zip(&placed) {
        for unit in units(&layers, one.host) {
            rows.entry(unit).or_default().statements.push(number);
        }
    }
    let mut first_units: BTreeMap<usize, Unit> = BTreeMap::new();
    for (span, number) in &identities {
        for unit in units(&layers, *span) {
            first_units.entry(*number).or_insert(unit);
            rows.entry(unit).or_default().parts.push(*number);
        }
    }
    let addresses = addresses(&layers, &rows);
    let address = |number: usize| first_units.get(&number).and_then(|unit| addresses.get(unit)).map_or("", String::as_str);
    let targets: Vec<(String, String)> = placed.iter().map(|one| slots(one, &identities, address)).collect();

    let units_of_text = Utf16::new(text);
    for (number, sentence) in layers.sentences.iter().enumerate() {
        let start = layers.tokens[sentence.start].start().index();
        let end = layers.tokens.get(sentence.end).map_or(text.len(), |next| next.start().index());
        out.push('\n');
        for line in text[start..end].split('\n') {
            let _ = writeln!(out, "{TEXT}{}", escape::line(line));
        }
        for token in sentence.clone() {
            let span = layers.tokens[token];
            let whole = Unit { token, part: None };
            let plain = Row::default();
            let row = rows.get(&whole).unwrap_or(&plain);
            let name = format!("{}-{}", number + 1, token - sentence.start + 1);
            write_row(&mut out, &name, span, row, &placed, &targets, text, &units_of_text);
            let longer = Unit { token, part: Some((0, Reverse(usize::MAX))) }..Unit { token: token + 1, part: None };
            for (unit, row) in rows.range(longer) {
                if let (Some((from, Reverse(to))), Some(name)) = (unit.part, addresses.get(unit)) {
                    write_row(&mut out, name, Span::of_bytes(from, to), row, &placed, &targets, text, &units_of_text);
                }
            }
        }
    }
    Ok(out)
}

/// Trims the places of a statement to what can be seen. `None` if nothing of its quote can.
fn place<'d>(statement: &'d GoldStatement, text: &str, losses: &mut Losses) -> Option<Placed<'d>> {
    let roles = [
        (QUOTE, &statement.quote),
        (SPEAKER, &statement.speaker),
        (CUE, &statement.cue),
        (ADDRESSEE, &statement.addressee),
        (FRAME, &statement.frame),
    ];
    let mut host = None;
    let mut slots = Vec::new();
    for (role, spans) in roles {
        for span in spans {
            let (start, end) = (span.start().index(), span.end().index());
            let stands = text.get(start..end).unwrap_or_default();
            let seen = stands.trim();
            if seen.is_empty() {
                losses.note(Loss::Place);
                continue;
            }
            losses.note_many(Loss::Edge, usize::from(seen.len() < stands.len()));
            let from = start + stands.len() - stands.trim_start().len();
            let span = Span::of_bytes(from, from + seen.len());
            if role == QUOTE && host.is_none() {
                host = Some(span);
            } else {
                slots.push((role, span));
            }
        }
    }
    let Some(host) = host else {
        losses.note(Loss::Unplaced);
        return None;
    };
    Some(Placed { statement, host, slots })
}

/// The rows of an annotation in the order of the file.
fn units(layers: &Layers, span: Span) -> Vec<Unit> {
    let covered = layers.covered(span);
    let unit = |token: usize| {
        let whole = layers.tokens[token];
        let from = whole.start().max(span.start()).index();
        let to = whole.end().min(span.end()).index();
        let is_whole = from == whole.start().index() && to == whole.end().index();
        Unit { token, part: (!is_whole).then_some((from, Reverse(to))) }
    };
    covered.map(unit).collect()
}

/// What each part of a token is called; whole tokens are called by their place alone, which is added for them as well.
fn addresses(layers: &Layers, rows: &BTreeMap<Unit, Row>) -> BTreeMap<Unit, String> {
    let mut addresses = BTreeMap::new();
    let mut before = None;
    let mut number = 0;
    for unit in rows.keys() {
        let sentence = layers.sentences.partition_point(|sentence| sentence.end <= unit.token);
        let word = unit.token - layers.sentences.get(sentence).map_or(0, |sentence| sentence.start) + 1;
        let mut name = format!("{}-{word}", sentence + 1);
        if unit.part.is_some() {
            number = if before == Some(unit.token) { number + 1 } else { 1 };
            before = Some(unit.token);
            let _ = write!(name, ".{number}");
        }
        addresses.insert(*unit, name);
    }
    addresses
}

/// The roles and targets of a statement's slots.
fn slots<'a>(one: &Placed<'_>, identities: &BTreeMap<Span, usize>, address: impl Fn(usize) -> &'a str) -> (String, String) {
    if one.slots.is_empty() {
        return ("_".to_owned(), "*".to_owned());
    }
    let roles: Vec<&str> = one.slots.iter().map(|(role, _)| *role).collect();
    let targets = one.slots.iter().filter_map(|(_, span)| identities.get(span));
    let targets: Vec<String> = targets.map(|number| format!("{}[{number}]", address(*number))).collect();
    (roles.join(";"), targets.join(";"))
}

#[allow(clippy::too_many_arguments, reason = "one row of a table with many columns")]
fn write_row(
    out: &mut String,
    name: &str,
    span: Span,
    row: &Row,
    placed: &[Placed<'_>],
    targets: &[(String, String)],
    text: &str,
    units: &Utf16,
) {
    let _ = write!(out, "{name}\t{}-{}\t{}", units.at(span.start().index()), units.at(span.end().index()), span.of(text));
    let mut column = |values: Vec<String>| {
        let _ = write!(out, "\t{}", if values.is_empty() { "_".to_owned() } else { values.join("|") });
    };
    column(row.parts.iter().map(|number| format!("*[{number}]")).collect());
    for feature in [ACT, HEDGE, KIND, MATTER, MEDIUM, PARTY] {
        let value = |number: &usize| {
            let value = feature_of(placed[number - 1].statement, feature);
            format!("{}[{number}]", value.map_or("*".to_owned(), escape::value))
        };
        column(row.statements.iter().map(value).collect());
    }
    column(row.statements.iter().map(|number| format!("{}[{number}]", targets[number - 1].0)).collect());
    column(row.statements.iter().map(|number| targets[number - 1].1.clone()).collect());
    out.push_str("\t\n");
}

fn feature_of<'d>(one: &'d GoldStatement, feature: &str) -> Option<&'d str> {
    match feature {
        ACT => one.act.map(|act| act.name()),
        HEDGE => one.hedge.map(|hedge| if hedge { "true" } else { "false" }),
        KIND => one.kind.map(|kind| kind.name()),
        MATTER => one.matter.as_deref(),
        MEDIUM => one.medium.map(|medium| medium.name()),
        PARTY => one.party.as_deref(),
        _ => None,
    }
}

/// From bytes to UTF-16 units.
struct Utf16(Vec<u32>);

impl Utf16 {
    fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for c in text.chars() {
            before.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += c.len_utf16() as u32;
        }
        before.push(count);
        Self(before)
    }

    fn at(&self, byte: usize) -> u32 {
        self.0.get(byte).copied().unwrap_or_default()
    }
}
