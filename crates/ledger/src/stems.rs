//! Words as search compares them.

use std::collections::BTreeSet;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;

use crate::error::Kind;
use crate::{Error, Result};

/// What the stems in a ledger are made by. Another version may make others, and then the search tables must be made anew.
pub(crate) const STEMS: &str = "snowball 20261016 german english; words 1";

/// The most characters of a word that count.
const LONGEST: usize = 64;

/// The words of `text`: letters and digits, small, composed. Hyphens and soft hyphens are no letters.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfc().filter(|c| *c != '\u{AD}').flat_map(char::to_lowercase).collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST).collect())
        .collect()
}

fn stem(stemmer: Stemmer, word: &str) -> String {
    stemmer.stem(word).into_owned()
}

fn stemmer(english: bool) -> Stemmer {
    Stemmer::new(if english { Algorithm::English } else { Algorithm::German })
}

/// The stems of `text`, with blanks between them.
pub(crate) fn stems(text: &str, english: bool) -> String {
    let stemmer = stemmer(english);
    words(text).iter().map(|word| stem(stemmer, word)).collect::<Vec<_>>().join(" ")
}

/// Names, with blanks between their words, each word once.
pub(crate) fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    with_names("", names)
}

/// The same after words that are there already.
pub(crate) fn with_names<'n>(before: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let mut all: Vec<String> = before.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let mut seen: BTreeSet<String> = all.iter().cloned().collect();
    for word in names.into_iter().flat_map(words) {
        if seen.insert(word.clone()) {
            all.push(word);
        }
    }
    all.join(" ")
}

/// What people type, as a query of FTS5: all words must occur; words in quotation marks as they follow each other; `*` at the end of a word
/// stands for any ending; `-` before a word or phrase excludes it.
pub(crate) fn query(typed: &str) -> Result<String> {
    let bad = || Error::from(Kind::BadQuery(typed.to_owned()));
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    for (part, quoted) in parts(typed) {
        let (excluded, part) = match part.strip_prefix('-') {
            Some(rest) if !quoted => (true, rest.to_owned()),
            _ => (false, part),
        };
        let Some(part) = (if quoted { phrase(&part) } else { word(&part) }) else { continue };
        if excluded { unwanted.push(part) } else { wanted.push(part) }
    }
    if wanted.is_empty() {
        return Err(bad());
    }
    let mut query = format!("quote : ({})", wanted.join(" AND "));
    for part in unwanted {
        query = format!("({query}) NOT quote : ({part})");
    }
    Ok(query)
}

/// Words of a name, all of which who said it must have.
pub(crate) fn who(name: &str) -> Result<String> {
    let words: Vec<String> = words(name).iter().map(|word| quoted(word)).collect();
    if words.is_empty() { Err(Kind::BadQuery(name.to_owned()).into()) } else { Ok(format!("who : ({})", words.join(" AND "))) }
}

/// What was typed, cut at blanks and quotation marks; whether each part stood in marks.
fn parts(typed: &str) -> Vec<(String, bool)> {
    let mut parts = Vec::new();
    let mut inside = false;
    for piece in typed.split(['"', '„', '“', '”', '»', '«']) {
        if inside {
            parts.push((piece.to_owned(), true));
        } else {
            parts.extend(piece.split_whitespace().map(|part| (part.to_owned(), false)));
        }
        inside = !inside;
    }
    parts
}

/// A word in either language. `E-Mail` is two that follow each other.
fn word(part: &str) -> Option<String> {
    if let Some(start) = part.strip_suffix('*') {
        let words = words(start);
        let last = words.last()?;
        // Stems may end before what was typed does, and lack its umlauts.
        let starts: BTreeSet<String> = [last.clone(), stem(stemmer(false), last)].into();
        let starts: Vec<String> = starts.iter().map(|start| format!("{} *", quoted(start))).collect();
        return Some(format!("({})", starts.join(" OR ")));
    }
    phrase(part)
}

fn phrase(part: &str) -> Option<String> {
    let both: BTreeSet<String> = [stems(part, false), stems(part, true)].into();
    let both: Vec<String> = both.iter().filter(|stems| !stems.is_empty()).map(|stems| quoted(stems)).collect();
    match both.len() {
        0 => None,
        1 => both.into_iter().next(),
        _ => Some(format!("({})", both.join(" OR "))),
    }
}

/// Stems hold letters and digits only, so no mark in them needs care.
fn quoted(stems: &str) -> String {
    format!("\"{stems}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_have_one_stem() {
        for (one, other) in [("Brücken", "Brücke"), ("Telefonate", "Telefonat"), ("Monaten", "Monate"), ("STRASSE", "Straße")]
        {
            assert_eq!(stems(one, false), stems(other, false));
        }
        assert_eq!(stems("talks", true), stems("talk", true));
        assert_eq!(stems("Mu\u{308}ller", false), stems("Müller", false));
    }

    #[test]
    fn the_stemmer_is_the_one_that_ledgers_name() {
        // If this fails after raising frostem, change the date in STEMS, so that old ledgers are indexed anew.
        let text = "Die Regierungssprecherin bestätigte Verhandlungen über höhere Zölle und möglicherweise gefährliche Häuser";
        assert_eq!(stems(text, false), "die regierungssprech bestatigt verhandl uber hoh zoll und moglicherweis gefahr haus");
    }

    #[test]
    fn queries_say_what_was_meant() {
        assert_eq!(query("Brücken").unwrap(), r#"quote : (("bruck" OR "brücken"))"#);
        assert_eq!(query("24 „sechs Monat“").unwrap(), r#"quote : ("24" AND "sech monat")"#);
        assert!(query("-Brücke").is_err() && query("„“ !").is_err() && query("").is_err());
        assert!(query("Tunnel -Brücke").unwrap().contains("NOT quote"));
        assert!(query("Brück*").unwrap().contains("\"brück\" *"));
    }

    #[test]
    fn nothing_typed_is_more_than_words() {
        for evil in ["a\" OR who:b", "NEAR(a b)", "a AND (", "^a", "a:b", "{a b}:c", "a+b", "*"] {
            if let Ok(query) = query(evil) {
                let inside: Vec<&str> = query.split('"').skip(1).step_by(2).collect();
                assert!(inside.iter().all(|words| words.chars().all(|c| c.is_alphanumeric() || c == ' ')), "{query}");
            }
        }
    }
}
