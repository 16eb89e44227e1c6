//! Tokens as the measures count them, and which of them a span covers.

use wortlaut_text::Span;

/// The tokens of one article in text order.
pub(super) struct Tokens(Vec<Span>);

impl Tokens {
    /// Maximal runs of letters and digits; every other character that is not white space stands alone.
    pub(super) fn of(text: &str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if first.is_whitespace() {
                continue;
            }
            let mut end = start + first.len_utf8();
            if first.is_alphanumeric() {
                while let Some((at, next)) = chars.next_if(|(_, next)| next.is_alphanumeric()) {
                    end = at + next.len_utf8();
                }
            }
            tokens.push(Span::of_bytes(start, end));
        }
        Self(tokens)
    }

    /// The annotation's own.
    pub(super) fn given(mut tokens: Vec<Span>) -> Self {
        tokens.sort();
        Self(tokens)
    }

    /// The positions of the tokens that share a byte with one of `spans`, each once, in order.
    pub(super) fn covered(&self, spans: &[Span]) -> Vec<u32> {
        let mut positions = Vec::new();
        for span in spans {
            let first = self.0.partition_point(|token| token.end() <= span.start());
            let after = self.0.partition_point(|token| token.start() < span.end());
            positions.extend((first..after).map(|position| position as u32));
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

/// How many positions two sorted lists share.
pub(super) fn shared(left: &[u32], right: &[u32]) -> usize {
    let mut count = 0;
    let mut others = right.iter().peekable();
    for position in left {
        while others.next_if(|other| *other < position).is_some() {}
        if others.next_if(|other| *other == position).is_some() {
            count += 1;
        }
    }
    count
}

/// Token-overlap F1: twice the shared tokens over all tokens of both. 0 if both are empty.
pub(super) fn overlap(left: &[u32], right: &[u32]) -> f64 {
    let all = left.len() + right.len();
    if all == 0 { 0.0 } else { 2.0 * shared(left, right) as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_letters_and_digits_and_single_marks_are_tokens() {
        let text = "„US-Truppen“ kämen 2031, so Brandt.";
        let texts: Vec<&str> = Tokens::of(text).0.iter().map(|token| token.of(text)).collect();
        assert_eq!(texts, ["„", "US", "-", "Truppen", "“", "kämen", "2031", ",", "so", "Brandt", "."]);
    }

    #[test]
    fn a_span_covers_every_token_it_touches_once() {
        let text = "Ja, Ada kommt.";
        let tokens = Tokens::of(text);
        assert_eq!(tokens.covered(&[Span::of_bytes(4, 7)]), [2]);
        assert_eq!(tokens.covered(&[Span::of_bytes(5, 9), Span::of_bytes(0, 2), Span::of_bytes(4, 5)]), [0, 2, 3]);
        assert_eq!(tokens.covered(&[Span::of_bytes(3, 4), Span::of_bytes(50, 60)]), [0; 0]);
    }

    #[test]
    fn overlap_is_twice_the_shared_over_all() {
        // 2 shared of 3 and 5: 2 * 2 / 8.
        assert_eq!(overlap(&[1, 2, 3], &[2, 3, 4, 5, 6]), 0.5);
        assert_eq!(overlap(&[], &[]), 0.0);
        assert_eq!(overlap(&[7], &[7]), 1.0);
    }
}
