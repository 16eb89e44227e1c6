//! Numbers in digits and in words.

use wortlaut_text::TokenKind;

use super::Number;
use super::decimal::Decimal;
use super::reader::Reader;
use crate::language::{Term, Terms};

/// A number, or two that bound a range, with the token after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub(super) number: Number,
    pub(super) to: Option<Decimal>,
    pub(super) end: usize,
    /// *ein, eine*: a number only before a unit.
    pub(super) article: bool,
    /// Written in digits.
    pub(super) digits: bool,
}

/// What a token of digits can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Digits {
    Number(Decimal),
    /// `12.`
    Ordinal(u32),
    /// `20:15`
    Clock(u8, u8),
    /// `3.5`, `14.30`: a clock time, a day and month, or a decimal written as in English.
    Dotted(u8, u8),
    /// `12.5.`, `12.05.2021`, `12.05.21`, `2021-05-12`; an impossible date too.
    Date {
        day: u8,
        month: u8,
        year: Option<u16>,
    },
}

/// What the digits of a token are; `None` where they make no sense or are too long.
pub(super) fn digits(text: &str) -> Option<Digits> {
    if text.len() > 30 {
        return None;
    }
    let small = |part: &str| (!part.is_empty() && part.len() <= 2).then(|| part.parse::<u8>().ok())?;
    if let Some((hour, minute)) = text.split_once(':') {
        return (minute.len() == 2).then_some(Digits::Clock(small(hour)?, small(minute)?));
    }
    let mut parts = text.split('-');
    if let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) {
        return Some(Digits::Date { day: small(day)?, month: small(month)?, year: Some(year.parse().ok()?) });
    }
    if let Some((whole, fraction)) = text.split_once(',') {
        return Some(Digits::Number(Decimal::parse(&grouped(whole)?, fraction)?));
    }
    let pieces: Vec<&str> = text.split('.').collect();
    match pieces.as_slice() {
        [number] => Some(Digits::Number(Decimal::parse(&number.replace(['\'', '’'], ""), "")?)),
        [number, ""] => Some(Digits::Ordinal(number.parse().ok()?)),
        [day, month, ""] => Some(Digits::Date { day: small(day)?, month: small(month)?, year: None }),
        [day, month, year] if matches!(year.len(), 2 | 4) && month.len() <= 2 => {
            Some(Digits::Date { day: small(day)?, month: small(month)?, year: Some(year.parse().ok()?) })
        }
        [one, other] if other.len() <= 2 => Some(Digits::Dotted(small(one)?, small(other)?)),
        _ => Some(Digits::Number(Decimal::parse(&grouped(text)?, "")?)),
    }
}

/// `1.234.567` without its dots, if they stand before every three digits.
fn grouped(text: &str) -> Option<String> {
    let plain = text.replace(['\'', '’'], "");
    let mut groups = plain.split('.');
    let first = groups.next()?;
    let alone = !plain.contains('.');
    if !alone && (first.is_empty() || first.len() > 3) || !groups.all(|group| group.len() == 3) {
        return None;
    }
    Some(plain.replace('.', ""))
}

/// A cardinal in words, in lower case: *dreihundertfünfzig*. Below a million.
pub(super) fn cardinal(terms: &Terms, word: &str) -> Option<u64> {
    /// The longest has 64 letters: *siebenhundertsiebenundsiebzigtausend…*.
    const LONGEST: usize = 72;
    if word.len() > LONGEST || !begins_as_number(word) {
        return None;
    }
    match word.split_once("tausend") {
        Some((before, after)) => {
            let thousands = if before.is_empty() { 1 } else { below_thousand(terms, before)? };
            Some(thousands * 1000 + rest(after, |after| below_thousand(terms, after))?)
        }
        None => below_thousand(terms, word),
    }
}

