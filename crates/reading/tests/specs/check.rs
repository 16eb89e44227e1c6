//! What was found, held against what a case expects.

use wortlaut_reading::{Party, PartyId, Record, Statement};
use wortlaut_text::Span;

use super::format::{BETWEEN_PIECES, Case, Expected, ExpectedParty, plain};

/// Holds `record`, read from the text of `case`, against what the case expects.
///
/// # Errors
/// Every difference, one a line: `-` expected and not found, `+` found and not expected, `~` found with another property.
pub fn check(case: &Case, record: &Record) -> Result<(), String> {
    let text = case.text.as_str();
    let partners = pair(case, record);
    let mut differences = Vec::new();
    for (expected, partner) in case.expected.iter().zip(&partners) {
        let told = format!("{}: {}", expected.kind, expected.quote.join(BETWEEN_PIECES));
        match partner {
            None => differences.push(format!("- line {}, {told}", expected.line)),
            Some(found) => {
                let wrong = properties(expected, &record.statements[*found], record, text, &partners);
                if !wrong.is_empty() {
                    differences.push(format!("~ line {}, {told}\n      {}", expected.line, wrong.join("\n      ")));
                }
            }
        }
    }
    for (position, found) in record.statements.iter().enumerate() {
        if case.lists_statements() && !partners.contains(&Some(position)) {
            differences.push(format!("+ {}", describe(found, text)));
        }
    }
    parties(case, record, &mut differences);
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

/// Parties that are missing, have another property, or should not be there. Others may be found beside those of the list.
fn parties(case: &Case, record: &Record, differences: &mut Vec<String>) {
    for expected in &case.parties {
        let mut named = record.parties.iter().filter(|party| party.name == expected.name);
        match (named.next(), named.next()) {
            (None, _) => {
                let found: Vec<&str> = record.parties.iter().map(|party| party.name.as_str()).collect();
                let found = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
                differences.push(format!("- line {}, party: {} (found: {found})", expected.line, expected.name));
            }
            (Some(_), Some(_)) => {
                differences
                    .push(format!("~ line {}, party: {}\n      two found parties have this name", expected.line, expected.name));
            }
            (Some(party), None) => {
                let wrong = party_properties(expected, party, record, &case.text);
                if !wrong.is_empty() {
                    let told = format!("~ line {}, party: {}\n      {}", expected.line, expected.name, wrong.join("\n      "));
                    differences.push(told);
                }
            }
        }
    }
    for (line, name) in &case.not_parties {
        if record.parties.iter().any(|party| party.name == *name || party.aliases.contains(name)) {
            differences.push(format!("+ line {line}, party: {name}"));
        }
    }
}

fn party_properties(expected: &ExpectedParty, found: &Party, record: &Record, text: &str) -> Vec<String> {
    let mut differences = Vec::new();
    let list = |values: &[String]| if values.is_empty() { "none".to_owned() } else { values.join(", ") };
    let mut compare = |name: &str, expected: Option<String>, found: String| {
        if let Some(expected) = expected
            && expected != found
        {
            differences.push(format!("{name}: expected {expected}, found {found}"));
        }
    };
    compare("kind", expected.kind.map(open), open(found.kind));
    compare("aliases", expected.aliases.as_deref().map(list), list(&found.aliases));
    let wanted = expected.speaks_for.as_ref().map(|name| name.clone().unwrap_or_else(|| "nobody".to_owned()));
    compare("speaks for", wanted, named(found.speaks_for, record));
    let roles: Vec<String> = found.roles.iter().map(ToString::to_string).collect();
    if let Some(wanted) = &expected.roles
        && (wanted.iter().any(|role| !roles.contains(role)) || (wanted.is_empty() && !roles.is_empty()))
    {
        differences.push(format!("role: expected {}, found {}", list(wanted), list(&roles)));
    }
    let mentions: Vec<String> = found.mentions.iter().map(|mention| plain(mention.span.of(text))).collect();
    let mut left = mentions.clone();
    for wanted in expected.mentions.iter().flatten() {
        match left.iter().position(|mention| mention == wanted) {
            Some(at) => drop(left.remove(at)),
            None => differences.push(format!("mentions: {wanted} is not among {}", list(&mentions))),
        }
    }
    for unwanted in expected.not_mentions.iter().flatten().filter(|unwanted| mentions.contains(unwanted)) {
        differences.push(format!("mentions: {unwanted} is among {}", list(&mentions)));
    }
    differences
}

fn named(party: Option<PartyId>, record: &Record) -> String {
    party.map_or_else(
        || "nobody".to_owned(),
        |id| record.parties.get(id.index()).map_or_else(|| format!("{id}, which is not there"), |party| party.name.clone()),
    )
}

/// For each expected statement the position of the found one with the same type and quote.
///
/// Two found statements can have both in common (nested attribution of the same words): the properties decide.
fn pair(case: &Case, record: &Record) -> Vec<Option<usize>> {
    let text = case.text.as_str();
    let mut partners: Vec<Option<usize>> = vec![None; case.expected.len()];
    for (position, expected) in case.expected.iter().enumerate() {
        partners[position] = record
            .statements
            .iter()
            .enumerate()
            .filter(|(found, statement)| {
                !partners.contains(&Some(*found))
                    && statement.kind == expected.kind
                    && written(&statement.quote, text) == expected.quote
            })
            .min_by_key(|(_, statement)| properties(expected, statement, record, text, &[]).len())
            .map(|(found, _)| found);
    }
    partners
}

/// The properties that differ. `within` is left out where the partners are not known yet.
fn properties(expected: &Expected, found: &Statement, record: &Record, text: &str, partners: &[Option<usize>]) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |name: &str, expected: Option<String>, found: String| {
        if let Some(expected) = expected
            && expected != found
        {
            differences.push(format!("{name}: expected {expected}, found {found}"));
        }
    };
    let one = |span: Option<Span>| span.map_or_else(|| "nobody".to_owned(), |span| plain(span.of(text)));
    let or_nobody = |wanted: &Option<String>| wanted.clone().unwrap_or_else(|| "nobody".to_owned());
    compare("speaker", expected.speaker.as_ref().map(or_nobody), one(found.speaker));
    compare("party", expected.party.as_ref().map(or_nobody), named(found.party, record));
    compare("addressee", expected.addressee.as_ref().map(or_nobody), one(found.addressee));
    compare("cue", expected.cue.as_ref().map(|cue| joined(cue)), joined(&written(&found.cue, text)));
    compare("medium", expected.medium.map(open), open(found.medium));
    compare("act", expected.act.map(open), open(found.act));
    compare("hedge", expected.hedge.map(yes), yes(found.hedge));
    let or_none = |wanted: &Option<String>| wanted.clone().unwrap_or_else(|| "none".to_owned());
    compare(
        "venue",
        expected.venue.as_ref().map(or_none),
        found.venue.map_or_else(|| "none".to_owned(), |span| plain(span.of(text))),
    );
    if let Some(wanted) = &expected.when {
        let with_value = wanted.as_ref().is_some_and(|told| told.value.is_some());
        let told = |words: &str, value: Option<&str>| {
            if with_value { format!("{words} = {}", value.unwrap_or("null")) } else { words.to_owned() }
        };
        let wanted = wanted.as_ref().map(|one| told(&one.words, one.value.as_ref().and_then(|value| value.as_deref())));
        let found = found.when.as_ref().map(|when| told(&plain(when.span.of(text)), when.value.as_deref()));
        compare("when", Some(or_none(&wanted)), or_none(&found));
    }
    if !partners.is_empty() {
        let number = |position: usize| {
            partners
                .iter()
                .position(|partner| *partner == Some(position))
                .map_or_else(|| "a statement that is not in the list".to_owned(), |listed| (listed + 1).to_string())
        };
        let wanted = expected.within.map(|within| within.map_or_else(|| "none".to_owned(), |number| number.to_string()));
        compare("within", wanted, found.within.map_or_else(|| "none".to_owned(), |id| number(id.index())));
    }
    differences
}

fn describe(found: &Statement, text: &str) -> String {
    let speaker = found.speaker.map_or_else(|| "nobody".to_owned(), |span| plain(span.of(text)));
    format!(
        "{}: {}\n      speaker: {speaker}; cue: {}; act: {}; found by {}",
        found.kind,
        written(&found.quote, text).join(BETWEEN_PIECES),
        joined(&written(&found.cue, text)),
        open(found.act),
        found.found_by
    )
}

/// The pieces as a specification writes them: those with only white space between them are one.
fn written(pieces: &[Span], text: &str) -> Vec<String> {
    let mut merged: Vec<Span> = Vec::with_capacity(pieces.len());
    for &piece in pieces {
        match merged.last_mut() {
            Some(last) if last.end() <= piece.start() && Span::new(last.end(), piece.start()).of(text).trim().is_empty() => {
                *last = last.cover(piece);
            }
            _ => merged.push(piece),
        }
    }
    merged.iter().map(|piece| plain(piece.of(text))).collect()
}

fn joined(pieces: &[String]) -> String {
    if pieces.is_empty() { "none".to_owned() } else { pieces.join(BETWEEN_PIECES) }
}

fn open<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "open".to_owned(), |value| value.to_string())
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}
