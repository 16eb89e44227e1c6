//! The language people see, from the environment. The only place that reads it.

use wortlaut_text::Language;

/// The language of messages by the POSIX order of variables; English where none of them says German.
#[allow(clippy::disallowed_methods, reason = "the program reads the environment and passes on what it found")]
pub(crate) fn language() -> Language {
    of(["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok()))
}

fn of(mut values: impl Iterator<Item = String>) -> Language {
    let deciding = values.find(|value| !value.is_empty()).unwrap_or_default().to_ascii_lowercase();
    let name = deciding.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if name == "de" || name == "german" { Language::German } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_says_something_decides() {
        let language = |values: &[&str]| of(values.iter().map(|&value| value.to_owned()));
        assert_eq!(language(&["de_DE.UTF-8"]), Language::German);
        assert_eq!(language(&["", "de_AT@euro"]), Language::German);
        assert_eq!(language(&["C", "de_DE"]), Language::English);
        assert_eq!(language(&["den_US"]), Language::English);
        assert_eq!(language(&[]), Language::English);
    }
}
