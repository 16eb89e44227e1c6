//! What is never the name of a party, on every text there is.

use std::sync::LazyLock;

use rayon::prelude::*;
use wortlaut_reading::{KnownNoun, KnownWord, Party, PartyKind, known_noun, known_nouns, known_word};
use wortlaut_text::{Article, Metadata};

#[path = "specs/format.rs"]
#[expect(dead_code, reason = "only the texts of the specifications are read here")]
mod format;
#[path = "contract/texts.rs"]
mod texts;

static OF_THE_REPOSITORY: LazyLock<Vec<texts::Text>> = LazyLock::new(texts::of_the_repository);

/// The longest name, in words: *Landesamt für Natur, Umwelt und Verbraucherschutz des Landes …* is one.
const MOST_WORDS: usize = 12;

/// Prepositions of Latin origin that begin the names of associations and brands.
const LATIN: &[&str] = &["Pro", "Contra", "Plus", "Via", "Per"];

/// Names of parties in `text` that no party may have, with the reason.
fn bad_names(text: &str) -> Vec<String> {
    let Ok(article) = Article::new(text, Metadata::default()) else { return Vec::new() };
    let record = wortlaut_reading::read(&article);
    let bad = |party: &Party| fault(party, article.text()).map(|fault| format!("{:?} {fault}", party.name));
    record.parties.iter().filter_map(bad).collect()
}

/// What keeps the party's name from being one.
fn fault(party: &Party, text: &str) -> Option<&'static str> {
    let name = party.name.as_str();
    if name.contains(['„', '“', '”', '"', '»', '«', '‚', '›', '‹']) {
        return Some("holds a quotation mark");
    }
    if name.contains(['\n', '\r', '\t']) {
        return Some("holds a line break");
    }
    if name.contains([':', ';', '?', '!', '…', '(', ')', '[', ']']) || ends_sentence(name) {
        return Some("holds a mark that ends or parts sentences");
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return Some("is too long");
    }
    if words.iter().all(|word| known_word(word) == Some(KnownWord::Pronoun)) {
        return Some("is a pronoun");
    }
    let first = words.first().copied().unwrap_or_default();
    // „von Rathen“, „zu Hallenstein“
    let is_particle = words.len() > 1 && matches!(first, "von" | "vom" | "zu" | "zum" | "zur");
    if known_word(first) == Some(KnownWord::Opener) && !is_particle && !is_abbreviation(first) && !LATIN.contains(&first) {
        return Some("starts with an article, preposition or conjunction");
    }
    // „Khalid bin Raschid“
    let is_lower = |word: &&&str| word.starts_with(char::is_lowercase) && **word != "bin";
    if words.iter().filter(is_lower).any(|word| known_word(word) == Some(KnownWord::FiniteVerb)) {
        return Some("holds a finite verb");
    }
    // „Anwohner“, „Ungarn“, „der Stadtrat“ are words for people too.
    let is_other = match party.kind {
        Some(PartyKind::Group | PartyKind::State) => true,
        Some(PartyKind::Person) => is_surname(party, text),
        _ => known_nouns(name).contains(&KnownNoun::Body),
    };
    if words.len() == 1 && known_noun(name) == Some(KnownNoun::Person) && !is_other {
        return Some("is a bare role");
    }
    None
}

/// Whether a name of one word that is also a role, as many surnames are, stands behind a title, a role or a given name somewhere: „Frau Richter“.
fn is_surname(party: &Party, text: &str) -> bool {
    let is_before =
        |word: &str| known_noun(word) == Some(KnownNoun::Person) || known_noun(&format!("{word}.")) == Some(KnownNoun::Person);
    party.mentions.iter().any(|mention| {
        let words = mention.span.of(text).split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        words.windows(2).any(|two| is_before(two[0]) && two[1].starts_with(char::is_uppercase))
    })
}

/// A full stop behind a word that is no abbreviation, initial or number.
fn ends_sentence(name: &str) -> bool {
    let long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 4;
    name.split_whitespace().any(|word| word.strip_suffix('.').is_some_and(long))
}

/// *AN*, *BEI*: not the preposition.
fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

