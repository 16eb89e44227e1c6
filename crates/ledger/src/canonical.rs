//! Bytes that are the same wherever and whenever they are made: fixed field order, lengths first, no floats.

use wortlaut_text::Span;

/// What cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error("the bytes end too early")]
    Ends,
    #[error("there are bytes left at the end")]
    Left,
    #[error("a number is not in its shortest form or too large")]
    Number,
    #[error("a name or text is not UTF-8")]
    Text,
    #[error("a mark is neither 0 nor 1")]
    Mark,
    #[error("layout {0} is not known here, only a newer wortlaut may know it")]
    Layout(u8),
    #[error("`{0}` is no {1} that is known here, only a newer wortlaut may know it")]
    Name(String, &'static str),
    #[error("a place lies outside the text or cuts a character")]
    Place,
    #[error("{0} is named, but there is none")]
    Reference(&'static str),
}

type Read<T> = Result<T, Unreadable>;

/// Writes canonical bytes.
#[derive(Default)]
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// A number: seven bits a byte, the lowest first, the highest bit set on all but the last (LEB128), as short as possible.
    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(crate) fn mark(&mut self, mark: bool) {
        self.0.push(u8::from(mark));
    }

    /// Bytes of a fixed number.
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.raw(text.as_bytes());
    }

    pub(crate) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.mark(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub(crate) fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(values.len() as u64);
        for value in values {
            write(self, value);
        }
    }

    /// A place: bytes of text before it, and its length in bytes.
    pub(crate) fn span(&mut self, span: Span) {
        self.number(span.start().get().into());
        self.number(span.len().into());
    }
}

/// Reads canonical bytes, and accepts no others.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
    /// The text that places must fit, if there are any.
    text: &'b str,
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8], text: &'b str) -> Self {
        Self { bytes, text }
    }

    /// Whether all was read.
    pub(crate) fn end(&self) -> Read<()> {
        if self.bytes.is_empty() { Ok(()) } else { Err(Unreadable::Left) }
    }

    pub(crate) fn byte(&mut self) -> Read<u8> {
        let (first, rest) = self.bytes.split_first().ok_or(Unreadable::Ends)?;
        self.bytes = rest;
        Ok(*first)
    }

    pub(crate) fn number(&mut self) -> Read<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if (bits << shift) >> shift != bits || (byte == 0 && shift > 0) {
                return Err(Unreadable::Number);
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unreadable::Number)
    }

    /// A number that fits 32 bits.
    pub(crate) fn small(&mut self) -> Read<u32> {
        u32::try_from(self.number()?).map_err(|_| Unreadable::Number)
    }

    pub(crate) fn mark(&mut self) -> Read<bool> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Unreadable::Mark),
        }
    }

    pub(crate) fn raw(&mut self, length: usize) -> Read<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Unreadable::Ends)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub(crate) fn hash(&mut self) -> Read<[u8; 32]> {
        self.raw(32)?.try_into().map_err(|_| Unreadable::Ends)
    }

    pub(crate) fn text(&mut self) -> Read<&'b str> {
        let length = usize::try_from(self.number()?).map_err(|_| Unreadable::Number)?;
        std::str::from_utf8(self.raw(length)?).map_err(|_| Unreadable::Text)
    }

    pub(crate) fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        self.mark()?.then(|| read(self)).transpose()
    }

    pub(crate) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let length = self.number()?;
        // Each item takes a byte at least; a wrong length must not take memory for what is not there.
        if length > self.bytes.len() as u64 {
            return Err(Unreadable::Ends);
        }
        (0..length).map(|_| read(self)).collect()
    }

    pub(crate) fn span(&mut self) -> Read<Span> {
        let (start, length) = (self.small()? as usize, self.small()? as usize);
        let end = start.checked_add(length).ok_or(Unreadable::Place)?;
        if self.text.get(start..end).is_none() {
            return Err(Unreadable::Place);
        }
        Ok(Span::of_bytes(start, end))
    }

    /// A place of a text that is not at hand; only its order is checked.
    pub(crate) fn unchecked_span(&mut self) -> Read<Span> {
        let (start, length) = (self.small()?, self.small()?);
        let end = start.checked_add(length).ok_or(Unreadable::Place)?;
        Ok(Span::of_bytes(start as usize, end as usize))
    }

    pub(crate) fn named<T>(&mut self, what: &'static str, find: impl FnOnce(&str) -> Option<T>) -> Read<T> {
        let name = self.text()?;
        find(name).ok_or_else(|| Unreadable::Name(name.chars().take(40).collect(), what))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(bytes: &[u8]) -> Read<u64> {
        let mut reader = Reader::new(bytes, "");
        let number = reader.number()?;
        reader.end().map(|()| number)
    }

    #[test]
    fn numbers_have_one_form() {
        assert_eq!(number(&[0x80, 0x01]), Ok(128));
        assert_eq!(number(&[0x80, 0x00]), Err(Unreadable::Number), "longer than needed");
        assert_eq!(number(&[0xFF; 11]), Err(Unreadable::Number), "more than 64 bits");
        assert_eq!(number(&[0x80]), Err(Unreadable::Ends));
        assert_eq!(number(&[1, 1]), Err(Unreadable::Left));
    }

    #[test]
    fn a_list_that_claims_more_than_there_is_takes_no_memory() {
        let mut writer = Writer::default();
        writer.number(u64::MAX);
        assert_eq!(Reader::new(&writer.0, "").list(|reader| reader.byte()), Err(Unreadable::Ends));
    }

    proptest! {
        #[test]
        fn numbers_come_back(wanted in any::<u64>()) {
            let mut writer = Writer::default();
            writer.number(wanted);
            prop_assert_eq!(number(&writer.0), Ok(wanted));
        }

        #[test]
        fn bytes_that_are_numbers_are_written_the_same_way(bytes in prop::collection::vec(any::<u8>(), 0..11)) {
            if let Ok(number) = number(&bytes) {
                let mut writer = Writer::default();
                writer.number(number);
                prop_assert_eq!(writer.0, bytes);
            }
        }
    }
}
