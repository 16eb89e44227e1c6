use thiserror::Error;

/// What can go wrong between bytes and an article.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not text.
    #[error("this is not text: byte {offset} is {byte:#04x}, as in a binary file")]
    Binary {
        /// Where, in bytes from the start of the input.
        offset: usize,
        /// What stands there.
        byte: u8,
    },
    /// The text is longer than offsets can tell.
    #[error("the text has {bytes} bytes, more than the {limit} that offsets can tell; split it into articles", limit = u32::MAX)]
    TooLong {
        /// Length in bytes.
        bytes: usize,
    },
}

/// Shorthand for this crate's results.
pub type Result<T> = std::result::Result<T, Error>;