fn assert_named(texts: &[texts::Text]) {
    let bad: Vec<String> = texts
        .par_iter()
        .flat_map_iter(|one| bad_names(&one.text).into_iter().map(|bad| format!("{}: {bad}", one.name)))
        .collect();
    let shown = bad.iter().take(60).cloned().collect::<Vec<_>>().join("\n");
    assert!(bad.is_empty(), "{} names that no party may have, in {} texts:\n{shown}", bad.len(), texts.len());
}

#[test]
fn no_pronoun_role_or_piece_of_a_sentence_names_a_party_in_the_repository() {
    assert!(OF_THE_REPOSITORY.len() > 150, "only {} texts found", OF_THE_REPOSITORY.len());
    assert_named(&OF_THE_REPOSITORY);
}

#[test]
fn no_pronoun_role_or_piece_of_a_sentence_names_a_party_in_the_corpora() {
    match texts::of_the_corpora() {
        None => eprintln!("skipped: no folder `shared` with corpora beside the repository"),
        Some(texts) => assert_named(&texts),
    }
}

mod faults {
    use wortlaut_reading::{Mention, MentionKind, PartyId};
    use wortlaut_text::Span;

    use super::*;

    fn of(name: &str, kind: PartyKind, mention: &str) -> Option<&'static str> {
        let text = format!("Hier stand {mention} gestern.");
        let start = text.find(mention).unwrap_or_default();
        let party = Party {
            id: PartyId::new(0),
            name: name.to_owned(),
            kind: Some(kind),
            aliases: Vec::new(),
            roles: Vec::new(),
            speaks_for: None,
            identity: None,
            mentions: vec![Mention { span: Span::of_bytes(start, start + mention.len()), kind: MentionKind::Name }],
        };
        fault(&party, &text)
    }

    #[test]
    fn names_are_let_through() {
        for name in [
            "Ada Brandt",
            "Karla von Rathen",
            "von Rathen",
            "Khalid bin Raschid",
            "J. P. Wendland",
            "Dr. Oetker",
            "ver.di",
            "dpa",
            "Polizei",
            "Auswärtiges Amt",
            "russische Behörden",
            "Bund für Umwelt und Naturschutz",
            "Ada Brandt, Jonas Feld und Uwe Petri",
            "Büroleiter von Ada Brandt",
            "Ärzte ohne Grenzen",
            "Verband kommunaler Unternehmen",
            "Stadtrat",
            "staatlich kontrollierte Medien",
            "Pro Nordhafen",
        ] {
            assert_eq!(of(name, PartyKind::Organisation, name), None, "{name}");
        }
        assert_eq!(of("Anwohner", PartyKind::Group, "Anwohner"), None);
        assert_eq!(of("Ungarn", PartyKind::State, "Ungarn"), None);
        assert_eq!(of("Richter", PartyKind::Person, "Frau Richter"), None);
    }

    #[test]
    fn what_is_no_name_is_noticed() {
        for (name, told) in [
            ("Sie", "pronoun"),
            ("er", "pronoun"),
            ("Minister", "bare role"),
            ("Ministerinnen", "bare role"),
            ("Polizeisprecher", "bare role"),
            ("Richter", "bare role"),
            ("Stadtrat", "bare role"),
            ("der Kreml", "starts with"),
            ("Nach Angaben", "starts with"),
            ("Und Ada Brandt", "starts with"),
            ("Ada Brandt sagte", "finite verb"),
            ("„Nordbote“", "quotation mark"),
            ("Ada Brandt. Jonas Feld", "sentences"),
            ("Ada Brandt: Nein", "sentences"),
            ("Ada Brandt (SPD)", "sentences"),
            ("Ada\nBrandt", "line break"),
            ("A B C D E F G H I J K L M", "too long"),
        ] {
            let fault = of(name, PartyKind::Person, name).unwrap_or("nothing");
            assert!(fault.contains(told), "{name}: {fault}");
        }
        // „der Richter“ is no surname.
        assert_eq!(of("Richter", PartyKind::Person, "der Richter"), Some("is a bare role"));
    }
}
