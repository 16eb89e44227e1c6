//! Questions about single characters that several layers ask.

use unicode_normalization::char::is_combining_mark;

/// A character that is not drawn and does not break a word: soft hyphen, zero-width characters, direction marks, byte order mark.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A letter, a digit, or a mark that combines with one.
pub(crate) fn is_word_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    if ('\u{C0}'..='\u{24F}').contains(&c) {
        return c != '×' && c != '÷';
    }
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Marks that stand for an apostrophe in practice, among them those that are meant as quotation marks.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '`' | '＇')
}

/// Hyphens that join the parts of a compound; dashes do not.
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A dash or hyphen of any length.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// An opening bracket.
pub(crate) const fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<')
}

/// A closing bracket.
pub(crate) const fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>')
}

/// A character that is drawn as, or used for, a quotation mark.
pub(crate) const fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '‘'..='‟' | '‹' | '›' | '＂' | '＇')
}

/// Whether white space `c` breaks the line, and how often: a paragraph separator counts as two breaks.
pub(crate) const fn line_breaks(c: char) -> u32 {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' => 1,
        '\u{C}' | '\u{2029}' => 2,
        _ => 0,
    }
}

/// The first letter's case: `Some(true)` for upper case, `None` if the word has no letter that has a case.
pub(crate) fn starts_upper(word: &str) -> Option<bool> {
    let first = word.chars().find(|c| c.is_alphabetic())?;
    if first.is_uppercase() {
        Some(true)
    } else if first.is_lowercase() {
        Some(false)
    } else {
        None
    }
}
