//! Where sentences end.

use super::{Block, Sentence};
use crate::{
    Quotation, Token, TokenKind, TokenRange,
    character::{is_closing_bracket, is_dash, is_opening_bracket, starts_upper},
    german::{abbreviation, begins_sentence},
};

/// Splits each block into sentences.
pub(crate) fn sentences(text: &str, tokens: &[Token], blocks: &[Block], quotations: &[Quotation]) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(tokens.len() / 16 + blocks.len());
    let mut splitter = Splitter::new(text, tokens, quotations);
    for (block, here) in blocks.iter().enumerate() {
        splitter.split(here.tokens, |range| {
            let span = tokens[range.start()].span.cover(tokens[range.end() - 1].span);
            found.push(Sentence { span, tokens: range, block });
        });
    }
    found
}

/// Splits a range of tokens, such as the inside of a quotation, into the sentences it holds. Quotations that stand inside the range count as
/// parts of their sentences; one that is the range itself does not.
pub(crate) fn sentences_within(
    text: &str,
    tokens: &[Token],
    blocks: &[Block],
    quotations: &[Quotation],
    range: TokenRange,
) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let end = range.end().min(tokens.len());
    let mut start = range.start();
    let first = quotations.partition_point(|quotation| quotation.tokens.start() < start);
    let itself = quotations.get(first).is_some_and(|quotation| quotation.tokens == range);
    let mut splitter = Splitter::new(text, tokens, &quotations[first + usize::from(itself)..]);
    let mut block = blocks.partition_point(|block| block.tokens.end() <= start);
    while start < end {
        let block_end = blocks.get(block).map_or(end, |block| block.tokens.end().min(end));
        splitter.split(TokenRange::new(start, block_end), |range| found.push(range));
        start = block_end.max(start + 1);
        block += 1;
    }
    found
}

/// If a sentence ends with the token at `at`, where that is: after the marks that belong to its end. Quotations are not looked at.
pub(crate) fn sentence_end(text: &str, tokens: &[Token], at: usize, limit: usize) -> Option<usize> {
    Splitter::new(text, tokens, &[]).end_at(at, limit)
}

/// What ends a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminator {
    /// `.`
    Dot,
    /// `!` and `?`
    Call,
    /// `…` and `...` beside a word.
    Ellipsis,
    /// The same with a space before it, for words that are left out.
    Gap,
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Those not yet passed.
    quotations: &'a [Quotation],
    /// Where the outermost quotation met so far ends.
    quoted_up_to: usize,
}

impl<'a> Splitter<'a> {
    const fn new(text: &'a str, tokens: &'a [Token], quotations: &'a [Quotation]) -> Self {
        Self { text, tokens, quotations, quoted_up_to: 0 }
    }

    /// Hands the sentences of `range` to `emit`. Ranges are to come in text order.
    fn split(&mut self, range: TokenRange, mut emit: impl FnMut(TokenRange)) {
        let end = range.end();
        let mut start = range.start();
        let mut at = start;
        // Whether the sentence has more than marks so far.
        let mut has_words = false;
        while at < end {
            let stop = if let Some(quotation_end) = self.quotation_end(at, end) {
                let ends = self.ends_with_quotation(at, quotation_end, end);
                at = quotation_end;
                has_words = true;
                ends.then_some(at)
            } else if let Some(bracket_end) = self.bracket_end(at, start, end) {
                at = bracket_end;
                None
            } else {
                let stop = has_words.then(|| self.end_at(at, end)).flatten();
                has_words |= self.tokens[at].kind != TokenKind::Punctuation;
                at = stop.unwrap_or(at + 1);
                stop
            };
            if let Some(stop) = stop {
                emit(TokenRange::new(start, stop));
                start = stop;
                has_words = false;
            }
        }
        if start < end {
            emit(TokenRange::new(start, end));
        }
    }

    /// If the token at `at` stands in a quotation: its end, or `end` if that comes first.
    fn quotation_end(&mut self, at: usize, end: usize) -> Option<usize> {
        while let Some((first, rest)) = self.quotations.split_first() {
            if first.tokens.start() > at {
                break;
            }
            self.quoted_up_to = self.quoted_up_to.max(first.tokens.end());
            self.quotations = rest;
        }
        (self.quoted_up_to > at).then(|| self.quoted_up_to.min(end))
    }

    /// Whether the sentence ends with the quotation from `from` up to `next`: it does if the quoted words end a sentence themselves and what
    /// follows begins one („Das ist gut.“ Müller lachte.), and does not if the frame follows („Kommt ihr?“, fragte sie).
    fn ends_with_quotation(&self, from: usize, next: usize, end: usize) -> bool {
        let mut last = next;
        while last > from && self.tokens[last - 1].kind == TokenKind::QuotationMark {
            last -= 1;
        }
        let Some(terminator) = last.checked_sub(1).and_then(|last| self.terminator(last)) else {
            return false;
        };
        self.begins_here(next, end, terminator)
    }

