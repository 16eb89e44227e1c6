use crate::Result;

/// Text with the name of the encoding it was stored in.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text; a byte order mark is not part of it.
    pub text: String,
    /// The encoding's WHATWG name, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// How many undecodable sequences stand as U+FFFD in `text`.
    pub replaced: usize,
}

/// Decodes the bytes of a text file.
///
/// # Errors
/// [`crate::Error::Binary`] if the bytes are not text.
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Ok(Decoded { text, encoding: "UTF-8", replaced: 0 })
}
