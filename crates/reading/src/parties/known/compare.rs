//! When a name that somebody gives is one that an article writes.

use crate::language::{key, stem};

/// A name as names are compared: in lower case, without article, quotation marks and the apostrophe of a genitive.
pub(crate) fn plain(name: &str) -> String {
    let mark = |c: char| matches!(c, '„' | '“' | '”' | '"' | '»' | '«' | '‚' | '‘' | '’' | '\'' | '›' | '‹' | ',');
    let mut words: Vec<String> =
        name.split_whitespace().map(|word| word.trim_matches(mark).to_lowercase()).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && matches!(words[0].as_str(), "der" | "die" | "das" | "den" | "dem" | "des" | "the") {
        words.remove(0);
    }
    words.join(" ")
}

/// What all inflected forms of a plain name share. Coarse: see [`is_form`].
pub(crate) fn key_of(plain: &str) -> String {
    key(plain.split(' '))
}

/// The words of a text without their inflection.
pub(crate) fn stems(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(stem)
        .collect()
}

/// Whether `written` is an inflected form of `name`; both are plain and have one key. Surnames have no endings but that of the genitive,
/// so that *Lange* is not *Langer*.
pub(crate) fn is_form(written: &str, name: &str, person: bool) -> bool {
    written == name || !person || written.strip_suffix('s') == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_article_marks_and_case() {
        assert_eq!(plain("Das  „Weiße Haus“"), "weiße haus");
        assert_eq!(plain("Die"), "die", "a name of its own");
        assert_eq!(plain("Ada Marx’"), "ada marx");
        assert_eq!(key_of(&plain("des Weißen Hauses")), key_of(&plain("Weißes Haus")));
    }

    #[test]
    fn surnames_that_differ_in_what_would_be_an_ending_are_two() {
        assert_eq!(key_of("ada lange"), key_of("ada langer"));
        assert!(!is_form("ada langer", "ada lange", true));
        assert!(is_form("ada langes", "ada lange", true));
        assert!(is_form("weißen hauses", "weißes haus", false));
    }
}
