//! Words, numbers and marks.

mod address;
mod apostrophe;
mod dot;
mod number;
mod scanner;

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
///
/// Characters that are not drawn (soft hyphens, zero-width spaces and joiners) belong to the word they stand in and are skipped elsewhere, like
/// white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and dots of abbreviations: `US-Präsident`, `geht's`, `z.B.`, `Dr.`, `AfD`. Also forms that name
    /// all genders (`Bürger:innen`, `Bürger*innen`), the first part of a shared compound (`Innen-` in „Innen- und Außenpolitik“), initials
    /// (`J.` in „J. Weber“), words with digits (`20-Jährige`, `G7`), web and mail addresses, `@handles` and `#tags`.
    Word,
    /// Digits with inner marks, and ordinals with their dot: `1.000`, `3,5`, `20:15`, `3.` in „3. März“.
    Number,
    /// A quotation mark; an apostrophe inside a word is not one, nor is an inch mark. Two single marks that stand for a double one
    /// (`''`, ` `` `, `,,`) are one token.
    QuotationMark,
    /// Any other single character that is not white space.
    Punctuation,
}

/// The tokens of a text, and where lines begin.
pub(crate) struct Tokens {
    /// In text order.
    pub(crate) tokens: Vec<Token>,
    /// The line starts after the first token.
    pub(crate) lines: Vec<LineStart>,
}

/// A token that has a line break before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineStart {
    /// The first token after the break.
    pub(crate) token: u32,
    /// How many breaks; two or more are an empty line.
    pub(crate) breaks: u32,
}

/// Splits `text` into tokens in one pass.
pub(crate) fn tokens(text: &str) -> Tokens {
    scanner::Scanner::new(text).scan()
}
