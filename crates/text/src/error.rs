use thiserror::Error;

/// What can go wrong between bytes and an article.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not text.
    #[error(
        "this is not text: {}byte {offset} is {byte:#04x}; convert it to plain text first",
        looks_like.map(|what| format!("it looks like {what}, ")).unwrap_or_default()
    )]
    Binary {
        /// Where, in bytes from the start of the input.
        offset: usize,
        /// What stands there.
        byte: u8,
        /// What kind of file begins like this, with its article, if it is a known one: `a PDF document`.
        looks_like: Option<&'static str>,
    },
    /// The text is longer than offsets can tell.
    #[error("the text has {bytes} bytes, more than the {limit} that offsets can tell; split it into articles", limit = u32::MAX)]
    TooLong {
        /// Length in bytes.
        bytes: usize,
    },
}

impl Error {
    /// Whether the input was not text at all, so that a program that reads many files may pass over it.
    #[must_use]
    pub const fn is_binary(&self) -> bool {
        matches!(self, Self::Binary { .. })
    }
}

/// Shorthand for this crate's results.
pub type Result<T> = std::result::Result<T, Error>;
