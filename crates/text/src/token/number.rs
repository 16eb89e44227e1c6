//! Numbers, with the question whether a dot after one makes it an ordinal.

use super::{TokenKind, scanner::Scanner};
use crate::{
    character::{is_dash, is_hyphen, is_word_character, starts_upper},
    german::{begins_sentence, is_counted, is_month, stands_before_ordinal},
};

/// How the digits at a place go on.
pub(super) enum Number {
    /// The number ends here.
    Ends(usize),
    /// Letters follow: the token is a word (`20-Jährige`, `5G`), read up to here.
    GoesOn(usize),
}

impl Scanner<'_> {
    pub(super) fn number(&self, start: usize) -> Number {
        let mut end = self.digits(start);
        loop {
            let Some(c) = self.char_at(end) else {
                return Number::Ends(end);
            };
            let after = end + c.len_utf8();
            let next = self.char_at(after);
            let digit_follows = next.is_some_and(|next| next.is_ascii_digit());
            match c {
                '.' | ',' | ':' if digit_follows => end = self.digits(after),
                '\'' | '’' if digit_follows && end - start <= 3 + 4 && self.digits(after) == after + 3 => end = after + 3,
                '.' if self.is_ordinal(start, end) => {
                    let joins = next.is_some_and(is_hyphen) && self.char_at(after + 1).is_some_and(char::is_alphabetic);
                    return if joins { Number::GoesOn(self.word_run(after + 1)) } else { Number::Ends(after) };
                }
                _ if is_word_character(c) => return Number::GoesOn(self.word_run(end)),
                _ if is_hyphen(c) => match next {
                    Some(next) if next.is_alphabetic() => return Number::GoesOn(end),
                    Some(next) if next.is_ascii_digit() => match self.iso_date(start, end) {
                        Some(date_end) => end = date_end,
                        None => return Number::Ends(end),
                    },
                    Some(' ') if self.char_before(start) != Some('-') => {
                        return Number::GoesOn(end);
                    }
                    _ => return Number::Ends(end),
                },
                _ => return Number::Ends(end),
            }
        }
    }

    pub(super) fn digits(&self, start: usize) -> usize {
        let rest = &self.text.as_bytes()[start..];
        start + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
    }

    /// `2024-03-12`, whose year ends at `end`.
    fn iso_date(&self, start: usize, end: usize) -> Option<usize> {
        let month = self.digits(end + 1);
        let day = (self.byte(month) == Some(b'-')).then(|| self.digits(month + 1))?;
        (end - start == 4 && month == end + 3 && day == month + 3).then_some(day)
    }

    /// Whether the dot at `end` makes an ordinal of the number from `start`.
    ///
    /// A small letter after it, a month, or a determiner before it and a noun after it speak for an ordinal; a word that usually begins
    /// sentences speaks against it, except at the start of a line, where numbered points stand.
    fn is_ordinal(&self, start: usize, end: usize) -> bool {
        let number = &self.text[start..end];
        let after = end + 1;
        let next = self.char_at(after);
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return is_day_and_month(number)
                && (next.is_some_and(|next| matches!(next, ',' | ')' | ';'))
                    || self.word_after(after).is_some_and(|word| starts_upper(word) == Some(false))
                    || self.determiner_before(start));
        }
        if number.len() > 4 {
            return false;
        }
        let short = number.len() <= 2;
        match next {
            Some(next) if is_dash(next) || next == '/' => {
                self.char_at(after + next.len_utf8()).is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic())
            }
            Some(',' | ';') => short && self.determiner_before(start),
            Some(')') => short,
            Some(next) if next.is_alphabetic() => is_month(&self.text[after..self.word_run(after)]),
            Some(next) if next.is_whitespace() => {
                let Some(word) = self.word_after(after) else {
                    return false;
                };
                match starts_upper(word) {
                    Some(false) => !word.starts_with(|c: char| c.is_ascii_digit()),
                    Some(true) if word.starts_with(|c: char| c.is_ascii_digit()) => false,
                    Some(true) if is_month(word) => short,
                    Some(true) if self.starts_line(start) => short,
                    Some(true) => {
                        !begins_sentence(word)
                            && (self.determiner_before(start) || self.adjective_before(start) || short && is_counted(word))
                    }
                    None => short && word.len() <= 2 && self.dot_follows(word) && word.bytes().all(|byte| byte.is_ascii_digit()),
                }
            }
            _ => false,
        }
    }

    fn dot_follows(&self, word: &str) -> bool {
        let end = word.as_ptr() as usize - self.text.as_ptr() as usize + word.len();
        self.byte(end) == Some(b'.')
    }

    fn starts_line(&self, start: usize) -> bool {
        let line = self.text[..start].trim_end_matches([' ', '\t']);
        line.is_empty() || line.ends_with(['\n', '\r', '\u{2029}'])
    }

    /// A determiner with an adjective after it: *des späten 15.*
    fn adjective_before(&self, start: usize) -> bool {
        let [.., determiner, adjective] = self.found.as_slice() else { return false };
        let word = adjective.span.of(self.text);
        adjective.span.end().index() + 4 >= start
            && word.starts_with(char::is_lowercase)
            && word.ends_with(['e', 'n', 'r', 's', 'm'])
            && stands_before_ordinal(determiner.span.of(self.text))
    }

    /// A determiner, or another ordinal joined to this one: *der 3.*, *der 3. und 4.*
    fn determiner_before(&self, start: usize) -> bool {
        let Some(last) = self.found.last() else {
            return false;
        };
        if last.span.end().index() + 4 < start {
            return false;
        }
        let word = last.span.of(self.text);
        if stands_before_ordinal(word) {
            return true;
        }
        matches!(word, "und" | "oder" | "bis" | "/" | "–" | "-" | ",")
            && self.found.len() > 1
            && self
                .found
                .get(self.found.len() - 2)
                .is_some_and(|before| before.kind == TokenKind::Number && before.span.of(self.text).ends_with('.'))
    }
}

/// `12.03` or `1.5`, which with a dot after it can be a date.
fn is_day_and_month(number: &str) -> bool {
    number.split_once('.').is_some_and(|(day, month)| {
        matches!(day.parse::<u8>(), Ok(1..=31)) && month.len() <= 2 && matches!(month.parse::<u8>(), Ok(1..=12))
    })
}
