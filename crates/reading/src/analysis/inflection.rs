//! What determiners and endings tell about case and number.

use wortlaut_text::TokenKind;

use super::words::Words;
use crate::language::{Classes, NounClasses};

/// The cases a phrase can stand in, as far as its form tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cases {
    pub(crate) nominative: bool,
    pub(crate) accusative: bool,
    pub(crate) dative: bool,
    pub(crate) genitive: bool,
}

impl Cases {
    pub(crate) const ANY: Self = Self::new(true, true, true, true);

    pub(crate) const fn new(nominative: bool, accusative: bool, dative: bool, genitive: bool) -> Self {
        Self { nominative, accusative, dative, genitive }
    }
}

/// The cases that the determiner, or without one the first adjective, leaves open.
pub(super) fn cases_of(words: &Words<'_>, determiner: Option<usize>, modifiers: usize, noun: usize) -> Cases {
    let Some(determiner) = determiner else {
        // The ending of a first adjective tells as much as an article would.
        if modifiers < noun && (!words.is_capital(modifiers) || words.is_start(modifiers)) {
            let text = words.text(modifiers);
            return match text {
                _ if text.ends_with("em") => Cases::new(false, false, true, false),
                _ if text.ends_with("er") => Cases::new(true, false, true, true),
                _ if text.ends_with("es") => Cases::new(true, true, false, false),
                _ if text.ends_with("en") => Cases::new(false, true, true, true),
                _ => Cases::new(true, true, words.is_adjectival(modifiers) && !text.ends_with('e'), true),
            };
        }
        return Cases::ANY;
    };
    let text = words.lower(determiner);
    match (text, weak_ending(words, determiner, modifiers, noun)) {
        ("der" | "dieser" | "jener" | "jeder", Some('e')) => return Cases::new(true, false, false, false),
        ("der" | "dieser" | "jener" | "jeder", Some('n')) => return Cases::new(false, false, true, true),
        _ => {}
    }
    match text {
        "der" => Cases::new(true, false, true, true),
        "die" | "das" | "ein" => Cases::new(true, true, false, false),
        "den" => Cases::new(false, true, true, false),
        "dem" => Cases::new(false, false, true, false),
        "des" => Cases::new(false, false, false, true),
        "alle" | "beide" | "viele" | "einige" | "mehrere" | "eine" => Cases::new(true, true, false, false),
        _ if text.ends_with("em") => Cases::new(false, false, true, false),
        _ if text.ends_with("en") => Cases::new(false, true, true, false),
        "dieser" | "jener" | "jeder" | "mancher" | "welcher" => Cases::new(true, false, true, true),
        "einer" | "keiner" | "seiner" | "ihrer" | "unserer" | "meiner" => Cases::new(false, false, true, true),
        _ if text.ends_with("es") => {
            Cases::new(text == "dieses" || text == "jedes", text == "dieses" || text == "jedes", false, true)
        }
        _ => Cases::new(true, true, false, false),
    }
}

/// The last letter of the ending that the first adjective takes after an article: *-e* or *-en*.
fn weak_ending(words: &Words<'_>, determiner: usize, modifiers: usize, noun: usize) -> Option<char> {
    let first = modifiers.max(determiner + 1);
    let plain = first < noun && !words.is_capital(first) && !words.has(first, Classes::NUMERAL) && words.is_adjectival(first);
    if !plain || words.article.tokens()[first].kind == TokenKind::Number {
        return None;
    }
    let text = words.text(first);
    if text.ends_with("en") { Some('n') } else { text.ends_with('e').then_some('e') }
}

/// Known to be plural, known to be singular, or unknown.
pub(super) fn number_of(
    words: &Words<'_>,
    determiner: Option<usize>,
    modifiers: usize,
    noun: usize,
    nouns: NounClasses,
) -> Option<bool> {
    if let Some(at) = determiner {
        let text = words.lower(at);
        match text {
            "das" | "dem" | "des" | "ein" | "eine" | "einen" | "einem" | "einer" | "eines" | "jeder" | "jede" | "jedes"
            | "dieses" => return Some(false),
            "alle" | "beide" | "viele" | "einige" | "mehrere" | "wenige" => return Some(true),
            "die" => {
                // „die neue Brücke“, „die neuen Brücken“
                if let Some(ending) = weak_ending(words, at, modifiers, noun) {
                    return Some(ending == 'n');
                }
            }
            _ => {}
        }
        if text == "der" && words.nouns(noun).any(NounClasses::ROLE) {
            return None;
        }
    }
    if (modifiers..noun).any(|at| words.article.tokens()[at].kind == TokenKind::Number || words.has(at, Classes::NUMERAL)) {
        return Some(true);
    }
    let ending = ["ungen", "heiten", "keiten", "schaften", "ionen", "täten"];
    if nouns.any(NounClasses::GROUP) || ending.iter().any(|ending| words.text(noun).ends_with(ending)) {
        return Some(true);
    }
    if nouns.any(NounClasses::PLURAL) && determiner.is_none() {
        return Some(true);
    }
    None
}
