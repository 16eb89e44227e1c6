//! The pass over the text. What needs looking around (dots, digits, apostrophes, addresses) has a module of its own.

use super::{LineStart, Token, TokenKind, Tokens, apostrophe::Apostrophes, dot::Dot, number::Number};
use crate::{
    Span,
    character::{
        is_apostrophe, is_dash, is_hyphen, is_invisible, is_opening_bracket, is_quotation_mark, is_word_character, line_breaks,
    },
};

/// Letters that may follow the colon in a form that names all genders: `Bürger:innen`, `jede:r`, `ein:e`, `der:die`.
const GENDER_ENDINGS: &[&str] = &[
    "in", "innen", "r", "n", "e", "s", "m", "er", "en", "es", "em", "rin", "die", "der", "ihr", "ihre", "ihren", "ihrem", "ihrer",
];

/// What stands after a place.
pub(super) enum Following<'t> {
    /// The letters and digits of a word or number.
    Word(&'t str),
    /// Something else.
    Mark,
    /// The end of the paragraph.
    End,
}

pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) pos: usize,
    pub(super) found: Vec<Token>,
    pub(super) apostrophes: Apostrophes,
    /// The next `@` at or after some place that was asked about.
    pub(super) next_at: usize,
    /// Whether the last quotation mark could open a quotation, for marks that follow it at once.
    mark_opens: bool,
    /// The end of the run of quotation marks looked at last, so that long runs are not walked again and again.
    marks_end: usize,
    lines: Vec<LineStart>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            pos: 0,
            found: Vec::with_capacity(text.len() / 5 + 4),
            apostrophes: Apostrophes::default(),
            next_at: text.find('@').unwrap_or(text.len()),
            mark_opens: true,
            marks_end: 0,
            lines: Vec::new(),
        }
    }

    pub(super) fn scan(mut self) -> Tokens {
        loop {
            let breaks = self.skip_space();
            let Some(c) = self.char_at(self.pos) else {
                break;
            };
            if breaks > 0 && !self.found.is_empty() {
                self.lines.push(LineStart { token: self.found.len() as u32, breaks });
            }
            if breaks > 1 {
                self.apostrophes.open = false;
            }
            let start = self.pos;
            let (end, kind) = self.token(c);
            self.found.push(Token { span: Span::of_bytes(start, end), kind });
            self.pos = end;
        }
        Tokens { tokens: self.found, lines: self.lines }
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        match self.byte(at) {
            Some(byte) if byte.is_ascii() => Some(byte as char),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The text of the last token.
    pub(super) fn last_token(&self) -> Option<&'t str> {
        self.found.last().map(|token| token.span.of(self.text))
    }

    /// Moves over white space and characters that are not drawn; returns the number of line breaks among them.
    fn skip_space(&mut self) -> u32 {
        let mut breaks = 0;
        loop {
            match self.byte(self.pos) {
                Some(b' ' | b'\t' | 0x0B) => self.pos += 1,
                Some(b'\n') => {
                    breaks += 1;
                    self.pos += 1;
                }
                Some(b'\r') => {
                    breaks += u32::from(self.byte(self.pos + 1) != Some(b'\n'));
                    self.pos += 1;
                }
                Some(0x0C) => {
                    breaks += 2;
                    self.pos += 1;
                }
                Some(byte) if byte.is_ascii() => return breaks,
                Some(_) => match self.char_at(self.pos) {
                    Some(c) if c.is_whitespace() || is_invisible(c) => {
                        breaks += line_breaks(c);
                        self.pos += c.len_utf8();
                    }
                    _ => return breaks,
                },
                None => return breaks,
            }
        }
    }

    /// The token that starts at the current place: its end and kind.
    fn token(&mut self, c: char) -> (usize, TokenKind) {
        let start = self.pos;
        let after = start + c.len_utf8();
        if c.is_ascii_digit() {
            if let Some(end) = self.mail_address() {
                return (end, TokenKind::Word);
            }
            return match self.number(start) {
                Number::Ends(end) => (end, TokenKind::Number),
                Number::GoesOn(end) => (self.word(start, start, end), TokenKind::Word),
            };
        }
        if c.is_alphanumeric() {
            if let Some(end) = self.web_address().or_else(|| self.mail_address()) {
                return (end, TokenKind::Word);
            }
            let run = self.word_run(after).max(after);
            let end = self.word(start, start, run);
            let digits = c.is_numeric() && self.text[start..end].chars().all(char::is_numeric);
            return (end, if digits { TokenKind::Number } else { TokenKind::Word });
        }
        match c {
            _ if is_hyphen(c) && self.leads_word(start, after) => {
                (self.word(start, after, self.word_run(after)), TokenKind::Word)
            }
            '@' | '#' if self.char_at(after).is_some_and(is_word_character) && self.boundary_before(start) => {
                (self.tag(after), TokenKind::Word)
            }
            ',' if self.byte(after) == Some(b',')
                && self.boundary_before(start)
                && self.char_at(after + 1).is_some_and(|next| !next.is_whitespace() && next != ',') =>
            {
                self.mark_opens = true;
                (after + 1, TokenKind::QuotationMark)
            }
            _ if is_quotation_mark(c) => self.quotation_mark(c),
            _ => (after, TokenKind::Punctuation),
        }
    }

    /// A hyphen before the second part of a shared compound: „Außenpolitik und -wirtschaft“.
    fn leads_word(&self, start: usize, after: usize) -> bool {
        self.char_before(start).is_some_and(|c| c.is_whitespace() && line_breaks(c) == 0)
            && self.char_at(after).is_some_and(char::is_lowercase)
    }

    /// Whether what stands before `at` lets a quotation or tag begin there.
    pub(super) fn boundary_before(&self, at: usize) -> bool {
        match self.char_before(at) {
            None => true,
            Some(c) if is_quotation_mark(c) => self.mark_opens,
            Some(c) => c.is_whitespace() || is_invisible(c) || is_opening_bracket(c) || is_dash(c) || c == '/',
        }
    }

    /// The first character from `at` that is not a quotation mark.
    pub(super) fn beyond_marks(&mut self, at: usize) -> Option<char> {
        if at >= self.marks_end {
            let rest = &self.text[at..];
            self.marks_end = at + rest.find(|c| !is_quotation_mark(c)).unwrap_or(rest.len());
        }
        self.char_at(self.marks_end)
    }

    fn quotation_mark(&mut self, c: char) -> (usize, TokenKind) {
        let start = self.pos;
        let after = start + c.len_utf8();
        let boundary = self.boundary_before(start);
        let doubled = self.char_at(after) == Some(c) && (is_apostrophe(c) || c == '‚');
        if doubled {
            self.mark_opens = boundary || c == '‚' || (c == '`' && self.beyond_marks(after).is_some_and(is_word_character));
            return (after + c.len_utf8(), TokenKind::QuotationMark);
        }
        match c {
            '„' | '‟' => self.mark_opens = true,
            '‚' if !boundary && self.char_at(after).is_none_or(char::is_whitespace) => {
                return (after, TokenKind::Punctuation);
            }
            '‚' | '‛' => {
                self.apostrophes.open = true;
                self.mark_opens = true;
            }
            _ if is_apostrophe(c) => return self.single_mark(c, boundary),
            _ => self.mark_opens = boundary,
        }
        (after, TokenKind::QuotationMark)
    }

    /// Tells the quotation mark after which nothing but an opening one can follow.
    pub(super) const fn note_mark(&mut self, opens: bool) {
        self.mark_opens = opens;
    }

    /// The end of the letters, digits and combining marks from `start`; characters that are not drawn count inside, not at the end.
    pub(super) fn word_run(&self, start: usize) -> usize {
        let mut end = start;
        let mut pos = start;
        loop {
            match self.byte(pos) {
                Some(byte) if byte.is_ascii_alphanumeric() => {
                    pos += 1;
                    end = pos;
                }
                Some(byte) if byte.is_ascii() => return end,
                Some(_) => match self.char_at(pos) {
                    Some(c) if is_word_character(c) => {
                        pos += c.len_utf8();
                        end = pos;
                    }
                    Some(c) if is_invisible(c) => pos += c.len_utf8(),
                    _ => return end,
                },
                None => return end,
            }
        }
    }

    /// The end of the word that starts at `start`, whose letters start at `letters` and were read up to `end`.
    pub(super) fn word(&mut self, start: usize, letters: usize, mut end: usize) -> usize {
        let mut part = letters;
        let mut dotted = false;
        while let Some(c) = self.char_at(end) {
            let after = end + c.len_utf8();
            let next = self.char_at(after);
            let next_joins = next.is_some_and(is_word_character);
            let joins = match c {
                '.' => match self.dot(letters, part, end, dotted) {
                    Dot::Joins => {
                        dotted = true;
                        part = after;
                        true
                    }
                    Dot::Belongs if self.hyphen_joins(after) => {
                        part = after + 1;
                        end = after;
                        continue;
                    }
                    Dot::Belongs => return after,
                    Dot::Address(end) => return end,
                    Dot::Apart => false,
                },
                _ if is_hyphen(c) => {
                    if !next_joins
                        && next.is_none_or(|next| next.is_whitespace() || is_quotation_mark(next) || ",;/)".contains(next))
                    {
                        return after;
                    }
                    next_joins
                }
                _ if is_apostrophe(c) => {
                    if !next_joins && self.ends_with_apostrophe(c, letters, end, after) {
                        return after;
                    }
                    next_joins || !self.apostrophes.open && next == Some('-') && self.hyphen_joins(after)
                }
                ':' => next_joins && self.is_gender_ending(after),
                '*' | '_' | '·' => {
                    next.is_some_and(char::is_alphabetic) && self.char_before(end).is_some_and(char::is_alphabetic)
                }
                '&' => next.is_some_and(char::is_uppercase) && self.char_before(end).is_some_and(char::is_uppercase),
                _ => false,
            };
            if !joins {
                break;
            }
            end = self.word_run(after).max(after);
        }
        debug_assert!(start < end, "a word is never empty");
        end
    }

    fn hyphen_joins(&self, at: usize) -> bool {
        self.byte(at) == Some(b'-') && self.char_at(at + 1).is_some_and(is_word_character)
    }

    fn is_gender_ending(&self, start: usize) -> bool {
        let ending = &self.text[start..self.word_run(start)];
        ending.starts_with("innen") || GENDER_ENDINGS.contains(&ending)
    }

    /// The end of a handle or tag whose name starts at `pos`.
    fn tag(&self, mut pos: usize) -> usize {
        loop {
            pos = self.word_run(pos);
            if self.byte(pos) == Some(b'_') {
                pos += 1;
            } else {
                return pos;
            }
        }
    }

    /// What follows `at` after white space.
    pub(super) fn following(&self, at: usize) -> Following<'t> {
        /// White space that is longer sets off a new paragraph, or might as well.
        const LONGEST_GAP: usize = 16;
        let mut breaks = 0;
        let mut pos = at;
        while let Some(c) = self.char_at(pos) {
            if c.is_whitespace() || is_invisible(c) {
                breaks += u32::from(c == '\n' || line_breaks(c) == 2);
                pos += c.len_utf8();
                if breaks > 1 || pos > at + LONGEST_GAP {
                    return Following::End;
                }
            } else if is_word_character(c) {
                return Following::Word(&self.text[pos..self.word_run(pos)]);
            } else {
                return Following::Mark;
            }
        }
        Following::End
    }

    /// The word that follows `at` after white space, if it stands in the same paragraph.
    pub(super) fn word_after(&self, at: usize) -> Option<&'t str> {
        match self.following(at) {
            Following::Word(word) => Some(word),
            Following::Mark | Following::End => None,
        }
    }
}
