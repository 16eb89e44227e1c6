//! Web and mail addresses, which are one token each.

use super::scanner::Scanner;

/// Endings of host names that are told from a missing space after a dot. Those that are German words (`in`, `so`, `am`) are left out.
const TOP_LEVEL: &[&str] = &[
    "app", "at", "be", "berlin", "biz", "ch", "co", "com", "de", "dev", "edu", "eu", "fr", "gov", "hamburg", "info", "int", "io",
    "koeln", "li", "lu", "mil", "net", "news", "nl", "nrw", "org", "pl", "ru", "tv", "ua", "uk", "us", "wien",
];

/// The longest local part of a mail address (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// The longest part of a host name between two dots (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;

impl Scanner<'_> {
    /// The end of an address with a scheme or `www.` at the current place.
    pub(super) fn web_address(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.pos..];
        let starts = |prefix: &[u8]| rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix);
        match rest.first()? {
            b'h' | b'H' if starts(b"http://") || starts(b"https://") => {}
            b'f' | b'F' if starts(b"ftp://") => {}
            b'w' | b'W' if starts(b"www.") => {}
            _ => return None,
        }
        Some(self.address_end(self.pos))
    }

    /// The end of a mail address at the current place.
    pub(super) fn mail_address(&mut self) -> Option<usize> {
        if self.next_at < self.pos {
            self.next_at = self.text[self.pos..].find('@').map_or(self.text.len(), |at| self.pos + at);
        }
        if self.next_at - self.pos > LONGEST_LOCAL_PART || self.next_at == self.text.len() {
            return None;
        }
        let local = &self.text.as_bytes()[self.pos..self.next_at];
        if !local.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte)) {
            return None;
        }
        let host = self.next_at + 1;
        let rest = &self.text.as_bytes()[host..];
        let length = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b".-".contains(byte))).unwrap_or(rest.len());
        let host_text = self.text[host..host + length].trim_end_matches(['.', '-']);
        let top = host_text.rsplit('.').next().unwrap_or_default();
        (top.len() >= 2 && top.len() < host_text.len() && top.bytes().all(|byte| byte.is_ascii_alphabetic()))
            .then_some(host + host_text.len())
    }

    /// The end of a host name without a scheme (`example.org`, with a path or not) whose first part, from `start`, ends at the dot at `dot`.
    pub(super) fn domain(&self, start: usize, dot: usize) -> Option<usize> {
        if dot - start > LONGEST_LABEL || !self.text[start..dot].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return None;
        }
        let mut pos = dot;
        for _ in 0..5 {
            let label = pos + 1;
            let rest = &self.text.as_bytes()[label..];
            let length = rest
                .iter()
                .position(|byte| !(byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-'))
                .unwrap_or(rest.len());
            if length == 0 || self.char_at(label + length).is_some_and(char::is_alphanumeric) {
                return None;
            }
            pos = label + length;
            let more = self.byte(pos) == Some(b'.')
                && self.byte(pos + 1).is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
            if !more {
                if !TOP_LEVEL.contains(&&self.text[label..pos]) {
                    return None;
                }
                return Some(if self.byte(pos) == Some(b'/') { self.address_end(pos) } else { pos });
            }
        }
        None
    }

    /// The end of the address that goes on from `start`, without the marks of the sentence around it.
    fn address_end(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let length = rest
            .find(|c: char| {
                c.is_whitespace()
                    || c.is_control()
                    || matches!(c, '<' | '>' | '"' | '„' | '“' | '”' | '«' | '»' | '‘' | '‚' | '’')
            })
            .unwrap_or(rest.len());
        let mut address = &rest[..length];
        let has_bracket = address.contains('(');
        while let Some(last) = address.chars().next_back() {
            let belongs = match last {
                '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | ']' | '}' => false,
                ')' => has_bracket,
                _ => true,
            };
            if belongs {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        start + address.len().max(1)
    }
}
