//! One pass over a sentence: where an expression can begin, it is read to its end, and what stands before it is taken in.

use wortlaut_text::{TokenKind, TokenRange};

use super::date::Date;
use super::{Meaning, Relation, Value};
use crate::analysis::words::Words;
use crate::language::{Bound, Term, Terms};

/// Reads the values of one sentence.
pub(super) struct Reader<'w, 'a> {
    pub(super) words: &'w Words<'a>,
    pub(super) terms: &'static Terms,
    pub(super) published: Option<Date>,
    start: usize,
    pub(super) end: usize,
    /// Where the last value ended: nothing before it is taken in.
    pub(super) floor: usize,
    /// Whether a value ended there that another of its kind can follow after *und*.
    pub(super) listed: Option<super::Kind>,
}

/// An expression without what stands before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) needs: Needs,
    pub(super) relation: Option<Relation>,
    pub(super) bound: Option<Bound>,
    pub(super) noun: Option<&'a str>,
}

/// What must stand before an expression, so that it is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Needs {
    Nothing,
    /// A preposition of time.
    Preposition,
    /// The same, or an article.
    Determiner,
    /// *am, zum, bis, seit …*: not what can stand before a name as well.
    SurePreposition,
}

impl<'a> Found<'a> {
    pub(super) const fn new(start: usize, end: usize, meaning: Meaning) -> Self {
        Self { start, end, meaning, needs: Needs::Nothing, relation: None, bound: None, noun: None }
    }
}

impl<'w, 'a> Reader<'w, 'a> {
    pub(super) fn new(words: &'w Words<'a>, published: Option<Date>, sentence: TokenRange) -> Self {
        Self {
            words,
            terms: &words.pack.terms,
            published,
            start: sentence.start(),
            end: sentence.end().min(words.len()),
            floor: sentence.start(),
            listed: None,
        }
    }

    /// Adds the values of the sentence to `into`.
    pub(super) fn read(mut self, into: &mut Vec<Value<'a>>) {
        let mut at = self.start;
        while at < self.end {
            let value = self.at(at).and_then(|found| self.finished(found));
            match value {
                Some(value) => {
                    at = value.tokens.end().max(at + 1);
                    self.floor = at;
                    self.listed = Some(value.kind());
                    into.push(value);
                }
                None => at += 1,
            }
        }
    }

    /// The expression that begins at `at`.
    fn at(&self, at: usize) -> Option<Found<'a>> {
        let token = self.words.article.tokens()[at];
        if token.kind == TokenKind::Number {
            return self.quantity(at);
        }
        let Some(term) = self.term(at) else {
            return match token.kind {
                TokenKind::Word => self.compound(at),
                _ => None,
            };
        };
        match term {
            Term::Article
            | Term::HalfOf
            | Term::Cardinal(_)
            | Term::Power(_)
            | Term::Mixed
            | Term::Vague(_)
            | Term::Currency(_) => self.quantity(at),
            Term::Scale(_) | Term::Dozen | Term::Fraction(_) | Term::Percent(_) | Term::Measure(_) | Term::Clock => None,
            _ => self.time(at, term),
        }
    }

    /// A word that no table has: a number, an adjective with a number in it, a decade, a day with a part of it.
    fn compound(&self, at: usize) -> Option<Found<'a>> {
        let text = self.words.text(at);
        let first = *text.as_bytes().first()?;
        if first.is_ascii_digit() {
            return self.decade(at).or_else(|| self.joined_duration(at));
        }
        if first.is_ascii_uppercase() {
            if let Some(found) = self.weekday_compound(at) {
                return Some(found);
            }
            if !self.words.is_start(at) && !text.ends_with("jahre") && !text.ends_with("jahren") {
                return None;
            }
            return self.decade(at).or_else(|| self.number_word(at));
        }
        self.number_word(at)
    }

    fn number_word(&self, at: usize) -> Option<Found<'a>> {
        let text = self.words.text(at);
        if text.len() > 6 && text.trim_end_matches(['e', 'r', 's', 'n', 'm']).ends_with("ig") {
            let lower = self.lower_word(at)?;
            return self
                .joined_duration(at)
                .or_else(|| self.inflected(at, &lower))
                .or_else(|| self.decade(at))
                .or_else(|| self.quantity(at));
        }
        let lower = self.lower_word(at)?;
        if lower == "tags" || text.len() > 6 && text.trim_end_matches(['e', 'r', 's', 'n', 'm']).ends_with("lang") {
            return self.inflected(at, &lower);
        }
        if !super::numerals::begins_as_number(&lower) && !lower.starts_with("er") {
            return if lower.contains("ziger") || lower.contains("ßiger") { self.decade(at) } else { None };
        }
        self.ordinal(at, &lower).or_else(|| self.quantity(at)).or_else(|| self.decade(at))
    }

    /// What the word at `at` means. Where every word has a capital letter, a small one may be meant.
    pub(super) fn term(&self, at: usize) -> Option<Term> {
        if at >= self.end {
            return None;
        }
        let text = self.words.text(at);
        if self.words.is_start(at)
            && text.starts_with(char::is_uppercase)
            && text.len() <= 24
            && let Some(term) = self.terms.of(&text.to_lowercase())
        {
            return Some(term);
        }
        self.terms.of(text)
    }

    /// The word at `at` as it is written inside a sentence, if that is in lower case.
    pub(super) fn lower_word(&self, at: usize) -> Option<std::borrow::Cow<'a, str>> {
        let text = self.words.text(at);
        if text.len() > 72 {
            return None;
        }
        if text.starts_with(char::is_uppercase) {
            return self.words.is_start(at).then(|| text.to_lowercase().into());
        }
        Some(text.into())
    }

    /// Whether the token is one of `words` (in lower case) and stands in the sentence.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        at < self.end && self.words.is_one_of(at, words)
    }

    /// The token before `at` that no value holds yet.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| *before >= self.floor)
    }

    /// The token before `at`, in a value or not.
    pub(super) fn neighbour(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| *before >= self.start)
    }
}
