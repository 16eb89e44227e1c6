//! What stands for characters that mean something in the format.

/// Characters of values that get a backslash before them. `->` is one of them as a whole.
const RESERVED: [char; 7] = ['\\', '[', ']', '|', '_', ';', '*'];

/// A value of a feature.
pub(super) fn value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '-' if text[at..].starts_with("->") => out.push_str("\\-"),
            c => {
                if RESERVED.contains(&c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

/// The value that was written so.
pub(super) fn plain_value(escaped: &str) -> String {
    plain(escaped, |c| match c {
        't' => Some('\t'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        '-' => Some('-'),
        c => RESERVED.contains(&c).then_some(c),
    })
}

/// A line of a sentence's text.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{C}' => out.push_str("\\f"),
            c => {
                // All other control characters but the vertical tab stand behind a backslash as they are.
                if c == '\\' || (c < ' ' && c != '\u{B}') {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

/// The line that was written so.
pub(super) fn plain_line(escaped: &str) -> String {
    plain(escaped, |c| match c {
        't' => Some('\t'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        'b' => Some('\u{8}'),
        'f' => Some('\u{C}'),
        c => (c == '\\' || c < ' ').then_some(c),
    })
}

/// A backslash before anything else is a backslash.
fn plain(escaped: &str, meant: impl Fn(char) -> Option<char>) -> String {
    let mut out = String::with_capacity(escaped.len());
    let mut chars = escaped.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek().copied().and_then(&meant) {
            Some(stands) if c == '\\' => {
                out.push(stands);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

/// The parts between separators that have no backslash before them.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut is_escaped) = (0, false);
    for (at, c) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == separator {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A value and the identity in brackets behind it: `assert[7]`. The bracket must not have a backslash before it.
pub(super) fn split_identity(text: &str) -> (&str, Option<&str>) {
    let parts = split(text, '[');
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() && last.ends_with(']') && split(last, ']').len() == 2 => {
            let value = &text[..text.len() - last.len() - 1];
            (value, Some(&last[..last.len() - 1]))
        }
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reserved_characters_are_written_as_the_format_says() {
        assert_eq!(value("a_b|c[1];->*\\"), "a\\_b\\|c\\[1\\]\\;\\->\\*\\\\");
        assert_eq!(line("a_b|\t\\\r"), "a_b|\\t\\\\\\r");
        assert_eq!(split_identity("a\\[1\\][12]"), ("a\\[1\\]", Some("12")));
        assert_eq!(split_identity("a\\[1\\]"), ("a\\[1\\]", None));
        assert_eq!(split_identity("1-2"), ("1-2", None));
    }

    proptest! {
        #[test]
        fn values_and_lines_come_back(text in "[a\\\\\\[\\]|_\\->;\t\n\r*\u{1}\u{8}\u{b}\u{c}bfntrÖ🚧]{0,20}") {
            prop_assert_eq!(&plain_value(&value(&text)), &text);
            prop_assert_eq!(&plain_line(&line(&text)), &text);
            let written = value(&text);
            let stacked = format!("{written}[3]|{written}[4]");
            let parts = split(&stacked, '|');
            prop_assert_eq!(parts.len(), 2);
            prop_assert_eq!(split_identity(parts[0]), (written.as_str(), Some("3")));
        }
    }
}
