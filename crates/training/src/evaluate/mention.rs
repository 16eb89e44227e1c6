//! How an annotated speaker is mentioned, told from the phrase.

use wortlaut_reading::{KnownNoun, known_noun};

use super::speaker::{BOUNDARIES, Word, is_pronoun, words};

/// What the phrase nearest to a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SpeakerKind {
    /// It holds a name: *Ministerin Ada Brandt*, *Angaben des Nordboten*.
    Name,
    /// An office, relation or description of people alone: *der Minister*, *die 56-Jährige*, *Anwohner*.
    Role,
    /// A body or a text by a common noun: *die Polizei*, *das Ministerium*, *ein Bericht*.
    Body,
    /// *sie, dieser, ihr*
    Pronoun,
    /// Nobody is named.
    Nobody,
}

impl SpeakerKind {
    pub(super) fn of(phrase: Option<&str>) -> Self {
        let Some(phrase) = phrase else { return Self::Nobody };
        let words: Vec<Word<'_>> = words(phrase).into_iter().filter(|word| word.text != "selbst").collect();
        if let [only] = words.as_slice()
            && (is_pronoun(only.text) || is_possessive(only.text))
        {
            return Self::Pronoun;
        }
        let mut rest = words.as_slice();
        // „Angaben der Polizei“ are the police’s.
        loop {
            let (core, after) = rest.split_at(end_of_core(rest));
            let nouns: Vec<&Word<'_>> = core.iter().filter(|word| is_noun(word)).collect();
            let known: Vec<Option<KnownNoun>> = nouns.iter().map(|word| known_noun(word.text)).collect();
            let is_source = |known: &Option<KnownNoun>| matches!(known, Some(KnownNoun::Document | KnownNoun::Saying));
            if !after.is_empty() && !known.is_empty() && known.iter().all(is_source) {
                rest = after;
                continue;
            }
            let last = nouns.len().saturating_sub(1);
            let is_name = |at: usize| known[at].is_none() && !(at < last && is_adjective(nouns[at].text));
            if (0..nouns.len()).any(is_name)
                || after.iter().any(|word| word.is_apart && is_noun(word) && known_noun(word.text).is_none())
            {
                return Self::Name;
            }
            return match known.last().copied().flatten() {
                Some(KnownNoun::Body | KnownNoun::Document | KnownNoun::Saying) => Self::Body,
                Some(KnownNoun::Person | KnownNoun::Group) | None => Self::Role,
            };
        }
    }
}

/// Where what only describes the first noun begins.
fn end_of_core(words: &[Word<'_>]) -> usize {
    let first_noun = words.iter().position(is_noun).unwrap_or(words.len());
    let ends = |word: &Word<'_>| word.is_apart || BOUNDARIES.contains(&word.text);
    words.iter().enumerate().position(|(at, word)| at > first_noun && ends(word)).unwrap_or(words.len())
}

/// A capital that is not an article's at the start of a sentence.
fn is_noun(word: &Word<'_>) -> bool {
    word.text.starts_with(char::is_uppercase) && !BOUNDARIES.contains(&word.text.to_lowercase().as_str())
}

/// *Nordische Behörden* at the start of a sentence, *Nordhafener Polizei*.
fn is_adjective(word: &str) -> bool {
    ["e", "en", "er", "es", "em"].iter().any(|ending| word.ends_with(ending))
}

fn is_possessive(word: &str) -> bool {
    let lower = word.to_lowercase();
    let stems = ["sein", "ihr", "mein", "unser"];
    stems.iter().any(|stem| lower.strip_prefix(stem).is_some_and(|ending| ["", "e", "en", "er", "es", "em"].contains(&ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_is_a_name_a_role_a_body_or_a_pronoun() {
        for (phrase, kind) in [
            ("Ada Brandt", SpeakerKind::Name),
            ("Ministerin Ada Brandt", SpeakerKind::Name),
            ("Der Präsident des Verbands, Oskar Timm", SpeakerKind::Name),
            ("Angaben des „Nordboten“", SpeakerKind::Name),
            ("der Kreml", SpeakerKind::Name),
            ("Moskau", SpeakerKind::Name),
            ("der Minister", SpeakerKind::Role),
            ("Der Sprecher des Ministeriums", SpeakerKind::Role),
            ("Angaben der Ministerin", SpeakerKind::Role),
            ("die 56-Jährige", SpeakerKind::Role),
            ("mehrere Anwohner", SpeakerKind::Role),
            ("Nordische Diplomaten", SpeakerKind::Role),
            ("Die Polizei", SpeakerKind::Body),
            ("Angaben der Nordhafener Polizei", SpeakerKind::Body),
            ("Das Ministerium", SpeakerKind::Body),
            ("einem Bericht", SpeakerKind::Body),
            ("sie", SpeakerKind::Pronoun),
            ("Er selbst", SpeakerKind::Pronoun),
            ("seiner", SpeakerKind::Pronoun),
            ("dieser", SpeakerKind::Pronoun),
        ] {
            assert_eq!(SpeakerKind::of(Some(phrase)), kind, "{phrase}");
        }
        assert_eq!(SpeakerKind::of(None), SpeakerKind::Nobody);
    }
}
