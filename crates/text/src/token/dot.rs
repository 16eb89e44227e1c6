//! Whether a dot belongs to the word before it.

use super::{
    TokenKind,
    scanner::{Following, Scanner},
};
use crate::{
    character::{is_hyphen, starts_upper},
    german::{self, begins_sentence, stands_before_letter},
};

/// No abbreviation, nor a compound that ends in one, has more bytes.
const LONGEST: usize = 64;

/// What the dot after a word's letters is.
pub(super) enum Dot {
    /// It stands inside the word: `z.B`.
    Joins,
    /// It ends the word and belongs to it: `Dr.`.
    Belongs,
    /// The word is a web address with this end: `example.org`.
    Address(usize),
    /// It is a mark of its own.
    Apart,
}

impl Scanner<'_> {
    /// Looks at the dot at `end` after a word whose letters start at `letters` and whose last part after a dot starts at `part`.
    pub(super) fn dot(&self, letters: usize, part: usize, end: usize, dotted: bool) -> Dot {
        let after = end + 1;
        let next = self.char_at(after);
        let part_text = &self.text[part..end];
        if next.is_some_and(char::is_alphabetic) {
            if let Some(address_end) = (!dotted).then(|| self.domain(letters, end)).flatten() {
                return Dot::Address(address_end);
            }
            let next_end = self.word_run(after);
            let next_text = &self.text[after..next_end];
            let closed = self.byte(next_end) == Some(b'.');
            if has_letters(part_text, 1) && has_letters(next_text, 3)
                || closed && has_letters(part_text, 2) && has_letters(next_text, 3)
            {
                return Dot::Joins;
            }
            if has_letters(part_text, 1) && starts_upper(part_text) == Some(true) && starts_upper(next_text) == Some(true) {
                return Dot::Belongs;
            }
        }
        if next == Some('.') {
            return Dot::Apart;
        }
        let word = &self.text[letters..after];
        if dotted || word.len() <= LONGEST && self.is_abbreviation(word, after) {
            return Dot::Belongs;
        }
        if has_letters(part_text, 1) && self.is_initial(part_text, after) {
            return Dot::Belongs;
        }
        if self.is_roman_ordinal(part_text, after) {
            return Dot::Belongs;
        }
        Dot::Apart
    }

    /// Whether `word` is an abbreviation with the dot before `after`.
    ///
    /// Many abbreviations are words too (*Art, Jan, Mag*). So one that cannot end a sentence is none at the end of a paragraph or before an
    /// unmistakable beginning of a sentence, and one that stands beside a number is none without.
    fn is_abbreviation(&self, word: &str, after: usize) -> bool {
        let last = self.found.last();
        let at_start = last.is_none_or(|last| {
            last.kind == TokenKind::QuotationMark
                || matches!(last.span.of(self.text), "." | "!" | "?" | "…" | ":" | "–" | "•" | "-" | "(")
        });
        // `Kfz-Nr.`: the last part of a compound is what is shortened.
        let found = german::abbreviation(word, at_start)
            .or_else(|| word.rfind('-').and_then(|hyphen| german::abbreviation(&word[hyphen + 1..], false)));
        let Some(found) = found else { return false };
        let beside_number = last.is_some_and(|last| last.kind == TokenKind::Number);
        let needs_number = found.with_number && !beside_number && word.starts_with(char::is_uppercase);
        match self.following(after) {
            Following::End => found.may_end && !needs_number,
            Following::Mark => !needs_number,
            Following::Word(next) if starts_upper(next) != Some(true) => true,
            Following::Word(next) if needs_number => !found.month && (next.len() <= 2 || is_roman(next)),
            Following::Word(next) => {
                found.may_end || beside_number || !(begins_sentence(next) && word.starts_with(char::is_uppercase))
            }
        }
    }

    /// Whether the dot before `after` makes an ordinal of Roman digits, as in the names of monarchs and popes. Before a capital letter it is taken
    /// for the end of the sentence.
    fn is_roman_ordinal(&self, digits: &str, after: usize) -> bool {
        is_roman(digits)
            && match self.char_at(after) {
                Some(',' | ';' | ')') => true,
                Some(next) if next.is_whitespace() => {
                    self.char_at(after + next.len_utf8()) == Some('(')
                        || self.word_after(after).is_some_and(|word| starts_upper(word) == Some(false))
                }
                _ => false,
            }
    }

    /// Whether the single `letter` before the place `after` stands for a word: `J. Weber`, `z. B.`, `S. 12`.
    fn is_initial(&self, letter: &str, after: usize) -> bool {
        let last = self.last_token();
        let follows_another = last.is_some_and(|last| last.strip_suffix('.').is_some_and(|last| has_letters(last, 1)))
            && self.char_before(after - 1 - letter.len()).is_none_or(|c| c.is_whitespace() || c == '.');
        if follows_another {
            return true;
        }
        if self.char_at(after).is_some_and(is_hyphen) {
            return self.char_at(after + 1).is_some_and(char::is_uppercase);
        }
        let Some(next) = self.word_after(after) else {
            return false;
        };
        let next_start = next.as_ptr() as usize - self.text.as_ptr() as usize;
        if self.byte(next_start + next.len()) == Some(b'.')
            && (has_letters(next, 1)
                || has_letters(next, 4) && german::abbreviation(&format!("{letter}._{next}."), true).is_some())
        {
            return true;
        }
        if starts_upper(letter) != Some(true) || last.is_some_and(stands_before_letter) {
            return false;
        }
        next.starts_with(|c: char| c.is_ascii_digit()) || starts_upper(next) == Some(true) && !begins_sentence(next)
    }
}

/// Whether `text` consists of one up to `most` letters.
fn has_letters(text: &str, most: usize) -> bool {
    if text.is_empty() || text.len() > most * 4 {
        return false;
    }
    let mut count = 0;
    text.chars().all(|c| {
        count += 1;
        c.is_alphabetic()
    }) && count <= most
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}
