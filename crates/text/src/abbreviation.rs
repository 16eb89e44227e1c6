//! Words whose dot does not end a sentence, from the language folders.

use std::{collections::HashSet, sync::LazyLock};

/// The files that are read: tab-separated, a header line, lines with `#` are comments, the abbreviation in the first column.
const FILES: [&str; 1] = [include_str!("../../../languages/de/abbreviations.tsv")];

/// Abbreviations that can be the last word of a sentence, so that an article or pronoun with a capital letter after them starts a new one.
///
/// Others (*Dr.*, *Nr.*, *z.B.*) always want something after them.
const CLOSING: &[&str] = &[
    "usw.", "etc.", "ff.", "f.", "Mio.", "Mrd.", "Co.", "Inc.", "Corp.", "Ltd.", "Std.", "Min.", "Sek.", "Jh.", "Jhd.", "jun.",
    "sen.", "Jr.", "Sr.", "a.D.", "i.R.", "e.V.", "u.a.", "o.ä.", "u.ä.", "u.v.m.", "u.v.a.", "v.Chr.", "n.Chr.", "U.S.",
    "U.S.A.", "D.C.", "a.M.", "s.o.", "s.u.", "p.a.",
];

static ALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    FILES
        .iter()
        .flat_map(|file| file.lines().skip(1))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .flat_map(|entry| entry.split(['_', ' ']))
        .filter(|entry| entry.ends_with('.'))
        .collect()
});

/// Whether `word`, dot included, is an abbreviation. A capital first letter, as at the start of a sentence, is no hindrance.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    if ALL.contains(word) {
        return true;
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if first.is_uppercase() && word.len() <= 24 => {
            let mut lower: String = first.to_lowercase().collect();
            lower.push_str(chars.as_str());
            ALL.contains(lower.as_str())
        }
        _ => false,
    }
}

/// Whether a sentence can end with this abbreviation.
pub(crate) fn may_close(word: &str) -> bool {
    CLOSING.contains(&word)
}
