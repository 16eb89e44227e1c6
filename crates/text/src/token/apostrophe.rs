//! Apostrophe or single quotation mark.

use super::{TokenKind, scanner::Scanner};
use crate::{
    character::{is_apostrophe, is_opening_bracket, is_word_character, line_breaks},
    german::is_elision,
};

/// What is known about single quotation marks at the current place.
#[derive(Default)]
pub(super) struct Apostrophes {
    /// Whether a single quotation is open in this paragraph.
    pub(super) open: bool,
    /// The last look ahead: from where, up to where, and whether it ended at a mark that can close a quotation.
    from: usize,
    to: usize,
    closer: bool,
}

impl Scanner<'_> {
    /// Whether the apostrophe `c` between `end` and `after` belongs to the word before it, after which no letter follows:
    /// *Hans' Hut*, *ich hab' es*; not the end of a quotation.
    pub(super) fn ends_with_apostrophe(&mut self, c: char, letters: usize, end: usize, after: usize) -> bool {
        if c == '‘' || self.char_at(after) == Some(c) {
            return false;
        }
        let word = &self.text[letters..end];
        let letter_before = self.char_before(end).is_some_and(char::is_alphabetic);
        let hissing = word.ends_with(['s', 'ß', 'z', 'x', 'S', 'Z', 'X']) || word.ends_with("ce");
        let goes_on = self.word_after(after).is_some_and(|word| word.starts_with(char::is_alphabetic))
            && self.char_at(after).is_some_and(char::is_whitespace);
        if self.apostrophes.open {
            return hissing && goes_on && !word.contains(is_apostrophe) && self.closes_before_opening(c, after);
        }
        letter_before && (hissing || goes_on)
    }

    /// A single mark that does not stand inside or at the end of a word.
    pub(super) fn single_mark(&mut self, c: char, boundary: bool) -> (usize, TokenKind) {
        let start = self.pos;
        let after = start + c.len_utf8();
        let next = self.beyond_marks(after);
        let text_follows = next.is_some_and(|next| is_word_character(next) || is_opening_bracket(next) || next == '…');
        // A space is missing: `.'Nein'`
        let after_mark = self.char_before(start).is_some_and(|before| matches!(before, '.' | ',' | ':' | ';' | '!' | '?'));
        if (boundary || after_mark && !self.apostrophes.open) && text_follows {
            let run = self.word_run(after);
            let word = &self.text[after..run];
            let year = word.len() >= 2
                && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
                && !word[2..].starts_with(|c: char| c.is_ascii_digit());
            if c != '‘' && !word.is_empty() && (is_elision(word) || year && !self.closer_ahead(after)) {
                return (self.elision(c, start, after, run), TokenKind::Word);
            }
            if c == '‘' && self.apostrophes.open || self.closer_ahead(after) {
                self.apostrophes.open = true;
                self.note_mark(true);
                return (after, TokenKind::QuotationMark);
            }
            if word.starts_with(char::is_alphabetic) {
                return (self.word(start, after, run), TokenKind::Word);
            }
            return (after, TokenKind::Punctuation);
        }
        let after_digit = self.char_before(start).is_some_and(|before| before.is_ascii_digit());
        if after_digit && !self.apostrophes.open && c != '‘' {
            return (after, TokenKind::Punctuation);
        }
        self.note_mark(boundary);
        self.apostrophes.open = boundary && !self.apostrophes.open;
        (after, TokenKind::QuotationMark)
    }

    /// `'n` in „Rock 'n' Roll“ has an apostrophe on both sides.
    fn elision(&mut self, c: char, start: usize, after: usize, run: usize) -> usize {
        if self.char_at(run) == Some(c) && &self.text[after..run] == "n" {
            run + c.len_utf8()
        } else {
            self.word(start, after, run)
        }
    }

    /// Whether a mark that can close a single quotation follows in this paragraph.
    fn closer_ahead(&mut self, at: usize) -> bool {
        let known = &self.apostrophes;
        if !(known.from <= at && at < known.to) {
            let (to, closer) = self.find_closer(at, None);
            self.apostrophes = Apostrophes { open: self.apostrophes.open, from: at, to, closer };
        }
        self.apostrophes.closer
    }

    /// Whether the next single mark `c` after `at` closes rather than opens a quotation.
    fn closes_before_opening(&self, c: char, at: usize) -> bool {
        self.find_closer(at, Some(c)).1
    }

    /// Looks for a mark that can close a quotation; stops at the end of the paragraph. With `only`, just marks of that shape count, and one that
    /// opens a quotation stops the search too. `‘` closes only what `‚` opened, which needs no search.
    fn find_closer(&self, at: usize, only: Option<char>) -> (usize, bool) {
        let mut before = self.char_before(at).unwrap_or(' ');
        let mut breaks = 0;
        let mut chars = self.text[at..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            if c.is_whitespace() {
                breaks += u32::from(c == '\n' || line_breaks(c) == 2);
                if breaks > 1 {
                    return (at + offset, false);
                }
            } else {
                breaks = 0;
                if only.map_or_else(|| is_apostrophe(c) && c != '‘', |only| c == only) {
                    let word_follows = chars.peek().is_some_and(|(_, next)| is_word_character(*next));
                    let opens = before.is_whitespace() || is_opening_bracket(before);
                    if !opens && !word_follows {
                        return (at + offset, true);
                    }
                    if opens && word_follows && only.is_some() {
                        return (at + offset, false);
                    }
                }
            }
            before = c;
        }
        (self.text.len(), false)
    }
}
