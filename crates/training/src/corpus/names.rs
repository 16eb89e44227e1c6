//! From the names of articles to the names of files, and back.

use std::collections::BTreeSet;

/// The longest name of a file without its ending, in bytes; file systems take 255 with it.
const LONGEST: usize = 200;

/// The endings that the name of an article loses, as tools put one after the other: `report.txt.tsv`.
const ENDINGS: [&str; 4] = [".tsv", ".txt", ".json", ".jsonl"];

/// A file name with `ending` (without its dot) for each article, no two alike, also where case does not count.
///
/// What file systems refuse is written as `%` and two hexadecimal digits, which [`crate::Corpus::read`] undoes. A name that is too
/// long is cut, and one that is taken already gets a number.
///
/// ```
/// let names = wortlaut_training::file_names(["a/b", "Öl", "öl"], "tsv");
/// assert_eq!(names, ["a%2Fb.tsv", "Öl.tsv", "öl~2.tsv"]);
/// ```
pub fn file_names<'n>(ids: impl IntoIterator<Item = &'n str>, ending: &str) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut unique = |stem: &str| {
        let mut name = stem.to_owned();
        for number in 2_usize.. {
            if taken.insert(name.to_lowercase()) {
                break;
            }
            name = format!("{stem}~{number}");
        }
        name
    };
    ids.into_iter().map(|id| unique(&stem(id)) + "." + ending).collect()
}

/// The article that a file is named after, where its content does not say.
///
/// ```
/// assert_eq!(wortlaut_training::article_of_file_name("a%2Fb.txt.tsv"), "a/b");
/// ```
#[must_use]
pub fn article_of_file_name(name: &str) -> String {
    let mut stem = name;
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| without(stem, ending)) {
        stem = shorter;
    }
    decoded(stem).unwrap_or_else(|| stem.to_owned())
}

fn without<'n>(name: &'n str, ending: &str) -> Option<&'n str> {
    let at = name.len().checked_sub(ending.len())?;
    name.get(at..).filter(|tail| tail.eq_ignore_ascii_case(ending))?;
    name.get(..at)
}

fn stem(id: &str) -> String {
    let mut stem = String::with_capacity(id.len());
    let looks_ended = ENDINGS.iter().find_map(|ending| without(id, ending)).map(str::len);
    for (at, c) in id.char_indices() {
        let is_first_dot = c == '.' && at == 0;
        let is_last = (c == '.' || c == ' ') && at + 1 == id.len();
        if c.is_ascii_control() || "/\\:*?\"<>|%".contains(c) || is_first_dot || is_last || looks_ended == Some(at) {
            stem.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            stem.push(c);
        }
        if stem.len() > LONGEST {
            break;
        }
    }
    if stem.is_empty() { "%".to_owned() } else { stem }
}

/// `None` if the name is not one of ours.
fn decoded(stem: &str) -> Option<String> {
    if stem == "%" {
        return Some(String::new());
    }
    let mut bytes = Vec::with_capacity(stem.len());
    let mut rest = stem.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let (digits, after) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_lead_back_to_articles() {
        for (name, id) in [
            ("57933.tsv", "57933"),
            ("Bericht.txt.tsv", "Bericht"),
            ("Bericht.txt", "Bericht"),
            ("100 %.tsv", "100 %"),
            ("%.tsv", ""),
            ("Zwei.Punkte.TSV", "Zwei.Punkte"),
        ] {
            assert_eq!(article_of_file_name(name), id);
        }
    }

    proptest! {
        #[test]
        fn every_name_that_fits_comes_back(id in "[a-zäß./%:. \\\\\n🚧]{0,40}|x\\.(txt|TSV)") {
            let names = file_names([id.as_str()], "tsv");
            prop_assert!(!names[0].contains(['/', '\\', ':', '\n']) && !names[0].starts_with('.'));
            prop_assert_eq!(article_of_file_name(&names[0]), id);
        }

        #[test]
        fn no_two_files_have_one_name(ids in prop::collection::vec("[aA/~2]{0,3}", 0..12)) {
            let names = file_names(ids.iter().map(String::as_str), "tsv");
            let distinct: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(distinct.len(), ids.len());
        }
    }
}
