//! What makes two texts the same article.

use std::fmt;

use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The identity of an article: the SHA-256 of its text in canonical form.
///
/// The canonical form differs from the text in what readers do not see and systems change on the way:
///
/// 1. line ends (CR LF, CR) are LF,
/// 2. white space (Unicode property `White_Space`) at the ends of lines is left out,
/// 3. so is white space, empty lines included, at the start and end of the text,
/// 4. characters are in Unicode Normalization Form C.
///
/// Nothing else is changed: a soft hyphen, another quotation mark, an empty line more inside the text make another article. The form exists
/// only for the hash; the text of an article is never rewritten. It is frozen, since identities are stored.
///
/// ```
/// use wortlaut_text::{Article, Metadata};
/// let one = Article::new("Grüße aus Köln.\nMehr nicht.", Metadata::default())?;
/// let same = Article::new("Gru\u{308}ße aus Köln. \r\nMehr nicht.\r\n", Metadata::default())?;
/// assert_eq!(one.id(), same.id());
/// # Ok::<(), wortlaut_text::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId([u8; 32]);

impl ArticleId {
    /// The identity of an article with this text, without looking for its layers.
    ///
    /// ```
    /// use wortlaut_text::{Article, ArticleId, Metadata};
    /// let text = "„Nein“, sagte Ada Brandt.";
    /// assert_eq!(ArticleId::of(text), Article::new(text, Metadata::default())?.id());
    /// # Ok::<(), wortlaut_text::Error>(())
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        of(text)
    }

    /// The 32 bytes of the hash.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The identity of `text`.
pub(crate) fn of(text: &str) -> ArticleId {
    let mut hash = Sha256::new();
    let mut empty_lines = 0_usize;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest[..end].trim_end();
        if !line.is_empty() {
            for _ in 0..empty_lines {
                hash.update(b"\n");
            }
            empty_lines = 0;
            update_composed(&mut hash, line);
        }
        empty_lines += 1;
        rest = &rest[end..];
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    }
    ArticleId(hash.finalize().into())
}

/// A line break never composes with what stands beside it, so that lines can be composed one by one.
fn update_composed(hash: &mut Sha256, line: &str) {
    if line.is_ascii() || is_nfc(line) {
        hash.update(line.as_bytes());
        return;
    }
    let mut buffer = [0; 4];
    for c in line.nfc() {
        hash.update(c.encode_utf8(&mut buffer).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(text: &str) -> String {
        let composed: String = text.nfc().collect();
        let lines: Vec<String> =
            composed.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n").trim().to_owned()
    }

    #[test]
    fn the_identity_is_the_hash_of_the_text_itself_where_nothing_is_to_change() {
        assert_eq!(of("abc").to_string(), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn line_ends_and_white_space_that_nobody_sees_do_not_change_the_identity() {
        let id = of("Kopf\n\nErste Zeile.\nZweite.");
        for same in [
            "Kopf\r\n\r\nErste Zeile.\r\nZweite.",
            "Kopf\r\rErste Zeile.\rZweite.",
            "\n Kopf \n \t\nErste Zeile.\u{A0}\nZweite.\n\n",
        ] {
            assert_eq!(of(same), id, "{same:?}");
        }
    }

    #[test]
    fn what_readers_see_changes_the_identity() {
        let id = of("Kopf\n\nErste Zeile.");
        for other in [
            "Kopf\nErste Zeile.",
            "Kopf\n\nErste  Zeile.",
            "Kopf\n\n Erste Zeile.",
            "Kopf\n\nErste Zeile!",
            "Kopf\n\nErste Zei\u{AD}le.",
        ] {
            assert_ne!(of(other), id, "{other:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_umlauts_are_the_same_article() {
        assert_eq!(of("Müller"), of("Mu\u{308}ller"));
    }

    proptest! {
        #[test]
        fn the_identity_is_the_hash_of_the_canonical_form(text in "(\\PC|[ \t\r\n\u{301}\u{308}\u{A0}\u{2028}]|[aou ])*") {
            let expected: [u8; 32] = Sha256::digest(canonical(&text).as_bytes()).into();
            prop_assert_eq!(*of(&text).bytes(), expected);
        }
    }
}