fn below_thousand(terms: &Terms, word: &str) -> Option<u64> {
    match word.split_once("hundert") {
        Some((before, after)) => {
            let hundreds = if before.is_empty() { 1 } else { below_hundred(terms, before).filter(|one| *one < 20)? };
            Some(hundreds * 100 + rest(after, |after| below_hundred(terms, after))?)
        }
        None => below_hundred(terms, word),
    }
}

fn below_hundred(terms: &Terms, word: &str) -> Option<u64> {
    if let Some(number) = simple(terms, word) {
        return Some(number);
    }
    word.match_indices("und").find_map(|(at, und)| {
        let (one, ten) = (simple(terms, &word[..at])?, simple(terms, &word[at + und.len()..])?);
        (one < 10 && ten >= 20).then_some(one + ten)
    })
}

fn simple(terms: &Terms, word: &str) -> Option<u64> {
    match terms.of(word)? {
        Term::Cardinal(number) => Some(u64::from(number)),
        Term::Article if word == "ein" => Some(1),
        _ => None,
    }
}

/// What stands behind *hundert* or *tausend*: nothing, or a smaller number with or without *und*.
fn rest(after: &str, read: impl Fn(&str) -> Option<u64>) -> Option<u64> {
    match after {
        "" => Some(0),
        _ => read(after).or_else(|| read(after.strip_prefix("und")?)),
    }
}

/// A first look, since most words are no numbers.
pub(super) fn begins_as_number(word: &str) -> bool {
    matches!(word.get(..2), Some("ei" | "zw" | "dr" | "vi" | "fü" | "se" | "si" | "ac" | "ne" | "ze" | "el" | "hu" | "ta"))
        || word.starts_with("fünf")
        || word.starts_with("zwölf")
}

/// *zweieinhalb*, *dreieinhalb*
fn and_a_half(terms: &Terms, word: &str) -> Option<Decimal> {
    let whole = cardinal(terms, word.strip_suffix("einhalb")?)?;
    Decimal::new(5, 1).plus(Decimal::whole(whole))
}

/// An ordinal in words, in lower case, in any form: *dritten*, *einundzwanzigste*.
pub(super) fn ordinal(terms: &Terms, word: &str) -> Option<u64> {
    let stem = ["en", "em", "er", "es", "e"].iter().find_map(|ending| word.strip_suffix(ending))?;
    if !stem.ends_with('t') || !begins_as_number(word) && !word.starts_with("er") {
        return None;
    }
    if let Some(number) = terms.ordinal(stem) {
        return Some(u64::from(number));
    }
    match stem.strip_suffix("st").and_then(|stem| cardinal(terms, stem)) {
        Some(number) if number >= 20 => Some(number),
        _ => cardinal(terms, stem.strip_suffix('t')?).filter(|number| (2..20).contains(&(number % 100))),
    }
}

impl Reader<'_, '_> {
    /// What the digits at `at` are.
    pub(super) fn digits(&self, at: usize) -> Option<Digits> {
        if at >= self.end || self.words.article.tokens()[at].kind != TokenKind::Number {
            return None;
        }
        digits(self.words.text(at))
    }

    /// A plain number of four digits that can be a year.
    pub(super) fn year_at(&self, at: usize) -> Option<i32> {
        let Some(Digits::Number(number)) = self.digits(at) else { return None };
        let text = self.words.text(at);
        let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        i32::try_from(number.as_whole()?).ok().filter(|year| plain && (1000..=2999).contains(year))
    }

