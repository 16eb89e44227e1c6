use proptest::prelude::*;
use wortlaut_text::{Article, DiagnosticKind, Error, Metadata, decode};

const TEXT: &str = "„Grüße aus Köln“, schrieb\u{A0}Ada Weber.\r\nSüß\u{AD}stoff – 5 €.\r";

fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn utf8_and_utf16_are_read_with_and_without_a_byte_order_mark() {
    for (bytes, encoding) in [
        (TEXT.as_bytes().to_vec(), "UTF-8"),
        (format!("\u{FEFF}{TEXT}").into_bytes(), "UTF-8"),
        (utf16(&format!("\u{FEFF}{TEXT}"), u16::to_le_bytes), "UTF-16LE"),
        (utf16(&format!("\u{FEFF}{TEXT}"), u16::to_be_bytes), "UTF-16BE"),
        (utf16(TEXT, u16::to_le_bytes), "UTF-16LE"),
        (utf16(TEXT, u16::to_be_bytes), "UTF-16BE"),
    ] {
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.replaced), (TEXT, encoding, 0));
    }
}

#[test]
fn old_german_files_are_windows_1252_however_short() {
    for text in ["Grüße", "Köln", "Müller sagte nichts.", "„Süß“ – 5 €", "Straße", "ÄÖÜ", "Weiß Größe Maß"]
    {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "windows-1252"));
    }
}

#[test]
fn other_old_encodings_are_guessed() {
    let text = "Министр заявила в понедельник, что представит законопроект в этом году.";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    assert_eq!(decode(&bytes).unwrap().text, text);
}

#[test]
fn damaged_utf8_stays_utf8_and_the_damage_is_counted_and_told() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.extend(b" Mehr \xC3 und \xE2\x80 so.");
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 2));
    let article = Article::from_decoded(decoded, Metadata::default()).unwrap();
    let diagnostic = &article.diagnostics()[0];
    assert_eq!(diagnostic.kind, DiagnosticKind::UndecodableBytes);
    assert_eq!(diagnostic.span.unwrap().of(article.text()), "\u{FFFD}");
    assert!(diagnostic.message.starts_with("2 sequences"));
}

#[test]
fn a_replacement_character_in_the_text_itself_is_no_damage() {
    let decoded = decode("Ein \u{FFFD} im Text".as_bytes()).unwrap();
    assert_eq!(decoded.replaced, 0);
    let article = Article::from_decoded(decoded, Metadata::default()).unwrap();
    assert!(article.diagnostics().iter().all(|diagnostic| diagnostic.kind != DiagnosticKind::UndecodableBytes));
}

#[test]
fn half_a_character_in_utf16_is_damage() {
    let mut bytes = utf16("\u{FEFF}Grüße", u16::to_le_bytes);
    bytes.extend([0x00, 0xD8, b'a', 0x00, 0x20]);
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.text.as_str(), decoded.replaced), ("Grüße\u{FFFD}a\u{FFFD}", 2));
}

#[test]
fn binary_files_are_refused_with_their_name() {
    for (bytes, name) in [
        (b"%PDF-1.7\n%\xE2\xE3".as_slice(), "PDF"),
        (b"PK\x03\x04\x14\0", "DOCX"),
        (b"\x89PNG\r\n\x1A\n\0\0", "PNG"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "JPEG"),
        (b"GIF89a\x01\0", "GIF"),
        (b"\x1F\x8B\x08\0", "gzip"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Office"),
        (b"\xFF\xFE\0\0a\0\0\0", "UTF-32"),
    ] {
        let error = decode(bytes).unwrap_err();
        assert!(error.is_binary() && error.to_string().contains(name), "{error}");
    }
}

#[test]
fn nul_bytes_and_many_control_characters_are_refused_with_their_place() {
    for (bytes, place) in [
        (b"Text \0 mit NUL-Byte".as_slice(), 5),
        (b"\x01\x02\x03\x04Text", 0),
        (b"ab\x03\x04\x05\x06\x07\x08", 2),
        (b"\xEF\xBB\xBFab\0", 5),
        (b"\xFF\xFEa\0b\0\0\0", 6),
    ] {
        match decode(bytes) {
            Err(Error::Binary { offset, byte, looks_like: None }) => assert_eq!((offset, byte), (place, bytes[place])),
            other => panic!("{bytes:?}: {other:?}"),
        }
    }
}

#[test]
fn a_few_control_characters_in_a_long_text_are_kept() {
    let text = format!("{}\u{7}{}", "Text und mehr. ".repeat(5), "Ende.");
    assert_eq!(decode(text.as_bytes()).unwrap().text, text);
}

#[test]
fn words_that_begin_like_binary_files_are_text() {
    for text in ["GIF89a heißt das Format.", "ID3 ist ein Etikett.", "BZhalt", "RIFF vor Australien"] {
        assert_eq!(decode(text.as_bytes()).unwrap().text, text);
    }
}

#[test]
fn an_empty_file_is_an_empty_text() {
    assert_eq!(decode(b"").unwrap().text, "");
    assert_eq!(decode(b"\xEF\xBB\xBF").unwrap().text, "");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(decoded) = decode(&bytes) {
            let article = Article::from_decoded(decoded, Metadata::default()).unwrap();
            prop_assert!(article.tokens().len() <= article.text().len());
        }
    }

    #[test]
    fn utf8_text_comes_back_as_it_was(text in "[^\\p{Cc}\u{FEFF}]{0,80}") {
        prop_assert_eq!(decode(text.as_bytes()).unwrap().text, text);
    }
}
