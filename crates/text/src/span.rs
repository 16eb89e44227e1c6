//! Places in a text. Offsets of different layers are different types, so that they cannot be mixed up.

use std::fmt;

/// A byte offset into the text of one article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteOffset(u32);

impl ByteOffset {
    /// The offset `bytes` bytes after the start of the text.
    #[must_use]
    pub const fn new(bytes: u32) -> Self {
        Self(bytes)
    }

    /// The number of bytes before this place.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The same number as a slice index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for ByteOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A half-open range of bytes in the text of one article; both ends lie on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: ByteOffset,
    end: ByteOffset,
}

impl Span {
    /// The range from `start` up to, not including, `end`. A reversed range becomes the empty range at `start`.
    #[must_use]
    pub const fn new(start: ByteOffset, end: ByteOffset) -> Self {
        if end.0 < start.0 { Self { start, end: start } } else { Self { start, end } }
    }

    /// The same from plain byte indices, as `str` methods return them.
    ///
    /// Texts longer than `u32::MAX` bytes are refused when an article is made, so the narrowing never loses anything.
    #[must_use]
    pub const fn of_bytes(start: usize, end: usize) -> Self {
        Self::new(ByteOffset::new(start as u32), ByteOffset::new(end as u32))
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> ByteOffset {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> ByteOffset {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    /// Whether the range holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end.0 == self.start.0
    }

    /// The text at this place.
    ///
    /// # Panics
    /// If the span belongs to another text and its ends do not lie on character boundaries of this one.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start.index()..self.end.index()]
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start.0 <= other.start.0 && other.end.0 <= self.end.0
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start.0 < other.end.0 && other.start.0 < self.end.0
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start.0, self.end.0)
    }
}

/// The position of a token in an article, counted from 0 through the whole text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct TokenIndex(u32);

impl TokenIndex {
    /// The `position`-th token, from 0.
    #[must_use]
    pub const fn new(position: usize) -> Self {
        Self(position as u32)
    }

    /// The same number as a slice index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of tokens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct TokenRange {
    start: TokenIndex,
    end: TokenIndex,
}

impl TokenRange {
    /// The tokens from `start` up to, not including, `end`. A reversed range becomes the empty range at `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start: TokenIndex::new(start), end: TokenIndex::new(end) }
    }

    /// First token.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start.index()
    }

    /// One past the last token.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end.index()
    }

    /// Number of tokens.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the range holds no token.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same as a standard range, for slicing `article.tokens()`.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }
}

/// Converts byte spans of one text to Unicode code points, the unit of every export.
///
/// Built once a text when rendering (one pass), then each lookup costs at most [`CodePoints::STRIDE`] bytes of counting.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    every: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Bytes between two remembered counts.
    pub const STRIDE: usize = 256;

    /// Counts through `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut every = Vec::with_capacity(bytes.len() / Self::STRIDE + 1);
        let mut seen = 0_u32;
        for chunk in bytes.chunks(Self::STRIDE) {
            every.push(seen);
            seen += count_starts(chunk);
        }
        if every.is_empty() || bytes.len().is_multiple_of(Self::STRIDE) {
            every.push(seen);
        }
        Self { text, every }
    }

    /// The number of code points before `offset`; all of them if `offset` lies beyond the text.
    #[must_use]
    pub fn at(&self, offset: ByteOffset) -> u32 {
        let index = offset.index().min(self.text.len());
        let block = index / Self::STRIDE;
        self.every[block] + count_starts(&self.text.as_bytes()[block * Self::STRIDE..index])
    }

    /// Start and end of `span` in code points, half-open.
    ///
    /// ```
    /// use wortlaut_text::{CodePoints, Span};
    /// let text = "„Nein“, sagte er.";
    /// let span = Span::of_bytes(text.find("sagte").unwrap(), text.find(" er").unwrap());
    /// assert_eq!(CodePoints::new(text).range(span), (8, 13));
    /// ```
    #[must_use]
    pub fn range(&self, span: Span) -> (u32, u32) {
        (self.at(span.start()), self.at(span.end()))
    }
}

fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32
}