    /// The number that begins at `at`, with a second one if they bound a range.
    pub(super) fn number(&self, at: usize) -> Option<Numeral> {
        let first = self.one_number(at)?;
        let Number::Exact(low) = first.number else { return Some(first) };
        let between = self.neighbour(at).is_some_and(|before| self.words.is(before, "zwischen"));
        let joins = self.is_one_of(first.end, &["bis", "oder", "-", "–", "—"]) || between && self.is_one_of(first.end, &["und"]);
        if first.article && !self.is_one_of(first.end, &["bis", "oder"]) || !joins {
            return Some(first);
        }
        let Some(second) = self.one_number(first.end + 1).filter(|second| !second.article) else { return Some(first) };
        let Number::Exact(high) = second.number else { return Some(first) };
        // „zwei bis drei Millionen“: the power of ten stands once.
        let shared = self.power_before(second.end).filter(|_| self.power_before(first.end).is_none());
        let raised = shared.and_then(|power| low.times_power(power)).filter(|raised| *raised <= high);
        let low = raised.unwrap_or(low);
        if low >= high {
            return Some(first);
        }
        Some(Numeral { number: Number::Exact(low), to: Some(high), end: second.end, article: false, ..first })
    }

    /// The power of ten that the word before `end` stands for.
    fn power_before(&self, end: usize) -> Option<u8> {
        match self.term(end.checked_sub(1)?)? {
            Term::Scale(power) => Some(power),
            _ => None,
        }
    }

    fn one_number(&self, at: usize) -> Option<Numeral> {
        let mut found = self.bare_number(at)?;
        // „3,5 Millionen“, „zwei Dutzend“, „mehrere Hundert Millionen“
        for _ in 0..3 {
            let factor = match self.term(found.end) {
                Some(Term::Scale(power) | Term::Power(power)) => 10_u64.checked_pow(u32::from(power))?,
                Some(Term::Dozen) => 12,
                _ => break,
            };
            found.number = match found.number {
                Number::Exact(number) => Number::Exact(number.times(factor)?),
                Number::Vague(zeros) => Number::Vague(zeros + (factor.ilog10() as u8)),
            };
            found.end += 1;
            found.article = false;
        }
        Some(found)
    }

    fn bare_number(&self, at: usize) -> Option<Numeral> {
        let of =
            |number: Decimal, end: usize| Numeral { number: Number::Exact(number), to: None, end, article: false, digits: false };
        let half = |at: usize| {
            let unit = matches!(self.term(at + 1), Some(Term::Unit { .. } | Term::Scale(_) | Term::Dozen | Term::Half(0)));
            (self.term(at) == Some(Term::HalfOf) && unit).then(|| of(Decimal::new(5, 1), at + 1))
        };
        if at >= self.end {
            return None;
        }
        if let Some(digits) = self.digits(at) {
            let (number, end) = match digits {
                Digits::Number(number) => self.thousands(at, number),
                // „3.5 Prozent“, as in English; what it counts stands behind it.
                Digits::Dotted(whole, behind)
                    if self.words.text(at).split_once('.').is_some_and(|(_, behind)| behind.len() == 1) =>
                {
                    let counted = matches!(
                        self.term(at + 1),
                        Some(Term::Percent(_) | Term::Scale(_) | Term::Currency(_) | Term::Measure(_))
                    );
                    (counted.then(|| Decimal::new(u64::from(whole) * 10 + u64::from(behind), 1))?, at + 1)
                }
                _ => return None,
            };
            return Some(Numeral { digits: true, ..of(number, end) });
        }
        Some(match self.term(at) {
            Some(Term::Article) => match self.term(at + 1) {
                Some(Term::HalfOf) => half(at + 1)?,
                Some(Term::Vague(zeros)) if self.words.text(at + 1) == "paar" => {
                    Numeral { number: Number::Vague(zeros), ..of(Decimal::whole(1), at + 2) }
                }
                _ => Numeral { article: true, ..of(Decimal::whole(1), at + 1) },
            },
            Some(Term::HalfOf) => half(at)?,
            Some(Term::Cardinal(number)) => of(Decimal::whole(u64::from(number)), at + 1),
            Some(Term::Power(power)) => of(Decimal::whole(1).times_power(power)?, at + 1),
            Some(Term::Mixed) => of(Decimal::new(15, 1), at + 1),
            Some(Term::Vague(zeros)) => Numeral { number: Number::Vague(zeros), ..of(Decimal::whole(1), at + 1) },
            Some(_) => return None,
            None => {
                let word = self.lower_word(at)?;
                if !begins_as_number(&word) {
                    return None;
                }
                let number = match cardinal(self.terms, &word) {
                    Some(number) => Decimal::whole(number),
                    None => and_a_half(self.terms, &word)?,
                };
                of(number, at + 1)
            }
        })
    }

