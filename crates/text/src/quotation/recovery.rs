//! From pairs of marks to quotations, with a sensible end for those that lack their closing mark.

use super::{
    Quotation, QuotationIndex,
    mark::{Class, Mark},
    pairing::{Pairs, Role},
};
use crate::{Block, Diagnostic, DiagnosticKind, Token, TokenKind, TokenRange, segment};

/// More diagnostics of one kind tell nothing new; the last one says how many were left out.
const MOST_DIAGNOSTICS: usize = 200;

pub(super) fn complete(
    text: &str,
    tokens: &mut [Token],
    blocks: &[Block],
    marks: &[Mark],
    pairs: &Pairs,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Quotation> {
    for (mark, role) in marks.iter().zip(&pairs.roles) {
        if *role == Role::Measure {
            tokens[mark.token as usize].kind = TokenKind::Punctuation;
        }
    }
    let mut recovery = Recovery {
        text,
        tokens,
        blocks,
        marks,
        pairs,
        next_opening: next_openings(marks, pairs),
        found: Vec::with_capacity(marks.len() / 2),
        enclosing: Vec::new(),
        odd: Vec::new(),
    };
    for index in 0..marks.len() {
        recovery.take(index);
    }
    let Recovery { found, odd, .. } = recovery;
    report(text, tokens, marks, pairs, &odd, diagnostics);
    found
}

/// For each mark the token of the next mark of its class that opens a quotation.
fn next_openings(marks: &[Mark], pairs: &Pairs) -> Vec<u32> {
    let mut next = vec![u32::MAX; marks.len()];
    let mut seen = [u32::MAX; Class::COUNT];
    for (index, mark) in marks.iter().enumerate().rev() {
        next[index] = seen[mark.class.index()];
        if pairs.roles[index] == Role::Opens {
            seen[mark.class.index()] = mark.token;
        }
    }
    next
}

struct Recovery<'a> {
    text: &'a str,
    tokens: &'a [Token],
    blocks: &'a [Block],
    marks: &'a [Mark],
    pairs: &'a Pairs,
    next_opening: Vec<u32>,
    found: Vec<Quotation>,
    /// The quotations around the current place: position in `found` and last token of the content, exclusive.
    enclosing: Vec<(u32, usize)>,
    /// Marks without a partner.
    odd: Vec<u32>,
}

impl Recovery<'_> {
    fn take(&mut self, index: usize) {
        match self.pairs.roles[index] {
            Role::Opens => {}
            Role::Stray => return self.odd.push(index as u32),
            Role::Closes | Role::Repeats | Role::Measure => return,
        }
        let start = self.marks[index].token as usize;
        while self.enclosing.last().is_some_and(|(_, end)| *end <= start) {
            self.enclosing.pop();
        }
        let (content_end, end, recovered) = match self.pairs.partner(index) {
            Some(partner) => {
                let close = self.marks[partner].token as usize;
                (close, close + 1, false)
            }
            None => {
                self.odd.push(index as u32);
                // A lone straight or curved single mark is an apostrophe rather than half a quotation.
                if self.marks[index].class == Class::Single && !matches!(self.marks[index].glyph, '‚' | '‛') {
                    return;
                }
                let end = self.sensible_end(index);
                (end, end, true)
            }
        };
        if content_end <= start + 1 {
            return;
        }
        let mark = self.tokens[start].span;
        let content = self.tokens[start + 1].span.cover(self.tokens[content_end - 1].span);
        let parent = self.enclosing.last().map(|(parent, _)| QuotationIndex::new(*parent as usize));
        self.enclosing.push((self.found.len() as u32, content_end));
        self.found.push(Quotation {
            span: mark.cover(self.tokens[end - 1].span),
            content,
            tokens: TokenRange::new(start, end),
            parent,
            recovered,
        });
    }

    /// Where the quotation that the mark at `index` opens ends if nothing closes it: before the next opening mark of its class, at the end of
    /// the quotation around it, of its sentence or of its paragraph, whichever comes first.
    fn sensible_end(&self, index: usize) -> usize {
        let mark = self.marks[index];
        let start = mark.token as usize;
        let block_end = self.blocks.get(mark.block as usize).map_or(start + 1, |block| block.tokens.end());
        let limit =
            self.enclosing.last().map_or(block_end, |(_, end)| block_end.min(*end)).min(self.next_opening[index] as usize);
        let mut at = start + 1;
        let mut next_mark = index + 1;
        while at < limit {
            while self.marks.get(next_mark).is_some_and(|mark| (mark.token as usize) < at) {
                next_mark += 1;
            }
            if let Some(mark) = self.marks.get(next_mark).filter(|mark| mark.token as usize == at) {
                let closing = self.pairs.partner(next_mark).map(|partner| self.marks[partner].token as usize);
                match (self.pairs.roles[next_mark], closing) {
                    (Role::Opens, Some(close)) if close >= limit => return at,
                    (Role::Opens, Some(close)) => {
                        debug_assert!(close > mark.token as usize, "a quotation closes after it opens");
                        at = close + 1;
                        continue;
                    }
                    _ => {}
                }
            }
            // The marks that belong to the end of a sentence do not reach into another quotation.
            let following = self.marks[next_mark..].iter().map(|mark| mark.token as usize).find(|token| *token > at);
            let stop = following.map_or(limit, |token| token.min(limit));
            if let Some(end) = segment::sentence_end(self.text, self.tokens, at, stop) {
                return end;
            }
            at += 1;
        }
        limit
    }
}

fn report(text: &str, tokens: &[Token], marks: &[Mark], pairs: &Pairs, odd: &[u32], diagnostics: &mut Vec<Diagnostic>) {
    for (position, index) in odd.iter().enumerate() {
        let span = tokens[marks[*index as usize].token as usize].span;
        let glyph = span.of(text);
        let left = odd.len() - position;
        let (span, message) = if position + 1 == MOST_DIAGNOSTICS && left > 1 {
            (span, format!("{left} more quotation marks from here on have no partner."))
        } else if pairs.roles[*index as usize] == Role::Stray {
            (span, format!("The quotation mark {glyph} closes a quotation that was not opened."))
        } else {
            (span, format!("The quotation mark {glyph} opens a quotation that is not closed."))
        };
        diagnostics.push(Diagnostic { kind: DiagnosticKind::UnmatchedQuotationMark, span: Some(span), message });
        if position + 1 == MOST_DIAGNOSTICS {
            break;
        }
    }
}
