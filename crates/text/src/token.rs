use crate::Span;

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The kinds of [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and dots of abbreviations: `US-Präsident`, `geht's`, `z.B.`, `Dr.`, `AfD`.
    Word,
    /// Digits with inner marks, and ordinals with their dot: `1.000`, `3,5`, `20:15`, `3.` in „3. März“.
    Number,
    /// A quotation mark; an apostrophe inside a word is not one.
    QuotationMark,
    /// Any other single character that is not white space.
    Punctuation,
}

/// Splits `text` into tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if c.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                if next.is_alphanumeric() || next == '-' {
                    end = at + next.len_utf8();
                    chars.next();
                } else {
                    break;
                }
            }
            if c.is_numeric() { TokenKind::Number } else { TokenKind::Word }
        } else if "„“”\"»«›‹‚‘’'".contains(c) {
            TokenKind::QuotationMark
        } else {
            TokenKind::Punctuation
        };
        found.push(Token { span: Span::of_bytes(start, end), kind });
    }
    found
}