    /// `250 000`: groups of three digits with one space between them.
    fn thousands(&self, at: usize, number: Decimal) -> (Decimal, usize) {
        let article = self.words.article;
        let text = self.words.text(at);
        if text.len() > 3 || text.starts_with('0') || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return (number, at + 1);
        }
        let (mut joined, mut end) = (text.to_owned(), at + 1);
        while end < self.end && joined.len() <= 15 {
            let group = self.words.text(end);
            let (before, here) = (article.tokens()[end - 1].span.end().index(), article.tokens()[end].span.start().index());
            let between = article.text().get(before..here).unwrap_or_default();
            let one_space = between.chars().count() == 1 && between.trim().is_empty() && between != "\n";
            if !one_space || group.len() != 3 || !group.bytes().all(|byte| byte.is_ascii_digit()) {
                break;
            }
            joined.push_str(group);
            end += 1;
        }
        match Decimal::parse(&joined, "") {
            Some(number) => (number, end),
            None => (number, at + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::german;

    #[test]
    fn cardinals_in_words_are_read() {
        let terms = &german().terms;
        for (word, number) in [
            ("zwölf", 12),
            ("einundzwanzig", 21),
            ("dreihundertfünfzig", 350),
            ("hundertzwei", 102),
            ("tausendundeins", 1001),
            ("neunzehnhundertneunundachtzig", 1989),
            ("siebenhundertachtunddreißigtausendvierhundertzwei", 738_402),
        ] {
            assert_eq!(cardinal(terms, word), Some(number), "{word}");
        }
        for word in ["", "und", "zwanzigund", "einundzwanzigundzwei", "hundertmal", "dreist", "siebenschläfer", "achtung"] {
            assert_eq!(cardinal(terms, word), None, "{word}");
        }
        assert_eq!(cardinal(terms, &"hundert".repeat(1000)), None);
    }

    #[test]
    fn ordinals_in_words_are_read() {
        let terms = &german().terms;
        for (word, number) in [
            ("ersten", 1),
            ("dritter", 3),
            ("siebte", 7),
            ("achtes", 8),
            ("zwölften", 12),
            ("einundzwanzigste", 21),
            ("hundertste", 100),
        ] {
            assert_eq!(ordinal(terms, word), Some(number), "{word}");
        }
        for word in ["ernste", "zweifelte", "acht", "erst", "drehte", "neunziger", "seite"] {
            assert_eq!(ordinal(terms, word), None, "{word}");
        }
    }

    #[test]
    fn digits_are_what_they_look_like() {
        let whole = |number| Some(Digits::Number(Decimal::whole(number)));
        assert_eq!(digits("14.000"), whole(14_000));
        assert_eq!(digits("1.234.567"), whole(1_234_567));
        assert_eq!(digits("3,50"), Some(Digits::Number(Decimal::new(35, 1))));
        assert_eq!(digits("12."), Some(Digits::Ordinal(12)));
        assert_eq!(digits("14.30"), Some(Digits::Dotted(14, 30)));
        assert_eq!(digits("20:15"), Some(Digits::Clock(20, 15)));
        assert_eq!(digits("12.5."), Some(Digits::Date { day: 12, month: 5, year: None }));
        assert_eq!(digits("31.02.2021"), Some(Digits::Date { day: 31, month: 2, year: Some(2021) }));
        assert_eq!(digits("2021-05-12"), Some(Digits::Date { day: 12, month: 5, year: Some(2021) }));
        for text in ["1.23.456", "99999999999999999999999", "1:2:3", "1,2,3", "300-400-500-600"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
