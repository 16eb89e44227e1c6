//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Error, Result};

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

/// How kinds of files that are not plain text begin, with what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, such as a DOCX, ODT or EPUB document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Microsoft Office document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a WebP image, a sound or a film"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1F\x8B", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xFD7zXZ\0", "xz-compressed data"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\0\0\xFE\xFF", "UTF-32 text"),
    (b"\xFF\xFE\0\0", "UTF-32 text"),
];

/// Bytes looked at to tell UTF-16 without a byte order mark.
const PATTERN_BYTES: usize = 4096;

/// Bytes handed to the detector of legacy encodings, from a little before the first that is not ASCII.
const DETECTOR_BYTES: usize = 256 * 1024;

/// In text, at most one character in so many is a control character other than white space.
const CONTROL_SHARE: usize = 20;

/// Decodes the bytes of a text file.
///
/// UTF-8 and UTF-16 are told by their byte order mark or their form, anything else is guessed with a preference for the
/// encoding of old German files, windows-1252 (which Latin-1 is a part of). The text is as it was stored: line ends,
/// soft hyphens and no-break spaces stay.
///
/// # Errors
/// [`Error::Binary`] if the bytes are not text: if they begin like a known other kind of file, have NUL bytes, or many
/// control characters.
///
/// ```
/// use wortlaut_text::decode;
/// let decoded = decode(b"Gr\xFC\xDFe aus K\xF6ln")?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("Grüße aus Köln", "windows-1252"));
/// assert_eq!(decode("Grüße aus Köln".as_bytes())?.encoding, "UTF-8");
/// assert!(decode(b"%PDF-1.7 \0").is_err());
/// # Ok::<(), wortlaut_text::Error>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    if let Some(looks_like) = looks_like(bytes) {
        return Err(Error::Binary { offset: 0, byte: bytes[0], looks_like: Some(looks_like) });
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let bytes = &bytes[length..];
        return if encoding == UTF_8 { utf8(bytes, length) } else { utf16(bytes, encoding, length) };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return utf16(bytes, encoding, 0);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            refuse_controls(text.bytes().enumerate(), bytes.len(), 0)?;
            Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), replaced: 0 })
        }
        Err(error) if is_damaged_utf8(bytes) => {
            debug_assert!(error.valid_up_to() < bytes.len(), "only what is not UTF-8 gets here");
            utf8(bytes, 0)
        }
        Err(error) => legacy(bytes, error.valid_up_to()),
    }
}

/// What kind of file begins with these bytes, if it is not text.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    let (signature, name) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature))?;
    // Signatures of letters only could begin a text; such files have NUL bytes soon after.
    let letters = signature.iter().all(u8::is_ascii_alphanumeric);
    (!letters || bytes.iter().take(512).any(|byte| *byte == 0)).then_some(name)
}

fn utf8(bytes: &[u8], skipped: usize) -> Result<Decoded> {
    let mut text = String::with_capacity(bytes.len());
    let mut replaced = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            replaced += 1;
        }
    }
    refuse_controls(bytes.iter().copied().enumerate(), bytes.len(), skipped)?;
    Ok(Decoded { text, encoding: UTF_8.name(), replaced })
}

/// Whether the bytes are UTF-8 with some damage, such as a character cut in two, rather than another encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    sound > damaged * 2
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, skipped: usize) -> Result<Decoded> {
    let unit = if encoding == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut replaced = 0;
    let mut text = String::with_capacity(bytes.len() / 2 + bytes.len() / 16);
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        replaced += usize::from(decoded.is_err());
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        replaced += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    refuse_controls(
        text.chars().enumerate().map(|(index, c)| (index * 2, u8::try_from(c).unwrap_or(b'x'))),
        pairs.len(),
        skipped,
    )?;
    Ok(Decoded { text, encoding: encoding.name(), replaced })
}

/// UTF-16 without a byte order mark: in the languages we read, every other byte of nearly all characters is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(PATTERN_BYTES)].as_chunks::<2>();
    let zeros = |position: usize| pairs.iter().filter(|pair| pair[position] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let (most, few) = (pairs.len() * 3 / 4, pairs.len() / 50);
    if pairs.is_empty() {
        None
    } else if second > most && first <= few {
        Some(UTF_16LE)
    } else if first > most && second <= few {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn legacy(bytes: &[u8], first_strange: usize) -> Result<Decoded> {
    refuse_controls(bytes.iter().copied().enumerate(), bytes.len(), 0)?;
    let start = first_strange.saturating_sub(4096);
    let sample = &bytes[start..bytes.len().min(start + DETECTOR_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let encoding = detector.guess(Some(b"de"), Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    // Codes that a single-byte encoding leaves open become C1 controls.
    let open = text.chars().filter(|c| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}')).count();
    if (open + replaced) * CONTROL_SHARE > text.chars().count() {
        return Err(Error::Binary { offset: first_strange, byte: bytes[first_strange], looks_like: None });
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), replaced })
}

/// Refuses NUL bytes, and control characters if they are many.
fn refuse_controls(bytes: impl Iterator<Item = (usize, u8)>, length: usize, skipped: usize) -> Result<()> {
    let mut count = 0;
    let mut first = None;
    for (offset, byte) in bytes {
        let is_control = byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B) || byte == 0x7F;
        if is_control {
            let place = *first.get_or_insert((offset, byte));
            count += 1;
            if byte == 0 {
                return Err(Error::Binary { offset: offset + skipped, byte, looks_like: None });
            }
            if count * CONTROL_SHARE > length {
                return Err(Error::Binary { offset: place.0 + skipped, byte: place.1, looks_like: None });
            }
        }
    }
    Ok(())
}