    /// If the token at `at` opens a bracket inside a sentence: where that closes.
    fn bracket_end(&self, at: usize, start: usize, end: usize) -> Option<usize> {
        /// A bracket that holds more tokens lacks its partner.
        const LONGEST: usize = 80;
        /// As does one that holds so many others.
        const DEEPEST: u32 = 8;
        if at == start || !self.is(at, is_opening_bracket) {
            return None;
        }
        let mut depth = 0_u32;
        for (offset, token) in self.tokens[at..end].iter().take(LONGEST).enumerate() {
            if token.kind == TokenKind::Punctuation {
                let text = token.span.of(self.text);
                if text.starts_with(is_opening_bracket) {
                    depth += 1;
                    if depth > DEEPEST {
                        return None;
                    }
                } else if text.starts_with(is_closing_bracket) {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(at + offset + 1);
                    }
                }
            }
        }
        None
    }

    /// If the sentence ends with the token at `at`, which is not its first: after the marks that belong to its end.
    fn end_at(&self, at: usize, end: usize) -> Option<usize> {
        let token = self.tokens[at];
        if token.kind != TokenKind::Punctuation {
            return self.ends_with_own_dot(at, end).then_some(at + 1);
        }
        let mut terminator = self.terminator(at)?;
        let mut next = at + 1;
        while next < end && self.touches(next) && self.terminator(next).is_some() {
            if self.is(next, |c| matches!(c, '!' | '?')) {
                terminator = Terminator::Call;
            } else if terminator == Terminator::Dot {
                terminator = if self.touches(at) { Terminator::Ellipsis } else { Terminator::Gap };
            }
            next += 1;
        }
        while next < end && self.touches(next) && self.closes(next) {
            next += 1;
        }
        (next == end || self.begins_here(next, end, terminator)).then_some(next)
    }

    /// Words and numbers whose dot belongs to them end a sentence only if they can and an unmistakable beginning follows.
    fn ends_with_own_dot(&self, at: usize, end: usize) -> bool {
        let token = self.tokens[at];
        let word = token.span.of(self.text);
        if at + 1 >= end || !word.ends_with('.') || self.touches(at + 1) {
            return false;
        }
        let may_end = match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => self.is_closing_abbreviation(at),
            _ => false,
        };
        let next = self.tokens[at + 1];
        may_end
            && (next.kind == TokenKind::Word && self.is(at + 1, char::is_uppercase) && begins_sentence(next.span.of(self.text)))
    }

    /// Whether the abbreviation that ends with the token at `at` can end a sentence; it may stand in parts: *e. V.*, *v. Chr.*
    fn is_closing_abbreviation(&self, at: usize) -> bool {
        /// The parts of the longest, *u. v. m.*
        const MOST_PARTS: usize = 3;
        let word = |at: usize| self.tokens[at].span.of(self.text);
        if abbreviation(word(at), true).is_some_and(|found| found.may_end) {
            return true;
        }
        let mut joined = word(at).to_owned();
        for part in (0..at).rev().take(MOST_PARTS - 1).map(word).take_while(|part| part.len() <= 4 && part.ends_with('.')) {
            joined = format!("{part}_{joined}");
            if abbreviation(&joined, true).is_some_and(|found| found.may_end) {
                return true;
            }
        }
        false
    }

    fn terminator(&self, at: usize) -> Option<Terminator> {
        let token = self.tokens.get(at)?;
        match token.span.of(self.text).as_bytes() {
            b"." => Some(Terminator::Dot),
            b"!" | b"?" => Some(Terminator::Call),
            [0xE2, 0x80, 0xA6] => Some(if self.touches(at) { Terminator::Ellipsis } else { Terminator::Gap }),
            _ => None,
        }
    }

    /// Whether a sentence can begin with the token at `next`, given how the last one ended.
    fn begins_here(&self, next: usize, end: usize, terminator: Terminator) -> bool {
        if next >= end {
            return true;
        }
        let token = self.tokens[next];
        let word = token.span.of(self.text);
        let touches = self.touches(next);
        match token.kind {
            TokenKind::Word => match starts_upper(word) {
                Some(false) => false,
                Some(true) if terminator == Terminator::Gap => begins_sentence(word),
                _ => !word.starts_with(['-', '\u{2010}', '\u{2011}']),
            },
            TokenKind::Number => !touches && terminator != Terminator::Gap,
            TokenKind::QuotationMark => !touches && terminator != Terminator::Gap,
            TokenKind::Punctuation if self.is(next, is_opening_bracket) => !touches,
            TokenKind::Punctuation if self.is(next, is_dash) => {
                !touches
                    && next + 1 < end
                    && starts_upper(self.tokens[next + 1].span.of(self.text)) == Some(true)
                    && terminator == Terminator::Dot
            }
            TokenKind::Punctuation => !touches && word.starts_with(['•', '§', '¿', '¡', '*', '€', '$', '→', '▪']),
        }
    }

    /// A closing bracket, or a quotation mark that opens nothing.
    fn closes(&self, at: usize) -> bool {
        let token = self.tokens[at];
        match token.kind {
            TokenKind::Punctuation => self.is(at, is_closing_bracket),
            TokenKind::QuotationMark => self.quotations.first().is_none_or(|quotation| quotation.tokens.start() != at),
            _ => false,
        }
    }

    fn is(&self, at: usize, ask: impl Fn(char) -> bool) -> bool {
        self.tokens.get(at).is_some_and(|token| token.span.of(self.text).starts_with(&ask))
    }

    /// Whether no space stands between the token at `at` and the one before.
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }
}
